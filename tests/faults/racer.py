"""One node of the race: a process with a desk, people who type at a fixed rate, and a screen.

Started by ``test_three_processes`` with one JSON argument; answers on standard output, one JSON object a line.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.desk.results import Saved
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AddNote, Command, SetUnitStatus
from dispatch.log.rows import AppendResult, Batch
from dispatch.log.snapshots import state_hash
from dispatch.log.store import LogStore
from tests.desk.world import DISPATCHER, LOG, UNITS, Mirror, Screen, command


class LateStore(LogStore):
    """A node that loses some time between deciding and appending, each time."""

    late = 0.0

    async def append(self, batch: Batch) -> AppendResult:
        if self.late:
            await asyncio.sleep(self.late)
        return await super().append(batch)


def wish(number: int) -> Command:
    if number % 3:
        return AddNote(text=f"note {number}", unit=UNITS[number % len(UNITS)])
    return SetUnitStatus(
        unit=UNITS[number % len(UNITS)], status=(UnitStatus.AV, UnitStatus.OS)[number // 3 % 2]
    )


async def type_away(desk: Desk, rate: float, seconds: float) -> dict[str, Any]:
    """Open loop: commands fall due at a fixed rate, whatever became of those before."""
    waits: list[float] = []
    others: list[str] = []

    async def one(number: int, due: float) -> None:
        result = await desk.submit(DISPATCHER, command(wish(number)))
        waits.append(time.monotonic() - due)
        if not isinstance(result, Saved):
            others.append(type(result).__name__)

    start = time.monotonic()
    typing: list[asyncio.Task[None]] = []
    for number in range(int(rate * seconds)):
        due = start + number / rate
        if due > time.monotonic():
            await asyncio.sleep(due - time.monotonic())
        typing.append(asyncio.create_task(one(number, due)))
    await asyncio.gather(*typing)
    waits.sort()
    return {
        "commands": len(waits),
        "not_saved": len(others),
        "p50_ms": round(1000 * waits[len(waits) // 2], 1),
        "p99_ms": round(1000 * waits[len(waits) * 99 // 100], 1),
        "max_ms": round(1000 * waits[-1], 1),
    }


def shown_on(screen: Screen) -> tuple[Mirror, dict[tuple[str, str], Any]]:
    mirror = Mirror()
    mirror.take(screen.messages)
    return mirror, mirror.shown()


async def main(job: dict[str, Any]) -> None:
    async with LateStore(job["dsn"], node=job["node"]) as store:
        store.late = job["late"]
        settings = DeskSettings(timers=False, races_before_lock=job["races_before_lock"])
        desk = Desk(store, LOG, SystemClock(), data=Path(job["data"]), settings=settings)
        await desk.start()
        screen = Screen()
        assert await desk.hub.attach(screen, who=DISPATCHER, session="s") is not None
        say({"ready": True})
        await asyncio.to_thread(sys.stdin.readline)
        report = await type_away(desk, job["rate"], job["seconds"])
        say(
            {
                **report,
                "worst_races": desk.counts.worst_races,
                "locked": desk.counts.locked,
                "seq": desk.head.seq,
            }
        )
        last = int(await asyncio.to_thread(sys.stdin.readline))
        assert await desk._core.timeline.reached(last, 30.0)
        await desk.hub.pace.flush()
        newcomer = Screen()
        assert await desk.hub.attach(newcomer, who=DISPATCHER, session="s") is not None
        mirror, shown = shown_on(screen)
        fresh = shown_on(newcomer)[1]
        say(
            {
                "state": state_hash(desk.state),
                "head": str(desk.head),
                "screen_equal": shown == fresh,
                "gaps": mirror.gaps,
                "lines": len(set(mirror.lines)),
                "rows": len(fresh),
            }
        )
        await desk.stop()


def say(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
