"""Positions and receipts: beside the record, latest wins, kept for a while and never proved.

Each node writes its own once a second in one statement and reads what the others wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from dispatch.domain.lens.views import PositionView
from dispatch.domain.receipts import Receipt
from dispatch.log.sql import Connection, Record

KEEP = timedelta(days=1)
OVERLAP = timedelta(seconds=2)
"""Others' rows are read this much again: their statement may have begun long before it was committed."""

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

_WRITE = """
INSERT INTO positions AS p (log_id, node, received_at, written_at, unit, at, lat_e7, lon_e7,
                            accuracy_m, heading_deg, speed_kmh, battery_pct)
SELECT $1, $2, $3, clock_timestamp(), row.*
FROM unnest($4::text[], $5::timestamptz[], $6::int[], $7::int[], $8::int[], $9::smallint[],
            $10::smallint[], $11::smallint[]) AS row
ORDER BY 5
ON CONFLICT (log_id, unit) DO UPDATE SET
    node = excluded.node, at = excluded.at, received_at = excluded.received_at,
    written_at = excluded.written_at, lat_e7 = excluded.lat_e7, lon_e7 = excluded.lon_e7,
    accuracy_m = excluded.accuracy_m, heading_deg = excluded.heading_deg, speed_kmh = excluded.speed_kmh,
    battery_pct = excluded.battery_pct
WHERE excluded.at > p.at
"""
_READ = """
SELECT unit, at, lat_e7, lon_e7, accuracy_m, heading_deg, speed_kmh, battery_pct, written_at FROM positions
WHERE log_id = $1 AND node <> $2 AND written_at > $3 ORDER BY written_at
"""
_RECEIVED = """
INSERT INTO receipts (log_id, node, written_at, record, version, recipient, person, name, device, stage, at)
SELECT $1, $2, clock_timestamp(), row.*
FROM unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[]) AS row
ON CONFLICT DO NOTHING
"""
_RECEIPTS = """
SELECT record, version, recipient, person, name, device, stage, at, written_at FROM receipts
WHERE log_id = $1 AND node <> $2 AND written_at > $3 ORDER BY written_at
"""
_FORGET_UNITS = "DELETE FROM positions WHERE log_id = $1 AND unit = ANY($2::text[])"
_FORGET = (
    "DELETE FROM positions WHERE log_id = $1 AND received_at < $2",
    "DELETE FROM receipts WHERE log_id = $1 AND at < $2",
)


class Stage(StrEnum):
    """How far something got to a person: to the device, and onto its screen. Acknowledging is a command."""

    DELIVERED = "delivered"
    PAINTED = "painted"
    PUSH_FAILED = "push_failed"
    """It did not get there by Web Push."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Where units are by what other nodes wrote, and the moment to ask from next time."""

    positions: list[PositionView]
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Received:
    """What reached whom by what other nodes wrote, and the moment to ask from next time."""

    receipts: list[Receipt]
    until: datetime | None


async def write_positions(
    connection: Connection, log_id: str, node: str, received_at: datetime, positions: Sequence[PositionView]
) -> None:
    """Tells the other nodes; an older position never replaces a newer one. One statement."""
    if not positions:
        return
    await connection.execute(
        _WRITE,
        log_id,
        node,
        received_at,
        [one.unit for one in positions],
        [one.at for one in positions],
        [one.lat_e7 for one in positions],
        [one.lon_e7 for one in positions],
        [one.accuracy_m for one in positions],
        [one.heading_deg for one in positions],
        [one.speed_kmh for one in positions],
        [one.battery_pct for one in positions],
    )


async def hear_positions(connection: Connection, log_id: str, node: str, since: datetime | None) -> Heard:
    """What other nodes have written since. The first time everything that is kept, own rows of an earlier life too."""
    if since is None:
        rows = await connection.fetch(_READ, log_id, "", _LONG_AGO)
    else:
        rows = await connection.fetch(_READ, log_id, node, since - OVERLAP)
    until = rows[-1]["written_at"] if rows else since
    return Heard([_position(row) for row in rows], until)


async def forget_units(connection: Connection, log_id: str, units: Sequence[str]) -> None:
    """These have gone off duty: where they were last is nobody's business any more."""
    if units:
        await connection.execute(_FORGET_UNITS, log_id, units)


async def write_receipts(connection: Connection, log_id: str, node: str, receipts: Sequence[Receipt]) -> None:
    """Notes what reached whom, a row for each stage. The first time counts. One statement."""
    rows = [
        (one, stage, at)
        for one in receipts
        for stage, at in (
            (Stage.DELIVERED, one.delivered_at),
            (Stage.PAINTED, one.painted_at),
            (Stage.PUSH_FAILED, one.push_failed_at),
        )
        if at is not None
    ]
    if not rows:
        return
    await connection.execute(
        _RECEIVED,
        log_id,
        node,
        [one.notice for one, _, _ in rows],
        [one.edition for one, _, _ in rows],
        [one.recipient for one, _, _ in rows],
        [one.person for one, _, _ in rows],
        [one.name for one, _, _ in rows],
        [one.device for one, _, _ in rows],
        [stage.value for _, stage, _ in rows],
        [at for _, _, at in rows],
    )


async def hear_receipts(connection: Connection, log_id: str, node: str, since: datetime | None) -> Received:
    """What other nodes have noted since. The first time everything that is kept, own rows of an earlier life too."""
    if since is None:
        rows = await connection.fetch(_RECEIPTS, log_id, "", _LONG_AGO)
    else:
        rows = await connection.fetch(_RECEIPTS, log_id, node, since - OVERLAP)
    until = rows[-1]["written_at"] if rows else since
    return Received([_receipt(row) for row in rows], until)


def _receipt(row: Record) -> Receipt:
    stage = Stage(row["stage"])
    return Receipt(
        notice=row["record"],
        edition=row["version"],
        recipient=row["recipient"],
        person=row["person"],
        name=row["name"],
        device=row["device"],
        delivered_at=row["at"] if stage is Stage.DELIVERED else None,
        painted_at=row["at"] if stage is Stage.PAINTED else None,
        push_failed_at=row["at"] if stage is Stage.PUSH_FAILED else None,
    )


async def forget_old(connection: Connection, log_id: str, now: datetime, keep: timedelta = KEEP) -> None:
    """Telemetry is not kept."""
    for statement in _FORGET:
        await connection.execute(statement, log_id, now - keep)


def _position(row: Record) -> PositionView:
    return PositionView(
        unit=row["unit"],
        at=row["at"],
        lat_e7=row["lat_e7"],
        lon_e7=row["lon_e7"],
        accuracy_m=row["accuracy_m"],
        heading_deg=row["heading_deg"],
        speed_kmh=row["speed_kmh"],
        battery_pct=row["battery_pct"],
    )
