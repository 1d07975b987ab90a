"""The radio net: roll calls of the units on a call, and emergency traffic only.

Each unit answers for itself; the desk may answer for one that it heard. Whatever else a unit says of itself, a status check answered, is an
answer too. Holding the channel is never refused for what it lacks, and only the desk frees it.
"""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.catalog.unit_statuses import CHECKED
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.folds.rolls import EVERY, LEAST_UNITS
from dispatch.domain.records import Call, RollCall, UnitState
from dispatch.domain.refusals import Refusal, rule
from dispatch.domain.rules.common import open_call, the_call, the_unit
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect
from dispatch.domain.vocabulary import Priority

NetCommand = c.StartRollCall | c.AnswerRollCall | c.EndRollCall | c.HoldTraffic | c.ReleaseTraffic


def decide(state: State, command: NetCommand, context: Context) -> Outcome:
    """A roll call begun, answered, ended; the channel held, freed."""
    match command:
        case c.StartRollCall():
            return _start(state, command, context)
        case c.AnswerRollCall():
            return _answer(state, command, context)
        case c.EndRollCall():
            return _end(state, command)
        case c.HoldTraffic():
            return _hold(state, command)
        case c.ReleaseTraffic():
            held = state.home.traffic if state.home is not None else None
            if held is None:
                return rule("traffic_free", "The channel is free already.")
            return Done((e.TrafficReleased(channel=held.channel, unit=held.unit),))
        case _:
            assert_never(command)


def running(state: State, call_id: str | None) -> RollCall | None:
    """The roll call that a call's units are answering."""
    if call_id is None:
        return None
    return next(
        (one for one in state.roll_calls.values() if one.call == call_id and one.ended_at is None), None
    )


def answer_of(state: State, unit: UnitState, text: str | None = None) -> tuple[e.Event, ...]:
    """What a word of this unit is to the roll call of its call: its answer, if it has not answered yet."""
    roll = running(state, unit.call)
    if roll is None or unit.id not in roll.missing:
        return ()
    return (
        e.RollCallAnswered(
            roll_call=roll.id,
            call=roll.call,
            number=roll.number,
            unit=unit.id,
            left=len(roll.missing) - 1,
            text=protect(text),
        ),
    )


def not_asked(state: State, call: Call, context: Context) -> tuple[str, ...]:
    """What the desk is told when units leave a P1, or it is closed, and nobody has asked all of them lately."""
    worked = {one.unit for one in state.assignments.values() if one.call == call.id}
    if call.priority is not Priority.P1 or len(worked) < LEAST_UNITS or context.actor.role not in DESK_ROLES:
        return ()
    last = [one.ended_at for one in state.roll_calls.values() if one.call == call.id and one.complete]
    if any(at is not None and context.now - at <= EVERY for at in last):
        return ()
    return (f"No roll call of call {call.number} was completed in the last 20 minutes; it is a P1.",)


def hold_for(state: State, unit: UnitState, call: str, number: str) -> tuple[e.Event, ...]:
    """An officer emergency keeps the channel free for its unit, unless it is held already."""
    if state.home is None or state.home.traffic is not None:
        return ()
    return (e.TrafficHeld(channel=None, unit=unit.id, call=call, number=number, reason=None),)


def _start(state: State, command: c.StartRollCall, context: Context) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    if not call.units:
        return rule("nobody_on_call", f"No unit is on call {call.number}: there is nobody to ask.", "call")
    present = running(state, call.id)
    if present is not None:
        return rule(
            "roll_call_running",
            f"A roll call of call {call.number} runs; {', '.join(present.missing)} still to answer.",
            "call",
            missing=list(present.missing),
        )
    event = e.RollCallStarted(
        roll_call=context.id("roll-call"),
        call=call.id,
        number=call.number,
        site=call.place.site,
        units=call.units,
        cause=command.cause,
    )
    return Done((event,), {"roll_call": event.roll_call})


def _the_running(state: State, call_id: str) -> tuple[Call, RollCall] | Refusal:
    call = the_call(state, call_id)
    if isinstance(call, Refusal):
        return call
    roll = running(state, call.id)
    if roll is None:
        return rule("no_roll_call", f"No roll call of call {call.number} runs.", "call")
    return call, roll


def _answer(state: State, command: c.AnswerRollCall, context: Context) -> Outcome:
    found = _the_running(state, command.call)
    if isinstance(found, Refusal):
        return found
    call, roll = found
    unit = the_unit(state, command.unit)
    if isinstance(unit, Refusal):
        return unit
    mark = next((one for one in roll.marks if one.unit == unit.id), None)
    if mark is None or mark.left_at is not None:
        return rule("not_on_roll", f"{unit.id} is not on the roll call of call {call.number}.", "unit")
    if mark.answered_at is not None:
        # The same word again; a second one with something to say is a line of its own.
        return Done()
    answered = answer_of(state, unit, command.text)
    check = (
        (e.CheckReset(unit=unit.id, minutes=None, call=unit.call, number=unit.call_number),)
        if unit.status in CHECKED
        else ()
    )
    return Done((*answered, *check), {"left": len(roll.missing) - 1})


def _end(state: State, command: c.EndRollCall) -> Outcome:
    found = _the_running(state, command.call)
    if isinstance(found, Refusal):
        return found
    call, roll = found
    ended = e.RollCallEnded(
        roll_call=roll.id,
        call=call.id,
        number=call.number,
        missing=roll.missing,
        reason=Protected(command.reason),
    )
    return Done((ended,))


def _hold(state: State, command: c.HoldTraffic) -> Outcome:
    unit: UnitState | None = None
    if command.unit is not None:
        found = the_unit(state, command.unit)
        if isinstance(found, Refusal):
            return found
        unit = found
    held = state.home.traffic if state.home is not None else None
    if held is not None:
        return rule(
            "traffic_held", "Emergency traffic only is in force already.", None, since=held.since.isoformat()
        )
    return Done(
        (
            e.TrafficHeld(
                channel=command.channel,
                unit=unit.id if unit is not None else None,
                call=unit.call if unit is not None else None,
                number=unit.call_number if unit is not None else None,
                reason=protect(command.reason),
            ),
        )
    )
