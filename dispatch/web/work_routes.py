"""Commands, what is true now, what was, and positions: the same for programs as for screens."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dispatch.desk.requests import Who
from dispatch.desk.results import NotSaved, Refused, Result, Saved, Unknown, to_wire
from dispatch.domain.actor import Role
from dispatch.domain.crews import signed_on
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.lens.views import PositionView
from dispatch.log.archive import LinesWanted
from dispatch.log.faults import LogUnavailable
from dispatch.web import messages
from dispatch.web.access import Caller
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import STATUS_OF, Problem
from dispatch.web.given import number, only_this_log, text
from dispatch.web.protocol import Submission, read_body, read_command, with_wire_names
from dispatch.web.services import Services

LINES_MAX = 500


async def give_command(request: Request, services: Services, caller: Caller) -> Response:
    """Bring a command to its answer."""
    submission = read_command(await body_of(request))
    if submission.log not in (None, services.desk.log):
        raise Problem("not_found")
    result = await submit(services, caller.who(services.sessions), submission)
    return json_answer(to_wire(result, internal=internal(caller)), _status(result))


async def submit(services: Services, who: Who, submission: Submission) -> Result:
    """Submit and count. A sender that goes away cancels nothing: its command goes on to its answer."""
    began = services.clock.monotonic()
    task = asyncio.create_task(services.desk.submit(who, submission.envelope), name="command-desk")
    services.under_way.add(task)
    task.add_done_callback(services.under_way.discard)
    result = with_wire_names(submission, await asyncio.shield(task))
    services.metrics.commands.labels(submission.kind, _outcome(result)).inc()
    services.metrics.command_seconds.observe(services.clock.monotonic() - began)
    return result


async def state(request: Request, services: Services, caller: Caller) -> Response:
    """The caller's snapshot: all parts of his lens together."""
    only_this_log(request, services)
    now = services.desk.state
    parts = parts_of_actor(now, caller.session.actor())
    collections: dict[str, list[Any]] = {}
    for part in parts:
        for collection, views in snapshot(now, part).items():
            collections.setdefault(collection, []).extend(views)
    body: dict[str, Any] = {"state": collections}
    if internal(caller):
        body["seq"] = now.seq
    return json_answer(body)


async def log(request: Request, services: Services, caller: Caller) -> Response:
    """Log lines that the caller may read, in order."""
    only_this_log(request, services)
    given = request.query_params
    parts = parts_of_actor(services.desk.state, caller.session.actor())
    wanted = LinesWanted(
        parts=parts,
        after=text(given.get("after"), "after") if given.get("after") else given.get("after"),
        limit=number(given.get("limit"), "limit", 100, LINES_MAX),
        incident=text(given.get("incident"), "incident"),
        site=text(given.get("site"), "site"),
        unit=text(given.get("unit"), "unit"),
        words=text(given.get("q"), "q"),
    )
    try:
        lines, behind = await services.archive.lines(wanted)
    except ValueError as wrong:
        raise Problem("bad_value", str(wrong), "after") from None
    except LogUnavailable:
        raise Problem("no_history", retry_after=1) from None
    body: messages.LogBody = {"lines": lines, "next": behind}
    return json_answer(body)


async def position(request: Request, services: Services, caller: Caller) -> Response:
    """Where the caller's own unit is."""
    report_position(services, caller, read_body("position", await body_of(request)))
    return Response(status_code=204)


def report_position(services: Services, caller: Caller, given: messages.PositionBody) -> None:
    """Pass a unit's own position on; telemetry, so nothing waits for it."""
    unit = signed_on(services.desk.state, caller.session.actor()).unit
    if unit is None:
        raise Problem("no_unit")
    services.desk.positions.report(
        PositionView(
            unit=unit,
            at=given["at"],
            lat_e7=given["lat_e7"],
            lon_e7=given["lon_e7"],
            accuracy_m=given.get("accuracy_m"),
            heading_deg=given.get("heading_deg"),
            speed_kmh=given.get("speed_kmh"),
            battery_pct=given.get("battery_pct"),
        )
    )


def internal(caller: Caller) -> bool:
    """Whether somebody is of the district itself: only such a one is told ``seq`` and given a receipt."""
    return caller.session.account.role not in (Role.LIAISON, Role.WALL)


def _status(result: Result) -> int:
    match result:
        case Saved():
            return 200
        case Refused(refusal=refusal):
            return STATUS_OF[refusal.kind]
        case NotSaved() | Unknown():
            return 503


def _outcome(result: Result) -> str:
    match result:
        case Saved():
            return "saved"
        case Refused():
            return "refused"
        case NotSaved():
            return "not_saved"
        case Unknown():
            return "unknown"
