"""Keys of trackers: which unit somebody's phone application or vehicle speaks for. Held in memory, so that a position asks no database.

A key is shown once, when it is issued, and only what it hashes to is kept. It says where one unit is; it opens nothing and shows nothing.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from dispatch.people.database import Database, Unavailable

_log = logging.getLogger(__name__)

_POLL_SECONDS = 2.0
_BYTES = 24
"""So many that nobody can guess one; so few that somebody can type it into a phone."""


@dataclass(frozen=True, slots=True)
class Tracker:
    """One key: whose position it may tell, and what it is called."""

    id: str
    unit: str
    name: str
    issued_at: datetime


class TrackerKeys:
    """The keys of one log. ``run`` keeps them up to date."""

    def __init__(self, database: Database, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id
        self._trackers: Mapping[bytes, Tracker] = {}

    def find(self, key: str) -> Tracker | None:
        """Whose key this is. The hash is looked up, so its time says nothing about any key."""
        return self._trackers.get(_hash(key))

    async def run(self, log: str) -> None:
        """Follow what is issued and ended anywhere; until cancelled. With the database down the keys stay as they are."""
        while True:
            try:
                await self.read(log)
            except Unavailable:
                _log.debug("The keys of trackers could not be read; those that are known go on")
            await asyncio.sleep(_POLL_SECONDS)

    async def read(self, log: str) -> None:
        """Read the keys that hold now. Raises ``Unavailable``."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(
                "SELECT id::text, unit, name, key_hash, issued_at FROM tracker_keys "
                "WHERE log_id = $1 AND ends_at IS NULL",
                log,
            )
        self._trackers = {
            bytes(row["key_hash"]): Tracker(row["id"], row["unit"], row["name"], row["issued_at"])
            for row in rows
        }

    async def all(self, log: str) -> list[Tracker]:
        """The keys that hold now, by unit."""
        await self.read(log)
        return sorted(self._trackers.values(), key=lambda one: (one.unit, one.name, one.issued_at))

    async def issue(self, log: str, unit: str, name: str) -> str:
        """A new key that tells the position of this unit. Its others go on: a vehicle and two phones may speak for one unit."""
        key = secrets.token_urlsafe(_BYTES)
        async with self._database.lend() as connection:
            await connection.execute(
                "INSERT INTO tracker_keys (log_id, id, unit, name, key_hash, issued_at) VALUES ($1, $2, $3, $4, $5, $6)",
                log,
                self._new_id(),
                unit,
                name,
                _hash(key),
                self._now(),
            )
        return key

    async def end(self, log: str, unit: str, name: str | None = None) -> int:
        """The keys of a unit end now: all of them, or those of this name; how many there were."""
        async with self._database.lend() as connection:
            done = await connection.execute(
                "UPDATE tracker_keys SET ends_at = $4 "
                "WHERE log_id = $1 AND unit = $2 AND ($3::text IS NULL OR name = $3) AND ends_at IS NULL",
                log,
                unit,
                name,
                self._now(),
            )
        return int(done.rpartition(" ")[2])


def _hash(key: str) -> bytes:
    return sha256(key.encode("utf-8", "surrogatepass")).digest()
