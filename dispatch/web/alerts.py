"""Alerts per site and month as JSON, CSV and text, for whoever may see every call."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from dispatch.domain.alert_load import METHOD, MonthCount, SiteAlerts, judged, months_until
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.state import State
from dispatch.log.alert_months import MonthsWanted
from dispatch.web.alert_messages import AlertsBody, MonthAlerts, SiteAlertsView
from dispatch.web.archive import Archive
from dispatch.web.figures import as_csv, seconds

MONTHS_USUAL: Final = 6
MONTHS_MAX: Final = 36
_WIDE: Final = 110
_CELL: Final = 18
_COLUMNS: Final = (
    "site",
    "name",
    "month",
    "mode",
    "alerts",
    "panics",
    "emergencies",
    "orders",
    "secure",
    "lockdown",
    "answered",
    "unanswered",
    "median_s",
    "p90_s",
    "trend",
    "trend_words",
    "marked",
    "reasons",
)


async def alerts_body(
    archive: Archive, state: State, zone: ZoneInfo, now: datetime, mode: Mode, many: int, site: str | None
) -> AlertsBody:
    """The last so many months, the present one included. A site is held against all others, whichever is asked for."""
    months = months_until(now.astimezone(zone).date(), many)
    since = datetime.combine(months[0], time(), zone).astimezone(UTC)
    wanted = MonthsWanted(since=since, until=now, mode=mode, zone=zone.key)
    counted, complete = await archive.alert_months(wanted)
    found = judged(counted, state.sites.keys(), months)
    return {
        "since": since,
        "until": now,
        "mode": mode,
        "zone": zone.key,
        "made_at": now,
        "complete": complete,
        "method": METHOD,
        "sites": [site_view(state, one) for one in found if site is None or one.site == site],
    }


def site_view(state: State, one: SiteAlerts) -> SiteAlertsView:
    """A site as it is told."""
    known = state.sites.get(one.site)
    return {
        "site": one.site,
        "name": known.roster.name if known is not None else one.site,
        "alerts": one.alerts,
        "ordered": one.ordered,
        "trend": one.trend,
        "trend_words": one.trend_words,
        "reasons": list(one.reasons),
        "months": [_month(of) for of in one.months],
    }


def _month(one: MonthCount) -> MonthAlerts:
    return {
        "month": one.month,
        "alerts": one.alerts,
        "panics": one.panics,
        "emergencies": one.emergencies,
        "answered": one.answered,
        "unanswered": one.unanswered,
        "median_ms": one.median_ms,
        "p90_ms": one.p90_ms,
        "orders": dict(one.orders),
    }


def alerts_csv(body: AlertsBody) -> bytes:
    """One row a site and month."""
    rows = [
        [
            one["site"],
            one["name"],
            f"{month['month']:%Y-%m}",
            body["mode"],
            month["alerts"],
            month["panics"],
            month["emergencies"],
            sum(month["orders"].values()),
            month["orders"].get("SECURE", 0),
            month["orders"].get("LOCKDOWN", 0),
            month["answered"],
            month["unanswered"],
            seconds(month["median_ms"]),
            seconds(month["p90_ms"]),
            one["trend"],
            one["trend_words"],
            "yes" if one["reasons"] else "no",
            " ".join(one["reasons"]),
        ]
        for one in body["sites"]
        for month in one["months"]
    ]
    return as_csv(_COLUMNS, rows)


def alerts_text(body: AlertsBody) -> Iterator[str]:
    """Lines for a terminal: marked sites with their reasons first."""
    mode = body["mode"].value.lower()
    yield f"Alerts per site and month, {mode}, months of {body['zone']}. * marks a site that is unlike the others."
    if not body["complete"]:
        yield "History is still being made: alerts may be missing."
    if not body["sites"]:
        yield "None in this time."
        return
    months = [one["month"] for one in body["sites"][0]["months"]]
    wide = max(len(_called(one)) for one in body["sites"])
    yield ""
    yield f"{'':{wide + 2}}" + "".join(f"{month:%Y-%m}".rjust(_CELL) for month in months)
    for one in body["sites"]:
        mark = "*" if one["reasons"] else " "
        yield f"{mark} {_called(one):{wide}}" + "".join(_cell(month).rjust(_CELL) for month in one["months"])
        yield from (f"    {reason}" for reason in _said(one))
    yield ""
    yield "In a cell: alerts (orders), then median/p90 of the time to acknowledge."
    yield from textwrap.wrap(body["method"], _WIDE)


def _called(one: SiteAlertsView) -> str:
    return f"{one['name']} ({one['site']})"


def _cell(month: MonthAlerts) -> str:
    ordered = sum(month["orders"].values())
    if not month["alerts"] and not ordered:
        return "-"
    times = "/".join(f"{(month[name] or 0) / 1000:.0f}" for name in ("median_ms", "p90_ms"))
    answered = f"  {times} s" if month["answered"] else "  no answer" if month["alerts"] else ""
    return f"{month['alerts']} ({ordered}){answered}"


def _said(one: SiteAlertsView) -> Iterable[str]:
    told = one["reasons"]
    return (
        told
        if one["trend"] == "unknown" or any(one["trend_words"] in of for of in told)
        else (
            *told,
            f"Time to acknowledge {one['trend'].value}: {one['trend_words']}.",
        )
    )
