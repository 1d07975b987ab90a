"""Forms of an incident over HTTP: as a page, and as paper to sign. The lens of whoever asks decides what stands in them."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.actor import Actor
from dispatch.domain.forms.catalog import ACTIVITY, CODES, Asked, made
from dispatch.domain.forms.matter import Copy, Made, Matter
from dispatch.domain.forms.positions import COMMAND
from dispatch.domain.forms.remembered import remembered
from dispatch.domain.forms.sheet import Sheet
from dispatch.domain.incidents import Incident
from dispatch.domain.lens.parts import parts_of, parts_of_actor
from dispatch.domain.lens.views import AssignmentView, CallView
from dispatch.domain.state import State
from dispatch.links.forms.press import NotSet, PressBusy
from dispatch.log.faults import LogUnavailable
from dispatch.log.incident_lines import IncidentLog
from dispatch.web import form_html
from dispatch.web.access import Caller
from dispatch.web.errors import Problem
from dispatch.web.given import moment, only_known, only_this_log, text
from dispatch.web.services import Services

QUERY: Final = ("log", "format", "position", "from", "to", "zone", "copy")
MEDIA: Final = ("application/pdf", "text/html")
_NO_STORE: Final = {"cache-control": "no-store"}


async def read(request: Request, services: Services, caller: Caller) -> Response:
    """One form of one incident, live or past."""
    only_this_log(request, services)
    only_known(request, QUERY)
    asked, form = _asked(request), request.query_params.get("format", "html")
    if form not in ("html", "pdf"):
        raise Problem("bad_value", "format is html or pdf.", "format")
    matter = await _matter(request, services, caller.session.actor())
    sheet = await run_in_threadpool(made, matter, asked)
    if sheet is None:
        raise Problem(
            "bad_value",
            "position is COMMAND, a function such as OPERATIONS, a unit or a position.",
            "position",
        )
    if form == "html":
        body = await run_in_threadpool(form_html.page, sheet, request.query_params)
        return Response(body, media_type="text/html; charset=utf-8", headers=_NO_STORE)
    return await _paper(services, sheet, asked)


async def _paper(services: Services, sheet: Sheet, asked: Asked) -> Response:
    try:
        paper = await services.press.paper(sheet)
    except NotSet:
        raise Problem("form_not_set") from None
    except PressBusy:
        raise Problem("forms_busy", retry_after=10) from None
    name = (
        f"ics-{asked.form}"
        if sheet.code
        else {"report": "incident-report", "decisions": "decision-log"}[asked.form]
    )
    whose = f"-{asked.position}" if asked.form == ACTIVITY else ""
    said = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_"
        for sign in f"{sheet.number}-{name}{whose}"
    )
    headers = {**_NO_STORE, "content-disposition": f'attachment; filename="{said}.pdf"'}
    return Response(paper, media_type="application/pdf", headers=headers)


def _asked(request: Request) -> Asked:
    given = request.query_params
    form = request.path_params["form"]
    if form not in CODES:
        raise Problem("not_found")
    since, until = moment(given.get("from"), "from"), moment(given.get("to"), "to")
    if since is not None and until is not None and until <= since:
        raise Problem("bad_value", "to is later than from.", "to")
    if form != ACTIVITY and any(name in given for name in ("position", "from", "to")):
        raise Problem("bad_value", "position, from and to are of ICS 214.", "position")
    return Asked(
        form=form, position=text(given.get("position"), "position") or COMMAND, since=since, until=until
    )


def _zone(request: Request) -> tuple[tzinfo, str]:
    name = text(request.query_params.get("zone"), "zone") or "UTC"
    try:
        return (UTC, "UTC") if name == "UTC" else (ZoneInfo(name), name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Problem(
            "bad_value", "zone is the name of a time zone, such as America/Denver.", "zone"
        ) from None


async def _matter(request: Request, services: Services, actor: Actor) -> Matter:
    """What the caller may see of the incident. Of one that is not his to see nothing is said."""
    zone, zone_name = _zone(request)
    copy = request.query_params.get("copy", Copy.FULL)
    if copy not in list(Copy):
        raise Problem("bad_value", "copy is full or release.", "copy")
    state = services.desk.state
    # Taken first: what the form says is at least as new.
    head = services.desk.head.hash.hex()
    (part,) = parts_of_actor(state, actor)
    wanted = request.path_params["incident"]
    live = state.incidents.get(wanted)
    try:
        log = await services.archive.incident(wanted, (part,), live.calls if live is not None else ())
        if log is None:
            raise Problem("not_found")
        if live is None:
            state = await run_in_threadpool(remembered, state, wanted, log.own)
        incident = state.incidents.get(wanted)
        if incident is None or part not in parts_of(state, ("incidents", wanted)):
            raise Problem("not_found")
        made_by = Made(
            at=services.clock.now(),
            who=actor.name,
            title=actor.role.replace("_", " ").capitalize(),
            head=head,
            zone=zone,
            zone_name=zone_name,
            copy=Copy(copy),
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
        lines=log.lines,
        calls=calls,
        sent=sent,
        actions=await services.archive.actions((part,), tuple(ids)),
        omitted=log.omitted,
    )
