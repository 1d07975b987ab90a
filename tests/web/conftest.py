"""A running server for each test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.pg import Database
from tests.web.serving import Serving, serving, settings_for


@pytest_asyncio.fixture
async def served(database: Database, tmp_path: Path) -> AsyncIterator[Serving]:
    async with serving(settings_for(database, tmp_path)) as running:
        yield running
