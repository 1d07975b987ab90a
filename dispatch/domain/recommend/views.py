"""The shapes of a recommendation. They are sent as they stand: what is shown and what the order rests on are the same fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.crews import Equipment
from dispatch.domain.roster import UnitKind
from dispatch.domain.vocabulary import Priority


class Source(StrEnum):
    """Where a unit's place was taken from, best first."""

    LIVE = "live"
    """Its own position, heard within a minute."""
    LAST_KNOWN = "last_known"
    """Its own position, a few minutes old."""
    STATUS = "status"
    """The site that it said it is at."""
    HOME = "home"
    """The site that it works from."""
    BEAT = "beat"
    """The middle of the sites of its sector."""
    NONE = "none"
    """Nothing is known of where it is."""


class NeedKind(StrEnum):
    """What a line of a response plan asks for."""

    UNIT = "unit"
    BACKUP = "backup"
    PSAP = "psap"
    CALL_OUT = "call_out"
    """Somebody who is no unit of the roster: reached by phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What units are wanted for. ``call``: the call, once it is entered; units that are on it are never named again.

    ``skills`` and ``equipment``: what whoever is sent must bring; of a crew that has signed on it is what they said themselves.
    """

    type: str
    priority: Priority
    site: str | None = None
    lat_e7: int | None = None
    lon_e7: int | None = None
    call: str | None = None
    skills: tuple[str, ...] = ()
    equipment: tuple[Equipment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One unit with all that speaks for it and against it.

    ``eligible``: it could be sent by the rules; ``pulled``: only by taking it off the call it is on, which a person decides.
    ``eta_s`` is an estimate: the straight line times 1.4 at the mean speed; None when either place is not known.
    ``sentence`` says why it is where it stands; ``why_not`` why it is not in the set although it is eligible, or near.
    """

    unit: str
    unit_kind: UnitKind
    status: UnitStatus
    eligible: bool
    recommended: bool
    fills: str | None
    pulled: bool
    interrupts: bool
    on_call: str | None
    eta_s: int | None
    metres: int | None
    source: Source
    position_at: datetime | None
    age_s: int | None
    accuracy_m: int | None
    doubt: str | None
    assigned: bool
    on_beat: bool
    calls_this_shift: int
    idle_s: int
    sentence: str
    why_not: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One line of the response plan: how many, who is on it, who is proposed, and what is missing in words."""

    code: str
    need_kind: NeedKind
    label: str
    wanted: int
    on_call: tuple[str, ...]
    proposed: tuple[str, ...]
    met: bool
    missing: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """The whole answer. ``units``: the set to send as it stands; ``candidates``: everybody on duty who is not on the call, best first."""

    at: datetime
    call: str | None
    type: str
    priority: Priority
    place_known: bool
    units: tuple[str, ...]
    closest_s: int | None
    summary: str
    needs: tuple[Need, ...]
    candidates: tuple[Candidate, ...]
