"""HTTP body of alerts per site and month."""

from __future__ import annotations

from datetime import date, datetime

from typing_extensions import TypedDict

from dispatch.domain.alert_load import Trend
from dispatch.domain.catalog.modes import Mode


class MonthAlerts(TypedDict):
    """One month (its first day) of one site. ``orders``: protective actions by type; ``unanswered``: ended, and nobody had acknowledged."""

    month: date
    alerts: int
    panics: int
    emergencies: int
    answered: int
    unanswered: int
    median_ms: int | None
    p90_ms: int | None
    orders: dict[str, int]


class SiteAlertsView(TypedDict):
    """A site with each month, the oldest first. ``reasons``: why it is unlike the others, in words; empty: it is not."""

    site: str
    name: str
    alerts: int
    ordered: int
    trend: Trend
    trend_words: str
    reasons: list[str]
    months: list[MonthAlerts]


class AlertsBody(TypedDict):
    """Alerts per site and month, sites that are unlike the others first. ``complete`` false: history is still being made."""

    since: datetime
    until: datetime
    mode: Mode
    zone: str
    made_at: datetime
    complete: bool
    method: str
    sites: list[SiteAlertsView]
