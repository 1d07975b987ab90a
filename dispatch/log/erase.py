"""Erasing a protected value: its row is emptied, its hash in the event stays, and nothing derived keeps it.

A running desk still holds the text in memory until it starts again; searches do not find it there.
"""

from __future__ import annotations

from dispatch.log.builds import forget_text
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

_VALUE = "SELECT value FROM protected WHERE log_id = $1 AND seq = $2 AND field = $3 FOR UPDATE"
_EMPTY = "UPDATE protected SET salt = NULL, value = NULL WHERE log_id = $1 AND seq = $2 AND field = $3"
_SNAPSHOTS = "DELETE FROM snapshots WHERE log_id = $1 AND seq >= $2"

_SECONDS = 120.0


async def erase(store: LogStore, log_id: str, seq: int, field: str) -> bool:
    """Empties one value. False when there is none. History forgets it at once and is made again without it."""

    async def work(connection: Connection) -> bool:
        async with connection.transaction():
            value: bytes | None = await connection.fetchval(_VALUE, log_id, seq, field)
            done = await connection.execute(_EMPTY, log_id, seq, field)
            await connection.execute(_SNAPSHOTS, log_id, seq)
            if value is not None:
                await forget_text(connection, log_id, seq, value.decode())
        return str(done) == "UPDATE 1"

    return await store.run(work, _SECONDS)
