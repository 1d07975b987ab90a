"""Brings the tables of a database to the newest form, as their owner.

Knows alembic and where the migrations lie. Knows nothing of what the tables hold.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, pool
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_ROOT = Path(__file__).resolve().parents[2]


def engine_for(url: str) -> AsyncEngine:
    """An engine for one short job: migrations keep no connections."""
    return create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), poolclass=pool.NullPool)


async def upgrade(dsn: str, revision: str = "head") -> None:
    """Runs what is missing. All of it or nothing; a second run does nothing."""
    engine = engine_for(dsn)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade, revision)
    finally:
        await engine.dispose()


def newest() -> str:
    """The revision that this version of the program needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None, "a program without migrations"
    return head


def _upgrade(connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_ROOT / "migrations"))
    return config
