"""Everything that the log has of one incident: its own events, and the lines of its calls and of the orders at its sites.

There is no index by incident: papers are rare, and the events are looked through from where the incident was opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dispatch.domain.incident_events import IncidentClosed, IncidentJoined, IncidentOpened
from dispatch.domain.incidents import IncidentCall
from dispatch.domain.record import Recorded
from dispatch.log import builds, reading
from dispatch.log.codec import decode
from dispatch.log.faults import LogUnavailable
from dispatch.log.sql import Connection

LINES_MAX: Final = 20_000
"""Lines of one paper."""
READ_SECONDS: Final = 15.0

_OPENED: Final = """
SELECT min(seq) FROM events
WHERE log_id = $1 AND kind = 'IncidentOpened' AND position($2::bytea IN body) > 0
"""
_OWN: Final = """
SELECT seq FROM events WHERE log_id = $1 AND seq >= $2 AND position($3::bytea IN body) > 0 ORDER BY seq LIMIT $4
"""
_LINES: Final = """
SELECT l.seq FROM history_lines l
WHERE l.log_id = $1 AND l.build = (SELECT build FROM history_builds WHERE log_id = $1 AND serving) AND l.parts && $2
  AND (l.seq = ANY($3) OR l.call = ANY($4)
    OR l.site = ANY($5) AND l.action IS NOT NULL AND l.seq BETWEEN $6 AND $7)
ORDER BY l.seq LIMIT $8
"""


@dataclass(frozen=True, slots=True)
class IncidentLog:
    """``own``: every event of the incident itself. ``lines``: what the reader may read, and how many were too many."""

    own: list[Recorded]
    lines: list[Recorded]
    omitted: int


async def incident_log(
    connection: Connection,
    log_id: str,
    incident: str,
    parts: Sequence[str],
    calls: Sequence[IncidentCall],
    limit: int = LINES_MAX,
) -> IncidentLog | None:
    """None: there is no such incident. ``calls``: those that it is known to have, besides what its events name."""
    name = f'"{incident}"'.encode()
    opened = await connection.fetchval(_OPENED, log_id, name)
    if opened is None:
        return None
    # Once all of it is read the builds of history are not turned in between.
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        build = await builds.serving(connection, log_id)
        if not await builds.is_complete(connection, log_id, build):
            raise LogUnavailable("History is being made; lines may not be in it yet.")
        seqs = [row["seq"] for row in await connection.fetch(_OWN, log_id, opened, name, limit)]
        own = [one for one in await _events(connection, log_id, seqs) if _is_its(one, incident)]
        ids = {one.id for one in (*calls, *_calls(own))}
        sites = {site for one in own if isinstance(one.event, IncidentOpened) for site in one.event.sites}
        sites |= {one.site for one in (*calls, *_calls(own)) if one.site is not None}
        ended = next((one.seq for one in own if isinstance(one.event, IncidentClosed)), 2**62)
        rows = await connection.fetch(
            _LINES,
            log_id,
            list(parts),
            [one.seq for one in own],
            sorted(ids),
            sorted(sites),
            opened,
            ended,
            limit + 1_000_000,
        )
        found = [row["seq"] for row in rows]
        lines = await _events(connection, log_id, found[:limit])
    return IncidentLog(own, lines, max(0, len(found) - limit))


async def _events(connection: Connection, log_id: str, seqs: Sequence[int]) -> list[Recorded]:
    return [decode(one) for one in await reading.some(connection, log_id, seqs)]


def _is_its(recorded: Recorded, incident: str) -> bool:
    return getattr(recorded.event, "incident", None) == incident


def _calls(own: Sequence[Recorded]) -> list[IncidentCall]:
    named = [one.event.calls for one in own if isinstance(one.event, IncidentOpened | IncidentJoined)]
    return [call for calls in named for call in calls]
