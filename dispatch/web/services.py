"""What the routes work with: the parts of the running program that they may touch, handed over by the wiring."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.domain.lens.views import CallView, HeadlineView, LineView
from dispatch.people.sessions import Sessions
from dispatch.people.sign_in import SignIn
from dispatch.web.metrics import Metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class LineQuery:
    """Which log lines: of which parts, after which place, about what."""

    parts: tuple[str, ...]
    after: str | None
    limit: int
    incident: str | None = None
    site: str | None = None
    unit: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class LinePage:
    """Lines in order, and the place behind the last one."""

    lines: list[LineView]
    next: str | None


class Archive(Protocol):
    """What was, as one lens may read it."""

    async def lines(self, query: LineQuery) -> LinePage:
        """Lines in order. Raises ``ValueError`` for a cursor that is not ours."""

    async def search(self, parts: tuple[str, ...], words: str, limit: int) -> list[CallView | HeadlineView]:
        """Calls that match, by what this lens may read of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How this server may be reached."""

    origins: frozenset[str]
    """Pages that may talk to us, as browsers name them."""
    demo: bool
    demo_password_replaced: bool
    dist: Path
    """The built browser application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything that a route may ask for."""

    desk: Desk
    sessions: Sessions
    sign_in: SignIn
    archive: Archive
    site: Site
    clock: Clock
    metrics: Metrics
    reasons: Callable[[], Awaitable[list[str]]]
    """Why this node is not ready; empty when it is."""
    node: str
    started: datetime
    under_way: set[object] = field(default_factory=set)
