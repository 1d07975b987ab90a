"""A record as one part may see it. The only place where a record becomes something shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar, assert_never
from zlib import crc32

from dispatch.domain.lens import outside_views as o
from dispatch.domain.lens import views as v
from dispatch.domain.lens.bolos import bolo_ack_view, bolo_view
from dispatch.domain.lens.calls import call_view, headline_view
from dispatch.domain.lens.classes import kind_of, readable_classes
from dispatch.domain.lens.conduct import conduct_views
from dispatch.domain.lens.crew_views import crew_view
from dispatch.domain.lens.device_views import TestWindowView, device_view, press_view
from dispatch.domain.lens.incidents import in_charge_view, incident_view
from dispatch.domain.lens.messages import message_view, notice_view
from dispatch.domain.lens.outside import PREFIX, line_view, outside
from dispatch.domain.lens.panic_views import AppPanicView, app_panic_view
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.rolls import roll_call_view
from dispatch.domain.lens.room_views import (
    accounting_view,
    day_list_view,
    matches_view,
    room_names_view,
    room_view,
)
from dispatch.domain.lens.seat_views import seat_view
from dispatch.domain.lens.shift_views import handover_view, shift_entry_view
from dispatch.domain.lens.sites import agency_view, plan_view, site_views, work_order_view
from dispatch.domain.lens.srt_views import SrtView, srt_view
from dispatch.domain.lens.texts import text_view
from dispatch.domain.lens.wall import wall_record_view, wall_shown
from dispatch.domain.records import Action, Assignment, DeskPositionState, District, Emergency, UnitState
from dispatch.domain.rooms import Accounting
from dispatch.domain.state import Key, State, Table
from dispatch.domain.walls import WALL

Projected = tuple[tuple[str, v.RecordView], ...]
TABLES: tuple[Table, ...] = (
    "district",
    "agencies",
    "sites",
    "units",
    "calls",
    "assignments",
    "actions",
    "alarms",
    "timers",
    "work_orders",
    "roll_calls",
    "bolos",
    "bolo_acks",
    "desk_positions",
    "shift_entries",
    "handovers",
    "messages",
    "notices",
    "devices",
    "presses",
    "test_windows",
    "crews",
    "incidents",
    "decisions",
    "facts",
    "functions",
    "objectives",
    "requests",
    "check_ins",
    "patients",
    "panics",
    "srt",
    "accountings",
    "rooms",
    "matches",
    "day_lists",
    "seats",
    "shared_lines",
    "partner_units",
    "walls",
)
COLLECTIONS_OF: dict[Table, tuple[str, ...]] = {
    "district": ("district",),
    "agencies": ("agencies",),
    "sites": ("sites", "premises"),
    "units": ("units", "me"),
    "calls": ("calls", "headlines"),
    "assignments": ("assignments",),
    "actions": ("actions", "action_texts"),
    "alarms": ("alarms",),
    "timers": ("timers",),
    "work_orders": ("work_orders",),
    "roll_calls": ("roll_calls",),
    "bolos": ("bolos",),
    "bolo_acks": ("bolo_acks",),
    "desk_positions": ("desk_positions",),
    "shift_entries": ("shift_entries",),
    "handovers": ("handovers",),
    "messages": ("messages",),
    "notices": ("notices",),
    "devices": ("devices",),
    "presses": ("presses",),
    "test_windows": ("test_windows",),
    "crews": ("crews",),
    "incidents": ("incidents", "in_charge"),
    "decisions": ("decisions",),
    "facts": ("facts",),
    "functions": ("functions",),
    "objectives": ("objectives",),
    "requests": ("requests",),
    "check_ins": ("check_ins",),
    "patients": ("patients",),
    "panics": ("panics",),
    "srt": ("srt",),
    "accountings": ("accountings", "plans"),
    "rooms": ("rooms", "room_names"),
    "matches": ("matches",),
    "day_lists": ("day_lists",),
    "seats": ("seats",),
    "shared_lines": ("shared_log",),
    "partner_units": ("partner_units",),
    "walls": ("walls",),
}
"""In which collections a record of a table may be shown; ids are the record's own in each."""
_FULL = frozenset({"desk", "auditor"})
_DECIDE = frozenset({"field", "unit", "site"})
"""Whose people may have to decide: they read the district's own matrix."""
V = TypeVar(
    "V", v.DistrictView, v.UnitView, v.ActionView, v.ActionTextView, v.HeadlineView, AppPanicView, SrtView
)


def project(state: State, key: Key, part: str) -> Projected:
    """The (collection, view) pairs of a record in a part; nothing when the part may not see it or it is not there."""
    if part not in parts_of(state, key):
        return ()
    return project_for(state, key, reader_of(key[0], part))


def reader_of(table: Table, part: str) -> str:
    """As whom a part is shown the records of a table: all parts of a kind alike, but of who knows a notice each sees its own."""
    return part if table == "notices" else kind_of(part)


def snapshot(state: State, part: str) -> dict[str, list[v.RecordView]]:
    """Everything that a part sees now, by collection."""
    found: dict[str, list[v.RecordView]] = {}
    if part.startswith((PREFIX, WALL)):
        whole = wall_shown(state, part) if part.startswith(WALL) else outside(state, part)
        for (collection, _), shown in whole.items():
            found.setdefault(collection, []).append(shown)
        return found
    for table in TABLES:
        for record_id in _known_to(state, table, part):
            for collection, view in project(state, (table, record_id), part):
                found.setdefault(collection, []).append(view)
    return found


def _known_to(state: State, table: Table, part: str) -> Iterable[str]:
    """The records of a table to look through for a part. Of thousands of rooms a school has its own, and a unit those where it is."""
    kind, _, name = part.partition(":")
    if table != "rooms" or kind in _FULL:
        return getattr(state, table)  # type: ignore[no-any-return]
    if kind == "room":
        return (name,) if name in state.rooms else ()
    if kind == "unit":
        call = state.calls.get(state.units[name].call or "") if name in state.units else None
        name = (call.place.site if call is not None else None) or ""
    return state.rooms_at.get(name, ()) if kind in ("unit", "site", "names") else ()


def project_for(state: State, key: Key, kind: str) -> Projected:
    """A record as every part of a kind sees it that it belongs to (``parts_of`` says which): all ``unit:`` parts see the same."""
    table, record_id = key
    match table:
        case "district":
            return (("district", _district(state.district[record_id], kind)),)
        case "agencies":
            return (("agencies", agency_view(state.agencies[record_id])),)
        case "sites":
            return site_views(state.sites[record_id], kind)
        case "units":
            return _unit(state.units[record_id], kind)
        case "calls":
            call = state.calls[record_id]
            if kind in ("desk", "auditor", "unit"):
                return (("calls", call_view(call, readable_classes(kind), full=kind in _FULL)),)
            return (("headlines", _digested(headline_view(call))),)
        case "assignments":
            return (("assignments", _assignment(state.assignments[record_id])),)
        case "actions":
            return _action(state.actions[record_id], kind)
        case "alarms":
            return (("alarms", _copied(v.AlarmView, state.alarms[record_id])),)
        case "timers":
            return (("timers", _copied(v.TimerView, state.timers[record_id])),)
        case "desk_positions":
            return (("desk_positions", _desk_position(state.desk_positions[record_id])),)
        case "work_orders":
            order = state.work_orders[record_id]
            return (("work_orders", work_order_view(order, readable_classes(kind))),)
        case "devices":
            return (("devices", device_view(state.devices[record_id])),)
        case "presses":
            return (("presses", press_view(state.presses[record_id], readable_classes(kind))),)
        case "test_windows":
            return (("test_windows", _copied(TestWindowView, state.test_windows[record_id])),)
        case "crews":
            return (("crews", crew_view(state.crews[record_id], readable_classes(kind))),)
        case "panics" | "srt" | "accountings" | "rooms" | "matches" | "day_lists":
            return _building(state, table, record_id, kind)
        case "roll_calls":
            return (("roll_calls", roll_call_view(state.roll_calls[record_id], readable_classes(kind))),)
        case "bolos":
            return (("bolos", bolo_view(state.bolos[record_id], kind)),)
        case "bolo_acks":
            return (("bolo_acks", bolo_ack_view(state.bolo_acks[record_id])),)
        case "shift_entries":
            entry = state.shift_entries[record_id]
            return (("shift_entries", shift_entry_view(entry, readable_classes(kind))),)
        case "handovers":
            return (("handovers", handover_view(state.handovers[record_id], readable_classes(kind))),)
        case "incidents":
            incident = state.incidents[record_id]
            if kind == "site":
                return (("in_charge", in_charge_view(incident)),)
            return (("incidents", incident_view(incident, kind)),)
        case "decisions" | "facts" | "functions" | "objectives" | "requests" | "check_ins" | "patients":
            return conduct_views(state, table, record_id, kind)
        case "seats" | "shared_lines" | "partner_units" | "walls":
            return _looked_at(state, table, record_id, kind)
        case "messages":
            return (("messages", message_view(state.messages[record_id], kind)),)
        case "notices":
            return (("notices", notice_view(state.notices[record_id], kind)),)
        case _:
            assert_never(table)


def _looked_at(
    state: State,
    table: Literal["seats", "shared_lines", "partner_units", "walls"],
    record_id: str,
    kind: str,
) -> Projected:
    """Who looks at an incident from outside the desk, as the desk has it: partner agencies, and walls."""
    match table:
        case "seats":
            return (("seats", seat_view(state.seats[record_id])),)
        case "shared_lines":
            return (("shared_log", line_view(state, state.shared_lines[record_id], readable_classes(kind))),)
        case "partner_units":
            return (("partner_units", _copied(o.PartnerUnitView, state.partner_units[record_id])),)
        case "walls":
            return (("walls", wall_record_view(state.walls[record_id])),)
        case _:
            assert_never(table)


def _building(
    state: State,
    table: Literal["panics", "srt", "accountings", "rooms", "matches", "day_lists"],
    record_id: str,
    kind: str,
) -> Projected:
    match table:
        case "panics":
            press = app_panic_view(state.panics[record_id], kind)
            return (("panics", press if kind in _FULL else _digested(press)),)
        case "srt":
            team = srt_view(state.srt[record_id], kind)
            return (("srt", team if kind in _FULL else _digested(team)),)
        case "accountings":
            return _accounting(state, state.accountings[record_id], kind)
        case "rooms":
            room = state.rooms[record_id]
            if kind in ("names", "room"):
                return (("room_names", room_names_view(room, state.accountings.get(room.site), kind)),)
            return (("rooms", room_view(room, state.accountings.get(room.site), kind)),)
        case "matches":
            return (("matches", matches_view(state.matches[record_id])),)
        case "day_lists":
            return (("day_lists", day_list_view(state.day_lists[record_id], kind)),)
        case _:
            assert_never(table)


def _accounting(state: State, asked: Accounting, kind: str) -> Projected:
    """What rooms are asked; and to the site's own team, as long as they are, the plan of its building."""
    shown = ("accountings", accounting_view(asked))
    site = state.sites.get(asked.id)
    if kind != "site" or asked.ended_at is not None or site is None or not site.roster.floors:
        return (shown,)
    return (shown, ("plans", plan_view(site)))


def _assignment(one: Assignment) -> v.AssignmentView:
    return v.AssignmentView(
        id=one.id,
        version=one.version,
        unit=one.unit,
        call=one.call,
        status=one.status,
        unit_status=one.unit_status,
        times=one.times,
    )


def _desk_position(seat: DeskPositionState) -> v.DeskPositionView:
    return v.DeskPositionView(
        id=seat.id,
        version=seat.version,
        name=seat.roster.name,
        order=seat.roster.order,
        sector=seat.roster.sector,
        supervisor=seat.roster.supervisor,
        person=seat.person,
        person_name=seat.person_name,
        role=seat.role,
        since=seat.since,
    )


def _district(district: District, kind: str) -> v.DistrictView:
    full = kind in _FULL
    off_air = kind in ("site", "threat")
    held = None if off_air or district.traffic is None else _copied(v.TrafficView, district.traffic)
    view = v.DistrictView(
        id=district.id,
        version=district.version if full else 0,
        name=district.name,
        department=district.department,
        callsign=district.callsign,
        nature=district.nature,
        demo=district.demo,
        drills_suspended=district.drills_suspended,
        traffic=held,
        aliases=district.aliases if full else (),
        decisions=district.decisions if full or kind in _DECIDE else (),
    )
    return view if full else _digested(view)


W = TypeVar("W", v.AlarmView, v.TimerView, v.EmergencyView, v.TrafficView, TestWindowView, o.PartnerUnitView)


def _copied(view: type[W], record: object) -> W:
    """A view whose fields are the record's own of the same names."""
    return view(**{name: getattr(record, name) for name in view.__dataclass_fields__})


def _digested(view: V) -> V:
    """A reduced view's version, 0 until now, is a digest of what it shows: a change that is not shown does not even move a number."""
    # Nobody else has seen this view yet: written in place, it is not copied once more for its number.
    object.__setattr__(view, "version", crc32(repr(view).encode()))
    return view


def _emergency(emergency: Emergency | None) -> v.EmergencyView | None:
    return None if emergency is None else _copied(v.EmergencyView, emergency)


def _unit(unit: UnitState, kind: str) -> Projected:
    roster = unit.roster
    full = kind in _FULL
    view = v.UnitView(
        id=unit.id,
        version=unit.version if full else 0,
        unit_kind=roster.unit_kind,
        agency=roster.agency,
        name=roster.name,
        home_site=roster.home_site,
        sector=roster.sector,
        capabilities=unit.can,
        status=unit.status,
        since=unit.since,
        call=unit.call,
        call_number=unit.call_number,
        site=unit.site,
        members=unit.members,
        check_due=unit.check_due,
        emergency=_emergency(unit.emergency),
        assignment=unit.assignment,
        stack=unit.stack,
        lines=unit.lines if full else 0,
    )
    return (("me" if kind == "unit" else "units", view if full else _digested(view)),)


def _action(action: Action, kind: str) -> Projected:
    readable = readable_classes(kind)
    texts = v.ActionTextView(
        id=action.id,
        version=0,
        strategy=text_view(action.strategy, readable),
        location=text_view(action.location, readable),
        area=text_view(action.area, readable),
        reason=text_view(action.reason, readable),
    )
    said = _digested(texts)
    if kind == "unit":
        return (("action_texts", said),)
    names = [name for name in v.ActionView.__dataclass_fields__ if name not in {"version", "lines", "call"}]
    view = v.ActionView(
        **{name: getattr(action, name) for name in names},
        version=action.version if kind in _FULL else 0,
        # A school may see an order without seeing the call behind it.
        call=None if kind == "site" else action.call,
        lines=action.lines if kind in _FULL else 0,
    )
    shown = view if kind in _FULL else _digested(view)
    return (("actions", shown),) if kind == "field" else (("actions", shown), ("action_texts", said))
