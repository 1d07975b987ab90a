"""Who sits where at the desk: taken, relieved, left."""

from __future__ import annotations

from dataclasses import replace

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.roster import DeskPosition
from dispatch.domain.vocabulary import AlarmKind, LeaveCause
from tests.domain.district import JONAS, MARIA
from tests.domain.playbook import Playbook, ev, play

SEATS = (
    DeskPosition(code="POS1", name="Position 1", order=1),
    DeskPosition(code="POS2", name="Position 2", order=2, sector="NORTH"),
    DeskPosition(code="POS3", name="Position 3", order=3),
    DeskPosition(code="SUP", name="Supervisor", order=9, supervisor=True),
)


def seated(p: Playbook) -> None:
    """The desk has its positions; nobody sits yet."""
    p.given(c.DefineRoster(positions=SEATS), by=SYSTEM)


@play
def a_roster_of_positions_is_taken_over_once(p: Playbook) -> None:
    p.when(c.DefineRoster(positions=SEATS), by=SYSTEM)
    p.then(*(ev(e.PositionDefined, position=one) for one in SEATS))
    p.when(c.DefineRoster(positions=SEATS), by=SYSTEM)
    p.then()


@play
def a_position_is_taken_and_the_one_before_is_free(p: Playbook) -> None:
    seated(p)
    p.when(c.TakePosition(position="POS1"))
    p.then(ev(e.PositionTaken, position="POS1", relieved=None))
    seat = p.state.desk_positions["POS1"]
    assert (seat.person, seat.person_name, seat.since) == (MARIA.person, MARIA.name, p.now)
    p.when(c.TakePosition(position="POS1"))
    p.then()
    p.when(c.TakePosition(position="POS2"))
    p.then(ev(e.PositionLeft, position="POS1", who="Maria"), ev(e.PositionTaken, position="POS2"))
    assert p.state.desk_positions["POS1"].person is None


@play
def a_relief_takes_over_and_is_named_beside_whom_it_relieved(p: Playbook) -> None:
    seated(p)
    p.given(c.TakePosition(position="POS1"))
    p.when(c.TakePosition(position="POS1"), by=JONAS)
    p.then(ev(e.PositionTaken, position="POS1", relieved="Maria"))
    assert p.state.desk_positions["POS1"].person == JONAS.person


@play
def a_position_is_left(p: Playbook) -> None:
    seated(p)
    p.given(c.TakePosition(position="POS1"))
    p.when(c.LeavePosition(position="POS1"))
    p.then(ev(e.PositionLeft, position="POS1", who="Maria"))
    p.when(c.LeavePosition(position="POS1"))
    p.refused("position_free", "position")


@play
def who_has_signed_out_sits_nowhere(p: Playbook) -> None:
    seated(p)
    p.given(c.TakePosition(position="POS1"))
    p.given(c.TakePosition(position="POS2"), by=JONAS)
    gone = c.FreePosition(position="POS1", person=MARIA.person, cause=LeaveCause.SIGNED_OUT)
    p.when(gone, by=JONAS)
    p.refused("forbidden")
    p.when(gone, by=SYSTEM)
    p.then(ev(e.PositionLeft, position="POS1", who="Maria", cause=LeaveCause.SIGNED_OUT))
    assert p.state.desk_positions["POS1"].person is None
    assert not p.state.alarms, "somebody is still there"
    p.when(gone, by=SYSTEM)
    p.refused("seat_changed", "position")
    p.when(replace(gone, position="POS2", cause=LeaveCause.SESSION_ENDED), by=SYSTEM)
    p.refused("seat_changed", "position")
    last = c.FreePosition(position="POS2", person=JONAS.person, cause=LeaveCause.SESSION_ENDED)
    p.when(last, by=SYSTEM)
    p.then(ev(e.PositionLeft, who="Jonas", cause=LeaveCause.SESSION_ENDED))
    assert {one.alarm_kind for one in p.state.alarms.values()} == {AlarmKind.UNRELIEVED_DESK}


@play
def a_position_that_is_not_there_is_named_with_those_that_are(p: Playbook) -> None:
    seated(p)
    p.when(c.TakePosition(position="POS9"))
    refused = p.refused("unknown_position", "position")
    assert "POS1, POS2, POS3, SUP" in refused.message
