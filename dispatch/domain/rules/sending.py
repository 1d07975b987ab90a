"""Sending units to a call.

Never blocked by a unit's paperwork: one that is out of service is sent with a warning. A unit on another call is stacked behind it, or
pulled off with ``preempt``; a P1 is never stacked. Preempting needs a priority difference of one for a P1, of two otherwise.
"""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.unit_statuses import ON_CALL, STATUS_INFO, UnitStatus, is_legal
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import Call, UnitState
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import open_call, the_unit
from dispatch.domain.state import State
from dispatch.domain.vocabulary import CallStatus, Priority


def assign(state: State, command: c.AssignUnits, context: Context) -> Outcome:
    """Send the named units, all or none."""
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    if command.status not in ON_CALL:
        return bad_field(
            "status", "A unit is sent as dispatched, en route, on scene or another status of a call."
        )
    priority = command.priority or call.priority
    events: list[e.Event] = []
    warnings: list[str] = []
    refs: list[str] = []
    if command.priority is not None and command.priority != call.priority:
        events.append(_raised(call, command.priority))
    preempted: set[str] = set()
    for unit_id in dict.fromkeys(command.units):
        unit = the_unit(state, unit_id)
        if isinstance(unit, Refusal):
            return bad_field("units", unit.message, "unknown_unit")
        reserved = unit_id in call.stacked and call.status is CallStatus.SCHEDULED
        waits = unit_id in call.stacked and unit.call is not None and not command.preempt
        if unit_id in call.units or reserved or waits:
            warnings.append(f"{unit_id} is on call {call.number} already.")
            continue
        step = _send(state, call, unit, priority, command, context, preempted)
        if isinstance(step, Refusal):
            return step
        new, warning, assignment = step
        events.extend(new)
        refs.append(assignment)
        if warning is not None:
            warnings.append(warning)
    if not refs and len(events) == 0:
        return rule("already_assigned", " ".join(warnings), "units", units=list(call.units))
    return Done(tuple(events), {"assignments": refs}, tuple(warnings))


def _raised(call: Call, priority: Priority) -> e.CallUpdated:
    return e.CallUpdated(
        call=call.id, number=call.number, type=None, priority=priority, place=None, caller=None, callback=None
    )


def _send(
    state: State,
    call: Call,
    unit: UnitState,
    priority: Priority,
    command: c.AssignUnits,
    context: Context,
    preempted: set[str],
) -> tuple[list[e.Event], str | None, str] | Refusal:
    if unit.status is UnitStatus.OFF:
        return rule("unit_off_duty", f"{unit.id} is off duty. Nobody was sent.", "units", unit=unit.id)
    if unit.status is UnitStatus.EM:
        return rule(
            "unit_in_emergency", f"{unit.id} is in EMERGENCY. Nobody was sent.", "units", unit=unit.id
        )
    waiting = next((one for one in unit.stack if state.assignments[one].call == call.id), None)
    assignment = waiting or context.id(f"assignment/{unit.id}")
    reserved = call.status is CallStatus.SCHEDULED
    events: list[e.Event] = []
    warning = None
    present = state.calls.get(unit.call or "")
    stacked = reserved
    if present is not None and not reserved:
        if command.preempt:
            refused = _may_preempt(present, priority, unit)
            if refused is not None:
                return refused
            events.append(_preempt(present, call, unit, preempted))
        elif priority is Priority.P1:
            return rule(
                "never_stack_p1",
                f"{unit.id} is on call {present.number} and a P1 never waits. Preempt it, or send another unit.",
                "units",
                unit=unit.id,
                on=present.number,
            )
        else:
            stacked = True
            warning = f"{unit.id} is on call {present.number}; this one waits behind it."
    elif present is None and not reserved and not is_legal(unit.status, command.status):
        warning = f"{unit.id} was {STATUS_INFO[unit.status].label.lower()} and is sent all the same."
    events.append(
        e.UnitAssigned(
            assignment=assignment,
            unit=unit.id,
            call=call.id,
            number=call.number,
            site=call.place.site,
            stacked=stacked,
            status=UnitStatus.DP if stacked else command.status,
            warning=warning,
        )
    )
    return events, warning, assignment


def _may_preempt(present: Call, priority: Priority, unit: UnitState) -> Refusal | None:
    needed = 1 if priority is Priority.P1 else 2
    if present.priority - priority >= needed:
        return None
    return rule(
        "preempt_not_allowed",
        f"{unit.id} is on call {present.number} (P{present.priority}); a P{priority} does not outrank it enough.",
        "preempt",
        unit=unit.id,
        on=present.number,
    )


def _preempt(present: Call, call: Call, unit: UnitState, preempted: set[str]) -> e.UnitPreempted:
    assert unit.assignment is not None
    preempted.add(unit.id)
    return e.UnitPreempted(
        assignment=unit.assignment,
        unit=unit.id,
        call=present.id,
        number=present.number,
        by_call=call.id,
        by_number=call.number,
        last=not [one for one in present.units if one not in preempted],
    )
