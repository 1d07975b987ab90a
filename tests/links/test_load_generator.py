"""Calls that go on as the file's do: the same seed, the same calls; and a distribution that is the file's."""

from __future__ import annotations

from collections import Counter
from itertools import islice, pairwise
from statistics import fmean

import pytest

from dispatch.links.load import LoadProblem, Options, check, jobs, plan, read, tables
from dispatch.links.load.generator import Pace, fitting_speed, generate, learn, weigh
from dispatch.links.shipped import shipped_text

READING = read(shipped_text("calls-san-francisco-fire-sample.csv").encode())
PAST = jobs.history(READING.records)
LEARNED = learn(PAST)
DRAWN = list(islice(generate(LEARNED, Pace(per_second=0.5), "a"), 4000))


def shares(counts: Counter[str]) -> dict[str, float]:
    return {name: count / counts.total() for name, count in counts.items()}


def test_the_same_seed_gives_the_same_calls() -> None:
    pace = Pace(per_second=0.5)
    assert list(islice(generate(LEARNED, pace, "a"), 300)) == DRAWN[:300]
    assert list(islice(generate(LEARNED, pace, "b"), 300)) != DRAWN[:300]


def test_types_and_priorities_are_distributed_as_those_of_first_units() -> None:
    firsts = [one for one in READING.records if one.order == 1]
    for said, drawn in (
        ([tables.TYPES[one.call_type] for one in firsts], [one.type for one in DRAWN]),
        ([tables.PRIORITIES[one.priority].name for one in firsts], [one.priority.name for one in DRAWN]),
    ):
        expected, found = shares(Counter(said)), shares(Counter(drawn))
        assert set(found) <= set(expected)
        for name, share in expected.items():
            assert found.get(name, 0.0) == pytest.approx(share, abs=0.03)


def test_as_many_units_are_sent_as_the_orders_in_the_file_tell() -> None:
    # Records are units drawn from all that were sent: for each first unit there are so many records.
    firsts = sum(one.order == 1 for one in READING.records)
    assert fmean(len(one.legs) for one in DRAWN) == pytest.approx(len(READING.records) / firsts, rel=0.1)


def test_units_stay_as_long_as_those_of_the_file() -> None:
    stays = [leg.cleared - leg.under_way for came in PAST.calls for leg in jobs.job(came, PAST, 0.0).legs]
    drawn = [leg.cleared - leg.under_way for one in DRAWN for leg in one.legs]
    assert fmean(drawn) == pytest.approx(fmean(stays), rel=0.1)


def test_calls_come_at_the_asked_rate_and_independently() -> None:
    gaps = [after.at - before.at for before, after in pairwise(DRAWN)]
    assert fmean(gaps) == pytest.approx(2.0, rel=0.05)
    # Independent arrivals: a gap longer than the mean has the chance 1/e.
    assert sum(gap > 2.0 for gap in gaps) / len(gaps) == pytest.approx(0.368, abs=0.03)


def test_the_hours_of_the_day_are_kept() -> None:
    pace = Pace(per_second=0.05, by_hour=LEARNED.by_hour, hour=0)
    week = [one for one in islice(generate(LEARNED, pace, "w"), 20_000) if one.at < 5 * 86400]
    found = Counter(int(one.at // 3600) % 24 for one in week)
    expected = jobs.hours_of(PAST)
    whole = sum(expected.values())
    for hour in range(24):
        assert found[hour] / found.total() == pytest.approx(expected[hour] / whole, abs=0.01)
    assert LEARNED.by_hour[LEARNED.busiest] == 1.0


def test_the_asked_rate_is_one_of_commands() -> None:
    weight = weigh(LEARNED)
    assert weight.commands == pytest.approx(fmean(map(jobs.commands_of, DRAWN)), rel=0.05)
    planned = plan(Options(user="d", rate=20.0, seconds=60.0), READING, units=30)
    calls = [one for one in islice(planned.jobs, 1000) if one.at < 300]
    assert sum(map(jobs.commands_of, calls)) / 300 == pytest.approx(20.0, rel=0.15)
    # Half of the units are busy on average.
    busy = sum(map(jobs.busy_seconds, calls)) / planned.speed / 300
    assert busy == pytest.approx(15.0, rel=0.2)
    assert fitting_speed(weight, 0.0001, 30) == 1.0


def test_after_the_file_others_like_it_follow() -> None:
    planned = plan(Options(user="d", speed=1e6, seconds=3600.0), READING, units=30)
    first = list(islice(planned.jobs, len(PAST.calls) + 50))
    assert [one.name for one in first[: len(PAST.calls)]] == [one.name for one in jobs.replay(PAST)]
    assert [one.at for one in first] == sorted(one.at for one in first)
    without_end = plan(Options(user="d", speed=1e6), READING, units=30)
    assert len(list(without_end.jobs)) == len(PAST.calls)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(user="d", rate=1.0, peak=1.0, seconds=9.0), "one of them"),
        (Options(user="d", rate=1.0), "--for"),
        (Options(user="d", speed=0.0), "--speed"),
        (Options(user="d", churn=101.0), "--churn"),
        (Options(user="d", screens=-1), "--screens"),
        (Options(user="d", phones=1), "--phone-user"),
    ],
)
def test_what_cannot_be_asked_for_is_said(options: Options, said: str) -> None:
    with pytest.raises(LoadProblem, match=said):
        check(options)
