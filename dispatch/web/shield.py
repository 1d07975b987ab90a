"""Round every request: security headers on each answer, limits on each body, foreign pages kept out, one log
line.

Plain ASGI, because it runs for everything. Knows no route.
"""

from __future__ import annotations

import time
from collections.abc import MutableMapping
from typing import Any

import orjson
import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dispatch.web.access import check_page, is_secure
from dispatch.web.errors import Problem
from dispatch.web.metrics import Metrics
from dispatch.web.services import Site

_log = structlog.get_logger("dispatch.web")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_DIRECTIVES = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    # Marks of the map and rows carry style attributes; style elements stay out.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
POLICY = "; ".join(_DIRECTIVES)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
}


class Shield:
    """The outermost application."""

    def __init__(self, app: ASGIApp, site: Site, metrics: Metrics) -> None:
        self._app = app
        self._site = site
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        began = time.perf_counter()
        status = 500

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._protect(message, connection)
            await send(message)

        try:
            if scope["method"] not in SAFE_METHODS:
                check_page(connection, self._site, required=False)
            await self._app(scope, receive, guarded)
        except Problem as problem:
            await _answer(problem, guarded)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _protect(self, message: MutableMapping[str, Any], connection: HTTPConnection) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        # Whatever does not say otherwise is somebody's data.
        headers.setdefault("cache-control", "no-store")
        if self._site.demo:
            # Said before anybody has signed in: the first page must not look like the real thing.
            headers.setdefault("dispatch-demo", "1")
        if is_secure(connection):
            headers.setdefault("strict-transport-security", "max-age=31536000")

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        self._metrics.requests.labels(scope["method"][:8], str(status)).inc()
        # The query is left out: it may be what somebody looked for.
        _log.info(
            "request",
            method=scope["method"],
            path=scope["path"],
            status=status,
            ms=round(seconds * 1000, 1),
            client=scope["client"][0] if scope.get("client") else None,
        )


async def _answer(problem: Problem, send: Send) -> None:
    body = orjson.dumps(problem.body())
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if problem.retry_after is not None:
        headers.append((b"retry-after", str(problem.retry_after).encode()))
    await send({"type": "http.response.start", "status": problem.row.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
