"""Seats of partner agencies at an incident: what is shared with whom, until when, and who sits there.

One seat for an incident and an agency. What it may see is its ``view``, a part of its own: whenever the share changes there is a new
one, so that nothing of the old stays on anybody's screen. Outside, an incident is known by the seat's id, which counts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.text import Secret, TextClass

GUEST = "guest:"
"""Who has no account in the district is known by this and the id of the invitation."""


class ShareClass(StrEnum):
    """What is shared with a partner agency, each by itself. Operational is what the others rest on."""

    OPERATIONAL = "operational"
    MEDICAL = "medical"
    """How many are hurt, and how badly. No names."""
    STUDENT = "student"
    """Names of those who are missing; with a record of the disclosure."""
    FLOOR_PLANS = "floor_plans"
    """Plans, rooms, keys and dangers of the sites."""


READS: dict[ShareClass, frozenset[TextClass]] = {
    ShareClass.OPERATIONAL: frozenset({TextClass.OPERATIONAL, TextClass.PUBLIC}),
    ShareClass.MEDICAL: frozenset({TextClass.MEDICAL}),
    ShareClass.STUDENT: frozenset({TextClass.STUDENT}),
    ShareClass.FLOOR_PLANS: frozenset({TextClass.SECURITY_PLAN}),
}
"""The classes of text that go with what is shared."""


class SeatEnd(StrEnum):
    """Why a seat is no more."""

    UNSHARED = "unshared"
    TIME = "time"
    """Its time was over."""


class GuestEnd(StrEnum):
    """Why a guest may not come in any more."""

    REVOKED = "revoked"
    TIME = "time"


class LineTag(StrEnum):
    """What a line of the shared log is about."""

    COMMAND = "command"
    ACTION = "action"
    UNITS = "units"
    ACCOUNTABILITY = "accountability"
    MEDICAL = "medical"
    REQUEST = "request"
    HAZARD = "hazard"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody invited by name for an agency; ``person`` once they have come in with link and code."""

    id: str
    name: str
    title: str
    invited_at: datetime
    invited_by: str
    until: datetime
    person: str | None = None
    said_agency: str | None = None
    entered_at: datetime | None = None
    ended_at: datetime | None = None
    end: GuestEnd | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An agency's seat at an incident. ``sites``: those of which data of students may be shown, each with a disclosure on record."""

    id: str
    incident: str
    incident_no: str
    agency: str
    view: str
    shares: tuple[ShareClass, ...]
    sites: tuple[str, ...] = ()
    opened_at: datetime
    opened_by: str
    until: datetime
    guests: tuple[Guest, ...] = ()
    ended_at: datetime | None = None
    end: SeatEnd | None = None
    version: int = 0

    @property
    def readable(self) -> frozenset[TextClass]:
        """The classes of text that whoever sits here may read."""
        return frozenset().union(*(READS[one] for one in self.shares))

    def seats(self, person: str, agency: str) -> bool:
        """Whether this person sits here: a guest by the invitation, others by their agency."""
        if self.ended_at is not None:
            return False
        if is_guest(person):
            return any(one.person == person and one.ended_at is None for one in self.guests)
        return self.agency == agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """An agency says that it has read a line."""

    agency: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLine:
    """A line of an incident's shared log: a person's text, or what happened (``event``), which the lens puts into words.

    ``agency`` None: the district's. ``names``: who or which agencies it is about.
    """

    id: str
    incident: str
    at: datetime
    tag: LineTag
    by: str
    agency: str | None
    event: str | None = None
    names: tuple[str, ...] = ()
    site: str | None = None
    action: ActionType | None = None
    mode: Mode | None = None
    text: Secret | None = None
    asks: bool = False
    """Each agency is to say that it has read it."""
    known: tuple[Acknowledged, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerUnit:
    """A unit of another agency at an incident, as that agency says it is."""

    id: str
    incident: str
    agency: str
    name: str
    what: str
    status: UnitStatus
    since: datetime
    by: str
    site: str | None = None
    """The incident's site that it is at, while it is there."""
    version: int = 0


PARTNER_STATUSES = frozenset(
    {
        UnitStatus.DP,
        UnitStatus.ER,
        UnitStatus.SG,
        UnitStatus.OS,
        UnitStatus.TR,
        UnitStatus.AH,
        UnitStatus.AV,
        UnitStatus.OO,
    }
)
"""What a partner's unit can be said to be doing."""
THERE = frozenset({UnitStatus.SG, UnitStatus.OS})
"""While it does this it is at a place."""


def is_guest(person: str) -> bool:
    """Whether somebody has no account in the district."""
    return person.startswith(GUEST)


def guest_person(guest: str) -> str:
    """How the guest of an invitation is known."""
    return f"{GUEST}{guest}"
