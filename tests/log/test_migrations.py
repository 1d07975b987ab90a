"""The migrations lead to the tables that the program knows, from nothing and again."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from dispatch.log.migrate import _config, engine_for, newest, upgrade
from dispatch.log.tables import metadata
from tests.pg import Database

ROOT = Path(__file__).resolve().parents[2]


async def revision_of(database: Database) -> str:
    connection = await asyncpg.connect(database.dsn)
    try:
        return str(await connection.fetchval("SELECT version_num FROM alembic_version"))
    finally:
        await connection.close()


def test_there_is_one_head() -> None:
    assert ScriptDirectory.from_config(_config()).get_heads() == [newest()]


async def test_a_second_run_changes_nothing(database: Database) -> None:
    assert await revision_of(database) == newest()
    await upgrade(database.dsn)
    assert await revision_of(database) == newest()


async def test_the_tables_are_those_that_the_program_knows(database: Database) -> None:
    ours = set(metadata.tables)

    def compare(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _parents: kind != "table" or name in ours,
            },
        )
        return list(compare_metadata(context, metadata))

    engine = engine_for(database.dsn)
    try:
        async with engine.connect() as connection:
            assert await connection.run_sync(compare) == []
            # The comparison has teeth.
            assert await connection.run_sync(lambda c: _with_nothing(c, ours))
    finally:
        await engine.dispose()


def _with_nothing(connection: Connection, ours: set[str]) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"include_name": lambda name, kind, _parents: kind != "table" or name in ours}
    )
    return list(compare_metadata(context, MetaData()))


async def test_two_nodes_that_migrate_at_once_both_succeed(
    new_database: Callable[[], Awaitable[Database]],
) -> None:
    database = await new_database()
    superuser = await asyncpg.connect(database.superuser_dsn)
    try:
        await superuser.execute(
            "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION dispatch_owner"
        )
    finally:
        await superuser.close()
    runs = await asyncio.gather(*(by_hand(database.dsn, "upgrade", "head") for _ in range(2)))
    assert [code for code, _ in runs] == [0, 0], runs
    assert await revision_of(database) == newest()


async def test_a_table_in_use_is_waited_for_only_shortly(
    new_database: Callable[[], Awaitable[Database]],
) -> None:
    """A migration that queues behind a long transaction would make everything queue behind itself."""
    database = await new_database()
    busy = await asyncpg.connect(database.superuser_dsn)
    try:
        await busy.execute("UPDATE alembic_version SET version_num = '0001'")
        await busy.execute("DROP TABLE IF EXISTS accounts CASCADE")
        transaction = busy.transaction()
        await transaction.start()
        await busy.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(Exception, match="lock timeout"):
            await asyncio.wait_for(upgrade(database.dsn), 20)
        await transaction.rollback()
    finally:
        await busy.close()
    assert await revision_of(database) == "0001", "all of it or nothing"


async def test_alembic_can_be_run_by_hand(database: Database) -> None:
    code, said = await by_hand(database.dsn, "current")
    assert code == 0, said
    assert f"{newest()} (head)" in said


async def test_without_an_address_it_says_what_is_missing() -> None:
    code, said = await by_hand(None, "upgrade", "head")
    assert code != 0
    assert "DISPATCH_MIGRATE_URL" in said


async def by_hand(dsn: str | None, *arguments: str) -> tuple[int, str]:
    """As an operator runs it, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPATCH_MIGRATE_URL"}
    if dsn is not None:
        environment["DISPATCH_MIGRATE_URL"] = dsn
    ran = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "alembic", *arguments,
        cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await ran.communicate()
    assert ran.returncode is not None
    return ran.returncode, said.decode()
