"""A shift at the desk: several people who give orders one after another, each with a mark of its own in the log."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Sequence
from typing import Any

from tests.faults import checks
from tests.faults.board import fresh
from tests.faults.console import Address, Console
from tests.faults.history import History, LogCopy
from tests.faults.roster import SITES, UNITS
from tests.faults.servers import Server

STATUSES = ("AV", "AP", "BC", "ML", "MT", "RW")
CALLS_MAX = 8


class Person:
    """Somebody at a console; what they order next depends on the dice and on what they ordered before."""

    def __init__(self, console: Console, dice: random.Random) -> None:
        self.console = console
        self._dice = dice
        self._calls: list[str] = []

    async def work(self, count: int, pause: float = 0.0) -> None:
        """So many commands, each answered before the next."""
        for _ in range(count):
            await self.one()
            if pause:
                await asyncio.sleep(pause)

    async def work_until(self, ended: asyncio.Event, pause: float = 0.0) -> None:
        """Commands until somebody says that it is enough."""
        while not ended.is_set():
            await self.one()
            await asyncio.sleep(pause)

    async def one(self) -> None:
        """One command, brought to its answer."""
        mark = self.console.mark()
        command = self._order(mark)
        answer = await self.console.ask(command, mark=mark)
        assert answer.outcome == "ok", f"{command}: {answer.body}"
        if command["kind"] == "CreateCall":
            self._calls.append(answer.body["refs"]["call"])

    def _order(self, mark: str) -> dict[str, Any]:
        chance = self._dice.random()
        if chance < 0.1 and len(self._calls) < CALLS_MAX:
            site = self._dice.choice(SITES)
            return {"kind": "CreateCall", "call_type": "VANDAL", "site": site, "distinct": True, "text": mark}
        if chance < 0.3:
            unit = self._dice.choice(UNITS)
            return {
                "kind": "SetUnitStatus",
                "unit": unit,
                "status": self._dice.choice(STATUSES),
                "text": mark,
            }
        if chance < 0.4 and self._calls:
            call = self._dice.choice(self._calls)
            return {"kind": "AddReport", "call": call, "source": "PHONE_ADMIN", "text": mark}
        note: dict[str, Any] = {"kind": "AddNote", "text": mark}
        if self._calls and chance < 0.8:
            note["call"] = self._dice.choice(self._calls)
        return note


@contextlib.asynccontextmanager
async def at_work(people: Sequence[Person], pause: float = 0.0) -> AsyncIterator[None]:
    """Everybody works while the body of this runs, and finishes what is under way."""
    ended = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(person.work_until(ended, pause))
        try:
            yield
        finally:
            ended.set()


async def settle(console: Console, server: Server, session: Address) -> checks.Check:
    """Wait until a screen has caught up with a server that is at rest; compare it with a fresh load."""
    for _ in range(10):
        seq, state = await server.state(session)
        await console.reached(seq)
        # Frames of one tick leave together: what was named with the event has come with it.
        board = console.board
        if board.seq == seq:
            return checks.boards_equal(board.collections, fresh(state))
        await asyncio.sleep(0.3)
    raise AssertionError(f"the log never came to rest: screen {console.board.seq}")


async def audit(history: History, log: LogCopy, *, after: int) -> None:
    """Every question that a fault test ends with, and the counts."""
    print(f"    {checks.summary(history, log)}")
    found = [
        checks.nothing_lost(history.ops, log),
        checks.nothing_twice(history.ops, log),
        checks.nothing_unasked(history.ops, log, after),
        checks.answers_agree(history.ops),
        checks.all_answered(history.ops),
    ]
    for messages in history.screens.values():
        found += [checks.in_order(messages), checks.nothing_imagined(messages, log, "desk")]
    checks.require(*found)
