"""A command's way through the desk: one statement a batch, and no answer before its commit."""

from __future__ import annotations

import asyncio

from dispatch.desk.desk import Desk
from dispatch.desk.results import Refused, Saved
from dispatch.domain.commands import AssignUnits, CloseCall
from dispatch.log.heads import parse_head
from tests.desk.world import DISPATCHER, Screen, call, command, saved


async def test_a_command_is_saved_and_folded(desk: Desk) -> None:
    before = desk.head
    result = await saved(desk, DISPATCHER, call())
    assert result.seq == before.seq + 1
    assert result.refs["call"] in desk.state.calls
    assert desk.head.hash != before.hash
    assert not result.duplicate
    assert len(result.receipt) == 64


async def test_a_beat_names_the_head_that_verify_checks(desk: Desk) -> None:
    screen = Screen()
    await desk.hub.attach(screen, who=DISPATCHER, session="s")
    for _ in range(2):
        await saved(desk, DISPATCHER, call())
        await desk.hub.pace.flush(beat=True)
        beat = screen.of("beat")[-1]
        shown = parse_head(f"{beat['seq']}:{beat['head']}")
        assert shown.seq == desk.head.seq
        assert desk.head.hash.startswith(shown.hash)


async def test_commands_that_come_together_share_one_statement(desk: Desk) -> None:
    before = desk.counts.statements, desk.counts.batches
    results = await asyncio.gather(*(desk.submit(DISPATCHER, command(call())) for _ in range(40)))
    assert all(isinstance(one, Saved) for one in results)
    assert desk.counts.statements - before[0] <= 2
    assert desk.counts.batches - before[1] == desk.counts.statements - before[0]


async def test_commands_that_come_apart_do_not(desk: Desk) -> None:
    before = desk.counts.statements
    for _ in range(5):
        await saved(desk, DISPATCHER, call())
    assert desk.counts.statements - before == 5


async def test_later_commands_of_a_batch_rest_on_earlier_ones(desk: Desk) -> None:
    made = await saved(desk, DISPATCHER, call())
    number = made.refs["call"]
    send = command(AssignUnits(call=number, units=("A1",)))
    close = command(CloseCall(call=number, disposition="NOSUCH"))
    first, second = await asyncio.gather(desk.submit(DISPATCHER, send), desk.submit(DISPATCHER, close))
    assert isinstance(first, Saved)
    assert isinstance(second, Refused)
    assert desk.state.calls[number].units == ("A1",)
