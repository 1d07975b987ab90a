"""Statements that read the record: heads, the tail, ranges and single records."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

from dispatch.log.rows import Head, LogRow, ProtectedRow, StoredEvent
from dispatch.log.sql import Connection, Record

# Protected values come with their event, as arrays: most events have none and most readers want both.
_EVENTS = """
SELECT e.seq, e.body, e.chain, p.fields, p.classes, p.salts, p.protected_values
FROM events e
LEFT JOIN LATERAL (
    SELECT array_agg(field) AS fields, array_agg(class) AS classes,
           array_agg(salt) AS salts, array_agg(value) AS protected_values
    FROM protected p WHERE p.log_id = e.log_id AND p.seq = e.seq
) p ON true
"""
_TAIL = f"{_EVENTS} WHERE e.log_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3"
_SOME = f"{_EVENTS} WHERE e.log_id = $1 AND e.seq = ANY($2::bigint[]) ORDER BY e.seq"
_BODIES = "SELECT seq, body, chain FROM events WHERE log_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq"
_PROTECTED = """
SELECT seq, field, class, salt, value FROM protected
WHERE log_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq
"""
_LOG = "SELECT log_id, head_seq, head_hash, epoch, nature, reader_min, head_at FROM logs"


def _stored(row: Record) -> StoredEvent:
    if row["fields"] is None:
        return StoredEvent(row["seq"], row["body"], row["chain"])
    values = zip(row["fields"], row["classes"], row["salts"], row["protected_values"], strict=True)
    return StoredEvent(
        row["seq"],
        row["body"],
        row["chain"],
        tuple(ProtectedRow(row["seq"], *parts) for parts in values),
    )


def _log(row: Record) -> LogRow:
    return LogRow(
        log_id=row["log_id"],
        head=Head(row["head_seq"], row["head_hash"]),
        epoch=row["epoch"],
        nature=row["nature"],
        reader_min=row["reader_min"],
        head_at=row["head_at"],
    )


async def log_row(connection: Connection, log_id: str) -> LogRow | None:
    row = await connection.fetchrow(f"{_LOG} WHERE log_id = $1", log_id)
    return _log(row) if row else None


async def log_rows(connection: Connection) -> list[LogRow]:
    return [_log(row) for row in await connection.fetch(f"{_LOG} ORDER BY log_id")]


async def tail(connection: Connection, log_id: str, after: int, limit: int) -> list[StoredEvent]:
    """Events after ``after``, in order and gapless: a number is visible only together with all before it."""
    return [_stored(row) for row in await connection.fetch(_TAIL, log_id, after, limit)]


async def some(connection: Connection, log_id: str, seqs: Sequence[int]) -> list[StoredEvent]:
    return [_stored(row) for row in await connection.fetch(_SOME, log_id, list(seqs))]


async def stream(
    connection: Connection, log_id: str, after: int, until: int, chunk: int
) -> AsyncGenerator[list[StoredEvent], None]:
    """All events of a range, a chunk at a time, the next one on its way while the last is worked on."""
    coming = asyncio.ensure_future(_chunk(connection, log_id, after, min(after + chunk, until)))
    try:
        while after < until:
            got = await coming
            after = min(after + chunk, until)
            if after < until:
                coming = asyncio.ensure_future(_chunk(connection, log_id, after, min(after + chunk, until)))
            yield got
    finally:
        if not coming.done():
            # The reader left in the middle: nothing waits for this answer, and a cancelled query would.
            connection.terminate()
        await asyncio.gather(coming, return_exceptions=True)


async def _chunk(connection: Connection, log_id: str, after: int, until: int) -> list[StoredEvent]:
    protected: dict[int, list[ProtectedRow]] = {}
    for row in await connection.fetch(_PROTECTED, log_id, after, until):
        protected.setdefault(row["seq"], []).append(
            ProtectedRow(row["seq"], row["field"], row["class"], row["salt"], row["value"])
        )
    rows = await connection.fetch(_BODIES, log_id, after, until)
    return [
        StoredEvent(row["seq"], row["body"], row["chain"], tuple(protected.get(row["seq"], ())))
        for row in rows
    ]
