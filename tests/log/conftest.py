"""A store with one empty log."""

from __future__ import annotations

import pytest_asyncio

from dispatch.log.rows import Head
from dispatch.log.store import LogStore
from tests.log.batches import LOG


@pytest_asyncio.fixture
async def empty(store: LogStore) -> Head:
    """The head of a log without events."""
    return (await store.create_log(LOG, nature="live", epoch="e1")).head
