"""The one statement that adds to the record, and the writing look-up of commands answered before.

Everything of a batch is in one statement, so one round trip and one implicit transaction: either the head
moved from exactly where the batch was decided and all of its rows are there, or nothing happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import asyncpg

from dispatch.log.chain import ChainBroken
from dispatch.log.rows import Appended, Batch, Head, LostRace, SavedAnswer
from dispatch.log.sql import Connection

if TYPE_CHECKING:
    from asyncpg.prepared_stmt import PreparedStatement

CHANNEL = "dispatch_log"
"""Where other nodes hear of a new head. The payload is the log's id."""

# The statement sees one snapshot, so `known` is what was there before it. When the row of the head is
# locked by another append, the UPDATE waits, sees the head anew and finds it moved; only an append without
# events leaves it unmoved, and its command rows then collide in the primary key, which counts as a lost
# race too.
_APPEND = """
WITH moved AS (
    UPDATE logs SET head_seq = $4, head_hash = $5,
                    head_at = CASE WHEN $4 > $2 THEN $6 ELSE head_at END
    WHERE log_id = $1 AND head_seq = $2 AND head_hash = $3
      AND NOT EXISTS (SELECT FROM commands WHERE log_id = $1 AND id = ANY($12::uuid[]))
    RETURNING head_seq
), saved_events AS (
    INSERT INTO events (log_id, seq, kind, command_id, recorded_at, body, leaf, chain)
    SELECT $1, $2 + row.n, row.kind, row.command_id, coalesce(row.recorded_at, ($9::timestamptz[])[1]), row.body,
           substring($11::bytea FROM (row.n::int - 1) * 64 + 1 FOR 32),
           substring($11::bytea FROM (row.n::int - 1) * 64 + 33 FOR 32)
    FROM moved, unnest($7::text[], $8::uuid[], $9::timestamptz[], $10::bytea[])
        WITH ORDINALITY AS row (kind, command_id, recorded_at, body, n)
), saved_commands AS (
    INSERT INTO commands (log_id, id, person, body_hash, answer, first_seq, at)
    SELECT $1, row.id, row.person, row.body_hash, row.answer, row.first_seq, $6
    FROM moved, unnest($12::uuid[], $13::text[], $14::bytea[], $15::bytea[], $16::bigint[])
        AS row (id, person, body_hash, answer, first_seq)
), saved_protected AS (
    INSERT INTO protected (log_id, seq, field, class, salt, value)
    SELECT $1, row.seq, row.field, row.class, row.salt, row.value
    FROM moved, unnest($17::bigint[], $18::text[], $19::text[], $20::bytea[], $21::bytea[])
        AS row (seq, field, class, salt, value)
)
SELECT clock_timestamp() AS db_now,
       (SELECT count(pg_notify('dispatch_log', $1)) FROM moved WHERE $4 > $2) AS told,
       (SELECT count(*) FROM moved) AS moved,
       CASE WHEN EXISTS (SELECT FROM moved) THEN NULL
            ELSE ARRAY(SELECT id FROM commands WHERE log_id = $1 AND id = ANY($12::uuid[])) END AS known,
       CASE WHEN EXISTS (SELECT FROM moved) THEN NULL
            ELSE (SELECT head_hash FROM logs WHERE log_id = $1 AND head_seq = $2) END AS hash_there
"""

# With a synchronous standby a cancelled commit is visible and can still be lost. A look-up that writes
# commits later in the journal: when that commit is confirmed, so is the one it reports.
_LOOKUP = """
UPDATE commands SET asked = asked + 1 WHERE log_id = $1 AND id = ANY($2::uuid[])
RETURNING id, person, body_hash, answer, first_seq
"""

_BARRIER = """
INSERT INTO barrier AS b (node, passed, at) VALUES ($1, 1, clock_timestamp())
ON CONFLICT (node) DO UPDATE SET passed = b.passed + 1, at = excluded.at
"""

_LOCK = "SELECT head_seq, head_hash FROM logs WHERE log_id = $1 FOR UPDATE"


class Appender:
    """The append statement, prepared on one writing connection."""

    def __init__(self, append: PreparedStatement[Any]) -> None:
        self._append = append

    @classmethod
    async def prepare(cls, connection: Connection) -> Appender:
        return cls(await connection.prepare(_APPEND))

    async def append(self, batch: Batch) -> Appended | LostRace | frozenset[str]:
        """Appends, or says why not: the head had moved, or the ids of commands that were answered before.

        No timeout and no cancelling here: either would make a commit that is visible and can still be lost.
        """
        try:
            row = await self._append.fetchrow(*arguments(batch))
        except asyncpg.UniqueViolationError:
            return LostRace()
        assert row is not None, "the statement always returns a row"
        if row["moved"]:
            return Appended(batch.head, row["db_now"])
        if row["known"]:
            return frozenset(str(known) for known in row["known"])
        if row["hash_there"] not in {None, batch.expected.hash}:
            raise ChainBroken(
                f"Event {batch.expected.seq} of log {batch.log_id} has another hash in the database; "
                "nothing was written. Run `dispatch verify`."
            )
        return LostRace()


def arguments(batch: Batch) -> tuple[object, ...]:
    """What the statement takes."""
    head = batch.head
    _, kinds, command_ids, times, bodies = _columns(batch.events, 5)
    return (
        batch.log_id,
        batch.expected.seq,
        batch.expected.hash,
        head.seq,
        head.hash,
        batch.at,
        kinds,
        command_ids,
        _shortest(times),
        bodies,
        b"".join([part for pair in batch.links for part in pair]),
        *_columns(batch.commands, 5),
        *_columns(batch.protected, 5),
    )


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> Sequence[Sequence[Any]]:
    return tuple(zip(*rows, strict=True)) if rows else ((),) * width


def _shortest(times: Sequence[datetime]) -> Sequence[datetime]:
    """The events of a batch are nearly always of one moment: then it is sent once, and the statement repeats it."""
    return times[:1] if len(set(times)) == 1 else times


async def lookup(connection: Connection, log_id: str, ids: Sequence[str]) -> dict[str, SavedAnswer]:
    """The answers of these commands, as far as they have one. Durable itself when it returns."""
    return {
        str(row["id"]): SavedAnswer(
            str(row["id"]), row["person"], row["body_hash"], row["answer"], row["first_seq"]
        )
        for row in await connection.fetch(_LOOKUP, log_id, list(ids))
    }


async def pass_barrier(connection: Connection, node: str) -> None:
    """Commits one row: when this is confirmed, so is everything that the connection can see."""
    await connection.execute(_BARRIER, node)


async def lock_head(connection: Connection, log_id: str) -> Head:
    """Takes the head's row lock inside a transaction."""
    row = await connection.fetchrow(_LOCK, log_id)
    assert row is not None, f"there is no log {log_id}"
    return Head(row["head_seq"], row["head_hash"])
