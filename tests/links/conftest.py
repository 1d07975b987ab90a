"""The demo district, loaded once a session: tests that begin with it get a copy of the database, which costs a tenth of loading it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from dispatch.links.demo import load
from dispatch.log.embedded import Embedded
from tests.links.node import node, people
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
            await load(desk, administration)


@pytest_asyncio.fixture
async def demo_database(demo_template: str, new_database: Callable[..., Awaitable[Database]]) -> Database:
    """A database with the loaded demo in it, of this test alone."""
    return await new_database(demo_template)
