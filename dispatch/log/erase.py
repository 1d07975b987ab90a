"""Erasing a protected value: its row is emptied, its hash in the event stays, and nothing derived keeps it.

A running desk still holds the text in memory until it starts again.
"""

from __future__ import annotations

from dispatch.log.history import forget
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

_EMPTY = "UPDATE protected SET salt = NULL, value = NULL WHERE log_id = $1 AND seq = $2 AND field = $3"
_SNAPSHOTS = "DELETE FROM snapshots WHERE log_id = $1 AND seq >= $2"


async def erase(store: LogStore, log_id: str, seq: int, field: str) -> bool:
    """Empties one value. False when there is none. History is thrown away with it and folded anew."""

    async def work(connection: Connection) -> bool:
        async with connection.transaction():
            done = await connection.execute(_EMPTY, log_id, seq, field)
            await connection.execute(_SNAPSHOTS, log_id, seq)
            await forget(connection, log_id)
        return str(done) == "UPDATE 1"

    return await store.run(work)
