"""What must always hold: of a state, of a fold, of what each part is shown. Used after every step of every playbook and model run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from dispatch.domain.actor import Actor
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.unit_statuses import CHECKED, ON_CALL, UnitStatus
from dispatch.domain.folds.notices import notice_of
from dispatch.domain.lens.bolo_views import BoloAckView, BoloView
from dispatch.domain.lens.changes import PartChange, changes
from dispatch.domain.lens.classes import kind_of, readable_classes
from dispatch.domain.lens.device_views import PressView
from dispatch.domain.lens.lines import audiences, line_of
from dispatch.domain.lens.notice_views import MessageView, NoticeView
from dispatch.domain.lens.outside import PREFIX, concerns, seat_behind
from dispatch.domain.lens.panic_views import AppPanicView
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import TABLES, snapshot
from dispatch.domain.lens.room_views import DayListView, RoomNamesView, RoomView, readable_in_rooms
from dispatch.domain.lens.site_views import PremiseView, WorkOrderView
from dispatch.domain.lens.srt_views import SrtView
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.views import COLLECTIONS, ActionView, HeadlineView, LineView, RecordView
from dispatch.domain.lens.wall import wall_concerns
from dispatch.domain.record import Recorded
from dispatch.domain.records import Action, Call, UnitState
from dispatch.domain.state import Key, State
from dispatch.domain.text import Erased, Protected, TextClass
from dispatch.domain.vocabulary import (
    ENDED,
    WAITING,
    ActionStatus,
    AlarmKind,
    AssignmentStatus,
    CallStatus,
    Priority,
    TimerKind,
)
from dispatch.domain.walls import WALL, wall_part
from tests.domain.laws_at_a_site import DEAD, OF_A_SITE, check_names, check_outside, check_told
from tests.domain.laws_of_command import check_incidents

Rows = dict[tuple[str, str], RecordView]
"""What a screen holds of one part: a view for each (collection, id)."""

CANARY = re.compile(r"canary-\d+")
"""What planted texts look like: each is one of its kind, so that it can be found wherever it turns up."""
UNREAL = (Mode.DRILL, Mode.TEST)
ORDER = (CallStatus.DISPATCHED, CallStatus.EN_ROUTE, CallStatus.ON_SCENE)
REACHED = {
    UnitStatus.DP: CallStatus.DISPATCHED,
    UnitStatus.AK: CallStatus.DISPATCHED,
    UnitStatus.ER: CallStatus.EN_ROUTE,
    UnitStatus.SG: CallStatus.EN_ROUTE,
}


NOBODYS = ("incident:1:MPD", "wall:nothing", "unit:NONE", "")
"""Parts that nobody may see anything in."""


def all_parts(state: State) -> list[str]:
    """Every part of this log, and some that nobody may see anything in."""
    units, sites = (f"unit:{one}" for one in state.units), (f"site:{one}" for one in state.sites)
    outside = (f"{PREFIX}{one.view}" for one in state.seats.values() if one.ended_at is None)
    names, rooms = (f"names:{one}" for one in state.sites), (f"room:{one}" for one in state.rooms)
    return [
        "desk",
        "auditor",
        "field",
        *units,
        *sites,
        *names,
        *rooms,
        "threat",
        *outside,
        *dict.fromkeys(wall_part(one) for one in state.walls.values()),
        *NOBODYS,
    ]


# --- the state ----------------------------------------------------------------------------------------------------


def check_state(state: State) -> None:
    """Every invariant of a state."""
    for call in state.calls.values():
        _check_call(state, call)
    for unit in state.units.values():
        _check_unit(state, unit)
    for action in state.actions.values():
        _check_action(state, action)
    _check_assignments(state)
    _check_one_action_per_scope(state)
    _check_clockwork(state)
    _check_notices(state)
    _check_numbers(state)
    _check_bolos(state)
    check_incidents(state)
    for table in TABLES:
        for record_id, record in getattr(state, table).items():
            assert record.id == record_id
            assert 0 < record.version <= state.seq, (table, record_id)
    for line in state.lines.values():
        assert line.call is None or line.call in state.calls, "a retired call leaves no line behind"


def _check_call(state: State, call: Call) -> None:
    mine = [one for one in state.assignments.values() if one.call == call.id]
    active = [one.unit for one in mine if one.status is AssignmentStatus.ACTIVE]
    stacked = [one.unit for one in mine if one.status is AssignmentStatus.STACKED]
    assert sorted(call.units) == sorted(active)
    assert len(set(active)) == len(active)
    assert sorted(call.stacked) == sorted(stacked)
    assert len(set(stacked)) == len(stacked)
    assert not set(active) & set(stacked)
    if active:
        reached = [
            REACHED.get(one.unit_status, CallStatus.ON_SCENE)
            for one in mine
            if one.status is AssignmentStatus.ACTIVE
        ]
        assert call.status is max(reached, key=ORDER.index)
    else:
        assert call.status in WAITING | ENDED | {CallStatus.AWAITING_DISPOSITION}
    ended = call.status in ENDED
    assert not ended or ("t_closed" in call.times and call.disposition is not None)
    assert not ended or (not call.units and not call.stacked and call.until is None and not call.preempted)
    assert ended or call.disposition is None
    assert (call.until is not None) == (call.status in (CallStatus.HELD, CallStatus.SCHEDULED))
    assert (call.until is not None) == (f"hold:{call.id}" in state.timers)
    assert ended == (f"retire:{call.id}" in state.timers)
    assert {"t_received", "t_entered"} <= call.times.keys()
    assert call.times["t_received"] <= call.times["t_entered"]
    assert call.reports, "a call has at least the report that made it"
    assert any(report.split_to is None for report in call.reports), "and keeps one of its own"
    owed = (
        call.priority is Priority.P1
        and call.mode in (Mode.ACTUAL, Mode.EXERCISE)
        and not ended
        and call.until is None
        and "t_911_notified" not in call.times
        and "911" in INCIDENT_TYPES[call.type].units
    )
    assert owed == (f"psap:{call.id}" in state.timers), "the desk is reminded until the PSAP has it"
    assert len({link.call for link in call.links}) == len(call.links)
    for action_id in call.actions:
        action = state.actions.get(action_id)
        assert action is None or action.call == call.id
        assert not ended or action is None or action.status is ActionStatus.ENDED
    assert call.lines > 0
    assert _mode_fits(state, call.mode)


def _check_unit(state: State, unit: UnitState) -> None:
    if unit.assignment is None:
        assert unit.call is None
        assert unit.call_number is None
    else:
        one = state.assignments[unit.assignment]
        assert (one.unit, one.call, one.status) == (unit.id, unit.call, AssignmentStatus.ACTIVE)
        call = state.calls[one.call]
        assert unit.call_number == call.number
        assert unit.status is UnitStatus.EM or unit.status is one.unit_status
        assert unit.status in ON_CALL | {UnitStatus.EM}
    assert unit.site is None or unit.site in state.sites
    assert len(set(unit.stack)) == len(unit.stack)
    for assignment in unit.stack:
        one = state.assignments[assignment]
        assert (one.unit, one.status) == (unit.id, AssignmentStatus.STACKED)
    assert (unit.emergency is not None) == (unit.status is UnitStatus.EM)
    assert (unit.check_due is not None) == (unit.status in CHECKED)
    # A second silence is an emergency: a check that runs has not been missed for good.
    assert (f"check:{unit.id}" in state.timers) == (unit.status in CHECKED)
    if unit.status in CHECKED:
        timer = state.timers[f"check:{unit.id}"]
        assert timer.call == unit.call
    assert (unit.on_duty_since is None) == (unit.status is UnitStatus.OFF)
    crew = state.crews.get(unit.id)
    if crew is not None:
        assert unit.status is not UnitStatus.OFF
        assert crew.members, "a crew has somebody in it"
        for member in crew.members:
            assert [one.id for one in state.crews.values() if one.has(member.person)] == [unit.id]
    if unit.status is UnitStatus.OFF:
        assert unit.assignment is None
        assert unit.capabilities is None
        assert not unit.stack
        assert not unit.members


def _check_action(state: State, action: Action) -> None:
    over = action.status is ActionStatus.ENDED
    assert over == (action.ended_at is not None) == (action.end is not None)
    assert over == (f"retire:{action.id}" in state.timers)
    assert action.site in state.sites
    if action.call is not None and action.call in state.calls:
        assert action.id in state.calls[action.call].actions
    assert over or action.call is None or action.call in state.calls
    if action.status is ActionStatus.RELEASING:
        assert action.board
        assert action.release_begun_at is not None
        assert any(mark != "RELEASED" for mark in action.board.values())
    if action.board is not None:
        assert action.type == "LOCKDOWN"
        assert action.release_requested_by is not None
    assert action.heard_due is None or (action.announced_at is None and not over)
    assert action.ended_at is None or action.ended_at >= action.started_at
    assert _mode_fits(state, action.mode)


def _check_assignments(state: State) -> None:
    for one in state.assignments.values():
        assert one.call in state.calls
        assert one.unit in state.units
        if one.status is AssignmentStatus.ACTIVE:
            assert state.units[one.unit].assignment == one.id
        if one.status is AssignmentStatus.STACKED:
            assert one.id in state.units[one.unit].stack
            assert "t_dispatched" not in one.times, "reserved is not dispatched"
        if one.status is AssignmentStatus.PREEMPTED:
            assert "t_unit_cleared" in one.times


def _check_one_action_per_scope(state: State) -> None:
    in_force = [one for one in state.actions.values() if one.status is not ActionStatus.ENDED]
    scopes = [(one.site, one.type, one.mode, frozenset(one.zones), frozenset(one.rooms)) for one in in_force]
    assert len(set(scopes)) == len(scopes), "one order of a kind for one place"
    for site in {one.site for one in in_force}:
        unreal = {one.mode in UNREAL for one in in_force if one.site == site}
        assert len(unreal) == 1, f"{site}: drill and real emergency side by side"


def _check_notices(state: State) -> None:
    for notice in state.notices.values():
        assert notice.record in getattr(state, notice.collection), notice
        assert notice.edition <= state.seq
        assert len({one.recipient for one in notice.known}) == len(notice.known), "one word for each"
    for message in state.messages.values():
        assert f"message:{message.id}" in state.notices
        assert f"message:{message.id}" in state.timers, "every message leaves some day"
        assert set(message.units) <= state.units.keys()
        assert set(message.sites) <= state.sites.keys()
    for timer in state.timers.values():
        if timer.timer_kind is TimerKind.SILENCE:
            notice = state.notices[notice_of(timer.id)]
            assert notice.urgent
    for alarm in state.alarms.values():
        assert alarm.alarm_kind is not AlarmKind.NOT_REACHED or notice_of(alarm.id) in state.notices


def _check_clockwork(state: State) -> None:
    for table in (state.alarms, state.timers):
        for one in table.values():
            assert one.call is None or one.call in state.calls, one
            assert one.site is None or one.site in state.sites, one
            assert one.unit is None or one.unit in state.units, one
            assert one.action is None or one.action in state.actions, one
    for alarm in state.alarms.values():
        assert alarm.count > 0
        assert alarm.call is None or state.calls[alarm.call].status not in ENDED, alarm
        assert alarm.action is None or state.actions[alarm.action].status is not ActionStatus.ENDED, alarm
        assert _mode_fits(state, alarm.mode)
    for timer in state.timers.values():
        assert timer.generation <= state.seq
        assert timer.due >= timer.started
        if timer.timer_kind is not TimerKind.RETIRE and timer.call is not None:
            assert state.calls[timer.call].status not in ENDED, timer


def _check_numbers(state: State) -> None:
    numbers = [one.number for one in state.calls.values()]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        year, _, count = number.partition("-")
        assert 1 <= int(count) <= state.numbers[year]


def _check_bolos(state: State) -> None:
    for bolo in state.bolos.values():
        timer = state.timers[f"bolo:{bolo.id}"]
        assert timer.due == max(bolo.expires, timer.started), "every BOLO ends by the clock"
        assert bolo.subject is not None or bolo.vehicle is not None
        read = {one.recipient for one in state.notices[f"bolo:{bolo.id}"].known}
        acks = [one for one in state.bolo_acks.values() if one.bolo == bolo.id]
        assert read.issuperset(f"unit:{one.unit}" if one.unit else f"site:{one.site}" for one in acks)
    for ack in state.bolo_acks.values():
        bolo = state.bolos[ack.bolo]
        assert (ack.unit is None) != (ack.site is None)
        assert ack.site is None or ack.site in bolo.sites, "only who was told has read it"
        assert ack.unit is None or not bolo.units or ack.unit in bolo.units


def _mode_fits(state: State, mode: Mode) -> bool:
    home = state.home
    assert home is not None
    return (mode is Mode.EXERCISE) == (home.nature is not Nature.LIVE)


# --- the lens -----------------------------------------------------------------------------------------------------


def rows_of(state: State, part: str) -> Rows:
    """What somebody who has just opened a screen holds of a part."""
    rows: Rows = {}
    for collection, views in snapshot(state, part).items():
        for view in views:
            assert isinstance(view, COLLECTIONS[collection])
            assert (collection, view.id) not in rows
            rows[collection, view.id] = view
    return rows


def applied(rows: Rows, change: PartChange | None) -> Rows:
    """What a screen holds after a frame."""
    if change is None:
        return rows
    after = dict(rows)
    for collection, ids in change.removed.items():
        for record_id in ids:
            assert (collection, record_id) in after, "a frame removes only what the part had"
            del after[collection, record_id]
    for collection, views in change.upserts.items():
        for view in views:
            assert rows.get((collection, view.id)) != view, "a frame holds nothing that the part already had"
            after[collection, view.id] = view
    return after


Shown = list[tuple[str, RecordView | LineView]]
"""What was sent: a part, and a record or line in it."""


def check_lens(
    before: State, after: State, touched: frozenset[Key], seen: dict[str, Rows]
) -> tuple[dict[str, Rows], Shown]:
    """Snapshot + frame = later snapshot, for every part. ``seen``: the earlier snapshots; gives the later ones and what was sent."""
    found = changes(before, after, touched)
    later: dict[str, Rows] = {}
    shown: Shown = []
    for part in dict.fromkeys((*all_parts(before), *all_parts(after))):
        if part.startswith((PREFIX, WALL)):
            # Made whole and compared (desk/outsiders); all that counts is that nothing is overlooked.
            later[part] = rows_of(after, part)
            wall = part.startswith(WALL)
            looked = wall_concerns(touched) if wall else concerns(before, after, part, touched)
            overlooked = not looked and later[part] != rows_of(before, part)
            assert not overlooked, f"{part}: it changed and nobody looked"
            shown.extend(
                (part, view) for key, view in later[part].items() if view != seen.get(part, {}).get(key)
            )
            continue
        earlier = seen[part] if part in seen else rows_of(before, part)
        change = found.pop(part, None)
        later[part] = applied(earlier, change)
        assert later[part] == rows_of(after, part), f"{part}: frame and snapshot differ"
        if change is not None:
            assert change.upserts or change.removed, "no empty frame"
            assert set(change.keys) <= touched, "only what the batch touched"
            shown.extend((part, view) for views in change.upserts.values() for view in views)
    assert not found, f"parts that nobody knows: {list(found)}"
    return later, shown


def check_reach(rows: dict[str, Rows]) -> None:
    """Each kind of part holds its own collections and nothing else; who may see nothing sees nothing."""
    for part, views in rows.items():
        collections = {collection for collection, _ in views}
        kind, _, mine = part.partition(":")
        match kind:
            case "desk" | "auditor":
                assert not collections & {"me", "headlines"}
            case "field":
                told = {"notices"}
                assert collections <= told | {
                    "district",
                    "agencies",
                    "sites",
                    "units",
                    "headlines",
                    "actions",
                }
            case "unit":
                own = {"me", "calls", "assignments", "premises", "action_texts", "work_orders", "roll_calls"}
                own |= {"bolos", "bolo_acks", "presses", "crews", "panics", "srt"}
                own |= {"incidents", "decisions", "facts", "functions", "objectives", "requests", "check_ins"}
                own |= {"patients"}
                own |= {"accountings", "rooms"}
                assert collections <= own | {"messages", "notices"}
                for view in views.values():
                    assert not isinstance(view, RoomView) or not (view.people or view.note), "numbers"
                    assert not isinstance(view, PressView) or ("calls", view.call) in views, "with its call"
                    assert not isinstance(view, MessageView) or mine in (*view.units, view.unit)
                    assert not isinstance(view, NoticeView) or set(view.known) <= {part}
                assert {record_id for collection, record_id in views if collection == "me"} <= {mine}
            case "site":
                assert collections <= OF_A_SITE
                for view in views.values():
                    assert not isinstance(view, PremiseView) or not view.floors, (
                        "plans are for those sent there"
                    )
                    assert not isinstance(view, WorkOrderView) or view.site == mine
                    assert not isinstance(view, AppPanicView) or (view.site, view.desk_by) == (mine, None)
                    assert not isinstance(view, SrtView) or view.id == mine
                    assert not isinstance(view, RoomView) or view.site == mine
                    assert not isinstance(view, RoomView) or not (view.people or view.note), "numbers"
                    assert DEAD not in repr(view), "a school is never shown a death"
                    assert not isinstance(view, BoloAckView) or view.site == mine
                    check_told(view, mine)
                    if isinstance(view, BoloView):
                        shut = (view.reason, view.contact, view.units, view.sites, view.call_number)
                        assert not any(shut), "a school knows whom to look for, not why"
                    assert not isinstance(view, MessageView) or not (view.units or view.unit or view.call)
                    assert not isinstance(view, NoticeView) or set(view.known) <= {part}
                assert {record_id for name, record_id in views if name in ("sites", "premises", "plans")} <= {
                    mine
                }
                assert {view.site for view in views.values() if isinstance(view, ActionView)} <= {mine}
                assert {view.site for view in views.values() if isinstance(view, HeadlineView)} <= {mine}
            case "names" | "room":
                check_names(kind, mine, views)
            case "incident":
                check_outside(part, views)
            case "wall":
                assert set(views) <= {("wall_pictures", "wall")}
                assert DEAD not in repr(views), "a death is told by others"
            case "threat":
                assert collections <= {"district", "sites"}, "and the lines of its own class"
            case _:
                assert not views, part


def texts_in(value: Any) -> Iterator[TextView]:
    """Every text in a view, at any depth."""
    if isinstance(value, TextView):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from texts_in(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_in(one)


def secrets_in(value: Any) -> Iterator[Protected | Erased]:
    """Every protected text in an event or record, at any depth."""
    if isinstance(value, Protected | Erased):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from secrets_in(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from secrets_in(one)


def check_texts(state: State, shown: Shown, canaries: Mapping[str, TextClass]) -> None:
    """No protected text stands anywhere in what a part was sent unless the part may read its class: a partner's, what is shared now."""
    for part, view in shown:
        in_rooms = isinstance(view, RoomView | RoomNamesView | DayListView)
        seat = seat_behind(state, part)
        readable = readable_in_rooms(kind_of(part)) if in_rooms else readable_classes(part)
        readable = seat.readable if seat is not None else readable
        assert all(text.text_class in readable for text in texts_in(view)), (part, view)
        for canary in CANARY.findall(repr(view)):
            assert canaries[canary] in readable, (part, canary, view)


def check_one_way(state: State, rows: dict[str, Rows], actors: Iterable[Actor]) -> None:
    """A record reaches each person through exactly one part."""
    for actor in actors:
        parts = parts_of_actor(state, actor)
        held = [key for part in parts for key in rows[part]]
        assert len(set(held)) == len(held), (actor.name, parts)


def check_lines(state: State, recorded: Iterable[Recorded], actors: Iterable[Actor]) -> Shown:
    """Every line reaches each person once at most, and only with texts that the part may read; gives what was shown."""
    shown: Shown = []
    known = set(all_parts(state))
    for one in recorded:
        parts = audiences(state, one)
        assert parts <= known, parts - known
        for actor in actors:
            assert len(parts & set(parts_of_actor(state, actor))) <= 1, (actor.name, one.event.kind)
        for part in parts:
            line = line_of(one, part)
            assert line is not None
            assert line.title
            shown.append((part, line))
    return shown
