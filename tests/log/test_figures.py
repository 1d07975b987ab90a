"""Key figures as the database counts them: against the same counted by hand, over any rows, for any time, mode and site."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta

from dispatch.domain.catalog.kpis import CALLS
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.figures import Measure
from dispatch.domain.state import EMPTY
from dispatch.log.entering import enter
from dispatch.log.figures import FiguresWanted, count_figures, find_cases
from dispatch.log.history import History
from dispatch.log.ledger import FORM, Ledger
from dispatch.log.store import LogStore
from tests.log.day import LOG, Day

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
APRIL = datetime(2026, 4, 1, tzinfo=UTC)
_ROW = """
INSERT INTO history_figures (log_id, build, kpi, subject, mode, site, at, ms, lacks, priority, hit)
VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""


async def _begin(store: LogStore) -> None:
    await store.create_log(LOG, nature="live", epoch="e")
    async with store.connection() as connection:
        await connection.execute(
            "INSERT INTO history_builds (log_id, build, form, seq, serving, whole, erasures) "
            "VALUES ($1, 1, $2, 0, true, true, 0)",
            LOG,
            FORM,
        )


def wanted(**more: object) -> FiguresWanted:
    return FiguresWanted(**{"since": MARCH, "until": APRIL, "mode": Mode.ACTUAL, **more})  # type: ignore[arg-type]


def nearest_rank(values: list[int], percent: int) -> int:
    return sorted(values)[math.ceil(percent * len(values) / 100) - 1]


async def test_percentiles_are_nearest_rank_and_only_what_was_asked_for_is_counted(store: LogStore) -> None:
    await _begin(store)
    chance = random.Random(7)
    rows = []
    for n in range(400):
        mode = chance.choice(["ACTUAL", "ACTUAL", "DRILL", "TEST"])
        at = MARCH + timedelta(hours=chance.randrange(-48, 31 * 24 + 48))
        ms = chance.choice([None, chance.randrange(0, 200_000)])
        site = chance.choice(["GRHS", "ELMS", None])
        rows.append(
            (LOG, "K06", str(n), mode, site, at, ms, None if ms is not None else "t_dispatched", 1, None)
        )
    async with store.connection() as connection:
        await connection.executemany(_ROW, rows)
    for site in (None, "GRHS"):
        mine = [
            row
            for row in rows
            if row[3] == "ACTUAL" and MARCH <= row[5] < APRIL and (site is None or row[4] == site)
        ]
        values = [row[6] for row in mine if row[6] is not None]
        found = (await count_figures(store, LOG, wanted(site=site))).figures["K06"]
        assert (found.counted, found.missing) == (len(values), len(mine) - len(values))
        assert (found.median_ms, found.p90_ms, found.p95_ms) == tuple(
            nearest_rank(values, percent) for percent in (50, 90, 95)
        )
        assert found.max_ms == max(values)
        assert found.within == (
            sum(one <= 60_000 for one in values),
            sum(one <= 90_000 for one in values),
        )


async def test_one_value_is_every_rank_and_none_is_no_rank(store: LogStore) -> None:
    await _begin(store)
    async with store.connection() as connection:
        await connection.execute(_ROW, LOG, "K06", "a", "ACTUAL", None, MARCH, 5, None, 1, None)
        await connection.execute(
            _ROW, LOG, "K05", "a", "ACTUAL", None, MARCH, None, "t_911_notified", 1, None
        )
    figures = (await count_figures(store, LOG, wanted())).figures
    assert (figures["K06"].median_ms, figures["K06"].p95_ms, figures["K06"].max_ms) == (5, 5, 5)
    assert (figures["K05"].counted, figures["K05"].missing, figures["K05"].median_ms) == (0, 1, None)
    assert (await count_figures(store, LOG, wanted(mode=Mode.DRILL))).figures == {}
    assert (await count_figures(store, "another", wanted())).figures == {}


async def test_volume_is_by_hour_and_by_site_and_the_cases_behind_a_figure_come_worst_first(
    store: LogStore,
) -> None:
    await _begin(store)
    async with store.connection() as connection:
        for n, (site, hour, priority) in enumerate([("A", 9, 1), ("A", 9, 3), ("B", 9, 2), (None, 10, 4)]):
            at = MARCH + timedelta(hours=hour, minutes=n)
            await connection.execute(_ROW, LOG, CALLS, str(n), "ACTUAL", site, at, None, None, priority, None)
        for n, ms in enumerate([61_000, None, 10, 99_000]):
            lacks = None if ms is not None else "t_dispatched"
            await connection.execute(_ROW, LOG, "K06", str(n), "ACTUAL", None, MARCH, ms, lacks, 1, None)
    found = await count_figures(store, LOG, wanted())
    nine, ten = MARCH + timedelta(hours=9), MARCH + timedelta(hours=10)
    assert [(one.of, one.calls, one.urgent) for one in found.hours] == [(nine, 3, 2), (ten, 1, 0)]
    assert [(one.of, one.calls, one.urgent) for one in found.sites] == [
        ("A", 2, 1),
        ("B", 1, 1),
        (None, 1, 0),
    ]
    assert CALLS not in found.figures
    cases, total = await find_cases(store, LOG, "K06", wanted(), "all", 3)
    assert ([one.ms for one in cases], total) == ([None, 99_000, 61_000], 4)
    assert [one.subject for one in (await find_cases(store, LOG, "K06", wanted(), "missing", 9))[0]] == ["1"]
    assert [one.ms for one in (await find_cases(store, LOG, "K06", wanted(), "late", 9))[0]] == [99_000]


async def test_the_first_unit_on_scene_is_counted_by_the_zone_of_the_site(store: LogStore) -> None:
    await _begin(store)
    cases = [("A", 60_000), ("B", 480_001), ("A", 480_000), ("C", 7), (None, 9), ("A", None)]
    async with store.connection() as connection:
        for n, (site, ms) in enumerate(cases):
            lacks = None if ms is not None else "t_onscene"
            await connection.execute(_ROW, LOG, "K11", str(n), "ACTUAL", site, MARCH, ms, lacks, 1, None)
    zones = {"A": "North", "B": "North", "D": "South"}
    found = (await count_figures(store, LOG, wanted(zones=zones))).zones
    assert [(one.zone, one.counted, one.missing, one.within, one.median_ms, one.p90_ms) for one in found] == [
        ("North", 3, 1, 2, 480_000, 480_001),
        (None, 2, 0, 2, 7, 9),
    ]
    only = (await count_figures(store, LOG, wanted(zones=zones, site="B"))).zones
    assert [(one.zone, one.counted, one.max_ms) for one in only] == [("North", 1, 480_001)]


async def test_entering_a_call_again_replaces_what_was_measured_of_it(store: LogStore) -> None:
    day = Day()
    day.whole()
    await _begin(store)
    halves = Ledger(EMPTY)
    middle = len(day.recorded) // 2
    for recorded in day.recorded[:middle]:
        halves.take(recorded)
    rest = Ledger(halves.state)
    for recorded in day.recorded[middle:]:
        rest.take(recorded)
    whole = Ledger(EMPTY)
    for recorded in day.recorded:
        whole.take(recorded)
    async with store.connection() as connection:
        for ledger in (halves, rest):
            async with connection.transaction():
                await enter(connection, LOG, 1, ledger)
        rows = await connection.fetch(
            "SELECT kpi, subject, ms, hit, lacks FROM history_figures WHERE log_id = $1", LOG
        )
    whole.records()
    assert {tuple(row) for row in rows} == {
        (one.kpi, one.subject, one.ms, one.hit, one.lacks) for one in whole.measures()
    }
    assert len(rows) > 3


async def test_history_follows_with_the_figures(store: LogStore) -> None:
    day = Day()
    day.whole()
    await day.write(store)
    history = History(store, LOG)
    while await history.step():
        pass
    since, until = day.now - timedelta(days=1), day.now + timedelta(days=1)
    found = await count_figures(store, LOG, wanted(since=since, until=until))
    assert found.complete
    assert sum(one.calls for one in found.hours) > 0


async def test_an_alert_that_was_answered_lacks_nothing_when_its_cause_goes_later(store: LogStore) -> None:
    await _begin(store)
    answered = Measure(kpi="K03", subject="panic:c@1", at=MARCH, mode=Mode.ACTUAL, ms=4_000)
    gone = Measure(kpi="K03", subject="panic:c@1", at=MARCH, mode=Mode.ACTUAL, lacks="t_ack")
    never = Measure(kpi="K03", subject="panic:d@1", at=MARCH, mode=Mode.ACTUAL, lacks="t_ack")
    for stretch in ([answered, gone], [gone, never], [never]):
        ledger = Ledger(EMPTY)
        for case in stretch:
            ledger.note_case(case)
        async with store.connection() as connection, connection.transaction():
            await enter(connection, LOG, 1, ledger)
    found = (await count_figures(store, LOG, wanted())).figures["K03"]
    assert (found.counted, found.missing, found.median_ms) == (1, 1, 4_000)
