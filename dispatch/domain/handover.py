"""The checklist of a handover, made from the live state: what whoever comes must know. Pure; the same state gives the same list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dispatch.domain.bolos import Bolo
from dispatch.domain.catalog.alarm_plans import PLANS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.catalog.unit_statuses import STATUS_INFO, UnitStatus
from dispatch.domain.records import Call
from dispatch.domain.shifts import HandoverItem, Topic
from dispatch.domain.state import State
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import ENDED, WAITING, ActionStatus, TimerKind

SHIFT = timedelta(hours=12)
"""What came or goes within this long is new or about to end."""
_RUNNING = {
    TimerKind.STATUS_CHECK: "status check",
    TimerKind.ACTION_HEARD: "order not heard yet",
    TimerKind.PSAP: "911 not confirmed yet",
}


def checklist(state: State, now: datetime) -> tuple[HandoverItem, ...]:
    """Everything that a relief must know now, topic by topic."""
    return (
        *_actions(state),
        *_calls(state),
        *_alarms(state),
        *_units_out(state),
        *_timers(state),
        *_bolos(state, now),
        *(
            HandoverItem(topic=Topic.SHIFT_ENTRIES, subject=one.id, text=one.text, at=one.at)
            for one in sorted(state.shift_entries.values(), key=lambda one: (one.at, one.id))
            if one.carry_forward
        ),
    )


def _item(topic: Topic, subject: str, text: str, at: datetime | None) -> HandoverItem:
    return HandoverItem(topic=topic, subject=subject, text=Protected(text), at=at)


def _actions(state: State) -> Iterator[HandoverItem]:
    in_force = [one for one in state.actions.values() if one.status is not ActionStatus.ENDED]
    for action in sorted(in_force, key=lambda one: (one.started_at, one.id)):
        term = ACTIONS[action.type].term
        mode = "" if action.mode is Mode.ACTUAL else f"{action.mode}: "
        words = action.status.replace("_", " ").lower()
        text = f"{mode}{term} at {action.site}, {words}, by {action.started_by_name}"
        yield _item(Topic.ACTIONS, action.id, text, action.started_at)


def _calls(state: State) -> Iterator[HandoverItem]:
    still = sorted(
        (one for one in state.calls.values() if one.status not in ENDED),
        key=lambda one: (one.priority, one.number),
    )
    for call in still:
        if call.status not in WAITING:
            yield _item(Topic.OPEN_CALLS, call.id, _call(call), call.times["t_received"])
    for call in still:
        if call.status in WAITING:
            yield _item(Topic.WAITING_CALLS, call.id, _call(call), call.until or call.times["t_received"])


def _call(call: Call) -> str:
    where = f" at {call.place.site}" if call.place.site else ""
    units = f", {' '.join(call.units)}" if call.units else ""
    owner = f", worked by {call.owner.name}" if call.owner is not None else ""
    mode = "" if call.mode is Mode.ACTUAL else f"{call.mode}: "
    words = call.status.replace("_", " ").lower()
    kind = INCIDENT_TYPES[call.type].label
    return f"{call.number} {mode}{kind}{where}, P{call.priority}, {words}{units}{owner}"


def _alarms(state: State) -> Iterator[HandoverItem]:
    for alarm in sorted(state.alarms.values(), key=lambda one: (one.raised_at, one.id)):
        call = state.calls.get(alarm.call or "")
        about = [alarm.unit, alarm.site, call.number if call is not None else None]
        said = " ".join(one for one in about if one)
        text = f"{PLANS[alarm.alarm_kind].name}{f': {said}' if said else ''}, nobody has acknowledged it"
        yield _item(Topic.ALARMS, alarm.id, text, alarm.raised_at)


def _units_out(state: State) -> Iterator[HandoverItem]:
    for unit in sorted(state.units.values(), key=lambda one: one.id):
        info = STATUS_INFO[unit.status]
        if unit.status is UnitStatus.EM or (info.group == "OOS" and unit.status is not UnitStatus.OFF):
            where = f" at {unit.site}" if unit.site else ""
            yield _item(Topic.UNITS_OUT, unit.id, f"{unit.id} {info.label.lower()}{where}", unit.since)


def _timers(state: State) -> Iterator[HandoverItem]:
    for timer in sorted(state.timers.values(), key=lambda one: (one.due, one.id)):
        words = _RUNNING.get(timer.timer_kind)
        if words is None:
            continue
        call = state.calls.get(timer.call or "")
        about = timer.unit or (call.number if call is not None else None) or timer.site or ""
        yield _item(Topic.TIMERS, timer.id, f"{about} {words}".strip(), timer.due)


def _bolos(state: State, now: datetime) -> Iterator[HandoverItem]:
    in_force = sorted(state.bolos.values(), key=lambda one: one.number)
    for bolo in in_force:
        if bolo.issued_at >= now - SHIFT:
            yield _item(Topic.BOLOS_NEW, bolo.id, _bolo(bolo), bolo.issued_at)
    for bolo in in_force:
        if bolo.expires <= now + SHIFT:
            yield _item(Topic.BOLOS_EXPIRING, bolo.id, _bolo(bolo), bolo.expires)


def _bolo(bolo: Bolo) -> str:
    subject = bolo.subject.value if isinstance(bolo.subject, Protected) else ""
    plate = bolo.vehicle.plate if bolo.vehicle is not None else None
    read = plate.value if isinstance(plate, Protected) else ""
    where = f" at {', '.join(bolo.sites[:5])}" if bolo.sites else ""
    said = ", ".join(one for one in (subject, read) if one)
    return f"{bolo.number} {bolo.category.replace('_', ' ')}{where}" + (f": {said}" if said else "")
