"""What the tasks of one desk share: the log's door, the state, the queue, and how they all are."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.desk.health import Health
from dispatch.desk.requests import Inbox
from dispatch.desk.timeline import Contradiction, Entry, Publish, Timeline
from dispatch.log.chain import leaf_of
from dispatch.log.codec import BadBody, decode
from dispatch.log.rows import StoredEvent
from dispatch.log.store import TAIL_LIMIT, LogStore
from dispatch.log.upcast import UnknownEvent

CHUNK: Final = 128
"""Events folded in one go: after a long absence screens and answers must not wait for all of it."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Core:
    """The middle of a desk. Its tasks hold this and not each other."""

    log: str
    store: LogStore
    timeline: Timeline
    clock: Clock
    health: Health
    announce: Callable[[str, str], None]
    """Tells every screen."""
    inbox: Inbox = field(default_factory=Inbox)
    outdated: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the log holds something that this program cannot read: the desk must end."""

    def take_in(self, stored: Sequence[StoredEvent], *, publish: Publish | None = None) -> None:
        """Fold events as they were read from the log. Raises ``Contradiction``; what is known is dropped."""
        try:
            entries = [self._entry(one) for one in stored if one.seq >= self.timeline.head.seq]
        except UnknownEvent as newer:
            self.end(str(newer))
            raise Contradiction(str(newer)) from newer
        except BadBody as problem:
            raise Contradiction(str(problem)) from problem
        self.timeline.advance(entries, publish=publish)

    def _entry(self, stored: StoredEvent) -> Entry:
        recorded = decode(stored)
        if (recorded.log, recorded.seq) != (self.log, stored.seq):
            raise Contradiction(
                f"Event {stored.seq} says that it is event {recorded.seq} of log {recorded.log}: it was moved."
            )
        return Entry(recorded, leaf_of(stored.body), stored.chain)

    async def catch_up(self) -> None:
        """Read and fold the end of the log. Raises ``LogUnavailable`` or ``Contradiction``."""
        while True:
            stored = await self.store.read(self.log, self.timeline.head.seq)
            for start in range(0, len(stored), CHUNK):
                self.take_in(stored[start : start + CHUNK])
                await asyncio.sleep(0)
            self.health.tailed()
            if len(stored) < TAIL_LIMIT:
                return

    def stop(self, found: Contradiction) -> None:
        """Fail-stop: nothing is written from here on; the view stays up and says so."""
        if not self.health.stopped:
            self.health.stop(str(found))
            _log.critical("Writing has stopped: %s", found)
            self.announce("read_only", f"Nothing can be saved on this node any more. {found}")

    def end(self, reason: str) -> None:
        """The desk must end: what is in the log now is beyond this program."""
        self.health.ended = True
        if not self.outdated.is_set():
            _log.critical("This desk ends: %s", reason)
            self.outdated.set()
