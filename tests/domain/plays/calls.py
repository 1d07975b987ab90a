"""Calls that go on: entering, reporting again, changing, holding, telling the PSAP."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.vocabulary import AlarmKind, CallStatus, Priority, TimeSource
from tests.domain.district import ADAM7, ANA, T0
from tests.domain.playbook import Playbook, ev, exercise_play, play, unopened_play


@play
def a_call_is_entered(p: Playbook) -> None:
    p.when(
        c.CreateCall(
            type="FIGHT",
            site="GRHS",
            building="MAIN",
            room="101",
            caller="Ms Bell",
            callback="555-0101",
            text="two students",
            t_event=T0 - timedelta(minutes=2),
            t_ring=T0 - timedelta(seconds=9),
        )
    )
    answer = p.then(
        ev(e.CallCreated, number="26-000001", type="FIGHT", priority=Priority.P2, mode=Mode.ACTUAL)
    )
    call = p.the_call(answer.refs["call"])
    assert answer.refs["number"] == call.number == "26-000001"
    assert (call.status, call.place.room, call.caller) == (CallStatus.PENDING, "101", Protected("Ms Bell"))
    assert call.times == {
        "t_event": T0 - timedelta(minutes=2),
        "t_ring": T0 - timedelta(seconds=9),
        "t_received": T0,
        "t_entered": T0,
    }
    assert not p.state.alarms, "a P2 raises no alarm"


@play
def a_p1_alarms_and_a_test_does_not(p: Playbook) -> None:
    p.when(c.CreateCall(type="WEAPON", site="GRHS"))
    call = p.then(ev(e.CallCreated, priority=Priority.P1)).refs["call"]
    assert p.state.alarms[f"p1:{call}"].alarm_kind is AlarmKind.NEW_P1
    p.when(c.CreateCall(type="RADCHK", site="GRHS", priority=Priority.P1))
    answer = p.then(ev(e.CallCreated, mode=Mode.TEST))
    assert f"p1:{answer.refs['call']}" not in p.state.alarms


@play
def numbers_have_no_gaps_and_start_anew_each_year(p: Playbook) -> None:
    assert [p.the_call(p.call()).number for _ in range(3)] == ["26-000001", "26-000002", "26-000003"]
    p.wait(days=120)
    p.when(c.CreateCall(type="FIGHT", site="ELMS"))
    p.then(ev(e.CallCreated, number="27-000001"))


@play
def what_a_call_can_not_be(p: Playbook) -> None:
    p.when(c.CreateCall(type="NOSUCH", site="GRHS"))
    p.refused("unknown_type", "type")
    p.when(c.CreateCall(type="FIGHT", site="NOSUCH"))
    p.refused("unknown_site", "site")
    p.when(c.CreateCall(type="FIGHT"))
    p.refused("no_place", "site")
    p.when(c.CreateCall(type="FIGHT", site="GRHS", lat_e7=1))
    p.refused("bad_value", "lat_e7")
    p.when(c.CreateCall(type="FIGHT", room="101", address="Main St"))
    p.refused("bad_value", "site")
    p.when(c.CreateCall(type="FIGHT", site="GRHS", scheduled_for=p.now))
    p.refused("bad_value", "scheduled_for")
    p.when(c.CreateCall(type="FIGHT", site="GRHS", text="notes", text_class=TextClass.PERSONNEL))
    p.refused("class_not_yours", "text_class")
    p.when(c.CreateCall(type="FIGHT", site="GRHS"), by=ANA)
    p.refused("forbidden")


@play
def words_and_coordinates_are_a_place(p: Playbook) -> None:
    p.when(c.CreateCall(type="TRAFIC", address="Bus stop, 5th and Oak"))
    p.then(ev(e.CallCreated, priority=Priority.P3))
    p.when(c.CreateCall(type="BUSCRA", lat_e7=390_000_000, lon_e7=-1_050_000_000))
    p.then(ev(e.CallCreated, type="BUSCRA"))


@play
def of_a_safe2tell_report_only_its_id_is_kept(p: Playbook) -> None:
    p.when(
        c.CreateCall(type="THREAT", site="GRHS", source=CallSource.SAFE2TELL, text="A student said that ...")
    )
    p.refused("safe2tell", "text")
    p.when(c.CreateCall(type="THREAT", site="GRHS", source=CallSource.SAFE2TELL))
    p.refused("safe2tell", "text")
    p.when(c.CreateCall(type="THREAT", site="GRHS", source=CallSource.SAFE2TELL, text="S2T-2026-00123"))
    call = p.then(ev(e.CallCreated, text=Protected("S2T-2026-00123"))).refs["call"]
    p.when(c.AddReport(call=call, source=CallSource.SAFE2TELL, text="and also that ..."))
    p.refused("safe2tell", "text")


@play
def a_second_report_of_one_thing_is_offered_as_a_duplicate(p: Playbook) -> None:
    first = p.call("FIGHT")
    p.wait(minutes=9)
    p.when(c.CreateCall(type="FIGHT", site="GRHS"))
    refusal = p.refused("possible_duplicate", "distinct")
    assert refusal.current == {"calls": [{"id": first, "number": "26-000001", "type": "FIGHT"}]}
    p.when(c.CreateCall(type="FIGHT", site="ANNEX"))
    p.refused("possible_duplicate", "distinct")
    p.when(c.CreateCall(type="DISTUR", site="GRHS"))
    p.refused("possible_duplicate", "distinct")
    p.when(c.CreateCall(type="FIGHT", lat_e7=395_026_000, lon_e7=-1_051_000_000))
    p.refused("possible_duplicate", "distinct")
    p.when(c.CreateCall(type="FIGHT", site="GRHS", distinct=True))
    p.then(ev(e.CallCreated, number="26-000002"))


@play
def what_is_far_old_of_another_kind_or_a_drill_is_no_duplicate(p: Playbook) -> None:
    p.call("FIGHT")
    p.when(c.CreateCall(type="FIGHT", lat_e7=395_028_000, lon_e7=-1_051_000_000))
    p.then(ev(e.CallCreated))
    p.when(c.CreateCall(type="FIGHT", site="ELMS"))
    p.then(ev(e.CallCreated))
    p.when(c.CreateCall(type="MEDNON", site="GRHS"))
    p.then(ev(e.CallCreated))
    p.when(c.CreateCall(type="FIGHT", site="GRHS", mode=Mode.DRILL))
    p.then(ev(e.CallCreated, mode=Mode.DRILL))
    p.wait(minutes=10, seconds=1)
    p.when(c.CreateCall(type="FIGHT", site="GRHS"))
    p.then(ev(e.CallCreated))


@play
def a_restricted_type_is_not_named_in_a_refusal_to_the_field(p: Playbook) -> None:
    p.call("SEXOFF")
    p.when(c.CreateCall(type="CHABUS", site="GRHS"), by=ADAM7)
    refusal = p.refused("possible_duplicate", "distinct")
    assert refusal.current is not None
    assert refusal.current["calls"][0]["type"] is None


@play
def an_officers_own_call_has_him_on_scene_at_once(p: Playbook) -> None:
    p.when(c.CreateCall(type="SUSPER", site="GRHS", source=CallSource.OFFICER_INITIATED), by=ADAM7)
    answer = p.then(ev(e.CallCreated), ev(e.UnitAssigned, unit="A7", status=UnitStatus.OS, stacked=False))
    call = p.the_call(answer.refs["call"])
    assert call.status is CallStatus.ON_SCENE
    assert {call.times[name] for name in ("t_received", "t_entered", "t_dispatched", "t_onscene")} == {p.now}
    p.when(c.CreateCall(type="THEFT", site="GRHS", source=CallSource.OFFICER_INITIATED), by=ADAM7)
    p.then(ev(e.CallCreated))


@play
def a_claimed_time_is_kept_beside_the_servers(p: Playbook) -> None:
    p.when(c.CreateCall(type="FIGHT", site="GRHS"), at=T0 - timedelta(minutes=40), source=TimeSource.DEVICE)
    p.then(ev(e.CallCreated))
    last = p.log[-1]
    assert (last.recorded_at, last.occurred_at) == (T0, T0 - timedelta(minutes=40))
    assert last.occurred_source is TimeSource.DEVICE
    p.when(c.CreateCall(type="THEFT", site="GRHS"), at=T0 + timedelta(minutes=3))
    p.then(ev(e.CallCreated), warned="lies in the future")
    assert (p.log[-1].occurred_at, p.log[-1].occurred_source) == (T0, TimeSource.SERVER)
    p.when(c.CreateCall(type="DRUGS", site="FARM"), at=T0 + timedelta(seconds=30))
    p.then(ev(e.CallCreated))
    assert p.log[-1].occurred_at == T0, "a clock that is a little ahead never puts an event after its record"
    p.when(c.CreateCall(type="VANDAL", site="GRHS", t_event=T0 + timedelta(hours=1)))
    p.then(ev(e.CallCreated, t_event=None), warned="t_event lies in the future")


@play
def the_servers_clock_never_runs_backwards_in_a_log(p: Playbook) -> None:
    p.call()
    p.wait(seconds=-30)
    p.when(c.CreateCall(type="THEFT", site="GRHS"))
    p.then(ev(e.CallCreated))
    assert p.log[-1].recorded_at == T0


@play
def every_report_keeps_its_place(p: Playbook) -> None:
    call = p.call(room="101", caller="Ms Bell")
    p.when(
        c.AddReport(
            call=call, source=CallSource.PHONE_ADMIN, room="GYM", caller="Mr Poe", text="more of them"
        )
    )
    p.then(ev(e.ReportAdded, text=Protected("more of them")))
    assert [report.place.room for report in p.the_call(call).reports] == ["101", "GYM"]
    assert p.the_call(call).place.room == "101"
    p.when(c.AddReport(call=call, source=CallSource.PARENT, text="x", text_class=TextClass.THREAT))
    p.refused("class_not_yours", "text_class")
    p.when(c.AddReport(call="nosuch", source=CallSource.PARENT))
    p.refused("not_found")


@play
def a_call_is_changed_with_its_version_in_hand(p: Playbook) -> None:
    call = p.call(building="MAIN", room="101", lat_e7=395_000_001, lon_e7=-1_051_000_001)
    version = p.the_call(call).version
    p.when(c.UpdateCall(call=call, priority=Priority.P1))
    p.refused("expect_required", "expect")
    p.when(c.UpdateCall(call=call, priority=Priority.P1), expect={call: version - 1})
    refusal = p.refused("changed_meanwhile", "expect")
    assert refusal.current == {"id": call, "expected": version - 1, "version": version}
    p.when(c.UpdateCall(call=call), expect={call: version})
    p.refused("empty_change", "call")
    p.when(c.UpdateCall(call=call, type="NOSUCH"), expect={call: version})
    p.refused("unknown_type", "type")
    p.when(c.UpdateCall(call=call, site="NOSUCH"), expect={call: version})
    p.refused("unknown_site", "site")
    p.when(c.UpdateCall(call=call, room="102", callback="555-2"), expect={call: version})
    p.then(ev(e.CallUpdated, callback=Protected("555-2"), priority=None))
    place = p.the_call(call).place
    assert (place.site, place.building, place.room, place.lat_e7) == ("GRHS", "MAIN", "102", 395_000_001)
    p.when(c.UpdateCall(call=call, building="GYM"), expect={call: p.the_call(call).version})
    p.then(ev(e.CallUpdated))
    assert (p.the_call(call).place.building, p.the_call(call).place.room) == ("GYM", None)


@play
def a_call_that_moves_takes_its_units_along(p: Playbook) -> None:
    call = p.call(room="101")
    p.sent(call, "A7")
    p.when(c.UpdateCall(call=call, site="ELMS"), expect={call: p.the_call(call).version})
    p.then(ev(e.CallUpdated))
    assert (p.the_call(call).place.site, p.the_call(call).place.room) == ("ELMS", None)
    assert p.the_unit("A7").site == "ELMS"


@play
def a_held_call_comes_back_by_itself(p: Playbook) -> None:
    call = p.call("THEFT")
    p.when(c.HoldCall(call=call, until=p.now))
    p.refused("bad_value", "until")
    p.when(c.HoldCall(call=call, until=p.now + timedelta(minutes=20), reason="unit at noon"))
    p.then(ev(e.CallHeld, reason=Protected("unit at noon")))
    assert p.the_call(call).status is CallStatus.HELD
    p.fall("hold")
    assert (p.the_call(call).status, p.the_call(call).until) == (CallStatus.PENDING, None)
    assert p.log[-1].event == e.CallResumed(call=call, number="26-000001", by_timer=True)
    assert f"hold:{call}" not in p.state.timers


@play
def a_held_call_is_taken_back_by_hand(p: Playbook) -> None:
    call = p.call("THEFT")
    p.when(c.ResumeCall(call=call))
    p.refused("not_held", "call")
    p.given(c.HoldCall(call=call, until=p.now + timedelta(minutes=20)))
    p.when(c.ResumeCall(call=call))
    p.then(ev(e.CallResumed, by_timer=False))
    assert not [one for one in p.state.timers.values() if one.call == call]
    p.when(c.ResumeCall(call="nosuch"))
    p.refused("not_found")


@play
def only_a_pending_call_is_held_and_never_a_p1(p: Playbook) -> None:
    weapon, fight = p.call("WEAPON"), p.call("FIGHT")
    later = p.now + timedelta(minutes=5)
    p.when(c.HoldCall(call=weapon, until=later))
    p.refused("never_hold_p1", "call")
    p.sent(fight, "A7")
    p.when(c.HoldCall(call=fight, until=later))
    p.refused("not_pending", "call")
    p.when(c.HoldCall(call="nosuch", until=later))
    p.refused("not_found")


@play
def a_scheduled_call_waits_for_its_hour_with_its_units_reserved(p: Playbook) -> None:
    call = p.call("EVENTS", scheduled_for=p.now + timedelta(hours=2))
    assert p.the_call(call).status is CallStatus.SCHEDULED
    p.when(c.AssignUnits(call=call, units=("A7",)))
    p.then(ev(e.UnitAssigned, unit="A7", stacked=True))
    assert (p.the_unit("A7").status, p.the_unit("A7").call) == (UnitStatus.AV, None)
    assert (p.the_call(call).units, p.the_call(call).stacked) == ((), ("A7",))
    assert "t_dispatched" not in p.the_call(call).times
    p.when(c.AssignUnits(call=call, units=("A7",)))
    p.refused("already_assigned", "units")
    p.fall("scheduled")
    assert p.the_call(call).status is CallStatus.PENDING
    assert p.the_unit("A7").status is UnitStatus.AV, "nobody is sent by a clock"
    p.when(c.AssignUnits(call=call, units=("A7",)))
    p.then(ev(e.UnitAssigned, unit="A7", stacked=False, status=UnitStatus.DP))
    assert (p.the_call(call).units, p.the_call(call).stacked) == (("A7",), ())


@play
def the_psap_is_named_by_the_site_or_by_the_desk(p: Playbook) -> None:
    call, stop = p.call("WEAPON"), p.call("BUSCRA", site=None, address="Oak St")
    p.when(c.NotifyPsap(call=call, text="spoke to desk 4"))
    p.then(ev(e.PsapNotified, agency="PMCOM"))
    assert p.the_call(call).times["t_911_notified"] == p.now
    p.when(c.NotifyPsap(call=stop))
    p.refused("unknown_agency", "agency")
    p.when(c.NotifyPsap(call=stop, agency="NOSUCH"))
    p.refused("unknown_agency", "agency")
    p.when(c.NotifyPsap(call="nosuch"))
    p.refused("not_found")


@play
def each_standard_timestamp_is_set_once(p: Playbook) -> None:
    call = p.call()
    p.sent(call, "A7")
    for status in (UnitStatus.ER, UnitStatus.OS, UnitStatus.AI, UnitStatus.OS, UnitStatus.TR, UnitStatus.AH):
        p.wait(minutes=1)
        p.unit("A7", status)
    p.wait(minutes=1)
    p.given(c.NotifyPsap(call=call))
    p.wait(minutes=1)
    p.given(c.NotifyPsap(call=call))
    p.sent(call, "A3")
    p.wait(minutes=1)
    p.when(c.SetUnitStatus(unit="A3", status=UnitStatus.OS))
    p.then(ev(e.UnitStatusChanged, unit="A3"))
    minutes = {name: (at - T0) // timedelta(minutes=1) for name, at in p.the_call(call).times.items()}
    assert minutes == {
        "t_received": 0,
        "t_entered": 0,
        "t_dispatched": 0,
        "t_enroute": 1,
        "t_onscene": 2,
        "t_at_subject": 3,
        "t_transport": 5,
        "t_at_hospital": 6,
        "t_911_notified": 7,
    }


@exercise_play
def in_an_exercise_everything_is_an_exercise(p: Playbook) -> None:
    p.when(c.CreateCall(type="WEAPON", site="GRHS", mode=Mode.ACTUAL))
    call = p.then(ev(e.CallCreated, mode=Mode.EXERCISE)).refs["call"]
    assert p.state.alarms[f"p1:{call}"].mode is Mode.EXERCISE
    p.when(c.DeclareEmergency(unit="A7"), by=ADAM7)
    p.then(ev(e.CallCreated, mode=Mode.EXERCISE), ev(e.EmergencyDeclared), ev(e.TrafficHeld))
    assert {alarm.mode for alarm in p.state.alarms.values()} == {Mode.EXERCISE}
    p.when(c.RaisePanic(site="GRHS", test=True))
    p.then(ev(e.CallCreated, mode=Mode.EXERCISE), ev(e.PanicRaised))
    p.unjudged()


@play
def in_the_live_log_nothing_is_an_exercise(p: Playbook) -> None:
    p.when(c.CreateCall(type="WEAPON", site="GRHS", mode=Mode.EXERCISE))
    p.then(ev(e.CallCreated, mode=Mode.ACTUAL))


@unopened_play
def a_log_without_a_district_takes_no_call(p: Playbook) -> None:
    p.when(c.CreateCall(type="FIGHT", site="GRHS"))
    p.refused("no_district")
    p.when(c.DefineRoster(), by=SYSTEM)
    p.refused("no_district")
