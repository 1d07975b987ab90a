"""What the launcher does as the server's superuser: ask whether it answers, who uses it, and make our roles.

Knows roles and the name of the database. Knows no process and no folder.
"""

from __future__ import annotations

import asyncpg

from dispatch.log.faults import DATABASE_ERRORS

SUPERUSER = "postgres"
OWNER = "dispatch_owner"
APPLICATION = "dispatch_app"
DATABASE = "dispatch"

_CONNECT_SECONDS = 5.0


async def answers(dsn: str) -> bool:
    """Whether the server takes connections now."""
    try:
        connection = await asyncpg.connect(dsn, timeout=_CONNECT_SECONDS, ssl=False)
        await connection.close(timeout=_CONNECT_SECONDS)
    except (TimeoutError, *DATABASE_ERRORS):
        return False
    return True


async def in_use(dsn: str) -> bool:
    """Whether anybody but us is connected."""
    try:
        server = await asyncpg.connect(dsn, timeout=_CONNECT_SECONDS, ssl=False)
    except (TimeoutError, *DATABASE_ERRORS):
        return False
    try:
        others = await server.fetchval(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return bool(others)
    finally:
        await server.close()


async def make_roles(dsn: str) -> None:
    """The owner, the application's role and the database; nothing where they are there already."""
    server = await asyncpg.connect(dsn, timeout=_CONNECT_SECONDS, ssl=False)
    try:
        roles = {row["rolname"] for row in await server.fetch("SELECT rolname FROM pg_roles")}
        if OWNER not in roles:
            await server.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE CREATEDB")
        if APPLICATION not in roles:
            await server.execute(f"CREATE ROLE {APPLICATION} LOGIN")
            await server.execute(f"GRANT {APPLICATION} TO {OWNER}")
        if not await server.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", DATABASE):
            await server.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    finally:
        await server.close()
