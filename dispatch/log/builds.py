"""The builds of a log's history: one serves its readers, another may be made beside it and then takes its place.

A build is its row here and the rows of the history tables that bear its number. Knows nothing of what they hold.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import asyncpg
import orjson

from dispatch.log.ledger import FORM
from dispatch.log.sql import Connection

TABLES: Final = (
    "history_records",
    "history_calls",
    "history_incidents",
    "history_lines",
    "history_words",
    "history_figures",
)
CLEARED_AT_ONCE: Final = 2000
NEARLY: Final = 1000
"""So few events behind is ordinary; more is a history that is still being made."""

_COLUMNS = "build, form, seq, at, serving, whole, erasures"
_ALL = f"SELECT {_COLUMNS} FROM history_builds WHERE log_id = $1 ORDER BY build"  # noqa: S608
_SERVING = f"SELECT {_COLUMNS} FROM history_builds WHERE log_id = $1 AND serving"  # noqa: S608
_LOCK = f"{_ALL} FOR UPDATE"
_FIRST = """
INSERT INTO history_builds (log_id, build, form, seq, serving, whole, erasures)
VALUES ($1, 1, $2, 0, true, true, 0) ON CONFLICT DO NOTHING
"""
_NEXT = """
INSERT INTO history_builds (log_id, build, form, seq, serving, whole, erasures)
SELECT log_id, max(build) + 1, $2, 0, false, true, max(erasures) FROM history_builds WHERE log_id = $1
GROUP BY log_id ON CONFLICT DO NOTHING
"""
_OFF = "UPDATE history_builds SET serving = false WHERE log_id = $1 AND serving"
_ON = "UPDATE history_builds SET serving = true WHERE log_id = $1 AND build = $2"
_GIVE_UP = "UPDATE history_builds SET form = 0 WHERE log_id = $1 AND build > $2 AND NOT serving"
_CLEAR = "DELETE FROM {table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE log_id = $1 AND build = $2 LIMIT $3))"
_CLEARED = "DELETE FROM history_builds WHERE log_id = $1 AND build = $2 AND NOT serving"

# An erasure: whatever was folded from the event and holds the text, in whichever build.
_HOLDING = """
SELECT id FROM history_records
WHERE log_id = $1 AND collection = 'calls' AND last_seq >= $2 AND position($3::bytea IN body) > 0
UNION SELECT call FROM history_lines WHERE log_id = $1 AND seq = $2 AND call IS NOT NULL
"""
_NO_CALLS = "DELETE FROM history_calls WHERE log_id = $1 AND id = ANY($2)"
_NO_INCIDENTS = """
DELETE FROM history_incidents WHERE log_id = $1 AND id IN (
    SELECT id FROM history_records
    WHERE log_id = $1 AND collection = 'incidents' AND last_seq >= $2 AND position($3::bytea IN body) > 0
)
"""
_NO_RECORDS = """
DELETE FROM history_records WHERE log_id = $1 AND last_seq >= $2 AND position($3::bytea IN body) > 0
"""
_NO_WORDS = """
DELETE FROM history_words
WHERE log_id = $1 AND line IN (SELECT id FROM history_lines WHERE log_id = $1 AND seq = $2)
"""
_SURVEYED = "SELECT reltuples > 0 FROM pg_class WHERE oid = 'history_calls'::regclass"
_SURVEY = "SELECT history_survey()"
_TORN = "UPDATE history_builds SET whole = false, erasures = erasures + 1 WHERE log_id = $1"


@dataclass(frozen=True, slots=True)
class Build:
    """One build: the form of its rows, the last event it holds, and whether it is the one that is read."""

    number: int
    form: int
    seq: int
    at: datetime | None
    serving: bool
    whole: bool
    erasures: int

    @property
    def given_up(self) -> bool:
        """Nobody goes on with it: an erasure made what it holds wrong, or a later one took its place."""
        return self.form == 0


async def every(connection: Connection, log_id: str) -> list[Build]:
    """The builds of a log, oldest first."""
    return [Build(*row) for row in await connection.fetch(_ALL, log_id)]


async def serving(connection: Connection, log_id: str) -> Build | None:
    """The one that is read; None for a log whose history has not begun."""
    row = await connection.fetchrow(_SERVING, log_id)
    return None if row is None else Build(*row)


async def cursor(connection: Connection, log_id: str) -> int:
    """The last event that readers of history find there."""
    found = await serving(connection, log_id)
    return 0 if found is None else found.seq


async def is_complete(connection: Connection, log_id: str, build: Build | None) -> bool:
    """Whether what is not in this build is nowhere, but for the last moments. Not so while it is made for the first time."""
    head: int = await connection.fetchval("SELECT head_seq FROM logs WHERE log_id = $1", log_id) or 0
    return head - (build.seq if build else 0) <= NEARLY and (build is None or build.whole)


async def is_surveyed(connection: Connection) -> bool:
    """Whether the database has looked at these tables since they were made or restored."""
    return bool(await connection.fetchval(_SURVEYED))


async def survey(connection: Connection) -> None:
    """Has the database look at what is in the tables: it plans searches by that. Nobody waits for it but the caller.

    When somebody else keeps a table up just now, that is left to them.
    """
    with contextlib.suppress(asyncpg.LockNotAvailableError):
        await connection.execute(_SURVEY)


async def begin_first(connection: Connection, log_id: str) -> None:
    """The first build serves from the start: there is no other that could answer."""
    await connection.execute(_FIRST, log_id, FORM)


async def begin_next(connection: Connection, log_id: str) -> None:
    """An empty build beside the one that serves. What was begun before it is given up."""
    async with connection.transaction():
        builds = [Build(*row) for row in await connection.fetch(_LOCK, log_id)]
        if not builds:
            return
        reading = next(one for one in builds if one.serving)
        await connection.execute(_GIVE_UP, log_id, reading.number)
        await connection.execute(_NEXT, log_id, FORM)


async def switch(connection: Connection, log_id: str, number: int) -> bool:
    """Readers turn to this build, if it holds all that the present one holds. All see it in the same moment."""
    async with connection.transaction():
        builds = {build.number: build for build in (Build(*r) for r in await connection.fetch(_LOCK, log_id))}
        reading = next(one for one in builds.values() if one.serving)
        new = builds.get(number)
        if new is None or new.given_up or new.seq < reading.seq:
            return False
        await connection.execute(_OFF, log_id)
        await connection.execute(_ON, log_id, number)
    return True


async def clear_some(connection: Connection, log_id: str, number: int) -> bool:
    """Takes away some rows of a build that is read no more. False when the last are gone, and the build with them."""
    for table in TABLES:
        done = await connection.execute(_CLEAR.format(table=table), log_id, number, CLEARED_AT_ONCE)
        if done != "DELETE 0":
            return True
    await connection.execute(_CLEARED, log_id, number)
    return False


async def forget_text(connection: Connection, log_id: str, seq: int, text: str) -> None:
    """Takes out of history what holds an erased text, and begins a build that holds the rest. In the caller's transaction.

    Nobody finds it from now on. What else stood in those rows is missing until the next build serves.
    """
    # Waits for whoever is writing rows from the event as it was.
    builds = [Build(*row) for row in await connection.fetch(_LOCK, log_id)]
    if not builds:
        return
    needle = b'"text":' + orjson.dumps(text)
    calls = [row["id"] for row in await connection.fetch(_HOLDING, log_id, seq, needle)]
    await connection.execute(_NO_CALLS, log_id, calls)
    await connection.execute(_NO_INCIDENTS, log_id, seq, needle)
    await connection.execute(_NO_RECORDS, log_id, seq, needle)
    await connection.execute(_NO_WORDS, log_id, seq)
    await connection.execute(_TORN, log_id)
    await begin_next(connection, log_id)
