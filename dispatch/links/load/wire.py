"""A websocket client that costs little: many of them in one process, each text cut out of the stream and passed on. RFC 6455.

Knows bytes only. The mask that clients owe is zero: it protects proxies from pages, and there is no page here.
"""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urlsplit

TEXT: Final = 0x1
_CONTINUATION, _CLOSE, _PING, _PONG = 0x0, 0x8, 0x9, 0xA
_FINAL: Final = 0x80
CONNECT_SECONDS: Final = 10.0

Take = Callable[[bytes], None]
Ended = Callable[[int | None, str], None]
"""Called once with the close code and reason; without a code when the connection just broke."""


class Refused(ConnectionError):
    """The server did not upgrade."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is."""

    host: str
    port: int
    tls: bool
    path: str

    @property
    def origin(self) -> str:
        """As a browser would name a page of this server."""
        scheme, usual = ("https", 443) if self.tls else ("http", 80)
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}" if self.port == usual else f"{scheme}://{host}:{self.port}"


def address(url: str) -> Address:
    """The parts of a server's address. Raises ``ValueError``."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"an address looks like http://127.0.0.1:8000, not {url!r}")
    tls = parts.scheme == "https"
    return Address(parts.hostname, parts.port or (443 if tls else 80), tls, parts.path.rstrip("/"))


class Socket(asyncio.Protocol):
    """One connection."""

    def __init__(self, request: bytes, take: Take, ended: Ended) -> None:
        self._request = request
        self._take = take
        self._ended = ended
        self._buffer = bytearray()
        self._open = False
        self._pieces: list[bytes] = []
        self._closed: tuple[int | None, str] = (None, "")
        self._transport: asyncio.Transport | None = None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.bytes_read = 0

    # --- asyncio ------------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        # Not every loop's transports are of asyncio's classes; uvloop's are not.
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Cut the stream into messages."""
        self.bytes_read += len(data)
        self._buffer += data
        if not self._open and not self._upgraded():
            return
        self._cut()

    def connection_lost(self, exc: Exception | None) -> None:
        """The end, however it came."""
        if not self.opened.done():
            self.opened.set_exception(exc or ConnectionResetError("the server closed the connection"))
        elif self._open:
            self._open = False
            self._ended(*self._closed)

    # --- to the peer --------------------------------------------------------------------------------------------

    def send(self, payload: bytes) -> bool:
        """A text; false when the connection is gone."""
        return self._write(TEXT, payload)

    def abort(self) -> None:
        """Break the connection as a pulled cable does: nothing is said, nothing waited for."""
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """Say goodbye, and go."""
        self._write(_CLOSE, (1000).to_bytes(2, "big"))
        if self._transport is not None:
            self._transport.close()

    def _write(self, kind: int, payload: bytes) -> bool:
        if self._transport is None or self._transport.is_closing() or not self._open:
            return False
        self._transport.write(framed(kind, payload))
        return True

    # --- from the peer ------------------------------------------------------------------------------------------

    def _upgraded(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        first = bytes(self._buffer[:end]).split(b"\r\n", 1)[0].decode(errors="replace")
        del self._buffer[: end + 4]
        if " 101 " not in f"{first} ":
            self.opened.set_exception(Refused(f"the server answered {first!r} to the upgrade"))
            self.abort()
            return False
        self._open = True
        self.opened.set_result(None)
        return True

    def _cut(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, head = buffer[at + 1] & 0x7F, 2
            if size >= 126:
                head = 4 if size == 126 else 10
                if len(buffer) - at < head:
                    break
                size = int.from_bytes(buffer[at + 2 : at + head], "big")
            if len(buffer) - at < head + size:
                break
            first, payload = buffer[at], bytes(buffer[at + head : at + head + size])
            at += head + size
            self._message(first, payload)
        del buffer[:at]

    def _message(self, first: int, payload: bytes) -> None:
        kind = first & 0x0F
        if kind == _PING:
            self._write(_PONG, payload)
        elif kind == _CLOSE:
            code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else None
            self._closed = (code, payload[2:].decode(errors="replace"))
            self._write(_CLOSE, payload[:2])
            if self._transport is not None:
                self._transport.close()
        elif kind in (TEXT, _CONTINUATION):
            if first & _FINAL and not self._pieces:
                self._take(payload)
                return
            self._pieces.append(payload)
            if first & _FINAL:
                whole, self._pieces = b"".join(self._pieces), []
                self._take(whole)


def framed(kind: int, payload: bytes) -> bytes:
    """A final frame with the mask zero."""
    size = len(payload)
    if size < 126:
        head = bytes((_FINAL | kind, 0x80 | size))
    elif size < 1 << 16:
        head = bytes((_FINAL | kind, 0x80 | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((_FINAL | kind, 0x80 | 127)) + size.to_bytes(8, "big")
    return head + bytes(4) + payload


async def connect(to: Address, path: str, headers: Mapping[str, str], take: Take, ended: Ended) -> Socket:
    """An open websocket. Raises ``OSError`` (``Refused``: the server answered something else) or ``TimeoutError``."""
    lines = [
        f"GET {to.path}{path} HTTP/1.1",
        f"Host: {to.origin.partition('//')[2]}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    loop = asyncio.get_running_loop()
    socket: Socket | None = None
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _, socket = await loop.create_connection(
                lambda: Socket(request, take, ended), to.host, to.port, ssl=True if to.tls else None
            )
            await socket.opened
            return socket
    except BaseException:
        if socket is not None:
            socket.abort()
        raise
