"""The HTTP server: our limits, our websocket protocol, and an end in the right order.

Screens are told before the server closes their sockets, so that each knows when to come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator

import uvicorn
from starlette.types import ASGIApp

from dispatch.web.fanout import FanoutProtocol
from dispatch.web.patience import PatientHttp
from dispatch.web.strict_json import MAX_BYTES

GRACE_SECONDS = 5


class Server(uvicorn.Server):
    """uvicorn, which tells when it serves and says goodbye before it closes anything."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        trusted_proxy: tuple[str, ...],
        ready: Callable[[], None],
        farewell: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=PatientHttp,
                ws=FanoutProtocol,
                ws_max_size=MAX_BYTES,
                ws_max_queue=8,
                ws_per_message_deflate=False,
                ws_ping_interval=5.0,
                ws_ping_timeout=10.0,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(trusted_proxy),
                forwarded_allow_ips=list(trusted_proxy),
                timeout_keep_alive=20,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._ready = ready
        self._farewell = farewell
        self.asked_to_end = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve, then say so."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye, then close."""
        await self._farewell()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ours instead of uvicorn's, which sends itself the signal again and so cuts our own ending short."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._asked_to_end)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    def _asked_to_end(self) -> None:
        """The first time in order, the second time at once."""
        if self.asked_to_end:
            self.force_exit = True
        self.asked_to_end = self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, before anything else is started. Raises ``OSError``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
        listener.set_inheritable(False)
    except BaseException:
        listener.close()
        raise
    return listener
