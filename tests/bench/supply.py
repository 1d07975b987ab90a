"""Events for measuring appends: the same rows again and again, under new numbers and ids, as the desk would write them."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from dispatch.desk.clock import truncated, uuid7
from dispatch.domain.events import LineWritten
from dispatch.domain.evolve import evolve
from dispatch.domain.ids import derive
from dispatch.domain.record import Recorded
from dispatch.log.codec import encode
from dispatch.log.rows import Batch, CommandRow, Head
from tests.bench.mix import LOG, opened, work_a_day

ANSWER: Final = (
    b'{"at":"2026-03-02T06:27:05.200000Z","outcome":"saved","receipt":"' + b"7" * 64 + b'","refs":{"line":"'
    b'10073f3e-9c34-57d8-b648-6c691d86f7b6"},"warnings":[]}'
)
"""As the answer to a note is kept."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A batch as it comes from the rules: what is left to do is codec, chain and statement."""

    at: datetime
    commands: Sequence[tuple[str, tuple[Recorded, ...]]]

    def batch(self, head: Head) -> Batch:
        """Everything that the product computes of a batch before its statement."""
        encoded = [encode(one, _salt) for _, recorded in self.commands for one in recorded]
        return Batch(
            log_id=LOG,
            expected=head,
            at=self.at,
            events=[one.event for one in encoded],
            protected=[row for one in encoded for row in one.protected],
            commands=[
                CommandRow(command, recorded[0].actor.person, _HASH, ANSWER, recorded[0].seq)
                for command, recorded in self.commands
            ],
        )


_HASH: Final = b"h" * 32


def _salt() -> bytes:
    return os.urandom(32)


class Supply:
    """Makes batches of one log, in order. ``seq`` is the last number given out."""

    def __init__(self, seq: int = 0) -> None:
        telling = opened()
        roster = len(telling.given)
        work_a_day(telling)
        self._given = [recorded for _, recorded in telling.given[roster:]]
        note = next(one for one in self._given if isinstance(one[0].event, LineWritten))
        self._note = [note]
        self.seq = seq
        self._ids = itertools.count(1)
        self._began = datetime.now(UTC)

    def mixed(self, events: int) -> Decided:
        """Always the same commands of the day, with so many events between them."""
        chosen, left = [], events
        for recorded in self._given:
            if len(recorded) <= left:
                chosen.append(recorded)
                left -= len(recorded)
            if not left:
                break
        return self._fresh(chosen)

    def note(self) -> Decided:
        """One note: one event, one text, one command."""
        return self._fresh(self._note)

    def _fresh(self, chosen: Sequence[tuple[Recorded, ...]]) -> Decided:
        number = next(self._ids)
        at = truncated(self._began + timedelta(milliseconds=number))
        commands = []
        for recorded in chosen:
            command = uuid7(int(at.timestamp() * 1000), os.urandom(10))
            events = []
            for place, one in enumerate(recorded):
                self.seq += 1
                changes = {
                    "seq": self.seq,
                    "command": command,
                    "id": derive(command, f"event/{place}"),
                    "recorded_at": at,
                    "occurred_at": at,
                }
                events.append(evolve(one, changes))
            commands.append((command, tuple(events)))
        return Decided(at, commands)
