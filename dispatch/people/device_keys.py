"""Keys of panic devices and of their vendors: issued, replaced, ended; held in memory, so that a signature is checked without a database.

A key is shown once, when it is issued. It signs; it opens nothing and shows nothing.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import asyncpg

from dispatch.people.database import Database, Unavailable

_log = logging.getLogger(__name__)

_POLL_SECONDS = 2.0
_BYTES = 32
OVERLAP = timedelta(hours=24)
"""So long the key before is good beside a new one, for devices that have not got it yet."""


def holder_of_device(device: str) -> str:
    """Whose key it is: a device's."""
    return f"device:{device}"


def holder_of_vendor(vendor: str) -> str:
    """Whose key it is: a vendor's, for all devices that it supervises."""
    return f"vendor:{vendor}"


@dataclass(frozen=True, slots=True)
class _Key:
    key: str
    ends_at: datetime | None


class DeviceKeys:
    """The keys of one log. ``run`` keeps them up to date."""

    def __init__(self, database: Database, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id
        self._keys: Mapping[str, Sequence[_Key]] = {}
        self._seen: object = None
        self._reading = asyncio.Lock()
        self.loaded = False
        """Whether they have been read at all; until then nobody's signature can be checked."""

    def of(self, *holders: str) -> list[str]:
        """The keys that may sign for these holders now."""
        now = self._now()
        return [
            one.key
            for holder in holders
            for one in self._keys.get(holder, ())
            if one.ends_at is None or now < one.ends_at
        ]

    async def run(self, log: str) -> None:
        """Follow what is issued and ended anywhere; until cancelled. With the database down the keys stay as they are."""
        while True:
            try:
                await self.read(log)
            except Unavailable:
                _log.debug("The keys of panic devices could not be read; those that are known go on")
            await asyncio.sleep(_POLL_SECONDS)

    async def read(self, log: str) -> None:
        """Read them if anything was issued or ended since. Raises ``Unavailable``."""
        async with self._reading, self._database.lend() as connection:
            seen = await connection.fetchrow(
                "SELECT count(*), max(issued_at), count(ends_at), max(ends_at), min(ends_at) "
                "FROM device_keys WHERE log_id = $1",
                log,
            )
            if self.loaded and seen == self._seen:
                return
            rows = await connection.fetch(
                "SELECT holder, key, ends_at FROM device_keys WHERE log_id = $1 "
                "AND (ends_at IS NULL OR ends_at > $2) ORDER BY issued_at DESC",
                log,
                self._now(),
            )
        keys: dict[str, list[_Key]] = defaultdict(list)
        for row in rows:
            keys[row["holder"]].append(_Key(row["key"], row["ends_at"]))
        self._keys, self._seen, self.loaded = dict(keys), seen, True

    async def holders(self, log: str) -> set[str]:
        """Who has a key."""
        async with self._database.lend() as connection:
            rows = await connection.fetch(
                "SELECT DISTINCT holder FROM device_keys WHERE log_id = $1 AND (ends_at IS NULL OR ends_at > $2)",
                log,
                self._now(),
            )
        return {row["holder"] for row in rows}

    async def issue(
        self, log: str, holders: Iterable[str], *, overlap: timedelta = OVERLAP
    ) -> dict[str, str]:
        """A new key for each, all or none; what each had before ends after ``overlap``."""
        now = self._now()
        issued = {holder: secrets.token_urlsafe(_BYTES) for holder in holders}
        async with self._database.lend() as connection, connection.transaction():
            await self._end(connection, log, list(issued), now + overlap)
            await connection.executemany(
                "INSERT INTO device_keys (log_id, id, holder, key, issued_at) VALUES ($1, $2, $3, $4, $5)",
                [(log, self._new_id(), holder, key, now) for holder, key in issued.items()],
            )
        return issued

    async def end(self, log: str, holder: str) -> int:
        """All keys of a holder end now; how many there were."""
        async with self._database.lend() as connection, connection.transaction():
            return await self._end(connection, log, [holder], self._now())

    @staticmethod
    async def _end(connection: asyncpg.Connection, log: str, holders: list[str], at: datetime) -> int:
        done = await connection.execute(
            "UPDATE device_keys SET ends_at = $3 "
            "WHERE log_id = $1 AND holder = ANY($2::text[]) AND (ends_at IS NULL OR ends_at > $3)",
            log,
            holders,
            at,
        )
        return int(done.rpartition(" ")[2])
