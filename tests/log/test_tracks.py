"""Tracks: kept with the call that they belong to, and for a while without one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dispatch.log import tracks
from dispatch.log.store import LogStore
from dispatch.log.tracks import Point
from tests.log.batches import LOG

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def point(second: int, call: str | None, unit: str = "A7") -> Point:
    return Point(
        unit=unit,
        at=AT + timedelta(seconds=second),
        lat_e7=395_000_000 + second,
        lon_e7=-1_049_000_000,
        accuracy_m=None,
        heading_deg=None,
        speed_kmh=40,
        call=call,
    )


async def test_a_track_goes_with_time_and_that_of_a_call_stays(store: LogStore) -> None:
    way = [point(0, None), point(5, "c1"), point(10, "c1"), point(0, "c1", "A3"), point(15, None)]
    async with store.connection() as connection:
        await tracks.write(connection, LOG, AT, way)
        await tracks.write(connection, LOG, AT, way[:2])
        until = AT + timedelta(seconds=15)
        assert await tracks.of_unit(connection, LOG, "A7", AT, until) == way[:3]
        assert await tracks.of_call(connection, LOG, "c1") == [way[3], *way[1:3]]
        await tracks.forget_old(connection, LOG, AT)
        assert len(await tracks.of_unit(connection, LOG, "A7", AT, until)) == 3
        await tracks.forget_old(connection, LOG, AT + timedelta(seconds=1))
        assert await tracks.of_unit(connection, LOG, "A7", AT, until) == way[1:3]
        assert await tracks.of_unit(connection, "another", "A7", AT, until) == []
