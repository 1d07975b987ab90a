"""The PSAP must have a P1: the desk is reminded until somebody says that it has."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.vocabulary import AlarmKind, Priority
from tests.domain.playbook import Playbook, ev, exercise_play, play


@play
def half_a_minute_then_each_minute_until_it_is_confirmed(p: Playbook) -> None:
    call, began = p.call("WEAPON"), p.now
    timer = f"psap:{call}"
    for count, after in enumerate((30, 90, 150), start=1):
        p.fall("psap")
        assert p.now == began + timedelta(seconds=after)
        alarm = p.state.alarms[timer]
        assert (alarm.alarm_kind, alarm.count, alarm.site) == (AlarmKind.PSAP_NOT_TOLD, count, "GRHS")
    p.when(c.AcknowledgeAlarm(alarm=timer))
    p.then(ev(e.AlarmAcknowledged, alarm_kind=AlarmKind.PSAP_NOT_TOLD))
    assert timer in p.state.timers, "seen is not told"
    p.fall("psap")
    assert p.state.alarms[timer].count == 1
    p.when(c.NotifyPsap(call=call))
    p.then(ev(e.PsapNotified, agency="PMCOM"))
    assert timer not in p.state.timers
    assert timer not in p.state.alarms
    assert p.the_call(call).times["t_911_notified"] == p.now


@play
def who_is_not_reminded(p: Playbook) -> None:
    calls = {
        "a P2": p.call("FIGHT"),
        "a plan without 911": p.call("TORNAD"),
        "a drill": p.call("WEAPON", mode=Mode.DRILL),
        "a test": p.call("WEAPON", mode=Mode.TEST),
        "what the PSAP told us": p.call("WEAPON", source=CallSource.PSAP_TRANSFER),
        "what is for later": p.call("WEAPON", scheduled_for=p.now + timedelta(hours=1)),
    }
    assert [name for name, call in calls.items() if f"psap:{call}" in p.state.timers] == []
    told = p.the_call(calls["what the PSAP told us"])
    assert told.times["t_911_notified"] == told.times["t_received"]
    p.when(c.ResumeCall(call=calls["what is for later"]))
    p.then(ev(e.CallResumed))
    assert f"psap:{calls['what is for later']}" in p.state.timers


@exercise_play
def in_an_exercise_somebody_plays_the_psap(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.fall("psap")
    assert p.state.alarms[f"psap:{call}"].mode is Mode.EXERCISE
    p.when(c.NotifyPsap(call=call))
    p.then(ev(e.PsapNotified))


@play
def a_call_that_becomes_a_p1_and_one_that_is_none_any_more(p: Playbook) -> None:
    call = p.call("WEAPON", priority=Priority.P2)
    assert f"psap:{call}" not in p.state.timers
    p.when(c.UpdateCall(call=call, priority=Priority.P1), expect={call: p.the_call(call).version})
    p.then(ev(e.CallUpdated))
    p.fall("psap")
    assert f"psap:{call}" in p.state.alarms
    p.when(c.UpdateCall(call=call, priority=Priority.P3), expect={call: p.the_call(call).version})
    p.then(ev(e.CallUpdated))
    assert f"psap:{call}" not in p.state.alarms
    assert f"psap:{call}" not in p.state.timers


@play
def what_is_over_is_not_asked_for_and_what_is_opened_again_is(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.fall("psap")
    p.given(c.CloseCall(call=call, disposition="UNFND", outcome="toy"))
    assert f"psap:{call}" not in {*p.state.timers, *p.state.alarms}
    p.when(c.ReopenCall(call=call, reason="not a toy"))
    p.then(ev(e.CallReopened))
    assert f"psap:{call}" in p.state.timers


@play
def what_the_psap_knows_of_a_duplicate_it_knows_of_the_other(p: Playbook) -> None:
    first, again = p.call("WEAPON"), p.call("WEAPON")
    p.given(c.NotifyPsap(call=again))
    p.when(c.MergeCall(call=again, into=first))
    p.then(ev(e.CallMerged))
    assert p.the_call(first).times["t_911_notified"] == p.now
    assert not [one for one in p.state.timers if one.startswith("psap:")]
