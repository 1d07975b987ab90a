"""One node as the links see it: a desk on a fresh log, and the accounts beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from dispatch.desk.clock import SystemClock
from dispatch.desk.desk import Desk, DeskSettings
from dispatch.log.rows import StoredEvent
from dispatch.log.store import LogStore
from dispatch.people.account_store import AccountStore
from dispatch.people.administration import Administration
from dispatch.people.database import Database as PeopleDatabase
from dispatch.people.passwords import Passwords
from dispatch.people.session_store import SessionStore
from tests.memory import MemoryStore
from tests.pg import Database

LOG = "pine-mesa"
CLOCK = SystemClock()


@asynccontextmanager
async def node(
    database: Database, data: Path, name: str = "n1", log: str = LOG, nature: str = "live"
) -> AsyncIterator[Desk]:
    """A desk on its own connections."""
    async with LogStore(database.app_dsn, node=name) as store:
        await store.create_log(log, nature=nature, epoch="e1")
        desk = Desk(store, log, CLOCK, data=data, settings=DeskSettings(timers=False))
        await desk.start()
        try:
            yield desk
        finally:
            await desk.stop()


@asynccontextmanager
async def node_in_memory(
    events: Sequence[StoredEvent], data: Path, log: str = LOG
) -> AsyncIterator[tuple[Desk, MemoryStore]]:
    """A desk on a log that begins with these events, and the log."""
    store = MemoryStore(log, CLOCK.now, events=events)
    desk = Desk(store, log, CLOCK, data=data, settings=DeskSettings(timers=False))
    await desk.start()
    try:
        yield desk, store
    finally:
        await desk.stop()


@asynccontextmanager
async def people(database: Database) -> AsyncIterator[tuple[Administration, AccountStore, Passwords]]:
    """The accounts of this database, with hashing that costs nothing."""
    opened = PeopleDatabase(database.app_dsn, "test")
    try:
        store, passwords = AccountStore(opened), Passwords(memory_kib=64, passes=1, lanes=1)
        rows = SessionStore(opened)
        yield Administration(store, rows, passwords, CLOCK.now, CLOCK.new_id), store, passwords
    finally:
        await opened.close()
