"""Who works a call, and calls that turn out to be two: nothing that was said is lost."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import AlarmKind, CallStatus, LinkKind, PanicLevel, Priority
from tests.domain.district import ADAM7, JONAS, MARIA
from tests.domain.playbook import Playbook, ev, play


def owner(p: Playbook, call: str) -> str | None:
    found = p.the_call(call).owner
    return found.name if found is not None else None


@play
def who_enters_a_call_works_it_until_somebody_takes_it(p: Playbook) -> None:
    call = p.call("FIGHT", by=MARIA)
    assert owner(p, call) == "Maria"
    p.when(c.TakeCall(call=call), by=MARIA)
    p.then()
    p.wait(minutes=1)
    p.when(c.TakeCall(call=call), by=JONAS)
    p.then(ev(e.CallTaken, number="26-000001", before="Maria"))
    taken = p.the_call(call).owner
    assert taken is not None
    assert (taken.person, taken.position, taken.since) == ("jonas", "p1", p.now)
    p.given(c.CloseCall(call=call, disposition="RPT", outcome="done"))
    p.when(c.TakeCall(call=call), by=MARIA)
    p.refused("call_ended", "call")


@play
def a_call_that_nobody_of_the_desk_entered_is_worked_by_who_sends_the_first_unit(p: Playbook) -> None:
    call = p.call("FIGHT", by=ADAM7)
    assert owner(p, call) is None
    p.when(c.AssignUnits(call=call, units=("A3",)), by=JONAS)
    p.then(ev(e.UnitAssigned))
    assert owner(p, call) == "Jonas"
    p.given(c.AssignUnits(call=call, units=("S1",)), by=MARIA)
    assert owner(p, call) == "Jonas", "who helps does not take it away"


@play
def some_reports_are_another_matter(p: Playbook) -> None:
    call = p.call("SUSPER", room="101", caller="Ms Bell", text="man at the fence")
    p.given(c.AddNote(call=call, text="blue jacket"))
    p.given(c.AddReport(call=call, source=CallSource.PARENT, address="bus loop", caller="Mr Poe"))
    p.wait(minutes=2)
    p.given(
        c.AddReport(
            call=call, source=CallSource.RADIO, site="ANNEX", lat_e7=395_020_000, lon_e7=-1_051_000_000
        )
    )
    p.sent(call, "A7", status=UnitStatus.OS)
    before = p.the_call(call)
    p.when(c.SplitCall(call=call, reports=(2, 1, 1), type="VANDAL", priority=Priority.P3, text="another man"))
    answer = p.then(
        ev(
            e.CallSplit,
            number="26-000002",
            origin=call,
            origin_number="26-000001",
            reports=(1, 2),
            text=Protected("another man"),
        )
    )
    old, new = p.the_call(call), p.the_call(answer.refs["call"])
    assert (new.type, new.priority, new.status, new.units) == ("VANDAL", Priority.P3, CallStatus.PENDING, ())
    assert new.caller == Protected("Mr Poe")
    assert new.reports == before.reports[1:], "with their own places, callers and times"
    assert new.reports[1].place.site == "ANNEX"
    assert new.times["t_received"] == before.reports[1].at
    assert [report.split_to for report in old.reports] == [None, "26-000002", "26-000002"]
    assert (old.units, old.text, old.lines) == (before.units, before.text, before.lines), (
        "nothing is taken away"
    )
    assert [(one.kind, one.call) for one in old.links] == [(LinkKind.SPLIT, new.id)]
    assert [(one.kind, one.call) for one in new.links] == [(LinkKind.SPLIT, old.id)]
    assert owner(p, new.id) == "Maria"


@play
def a_split_call_that_is_graver_alarms_and_one_of_a_p1_is_known_already(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.given(c.AddReport(call=call, source=CallSource.PARENT))
    p.when(c.SplitCall(call=call, reports=(1,), type="WEAPON", priority=Priority.P1))
    graver = p.then(ev(e.CallSplit)).refs["call"]
    assert p.state.alarms[f"p1:{graver}"].alarm_kind is AlarmKind.NEW_P1
    assert f"psap:{graver}" in p.state.timers
    p.given(c.NotifyPsap(call=graver))
    p.given(c.AddReport(call=graver, source=CallSource.PARENT))
    p.when(c.SplitCall(call=graver, reports=(1,)))
    same = p.then(ev(e.CallSplit, type="WEAPON", priority=Priority.P1)).refs["call"]
    assert f"p1:{same}" not in p.state.alarms
    assert "t_911_notified" in p.the_call(same).times


@play
def what_can_not_be_split(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.when(c.SplitCall(call=call, reports=(0,)))
    p.refused("none_left", "reports")
    p.given(c.AddReport(call=call, source=CallSource.PARENT))
    p.given(c.AddReport(call=call, source=CallSource.PARENT))
    p.when(c.SplitCall(call=call, reports=(3,)))
    p.refused("no_such_report", "reports")
    p.when(c.SplitCall(call=call, reports=(1,), type="NOSUCH"))
    p.refused("unknown_type", "type")
    p.given(c.SplitCall(call=call, reports=(1,)))
    p.when(c.SplitCall(call=call, reports=(1,)))
    p.refused("report_split", "reports")
    p.when(c.SplitCall(call=call, reports=(0, 2)))
    p.refused("none_left", "reports")
    p.given(c.CloseCall(call=call, disposition="RPT", outcome="done"))
    p.when(c.SplitCall(call=call, reports=(2,)))
    p.refused("call_ended", "call")
    emergency = str(p.given(c.DeclareEmergency(unit="A7"), by=ADAM7)["call"])
    p.given(c.AddReport(call=emergency, source=CallSource.RADIO))
    p.when(c.SplitCall(call=emergency, reports=(0,)))
    p.refused("emergency_in_force", "reports")


@play
def ten_presses_of_one_building_are_one_call_with_ten_places(p: Playbook) -> None:
    rooms = [f"R{number}" for number in range(10)]
    for number, room in enumerate(rooms):
        p.given(
            c.RaisePanic(
                site="GRHS",
                building="MAIN",
                room=room,
                device=f"badge-{number}",
                level=PanicLevel.STAFF_ASSIST,
            )
        )
        p.wait(seconds=1)
    (call,) = [one for one in p.state.calls.values() if one.type == "PANIC"]
    assert [report.place.room for report in call.reports] == rooms
    assert len({report.device for report in call.reports}) == 10
    p.when(c.SplitCall(call=call.id, reports=(9,)))
    p.then(ev(e.CallSplit, reports=(9,)))


@play
def a_report_from_across_the_street_keeps_its_own_place(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.when(c.AddReport(call=call, source=CallSource.PARENT, lat_e7=395_010_000, lon_e7=-1_051_000_000))
    p.then(ev(e.ReportAdded))
    p.when(c.AddReport(call=call, source=CallSource.PARENT, site="NOSUCH"))
    p.refused("unknown_site", "site")
    p.when(c.AddReport(call=call, source=CallSource.PARENT, lat_e7=395_010_000))
    p.refused("bad_value", "lat_e7")
    p.when(c.AddReport(call=call, source=CallSource.PARENT, room="102"))
    p.then(ev(e.ReportAdded))
    places = [report.place for report in p.the_call(call).reports]
    assert [(one.site, one.lat_e7, one.room) for one in places] == [
        ("GRHS", None, None),
        (None, 395_010_000, None),
        ("GRHS", None, "102"),
    ]
    p.wait(minutes=9)
    p.when(c.CreateCall(type="FIGHT", lat_e7=395_010_000, lon_e7=-1_051_010_000))
    p.refused("possible_duplicate", "distinct")
    p.now += timedelta(minutes=2)
    p.when(c.CreateCall(type="FIGHT", lat_e7=395_010_000, lon_e7=-1_051_010_000))
    p.then(ev(e.CallCreated))
