"""How calls end: cancelled, referred, closed with a disposition; and how they are opened again."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import Call
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import actions_in_force, officer_of, open_call, the_call
from dispatch.domain.rules.net import not_asked
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect
from dispatch.domain.vocabulary import ENDED, WAITING, CallEnd, Priority


def decide(
    state: State,
    command: c.EndCall | c.CloseCall | c.ReopenCall,
    context: Context,
) -> Outcome:
    """Commands that end a call or open it again."""
    match command:
        case c.EndCall():
            return _end(state, command)
        case c.CloseCall():
            return _close(state, command, context)
        case c.ReopenCall():
            call = the_call(state, command.call)
            if isinstance(call, Refusal):
                return call
            if call.status not in ENDED:
                return rule("not_ended", f"Call {call.number} is open.", "call", status=call.status)
            reopened = e.CallReopened(call=call.id, number=call.number, reason=Protected(command.reason))
            return Done((reopened,))
        case _:
            assert_never(command)


def _end(state: State, command: c.EndCall) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    if call.status not in WAITING:
        return rule("not_pending", f"Call {call.number} has had units; close it with a disposition.", "call")
    refused = not_over(state, call)
    if refused is not None:
        return refused
    if command.end is CallEnd.REFERRED and command.referred_to is None:
        return bad_field("referred_to", "Say to whom the call was referred.")
    event = e.CallEnded(
        call=call.id,
        number=call.number,
        end=command.end,
        referred_to=command.referred_to,
        text=protect(command.text),
    )
    return Done((event,))


def not_over(state: State, call: Call) -> Refusal | None:
    """A call does not end before what was started for it: its protective actions, its officer's emergency."""
    in_force = actions_in_force(state, call)
    if in_force:
        return rule(
            "action_in_force", "A protective action of this call is still in force.", "call", actions=in_force
        )
    return emergency_goes_on(state, call)


def emergency_goes_on(state: State, call: Call) -> Refusal | None:
    """The call of an officer who is in EMERGENCY stays what it is until that is cleared."""
    unit = officer_of(state, call)
    if unit is None or unit.emergency is None:
        return None
    return rule("emergency_in_force", f"{unit.id} is in EMERGENCY: clear that first.", "call", unit=unit.id)


def outcome_missing(call: Call, outcome: str | None) -> bool:
    """P1, P2 and anything with a protective action are closed with a written outcome only."""
    return outcome is None and (call.priority <= Priority.P2 or bool(call.actions))


def _close(state: State, command: c.CloseCall, context: Context) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    for name, code in (("disposition", command.disposition), ("secondary", command.secondary)):
        if code is not None and code not in DISPOSITIONS:
            return bad_field(name, f"There is no disposition {code}.", "unknown_disposition")
    if call.units:
        return rule(
            "units_on_call",
            f"{', '.join(call.units)} still on call {call.number}; clear first.",
            "call",
            units=list(call.units),
        )
    refused = not_over(state, call)
    if refused is not None:
        return refused
    if outcome_missing(call, command.outcome):
        return bad_field(
            "outcome", "P1, P2 and calls with a protective action need an outcome in words.", "outcome_needed"
        )
    event = e.CallClosed(
        call=call.id,
        number=call.number,
        disposition=command.disposition,
        secondary=command.secondary,
        outcome=protect(command.outcome),
    )
    return Done((event,), {}, not_asked(state, call, context))
