"""Codes for people of a school's team: making them, signing in with one, seeing and ending them."""

from __future__ import annotations

from uuid import UUID

import structlog
from starlette.requests import Request
from starlette.responses import Response

from dispatch.links.squares import QUIET, squares
from dispatch.people.accounts import Account, BadAccount
from dispatch.people.database import Unavailable
from dispatch.people.invites import Invite, NotEntered, link_of
from dispatch.web import invite_messages as messages
from dispatch.web.access import Caller
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import Problem
from dispatch.web.protocol import read_body
from dispatch.web.services import Services
from dispatch.web.sign_in_routes import describe, may_sign_in_from_here, with_cookie

_log = structlog.get_logger("dispatch.web.invites")


async def enter(request: Request, services: Services, caller: Caller | None) -> Response:
    """A session on this device for whoever the code was given to. The code comes in the body: an address stands in logs."""
    may_sign_in_from_here(request, services)
    given: messages.EnterBody = read_body("enter", await body_of(request))
    client = request.client.host if request.client else ""
    try:
        result = await services.invites.enter(
            services.desk.log, given["code"], given["device"], address=client
        )
        if isinstance(result, NotEntered):
            services.metrics.sign_ins.labels(result.code).inc()
            _log.warning("code_denied", code=result.code, client=client)
            raise Problem(result.code)
        services.metrics.sign_ins.labels("signed_in").inc()
        if caller is not None and not caller.by_token:
            await services.sessions.end(caller.session.id, caller.session.account.person, "signed in again")
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    entered: messages.Entered = {"session": describe(result.session, services), "room": result.room}
    return with_cookie(request, json_answer(entered), result.token, result.session, services)


async def make(request: Request, services: Services, caller: Caller) -> Response:
    """New codes, for named people or for a whole team; shown this once."""
    wanted: messages.InviteRequest = read_body("invites", await body_of(request))
    try:
        people = await _people(services, wanted)
        made = await services.invites.make(services.desk.log, people, caller.session.account.name)
    except BadAccount as bad:
        raise Problem("bad_value", str(bad), "people") from None
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    codes: list[messages.InviteMade] = [
        {
            "username": account.username,
            "name": account.name,
            "site": account.site,
            "room": room,
            "code": code,
            "link": _link(wanted, code),
            "camera": _camera_of(_link(wanted, code)),
        }
        for account, room, code in made
    ]
    return json_answer(codes, 201)


async def list_invites(request: Request, services: Services, caller: Caller) -> Response:
    """The last code of each person of a school, and what became of it."""
    try:
        given = await services.invites.given(services.desk.log, request.query_params.get("site"))
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    return json_answer([_info(one) for one in given])


async def end_invite(request: Request, services: Services, caller: Caller) -> Response:
    """A code is void from now on, and the device that used it is signed out."""
    try:
        invite = str(UUID(request.path_params["invite"]))
    except ValueError:
        raise Problem("not_found") from None
    try:
        if not await services.invites.revoke(services.desk.log, invite):
            raise Problem("not_found")
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    return Response(status_code=204)


def _link(wanted: messages.InviteRequest, code: str) -> str | None:
    address = wanted.get("address")
    return None if address is None else link_of(address, code)


def _camera_of(link: str | None) -> messages.Camera | None:
    return None if link is None else camera_of(link)


def camera_of(link: str) -> messages.Camera:
    """A link as squares for a camera."""
    drawn = squares(link)
    return {"path": drawn.path(), "side": drawn.size + 2 * QUIET}


async def _people(services: Services, wanted: messages.InviteRequest) -> list[tuple[Account, str | None]]:
    named, site = wanted.get("people"), wanted.get("site")
    if (named is None) == (site is None):
        raise Problem("bad_value", "Name either people or a site.", "people")
    team = await services.invites.team(services.desk.log, site)
    if named is None:
        if not team:
            raise Problem("bad_value", f"Nobody of a team of {site} has an open account.", "site")
        return [(account, None) for account in team]
    known = {account.username: account for account in team}
    missing = next((one["username"] for one in named if one["username"].casefold() not in known), None)
    if missing is not None:
        raise Problem("bad_value", f"There is no open account {missing} of a school's team.", "people")
    return [(known[one["username"].casefold()], one.get("room")) for one in named]


def _info(one: Invite) -> messages.InviteInfo:
    return {
        "id": one.id,
        "username": one.username,
        "name": one.name,
        "site": one.site,
        "room": one.room,
        "made_at": one.made_at,
        "made_by": one.made_by,
        "expires_at": one.expires_at,
        "used_at": one.used_at,
        "revoked_at": one.revoked_at,
    }
