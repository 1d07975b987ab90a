"""What a route is: a way, who may use it, what answers, and how it is described."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dispatch.web.access import Permission
from dispatch.web.openapi import Described
from dispatch.web.services import Services

Handler = Callable[[Request, Services, Any], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Route:
    """One route. There is no other way to add one, so none can be without a permission."""

    method: str
    path: str
    permission: Permission
    handler: Handler
    described: Described
    instead: str | None = None
    """A page: where a browser goes whose person may not have it."""
