"""Rooms, their people and the list of the day as screens get them.

Names are for the desk, auditors, and those of the site's own team whose work needs them; the others of it and units there get numbers.
A school is never shown a death.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.disclosures import NAMED_PARTS
from dispatch.domain.evolve import evolve
from dispatch.domain.lens.classes import readable_classes
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.texts import text_view
from dispatch.domain.matching import Likeness
from dispatch.domain.rooms import (
    Accounting,
    Away,
    DayList,
    Hurt,
    Matches,
    PersonStatus,
    ReportWay,
    RoomPerson,
    RoomState,
    RoomStatus,
    Severity,
    Side,
    is_settled,
    open_of,
)
from dispatch.domain.text import TextClass

_SEES_DEATHS = frozenset({"desk", "auditor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountingView:
    """Collection ``accountings``: what the rooms of a site (its id) are asked, since when. Rooms count whose ``round`` is this one."""

    id: str
    version: int
    round: str
    action: str
    mode: Mode
    since: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPersonView:
    """Somebody on a room's list. ``match`` is the id of the person or entry that he was confirmed to be."""

    id: str
    name: TextView | None
    side: Side
    status: PersonStatus
    room: str | None
    match: str | None
    by: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBeforeView:
    """What was known of the room before."""

    status: RoomStatus
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """Collection ``rooms``: what a room last reported in the present round; its id is site and room with a slash.

    ``missing`` and ``extra`` are whole numbers, ``missing_open`` and ``extra_open`` those whom nobody has found yet.
    """

    id: str
    version: int
    site: str
    room: str
    status: RoomStatus
    settled: bool
    missing: int
    extra: int
    missing_open: int
    extra_open: int
    injured: tuple[Hurt, ...]
    people: tuple[RoomPersonView, ...]
    note: TextView | None
    at: datetime | None
    by: str | None
    way: ReportWay | None
    word_of: TextView | None
    before: RoomBeforeView | None
    reports: int
    devices: tuple[str, ...]
    """Whose devices are in the room, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomNamesView:
    """Collection ``room_names``: the names of a room's lists, for those of its school who need them; its id is the room's in ``rooms``."""

    id: str
    version: int
    site: str
    room: str
    people: tuple[RoomPersonView, ...]
    note: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """Whom somebody missing may be, and why. A person confirms it."""

    person: str
    room: str
    match: str
    other: str | None
    away: Away | None
    likeness: Likeness
    status: PersonStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchesView:
    """Collection ``matches``: the open proposals of a site (its id)."""

    id: str
    version: int
    proposals: tuple[ProposalView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntryView:
    """Somebody on the list of the day."""

    id: str
    name: TextView | None
    away: Away
    room: str | None
    note: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayListView:
    """Collection ``day_lists``: who is absent, away, standing in or visiting at a site (its id) on a day."""

    id: str
    version: int
    day: str
    entries: tuple[DayEntryView, ...]
    at: datetime
    by: str


def readable_in_rooms(kind: str) -> frozenset[TextClass]:
    """The classes of text that a part may read in a room's record: here parts of a school read the names of its own students."""
    if kind not in NAMED_PARTS:
        return readable_classes(kind) - {TextClass.STUDENT}
    return readable_classes(kind) | {TextClass.STUDENT}


def accounting_view(asked: Accounting) -> AccountingView:
    """What the rooms of a site are asked."""
    return AccountingView(
        id=asked.id,
        version=asked.version,
        round=asked.round,
        action=asked.action,
        mode=asked.mode,
        since=asked.since,
        ended_at=asked.ended_at,
    )


def room_view(room: RoomState, asked: Accounting | None, kind: str) -> RoomView:
    """A room as this kind of part may see it. A report of an older round counts no more, and is shown as what was before."""
    full = kind in _SEES_DEATHS
    readable = readable_in_rooms(kind)
    fresh = asked is not None and room.round == asked.round
    before = room.before
    earlier = RoomBeforeView(status=before.status, at=before.at) if before is not None else None
    if not fresh and room.at is not None:
        earlier = RoomBeforeView(status=room.status, at=room.at)
    view = RoomView(
        id=room.id,
        version=room.version if full else 0,
        site=room.site,
        room=room.room,
        status=room.status if fresh else RoomStatus.NO_REPORT,
        settled=fresh and is_settled(room if full else told(room)),
        missing=room.missing if fresh else 0,
        extra=room.extra if fresh else 0,
        missing_open=open_of(room if full else told(room), Side.MISSING) if fresh else 0,
        extra_open=open_of(room if full else told(room), Side.EXTRA) if fresh else 0,
        injured=_hurt(room.injured, full=full) if fresh else (),
        people=_people(room, kind, readable) if fresh else (),
        note=text_view(room.note, readable) if fresh and kind in NAMED_PARTS else None,
        at=room.at if fresh else None,
        by=room.by if fresh else None,
        way=room.way if fresh else None,
        word_of=text_view(room.word_of, readable) if fresh else None,
        before=earlier,
        reports=room.reports if fresh else 0,
        devices=tuple(dict.fromkeys(one.name for one in room.holders)),
    )
    return view if full else evolve(view, {"version": crc32(repr(view).encode())})


def room_names_view(room: RoomState, asked: Accounting | None, kind: str) -> RoomNamesView:
    """The names of a room's lists; of a report that counts no more, none."""
    fresh = asked is not None and room.round == asked.round
    view = RoomNamesView(
        id=room.id,
        version=0,
        site=room.site,
        room=room.room,
        people=_people(room, kind, readable_in_rooms(kind)) if fresh else (),
        note=text_view(room.note, readable_in_rooms(kind)) if fresh else None,
    )
    return evolve(view, {"version": crc32(repr(view).encode())})


def told(room: RoomState) -> RoomState:
    """A room as whoever is not told of deaths knows it."""
    people = tuple(
        evolve(one, {"status": one.told_status}) if one.status is not one.told_status else one
        for one in room.people
    )
    return evolve(room, {"people": people})


def _hurt(injured: tuple[Hurt, ...], *, full: bool) -> tuple[Hurt, ...]:
    """The numbers by severity; who may not read of deaths reads the worst as the worst that a teacher reports."""
    if full or all(one.severity is not Severity.BLACK for one in injured):
        return injured
    counts: dict[Severity, int] = {}
    for one in injured:
        severity = Severity.RED if one.severity is Severity.BLACK else one.severity
        counts[severity] = counts.get(severity, 0) + one.count
    return tuple(Hurt(severity=severity, count=count) for severity, count in counts.items())


def hurt_as_told(injured: tuple[Hurt, ...]) -> tuple[Hurt, ...]:
    """The numbers by severity for whoever may not read of deaths."""
    return _hurt(injured, full=False)


def _people(room: RoomState, kind: str, readable: frozenset[TextClass]) -> tuple[RoomPersonView, ...]:
    if kind not in NAMED_PARTS:
        return ()
    return tuple(_person(one, readable, told=kind not in _SEES_DEATHS) for one in room.people)


def _person(one: RoomPerson, readable: frozenset[TextClass], *, told: bool) -> RoomPersonView:
    hidden = told and one.status is not one.told_status
    return RoomPersonView(
        id=one.id,
        name=text_view(one.name, readable),
        side=one.side,
        status=one.told_status if told else one.status,
        room=None if hidden else one.room,
        match=None if hidden else one.match,
        by=None if hidden else one.by,
        at=None if hidden else one.at,
    )


def matches_view(found: Matches) -> MatchesView:
    """The open proposals of a site."""
    return MatchesView(
        id=found.id,
        version=found.version,
        proposals=tuple(
            ProposalView(
                person=one.person,
                room=one.room,
                match=one.match,
                other=one.other,
                away=one.away,
                likeness=one.likeness,
                status=one.status,
            )
            for one in found.proposals
        ),
    )


def day_list_view(day: DayList, kind: str) -> DayListView:
    """The list of the day with its names."""
    readable = readable_in_rooms(kind)
    return DayListView(
        id=day.id,
        version=day.version,
        day=day.day,
        entries=tuple(
            DayEntryView(
                id=one.id,
                name=text_view(one.name, readable),
                away=one.away,
                room=one.room,
                note=text_view(one.note, readable),
            )
            for one in day.entries
        ),
        at=day.at,
        by=day.by,
    )
