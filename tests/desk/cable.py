"""The wire between a node and its database, in our hands: it can be cut, or deliver nothing for a while."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.pg import Database


class Cable:
    """A socket of its own in front of the server's."""

    def __init__(self, server_socket: Path) -> None:
        self._server_socket = server_socket
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._answers = asyncio.Event()
        self._answers.set()
        self._plugged = True

    def cut(self) -> None:
        """Unplug: every connection is lost, and no new one comes through."""
        self._plugged = False
        self._answers.set()
        for writer in list(self._writers):
            writer.transport.abort()

    def plug(self) -> None:
        """Plug in again."""
        self._plugged = True
        self._answers.set()

    def hold_answers(self) -> None:
        """The server hears everything, and nothing of what it says arrives."""
        self._answers.clear()

    def release_answers(self) -> None:
        """What was held arrives."""
        self._answers.set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if not self._plugged:
            writer.transport.abort()
            return
        up_reader, up_writer = await asyncio.open_unix_connection(str(self._server_socket))
        both = {writer, up_writer}
        self._writers |= both
        try:
            await asyncio.gather(
                self._pump(reader, up_writer, held=False), self._pump(up_reader, writer, held=True)
            )
        except asyncio.CancelledError:
            pass  # the test is over; asyncio reports a cancelled handler as a mistake
        finally:
            self._writers -= both
            for one in both:
                one.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, held: bool) -> None:
        try:
            while data := await reader.read(65_536):
                if held:
                    await self._answers.wait()
                writer.write(data)
                await writer.drain()
        except (OSError, RuntimeError):
            pass
        writer.transport.abort()

    async def close(self) -> None:
        self.cut()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def cable_to(database: Database) -> AsyncIterator[tuple[Cable, str]]:
    """A cable, and the address of the database at its near end."""
    folder = Path(tempfile.mkdtemp(prefix="cb-"))
    real = _socket_in(database.server.socket_dir)
    cable = Cable(real)
    server = await asyncio.start_unix_server(cable.serve, str(folder / real.name))
    address = database.app_dsn.replace(database.server.socket_dir, str(folder))
    try:
        yield cable, address
    finally:
        server.close()
        await cable.close()
        await server.wait_closed()
        shutil.rmtree(folder)


def _socket_in(folder: str) -> Path:
    return next(one for one in Path(folder).iterdir() if one.name.startswith(".s.PGSQL.") and one.is_socket())
