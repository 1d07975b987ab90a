"""How long the server waits for the rest of what a peer has begun to say: a request's head, its body, a websocket message.

A peer that sends a byte now and then would otherwise hold a connection, and what was read of it, for ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS: Final = 5.0
BODY_SECONDS: Final = 10.0
MESSAGE_SECONDS: Final = 10.0
FILE_SECONDS: Final = 600.0
"""A file may take so long, as long as something of it comes: a photo over a weak signal."""


class Deadline:
    """One thing that is waited for. ``late`` is called when it did not come in time."""

    __slots__ = ("_late", "_timer")

    def __init__(self, late: Callable[[], None]) -> None:
        self._late = late
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, seconds: float) -> None:
        """Wait from now, whatever was waited for before."""
        self.end()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._late)

    def keep(self, seconds: float) -> None:
        """Wait from now, unless something is waited for already."""
        if self._timer is None:
            self.begin(seconds)

    def end(self) -> None:
        """It came, or nobody cares any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class PatientHttp(HttpToolsProtocol):
    """uvicorn's protocol, which closes a connection whose request does not arrive in time.

    A connection that is idle between two requests is ended by uvicorn itself (``timeout_keep_alive``).
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._deadline = Deadline(self.transport.abort)
        self._deadline.begin(HEAD_SECONDS)
        self._file_until = 0.0

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._deadline.keep(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._deadline.begin(BODY_SECONDS)
        is_file = self.scope["method"] == "PUT" and self.scope["path"] == "/api/files"
        self._file_until = self.loop.time() + FILE_SECONDS if is_file else 0.0

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        left = self._file_until - self.loop.time()
        if left > 0:
            self._deadline.begin(min(BODY_SECONDS, left))

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._deadline.end()

    def handle_websocket_upgrade(self) -> None:
        self._deadline.end()
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        self._deadline.end()
        super().connection_lost(exc)
