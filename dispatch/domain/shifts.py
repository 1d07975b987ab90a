"""The desk's own book: entries of the shift log, and the handover from one shift to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.text import Secret


class ShiftCategory(StrEnum):
    """What an entry of the shift log is about."""

    STAFFING = "staffing"
    EQUIPMENT = "equipment"
    NOTABLE_CALL = "notable_call"
    PENDING = "pending"
    SITE_CONDITION = "site_condition"
    WEATHER = "weather"
    KEY_BUILDING = "key_building"
    INSTRUCTION = "instruction"
    """From command."""


class Topic(StrEnum):
    """What a handover goes through, in this order."""

    ACTIONS = "actions"
    OPEN_CALLS = "open_calls"
    WAITING_CALLS = "waiting_calls"
    ALARMS = "alarms"
    UNITS_OUT = "units_out"
    TIMERS = "timers"
    BOLOS_NEW = "bolos_new"
    BOLOS_EXPIRING = "bolos_expiring"
    SHIFT_ENTRIES = "shift_entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEntry:
    """An entry of the shift log. It stays while it is carried forward, and half a day after that."""

    id: str
    category: ShiftCategory
    text: Secret
    by: str
    desk_position: str
    at: datetime
    carry_forward: bool
    site: str | None
    unit: str | None
    call: str | None
    call_number: str | None
    cleared_at: datetime | None = None
    cleared_by: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverItem:
    """One thing that the relief must know: what it is about, in words as they were then, and its time (due, since, until)."""

    topic: Topic
    subject: str
    text: Secret
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A checklist made from the live state. Signed by who goes, then accepted ("read and understood") by who comes."""

    id: str
    prepared_at: datetime
    prepared_by: str
    person: str
    items: tuple[HandoverItem, ...]
    note: Secret | None = None
    signed_at: datetime | None = None
    accepted_at: datetime | None = None
    accepted_by: str | None = None
    version: int = 0
