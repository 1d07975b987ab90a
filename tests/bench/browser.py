"""The console in a real browser under a steady stream of updates: frames, script, latency, and what a dispatcher waits for.

300 units and 200 open calls, everything in the document. Up to 500 updates a second are real commands and positions of many people
on a real server that shares the machine with the browser. 1,000 a second are played from a recording of the same server's desk, so that
the browser is measured and not what is left of the machine; what the real server reached beside the browser is said too. Beside each rate
the same page was measured with nothing to do. There is no graphics card here: the map is drawn by the processor and the page waits for
it, so the rows without the map are nearer to what a console with a card does. By the profile the next limit is the framework's own walk
through what has changed, once a batch, then the rows that are made and dropped. Enter to `saved` is from the key's press to the paint,
of commands that a real server saves: with the updates played, so that server and database are as free as on a machine of their own, and
with all updates real, where browser, server, database and everybody who gives the commands share two cores and answers queue.
"""

from __future__ import annotations

import asyncio
import bisect
import gzip
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser

from tests.bench.busy import Size
from tests.bench.feeder import Fed, Feeder
from tests.bench.measure import percentile, wait_until_quiet
from tests.bench.page import Console, Cost, console, first_paint, started
from tests.bench.replay import Player
from tests.bench.served import Served, served
from tests.bench.updates import Board

SIZE = Size(units=300, sites=157, calls=200)
RATES = (100, 500)
PLAYED_RATE = 1000
SECONDS = 10.0
IDLE_SECONDS = 6.0
PAINTS = 5
KEY_SECONDS = 40.0
RECORDED_SECONDS = 22.0
"""As long as the longest playing needs at its rate."""
KEY_EVERY = 0.3
_DIST = Path(__file__).parents[2] / "frontend" / "dist"
_HEAD = (
    "| updates/s | script | renderer's tasks | renderer process | layout and style | median frame | p99 frame | "
    "long tasks | event to list p50 | p99 | heap | idle beside it: script, tasks, p99 frame |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass(slots=True)
class Load:
    """A rate, what the page cost under it, and what the same page cost with nothing to do just before."""

    name: str
    cost: Cost
    idle: Cost
    shown: list[float]
    """Milliseconds from a frame's leaving the server to its unit's new status in the list."""
    fed: Fed | None = None

    def line(self) -> str:
        """One row of the report."""
        cost, idle = self.cost, self.idle
        cells = [
            self.name,
            f"{cost.script:.1f} %",
            f"{cost.task:.0f} %",
            f"{cost.renderer:.0f} %",
            f"{cost.layout + cost.style:.1f} %",
            f"{cost.frame_median:.1f} ms",
            f"{cost.frame_p99:.0f} ms",
            f"{len(cost.long)}" + (f" (longest {max(cost.long):.0f} ms)" if cost.long else ""),
            f"{percentile(self.shown, 50):.0f} ms" if self.shown else "-",
            f"{percentile(self.shown, 99):.0f} ms" if self.shown else "-",
            f"{cost.heap_mb:.0f} MB",
            f"{idle.script:.1f} %, {idle.task:.0f} %, {idle.frame_p99:.0f} ms",
        ]
        return "| " + " | ".join(cells) + " |"


@dataclass(slots=True)
class Findings:
    """All of a run."""

    loads: list[Load] = field(default_factory=list)
    saved: dict[str, list[float]] = field(default_factory=dict)
    """Milliseconds from Enter to `saved`, by how the updates came."""
    paints: list[tuple[float, float]] = field(default_factory=list)
    reached: Fed | None = None
    recorded: float = 0.0
    shell: int = 0


async def report() -> str:
    """The section of the report."""
    found = await run()
    lines = ["## The console in a browser\n", _words(__doc__ or ""), "", _HEAD]
    lines += [one.line() for one in found.loads]
    lines.append("")
    for load in found.loads:
        if load.fed is not None:
            lines.append(f"- {load.name}: {_fed(load.fed)}.")
    if found.reached is not None:
        lines.append(
            f"- {PLAYED_RATE} updates/s asked of the real server beside the browser: {_fed(found.reached)}."
        )
    lines.append(
        f"- The recording was made at {found.recorded:,.0f} updates/s, the desk in process and no browser beside it."
    )
    for how, times in found.saved.items():
        p50, p90, p99 = (percentile(times, share) for share in (50, 90, 99))
        lines.append(
            f"- Enter on a command to `saved` painted, while {how}: p50 {p50:.0f} ms, p90 {p90:.0f} ms, p99 {p99:.0f} ms "
            f"({len(times)} commands)."
        )
    first = percentile([one for one, _ in found.paints], 50)
    board = percentile([two for _, two in found.paints], 50)
    lines.append(
        f"- Cold cache: first paint after {first:.0f} ms, the board with all its units after {board:.0f} ms "
        f"(median of {len(found.paints)}); the shell is {found.shell / 1000:.1f} KB gz before the map."
    )
    return "\n".join(lines) + "\n"


def _words(text: str) -> str:
    return " ".join(text.split("\n\n", 1)[1].split())


def _fed(fed: Fed) -> str:
    words = (
        f"{fed.rate:,.0f} updates/s left, {fed.saved} of {fed.commands} commands saved, {fed.refused} refused"
    )
    if fed.ack:
        words += (
            f", answered after p50 {percentile(fed.ack, 50):.0f} ms, p99 {percentile(fed.ack, 99):.0f} ms"
        )
    return words


async def run() -> Findings:
    """Everything, one after another."""
    found = Findings(shell=shell_bytes())
    async with served(SIZE, PLAYED_RATE, RECORDED_SECONDS) as district, started() as browser:
        wait_until_quiet()
        found.recorded = district.recording.rate
        found.paints = [await first_paint(browser, district.port, district.desks[0]) for _ in range(PAINTS)]
        await _real(browser, district, found)
        found.loads.append(await _played(browser, district, PLAYED_RATE, drawn=True))
        for rate in (RATES[-1], PLAYED_RATE):
            found.loads.append(await _played(browser, district, rate, drawn=False))
        for drawn, how in (
            (False, "500 played updates/s arrive, without the map"),
            (True, "500 played updates/s arrive"),
        ):
            found.saved[how] = await _while_played(browser, district, drawn=drawn)
    return found


async def _real(browser: Browser, district: Served, found: Findings) -> None:
    desks, officers = district.desks[1:], district.officers
    async with (
        Feeder(district.port, desks, officers, PLAYED_RATE) as feeder,
        console(browser, district.port, district.desks[0], SIZE.units) as page,
    ):
        for rate in RATES:
            idle = await _idle(page)
            sent = _Sent()
            feeder.board.shown = sent.note
            await page.begin()
            fed = await feeder.feed(rate, SECONDS)
            cost = await page.end()
            await asyncio.sleep(1.0)
            found.loads.append(Load(f"{rate}", cost, idle, sent.until_shown(cost), fed))
        for rate in RATES:
            feeding = asyncio.create_task(feeder.feed(rate, KEY_SECONDS / 2))
            found.saved[f"{rate} real updates/s arrive"] = await _pressed(page, feeding)
        found.reached = await feeder.feed(PLAYED_RATE, SECONDS / 2)
        await asyncio.sleep(1.0)


async def _played(browser: Browser, district: Served, rate: int, *, drawn: bool) -> Load:
    board, sent = Board(), _Sent()
    async with (
        Player(district.recording, district.port, board.take) as player,
        console(browser, player.port, district.desks[0], SIZE.units, drawn=drawn) as page,
    ):
        idle = await _idle(page)
        board.shown = sent.note
        await page.begin()
        reached = await player.play(rate, SECONDS)
        cost = await page.end()
        name = f"{reached:,.0f} (played{'' if drawn else ', no map'})"
        return Load(name, cost, idle, sent.until_shown(cost))


async def _while_played(browser: Browser, district: Served, *, drawn: bool) -> list[float]:
    async with (
        Player(district.recording, district.port, lambda text: None) as player,
        console(browser, player.port, district.desks[0], SIZE.units, drawn=drawn) as page,
    ):
        return await _pressed(page, asyncio.create_task(player.play(RATES[-1], KEY_SECONDS)))


async def _pressed(page: Console, load: asyncio.Task[Any]) -> list[float]:
    """From Enter to `saved`, again and again while a load lasts."""
    await asyncio.sleep(2.0)
    found: list[float] = []
    while not load.done():
        found += await page.saved_after(1, KEY_EVERY)
    await load
    return found


async def _idle(page: Console) -> Cost:
    await page.begin()
    await asyncio.sleep(IDLE_SECONDS)
    return await page.end()


class _Sent:
    """When which status of which unit left the server."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, str], list[float]] = {}

    def note(self, unit: str, status: str) -> None:
        self._at.setdefault((unit, status), []).append(time.time())

    def until_shown(self, cost: Cost) -> list[float]:
        """Milliseconds until the list showed it, for each change that the list showed."""
        found = []
        for unit, status, at in cost.rows:
            times = self._at.get((unit, status), [])
            place = bisect.bisect_right(times, at + 0.001)
            if place:
                found.append(max(0.0, at - times[place - 1]) * 1000)
        return found


def shell_bytes() -> int:
    """What the console loads before it can be used, compressed: its script, all that it imports at once, and their styles."""
    chunks = json.loads((_DIST / ".vite" / "manifest.json").read_text())
    seen: set[str] = set()
    waiting = ["console.html"]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += chunks[one].get("imports", [])
    files = {chunks[one]["file"] for one in seen}.union(*(chunks[one].get("css", []) for one in seen))
    return sum(len(gzip.compress((_DIST / file).read_bytes(), mtime=0)) for file in files)
