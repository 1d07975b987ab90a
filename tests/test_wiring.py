"""Putting the program together: what is refused before anything serves."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import pytest

from dispatch import wiring
from dispatch.desk.clock import SystemClock
from dispatch.log import revision
from dispatch.log.migrate import newest
from dispatch.log.store import LogStore
from dispatch.wiring import NoDistrict, Trouble
from tests.pg import Database
from tests.web.serving import settings_for


def test_the_needed_revision_is_the_newest_migration() -> None:
    assert revision.needed() == newest()


async def test_tables_of_a_newer_version_are_left_alone(database: Database, tmp_path: Path) -> None:
    owner = await asyncpg.connect(database.dsn)
    await owner.execute("UPDATE alembic_version SET version_num = '9999'")
    await owner.close()
    with pytest.raises(Trouble, match="newer version"):
        async with wiring.database(settings_for(database, tmp_path)):
            pass


async def test_an_unreachable_database_is_one_line(database: Database, tmp_path: Path) -> None:
    nowhere = "postgresql://dispatch_app@127.0.0.1:1/dispatch"
    settings = settings_for(database, tmp_path, DATABASE_URL=nowhere, DISPATCH_MIGRATE_URL=nowhere)
    with pytest.raises(Trouble, match="cannot be reached"):
        async with wiring.database(settings):
            pass


async def test_which_log_is_meant_is_never_guessed(store: LogStore) -> None:
    with pytest.raises(NoDistrict):
        await wiring.live_log(store, None)
    clock = SystemClock()
    assert await wiring.live_log(store, None, begin=("one", clock.new_id())) == "one"
    assert await wiring.live_log(store, None, begin=("other", clock.new_id())) == "one"
    await store.create_log("practice", nature="exercise", epoch=clock.new_id())
    assert await wiring.live_log(store, None) == "one"
    with pytest.raises(Trouble, match="no live log practice"):
        await wiring.live_log(store, "practice")
    await store.create_log("two", nature="live", epoch=clock.new_id())
    with pytest.raises(Trouble, match="DISPATCH_LOG"):
        await wiring.live_log(store, None)
    assert await wiring.live_log(store, "two") == "two"
