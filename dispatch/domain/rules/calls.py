"""Calls for service: entering, reporting again, changing, holding; and how they end."""

from __future__ import annotations

import re
from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import FIELD_ROLES
from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import Call
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import next_number, open_call, place_of, the_call
from dispatch.domain.rules.duplicates import candidates
from dispatch.domain.state import State
from dispatch.domain.text import protect
from dispatch.domain.vocabulary import ENDED, WAITING, CallEnd, CallStatus, LinkKind, Priority

_REPORT_ID = re.compile(r"^[A-Z0-9][A-Z0-9-]{0,39}$")


def decide(
    state: State,
    command: c.CreateCall | c.AddReport | c.UpdateCall | c.HoldCall | c.ResumeCall | c.NotifyPsap,
    context: Context,
) -> Outcome:
    """Commands about a call that goes on."""
    match command:
        case c.CreateCall():
            return _create(state, command, context)
        case c.AddReport():
            return _report(state, command)
        case c.UpdateCall():
            return _update(state, command)
        case c.HoldCall():
            return _hold(state, command, context)
        case c.ResumeCall():
            call = open_call(state, command.call)
            if isinstance(call, Refusal):
                return call
            if call.status not in (CallStatus.HELD, CallStatus.SCHEDULED):
                return rule("not_held", f"Call {call.number} is not on hold.", "call", status=call.status)
            return Done((e.CallResumed(call=call.id, number=call.number, by_timer=False),))
        case c.NotifyPsap():
            call = open_call(state, command.call)
            if isinstance(call, Refusal):
                return call
            site = state.sites.get(call.place.site or "")
            agency = command.agency or (site.roster.psap if site else None)
            if agency is None or agency not in state.agencies:
                return bad_field("agency", "Name the PSAP that has the call.", "unknown_agency")
            event = e.PsapNotified(
                call=call.id, number=call.number, agency=agency, text=protect(command.text)
            )
            return Done((event,))
        case _:
            assert_never(command)


def decide_end(
    state: State,
    command: c.EndCall | c.LinkCalls | c.MergeCall | c.CloseCall | c.ReopenCall,
    context: Context,
) -> Outcome:
    """Commands that end a call, tie it to another or open it again."""
    match command:
        case c.EndCall():
            return _end(state, command)
        case c.LinkCalls():
            return _link(state, command)
        case c.MergeCall():
            return _merge(state, command)
        case c.CloseCall():
            return _close(state, command)
        case c.ReopenCall():
            call = the_call(state, command.call)
            if isinstance(call, Refusal):
                return call
            if call.status not in ENDED:
                return rule("not_ended", f"Call {call.number} is open.", "call", status=call.status)
            reason = protect(command.reason)
            assert reason is not None
            return Done((e.CallReopened(call=call.id, number=call.number, reason=reason),))
        case _:
            assert_never(command)


def mode_for(state: State, asked: Mode | None, type_code: str | None = None) -> Mode:
    """In an exercise log everything is an exercise, whatever is asked."""
    home = state.home
    if home is not None and home.nature is not Nature.LIVE:
        return Mode.EXERCISE
    suggested = INCIDENT_TYPES[type_code].mode if type_code is not None else None
    mode = asked or suggested or Mode.ACTUAL
    return Mode.ACTUAL if mode is Mode.EXERCISE else mode


def _create(state: State, command: c.CreateCall, context: Context) -> Outcome:
    kind = INCIDENT_TYPES.get(command.type)
    if kind is None:
        return bad_field("type", f"There is no incident type {command.type}.", "unknown_type")
    if command.source is CallSource.SAFE2TELL and not _REPORT_ID.match(command.text or ""):
        return bad_field(
            "text", "A Safe2Tell report's text stays in its own system: store its id only.", "safe2tell"
        )
    place = place_of(
        state,
        site=command.site,
        building=command.building,
        zone=command.zone,
        room=command.room,
        address=command.address,
        lat_e7=command.lat_e7,
        lon_e7=command.lon_e7,
    )
    if isinstance(place, Refusal):
        return place
    if place.site is None and place.address is None and place.lat_e7 is None:
        return bad_field("site", "Say where: a site, an address in words, or coordinates.", "no_place")
    if command.scheduled_for is not None and command.scheduled_for <= context.now:
        return bad_field("scheduled_for", "That time is past.")
    mode = mode_for(state, command.mode, command.type)
    if not command.distinct:
        found = candidates(state, command.type, place, mode, context.now)
        if found:
            return rule(
                "possible_duplicate",
                f"Call {found[0].number} may be the same. Add a report to it, or say that this is another matter.",
                "distinct",
                calls=[{"id": one.id, "number": one.number, "type": one.type} for one in found],
            )
    number, call_id = next_number(state, context.now), context.id("call")
    created = e.CallCreated(
        call=call_id,
        number=number,
        type=command.type,
        source=command.source,
        priority=command.priority or Priority(kind.priority),
        mode=mode,
        place=place,
        caller=protect(command.caller),
        callback=protect(command.callback),
        text=protect(command.text, command.text_class),
        device=None,
        t_event=command.t_event,
        t_ring=command.t_ring,
        scheduled_for=command.scheduled_for,
    )
    events: tuple[e.Event, ...] = (created, *_on_view(state, created, context))
    return Done(events, {"call": call_id, "number": number})


def _on_view(state: State, created: e.CallCreated, context: Context) -> tuple[e.Event, ...]:
    """An officer-initiated call: its unit is on scene at the same instant."""
    actor = context.actor
    if created.source is not CallSource.OFFICER_INITIATED or actor.role not in FIELD_ROLES:
        return ()
    unit = state.units.get(actor.unit or "")
    if unit is None or unit.assignment is not None or unit.status in (UnitStatus.EM, UnitStatus.OFF):
        return ()
    return (
        e.UnitAssigned(
            assignment=context.id(f"assignment/{unit.id}"),
            unit=unit.id,
            call=created.call,
            number=created.number,
            site=created.place.site,
            stacked=False,
            status=UnitStatus.OS,
            warning=None,
        ),
    )


def _report(state: State, command: c.AddReport) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    place = place_of(
        state,
        site=call.place.site,
        building=command.building if call.place.site else None,
        zone=command.zone if call.place.site else None,
        room=command.room if call.place.site else None,
        address=command.address,
    )
    if isinstance(place, Refusal):
        return place
    event = e.ReportAdded(
        call=call.id,
        number=call.number,
        source=command.source,
        place=place,
        caller=protect(command.caller),
        callback=protect(command.callback),
        text=protect(command.text, command.text_class),
        device=None,
        priority=None,
    )
    return Done((event,), {"call": call.id, "number": call.number})


def _update(state: State, command: c.UpdateCall) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    if command.type is not None and command.type not in INCIDENT_TYPES:
        return bad_field("type", f"There is no incident type {command.type}.", "unknown_type")
    moved = any((command.site, command.building, command.zone, command.room, command.address, command.lat_e7))
    place = None
    if moved:
        same = command.site is None or command.site == call.place.site
        old = call.place if same else None
        asked = place_of(
            state,
            site=command.site or (old.site if old else None),
            building=command.building or (old.building if old else None),
            zone=command.zone or (old.zone if old else None),
            room=command.room or (old.room if old else None),
            address=command.address,
            lat_e7=command.lat_e7,
            lon_e7=command.lon_e7,
        )
        if isinstance(asked, Refusal):
            return asked
        place = asked
    event = e.CallUpdated(
        call=call.id,
        number=call.number,
        type=command.type,
        priority=command.priority,
        place=place,
        caller=protect(command.caller),
        callback=protect(command.callback),
    )
    if not any((event.type, event.priority, event.place, event.caller, event.callback)):
        return bad_field("call", "Nothing to change was given.", "empty_change")
    return Done((event,), {"call": call.id})


def _hold(state: State, command: c.HoldCall, context: Context) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    if call.status not in WAITING:
        return rule("not_pending", f"Call {call.number} has units; only a pending call can be held.", "call")
    if call.priority is Priority.P1:
        return rule("never_hold_p1", "A P1 call is never put on hold.", "call")
    if command.until <= context.now:
        return bad_field("until", "That time is past.")
    return Done(
        (e.CallHeld(call=call.id, number=call.number, until=command.until, reason=protect(command.reason)),)
    )


def _end(state: State, command: c.EndCall) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    if call.status not in WAITING:
        return rule("not_pending", f"Call {call.number} has had units; close it with a disposition.", "call")
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
    if call.mode is not into.mode:
        return rule("mode_differs", "A drill and a real call are never one.", "into", mode=into.mode)
    return Done((e.CallMerged(call=call.id, number=call.number, into=into.id, into_number=into.number),))


def outcome_missing(call: Call, outcome: str | None) -> bool:
    """P1, P2 and anything with a protective action are closed with a written outcome only."""
    return outcome is None and (call.priority <= Priority.P2 or bool(call.actions))


def _close(state: State, command: c.CloseCall) -> Outcome:
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
    in_force = [one for one in call.actions if one in state.actions and state.actions[one].ended_at is None]
    if in_force:
        return rule(
            "action_in_force", "A protective action of this call is still in force.", "call", actions=in_force
        )
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
    return Done((event,))
