"""The door for guests of partner agencies: a link and a code for whom the desk has invited, and coming in with both."""

from __future__ import annotations

import structlog
from starlette.requests import Request
from starlette.responses import Response

from dispatch.desk.results import Envelope, Refused, Saved
from dispatch.domain.rules.seats import find_guest
from dispatch.domain.seat_orders import TakeSeat
from dispatch.people.database import Unavailable
from dispatch.web import guest_messages as messages
from dispatch.web.access import Caller
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import Problem
from dispatch.web.invite_routes import camera_of
from dispatch.web.protocol import Submission, read_body
from dispatch.web.services import Services
from dispatch.web.sign_in_routes import describe, may_sign_in_from_here, with_cookie
from dispatch.web.work_routes import submit

_log = structlog.get_logger("dispatch.web.guests")
_PAGE = "/liaison/"


async def ticket(request: Request, services: Services, caller: Caller) -> Response:
    """A code for somebody who is invited and has not come in yet, with a link or for the one they have."""
    wanted: messages.TicketRequest = read_body("ticket", await body_of(request))
    found = find_guest(services.desk.state, request.path_params["guest"])
    if found is None or found[1].ended_at is not None:
        raise Problem("not_found")
    if found[1].entered_at is not None:
        raise Problem("guest_in")
    try:
        made = await services.guests.ticket(
            services.desk.log, found[1].id, caller.session.account.name, new_link=wanted["new_link"]
        )
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    if made is None:
        raise Problem("guest_in" if wanted["new_link"] else "no_link")
    link = None if made.link is None else f"{wanted.get('address', '')}{_PAGE}#{made.link}"
    answer: messages.TicketMade = {
        "link": link,
        "camera": camera_of(link) if link is not None and "address" in wanted else None,
        "code": made.code,
        "expires_at": made.expires_at,
    }
    return json_answer(answer, 201)


async def enter(request: Request, services: Services, caller: Caller | None) -> Response:
    """A session on this device for whoever brings link and code. Both come in the body: an address stands in logs."""
    may_sign_in_from_here(request, services)
    given: messages.GuestEnterBody = read_body("guest", await body_of(request))
    address = request.client.host if request.client else ""
    log = services.desk.log
    try:
        guest = await services.guests.claim(
            log, given["link"], given["code"], given["device"], address=address
        )
        found = find_guest(services.desk.state, guest) if guest is not None else None
        if guest is None or found is None or found[1].ended_at is not None:
            services.metrics.sign_ins.labels("bad_code").inc()
            _log.warning("guest_denied", client=address)
            raise Problem("bad_guest_code")
        seat, invited = found
        token, session = await services.guests.open(
            log, guest, name=given["name"], agency=seat.agency, until=invited.until, address=address
        )
        command = TakeSeat(guest=guest, name=given["name"], title=given["title"], said_agency=given["agency"])
        envelope = Envelope(id=services.clock.new_id(), command=command)
        actor = session.actor()
        result = await submit(services, lambda: actor, Submission(log, envelope, TakeSeat.kind))
        if not isinstance(result, Saved):
            # Revoked between the two, or the record cannot be written: nobody sits down unrecorded.
            await services.sessions.end(session.id, session.account.person, "not seated")
            if isinstance(result, Refused):
                raise Problem("bad_guest_code")
            raise Problem("unavailable", retry_after=1)
        if caller is not None and not caller.by_token:
            await services.sessions.end(caller.session.id, caller.session.account.person, "signed in again")
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    services.metrics.sign_ins.labels("signed_in").inc()
    return with_cookie(request, json_answer(describe(session, services)), token, session, services)
