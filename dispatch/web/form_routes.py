"""Forms of an incident over HTTP: as a page, and as paper to sign. The lens of whoever asks decides what stands in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dispatch.desk.results import Envelope, Refused, Saved, to_wire
from dispatch.domain.disclosures import Basis
from dispatch.domain.form_orders import TakeForm
from dispatch.domain.forms.catalog import ACTIVITY, BRIEFING, CODES, Asked, has_students, made
from dispatch.domain.forms.matter import Copy, Matter
from dispatch.domain.forms.positions import COMMAND
from dispatch.domain.forms.sheet import Sheet, marks_in
from dispatch.links.forms.press import NotSet, PressBusy
from dispatch.web import form_html
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.errors import STATUS_OF, Problem
from dispatch.web.form_matter import gather
from dispatch.web.form_messages import FormMarks
from dispatch.web.given import moment, only_known, only_this_log, text
from dispatch.web.protocol import Submission
from dispatch.web.services import Services
from dispatch.web.work_routes import submit

_FOR: Final = ("for", "basis", "decided_by", "threat")
QUERY: Final = ("log", "format", "position", "from", "to", "copy", *_FOR)
_BASES: Final = tuple(one.value for one in Basis)
MEDIA: Final = ("application/pdf", "text/html", "application/json")
FORMATS: Final = ("html", "pdf", "json", "marks")
_NO_STORE: Final = {"cache-control": "no-store"}


async def read(request: Request, services: Services, caller: Caller) -> Response:
    """One form of one incident, live or past."""
    only_this_log(request, services)
    only_known(request, QUERY)
    asked, form = _asked(request, services.zone), request.query_params.get("format", "html")
    if form not in FORMATS:
        raise Problem("bad_value", "format is html, pdf or marks.", "format")
    if form == "json" and asked.form != BRIEFING:
        raise Problem("bad_value", "As json there is the briefing only, for a screen: 201.", "format")
    matter = await gather(services, caller.session.actor(), request.path_params["incident"], _copy(request))
    sheet = await run_in_threadpool(made, matter, asked)
    if sheet is None:
        raise Problem(
            "bad_value",
            "position is COMMAND, a function such as OPERATIONS, a unit or a position.",
            "position",
        )
    if form == "json":
        return json_answer(sheet, headers=_NO_STORE)
    students = await run_in_threadpool(has_students, matter, asked, sheet)
    if form == "marks":
        marks: FormMarks = {
            "withheld": [{"text": mark, "count": count} for mark, count in marks_in(sheet).items()],
            "students": students,
        }
        return json_answer(marks, headers=_NO_STORE)
    answer = await (_page(request, sheet) if form == "html" else _paper(services, sheet, asked))
    # Whoever cannot be written down as having it does not get it.
    refused = await _write_down(services, caller, _taking(request, matter, asked, students=students))
    return refused or answer


async def _page(request: Request, sheet: Sheet) -> Response:
    body = await run_in_threadpool(form_html.page, sheet, request.query_params)
    return Response(body, media_type="text/html; charset=utf-8", headers=_NO_STORE)


def _taking(request: Request, matter: Matter, asked: Asked, *, students: bool) -> TakeForm:
    given = request.query_params
    basis = text(given.get("basis"), "basis")
    if basis is not None and basis not in _BASES:
        raise Problem("bad_value", f"basis is {', '.join(_BASES)}.", "basis")
    return TakeForm(
        incident=matter.incident.id,
        incident_no=matter.incident.number,
        sites=matter.incident.sites,
        form=asked.form,
        position=asked.position if asked.form == ACTIVITY else None,
        paper=given.get("format") == "pdf",
        release=matter.made.copy is Copy.RELEASE,
        head=matter.made.head,
        students=students,
        recipient=text(given.get("for"), "for"),
        basis=None if basis is None else Basis(basis),
        decided_by=text(given.get("decided_by"), "decided_by"),
        threat=text(given.get("threat"), "threat"),
    )


async def _write_down(services: Services, caller: Caller, command: TakeForm) -> Response | None:
    envelope = Envelope(id=services.clock.new_id(), command=command)
    submission = Submission(log=None, envelope=envelope, kind=TakeForm.kind)
    result = await submit(services, caller.who(services.sessions), submission)
    if isinstance(result, Refused):
        return json_answer(to_wire(result), STATUS_OF[result.refusal.kind])
    if not isinstance(result, Saved):
        raise Problem("no_history", "It could not be written down who takes this form, so it is not given.")
    return None


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


def _copy(request: Request) -> Copy:
    copy = request.query_params.get("copy", Copy.FULL)
    if copy not in list(Copy):
        raise Problem("bad_value", "copy is full or release.", "copy")
    return Copy(copy)


def _local(given: str | None, name: str, zone: ZoneInfo) -> datetime | None:
    """A time as it stands in a field of a screen, without an offset, is one of the district; anything else is as everywhere."""
    try:
        found = datetime.fromisoformat(given or "")
    except ValueError:
        return moment(given, name)
    if found.tzinfo is not None:
        return moment(given, name)
    try:
        return found.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        raise Problem("bad_value", f"{name} is out of range.", name) from None


def _asked(request: Request, zone: ZoneInfo) -> Asked:
    given = request.query_params
    form = request.path_params["form"]
    if form not in CODES:
        raise Problem("not_found")
    since, until = _local(given.get("from"), "from", zone), _local(given.get("to"), "to", zone)
    if since is not None and until is not None and until <= since:
        raise Problem("bad_value", "to is later than from.", "to")
    if form != ACTIVITY and any(name in given for name in ("position", "from", "to")):
        raise Problem("bad_value", "position, from and to are of ICS 214.", "position")
    return Asked(
        form=form, position=text(given.get("position"), "position") or COMMAND, since=since, until=until
    )
