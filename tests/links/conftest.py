"""The demo district, loaded once a session. Tests that begin with it get its log in memory, which costs a tenth of a copy of the database;
those that need the database itself (files, history, accounts) get such a copy, which costs a tenth of loading it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
import pytest_asyncio

from dispatch.links.demo import load
from dispatch.log.embedded import Embedded
from dispatch.log.rows import StoredEvent
from dispatch.log.store import LogStore
from tests.links.node import LOG, node, people
from tests.pg import Database, copy_database

TEMPLATE = "demo_template"


@pytest.fixture(scope="session")
def demo_template(pg_server: Embedded) -> str:
    asyncio.run(_load(pg_server))
    return TEMPLATE


async def _load(server: Embedded) -> None:
    await copy_database(server, "dispatch", TEMPLATE)
    database = Database(server, TEMPLATE)
    with tempfile.TemporaryDirectory() as folder:
        async with people(database) as (administration, _, _), node(database, Path(folder)) as desk:
            await load(desk, administration, quiet=True)


@pytest.fixture(scope="session")
def demo_events(pg_server: Embedded, demo_template: str) -> Sequence[StoredEvent]:
    """The log of the loaded demo."""

    async def read() -> Sequence[StoredEvent]:
        async with LogStore(Database(pg_server, demo_template).app_dsn, node="reader") as store:
            return await store.read(LOG, 0)

    return asyncio.run(read())


@pytest_asyncio.fixture
async def demo_database(demo_template: str, new_database: Callable[..., Awaitable[Database]]) -> Database:
    """A database with the loaded demo in it, of this test alone."""
    return await new_database(demo_template)
