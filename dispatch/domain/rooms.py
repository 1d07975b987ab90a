"""Accountability: who is missing, extra or hurt in each room of a site while a protective action or a drill is in force.

A room has one current value, and the log has its history. Reports belong to a *round* of a site: the question that an action put. A new
order puts it anew, and what was known before is shown with its age.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.limits import Code, Count, ShortText
from dispatch.domain.matching import Likeness
from dispatch.domain.text import Secret


class RoomStatus(StrEnum):
    """What is reported of a room."""

    NO_REPORT = "NO_REPORT"
    ALL_ACCOUNTED = "ALL_ACCOUNTED"
    MISSING = "MISSING"
    EXTRA = "EXTRA"
    INJURED = "INJURED"
    THREAT_HERE = "THREAT_HERE"
    NOT_OCCUPIED = "NOT_OCCUPIED"


class Card(StrEnum):
    """The card that a group would hold up."""

    NONE = "none"
    GREEN = "green"
    RED = "red"
    MED = "med"
    ALERT = "alert"


class Need(StrEnum):
    """What a report of a status must say besides."""

    NAMES_OR_COUNT = "names_or_count"
    COUNT = "count"
    SEVERITY = "severity"


@dataclass(frozen=True, slots=True)
class RoomStatusInfo:
    """A status: what it is called, its card, what it needs, and its place in a list with the worst first."""

    label: str
    card: Card
    rank: int
    needs: tuple[Need, ...] = ()


ROOM_STATUSES: dict[RoomStatus, RoomStatusInfo] = {
    RoomStatus.NO_REPORT: RoomStatusInfo("No report yet", Card.NONE, 4),
    RoomStatus.ALL_ACCOUNTED: RoomStatusInfo("All accounted for", Card.GREEN, 5),
    RoomStatus.MISSING: RoomStatusInfo("Missing people", Card.RED, 2, (Need.NAMES_OR_COUNT,)),
    RoomStatus.EXTRA: RoomStatusInfo("Extra people here", Card.RED, 3, (Need.NAMES_OR_COUNT,)),
    RoomStatus.INJURED: RoomStatusInfo("Medical help needed", Card.MED, 1, (Need.COUNT, Need.SEVERITY)),
    RoomStatus.THREAT_HERE: RoomStatusInfo("Threat in or at room", Card.ALERT, 0),
    RoomStatus.NOT_OCCUPIED: RoomStatusInfo("Empty / no class", Card.GREEN, 6),
}
CALM = frozenset({RoomStatus.ALL_ACCOUNTED, RoomStatus.NOT_OCCUPIED})
"""Nobody has to do anything about such a room."""


class PersonStatus(StrEnum):
    """What is known of somebody whom a room reported as missing or extra."""

    UNKNOWN = "UNKNOWN"
    PRESENT = "PRESENT"
    ABSENT_EXCUSED = "ABSENT_EXCUSED"
    MISSING = "MISSING"
    EXTRA_AT_OTHER_ROOM = "EXTRA_AT_OTHER_ROOM"
    INJURED = "INJURED"
    TRANSPORTED = "TRANSPORTED"
    DECEASED_CONFIRMED_BY_LE = "DECEASED_CONFIRMED_BY_LE"
    RELEASED_TO_GUARDIAN = "RELEASED_TO_GUARDIAN"
    SELF_RELEASED = "SELF_RELEASED"
    OFF_SITE_ACTIVITY = "OFF_SITE_ACTIVITY"


OPEN = frozenset({PersonStatus.UNKNOWN, PersonStatus.MISSING})
"""Nobody knows where such a person is."""


class Severity(StrEnum):
    """How badly somebody is hurt: the colours of START triage, which are not those of the rooms' cards."""

    RED = "RED_immediate"
    YELLOW = "YELLOW_delayed"
    GREEN = "GREEN_minor"
    BLACK = "BLACK_expectant_or_deceased"


class ReportWay(StrEnum):
    """How a room's report came: from the room itself, or by somebody who heard or saw it."""

    OWN = "own"
    PHONE = "phone"
    RADIO = "radio"
    IN_PERSON = "in_person"


class Side(StrEnum):
    """On which list of a room somebody stands."""

    MISSING = "missing"
    EXTRA = "extra"


class Away(StrEnum):
    """Why somebody is on a site's list of the day."""

    ABSENT = "absent"
    EARLY_CHECKOUT = "early_checkout"
    FIELD_TRIP = "field_trip"
    SUBSTITUTE = "substitute"
    VISITOR = "visitor"


AWAY_MEANS: dict[Away, PersonStatus] = {
    Away.ABSENT: PersonStatus.ABSENT_EXCUSED,
    Away.EARLY_CHECKOUT: PersonStatus.RELEASED_TO_GUARDIAN,
    Away.FIELD_TRIP: PersonStatus.OFF_SITE_ACTIVITY,
    Away.SUBSTITUTE: PersonStatus.PRESENT,
    Away.VISITOR: PersonStatus.PRESENT,
}
"""What somebody's being on the list of the day says of him, once a person has confirmed that it is he."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurt:
    """So many people of one severity."""

    severity: Severity
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntrySaid:
    """Somebody on the list of the day, as a school gives it. ``note``: which trip, who fetched them, for whom they stand in."""

    name: ShortText
    away: Away
    room: Code | None = None
    note: ShortText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """Somebody on the list of the day."""

    id: str
    name: Secret
    away: Away
    room: str | None
    note: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayList:
    """Who is absent, left early, on a trip, standing in or visiting at a site (its id) on one day."""

    id: str
    day: str
    entries: tuple[DayEntry, ...]
    at: datetime
    by: str
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody whom a report names. The same name of the same room keeps its id from report to report."""

    id: str
    name: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPerson:
    """Somebody on a room's list and what a person has confirmed of him since.

    ``told_status`` is the last status that a school may read: a death is told to a family by others, never by this product.
    """

    id: str
    name: Secret
    side: Side
    status: PersonStatus
    told_status: PersonStatus
    room: str | None = None
    """Where he is."""
    match: str | None = None
    """The other list's person, or the entry of the day, that he is."""
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBefore:
    """What was known of a room before the present report, and since when."""

    status: RoomStatus
    at: datetime
    round: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomHolder:
    """A person's device that is in a room."""

    person: str
    name: str
    device: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomState:
    """What a room last reported, and whose devices are there. Its id is the site's and the room's code with a slash."""

    id: str
    site: str
    room: str
    round: str | None = None
    """The round that the report answers; of an older one it counts no more, and its age is shown."""
    status: RoomStatus = RoomStatus.NO_REPORT
    people: tuple[RoomPerson, ...] = ()
    missing: int = 0
    """How many are missing, those with names among them."""
    extra: int = 0
    injured: tuple[Hurt, ...] = ()
    note: Secret | None = None
    at: datetime | None = None
    """When it was so, as far as the sender's claim can be believed."""
    recorded_at: datetime | None = None
    by: str | None = None
    reporter: str | None = None
    """The person who gave the last report."""
    role: str | None = None
    way: ReportWay | None = None
    word_of: Secret | None = None
    before: RoomBefore | None = None
    reports: int = 0
    """How often it reported in this round."""
    holders: tuple[RoomHolder, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """That a site (its id) is asked for its people: since which action, under which one now, for real or as a drill."""

    id: str
    round: str
    action: str
    mode: Mode
    since: datetime
    ended_at: datetime | None = None
    version: int = 0


def room_key(site: str, room: str) -> str:
    """The id of a room's record."""
    return f"{site}/{room}"


def open_of(state: RoomState, side: Side) -> int:
    """How many on one of its lists nobody has found yet, those without a name among them."""
    total = state.missing if side is Side.MISSING else state.extra
    return total - sum(one.side is side and one.status not in OPEN for one in state.people)


def is_settled(room: RoomState) -> bool:
    """Whether a room that has reported needs nobody any more: all accounted, or each of its people found and confirmed."""
    if room.status in CALM:
        return True
    lists = room.status in (RoomStatus.MISSING, RoomStatus.EXTRA)
    return lists and open_of(room, Side.MISSING) <= 0 and open_of(room, Side.EXTRA) <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Whom somebody missing may be: a person of another room's extra list, or an entry of the day. A person confirms it."""

    person: str
    room: str
    match: str
    other: str | None
    """The room whose list has the match; None: it stands on the list of the day."""
    away: Away | None
    likeness: Likeness
    status: PersonStatus
    """What confirming it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The open proposals of a site (its id), the surest of each person first."""

    id: str
    proposals: tuple[Proposal, ...]
    version: int = 0
