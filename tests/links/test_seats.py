"""Whose session has ended sits nowhere: what of the table of sessions frees a seat, and what does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dispatch.domain.actor import Role
from dispatch.domain.commands import FreePosition
from dispatch.domain.records import DeskPositionState
from dispatch.domain.roster import DeskPosition
from dispatch.domain.vocabulary import LeaveCause
from dispatch.links.seats import left
from dispatch.people.session_store import LastSession

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TAKEN = NOW - timedelta(hours=2)
SEAT = DeskPositionState(
    id="POS1",
    roster=DeskPosition(code="POS1", name="Position 1"),
    person="maria",
    person_name="Maria",
    role=Role.DISPATCHER,
    since=TAKEN,
)


@pytest.mark.parametrize(
    ("last", "cause"),
    [
        (LastSession(until=NOW + timedelta(hours=1), because=None), None),
        (LastSession(until=NOW - timedelta(seconds=1), because="signed out"), LeaveCause.SIGNED_OUT),
        (LastSession(until=NOW - timedelta(seconds=1), because=None), LeaveCause.SESSION_ENDED),
        (LastSession(until=NOW - timedelta(minutes=5), because="disabled"), LeaveCause.SESSION_ENDED),
        # It ended before the seat was taken: a program that plays this person took it.
        (LastSession(until=TAKEN - timedelta(days=1), because="signed out"), None),
        (None, None),
    ],
)
def test_a_seat_is_freed_when_the_last_session_ended_since_it_was_taken(
    last: LastSession | None, cause: LeaveCause | None
) -> None:
    freed = None if cause is None else FreePosition(position="POS1", person="maria", cause=cause)
    assert left(SEAT, last, NOW) == freed
