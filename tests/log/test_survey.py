"""Searches are planned by what is in the history tables from the moment it is there, not from when upkeep comes round.

What is counted is rows that a search touches, never time. Upkeep is off, as it is in the minutes before it comes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import orjson
import pytest
import pytest_asyncio

from dispatch.domain.commands import AddNote
from dispatch.domain.lens.sought import CallFilter
from dispatch.log import builds, history
from dispatch.log.finding import PLANNED, CallsWanted, statements
from dispatch.log.history import History
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore
from tests.log.day import DISPATCHER, LOG, START, Day
from tests.pg import Database

CALLS = 4000
FEW = 200
"""Rows that a search for one word, number or unit may touch."""
SEARCHES = [
    CallsWanted(parts=("desk",), limit=21, words="sparrow"),
    CallsWanted(parts=("desk",), limit=21, words="nowhere"),
    CallsWanted(parts=("desk",), limit=21, which=CallFilter(number="26-0001234")),
    CallsWanted(parts=("desk",), limit=21, which=CallFilter(unit="U7")),
]
_MANY = """
INSERT INTO history_calls (log_id, build, id, part, number, site, type, units, opened_at, words)
SELECT $1, $3, 'call ' || n, part, '26-' || lpad(n::text, 7, '0'), 'S' || n % 80, 'T' || n % 12,
       ARRAY['U' || n, 'A' || n % 40], $2::timestamptz + n * interval '1 min',
       to_tsvector('simple', 'call number' || n || CASE WHEN n % 2000 = 0 THEN ' sparrow' ELSE '' END)
FROM generate_series(1, $4::int) n, unnest(ARRAY['desk', 'auditor']) part
"""


@pytest_asyncio.fixture
async def owner(database: Database) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(database.dsn)
    try:
        await connection.execute("ALTER TABLE history_calls SET (autovacuum_enabled = off)")
        yield connection
    finally:
        await connection.close()


async def looked_at(connection: Connection, build: int, wanted: CallsWanted) -> int:
    """Rows touched by the statement that must find every call, wherever it stands."""
    way = statements(LOG, build, "desk", wanted)[-1]
    async with connection.transaction():
        await connection.execute(PLANNED)
        said = await connection.fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) {way.text}", *way.arguments)
    return _touched(orjson.loads(said)[0]["Plan"])


def _touched(node: dict[str, Any]) -> int:
    own = sum(node.get(name, 0) for name in ("Actual Rows", *_THROWN_AWAY)) * node["Actual Loops"]
    return int(own) + sum(_touched(one) for one in node.get("Plans", ()))


_THROWN_AWAY = ("Rows Removed by Filter", "Rows Removed by Index Recheck")


async def known_builds(owner: Connection) -> list[int]:
    """The builds that the planner has heard of."""
    said = await owner.fetchval(
        "SELECT most_common_vals::text::int[] FROM pg_stats WHERE tablename = 'history_calls' AND attname = 'build'"
    )
    return sorted(said or [])


async def test_a_search_after_a_mass_import_reads_what_it_finds(store: LogStore, owner: Connection) -> None:
    async with store.connection() as connection:
        await connection.execute(_MANY, LOG, START, 1, CALLS)
        before = [await looked_at(connection, 1, wanted) for wanted in SEARCHES]
        await builds.survey(connection)
        after = [await looked_at(connection, 1, wanted) for wanted in SEARCHES]
    assert max(before) > CALLS, f"without a survey some search looks at every call: {before}"
    assert max(after) < FEW, after


async def test_a_build_that_readers_turn_to_is_known_too(store: LogStore, owner: Connection) -> None:
    """The statistics of the build before know no other."""
    async with store.connection() as connection:
        await connection.execute(_MANY, LOG, START, 1, CALLS)
        await builds.survey(connection)
        await connection.execute(_MANY, LOG, START, 2, CALLS)
        assert max([await looked_at(connection, 2, wanted) for wanted in SEARCHES]) > CALLS
        await builds.survey(connection)
        assert max([await looked_at(connection, 2, wanted) for wanted in SEARCHES]) < FEW


async def test_history_has_itself_surveyed_as_it_grows_and_before_readers_turn(
    store: LogStore, owner: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "SURVEY_FROM", 40)
    monkeypatch.setattr(history, "BATCH", 20)
    day = Day()
    day.begin()
    for number in range(40):
        call = day.call(caller=f"caller {number}")
        day.do(DISPATCHER, AddNote(text=f"filler {number}", call=call))
    await day.write(store)
    following = History(store, LOG)
    assert await following.follow(), "the first build"
    assert await following.follow(), "too little to matter"
    assert not await builds_surveyed(store)
    while await following.step():
        pass
    assert await known_builds(owner) == [1]
    async with store.connection() as connection:
        await builds.begin_next(connection, LOG)
    while (await build_serving(store)) == 1:
        assert await following.make()
    assert await known_builds(owner) == [1, 2], "before the first reader"


async def test_a_restored_history_is_surveyed_though_nothing_is_added(
    store: LogStore, owner: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Day()
    day.whole()
    await day.write(store)
    while await History(store, LOG).step():
        pass
    assert not await builds_surveyed(store), "so little is read at once in any case"
    monkeypatch.setattr(history, "SURVEY_FROM", 10)
    await History(store, LOG).step()
    assert await builds_surveyed(store)


async def test_a_survey_gives_way_to_whoever_keeps_the_table_up(store: LogStore, owner: Connection) -> None:
    await owner.execute("ALTER FUNCTION history_survey() SET lock_timeout = '1ms'")
    async with owner.transaction():
        await owner.execute("LOCK TABLE history_calls IN SHARE UPDATE EXCLUSIVE MODE")
        async with store.connection() as connection:
            await builds.survey(connection)
    assert not await builds_surveyed(store)


async def test_the_application_may_not_survey_by_itself(store: LogStore, database: Database) -> None:
    """What the function is for; and nobody else may call it."""
    async with store.connection() as connection:
        await connection.execute("ANALYZE history_calls")
        assert not await builds.is_surveyed(connection), "refused with a warning"
        said = await connection.fetch(
            "SELECT acl.grantee::regrole::text AS who FROM pg_proc, aclexplode(proacl) acl "
            "WHERE proname = 'history_survey' AND acl.grantee <> proowner"
        )
    assert [row["who"] for row in said] == ["dispatch_app"]


async def builds_surveyed(store: LogStore) -> bool:
    async with store.connection() as connection:
        return await builds.is_surveyed(connection)


async def build_serving(store: LogStore) -> int:
    async with store.connection() as connection:
        found = await builds.serving(connection, LOG)
    assert found is not None
    return found.number
