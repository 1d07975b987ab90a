"""The running core of one log in one process: starts, takes commands, answers, ends.

The work is done by its parts: ``writer`` decides and appends, ``tail`` follows other nodes, ``timeline`` holds the
state, ``hub`` shows it. This file puts them together and guards the front door.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from dispatch.desk.answers import body_hash
from dispatch.desk.clock import Clock
from dispatch.desk.core import Core
from dispatch.desk.health import DeskStatus, Health
from dispatch.desk.hub import Hub
from dispatch.desk.journal import URGENT, Journal
from dispatch.desk.loading import load
from dispatch.desk.positions import Positions
from dispatch.desk.recall import Recaller, Retiree, absent_calls
from dispatch.desk.requests import Request, Who, actor_of
from dispatch.desk.results import Envelope, NotSaved, Refused, Result, unconfirmed
from dispatch.desk.tail import Pulse, Tail
from dispatch.desk.timeline import Timeline
from dispatch.desk.timers import Timers
from dispatch.desk.urgent import Urgent
from dispatch.desk.writer import RACES_BEFORE_LOCK, Counts, Writer
from dispatch.domain.commands import AttachBoloPhoto, AttachFile, CorrectLine
from dispatch.domain.files import StoredFile
from dispatch.domain.refusals import bad_field
from dispatch.domain.state import State
from dispatch.log.faults import LogUnavailable
from dispatch.log.files import CAPACITY, Files
from dispatch.log.rows import Head
from dispatch.log.store import LogStore

_log = logging.getLogger(__name__)

PATIENCE_SECONDS: Final = 5.0
"""After this a sender is told that nobody knows yet; the commit itself is never cancelled."""
DRAIN_SECONDS: Final = 2.0
"""So long a desk that is stopped still answers what it has taken."""
RESUME_SECONDS: Final = 2.0
"""So long a screen that was ahead of this node is kept waiting until the node has caught up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """What may differ between desks."""

    patience: float = PATIENCE_SECONDS
    races_before_lock: int = RACES_BEFORE_LOCK
    timers: bool = True
    """Whether this node fires timers. A node that only imports does not."""
    files_bytes: int = CAPACITY


class Desk:
    """One log's running core."""

    def __init__(
        self,
        store: LogStore,
        log: str,
        clock: Clock,
        *,
        data: Path,
        settings: DeskSettings | None = None,
    ) -> None:
        self._settings = settings or DeskSettings()
        self._clock = clock
        self.log = log
        self.hub = Hub(log, clock)
        self._core = Core(
            log=log,
            store=store,
            timeline=Timeline(log, self.hub.publish),
            clock=clock,
            health=Health(clock),
            announce=self.hub.announce,
        )
        self.positions = Positions(lambda: self.state, clock.now, self.hub.place)
        self._writer = Writer(
            self._core,
            positions=self.positions.for_deciding,
            receipts=self.hub.receipts.of,
            races_before_lock=self._settings.races_before_lock,
        )
        self._recaller = Recaller(store, log)
        self.files = Files(store, log, clock.now, folder=data, capacity=self._settings.files_bytes)
        self._urgent = Urgent(self._core, self.hub, Journal(data, log), self._ask)
        self._tasks: list[asyncio.Task[None]] = []
        self._ended = asyncio.Event()
        self.epoch = ""

    # --- life --------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Read the log and serve. Raises ``LookupError`` when there is no such log, else what reading raises."""
        core = self._core
        row, ring = await load(core)
        self.epoch = row.epoch
        self.hub.begin(core.timeline.state, row.epoch, ring)
        self.hub.db = lambda: "down" if core.health.blocked() else core.health.db
        self.hub.head = lambda: core.timeline.head
        self.hub.reached = self._reached
        self.hub.last_positions = self.positions.of_part
        self._urgent.open()
        pulse = Pulse(core, row.epoch)
        await pulse.ask()
        work = {
            "writer": self._writer.run(),
            "tail": Tail(core).run(),
            "pulse": pulse.run(),
            "hub": self.hub.pace.run(),
            "ledgers": self.hub.ledgers.run(),
            "urgent": self._urgent.run(),
            "end": self._end_when_outdated(),
        }
        if self._settings.timers:
            work["timers"] = Timers(core, self.submit, self._recaller).run()
        for name, one in work.items():
            task = asyncio.create_task(one, name=f"desk-{self.log}-{name}")
            task.add_done_callback(self._task_ended)
            self._tasks.append(task)

    async def stop(self, code: str = "restart", reason: str = "This node is being stopped.") -> None:
        """Say ``bye`` to every screen, answer everybody who waits, and end."""
        self._core.health.ended = True
        await self._writer.drain(DRAIN_SECONDS)
        self.hub.bye(code, reason)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        self._writer.abandon()
        self._ended.set()

    async def ended(self) -> None:
        """Return when the desk has ended, by ``stop`` or by itself."""
        await self._ended.wait()

    # --- the front door ----------------------------------------------------------------------------------

    async def submit(self, who: Who, envelope: Envelope) -> Result:
        """Bring a command to its answer: saved, refused, not saved, or unknown."""
        try:
            envelope = replace(envelope, id=str(UUID(envelope.id)))
        except ValueError:
            refusal = bad_field("id", "The id of a command is a UUID, made by its sender.")
            return Refused(id=envelope.id, refusal=refusal)
        hashed = body_hash(envelope)
        if isinstance(envelope.command, URGENT):
            return await self._urgent.submit(who, envelope, hashed)
        return await self._ask(who, envelope, hashed)

    async def _ask(self, who: Who, envelope: Envelope, hashed: bytes) -> Result:
        core = self._core
        blocked = core.health.blocked()
        if blocked is None and core.inbox.full:
            blocked = ("busy", "Too many commands wait here. Nothing was saved; send it again in a moment.")
        if blocked is not None:
            return NotSaved(id=envelope.id, code=blocked[0], message=blocked[1])
        loop = asyncio.get_running_loop()
        request = Request(envelope, who, hashed, loop.create_future())
        try:
            request.retirees = await self._retirees(who, envelope)
            request.files = await self._files(who, envelope)
        except LogUnavailable as problem:
            core.health.lost(str(problem))
            return NotSaved(id=envelope.id, code="not_saved", message=f"{problem} Nothing was saved.")
        core.inbox.put(request)
        patience = loop.call_later(self._settings.patience, self._lose_patience, request)
        try:
            return await asyncio.shield(request.answer)
        finally:
            patience.cancel()

    async def _retirees(self, who: Who, envelope: Envelope) -> Mapping[str, Retiree | None]:
        """Retired calls that a command needs. Nearly always none, and then nothing is waited for."""
        command = envelope.command
        corrects = isinstance(command, CorrectLine) and command.line not in self.state.lines
        if not corrects and not absent_calls(self.state, command):
            return {}
        actor = actor_of(who)
        return {} if actor is None else await self._recaller.find(self.state, command, actor)

    async def _files(self, who: Who, envelope: Envelope) -> Mapping[str, StoredFile]:
        """What the sender has sent of the file that a command names. It is kept another day from now."""
        command = envelope.command
        if not isinstance(command, AttachFile | AttachBoloPhoto):
            return {}
        actor = actor_of(who)
        if actor is None:
            return {}
        found = await self.files.sent_by(actor.person, command.sha256)
        return {} if found is None else {command.sha256: found}

    @staticmethod
    def _lose_patience(request: Request) -> None:
        if request.sent:
            request.settle(unconfirmed(request.envelope.id))
        else:
            request.settle(
                NotSaved(
                    id=request.envelope.id,
                    code="storage_not_confirming",
                    message="The database does not confirm what is saved. Nothing of this was saved.",
                )
            )

    # --- how it is ---------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """What is true now, as far as this node has read."""
        return self._core.timeline.state

    @property
    def head(self) -> Head:
        """The last event folded: its number and the chain up to it."""
        return self._core.timeline.head

    @property
    def counts(self) -> Counts:
        """What the writer has done."""
        return self._writer.counts

    def status(self) -> DeskStatus:
        """Whether it can be written, and if not, since when and why."""
        return self._core.health.status(self.head)

    async def folded(self, seq: int, seconds: float) -> bool:
        """Whether this node has folded an event, waiting for it that long."""
        return await self._core.timeline.reached(seq, seconds)

    async def _reached(self, seq: int) -> None:
        await self._core.timeline.reached(seq, RESUME_SECONDS)

    # --- its tasks ---------------------------------------------------------------------------------------

    async def _end_when_outdated(self) -> None:
        await self._core.outdated.wait()
        self.hub.bye("upgrade", "This node cannot read on and ends; another takes over.")
        self._ended.set()

    def _task_ended(self, task: asyncio.Task[None]) -> None:
        """A task of the desk that dies of a mistake must not leave the others behind unnoticed."""
        if not task.cancelled() and (problem := task.exception()) is not None:
            _log.critical("A task of the desk has failed", exc_info=problem)
            self._core.health.stop(f"A part of this node has failed ({type(problem).__name__}).")
            self._core.end("A part of this node has failed.")
