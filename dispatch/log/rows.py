"""Rows of the record as they go to and come from the database. What the bytes mean is the codec's affair.

Those that exist once for every event are named tuples: a frozen dataclass takes five times as long to make.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from dispatch.log.chain import extend


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a log: its number and the chain up to it."""

    seq: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash.hex()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One log. ``epoch`` changes when the record was restored from a backup: a screen must not resume
    across it.
    """

    log_id: str
    head: Head
    epoch: str
    nature: str
    reader_min: int
    head_at: datetime | None


class EventRow(NamedTuple):
    """One event: the canonical bytes and the copies beside them that indexes need."""

    seq: int
    kind: str
    command_id: str
    recorded_at: datetime
    body: bytes


class ProtectedRow(NamedTuple):
    """A protected value, beside the event that holds its hash. Both empty: erased."""

    seq: int
    field: str
    text_class: str
    salt: bytes | None
    value: bytes | None


class CommandRow(NamedTuple):
    """A command that was answered, saved or refused. ``first_seq`` is its first event, if it had any."""

    id: str
    person: str
    body_hash: bytes
    answer: bytes
    first_seq: int | None


class StoredEvent(NamedTuple):
    """One event as read, with its place in the chain and its protected values."""

    seq: int
    body: bytes
    chain: bytes
    protected: tuple[ProtectedRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one append writes, decided against ``expected``. Without events it still checks the head."""

    log_id: str
    expected: Head
    at: datetime
    events: Sequence[EventRow] = ()
    protected: Sequence[ProtectedRow] = ()
    commands: Sequence[CommandRow] = ()
    links: Sequence[tuple[bytes, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        for place, event in enumerate(self.events, start=self.expected.seq + 1):
            assert event.seq == place, f"event {event.seq} where {place} is next"
        object.__setattr__(self, "links", extend(self.expected.hash, (e.body for e in self.events)))

    @property
    def head(self) -> Head:
        """The head when this batch has been appended."""
        if not self.events:
            return self.expected
        return Head(self.events[-1].seq, self.links[-1][1])


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """The answer that a command got the first time."""

    id: str
    person: str
    body_hash: bytes
    answer: bytes
    first_seq: int | None


@dataclass(frozen=True, slots=True)
class Appended:
    """The batch is durable. ``db_now`` is the database's clock, against which a node checks its own."""

    head: Head
    db_now: datetime


@dataclass(frozen=True, slots=True)
class LostRace:
    """Another node moved the head first. Nothing was written: read, fold, decide again."""


@dataclass(frozen=True, slots=True)
class KnownCommands:
    """Some of the batch's commands were answered before. Nothing was written; these are their answers."""

    answers: Mapping[str, SavedAnswer]


AppendResult = Appended | LostRace | KnownCommands
