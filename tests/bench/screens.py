"""From a command to the last of many screens, through the whole product: `dispatch demo --serve`, an embedded database with fsync on.

Screens, senders, database and server share the machine.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence

from tests.bench.calibration import calibrate, said
from tests.bench.crowd import Run, crowd
from tests.bench.demo import demo
from tests.bench.measure import QUIET_SECONDS, wait_until_quiet
from tests.bench.native import LEFT_OUT, built, compiler
from tests.bench.report import spread, table

SCREENS = (200, 500, 1_000, 2_000)
RATES = (50, 500, 2_000)
WANTED = ((200, 50), (200, 500), (500, 50), (500, 500), (500, 2_000), (1_000, 500), (2_000, 50), (2_000, 500))
"""Screens and rates that are measured unless all are asked for."""
TARGETS = {(500, 500): (15, 35), (500, 2_000): (20, 45)}
"""Milliseconds: the answer's p99 and the event's, in a quiet moment of two cores."""
SECONDS = 3.0
ROUNDS = 3


async def run(wanted: Sequence[tuple[int, int]] = WANTED, rounds: int = ROUNDS) -> str:
    """The section of the report."""
    if compiler() is None:
        return LEFT_OUT
    most = max(screens for screens, _ in wanted)
    moments, found = [], []
    with built("cscreens") as program:
        async with demo() as served, crowd(program, served, most) as people:
            for screens, rate in wanted:
                await people.gather(screens, rate)
                runs = []
                for _ in range(rounds):
                    await asyncio.sleep(0.5)
                    await asyncio.to_thread(wait_until_quiet, seconds=QUIET_SECONDS)
                    moments.append(calibrate())
                    runs.append(await people.offer(rate, SECONDS))
                found.append(runs)
    return f"{_HEAD}\n{table(_COLUMNS, [_row(runs) for runs in found])}\n{said(moments)}\n"


async def everything() -> str:
    """All sizes at all rates."""
    return await run(list(itertools.product(SCREENS, RATES)))


_COLUMNS = (
    "screens",
    "commands/s",
    "answer p50",
    "answer p99",
    "last screen p50",
    "last screen p99",
    "target (p99s)",
    "frames/s",
    "nothing lost",
    "server, receiver",
)
_HEAD = """\
Half of the commands are notes, half change a unit. Milliseconds from the moment a command was due, medians of the runs with the least and
the most; *nothing lost*: runs in which every command was saved and its event reached every screen without a missing frame. *Server,
receiver*: shares of a core. The rest of two cores belongs to the database.
"""


def _row(runs: Sequence[Run]) -> list[str]:
    first = runs[0]
    target = TARGETS.get((first.screens, first.rate))
    cells = [f"{first.screens:,}", f"{first.rate:,}"]
    cells += [
        spread([one.at(what, percent) for one in runs]) for what in ("ack", "event") for percent in (50, 99)
    ]
    cells.append("" if target is None else f"≤ {target[0]}, ≤ {target[1]}")
    cells.append(f"{max(one.frames_a_second for one in runs):,.0f}")
    lost = ""
    if not all(one.whole for one in runs):
        worst = min(runs, key=lambda one: one.complete)
        lost = f" (worst: {worst.saved} saved, {worst.complete} shown of {worst.offered}, {worst.gaps} gaps, {worst.restarts} anew)"
    cells.append(f"{sum(one.whole for one in runs)} of {len(runs)}{lost}")
    shares = [max(one.server_share for one in runs), max(one.receiver_share for one in runs)]
    cells.append(f"{shares[0]:.2f}, {shares[1]:.2f}")
    return cells
