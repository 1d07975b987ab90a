"""Positions and receipts: latest wins, other nodes hear, nothing is kept for long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dispatch.domain.lens.views import PositionView
from dispatch.domain.receipts import Receipt
from dispatch.log.store import LogStore
from dispatch.log.telemetry import (
    forget_old,
    hear_positions,
    hear_receipts,
    write_positions,
    write_receipts,
)
from tests.log.batches import LOG

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
A7 = PositionView(
    unit="A7", at=AT, lat_e7=395_000_000, lon_e7=-1_049_000_000, accuracy_m=8, heading_deg=270, speed_kmh=40,
    battery_pct=77,
)  # fmt: skip
A3 = replace(A7, unit="A3", accuracy_m=None, heading_deg=None, speed_kmh=None, battery_pct=None)


async def test_other_nodes_hear_and_the_writer_does_not(store: LogStore) -> None:
    async with store.connection() as connection:
        first = await hear_positions(connection, LOG, "n2", None)
        assert first.positions == []
        await write_positions(connection, LOG, "n1", AT, [A7, A3])
        heard = await hear_positions(connection, LOG, "n2", AT - timedelta(days=900))
        assert sorted(heard.positions, key=lambda one: one.unit) == [A3, A7]
        assert (await hear_positions(connection, LOG, "n1", AT - timedelta(days=900))).positions == []
        assert (await hear_positions(connection, "another", "n2", None)).positions == []
        # The overlap brings the last ones again; whoever knows them drops them.
        assert heard.until is not None
        later = await hear_positions(connection, LOG, "n2", heard.until + timedelta(seconds=3))
        assert later.positions == []
        assert later.until == heard.until + timedelta(seconds=3)


async def test_a_node_that_starts_hears_its_own_earlier_life(store: LogStore) -> None:
    async with store.connection() as connection:
        await write_positions(connection, LOG, "n1", AT, [A7])
        assert (await hear_positions(connection, LOG, "n1", None)).positions == [A7]


@pytest.mark.parametrize(("seconds", "stays"), [(-1, True), (0, True), (1, False)])
async def test_an_older_position_never_replaces_a_newer_one(
    store: LogStore, seconds: int, stays: bool
) -> None:
    other = replace(A7, at=AT + timedelta(seconds=seconds), lat_e7=1)
    async with store.connection() as connection:
        await write_positions(connection, LOG, "n1", AT, [A7])
        await write_positions(connection, LOG, "n2", AT, [other])
        assert (await hear_positions(connection, LOG, "n9", None)).positions == [A7 if stays else other]


async def test_a_burst_is_one_statement(store: LogStore) -> None:
    burst = [replace(A7, unit=f"U{n}") for n in range(1000)]
    async with store.connection() as connection:
        await write_positions(connection, LOG, "n1", AT, [A7])
        protocol = connection._protocol  # type: ignore[attr-defined]
        before = protocol.queries_count
        await write_positions(connection, LOG, "n1", AT, burst)
        await write_positions(connection, LOG, "n1", AT, [])
        assert protocol.queries_count - before == 1
        assert len((await hear_positions(connection, LOG, "n2", None)).positions) == 1001


SHOWN = Receipt(
    notice="action:1", edition=7, recipient="unit:A7", person="p1", name="Jo Marsh", device="phone",
    delivered_at=AT, painted_at=AT + timedelta(seconds=1),
)  # fmt: skip


async def test_a_receipt_counts_once_and_the_first_time(store: LogStore) -> None:
    async with store.connection() as connection:
        await write_receipts(connection, LOG, "n1", [SHOWN])
        await write_receipts(connection, LOG, "n2", [replace(SHOWN, delivered_at=AT + timedelta(seconds=9))])
        await write_receipts(connection, LOG, "n2", [])
        received = await hear_receipts(connection, LOG, "n9", None)
        assert received.receipts == [replace(SHOWN, painted_at=None), replace(SHOWN, delivered_at=None)]
        assert (await hear_receipts(connection, "another", "n9", None)).receipts == []


async def test_that_a_push_failed_is_heard_by_the_others(store: LogStore) -> None:
    failed = replace(SHOWN, device="Web Push", delivered_at=None, painted_at=None, push_failed_at=AT)
    async with store.connection() as connection:
        await write_receipts(connection, LOG, "n1", [failed])
        assert (await hear_receipts(connection, LOG, "n2", None)).receipts == [failed]


async def test_a_node_hears_what_the_others_noted_and_not_itself(store: LogStore) -> None:
    other = replace(SHOWN, person="p2", painted_at=None)
    async with store.connection() as connection:
        await write_receipts(connection, LOG, "n1", [SHOWN])
        long_ago = AT - timedelta(days=900)
        assert (await hear_receipts(connection, LOG, "n1", long_ago)).receipts == []
        heard = await hear_receipts(connection, LOG, "n2", long_ago)
        assert len(heard.receipts) == 2
        await write_receipts(connection, LOG, "n1", [other])
        assert other in (await hear_receipts(connection, LOG, "n2", heard.until)).receipts


async def test_what_is_old_is_forgotten(store: LogStore) -> None:
    async with store.connection() as connection:
        await write_positions(connection, LOG, "n1", AT, [A7])
        await write_positions(connection, LOG, "n1", AT + timedelta(hours=30), [A3])
        await write_receipts(connection, LOG, "n1", [SHOWN])
        await forget_old(connection, LOG, AT + timedelta(hours=31))
        assert (await hear_positions(connection, LOG, "n2", None)).positions == [A3]
        assert (await hear_receipts(connection, LOG, "n2", None)).receipts == []
