"""The highest rate of commands that 500 screens can take: with the shared frame, and with ``send_text`` per socket in the same program.

``send_text`` is measured in two ways: for each event and socket, at once, as programs do that send to a list of sockets (the target was set
against that); and as the program falls back to it, one frame a tick, encoded once, with a call for each frame and socket.

Sustained: everything answered and shown, the event on the last screen with a p99 of at most ``LATE_MS``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from tests.bench.crowd import Crowd, Run, crowd
from tests.bench.demo import demo
from tests.bench.measure import QUIET_SECONDS, wait_until_quiet
from tests.bench.native import LEFT_OUT, built, compiler
from tests.bench.report import table

SCREENS = 500
EVENT_RATES = (25, 50, 100, 150, 200, 300, 400)
TEXT_RATES = (50, 200, 400, 800, 1_600, 3_200)
SHARED_RATES = (500, 1_000, 2_000, 3_000, 4_000, 6_000)
SECONDS = 3.0
LATE_MS = 250.0
_EVENT = "`send_text` for each event"
_TEXT = "`send_text` on the tick"
_SHARED = "the shared frame"


async def run() -> str:
    """The section of the report."""
    if compiler() is None:
        return LEFT_OUT
    with built("cscreens") as program:
        event = await _climb(program, "tests.bench.event_server", EVENT_RATES)
        text = await _climb(program, "tests.bench.message_server", TEXT_RATES)
        shared = await _climb(program, "dispatch", SHARED_RATES)
    rows = [
        [way, f"{one.rate:,}", f"{one.at('ack', 99):,.0f} ms", f"{one.at('event', 99):,.0f} ms", f"{one.complete:,} of {one.offered:,}"]
        for way, runs in ((_EVENT, event), (_TEXT, text), (_SHARED, shared))
        for one in runs
    ]  # fmt: skip
    kept = f"Sustained (p99 ≤ {LATE_MS:.0f} ms, nothing lost)"
    found = [f"{way} {_limit(runs)}" for way, runs in ((_EVENT, event), (_TEXT, text), (_SHARED, shared))]
    said = f"{kept}: {', '.join(found)}. {_times(event, shared)}"
    columns = ("500 screens by", "commands/s", "answer p99", "last screen p99", "on every screen")
    return f"{table(columns, rows)}\n{said}\n"


def sustained(run: Run) -> bool:
    """Whether a server keeps up with this rate."""
    return run.whole and run.at("event", 99) <= LATE_MS


def _best(runs: Sequence[Run]) -> int:
    return max((one.rate for one in runs if sustained(one)), default=0)


def _limit(runs: Sequence[Run]) -> str:
    """A row of rates that ended before the server did has not found its limit."""
    return f"{'at least ' if sustained(runs[-1]) else ''}{_best(runs):,}/s"


def _times(event: Sequence[Run], shared: Sequence[Run]) -> str:
    if sustained(event[-1]) or not _best(event):
        return f"No ratio: the limit of {_EVENT} was not among these rates (target ≥ 10)."
    least = "at least " if sustained(shared[-1]) else ""
    return f"The shared frame carries {least}**{_best(shared) / _best(event):.1f} times** the first (target ≥ 10)."


async def _climb(program: Path, module: str, rates: Sequence[int]) -> list[Run]:
    """Higher and higher until it no longer keeps up; whoever fails gets a second attempt in a quiet moment."""
    found: list[Run] = []
    async with demo(module) as served, crowd(program, served, SCREENS) as people:
        for rate in rates:
            found.append(await _attempt(people, rate))
            if not sustained(found[-1]):
                found[-1] = await _attempt(people, rate)
            if not sustained(found[-1]):
                break
    return found


async def _attempt(people: Crowd, rate: int) -> Run:
    await people.gather(SCREENS, rate)
    await asyncio.to_thread(wait_until_quiet, seconds=QUIET_SECONDS)
    return await people.offer(rate, SECONDS)
