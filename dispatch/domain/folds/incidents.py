"""What events about incidents and their command make of a state: opened, joined, changed, closed, gone to history."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.complexity import Counts, propose
from dispatch.domain.draft import Draft
from dispatch.domain.events import CallMerged, Event, MatrixDefined, UnitStatusChanged
from dispatch.domain.folds.apart import stop_apart
from dispatch.domain.folds.clock import drop_alarms, retire_later
from dispatch.domain.folds.command import end_command, fold_command
from dispatch.domain.folds.conduct import drop_conduct, still_conduct, touch_conduct
from dispatch.domain.folds.no_command import clock_id, run_until, watch
from dispatch.domain.folds.seats import forget_seats
from dispatch.domain.incident_events import (
    CommandEvent,
    IncidentChanged,
    IncidentClosed,
    IncidentEvent,
    IncidentJoined,
    IncidentOpened,
    IncidentRetired,
)
from dispatch.domain.incident_work import checked_in
from dispatch.domain.incidents import CommandEnd, Incident, IncidentCall
from dispatch.domain.record import Recorded
from dispatch.domain.room_events import RoomEvent


def fold_incident(draft: Draft, recorded: Recorded, event: IncidentEvent) -> None:
    """Incidents and who is in command of them."""
    if isinstance(event, CommandEvent):
        fold_command(draft, recorded, event)
        return
    match event:
        case IncidentOpened():
            _opened(draft, recorded, event)
        case IncidentJoined():
            incident = draft.incidents.get(event.incident)
            if incident is not None:
                _join(draft, incident, event.calls)
        case IncidentChanged():
            names = ("name", "complexity", "period_from", "period_to")
            draft.change(
                "incidents",
                event.incident,
                **{name: value for name in names if (value := getattr(event, name)) is not None},
            )
        case IncidentClosed():
            _closed(draft, recorded, event)
        case IncidentRetired():
            draft.drop("timers", f"retire:{event.incident}")
            drop_conduct(draft, event.incident)
            draft.drop("incidents", event.incident)
            forget_seats(draft, event.incident)
        case _:
            assert_never(event)


def follow(draft: Draft, recorded: Recorded, event: Event) -> None:
    """Something happened: the incidents that it concerns count their sites, units and agencies anew, and their clock runs or stops."""
    if isinstance(event, RoomEvent):
        # Thousands of rooms report within minutes, and who works for an incident is the same after each.
        return
    for incident in tuple(draft.incidents.values()):
        if not _concerns(draft, incident, event):
            continue
        # Who works on its calls, and what is in force at its sites, says who is shown it.
        draft.touch("incidents", incident.id)
        touch_conduct(draft, incident.id)
        if incident.closed_at is not None:
            continue
        if isinstance(event, CallMerged):
            _merged(draft, incident, event)
        watch(draft, incident.id, recorded)


def _merged(draft: Draft, incident: Incident, event: CallMerged) -> None:
    """What a duplicate belonged to its other call belongs to, unless that belongs to another incident already."""
    into = draft.calls.get(event.into)
    taken = any(event.into in one.call_ids for one in draft.incidents.values() if one.closed_at is None)
    if into is not None and not taken:
        _join(draft, incident, (IncidentCall(id=into.id, number=into.number, site=into.place.site),))


def _concerns(draft: Draft, incident: Incident, event: Event) -> bool:
    if isinstance(event, MatrixDefined):
        # Another matrix: what nobody has decided yet is counted by it.
        return True
    if getattr(event, "incident", None) == incident.id:
        return True
    call, site = getattr(event, "call", None), getattr(event, "site", None)
    if isinstance(event, UnitStatusChanged):
        # A commander who goes off duty is shown nothing any more, nor who was only checked in.
        if event.unit in {one.unit for one in incident.parties}:
            return True
        if event.unit in checked_in(draft.check_ins.values(), incident.id):
            return True
    return (isinstance(call, str) and call in incident.call_ids) or (
        isinstance(site, str) and site in incident.sites
    )


def _opened(draft: Draft, recorded: Recorded, event: IncidentOpened) -> None:
    year, _, count = event.incident_no.partition("-")
    draft.writable("numbers")[year] = int(count)
    at = recorded.recorded_at
    draft.put(
        "incidents",
        Incident(
            id=event.incident,
            number=event.incident_no,
            name=event.name,
            cause=event.cause,
            mode=event.mode,
            calls=event.calls,
            sites=event.sites,
            opened_at=at,
            opened_by=recorded.actor.name,
            proposed=propose(Counts()),
            period_from=at,
            times={},
            version=recorded.seq,
        ),
    )


def _join(draft: Draft, incident: Incident, calls: tuple[IncidentCall, ...]) -> None:
    known = incident.call_ids
    new = tuple(one for one in calls if one.id not in known)
    sites = dict.fromkeys((*incident.sites, *(one.site for one in new if one.site is not None)))
    draft.change("incidents", incident.id, calls=(*incident.calls, *new), sites=tuple(sites))


def _closed(draft: Draft, recorded: Recorded, event: IncidentClosed) -> None:
    incident = draft.incidents.get(event.incident)
    if incident is None:
        return
    at = recorded.recorded_at
    run_until(draft, incident, at)
    end_command(draft, draft.incidents[incident.id], at, CommandEnd.TERMINATED)
    draft.change(
        "incidents",
        incident.id,
        closed_at=at,
        outcome=event.outcome,
        transfer=None,
        members=(),
        owed=(),
        spans=(),
        present=(),
        apart_since=None,
    )
    draft.drop("timers", clock_id(incident.id))
    draft.drop("timers", f"transfer:{incident.id}")
    drop_alarms(draft, clock_id(incident.id))
    stop_apart(draft, incident.id)
    still_conduct(draft, incident.id)
    retire_later(draft, incident.id, at)
