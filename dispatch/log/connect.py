"""Connections to the database: as the application's role, behind the barrier, and bounded in time.

Knows roles and settings of PostgreSQL. Knows nothing of events.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

import asyncpg

from dispatch.log.append import pass_barrier
from dispatch.log.faults import DATABASE_ERRORS, LogUnavailable, NothingWritten, ends_connection, said
from dispatch.log.sql import Connection

T = TypeVar("T")

APPLICATION_ROLE = "dispatch_app"
CONNECT_SECONDS = 5.0

_WHO = """
SELECT pg_is_in_recovery() AS standby,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('fsync') AS fsync,
       has_table_privilege(session_user, 'events', 'DELETE') AS too_strong
"""


@dataclass(slots=True)
class Door:
    """How this node reaches the database. ``warnings``: what an operator should know about it."""

    dsn: str
    node: str
    warnings: set[str] = field(default_factory=set)

    async def open(self) -> Connection:
        """A connection that may be served from: our role, durable commits, one commit of its own passed."""
        try:
            connection = await asyncpg.connect(
                self.dsn,
                timeout=CONNECT_SECONDS,
                server_settings={"application_name": f"dispatch {self.node}"},
            )
        except (TimeoutError, *DATABASE_ERRORS) as problem:
            raise NothingWritten(f"The database cannot be reached ({said(problem)}).") from problem
        try:
            await within(connection, self._prepare(connection), CONNECT_SECONDS)
        except BaseException:
            connection.terminate()
            raise
        return connection

    async def _prepare(self, connection: Connection) -> None:
        who = await connection.fetchrow(_WHO)
        assert who is not None
        if who["standby"]:
            raise NothingWritten("This database is a standby and takes no writes; connect to the primary.")
        if who["synchronous_commit"] == "off":
            await connection.execute("SET synchronous_commit = on")
            self.warnings.add("The database had synchronous_commit = off; Dispatch turned it on for itself.")
        if who["fsync"] == "off":
            self.warnings.add("The database runs with fsync = off: a power cut can lose what was saved.")
        if who["too_strong"]:
            self.warnings.add(
                "DATABASE_URL may change the record; Dispatch gives that up (SET ROLE dispatch_app). "
                "Better give it the role dispatch_app and put the owner's address in DISPATCH_MIGRATE_URL."
            )
        await connection.execute(f"SET ROLE {APPLICATION_ROLE}")
        await pass_barrier(connection, self.node)


class _Ended(NothingWritten):
    """The connection ended under the work."""


async def within(connection: Connection, work: Awaitable[T], seconds: float) -> T:
    """Waits so long for an answer, then drops the connection.

    Dropping sends nothing: unlike a cancelled query it cannot turn a commit into one that is half made.
    """
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
        if not done:
            raise NothingWritten(f"The database has not answered for {seconds:.0f} s.")
        return task.result()
    except DATABASE_ERRORS as problem:
        if ends_connection(problem):
            connection.terminate()
            raise _Ended(f"The connection to the database ended ({said(problem)}).") from problem
        raise NothingWritten(f"The database refused ({said(problem)}).") from problem
    finally:
        if not task.done():
            connection.terminate()
            await asyncio.gather(task, return_exceptions=True)


class Pool:
    """A few connections for reading, made when needed. A lost one is forgotten, not repaired."""

    def __init__(self, open_one: Callable[[], Awaitable[Connection]], size: int) -> None:
        self._open_one = open_one
        self._free = asyncio.Semaphore(size)
        self._idle: list[Connection] = []
        self._lent: set[Connection] = set()
        self._closed = False

    @contextlib.asynccontextmanager
    async def lend(self, seconds: float) -> AsyncIterator[Connection]:
        try:
            async with asyncio.timeout(seconds):
                await self._free.acquire()
        except TimeoutError:
            raise NothingWritten(
                f"No connection to the database became free within {seconds:.0f} s."
            ) from None
        try:
            connection = await self._take()
            self._lent.add(connection)
            try:
                yield connection
            finally:
                self._lent.discard(connection)
                if connection.is_closed():
                    # The others went the same way, most likely, and do not know it yet.
                    self._drop_idle()
                else:
                    self._idle.append(connection)
        finally:
            self._free.release()

    async def run(self, work: Callable[[Connection], Awaitable[T]], seconds: float) -> T:
        """One piece of work on one connection; a connection that does not answer in time is dropped.

        One that had ended while nobody used it is made anew, so the work may be begun twice: it must bear that.
        """
        try:
            async with self.lend(seconds) as connection:
                return await within(connection, work(connection), seconds)
        except _Ended:
            async with self.lend(seconds) as connection:
                return await within(connection, work(connection), seconds)

    async def close(self) -> None:
        self._closed = True
        for connection in self._lent:
            connection.terminate()
        for connection in self._idle:
            await close(connection)
        self._idle.clear()

    def _drop_idle(self) -> None:
        for connection in self._idle:
            connection.terminate()
        self._idle.clear()

    async def _take(self) -> Connection:
        if self._closed:
            raise LogUnavailable("The record has been closed.")
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        return await self._open_one()


async def close(connection: Connection) -> None:
    """Says goodbye if the server still listens."""
    with contextlib.suppress(TimeoutError, *DATABASE_ERRORS):
        await connection.close(timeout=2)
    connection.terminate()
