"""Many raw websocket clients in one process: handshake by hand, frames cut out of the stream, no library in the way."""

from __future__ import annotations

import asyncio
import base64
import os
import socket
from collections.abc import Callable

Take = Callable[[bytes], None]

_TEXT, _PING, _PONG = 0x1, 0x9, 0xA


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class RawClient(asyncio.Protocol):
    """One websocket client. ``take`` gets every text message."""

    def __init__(self, path: str, headers: dict[str, str], take: Take) -> None:
        self._path = path
        self._headers = headers
        self._take = take
        self._buffer = bytearray()
        self._open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.bytes_read = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {self._path} HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket", "Connection: Upgrade"]
        lines += [f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
        lines += [f"{name}: {value}" for name, value in self._headers.items()]
        transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def data_received(self, data: bytes) -> None:
        """Cut the stream into texts."""
        self._buffer += data
        if not self._open:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._buffer[:end])
            del self._buffer[: end + 4]
            if b" 101 " not in head.split(b"\r\n")[0]:
                self.opened.set_exception(ConnectionError(head.decode(errors="replace")))
                return
            self._open = True
            self.opened.set_result(None)
        self._cut()

    def _cut(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, head = buffer[at + 1] & 0x7F, 2
            if size == 126:
                size, head = int.from_bytes(buffer[at + 2 : at + 4], "big"), 4
            elif size == 127:
                size, head = int.from_bytes(buffer[at + 2 : at + 10], "big"), 10
            if len(buffer) - at < head + size:
                break
            kind = buffer[at] & 0x0F
            if kind == _TEXT:
                self.bytes_read += size
                self._take(bytes(buffer[at + head : at + head + size]))
            elif kind == _PING:
                # A server that is not answered takes the peer for gone after a while.
                self._write(_PONG, bytes(buffer[at + head : at + head + size]))
            at += head + size
        del buffer[:at]

    def send(self, text: str) -> None:
        """A text message."""
        self._write(_TEXT, text.encode())

    def _write(self, kind: int, payload: bytes) -> None:
        """A masked frame."""
        assert self._transport is not None
        size = len(payload)
        first = 0x80 | kind
        head = bytes((first, 0x80 | size)) if size < 126 else bytes((first, 0xFE)) + size.to_bytes(2, "big")
        self._transport.write(head + bytes(4) + payload)

    def close(self) -> None:
        """Gone."""
        if self._transport is not None:
            self._transport.abort()


async def connect(port: int, path: str, take: Take, headers: dict[str, str] | None = None) -> RawClient:
    """An open client."""
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(lambda: RawClient(path, headers or {}, take), "127.0.0.1", port)
    await client.opened
    return client
