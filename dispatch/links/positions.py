"""Where units are, between the nodes: each tells what it heard and hears what the others were told.

Telemetry: latest wins, and nothing of it is the log.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.domain.lens.views import PositionView
from dispatch.log import telemetry
from dispatch.log.faults import LogUnavailable
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

POSITIONS_SECONDS: Final = 1.0
SWEEP_SECONDS: Final = 3600.0


async def share_positions(desk: Desk, store: LogStore, clock: Clock) -> None:
    """Tell the other nodes where our units are and hear where theirs are, until cancelled."""
    since: datetime | None = None
    swept = clock.monotonic()
    while True:
        told, now = desk.positions.take_unwritten(), clock.now()
        sweep = clock.monotonic() - swept > SWEEP_SECONDS

        async def exchange(
            connection: Connection,
            since: datetime | None = since,
            told: list[PositionView] = told,
            now: datetime = now,
            sweep: bool = sweep,
        ) -> telemetry.Heard:
            await telemetry.write_positions(connection, desk.log, store.node, now, told)
            if sweep:
                await telemetry.forget_old(connection, desk.log, now)
            return await telemetry.hear_positions(connection, desk.log, store.node, since)

        # What could not be told is replaced by the next position: this is telemetry.
        with contextlib.suppress(LogUnavailable):
            heard = await store.run(exchange)
            since = heard.until
            swept = clock.monotonic() if sweep else swept
            for position in heard.positions:
                desk.positions.hear(position)
        await clock.sleep(POSITIONS_SECONDS)
