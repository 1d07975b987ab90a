"""A log that stands in memory, with the manners of the one in PostgreSQL: for what is about the desk and the web, not about the database.

It appends by compare-and-swap, knows each command's first answer, and gives back the very bytes that were appended, so that the
codec and the chain are as they are in life. Searches, history, files and telemetry have no table here: they want the real one.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Self, TypeVar, cast

from dispatch.log.chain import genesis
from dispatch.log.rows import (
    Appended,
    AppendResult,
    Batch,
    Head,
    KnownCommands,
    LogRow,
    LostRace,
    ProtectedRow,
    SavedAnswer,
    StoredEvent,
)
from dispatch.log.sql import Connection
from dispatch.log.store import TAIL_LIMIT, LogStore

T = TypeVar("T")


class _NoTables:
    """A connection by which there is no snapshot."""

    async def fetch(self, *_: object) -> list[Any]:
        return []


class MemoryStore(LogStore):
    """One log. ``events``: what it begins with."""

    def __init__(
        self,
        log_id: str,
        now: Callable[[], datetime],
        *,
        events: Sequence[StoredEvent] = (),
        nature: str = "live",
        epoch: str = "e1",
    ) -> None:
        # Nothing of the real store's is begun: it would want a database.
        self.node = "memory"
        self._log_id, self._nature, self._epoch, self._now = log_id, nature, epoch, now
        self._events = list(events)
        self._answers: dict[str, SavedAnswer] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing is open."""

    @property
    def warnings(self) -> list[str]:
        return []

    def _head(self) -> Head:
        last = self._events[-1] if self._events else None
        return Head(0, genesis(self._log_id)) if last is None else Head(last.seq, last.chain)

    async def append(self, batch: Batch) -> AppendResult:
        known = {one.id: self._answers[one.id] for one in batch.commands if one.id in self._answers}
        if known:
            return KnownCommands(known)
        if batch.expected != self._head():
            return LostRace()
        kept: dict[int, list[ProtectedRow]] = {}
        for row in batch.protected:
            kept.setdefault(row.seq, []).append(row)
        for event, (_, chain) in zip(batch.events, batch.links, strict=True):
            self._events.append(StoredEvent(event.seq, event.body, chain, tuple(kept.get(event.seq, ()))))
        for one in batch.commands:
            self._answers[one.id] = SavedAnswer(one.id, one.person, one.body_hash, one.answer, one.first_seq)
        return Appended(batch.head, self._now())

    async def append_locked(
        self, log_id: str, after: int, build: Callable[[Head, Sequence[StoredEvent]], Batch | None]
    ) -> AppendResult | None:
        batch = build(self._head(), self._events[after:])
        return None if batch is None else await self.append(batch)

    async def lookup(self, log_id: str, ids: Sequence[str]) -> dict[str, SavedAnswer]:
        return {one: self._answers[one] for one in ids if one in self._answers}

    async def create_log(self, log_id: str, *, nature: str, epoch: str) -> LogRow:
        return await self._row()

    async def log(self, log_id: str) -> LogRow | None:
        return await self._row() if log_id == self._log_id else None

    async def logs(self) -> list[LogRow]:
        return [await self._row()]

    async def _row(self) -> LogRow:
        return LogRow(
            log_id=self._log_id,
            head=self._head(),
            epoch=self._epoch,
            nature=self._nature,
            reader_min=1,
            head_at=self._now(),
        )

    async def read(self, log_id: str, after: int, limit: int = TAIL_LIMIT) -> list[StoredEvent]:
        return self._events[after : after + limit]

    async def stream(
        self, log_id: str, after: int, until: int, *, chunk: int = TAIL_LIMIT
    ) -> AsyncGenerator[list[StoredEvent], None]:
        for start in range(after, until, chunk):
            yield self._events[start : min(start + chunk, until)]

    async def ping(self) -> datetime:
        return self._now()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        yield cast(Connection, _NoTables())

    async def run(self, work: Callable[[Connection], Awaitable[T]], seconds: float = 5.0) -> T:
        raise NotImplementedError("what has tables of its own is tested with the real database")

    def on_wake(self, call: Callable[[str | None], None], *, own: bool = True) -> Callable[[], None]:
        return lambda: None
