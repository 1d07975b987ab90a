"""What the routes work with: the parts of the running program that they may touch, handed over by the wiring."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.links.forms.press import Press
from dispatch.links.panic.intake import PanicIntake
from dispatch.links.pictures import Copyist
from dispatch.links.trackers.intake import TrackerIntake
from dispatch.people.guests import Guests
from dispatch.people.invites import Invites
from dispatch.people.sessions import Sessions
from dispatch.people.sign_in import SignIn
from dispatch.people.walls import Walls
from dispatch.web.archive import Archive
from dispatch.web.metrics import Metrics

if TYPE_CHECKING:
    # Only where it is on is it loaded.
    from dispatch.links.push.service import Push

UPLOADS_MAX: Final = 8
"""Files that are taken in at once: each stands in memory while it comes."""


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
    invites: Invites
    guests: Guests
    walls: Walls
    archive: Archive
    panic: PanicIntake
    trackers: TrackerIntake
    push: Push | None
    """None: off."""
    site: Site
    clock: Clock
    metrics: Metrics
    reasons: Callable[[], Awaitable[list[str]]]
    """Why this node is not ready; empty when it is."""
    node: str
    started: datetime
    zone: ZoneInfo
    """The time of the district: of its forms, its board, and its days."""
    under_way: set[object] = field(default_factory=set)
    """Commands that go on although nobody may wait for them any more."""
    copyist: Copyist = field(default_factory=Copyist)
    press: Press = field(default_factory=Press)
    uploads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(UPLOADS_MAX))
    links: Counter[str] = field(default_factory=Counter)
    """Open websockets by session."""
