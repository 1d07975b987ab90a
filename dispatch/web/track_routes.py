"""Where a unit has been: to a supervisor, for a purpose that stands in the log before anything is shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dispatch.desk.results import Envelope, Saved
from dispatch.domain.actor import Role
from dispatch.domain.commands import AddNote
from dispatch.log.faults import LogUnavailable
from dispatch.web import track_messages
from dispatch.web.access import Caller
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import Problem
from dispatch.web.protocol import Submission, read_body
from dispatch.web.services import Services
from dispatch.web.work_routes import submit

SPAN_MAX: Final = timedelta(hours=24)
POINTS_MAX: Final = 20_000


async def way(request: Request, services: Services, caller: Caller) -> Response:
    """The way of one unit. What cannot be written down is not shown either."""
    if caller.session.account.role is not Role.SUPERVISOR:
        raise Problem("not_permitted")
    given: track_messages.WayAsked = read_body("way", await body_of(request))
    unit, since, until = given["unit"].upper(), given["since"], given["until"]
    if unit not in services.desk.state.units:
        raise Problem("bad_value", f"There is no unit {unit[:40]}.", "unit")
    if not since < until <= since + SPAN_MAX:
        raise Problem("bad_value", "The end is after the beginning, by 24 hours at most.", "until")
    await _write_down(services, caller, _line(unit, since, until, given["purpose"]))
    try:
        found = await services.archive.way(unit, since, until, POINTS_MAX + 1)
    except LogUnavailable:
        raise Problem("no_history", retry_after=1) from None
    body: track_messages.WayBody = {
        "unit": unit,
        "points": [
            {
                "at": one.at,
                "lat_e7": one.lat_e7,
                "lon_e7": one.lon_e7,
                "accuracy_m": one.accuracy_m,
                "speed_kmh": one.speed_kmh,
                "call": one.call,
            }
            for one in found[:POINTS_MAX]
        ],
        "more": len(found) > POINTS_MAX,
    }
    return json_answer(body)


def _line(unit: str, since: datetime, until: datetime, purpose: str) -> str:
    spoken = f"{since.astimezone().isoformat(timespec='minutes')} to {until.astimezone().isoformat(timespec='minutes')}"
    return f"[TRACK READ · {unit}] {spoken}: {purpose}"


async def _write_down(services: Services, caller: Caller, text: str) -> None:
    envelope = Envelope(id=services.clock.new_id(), command=AddNote(text=text))
    submission = Submission(log=None, envelope=envelope, kind=AddNote.kind)
    result = await submit(services, caller.who(services.sessions), submission)
    if not isinstance(result, Saved):
        raise Problem("no_history", "It could not be written down that this was read, so nothing is shown.")
