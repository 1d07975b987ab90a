"""What only the desk and its auditors see, as screens get it: alarms, timers, and who sits where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.actor import Role
from dispatch.domain.catalog.alarm_plans import AlarmStep
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.vocabulary import AlarmKind, TimerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """Collection ``alarms``: unacknowledged, for the alarm bar."""

    id: str
    version: int
    alarm_kind: AlarmKind
    raised_at: datetime
    mode: Mode
    call: str | None
    site: str | None
    unit: str | None
    action: str | None
    count: int
    stage: int
    step: AlarmStep
    rung_at: datetime
    next_at: datetime | None
    ring: tuple[str, ...]
    """Positions where it rings; none: at every console."""
    late: bool
    """A panic of presses that came long after they were made, and of no others."""
    unverified: bool
    """A panic of presses of which none is known to come from the device it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPositionView:
    """Collection ``desk_positions``: seats of the desk and who sits there."""

    id: str
    version: int
    name: str
    order: int
    sector: str
    supervisor: bool
    person: str | None
    person_name: str | None
    role: Role | None
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerView:
    """Collection ``timers``: what falls due next."""

    id: str
    version: int
    timer_kind: TimerKind
    due: datetime
    started: datetime
    stage: int
    call: str | None
    site: str | None
    unit: str | None
    action: str | None
    alarm: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsavedView:
    """Collection ``unsaved``: a panic or emergency that could not be written yet, shown marked and never mixed into the state."""

    id: str
    version: int
    kind: str
    at: datetime
    unit: str | None
    site: str | None
    room: str | None
    actor: str
