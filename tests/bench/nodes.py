"""A second node: one process writes at a steady rate, another follows the same log. When has each what was due when?

Open loop: commands fall due on a fixed beat, whatever comes back. ``ack`` is due → answered at the writer, ``fold`` is due → in the
follower's state. Both clocks are the machine's monotonic one, so the two processes' readings compare.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import uuid4

import uvloop

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.desk.results import Envelope, Saved
from dispatch.domain.commands import AddNote
from dispatch.links.demo.people import actor
from dispatch.log.embedded import start_embedded
from dispatch.log.migrate import upgrade
from dispatch.log.store import LogStore
from tests.bench.busy import Size, furnish
from tests.bench.calibration import Moment, calibrate, said, valid
from tests.bench.measure import percentile, wait_until_quiet
from tests.bench.report import spread, table

LOG: Final = "bench"
RATES: Final = (500, 2_000)
SECONDS: Final = 4.0
TURNS: Final = 5
_SIZE: Final = Size(units=40, sites=158, calls=30)
_SITE: Final = "GRHS"
_AFTER: Final = 1.0
"""Seconds for the last ones to arrive."""


@dataclass(slots=True)
class _Turn:
    """Milliseconds of each command that was answered, and of each that the follower folded."""

    offered: int
    ack: list[float] = field(default_factory=list)
    fold: list[float] = field(default_factory=list)
    batch: float = 0.0
    """Commands a statement."""


async def run(turns: int = TURNS) -> str:
    """The section of the report."""
    found: dict[int, list[_Turn]] = {rate: [] for rate in RATES}
    moments: list[Moment] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        # Root's server runs as an ordinary user, who must be able to enter the folder.
        await asyncio.to_thread(folder.chmod, 0o755)
        server = await start_embedded(folder / "data")
        try:
            await upgrade(server.dsn)
            async with LogStore(server.app_dsn, node="writer") as store:
                await store.create_log(LOG, nature="live", epoch="bench")
                desk = Desk(
                    store, LOG, SystemClock(), data=folder / "writer", settings=DeskSettings(timers=False)
                )
                await desk.start()
                await furnish(desk, _SIZE)
                follower = await _follower(server.app_dsn, folder / "follower")
                await _turn(desk, follower, RATES[0], 1.0)
                for _ in range(turns):
                    await asyncio.to_thread(wait_until_quiet)
                    moments.append(calibrate())
                    for rate, taken in found.items():
                        taken.append(await _turn(desk, follower, rate, SECONDS))
                await _end(follower)
                await desk.stop()
        finally:
            await server.stop(force=True)
    return _section(found, moments)


def _section(found: dict[int, list[_Turn]], moments: list[Moment]) -> str:
    places = valid(moments)
    rows = []
    for rate, all_turns in found.items():
        turns = [all_turns[one] for one in places]

        def of(name: str, percent: float, turns: Sequence[_Turn] = tuple(turns)) -> list[float]:
            return [percentile(getattr(one, name), percent) for one in turns]

        later = [fold - ack for fold, ack in zip(of("fold", 50), of("ack", 50), strict=True)]
        offered = sum(one.offered for one in turns)
        complete = f"{sum(len(one.ack) for one in turns):,} and {sum(len(one.fold) for one in turns):,} of {offered:,}"
        figures = [spread(of(name, percent)) for name in ("ack", "fold") for percent in (50, 99)]
        rows.append(
            [
                f"{rate:,}/s",
                *figures,
                f"**{spread(later, 2)}**",
                spread([one.batch for one in turns]),
                complete,
            ]
        )
    head = (
        "rate", "ack p50, ms", "ack p99, ms", "follower's fold p50, ms", "p99, ms",
        "fold p50 - ack p50, ms (target ≤ 1)", "commands a statement", "answered and followed",
    )  # fmt: skip
    return f"{_HEAD}\n{table(head, rows)}\n{said(moments)}\n"


_HEAD: Final = f"""\
Two nodes on one database, {SECONDS:.0f} s a turn; medians with the least and the most of the turns. A follower reads what is committed and
not what is announced to it, so it is never ahead of the commit; it may be ahead of the answer, which leaves after the writer's screens.
The next limit is the commit: what a follower adds is one wake-up, one read by number and the fold of what it read.
"""


async def _turn(desk: Desk, follower: asyncio.subprocess.Process, rate: int, seconds: float) -> _Turn:
    count = int(rate * seconds)
    due: dict[int, float] = {}
    turn = _Turn(count)
    before = desk.counts.batches

    async def give(moment: float) -> None:
        note = AddNote(text="front office told by phone", site=_SITE)
        result = await desk.submit(actor("dispatcher"), Envelope(id=str(uuid4()), command=note))
        turn.ack.append((time.perf_counter() - moment) * 1e3)
        if isinstance(result, Saved) and result.seq is not None:
            due[result.seq] = moment

    gc.collect()
    start = time.perf_counter() + 0.05
    giving = []
    for number in range(count):
        moment = start + number / rate
        early = moment - time.perf_counter()
        if early > 0:
            # At least a millisecond: a generator that spins steals a core from what it measures.
            await asyncio.sleep(max(0.001, early))
        giving.append(asyncio.create_task(give(moment)))
    await asyncio.gather(*giving)
    turn.batch = count / max(1, desk.counts.batches - before)
    await asyncio.sleep(_AFTER)
    folded = await _ask(follower)
    turn.fold = [(folded[seq] - moment) * 1e3 for seq, moment in due.items() if seq in folded]
    return turn


# --- the other process -----------------------------------------------------------------------------------------


async def _follower(dsn: str, folder: Path) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.nodes", dsn, str(folder)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        limit=1 << 26,
    )
    await _ask(process)
    return process


async def _ask(follower: asyncio.subprocess.Process) -> dict[int, float]:
    """When it had which event, since it was asked last."""
    assert follower.stdin is not None
    assert follower.stdout is not None
    follower.stdin.write(b"\n")
    found = json.loads(await follower.stdout.readline())
    return {int(seq): at for seq, at in found}


async def _end(follower: asyncio.subprocess.Process) -> None:
    assert follower.stdin is not None
    follower.stdin.close()
    await follower.wait()


async def _follow(dsn: str, folder: Path) -> None:
    """Notes when the state of this node moved, and says so when asked."""
    async with LogStore(dsn, node="follower") as store:
        desk = Desk(store, LOG, SystemClock(), data=folder, settings=DeskSettings(timers=False))
        await desk.start()
        seen: list[tuple[int, float]] = []
        noting = asyncio.create_task(_note(desk, seen))
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
        )
        while await reader.readline():
            sys.stdout.write(json.dumps(seen) + "\n")
            sys.stdout.flush()
            seen.clear()
        noting.cancel()
        await desk.stop()


async def _note(desk: Desk, seen: list[tuple[int, float]]) -> None:
    while True:
        known = desk.head.seq
        if await desk._core.timeline.reached(known + 1, 60.0):
            at = time.perf_counter()
            seen += [(seq, at) for seq in range(known + 1, desk.head.seq + 1)]


if __name__ == "__main__":
    uvloop.run(_follow(sys.argv[1], Path(sys.argv[2])))
