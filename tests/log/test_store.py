"""The door to the record when connections end: what is certain is said, what is not is said too."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator

import asyncpg
import pytest
import pytest_asyncio

from dispatch.log.faults import UNDECIDED, ConnectionLost, NothingWritten
from dispatch.log.rows import Appended, Head, KnownCommands
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore
from tests.log.batches import LOG, batch, command_id
from tests.pg import Database

A, B, C = (command_id(n) for n in range(3))


@pytest_asyncio.fixture
async def superuser(database: Database) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(database.superuser_dsn)
    yield connection
    await connection.close()


async def end_connections(superuser: Connection) -> None:
    await superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


async def blocked_append(store: LogStore, superuser: Connection, head: Head) -> asyncio.Task[object]:
    """An append that waits inside the database for the row of the head, which the superuser holds."""
    task: asyncio.Task[object] = asyncio.create_task(store.append(batch(head, A)))
    while not await superuser.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return task


async def test_a_connection_ended_while_waiting_is_made_again(
    store: LogStore, empty: Head, superuser: Connection
) -> None:
    await end_connections(superuser)
    await asyncio.sleep(0.1)
    assert isinstance(await store.append(batch(empty, A)), Appended)
    assert len(await store.read(LOG, 0)) == 1


async def test_a_connection_ended_while_saving_leaves_the_outcome_unknown(
    store: LogStore, empty: Head, superuser: Connection
) -> None:
    transaction = superuser.transaction()
    await transaction.start()
    await superuser.execute("SELECT FROM logs FOR UPDATE")
    task = await blocked_append(store, superuser, empty)
    await end_connections(superuser)
    with pytest.raises(ConnectionLost):
        await task
    await transaction.rollback()
    # Nothing is certain from the exception; looking it up is.
    assert await store.lookup(LOG, [A]) == {}
    assert isinstance(await store.append(batch(empty, A)), Appended)


async def test_an_error_of_the_database_means_that_nothing_was_written(
    store: LogStore, empty: Head, superuser: Connection
) -> None:
    await superuser.execute("ALTER TABLE events ADD CONSTRAINT refuses CHECK (seq < 1)")
    with pytest.raises(NothingWritten, match="refuses") as told:
        await store.append(batch(empty, A))
    assert "Noted" not in str(told.value), "the database's DETAIL quotes the row"
    await superuser.execute("ALTER TABLE events DROP CONSTRAINT refuses")
    assert isinstance(await store.append(batch(empty, A)), Appended)


async def test_a_database_that_cannot_be_reached_wrote_nothing(database: Database) -> None:
    elsewhere = database.app_dsn.replace("host=", "host=/nowhere")
    with pytest.raises(NothingWritten, match="cannot be reached"):
        async with LogStore(elsewhere, node="n1"):
            pass


async def test_cancelling_the_caller_cancels_no_statement(
    store: LogStore, empty: Head, superuser: Connection
) -> None:
    transaction = superuser.transaction()
    await transaction.start()
    await superuser.execute("SELECT FROM logs FOR UPDATE")
    task = await blocked_append(store, superuser, empty)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await transaction.rollback()
    # The next one waits for its turn behind the first, which is saved.
    again = await store.append(batch(empty, A))
    assert isinstance(again, KnownCommands)
    assert set(again.answers) == {A}
    assert [event.seq for event in await store.read(LOG, 0)] == [1]


async def test_closing_waits_for_what_is_under_way(
    database: Database, store: LogStore, empty: Head, superuser: Connection
) -> None:
    async with LogStore(database.app_dsn, node="n2") as closing:
        transaction = superuser.transaction()
        await transaction.start()
        await superuser.execute("SELECT FROM logs FOR UPDATE")
        task = await blocked_append(closing, superuser, empty)
        releasing = asyncio.create_task(_release(transaction))
    assert isinstance(await task, Appended)
    await releasing


async def test_a_commit_that_may_still_be_lost_is_not_called_saved(
    store: LogStore, empty: Head, superuser: Connection
) -> None:
    """What PostgreSQL warns of when its wait for a standby is cancelled."""
    await superuser.execute(
        f"""
        CREATE FUNCTION warns() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE WARNING '{UNDECIDED}'; RETURN NULL; END $$
        """
    )
    await superuser.execute(
        "CREATE TRIGGER warns AFTER INSERT ON commands FOR EACH STATEMENT EXECUTE FUNCTION warns()"
    )
    passed = await superuser.fetchval("SELECT passed FROM barrier WHERE node = 'n1'")
    with pytest.raises(ConnectionLost, match="stopped waiting for its standby"):
        await store.append(batch(empty, A))
    await superuser.execute("DROP TRIGGER warns ON commands")
    # The look-up writes, and a new connection passes the barrier before anything is served from it.
    assert set(await store.lookup(LOG, [A])) == {A}
    row = await store.log(LOG)
    assert row is not None
    assert isinstance(await store.append(batch(row.head, B)), Appended)
    assert await superuser.fetchval("SELECT passed FROM barrier WHERE node = 'n1'") > passed


async def test_a_node_that_stalls_under_the_lock_loses_it(
    store: LogStore, database: Database, empty: Head, superuser: Connection
) -> None:
    def stall(head: Head, events: object) -> None:
        time.sleep(2.5)

    async with LogStore(database.app_dsn, node="n2") as other:
        with pytest.raises(NothingWritten):
            await store.append_locked(LOG, 0, stall)
        assert isinstance(await other.append(batch(empty, A)), Appended)


async def test_every_connection_passes_the_barrier_and_gives_up_its_rights(
    database: Database, superuser: Connection
) -> None:
    async with LogStore(database.dsn, node="owner") as store:
        assert any("DISPATCH_MIGRATE_URL" in warning for warning in store.warnings)
        async with store.connection() as connection:
            assert await connection.fetchval("SELECT current_user") == "dispatch_app"
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute("DELETE FROM events")
            assert await superuser.fetchval("SELECT passed FROM barrier WHERE node = 'owner'") >= 2
    async with LogStore(database.app_dsn, node="app") as store:
        assert not any("DISPATCH_MIGRATE_URL" in warning for warning in store.warnings)


FORBIDDEN = (
    "UPDATE events SET kind = 'x'",
    "DELETE FROM events",
    "TRUNCATE events",
    "DELETE FROM commands",
    "UPDATE commands SET answer = 'x'",
    "UPDATE logs SET log_id = 'x'",
    "DELETE FROM logs",
    "DELETE FROM protected",
    "UPDATE protected SET class = 'public'",
    "UPDATE protected SET salt = 'x', value = 'x'",
    "DROP TABLE events",
    "ALTER TABLE events DISABLE TRIGGER ALL",
    "CREATE TABLE mine (a int)",
)


async def test_the_application_may_add_and_no_more(
    store: LogStore, empty: Head, superuser: Connection
) -> None:
    await store.append(batch(empty, A))
    await superuser.execute("INSERT INTO protected VALUES ($1, 1, 'text', 'medical', 's', 'v')", LOG)
    async with store.connection() as connection:
        for statement in FORBIDDEN:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)


async def test_not_even_the_owner_of_everything_may(superuser: Connection) -> None:
    for role in ("origin", "replica"):
        await superuser.execute(f"SET session_replication_role = {role}")
        for statement in ("UPDATE events SET kind = 'x'", "DELETE FROM events", "TRUNCATE events"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only ever added to"):
                await superuser.execute(statement)


async def test_other_nodes_hear_of_a_new_head(store: LogStore, database: Database, empty: Head) -> None:
    heard: asyncio.Queue[str | None] = asyncio.Queue()
    async with LogStore(database.app_dsn, node="n2") as other, asyncio.timeout(10):
        end = other.on_wake(heard.put_nowait)
        assert await heard.get() is None, "a new connection: anything may have happened"
        await store.append(batch(empty, A))
        assert await heard.get() == LOG
        end()


async def test_a_lost_listener_listens_again(store: LogStore, empty: Head, superuser: Connection) -> None:
    heard: asyncio.Queue[str | None] = asyncio.Queue()
    end = store.on_wake(heard.put_nowait)
    await end_connections(superuser)
    async with asyncio.timeout(10):
        for number in itertools.count():
            # The first ones may find their own connections ended as well.
            with contextlib.suppress(ConnectionLost, NothingWritten):
                row = await store.log(LOG)
                assert row is not None
                await store.append(batch(row.head, command_id(number)))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.2):
                    while await heard.get() is None:
                        pass
                    break
    end()


async def test_a_range_is_read_whole_in_any_chunks(store: LogStore, empty: Head) -> None:
    head = empty
    for number in range(10):
        result = await store.append(batch(head, command_id(number), per_command=3))
        assert isinstance(result, Appended)
        head = result.head
    expected = await store.read(LOG, 0)
    for chunk in (1, 7, 30, 1000):
        found = [event async for events in store.stream(LOG, 0, head.seq, chunk=chunk) for event in events]
        assert found == expected
    assert [e.seq async for events in store.stream(LOG, 5, 9, chunk=2) for e in events] == [6, 7, 8, 9]
    assert [event.seq for event in await store.read_some(LOG, [7, 3, 99])] == [3, 7]


async def test_a_reader_that_leaves_in_the_middle_leaves_nothing_behind(store: LogStore, empty: Head) -> None:
    await store.append(batch(empty, A, per_command=50))
    stream = store.stream(LOG, 0, 50, chunk=5)
    async for events in stream:
        assert events
        break
    await stream.aclose()
    assert len(await store.read(LOG, 0)) == 50


async def test_ping_says_the_time(store: LogStore) -> None:
    assert (await store.ping()).tzinfo is not None


async def _release(transaction: asyncpg.transaction.Transaction) -> None:
    await asyncio.sleep(0.2)
    await transaction.rollback()
