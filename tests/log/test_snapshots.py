"""A snapshot saves folding and changes nothing."""

from __future__ import annotations

import asyncpg
import orjson
import pytest

from dispatch.domain.fold import fold
from dispatch.domain.state import EMPTY, FOLD_VERSION
from dispatch.log import snapshots
from dispatch.log.erase import erase
from dispatch.log.rows import Head
from dispatch.log.snapshots import decode_state, encode_state, fold_stored, state_hash
from dispatch.log.store import LogStore
from tests.log.day import LOG, Day
from tests.pg import Database


@pytest.fixture
def day() -> Day:
    made = Day()
    made.whole()
    return made


def test_a_state_comes_back_as_it_was_with_its_order(day: Day) -> None:
    again = decode_state(encode_state(day.state))
    assert again == day.state
    for table in ("calls", "units", "timers", "sites", "lines", "assignments"):
        assert list(getattr(again, table)) == list(getattr(day.state, table)), table


def test_the_bytes_are_canonical_and_hash_alike(day: Day) -> None:
    body = encode_state(day.state)
    assert orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS) == body
    assert state_hash(decode_state(body)) == state_hash(day.state)


def test_a_start_from_any_snapshot_ends_where_a_full_fold_ends(day: Day) -> None:
    for seq in range(len(day.recorded) + 1):
        kept = decode_state(encode_state(fold(EMPTY, day.recorded[:seq]).state))
        assert state_hash(fold(kept, day.recorded[seq:]).state) == state_hash(day.state)


async def test_the_newest_sound_one_is_used(store: LogStore, database: Database, day: Day) -> None:
    await day.write(store)
    stored = await store.read(LOG, 0)
    heads = {event.seq: Head(event.seq, event.chain) for event in stored}
    states = {seq: fold_stored(EMPTY, stored[:seq]) for seq in (5, 10, 15)}
    superuser = await asyncpg.connect(database.superuser_dsn)
    try:
        async with store.connection() as connection:
            assert await snapshots.newest(connection, LOG) is None
            for seq, state in states.items():
                await snapshots.save(connection, LOG, state, heads[seq])
            assert await snapshots.newest(connection, LOG) == (states[15], heads[15])
            assert await snapshots.newest(connection, LOG, at_most=14) == (states[10], heads[10])
            # One whose bytes were touched, one of another fold, one that the log does not lead to.
            await superuser.execute("UPDATE snapshots SET body = body || '\\x20'::bytea WHERE seq = 15")
            assert await snapshots.newest(connection, LOG) == (states[10], heads[10])
            await superuser.execute("UPDATE snapshots SET fold_version = $1 WHERE seq = 10", FOLD_VERSION + 1)
            assert await snapshots.newest(connection, LOG) == (states[5], heads[5])
            await superuser.execute("UPDATE snapshots SET chain = sha256('x') WHERE seq = 5")
            assert await snapshots.newest(connection, LOG) is None
    finally:
        await superuser.close()


async def test_old_ones_are_let_go(store: LogStore, database: Database, day: Day) -> None:
    await day.write(store)
    stored = await store.read(LOG, 0)
    async with store.connection() as connection:
        for event in stored:
            state = fold_stored(EMPTY, stored[: event.seq])
            await snapshots.save(connection, LOG, state, Head(event.seq, event.chain), keep=2)
        kept = await connection.fetch("SELECT seq FROM snapshots ORDER BY seq")
    assert [row["seq"] for row in kept] == [stored[-2].seq, stored[-1].seq]


async def test_erasing_drops_the_snapshots_that_hold_the_text(store: LogStore, day: Day) -> None:
    await day.write(store)
    stored = await store.read(LOG, 0)
    created = next(one for one in day.recorded if one.event.kind == "CallCreated")
    async with store.connection() as connection:
        for seq in (created.seq - 1, created.seq, len(stored)):
            state = fold_stored(EMPTY, stored[:seq])
            await snapshots.save(connection, LOG, state, Head(seq, stored[seq - 1].chain))
        assert await erase(store, LOG, created.seq, "caller")
        found = await snapshots.newest(connection, LOG)
    assert found is not None
    assert found[0].seq == created.seq - 1


async def test_a_state_is_not_stored_under_anothers_number(store: LogStore, day: Day) -> None:
    async with store.connection() as connection:
        with pytest.raises(AssertionError, match="under the hash"):
            await snapshots.save(connection, LOG, day.state, Head(1, b""))
