"""What a desk under load writes to one screen, recorded, and played to a browser at any rate: the browser side measured alone.

The player stands before the real server on a port of its own: pages, questions and commands go through to it, and so do the answers;
only what the live link tells is its own.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

import orjson

from dispatch.desk import frames
from dispatch.desk.desk import Desk
from dispatch.domain.lens.views import PositionView
from dispatch.links.demo.people import actor
from dispatch.web.protocol import Submission, read_message
from tests.bench.sockets import connect
from tests.bench.updates import Board, Update, Updates

_MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_BEAT = b'{"type":"beat"'


@dataclass(slots=True)
class Recording:
    """``first``: welcome, snapshots, positions. ``ticks``: seconds since the start, and what left then in one write."""

    first: bytes = b""
    ticks: list[tuple[float, bytes]] = field(default_factory=list)
    rate: float = 0.0
    """Updates a second while it was made."""
    refused: int = 0


class _Tape:
    """A screen that keeps what it is sent."""

    def __init__(self, board: Board) -> None:
        self.recording = Recording()
        self.started: float | None = None
        self._board = board

    def write(self, data: bytes) -> None:
        texts = frames.payloads(data)
        for text in texts:
            self._board.take(text)
        if self.started is None:
            self.recording.first += data
            return
        # Beats are made anew when it is played: they say what time it is.
        kept = b"".join(frames.text_frame(one) for one in texts if not one.startswith(_BEAT))
        if kept:
            self.recording.ticks.append((time.perf_counter() - self.started, kept))

    def buffered(self) -> int:
        return 0

    def close(self, code: int, reason: str) -> None:
        raise ConnectionError(f"the recorder was sent away: {code} {reason}")

    def abort(self) -> None:
        raise ConnectionError("the recorder was dropped")


async def record(desk: Desk, movers: list[str], rate: int, seconds: float) -> Recording:
    """What a dispatcher's screen is sent while so many updates a second are made, or as many as can be."""
    board = Board()
    tape = _Tape(board)
    who = actor("dispatcher", "recorder")
    connection = await desk.hub.attach(tape, who=who, session="recorder")
    assert connection is not None
    updates = Updates(board, movers)
    under_way: set[asyncio.Task[bool]] = set()
    refused = 0

    def over(task: asyncio.Task[bool]) -> None:
        nonlocal refused
        under_way.discard(task)
        refused += not task.result()

    tape.started = time.perf_counter()
    for number in range(int(rate * seconds)):
        early = tape.started + number / rate - time.perf_counter()
        if early > 0 or len(under_way) > 200:
            await asyncio.sleep(max(0.001, early))
        task = asyncio.create_task(_make(desk, updates.next()))
        under_way.add(task)
        task.add_done_callback(over)
    while under_way:
        await asyncio.wait(under_way)
    await asyncio.sleep(0.1)
    tape.recording.rate = rate * seconds / tape.recording.ticks[-1][0]
    tape.recording.refused = refused
    connection.detach()
    return tape.recording


async def _make(desk: Desk, update: Update) -> bool:
    if update.position is not None:
        body = {name: value for name, value in update.position.items() if name != "type"}
        at = datetime.fromisoformat(body.pop("at"))
        desk.positions.report(PositionView(unit=update.unit, at=at, battery_pct=None, **body))
    for command in update.commands:
        submission = read_message(orjson.dumps(command))
        assert isinstance(submission, Submission)
        result = await desk.submit(actor("dispatcher2"), submission.envelope)
        if type(result).__name__ != "Saved":
            return False
    return True


class Player:
    """A server before the real one. ``sent`` is told of each text as it leaves."""

    def __init__(self, recording: Recording, real_port: int, sent: Callable[[bytes], None]) -> None:
        self._recording = recording
        self._real_port = real_port
        self._sent = sent
        self._link: asyncio.StreamWriter | None = None
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._parts: dict[str, int] = {}
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        assert self._server is not None
        self._server.close()

    async def play(self, rate: int, seconds: float) -> float:
        """The recording, so fast that ``rate`` updates a second arrive; returns how many did."""
        assert self._link is not None, "no page has connected"
        faster = rate / self._recording.rate
        start, played = time.perf_counter(), 0.0
        for at, data in self._recording.ticks:
            if at / faster > seconds:
                break
            early = start + at / faster - time.perf_counter()
            if early > 0:
                await asyncio.sleep(early)
            self._write(data)
            played = at
        return played * self._recording.rate / (time.perf_counter() - start)

    def _write(self, data: bytes) -> None:
        assert self._link is not None
        for text in frames.payloads(data):
            self._sent(text)
            message: dict[str, Any] = orjson.loads(text)
            if "n" in message:
                self._parts[message["part"]] = message["n"]
        self._link.write(data)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            await (self._live if head.startswith(b"GET /live ") else self._pass)(head, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the page has gone, or the player ends
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _pass(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, on = await asyncio.open_connection("127.0.0.1", self._real_port)
        on.write(head)
        try:
            await asyncio.gather(_pump(reader, on), _pump(there, writer))
        finally:
            on.close()

    async def _live(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (line.split(": ", 1) for line in head.decode("latin-1").split("\r\n") if ": " in line)
        headers = {name.lower(): value for name, value in lines}
        key = headers["sec-websocket-key"]
        accept = base64.b64encode(hashlib.sha1((key + _MAGIC).encode(), usedforsecurity=False).digest())
        upgrade = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        writer.write(upgrade + b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        self._link = writer
        self._write(self._recording.first)
        origin = f"http://127.0.0.1:{self._real_port}"
        real = await connect(
            self._real_port, "/live", self._answer, {"Cookie": headers["cookie"], "Origin": origin}
        )
        real.send('{"type":"hello","protocol":1}')
        beats = asyncio.create_task(self._beat())
        try:
            while True:
                text = await _from_page(reader)
                if text.startswith("{") and orjson.loads(text)["type"] == "command":
                    real.send(text)
        finally:
            real.close()
            beats.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beats

    def _answer(self, text: bytes) -> None:
        if text.startswith(b'{"type":"result"') and self._link is not None:
            self._link.write(frames.text_frame(text))

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(frames.BEAT_MS / 1000)
            assert self._link is not None
            self._link.write(frames.beat(self._parts, seq=None, head=None, at=datetime.now(UTC), db="ok"))


async def _from_page(reader: asyncio.StreamReader) -> str:
    """The next message of a browser, which masks what it sends; what is no text is empty."""
    first, second = await reader.readexactly(2)
    size = second & 0x7F
    if size > 125:
        size = int.from_bytes(await reader.readexactly(2 if size == 126 else 8), "big")
    mask = await reader.readexactly(4)
    data = bytes(one ^ mask[place % 4] for place, one in enumerate(await reader.readexactly(size)))
    return data.decode() if first & 0x0F == 1 else ""


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()
