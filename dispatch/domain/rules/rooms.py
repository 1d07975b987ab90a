"""Rooms: reported, reported late, taken by a device; people on their lists found.

A report answers the question of the action in force. The newest that is known counts, by the time at which it was so.
"""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import room_events as e
from dispatch.domain import room_orders as c
from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Role
from dispatch.domain.decision import Context, Done, Outcome, happened_at
from dispatch.domain.matching import words_of
from dispatch.domain.naming import NOT_YOURS, reads_names
from dispatch.domain.records import SiteState
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, forbidden, rule
from dispatch.domain.rooms import (
    CALM,
    ROOM_STATUSES,
    Accounting,
    Named,
    Need,
    PersonStatus,
    ReportWay,
    RoomPerson,
    RoomState,
    RoomStatus,
    Severity,
    Side,
    room_key,
)
from dispatch.domain.roster import AgencyKind
from dispatch.domain.rules.common import mode_for
from dispatch.domain.state import State
from dispatch.domain.text import Protected, TextClass, protect

CONFIRMERS = frozenset({Role.SUPERVISOR})
"""Who commands records that somebody is dead, on the named word of law enforcement; nobody else does."""


def decide(state: State, command: c.ReportRoom | c.TakeRoom | c.SetPersonStatus, context: Context) -> Outcome:
    """Find the site, then the rule of the command."""
    site = state.sites.get(command.site)
    if site is None:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    match command:
        case c.ReportRoom():
            return _report(state, site, command, context)
        case c.TakeRoom():
            return _take(state, command, context)
        case c.SetPersonStatus():
            return _person(state, command, context)
        case _:
            assert_never(command)


# --- how it is in a room ---------------------------------------------------------------------------------------------------------


def _report(state: State, site: SiteState, command: c.ReportRoom, context: Context) -> Outcome:
    refused = _not_to_report(command, context)
    if refused is not None:
        return refused
    asked = state.accountings.get(site.id)
    room = state.rooms.get(room_key(site.id, command.room))
    missing, extra = (
        _named(room, command.missing, Side.MISSING, context),
        _named(room, command.extra, Side.EXTRA, context),
    )
    late = _overtaken(state, asked, room, command, context)
    if isinstance(late, Refusal):
        return late
    report = e.RoomReported(
        site=site.id,
        room=command.room,
        round=asked.round if asked is not None else "",
        mode=asked.mode if asked is not None else mode_for(state, None),
        status=command.status,
        missing=missing,
        missing_count=max(command.missing_count or 0, len(missing)),
        extra=extra,
        extra_count=max(command.extra_count or 0, len(extra)),
        injured=tuple(one for one in command.injured if one.count),
        note=protect(command.note, TextClass.STUDENT),
        way=command.way,
        word_of=protect(command.word_of),
    )
    if late:
        return _late(report, room if room is not None and _is_of(room, asked) else None)
    known = {one.code for one in site.roster.rooms}
    warnings = () if command.room in known else (f"{site.id} has no room {command.room} on record.",)
    return Done((report,), {}, warnings)


def _late(report: e.RoomReported, stands: RoomState | None) -> Done:
    status = stands.status if stands is not None else RoomStatus.NO_REPORT
    event = e.RoomReportCameLate(
        site=report.site,
        room=report.room,
        status=report.status,
        stands=status,
        missing=report.missing,
        missing_count=report.missing_count,
        extra=report.extra,
        extra_count=report.extra_count,
        injured=report.injured,
        note=report.note,
    )
    label = ROOM_STATUSES[status].label
    return Done((event,), {}, (f"It came late: {report.room} stands as: {label}. It is logged.",))


def _not_to_report(command: c.ReportRoom, context: Context) -> Refusal | None:
    if command.status is RoomStatus.NO_REPORT:
        return bad_field("status", "Say how it is in the room.", "nothing_said")
    lists = (*command.missing, *command.extra, *command.injured)
    counts = (command.missing_count or 0) + (command.extra_count or 0)
    if command.status in CALM and (lists or counts):
        return bad_field(
            "status",
            "Nobody is missing, extra or hurt in a room where all are accounted for.",
            "contradiction",
        )
    needs = ROOM_STATUSES[command.status].needs
    if Need.NAMES_OR_COUNT in needs:
        side = "missing" if command.status is RoomStatus.MISSING else "extra"
        if not getattr(command, side) and not getattr(command, f"{side}_count"):
            return bad_field(side, f"Who is {side}, or how many? A number is enough.", "names_or_count")
    if Need.SEVERITY in needs and not any(one.count for one in command.injured):
        return bad_field("injured", "How many are hurt, and how badly?", "count_and_severity")
    if len({one.severity for one in command.injured}) < len(command.injured):
        return bad_field("injured", "Give one number for each severity.", "twice")
    role = context.actor.role
    if role is Role.SITE_TEAM_MEMBER and any(one.severity is Severity.BLACK for one in command.injured):
        return bad_field(
            "injured", "Responders decide that. Report the worst as RED: immediate.", "responders_decide"
        )
    at_desk = role in DESK_ROLES or role in FIELD_ROLES
    if at_desk and (command.way is ReportWay.OWN or command.word_of is None):
        return bad_field(
            "word_of", "Say on whose word, and how it came: telephone, radio or in person.", "whose_word"
        )
    return None


def _is_of(room: RoomState, asked: Accounting | None) -> bool:
    return asked is not None and room.round == asked.round


def _overtaken(
    state: State, asked: Accounting | None, room: RoomState | None, command: c.ReportRoom, context: Context
) -> bool | Refusal:
    """Whether something later is known, or another question has been put since."""
    happened = happened_at(state, context)
    under = state.actions.get(command.under or "")
    if under is not None and under.site != command.site:
        return NOT_FOUND
    if asked is None or asked.ended_at is not None:
        if command.under is not None or (asked is not None and happened < (asked.ended_at or happened)):
            return True
        return rule(
            "no_action",
            f"No protective action is in force at {command.site}: its rooms are not asked. Nothing was saved.",
            "site",
        )
    named = command.under in (asked.round, asked.action) or (
        under is not None and under.started_at >= asked.since
    )
    if not named and (command.under is not None or happened < asked.since):
        return True
    return room is not None and _is_of(room, asked) and room.at is not None and happened < room.at


def _named(room: RoomState | None, names: tuple[str, ...], side: Side, context: Context) -> tuple[Named, ...]:
    """Names as people of this list; whoever stood on it keeps his id, and so what was confirmed of him."""
    known: dict[tuple[str, ...], list[str]] = {}
    for one in room.people if room is not None else ():
        if one.side is side and isinstance(one.name, Protected):
            known.setdefault(_alike(one.name.value), []).append(one.id)
    found = []
    for place, name in enumerate(names):
        same = known.get(_alike(name))
        person = same.pop(0) if same else context.id(f"{side}/{place}")
        found.append(Named(id=person, name=Protected(name, TextClass.STUDENT)))
    return tuple(found)


def _alike(name: str) -> tuple[str, ...]:
    """The same for the same name in another order, with other accents or capitals."""
    return tuple(sorted(words_of(name))) or (name,)


def _take(state: State, command: c.TakeRoom, context: Context) -> Outcome:
    room = state.rooms.get(room_key(command.site, command.room))
    mine = (context.actor.person, context.actor.position)
    if room is not None and any((one.person, one.device) == mine for one in room.holders):
        return Done()
    return Done((e.RoomTaken(site=command.site, room=command.room),))


# --- people on its lists ----------------------------------------------------------------------------------------------------------


def _person(state: State, command: c.SetPersonStatus, context: Context) -> Outcome:
    key = room_key(command.site, command.room)
    if context.actor.role is Role.SITE_TEAM_MEMBER and not reads_names(state, context.actor, key):
        return forbidden(NOT_YOURS)
    room = state.rooms.get(key)
    asked = state.accountings.get(command.site)
    person = next((one for one in room.people if one.id == command.person), None) if room else None
    if room is None or person is None or not _is_of(room, asked):
        return rule(
            "no_such_person",
            "This person is on no list of that room any more. Nothing was changed.",
            "person",
        )
    refused = _not_to_say(state, command, person, context)
    if refused is not None:
        return refused
    other = _other_room(state, command, person) if command.match is not None else None
    if isinstance(other, Refusal):
        return other
    event = e.PersonStatusSet(
        site=command.site,
        room=command.room,
        person=person.id,
        status=command.status,
        found_in=command.found_in or other,
        match=command.match,
        other=other,
        confirmed_by=protect(command.confirmed_by),
        confirmed_agency=command.confirmed_agency,
    )
    return Done((event,))


def _not_to_say(
    state: State, command: c.SetPersonStatus, person: RoomPerson, context: Context
) -> Refusal | None:
    if command.status is not PersonStatus.DECEASED_CONFIRMED_BY_LE:
        if (
            command.status is PersonStatus.EXTRA_AT_OTHER_ROOM
            and command.match is None
            and command.found_in is None
        ):
            return bad_field("found_in", "Say in which room.", "room_needed")
        if person.status is PersonStatus.DECEASED_CONFIRMED_BY_LE and context.actor.role not in CONFIRMERS:
            # Whoever may not read it is told what he would be told of anybody who has left the list.
            return rule(
                "no_such_person",
                "This person is on no list of that room any more. Nothing was changed.",
                "person",
            )
        return None
    if context.actor.role not in CONFIRMERS:
        return forbidden("Only whoever commands may record this, on the word of law enforcement.")
    agency = state.agencies.get(command.confirmed_agency or "")
    if command.confirmed_by is None or agency is None or agency.agency_kind is not AgencyKind.LAW:
        return bad_field(
            "confirmed_by", "Name who of which law enforcement agency confirmed it.", "confirmation_needed"
        )
    return None


def _other_room(state: State, command: c.SetPersonStatus, person: RoomPerson) -> str | Refusal | None:
    """The room whose list has the match; None: it is an entry of the day."""
    day = state.day_lists.get(command.site)
    if day is not None and any(one.id == command.match for one in day.entries):
        return None
    asked = state.accountings[command.site]
    for room in state.rooms.values():
        if room.site != command.site or not _is_of(room, asked):
            continue
        match = next((one for one in room.people if one.id == command.match), None)
        if match is None:
            continue
        if match.side is person.side:
            return bad_field("match", "Somebody missing is matched with somebody extra.", "same_list")
        if match.match is not None and match.match != person.id:
            return rule("matched_already", "That person has been matched with somebody else.", "match")
        return room.room
    return bad_field("match", "That person is on no list any more.", "no_such_match")
