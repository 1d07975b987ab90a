"""What events about an incident's organisation and work make of a state; and what leaves it with its incident."""

from __future__ import annotations

from typing import Final, assert_never

from dispatch.domain.conduct_events import (
    BenchmarkReached,
    CheckInMoved,
    ConductEvent,
    FunctionAssigned,
    FunctionRelieved,
    HeadCountReported,
    ObjectiveEnded,
    ObjectiveSet,
    ParStarted,
    PatientsCounted,
    RequestMoved,
    ResourceCheckedIn,
    ResourceRequested,
)
from dispatch.domain.draft import Draft
from dispatch.domain.folds import par
from dispatch.domain.folds.clock import drop_alarms
from dispatch.domain.folds.command import said
from dispatch.domain.folds.times import once
from dispatch.domain.incident_work import (
    CheckIn,
    Objective,
    ObjectiveStatus,
    Patients,
    RequestStatus,
    ResourceRequest,
)
from dispatch.domain.incidents import HeadCount
from dispatch.domain.organisation import FunctionState, Held, WasHeld, function_id
from dispatch.domain.record import Recorded
from dispatch.domain.state import Table

TABLES: Final[tuple[Table, ...]] = (
    "decisions",
    "facts",
    "functions",
    "objectives",
    "requests",
    "check_ins",
    "patients",
)
"""What belongs to an incident, and is shown to whom it is shown and leaves with it."""


def fold_conduct(draft: Draft, recorded: Recorded, event: ConductEvent) -> None:
    """Functions, objectives, requests, check-in, benchmarks, counts."""
    match event:
        case FunctionAssigned() | FunctionRelieved():
            _function(draft, recorded, event)
        case ObjectiveSet() | ObjectiveEnded():
            _objective(draft, recorded, event)
        case ResourceRequested() | RequestMoved():
            _request(draft, recorded, event)
        case ResourceCheckedIn() | CheckInMoved():
            _check_in(draft, recorded, event)
        case BenchmarkReached():
            incident = draft.incidents.get(event.incident)
            if incident is not None:
                times = once(incident.times, event.benchmark.value, recorded.happened_at)
                draft.change("incidents", incident.id, times=times)
        case PatientsCounted():
            draft.put(
                "patients",
                Patients(
                    id=event.incident,
                    incident=event.incident,
                    red=event.red,
                    yellow=event.yellow,
                    green=event.green,
                    black=event.black,
                    at=recorded.recorded_at,
                    said=said(recorded, event.word),
                    version=recorded.seq,
                ),
            )
        case HeadCountReported():
            _head_count(draft, recorded, event)
        case ParStarted():
            par.start(draft, recorded, event)
        case _:
            assert_never(event)


def touch_conduct(draft: Draft, incident_id: str) -> None:
    """Who is shown an incident may have changed, and with it who is shown all that belongs to it."""
    for table in TABLES:
        for record in tuple(draft.table(table).values()):
            if record.incident == incident_id:
                draft.touch(table, record.id)


def still_conduct(draft: Draft, incident_id: str) -> None:
    """The incident is over: nothing of it waits for anybody any more."""
    waits = [
        par.timer_id(incident_id),
        f"reassess:{incident_id}",
        *(f"fact:{one.id}" for one in draft.facts.values() if one.incident == incident_id),
        *(f"review:{one.id}" for one in draft.decisions.values() if one.incident == incident_id),
    ]
    for timer in waits:
        draft.drop("timers", timer)
        drop_alarms(draft, timer)


def drop_conduct(draft: Draft, incident_id: str) -> None:
    """It goes to history with its incident."""
    for table in TABLES:
        for record in tuple(draft.table(table).values()):
            if record.incident == incident_id:
                draft.drop(table, record.id)


def _function(draft: Draft, recorded: Recorded, event: FunctionAssigned | FunctionRelieved) -> None:
    at = recorded.recorded_at
    key = function_id(event.incident, event.role)
    present = draft.functions.get(key)
    if present is None:
        present = FunctionState(id=key, incident=event.incident, role=event.role, version=recorded.seq)
        draft.put("functions", present)
    old = present.deputy if event.deputy else present.held
    history = present.history
    if old is not None:
        history = (*history, WasHeld(who=old.who, since=old.since, until=at, deputy=event.deputy))
    new = None
    if isinstance(event, FunctionAssigned):
        new = Held(who=event.who, since=at, said=said(recorded, event.word))
    place = "deputy" if event.deputy else "held"
    draft.change("functions", key, **{place: new, "history": history})


def _objective(draft: Draft, recorded: Recorded, event: ObjectiveSet | ObjectiveEnded) -> None:
    if isinstance(event, ObjectiveEnded):
        status = ObjectiveStatus.MET if event.met else ObjectiveStatus.DROPPED
        draft.change("objectives", event.objective, status=status, ended=said(recorded, event.word))
        return
    draft.put(
        "objectives",
        Objective(
            id=event.objective,
            incident=event.incident,
            place=1 + sum(one.incident == event.incident for one in draft.objectives.values()),
            text=event.text,
            status=ObjectiveStatus.OPEN,
            set_at=recorded.recorded_at,
            said=said(recorded, event.word),
            version=recorded.seq,
        ),
    )


def _request(draft: Draft, recorded: Recorded, event: ResourceRequested | RequestMoved) -> None:
    if isinstance(event, RequestMoved):
        found = draft.requests.get(event.request)
        if found is None:
            return
        names = ("status", "owner", "agency", "due", "note")
        changes = {name: value for name in names if (value := getattr(event, name)) is not None}
        if event.status is not None:
            changes["times"] = once(found.times, event.status.value, recorded.happened_at)
        draft.change("requests", found.id, **changes)
        return
    draft.put(
        "requests",
        ResourceRequest(
            id=event.request,
            incident=event.incident,
            place=1 + sum(one.incident == event.incident for one in draft.requests.values()),
            what=event.what,
            count=event.count,
            agency=event.agency,
            owner=event.owner,
            status=RequestStatus.ASKED,
            said=said(recorded, event.word),
            times={RequestStatus.ASKED.value: recorded.happened_at},
            due=event.due,
            of_site=recorded.actor.site,
            asker=event.asker,
            resource_kind=event.resource_kind,
            where=event.where,
            version=recorded.seq,
        ),
    )


def _check_in(draft: Draft, recorded: Recorded, event: ResourceCheckedIn | CheckInMoved) -> None:
    at = recorded.recorded_at
    if isinstance(event, CheckInMoved):
        changes = {"status": event.status, "assignment": event.assignment, "since": at}
        draft.change("check_ins", event.check_in, **changes)
        return
    draft.put(
        "check_ins",
        CheckIn(
            id=event.check_in,
            incident=event.incident,
            name=event.name,
            agency=event.agency,
            unit=event.of_unit,
            resource=event.resource,
            people=event.people,
            status=event.status,
            arrived_at=at,
            since=at,
            said=said(recorded, event.word),
            sent_for=event.sent_for,
            assignment=event.assignment,
            contact=event.contact,
            qualifications=event.qualifications,
            departed_from=event.departed_from,
            departed_at=event.departed_at,
            travel=event.travel,
            version=recorded.seq,
        ),
    )


def _head_count(draft: Draft, recorded: Recorded, event: HeadCountReported) -> None:
    incident = draft.incidents.get(event.incident)
    if incident is None:
        return
    new = HeadCount(
        agency=event.agency, people=event.people, missing=event.missing, said=said(recorded, event.word)
    )
    if event.role is None:
        # A group's people are people of agencies: counted there.
        others = tuple(one for one in incident.head_counts if one.agency != event.agency)
        draft.change("incidents", incident.id, head_counts=(*others, new))
    par.answered(draft, draft.incidents[incident.id], event, new)
