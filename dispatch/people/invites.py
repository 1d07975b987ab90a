"""Signing in without ceremony: a code that a person of a school's team was given ahead, good once, for one device.

The code opens a long session on the device that brings it; its hash alone is kept. A right code is never slowed down, whatever else came
from the same address: a whole school stands behind one. That is safe because a code is drawn from 31 to the power of 12.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import asyncpg

from dispatch.domain.actor import Role
from dispatch.people.account_store import account_of
from dispatch.people.accounts import Account, BadAccount
from dispatch.people.database import Database
from dispatch.people.sessions import Session, Sessions
from dispatch.people.throttle import source_of

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 3, 4
ASK_AGAIN = timedelta(minutes=10)
"""So long the device that used a code may bring it once more: its answer may have been lost on the way."""
_WAIT_MAX = 2.0
_SOURCES_MAX = 2_000
_WAITING_MAX = 50
_CALM_AFTER = timedelta(minutes=10)


def link_of(address: str, code: str) -> str:
    """A code's link. The code stands behind the #, which no browser sends to anybody: it is in no server's log."""
    return f"{address.rstrip('/')}/school/#code={code}"


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long a code is good, and how long the device that used it stays signed in."""

    code: timedelta = timedelta(days=14)
    device: timedelta = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A code that was given, without the code."""

    id: str
    person: str
    name: str
    username: str
    site: str | None
    room: str | None
    made_at: datetime
    made_by: str
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Somebody is in."""

    token: str
    session: Session
    room: str | None


@dataclass(frozen=True, slots=True)
class NotEntered:
    """``code``: ``bad_code``, or ``code_used`` on another device."""

    code: str


def new_code() -> str:
    """Three groups of four that nobody mistakes for others on paper: 59 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def canonical_code(said: str) -> str:
    """A code however it was typed: without dashes and spaces, in capitals."""
    return "".join(one for one in said.upper() if one.isalnum())


class Invites:
    """The table ``invites`` and what it opens."""

    def __init__(
        self,
        database: Database,
        sessions: Sessions,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        lifetimes: Lifetimes,
    ) -> None:
        self._database = database
        self._sessions = sessions
        self._now = now
        self._new_id = new_id
        self._lifetimes = lifetimes
        self._wrong = WrongCodes(now)

    async def make(
        self, log: str, wanted: Sequence[tuple[Account, str | None]], made_by: str
    ) -> list[tuple[Account, str | None, str]]:
        """A code for each account with its room, all or none. Codes before them that nobody used are void."""
        for account, _ in wanted:
            if account.role is not Role.SITE_TEAM_MEMBER or account.disabled or account.log != log:
                raise BadAccount(
                    f"{account.username} can't have a code: codes are for open accounts of school teams."
                )
        now = self._now()
        made = [(account, room, new_code()) for account, room in wanted]
        async with self._database.lend() as connection, connection.transaction():
            await connection.execute(
                "UPDATE invites SET revoked_at = $2 "
                "WHERE person = ANY($1::text[]) AND used_at IS NULL AND revoked_at IS NULL",
                [account.person for account, _ in wanted],
                now,
            )
            await connection.executemany(
                "INSERT INTO invites (log_id, id, person, code_hash, room, made_at, made_by, expires_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                [
                    (
                        log,
                        self._new_id(),
                        account.person,
                        digest(canonical_code(code)),
                        room,
                        now,
                        made_by,
                        now + self._lifetimes.code,
                    )
                    for account, room, code in made
                ],
            )
        return made

    async def team(self, log: str, site: str | None = None) -> list[Account]:
        """Open accounts of the school teams, or of one school's, by name."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(
                "SELECT * FROM accounts WHERE log_id = $1 AND role = $2 AND NOT disabled "
                "AND ($3::text IS NULL OR site = $3) ORDER BY site, name",
                log,
                Role.SITE_TEAM_MEMBER.value,
                site,
            )
        return [account_of(row) for row in rows]

    async def given(self, log: str, site: str | None = None) -> list[Invite]:
        """The last code of each person, and what became of it."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(
                "SELECT DISTINCT ON (i.person) i.*, a.name, a.username, a.site FROM invites i "
                "JOIN accounts a USING (person) WHERE i.log_id = $1 AND ($2::text IS NULL OR a.site = $2) "
                "ORDER BY i.person, i.made_at DESC, i.revoked_at NULLS FIRST, i.id",
                log,
                site,
            )
        return [_invite(row) for row in rows]

    async def revoke(self, log: str, invite: str) -> bool:
        """A code is void, and the device that used it is signed out. False: there is none, or it was void already."""
        now = self._now()
        async with self._database.lend() as connection:
            row = await connection.fetchrow(
                "UPDATE invites SET revoked_at = $3 WHERE log_id = $1 AND id = $2 AND revoked_at IS NULL "
                "RETURNING person, session",
                log,
                invite,
                now,
            )
        if row is not None and row["session"] is not None:
            await self._sessions.end(str(row["session"]), row["person"], "revoked")
        return row is not None

    async def enter(self, log: str, said: str, device: str, *, address: str) -> Entered | NotEntered:
        """A session for the device that brings a code. Raises ``Unavailable``."""
        source, code = source_of(address), digest(canonical_code(said))
        used_by, now = digest(device), self._now()
        async with self._database.lend() as connection:
            row = await connection.fetchrow(
                "UPDATE invites i SET used_at = coalesce(i.used_at, $3), device_hash = $4 FROM accounts a "
                "WHERE i.log_id = $1 AND i.code_hash = $2 AND i.revoked_at IS NULL AND i.expires_at > $3 "
                "AND (i.used_at IS NULL OR (i.device_hash = $4 AND i.used_at > $5)) "
                "AND a.person = i.person AND NOT a.disabled "
                "RETURNING a.*, i.id AS invite, i.room, i.session",
                log,
                code,
                now,
                used_by,
                now - ASK_AGAIN,
            )
            known = row is not None or await connection.fetchval(
                "SELECT used_at IS NOT NULL FROM invites WHERE log_id = $1 AND code_hash = $2", log, code
            )
        if row is None:
            await self._wrong.wait(source)
            return NotEntered("code_used" if known else "bad_code")
        return await self._open(row, source)

    async def _open(self, row: asyncpg.Record, source: str) -> Entered:
        account, room = account_of(row), row["room"]
        token, session = await self._sessions.open(
            account,
            kind="browser",
            name=f"{account.site or ''} {room or ''}".strip()[:32],
            source=source,
            lifetime=self._lifetimes.device,
        )
        async with self._database.lend() as connection:
            await connection.execute(
                "UPDATE invites SET session = $2 WHERE id = $1", row["invite"], session.id
            )
        if row["session"] is not None:
            # The answer with the first one was lost; nobody holds its token.
            await self._sessions.end(str(row["session"]), account.person, "asked again")
        return Entered(token=token, session=session, room=room)


class WrongCodes:
    """Holds back the answers to wrong codes, by source; right ones never come here."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._seen: OrderedDict[str, tuple[int, datetime]] = OrderedDict()
        self._waiting = 0

    async def wait(self, source: str) -> None:
        """Longer with each wrong code of this source, two seconds at most."""
        now = self._now()
        count, last = self._seen.pop(source, (0, now))
        count = 1 if now - last > _CALM_AFTER else count + 1
        self._seen[source] = (count, now)
        while len(self._seen) > _SOURCES_MAX:
            self._seen.popitem(last=False)
        # A first slip of the finger costs nothing; and whoever sends thousands fills no memory with waiting.
        if count <= 3 or self._waiting >= _WAITING_MAX:
            return
        self._waiting += 1
        try:
            await asyncio.sleep(min(_WAIT_MAX, 0.1 * 2.0 ** min(count - 3, 10)))
        finally:
            self._waiting -= 1


def digest(said: str) -> bytes:
    return sha256(said.encode(errors="replace")).digest()


def _invite(row: asyncpg.Record) -> Invite:
    return Invite(
        id=str(row["id"]),
        person=row["person"],
        name=row["name"],
        username=row["username"],
        site=row["site"],
        room=row["room"],
        made_at=row["made_at"],
        made_by=row["made_by"],
        expires_at=row["expires_at"],
        used_at=row["used_at"],
        revoked_at=row["revoked_at"],
    )
