"""Three processes write one log at full speed, one of them always a little late: nobody starves, all end equal."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dispatch.desk.writer import RACES_BEFORE_LOCK
from dispatch.log.store import LogStore
from tests.desk.world import LOG, desk_on, furnish
from tests.pg import Database

ROOT = Path(__file__).parents[2]
LATE = 0.005
NEVER = 10**9


@dataclass
class Racer:
    process: asyncio.subprocess.Process

    async def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        assert line, "the process ended"
        return dict(json.loads(line))

    def say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")


async def start(database: Database, folder: Path, node: str, **job: Any) -> Racer:
    job |= {"dsn": database.app_dsn, "node": node, "data": str(folder)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.racer",
        json.dumps(job),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    return Racer(process)


async def race(
    database: Database,
    folder: Path,
    *,
    rate: float,
    seconds: float,
    races_before_lock: int = RACES_BEFORE_LOCK,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What each process says of its commands, and of how it ended."""
    async with desk_on(database, folder, "n0") as desk:
        await furnish(desk)
        before = desk.head.seq
    racers = [
        await start(
            database,
            folder,
            f"n{place}",
            rate=rate,
            seconds=seconds,
            late=LATE if place == 3 else 0.0,
            races_before_lock=races_before_lock,
        )
        for place in (1, 2, 3)
    ]
    try:
        for racer in racers:
            assert (await racer.hear())["ready"]
        for racer in racers:
            racer.say("go")
        reports = [await racer.hear() for racer in racers]
        async with LogStore(database.app_dsn, node="judge") as store:
            row = await store.log(LOG)
            assert row is not None
        for racer in racers:
            racer.say(str(row.head.seq))
        ends = [await racer.hear() for racer in racers]
        for racer in racers:
            assert await racer.process.wait() == 0
    finally:
        for racer in racers:
            if racer.process.returncode is None:
                racer.process.kill()
                await racer.process.wait()
    for report, end in zip(reports, ends, strict=True):
        print(f"    {report} {end}")
    saved = sum(report["commands"] - report["not_saved"] for report in reports)
    assert row.head.seq - before <= 2 * saved
    return reports, ends


def assert_fair_and_equal(reports: list[dict[str, Any]], ends: list[dict[str, Any]]) -> None:
    assert [report["not_saved"] for report in reports] == [0, 0, 0]
    assert max(report["worst_races"] for report in reports) <= RACES_BEFORE_LOCK
    assert len({end["state"] for end in ends}) == 1
    assert len({end["head"] for end in ends}) == 1
    assert all(end["screen_equal"] and not end["gaps"] for end in ends), ends
    assert len({end["lines"] for end in ends}) == 1


async def test_nobody_starves_and_all_end_equal(database: Database, tmp_path: Path) -> None:
    reports, ends = await race(database, tmp_path, rate=60, seconds=4)
    assert_fair_and_equal(reports, ends)


@pytest.mark.long
async def test_nobody_starves_for_a_minute(database: Database, tmp_path: Path) -> None:
    reports, ends = await race(database, tmp_path, rate=200, seconds=60)
    assert_fair_and_equal(reports, ends)
    assert max(report["max_ms"] for report in reports) <= 1000


@pytest.mark.long
async def test_without_the_row_lock_the_late_one_starves(database: Database, tmp_path: Path) -> None:
    """The control of the test above."""
    reports, _ = await race(database, tmp_path, rate=200, seconds=10, races_before_lock=NEVER)
    late = reports[2]
    assert late["worst_races"] > 10 * RACES_BEFORE_LOCK
