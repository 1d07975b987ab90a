"""Which parts a person holds, and to which parts a record belongs.

A part is shared: everybody who holds it gets the same bytes. A record reaches a person through exactly one part: a unit's own call in
full comes through ``unit:A7``, while ``field`` carries headlines, another collection. Default deny: what is not named here is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, assert_never

from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Actor, Role
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.crews import signed_on
from dispatch.domain.lens.bolos import ack_parts, bolo_parts
from dispatch.domain.lens.classes import kind_of, readable_classes
from dispatch.domain.lens.conduct import conduct_parts
from dispatch.domain.lens.incidents import incident_parts
from dispatch.domain.lens.outside import outside_parts
from dispatch.domain.lens.sight import site_may_see
from dispatch.domain.lens.wall import wall_parts
from dispatch.domain.naming import own_rooms, reads_all_names
from dispatch.domain.records import Call, Message, Notice
from dispatch.domain.state import Key, State
from dispatch.domain.vocabulary import ENDED, AssignmentStatus, TimerKind

_EVERYTHING = frozenset({"desk", "auditor"})
_AHEAD = frozenset({AssignmentStatus.ACTIVE, AssignmentStatus.STACKED})
_SHARED = frozenset({"desk", "auditor", "field"})


def parts_of_actor(state: State, actor: Actor) -> tuple[str, ...]:
    """A person's lens now: an ordered list of parts, empty for roles that have no operational view.

    A unit that is off duty is sent nothing but its own record, so that it can sign on. Somebody who is in no crew, while others are
    signed on to his unit, is sent nothing at all.
    """
    if actor.role in DESK_ROLES:
        return ("desk",)
    if actor.role is Role.AUDITOR:
        return ("auditor",)
    if actor.role in FIELD_ROLES:
        unit = state.units.get(signed_on(state, actor).unit or "")
        if unit is None:
            return ()
        own = f"unit:{unit.id}"
        return (own,) if unit.status is UnitStatus.OFF else ("field", own)
    if actor.role is Role.LIAISON:
        return outside_parts(state, actor)
    if actor.role is Role.WALL:
        return wall_parts(state, actor)
    if actor.role is Role.THREAT_TEAM:
        return ("threat",)
    if actor.role is Role.SITE_TEAM_MEMBER and actor.site in state.sites:
        return (f"site:{actor.site}", *_names_of(state, actor))
    return ()


def _names_of(state: State, actor: Actor) -> tuple[str, ...]:
    """The parts that carry the names of students which somebody of a site's team needs: all of the site, or those of his own room."""
    if reads_all_names(state, actor):
        return (f"names:{actor.site}",)
    return tuple(f"room:{one}" for one in own_rooms(state, actor))


def parts_of(state: State, key: Key) -> frozenset[str]:
    """The parts that a record belongs to in this state; none for a record that is not there."""
    table, record_id = key
    if record_id not in getattr(state, table):
        return frozenset()
    match table:
        case "district":
            return _SHARED | {"threat"} | {f"site:{site}" for site in state.sites}
        case "agencies":
            return _SHARED
        case "sites":
            return _SHARED | {"threat", f"site:{record_id}"} | _units_at(state, record_id)
        case "units":
            return _SHARED | {f"unit:{record_id}"}
        case "calls":
            return _call_parts(state.calls[record_id])
        case "assignments":
            one = state.assignments[record_id]
            return _EVERYTHING | {f"unit:{one.unit}"} if one.status in _AHEAD else _EVERYTHING
        case "actions":
            site = state.actions[record_id].site
            return _SHARED | {f"site:{site}"} | _units_at(state, site)
        case "messages":
            return message_parts(state, state.messages[record_id])
        case "notices":
            return _notice_parts(state, state.notices[record_id])
        case "timers":
            # When the clock looks at a site's devices again is nobody's work.
            quiet = state.timers[record_id].timer_kind is TimerKind.DEVICES
            return frozenset() if quiet else _EVERYTHING
        case "seats" | "shared_lines" | "partner_units":
            # Whoever sits at a seat is shown what ``lens/outside`` makes, through no part of these records.
            return _EVERYTHING
        case "alarms" | "desk_positions" | "shift_entries" | "handovers" | "test_windows" | "walls":
            return _EVERYTHING
        case "devices":
            device = state.devices[record_id]
            return _EVERYTHING if device.low or device.silent_since is not None else frozenset()
        case "presses":
            call = state.calls.get(state.presses[record_id].call)
            at_work = (*call.units, *call.stacked) if call is not None else ()
            return _EVERYTHING | {f"unit:{unit}" for unit in at_work}
        case "panics" | "srt" | "accountings" | "matches" | "day_lists" | "rooms":
            return _EVERYTHING | _building_parts(state, table, record_id)
        case "work_orders":
            order = state.work_orders[record_id]
            own = {f"site:{order.site}"} if order.text.text_class in readable_classes("site") else set()
            return _EVERYTHING | own | _units_at(state, order.site)
        case "roll_calls":
            asked = [one.unit for one in state.roll_calls[record_id].marks if one.left_at is None]
            return _EVERYTHING | {f"unit:{one}" for one in asked}
        case "crews":
            return _EVERYTHING | {f"unit:{record_id}"}
        case "bolos":
            return _EVERYTHING | bolo_parts(state, state.bolos[record_id])
        case "incidents":
            return _EVERYTHING | incident_parts(state, state.incidents[record_id])
        case "decisions" | "facts" | "functions" | "objectives" | "requests" | "check_ins" | "patients":
            return _EVERYTHING | conduct_parts(state, table, record_id)
        case "bolo_acks":
            return _EVERYTHING | ack_parts(state, state.bolo_acks[record_id])
        case _:
            assert_never(table)


_Building = Literal["panics", "srt", "accountings", "matches", "day_lists", "rooms"]
"""What a school's people do in their building: theirs, and of those who are sent there."""


def _building_parts(state: State, table: _Building, record_id: str) -> frozenset[str]:
    match table:
        case "panics":
            panic = state.panics[record_id]
            behind = state.calls.get(panic.call)
            working = (*behind.units, *behind.stacked) if behind is not None else ()
            return frozenset({f"site:{panic.site}", *(f"unit:{unit}" for unit in working)})
        case "srt" | "accountings":
            return frozenset({f"site:{record_id}"} | _units_at(state, record_id))
        case "matches" | "day_lists":
            return frozenset({f"names:{record_id}"})
        case "rooms":
            site = state.rooms[record_id].site
            return frozenset({f"site:{site}", f"names:{site}", f"room:{record_id}"} | _units_at(state, site))
        case _:
            assert_never(table)


def _call_parts(call: Call) -> frozenset[str]:
    parts = {"desk", "auditor", *(f"unit:{unit}" for unit in (*call.units, *call.stacked))}
    if call.status not in ENDED:
        parts.add("field")
        if call.place.site is not None and site_may_see(call):
            parts.add(f"site:{call.place.site}")
    return frozenset(parts)


def message_parts(state: State, message: Message) -> frozenset[str]:
    """Desk and auditor read every message; a unit and a site those that they wrote or that are for them."""
    return _EVERYTHING | addressed(state, message.units, message.sites, message.unit, message.site)


def addressed(
    state: State, units: Iterable[str], sites: Iterable[str], unit: str | None, site: str | None
) -> frozenset[str]:
    """The parts of those whom a message is for, and of who wrote it; of units only those on duty."""
    named = {*units, unit}
    on_duty = (one.id for one in state.units.values() if one.id in named and one.status is not UnitStatus.OFF)
    found = {*(f"unit:{one}" for one in on_duty), *(f"site:{one}" for one in sites)}
    if site is not None:
        found.add(f"site:{site}")
    return frozenset(found)


def _notice_parts(state: State, notice: Notice) -> frozenset[str]:
    """A notice is shown with what it is about; to a unit once, though it may hold two parts that show that."""
    table: Any = notice.collection
    parts = parts_of(state, (table, notice.record))
    return frozenset(part for part in parts if "field" not in parts or kind_of(part) != "unit")


def _units_at(state: State, site: str) -> set[str]:
    """Parts of the units whose present call is at this site: they get its contacts, rooms and what was said with an order."""
    found = set()
    for unit in state.units.values():
        call = state.calls.get(unit.call or "")
        if call is not None and call.place.site == site:
            found.add(f"unit:{unit.id}")
    return found
