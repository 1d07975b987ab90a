"""What events make of rooms: asked by an order, reported, taken by a device, their people found; the list of the day; who may be whom.

A new order asks anew unless it only goes on with the question: a change of its own scope, or something lesser beside it. What was
reported before stays in the room's record under the round that it answered.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, assert_never

from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.draft import Draft
from dispatch.domain.evolve import evolve
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.matching import Candidate, proposals
from dispatch.domain.record import Recorded
from dispatch.domain.records import Action
from dispatch.domain.room_events import (
    DisclosureRecorded,
    PeopleListed,
    PersonStatusSet,
    RoomEvent,
    RoomReportCameLate,
    RoomReported,
    RoomTaken,
    StruckFromList,
)
from dispatch.domain.rooms import (
    AWAY_MEANS,
    OPEN,
    Accounting,
    DayList,
    Matches,
    Named,
    PersonStatus,
    Proposal,
    RoomBefore,
    RoomHolder,
    RoomPerson,
    RoomState,
    RoomStatus,
    Side,
    room_key,
)
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import ActionStatus, AlarmKind

_STRONG = 1
"""Of two equally alike names the one that stands in a room now is likelier than one on the list of the day."""


def fold_room(draft: Draft, recorded: Recorded, event: RoomEvent) -> None:
    """Reports, devices, people, lists; what was shown outside stands in the log alone."""
    match event:
        case RoomReported():
            _reported(draft, recorded, event)
            _match(draft, event.site)
        case RoomTaken():
            _taken(draft, recorded, event)
        case PersonStatusSet():
            _found(draft, recorded, event)
            _match(draft, event.site)
        case PeopleListed():
            _listed(draft, recorded, event)
            _match(draft, event.site)
        case StruckFromList():
            _struck(draft, event)
            _match(draft, event.site)
        case RoomReportCameLate() | DisclosureRecorded():
            pass
        case _:
            assert_never(event)


# --- what an order asks ------------------------------------------------------------------------------------------------------------


def ask_rooms(draft: Draft, action: Action, at: datetime) -> None:
    """The rooms of a site are asked: anew, or still the same question."""
    asked = draft.accountings.get(action.site)
    if asked is not None and asked.mode is action.mode and _goes_on(draft, asked, action):
        if draft.actions[asked.action].status is ActionStatus.ENDED:
            draft.change("accountings", action.site, action=action.id)
        return
    fresh = Accounting(
        id=action.site, round=action.id, action=action.id, mode=action.mode, since=at, version=draft.seq
    )
    draft.put("accountings", fresh)
    for room in _rooms_of(draft, action.site):
        # It shows no report now, and what it said before. What rings for it goes on: it may be why the order was given.
        draft.change("rooms", room.id)
    _match(draft, action.site)


def _goes_on(draft: Draft, asked: Accounting, action: Action) -> bool:
    before = draft.actions.get(asked.action)
    if before is None:
        return False
    if before.status is ActionStatus.ENDED:
        # A change of its scope ends it and starts it in one breath.
        return before.superseded_by == action.id and before.type is action.type
    return action.type is not ActionType.LOCKDOWN or before.type is ActionType.LOCKDOWN


def rest_rooms(draft: Draft, site: str, action_id: str, at: datetime, *, superseded: bool) -> None:
    """The question is over with the last order at the site; until then another one carries it on."""
    asked = draft.accountings.get(site)
    if asked is None or asked.action != action_id or superseded:
        return
    others = [
        one for one in draft.actions.values() if one.site == site and one.status is not ActionStatus.ENDED
    ]
    if others:
        draft.change("accountings", site, action=max(others, key=lambda one: (one.started_at, one.id)).id)
    else:
        draft.change("accountings", site, ended_at=at)
        for room in _rooms_of(draft, site):
            _quiet(draft, room)


def forget_rooms(draft: Draft, site: str | None) -> None:
    """An ended action has left the live state: so do its reports, if nobody asks any more. Whose device is where stays."""
    asked = draft.accountings.get(site or "")
    if asked is None or asked.ended_at is None or asked.action in draft.actions:
        return
    draft.drop("accountings", asked.id)
    draft.drop("matches", asked.id)
    for room in _rooms_of(draft, asked.id):
        if room.holders:
            bare = RoomState(id=room.id, site=room.site, room=room.room, holders=room.holders)
            draft.put("rooms", evolve(bare, {"version": draft.seq}))
        else:
            draft.drop("rooms", room.id)
    left = tuple(one for one in draft.table("rooms_at").get(asked.id, ()) if one in draft.rooms)
    draft.writable("rooms_at")[asked.id] = left


def _rooms_of(draft: Draft, site: str) -> list[RoomState]:
    """The rooms of a site that anything is known of."""
    return [draft.rooms[one] for one in draft.table("rooms_at").get(site, ())]


# --- reports -----------------------------------------------------------------------------------------------------------------------


def _room(draft: Draft, site: str, code: str) -> RoomState:
    """A room's record; a room of which nothing was known yet takes its place among those of its site."""
    key = room_key(site, code)
    known = draft.rooms.get(key)
    if known is not None:
        return known
    index = draft.writable("rooms_at")
    index[site] = (*index.get(site, ()), key)
    return RoomState(id=key, site=site, room=code)


def _reported(draft: Draft, recorded: Recorded, event: RoomReported) -> None:
    old = _room(draft, event.site, event.room)
    again = old.round == event.round
    before = old.before
    if old.at is not None and old.round is not None and (not again or old.status is not event.status):
        before = RoomBefore(status=old.status, at=old.at, round=old.round)
    known = {one.id: one for one in old.people} if again else {}
    people = (*_people(known, event.missing, Side.MISSING), *_people(known, event.extra, Side.EXTRA))
    draft.put(
        "rooms",
        replace(
            old,
            round=event.round,
            status=event.status,
            people=people,
            missing=event.missing_count,
            extra=event.extra_count,
            injured=event.injured,
            note=event.note,
            at=recorded.happened_at,
            recorded_at=recorded.recorded_at,
            by=recorded.actor.name,
            reporter=recorded.actor.person,
            role=recorded.actor.role,
            way=event.way,
            word_of=event.word_of,
            before=before,
            reports=old.reports + 1 if again else 1,
            version=draft.seq,
        ),
    )
    gone = {one.id for one in old.people} - {one.id for one in people}
    if gone:
        _unmatch(draft, event.site, gone)
    _alarm(draft, recorded, event)


def _people(known: dict[str, RoomPerson], named: tuple[Named, ...], side: Side) -> tuple[RoomPerson, ...]:
    status = PersonStatus.MISSING if side is Side.MISSING else PersonStatus.UNKNOWN
    return tuple(
        known.get(one.id)
        or RoomPerson(id=one.id, name=one.name, side=side, status=status, told_status=status)
        for one in named
    )


def _alarm(draft: Draft, recorded: Recorded, event: RoomReported) -> None:
    """A threat and an injury ring at the desk: once until answered, counted up after."""
    kinds = {RoomStatus.THREAT_HERE: AlarmKind.ROOM_THREAT, RoomStatus.INJURED: AlarmKind.ROOM_INJURED}
    kind = kinds.get(event.status)
    if event.injured and kind is None:
        kind = AlarmKind.ROOM_INJURED
    if kind is None:
        return
    raise_alarm(
        draft,
        f"room:{room_key(event.site, event.room)}:{kind}",
        kind,
        recorded.recorded_at,
        mode=event.mode,
        site=event.site,
    )


def _quiet(draft: Draft, room: RoomState) -> None:
    drop_alarms(
        draft, *(f"room:{room.id}:{kind}" for kind in (AlarmKind.ROOM_THREAT, AlarmKind.ROOM_INJURED))
    )


def _taken(draft: Draft, recorded: Recorded, event: RoomTaken) -> None:
    actor = recorded.actor
    mine = (actor.person, actor.position)
    for room in _rooms_of(draft, event.site):
        if any((one.person, one.device) == mine for one in room.holders):
            left = tuple(one for one in room.holders if (one.person, one.device) != mine)
            draft.change("rooms", room.id, holders=left)
    old = _room(draft, event.site, event.room)
    holder = RoomHolder(person=actor.person, name=actor.name, device=actor.position, at=recorded.recorded_at)
    draft.put("rooms", replace(old, holders=(*old.holders, holder), version=draft.seq))


# --- people ------------------------------------------------------------------------------------------------------------------------


def _found(draft: Draft, recorded: Recorded, event: PersonStatusSet) -> None:
    said: dict[str, Any] = {"by": recorded.actor.name, "at": recorded.happened_at}
    hidden = event.status is PersonStatus.DECEASED_CONFIRMED_BY_LE
    told = {} if hidden else {"told_status": event.status}
    changes = said | told | {"status": event.status, "room": event.found_in, "match": event.match}
    _unmatch(draft, event.site, {event.person}, keep=event.match)
    _set_person(draft, room_key(event.site, event.room), event.person, changes)
    if event.other is not None and event.match is not None:
        here = PersonStatus.EXTRA_AT_OTHER_ROOM
        both = {"status": here, "told_status": here, "room": event.other, "match": event.person}
        _set_person(draft, room_key(event.site, event.other), event.match, said | both)


def _set_person(draft: Draft, key: str, person: str, changes: dict[str, Any]) -> None:
    room = draft.rooms.get(key)
    if room is not None:
        people = tuple(evolve(one, changes) if one.id == person else one for one in room.people)
        draft.change("rooms", key, people=people)


def _unmatch(draft: Draft, site: str, gone: set[str], keep: str | None = None) -> None:
    """Whoever was matched with somebody who is on no list any more, or is somebody else now, is open again."""
    for room in _rooms_of(draft, site):
        loose = [one for one in room.people if one.match in gone and one.id != keep]
        for one in loose:
            status = PersonStatus.MISSING if one.side is Side.MISSING else PersonStatus.UNKNOWN
            _set_person(
                draft,
                room.id,
                one.id,
                {"status": status, "told_status": status, "match": None, "room": None},
            )


def _listed(draft: Draft, recorded: Recorded, event: PeopleListed) -> None:
    old: DayList | None = draft.table("day_lists").get(event.site)
    kept = old.entries if old is not None and old.day == event.day and not event.replaces else ()
    draft.put(
        "day_lists",
        DayList(
            id=event.site,
            day=event.day,
            entries=(*kept, *event.entries),
            at=recorded.recorded_at,
            by=recorded.actor.name,
            version=draft.seq,
        ),
    )


def _struck(draft: Draft, event: StruckFromList) -> None:
    """Whoever was found on the list by this entry is sought again."""
    day: DayList | None = draft.table("day_lists").get(event.site)
    if day is not None:
        left = tuple(one for one in day.entries if one.id != event.entry)
        draft.change("day_lists", event.site, entries=left)
        _unmatch(draft, event.site, {event.entry})


def _match(draft: Draft, site: str) -> None:
    """Who of the missing may be whom: worked out anew where anybody is missing, and written down only when it differs."""
    old: Matches | None = draft.table("matches").get(site)
    found = tuple(_proposals(draft, site))
    if found != (old.proposals if old is not None else ()):
        draft.put("matches", Matches(id=site, proposals=found, version=draft.seq))


def _proposals(draft: Draft, site: str) -> list[Proposal]:
    asked = draft.accountings.get(site)
    if asked is None or asked.ended_at is not None:
        return []
    rooms = [one for one in _rooms_of(draft, site) if one.round == asked.round and one.people]
    missing = [
        (room, one)
        for room in rooms
        for one in room.people
        if one.side is Side.MISSING and one.status in OPEN and isinstance(one.name, Protected)
    ]
    if not missing:
        return []
    places: dict[str, RoomState] = {}
    candidates: list[Candidate] = []
    for room in rooms:
        for one in room.people:
            if one.side is Side.EXTRA and one.match is None and isinstance(one.name, Protected):
                places[one.id] = room
                candidates.append(Candidate(id=one.id, name=one.name.value, strength=_STRONG))
    day: DayList | None = draft.table("day_lists").get(site)
    entries = {one.id: one for one in day.entries} if day is not None else {}
    candidates.extend(
        Candidate(id=entry.id, name=entry.name.value)
        for entry in entries.values()
        if isinstance(entry.name, Protected)
    )
    found = []
    for room, person in sorted(missing, key=lambda pair: (pair[0].id, pair[1].id)):
        assert isinstance(person.name, Protected)
        others = [one for one in candidates if places.get(one.id) is not room]
        for candidate, like in proposals(person.name.value, others)[:3]:
            place, listed = places.get(candidate.id), entries.get(candidate.id)
            found.append(
                Proposal(
                    person=person.id,
                    room=room.room,
                    match=candidate.id,
                    other=place.room if place is not None else None,
                    away=listed.away if listed is not None else None,
                    likeness=like,
                    status=AWAY_MEANS[listed.away]
                    if listed is not None
                    else PersonStatus.EXTRA_AT_OTHER_ROOM,
                )
            )
    return found
