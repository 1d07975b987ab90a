"""What somebody may ask for about rooms and the people in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.disclosures import Basis, DisclosedField
from dispatch.domain.limits import Code, Count, Id, Items, Limit, LongText, ShortText
from dispatch.domain.rooms import DayEntrySaid, Hurt, PersonStatus, ReportWay, RoomStatus

Day = Annotated[str, Limit(10, pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
"""A day of the site's own calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRoom:
    """How it is in a room. From the room itself, or on somebody's word (``word_of``) by telephone, radio or in person.

    ``under`` is the action that the sender saw: a report that waited for the network is of that one.
    Names or numbers may be given, or both.
    """

    kind: ClassVar[str] = "ReportRoom"
    site: Code
    room: Code
    status: RoomStatus
    missing: Annotated[tuple[ShortText, ...], Items(200)] = ()
    missing_count: Count | None = None
    extra: Annotated[tuple[ShortText, ...], Items(200)] = ()
    extra_count: Count | None = None
    injured: Annotated[tuple[Hurt, ...], Items(4)] = ()
    note: LongText | None = None
    way: ReportWay = ReportWay.OWN
    word_of: ShortText | None = None
    under: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRoom:
    """This device is in that room now: what reaches it has reached the room."""

    kind: ClassVar[str] = "TakeRoom"
    site: Code
    room: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPersonStatus:
    """A person confirms what became of somebody on a room's list.

    ``match``: the person of the other list, or the entry of the day, that he is. A death names who of law enforcement confirmed it.
    """

    kind: ClassVar[str] = "SetPersonStatus"
    site: Code
    room: Code
    person: Id
    status: PersonStatus
    found_in: Code | None = None
    match: Id | None = None
    confirmed_by: ShortText | None = None
    confirmed_agency: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPeople:
    """Who is absent, left early, on a trip, standing in or visiting. The same day adds, another day begins a new list."""

    kind: ClassVar[str] = "ListPeople"
    site: Code
    day: Day
    entries: Annotated[tuple[DayEntrySaid, ...], Items(2000)]
    replace: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeFromList:
    """Somebody stands on the list of the day and should not: he came after all, or it was a mistake."""

    kind: ClassVar[str] = "StrikeFromList"
    site: Code
    entry: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDay:
    """A school's list of one day."""

    site: Code
    entries: Annotated[tuple[DayEntrySaid, ...], Items(2000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDay:
    """The lists of a day of several schools, as a file has them: all of them or none. ``add``: beside what stands there for that day."""

    kind: ClassVar[str] = "ListDay"
    day: Day
    schools: Annotated[tuple[SchoolDay, ...], Items(2000, 1)]
    add: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDisclosure:
    """Data of students was shown to somebody outside the district: to whom, what, on what basis, and who decided it."""

    kind: ClassVar[str] = "RecordDisclosure"
    site: Code
    basis: Basis
    requester: ShortText
    agency: Code | None = None
    fields: Annotated[tuple[DisclosedField, ...], Items(20, 1)]
    decided_by: ShortText
    threat: LongText | None = None


DayCommand = ListPeople | StrikeFromList | ListDay
RoomCommand = ReportRoom | TakeRoom | SetPersonStatus | DayCommand | RecordDisclosure
