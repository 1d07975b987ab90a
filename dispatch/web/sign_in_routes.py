"""Signing in and out, who I am, and tokens for programs."""

from __future__ import annotations

from datetime import timedelta

import structlog
from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Role
from dispatch.domain.authority import GRANTS
from dispatch.domain.crews import signed_on
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.people.database import Unavailable
from dispatch.people.session_store import SIGNED_OUT, SessionRow
from dispatch.people.sessions import Session
from dispatch.people.sign_in import Denied
from dispatch.web import messages
from dispatch.web.access import Caller, cookie_name, is_inside, is_local, is_secure
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import Problem
from dispatch.web.protocol import read_body
from dispatch.web.services import Services

_log = structlog.get_logger("dispatch.web.sign_in")

_TOKEN_DAYS = 90


async def sign_in(request: Request, services: Services, caller: Caller | None) -> Response:
    """A new session; what the browser came with is not reused."""
    may_sign_in_from_here(request, services)
    given: messages.SignIn = read_body("sign_in", await body_of(request))
    client = request.client.host if request.client else ""
    try:
        result = await services.sign_in.attempt(
            given["username"],
            {"password": given["password"]},
            address=client,
            position=given.get("position", ""),
        )
        if isinstance(result, Denied):
            services.metrics.sign_ins.labels(result.code).inc()
            # Without the name: people type passwords into the wrong field.
            _log.warning("sign_in_denied", code=result.code, client=client)
            raise Problem(result.code, retry_after=result.retry_after or None)
        services.metrics.sign_ins.labels("signed_in").inc()
        if caller is not None and not caller.by_token:
            await services.sessions.end(caller.session.id, caller.session.account.person, "signed in again")
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    answer = json_answer(describe(result.session, services))
    return with_cookie(request, answer, result.token, result.session, services)


def with_cookie(
    request: Request, answer: Response, token: str, session: Session, services: Services
) -> Response:
    """The answer with the session's cookie, which no script of a page can read."""
    answer.set_cookie(
        cookie_name(request),
        token,
        max_age=int((session.expires_at - services.clock.now()).total_seconds()),
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="strict",
    )
    return answer


async def who_am_i(request: Request, services: Services, caller: Caller) -> Response:
    """Person, role, agency, parts and permissions."""
    return json_answer(describe(caller.session, services))


async def sign_out(request: Request, services: Services, caller: Caller) -> Response:
    """End this session; its sockets are closed on every node."""
    try:
        await services.sessions.end(caller.session.id, caller.session.account.person, SIGNED_OUT)
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    services.desk.hub.close_session(caller.session.id)
    answer = Response(status_code=204)
    answer.delete_cookie(
        cookie_name(request), path="/", secure=is_secure(request), httponly=True, samesite="strict"
    )
    return answer


async def list_tokens(request: Request, services: Services, caller: Caller) -> Response:
    """My tokens, without the tokens."""
    try:
        rows = await services.sessions.tokens_of(caller.session.account.person)
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    return json_answer([_token(row) for row in rows])


async def make_token(request: Request, services: Services, caller: Caller) -> Response:
    """A new token with my own role; shown this once."""
    wanted: messages.TokenRequest = read_body("token", await body_of(request))
    try:
        token, session = await services.sessions.open(
            caller.session.account,
            kind="api",
            name=wanted["name"],
            source=request.client.host if request.client else "",
            lifetime=timedelta(days=wanted.get("days", _TOKEN_DAYS)),
        )
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    created: messages.TokenCreated = {
        "id": session.id,
        "name": session.name,
        "created_at": session.created_at,
        "expires_at": session.expires_at,
        "last_seen": None,
        "token": token,
    }
    return json_answer(created, 201)


async def end_token(request: Request, services: Services, caller: Caller) -> Response:
    """One of my tokens is void from now on."""
    token = request.path_params["token"]
    person = caller.session.account.person
    try:
        mine = {row.id for row in await services.sessions.tokens_of(person)}
        if token not in mine or not await services.sessions.end(token, person, "revoked"):
            raise Problem("not_found")
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    return Response(status_code=204)


def describe(session: Session, services: Services) -> messages.Session:
    """What a client needs to know about itself."""
    account = session.account
    state = services.desk.state
    home = state.home
    return {
        "person": account.person,
        "username": account.username,
        "name": account.name,
        "role": account.role,
        "agency": account.agency,
        "unit": signed_on(state, session.actor()).unit or account.unit,
        "site": account.site,
        "position": session.name,
        "log": services.desk.log,
        "parts": list(parts_of_actor(state, session.actor())),
        "permissions": sorted(kind.__name__ for kind in GRANTS[account.role]),
        "expires_at": session.expires_at,
        "page": _page(account.role),
        "demo": home is not None and home.demo,
    }


def _page(role: Role) -> str:
    """The page that a role works on; roles without one of their own yet stay on the sign-in page."""
    if role in DESK_ROLES or role is Role.AUDITOR:
        return "/console"
    if role is Role.SITE_TEAM_MEMBER:
        return "/school/"
    if role is Role.LIAISON:
        return "/liaison/"
    if role is Role.WALL:
        return "/wall/"
    return "/unit/" if role in FIELD_ROLES else "/"


def may_sign_in_from_here(request: Request, services: Services) -> None:
    """A demo's known passwords work on this machine only, and nothing secret goes over plain http."""
    site = services.site
    known_passwords = site.demo and not site.demo_password_replaced
    if known_passwords and not is_inside(request):
        raise Problem("demo_only_here")
    if not is_secure(request) and not is_local(request) and not site.demo:
        raise Problem("https_required")


def _token(row: SessionRow) -> messages.TokenInfo:
    return {
        "id": row.id,
        "name": row.name,
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "last_seen": row.last_seen,
    }
