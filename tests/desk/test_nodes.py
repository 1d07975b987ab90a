"""Several nodes on one log: none leads, none starves, and a command has one effect and one answer."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from dispatch.desk.desk import Desk
from dispatch.desk.results import Refused, Result, Saved
from dispatch.desk.writer import RACES_BEFORE_LOCK
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AddNote, AssignUnits, CloseCall, SetUnitStatus
from dispatch.log.rows import AppendResult, Batch
from dispatch.log.store import LogStore
from tests.desk.world import (
    DISPATCHER,
    LIAISON,
    SUPERVISOR,
    call,
    command,
    desk_on,
    furnish,
    officer,
    saved,
    until,
)
from tests.pg import Database


class SlowStore(LogStore):
    """A node that is a little slower between deciding and appending."""

    async def append(self, batch: Batch) -> AppendResult:
        await asyncio.sleep(0.005)
        return await super().append(batch)


async def settle(*desks: Desk) -> None:
    """Until every desk has folded what any has."""
    top = max(desk.head.seq for desk in desks)
    for desk in desks:
        assert await desk._core.timeline.reached(top, 5.0)


async def test_a_desk_follows_another(database: Database, tmp_path: Path) -> None:
    async with desk_on(database, tmp_path, "n1") as one, desk_on(database, tmp_path, "n2") as two:
        await furnish(one)
        await settle(one, two)
        assert two.head == one.head
        assert two.state == one.state
        await saved(two, DISPATCHER, call())
        await settle(one, two)
        assert one.state == two.state


async def test_a_node_hears_of_others_at_once_and_not_of_itself(database: Database, tmp_path: Path) -> None:
    async with (
        LogStore(database.app_dsn, node="n1") as store,
        desk_on(database, tmp_path, store=store) as one,
    ):
        await furnish(one)
        own: list[str | None] = []
        others: list[str | None] = []
        ends = [store.on_wake(own.append), store.on_wake(others.append, own=False)]
        await saved(one, DISPATCHER, call())
        await until(lambda: bool(own))
        assert others == []
        async with desk_on(database, tmp_path, "n2") as two:
            await saved(two, DISPATCHER, call())
            await until(lambda: bool(others))
        for end in ends:
            end()


async def test_a_lost_race_is_decided_again_on_the_new_state(database: Database, tmp_path: Path) -> None:
    async with desk_on(database, tmp_path, "n1") as one, desk_on(database, tmp_path, "n2") as two:
        await furnish(one)
        await settle(one, two)
        made = await saved(one, DISPATCHER, call())
        await settle(one, two)
        closing = CloseCall(call=made.refs["call"], disposition="GOA", outcome="nobody there")
        both = await asyncio.gather(
            one.submit(DISPATCHER, command(closing)), two.submit(SUPERVISOR, command(closing))
        )
        assert sorted(type(result).__name__ for result in both) == ["Refused", "Saved"]
        await settle(one, two)
        assert one.state == two.state


async def test_the_same_command_fifty_times_on_two_desks_has_one_effect(
    database: Database, tmp_path: Path
) -> None:
    async with desk_on(database, tmp_path, "n1") as one, desk_on(database, tmp_path, "n2") as two:
        await furnish(one)
        await settle(one, two)
        before = one.head.seq
        same = command(call())
        results = await asyncio.gather(
            *(desk.submit(DISPATCHER, same) for _ in range(25) for desk in (one, two))
        )
        assert all(isinstance(result, Saved) for result in results), results
        kept = [result for result in results if isinstance(result, Saved)]
        assert len({(result.seq, result.receipt, result.refs["call"]) for result in kept}) == 1
        assert sum(not result.duplicate for result in kept) == 1
        await settle(one, two)
        assert one.head.seq == before + 1
        # Control: the same wish with ids of its own is fifty effects.
        others = await asyncio.gather(
            *(desk.submit(DISPATCHER, command(call())) for _ in range(25) for desk in (one, two))
        )
        await settle(one, two)
        assert all(isinstance(result, Saved) for result in others)
        assert one.head.seq == before + 51


async def test_an_id_is_not_used_twice(desk: Desk) -> None:
    first = command(call())
    assert isinstance(await desk.submit(DISPATCHER, first), Saved)
    for who, again in (
        (DISPATCHER, replace(first, command=call("PMES"))),
        (SUPERVISOR, first),
        (DISPATCHER, replace(first, expect={"x": 1})),
    ):
        result = await desk.submit(who, again)
        assert isinstance(result, Refused)
        assert result.refusal.code == "command_id_reused"
    assert isinstance(await desk.submit(DISPATCHER, first), Saved)


async def test_a_refusal_is_an_answer_and_stays_one(desk: Desk) -> None:
    made = await saved(desk, DISPATCHER, call())
    await saved(desk, DISPATCHER, AssignUnits(call=made.refs["call"], units=("A1",)))
    wrong = command(SetUnitStatus(unit="A1", status=UnitStatus.OFF))
    first = await desk.submit(officer("A1"), wrong)
    assert isinstance(first, Refused)
    assert not first.duplicate
    await saved(desk, DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.AV))
    again = await desk.submit(officer("A1"), wrong)
    assert isinstance(again, Refused)
    assert again.duplicate
    assert again.refusal.message == first.refusal.message
    # Control: a refusal of authority rests on the sender and is not kept.
    forbidden = command(call())
    refused: Result = await desk.submit(LIAISON, forbidden)
    assert isinstance(refused, Refused)
    assert isinstance(await desk.submit(DISPATCHER, forbidden), Saved)


async def test_losing_the_right_does_not_hide_that_it_was_saved(desk: Desk) -> None:
    note = command(AddNote(text="gate checked"))
    person = replace(LIAISON, role=DISPATCHER.role)
    first = await desk.submit(person, note)
    assert isinstance(first, Saved)
    again = await desk.submit(LIAISON, note)
    assert isinstance(again, Saved)
    assert again.duplicate
    assert again.receipt == first.receipt


async def test_a_stale_order_is_refused_but_not_a_saved_one(desk: Desk) -> None:
    past = desk.hub.clock.now() - timedelta(seconds=1)
    late = await desk.submit(DISPATCHER, command(call(), valid_until=past))
    assert isinstance(late, Refused)
    assert late.refusal.code == "stale_command"
    soon = desk.hub.clock.now() + timedelta(milliseconds=300)
    order = command(call(), valid_until=soon)
    assert isinstance(await desk.submit(DISPATCHER, order), Saved)
    await asyncio.sleep(0.4)
    again = await desk.submit(DISPATCHER, order)
    assert isinstance(again, Saved)
    assert again.duplicate


async def test_who_has_left_is_refused_at_the_moment_of_deciding(desk: Desk) -> None:
    result = await desk.submit(lambda: None, command(call()))
    assert isinstance(result, Refused)
    assert result.refusal.code == "session_ended"


async def test_a_slow_node_gets_its_turn(database: Database, tmp_path: Path) -> None:
    """And the control: without the row lock it loses race after race."""
    async with (
        SlowStore(database.app_dsn, node="n2") as slow,
        desk_on(database, tmp_path, "n1") as one,
    ):
        await furnish(one)
        async with desk_on(database, tmp_path, store=slow) as two:
            assert await race(one, two) <= RACES_BEFORE_LOCK
        async with desk_on(database, tmp_path, store=slow, races_before_lock=10**9) as two:
            assert await race(one, two) > RACES_BEFORE_LOCK


async def race(busy: Desk, other: Desk) -> int:
    """The most races that a command of the other desk loses while the busy one never rests."""
    over = asyncio.Event()

    async def hurry() -> None:
        while not over.is_set():
            await saved(busy, DISPATCHER, AddNote(text="busy"))

    hurrying = [asyncio.create_task(hurry()) for _ in range(2)]
    try:
        async with asyncio.timeout(3.0):
            for _ in range(10):
                await saved(other, SUPERVISOR, AddNote(text="slow"))
    except TimeoutError:
        pass
    finally:
        over.set()
        await asyncio.gather(*hurrying)
    return other.counts.worst_races
