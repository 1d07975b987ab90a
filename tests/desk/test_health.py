"""What the desk says of itself, by a clock that stands still."""

from __future__ import annotations

from datetime import timedelta

from dispatch.desk.health import DOWN_SECONDS, SLOW_SECONDS, STUCK_SECONDS, Health
from dispatch.log.rows import Head
from tests.desk.world import FakeClock

HEAD = Head(7, b"h")


def said(health: Health) -> str:
    return health.db


def test_it_is_well_until_something_happens() -> None:
    health = Health(FakeClock())
    assert said(health) == "ok"
    assert health.blocked() is None
    assert health.status(HEAD).writable
    assert health.status(HEAD).since is None


def test_a_database_that_does_not_answer_is_slow_and_then_down() -> None:
    clock = FakeClock()
    health = Health(clock)
    last_truth = clock.now()
    health.asked()
    clock._move(clock.seconds + SLOW_SECONDS + 0.01)
    assert said(health) == "slow"
    assert health.status(HEAD).writable
    clock._move(clock.seconds + DOWN_SECONDS)
    assert said(health) == "down"
    status = health.status(HEAD)
    assert (status.code, status.since) == ("database_down", last_truth)
    health.answered()
    assert said(health) == "ok"


def test_one_lost_connection_is_not_yet_a_lost_database() -> None:
    clock = FakeClock()
    health = Health(clock)
    health.lost("cut")
    assert said(health) == "slow"
    assert health.blocked() is None
    clock._move(clock.seconds + SLOW_SECONDS + 0.01)
    assert said(health) == "down"
    assert health.blocked() is not None


def test_behind_a_stuck_commit_nobody_queues() -> None:
    clock = FakeClock()
    health = Health(clock)
    health.append_begins()
    clock._move(clock.seconds + STUCK_SECONDS - 0.1)
    assert health.blocked() is None
    clock._move(clock.seconds + 0.2)
    blocked = health.blocked()
    assert blocked is not None
    assert blocked[0] == "storage_not_confirming"
    health.append_ends()
    assert health.blocked() is None


def test_two_clocks_may_differ_by_two_seconds() -> None:
    clock = FakeClock()
    health = Health(clock)
    now = clock.now()
    for off, blocked in ((1.9, False), (2.1, True), (-2.1, True), (-1.9, False)):
        health.compare(now, now + timedelta(seconds=off), now)
        assert (health.blocked() is not None) is blocked, off
    # A question that took long says nothing about clocks.
    health.compare(now, now + timedelta(seconds=9), now + timedelta(seconds=10))
    assert health.blocked() is None


def test_a_contradiction_is_for_good() -> None:
    health = Health(FakeClock())
    health.stop("The log has a gap.")
    health.stop("Something later.")
    health.answered()
    status = health.status(HEAD)
    assert status.code == "read_only"
    assert "The log has a gap." in (status.reason or "")


def test_the_age_of_the_tail_grows() -> None:
    clock = FakeClock()
    health = Health(clock)
    clock._move(clock.seconds + 3)
    assert health.status(HEAD).tail_age == 3
    health.tailed()
    assert health.status(HEAD).tail_age == 0
