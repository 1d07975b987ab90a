"""Looks for incidents that are over: by number, site, time and words, newest first, for one lens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from dispatch.domain.incidents import Incident
from dispatch.domain.lens.incident_views import IncidentView
from dispatch.domain.lens.project import project
from dispatch.domain.state import EMPTY
from dispatch.log import builds
from dispatch.log.finding import Place, literally, words_query
from dispatch.log.ledger import incident_of
from dispatch.log.sql import Connection

_FOUND: Final = """
SELECT i.id, i.opened_at, r.body FROM history_incidents i
JOIN history_records r ON r.log_id = i.log_id AND r.build = i.build AND r.collection = 'incidents' AND r.id = i.id
WHERE i.log_id = $1 AND i.build = $2 AND i.part = $3
  AND ($4::text IS NULL OR i.number LIKE $4)
  AND ($5::text IS NULL OR i.sites @> ARRAY[$5])
  AND ($6::timestamptz IS NULL OR i.opened_at >= $6)
  AND ($7::timestamptz IS NULL OR i.opened_at < $7)
  AND ($8::text IS NULL OR i.words @@ to_tsquery('simple', $8))
  AND ($9::timestamptz IS NULL OR (i.opened_at, i.id) < ($9, $10))
ORDER BY i.opened_at DESC, i.id DESC LIMIT $11
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsWanted:
    """Which incidents, for whom. ``words``: all of them; these and ``number`` may be only begun. ``after``: behind this one."""

    parts: Sequence[str]
    limit: int
    number: str | None = None
    site: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str | None = None
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class ClosedIncidents:
    """Incidents as their reader may see them, the place behind them if there are more, and whether history is all there."""

    incidents: list[IncidentView]
    following: Place | None
    complete: bool


_KEPT: Final = """
SELECT body FROM history_records WHERE log_id = $1 AND collection = 'incidents' AND id = $2
  AND build = (SELECT build FROM history_builds WHERE log_id = $1 AND serving)
"""


async def as_it_ended(connection: Connection, log_id: str, incident: str) -> Incident | None:
    """An incident as it last was; None: it is not over, not there, or a text of it was erased and history is being made anew."""
    body = await connection.fetchval(_KEPT, log_id, incident)
    return None if body is None else incident_of(body)


async def find_closed(connection: Connection, log_id: str, wanted: IncidentsWanted) -> ClosedIncidents:
    """Incidents that are over, newest first."""
    # One snapshot for all of it: readers may be turned to another build in the middle.
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        build = await builds.serving(connection, log_id)
        complete = await builds.is_complete(connection, log_id, build)
        if build is None:
            return ClosedIncidents([], None, complete)
        part = wanted.parts[-1]
        rows = await connection.fetch(
            _FOUND,
            log_id,
            build.number,
            part,
            None if wanted.number is None else f"{literally(wanted.number)}%",
            wanted.site,
            wanted.since,
            wanted.until,
            words_query(wanted.words),
            None if wanted.after is None else wanted.after[0],
            None if wanted.after is None else wanted.after[1],
            wanted.limit + 1,
        )
    found = [view for row in rows[: wanted.limit] for view in _as_shown(row["body"], part)]
    last = rows[wanted.limit - 1] if len(rows) > wanted.limit else None
    return ClosedIncidents(found, None if last is None else (last["opened_at"], last["id"]), complete)


def _as_shown(body: bytes, part: str) -> list[IncidentView]:
    incident = incident_of(body)
    alone = replace(EMPTY, incidents={incident.id: incident})
    views = (view for _, view in project(alone, ("incidents", incident.id), part))
    return [view for view in views if isinstance(view, IncidentView)]
