"""The wire does what it says: a cut is a cut, and a lost answer is one whose question arrived."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.faults.proxy import Proxy, Wire
from tests.pg import Database


@pytest.fixture
async def wire(database: Database) -> AsyncIterator[Proxy]:
    # A socket's path must be short, which a test's own folder is not.
    with tempfile.TemporaryDirectory(prefix="wire-") as folder:
        async with Proxy(Path(database.server.socket_dir), Path(folder)) as opened:
            yield opened


async def connected(wire: Proxy, database: Database) -> asyncpg.Connection:
    return await asyncpg.connect(wire.dsn("postgres", database.name), timeout=5)


async def test_a_whole_wire_passes_everything(wire: Proxy, database: Database) -> None:
    connection = await connected(wire, database)
    assert await connection.fetchval("SELECT repeat('x', 1000000)") == "x" * 1_000_000
    await connection.close()


async def test_a_cut_ends_what_is_connected_and_lets_nobody_in(wire: Proxy, database: Database) -> None:
    connection = await connected(wire, database)
    asking = asyncio.ensure_future(connection.fetchval("SELECT pg_sleep(10)"))
    await asyncio.sleep(0.1)
    await wire.set(Wire.CUT)
    with pytest.raises((OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError)):
        await asking
    with pytest.raises((OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError)):
        await connected(wire, database)
    await wire.set(Wire.WHOLE)
    again = await connected(wire, database)
    assert await again.fetchval("SELECT 1") == 1
    await again.close()
    connection.terminate()


async def test_a_frozen_wire_says_nothing_and_goes_on_later(wire: Proxy, database: Database) -> None:
    connection = await connected(wire, database)
    await wire.set(Wire.FROZEN)
    asking = asyncio.ensure_future(connection.fetchval("SELECT 7"))
    done, _ = await asyncio.wait({asking}, timeout=0.3)
    assert not done
    await wire.set(Wire.WHOLE)
    assert await asking == 7
    await connection.close()


async def test_a_deaf_wire_carries_the_write_and_loses_the_answer(wire: Proxy, database: Database) -> None:
    connection = await connected(wire, database)
    await connection.execute("CREATE TABLE arrived (n int)")
    await wire.set(Wire.DEAF)
    asking = asyncio.ensure_future(connection.execute("INSERT INTO arrived VALUES (1)"))
    done, _ = await asyncio.wait({asking}, timeout=0.3)
    assert not done
    await wire.set(Wire.CUT)
    with pytest.raises((OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError)):
        await asking
    assert wire.swallowed > 0
    await wire.set(Wire.WHOLE)
    again = await connected(wire, database)
    assert await again.fetchval("SELECT count(*) FROM arrived") == 1
    await again.close()
