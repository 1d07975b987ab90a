"""What was: calls found by what they say, and reports of them as JSON and CSV. The lens decides what is in each answer."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.sought import CallFilter
from dispatch.log.faults import LogUnavailable
from dispatch.log.finding import CallsWanted
from dispatch.web import messages, reports
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.archive import Page, place_of
from dispatch.web.errors import Problem
from dispatch.web.given import moment, number, only_known, only_this_log, text
from dispatch.web.history_faults import history_answers
from dispatch.web.services import Services

FOUND_MAX: Final = 200
FILTERS: Final = ("q", "number", "site", "unit", "type", "from", "until")
SEARCH_QUERY: Final = ("log", *FILTERS, "limit", "after")
LIST_QUERY: Final = ("log", *FILTERS, "format")
REPORT_QUERY: Final = ("log", "format")
MEDIA: Final = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}


async def search(request: Request, services: Services, caller: Caller) -> Response:
    """Calls, live and past, newest first."""
    wanted = _wanted(request, services, caller, SEARCH_QUERY)
    page = await _page(services, wanted)
    body: messages.HistoryBody = {
        "calls": [one.view for one in page.calls],
        "next": page.following,
        "complete": page.complete,
        "oldest": page.oldest,
    }
    return json_answer(body)


async def call_report(request: Request, services: Services, caller: Caller) -> Response:
    """All that the caller may read of one call."""
    form = _form(request, services, REPORT_QUERY)
    call_id = request.path_params["call"]
    parts = parts_of_actor(services.desk.state, caller.session.actor())
    try:
        report = await reports.call_report(
            services.archive, services.desk, parts, call_id, services.clock.now()
        )
    except LogUnavailable:
        raise Problem("no_history", retry_after=1) from None
    if report is None:
        raise Problem("not_found")
    headers = _attachment(f"call-{report['call'].number}", form)
    if form == "json":
        return json_answer(report, headers=headers)
    return Response(reports.call_csv(report), media_type=MEDIA[form], headers=headers)


async def calls_list(request: Request, services: Services, caller: Caller) -> Response:
    """A list of calls, however long: written while it is read, a page at a time."""
    form = _form(request, services, LIST_QUERY)
    wanted = _wanted(request, services, caller, LIST_QUERY)
    # The first page before anything is answered: what is wrong is then still a plain answer.
    first = await _page(services, wanted)
    who = caller.who(services.sessions)

    def parts_now() -> tuple[str, ...] | None:
        actor = who()
        return None if actor is None else parts_of_actor(services.desk.state, actor)

    pages = reports.list_pages(services.archive, services.desk, wanted, parts_now, first)
    made = reports.list_csv(pages) if form == "csv" else reports.list_json(pages)
    headers = _attachment("calls", form)
    return StreamingResponse(made, media_type=MEDIA[form], headers=headers)


async def _page(services: Services, wanted: CallsWanted) -> Page:
    with history_answers():
        return await services.archive.find(wanted)


def _wanted(request: Request, services: Services, caller: Caller, known: tuple[str, ...]) -> CallsWanted:
    only_this_log(request, services)
    given = request.query_params
    only_known(request, known)
    since, until = moment(given.get("from"), "from"), moment(given.get("until"), "until")
    if since is not None and until is not None and until <= since:
        raise Problem("bad_value", "until is later than from.", "until")
    kind = text(given.get("type"), "type")
    if kind is not None and kind not in INCIDENT_TYPES:
        raise Problem("bad_value", "type is the code of an incident type, such as FIGHT.", "type")
    after = text(given.get("after"), "after")
    try:
        place = None if after is None else place_of(after)
    except ValueError as wrong:
        raise Problem("bad_value", str(wrong), "after") from None
    which = CallFilter(
        number=text(given.get("number"), "number"),
        site=text(given.get("site"), "site"),
        type=kind,
        unit=text(given.get("unit"), "unit"),
        since=since,
        until=until,
    )
    return CallsWanted(
        parts=parts_of_actor(services.desk.state, caller.session.actor()),
        limit=number(given.get("limit"), "limit", 20, FOUND_MAX) if "limit" in known else reports.PAGE,
        which=which,
        words=text(given.get("q"), "q"),
        after=place,
    )


def _form(request: Request, services: Services, known: tuple[str, ...]) -> str:
    only_this_log(request, services)
    only_known(request, known)
    form = request.query_params.get("format", "json")
    if form not in MEDIA:
        raise Problem("bad_value", "format is csv or json.", "format")
    return form


def _attachment(name: str, form: str) -> dict[str, Any]:
    return {"content-disposition": f'attachment; filename="{name}.{form}"'}
