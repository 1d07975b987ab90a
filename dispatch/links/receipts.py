"""What reached whom, between the nodes: each tells what its screens said and hears what the others' did.

Telemetry: it shows how far a notice has got, and nothing of it is the log.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.domain.receipts import Receipt
from dispatch.log import telemetry
from dispatch.log.faults import LogUnavailable
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

RECEIPTS_SECONDS: Final = 1.0


async def share_receipts(desk: Desk, store: LogStore, clock: Clock) -> None:
    """Tell the other nodes what reached whom here and hear what reached whom there, until cancelled."""
    since: datetime | None = None
    while True:
        told = desk.hub.receipts.take_unwritten()

        async def exchange(
            connection: Connection, since: datetime | None = since, told: list[Receipt] = told
        ) -> telemetry.Received:
            await telemetry.write_receipts(connection, desk.log, store.node, told)
            return await telemetry.hear_receipts(connection, desk.log, store.node, since)

        try:
            received = await store.run(exchange)
        except LogUnavailable:
            # A receipt comes once: unlike a position, nothing later takes its place.
            desk.hub.receipts.give_back(told)
        else:
            since = received.until
            for receipt in received.receipts:
                desk.hub.receipts.hear(receipt)
        await clock.sleep(RECEIPTS_SECONDS)
