"""Where units are, between the nodes: each tells what it heard and hears what the others were told.

Telemetry: latest wins, and nothing of it is the log. Beside it the tracks: where a unit has been, for a while; on a call, with the call.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.positions import TrackPoint
from dispatch.domain.lens.views import PositionView
from dispatch.log import telemetry, tracks
from dispatch.log.faults import LogUnavailable
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

POSITIONS_SECONDS: Final = 1.0
SWEEP_SECONDS: Final = 3600.0
TRACK_DAYS: Final = 30


async def share_positions(desk: Desk, store: LogStore, clock: Clock, *, track_days: int = TRACK_DAYS) -> None:
    """Tell the other nodes where our units are and hear where theirs are, until cancelled. Their tracks are written beside.

    ``track_days``: how long a track is kept that belongs to no call; 0: it is not written.
    """
    since: datetime | None = None
    swept = clock.monotonic() - SWEEP_SECONDS
    while True:
        forgotten, told, now = desk.positions.take_forgotten(), desk.positions.take_unwritten(), clock.now()
        track = desk.positions.take_track()
        sweep = clock.monotonic() - swept >= SWEEP_SECONDS

        async def exchange(
            connection: Connection,
            since: datetime | None = since,
            told: list[PositionView] = told,
            now: datetime = now,
            sweep: bool = sweep,
            forgotten: list[str] = forgotten,
            track: list[TrackPoint] = track,
        ) -> telemetry.Heard:
            await telemetry.forget_units(connection, desk.log, forgotten)
            await telemetry.write_positions(connection, desk.log, store.node, now, told)
            await tracks.write(connection, desk.log, now, _rows(track, track_days))
            if sweep:
                await telemetry.forget_old(connection, desk.log, now)
                await tracks.forget_old(connection, desk.log, now - timedelta(days=track_days))
            return await telemetry.hear_positions(connection, desk.log, store.node, since)

        try:
            heard = await store.run(exchange)
        except LogUnavailable:
            # What could not be told is replaced by the next position; the points of a track wait.
            desk.positions.give_back(track)
        else:
            since = heard.until
            swept = clock.monotonic() if sweep else swept
            for position in heard.positions:
                desk.positions.hear(position)
        await clock.sleep(POSITIONS_SECONDS)


def _rows(points: list[TrackPoint], track_days: int) -> list[tracks.Point]:
    return [
        tracks.Point(
            unit=one.position.unit,
            at=one.position.at,
            lat_e7=one.position.lat_e7,
            lon_e7=one.position.lon_e7,
            accuracy_m=one.position.accuracy_m,
            heading_deg=one.position.heading_deg,
            speed_kmh=one.position.speed_kmh,
            call=one.call,
        )
        for one in points
        if one.call is not None or track_days > 0
    ]
