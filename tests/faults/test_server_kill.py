"""Whole servers die: at named points with somebody waiting for the answer, under load, and standing still for a while.

What was acknowledged is there after the restart, nothing is there twice, and each command came to its answer without
its sender doing anything but sending the same id again.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from typing import Any

import pytest

from dispatch.desk.crash import POINTS, STATUS, Point
from tests.faults import checks
from tests.faults.conftest import Town
from tests.faults.console import Address, Console
from tests.faults.history import History
from tests.faults.roster import SECOND
from tests.faults.servers import Server, serving
from tests.faults.shift import Person, at_work, audit, settle
from tests.faults.test_crash_points import COMMIT, NOTHING_WRITTEN

MARK = "said just before the crash"
ORDERS: dict[str, dict[str, Any]] = {
    "note": {"kind": "AddNote", "text": MARK},
    "call": {"kind": "CreateCall", "call_type": "THEFT", "site": "GRHS", "text": MARK},
    "lockdown": {"kind": "StartAction", "sites": ["GRHS"], "action_type": "LOCKDOWN", "area": MARK},
    "panic": {"kind": "RaisePanic", "site": "PVES", "room": "101", "text": MARK},
}
SHOWN_SECONDS = 2.0
BACK_SECONDS = 15.0
"""A loaded machine may take long to start Python; what the product adds to that is small."""


async def killed_at(town: Town, point: Point, order: str) -> None:
    """One server; who looks on is on the same one."""
    history = History()
    async with serving(town.data, town.environment, crash_at=point) as [server]:
        ana, ben = await server.sign_in(), await server.sign_in(SECOND)
        async with (
            Console("ana", history, lambda: ana) as console,
            Console("ben", history, lambda: ben) as screen,
        ):
            await asyncio.gather(console.live.wait(), screen.live.wait())
            asking = asyncio.create_task(console.ask(ORDERS[order], mark=MARK))
            assert await server.died() == STATUS
            await server.start()
            answer = await asking
            shown = [await settle(one, server, ben) for one in (console, screen)]
    assert answer.outcome == "ok"
    await audit(history, await town.log(), after=town.seq)
    checks.require(*shown)


async def test_a_server_killed_after_the_commit_and_before_the_answer(town: Town) -> None:
    await killed_at(town, "after_append", "call")


@pytest.mark.long
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("point", COMMIT)
async def test_a_server_killed_at(town: Town, point: Point, order: str) -> None:
    assert point in POINTS
    await killed_at(town, point, order)


@pytest.mark.long
@pytest.mark.parametrize("point", [one for one in COMMIT if one not in NOTHING_WRITTEN])
async def test_the_other_server_shows_what_the_dead_one_saved(town: Town, point: Point) -> None:
    """Saved and never shown by the one that saved it: the other has it within two seconds, and answers for it."""
    history = History()
    async with serving(town.data, town.environment, count=2, crash_at=point) as [dying, living]:
        ana, ben = await dying.sign_in(), await living.sign_in(SECOND)
        where = ana
        async with (
            Console("ana", history, lambda: where) as console,
            Console("ben", history, lambda: ben) as screen,
        ):
            await asyncio.gather(console.live.wait(), screen.live.wait())
            asking = asyncio.create_task(console.ask(ORDERS["lockdown"], mark=MARK))
            assert await dying.died() == STATUS
            await screen.reached(town.seq + 1, SHOWN_SECONDS)
            where = Address(living.url, ana.cookie)
            answer = await asking
            shown = [await settle(one, living, ben) for one in (console, screen)]
    assert answer.outcome == "ok"
    assert answer.body["duplicate"] is True
    await audit(history, await town.log(), after=town.seq)
    checks.require(*shown)


async def kills_under_load(
    town: Town, *, kills: int, people: int, seed: int, still_seconds: float = 0.0
) -> None:
    history = History()
    dice = random.Random(seed)
    async with serving(town.data, town.environment) as [server], contextlib.AsyncExitStack() as stack:
        ana = await server.sign_in()
        consoles = [
            await stack.enter_async_context(Console(f"p{number}", history, lambda: ana))
            for number in range(people)
        ]
        workers = [Person(console, random.Random(seed + n)) for n, console in enumerate(consoles)]
        async with at_work(workers):
            for _ in range(kills):
                await asyncio.sleep(dice.uniform(0.3, 1.2))
                await kill_and_restart(server, history)
            await asyncio.sleep(0.3)
        if still_seconds:
            await stand_still(server, consoles[0], history, still_seconds)
        shown = [await settle(console, server, ana) for console in consoles]
    print(f"\n    {kills} kills while {len(history.ops):,} commands ran")
    await audit(history, await town.log(), after=town.seq)
    checks.require(*shown)
    lost_links = [one for op in history.ops for one in op.answers if one.outcome == "lost"]
    assert lost_links, "no kill met a command on its way: the test shows nothing"


async def kill_and_restart(server: Server, history: History) -> None:
    """Kill it in the middle of the work and start it again; returns when commands are saved again."""
    server.kill()
    took = await server.start()
    took += await history.acknowledged_again(BACK_SECONDS)
    print(f"\n    killed; acknowledging again after {took:.1f} s, start of Python included")


async def stand_still(server: Server, console: Console, history: History, seconds: float) -> None:
    """SIGSTOP: nothing answers and nothing is closed; the client sends the same id until it is answered."""
    server.freeze()
    mark = console.mark()
    asking = asyncio.create_task(console.ask({"kind": "AddNote", "text": mark}, mark=mark))
    await asyncio.sleep(seconds)
    assert not asking.done()
    server.thaw()
    answer = await asyncio.wait_for(asking, 30)
    assert answer.outcome == "ok"
    op = next(one for one in history.ops if one.mark == mark)
    print(f"\n    stood still for {seconds:.0f} s: the same id was sent {op.sent} times")
    assert op.sent >= 2, "the client never gave the link up: the test shows nothing"


async def test_a_server_that_is_killed_under_load_and_stands_still(town: Town) -> None:
    await kills_under_load(town, kills=1, people=4, seed=11, still_seconds=4)


@pytest.mark.long
async def test_a_server_that_is_killed_ten_times_under_load(town: Town) -> None:
    await kills_under_load(town, kills=10, people=8, seed=12, still_seconds=20)


@pytest.mark.long
async def test_a_server_that_is_told_to_end_and_then_killed(town: Town) -> None:
    """SIGTERM under load, SIGKILL five seconds later: what was under way was finished or is found out."""
    history = History()
    async with serving(town.data, town.environment) as [server], contextlib.AsyncExitStack() as stack:
        ana = await server.sign_in()
        consoles = [
            await stack.enter_async_context(Console(f"p{number}", history, lambda: ana))
            for number in range(4)
        ]
        async with at_work([Person(one, random.Random(n)) for n, one in enumerate(consoles)]):
            await asyncio.sleep(0.5)
            assert server.process is not None
            server.process.terminate()
            await asyncio.sleep(5)
            server.kill()
            await server.start()
            await asyncio.sleep(0.5)
        shown = [await settle(console, server, ana) for console in consoles]
    await audit(history, await town.log(), after=town.seq)
    checks.require(*shown)
