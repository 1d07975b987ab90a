"""The demo's days before its own: decided and written like any others, whole, and found again by the figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from dispatch.desk.answers import body_hash
from dispatch.desk.clock import SystemClock
from dispatch.desk.results import Envelope
from dispatch.domain.catalog.modes import Mode
from dispatch.links.demo import month, tell_past
from dispatch.links.demo.district import opening
from dispatch.links.demo.past import Story
from dispatch.links.demo.steps import step_id
from dispatch.log.figures import FiguresWanted, count_figures
from dispatch.log.history import History
from dispatch.log.store import LogStore

LOG = "past"
NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
DAYS = 4


def _days(now: datetime) -> Iterator[Story]:
    return month(now, DAYS)


async def test_a_past_is_told_once_nothing_of_it_is_refused_and_it_has_figures(
    store: LogStore, caplog: pytest.LogCaptureFixture
) -> None:
    await store.create_log(LOG, nature="live", epoch="e")
    clock = SystemClock()
    assert await tell_past(store, LOG, NOW, clock.salt, _days) > DAYS
    assert await tell_past(store, LOG, NOW, clock.salt, _days) == 0, "a log never runs backwards"
    assert not [one.message for one in caplog.records if one.name.startswith("dispatch")]
    # Loading the demo's own day finds its district there, by the same command.
    opened = await store.lookup(LOG, [step_id("open")])
    assert opened[step_id("open")].body_hash == body_hash(Envelope(id=step_id("open"), command=opening()))
    history = History(store, LOG)
    while await history.step():
        pass
    wanted = FiguresWanted(since=NOW - timedelta(days=DAYS + 1), until=NOW, mode=Mode.ACTUAL)
    found = await count_figures(store, LOG, wanted)
    assert found.complete
    assert sum(one.calls for one in found.sites) > DAYS
    assert found.figures["K10"].counted > 0
    assert found.figures["K01"].counted > 0


def test_a_past_is_the_same_each_time_and_ends_before_the_day_of_the_demo() -> None:
    one, other = list(_days(NOW)), list(_days(NOW))
    assert [(story.name, story.at, len(story.steps)) for story in one] == [
        (story.name, story.at, len(story.steps)) for story in other
    ]
    midnight = NOW.replace(hour=0)
    for story in one:
        assert story.at + timedelta(seconds=sum(step[0] for step in story.steps)) < midnight, story.name
    assert len({story.name for story in one}) == len(one)
