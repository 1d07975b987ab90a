"""Changing a record past everything that protects it, as somebody with all rights on the database could."""

from __future__ import annotations

import asyncpg

TABLES = ("events", "protected", "commands", "logs")


async def tamper(dsn: str, statement: str, *arguments: object) -> str:
    """One statement as superuser, with the triggers off; what PostgreSQL says it did."""
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            for table in TABLES:
                await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            done: str = await connection.execute(statement, *arguments)
            for table in TABLES:
                await connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
    finally:
        await connection.close()
    return done
