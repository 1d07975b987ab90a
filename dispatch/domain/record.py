"""The envelope of an event: everything about it that the log stores and hashes beside its own fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.actor import Actor
from dispatch.domain.events import Event
from dispatch.domain.vocabulary import TimeSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One event as the log has it.

    ``seq`` is gapless in commit order. ``id`` is derived from the command and the event's place in it. ``recorded_at`` is the server's
    clock and never runs backwards in a log; ``occurred_at`` is when it happened, by the clock that ``occurred_source`` names;
    ``happened_at`` is the best that is known of it.
    """

    log: str
    seq: int
    id: str
    command: str
    actor: Actor
    recorded_at: datetime
    occurred_at: datetime
    occurred_source: TimeSource
    event: Event

    @property
    def happened_at(self) -> datetime:
        """When it happened as far as that can be believed: a clock that was found wrong says nothing."""
        return self.recorded_at if self.occurred_source is TimeSource.UNTRUSTED else self.occurred_at
