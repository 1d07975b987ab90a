"""What events about units and their assignments make of a state.

A status belongs to the assignment that the unit is on; other assignments of the unit, and other units of the call, are not touched.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.unit_statuses import CHECKED, ON_CALL, UnitStatus
from dispatch.domain.draft import Draft
from dispatch.domain.events import (
    CheckReset,
    EmergencyCleared,
    EmergencyDeclared,
    StatusCameLate,
    UnitAssigned,
    UnitCleared,
    UnitEvent,
    UnitPreempted,
    UnitStatusChanged,
)
from dispatch.domain.evolve import evolve
from dispatch.domain.folds import rolls
from dispatch.domain.folds.bolos import touch_bolos
from dispatch.domain.folds.checks import start_check
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.notices import drop_notice, emergency_notice, open_notice, touch_messages
from dispatch.domain.folds.psap import watch_psap
from dispatch.domain.folds.ringing import seats_changed
from dispatch.domain.folds.stacks import watch_wait
from dispatch.domain.folds.ties import owner_of
from dispatch.domain.folds.times import once
from dispatch.domain.record import Recorded
from dispatch.domain.records import Assignment, Call, Emergency, UnitState
from dispatch.domain.vocabulary import AlarmKind, AssignmentStatus, CallStatus, NoticeKind

STAMPS = {
    UnitStatus.DP: "t_dispatched",
    UnitStatus.AK: "t_acknowledged",
    UnitStatus.ER: "t_enroute",
    UnitStatus.SG: "t_staged",
    UnitStatus.OS: "t_onscene",
    UnitStatus.AI: "t_at_subject",
    UnitStatus.TR: "t_transport",
    UnitStatus.AH: "t_at_hospital",
}
_RANK = {
    UnitStatus.DP: CallStatus.DISPATCHED,
    UnitStatus.AK: CallStatus.DISPATCHED,
    UnitStatus.ER: CallStatus.EN_ROUTE,
    UnitStatus.SG: CallStatus.EN_ROUTE,
}
_ORDER = (CallStatus.DISPATCHED, CallStatus.EN_ROUTE, CallStatus.ON_SCENE)


def fold_unit(draft: Draft, recorded: Recorded, event: UnitEvent) -> None:
    """Units: assigned, changed status, cleared, preempted, checked, in emergency and out of it."""
    match event:
        case UnitAssigned():
            _assigned(draft, recorded, event)
        case UnitStatusChanged():
            _changed(draft, recorded, event)
        case StatusCameLate():
            # What is known already is newer: it stands in the log and changes nothing.
            return
        case UnitCleared():
            _left(draft, recorded, event, AssignmentStatus.CLEARED)
            set_status(draft, event.unit, event.status, recorded, site=None)
        case UnitPreempted():
            _left(draft, recorded, event, AssignmentStatus.PREEMPTED)
        case CheckReset():
            draft.change("units", event.unit, check_minutes=event.minutes)
            drop_alarms(draft, f"check:{event.unit}")
            unit = draft.units.get(event.unit)
            if unit is not None and unit.status in CHECKED:
                draft.change("units", unit.id, check_due=start_check(draft, unit, recorded.recorded_at))
        case EmergencyDeclared():
            _emergency(draft, recorded, event)
        case EmergencyCleared():
            drop_alarms(draft, f"emergency:{event.unit}")
            drop_notice(draft, emergency_notice(event.unit))
            draft.change("units", event.unit, emergency=None)
            set_status(draft, event.unit, event.status, recorded)
            unit = draft.units.get(event.unit)
            _work(draft, unit.assignment if unit is not None else None, event.status, recorded.happened_at)
        case _:
            assert_never(event)


def _assigned(draft: Draft, recorded: Recorded, event: UnitAssigned) -> None:
    present = draft.assignments.get(event.assignment)
    at = recorded.happened_at
    times = dict(present.times) if present is not None else {}
    status = AssignmentStatus.STACKED if event.stacked else AssignmentStatus.ACTIVE
    if not event.stacked:
        times.setdefault("t_dispatched", at)
        times.setdefault(STAMPS[event.status], at)
    draft.put(
        "assignments",
        Assignment(
            id=event.assignment,
            unit=event.unit,
            call=event.call,
            status=status,
            unit_status=event.status,
            times=times,
            version=recorded.seq,
        ),
    )
    call, unit = draft.calls.get(event.call), draft.units.get(event.unit)
    if call is None or unit is None:
        return
    if call.owner is None and recorded.actor.role in DESK_ROLES:
        # Who sends the first unit to a call that nobody works, works it.
        draft.change("calls", call.id, owner=owner_of(recorded))
        seats_changed(draft)
    if event.stacked:
        draft.change("calls", call.id, stacked=(*call.stacked, event.unit))
        draft.change("units", unit.id, stack=(*unit.stack, event.assignment))
        watch_wait(draft, call.id, recorded.recorded_at)
        return
    draft.change(
        "calls",
        call.id,
        units=(*call.units, event.unit),
        stacked=tuple(one for one in call.stacked if one != event.unit),
        preempted=False,
        until=None,
        times=once(once(call.times, "t_dispatched", at), STAMPS[event.status], at),
    )
    draft.drop("timers", f"hold:{call.id}")
    watch_wait(draft, call.id, recorded.recorded_at)
    draft.change(
        "units",
        unit.id,
        assignment=event.assignment,
        call=call.id,
        call_number=event.number,
        check_minutes=None,
        calls_this_shift=unit.calls_this_shift + 1,
        stack=tuple(one for one in unit.stack if one != event.assignment),
    )
    # One that has waited begins when it is its turn, whenever that which it waited for is said to have ended.
    told = recorded.recorded_at if present is not None else at
    set_status(draft, unit.id, event.status, recorded, site=call.place.site or "", told=told)
    _follow(draft, call.id)
    watch_psap(draft, call.id, recorded.recorded_at)
    rolls.watch(draft, call.id, recorded.recorded_at)
    draft.touch_ground(call.place.site)


def _changed(draft: Draft, recorded: Recorded, event: UnitStatusChanged) -> None:
    if event.members is not None:
        draft.change("units", event.unit, members=event.members)
    set_status(draft, event.unit, event.status, recorded, site=event.site or "")
    _work(draft, event.assignment, event.status, recorded.happened_at)


def _work(draft: Draft, assignment_id: str | None, status: UnitStatus, at: datetime) -> None:
    """A status of work on a call belongs to that assignment, and stamps it and its call once."""
    assignment = draft.assignments.get(assignment_id or "")
    if assignment is None or status not in ON_CALL:
        return
    stamp = STAMPS[status]
    times = once(assignment.times, stamp, at)
    draft.change("assignments", assignment.id, unit_status=status, times=times)
    call = draft.calls.get(assignment.call)
    if call is not None:
        reached = _reached(draft, call)
        draft.change("calls", call.id, times=once(call.times, stamp, at), status=reached)


def _left(
    draft: Draft, recorded: Recorded, event: UnitCleared | UnitPreempted, end: AssignmentStatus
) -> None:
    assignment = draft.assignments.get(event.assignment)
    if assignment is not None:
        times = once(assignment.times, "t_unit_cleared", recorded.happened_at)
        draft.change("assignments", assignment.id, status=end, times=times)
    unit = draft.units.get(event.unit)
    if unit is not None:
        stack = tuple(one for one in unit.stack if one != event.assignment)
        current = unit.assignment == event.assignment
        draft.change(
            "units",
            unit.id,
            stack=stack,
            assignment=None if current else unit.assignment,
            call=None if current else unit.call,
            call_number=None if current else unit.call_number,
            check_minutes=None if current else unit.check_minutes,
        )
    call = draft.calls.get(event.call)
    if call is None:
        return
    units = tuple(one for one in call.units if one != event.unit)
    stacked = tuple(one for one in call.stacked if one != event.unit)
    draft.change("calls", call.id, units=units, stacked=stacked)
    draft.touch_ground(call.place.site)
    if not units and end is AssignmentStatus.PREEMPTED:
        draft.change("calls", call.id, status=CallStatus.PENDING, preempted=True)
    _follow(draft, call.id)
    watch_wait(draft, call.id, recorded.recorded_at)
    rolls.left(draft, call.id, event.unit, recorded.recorded_at)
    rolls.watch(draft, call.id, recorded.recorded_at)


def _follow(draft: Draft, call_id: str) -> None:
    """A call's status follows its most advanced unit."""
    call = draft.calls[call_id]
    reached = _reached(draft, call)
    if call.status is not reached:
        draft.change("calls", call_id, status=reached)


def _reached(draft: Draft, call: Call) -> CallStatus:
    """How far a call is: as far as its most advanced unit; with the last one gone it awaits its disposition."""
    if not call.units:
        return CallStatus.AWAITING_DISPOSITION if call.status in _ORDER else call.status
    best = CallStatus.DISPATCHED
    for unit_id in call.units:
        unit = draft.units.get(unit_id)
        assignment = draft.assignments.get(unit.assignment or "") if unit is not None else None
        if assignment is not None and assignment.call == call.id:
            reached = _RANK.get(assignment.unit_status, CallStatus.ON_SCENE)
            best = max(best, reached, key=_ORDER.index)
    return best


def set_status(
    draft: Draft,
    unit_id: str,
    status: UnitStatus,
    recorded: Recorded,
    *,
    site: str | None = None,
    told: datetime | None = None,
) -> None:
    """A unit's status and all that hangs on it.

    ``site``: None keeps where the unit is while it works a call and forgets it otherwise; "" is nowhere in particular.

    ``told``: when it was true; None: when the event happened.
    """
    unit = draft.units.get(unit_id)
    if unit is None:
        return
    at, told = recorded.recorded_at, told or recorded.happened_at
    if (status is UnitStatus.OFF) != (unit.status is UnitStatus.OFF):
        touch_messages(draft, unit_id)
    where = unit.site if site is None and status in ON_CALL else (site or None)
    since = at if status is not unit.status else unit.since
    home = status is UnitStatus.OFF
    members = () if home else unit.members
    capabilities = None if home else unit.capabilities
    calls = 0 if home else unit.calls_this_shift
    on_duty = None if home else unit.on_duty_since or min(told, at)
    due = unit.check_due
    if status not in CHECKED:
        due = None
        draft.drop("timers", f"check:{unit_id}")
        drop_alarms(draft, f"check:{unit_id}")
    elif status is not unit.status or _other_call(draft, unit):
        drop_alarms(draft, f"check:{unit_id}")
        due = start_check(draft, evolve(unit, {"status": status, "site": where}), at)
    draft.change(
        "units",
        unit_id,
        status=status,
        since=since,
        site=where,
        members=members,
        capabilities=capabilities,
        calls_this_shift=calls,
        on_duty_since=on_duty,
        check_due=due,
        told_at=told if unit.told_at is None else max(unit.told_at, told),
    )
    if home and unit_id in draft.crews:
        draft.drop("crews", unit_id)
    if (status is UnitStatus.OFF) != (unit.status is UnitStatus.OFF):
        touch_bolos(draft)


def _other_call(draft: Draft, unit: UnitState) -> bool:
    """The running check, if any, belongs to work that the unit has left."""
    running = draft.timers.get(f"check:{unit.id}")
    return running is None or running.call != unit.call


def _emergency(draft: Draft, recorded: Recorded, event: EmergencyDeclared) -> None:
    unit = draft.units.get(event.unit)
    if unit is None:
        return
    before = unit.emergency.before if unit.emergency is not None else unit.status
    since = unit.emergency.since if unit.emergency is not None else recorded.recorded_at
    emergency = Emergency(
        since=since,
        source=event.source,
        lat_e7=event.lat_e7,
        lon_e7=event.lon_e7,
        accuracy_m=event.accuracy_m,
        position_at=event.position_at,
        before=before,
    )
    draft.change("units", event.unit, emergency=emergency)
    set_status(draft, event.unit, UnitStatus.EM, recorded, site=event.site or "")
    raise_alarm(
        draft,
        f"emergency:{event.unit}",
        AlarmKind.OFFICER_EMERGENCY,
        recorded.recorded_at,
        unit=event.unit,
        call=event.call,
        site=event.site,
    )
    rolls.owe(draft, unit.call, recorded.recorded_at)
    if unit.emergency is None:
        open_notice(
            draft,
            recorded,
            emergency_notice(event.unit),
            NoticeKind.EMERGENCY,
            "units",
            event.unit,
            mode=Mode.ACTUAL if draft.is_live else Mode.EXERCISE,
        )
