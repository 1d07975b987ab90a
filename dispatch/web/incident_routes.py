"""Incidents over HTTP: those that are over, to be found; and one, live or past, with its decisions."""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.forms.matter import Matter
from dispatch.domain.forms.positions import positions
from dispatch.domain.lens.conduct_views import DecisionView
from dispatch.domain.lens.incident_views import IncidentView
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import project
from dispatch.log.closed import IncidentsWanted
from dispatch.log.faults import LogUnavailable
from dispatch.web import form_messages as messages
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.archive import place_of, place_text
from dispatch.web.errors import Problem
from dispatch.web.form_matter import gather
from dispatch.web.given import moment, number, only_known, only_this_log, text
from dispatch.web.services import Services

SEARCH_QUERY: Final = ("log", "q", "number", "site", "from", "until", "limit", "after")
FOUND_MAX: Final = 100


async def search(request: Request, services: Services, caller: Caller) -> Response:
    """Incidents that are over, newest first."""
    only_this_log(request, services)
    only_known(request, SEARCH_QUERY)
    given = request.query_params
    since, until = moment(given.get("from"), "from"), moment(given.get("until"), "until")
    if since is not None and until is not None and until <= since:
        raise Problem("bad_value", "until is later than from.", "until")
    after = text(given.get("after"), "after")
    try:
        place = None if after is None else place_of(after)
    except ValueError as wrong:
        raise Problem("bad_value", str(wrong), "after") from None
    wanted = IncidentsWanted(
        parts=parts_of_actor(services.desk.state, caller.session.actor()),
        limit=number(given.get("limit"), "limit", 20, FOUND_MAX),
        number=text(given.get("number"), "number"),
        site=text(given.get("site"), "site"),
        since=since,
        until=until,
        words=text(given.get("q"), "q"),
        after=place,
    )
    try:
        found = await services.archive.closed(wanted)
    except LogUnavailable:
        raise Problem("no_history", retry_after=1) from None
    body: messages.IncidentsBody = {
        "incidents": found.incidents,
        "next": None if found.following is None else place_text(found.following),
        "complete": found.complete,
    }
    return json_answer(body)


async def read(request: Request, services: Services, caller: Caller) -> Response:
    """One incident as its reader may see it, with who commanded when and what was decided."""
    only_this_log(request, services)
    only_known(request, ("log",))
    matter = await gather(services, caller.session.actor(), request.path_params["incident"])
    return json_answer(await run_in_threadpool(_body, matter))


def _body(matter: Matter) -> messages.IncidentBody:
    (incident,) = (view for _, view in project(matter.state, ("incidents", matter.incident.id), matter.part))
    assert isinstance(incident, IncidentView)
    decisions = [
        view
        for one in matter.decisions
        for _, view in project(matter.state, ("decisions", one.id), matter.part)
        if isinstance(view, DecisionView)
    ]
    return {
        "incident": incident,
        "decisions": decisions,
        "positions": [{"code": one.code, "title": one.title} for one in positions(matter)],
        "zone": matter.made.zone.key,
    }
