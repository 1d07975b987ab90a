"""Where units have been while they were on duty: breadcrumbs, beside the record and never proved.

A point with a call is kept as the call is. The others are deleted after a while, which is a setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dispatch.log.sql import Connection, Record

_WRITE = """
INSERT INTO tracks (log_id, received_at, unit, at, lat_e7, lon_e7, accuracy_m, heading_deg, speed_kmh, call)
SELECT $1, $2, row.*
FROM unnest($3::text[], $4::timestamptz[], $5::int[], $6::int[], $7::int[], $8::smallint[], $9::smallint[], $10::text[]) AS row
ORDER BY 3, 4
ON CONFLICT DO NOTHING
"""
_FORGET = "DELETE FROM tracks WHERE log_id = $1 AND call IS NULL AND received_at < $2"
_SELECT = (
    "SELECT unit, at, lat_e7, lon_e7, accuracy_m, heading_deg, speed_kmh, call FROM tracks WHERE log_id = $1 "
)
_OF_CALL = _SELECT + "AND call = $2 ORDER BY unit, at"
_CALL_OF_NUMBER = """
SELECT id FROM history_calls
WHERE log_id = $1 AND build = (SELECT build FROM history_builds WHERE log_id = $1 AND serving) AND number = $2 LIMIT 1
"""
_OF_UNIT = _SELECT + "AND unit = $2 AND at >= $3 AND at < $4 ORDER BY at LIMIT $5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where a unit was at a moment, and the call that it was on."""

    unit: str
    at: datetime
    lat_e7: int
    lon_e7: int
    accuracy_m: int | None
    heading_deg: int | None
    speed_kmh: int | None
    call: str | None


async def write(connection: Connection, log_id: str, received_at: datetime, points: Sequence[Point]) -> None:
    """Add points; one that is there already stays as it is. One statement."""
    if not points:
        return
    await connection.execute(
        _WRITE,
        log_id,
        received_at,
        [one.unit for one in points],
        [one.at for one in points],
        [one.lat_e7 for one in points],
        [one.lon_e7 for one in points],
        [one.accuracy_m for one in points],
        [one.heading_deg for one in points],
        [one.speed_kmh for one in points],
        [one.call for one in points],
    )


async def forget_old(connection: Connection, log_id: str, before: datetime) -> None:
    """Points that belong to no call and came in before this."""
    await connection.execute(_FORGET, log_id, before)


async def call_of_number(connection: Connection, log_id: str, number: str) -> str | None:
    """The id of the call with this number; None: history knows none."""
    call: str | None = await connection.fetchval(_CALL_OF_NUMBER, log_id, number)
    return call


async def of_call(connection: Connection, log_id: str, call: str) -> list[Point]:
    """The ways of all units while they were on this call."""
    return [_point(row) for row in await connection.fetch(_OF_CALL, log_id, call)]


async def of_unit(
    connection: Connection, log_id: str, unit: str, since: datetime, until: datetime, limit: int | None = None
) -> list[Point]:
    """The way of one unit between two moments, as far as ``limit`` points go."""
    return [_point(row) for row in await connection.fetch(_OF_UNIT, log_id, unit, since, until, limit)]


def _point(row: Record) -> Point:
    return Point(
        unit=row["unit"],
        at=row["at"],
        lat_e7=row["lat_e7"],
        lon_e7=row["lon_e7"],
        accuracy_m=row["accuracy_m"],
        heading_deg=row["heading_deg"],
        speed_kmh=row["speed_kmh"],
        call=row["call"],
    )
