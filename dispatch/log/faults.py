"""What can go wrong between us and the database, told apart by what the desk must answer."""

from __future__ import annotations

import asyncpg

UNDECIDED = "canceling wait for synchronous replication"
"""PostgreSQL's warning that a commit is visible here and may still be lost with this server."""


class LogUnavailable(Exception):
    """The record cannot be reached or refuses. One of the two below."""


class NothingWritten(LogUnavailable):
    """Certain: nothing of the batch was saved. The same commands may be sent again."""


class ConnectionLost(LogUnavailable):
    """The connection ended while the batch was under way: it may have been saved or not. Look it up by id."""


DATABASE_ERRORS = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""Whatever a statement may raise that is the database's or the connection's doing."""

_SERVER_ENDING = (
    # The server ends our connection: it may do so after the commit, before the answer.
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.PostgresConnectionError,
    asyncpg.IdleInTransactionSessionTimeoutError,
)


def ends_connection(problem: BaseException) -> bool:
    """Whether the connection is of no use after this."""
    return isinstance(
        problem, (*_SERVER_ENDING, OSError, asyncpg.InterfaceError, asyncpg.InternalClientError)
    )


def judge(problem: Exception, *, sent: bool) -> LogUnavailable:
    """The exception that says what is certain. ``sent``: the statement had left for the server.

    An error that the server answers with, its connection living on, means that the statement was rolled back.
    """
    if sent and ends_connection(problem):
        return ConnectionLost(f"The connection to the database was lost while saving ({said(problem)}).")
    return NothingWritten(f"The database did not save ({said(problem)}).")


def said(problem: BaseException) -> str:
    """What went wrong in one line. Without the database's DETAIL, which quotes rows and with them people's texts."""
    first = str(problem.args[0] if problem.args else problem).partition("\n")[0]
    return f"{type(problem).__name__}: {first}" if first else type(problem).__name__
