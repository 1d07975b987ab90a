"""Where units are, from one node to the other: the mark moves there too, and nobody sees more than at home."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk
from dispatch.domain.actor import Actor
from dispatch.domain.lens.views import PositionView
from dispatch.links.positions import share_positions
from dispatch.log.store import LogStore
from tests.desk.world import DISPATCHER, UNITS, Screen, desk_on, furnish, principal, until
from tests.pg import Database

CLOCK = SystemClock()
BURST = 1_000


@asynccontextmanager
async def sharing(database: Database, folder: Path, node: str) -> AsyncIterator[Desk]:
    """A desk whose positions are shared with the other nodes."""
    async with (
        LogStore(database.app_dsn, node=node) as store,
        desk_on(database, folder, store=store) as desk,
    ):
        task = asyncio.create_task(share_positions(desk, store, CLOCK))
        try:
            yield desk
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


def place(unit: str, number: int) -> PositionView:
    return PositionView(
        unit=unit,
        lat_e7=395_000_000 + number,
        lon_e7=-1_051_000_000,
        accuracy_m=8,
        heading_deg=None,
        speed_kmh=None,
        battery_pct=None,
        at=CLOCK.now() + timedelta(milliseconds=number),
    )


async def screen_of(desk: Desk, who: Actor) -> Screen:
    screen = Screen()
    assert await desk.hub.attach(screen, who=who, session="s") is not None
    return screen


async def test_a_position_told_to_one_node_moves_the_mark_at_another(
    database: Database, tmp_path: Path
) -> None:
    async with (
        sharing(database, tmp_path / "n1", "n1") as here,
        sharing(database, tmp_path / "n2", "n2") as there,
    ):
        await furnish(here)
        assert await there._core.timeline.reached(here.head.seq, 5.0)
        console, school = [await screen_of(there, who) for who in (DISPATCHER, principal("GRHS"))]
        for number in range(BURST):
            assert here.positions.report(place(UNITS[number % 2], number))
        await until(lambda: len(marks(console)) == 2)
        assert marks(console) == {
            UNITS[0]: 395_000_000 + BURST - 2,
            UNITS[1]: 395_000_000 + BURST - 1,
        }, "the last of each"
        assert len(console.of("positions")) <= 2, "one for a unit and tick, however many came"
        assert school.of("positions") == []


def marks(screen: Screen) -> dict[str, int]:
    return {one["unit"]: one["lat_e7"] for message in screen.of("positions") for one in message["items"]}
