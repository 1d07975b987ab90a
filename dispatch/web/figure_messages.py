"""HTTP bodies of the key figures: counted numbers, ready to be shown or written as CSV."""

from __future__ import annotations

from datetime import datetime

from typing_extensions import TypedDict

from dispatch.domain.catalog.kpis import Form
from dispatch.domain.catalog.modes import Mode


class TargetView(TypedDict):
    """At least (where a share is to be small: less than) so many percent, of durations within ``seconds``; ``within``: cases that are."""

    percent: int
    seconds: int | None
    within: int


class FigureView(TypedDict):
    """One key figure. ``count``: cases that were measured; ``missing``: cases that lack a timestamp, in no percentile.

    A duration has its percentiles by nearest rank, a share its ``hits``. ``met``: every target is reached; null: none, or nothing counted.
    """

    id: str
    name: str
    basis: str
    applies: str
    form: Form
    count: int
    missing: int
    hits: int | None
    median_ms: int | None
    p90_ms: int | None
    p95_ms: int | None
    max_ms: int | None
    targets: list[TargetView]
    below: bool
    met: bool | None
    benchmark: str | None


class FigureName(TypedDict):
    """A key figure that is not recorded yet."""

    id: str
    name: str


class HourView(TypedDict):
    """Calls of one hour that had any, and the P1 and P2 among them."""

    at: datetime
    calls: int
    urgent: int


class SiteVolume(TypedDict):
    """Calls of one site, the busiest first; null: at no site."""

    site: str | None
    calls: int
    urgent: int


class ZoneView(TypedDict):
    """A key figure of one zone (the sector of its site); null: elsewhere. ``within``: within the longest target."""

    kpi: str
    zone: str | None
    count: int
    missing: int
    within: int
    median_ms: int | None
    p90_ms: int | None
    p95_ms: int | None
    max_ms: int | None


class FiguresBody(TypedDict):
    """Key figures of a time and the volume of calls in it. ``complete`` false: history is still being made."""

    since: datetime
    until: datetime
    mode: Mode
    site: str | None
    made_at: datetime
    complete: bool
    method: str
    figures: list[FigureView]
    not_recorded: list[FigureName]
    hours: list[HourView]
    sites: list[SiteVolume]
    zones: list[ZoneView]


class CaseView(TypedDict):
    """One case behind a figure; ``lacks`` names the timestamps that are missing, apart by a space."""

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


class CasesBody(TypedDict):
    """Cases behind one figure, those that lack a timestamp first, then the longest. ``total``: how many there are."""

    kpi: str
    total: int
    cases: list[CaseView]
