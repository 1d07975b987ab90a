"""What falls due: status checks in three stages, orders that nobody heard, and the clock's own refusals."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.timers import due_command, due_timers, next_due
from dispatch.domain.vocabulary import AlarmKind, EmergencySource, Priority, TimerKind
from tests.domain.district import ADAM7, T0
from tests.domain.playbook import Playbook, ev, play


@play
def silence_becomes_an_emergency_in_three_stages(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7", status=UnitStatus.OS)
    p.fall("status_check")
    assert p.now == T0 + timedelta(minutes=15)
    assert p.state.alarms["check:A7"].alarm_kind is AlarmKind.OVERDUE_TIMER
    p.fall("status_check")
    assert p.now == T0 + timedelta(minutes=16)
    alarm = p.state.alarms["check:A7"]
    assert (alarm.alarm_kind, alarm.count) == (AlarmKind.MISSED_CHECK, 2)
    timer = p.state.timers["check:A7"]
    command_id, command = due_command(timer)
    p.wait(minutes=1)
    p.when(command, by=SYSTEM, command_id=command_id)
    p.then(
        ev(e.TimerFell, timer_kind=TimerKind.STATUS_CHECK, stage=2),
        ev(e.CallCreated, type="OFCEMR"),
        ev(e.CallsLinked),
        ev(e.EmergencyDeclared, unit="A7", source=EmergencySource.MISSED_CHECKS),
        ev(e.TrafficHeld, unit="A7"),
    )
    assert p.the_unit("A7").status is UnitStatus.EM
    assert "check:A7" not in p.state.alarms
    assert p.state.alarms["emergency:A7"].alarm_kind is AlarmKind.OFFICER_EMERGENCY


@play
def an_answer_stops_the_stages(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7", status=UnitStatus.OS)
    p.fall("status_check")
    p.fall("status_check")
    p.when(c.ResetCheck(unit="A7"))
    p.then(ev(e.CheckReset))
    assert "check:A7" not in p.state.alarms
    timer = p.state.timers["check:A7"]
    assert (timer.stage, timer.due) == (0, p.now + timedelta(minutes=15))


@play
def leaving_the_scene_stops_the_check(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7", status=UnitStatus.OS)
    p.fall("status_check")
    p.when(c.ClearUnit(unit="A7"), by=ADAM7)
    p.then(ev(e.UnitCleared))
    assert "check:A7" not in p.state.alarms
    assert "check:A7" not in p.state.timers


@play
def an_order_that_nobody_heard_alarms_again_and_again(p: Playbook) -> None:
    action = p.action("LOCKDOWN")
    assert p.the_action(action).heard_due == T0 + timedelta(seconds=30)
    p.fall("action_heard")
    alarm = p.state.alarms[f"heard:{action}"]
    assert (alarm.alarm_kind, p.now) == (AlarmKind.UNHEARD_ACTION, T0 + timedelta(seconds=30))
    p.given(c.AcknowledgeAlarm(alarm=alarm.id))
    for _ in range(4):
        p.fall("action_heard")
    assert p.state.alarms[alarm.id].count == 4
    assert f"heard:{action}" not in p.state.timers
    p.when(c.AnnounceAction(action=action))
    p.then(ev(e.ActionAnnounced))
    assert not p.state.alarms


@play
def the_clock_says_a_thing_once(p: Playbook) -> None:
    call = p.call("THEFT")
    p.given(c.HoldCall(call=call, until=p.now + timedelta(minutes=5)))
    old = p.state.timers[f"hold:{call}"]
    p.when(c.TimerDue(timer=old.id, generation=old.generation), by=SYSTEM)
    p.refused("timer_not_due", "timer")
    p.given(c.HoldCall(call=call, until=p.now + timedelta(minutes=9)))
    p.wait(minutes=10)
    p.when(c.TimerDue(timer=old.id, generation=old.generation), by=SYSTEM)
    p.refused("timer_moved", "generation")
    new = p.state.timers[old.id]
    command_id, command = due_command(new)
    p.when(command, by=SYSTEM, command_id=command_id)
    p.then(ev(e.TimerFell, timer_kind=TimerKind.HOLD), ev(e.CallResumed, by_timer=True))
    p.when(command, by=SYSTEM, command_id=command_id)
    p.refused("not_found")


@play
def timers_fall_in_order(p: Playbook) -> None:
    late, soon = p.call("THEFT"), p.call("DOOR")
    p.given(c.HoldCall(call=late, until=p.now + timedelta(minutes=9)))
    p.when(c.HoldCall(call=soon, until=p.now + timedelta(minutes=5)))
    p.then(ev(e.CallHeld))
    assert next_due(p.state) == p.now + timedelta(minutes=5)
    assert due_timers(p.state, p.now) == ()
    in_ten = p.now + timedelta(minutes=10)
    assert [timer.call for timer in due_timers(p.state, in_ten)] == [soon, late]


@play
def a_day_left_alone_ends_quiet(p: Playbook) -> None:
    p.given(c.CloseCall(call=p.call("THEFT"), disposition="RPT"))
    action = p.action("SECURE")
    p.given(c.ReleaseAction(action=action, released_by="Ana", confirmed_by="Lt. Moreno"))
    p.until(hours=10)
    p.when(c.AddNote(text="quiet"))
    p.then(ev(e.LineWritten))
    assert not p.state.timers
    assert not p.state.calls
    assert not p.state.actions
    assert not p.state.alarms


@play
def alarms_are_acknowledged(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.wait(seconds=4)
    p.when(c.AcknowledgeAlarm(alarm=f"p1:{call}"))
    p.then(ev(e.AlarmAcknowledged, alarm_kind=AlarmKind.NEW_P1, after_ms=4000, call=call, number="26-000001"))
    p.when(c.AcknowledgeAlarm(alarm=f"p1:{call}"))
    p.refused("no_such_alarm", "alarm")


@play
def a_call_that_waits_behind_another_is_told_again(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7")
    waiting = p.call("SUSPER", priority=Priority.P2)
    p.sent(waiting, "A7")
    timer = f"stacked:{waiting}"
    assert p.state.timers[timer].due == p.now + timedelta(minutes=10)
    for stage in range(2):
        began = p.now
        p.fall("stacked")
        assert p.now == began + timedelta(minutes=10), "each time as long has passed"
        alarm = p.state.alarms[timer]
        assert (alarm.alarm_kind, alarm.count) == (AlarmKind.STACKED_CALL, stage + 1)
    p.when(c.ClearUnit(unit="A7"))
    p.then(ev(e.UnitCleared), ev(e.UnitAssigned, call=waiting, stacked=False))
    assert timer not in p.state.timers
    assert timer not in p.state.alarms


def graded(p: Playbook, call: str, priority: Priority) -> None:
    p.when(c.UpdateCall(call=call, priority=priority), expect={call: p.state.calls[call].version})
    p.then(ev(e.CallUpdated, priority=priority))


@play
def a_changed_priority_counts_from_when_the_call_began_to_wait(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7")
    waiting = p.call("SUSPER", priority=Priority.P3)
    p.sent(waiting, "A7")
    began, timer = p.now, f"stacked:{waiting}"
    assert p.state.timers[timer].due == began + timedelta(minutes=30)
    p.wait(minutes=4)
    graded(p, waiting, Priority.P2)
    assert p.state.timers[timer].due == began + timedelta(minutes=10)
    graded(p, waiting, Priority.P4)
    assert timer not in p.state.timers, "a P4 may wait for the end of the shift"
    graded(p, waiting, Priority.P1)
    assert p.state.alarms[f"p1:{waiting}"].alarm_kind is AlarmKind.NEW_P1


@play
def a_held_call_waits_as_long_as_was_wished(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7")
    waiting = p.call("SUSPER", priority=Priority.P2)
    p.sent(waiting, "A7")
    p.when(c.HoldCall(call=waiting, until=p.now + timedelta(hours=1)))
    p.then(ev(e.CallHeld))
    assert f"stacked:{waiting}" not in p.state.timers
    p.when(c.ResumeCall(call=waiting))
    p.then(ev(e.CallResumed))
    assert f"stacked:{waiting}" in p.state.timers


@play
def a_call_raised_to_p1_brings_the_running_check_forward(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.sent(call, "A7", status=UnitStatus.OS)
    began = p.now
    assert p.the_unit("A7").check_due == began + timedelta(minutes=15)
    p.wait(minutes=2)
    graded(p, call, Priority.P1)
    assert p.state.timers["check:A7"].due == p.the_unit("A7").check_due == began + timedelta(minutes=10)
    graded(p, call, Priority.P3)
    assert p.the_unit("A7").check_due == began + timedelta(minutes=10), "none is put off"
