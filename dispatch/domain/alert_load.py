"""How often each site is alerted, how soon somebody answers, and which site is unlike the others.

An alert that comes every day is not heard. An alert is a panic press, an officer's emergency or an order that rang at the desk (key
figure K03); orders (K09) are counted by themselves, whoever gave them. Pure: counted months in, sites with their reasons in words out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dispatch.domain.catalog.protective_actions import ACTIONS, ActionType

MANY: Final = 4
"""Fewer alerts of a month are nothing unusual, however few others have."""
TIMES_OTHERS: Final = 3
TIMES_BEFORE: Final = 2
MEASURED: Final = 3
"""A median of fewer answered alerts says nothing."""
SLOWER: Final = 1.5
FASTER: Final = 2 / 3
SLOWER_MS: Final = 5_000
"""Less than this is not slower in any way that matters."""
SAME_SHARE: Final = 80
SAME_MANY: Final = 8
UNANSWERED: Final = 2
METHOD: Final = (
    "An alert is a panic press, an officer's emergency or a protective action that rang at the desk; orders are counted by themselves. "
    "Time to acknowledge is from the display to a person's acknowledgement; percentiles by nearest rank. A site is marked when a month "
    f"has {MANY} alerts or more and {TIMES_OTHERS} times as many as the middle of the other sites, or {TIMES_BEFORE} times as many as "
    f"its own months before; when the median time grew by half and {SLOWER_MS // 1000} s or more (of {MEASURED} answered alerts or more); "
    f"when {UNANSWERED} alerts or more of a month had no answer; when {SAME_SHARE} % or more of {SAME_MANY} orders or more were one action "
    "other than Lockdown. Judged are the present month and the one before."
)


class Trend(StrEnum):
    """How the time to acknowledge has changed, by the last two months that have enough answered alerts."""

    SLOWER = "slower"
    STEADY = "steady"
    FASTER = "faster"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """What was counted of a site in a month. ``orders``: protective actions by type."""

    site: str
    month: date
    alerts: int = 0
    panics: int = 0
    emergencies: int = 0
    answered: int = 0
    median_ms: int | None = None
    p90_ms: int | None = None
    orders: Mapping[str, int]

    @property
    def unanswered(self) -> int:
        """Alerts that ended without anybody having acknowledged them."""
        return self.alerts - self.answered

    @property
    def ordered(self) -> int:
        """All orders."""
        return sum(self.orders.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAlerts:
    """A site with one count for each month, the oldest first. ``reasons``: why it is marked; empty: it is like the others."""

    site: str
    months: tuple[MonthCount, ...]
    trend: Trend
    trend_words: str
    reasons: tuple[str, ...]

    @property
    def alerts(self) -> int:
        """Of all months."""
        return sum(one.alerts for one in self.months)

    @property
    def ordered(self) -> int:
        """Orders of all months."""
        return sum(one.ordered for one in self.months)


def months_until(last: date, many: int) -> tuple[date, ...]:
    """So many months, each by its first day, the last one included."""
    number = last.year * 12 + last.month - 1
    return tuple(date(one // 12, one % 12 + 1, 1) for one in range(number - many + 1, number + 1))


def judged(
    counted: Iterable[MonthCount], sites: Collection[str], months: Sequence[date]
) -> tuple[SiteAlerts, ...]:
    """Each site that had an alert or an order in these months: marked ones first, then by how many. ``sites``: all of the district."""
    found: dict[str, dict[date, MonthCount]] = defaultdict(dict)
    for one in counted:
        found[one.site][one.month] = one
    every = set(sites) | found.keys()
    of = {
        site: tuple(
            found[site].get(month) or MonthCount(site=site, month=month, orders={}) for month in months
        )
        for site in every
    }
    alerted = [site for site in every if any(one.alerts or one.ordered for one in of[site])]
    # Before anything at all was counted nobody kept count: those months say nothing of what is usual.
    first = min(
        (place for site in alerted for place, one in enumerate(of[site]) if one.alerts or one.ordered),
        default=0,
    )
    judgements = [_judged(site, of, first) for site in alerted]
    return tuple(sorted(judgements, key=lambda one: (not one.reasons, -one.alerts, -one.ordered, one.site)))


def _judged(site: str, of: Mapping[str, tuple[MonthCount, ...]], first: int) -> SiteAlerts:
    """``first``: the place of the first month in which anything was counted anywhere."""
    trend, words = _trend(of[site])
    reasons = [*_unusual(site, of, first)]
    if trend is Trend.SLOWER:
        reasons.append(f"Answered more slowly: {words}.")
    reasons += _worn_out(of[site])
    return SiteAlerts(site=site, months=of[site], trend=trend, trend_words=words, reasons=tuple(reasons))


def _unusual(site: str, of: Mapping[str, Sequence[MonthCount]], first: int) -> Iterable[str]:
    """Too many alerts, or alerts without an answer, this month and the one before."""
    mine = of[site]
    for place in range(max(0, len(mine) - 2), len(mine)):
        now = mine[place]
        others = sorted(one[place].alerts for code, one in of.items() if code != site)
        middle = others[(len(others) - 1) // 2] if others else 0
        if others and now.alerts >= max(MANY, TIMES_OTHERS * middle):
            yield f"{_alerts(now.alerts)} in {_name(now.month)}; the middle of the other sites had {middle}."
        before = [one.alerts for one in mine[first:place]]
        usual = sum(before) / len(before) if before else None
        if usual and now.alerts >= max(MANY, TIMES_BEFORE * usual):
            yield f"{_alerts(now.alerts)} in {_name(now.month)}; {usual:.1f} a month before."
        if now.unanswered >= UNANSWERED:
            yield f"{_alerts(now.unanswered)} of {_name(now.month)} ended and nobody had acknowledged them."


def _worn_out(mine: Sequence[MonthCount]) -> Iterable[str]:
    """One signal for everything wears out: mostly the same order."""
    orders: dict[str, int] = defaultdict(int)
    for month in mine:
        for kind, count in month.orders.items():
            orders[kind] += count
    every = sum(orders.values())
    if every < SAME_MANY:
        return
    kind = max(orders, key=lambda one: (orders[one], one))
    if kind != ActionType.LOCKDOWN and orders[kind] * 100 >= SAME_SHARE * every:
        term = ACTIONS[ActionType(kind)].term
        yield f"{orders[kind]} of {every} orders were {term}: a signal that comes so often is not heeded."


def _trend(mine: Sequence[MonthCount]) -> tuple[Trend, str]:
    enough = [one for one in mine if one.answered >= MEASURED and one.median_ms is not None]
    if len(enough) < 2 or enough[-1].month < mine[-2:][0].month:
        return Trend.UNKNOWN, "too few answered alerts to say"
    before, now = enough[-2], enough[-1]
    assert before.median_ms is not None
    assert now.median_ms is not None
    words = (
        f"median {_seconds(now.median_ms)} in {_name(now.month)}, "
        f"{_seconds(before.median_ms)} in {_name(before.month)}"
    )
    grew = now.median_ms - before.median_ms
    if grew >= SLOWER_MS and now.median_ms >= SLOWER * before.median_ms:
        return Trend.SLOWER, words
    if -grew >= SLOWER_MS and now.median_ms <= FASTER * before.median_ms:
        return Trend.FASTER, words
    return Trend.STEADY, words


def _alerts(count: int) -> str:
    return "1 alert" if count == 1 else f"{count:,} alerts"


def _name(month: date) -> str:
    return f"{month:%B %Y}"


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.0f} s" if ms < 120_000 else f"{ms / 60_000:.1f} min"
