"""Panic presses. Never refused for what they lack; presses from one building gather in one call that keeps every place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.decision import Context, Done, Outcome, happened_at
from dispatch.domain.devices import LATE_AFTER
from dispatch.domain.records import Call, Place
from dispatch.domain.refusals import Refusal
from dispatch.domain.rules.common import mode_for, next_number, place_of
from dispatch.domain.state import State
from dispatch.domain.text import protect
from dispatch.domain.vocabulary import ENDED, ActionSource, PanicLevel, Priority

Start = Callable[[State, c.StartAction, Context], Outcome]


def raise_panic(state: State, command: c.RaisePanic, context: Context, start: Start) -> Outcome:
    """A press: a new PANIC call or one more report of the open one, and for a lockdown press the Lockdown itself, ACTUAL."""
    place = place_of(
        state, site=command.site, building=command.building, zone=command.zone, room=command.room
    )
    if isinstance(place, Refusal):
        return place
    # Only the desk can say that a press is a test: a press called one by its sender could be a real one that nobody hears.
    test = command.test and context.actor.role in DESK_ROLES
    mode = mode_for(state, Mode.TEST if test else Mode.ACTUAL)
    present = _gathering(state, command, mode)
    events: list[e.Event] = []
    if present is None:
        number, call_id = next_number(state, context.now), context.id("call")
        events.append(_created(command, place, mode, call_id, number))
    else:
        number, call_id = present.number, present.id
        events.append(_reported(command, place, present))
    events.append(
        e.PanicRaised(
            site=command.site,
            call=call_id,
            number=number,
            level=command.level,
            place=place,
            source=command.source,
            device=command.device,
            test=test,
        )
    )
    refs: dict[str, object] = {"call": call_id, "number": number}
    warnings = ("Taken as real: only the desk marks a press as a test.",) if command.test and not test else ()
    late = context.now - happened_at(state, context) > LATE_AFTER
    if late and command.level is PanicLevel.LOCKDOWN and not test:
        # What was so a while ago is for the desk to ask about, not for a school to lock its doors for.
        warnings = (*warnings, "It came late and started no Lockdown by itself: the desk decides.")
    elif command.level is PanicLevel.LOCKDOWN and not test:
        order = c.StartAction(sites=(command.site,), type=ActionType.LOCKDOWN, source=ActionSource.PANIC)
        started = start(state, order, context)
        if isinstance(started, Done):
            events.extend(tied(event, call_id, number) for event in started.events)
            refs["action"] = started.refs["actions"][0]
            warnings = (*warnings, *started.warnings)
    return Done(tuple(events), refs, warnings)


def tied(event: e.Event, call_id: str, number: str) -> e.Event:
    """The Lockdown belongs to the call of the press; that call may only exist from this very command on."""
    return replace(event, call=call_id, number=number) if isinstance(event, e.ActionStarted) else event


def _gathering(state: State, command: c.RaisePanic, mode: Mode) -> Call | None:
    """The open panic call of this building; a press that names no building joins any of the site."""
    for call in state.calls.values():
        if call.type != "PANIC" or call.status in ENDED or call.mode is not mode:
            continue
        if call.place.site != command.site:
            continue
        if command.building is None or call.place.building in (None, command.building):
            return call
    return None


def _created(command: c.RaisePanic, place: Place, mode: Mode, call_id: str, number: str) -> e.CallCreated:
    return e.CallCreated(
        call=call_id,
        number=number,
        type="PANIC",
        source=command.source,
        priority=Priority.P1,
        mode=mode,
        place=place,
        caller=None,
        callback=None,
        text=protect(command.text),
        device=command.device,
        t_event=None,
        t_ring=None,
        scheduled_for=None,
    )


def _reported(command: c.RaisePanic, place: Place, present: Call) -> e.ReportAdded:
    return e.ReportAdded(
        call=present.id,
        number=present.number,
        source=command.source,
        place=place,
        caller=None,
        callback=None,
        text=protect(command.text),
        device=command.device,
        priority=Priority.P1 if present.priority > Priority.P1 else None,
    )
