"""Ended calls leave the live state, not before history has them, and come back whole when a command names them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest_asyncio

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk
from dispatch.desk.recall import Recaller
from dispatch.desk.requests import Who
from dispatch.desk.results import Envelope, NotSaved, Refused, Result, Saved
from dispatch.desk.timers import Timers
from dispatch.domain.actor import SYSTEM
from dispatch.domain.commands import AddNote, AssignUnits, ClearUnit, CloseCall, CorrectLine, ReopenCall
from dispatch.domain.decide import Context
from dispatch.domain.decision import Done, record
from dispatch.domain.events import Retired
from dispatch.domain.vocabulary import CallStatus
from dispatch.log.codec import encode
from dispatch.log.history import History
from dispatch.log.rows import Appended, Batch
from dispatch.log.store import LogStore
from tests.desk.test_nodes import settle
from tests.desk.world import DISPATCHER, LIAISON, LOG, call, command, desk_on, furnish, saved
from tests.pg import Database


@pytest_asyncio.fixture
async def store(database: Database) -> AsyncIterator[LogStore]:
    async with LogStore(database.app_dsn, node="n1") as opened:
        yield opened


@pytest_asyncio.fixture
async def busy(database: Database, tmp_path: Path, store: LogStore) -> AsyncIterator[Desk]:
    async with desk_on(database, tmp_path, store=store) as desk:
        await furnish(desk)
        yield desk


async def ended_call(desk: Desk) -> tuple[str, str]:
    """A call with a unit's work and a person's line, closed; its id and the line's."""
    made = (await saved(desk, DISPATCHER, call(text="fight at the gate"))).refs["call"]
    await saved(desk, DISPATCHER, AssignUnits(call=made, units=("A1",)))
    line = (await saved(desk, DISPATCHER, AddNote(text="two boys", call=made))).refs["line"]
    await saved(desk, DISPATCHER, ClearUnit(unit="A1"))
    await saved(desk, DISPATCHER, CloseCall(call=made, disposition="RPT", outcome="parents called"))
    return made, line


async def retire(store: LogStore, desk: Desk, call_id: str) -> None:
    """What the timer does half an hour later."""
    history = History(store, LOG)
    while await history.step():
        pass
    clock = SystemClock()
    context = Context(actor=SYSTEM, command_id=clock.new_id(), log=LOG, now=clock.now())
    (recorded,) = record(desk.state, Done((Retired(calls=(call_id,)),)), context).recorded
    rows = encode(recorded, lambda: bytes(32))
    result = await store.append(
        Batch(log_id=LOG, expected=desk.head, at=recorded.recorded_at, events=[rows.event])
    )
    assert isinstance(result, Appended)
    assert await desk._core.timeline.reached(recorded.seq, 5.0)
    while await history.step():
        pass


async def test_a_retired_call_comes_back_whole_when_it_is_named(busy: Desk, store: LogStore) -> None:
    made, _ = await ended_call(busy)
    before = busy.state.calls[made]
    await retire(store, busy, made)
    assert made not in busy.state.calls
    seq = busy.head.seq
    result = await busy.submit(
        DISPATCHER, reopened := command(ReopenCall(call=made, reason="she rang again"))
    )
    assert isinstance(result, Saved)
    assert busy.head.seq == seq + 2
    assert result.seq == seq + 2, "the answer names what was asked for, not what brought the call back"
    back = busy.state.calls[made]
    assert (back.number, back.text, back.reports) == (before.number, before.text, before.reports)
    assert back.status is CallStatus.PENDING
    again = await busy.submit(DISPATCHER, reopened)
    assert isinstance(again, Saved)
    assert again.duplicate
    assert busy.head.seq == seq + 2


async def test_a_line_of_a_retired_call_can_be_corrected(busy: Desk, store: LogStore) -> None:
    made, line = await ended_call(busy)
    await retire(store, busy, made)
    await saved(busy, DISPATCHER, CorrectLine(line=line, text="two girls", reason="misheard"))
    assert busy.state.lines[line].superseded_by is not None
    assert made in busy.state.calls


async def test_two_nodes_bring_it_back_once(
    database: Database, tmp_path: Path, busy: Desk, store: LogStore
) -> None:
    made, _ = await ended_call(busy)
    await retire(store, busy, made)
    async with desk_on(database, tmp_path, "n2") as other:
        same = command(ReopenCall(call=made, reason="she rang again"))
        first = await busy.submit(DISPATCHER, same)
        second = await other.submit(DISPATCHER, same)
        await settle(busy, other)
        assert isinstance(first, Saved)
        assert isinstance(second, Saved)
        assert second.seq == first.seq
        assert busy.state == other.state


async def test_a_call_that_never_was_is_not_found(busy: Desk) -> None:
    nothing = ReopenCall(call="b3f7c0de-0000-4000-8000-000000000000", reason="x")
    result = await busy.submit(DISPATCHER, command(nothing))
    assert isinstance(result, Refused)
    assert result.refusal.code == "not_found"
    stranger = await busy.submit(LIAISON, command(nothing))
    assert isinstance(stranger, Refused)
    assert stranger.refusal.code == "forbidden"


class LaterClock(SystemClock):
    """Half an hour on."""

    def now(self) -> datetime:
        return super().now() + timedelta(minutes=31)


async def test_a_call_leaves_only_when_history_has_it(busy: Desk, store: LogStore) -> None:
    await ended_call(busy)
    asked: list[str] = []

    async def submit(who: Who, envelope: Envelope) -> Result:
        asked.append(envelope.command.kind)
        return NotSaved(id=envelope.id, code="test", message="")

    later = replace(busy._core, clock=LaterClock())
    timers = Timers(later, submit, Recaller(store, LOG))
    await timers.fire()
    assert asked == []
    history = History(store, LOG)
    while await history.step():
        pass
    await timers.fire()
    assert asked == ["TimerDue"]
