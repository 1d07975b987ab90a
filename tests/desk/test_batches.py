"""What a batch holds, what it costs, and that answers go before frames."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest

from dispatch.desk import crash
from dispatch.desk.desk import Desk
from dispatch.desk.draft import EVENTS_MAX
from dispatch.desk.requests import COMMANDS_MAX, WAITING_MAX, Request
from dispatch.desk.results import NotSaved, Saved, to_wire
from dispatch.domain import fold as fold_module
from dispatch.domain.actor import SYSTEM
from dispatch.domain.commands import AddNote, DefineRoster
from dispatch.domain.draft import Draft
from dispatch.domain.record import Recorded
from dispatch.domain.roster import Unit, UnitKind
from dispatch.log.rows import AppendResult, Batch
from dispatch.log.store import LogStore
from tests.desk.town import Town
from tests.desk.world import DISPATCHER, Screen, call, command, desk_on, furnish, saved, until
from tests.pg import Database


class CountingStore(LogStore):
    """Keeps the batches that were appended."""

    async def append(self, batch: Batch) -> AppendResult:
        self.batches = [*getattr(self, "batches", []), batch]
        return await super().append(batch)


async def test_load_makes_batches_and_batches_are_bounded(database: Database, tmp_path: Path) -> None:
    async with (
        CountingStore(database.app_dsn, node="n1") as store,
        desk_on(database, tmp_path, store=store) as desk,
    ):
        await furnish(desk)
        store.batches = []
        orders = [command(AddNote(text="a")) for _ in range(600)]
        results = await asyncio.gather(*(desk.submit(DISPATCHER, order) for order in orders))
        assert all(isinstance(one, Saved) for one in results)
        sizes = [len(batch.events) for batch in store.batches]
        assert sum(sizes) == 600
        assert max(sizes) <= EVENTS_MAX
        assert len(sizes) == -(-600 // COMMANDS_MAX), "no lingering, no smaller than they must be"
        assert [one.seq for one in results if isinstance(one, Saved)] == sorted(
            one.seq or 0 for one in results if isinstance(one, Saved)
        ), "in the order in which they came"


async def test_a_commands_events_are_never_split(database: Database, tmp_path: Path) -> None:
    async with (
        CountingStore(database.app_dsn, node="n1") as store,
        desk_on(database, tmp_path, store=store) as desk,
    ):
        await furnish(desk)
        store.batches = []
        many = tuple(
            Unit(code=f"B{n}", unit_kind=UnitKind.PATROL, agency="PMSD") for n in range(EVENTS_MAX + 50)
        )
        first, last = await asyncio.gather(
            desk.submit(SYSTEM, command(DefineRoster(units=many))), desk.submit(DISPATCHER, command(call()))
        )
        assert isinstance(first, Saved)
        assert isinstance(last, Saved)
        assert [len(batch.events) for batch in store.batches] == [len(many), 1]


async def test_a_command_that_meets_a_mistake_leaves_nothing_of_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = fold_module._take

    def half(draft: Draft, recorded: Iterable[Recorded]) -> None:
        for one in recorded:
            folded(draft, (one,))
            if getattr(getattr(one.event, "text", None), "value", "") == "bad":
                raise ZeroDivisionError

    monkeypatch.setattr(fold_module, "_take", half)
    before, lines = desk.state.seq, len(desk.state.lines)
    orders = [command(AddNote(text=one)) for one in ("a", "bad", "b")]
    results = await asyncio.gather(*(desk.submit(DISPATCHER, one) for one in orders))
    assert [type(one) for one in results] == [Saved, NotSaved, Saved]
    assert desk.state.seq == before + 2
    assert len(desk.state.lines) == lines + 2


async def test_a_full_queue_turns_away_at_once(desk: Desk) -> None:
    loop = asyncio.get_running_loop()
    for _ in range(WAITING_MAX):
        abandoned = Request(command(call()), DISPATCHER, b"", loop.create_future())
        abandoned.answer.cancel()
        desk._core.inbox.put(abandoned)
    result = await desk.submit(DISPATCHER, command(call()))
    assert isinstance(result, NotSaved)
    assert result.code == "busy"
    await until(lambda: not desk._core.inbox.full)
    await saved(desk, DISPATCHER, call())


async def test_an_answer_goes_before_the_frame_that_shows_it(desk: Desk) -> None:
    screen = Screen()
    connection = await desk.hub.attach(screen, who=DISPATCHER, session="s")
    assert connection is not None
    await asyncio.sleep(0.05)
    for _ in range(5):
        screen.messages.clear()
        result = await desk.submit(DISPATCHER, command(call()))
        connection.send({"type": "result", **to_wire(result)})
        await until(lambda: bool(screen.of("frame")))
        kinds = [one["type"] for one in screen.messages if one["type"] in ("result", "frame")]
        assert kinds == ["result", "frame"]


async def test_a_long_row_of_screens_lets_others_have_their_turn() -> None:
    town = Town()
    for _ in range(200):
        await town.screen(DISPATCHER)
    turns = 0
    over = False

    async def somebody_else() -> None:
        nonlocal turns
        while not over:
            await asyncio.sleep(0)
            turns += 1

    other = asyncio.create_task(somebody_else())
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    over = True
    await other
    assert turns >= 200 // 64
    assert town.hub.pace.writes == 200


async def test_an_empty_decision_is_saved_without_an_event(desk: Desk) -> None:
    before = desk.head
    again = await saved(
        desk, SYSTEM, DefineRoster(units=(Unit(code="A1", unit_kind=UnitKind.PATROL, agency="PMSD"),))
    )
    assert again.seq is None
    assert desk.head == before
    assert "seq" not in to_wire(again)


def test_external_lenses_are_told_no_seq() -> None:
    result = Saved(id="x", at=Town().clock.now(), receipt="r", seq=77)
    assert to_wire(result)["seq"] == 77
    assert "seq" not in to_wire(result, internal=False)


def test_crash_points_are_known_by_name_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    died: list[int] = []
    monkeypatch.setattr("os._exit", died.append)
    with pytest.raises(ValueError, match="names no crash point"):
        crash._armed("before_lunch")
    point = crash._armed("after_append:2")
    point("before_append")
    point("after_append")
    assert died == []
    point("after_append")
    assert died == [crash.STATUS]
    assert crash.crash_point is crash._pass, "switched off, it costs a call of nothing"
