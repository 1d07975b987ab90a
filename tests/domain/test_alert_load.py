"""Alerts per site and month: what is counted, how the answer changes, and which site is unlike the others, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from dispatch.domain.alert_load import MANY, MonthCount, SiteAlerts, Trend, judged, months_until
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.state import EMPTY
from dispatch.web.alert_messages import AlertsBody
from dispatch.web.alerts import alerts_csv, alerts_text, site_view

MONTHS = months_until(date(2026, 11, 27), 3)
SEPTEMBER, OCTOBER, NOVEMBER = MONTHS
OTHERS = ("AAES", "BBES", "CCES", "DDES")


def month(
    site: str = "GRHS",
    at: date = NOVEMBER,
    alerts: int = 0,
    answered: int | None = None,
    median_s: int | None = None,
    orders: Mapping[str, int] | None = None,
) -> MonthCount:
    ms = None if median_s is None else median_s * 1000
    return MonthCount(
        site=site,
        month=at,
        alerts=alerts,
        answered=alerts if answered is None else answered,
        median_ms=ms,
        p90_ms=ms,
        orders=orders or {},
    )


def of(*counted: MonthCount, site: str = "GRHS") -> SiteAlerts:
    return next(one for one in judged(counted, (*OTHERS, "GRHS"), MONTHS) if one.site == site)


def test_months_go_back_over_the_year() -> None:
    assert months_until(date(2026, 2, 28), 3) == (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))


def test_a_site_without_alerts_is_none_and_each_other_has_every_month() -> None:
    found = judged([month("AAES", alerts=1), month("BBES", OCTOBER, orders={"HOLD": 1})], OTHERS, MONTHS)
    assert [(one.site, one.alerts, one.ordered) for one in found] == [("AAES", 1, 0), ("BBES", 0, 1)]
    assert [one.month for one in found[0].months] == list(MONTHS)
    assert [one.reasons for one in found] == [(), ()]


@pytest.mark.parametrize(("alerts", "marked"), [(MANY - 1, False), (MANY, True)])
def test_a_site_with_many_more_than_the_middle_of_the_others_is_marked(alerts: int, marked: bool) -> None:
    assert bool(of(month(alerts=alerts), month("AAES", alerts=1)).reasons) is marked


def test_where_every_site_has_as_many_none_is_unlike_the_others() -> None:
    every = [month(site, at, alerts=9) for site in (*OTHERS, "GRHS") for at in MONTHS]
    assert [one.reasons for one in judged(every, (), MONTHS)] == [()] * 5


def test_the_reason_says_the_numbers_in_words() -> None:
    before = (month(at=OCTOBER, alerts=2), month(at=NOVEMBER, alerts=12))
    (first, second) = of(*before).reasons
    assert first == "12 alerts in November 2026; the middle of the other sites had 0."
    assert second == "12 alerts in November 2026; 2.0 a month before."
    # In September others were alerted: then none here is a count.
    assert of(*before, month("AAES", SEPTEMBER, 1)).reasons[1].endswith("; 1.0 a month before.")


def test_the_month_before_still_marks_on_the_first_of_a_month_and_an_old_one_does_not() -> None:
    assert of(month(at=OCTOBER, alerts=12)).reasons
    assert not of(month(at=SEPTEMBER, alerts=12)).reasons


@pytest.mark.parametrize(
    ("before", "now", "answered", "trend"),
    [
        (8, 21, 3, Trend.SLOWER),
        (21, 8, 3, Trend.FASTER),
        (20, 24, 3, Trend.STEADY),
        (1, 4, 3, Trend.STEADY),
        (8, 21, 2, Trend.UNKNOWN),
    ],
)
def test_the_trend_is_of_two_months_with_enough_answers(
    before: int, now: int, answered: int, trend: Trend
) -> None:
    one = of(month(at=OCTOBER, alerts=3, median_s=before), month(alerts=3, answered=answered, median_s=now))
    assert one.trend is trend
    slower = f"Answered more slowly: median {now} s in November 2026, {before} s in October 2026."
    assert (slower in one.reasons) is (trend is Trend.SLOWER)


def test_alerts_that_nobody_answered_mark_a_site() -> None:
    assert of(month(alerts=2, answered=0)).reasons == (
        "2 alerts of November 2026 ended and nobody had acknowledged them.",
    )


@pytest.mark.parametrize(
    ("orders", "marked"),
    [
        ({"SECURE": 8, "LOCKDOWN": 2}, True),
        ({"SECURE": 7, "LOCKDOWN": 2}, False),
        ({"SECURE": 7}, False),
        ({"LOCKDOWN": 20}, False),
    ],
)
def test_one_signal_for_everything_wears_out(orders: dict[str, int], marked: bool) -> None:
    one = of(month(at=SEPTEMBER, orders=orders))
    assert bool(one.reasons) is marked
    if marked:
        assert one.reasons[0].startswith("8 of 10 orders were Secure")


def test_marked_sites_come_first_on_paper_and_in_the_file() -> None:
    every = [*(month("AAES", at, alerts=3) for at in MONTHS), month(alerts=5, median_s=7)]
    every += [month(site, at, alerts=3) for site in OTHERS[1:3] for at in MONTHS[:2]]
    found = judged(every, OTHERS, MONTHS)
    assert found[0].site == "GRHS"
    body: AlertsBody = {
        "since": datetime(2026, 9, 1, tzinfo=UTC),
        "until": datetime(2026, 11, 27, tzinfo=UTC),
        "mode": Mode.ACTUAL,
        "zone": "UTC",
        "made_at": datetime(2026, 11, 27, tzinfo=UTC),
        "complete": True,
        "method": "How it is counted.",
        "sites": [site_view(EMPTY, one) for one in found],
    }
    lines = list(alerts_text(body))
    (marked,) = [line for line in lines if line.startswith("*")]
    assert marked.startswith("* GRHS (GRHS)")
    assert marked.endswith("5 (0)  7/7 s")
    assert any("the middle of the other sites" in line for line in lines)
    rows = alerts_csv(body).decode().splitlines()
    assert len(rows) == 1 + 3 * len(found)
    assert rows[3].startswith('"GRHS","GRHS","2026-11","ACTUAL","5"')
    assert '"yes","5 alerts in November 2026' in rows[3]
