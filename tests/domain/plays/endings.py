"""How calls end, belong together, come back, and leave the live state."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import AlarmKind, CallEnd, CallStatus, LinkKind, PanicLevel
from tests.domain.district import ADAM7, T0
from tests.domain.playbook import Playbook, ev, play


@play
def a_call_is_closed_with_its_disposition(p: Playbook) -> None:
    call = p.call("THEFT")
    p.sent(call, "A7")
    p.given(c.ClearUnit(unit="A7"))
    assert p.the_call(call).status is CallStatus.AWAITING_DISPOSITION
    p.when(c.CloseCall(call=call, disposition="RPT", secondary="FOLLOW"))
    p.then(ev(e.CallClosed, disposition="RPT", secondary="FOLLOW", outcome=None))
    closed = p.the_call(call)
    assert (closed.status, closed.times["t_closed"], closed.times["t_disposition"]) == (
        CallStatus.CLOSED,
        T0,
        T0,
    )
    p.when(c.CloseCall(call=call, disposition="RPT"))
    refusal = p.refused("call_ended", "call")
    assert refusal.current == {"status": CallStatus.CLOSED, "disposition": "RPT"}


@play
def urgent_calls_need_an_outcome_in_words(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.when(c.CloseCall(call=call, disposition="RPT"))
    p.refused("outcome_needed", "outcome")
    p.when(c.CloseCall(call=call, disposition="RPT", outcome="Parents called."))
    p.then(ev(e.CallClosed, outcome=Protected("Parents called.")))


@play
def a_call_with_a_protective_action_needs_an_outcome_and_the_action_over(p: Playbook) -> None:
    call = p.call("VANDAL")
    action = p.action("SECURE", call=call)
    p.when(c.CloseCall(call=call, disposition="RPT", outcome="x"))
    p.refused("action_in_force", "call")
    p.when(c.EndCall(call=call, end=CallEnd.CANCELLED_BY_CALLER))
    p.refused("action_in_force", "call")
    p.given(c.ReleaseAction(action=action, released_by="Ana", confirmed_by="Lt. Moreno"))
    p.when(c.CloseCall(call=call, disposition="RPT"))
    p.refused("outcome_needed", "outcome")
    p.when(c.CloseCall(call=call, disposition="RPT", outcome="Paint removed."))
    p.then(ev(e.CallClosed))


@play
def what_does_not_close_a_call(p: Playbook) -> None:
    call = p.call("THEFT")
    p.when(c.CloseCall(call=call, disposition="NOSUCH"))
    p.refused("unknown_disposition", "disposition")
    p.when(c.CloseCall(call=call, disposition="RPT", secondary="NOSUCH"))
    p.refused("unknown_disposition", "secondary")
    p.sent(call, "A7")
    p.when(c.CloseCall(call=call, disposition="RPT"))
    p.refused("units_on_call", "call")
    p.when(c.CloseCall(call="nosuch", disposition="RPT"))
    p.refused("not_found")


@play
def the_last_unit_closes_a_call_with_its_disposition(p: Playbook) -> None:
    call = p.call("THEFT")
    p.sent(call, "A7", "A3")
    p.when(c.ClearUnit(unit="A7", disposition="RPT"))
    p.then(ev(e.UnitCleared, unit="A7", last=False), warned="Other units are still on call")
    p.when(c.ClearUnit(unit="A3", disposition="RPT"))
    p.then(ev(e.UnitCleared, unit="A3", last=True), ev(e.CallClosed, disposition="RPT"))
    assert p.the_call(call).status is CallStatus.CLOSED


@play
def the_last_unit_does_not_close_what_is_not_over(p: Playbook) -> None:
    fight, theft = p.call("FIGHT"), p.call("THEFT")
    p.sent(fight, "A7")
    p.sent(theft, "A3")
    p.action("SECURE", call=theft)
    p.when(c.ClearUnit(unit="A7", disposition="RPT"))
    p.then(ev(e.UnitCleared), warned="waits for its outcome")
    p.when(c.ClearUnit(unit="A3", disposition="RPT", outcome="x"))
    p.then(ev(e.UnitCleared), warned="still in force")
    assert p.the_call(fight).status is p.the_call(theft).status is CallStatus.AWAITING_DISPOSITION


@play
def a_pending_call_is_cancelled_or_referred(p: Playbook) -> None:
    one, two, three = p.call("THEFT"), p.call("DOOR"), p.call("TRAFIC")
    p.when(c.EndCall(call=one, end=CallEnd.CANCELLED_BY_PSAP, text="they have it"))
    p.then(ev(e.CallEnded, end=CallEnd.CANCELLED_BY_PSAP, text=Protected("they have it")))
    assert (p.the_call(one).status, p.the_call(one).disposition) == (CallStatus.CANCELLED, "CANC")
    p.when(c.EndCall(call=two, end=CallEnd.REFERRED))
    p.refused("bad_value", "referred_to")
    p.when(c.EndCall(call=two, end=CallEnd.REFERRED, referred_to="Facilities"))
    p.then(ev(e.CallEnded, referred_to="Facilities"))
    assert (p.the_call(two).status, p.the_call(two).disposition) == (CallStatus.REFERRED, "REFER")
    p.sent(three, "A7")
    p.when(c.EndCall(call=three, end=CallEnd.CANCELLED_BY_CALLER))
    p.refused("not_pending", "call")
    p.when(c.EndCall(call="nosuch", end=CallEnd.CANCELLED_BY_CALLER))
    p.refused("not_found")


@play
def calls_are_tied_and_untied(p: Playbook) -> None:
    one, two = p.call("THEFT"), p.call("DOOR")
    p.when(c.LinkCalls(call=one, other=two, link=LinkKind.PARENT))
    p.then(ev(e.CallsLinked, number="26-000001", other_number="26-000002"))
    assert [(link.kind, link.call) for link in p.the_call(one).links] == [(LinkKind.PARENT, two)]
    assert [(link.kind, link.call) for link in p.the_call(two).links] == [(LinkKind.CHILD, one)]
    p.when(c.LinkCalls(call=one, other=two, link=LinkKind.UNLINK))
    p.then(ev(e.CallsLinked, link=LinkKind.UNLINK))
    assert not p.the_call(one).links
    assert not p.the_call(two).links
    p.when(c.LinkCalls(call=one, other=two, link=LinkKind.REPLACING))
    p.refused("bad_value", "link")
    p.when(c.LinkCalls(call=one, other=one, link=LinkKind.RELATED))
    p.refused("bad_value", "other")
    p.when(c.LinkCalls(call=one, other="nosuch", link=LinkKind.RELATED))
    p.refused("not_found")


@play
def a_duplicate_stays_readable_and_gives_what_it_has(p: Playbook) -> None:
    first, again = p.call("FIGHT", room="101", caller="Ms Bell"), p.call("FIGHT", room="GYM", caller="Mr Poe")
    action = p.action("HOLD", call=again)
    p.when(c.MergeCall(call=again, into=first))
    p.then(ev(e.CallMerged, number="26-000002", into_number="26-000001"))
    kept, duplicate = p.the_call(first), p.the_call(again)
    assert [report.place.room for report in kept.reports] == ["101", "GYM"]
    assert (kept.actions, p.the_action(action).call) == ((action,), first)
    assert (duplicate.status, duplicate.disposition) == (CallStatus.DUPLICATE, "DUP")
    assert duplicate.caller == Protected("Mr Poe")
    assert [(link.kind, link.call) for link in duplicate.links] == [(LinkKind.REPLACED, first)]
    assert [(link.kind, link.call) for link in kept.links] == [(LinkKind.REPLACING, again)]
    p.when(c.CloseCall(call=first, disposition="RPT", outcome="x"))
    p.refused("action_in_force", "call")


@play
def what_can_not_be_merged(p: Playbook) -> None:
    one, two, drill = p.call(), p.call(), p.call(mode=Mode.DRILL)
    p.when(c.MergeCall(call=one, into=drill))
    p.refused("mode_differs", "into")
    p.when(c.MergeCall(call=one, into=one))
    p.refused("bad_value", "into")
    p.sent(one, "A7")
    p.when(c.MergeCall(call=one, into=two))
    p.refused("units_on_call", "call")
    p.given(c.MergeCall(call=two, into=one))
    p.when(c.MergeCall(call=two, into=one))
    p.refused("call_ended", "call")
    p.when(c.MergeCall(call="nosuch", into=one))
    p.refused("not_found")


@play
def a_closed_call_is_opened_again(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.when(c.ReopenCall(call=call, reason="not yet closed"))
    p.refused("not_ended", "call")
    p.given(c.CloseCall(call=call, disposition="RPT", outcome="calm"))
    p.when(c.ReopenCall(call=call, reason="it began again"))
    p.then(ev(e.CallReopened, reason=Protected("it began again")))
    again = p.the_call(call)
    assert (again.status, again.disposition, again.outcome) == (CallStatus.PENDING, None, None)
    p.wait(minutes=50)
    p.given(c.CloseCall(call=call, disposition="ARR", outcome="arrested"))
    assert p.the_call(call).times["t_closed"] == T0, "set once; the log has the second closing"
    p.when(c.ReopenCall(call="nosuch", reason="x"))
    p.refused("not_found")


@play
def however_a_call_ends_the_same_fields_are_cleared(p: Playbook) -> None:
    def worked() -> str:
        call = p.call("WEAPON")
        p.sent(call, "A7")
        p.given(c.ClearUnit(unit="A7"))
        return call

    by_hand, by_unit, merged = worked(), p.call("WEAPON"), worked()
    p.given(c.CloseCall(call=by_hand, disposition="RPT", outcome="x"))
    p.sent(by_unit, "A7")
    p.given(c.ClearUnit(unit="A7", disposition="RPT", outcome="x"))
    other = p.call("WEAPON")
    p.given(c.MergeCall(call=merged, into=other))
    p.when(c.CloseCall(call=other, disposition="RPT", outcome="x"))
    p.then(ev(e.CallClosed))
    for call in (by_hand, by_unit, merged, other):
        ended = p.the_call(call)
        assert (ended.units, ended.stacked, ended.until, ended.preempted) == ((), (), None, False)
        assert f"p1:{call}" not in p.state.alarms
        assert f"retire:{call}" in p.state.timers


@play
def what_waited_behind_an_ended_call_is_let_go(p: Playbook) -> None:
    first, second = p.call("FIGHT"), p.call("DOOR")
    p.sent(first, "A7")
    p.sent(second, "A7")
    assert p.the_unit("A7").stack
    p.when(c.EndCall(call=second, end=CallEnd.CANCELLED_BY_CALLER))
    p.then(ev(e.CallEnded))
    assert not p.the_unit("A7").stack
    assert p.the_unit("A7").call == first


@play
def an_ended_call_leaves_the_live_state_after_a_while(p: Playbook) -> None:
    call, other = p.call("THEFT"), p.call("DOOR")
    p.sent(call, "A7")
    p.given(c.AddNote(call=call, text="bag found"))
    p.given(c.ClearUnit(unit="A7", disposition="RPT"))
    p.wait(minutes=29)
    p.when(c.AddNote(call=call, text="late"))
    p.then(ev(e.LineWritten))
    p.fall("retire")
    assert isinstance(p.log[-1].event, e.Retired)
    assert list(p.state.calls) == [other]
    assert not p.state.assignments
    assert not p.state.lines
    p.when(c.AddNote(call=call, text="too late"))
    p.refused("not_found")


@play
def the_call_of_an_officer_in_emergency_stays(p: Playbook) -> None:
    call = str(p.given(c.DeclareEmergency(unit="A7"), by=ADAM7)["call"])
    other = p.call("FIGHT")
    p.when(c.EndCall(call=call, end=CallEnd.CANCELLED_BY_CALLER))
    p.refused("emergency_in_force", "call")
    p.when(c.CloseCall(call=call, disposition="RPT", outcome="x"))
    p.refused("emergency_in_force", "call")
    p.when(c.MergeCall(call=call, into=other))
    p.refused("emergency_in_force", "call")
    p.when(c.UpdateCall(call=call, type="FIGHT"), expect={call: p.the_call(call).version})
    p.refused("emergency_in_force", "call")
    p.sent(call, "A3")
    p.when(c.ClearUnit(unit="A3", disposition="RPT", outcome="x"))
    p.then(ev(e.UnitCleared), warned="is in EMERGENCY")


@play
def a_report_after_the_end_needs_the_call_open(p: Playbook) -> None:
    call = p.call("THEFT")
    p.given(c.CloseCall(call=call, disposition="RPT"))
    p.when(c.AddReport(call=call, source=CallSource.PARENT))
    p.refused("call_ended", "call")
    p.when(c.AssignUnits(call=call, units=("A7",)))
    p.refused("call_ended", "call")
    p.when(c.HoldCall(call=call, until=p.now + timedelta(hours=1)))
    p.refused("call_ended", "call")
    p.when(c.NotifyPsap(call=call))
    p.refused("call_ended", "call")


@play
def alarms_of_a_call_end_with_it(p: Playbook) -> None:
    call = str(p.given(c.RaisePanic(site="GRHS", level=PanicLevel.STAFF_ASSIST))["call"])
    assert p.state.alarms[f"panic:{call}"].alarm_kind is AlarmKind.PANIC
    p.sent(call, "A7", status=UnitStatus.OS)
    p.when(c.ClearUnit(unit="A7", disposition="ACCID", outcome="Pressed by mistake."))
    p.then(ev(e.UnitCleared), ev(e.CallClosed, disposition="ACCID"))
    assert not p.state.alarms
