"""The append statement: all or nothing, from exactly the expected head, each command once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from dispatch.log.chain import ChainBroken, genesis
from dispatch.log.rows import Appended, Batch, Head, KnownCommands, LostRace, ProtectedRow
from dispatch.log.store import LogStore
from tests.log.batches import LOG, answered, batch, command_id, event, moment, refusals
from tests.pg import Database

A, B, C = (command_id(n) for n in range(3))


async def appended(store: LogStore, of: Batch) -> Head:
    result = await store.append(of)
    assert isinstance(result, Appended), result
    return result.head


async def test_a_batch_is_there_as_a_whole(store: LogStore, empty: Head) -> None:
    secret = ProtectedRow(2, "caller", "operational", b"s" * 32, b'"Ana"')
    head = await appended(store, batch(empty, A, B, per_command=2, protected=(secret,)))

    assert head.seq == 4
    read = await store.read(LOG, 0)
    assert [one.seq for one in read] == [1, 2, 3, 4]
    assert read[1].protected == (secret,)
    assert read[-1].chain == head.hash
    row = await store.log(LOG)
    assert row is not None
    assert row.head == head
    assert row.head_at == moment(4)


async def test_the_database_says_its_time(store: LogStore, empty: Head) -> None:
    result = await store.append(batch(empty, A))
    assert isinstance(result, Appended)
    assert abs(result.db_now - datetime.now(UTC)) < timedelta(seconds=30)


async def test_the_chain_of_the_first_event_starts_at_the_logs_own_name(store: LogStore, empty: Head) -> None:
    assert empty == Head(0, genesis(LOG))
    assert genesis(LOG) != genesis("exercise")


async def test_a_batch_on_an_old_head_loses_and_writes_nothing(store: LogStore, empty: Head) -> None:
    head = await appended(store, batch(empty, A))
    assert isinstance(await store.append(batch(empty, B)), LostRace)
    assert [one.seq for one in await store.read(LOG, 0)] == [head.seq]
    assert await store.lookup(LOG, [B]) == {}


async def test_a_refusal_on_an_old_head_is_not_stored(store: LogStore, empty: Head) -> None:
    await appended(store, batch(empty, A))
    assert isinstance(await store.append(refusals(empty, B)), LostRace)
    assert await store.lookup(LOG, [B]) == {}


async def test_a_refusal_on_the_right_head_is_an_answer_and_moves_nothing(
    store: LogStore, empty: Head
) -> None:
    assert await appended(store, refusals(empty, A)) == empty
    assert (await store.lookup(LOG, [A]))[A].answer == b"refused"
    head = await appended(store, batch(empty, B))
    assert head.seq == 1


async def test_the_same_command_again_gets_its_first_answer(store: LogStore, empty: Head) -> None:
    head = await appended(store, batch(empty, A))
    again = await store.append(batch(head, A, B))
    assert isinstance(again, KnownCommands)
    assert set(again.answers) == {A}
    assert again.answers[A].first_seq == 1
    assert await store.read(LOG, head.seq) == []


async def test_looking_up_writes(store: LogStore, empty: Head, database: Database) -> None:
    await appended(store, batch(empty, A))
    for _ in range(3):
        await store.lookup(LOG, [A])
    connection = await asyncpg.connect(database.dsn)
    try:
        assert await connection.fetchval("SELECT asked FROM commands") == 3
    finally:
        await connection.close()


async def test_a_hash_that_is_not_ours_stops_everything(store: LogStore, empty: Head) -> None:
    head = await appended(store, batch(empty, A))
    with pytest.raises(ChainBroken, match="another hash"):
        await store.append(batch(Head(head.seq, b"x" * 32), B))
    assert (await store.log(LOG)).head == head  # type: ignore[union-attr]


async def test_many_writers_leave_a_gapless_chain_and_each_command_once(
    database: Database, empty: Head
) -> None:
    async def node(name: str) -> int:
        lost = 0
        async with LogStore(database.app_dsn, node=name) as store:
            for number in range(20):
                while True:
                    row = await store.log(LOG)
                    assert row is not None
                    result = await store.append(batch(row.head, command_id(number), per_command=2))
                    if not isinstance(result, LostRace):
                        break
                    lost += 1
        return lost

    await asyncio.gather(*(node(f"n{n}") for n in range(3)))
    async with LogStore(database.app_dsn, node="reader") as store:
        read = await store.read(LOG, 0)
        answers = await store.lookup(LOG, [command_id(n) for n in range(20)])
    # Every node sent the same twenty commands; each has its two events once.
    assert [one.seq for one in read] == list(range(1, 41))
    assert len(answers) == 20
    assert sorted(a.first_seq or 0 for a in answers.values()) == list(range(1, 41, 2))


async def test_the_same_refusal_on_two_nodes_is_stored_once(database: Database, empty: Head) -> None:
    async with LogStore(database.app_dsn, node="n1") as one, LogStore(database.app_dsn, node="n2") as two:
        for number in range(20):
            of = refusals(empty, command_id(number))
            results = await asyncio.gather(one.append(of), two.append(of))
            assert sum(isinstance(result, Appended) for result in results) == 1


async def test_under_the_lock_no_other_node_is_faster(database: Database, empty: Head) -> None:
    async with LogStore(database.app_dsn, node="n1") as one, LogStore(database.app_dsn, node="n2") as two:
        await appended(one, batch(empty, A))

        def build(head: Head, events: object) -> Batch:
            assert head.seq == 1
            return batch(head, B)

        locked, racing = await asyncio.gather(
            one.append_locked(LOG, 0, build), two.append(batch(empty, C)), return_exceptions=True
        )
        assert isinstance(locked, Appended)
        assert isinstance(racing, LostRace)
        assert [e.seq for e in await two.read(LOG, 0)] == [1, 2]


async def test_a_build_that_fails_leaves_the_head_free(store: LogStore, empty: Head) -> None:
    def build(head: Head, events: object) -> Batch:
        raise ValueError("decided badly")

    with pytest.raises(ValueError, match="decided badly"):
        await store.append_locked(LOG, 0, build)
    assert (await appended(store, batch(empty, A))).seq == 1


async def test_a_build_that_decides_nothing_writes_nothing(store: LogStore, empty: Head) -> None:
    assert await store.append_locked(LOG, 0, lambda head, events: None) is None
    assert (await appended(store, batch(empty, A))).seq == 1


async def test_the_locked_append_knows_answered_commands(store: LogStore, empty: Head) -> None:
    await appended(store, batch(empty, A))
    result = await store.append_locked(LOG, 0, lambda head, events: batch(head, A))
    assert isinstance(result, KnownCommands)


def test_a_batch_with_a_gap_cannot_be_made() -> None:
    with pytest.raises(AssertionError, match="event 3 where 1 is next"):
        Batch(
            log_id=LOG,
            expected=Head(0, genesis(LOG)),
            at=moment(3),
            events=[event(3, A)],
            commands=[answered(A, 3)],
        )


async def test_a_batch_is_one_round_trip(store: LogStore, empty: Head) -> None:
    head = await appended(store, batch(empty, A))
    assert store._writer is not None
    protocol = store._writer.connection._protocol  # type: ignore[attr-defined]
    before = protocol.queries_count
    await appended(store, batch(head, B, C, per_command=50))
    assert protocol.queries_count - before == 1
