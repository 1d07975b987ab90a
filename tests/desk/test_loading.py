"""A desk starts from the newest snapshot it can trust, and proves the log from there."""

from __future__ import annotations

import asyncio
from pathlib import Path

import asyncpg
import pytest

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk
from dispatch.desk.hub import Since
from dispatch.desk.timeline import Contradiction
from dispatch.domain.commands import AssignUnits
from dispatch.log import snapshots
from dispatch.log.store import LogStore
from tests.desk.test_trouble import administer
from tests.desk.world import DISPATCHER, LOG, Mirror, Screen, call, desk_on, furnish, saved
from tests.pg import Database


async def make_log(database: Database, folder: Path, *, snapshot: bool) -> Desk:
    async with (
        LogStore(database.app_dsn, node="n0") as store,
        desk_on(database, folder, store=store) as desk,
    ):
        await furnish(desk)
        if snapshot:
            async with store.connection() as connection:
                await snapshots.save(connection, LOG, desk.state, desk.head)
        await saved(desk, DISPATCHER, call())
        return desk


@pytest.mark.parametrize("snapshot", [False, True])
async def test_a_restart_brings_everything_back(database: Database, tmp_path: Path, snapshot: bool) -> None:
    before = await make_log(database, tmp_path, snapshot=snapshot)
    async with desk_on(database, tmp_path) as again:
        assert again.state == before.state
        assert again.head == before.head


async def test_what_lies_before_a_snapshot_is_not_read_again(database: Database, tmp_path: Path) -> None:
    await make_log(database, tmp_path, snapshot=True)
    await administer(
        database,
        "ALTER TABLE events DISABLE TRIGGER USER",
        "UPDATE events SET body = 'spoiled' WHERE seq = 2",
    )
    async with desk_on(database, tmp_path) as again:
        assert again.state.calls


async def test_a_spoiled_log_is_not_served(database: Database, tmp_path: Path) -> None:
    """The control of the test above: without the snapshot the same damage is met."""
    await make_log(database, tmp_path, snapshot=False)
    await administer(
        database,
        "ALTER TABLE events DISABLE TRIGGER USER",
        "UPDATE events SET body = 'spoiled' WHERE seq = 2",
    )
    with pytest.raises(Contradiction):
        async with desk_on(database, tmp_path):
            pass


async def test_a_spoiled_snapshot_is_ignored(database: Database, tmp_path: Path) -> None:
    before = await make_log(database, tmp_path, snapshot=True)
    connection = await asyncpg.connect(database.superuser_dsn)
    await connection.execute("UPDATE snapshots SET body = '{}'")
    await connection.close()
    async with desk_on(database, tmp_path) as again:
        assert again.state == before.state


async def test_a_log_that_is_not_there_is_said_so(database: Database, tmp_path: Path) -> None:
    async with LogStore(database.app_dsn, node="n1") as store:
        with pytest.raises(LookupError, match="no log elsewhere"):
            await Desk(store, "elsewhere", SystemClock(), data=tmp_path).start()


async def test_a_restored_log_ends_the_desk(database: Database, tmp_path: Path) -> None:
    async with desk_on(database, tmp_path) as desk:
        await furnish(desk)
        await administer(database, "UPDATE logs SET epoch = 'e2'")
        async with asyncio.timeout(5):
            await desk.ended()
        assert desk.status().ended
        assert not desk.status().writable


async def test_screens_resume_after_a_restart(database: Database, tmp_path: Path) -> None:
    mirror, missed = Mirror(), 5
    async with desk_on(database, tmp_path) as desk:
        await furnish(desk)
        screen = Screen()
        connection = await desk.hub.attach(screen, who=DISPATCHER, session="s")
        assert connection is not None
        connection.detach()
        mirror.take(screen.messages)
        for _ in range(missed):
            made = await saved(desk, DISPATCHER, call())
            await saved(desk, DISPATCHER, AssignUnits(call=made.refs["call"], units=("A1",)))
    async with desk_on(database, tmp_path) as again:
        back, newcomer, ancient = Screen(), Screen(), Screen()
        await again.hub.attach(back, who=DISPATCHER, session="s", since=Since(mirror.epoch, mirror.seq))
        await again.hub.attach(newcomer, who=DISPATCHER, session="s")
        await again.hub.attach(ancient, who=DISPATCHER, session="s", since=Since(mirror.epoch, -1))
        assert back.of("welcome")[0]["mode"] == "resume"
        assert ancient.of("welcome")[0]["mode"] == "snapshot"
        mirror.take(back.messages)
        new = Mirror()
        new.take(newcomer.messages)
        assert mirror.shown() == new.shown()
        assert sum(collection == "calls" for collection, _ in new.shown()) == missed
