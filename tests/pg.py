"""A real PostgreSQL for tests: one embedded server a session, a fresh migrated database a test. Loaded as a
plugin.

Fixtures, for every test under ``tests/``:

* ``pg_server``: the session's server (``dispatch.log.embedded.Embedded``), started when first asked for.
* ``database``: a fresh, migrated, empty database (``Database``), dropped after the test. It has addresses for
  three roles: ``dsn`` (owner, for migrations), ``app_dsn`` (what the application gets), ``superuser_dsn``.
* ``new_database``: a function that makes more of them, from another template if it is told one.
* ``store``: a ``LogStore`` on ``database``, opened as node ``n1`` and closed after the test.

A fresh database costs about 30 ms: it is copied from a migrated one.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from dispatch.log.embedded import Embedded, start_embedded
from dispatch.log.migrate import upgrade
from dispatch.log.store import LogStore
from tests.folders import folder_for, in_memory

# What is tested against this server is killed processes, never power cuts.
TEST_SETTINGS = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "512MB"}

# A server outlives a killed parent, which is right for an operator and a nuisance for a killed test run.
_WATCH = 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; kill -INT "$2"; sleep 3; rm -rf "$3"'

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Database:
    """One database and its addresses."""

    server: Embedded
    name: str

    @property
    def dsn(self) -> str:
        return self.server.dsn_as("dispatch_owner", self.name)

    @property
    def app_dsn(self) -> str:
        return self.server.dsn_as("dispatch_app", self.name)

    @property
    def superuser_dsn(self) -> str:
        return self.server.dsn_as("postgres", self.name)


@pytest.fixture(scope="session")
def pg_server() -> Iterator[Embedded]:
    folder = folder_for("pg-")
    server = asyncio.run(_start(folder))
    with subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, "sh", str(os.getpid()), str(server.pid), str(folder)]
    ) as watch:
        yield server
        watch.kill()
    asyncio.run(server.stop(force=True))
    shutil.rmtree(folder)


async def _start(folder: Path) -> Embedded:
    server = await start_embedded(folder / "data", settings=TEST_SETTINGS)
    await upgrade(server.dsn)
    return server


async def _administer(server: Embedded, statement: str) -> None:
    connection = await asyncpg.connect(server.dsn_as("postgres", "postgres"))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def copy_database(server: Embedded, template: str, name: str) -> None:
    """A new database from one that nobody has open."""
    # Files are copied in no time in memory; on a disk, reading and writing pages is quicker than the two checkpoints around a copy.
    strategy = "file_copy" if in_memory(server.log_file) else "wal_log"
    await _administer(
        server, f"CREATE DATABASE {name} TEMPLATE {template} OWNER dispatch_owner STRATEGY {strategy}"
    )


@pytest_asyncio.fixture
async def new_database(pg_server: Embedded) -> AsyncIterator[Callable[..., Awaitable[Database]]]:
    made: list[str] = []

    async def make(template: str = "dispatch") -> Database:
        name = f"test_{next(_numbers)}"
        await copy_database(pg_server, template, name)
        made.append(name)
        return Database(pg_server, name)

    yield make
    for name in made:
        await _administer(pg_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest_asyncio.fixture
async def database(new_database: Callable[[], Awaitable[Database]]) -> Database:
    return await new_database()


@pytest_asyncio.fixture
async def store(database: Database) -> AsyncIterator[LogStore]:
    async with LogStore(database.app_dsn, node="n1") as opened:
        yield opened
