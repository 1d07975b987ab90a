"""Who a request comes from, and the permission that each route names. Default deny: a route without one
fails.

Browsers prove themselves with a cookie, programs with a bearer token. What somebody may *see* is decided by
the lens and what he may *do* by the domain's table; a permission only says who may use the route at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import assert_never

from starlette.requests import HTTPConnection

from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Actor, Role
from dispatch.domain.authority import GRANTS
from dispatch.domain.commands import AttachFile
from dispatch.domain.wall_orders import AddWall
from dispatch.domain.walls import let_in_by_the_log
from dispatch.people.database import Unavailable
from dispatch.people.sessions import Session, Sessions
from dispatch.web.command_models import INTERNAL
from dispatch.web.errors import Problem
from dispatch.web.let_in import let_in
from dispatch.web.services import Services, Site

COOKIE = "dispatch_session"
SECURE_COOKIE = f"__Host-{COOKIE}"
PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


class Permission(StrEnum):
    """What a route asks of its caller."""

    PUBLIC = "public"
    """Nothing: sign-in, health, the pages themselves."""
    SESSION = "session"
    """Somebody who is signed in, in person or with a token."""
    COMMAND = "command"
    """Somebody whose role may give at least one command; the domain decides about each."""
    READ = "read"
    """Somebody who is signed in; the lens decides what is in the answer."""
    POSITION = "position"
    """Somebody who is signed on to a unit; always his own."""
    BOARD = "board"
    """Somebody of the desk, or an auditor: the printed status board has the whole district on it."""
    FILES = "files"
    """Somebody whose role may put files to calls."""
    RECORD = "record"
    """Somebody of the district: the record, its search and its files are not for partners and walls, who are shown what they are."""
    SEATS = "seats"
    """Somebody of the desk: who lets a partner agency in."""
    COUNTERS = "counters"
    """An administrator or an auditor, in person or with a token, or a program of this machine that is nobody: what is counted tells
    an outsider that something happens."""
    WALLS = "walls"
    """A supervisor or an administrator: who lets a wall display in."""
    FIGURES = "figures"
    """A supervisor or an auditor: figures count every call, and how people did."""
    INVITES = "invites"
    """Somebody of the desk or an administrator: a code lets somebody in."""
    TOKENS = "tokens"
    """Somebody who signed in himself: a token makes no further tokens."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A session and how it was proved."""

    session: Session
    by_token: bool

    def who(self, sessions: Sessions) -> Callable[[], Actor | None]:
        """The actor as he is at the moment of deciding; None once the session has ended."""
        session_id = self.session.id

        def now() -> Actor | None:
            current = sessions.current(session_id)
            return None if current is None else current.actor()

        return now


async def caller_of(connection: HTTPConnection, services: Services) -> Caller | None:
    """Whose request this is. Raises ``Problem`` when only the database could tell and does not answer."""
    token, by_token = _token(connection)
    if token is None:
        return None
    try:
        session = await services.sessions.find(token)
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    if session is None or (session.kind == "api") != by_token:
        return None
    if not await let_in(services.desk, session, services.clock.now()):
        # What they were invited to is shared with them no more.
        return None
    return Caller(session, by_token)


def permit(permission: Permission, caller: Caller | None, *, inside: bool = False) -> None:
    """Raise the ``Problem`` of somebody who may not use a route with this permission. ``inside``: it is asked on this machine."""
    if permission is Permission.PUBLIC:
        return
    if caller is None:
        if permission is Permission.COUNTERS and inside:
            return
        raise Problem("not_signed_in")
    account = caller.session.account
    match permission:
        case Permission.COMMAND:
            allowed = any(kind.__name__ not in INTERNAL for kind in GRANTS[account.role])
        case Permission.POSITION:
            # Which unit it is, his shift says, or his account.
            if account.unit is None and account.role not in FIELD_ROLES:
                raise Problem("no_unit")
            allowed = True
        case Permission.TOKENS:
            allowed = not caller.by_token and not let_in_by_the_log(account.person)
        case Permission.FILES:
            allowed = AttachFile in GRANTS[account.role]
        case Permission.COUNTERS:
            allowed = account.role in (Role.ADMINISTRATOR, Role.AUDITOR)
        case Permission.FIGURES:
            allowed = account.role in (Role.SUPERVISOR, Role.AUDITOR)
        case Permission.BOARD:
            allowed = account.role in DESK_ROLES or account.role is Role.AUDITOR
        case Permission.INVITES:
            allowed = account.role in DESK_ROLES or account.role is Role.ADMINISTRATOR
        case Permission.RECORD:
            allowed = account.role not in (Role.LIAISON, Role.WALL)
        case Permission.SEATS:
            allowed = account.role in DESK_ROLES
        case Permission.WALLS:
            allowed = AddWall in GRANTS[account.role]
        case Permission.SESSION | Permission.READ:
            allowed = True
        case _:
            assert_never(permission)
    if not allowed:
        raise Problem("not_permitted")


def check_page(connection: HTTPConnection, site: Site, *, required: bool) -> None:
    """Refuse what a page of somebody else made the browser send.

    Browsers name the page (``Origin``) on everything that is not a plain GET; programs do not.
    ``required``: a browser is known to be there, so a missing name is wrong as well.
    """
    origin = connection.headers.get("origin")
    if origin is None and required:
        raise Problem("foreign_origin")
    if origin is not None and origin not in site.origins and not _is_this_address(connection, origin, site):
        raise Problem("foreign_origin")
    if connection.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Problem("foreign_origin")


def _is_this_address(connection: HTTPConnection, origin: str, site: Site) -> bool:
    """A demo that a phone tries: its page names the number that the phone called.

    A number only: a name could be made to lead here by whoever owns it.
    """
    if not site.demo_password_replaced:
        return False
    host = connection.headers.get("host", "")
    try:
        ip_address(host.rpartition(":")[0].strip("[]") if ":" in host else host)
    except ValueError:
        return False
    return origin == f"http://{host}"


def is_secure(connection: HTTPConnection) -> bool:
    """Whether it came over TLS, here or at the proxy that is trusted."""
    return connection.url.scheme in ("https", "wss")


def is_local(connection: HTTPConnection) -> bool:
    """Whether the peer is this machine."""
    if connection.client is None:
        return False
    try:
        return ip_address(connection.client.host).is_loopback
    except ValueError:
        return False


def is_inside(connection: HTTPConnection) -> bool:
    """Whether a program of this machine asks by itself: what a proxy hands on comes from this machine too and is not from it."""
    return is_local(connection) and not any(name in connection.headers for name in PROXY_HEADERS)


def cookie_name(connection: HTTPConnection) -> str:
    """The cookie of this kind of connection: only TLS may carry the ``__Host-`` prefix."""
    return SECURE_COOKIE if is_secure(connection) else COOKIE


def has_cookie(connection: HTTPConnection) -> bool:
    """Whether a browser's session came along."""
    return cookie_name(connection) in connection.cookies


def _token(connection: HTTPConnection) -> tuple[str | None, bool]:
    scheme, _, credential = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and credential:
        return credential.strip(), True
    return connection.cookies.get(cookie_name(connection)), False
