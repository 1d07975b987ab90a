"""What the hub needs of a screen's socket. ``web`` makes it of a websocket transport; a test of a list."""

from __future__ import annotations

from typing import Protocol


class Outlet(Protocol):
    """The way to one screen. Nothing here waits: a screen that does not read is the hub's affair."""

    def write(self, data: bytes) -> None:
        """Send complete websocket frames. May raise ``RuntimeError`` or ``OSError`` when the peer is gone."""

    def buffered(self) -> int:
        """Bytes written and not yet taken by the kernel."""

    def close(self, code: int, reason: str) -> None:
        """Close in order: what is buffered, then a close frame."""

    def abort(self) -> None:
        """Drop the connection and what is buffered, now."""
