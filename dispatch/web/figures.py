"""Key figures as JSON and CSV, for whoever may see every call: counted by the database, named and judged here.

A figure stands against its target and, where a national standard says something, against that benchmark. It attests nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from dispatch.domain.catalog.kpis import KPIS, METHOD, NOT_RECORDED, Form, Kpi
from dispatch.domain.figures import met
from dispatch.log.figures import Case, Figure, Figures, FiguresWanted, Volume, ZoneFigure
from dispatch.web import figure_messages as messages
from dispatch.web.reports import cell

TABLES: Final = ("kpis", "hours", "sites", "zones")


def figures_body(found: Figures, wanted: FiguresWanted, made_at: datetime) -> messages.FiguresBody:
    """Everything for one screen."""
    return {
        "since": wanted.since,
        "until": wanted.until,
        "mode": wanted.mode,
        "site": wanted.site,
        "made_at": made_at,
        "complete": found.complete,
        "method": METHOD,
        "figures": [_figure(one, found.figures.get(one.id)) for one in KPIS.values()],
        "not_recorded": [{"id": name, "name": what} for name, what in NOT_RECORDED],
        "hours": [_hour(one) for one in found.hours],
        "sites": [_site(one) for one in found.sites],
        "zones": [_zone(one) for one in found.zones],
    }


def cases_body(kpi: str, cases: Sequence[Case], total: int) -> messages.CasesBody:
    """The cases behind one figure."""
    return {"kpi": kpi, "total": total, "cases": [_case(one) for one in cases]}


def figures_csv(body: messages.FiguresBody, table: str) -> bytes:
    """One table of it: the figures, the hours, the sites or the zones."""
    if table == "hours":
        hours = [[one["at"], one["calls"], one["urgent"]] for one in body["hours"]]
        return as_csv(("hour", "calls", "p1_p2"), hours)
    if table == "sites":
        sites = [[one["site"] or "elsewhere", one["calls"], one["urgent"]] for one in body["sites"]]
        return as_csv(("site", "calls", "p1_p2"), sites)
    if table == "zones":
        zones = [
            [one["kpi"], one["zone"] or "elsewhere", one["count"], one["missing"], *_spans(one)]
            for one in body["zones"]
        ]
        return as_csv(("id", "zone", "count", "missing", "median_s", "p90_s", "p95_s", "max_s"), zones)
    return as_csv(_COLUMNS, [_row(body, one) for one in body["figures"]])


def cases_csv(body: messages.CasesBody) -> bytes:
    """One row a case."""
    names = tuple(messages.CaseView.__annotations__)
    rows = [[one[name] for name in names] for one in body["cases"]]  # type: ignore[literal-required]
    return as_csv(names, rows)


_COLUMNS: Final = (
    "id",
    "name",
    "from",
    "until",
    "mode",
    "site",
    "basis",
    "applies",
    "count",
    "missing",
    "median_s",
    "p90_s",
    "p95_s",
    "max_s",
    "target",
    "reached",
    "target_met",
    "benchmark",
    "method",
)


def _row(body: messages.FiguresBody, one: messages.FigureView) -> list[Any]:
    return [
        one["id"],
        one["name"],
        body["since"],
        body["until"],
        body["mode"],
        body["site"],
        one["basis"],
        one["applies"],
        one["count"],
        one["missing"],
        *_spans(one),
        "; ".join(target_words(target, below=one["below"]) for target in one["targets"]),
        "; ".join(_percent(target["within"], one["count"]) for target in one["targets"]),
        {True: "yes", False: "no", None: ""}[one["met"]],
        one["benchmark"] and f"against NENA/NFPA benchmark: {one['benchmark']}",
        body["method"],
    ]


def _spans(one: messages.FigureView | messages.ZoneView) -> list[Any]:
    return [seconds(one[name]) for name in ("median_ms", "p90_ms", "p95_ms", "max_ms")]


def target_words(target: messages.TargetView, *, below: bool) -> str:
    """A target as it is written: 90 % within 60 s."""
    if target["seconds"] is None:
        return f"{'below' if below else 'at least'} {target['percent']} %"
    return f"{target['percent']} % within {target['seconds']} s"


def _figure(kpi: Kpi, found: Figure | None) -> messages.FigureView:
    counted = found.counted if found is not None else 0
    within = found.within if found is not None else (0,) * len(kpi.targets)
    return {
        "id": kpi.id,
        "name": kpi.name,
        "basis": kpi.basis,
        "applies": kpi.applies,
        "form": kpi.form,
        "count": counted,
        "missing": found.missing if found is not None else 0,
        "hits": found.hits if found is not None and kpi.form is Form.SHARE else None,
        "median_ms": found.median_ms if found is not None else None,
        "p90_ms": found.p90_ms if found is not None else None,
        "p95_ms": found.p95_ms if found is not None else None,
        "max_ms": found.max_ms if found is not None else None,
        "targets": [
            {"percent": one.percent, "seconds": one.seconds, "within": good}
            for one, good in zip(kpi.targets, within, strict=False)
        ],
        "below": kpi.below,
        "met": met(kpi, counted, within[: len(kpi.targets)]),
        "benchmark": kpi.benchmark,
    }


def _hour(one: Volume) -> messages.HourView:
    assert isinstance(one.of, datetime)
    return {"at": one.of, "calls": one.calls, "urgent": one.urgent}


def _zone(one: ZoneFigure) -> messages.ZoneView:
    return {
        "kpi": one.kpi,
        "zone": one.zone,
        "count": one.counted,
        "missing": one.missing,
        "within": one.within,
        "median_ms": one.median_ms,
        "p90_ms": one.p90_ms,
        "p95_ms": one.p95_ms,
        "max_ms": one.max_ms,
    }


def _site(one: Volume) -> messages.SiteVolume:
    assert not isinstance(one.of, datetime)
    return {"site": one.of, "calls": one.calls, "urgent": one.urgent}


def _case(one: Case) -> messages.CaseView:
    return {
        "call": one.call,
        "number": one.number,
        "type": one.type,
        "priority": one.priority,
        "site": one.site,
        "unit": one.unit,
        "at": one.at,
        "ms": one.ms,
        "hit": one.hit,
        "lacks": one.lacks,
    }


def seconds(ms: int | None) -> str | None:
    """As it stands in a file."""
    return None if ms is None else f"{ms / 1000:.1f}"


def _percent(good: int, counted: int) -> str:
    return "" if counted == 0 else f"{100 * good / counted:.1f} %"


def as_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One table with its heading."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode()
