"""Timers fall once, whichever node says so first."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from dispatch.desk.timers import SHARE_SECONDS
from dispatch.domain.commands import HoldCall
from dispatch.domain.events import TimerFell
from dispatch.domain.vocabulary import CallStatus, TimerKind
from dispatch.log.codec import decode
from dispatch.log.store import LogStore
from tests.desk.test_nodes import settle
from tests.desk.world import DISPATCHER, LOG, call, desk_on, furnish, saved, until
from tests.pg import Database


async def test_several_nodes_fire_a_timer_once(database: Database, tmp_path: Path) -> None:
    async with (
        LogStore(database.app_dsn, node="n1") as store,
        desk_on(database, tmp_path, store=store, timers=True) as one,
        desk_on(database, tmp_path, "n2", timers=True) as two,
    ):
        await furnish(one)
        made = [(await saved(one, DISPATCHER, call())).refs["call"] for _ in range(5)]
        for held in made:
            later = one.hub.clock.now() + timedelta(seconds=0.6)
            await saved(one, DISPATCHER, HoldCall(call=held, until=later))
        assert one.state.calls[made[0]].status is CallStatus.HELD
        await until(
            lambda: all(
                desk.state.calls[held].status is not CallStatus.HELD for desk in (one, two) for held in made
            )
        )
        await asyncio.sleep(SHARE_SECONDS)
        await settle(one, two)
        fell = [decode(event).event for event in await store.read(LOG, 0)]
        counted = [
            one.call for one in fell if isinstance(one, TimerFell) and one.timer_kind is TimerKind.HOLD
        ]
        assert sorted(str(one) for one in counted) == sorted(made)
