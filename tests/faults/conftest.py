"""A small district on a fresh database, for tests that put whole servers in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.history import LogCopy, read_log
from tests.faults.servers import LOG, furnish
from tests.pg import Database


@dataclass(frozen=True, slots=True)
class Town:
    """The district and its database. ``seq``: the last event before the test began."""

    database: Database
    data: Path
    seq: int

    @property
    def environment(self) -> dict[str, str]:
        """What a server must be told to serve it."""
        return {"DATABASE_URL": self.database.app_dsn, "DISPATCH_MIGRATE_URL": self.database.dsn}

    async def log(self) -> LogCopy:
        """The record as it now stands."""
        return await read_log(self.database.superuser_dsn, LOG)


@pytest.fixture
async def town(database: Database, tmp_path: Path) -> Town:
    return Town(database, tmp_path, await furnish(database.app_dsn, tmp_path))
