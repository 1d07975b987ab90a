"""Which form the tables of a database have, and which one this program needs: asked at every start, so quickly.

Knows the names of the migrations and not how they are run (``migrate``), which costs seconds to load.
"""

from __future__ import annotations

from pathlib import Path

import asyncpg

_MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
_SECONDS = 5.0

UNREACHABLE = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What asking may raise."""


def needed() -> str:
    """The newest revision of this program. Files are named after theirs, which are numbered."""
    return max(path.name.partition("_")[0] for path in _MIGRATIONS.glob("[0-9]*_*.py"))


async def present(dsn: str) -> str | None:
    """The revision of a database; None: it has no tables of ours."""
    connection = await asyncpg.connect(dsn, timeout=_SECONDS)
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return None
        found: str | None = await connection.fetchval("SELECT version_num FROM alembic_version")
        return found
    finally:
        await connection.close(timeout=_SECONDS)
