"""Sessions as rows. Knows SQL and no rule: how long a session lasts and what ends it is decided elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import asyncpg

from dispatch.people.account_store import account_of
from dispatch.people.accounts import Account
from dispatch.people.database import Database, tell

SIGNED_OUT: Final = "signed out"
"""Why a session was ended that its own person ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session with its account as both are now."""

    id: str
    kind: str
    name: str
    account: Account
    created_at: datetime
    expires_at: datetime
    last_seen: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSession:
    """A person's last session in a browser: when it ends or has ended, and why it was ended before its time."""

    until: datetime
    because: str | None


_SESSIONS = (
    "SELECT s.id, s.kind, s.name AS session_name, s.created_at AS opened_at, s.expires_at, s.last_seen, "
    "s.ended_at, a.* FROM sessions s JOIN accounts a USING (person) "
)
_BY_TOKEN = _SESSIONS + "WHERE s.token_hash = $1"
_BY_ID = _SESSIONS + "WHERE s.id = ANY($1::uuid[])"
_LAST = (
    "SELECT DISTINCT ON (person) person, coalesce(ended_at, expires_at) AS until, ended_because FROM sessions "
    "WHERE kind = 'browser' AND person = ANY($1::text[]) ORDER BY person, until DESC"
)
_OPEN_OF_PERSON = (
    _SESSIONS + "WHERE s.person = $1 AND s.kind = $2 AND s.ended_at IS NULL ORDER BY s.created_at"
)


class SessionStore:
    """The table ``sessions``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_session(self, row: SessionRow, token_hash: bytes, source: str) -> None:
        """A new session."""
        async with self._database.lend() as connection:
            await connection.execute(
                "INSERT INTO sessions (id, token_hash, person, kind, name, source, created_at, "
                "expires_at, last_seen) "
                "VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$7)",
                row.id,
                token_hash,
                row.account.person,
                row.kind,
                row.name,
                source,
                row.created_at,
                row.expires_at,
            )

    async def find_session(self, token_hash: bytes) -> SessionRow | None:
        """The session of a token, ended or not."""
        async with self._database.lend() as connection:
            row = await connection.fetchrow(_BY_TOKEN, token_hash)
        return None if row is None else _session(row)

    async def sessions_now(self, ids: Iterable[str]) -> dict[str, SessionRow]:
        """These sessions as they are now."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(_BY_ID, list(ids))
        return {str(row["id"]): _session(row) for row in rows}

    async def sessions_of(self, person: str, kind: str) -> list[SessionRow]:
        """A person's open sessions of one kind, oldest first."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(
                _OPEN_OF_PERSON,
                person,
                kind,
            )
        return [_session(row) for row in rows]

    async def last_of(self, persons: Iterable[str]) -> dict[str, LastSession]:
        """The last session of each that ever had one in a browser. One that is open ends later than any that has ended."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(_LAST, list(persons))
        return {row["person"]: LastSession(until=row["until"], because=row["ended_because"]) for row in rows}

    async def end_session(self, session: str, person: str, because: str, now: datetime) -> bool:
        """End one session of this person. False: there is none that is open."""
        async with self._database.lend() as connection:
            ended = await connection.fetchval(
                "UPDATE sessions SET ended_at = $3, ended_because = $4 "
                "WHERE id = $1 AND person = $2 AND ended_at IS NULL RETURNING id",
                session,
                person,
                now,
                because,
            )
            await tell(connection, person)
        return ended is not None

    async def end_sessions_of(self, person: str, because: str, now: datetime) -> int:
        """End all sessions of a person; how many there were."""
        async with self._database.lend() as connection:
            ended = await connection.fetch(
                "UPDATE sessions SET ended_at = $2, ended_because = $3 "
                "WHERE person = $1 AND ended_at IS NULL RETURNING id",
                person,
                now,
                because,
            )
            await tell(connection, person)
        return len(ended)

    async def touch_sessions(self, ids: Collection[str], now: datetime) -> None:
        """They were in use just now."""
        async with self._database.lend() as connection:
            await connection.execute(
                "UPDATE sessions SET last_seen = $2 WHERE id = ANY($1::uuid[]) AND last_seen < $2",
                list(ids),
                now,
            )


def _session(row: asyncpg.Record) -> SessionRow:
    return SessionRow(
        id=str(row["id"]),
        kind=row["kind"],
        name=row["session_name"],
        account=account_of(row),
        created_at=row["opened_at"],
        expires_at=row["expires_at"],
        last_seen=row["last_seen"],
        ended_at=row["ended_at"],
    )
