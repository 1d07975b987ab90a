"""Panics and officer emergencies are shown at once, whatever the log does: marked UNSAVED until they are saved.

Knows the desk's front door and the journal. Everything else of the product waits for the log.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from dispatch.desk.core import Core
from dispatch.desk.hub import Hub
from dispatch.desk.journal import Journal, Kept
from dispatch.desk.requests import Who, actor_of
from dispatch.desk.results import Envelope, NotSaved, Refused, Result, Saved, Unknown, unconfirmed
from dispatch.domain.decide import Context, decide
from dispatch.domain.refusals import Refusal, RefusalKind

_log = logging.getLogger(__name__)

PATIENCE_SECONDS: Final = 0.5
"""An urgent command that is not saved by then is journalled and shown."""
AGAIN_SECONDS: Final = 0.5

Ask = Callable[[Who, Envelope, bytes], Awaitable[Result]]


class Urgent:
    """The way of urgent commands into the journal and out of it. ``run`` brings in what is kept."""

    def __init__(self, core: Core, hub: Hub, journal: Journal, ask: Ask) -> None:
        self._core = core
        self._hub = hub
        self._journal = journal
        self._ask = ask

    def open(self) -> None:
        """Show what an earlier run of this node has kept."""
        self._journal.open()
        for kept in self._journal.kept.values():
            self._hub.show_unsaved(kept.view)

    async def submit(self, who: Who, envelope: Envelope, hashed: bytes) -> Result:
        """As any command, but kept and shown when it is not saved soon."""
        asked = asyncio.ensure_future(self._ask(who, envelope, hashed))
        try:
            done, _ = await asyncio.wait({asked}, timeout=PATIENCE_SECONDS)
            if done and not isinstance(asked.result(), NotSaved | Unknown):
                return asked.result()
            kept, on_disk = await self._keep(who, envelope, hashed)
            result = await asked
        finally:
            if not asked.done():
                # Its sender has gone; what is under way goes on, and what is kept is brought in.
                asked.cancel()
        if isinstance(result, Saved | Refused):
            await self._finish(envelope.id, result)
            return result
        return unconfirmed(envelope.id, journalled=on_disk) if kept else result

    async def run(self) -> None:
        """Bring what is kept into the log as soon as it can be written; until cancelled."""
        while True:
            await self._core.clock.sleep(AGAIN_SECONDS)
            if self._core.health.blocked() is None:
                await self.bring_in()

    async def bring_in(self) -> None:
        """Submit everything that is kept once more, as the same commands."""
        for kept in list(self._journal.kept.values()):
            result = await self._ask(kept.actor, kept.late, kept.body_hash)
            if isinstance(result, Saved | Refused):
                await self._finish(kept.envelope.id, result)

    async def _keep(self, who: Who, envelope: Envelope, hashed: bytes) -> tuple[bool, bool]:
        """Journal and show, if the sender may give such an order at all. Says whether shown, and whether on disk."""
        if envelope.id in self._journal.kept:
            return True, True
        actor = actor_of(who)
        if actor is None or not self._may(envelope, who):
            return False, False
        kept = Kept(envelope=envelope, actor=actor, at=self._core.clock.now(), body_hash=hashed)
        on_disk = await self._journal.keep(kept)
        self._hub.show_unsaved(kept.view)
        return True, on_disk

    def _may(self, envelope: Envelope, who: Who) -> bool:
        actor = actor_of(who)
        if actor is None:
            return False
        context = Context(actor=actor, command_id=envelope.id, log=self._core.log, now=self._core.clock.now())
        outcome = decide(self._core.timeline.state, envelope.command, context)
        return not isinstance(outcome, Refusal) or outcome.kind is RefusalKind.RULE

    async def _finish(self, command_id: str, result: Saved | Refused) -> None:
        if await self._journal.done(command_id) is not None:
            if isinstance(result, Refused):
                _log.error("An unsaved command was refused in the end: %s", result.refusal.message)
            self._hub.hide_unsaved(command_id)
