"""Connections of ``people`` to PostgreSQL: few, as the application's role, every answer in bounded time.

Knows no table.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import asyncpg

CHANNEL = "dispatch_people"
_ROLE = "dispatch_app"
_SECONDS = 4.0
_CONNECTIONS = 4

_UNREACHABLE = (TimeoutError, OSError, asyncpg.InterfaceError, asyncpg.PostgresError)
_GONE = (
    TimeoutError,
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
)

Connection: TypeAlias = "asyncpg.Connection[Any]"


class Unavailable(Exception):
    """The database did not answer. Open sessions go on; nobody new comes in."""


class Database:
    """One database. ``close`` it."""

    def __init__(self, dsn: str, node: str) -> None:
        self._dsn = dsn
        self._node = node
        self._free = asyncio.Semaphore(_CONNECTIONS)
        self._idle: list[Connection] = []

    async def close(self) -> None:
        """Say goodbye; a database that does not answer is not waited for."""
        for connection in self._idle:
            with contextlib.suppress(*_UNREACHABLE):
                await connection.close(timeout=1)
            connection.terminate()
        self._idle.clear()

    async def connect(self) -> Connection:
        """A connection of one's own, as the application's role."""
        try:
            connection: Connection = await asyncpg.connect(
                self._dsn,
                timeout=_SECONDS,
                server_settings={"application_name": f"dispatch people {self._node}"},
            )
        except _UNREACHABLE as problem:
            raise Unavailable(f"The database cannot be reached ({type(problem).__name__}).") from problem
        try:
            async with asyncio.timeout(_SECONDS):
                await connection.execute(f"SET ROLE {_ROLE}")
        except BaseException as problem:
            connection.terminate()
            if isinstance(problem, _UNREACHABLE):
                raise Unavailable(f"The database did not answer ({type(problem).__name__}).") from problem
            raise
        return connection

    @contextlib.asynccontextmanager
    async def lend(self) -> AsyncIterator[Connection]:
        """A connection for one short piece of work. What the database says about the work itself passes."""
        async with self._free:
            connection = await self._take()
            try:
                async with asyncio.timeout(_SECONDS):
                    yield connection
            except asyncio.CancelledError:
                # Its answer may still be on the way: nobody else may get this connection.
                connection.terminate()
                raise
            except _GONE as problem:
                # Nothing is asked of a server that does not answer, not even to cancel.
                connection.terminate()
                raise Unavailable(f"The database did not answer ({type(problem).__name__}).") from problem
            finally:
                if not connection.is_closed():
                    self._idle.append(connection)

    async def _take(self) -> Connection:
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        return await self.connect()


async def tell(connection: Connection, person: str) -> None:
    """Wake every node: something about this person changed."""
    await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, person)
