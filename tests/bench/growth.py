"""How time, bytes and memory grow with units, sites, rooms and screens.

Every point is a process of its own: a real desk on embedded PostgreSQL (fsync on) with a district of that size, and screens whose sockets
are lists, so that what is measured is the product and not the kernel. Time is from a command's submission until its frame was written to
the last screen, one command at a time on an idle desk, the median of many. Memory is what the process holds then. Pictures are written
beside the report.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command, CreateCall, SetUnitStatus, StartAction
from dispatch.links.demo.people import actor
from dispatch.log.embedded import start_embedded
from dispatch.log.migrate import upgrade
from dispatch.log.store import LogStore
from tests.bench.busy import TYPES, Size, furnish, give
from tests.bench.picture import Line, Panel, draw
from tests.e2e.district import data_folder

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images" / "performance"
TIMES = {"status": 60, "call": 30, "action": 30}
_NAMES = {"status": "a unit's status", "call": "a new call", "action": "an action"}
_IDLE_SECONDS = 0.022
"""A little longer than the tick: the next frame leaves at once, as on a quiet desk."""
_FRAME = b'{"type":"frame"'
_logs = itertools.count()


@dataclass(frozen=True, slots=True)
class Curve:
    """What grows, along which sizes, with everything else as it is."""

    name: str
    along: str
    points: tuple[int, ...]
    size: Callable[[int], tuple[Size, int]]
    """The district and the number of screens of a point."""


CURVES = (
    Curve("units", "units", (30, 100, 300, 1000), lambda n: (Size(units=n, sites=157, calls=40), 10)),
    Curve("sites", "sites", (50, 157, 500, 1000, 2000), lambda n: (Size(units=34, sites=n, calls=40), 10)),
    Curve(
        "rooms", "rooms of each of 157 sites", (0, 50, 200, 500),
        lambda n: (Size(units=34, sites=157, rooms=n, calls=40), 10),
    ),
    Curve("screens", "screens", (50, 100, 250, 500, 1000), lambda n: (Size(units=34, sites=157, calls=40), n)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """What one size costs. Times in milliseconds by kind of command, ``snapshot`` and ``memory`` in bytes."""

    at: int
    times: dict[str, float]
    processor: float
    """Milliseconds of processor time of a command, all kinds."""
    snapshot: int
    memory: int


async def report() -> str:
    """The section of the report; the pictures beside it."""
    found = await run()
    PICTURES.mkdir(parents=True, exist_ok=True)
    lines = ["## Growth\n", " ".join((__doc__ or "").split("\n\n", 1)[1].split()), ""]
    for curve, points in found.items():
        (PICTURES / f"growth-{curve.name}.svg").write_text(_picture(curve, points))
        lines.append(f"![Growth with {curve.along}](images/performance/growth-{curve.name}.svg)\n")
        lines.append(
            f"| {curve.along} | " + " | ".join(_NAMES.values()) + " | processor | snapshot | memory |"
        )
        lines.append("|" + "---|" * (len(_NAMES) + 4))
        for one in points:
            times = " | ".join(f"{one.times[kind]:.2f} ms" for kind in _NAMES)
            rest = f"{one.processor:.2f} ms | {one.snapshot / 1000:,.0f} kB | {one.memory / 1e6:,.0f} MB"
            lines.append(f"| {one.at:,} | {times} | {rest} |")
        lines.append("")
    return "\n".join(lines)


async def run() -> dict[Curve, list[Point]]:
    """All curves; each point in a process of its own on one database."""
    found: dict[Curve, list[Point]] = {}
    with data_folder() as folder:
        server = await start_embedded(folder / "data")
        try:
            await upgrade(server.dsn)
            await _apart(
                CURVES[0], CURVES[0].points[0], server.app_dsn, str(folder)
            )  # the first one pays for cold files
            for curve in CURVES:
                found[curve] = [await _apart(curve, at, server.app_dsn, str(folder)) for at in curve.points]
        finally:
            await server.stop(force=True)
    return found


async def _apart(curve: Curve, at: int, dsn: str, folder: str) -> Point:
    size, screens = curve.size(at)
    given = {"at": at, "screens": screens, "log": f"log-{next(_logs)}", "folder": folder, **asdict(size)}
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.growth",
        json.dumps(given),
        env=os.environ | {"BENCH_DSN": dsn},
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await child.communicate()
    if child.returncode:
        raise RuntimeError(f"{at} {curve.along}: the measuring process ended with {child.returncode}.")
    return Point(**json.loads(said))


class _Crowd:
    """When the last screen of many was written to."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._left = 0
        self._all = asyncio.Event()
        self.written = 0.0

    def wait_for_all(self) -> None:
        """From here on each screen counts once."""
        self._left = self._count
        self._all.clear()

    def framed(self) -> None:
        """One of them was written to."""
        self._left -= 1
        if self._left == 0:
            self.written = time.perf_counter()
            self._all.set()

    async def all_written(self) -> float:
        """When the last one was."""
        await self._all.wait()
        return self.written


class _Screen:
    """A socket that notes when it was written to."""

    def __init__(self, crowd: _Crowd) -> None:
        self._crowd = crowd
        self.waits = False
        self.first = 0
        self._greeted = False

    def write(self, data: bytes) -> None:
        if not self._greeted:
            self.first, self._greeted = len(data), True
        elif self.waits and _FRAME in data:
            self.waits = False
            self._crowd.framed()

    def buffered(self) -> int:
        return 0

    def close(self, code: int, reason: str) -> None:
        raise ConnectionError(f"a screen was sent away: {code} {reason}")

    def abort(self) -> None:
        raise ConnectionError("a screen was dropped")


async def _measure(given: dict[str, Any]) -> Point:
    at, count, log, folder = given.pop("at"), given.pop("screens"), given.pop("log"), given.pop("folder")
    async with LogStore(os.environ["BENCH_DSN"], node=log) as store:
        await store.create_log(log, nature="live", epoch="e1")
        desk = Desk(store, log, SystemClock(), data=Path(folder), settings=DeskSettings(timers=False))
        await desk.start()
        try:
            await furnish(desk, Size(**given))
            crowd = _Crowd(count)
            screens = [_Screen(crowd) for _ in range(count)]
            for number, screen in enumerate(screens):
                await desk.hub.attach(screen, who=actor("dispatcher", f"CON{number}"), session=str(number))
            used, times = time.process_time(), {}
            for kind, commands in _commands(desk).items():
                several = [await _one(desk, crowd, screens, next(commands)) for _ in range(TIMES[kind])]
                times[kind] = statistics.median(several) * 1e3
            processor = (time.process_time() - used) / sum(TIMES.values()) * 1e3
            gc.collect()
            return Point(at, times, processor, screens[0].first, _memory())
        finally:
            await desk.stop()


def _commands(desk: Desk) -> dict[str, Iterator[Command]]:
    free = [one.id for one in desk.state.units.values() if one.call is None]
    sites = itertools.cycle(sorted(desk.state.sites))
    turns = ((turn, unit) for turn in itertools.count() for unit in free)
    return {
        "status": (
            SetUnitStatus(unit=unit, status=(UnitStatus.RW, UnitStatus.AV)[turn % 2]) for turn, unit in turns
        ),
        "call": (
            CreateCall(type=TYPES[number % len(TYPES)], site=next(sites), distinct=True)
            for number in itertools.count()
        ),
        "action": (StartAction(sites=(next(sites),), type=ActionType.HOLD) for _ in itertools.count()),
    }


async def _one(desk: Desk, crowd: _Crowd, screens: list[_Screen], command: Command) -> float:
    """Seconds from submitting a command until its frame was written to the last screen."""
    await asyncio.sleep(_IDLE_SECONDS)
    for screen in screens:
        screen.waits = True
    crowd.wait_for_all()
    started = time.perf_counter()
    await give(desk, actor("dispatcher2"), command)
    return await crowd.all_written() - started


def _memory() -> int:
    """Bytes that this process holds in memory now."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0


def _picture(curve: Curve, points: list[Point]) -> str:
    times = [Line(name, [(one.at, one.times[kind]) for one in points]) for kind, name in _NAMES.items()]
    snapshot = Line("snapshot", [(one.at, one.snapshot / 1000) for one in points])
    memory = Line("memory", [(one.at, one.memory / 1e6) for one in points])
    return draw(
        f"Growth with {curve.along}",
        [
            Panel("Command to last screen written", "ms", curve.along, times),
            Panel("Snapshot of one screen", "kB", curve.along, [snapshot]),
            Panel("Memory of the node", "MB", curve.along, [memory]),
        ],
    )


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(_measure(json.loads(sys.argv[1]))))))
