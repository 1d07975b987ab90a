"""A screen whose link breaks at random moments, and comes back on whichever server it finds, ends right and in order.

Each run ends with its control, a screen that resumes by the number of the frame instead of the event: it must end
wrong, or the test would prove nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from typing import Any

import pytest

from tests.faults import checks
from tests.faults.board import Board
from tests.faults.conftest import Town
from tests.faults.console import Address, Console
from tests.faults.history import History
from tests.faults.roster import DISPATCHER, SECOND
from tests.faults.servers import Server, serving
from tests.faults.shift import Person, at_work, audit, settle
from tests.faults.waiting import eventually

PEOPLE = 6


class Whereabouts:
    """Which server a console goes to next: any, as the dice fall."""

    def __init__(self, servers: list[Server], session: Address, dice: random.Random) -> None:
        self.addresses = [Address(server.url, session.cookie) for server in servers]
        self._dice = dice

    def __call__(self) -> Address:
        """The next one."""
        return self._dice.choice(self.addresses)


async def break_links(screen: Console, times: int, dice: random.Random) -> None:
    """Break a screen's link so often: when it is up, when it has just been welcomed, while it is being made."""
    while screen.cuts < times:
        if dice.random() < 0.7:
            await screen.live.wait()
        await asyncio.sleep(dice.uniform(0.0, 0.05))
        screen.cut()


class CountsOn(Board):
    """A screen that takes the number of a part's frame for a place in the log, and counts on where it was."""

    def welcomed(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        """Believe that frames are numbered alike everywhere."""
        kept = {part: n for part, n in self.last.items() if part in message["parts"]}
        said = super().welcomed(message)
        self.last |= kept
        return said


async def broken_screen(town: Town, *, times: int, commands: int, seed: int) -> None:
    dice = random.Random(seed)
    history = History()
    async with serving(town.data, town.environment, count=2) as servers, contextlib.AsyncExitStack() as stack:
        ana, ben = await servers[0].sign_in(DISPATCHER), await servers[1].sign_in(SECOND)
        screen = await stack.enter_async_context(Console("screen", history, Whereabouts(servers, ben, dice)))
        people = []
        for number in range(PEOPLE):
            place = Whereabouts([servers[number % 2]], ana, dice)
            console = await stack.enter_async_context(Console(f"p{number}", history, place))
            people.append(Person(console, random.Random(seed + number)))

        async def enough() -> bool:
            return len(history.acknowledged) >= commands

        async with at_work(people):
            await asyncio.wait_for(break_links(screen, times, dice), 240)
            await eventually(f"{commands} commands are answered", enough, 240)
        shown = [await settle(one, servers[0], ben) for one in (screen, *(one.console for one in people))]
        await stack.aclose()
        log = await town.log()
        wrong = await resumed_by_number(servers, ana)
    print(f"\n    {screen.cuts} breaks, {screen.links} links, while {len(history.ops):,} commands ran")
    await audit(history, log, after=town.seq)
    checks.require(*shown)
    assert screen.cuts == times
    assert wrong, "a screen that resumes by n ended right: this test proves nothing"
    print(f"    the control, resumed by n: {len(wrong)} records wrong, for one: {wrong[0][:100]}")


async def resumed_by_number(servers: list[Server], session: Address) -> tuple[str, ...]:
    """The control: what is wrong on a screen that takes n for a place in the log, and nothing on one that does not."""
    history = History()
    places = [Address(server.url, session.cookie) for server in servers]
    here = places[0]
    naive = Console("naive", history, lambda: here, CountsOn())
    true = Console("true", history, lambda: here)
    async with Console("control", history, lambda: places[0]) as console, naive, true:
        person = Person(console, random.Random(7))
        await asyncio.gather(naive.live.wait(), true.live.wait())
        await person.work(25)
        before, _ = await servers[0].state(session)
        await asyncio.gather(naive.reached(before), true.reached(before))
        here = places[1]
        naive.cut()
        true.cut()
        await person.work(10)
        checks.require(await settle(true, servers[1], session))
        return (await settle(naive, servers[1], session)).wrong


async def test_a_screen_that_is_cut_off_40_times_ends_right(town: Town) -> None:
    await broken_screen(town, times=40, commands=1_000, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3])
async def test_a_screen_that_is_cut_off_200_times_ends_right(town: Town, seed: int) -> None:
    await broken_screen(town, times=200, commands=5_000, seed=seed)
