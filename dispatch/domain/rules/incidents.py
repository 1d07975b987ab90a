"""Incidents: a call is promoted, by hand or because of what happened to it; further calls join; it closes with its calls.

What is promoted by itself is said by events of the same batch (``follow``): nobody ever sees the cause without the incident.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypedDict, assert_never

from dispatch.domain import events as e
from dispatch.domain import incident_events as i
from dispatch.domain import incident_orders as c
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.decision import Context, Done, Outcome, record
from dispatch.domain.fold import fold
from dispatch.domain.incidents import Incident, IncidentCall, IncidentCause
from dispatch.domain.records import Call, Timer
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, rule
from dispatch.domain.rules.common import open_call
from dispatch.domain.state import State
from dispatch.domain.text import Protected, Secret, protect
from dispatch.domain.vocabulary import ENDED, ActionStatus, LinkKind, PanicLevel, Priority

PERIOD_MAX = timedelta(hours=24)
"""An operational period is never longer."""
_REAL = frozenset({Mode.ACTUAL, Mode.EXERCISE})
_MOVES = (
    e.ActionStarted
    | e.ActionRepeated
    | e.CallCreated
    | e.CallUpdated
    | e.ReportAdded
    | e.CallsLinked
    | e.CallSplit
    | e.CallReopened
    | e.PanicRaised
)
"""What may make a call an incident, or part of one."""
_ENDS = e.CallClosed | e.CallEnded | e.CallMerged
_NEEDS_COMMAND = frozenset({ActionType.LOCKDOWN, ActionType.EVACUATE, ActionType.SHELTER})
"""Orders that somebody must be in command of even when no call stands behind them. A Secure or Hold is the school's own to run."""


def decide(
    state: State,
    command: c.PromoteCall | c.JoinIncident | c.ChangeIncident | c.CloseIncident,
    context: Context,
) -> Outcome:
    """Promote, join, change, close."""
    match command:
        case c.PromoteCall():
            return _promote(state, command, context)
        case c.JoinIncident():
            return _join(state, command)
        case c.ChangeIncident():
            return _change(state, command)
        case c.CloseIncident():
            return _close(state, command, context)
        case _:
            assert_never(command)


def the_incident(state: State, incident_id: str) -> Incident | Refusal:
    """The open incident that a command names."""
    incident = state.incidents.get(incident_id)
    if incident is None:
        return NOT_FOUND
    if incident.closed_at is not None:
        return rule("incident_closed", f"Incident {incident.number} is closed.", "incident")
    return incident


def incident_of(state: State, call_id: str) -> Incident | None:
    """The open incident that a call belongs to."""
    return next((one for one in _open(state) if call_id in one.call_ids), None)


def incident_at(state: State, site: str | None) -> Incident | None:
    """The open incident at a site."""
    return next((one for one in _open(state) if site is not None and site in one.sites), None)


def lead(state: State, incident: Incident) -> tuple[str | None, str | None]:
    """Id and number of the call in whose log an incident's lines stand: its first that is still there."""
    here = next((one for one in incident.calls if one.id in state.calls), None)
    return (None, None) if here is None else (here.id, here.number)


class Head(TypedDict):
    """What every event of an incident begins with."""

    incident: str
    incident_no: str
    call: str | None
    number: str | None


def head(state: State, incident: Incident) -> Head:
    """The incident, and the call in whose log the event's line stands."""
    call, number = lead(state, incident)
    return Head(incident=incident.id, incident_no=incident.number, call=call, number=number)


def opened(
    state: State,
    context: Context,
    calls: tuple[Call, ...],
    cause: IncidentCause,
    *,
    sites: tuple[str, ...] = (),
    name: str | None = None,
    mode: Mode | None = None,
) -> i.IncidentOpened:
    """The event that opens an incident of these calls, at these sites."""
    places = dict.fromkeys((*(one.place.site for one in calls if one.place.site is not None), *sites))
    first = calls[0] if calls else None
    label = f"incident/{first.id if first is not None else next(iter(places))}"
    usual = Mode.ACTUAL if state.home is None or state.home.nature == "live" else Mode.EXERCISE
    return i.IncidentOpened(
        incident=context.id(label),
        incident_no=_next_number(state, context.now),
        call=first.id if first is not None else None,
        number=first.number if first is not None else None,
        name=protect(name) or _named(state, tuple(places)),
        cause=cause,
        mode=mode or (first.mode if first is not None else usual),
        calls=tuple(_tied(one) for one in calls),
        sites=tuple(places),
    )


def follow(state: State, done: Done, context: Context) -> Done:
    """What a command's events come to for incidents, as further events of the same batch."""
    moves = [
        one
        for one in done.events
        if isinstance(one, _MOVES) and (not isinstance(one, e.CallCreated) or _into_action(state, one))
    ]
    ends = [one for one in done.events if isinstance(one, _ENDS)]
    over = [one for one in done.events if isinstance(one, e.ActionEnded)]
    if not moves and not ((ends or over) and state.incidents):
        return done
    after = fold(state, record(state, done, context).recorded).state
    events: list[e.Event] = list(done.events)
    refs = dict(done.refs)
    for call_id in dict.fromkeys(_named_calls(after, moves)):
        after = _consider(after, call_id, moves, events, context)
        own = incident_of(after, call_id)
        if own is not None and incident_of(state, call_id) is None:
            refs["incident"] = own.id
    alone = _alone(after, done.events, context)
    if alone is not None:
        events.append(alone)
        refs["incident"] = alone.incident
    for ended in ends:
        events.extend(_over(after, state, ended.call))
    for released in over:
        events.extend(_still(after, released.site))
    return Done(tuple(events), refs, done.warnings)


def _into_action(state: State, created: e.CallCreated) -> bool:
    """A call that comes in where an order is in force. Others are not looked at: a call is entered in no time."""
    site = created.place.site
    return site is not None and any(
        one.site == site and one.status is not ActionStatus.ENDED for one in state.actions.values()
    )


def retired(state: State, timer: Timer) -> tuple[e.Event, ...]:
    """A closed incident's time at hand is over."""
    incident = state.incidents.get(timer.id.removeprefix("retire:"))
    if incident is None or incident.closed_at is None:
        return ()
    return (i.IncidentRetired(incident=incident.id, incident_no=incident.number),)


def _open(state: State) -> Iterator[Incident]:
    return (one for one in state.incidents.values() if one.closed_at is None)


def _tied(call: Call) -> IncidentCall:
    return IncidentCall(id=call.id, number=call.number, site=call.place.site)


def _next_number(state: State, now: datetime) -> str:
    """Incidents are counted beside calls, by year."""
    year = f"I{now.year % 100:02d}"
    return f"{year}-{state.numbers.get(year, 0) + 1:04d}"


def _named(state: State, sites: tuple[str, ...]) -> Secret:
    """After its place, as incidents are: a name says nothing that a school or a partner may not know."""
    known = [state.sites[one].roster.name for one in sites if one in state.sites]
    if known:
        return Protected(known[0])
    # No address (it may be a student's home), no call's number (it would count the desk's calls for a partner).
    return Protected("Off-site incident")


# --- by itself ----------------------------------------------------------------------------------------------------


def _named_calls(after: State, moves: list[_MOVES]) -> Iterator[str]:
    """The calls that may have become an incident: of an order without a call, the P1 calls of its site."""
    for event in moves:
        if isinstance(event, e.CallsLinked | e.CallSplit):
            yield event.call
            yield event.other if isinstance(event, e.CallsLinked) else event.origin
        elif isinstance(event, e.ActionRepeated):
            action = after.actions.get(event.action)
            if action is not None and action.call is not None:
                yield action.call
        elif event.call is not None:
            yield event.call
        elif isinstance(event, e.ActionStarted):
            yield from (
                one.id
                for one in after.calls.values()
                if one.place.site == event.site and one.priority is Priority.P1
            )


def _consider(
    after: State, call_id: str, moves: list[_MOVES], events: list[e.Event], context: Context
) -> State:
    call = after.calls.get(call_id)
    if call is None or call.status in ENDED or call.mode not in _REAL or incident_of(after, call_id):
        return after
    ties = _tied_calls(after, call)
    present = next((one for tie in ties if (one := incident_of(after, tie.id))), None)
    cause = _cause(after, call, ties, moves)
    if present is None and cause is not None:
        present = incident_at(after, call.place.site)
    if present is not None and present.mode is call.mode:
        event: e.Event = i.IncidentJoined(
            incident=present.id,
            incident_no=present.number,
            call=call.id,
            number=call.number,
            calls=(_tied(call),),
        )
    elif cause is not None:
        free = tuple(one for one in ties if incident_of(after, one.id) is None)
        event = opened(after, context, (call, *free), cause)
    else:
        return after
    events.append(event)
    # Seen by the next call of this batch: two that belong together make one incident.
    return fold(after, record(after, Done((event,)), context).recorded).state


def _alone(after: State, events: tuple[e.Event, ...], context: Context) -> i.IncidentOpened | None:
    """Orders that no call stands behind, of one command: one incident at all those sites where there is none yet."""
    began = [
        one
        for one in events
        if isinstance(one, e.ActionStarted)
        and one.type in _NEEDS_COMMAND
        and one.mode in _REAL
        and (one.call is None or incident_of(after, one.call) is None)
        and incident_at(after, one.site) is None
    ]
    if not began:
        return None
    sites = tuple(dict.fromkeys(one.site for one in began))
    return opened(after, context, (), IncidentCause.ACTION, sites=sites, mode=began[0].mode)


def _tied_calls(state: State, call: Call) -> list[Call]:
    """Open calls that it is linked to. A call that it was split from counts, as what it is: another call of the same matter."""
    apart = {LinkKind.UNLINK, LinkKind.REPLACED, LinkKind.REPLACING}
    linked = [state.calls.get(one.call) for one in call.links if one.kind not in apart]
    return [one for one in linked if one is not None and one.status not in ENDED and one.mode is call.mode]


def _cause(state: State, call: Call, ties: list[Call], moves: list[_MOVES]) -> IncidentCause | None:
    """Why a call becomes an incident: by the rules and no others."""
    presses = [one for one in moves if isinstance(one, e.PanicRaised) and one.call == call.id]
    if any(one.level is PanicLevel.LOCKDOWN and not one.test for one in presses):
        return IncidentCause.PANIC_LOCKDOWN
    acting = [
        one
        for one in state.actions.values()
        if one.status is not ActionStatus.ENDED
        and one.mode is call.mode
        and (one.call == call.id or (one.call is None and one.site == call.place.site))
    ]
    if call.priority is Priority.P1 and any(one.type is not ActionType.HOLD for one in acting):
        return IncidentCause.P1_ACTION
    if any(one.call == call.id and one.type in _NEEDS_COMMAND for one in acting):
        return IncidentCause.ACTION
    sites = {one.place.site for one in (call, *ties) if one.place.site is not None}
    sites |= {one.site for one in acting if one.call == call.id}
    return IncidentCause.SEVERAL_SITES if len(sites) > 1 else None


def _over(after: State, before: State, call_id: str) -> Iterator[e.Event]:
    """With its last call an incident is over, unless somebody is in command: who commands says when it ends."""
    incident = incident_of(before, call_id)
    if incident is None or incident.command is not None:
        return
    now = after.incidents.get(incident.id, incident)
    if not _open_calls(after, now):
        yield _closing(before, now, after.at or now.opened_at, None)


def _still(after: State, site: str) -> Iterator[e.Event]:
    """With the last order at its sites an incident without a call is over, unless somebody is in command."""
    incident = incident_at(after, site)
    if incident is None or incident.command is not None or incident.calls:
        return
    acting = any(
        one.site in incident.sites and one.status is not ActionStatus.ENDED for one in after.actions.values()
    )
    if not acting:
        yield _closing(after, incident, after.at or incident.opened_at, None)


def _open_calls(state: State, incident: Incident) -> list[str]:
    return [
        one.number
        for one in incident.calls
        if one.id in state.calls and state.calls[one.id].status not in ENDED
    ]


def _closing(state: State, incident: Incident, now: datetime, outcome: str | None) -> i.IncidentClosed:
    running = now - incident.no_command_since if incident.no_command_since is not None else timedelta()
    return i.IncidentClosed(
        **head(state, incident),
        gap_ms=incident.gap_ms + max(timedelta(), running) // timedelta(milliseconds=1),
        outcome=protect(outcome),
    )


# --- by hand ------------------------------------------------------------------------------------------------------


def _promote(state: State, command: c.PromoteCall, context: Context) -> Outcome:
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    present = incident_of(state, call.id)
    if present is not None:
        return rule(
            "in_incident", f"Call {call.number} belongs to {present.number}.", "call", incident=present.number
        )
    if call.mode is Mode.TEST:
        return rule("is_test", "A test is no incident.", "call")
    event = opened(state, context, (call,), IncidentCause.BY_HAND, name=command.name)
    return Done((event,), {"incident": event.incident, "number": event.incident_no})


def _join(state: State, command: c.JoinIncident) -> Outcome:
    incident, call = the_incident(state, command.incident), open_call(state, command.call)
    if isinstance(incident, Refusal):
        return incident
    if isinstance(call, Refusal):
        return call
    present = incident_of(state, call.id)
    if present is not None:
        return rule(
            "in_incident", f"Call {call.number} belongs to {present.number}.", "call", incident=present.number
        )
    if call.mode is not incident.mode:
        return rule("mode_differs", "A drill and a real incident are never one.", "call", mode=incident.mode)
    return Done(
        (
            i.IncidentJoined(
                incident=incident.id,
                incident_no=incident.number,
                call=call.id,
                number=call.number,
                calls=(_tied(call),),
            ),
        )
    )


def _change(state: State, command: c.ChangeIncident) -> Outcome:
    incident = the_incident(state, command.incident)
    if isinstance(incident, Refusal):
        return incident
    if (command.name, command.complexity, command.period_from, command.period_to) == (None,) * 4:
        return bad_field("incident", "Nothing to change was given.", "empty_change")
    start, end = command.period_from or incident.period_from, command.period_to or incident.period_to
    if end is not None and end <= start:
        return bad_field("period_to", "It would be over before it begins.")
    if end is not None and end - start > PERIOD_MAX:
        return bad_field("period_to", "An operational period is 24 hours at most.", "too_long")
    return Done(
        (
            i.IncidentChanged(
                **head(state, incident),
                name=protect(command.name),
                complexity=command.complexity,
                period_from=command.period_from,
                period_to=command.period_to,
                reason=protect(command.reason),
            ),
        )
    )


def _close(state: State, command: c.CloseIncident, context: Context) -> Outcome:
    incident = the_incident(state, command.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.command is not None:
        return rule(
            "command_held", "Somebody is in command: terminate command first, then close.", "incident"
        )
    still = _open_calls(state, incident)
    if still:
        return rule(
            "calls_open",
            f"An incident closes with its calls; still open: {', '.join(still)}.",
            "incident",
            calls=still,
        )
    return Done((_closing(state, incident, context.now, command.outcome),))
