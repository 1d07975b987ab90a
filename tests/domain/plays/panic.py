"""Panic presses."""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.incident_events import IncidentOpened
from dispatch.domain.incidents import IncidentCause
from dispatch.domain.vocabulary import ActionEnd, ActionSource, AlarmKind, PanicLevel, Priority
from tests.domain.district import ADAM7, ANA, BADGE, ELLA
from tests.domain.playbook import Playbook, ev, play


@play
def ten_presses_are_one_call_with_ten_places(p: Playbook) -> None:
    p.when(c.RaisePanic(site="GRHS", building="MAIN", room="R0", device="D0"), by=BADGE)
    answer = p.then(
        ev(e.CallCreated, type="PANIC", priority=Priority.P1, device="D0"),
        ev(e.PanicRaised, level=PanicLevel.LOCKDOWN),
        ev(e.ActionStarted, type=ActionType.LOCKDOWN, mode=Mode.ACTUAL, source=ActionSource.PANIC),
        ev(IncidentOpened, cause=IncidentCause.PANIC_LOCKDOWN),
    )
    call, action = answer.refs["call"], answer.refs["action"]
    assert p.the_action(action).call == call
    for number in range(1, 10):
        p.wait(seconds=200)
        p.when(c.RaisePanic(site="GRHS", building="MAIN", room=f"R{number}", device=f"D{number}"), by=BADGE)
        again = p.then(
            ev(e.ReportAdded, device=f"D{number}"),
            ev(e.PanicRaised, call=call),
            ev(e.ActionRepeated, action=action),
            warned="already in force",
        )
        assert again.refs["call"] == call
    assert len(p.state.calls) == 1
    assert [report.place.room for report in p.the_call(call).reports] == [f"R{n}" for n in range(10)]
    assert (p.state.alarms[f"panic:{call}"].count, len(p.state.actions)) == (10, 1)


@play
def another_building_is_another_call(p: Playbook) -> None:
    first = p.given(c.RaisePanic(site="GRHS", building="MAIN", level=PanicLevel.STAFF_ASSIST), by=ANA)["call"]
    p.when(c.RaisePanic(site="GRHS", building="GYM", level=PanicLevel.STAFF_ASSIST), by=ANA)
    p.then(ev(e.CallCreated), ev(e.PanicRaised))
    p.when(c.RaisePanic(site="GRHS", level=PanicLevel.STAFF_ASSIST), by=ANA)
    p.then(ev(e.ReportAdded, call=first), ev(e.PanicRaised))


@play
def staff_assist_locks_nothing_down(p: Playbook) -> None:
    p.when(c.RaisePanic(site="GRHS", level=PanicLevel.STAFF_ASSIST, source=CallSource.PANIC_WEARABLE), by=ANA)
    call = p.then(ev(e.CallCreated), ev(e.PanicRaised)).refs["call"]
    assert not p.state.actions
    assert p.state.alarms[f"panic:{call}"].alarm_kind is AlarmKind.PANIC


@play
def a_test_press_alarms_nobody(p: Playbook) -> None:
    p.when(c.RaisePanic(site="GRHS", test=True))
    p.then(ev(e.CallCreated, mode=Mode.TEST), ev(e.PanicRaised, test=True))
    assert not p.state.alarms
    assert not p.state.actions
    p.when(c.RaisePanic(site="GRHS"), by=BADGE)
    p.then(ev(e.CallCreated, mode=Mode.ACTUAL), ev(e.PanicRaised), ev(e.ActionStarted), ev(IncidentOpened))


@play
def only_the_desk_calls_a_press_a_test(p: Playbook) -> None:
    p.when(c.RaisePanic(site="GRHS", test=True), by=BADGE)
    p.then(
        ev(e.CallCreated, mode=Mode.ACTUAL),
        ev(e.PanicRaised, test=False),
        ev(e.ActionStarted),
        ev(IncidentOpened),
        warned="only the desk marks a press as a test",
    )


@play
def a_press_during_a_drill_is_real(p: Playbook) -> None:
    drill = p.action("LOCKDOWN", mode=Mode.DRILL)
    p.when(c.RaisePanic(site="GRHS", room="101"), by=ANA)
    p.then(
        ev(e.CallCreated, mode=Mode.ACTUAL),
        ev(e.PanicRaised),
        ev(e.ActionEnded, action=drill, end=ActionEnd.ENDED_BY_ACTUAL),
        ev(e.ActionStarted, mode=Mode.ACTUAL, replaces_drill=drill),
        ev(IncidentOpened),
    )


@play
def who_may_press(p: Playbook) -> None:
    p.when(c.RaisePanic(site="GRHS"), by=ELLA)
    p.refused("not_found")
    p.when(c.RaisePanic(site="NOSUCH"), by=ADAM7)
    p.refused("unknown_site", "site")
    p.when(c.RaisePanic(site="ELMS"), by=ADAM7)
    p.then(
        ev(e.CallCreated),
        ev(e.PanicRaised),
        ev(e.ActionStarted, source=ActionSource.PANIC),
        ev(IncidentOpened),
    )
