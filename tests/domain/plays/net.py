"""The radio net: roll calls, each unit for itself, and emergency traffic only."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.records import RollCall
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import AlarmKind, Confirmation, Priority, RollCallCause, TimerKind
from tests.domain.district import ADAM3, ADAM7, MARIA, SUE
from tests.domain.playbook import Playbook, ev, play


def the_roll(p: Playbook) -> RollCall:
    (roll,) = p.state.roll_calls.values()
    return roll


def on_scene(p: Playbook, *units: str, kind: str = "WEAPON") -> str:
    call = p.call(kind)
    p.sent(call, *units)
    for unit in units:
        p.unit(unit, UnitStatus.OS)
    return call


@play
def each_unit_answers_for_itself_with_its_own_time(p: Playbook) -> None:
    call = on_scene(p, "A7", "A3", "S1")
    p.when(c.StartRollCall(call=call, cause=RollCallCause.COMMAND))
    p.then(ev(e.RollCallStarted, units=("A7", "A3", "S1"), site="GRHS", cause=RollCallCause.COMMAND))
    assert the_roll(p).missing == ("A7", "A3", "S1")
    p.wait(seconds=20)
    p.when(c.AnswerRollCall(call=call, unit="A7", text="both fine"), by=ADAM7)
    p.then(
        ev(e.RollCallAnswered, unit="A7", left=2, text=Protected("both fine")), ev(e.CheckReset, unit="A7")
    )
    p.wait(seconds=10)
    p.when(c.AnswerRollCall(call=call, unit="A3"))
    p.then(ev(e.RollCallAnswered, unit="A3", left=1), ev(e.CheckReset, unit="A3"))
    marks = {one.unit: one for one in the_roll(p).marks}
    assert (marks["A7"].by, marks["A3"].by) == ("Adam", "Maria")
    assert marks["A3"].answered_at is not None
    assert marks["A7"].answered_at == marks["A3"].answered_at - timedelta(seconds=10)
    assert the_roll(p).ended_at is None
    p.when(c.AnswerRollCall(call=call, unit="S1"))
    p.then(ev(e.RollCallAnswered, unit="S1", left=0), ev(e.CheckReset, unit="S1"))
    assert (the_roll(p).complete, the_roll(p).ended_at) == (True, p.now)
    assert f"roll:{call}" not in p.state.timers


@play
def what_a_roll_call_is_refused_for(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.when(c.StartRollCall(call=call))
    p.refused("nobody_on_call", "call")
    p.when(c.AnswerRollCall(call=call, unit="A7"))
    p.refused("no_roll_call", "call")
    p.when(c.EndRollCall(call=call, reason="x"))
    p.refused("no_roll_call", "call")
    p.when(c.StartRollCall(call="nosuch"))
    p.refused("not_found")
    p.when(c.EndRollCall(call="nosuch", reason="x"))
    p.refused("not_found")
    p.sent(call, "A7", "A3")
    p.given(c.StartRollCall(call=call))
    p.when(c.StartRollCall(call=call))
    assert p.refused("roll_call_running", "call").current == {"missing": ["A7", "A3"]}
    p.when(c.AnswerRollCall(call=call, unit="S1"))
    p.refused("not_on_roll", "unit")
    p.when(c.AnswerRollCall(call=call, unit="NOSUCH"))
    p.refused("unknown_unit", "unit")
    p.when(c.AnswerRollCall(call=call, unit="A3"), by=ADAM7)
    p.refused("forbidden")
    p.when(c.StartRollCall(call=call), by=ADAM7)
    p.refused("forbidden")
    p.given(c.AnswerRollCall(call=call, unit="A7"))
    p.when(c.AnswerRollCall(call=call, unit="A7"))
    p.then()


@play
def a_status_check_answered_is_an_answer(p: Playbook) -> None:
    call = on_scene(p, "A7", "A3")
    p.given(c.StartRollCall(call=call))
    p.when(c.ResetCheck(unit="A7"))
    p.then(ev(e.CheckReset, unit="A7"), ev(e.RollCallAnswered, unit="A7", left=1))
    p.when(c.ResetCheck(unit="A7"))
    p.then(ev(e.CheckReset, unit="A7"))
    p.when(c.ResetCheck(unit="A3"), by=ADAM3)
    p.then(ev(e.CheckReset, unit="A3"), ev(e.RollCallAnswered, unit="A3", left=0))
    assert the_roll(p).complete


@play
def missing_answers_alarm_like_a_missed_check(p: Playbook) -> None:
    call = on_scene(p, "A7", "A3")
    p.given(c.StartRollCall(call=call))
    p.given(c.AnswerRollCall(call=call, unit="A7"))
    p.until(seconds=119)
    assert f"roll:{call}" not in p.state.alarms
    p.until(seconds=1)
    alarm = p.state.alarms[f"roll:{call}"]
    assert (alarm.alarm_kind, alarm.count, alarm.call) == (AlarmKind.ROLL_CALL_MISSING, 1, call)
    p.until(seconds=180)
    assert p.state.alarms[f"roll:{call}"].count == 3
    assert f"roll:{call}" not in p.state.timers, "three times, then it stays until it is seen"
    p.when(c.AnswerRollCall(call=call, unit="A3"))
    p.then(ev(e.RollCallAnswered, left=0), ev(e.CheckReset))
    assert f"roll:{call}" not in p.state.alarms


@play
def it_is_ended_with_a_reason_and_says_who_was_missing(p: Playbook) -> None:
    call = on_scene(p, "A7", "A3")
    p.given(c.StartRollCall(call=call))
    p.given(c.AnswerRollCall(call=call, unit="A7"))
    p.when(c.EndRollCall(call=call, reason="A3 seen by the supervisor"))
    p.then(ev(e.RollCallEnded, missing=("A3",), reason=Protected("A3 seen by the supervisor")))
    assert (the_roll(p).complete, the_roll(p).missing) == (False, ("A3",))
    p.when(c.StartRollCall(call=call))
    p.then(ev(e.RollCallStarted))
    assert the_roll(p).missing == ("A7", "A3"), "the new one; the old one is in the log"


@play
def who_leaves_the_call_is_not_waited_for(p: Playbook) -> None:
    call = on_scene(p, "A7", "A3", kind="FIGHT")
    p.given(c.StartRollCall(call=call))
    p.given(c.AnswerRollCall(call=call, unit="A7"))
    p.given(c.ClearUnit(unit="A3"))
    marks = {one.unit: one for one in the_roll(p).marks}
    assert (marks["A3"].answered_at, marks["A3"].left_at) == (None, p.now)
    assert the_roll(p).complete
    p.given(c.StartRollCall(call=call))
    p.sent(call, "S1")
    p.when(c.AnswerRollCall(call=call, unit="S1"))
    p.refused("not_on_roll", "unit")
    p.given(c.ClearUnit(unit="A7"))
    assert the_roll(p).ended_at == p.now


@play
def a_p1_owes_one_every_twenty_minutes(p: Playbook) -> None:
    call = on_scene(p, "A7")
    assert f"par:{call}" not in p.state.timers, "one unit alone has its status checks"
    p.sent(call, "A3")
    began = p.now
    assert p.state.timers[f"par:{call}"].due == began + timedelta(minutes=20)
    p.now = began + timedelta(minutes=20)
    p.fall(TimerKind.ROLL_CALL_DUE)
    assert p.state.alarms[f"par:{call}"].alarm_kind is AlarmKind.ROLL_CALL_DUE
    assert p.state.timers[f"par:{call}"].due == p.now + timedelta(minutes=20)
    p.when(c.StartRollCall(call=call, cause=RollCallCause.INTERVAL))
    p.then(ev(e.RollCallStarted, cause=RollCallCause.INTERVAL))
    assert f"par:{call}" not in p.state.alarms
    assert p.state.timers[f"par:{call}"].due == p.now + timedelta(minutes=20)
    p.given(c.AnswerRollCall(call=call, unit="A7"))
    p.given(c.AnswerRollCall(call=call, unit="A3"))
    p.given(c.ClearUnit(unit="A3"))
    assert f"par:{call}" not in p.state.timers


@play
def a_call_raised_to_p1_owes_one_too(p: Playbook) -> None:
    call = on_scene(p, "A7", "A3", kind="FIGHT")
    assert f"par:{call}" not in p.state.timers
    p.when(c.UpdateCall(call=call, priority=Priority.P1), expect={call: p.the_call(call).version})
    p.then(ev(e.CallUpdated))
    assert f"par:{call}" in p.state.timers


@play
def a_change_of_the_action_or_an_emergency_owes_one(p: Playbook) -> None:
    call = on_scene(p, "A7", "A3", kind="FIGHT")
    action = p.action("HOLD", call=call)
    assert p.state.alarms[f"par:{call}"].alarm_kind is AlarmKind.ROLL_CALL_DUE
    p.given(c.AcknowledgeAlarm(alarm=f"par:{call}"))
    p.given(c.ChangeAction(action=action, area="north wing"))
    assert f"par:{call}" in p.state.alarms
    p.when(c.StartRollCall(call=call, cause=RollCallCause.ACTION))
    p.then(ev(e.RollCallStarted))
    assert f"par:{call}" not in p.state.alarms
    p.given(c.EndRollCall(call=call, reason="test"))
    p.given(c.DeclareEmergency(unit="A7"), by=ADAM7)
    assert f"par:{call}" in p.state.alarms


@play
def units_that_leave_a_p1_unasked_are_said(p: Playbook) -> None:
    call = on_scene(p, "A7", "A3", "S1")
    p.given(c.NotifyPsap(call=call))
    p.when(c.ClearUnit(unit="S1"))
    p.then(ev(e.UnitCleared), warned="No roll call of call 26-000001 was completed in the last 20 minutes")
    p.when(c.SetUnitStatus(unit="A3", status=UnitStatus.AV))
    p.then(ev(e.UnitCleared), warned="it is a P1")
    p.given(c.ClearUnit(unit="A7"))
    p.when(c.CloseCall(call=call, disposition="RPT", outcome="done"))
    p.then(ev(e.CallClosed), warned="No roll call")
    other = on_scene(p, "A7", "A3")
    p.given(c.StartRollCall(call=other, cause=RollCallCause.LEAVING))
    p.given(c.AnswerRollCall(call=other, unit="A7"))
    p.given(c.AnswerRollCall(call=other, unit="A3"))
    p.when(c.ClearUnit(unit="A7"))
    p.then(ev(e.UnitCleared))


@play
def a_roll_call_leaves_with_its_call(p: Playbook) -> None:
    call = on_scene(p, "A7", kind="THEFT")
    p.given(c.StartRollCall(call=call))
    p.when(c.ClearUnit(unit="A7", disposition="NRPT"))
    p.then(ev(e.UnitCleared), ev(e.CallClosed))
    assert the_roll(p).ended_at is not None
    p.until(minutes=31)
    assert call not in p.state.calls
    assert not p.state.roll_calls


@play
def an_emergency_keeps_the_channel_free(p: Playbook) -> None:
    p.when(c.DeclareEmergency(unit="A7"), by=ADAM7)
    p.then(ev(e.CallCreated), ev(e.EmergencyDeclared), ev(e.TrafficHeld, unit="A7", channel=None))
    held = p.state.home.traffic if p.state.home else None
    assert held is not None
    assert (held.unit, held.since) == ("A7", p.now)
    p.when(c.DeclareEmergency(unit="A3"), by=ADAM3)
    p.then(ev(e.CallCreated), ev(e.EmergencyDeclared))
    cleared = c.ClearEmergency(
        unit="A7", confirmed_how=Confirmation.VOICE, confirmed_by="Maria", code_word_given=True
    )
    p.given(cleared)
    assert p.state.home is not None
    assert p.state.home.traffic is not None, "until somebody lifts it on the radio"
    p.when(c.ReleaseTraffic())
    p.then(ev(e.TrafficReleased, unit="A7"))
    assert p.state.home.traffic is None


@play
def the_desk_holds_the_channel_and_frees_it(p: Playbook) -> None:
    p.when(c.ReleaseTraffic())
    p.refused("traffic_free")
    p.when(c.HoldTraffic(unit="NOSUCH"))
    p.refused("unknown_unit", "unit")
    call = on_scene(p, "A7", kind="FIGHT")
    p.when(c.HoldTraffic(channel="TAC 3", unit="A7", reason="shots"))
    p.then(ev(e.TrafficHeld, channel="TAC 3", unit="A7", call=call, reason=Protected("shots")))
    p.when(c.HoldTraffic(), by=SUE)
    p.refused("traffic_held")
    p.when(c.ReleaseTraffic(), by=ADAM7)
    p.refused("forbidden")
    p.when(c.ReleaseTraffic(), by=SUE)
    p.then(ev(e.TrafficReleased, channel="TAC 3", unit="A7"))
    p.when(c.HoldTraffic(), by=MARIA)
    p.then(ev(e.TrafficHeld, unit=None, call=None))
