"""A database that was brought back from a backup: its logs go on, and nobody may take them for what they were.

Screens and nodes that knew more than the backup holds must begin anew, so every log gets a new epoch.
"""

from __future__ import annotations

from collections.abc import Callable

import asyncpg

_SECONDS = 30.0


async def begin_new_epochs(dsn: str, new_id: Callable[[], str]) -> list[str]:
    """Give every log a new epoch; their ids."""
    connection = await asyncpg.connect(dsn, timeout=_SECONDS)
    try:
        logs = [row["log_id"] for row in await connection.fetch("SELECT log_id FROM logs ORDER BY log_id")]
        for log in logs:
            await connection.execute("UPDATE logs SET epoch = $2 WHERE log_id = $1", log, new_id())
        return logs
    finally:
        await connection.close(timeout=_SECONDS)
