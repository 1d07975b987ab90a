"""What is said after a press of the panic button on somebody's own screen, and what the desk is known to have of it."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.incident_events import IncidentOpened
from dispatch.domain.vocabulary import CallEnd, PanicLevel, TimerKind
from tests.domain.district import ANA, ELLA, JONAS, MARIA
from tests.domain.playbook import Playbook, ev, play

ASSIST = c.RaisePanic(site="GRHS", room="101", level=PanicLevel.STAFF_ASSIST)


def _pressed(p: Playbook, press: c.RaisePanic = ASSIST) -> tuple[str, str]:
    """The press and its call."""
    refs = p.given(press, by=ANA)
    return p.log[-1].command, str(refs["call"])


@play
def one_answer_after_another_and_what_is_not_said_stays(p: Playbook) -> None:
    panic, call = _pressed(p)
    p.when(c.AnswerPanic(site="GRHS", panic=panic, safe=True), by=ANA)
    p.then(ev(e.PanicAnswered, safe=True, medical=None, call=call))
    p.when(c.AnswerPanic(site="GRHS", panic=panic, medical=True, people=24), by=ANA)
    p.then(ev(e.PanicAnswered, safe=None, medical=True, people=24))
    p.when(c.AnswerPanic(site="GRHS", panic=panic, room="102"), by=MARIA)
    p.then(ev(e.PanicAnswered, room="102"))
    press = p.state.panics[panic]
    assert (press.safe, press.medical, press.people, press.room) == (True, True, 24, "102")
    p.when(c.AnswerPanic(site="GRHS", panic=panic), by=ANA)
    p.refused("nothing_said", "safe")
    p.when(c.AnswerPanic(site="GRHS", panic=panic, safe=False), by=ELLA)
    p.refused("not_found")
    p.when(c.AnswerPanic(site="GRHS", panic="no-such-press", safe=False), by=ANA)
    p.refused("not_found")


@play
def a_press_taken_back_is_recorded_and_ends_nothing(p: Playbook) -> None:
    panic, call = _pressed(p, c.RaisePanic(site="GRHS", room="101"))
    [action] = p.the_call(call).actions
    p.when(c.WithdrawPanic(site="GRHS", panic=panic), by=ANA)
    p.then(ev(e.PanicWithdrawn, call=call, room="101"))
    assert p.the_action(action).ended_at is None
    assert f"panic:{call}" in p.state.alarms
    p.when(c.WithdrawPanic(site="GRHS", panic=panic), by=ANA)
    p.then()
    p.when(c.WithdrawPanic(site="ELMS", panic=panic))
    p.refused("not_found")


@play
def the_desk_has_it_when_somebody_there_answers_its_alarm(p: Playbook) -> None:
    panic, call = _pressed(p)
    assert p.state.panics[panic].desk_at is None
    p.wait(seconds=9)
    p.when(c.AcknowledgeAlarm(alarm=f"panic:{call}"), by=JONAS)
    p.then(ev(e.AlarmAcknowledged, call=call))
    press = p.state.panics[panic]
    assert (press.desk_at, press.desk_by) == (p.now, "Jonas")
    assert p.the_call(call).times["t_ack"] == p.now
    later, _ = _pressed(p)
    assert p.state.panics[later].desk_at is None, "a second press rings anew and is answered for itself"
    p.given(c.EndCall(call=call, end=CallEnd.CANCELLED_BY_CALLER, text="mistake"))
    assert p.state.panics[panic].over_at == p.now
    p.given(c.ReopenCall(call=call, reason="no mistake"))
    assert p.state.panics[panic].over_at is None
    p.given(c.EndCall(call=call, end=CallEnd.CANCELLED_BY_CALLER, text="mistake"))
    p.fall(TimerKind.RETIRE)
    assert not p.state.panics


@play
def an_order_of_a_school_is_known_at_the_desk_when_somebody_there_says_so(p: Playbook) -> None:
    theirs, own = p.action("HOLD", by=ANA), p.action("SECURE", "ELMS")
    assert (p.the_action(theirs).desk_at, p.the_action(own).desk_at) == (None, p.now)
    p.wait(seconds=4)
    p.when(c.AcknowledgeAlarm(alarm=f"action:{theirs}"))
    p.then(ev(e.AlarmAcknowledged))
    assert p.the_action(theirs).desk_at == p.now


@play
def a_press_that_waited_for_the_network_rings_late_and_locks_nothing_down(p: Playbook) -> None:
    press = c.RaisePanic(site="GRHS", room="101")
    p.when(press, by=ANA, at=p.now - timedelta(minutes=40))
    call = p.then(
        ev(e.CallCreated),
        ev(e.PanicRaised, level=PanicLevel.LOCKDOWN),
        ev(IncidentOpened),
        warned="started no Lockdown",
    ).refs["call"]
    assert p.state.alarms[f"panic:{call}"].late
    assert not p.state.actions
    p.when(press, by=ANA, at=p.now - timedelta(minutes=4))
    p.then(ev(e.ReportAdded), ev(e.PanicRaised), ev(e.ActionStarted))
    assert not p.state.alarms[f"panic:{call}"].late, "one of now rings as one of now"
