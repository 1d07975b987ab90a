"""One screen that never reads: what the others feel of it, what is held for it, and when it is let go.

Runs without and with it alternate on one server. Each time it is another socket, so each time it is let go anew.
"""

from __future__ import annotations

import asyncio
import time

from tests.bench.calibration import calibrate, said, valid
from tests.bench.crowd import Crowd, Run, crowd
from tests.bench.demo import Demo, demo
from tests.bench.measure import QUIET_SECONDS, compare, wait_until_quiet
from tests.bench.native import LEFT_OUT, built, compiler
from tests.bench.report import ratio, spread, table

SCREENS = 50
RATE = 500
SECONDS = 3.0
PAIRS = 5
FLOOR_MS = 5.0
"""A p99 below this is as good as this: a millisecond more or less says nothing about a stuck screen."""
_LET_GO_SECONDS = 20.0


async def run(pairs: int = PAIRS) -> str:
    """The section of the report."""
    if compiler() is None:
        return LEFT_OUT
    without: list[Run] = []
    beside: list[Run] = []
    held: list[float] = []
    let_go: list[float] = []
    moments = []
    with built("cscreens") as program:
        async with demo() as served, crowd(program, served, SCREENS) as people:
            for _ in range(pairs):
                await people.gather(SCREENS, RATE)
                await asyncio.to_thread(wait_until_quiet, seconds=QUIET_SECONDS)
                moments.append(calibrate())
                without.append(await people.offer(RATE, SECONDS))
                run_beside, most, seconds = await _with_one(served, people)
                beside.append(run_beside)
                held.append(most / 1024)
                let_go.append(seconds)
    places = valid(moments)
    floored = [[max(FLOOR_MS, one.at("event", 99)) for one in runs] for runs in (beside, without)]
    figure = compare(
        "", "", [floored[0][place] for place in places], "", [floored[1][place] for place in places]
    )
    rows = [
        ["others' p99, event to the last screen", f"{figure.ours:.1f} ms", f"{figure.limit:.1f} ms without", ratio(figure), "≤ 1.5"],
        ["most that the server held for it", f"{spread(held, 0)} KiB", "", "", "≤ 300 KiB"],
        ["let go after it stopped reading", f"{spread(let_go)} s", "", "", "≤ 10 s after it fell behind"],
        ["nothing lost for the others", f"{sum(one.whole for one in beside)} of {len(beside)} runs", "", "", "all"],
    ]  # fmt: skip
    return f"{_HEAD}\n{table(('what', 'with it', 'beside it', 'ratio (least to most)', 'target'), rows)}\n{said(moments)}\n"


_HEAD = f"""\
{SCREENS} screens at {RATE} commands a second; one more socket says hello and never reads.
Held: bytes in the program's buffers for all screens,
asked for every 50 ms; besides that the kernel keeps up to its send buffer of 64 KiB (which it counts double).
"""


async def _with_one(served: Demo, people: Crowd) -> tuple[Run, float, float]:
    """A run beside a stuck screen; the most bytes held, and the seconds until its link was gone."""
    await people.stop_reading(1)
    links = await served.metric("dispatch_sockets")
    began = time.perf_counter()
    offered = asyncio.create_task(people.offer(RATE, SECONDS))
    most = 0.0
    while not offered.done():
        most = max(most, await served.metric("dispatch_unsent_bytes"))
        await asyncio.sleep(0.05)
    until = began + _LET_GO_SECONDS
    while time.perf_counter() < until:
        if await served.metric("dispatch_sockets") < links:
            break
        await asyncio.sleep(0.05)
    return offered.result(), most, time.perf_counter() - began
