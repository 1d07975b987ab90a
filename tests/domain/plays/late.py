"""Statuses that waited for the network: logged as what they are, and never the winner over what was true later."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.vocabulary import TimeSource
from tests.domain.district import ADAM7, T0
from tests.domain.playbook import Playbook, ev, play


@play
def an_hour_old_status_is_a_line_when_a_later_one_is_known(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.sent(call, "A7")
    p.wait(minutes=5)
    p.unit("A7", UnitStatus.OS)
    unit, the_call = p.the_unit("A7"), p.the_call(call)
    p.wait(hours=1)
    p.when(
        c.SetUnitStatus(unit="A7", status=UnitStatus.ER, call=call, text="from Kipling"),
        by=ADAM7,
        at=T0 + timedelta(minutes=2),
    )
    p.then(
        ev(e.StatusCameLate, unit="A7", status=UnitStatus.ER, stands=UnitStatus.OS, number=the_call.number),
        warned="A7 stays On scene",
    )
    line = p.log[-1]
    assert (line.recorded_at, line.occurred_at) == (p.now, T0 + timedelta(minutes=2))
    assert (p.the_unit("A7").status, p.the_unit("A7").since) == (unit.status, unit.since)
    assert p.the_call(call).times == the_call.times


@play
def an_hour_old_status_counts_when_nothing_later_is_known(p: Playbook) -> None:
    call = p.call("FIGHT")
    assignment = p.sent(call, "A7")
    p.wait(hours=1)
    for minute, status in ((2, UnitStatus.ER), (9, UnitStatus.OS)):
        p.when(c.SetUnitStatus(unit="A7", status=status), by=ADAM7, at=T0 + timedelta(minutes=minute))
        p.then(ev(e.UnitStatusChanged, status=status))
    assert p.the_unit("A7").status is UnitStatus.OS
    assert p.state.assignments[assignment].times["t_onscene"] == T0 + timedelta(minutes=9)


@play
def a_late_clear_does_not_take_a_unit_off_its_next_call(p: Playbook) -> None:
    first = p.call("FIGHT")
    p.sent(first, "A7")
    p.wait(minutes=10)
    p.given(c.ClearUnit(unit="A7"))
    second = p.call("DOOR")
    p.sent(second, "A7")
    p.wait(minutes=5)
    p.when(c.ClearUnit(unit="A7"), by=ADAM7, at=T0 + timedelta(minutes=9))
    p.then(ev(e.StatusCameLate, status=UnitStatus.AV, stands=UnitStatus.DP), warned="It came late")
    assert p.the_unit("A7").call == second


@play
def what_waited_behind_a_call_is_not_ended_by_what_was_said_before(p: Playbook) -> None:
    first, second = p.call("FIGHT"), p.call("DOOR")
    p.sent(first, "A7")
    p.sent(second, "A7")
    p.wait(hours=1)
    p.given(c.ClearUnit(unit="A7"), by=ADAM7, at=T0 + timedelta(minutes=20))
    assert p.the_unit("A7").call == second
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.RW), by=ADAM7, at=T0 + timedelta(minutes=21))
    p.then(ev(e.StatusCameLate, status=UnitStatus.RW), warned="It came late")
    assert p.the_unit("A7").call == second


@play
def an_old_status_is_logged_in_an_emergency_and_an_old_emergency_is_one(p: Playbook) -> None:
    p.given(c.DeclareEmergency(unit="A7"))
    p.wait(minutes=10)
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.BC), by=ADAM7, at=T0 - timedelta(minutes=1))
    p.then(ev(e.StatusCameLate, stands=UnitStatus.EM), warned="It came late")
    p.unit("A3", UnitStatus.BC)
    p.when(c.DeclareEmergency(unit="A3"), at=T0 - timedelta(minutes=30))
    p.then(ev(e.CallCreated), ev(e.EmergencyDeclared, unit="A3"))
    assert p.the_unit("A3").status is UnitStatus.EM


@play
def a_wrong_clock_is_kept_and_not_believed(p: Playbook) -> None:
    call = p.call("FIGHT")
    assignment = p.sent(call, "A7")
    p.wait(minutes=3)
    for claim, status in (
        (T0 - timedelta(days=20_000), UnitStatus.ER),
        (T0 + timedelta(hours=1), UnitStatus.OS),
    ):
        p.when(c.SetUnitStatus(unit="A7", status=status), by=ADAM7, at=claim, source=TimeSource.UNTRUSTED)
        p.then(ev(e.UnitStatusChanged, status=status), warned="clock is wrong")
        last = p.log[-1]
        assert (last.occurred_at, last.occurred_source) == (claim, TimeSource.UNTRUSTED)
    times = p.state.assignments[assignment].times
    assert times["t_enroute"] == times["t_onscene"] == p.now
