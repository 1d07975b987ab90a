"""A desk in this process, on a log of a test database: to prepare a scene, and to be the server after a restart."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.desk.results import Envelope, Result, Saved
from dispatch.domain.actor import Actor
from dispatch.domain.commands import Command
from dispatch.domain.state import State
from dispatch.log.store import LogStore
from tests.faults.stage import PAPER


@contextlib.asynccontextmanager
async def desk_on(store: LogStore, log: str, data: Path) -> AsyncIterator[Desk]:
    """A desk that has read the log. It fires no timers: a test says when something falls due."""
    desk = Desk(store, log, SystemClock(), data=data, settings=DeskSettings(timers=False))
    await desk.start()
    try:
        yield desk
    finally:
        await desk.stop()


class DeskStage:
    """A desk as a stage of the playbook."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def state(self) -> State:
        """What is true now."""
        return self._desk.state

    async def do(self, actor: Actor, command: Command) -> Mapping[str, Any]:
        """Give an order that must be saved."""
        result = await self._desk.submit(actor, Envelope(id=str(uuid.uuid4()), command=command))
        assert isinstance(result, Saved), f"{command.kind}: {result}"
        return result.refs

    async def send_file(self, actor: Actor) -> str:
        """Send the bytes of a file."""
        return (await self._desk.files.put(actor.person, PAPER)).evidence.sha256


def told(result: Result) -> tuple[object, ...]:
    """What an answer says, but for whether it is a repetition."""
    assert isinstance(result, Saved), f"not saved: {result}"
    return result.id, result.at, result.receipt, dict(result.refs), result.warnings, result.seq
