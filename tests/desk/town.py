"""A log without a database: commands are decided, folded and published in memory, for tests of the hub alone."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from dispatch.desk.hub import Hub
from dispatch.desk.requests import Who
from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command, SetUnitStatus
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.fold import fold
from dispatch.domain.state import EMPTY, State
from tests.desk.world import DISPATCHER, LOG, OPEN, ROSTER, UNITS, FakeClock, Screen


class Town:
    """A district and its hub. ``do`` is one batch of one command."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.state: State = EMPTY
        self._ids = itertools.count(1)
        self.hub = Hub(LOG, self.clock)
        for actor, wanted in ((SYSTEM, OPEN), (SYSTEM, ROSTER)):
            self.fold(actor, wanted)
        for unit in UNITS:
            self.fold(DISPATCHER, SetUnitStatus(unit=unit, status=UnitStatus.AV))
        self.hub.begin(self.state, "e1")

    def accept(self, actor: Actor, wanted: Command) -> Accepted:
        context = Context(
            actor=actor, command_id=str(UUID(int=next(self._ids))), log=LOG, now=self.clock.now()
        )
        accepted = decide(self.state, wanted, context)
        assert isinstance(accepted, Accepted), accepted
        return accepted

    def fold(self, actor: Actor, wanted: Command) -> dict[str, Any]:
        accepted = self.accept(actor, wanted)
        self.state = fold(self.state, accepted.recorded).state
        return dict(accepted.refs)

    def do(self, actor: Actor, wanted: Command) -> dict[str, Any]:
        accepted = self.accept(actor, wanted)
        before, folded = self.state, fold(self.state, accepted.recorded)
        self.state = folded.state
        self.hub.publish(before, folded.state, folded.touched, accepted.recorded)
        return dict(accepted.refs)

    async def screen(self, who: Who, **more: Any) -> Screen:
        screen = Screen()
        connection = await self.hub.attach(screen, who=who, session="s", **more)
        assert connection is not None
        return screen


@asynccontextmanager
async def running(town: Town) -> AsyncIterator[Town]:
    """With the hub's own rhythm, by the town's clock."""
    task = asyncio.create_task(town.hub.pace.run())
    try:
        await asyncio.sleep(0)
        yield town
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
