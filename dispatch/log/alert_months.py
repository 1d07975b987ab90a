"""Alerts and orders of each site and month, counted by the database over what history measured of each case.

Whoever asks must be somebody who sees every call: nothing here is narrowed by a lens.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from dispatch.domain.alert_load import MonthCount
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.vocabulary import AlarmKind
from dispatch.log import builds
from dispatch.log.figures import bounded
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

# A month is one of the district: its wall clock says when it begins.
_ALERTS: Final = """
SELECT site, date_trunc('month', at AT TIME ZONE $6)::date AS month, count(*) AS alerts,
    count(*) FILTER (WHERE type = $7) AS panics, count(*) FILTER (WHERE type = $8) AS emergencies, count(ms) AS answered,
    percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ms) AS ranks
FROM history_figures
WHERE log_id = $1 AND build = $2 AND mode = $3 AND at >= $4 AND at < $5 AND kpi = 'K03' AND site IS NOT NULL
GROUP BY site, month
"""
_ORDERS: Final = """
SELECT site, date_trunc('month', at AT TIME ZONE $6)::date AS month, type, count(*) AS orders
FROM history_figures
WHERE log_id = $1 AND build = $2 AND mode = $3 AND at >= $4 AND at < $5 AND kpi = 'K09' AND site IS NOT NULL
GROUP BY site, month, type
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsWanted:
    """Of which time, of which mode, and in whose months."""

    since: datetime
    until: datetime
    mode: Mode
    zone: str


async def count_months(store: LogStore, log_id: str, wanted: MonthsWanted) -> tuple[list[MonthCount], bool]:
    """What was counted, and whether history was all there. Raises ``TooWide`` or another ``LogUnavailable``."""

    async def work(connection: Connection) -> tuple[list[MonthCount], bool]:
        build = await builds.serving(connection, log_id)
        complete = await builds.is_complete(connection, log_id, build)
        if build is None:
            return [], complete
        given = (log_id, build.number, wanted.mode.value, wanted.since, wanted.until, wanted.zone)
        kinds = (AlarmKind.PANIC.value, AlarmKind.OFFICER_EMERGENCY.value)
        counted: dict[tuple[str, date], MonthCount] = {}
        for row in await connection.fetch(_ALERTS, *given, *kinds):
            median, p90 = row["ranks"] or (None, None)
            counted[row["site"], row["month"]] = MonthCount(
                site=row["site"],
                month=row["month"],
                alerts=row["alerts"],
                panics=row["panics"],
                emergencies=row["emergencies"],
                answered=row["answered"],
                median_ms=median,
                p90_ms=p90,
                orders={},
            )
        orders: dict[tuple[str, date], dict[str, int]] = defaultdict(dict)
        for row in await connection.fetch(_ORDERS, *given):
            orders[row["site"], row["month"]][row["type"]] = row["orders"]
        for (site, month), kinds_of in orders.items():
            known = counted.get((site, month)) or MonthCount(site=site, month=month, orders={})
            counted[site, month] = replace(known, orders=kinds_of)
        return list(counted.values()), complete

    return await bounded(store, work)
