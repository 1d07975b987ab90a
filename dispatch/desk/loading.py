"""Start-up: the newest snapshot that can be trusted, then the log from there, proved event by event."""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from typing import Final

from dispatch.desk.core import Core
from dispatch.desk.resume import touched_parts, units_moved
from dispatch.desk.ring import Ring
from dispatch.desk.timeline import Contradiction
from dispatch.domain.record import Recorded
from dispatch.domain.state import Key, State
from dispatch.log import snapshots
from dispatch.log.rows import LogRow

NOTED: Final = 2_000
"""Screens that lack no more than so many events resume after a restart too; all at once, they would be a flood."""
NOTED_AT_ONCE: Final = 50
FREEZE_EVENTS: Final = 50_000
"""After folding so many events the collector is told that what is there now stays."""
COLLECT_AFTER: Final = (20_000, 10, 5)
"""New objects after which cycles are looked for. Nearly all that a command makes is freed by counting, and with Python's own
700 the collector took a third of a busy desk's time; so few cycles as there are (closed links) wait a little longer.
"""

_log = logging.getLogger(__name__)


async def load(core: Core) -> tuple[LogRow, Ring]:
    """Bring the core's timeline up to the log's present end; returns the log's row and what was touched last."""
    row = await core.store.log(core.log)
    if row is None:
        raise LookupError(f"There is no log {core.log} in this database.")
    async with core.store.connection() as connection:
        kept = await snapshots.newest(connection, core.log)
    if kept is not None:
        core.timeline.restore(*kept)
    start = core.timeline.head.seq
    noted_from = max(start, row.head.seq - NOTED)
    ring = Ring(noted_from)

    def note(before: State, after: State, touched: frozenset[Key], _: Sequence[Recorded]) -> None:
        ring.add(after.seq, touched_parts(before, after, touched), units_moved(before, after, touched))

    gc.disable()
    try:
        async for stored in core.store.stream(core.log, start, noted_from):
            core.take_in(stored, publish=_show_nobody)
        async for stored in core.store.stream(core.log, noted_from, row.head.seq, chunk=NOTED_AT_ONCE):
            core.take_in(stored, publish=note)
    finally:
        gc.enable()
    if core.timeline.head != row.head:
        raise Contradiction(f"The log's head is {row.head}; its events lead to {core.timeline.head}.")
    if core.timeline.head.seq - start > FREEZE_EVENTS:
        gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    _log.info("Log %s read up to event %d", core.log, core.timeline.head.seq)
    return row, ring


def _show_nobody(before: State, after: State, touched: frozenset[Key], recorded: Sequence[Recorded]) -> None:
    """There are no screens yet."""
