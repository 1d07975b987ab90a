"""Key figures, call volume and the cases behind a figure, counted by the database over what history measured of each case.

A few indexed rows of numbers stand for each call, so that a year is counted without reading one record. Whoever asks must be somebody who
sees every call: nothing here is narrowed by a lens.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

import asyncpg

from dispatch.domain.catalog.kpis import BY_ZONE, CALLS, KPIS, Form
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.figures import limits
from dispatch.log import builds
from dispatch.log.finding import TooWide
from dispatch.log.sql import Connection, Record
from dispatch.log.store import LogStore

Answer = TypeVar("Answer")

COUNT_SECONDS: Final = 8.0
"""Then the database gives it up. Few people count, and seldom; so they may take longer than a search."""
# Sorted in memory, by one process: counting must not take both processors from those who write.
_LIMITED: Final = f"""
SET LOCAL statement_timeout = {int(COUNT_SECONDS * 1000)};
SET LOCAL work_mem = '32MB';
SET LOCAL max_parallel_workers_per_gather = 0
"""
_WHERE: Final = (
    "log_id = $1 AND build = $2 AND mode = $3 AND at >= $4 AND at < $5 AND ($6::text IS NULL OR site = $6)"
)
# percentile_disc is the nearest rank: the first value that enough of all do not exceed.
_FIGURES: Final = f"""
SELECT kpi, count(ms) AS measured, count(hit) AS judged, count(*) FILTER (WHERE hit) AS hits,
    count(*) FILTER (WHERE lacks IS NOT NULL) AS missing, max(ms) AS most,
    percentile_disc(ARRAY[0.5, 0.9, 0.95]) WITHIN GROUP (ORDER BY ms) AS ranks,
    count(*) FILTER (WHERE ms <= least) AS within_first, count(*) FILTER (WHERE ms <= most_allowed) AS within_second
FROM history_figures LEFT JOIN unnest($7::text[], $8::int[], $9::int[]) AS target (name, least, most_allowed) ON name = kpi
WHERE {_WHERE} AND kpi <> '{CALLS}' GROUP BY kpi
"""  # noqa: S608
_HOURS: Final = f"""
SELECT date_trunc('hour', at, 'UTC') AS hour, count(*) AS calls, count(*) FILTER (WHERE priority <= 2) AS urgent
FROM history_figures WHERE {_WHERE} AND kpi = '{CALLS}' GROUP BY hour ORDER BY hour
"""  # noqa: S608
_SITES: Final = f"""
SELECT site, count(*) AS calls, count(*) FILTER (WHERE priority <= 2) AS urgent
FROM history_figures WHERE {_WHERE} AND kpi = '{CALLS}' GROUP BY site ORDER BY calls DESC, site
"""  # noqa: S608
_ZONES: Final = f"""
SELECT zone, count(ms) AS measured, count(*) FILTER (WHERE lacks IS NOT NULL) AS missing, max(ms) AS most,
    percentile_disc(ARRAY[0.5, 0.9, 0.95]) WITHIN GROUP (ORDER BY ms) AS ranks, count(*) FILTER (WHERE ms <= $9::int) AS within
FROM history_figures LEFT JOIN unnest($7::text[], $8::text[]) AS home (code, zone) ON code = site
WHERE {_WHERE} AND kpi = '{BY_ZONE}' GROUP BY zone ORDER BY zone NULLS LAST
"""  # noqa: S608
_KINDS: Final = {
    "all": "true",
    "missing": "lacks IS NOT NULL",
    "late": "(ms > $8 OR hit IS FALSE)",
    "hit": "hit",
}
WHICH: Final = tuple(_KINDS)
_ROWS: Final = """
SELECT subject, call, number, type, priority, site, unit, at, ms, hit, lacks, count(*) OVER () AS total
FROM history_figures WHERE {where} AND kpi = $7 AND {kind} AND ($8::int IS NULL OR true)
ORDER BY lacks IS NULL, ms DESC NULLS LAST, at DESC, subject LIMIT {limit:d}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresWanted:
    """Of which time (``since`` included, ``until`` not), of which mode, of all sites or one. ``zones``: of each site that has one."""

    since: datetime
    until: datetime
    mode: Mode
    site: str | None = None
    zones: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneFigure:
    """A key figure of the calls of one zone; none: at no site, or at one without a zone. ``within``: within its longest target."""

    kpi: str
    zone: str | None
    counted: int
    missing: int
    within: int
    median_ms: int | None
    p90_ms: int | None
    p95_ms: int | None
    max_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One key figure as it was counted. ``within``: cases within each target."""

    kpi: str
    counted: int
    missing: int
    hits: int
    within: tuple[int, ...]
    median_ms: int | None = None
    p90_ms: int | None = None
    p95_ms: int | None = None
    max_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Volume:
    """Calls of one hour (its beginning) or one site (its code; none: elsewhere), and the P1 and P2 among them."""

    of: datetime | str | None
    calls: int
    urgent: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted, and whether history was all there."""

    figures: dict[str, Figure] = field(default_factory=dict)
    hours: list[Volume] = field(default_factory=list)
    sites: list[Volume] = field(default_factory=list)
    zones: list[ZoneFigure] = field(default_factory=list)
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case behind a figure."""

    subject: str
    call: str | None
    number: str | None
    type: str | None
    priority: int | None
    site: str | None
    unit: str | None
    at: datetime
    ms: int | None
    hit: bool | None
    lacks: str | None


async def count_figures(store: LogStore, log_id: str, wanted: FiguresWanted) -> Figures:
    """Raises ``TooWide`` or another ``LogUnavailable``."""

    async def work(connection: Connection) -> Figures:
        build = await builds.serving(connection, log_id)
        complete = await builds.is_complete(connection, log_id, build)
        if build is None:
            return Figures(complete=complete)
        given = _given(log_id, build.number, wanted)
        names = sorted(KPIS)
        first, second = ([(*limits(one), None, None)[place] for one in names] for place in (0, 1))
        rows = await connection.fetch(_FIGURES, *given, names, first, second)
        return Figures(
            {row["kpi"]: _figure(row) for row in rows if row["kpi"] in KPIS},
            [Volume(*row) for row in await connection.fetch(_HOURS, *given)],
            [Volume(*row) for row in await connection.fetch(_SITES, *given)],
            [_zone(row) for row in await connection.fetch(_ZONES, *given, *_zones(wanted))],
            complete,
        )

    return await bounded(store, work)


async def find_cases(
    store: LogStore, log_id: str, kpi: str, wanted: FiguresWanted, which: str, limit: int
) -> tuple[list[Case], int]:
    """The cases behind a figure, those that lack a timestamp first, then the longest; and how many there are."""
    statement = _ROWS.format(where=_WHERE, kind=_KINDS[which], limit=limit)
    allowed = max(limits(kpi), default=None)

    async def work(connection: Connection) -> tuple[list[Case], int]:
        build = await builds.serving(connection, log_id)
        if build is None:
            return [], 0
        rows = await connection.fetch(statement, *_given(log_id, build.number, wanted), kpi, allowed)
        names = Case.__dataclass_fields__
        return [Case(**{name: row[name] for name in names}) for row in rows], rows[0]["total"] if rows else 0

    return await bounded(store, work)


async def bounded(store: LogStore, work: Callable[[Connection], Awaitable[Answer]]) -> Answer:
    """Counting that is given up when it takes too long. Raises ``TooWide``."""

    async def within(connection: Connection) -> Answer:
        try:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                await connection.execute(_LIMITED)
                return await work(connection)
        except asyncpg.QueryCanceledError as given_up:
            raise TooWide("The figures took too long.") from given_up

    return await store.run(within, COUNT_SECONDS * 4)


def _given(log_id: str, build: int, wanted: FiguresWanted) -> Sequence[object]:
    return (log_id, build, wanted.mode.value, wanted.since, wanted.until, wanted.site)


def _zones(wanted: FiguresWanted) -> Sequence[object]:
    return (list(wanted.zones), list(wanted.zones.values()), max(limits(BY_ZONE)))


def _zone(row: Record) -> ZoneFigure:
    median, p90, p95 = row["ranks"] or (None, None, None)
    return ZoneFigure(
        kpi=BY_ZONE,
        zone=row["zone"],
        counted=row["measured"],
        missing=row["missing"],
        within=row["within"],
        median_ms=median,
        p90_ms=p90,
        p95_ms=p95,
        max_ms=row["most"],
    )


def _figure(row: Record) -> Figure:
    kpi = KPIS[row["kpi"]]
    # No value, no rank: the database then gives none for all of them.
    median, p90, p95 = row["ranks"] or (None, None, None)
    within = (row["within_first"], row["within_second"])[: len(kpi.targets)]
    return Figure(
        kpi=kpi.id,
        counted=row["judged"] if kpi.form is Form.SHARE else row["measured"],
        missing=row["missing"],
        hits=row["hits"],
        within=(row["hits"],) if kpi.form is Form.SHARE else within,
        median_ms=median,
        p90_ms=p90,
        p95_ms=p95,
        max_ms=row["most"],
    )
