"""Brings together what a form of an incident is made of: its state, its lines, its calls and orders, live or long in history."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool

from dispatch.domain.actor import Actor
from dispatch.domain.form_events import FormTaken
from dispatch.domain.forms.matter import Copy, Made, Matter
from dispatch.domain.forms.remembered import remembered
from dispatch.domain.incidents import Incident
from dispatch.domain.lens.parts import parts_of, parts_of_actor
from dispatch.domain.lens.views import AssignmentView, CallView
from dispatch.domain.state import State
from dispatch.log.faults import LogUnavailable
from dispatch.log.incident_lines import IncidentLog
from dispatch.web.errors import Problem
from dispatch.web.services import Services


async def gather(services: Services, actor: Actor, wanted: str, copy: Copy = Copy.FULL) -> Matter:
    """What the caller may see of the incident. Of one that is not his to see nothing is said."""
    state = services.desk.state
    # Taken first: what the form says is at least as new.
    head = services.desk.head.hash.hex()
    (part,) = parts_of_actor(state, actor)
    live = state.incidents.get(wanted)
    try:
        log = await services.archive.incident(wanted, (part,), live.calls if live is not None else ())
        if log is None:
            raise Problem("not_found")
        if live is None:
            kept = await services.archive.as_it_ended(wanted)
            state = await run_in_threadpool(remembered, state, wanted, log.own, kept)
        incident = state.incidents.get(wanted)
        if incident is None or part not in parts_of(state, ("incidents", wanted)):
            raise Problem("not_found")
        made_by = Made(
            at=services.clock.now(),
            who=actor.name,
            title=actor.role.replace("_", " ").capitalize(),
            head=head,
            zone=services.zone,
            copy=copy,
        )
        return await _whole(services, state, incident, part, made_by, log)
    except LogUnavailable:
        raise Problem("no_history", retry_after=1) from None


async def _whole(
    services: Services, state: State, incident: Incident, part: str, made_by: Made, log: IncidentLog
) -> Matter:
    calls: list[CallView] = []
    sent: list[AssignmentView] = []
    for call in incident.calls:
        found = await services.archive.call((part,), call.id)
        if found is not None and isinstance(found.view, CallView):
            calls.append(found.view)
            sent += found.assignments
    ordered = [action for one in log.lines if isinstance(action := getattr(one.event, "action", None), str)]
    ids = dict.fromkeys((*(action for one in calls for action in one.actions), *ordered))
    return Matter(
        state=state,
        incident=incident,
        part=part,
        made=made_by,
        # That papers were taken is of the log, not of the incident.
        lines=[one for one in log.lines if not isinstance(one.event, FormTaken)],
        calls=calls,
        sent=sent,
        actions=await services.archive.actions((part,), tuple(ids)),
        omitted=log.omitted,
    )
