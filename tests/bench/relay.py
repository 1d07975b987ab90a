"""A wire in front of the database's socket that counts how often a client asked and waited."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dispatch.log.embedded import Embedded

_SOCKET = ".s.PGSQL.5432"


@dataclass(slots=True)
class Relay:
    """Turns of all connections that go through it: a client spoke after the server had."""

    dsn: str
    turns: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def carry(self, upstream: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, both ways."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        up_reader, up_writer = await asyncio.open_unix_connection(upstream)
        answered = True

        async def ask() -> None:
            nonlocal answered
            while data := await reader.read(1 << 20):
                self.turns += answered
                answered = False
                up_writer.write(data)
            up_writer.write_eof()

        async def answer() -> None:
            nonlocal answered
            while data := await up_reader.read(1 << 20):
                answered = True
                writer.write(data)
            writer.close()

        try:
            await asyncio.gather(ask(), answer())
        except (OSError, asyncio.CancelledError):
            pass  # measured and gone
        finally:
            writer.transport.abort()
            up_writer.transport.abort()
            self._tasks.discard(task)

    async def end(self) -> None:
        """No connection is left."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def relay_to(server: Embedded) -> AsyncIterator[Relay]:
    """A relay, and the address of the database at its near end."""
    with tempfile.TemporaryDirectory(prefix="relay-") as folder:
        relay = Relay(server.app_dsn.replace(server.socket_dir, folder))
        upstream = str(Path(server.socket_dir) / _SOCKET)
        listening = await asyncio.start_unix_server(
            lambda reader, writer: relay.carry(upstream, reader, writer), str(Path(folder) / _SOCKET)
        )
        try:
            yield relay
        finally:
            listening.close()
            await relay.end()
