"""Alarms that nobody acknowledges: louder, a second position, the supervisor; each step an event, the same for everybody."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.alarm_plans import AlarmStep
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.timers import due_command
from dispatch.domain.vocabulary import AlarmKind
from tests.domain.district import ADAM7, BADGE, JONAS, MARIA, SUE
from tests.domain.playbook import Playbook, ev, play
from tests.domain.plays.positions import seated


def rings(p: Playbook, alarm: str) -> tuple[AlarmStep, tuple[str, ...]]:
    """How far an alarm has gone and where it rings."""
    found = p.state.alarms[alarm]
    return found.step, found.ring


def sit(p: Playbook, *, supervisor: bool = True) -> None:
    seated(p)
    p.given(c.TakePosition(position="POS1"))
    p.given(c.TakePosition(position="POS2"), by=JONAS)
    if supervisor:
        p.given(c.TakePosition(position="SUP"), by=SUE)


@play
def silence_is_told_to_one_after_another(p: Playbook) -> None:
    sit(p)
    panic = p.given(c.RaisePanic(site="GRHS"), by=BADGE)["call"]
    alarm = next(one.id for one in p.state.alarms.values() if one.alarm_kind is AlarmKind.PANIC)
    began = p.now
    assert rings(p, alarm) == (AlarmStep.RAISED, ("POS1",))
    assert p.state.alarms[alarm].next_at == began + timedelta(seconds=15)
    for seconds, step, where in (
        (15, AlarmStep.LOUDER, ("POS1",)),
        (30, AlarmStep.SECOND_POSITION, ("POS1", "POS2")),
        (60, AlarmStep.SUPERVISOR, ("POS1", "POS2", "SUP")),
    ):
        timer = p.state.timers[f"alarm:{alarm}"]
        assert timer.due == began + timedelta(seconds=seconds)
        command_id, command = due_command(timer)
        p.wait(seconds=(timer.due - p.now).total_seconds())
        p.when(command, by=SYSTEM, command_id=command_id)
        p.then(
            ev(e.AlarmEscalated, alarm=alarm, alarm_kind=AlarmKind.PANIC, step=step, after_ms=seconds * 1000)
        )
        assert rings(p, alarm) == (step, where)
    assert p.state.alarms[alarm].next_at is None
    assert f"alarm:{alarm}" not in p.state.timers
    assert p.the_call(panic).reports, "the call itself is as it was"


@play
def an_answer_says_how_long_it_took_where_and_how_far_it_had_gone(p: Playbook) -> None:
    sit(p)
    call = p.call("WEAPON")
    p.until(seconds=31)
    p.wait(seconds=2)
    p.when(c.AcknowledgeAlarm(alarm=f"p1:{call}"), by=JONAS)
    p.then(
        ev(
            e.AlarmAcknowledged,
            alarm_kind=AlarmKind.NEW_P1,
            after_ms=33_000,
            step=AlarmStep.SECOND_POSITION,
            desk_position="POS2",
        )
    )
    assert f"alarm:p1:{call}" not in p.state.timers


@play
def an_officer_in_emergency_is_heard_everywhere_at_once(p: Playbook) -> None:
    sit(p)
    p.when(c.DeclareEmergency(unit="A7"), by=ADAM7)
    p.then(ev(e.CallCreated), ev(e.EmergencyDeclared), ev(e.TrafficHeld))
    assert rings(p, "emergency:A7") == (AlarmStep.RAISED, ("POS1", "POS2", "SUP"))


@play
def whoever_works_the_call_is_rung_first_and_then_whose_sector_it_is(p: Playbook) -> None:
    sit(p)
    call = p.given(c.CreateCall(type="WEAPON", site="GRHS"), by=JONAS)["call"]
    assert p.state.alarms[f"p1:{call}"].ring == ("POS2",)
    p.when(c.TakeCall(call=call), by=MARIA)
    p.then(ev(e.CallTaken))
    assert p.state.alarms[f"p1:{call}"].ring == ("POS1",)


@play
def who_sits_down_or_leaves_is_rung_or_no_longer(p: Playbook) -> None:
    seated(p)
    call = p.call("WEAPON")
    alarm = f"p1:{call}"
    assert p.state.alarms[alarm].ring == (), "nobody sits anywhere: every console rings"
    p.given(c.TakePosition(position="POS3"), by=JONAS)
    assert p.state.alarms[alarm].ring == ("POS3",)
    p.given(c.TakePosition(position="POS1"))
    assert p.state.alarms[alarm].ring == ("POS1",), "she works the call"
    p.when(c.LeavePosition(position="POS1"))
    p.then(ev(e.PositionLeft))
    assert p.state.alarms[alarm].ring == ("POS3",)


@play
def where_no_supervisor_sits_everybody_is_rung(p: Playbook) -> None:
    sit(p, supervisor=False)
    p.when(c.TakePosition(position="POS3"), by=SUE)
    p.then(ev(e.PositionTaken))
    call = p.call("WEAPON")
    p.until(seconds=61)
    assert rings(p, f"p1:{call}") == (AlarmStep.SUPERVISOR, ("POS1", "POS2", "POS3"))


@play
def more_presses_do_not_start_it_again_but_what_is_graver_does(p: Playbook) -> None:
    sit(p)
    p.given(c.RaisePanic(site="GRHS"), by=BADGE)
    alarm = next(one.id for one in p.state.alarms.values() if one.alarm_kind is AlarmKind.PANIC)
    p.until(seconds=31)
    p.when(c.RaisePanic(site="GRHS"), by=BADGE)
    p.then(ev(e.ReportAdded), ev(e.PanicRaised), ev(e.ActionRepeated), warned="already in force")
    assert p.state.alarms[alarm].step is AlarmStep.SECOND_POSITION
    p.sent(p.call("FIGHT"), "A7", status=UnitStatus.OS)
    p.fall("status_check")
    p.until(seconds=59)
    assert p.state.alarms["check:A7"].step is AlarmStep.SECOND_POSITION
    p.fall("status_check")
    missed = p.state.alarms["check:A7"]
    assert (missed.alarm_kind, missed.step, missed.rung_at) == (
        AlarmKind.MISSED_CHECK,
        AlarmStep.RAISED,
        p.now,
    )
    assert missed.raised_at < missed.rung_at


@play
def a_step_of_an_alarm_that_was_answered_meanwhile_does_nothing(p: Playbook) -> None:
    sit(p)
    call = p.call("WEAPON")
    timer = p.state.timers[f"alarm:p1:{call}"]
    command_id, command = due_command(timer)
    p.given(c.AcknowledgeAlarm(alarm=f"p1:{call}"))
    p.wait(seconds=15)
    p.when(command, by=SYSTEM, command_id=command_id)
    p.refused("not_found")
