"""A client leaves one node and comes back on another, in the middle of everything, and lacks nothing."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from dispatch.desk.connection import Connection
from dispatch.desk.desk import Desk
from dispatch.desk.hub import Since
from dispatch.domain.actor import Actor
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AddNote, AssignUnits, ClearUnit, Command, SetUnitStatus, StartAction
from tests.desk.test_nodes import settle
from tests.desk.world import (
    DISPATCHER,
    SITES,
    UNITS,
    Mirror,
    Screen,
    call,
    command,
    desk_on,
    furnish,
    officer,
    principal,
)
from tests.pg import Database

HOPS = 200
PEOPLE = (DISPATCHER, officer("A1"), principal("GRHS"))


class CountingMirror(Mirror):
    """Control: a client that resumes by the count of frames, as if ``n`` meant the same on every node."""

    def take(self, messages: list[dict[str, Any]]) -> None:
        known = bool(self.rows)
        for message in messages:
            if known and message["type"] == "welcome":
                continue
            if known and message["type"] == "snapshot":
                continue
            if message["type"] == "frame":
                self.n[message["part"]] = min(self.n.get(message["part"], 0), message["n"] - 1)
            super().take([message])


@asynccontextmanager
async def busy(database: Database, folder: Path) -> AsyncIterator[tuple[Desk, Desk]]:
    """Two nodes, and people at work on both."""
    over = asyncio.Event()

    async def work(desk: Desk, dice: random.Random) -> None:
        calls: list[str] = []
        while not over.is_set():
            result = await desk.submit(DISPATCHER, command(_something(dice, calls)))
            calls = [*calls[-9:], *[one for one in [getattr(result, "refs", {}).get("call")] if one]]
            await asyncio.sleep(dice.uniform(0, 0.01))

    async with desk_on(database, folder, "n1") as one, desk_on(database, folder, "n2") as two:
        await furnish(one)
        await settle(one, two)
        working = [
            asyncio.create_task(work(desk, random.Random(seed))) for seed, desk in enumerate((one, two))
        ]
        try:
            yield one, two
        finally:
            over.set()
            await asyncio.gather(*working)


def _something(dice: random.Random, calls: list[str]) -> Command:
    unit = dice.choice(UNITS[:4])
    chance = dice.random()
    if chance < 0.3 or not calls:
        return call(dice.choice(SITES))
    if chance < 0.5:
        return AssignUnits(call=dice.choice(calls), units=(unit,))
    if chance < 0.7:
        return ClearUnit(unit=unit)
    if chance < 0.8:
        return SetUnitStatus(unit="A1", status=dice.choice((UnitStatus.OFF, UnitStatus.AV)))
    if chance < 0.9:
        return StartAction(
            sites=(dice.choice(SITES),), type=dice.choice((ActionType.HOLD, ActionType.SECURE))
        )
    return AddNote(text="at the gate", call=dice.choice(calls))


async def attach(desk: Desk, who: Actor, since: Since | None = None) -> tuple[Connection, Screen]:
    screen = Screen()
    connection = await desk.hub.attach(screen, who=who, session="s", since=since)
    assert connection is not None
    return connection, screen


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.role.value)
async def test_whoever_resumes_on_another_node_is_equal_to_a_newcomer(
    database: Database, tmp_path: Path, who: Actor
) -> None:
    dice = random.Random(7)
    mirror, modes = Mirror(), {"resume": 0, "snapshot": 0}
    async with busy(database, tmp_path) as desks:
        for hop in range(HOPS // len(PEOPLE) + 1):
            desk = desks[hop % 2]
            since = Since(mirror.epoch, mirror.seq) if mirror.epoch else None
            connection, screen = await attach(desk, who, since)
            mirror.take(screen.messages)
            _, newcomer = await attach(desk, who)
            modes[screen.of("welcome")[0]["mode"]] += 1
            assert mirror.shown() == fresh(newcomer), f"hop {hop}"
            told = len(screen.messages)
            await asyncio.sleep(dice.uniform(0, 0.05))
            connection.detach()
            mirror.take(screen.messages[told:])
            assert mirror.gaps == 0
    assert modes["resume"] > HOPS // len(PEOPLE) // 3, modes


async def test_resuming_by_the_count_of_frames_goes_wrong(database: Database, tmp_path: Path) -> None:
    """The negative control of the test above."""
    mirror = CountingMirror()
    async with busy(database, tmp_path) as desks:
        wrong = 0
        for hop in range(12):
            connection, screen = await attach(desks[hop % 2], DISPATCHER)
            mirror.take(screen.messages)
            _, newcomer = await attach(desks[hop % 2], DISPATCHER)
            wrong += mirror.shown() != fresh(newcomer)
            told = len(screen.messages)
            await asyncio.sleep(0.03)
            connection.detach()
            mirror.take(screen.messages[told:])
    assert wrong


def fresh(screen: Screen) -> dict[tuple[str, str], Any]:
    mirror = Mirror()
    mirror.take(screen.messages)
    return mirror.shown()
