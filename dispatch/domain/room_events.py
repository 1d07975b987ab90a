"""What happened to rooms, and to the people on their lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.disclosures import Basis, DisclosedField
from dispatch.domain.rooms import DayEntry, Hurt, Named, PersonStatus, ReportWay, RoomStatus
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReported:
    """How it is in a room. The newest that is known counts."""

    kind: ClassVar[str] = "RoomReported"
    version: ClassVar[int] = 1
    site: str
    room: str
    round: str
    mode: Mode
    status: RoomStatus
    missing: tuple[Named, ...]
    missing_count: int
    extra: tuple[Named, ...]
    extra_count: int
    injured: tuple[Hurt, ...]
    note: Secret | None
    way: ReportWay
    word_of: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReportCameLate:
    """A report waited for the network and has been overtaken: by a later report, or by another order. It changes nothing."""

    kind: ClassVar[str] = "RoomReportCameLate"
    version: ClassVar[int] = 1
    site: str
    room: str
    status: RoomStatus
    stands: RoomStatus
    missing: tuple[Named, ...]
    missing_count: int
    extra: tuple[Named, ...]
    extra_count: int
    injured: tuple[Hurt, ...]
    note: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTaken:
    """The sender's device is in a room."""

    kind: ClassVar[str] = "RoomTaken"
    version: ClassVar[int] = 1
    site: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStatusSet:
    """Somebody on a room's list was found, matched, or is known to be elsewhere. ``other``: the room whose list has the match."""

    kind: ClassVar[str] = "PersonStatusSet"
    version: ClassVar[int] = 1
    site: str
    room: str
    person: str
    status: PersonStatus
    found_in: str | None
    match: str | None
    other: str | None
    confirmed_by: Secret | None
    confirmed_agency: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleListed:
    """The list of the day of a site, as a whole or more of it."""

    kind: ClassVar[str] = "PeopleListed"
    version: ClassVar[int] = 1
    site: str
    day: str
    entries: tuple[DayEntry, ...]
    replaces: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckFromList:
    """Somebody stands on the list of the day no more."""

    kind: ClassVar[str] = "StruckFromList"
    version: ClassVar[int] = 1
    site: str
    day: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRecorded:
    """Data of students was shown to somebody outside the district."""

    kind: ClassVar[str] = "DisclosureRecorded"
    version: ClassVar[int] = 1
    site: str
    basis: Basis
    requester: Secret
    agency: str | None
    fields: tuple[DisclosedField, ...]
    decided_by: Secret
    reason: Secret | None


RoomEvent = (
    RoomReported
    | RoomReportCameLate
    | RoomTaken
    | PersonStatusSet
    | PeopleListed
    | StruckFromList
    | DisclosureRecorded
)
