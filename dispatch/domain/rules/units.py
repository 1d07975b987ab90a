"""Units: sending them, their status, their checks, and officer emergencies.

A change of status that is not on the legal list is allowed to the desk with a warning and a mark in the log (reality wins) and refused
to field clients. A status belongs to the assignment that the unit is on; a second call never changes the first.
"""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.unit_statuses import CHECKED, FREE, ON_CALL, STATUS_INFO, UnitStatus, is_legal
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import Call, UnitState
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import open_call, the_unit
from dispatch.domain.rules.emergencies import clear_emergency, declare
from dispatch.domain.rules.endings import not_over, outcome_missing
from dispatch.domain.rules.late import came_late
from dispatch.domain.rules.net import answer_of, not_asked
from dispatch.domain.rules.sending import assign
from dispatch.domain.rules.stacks import next_in_stack, unstack
from dispatch.domain.state import State
from dispatch.domain.text import protect


def decide(
    state: State, command: c.AssignUnits | c.ClearUnit | c.SetUnitStatus | c.ResetCheck, context: Context
) -> Outcome:
    """Send, clear, change status, answer a check."""
    match command:
        case c.AssignUnits():
            return assign(state, command, context)
        case c.ClearUnit():
            return _clear(state, command, context)
        case c.SetUnitStatus():
            return _set_status(state, command, context)
        case c.ResetCheck():
            unit = the_unit(state, command.unit)
            if isinstance(unit, Refusal):
                return unit
            if unit.status not in CHECKED:
                return rule(
                    "no_check_running", f"{unit.id} has no status check running.", "unit", status=unit.status
                )
            event = e.CheckReset(
                unit=unit.id, minutes=command.minutes, call=unit.call, number=unit.call_number
            )
            return Done((event, *answer_of(state, unit)))
        case _:
            assert_never(command)


def decide_emergency(
    state: State, command: c.DeclareEmergency | c.ClearEmergency, context: Context
) -> Outcome:
    """Officer emergency: declared by anybody who may speak for the unit, cleared by the desk only."""
    match command:
        case c.DeclareEmergency():
            return declare(state, command, context)
        case c.ClearEmergency():
            return clear_emergency(state, command)
        case _:
            assert_never(command)


def _cleared(
    state: State, unit: UnitState, call: Call, status: UnitStatus, warning: str | None
) -> e.UnitCleared:
    assert unit.assignment is not None
    last = not [one for one in call.units if one != unit.id]
    return e.UnitCleared(
        assignment=unit.assignment,
        unit=unit.id,
        call=call.id,
        number=call.number,
        status=status,
        last=last,
        warning=warning,
    )


def _clear(state: State, command: c.ClearUnit, context: Context) -> Outcome:
    unit = the_unit(state, command.unit)
    if isinstance(unit, Refusal):
        return unit
    late = came_late(state, unit, c.SetUnitStatus(unit=unit.id, status=UnitStatus.AV), context)
    if late is not None:
        return late
    if unit.status is UnitStatus.EM:
        return _in_emergency(unit)
    if command.disposition is not None and command.disposition not in DISPOSITIONS:
        return bad_field(
            "disposition", f"There is no disposition {command.disposition}.", "unknown_disposition"
        )
    call = state.calls.get(unit.call or "")
    if call is None:
        return rule("not_on_call", f"{unit.id} is not on a call.", "unit", status=unit.status)
    cleared = _cleared(state, unit, call, UnitStatus.AV, None)
    events: list[e.Event] = [cleared]
    warnings: tuple[str, ...] = ()
    if command.disposition is not None and cleared.last:
        going_on = not_over(state, call)
        if going_on is not None:
            warnings = (f"Call {call.number} stays open. {going_on.message}",)
        elif outcome_missing(call, command.outcome):
            warnings = (f"Call {call.number} waits for its outcome in words; it is not closed yet.",)
        else:
            events.append(
                e.CallClosed(
                    call=call.id,
                    number=call.number,
                    disposition=command.disposition,
                    secondary=None,
                    outcome=protect(command.outcome),
                )
            )
    elif command.disposition is not None:
        warnings = (f"Other units are still on call {call.number}; it is closed when the last one clears.",)
    if len(call.units) > 1:
        warnings = (*warnings, *not_asked(state, call, context))
    return Done((*events, *next_in_stack(state, unit)), {"call": call.id}, warnings)


def _set_status(state: State, command: c.SetUnitStatus, context: Context) -> Outcome:
    unit = the_unit(state, command.unit)
    if isinstance(unit, Refusal):
        return unit
    if command.site is not None and command.site not in state.sites:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    if command.status is UnitStatus.EM:
        return declare(state, c.DeclareEmergency(unit=unit.id, text=command.text), context)
    late = came_late(state, unit, command, context)
    if late is not None:
        return late
    if unit.status is UnitStatus.EM:
        return _in_emergency(unit)
    if command.call is not None and command.call != unit.call:
        refused = open_call(state, command.call)
        if isinstance(refused, Refusal):
            return refused
        return rule(
            "not_on_that_call",
            f"{unit.id} is not on call {refused.number}. Its status was not changed.",
            "call",
            on=unit.call_number,
        )
    legal = is_legal(unit.status, command.status)
    change = f"{STATUS_INFO[unit.status].label} to {STATUS_INFO[command.status].label}"
    if not legal and context.actor.role not in DESK_ROLES:
        return rule(
            "illegal_transition",
            f"{unit.id} can't go from {change}. Ask the desk.",
            "status",
            status=unit.status,
        )
    warning = None if legal else f"Unusual change: {change}."
    warnings = () if warning is None else (warning,)
    call = state.calls.get(unit.call or "")
    events: tuple[e.Event, ...]
    if call is not None and command.status not in ON_CALL:
        cleared = _cleared(state, unit, call, command.status, warning)
        if len(call.units) > 1:
            warnings = (*warnings, *not_asked(state, call, context))
        events = (cleared, *_said(unit, command))
    else:
        events = (_changed(unit, call, command, warning),)
    return Done((*events, *_after(state, unit, command.status)), {}, warnings)


def _after(state: State, unit: UnitState, status: UnitStatus) -> tuple[e.Event, ...]:
    """What a free unit goes to next; one that goes home has nothing waiting for it."""
    if status in FREE:
        return next_in_stack(state, unit)
    return unstack(state, unit) if status is UnitStatus.OFF else ()


def _changed(
    unit: UnitState, call: Call | None, command: c.SetUnitStatus, warning: str | None
) -> e.UnitStatusChanged:
    return e.UnitStatusChanged(
        unit=unit.id,
        old=unit.status,
        status=command.status,
        assignment=unit.assignment,
        call=unit.call,
        number=unit.call_number,
        site=command.site or (call.place.site if call is not None else None),
        members=command.members,
        text=protect(command.text),
        warning=warning,
    )


def _said(unit: UnitState, command: c.SetUnitStatus) -> tuple[e.Event, ...]:
    """What was said with a status that ended an assignment: where, who is in the unit, and any words, as a line of its own."""
    if command.text is None and command.members is None and command.site is None:
        return ()
    return (
        e.UnitStatusChanged(
            unit=unit.id,
            old=command.status,
            status=command.status,
            assignment=None,
            call=None,
            number=None,
            site=command.site,
            members=command.members,
            text=protect(command.text),
            warning=None,
        ),
    )


def _in_emergency(unit: UnitState) -> Refusal:
    return rule(
        "emergency_in_force",
        f"{unit.id} is in EMERGENCY. Only the desk clears it, by voice or face, with the code word.",
        "unit",
        status=unit.status,
    )
