"""How calls belong together: linked, merged into one, split into two. Nothing that was said is lost by any of it."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import Call
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import next_number, officer_of, open_call, the_call
from dispatch.domain.rules.endings import emergency_goes_on
from dispatch.domain.state import State
from dispatch.domain.text import protect
from dispatch.domain.vocabulary import LinkKind


def decide(state: State, command: c.LinkCalls | c.MergeCall | c.SplitCall, context: Context) -> Outcome:
    """Commands that tie calls to one another."""
    match command:
        case c.LinkCalls():
            return _link(state, command)
        case c.MergeCall():
            return _merge(state, command)
        case c.SplitCall():
            return _split(state, command, context)
        case _:
            assert_never(command)


def _pair(state: State, one: str, other: str, field: str) -> tuple[Call, Call] | Refusal:
    first, second = the_call(state, one), the_call(state, other)
    if isinstance(first, Refusal):
        return first
    if isinstance(second, Refusal):
        return second
    if first.id == second.id:
        return bad_field(field, "That is the same call.")
    return first, second


def _link(state: State, command: c.LinkCalls) -> Outcome:
    pair = _pair(state, command.call, command.other, "other")
    if isinstance(pair, Refusal):
        return pair
    call, other = pair
    if command.link in (LinkKind.REPLACING, LinkKind.REPLACED):
        return bad_field("link", "Calls replace one another by merging.")
    return Done(
        (
            e.CallsLinked(
                call=call.id, number=call.number, other=other.id, other_number=other.number, link=command.link
            ),
        )
    )


def _merge(state: State, command: c.MergeCall) -> Outcome:
    pair = _pair(state, command.call, command.into, "into")
    if isinstance(pair, Refusal):
        return pair
    call, into = pair
    for one in (open_call(state, call.id), open_call(state, into.id)):
        if isinstance(one, Refusal):
            return one
    if call.units:
        return rule(
            "units_on_call",
            f"Units are on call {call.number}; send them to {into.number} first.",
            "call",
            units=list(call.units),
        )
    refused = emergency_goes_on(state, call)
    if refused is not None:
        return refused
    if call.mode is not into.mode:
        return rule("mode_differs", "A drill and a real call are never one.", "into", mode=into.mode)
    return Done((e.CallMerged(call=call.id, number=call.number, into=into.id, into_number=into.number),))


def _split(state: State, command: c.SplitCall, context: Context) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    kind = command.type or call.type
    if kind not in INCIDENT_TYPES:
        return bad_field("type", f"There is no incident type {kind}.", "unknown_type")
    chosen = tuple(sorted(set(command.reports)))
    refused = _not_to_split(state, call, chosen)
    if refused is not None:
        return refused
    number, call_id = next_number(state, context.now), context.id("call")
    event = e.CallSplit(
        call=call_id,
        number=number,
        origin=call.id,
        origin_number=call.number,
        reports=chosen,
        type=kind,
        priority=command.priority or call.priority,
        text=protect(command.text),
    )
    return Done((event,), {"call": call_id, "number": number})


def _not_to_split(state: State, call: Call, chosen: tuple[int, ...]) -> Refusal | None:
    """Reports that are not there, are gone already or must stay; a call always keeps one of its own."""
    own = [place for place, report in enumerate(call.reports) if report.split_to is None]
    for place in chosen:
        if place >= len(call.reports):
            return bad_field(
                "reports", f"Call {call.number} has {len(call.reports)} reports.", "no_such_report"
            )
        if place not in own:
            gone = call.reports[place].split_to
            return rule(
                "report_split", f"Report {place + 1} belongs to call {gone} already.", "reports", call=gone
            )
    if len(chosen) == len(own):
        return bad_field(
            "reports",
            f"Leave call {call.number} one report of its own, or change its type instead.",
            "none_left",
        )
    if 0 in chosen and officer_of(state, call) is not None:
        return bad_field(
            "reports", "The officer's own report stays with the emergency.", "emergency_in_force"
        )
    return None
