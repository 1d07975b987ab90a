"""Wall displays at the door: a code binds one device, good once; from then on the device comes in by itself, until it is ended.

Which displays there are, and what each shows, stands in the record. Here are only hashes: of the code, and of what the device keeps.
A screen on a wall has nobody to sign it in again, so its key opens a new session whenever the last one has ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.domain.actor import Role
from dispatch.domain.walls import wall_person
from dispatch.people.accounts import Account
from dispatch.people.database import Connection, Database
from dispatch.people.invites import WrongCodes, canonical_code, digest, new_code
from dispatch.people.sessions import Session, Sessions
from dispatch.people.throttle import source_of

CODE_LASTS = timedelta(hours=24)
"""Somebody has to walk to the screen with it."""
SESSION_LASTS = timedelta(days=30)
_INSERT_ACCOUNT = (
    "INSERT INTO accounts (log_id, person, username, name, role, agency, created_at, changed_at) "
    "VALUES ($1, $2, $2, $3, $4, '', $5, $5) ON CONFLICT (person) DO UPDATE SET name = $3, changed_at = $5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallCode:
    """What binds a device to a display; shown this once."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WallDevice:
    """Whether a display has its device, and when it was last heard of."""

    wall: str
    entered_at: datetime | None
    last_seen: datetime | None
    code_expires_at: datetime | None


def wall_link(address: str, code: str) -> str:
    """Where the screen's browser is sent. The code stands behind the #, which no browser sends to anybody."""
    return f"{address.rstrip('/')}/wall/#code={code}"


class Walls:
    """The table ``wall_devices`` and what it opens."""

    def __init__(self, database: Database, sessions: Sessions, now: Callable[[], datetime]) -> None:
        self._database = database
        self._sessions = sessions
        self._now = now
        self._wrong = WrongCodes(now)

    async def code(self, log: str, wall: str, made_by: str) -> WallCode:
        """A new code for a display; one before it is void. The device that is in stays until another one brings the code."""
        now, code = self._now(), new_code()
        expires = now + CODE_LASTS
        async with self._database.lend() as connection:
            await connection.execute(
                "INSERT INTO wall_devices (log_id, wall, code_hash, code_expires_at, made_at, made_by) "
                "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (log_id, wall) DO UPDATE SET code_hash = $3, "
                "code_expires_at = $4, made_at = $5, made_by = $6",
                log,
                wall,
                digest(canonical_code(code)),
                expires,
                now,
                made_by,
            )
        return WallCode(code=code, expires_at=expires)

    async def claim(self, log: str, code: str | None, device: str, *, address: str) -> str | None:
        """The display that this device is, or becomes by the code it brings. Raises ``Unavailable``."""
        now, key = self._now(), digest(device)
        async with self._database.lend() as connection, connection.transaction():
            wall = await _by_code(connection, log, digest(canonical_code(code)), key, now) if code else None
            if wall is None:
                # Also with a code that was used: a kiosk's start page keeps it for ever.
                wall = await connection.fetchval(
                    "SELECT wall FROM wall_devices WHERE log_id = $1 AND device_hash = $2", log, key
                )
        if wall is None and code is not None:
            await self._wrong.wait(source_of(address))
        return None if wall is None else str(wall)

    async def open(self, log: str, wall: str, *, name: str, address: str) -> tuple[str, Session]:
        """A session for a display's device; the one before it ends."""
        now, person = self._now(), wall_person(wall)
        async with self._database.lend() as connection:
            await connection.execute(_INSERT_ACCOUNT, log, person, name, Role.WALL.value, now)
        account = Account(log=log, person=person, username=person, name=name, role=Role.WALL, agency="")
        token, session = await self._sessions.open(
            account, kind="browser", name=name[:32], source=source_of(address), lifetime=SESSION_LASTS
        )
        async with self._database.lend() as connection:
            before = await connection.fetchval(
                "UPDATE wall_devices d SET session = $3 FROM wall_devices was "
                "WHERE d.log_id = $1 AND d.wall = $2 AND was.log_id = $1 AND was.wall = $2 RETURNING was.session",
                log,
                wall,
                session.id,
            )
        if before is not None:
            await self._sessions.end(str(before), person, "came in again")
        return token, session

    async def end(self, log: str, wall: str) -> None:
        """The code is void and the session ended. The device stays known, so that it can be told that it has been ended."""
        async with self._database.lend() as connection:
            session = await connection.fetchval(
                "UPDATE wall_devices SET code_hash = NULL, code_expires_at = NULL WHERE log_id = $1 AND wall = $2 "
                "RETURNING session",
                log,
                wall,
            )
        if session is not None:
            await self._sessions.end(str(session), wall_person(wall), "revoked")

    async def devices(self, log: str) -> list[WallDevice]:
        """All that were ever given a code."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(
                "SELECT d.wall, d.entered_at, d.code_expires_at, s.last_seen FROM wall_devices d "
                "LEFT JOIN sessions s ON s.id = d.session WHERE d.log_id = $1 ORDER BY d.made_at",
                log,
            )
        return [
            WallDevice(
                wall=row["wall"],
                entered_at=row["entered_at"],
                last_seen=row["last_seen"],
                code_expires_at=row["code_expires_at"],
            )
            for row in rows
        ]


async def _by_code(
    connection: Connection,
    log: str,
    code: bytes,
    device: bytes,
    now: datetime,
) -> str | None:
    """The display of an unused code, which this device is from now on; whichever it was before, it is no more."""
    wall: str | None = await connection.fetchval(
        "SELECT wall FROM wall_devices WHERE log_id = $1 AND code_hash = $2 AND code_expires_at > $3 FOR UPDATE",
        log,
        code,
        now,
    )
    if wall is None:
        return None
    await connection.execute(
        "UPDATE wall_devices SET device_hash = NULL WHERE log_id = $1 AND device_hash = $2 AND wall <> $3",
        log,
        device,
        wall,
    )
    await connection.execute(
        "UPDATE wall_devices SET device_hash = $3, entered_at = $4, code_hash = NULL, code_expires_at = NULL "
        "WHERE log_id = $1 AND wall = $2",
        log,
        wall,
        device,
        now,
    )
    return wall
