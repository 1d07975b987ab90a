"""Ways to a browser's socket for the hub: straight to the transport where the server lends it, else by ASGI.

The frame of a part is encoded once for everybody; only writing it to the transport, without a task or a
call into ASGI per screen, keeps hundreds of screens current. Knows sockets and bytes, no message.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from typing import Any, Protocol, cast

from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from dispatch.desk.frames import payloads
from dispatch.web import patience
from dispatch.web.patience import Deadline

SEND_BUFFER = 65_536
"""What the kernel takes for a peer that does not read: less makes a slow screen show sooner."""
_CLOSE_SECONDS = 2.0


class FanoutProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, which lends its transport to the endpoint and tells it when the buffer has drained."""

    on_drained: Callable[[], None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Nothing is begun yet."""
        super().connection_made(transport)
        self._deadline = Deadline(self._too_slow)

    def data_received(self, data: bytes) -> None:
        """A message that was begun is to be finished."""
        super().data_received(data)
        if self.frames or self.conn.reader.buffer:
            self._deadline.keep(patience.MESSAGE_SECONDS)
        else:
            self._deadline.end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._deadline.end()
        super().connection_lost(exc)

    def handle_connect(self, event: Request) -> None:
        """Offer ourselves to the endpoint, and keep the kernel's buffer small from the first byte."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            cast(dict[str, Any], self.scope["extensions"])["fanout"] = self
            found: socket.socket | None = self.transport.get_extra_info("socket")
            if found is not None:
                found.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def send_receive_event_to_app(self) -> None:
        """A text that is not UTF-8 is the peer's mistake: closed with 1007, and no traceback for it."""
        if self.curr_msg_data_type == "text" and not self.close_sent:
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.frames = []
                self.conn.send_close(1007, "not UTF-8")
                self.handle_parser_exception()
                return
        super().send_receive_event_to_app()

    def _too_slow(self) -> None:
        self._deadline.end()
        if self.read_paused:
            # The rest may lie in the kernel: it is we who do not read.
            self._deadline.begin(patience.MESSAGE_SECONDS)
        else:
            self.transport.abort()

    def resume_writing(self) -> None:
        """The buffer has drained."""
        super().resume_writing()
        if self.on_drained is not None:
            self.on_drained()


class Way(Protocol):
    """An outlet as ``desk.outlet`` wants it, with what the endpoint needs besides."""

    def write(self, data: bytes) -> None: ...
    def buffered(self) -> int: ...
    def close(self, code: int, reason: str) -> None: ...
    def abort(self) -> None: ...
    async def finish(self) -> None: ...


class TransportWay:
    """Writes finished websocket frames to the transport."""

    def __init__(self, websocket: WebSocket, protocol: FanoutProtocol) -> None:
        self._websocket = websocket
        self._protocol = protocol
        self._closing: asyncio.Task[None] | None = None

    def write(self, data: bytes) -> None:
        """At once; uvloop raises where asyncio is silent when the peer is gone."""
        if self._protocol.disconnected or self._protocol.close_sent:
            raise ConnectionResetError
        self._protocol.transport.write(data)

    def buffered(self) -> int:
        """Bytes that the kernel has not taken."""
        return self._protocol.transport.get_write_buffer_size()

    def close(self, code: int, reason: str) -> None:
        """In order, behind what is buffered; a peer that does not take it is dropped."""
        if self._closing is None:
            self._closing = asyncio.create_task(self._close(code, reason), name="socket-close")

    def abort(self) -> None:
        """Now."""
        self._protocol.transport.abort()

    async def finish(self) -> None:
        """Wait for a close that is under way."""
        if self._closing is not None:
            await asyncio.gather(self._closing, return_exceptions=True)

    async def _close(self, code: int, reason: str) -> None:
        try:
            async with asyncio.timeout(_CLOSE_SECONDS):
                with contextlib.suppress(RuntimeError, OSError):
                    await self._websocket.close(code, reason)
        except TimeoutError:
            self.abort()


class MessageWay:
    """Sends message by message through ASGI: for servers that lend no transport. Slower, and as correct."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._waiting: asyncio.Queue[bytes | tuple[int, str]] = asyncio.Queue()
        self._bytes = 0
        self._ended = False
        self.on_drained: Callable[[], None] | None = None
        self._task = asyncio.create_task(self._send(), name="socket-send")

    def write(self, data: bytes) -> None:
        """Into the queue."""
        if self._ended:
            raise ConnectionResetError
        self._bytes += len(data)
        self._waiting.put_nowait(data)

    def buffered(self) -> int:
        """Bytes still in the queue."""
        return self._bytes

    def close(self, code: int, reason: str) -> None:
        """Behind what waits."""
        self._waiting.put_nowait((code, reason))

    def abort(self) -> None:
        """Nothing of what waits is sent."""
        self._ended = True
        self._task.cancel()

    async def finish(self) -> None:
        """Wait for what is under way, not for ever."""
        _, late = await asyncio.wait({self._task}, timeout=_CLOSE_SECONDS)
        if late:
            self.abort()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _send(self) -> None:
        try:
            with contextlib.suppress(WebSocketDisconnect, RuntimeError, OSError, asyncio.CancelledError):
                while True:
                    item = await self._waiting.get()
                    if isinstance(item, tuple):
                        await self._websocket.close(*item)
                        break
                    for text in payloads(item):
                        await self._websocket.send_text(text.decode())
                    self._bytes -= len(item)
                    if self._bytes == 0 and self.on_drained is not None:
                        self.on_drained()
        finally:
            self._ended = True


def way_to(websocket: WebSocket, *, drained: Callable[[], None]) -> Way:
    """The best way that this server offers. ``drained`` is called when a full buffer has emptied."""
    protocol = websocket.scope.get("extensions", {}).get("fanout")
    if isinstance(protocol, FanoutProtocol):
        protocol.on_drained = drained
        return TransportWay(websocket, protocol)
    way = MessageWay(websocket)
    way.on_drained = drained
    return way
