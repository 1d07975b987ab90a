"""Telephones that asked to be woken, and how far they have been told: rows beside sessions, gone with them.

A subscription belongs to one session of one person: whoever signs out, or is signed out because a telephone was lost, is woken no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dispatch.people.database import Database

_OPEN = """
SELECT p.id::text, p.endpoint, p.p256dh, p.auth, s.person, a.unit, a.name FROM push_subscriptions p
JOIN sessions s ON s.id = p.session JOIN accounts a ON a.person = s.person
WHERE a.log_id = $1 AND p.server_key = $2 AND s.ended_at IS NULL AND s.expires_at > $3 AND NOT a.disabled
"""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One telephone. ``unit``: that of its person's account."""

    id: str
    endpoint: str
    p256dh: str
    auth: str
    person: str
    unit: str | None
    name: str = ""


class PushSubscriptions:
    """The subscriptions that were made with one key of ours."""

    def __init__(
        self, database: Database, server_key: str, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._database = database
        self._key = server_key
        self._now = now
        self._new_id = new_id

    async def add(self, session: str, endpoint: str, p256dh: str, auth: str) -> None:
        """This session's telephone wants to be woken; what the address was before it is now. Raises ``Unavailable``."""
        async with self._database.lend() as connection:
            await connection.execute(
                "INSERT INTO push_subscriptions (id, session, endpoint, p256dh, auth, server_key, made_at) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (endpoint) DO UPDATE SET "
                "session = excluded.session, p256dh = excluded.p256dh, auth = excluded.auth, "
                "server_key = excluded.server_key, made_at = excluded.made_at",
                self._new_id(),
                session,
                endpoint,
                p256dh,
                auth,
                self._key,
                self._now(),
            )

    async def drop(self, session: str, endpoint: str) -> None:
        """This session's telephone does not want to be woken any more."""
        async with self._database.lend() as connection:
            await connection.execute(
                "DELETE FROM push_subscriptions WHERE session = $1 AND endpoint = $2", session, endpoint
            )

    async def gone(self, subscription: str) -> None:
        """The push service says that there is no such telephone."""
        async with self._database.lend() as connection:
            await connection.execute("DELETE FROM push_subscriptions WHERE id = $1", subscription)

    async def of_log(self, log: str) -> list[Subscription]:
        """Those of people who are signed in; those of ended sessions are deleted on the way."""
        async with self._database.lend() as connection:
            await connection.execute(
                "DELETE FROM push_subscriptions p USING sessions s "
                "WHERE s.id = p.session AND (s.ended_at IS NOT NULL OR s.expires_at <= $1)",
                self._now(),
            )
            rows = await connection.fetch(_OPEN, log, self._key, self._now())
        return [Subscription(*row) for row in rows]

    async def told_up_to(self, log: str, first: int) -> int:
        """The last event that was pushed; the very first time, ``first``: nothing of the past is pushed."""
        async with self._database.lend() as connection:
            await connection.execute(
                "INSERT INTO push_cursors (log_id, server_key, seq) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                log,
                self._key,
                first,
            )
            seq = await connection.fetchval(
                "SELECT seq FROM push_cursors WHERE log_id = $1 AND server_key = $2", log, self._key
            )
        return int(seq)

    async def move(self, log: str, before: int, seq: int) -> bool:
        """From here to there; False: another node was faster, and pushes."""
        async with self._database.lend() as connection:
            done: str = await connection.execute(
                "UPDATE push_cursors SET seq = $4 WHERE log_id = $1 AND server_key = $2 AND seq = $3",
                log,
                self._key,
                before,
                seq,
            )
        return done == "UPDATE 1"
