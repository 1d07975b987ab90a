"""Keeps the history tables up with the log. Any node may: the cursor is moved only from where it was read.

Everything in these tables is folded from the log and may be thrown away and made again at any time.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence

from dispatch.domain.state import EMPTY, State
from dispatch.log import reading, snapshots
from dispatch.log.codec import decode
from dispatch.log.faults import DATABASE_ERRORS, LogUnavailable, said
from dispatch.log.ledger import Ledger, LineRow, RecordRow, WordsRow
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

_log = logging.getLogger(__name__)

BATCH = 200
_YIELD_EVERY = 10
"""Events folded before other work of this process gets its turn."""
_IDLE_SECONDS = 0.5
_RETRY_SECONDS = 1.0
_STEP_SECONDS = 30.0

_BEGIN = "INSERT INTO history_cursors (log_id, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING"
_TAKE = "SELECT seq FROM history_cursors WHERE log_id = $1 FOR UPDATE SKIP LOCKED"
_MOVE = "UPDATE history_cursors SET seq = $3 WHERE log_id = $1 AND seq = $2"
_RECORDS = """
INSERT INTO history_records
    (log_id, collection, id, number, site, opened_at, ended_at, last_seq, parts, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (log_id, collection, id) DO UPDATE SET
    number = excluded.number, site = excluded.site, opened_at = excluded.opened_at,
    ended_at = excluded.ended_at, last_seq = excluded.last_seq, parts = excluded.parts, body = excluded.body
"""
_LINES = """
INSERT INTO history_lines (log_id, seq, id, at, call, site, unit, action, parts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
_FORGET_WORDS = "DELETE FROM history_words WHERE log_id = $1 AND collection = $2 AND id = $3"
_WORDS = """
INSERT INTO history_words (log_id, collection, id, n, parts, words)
VALUES ($1, $2, $3, $4, $5, to_tsvector('simple', $6))
"""
_TABLES = ("history_records", "history_lines", "history_words")


class History:
    """Follows one log. ``live`` gives this node's state, which saves folding when it is where the cursor is."""

    def __init__(self, store: LogStore, log_id: str, *, live: Callable[[], State] | None = None) -> None:
        self._store = store
        self._log_id = log_id
        self._live = live
        self._state = EMPTY
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Follows until cancelled. Whatever fails is tried again: history may be late, never wrong."""
        unsubscribe = self._store.on_wake(lambda _log_id: self._woken.set())
        try:
            while True:
                try:
                    more = await self.step()
                except (LogUnavailable, *DATABASE_ERRORS) as problem:
                    _log.warning("History waits for the database: %s", said(problem))
                    await asyncio.sleep(_RETRY_SECONDS)
                    continue
                if not more:
                    await self._rest()
        finally:
            unsubscribe()

    async def step(self) -> bool:
        """Takes the next stretch of the log over. False when there was none, or another node is at it."""
        return await self._store.run(self._step, _STEP_SECONDS)

    async def cursor(self) -> int:
        """The last event that history holds."""
        return await self._store.run(lambda connection: cursor(connection, self._log_id))

    async def _rest(self) -> None:
        self._woken.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_IDLE_SECONDS):
                await self._woken.wait()

    async def _step(self, connection: Connection) -> bool:
        if await cursor(connection, self._log_id) == await _head(connection, self._log_id):
            return False
        await connection.execute(_BEGIN, self._log_id)
        async with connection.transaction():
            at: int | None = await connection.fetchval(_TAKE, self._log_id)
            if at is None:
                return False
            await self._reach(connection, at)
            events = await reading.tail(connection, self._log_id, at, BATCH)
            if not events:
                return False
            ledger = Ledger(self._state)
            for number, event in enumerate(events):
                ledger.take(decode(event))
                if number % _YIELD_EVERY == 0:
                    await asyncio.sleep(0)
            await _write(connection, self._log_id, ledger.records(), ledger.lines, ledger.words())
            moved = await connection.execute(_MOVE, self._log_id, at, events[-1].seq)
            assert moved == "UPDATE 1", "the cursor's row is locked by us"
        self._state = ledger.state
        return True

    async def _reach(self, connection: Connection, seq: int) -> None:
        """The state at the cursor, however this node gets there soonest."""
        live = self._live() if self._live is not None else EMPTY
        if live.seq == seq:
            self._state = live
        if self._state.seq > seq:
            # History was thrown away and begins anew.
            self._state = EMPTY
        if self._state.seq < seq:
            kept = await snapshots.newest(connection, self._log_id, at_most=seq)
            if kept is not None and kept[0].seq > self._state.seq:
                self._state = kept[0]
        while self._state.seq < seq:
            events = await reading.tail(
                connection, self._log_id, self._state.seq, min(BATCH, seq - self._state.seq)
            )
            self._state = snapshots.fold_stored(self._state, events)
            await asyncio.sleep(0)


async def cursor(connection: Connection, log_id: str) -> int:
    return await connection.fetchval("SELECT seq FROM history_cursors WHERE log_id = $1", log_id) or 0


async def forget(connection: Connection, log_id: str) -> None:
    """Throws the history of a log away; whoever follows the log makes it again."""
    async with connection.transaction():
        await connection.execute("UPDATE history_cursors SET seq = 0 WHERE log_id = $1", log_id)
        for table in _TABLES:
            await connection.execute(f"DELETE FROM {table} WHERE log_id = $1", log_id)  # noqa: S608


async def _head(connection: Connection, log_id: str) -> int:
    return await connection.fetchval("SELECT head_seq FROM logs WHERE log_id = $1", log_id) or 0


async def _write(
    connection: Connection,
    log_id: str,
    records: Sequence[RecordRow],
    lines: Sequence[LineRow],
    words: Sequence[WordsRow],
) -> None:
    await connection.executemany(
        _RECORDS,
        [
            (
                log_id,
                r.collection,
                r.id,
                r.number,
                r.site,
                r.opened_at,
                r.ended_at,
                r.last_seq,
                r.parts,
                r.body,
            )
            for r in records
        ],
    )
    await connection.executemany(
        _LINES,
        [
            (log_id, line.seq, line.id, line.at, line.call, line.site, line.unit, line.action, line.parts)
            for line in lines
        ],
    )
    await connection.executemany(_FORGET_WORDS, [(log_id, r.collection, r.id) for r in records])
    await connection.executemany(
        _WORDS, [(log_id, one.collection, one.id, one.n, one.parts, one.words) for one in words]
    )
