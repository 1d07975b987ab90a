"""The door for wall displays: a code for a device, and coming in, again and again, with what the device keeps."""

from __future__ import annotations

import structlog
from starlette.requests import Request
from starlette.responses import Response

from dispatch.people.database import Unavailable
from dispatch.people.walls import wall_link
from dispatch.web import wall_messages as messages
from dispatch.web.access import Caller, Permission
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import Problem
from dispatch.web.invite_routes import camera_of
from dispatch.web.openapi import Described
from dispatch.web.protocol import read_body
from dispatch.web.route import Route
from dispatch.web.services import Services
from dispatch.web.sign_in_routes import describe, may_sign_in_from_here, with_cookie

_log = structlog.get_logger("dispatch.web.walls")


async def code(request: Request, services: Services, caller: Caller) -> Response:
    """A code for the device of a display that stands in the record."""
    wanted: messages.WallCodeRequest = read_body("wall_code", await body_of(request))
    wall = services.desk.state.walls.get(request.path_params["wall"])
    if wall is None:
        raise Problem("not_found")
    try:
        made = await services.walls.code(services.desk.log, wall.id, caller.session.account.name)
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    link = wall_link(wanted.get("address", ""), made.code)
    answer: messages.WallCodeMade = {
        "code": made.code,
        "link": link,
        "camera": camera_of(link) if "address" in wanted else None,
        "expires_at": made.expires_at,
    }
    return json_answer(answer, 201)


async def devices(request: Request, services: Services, caller: Caller) -> Response:
    """Which displays have their device, and when each was last heard of."""
    try:
        found = await services.walls.devices(services.desk.log)
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    shown: list[messages.WallDeviceInfo] = [
        {
            "wall": one.wall,
            "entered_at": one.entered_at,
            "last_seen": one.last_seen,
            "code_expires_at": one.code_expires_at,
        }
        for one in found
        if one.wall in services.desk.state.walls
    ]
    return json_answer(shown)


async def enter(request: Request, services: Services, caller: Caller | None) -> Response:
    """A session for a display's device. Code and key come in the body: an address stands in logs."""
    may_sign_in_from_here(request, services)
    given: messages.WallEnterBody = read_body("wall", await body_of(request))
    address = request.client.host if request.client else ""
    log = services.desk.log
    try:
        found = await services.walls.claim(log, given.get("code"), given["device"], address=address)
        if found is None:
            services.metrics.sign_ins.labels("bad_wall_code").inc()
            raise Problem("bad_wall_code" if "code" in given else "wall_unknown")
        wall = services.desk.state.walls.get(found)
        if wall is None:
            raise Problem("wall_ended")
        token, session = await services.walls.open(log, wall.id, name=wall.name, address=address)
        if caller is not None and not caller.by_token:
            await services.sessions.end(caller.session.id, caller.session.account.person, "signed in again")
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    services.metrics.sign_ins.labels("signed_in").inc()
    _log.info("wall_in", wall=wall.id, client=address)
    return with_cookie(request, json_answer(describe(session, services)), token, session, services)


ROUTES = (
    Route(
        "POST",
        "/api/session/wall",
        Permission.PUBLIC,
        enter,
        Described(body="WallEnterBody", answers={200: "Session", 401: "RefusedBody"}),
    ),
    Route(
        "GET",
        "/api/walls",
        Permission.WALLS,
        devices,
        Described(answers={200: "WallDeviceInfo"}, many=True),
    ),
    Route(
        "POST",
        "/api/walls/{wall}/code",
        Permission.WALLS,
        code,
        Described(body="WallCodeRequest", answers={201: "WallCodeMade", 404: "RefusedBody"}),
    ),
)
