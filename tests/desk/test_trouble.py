"""When the log does not answer: what is certain is said, what is not is found out, and a panic is shown anyway."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.desk.results import NotSaved, Result, Saved, Unknown
from dispatch.domain.commands import CloseCall, Command, DeclareEmergency, RaisePanic
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.refusals import Refusal
from dispatch.domain.state import State
from dispatch.log.store import LogStore
from tests.desk.cable import Cable, cable_to
from tests.desk.world import (
    DISPATCHER,
    LIAISON,
    LOG,
    SUPERVISOR,
    Screen,
    call,
    command,
    desk_on,
    furnish,
    officer,
    principal,
    saved,
    until,
)
from tests.pg import Database

PANIC = RaisePanic(site="GRHS", room="101")


@asynccontextmanager
async def cabled(database: Database, data: Path, **settings: Any) -> AsyncIterator[tuple[Desk, Cable]]:
    """A furnished desk whose wire to the database is in our hands."""
    async with (
        cable_to(database) as (cable, address),
        LogStore(address, node="n1") as store,
        desk_on(database, data, store=store, **settings) as desk,
    ):
        await furnish(desk)
        yield desk, cable
        cable.plug()


async def rows(database: Database, command_id: str) -> bool:
    connection = await asyncpg.connect(database.dsn)
    try:
        return bool(await connection.fetchval("SELECT count(*) FROM commands WHERE id = $1", command_id))
    finally:
        await connection.close()


async def test_a_lost_connection_before_writing_is_not_saved(database: Database, tmp_path: Path) -> None:
    async with cabled(database, tmp_path) as (desk, cable):
        cable.cut()
        await until(lambda: desk.status().db == "down")
        order = command(call())
        result = await desk.submit(DISPATCHER, order)
        assert isinstance(result, NotSaved)
        assert result.code == "database_down"
        assert not desk.status().writable
        assert desk.status().since is not None
        assert not await rows(database, order.id)
        cable.plug()
        await until(lambda: desk.status().writable)
        assert isinstance(await desk.submit(DISPATCHER, order), Saved)


async def test_a_commit_whose_answer_was_lost_is_found_by_its_id(database: Database, tmp_path: Path) -> None:
    async with cabled(database, tmp_path) as (desk, cable):
        before = desk.head.seq
        order = command(call())
        cable.hold_answers()
        waiting = asyncio.create_task(desk.submit(DISPATCHER, order))
        await until(lambda: rows(database, order.id))
        assert not waiting.done(), "saved, but nobody here can know that yet"
        assert desk.head.seq == before, "and nothing is shown"
        cable.cut()
        cable.plug()
        result = await waiting
        assert isinstance(result, Saved)
        assert result.seq == before + 1
        await until(lambda: desk.head.seq == before + 1)


async def test_nobody_waits_longer_than_his_patience(database: Database, tmp_path: Path) -> None:
    async with cabled(database, tmp_path, patience=1.0) as (desk, cable):
        cable.hold_answers()
        order = command(call())
        before = desk.counts.statements
        first = asyncio.create_task(desk.submit(DISPATCHER, order))
        await until(lambda: desk.counts.statements > before)
        behind = asyncio.create_task(desk.submit(DISPATCHER, command(call("PMES"))))
        assert isinstance(await first, Unknown), "it left for the database"
        assert isinstance(await behind, NotSaved), "it never left"
        cable.release_answers()
        again = await desk.submit(DISPATCHER, order)
        async with asyncio.timeout(5):
            while not isinstance(again, Saved):
                await asyncio.sleep(0.05)
                again = await desk.submit(DISPATCHER, order)
        assert again.duplicate, "the commit was never cancelled"
        assert sum(one.place.site == "GRHS" for one in desk.state.calls.values()) == 1


async def test_a_refusing_database_says_so_and_recovers(database: Database, tmp_path: Path) -> None:
    async with desk_on(database, tmp_path) as desk:
        await furnish(desk)
        await administer(database, "REVOKE INSERT ON events FROM dispatch_app")
        result = await desk.submit(DISPATCHER, command(call()))
        assert isinstance(result, NotSaved)
        await administer(database, "GRANT INSERT ON events TO dispatch_app")
        await until(lambda: desk.status().writable)
        await saved(desk, DISPATCHER, call())


async def administer(database: Database, *statements: str) -> None:
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


# --- panics ---------------------------------------------------------------------------------------------------


async def test_a_panic_is_shown_unsaved_and_saved_later(database: Database, tmp_path: Path) -> None:
    async with cabled(database, tmp_path, patience=0.5) as (desk, cable):
        screen = Screen()
        assert await desk.hub.attach(screen, who=DISPATCHER, session="s") is not None
        cable.cut()
        order = command(PANIC)
        result = await desk.submit(principal("GRHS"), order)
        assert isinstance(result, Unknown)
        assert result.journalled
        await until(lambda: bool(screen.of("frame")))
        (shown,) = screen.of("frame")[0]["upserts"]["unsaved"]
        assert (shown["id"], shown["site"], shown["room"]) == (order.id, "GRHS", "101")
        assert not desk.state.calls, "never mixed into the state"
        assert "RaisePanic" in journal(tmp_path)
        cable.plug()
        await until(lambda: bool(desk.state.calls))
        await until(lambda: screen.of("frame")[-1]["removed"].get("unsaved") == [order.id])
        again = await desk.submit(principal("GRHS"), order)
        assert isinstance(again, Saved)
        assert again.duplicate
        assert journal(tmp_path) == ""


def journal(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.glob("unsaved-*.jsonl"))


async def test_a_stuck_commit_shows_an_emergency_within_a_second(database: Database, tmp_path: Path) -> None:
    async with cabled(database, tmp_path) as (desk, cable):
        screen = Screen()
        assert await desk.hub.attach(screen, who=DISPATCHER, session="s") is not None
        cable.hold_answers()
        waiting = asyncio.create_task(desk.submit(officer("A1"), command(DeclareEmergency(unit="A1"))))
        await until(lambda: any("unsaved" in one["upserts"] for one in screen.of("frame")), 2.0)
        cable.release_answers()
        result = await waiting
        assert isinstance(result, Saved)
        assert desk.state.units["A1"].emergency is not None
        await until(lambda: any(one["removed"].get("unsaved") for one in screen.of("frame")))


async def test_nothing_else_and_nobody_else_is_shown_unsaved(database: Database, tmp_path: Path) -> None:
    async with cabled(database, tmp_path) as (desk, cable):
        cable.cut()
        await until(lambda: not desk.status().writable)
        assert isinstance(await desk.submit(DISPATCHER, command(call())), NotSaved)
        for stranger in (LIAISON, principal("PMES")):
            assert isinstance(await desk.submit(stranger, command(PANIC)), NotSaved)
        assert not desk.hub.unsaved
        assert journal(tmp_path) == ""


async def test_a_journalled_panic_survives_the_node(database: Database, tmp_path: Path) -> None:
    order = command(PANIC)
    async with cable_to(database) as (cable, address), LogStore(address, node="n1") as store:
        desk = Desk(
            store, LOG, SystemClock(), data=tmp_path, settings=DeskSettings(patience=0.3, timers=False)
        )
        await store.create_log(LOG, nature="live", epoch="e1")
        await desk.start()
        await furnish(desk)
        cable.cut()
        assert isinstance(await desk.submit(principal("GRHS"), order), Unknown)
        await desk.stop()
        cable.plug()
    with (tmp_path / f"unsaved-{LOG}.jsonl").open("a") as file:
        file.write('{"id": "cut by a cra')
    async with desk_on(database, tmp_path) as again:
        await until(lambda: bool(again.state.calls))
        await until(lambda: not again.hub.unsaved)
        (made,) = again.state.calls.values()
        assert made.place.room == "101"
    assert await rows(database, order.id)


# --- contradictions ---------------------------------------------------------------------------------------------


async def test_a_gap_stops_writing_and_keeps_the_view(database: Database, tmp_path: Path) -> None:
    await contradict(database, tmp_path, "DELETE FROM events WHERE seq = (SELECT max(seq) - 1 FROM events)")


async def test_a_moved_event_stops_writing_and_keeps_the_view(database: Database, tmp_path: Path) -> None:
    await contradict(
        database,
        tmp_path,
        "DELETE FROM events WHERE seq = (SELECT max(seq) - 1 FROM events)",
        "UPDATE events SET seq = seq - 1 WHERE seq = (SELECT max(seq) FROM events)",
    )


async def test_a_wrong_hash_stops_writing_and_keeps_the_view(database: Database, tmp_path: Path) -> None:
    await contradict(
        database,
        tmp_path,
        "UPDATE events SET chain = sha256(chain) WHERE seq = (SELECT max(seq) - 1 FROM events)",
    )


async def test_without_a_contradiction_nothing_stops(database: Database, tmp_path: Path) -> None:
    with pytest.raises(TimeoutError):
        await contradict(database, tmp_path, "SELECT 1")


async def contradict(database: Database, data: Path, *statements: str) -> None:
    """One node appends, somebody changes that row before the other node has read it."""
    async with (
        cable_to(database) as (cable, address),
        LogStore(address, node="n2") as far,
        desk_on(database, data, "n1") as near,
    ):
        await furnish(near)
        async with desk_on(database, data, store=far) as other:
            screen = Screen()
            assert await other.hub.attach(screen, who=DISPATCHER, session="s") is not None
            cable.hold_answers()
            made = await saved(near, DISPATCHER, call())
            await saved(near, DISPATCHER, call("PMES"))
            await administer(database, "ALTER TABLE events DISABLE TRIGGER USER", *statements)
            cable.cut()
            cable.plug()
            seq = other.head.seq
            await until(lambda: "stopped writing" in (other.status().reason or ""), 3.0)
            assert other.head.seq == seq, "nothing wrong is shown"
            result: Result = await other.submit(SUPERVISOR, command(call()))
            assert isinstance(result, NotSaved)
            assert result.code == "read_only"
            late = Screen()
            assert await other.hub.attach(late, who=DISPATCHER, session="s") is not None
            assert late.of("snapshot")[0]["seq"] == seq, "the view stays up"
            await until(lambda: any(one["db"] == "down" for one in screen.of("beat")))
            assert [one["code"] for one in screen.of("error")] == ["read_only"]
            assert made.seq == seq + 1


async def test_an_event_of_a_newer_program_ends_the_desk(database: Database, tmp_path: Path) -> None:
    async with desk_on(database, tmp_path) as desk:
        await furnish(desk)
        screen = Screen()
        assert await desk.hub.attach(screen, who=DISPATCHER, session="s") is not None
        await administer(database, "UPDATE logs SET reader_min = 2")
        async with asyncio.timeout(5):
            await desk.ended()
        assert screen.messages[-1]["type"] == "bye"
        assert screen.messages[-1]["code"] == "upgrade"
        assert isinstance(await desk.submit(DISPATCHER, command(call())), NotSaved)


class WrongClock(SystemClock):
    """A machine whose clock is set wrong."""

    off = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.off


async def test_a_node_whose_clock_differs_does_not_write(database: Database, tmp_path: Path) -> None:
    clock = WrongClock()
    async with LogStore(database.app_dsn, node="n1") as store:
        await store.create_log(LOG, nature="live", epoch="e1")
        desk = Desk(store, LOG, clock, data=tmp_path, settings=DeskSettings(timers=False))
        await desk.start()
        try:
            await furnish(desk)
            clock.off = timedelta(seconds=5)
            await until(lambda: desk.status().code == "clock_differs")
            assert isinstance(await desk.submit(DISPATCHER, command(call())), NotSaved)
            clock.off = timedelta(seconds=1)
            await until(lambda: desk.status().writable)
            await saved(desk, DISPATCHER, call())
        finally:
            await desk.stop()


async def test_time_never_runs_backwards_in_a_log(database: Database, tmp_path: Path) -> None:
    clock = WrongClock()
    async with LogStore(database.app_dsn, node="n1") as store:
        await store.create_log(LOG, nature="live", epoch="e1")
        desk = Desk(store, LOG, clock, data=tmp_path, settings=DeskSettings(timers=False))
        await desk.start()
        try:
            await furnish(desk)
            first = await saved(desk, DISPATCHER, call())
            clock.off = -timedelta(seconds=1.5)
            second = await saved(desk, DISPATCHER, call())
            assert second.at >= first.at
        finally:
            await desk.stop()


async def test_a_mistake_of_ours_stops_one_command_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(state: State, wanted: Command, context: Context) -> Accepted | Refusal:
        if isinstance(wanted, CloseCall):
            raise KeyError("a mistake")
        return decide(state, wanted, context)

    monkeypatch.setattr("dispatch.desk.draft.decide", stumbles)
    made = await saved(desk, DISPATCHER, call())
    bad, good = await asyncio.gather(
        desk.submit(DISPATCHER, command(CloseCall(call=made.refs["call"], disposition="RPT"))),
        desk.submit(DISPATCHER, command(call())),
    )
    assert isinstance(bad, NotSaved)
    assert bad.code == "internal_error"
    assert isinstance(good, Saved)
