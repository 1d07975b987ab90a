"""A furnished desk on a fresh database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from dispatch.desk.desk import Desk
from tests.desk.world import desk_on, furnish
from tests.pg import Database


@pytest_asyncio.fixture
async def desk(database: Database, tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk_on(database, tmp_path) as opened:
        await furnish(opened)
        yield opened
