"""Guests of partner agencies at the door: a link and a code that works once, for ten minutes, together with the link, on one device.

Who is invited, to what and until when stands in the record; here are only the hashes of link and code, and the session they open. The
link travels by itself (a message, a QR code), the code is said: whoever has only one of the two is not let in.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.domain.actor import Role
from dispatch.domain.seats import guest_person
from dispatch.people.accounts import Account
from dispatch.people.database import Database
from dispatch.people.invites import ASK_AGAIN, WrongCodes, canonical_code, digest, new_code
from dispatch.people.sessions import Session, Sessions
from dispatch.people.throttle import source_of

CODE_LASTS = timedelta(minutes=10)
WRONG_MAX = 5
"""So many wrong codes with one link void its code: the desk says a new one."""
_LINK_BYTES = 32
_INSERT_ACCOUNT = (
    "INSERT INTO accounts (log_id, person, username, name, role, agency, created_at, changed_at) "
    "VALUES ($1, $2, $2, $3, $4, $5, $6, $6) ON CONFLICT (person) DO UPDATE SET name = $3, changed_at = $6"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What lets a guest in; shown this once. ``link`` None: the one that was given goes on being good."""

    link: str | None
    code: str
    expires_at: datetime


class Guests:
    """The table ``guest_codes`` and what it opens."""

    def __init__(self, database: Database, sessions: Sessions, now: Callable[[], datetime]) -> None:
        self._database = database
        self._sessions = sessions
        self._now = now
        self._wrong = WrongCodes(now)

    async def ticket(self, log: str, guest: str, made_by: str, *, new_link: bool) -> Ticket | None:
        """A new code for a guest, with a new link or for the one they have. None: they have come in already, or have no link."""
        now, code = self._now(), new_code()
        expires = now + CODE_LASTS
        hashed = digest(canonical_code(code))
        async with self._database.lend() as connection:
            if not new_link:
                done = await connection.execute(
                    "UPDATE guest_codes SET code_hash = $3, code_expires_at = $4, made_at = $5, made_by = $6, wrong = 0 "
                    "WHERE log_id = $1 AND guest = $2 AND used_at IS NULL",
                    log,
                    guest,
                    hashed,
                    expires,
                    now,
                    made_by,
                )
                return None if done.endswith(" 0") else Ticket(link=None, code=code, expires_at=expires)
            link = secrets.token_urlsafe(_LINK_BYTES)
            done = await connection.execute(
                "INSERT INTO guest_codes (log_id, guest, link_hash, code_hash, code_expires_at, made_at, made_by) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (log_id, guest) DO UPDATE SET link_hash = $3, "
                "code_hash = $4, code_expires_at = $5, made_at = $6, made_by = $7, wrong = 0 "
                "WHERE guest_codes.used_at IS NULL",
                log,
                guest,
                digest(link),
                hashed,
                expires,
                now,
                made_by,
            )
        return None if done.endswith(" 0") else Ticket(link=link, code=code, expires_at=expires)

    async def claim(self, log: str, link: str, code: str, device: str, *, address: str) -> str | None:
        """The guest whose link and code these are; from now on good for this device only. Raises ``Unavailable``."""
        now = self._now()
        async with self._database.lend() as connection:
            guest: str | None = await connection.fetchval(
                "UPDATE guest_codes SET used_at = coalesce(used_at, $4), device_hash = $5 "
                "WHERE log_id = $1 AND link_hash = $2 AND code_hash = $3 AND wrong < $7 "
                "AND ((used_at IS NULL AND code_expires_at > $4) OR (device_hash = $5 AND used_at > $6)) "
                "RETURNING guest",
                log,
                digest(link),
                digest(canonical_code(code)),
                now,
                digest(device),
                now - ASK_AGAIN,
                WRONG_MAX,
            )
            if guest is None:
                await connection.execute(
                    "UPDATE guest_codes SET wrong = wrong + 1 WHERE log_id = $1 AND link_hash = $2 AND used_at IS NULL",
                    log,
                    digest(link),
                )
        if guest is None:
            await self._wrong.wait(source_of(address))
        return guest

    async def open(
        self, log: str, guest: str, *, name: str, agency: str, until: datetime, address: str
    ) -> tuple[str, Session]:
        """A session for a guest who was let in, until their time is over."""
        now, person = self._now(), guest_person(guest)
        async with self._database.lend() as connection:
            await connection.execute(_INSERT_ACCOUNT, log, person, name, Role.LIAISON.value, agency, now)
            before = await connection.fetchval(
                "SELECT session FROM guest_codes WHERE log_id = $1 AND guest = $2", log, guest
            )
        account = Account(
            log=log, person=person, username=person, name=name, role=Role.LIAISON, agency=agency
        )
        token, session = await self._sessions.open(
            account, kind="browser", name=agency[:32], source=source_of(address), lifetime=until - now
        )
        async with self._database.lend() as connection:
            await connection.execute(
                "UPDATE guest_codes SET session = $3 WHERE log_id = $1 AND guest = $2", log, guest, session.id
            )
        if before is not None:
            # The answer with the first one was lost; nobody holds its token.
            await self._sessions.end(str(before), person, "asked again")
        return token, session
