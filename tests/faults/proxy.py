"""A wire between the application and PostgreSQL that a test can cut, freeze, or make lose the answers.

It listens on a Unix socket of the name that PostgreSQL clients expect, in a folder of its own, and passes bytes on to
the real one. It understands none of them.
"""

from __future__ import annotations

import asyncio
import contextlib
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

SOCKET_NAME = ".s.PGSQL.5432"
_CHUNK = 65_536


class Wire(Enum):
    """What the wire does."""

    WHOLE = auto()
    CUT = auto()
    """What is connected is reset; nothing new gets through."""
    FROZEN = auto()
    """Nothing passes in either direction and nothing is closed: a switch that swallows every packet."""
    DEAF = auto()
    """What is sent arrives; no answer comes back."""


class Proxy:
    """Use as ``async with Proxy(real_folder, own_folder) as wire``."""

    def __init__(self, real: Path, folder: Path) -> None:
        self._real = real / SOCKET_NAME
        self.folder = folder
        self._server: asyncio.Server | None = None
        self._wire = Wire.WHOLE
        self._whole = asyncio.Event()
        self._hears = asyncio.Event()
        self._whole.set()
        self._hears.set()
        self._links: set[asyncio.Task[None]] = set()
        self.swallowed = 0
        """Bytes of answers that were lost with a link that was cut while deaf."""

    async def __aenter__(self) -> Self:
        path = self.folder / SOCKET_NAME
        self._server = await asyncio.start_unix_server(self._accept, path)
        path.chmod(0o777)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        await self._end_links()
        await self._server.wait_closed()

    def dsn(self, role: str, database: str) -> str:
        """The database's address by way of this wire."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.folder), safe='/')}"

    async def set(self, wire: Wire) -> None:
        """From now on the wire behaves like this."""
        self._wire = wire
        for gate, is_open in (
            (self._whole, wire is not Wire.FROZEN),
            (self._hears, wire not in {Wire.FROZEN, Wire.DEAF}),
        ):
            if is_open and wire is not Wire.CUT:
                gate.set()
            elif not is_open:
                gate.clear()
        if wire is Wire.CUT:
            await self._end_links()

    async def _end_links(self) -> None:
        links = list(self._links)
        for link in links:
            link.cancel()
        await asyncio.gather(*links, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._wire is Wire.CUT:
            writer.transport.abort()
            return
        task = asyncio.current_task()
        assert task is not None
        self._links.add(task)
        try:
            await self._link(reader, writer)
        except (asyncio.CancelledError, OSError):
            # Ended on purpose, or by one of the two ends: a wire makes no report.
            pass
        finally:
            self._links.discard(task)
            writer.transport.abort()

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._whole.wait()
        there, here = await asyncio.open_unix_connection(self._real)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pass(reader, here, self._whole))
                both.create_task(self._pass(there, writer, self._hears))
        except* OSError:
            pass
        finally:
            here.transport.abort()

    async def _pass(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, gate: asyncio.Event
    ) -> None:
        """Bytes from one end to the other, as long as the gate is open; the end of one is the end of both."""
        while data := await source.read(_CHUNK):
            if not gate.is_set():
                self.swallowed += len(data)
                await gate.wait()
                self.swallowed -= len(data)
            target.write(data)
            await target.drain()
        with contextlib.suppress(OSError):
            target.write_eof()
