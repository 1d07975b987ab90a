"""Bodies of HTTP answers, and reading those of requests. JSON by orjson at every door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from dispatch.web.errors import Problem
from dispatch.web.strict_json import MAX_BYTES


def json_answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer: views as they stand, times RFC 3339 UTC with Z."""
    return Response(json_bytes(value), status, dict(headers or {}), "application/json")


def json_bytes(value: Any) -> bytes:
    """What stands in a JSON answer."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_UTC_Z)


def problem_answer(problem: Problem) -> Response:
    """The answer for something of the error table."""
    headers = {} if problem.retry_after is None else {"retry-after": str(problem.retry_after)}
    if problem.row.status == 401:
        headers["www-authenticate"] = "Bearer"
    return json_answer(problem.body(), problem.row.status, headers)


async def body_of(request: Request) -> bytes:
    """The body, which may not be larger than a message."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > MAX_BYTES:
        raise Problem("too_large")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BYTES:
                raise Problem("too_large")
    except ClientDisconnect:
        raise Problem("bad_json", "The body ended early.") from None
    return bytes(body)


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in an answer")
