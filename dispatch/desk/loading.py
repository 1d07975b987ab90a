"""Start-up: the newest snapshot that can be trusted, then the log from there, proved event by event."""

from __future__ import annotations

import gc
import logging
from typing import Final

from dispatch.desk.core import Core
from dispatch.desk.timeline import Contradiction
from dispatch.log import snapshots
from dispatch.log.rows import LogRow

FREEZE_EVENTS: Final = 50_000
"""After folding so many events the collector is told that what is there now stays."""

_log = logging.getLogger(__name__)


async def load(core: Core) -> LogRow:
    """Bring the core's timeline up to the log's present end; returns the log's row."""
    row = await core.store.log(core.log)
    if row is None:
        raise LookupError(f"There is no log {core.log} in this database.")
    async with core.store.connection() as connection:
        kept = await snapshots.newest(connection, core.log)
    if kept is not None:
        core.timeline.restore(*kept)
    start = core.timeline.head.seq
    gc.disable()
    try:
        async for stored in core.store.stream(core.log, core.timeline.head.seq, row.head.seq):
            core.take_in(stored, publish=False)
    finally:
        gc.enable()
    if core.timeline.head != row.head:
        raise Contradiction(f"The log's head is {row.head}; its events lead to {core.timeline.head}.")
    if core.timeline.head.seq - start > FREEZE_EVENTS:
        gc.freeze()
    _log.info("Log %s read up to event %d", core.log, core.timeline.head.seq)
    return row
