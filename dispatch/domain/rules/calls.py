"""Calls for service that go on: entering, reporting again, changing, holding."""

from __future__ import annotations

import re
from datetime import datetime
from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision import FUTURE_MAX, Context, Done, Outcome
from dispatch.domain.lens.classes import writable_classes
from dispatch.domain.records import Call, Place
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import mode_for, next_number, open_call, place_of
from dispatch.domain.rules.duplicates import candidates
from dispatch.domain.rules.endings import emergency_goes_on
from dispatch.domain.state import State
from dispatch.domain.text import protect
from dispatch.domain.vocabulary import WAITING, CallStatus, Priority

_REPORT_ID = re.compile(r"^[A-Z0-9][A-Z0-9-]{0,39}$")


def decide(
    state: State,
    command: c.CreateCall
    | c.AddReport
    | c.UpdateCall
    | c.HoldCall
    | c.ResumeCall
    | c.NotifyPsap
    | c.TakeCall,
    context: Context,
) -> Outcome:
    """Commands about a call that goes on."""
    match command:
        case c.CreateCall():
            return _create(state, command, context)
        case c.AddReport():
            return _report(state, command, context)
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
        case c.TakeCall():
            call = open_call(state, command.call)
            if isinstance(call, Refusal):
                return call
            if call.owner is not None and call.owner.person == context.actor.person:
                return Done()
            before = call.owner.name if call.owner is not None else None
            return Done((e.CallTaken(call=call.id, number=call.number, before=before),))
        case _:
            assert_never(command)


def _create(state: State, command: c.CreateCall, context: Context) -> Outcome:
    kind = INCIDENT_TYPES.get(command.type)
    if kind is None:
        return bad_field("type", f"There is no incident type {command.type}.", "unknown_type")
    refused = _unwritable(command, context)
    if refused is not None:
        return refused
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
            return _may_be(found, context)
    number, call_id = next_number(state, context.now), context.id("call")
    latest = context.now + FUTURE_MAX
    claimed = {name: at for name in ("t_event", "t_ring") if (at := getattr(command, name)) is not None}
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
        t_event=_believed(claimed.get("t_event"), latest),
        t_ring=_believed(claimed.get("t_ring"), latest),
        scheduled_for=command.scheduled_for,
    )
    warnings = tuple(
        f"The time given as {name} lies in the future; it was not recorded."
        for name, at in claimed.items()
        if at > latest
    )
    events: tuple[e.Event, ...] = (created, *_on_view(state, created, context))
    return Done(events, {"call": call_id, "number": number}, warnings)


def _believed(at: datetime | None, latest: datetime) -> datetime | None:
    return at if at is not None and at <= latest else None


def _unwritable(command: c.CreateCall | c.AddReport, context: Context) -> Refusal | None:
    """Text that must not stand here: a Safe2Tell report's own words, and classes that the writer may not write."""
    if command.source is CallSource.SAFE2TELL and not _REPORT_ID.match(command.text or ""):
        return bad_field(
            "text", "A Safe2Tell report's text stays in its own system: store its id only.", "safe2tell"
        )
    if command.text is not None and command.text_class not in writable_classes(context.actor.role):
        return bad_field("text_class", "Your role may not write texts of this class.", "class_not_yours")
    return None


def _may_be(found: list[Call], context: Context) -> Refusal:
    named = context.actor.role in DESK_ROLES
    shown = [
        {
            "id": one.id,
            "number": one.number,
            "type": one.type if named or not INCIDENT_TYPES[one.type].restricted else None,
        }
        for one in found
    ]
    return rule(
        "possible_duplicate",
        f"Call {found[0].number} may be the same. Add a report to it, or say that this is another matter.",
        "distinct",
        calls=shown,
    )


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


def _report(state: State, command: c.AddReport, context: Context) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    refused = _unwritable(command, context)
    if refused is not None:
        return refused
    # Of the same matter from somewhere else: every place is kept. Who says no other place speaks of the call's.
    site = command.site or (call.place.site if command.lat_e7 is None else None)
    place = place_of(
        state,
        site=site,
        building=command.building if site else None,
        zone=command.zone if site else None,
        room=command.room if site else None,
        address=command.address,
        lat_e7=command.lat_e7,
        lon_e7=command.lon_e7,
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
    if command.type is not None and command.type != call.type:
        refused = emergency_goes_on(state, call)
        if refused is not None:
            return refused
    place = _moved(state, call, command)
    if isinstance(place, Refusal):
        return place
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


_SPOT = ("site", "building", "zone", "room", "address", "lat_e7", "lon_e7")


def _moved(state: State, call: Call, command: c.UpdateCall) -> Place | Refusal | None:
    """The call's new place. What is said replaces what it contradicts; the rest of the old place stays."""
    said = {name: value for name in _SPOT if (value := getattr(command, name)) is not None}
    if not said:
        return None
    checked = place_of(state, **{"site": call.place.site, **said})
    if isinstance(checked, Refusal):
        return checked
    if checked.site != call.place.site:
        return checked
    old = call.place
    inside = "building" not in said or command.building == old.building
    elsewhere = "address" in said or "lat_e7" in said
    return Place(
        site=old.site,
        building=checked.building or old.building,
        zone=checked.zone or (old.zone if inside and "room" not in said else None),
        room=checked.room or (old.room if inside and "zone" not in said else None),
        address=checked.address or (None if elsewhere else old.address),
        lat_e7=checked.lat_e7 if elsewhere else old.lat_e7,
        lon_e7=checked.lon_e7 if elsewhere else old.lon_e7,
    )


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
