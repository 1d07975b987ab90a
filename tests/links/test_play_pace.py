"""The pace of a play: at a speed, held, stepped on, stopped; and what the summary says of a play that was not whole."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from dispatch.desk.desk import Desk
from dispatch.links import giving
from dispatch.links.play import Pace, Summary, player, read, run
from dispatch.links.play.expect import Outcome
from tests.links.node import CLOCK, node
from tests.pg import Database

SCENARIO = b"""---
id: X
mode: ACTUAL
sites: [LKES]
events:
  - {t: 0, by: dispatcher, do: log, text: one}
  - {t: 100, by: dispatcher, do: log, text: two}
  - {t: 300, by: dispatcher, do: message_out, text: three}
expect: ["log.t == 0", "message.first_t <= 300", "decision.t <= 9", "no.such >= 1"]
"""


@pytest_asyncio.fixture
async def database(demo_database: Database) -> Database:
    """Every test here begins with the loaded demo."""
    return demo_database


class Standing:
    """A clock that goes on by as much as is slept, and no more."""

    def __init__(self) -> None:
        self.at = 50.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)
        self.at += seconds

    def new_id(self) -> str:
        return "id"

    def salt(self) -> bytes:
        return b"s" * 32

    def share(self, limit: float) -> float:
        return limit


async def test_a_speed_is_how_much_faster_than_life() -> None:
    for speed, expected in ((1.0, [10.0, 20.0]), (10.0, [1.0, 2.0]), (0.5, [20.0, 40.0])):
        clock = Standing()
        pace = Pace(clock, speed)
        assert [await pace.until(t) for t in (0.0, 10.0, 30.0)] == [True] * 3
        assert clock.slept == pytest.approx(expected)


async def test_without_waiting() -> None:
    clock = Standing()
    pace = Pace(clock, 0)
    assert await pace.until(10_000_000.0)
    assert clock.slept == []


async def test_time_that_events_took_is_caught_up() -> None:
    clock = Standing()
    pace = Pace(clock)
    clock.at += 25
    await pace.until(10.0)
    await pace.until(30.0)
    assert clock.slept == pytest.approx([5.0])


async def test_what_is_held_goes_on_from_where_it_was() -> None:
    clock = Standing()
    pace = Pace(clock)
    told: list[bool] = []
    pace.told = lambda: told.append(pace.paused)
    clock.at += 4
    pace.toggle()
    waiting = asyncio.create_task(pace.until(10.0))
    for _ in range(5):
        await asyncio.sleep(0)
    clock.at += 1000
    assert not waiting.done()
    pace.toggle()
    assert await waiting
    assert clock.slept == pytest.approx([6.0])
    assert told == [True, False]


@pytest.mark.parametrize("speed", [0.0, 1.0])
async def test_what_begins_held_waits_and_is_stepped_on(speed: float) -> None:
    pace = Pace(Standing(), speed, paused=True)
    pace.begin()
    waiting = asyncio.create_task(pace.until(0.0))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not waiting.done()
    pace.step()
    assert await waiting
    assert pace.paused


async def test_a_step_moves_the_clock_to_the_event() -> None:
    clock = Standing()
    pace = Pace(clock)
    pace.step()
    assert await pace.until(100.0)
    assert clock.slept == []
    await pace.until(110.0)
    assert clock.slept == pytest.approx([10.0])


async def test_the_clock_begins_with_the_play() -> None:
    clock = Standing()
    pace = Pace(clock)
    clock.at += 500
    pace.begin()
    await pace.until(10.0)
    assert clock.slept == pytest.approx([10.0])


async def test_a_stop_ends_the_wait() -> None:
    pace = Pace(CLOCK, 1.0)
    waiting = asyncio.create_task(pace.until(1000.0))
    await asyncio.sleep(0.01)
    pace.stop()
    assert not await waiting
    assert not await pace.until(0.0)


async def test_a_play_keeps_its_speed(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path) as desk:
        began = CLOCK.monotonic()
        summary = await run(desk, read(SCENARIO, "X"), CLOCK, Pace(CLOCK, 1000), lambda _: None)
        assert 0.3 <= CLOCK.monotonic() - began < 5
        assert summary.problem() == "Played to its end, but 1 expectation was not met."


async def test_a_stopped_play_says_what_was_left_and_keeps_what_was_saved(
    database: Database, tmp_path: Path
) -> None:
    async with node(database, tmp_path) as desk:
        pace, before = Pace(CLOCK, 1.0), desk.head.seq
        lines: list[str] = []

        def say(line: str) -> None:
            lines.append(line)
            if "dispatcher: log" in line:
                pace.stop()

        summary = await run(desk, read(SCENARIO, "X"), CLOCK, pace, say)
        assert desk.head.seq == before + 1
        assert (summary.events, summary.saved) == (1, 1)
        assert [one.line for one in summary.left] == [7, 8]
        assert "  left      line 7, 01:40, dispatcher: log" in lines
        assert summary.problem() == (
            "It was stopped before line 7, at 01:40; 2 of 3 events were left. What was saved stays in log pine-mesa."
        )
        outcomes = [one.outcome for one in summary.expectations()]
        # What did not happen because the play was stopped is not held against anybody.
        assert outcomes == [Outcome.MET, *[Outcome.NOT_MEASURABLE] * 3]
        body = summary.body()
        assert body["played_to_its_end"] is False
        assert [one["line"] for one in body["left"]] == [7, 8]


async def test_a_log_that_cannot_be_written_ends_the_play_with_its_summary(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = giving.give

    async def give(desk: Desk, *rest: object) -> object:
        if rest[1].command.text == "two":  # type: ignore[attr-defined]
            raise giving.Ungiven("The database is gone.")
        return await given(desk, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(player, "give", give)
    async with node(database, tmp_path) as desk:
        summary: Summary = await run(desk, read(SCENARIO, "X"), CLOCK, Pace(CLOCK, 0), lambda _: None)
    assert (summary.saved, summary.events) == (1, 2)
    assert [one.line for one in summary.left] == [7, 8]
    assert str(summary.problem()).startswith("The log could not be written: The database is gone; 2 of 3 ")
