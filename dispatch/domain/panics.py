"""Presses of the panic button on somebody's own screen: where they are, what they answered since, and what the desk has of it.

A press of a device is a ``Press``: nobody can answer for it. This one has a person, who is asked one question after another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.vocabulary import PanicLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPanic:
    """One press. Its id is that of the command that gave it, so that its sender can name it before anybody has answered."""

    id: str
    site: str
    call: str
    number: str
    level: PanicLevel
    building: str | None
    zone: str | None
    room: str | None
    by: str
    by_name: str
    pressed_at: datetime
    received_at: datetime
    test: bool
    desk_at: datetime | None = None
    """When somebody at the desk answered its alarm."""
    desk_by: str | None = None
    withdrawn_at: datetime | None = None
    """When its sender said that it was a mistake. It stays what it was: only the desk ends what came of it."""
    over_at: datetime | None = None
    """When the desk ended its call."""
    safe: bool | None = None
    medical: bool | None = None
    people: int | None = None
    told_at: datetime | None = None
    version: int = 0
