"""What clients asked for, what they were told and what they saw, and a copy of the record to hold against it.

Plain data: clients write it while a test runs, ``checks`` reads it afterwards. Knows nothing of how faults are made.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import pairwise
from typing import Any, Literal

import asyncpg
import orjson

from dispatch.domain.record import Recorded
from dispatch.domain.text import Protected
from dispatch.log import reading
from dispatch.log.codec import decode
from tests.faults.waiting import eventually

Outcome = Literal["ok", "refused", "not_saved", "unknown", "lost"]
"""``lost``: the link ended before an answer came. It and the two before it are not final: the same id is sent again."""
FINAL = frozenset({"ok", "refused"})
_OUTCOMES: Mapping[str, Outcome] = {
    "saved": "ok",
    "refused": "refused",
    "not_saved": "not_saved",
    "unknown": "unknown",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one sending of a command. ``after`` is how long it took, in seconds."""

    outcome: Outcome
    after: float
    body: Mapping[str, Any] = field(default_factory=dict)
    at: float = 0.0
    """When it came, by the test's monotonic clock."""

    @property
    def seq(self) -> int | None:
        """The first event, as the answer names it."""
        found: int | None = self.body.get("seq")
        return found


@dataclass(slots=True)
class Op:
    """One command of one client, however often it was sent. ``mark`` is a text that only it writes into the log."""

    client: str
    id: str
    kind: str
    mark: str | None = None
    sent: int = 0
    answers: list[Answer] = field(default_factory=list)

    def answered(self, body: Mapping[str, Any], after: float) -> Answer:
        """Note an answer as it came over the wire."""
        answer = Answer(_OUTCOMES[body["outcome"]], after, body, time.monotonic())
        self.answers.append(answer)
        return answer

    def lost(self, after: float) -> None:
        """The link ended with this one on its way."""
        self.answers.append(Answer("lost", after))

    @property
    def final(self) -> Answer | None:
        """The first answer that settled it."""
        return next((one for one in self.answers if one.outcome in FINAL), None)

    @property
    def acknowledged(self) -> bool:
        """Whether its sender was ever told that it is saved."""
        return any(one.outcome == "ok" for one in self.answers)


@dataclass(frozen=True, slots=True)
class Received:
    """One message that a screen got, as far as the checks need it. ``link`` counts the screen's connections."""

    link: int
    type: str
    part: str | None = None
    n: int | None = None
    seq: int | None = None
    parts: Mapping[str, int] = field(default_factory=dict)
    records: frozenset[tuple[str, str, int]] = frozenset()
    """Collection, id and version of every record in it."""
    lines: tuple[str, ...] = ()


def received(link: int, message: Mapping[str, Any]) -> Received:
    """What is remembered of a message."""
    collections: Mapping[str, Any] = message.get("state") or message.get("upserts") or {}
    return Received(
        link=link,
        type=message["type"],
        part=message.get("part"),
        n=message.get("n"),
        seq=message.get("seq"),
        parts=message.get("parts", {}),
        records=frozenset(
            (collection, view["id"], view["version"])
            for collection, views in collections.items()
            for view in views
        ),
        lines=tuple(line["id"] for line in message.get("lines", ())),
    )


@dataclass(slots=True)
class History:
    """Everything that the clients of one test did and saw."""

    ops: list[Op] = field(default_factory=list)
    screens: dict[str, list[Received]] = field(default_factory=dict)

    def op(self, client: str, command_id: str, kind: str, mark: str | None = None) -> Op:
        """A command about to be sent for the first time."""
        made = Op(client, command_id, kind, mark)
        self.ops.append(made)
        return made

    @property
    def acknowledged(self) -> list[Op]:
        """Commands whose senders were told that they are saved."""
        return [one for one in self.ops if one.acknowledged]

    @property
    def longest_gap(self) -> float:
        """The longest time in which nobody was told that something is saved."""
        times = sorted(one.at for op in self.ops for one in op.answers if one.outcome == "ok")
        return max((later - earlier for earlier, later in pairwise(times)), default=0.0)

    async def acknowledged_again(self, seconds: float) -> float:
        """Wait until a command that was begun after this moment is saved; returns how long that took."""
        begun = len(self.ops)

        async def look() -> bool:
            return any(one.acknowledged for one in self.ops[begun:])

        return await eventually("a command is acknowledged again", look, seconds)


# --- the record -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeptCommand:
    """A command as the record answers for it."""

    outcome: str
    first_seq: int | None
    receipt: str | None


@dataclass(frozen=True, slots=True)
class LogCopy:
    """One log as it stands in the database, read past the application."""

    log: str
    events: tuple[Recorded, ...]
    commands: Mapping[str, KeptCommand]

    def of(self, command_id: str) -> list[Recorded]:
        """The events of one command."""
        return [one for one in self.events if one.command == command_id]


async def read_log(dsn: str, log: str) -> LogCopy:
    """Copy a log: every event in order and every answered command."""
    connection = await asyncpg.connect(dsn)
    try:
        head = await connection.fetchval("SELECT max(seq) FROM events WHERE log_id = $1", log)
        events: list[Recorded] = []
        async for stored in reading.stream(connection, log, 0, head or 0, 5_000):
            events += [decode(one) for one in stored]
        rows = await connection.fetch("SELECT id, answer, first_seq FROM commands WHERE log_id = $1", log)
    finally:
        await connection.close()
    kept = {}
    for row in rows:
        answer = orjson.loads(row["answer"])
        kept[str(row["id"])] = KeptCommand(answer["outcome"], row["first_seq"], answer.get("receipt"))
    return LogCopy(log, tuple(events), kept)


def texts_of(value: object) -> Iterator[str]:
    """Every protected text inside an event."""
    if isinstance(value, Protected):
        yield value.value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from texts_of(getattr(value, one.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
