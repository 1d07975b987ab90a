"""Runs the migrations, from the command line or from ``dispatch.log.migrate``, which hands over its
connection.
"""

from __future__ import annotations

import asyncio
import os

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection

from dispatch.log.migrate import engine_for
from dispatch.log.tables import metadata


def run(connection: Connection) -> None:
    """All steps in one transaction: a failed migration leaves the database as it was."""
    context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
    with context.begin_transaction():
        # Two nodes that start at the same moment: the second waits and finds nothing left to do.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('dispatch migrations'))")
        # A table in use is waited for only shortly: consoles must never queue behind a migration.
        connection.exec_driver_sql("SET LOCAL lock_timeout = '3s'")
        context.run_migrations()


async def run_by_hand(url: str) -> None:
    engine = engine_for(url)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run)
            await connection.commit()
    finally:
        await engine.dispose()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
elif from_environment := os.environ.get("DISPATCH_MIGRATE_URL"):
    asyncio.run(run_by_hand(from_environment))
else:
    raise CommandError("Set DISPATCH_MIGRATE_URL to the owner's address of the database.")
