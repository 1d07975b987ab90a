"""Units: sent, stacked, preempted, changing status, in emergency."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decide import LastPosition
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import AssignmentStatus, CallStatus, Confirmation, EmergencySource, Priority
from tests.domain.district import ADAM7, MARIA
from tests.domain.playbook import Playbook, ev, play


@play
def units_are_sent(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.when(c.AssignUnits(call=call, units=("A7", "A3"), priority=Priority.P1))
    answer = p.then(
        ev(e.CallUpdated, priority=Priority.P1),
        ev(e.UnitAssigned, unit="A7", stacked=False, status=UnitStatus.DP),
        ev(e.UnitAssigned, unit="A3", stacked=False),
    )
    assert len(answer.refs["assignments"]) == 2
    assert (p.the_call(call).units, p.the_call(call).status) == (("A7", "A3"), CallStatus.DISPATCHED)
    assert (p.the_unit("A7").call, p.the_unit("A7").site) == (call, "GRHS")


@play
def the_most_advanced_unit_says_where_a_call_stands(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.sent(call, "A7", "A3")
    p.unit("A7", UnitStatus.ER)
    assert p.the_call(call).status is CallStatus.EN_ROUTE
    p.unit("A3", UnitStatus.OS)
    assert p.the_call(call).status is CallStatus.ON_SCENE
    p.when(c.ClearUnit(unit="A3"))
    p.then(ev(e.UnitCleared, last=False))
    assert p.the_call(call).status is CallStatus.EN_ROUTE
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.AV))
    p.then(ev(e.UnitCleared, last=True, status=UnitStatus.AV))
    assert p.the_call(call).status is CallStatus.AWAITING_DISPOSITION


@play
def who_can_not_be_sent(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.when(c.AssignUnits(call=call, units=("A7", "NOSUCH")))
    p.refused("unknown_unit", "units")
    p.when(c.AssignUnits(call=call, units=("A7",), status=UnitStatus.ML))
    p.refused("bad_value", "status")
    p.unit("C12", UnitStatus.LOG)
    p.unit("C12", UnitStatus.OFF)
    p.when(c.AssignUnits(call=call, units=("A7", "C12")))
    p.refused("unit_off_duty", "units")
    assert p.the_unit("A7").call is None, "all or none"
    p.given(c.DeclareEmergency(unit="S1"))
    p.when(c.AssignUnits(call=call, units=("S1",)))
    p.refused("unit_in_emergency", "units")
    p.sent(call, "A7")
    p.when(c.AssignUnits(call=call, units=("A7",)))
    p.refused("already_assigned", "units")
    p.when(c.AssignUnits(call=call, units=("A7", "A3")))
    p.then(ev(e.UnitAssigned, unit="A3"), warned="A7 is on call 26-000001 already")
    p.when(c.AssignUnits(call="nosuch", units=("A7",)))
    p.refused("not_found")


@play
def one_out_of_service_is_sent_with_a_mark(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.unit("A7", UnitStatus.OO)
    p.when(c.AssignUnits(call=call, units=("A7",)))
    p.then(
        ev(e.UnitAssigned, warning="A7 was out of service (vehicle, equipment) and is sent all the same."),
        warned="sent all the same",
    )


@play
def a_second_call_never_touches_the_first(p: Playbook) -> None:
    first, second = p.call("FIGHT"), p.call("DOOR")
    assignment = p.sent(first, "A7", status=UnitStatus.OS)
    before = p.the_call(first), p.state.assignments[assignment], p.state.timers["check:A7"]
    unit = p.the_unit("A7")
    p.wait(minutes=1)
    p.when(c.AssignUnits(call=second, units=("A7",)))
    answer = p.then(ev(e.UnitAssigned, stacked=True, call=second), warned="waits behind it")
    assert (p.the_call(first), p.state.assignments[assignment], p.state.timers["check:A7"]) == before
    now = p.the_unit("A7")
    assert (now.status, now.call, now.assignment, now.since) == (unit.status, first, assignment, unit.since)
    assert now.stack == (answer.refs["assignments"][0],)
    assert p.state.assignments[now.stack[0]].status is AssignmentStatus.STACKED
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.AI))
    p.then(ev(e.UnitStatusChanged, call=first))
    assert p.the_call(second).status is CallStatus.PENDING
    assert "t_onscene" not in p.the_call(second).times


@play
def what_waits_comes_next_when_the_unit_is_free(p: Playbook) -> None:
    first, second, third = p.call("FIGHT"), p.call("DOOR"), p.call("THEFT")
    p.sent(first, "A7")
    waiting = p.sent(second, "A7")
    p.sent(third, "A7")
    p.when(c.ClearUnit(unit="A7"))
    p.then(
        ev(e.UnitCleared, call=first),
        ev(e.UnitAssigned, call=second, assignment=waiting, stacked=False, status=UnitStatus.DP),
    )
    p.unit("A7", UnitStatus.OS)
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.RW))
    p.then(ev(e.UnitCleared, call=second, status=UnitStatus.RW))
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.AV))
    p.then(ev(e.UnitStatusChanged), ev(e.UnitAssigned, call=third, stacked=False))


@play
def a_unit_that_goes_home_leaves_nothing_waiting(p: Playbook) -> None:
    first, second = p.call("FIGHT"), p.call("DOOR")
    p.sent(first, "A7")
    p.sent(second, "A7")
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.OFF))
    p.then(
        ev(e.UnitCleared, call=first, status=UnitStatus.OFF),
        ev(e.UnitCleared, call=second, status=UnitStatus.OFF),
        warned="Unusual change",
    )
    assert p.the_call(second).status is CallStatus.PENDING
    assert not p.the_unit("A7").stack


@play
def a_p1_never_waits(p: Playbook) -> None:
    fight, weapon = p.call("FIGHT"), p.call("WEAPON")
    p.sent(fight, "A7")
    p.when(c.AssignUnits(call=weapon, units=("A7",)))
    p.refused("never_stack_p1", "units")
    p.when(c.AssignUnits(call=weapon, units=("A7",), preempt=True))
    p.then(
        ev(e.UnitPreempted, call=fight, by_call=weapon, last=True),
        ev(e.UnitAssigned, call=weapon, stacked=False),
    )
    left = p.the_call(fight)
    assert (left.status, left.preempted) == (CallStatus.PENDING, True)
    p.when(c.AssignUnits(call=fight, units=("A3",)))
    p.then(ev(e.UnitAssigned))
    assert not p.the_call(fight).preempted


@play
def preempting_needs_enough_difference(p: Playbook) -> None:
    p2, p3, p4 = p.call("FIGHT"), p.call("THEFT"), p.call("PATROL")
    p.sent(p3, "A7")
    p.sent(p4, "A3")
    p.when(c.AssignUnits(call=p2, units=("A7",), preempt=True))
    p.refused("preempt_not_allowed", "preempt")
    p.when(c.AssignUnits(call=p2, units=("A3",), preempt=True))
    p.then(ev(e.UnitPreempted, call=p4), ev(e.UnitAssigned, call=p2))


@play
def a_unit_is_pulled_to_a_call_that_waited_for_it(p: Playbook) -> None:
    patrol, fight = p.call("PATROL"), p.call("FIGHT")
    p.sent(patrol, "A7")
    waiting = p.sent(fight, "A7")
    p.when(c.AssignUnits(call=fight, units=("A7",), preempt=True))
    p.then(ev(e.UnitPreempted, call=patrol), ev(e.UnitAssigned, assignment=waiting, stacked=False))
    assert not p.the_unit("A7").stack


@play
def a_check_follows_the_unit_to_its_new_call(p: Playbook) -> None:
    patrol, weapon = p.call("PATROL"), p.call("WEAPON")
    p.sent(patrol, "A7", status=UnitStatus.OS)
    p.when(c.AssignUnits(call=weapon, units=("A7",), preempt=True, status=UnitStatus.OS))
    p.then(ev(e.UnitPreempted), ev(e.UnitAssigned))
    timer = p.state.timers["check:A7"]
    assert (timer.call, timer.due - p.now) == (weapon, timedelta(minutes=10))


@play
def a_unit_clears(p: Playbook) -> None:
    p.when(c.ClearUnit(unit="A7"))
    p.refused("not_on_call", "unit")
    p.when(c.ClearUnit(unit="NOSUCH"))
    p.refused("unknown_unit", "unit")
    p.when(c.ClearUnit(unit="A7", disposition="NOSUCH"))
    p.refused("unknown_disposition", "disposition")
    assignment = p.sent(p.call("FIGHT"), "A7")
    p.when(c.ClearUnit(unit="A7"), by=ADAM7)
    p.then(ev(e.UnitCleared, unit="A7", status=UnitStatus.AV))
    assert p.state.assignments[assignment].status is AssignmentStatus.CLEARED
    assert (p.the_unit("A7").call, p.the_unit("A7").site) == (None, None)


@play
def a_status_names_the_right_call_and_site(p: Playbook) -> None:
    fight, theft = p.call("FIGHT"), p.call("THEFT")
    p.sent(fight, "A7")
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.OS, call=theft))
    p.refused("not_on_that_call", "call")
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.OS, call="nosuch"))
    p.refused("not_found")
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.OS, site="NOSUCH"))
    p.refused("unknown_site", "site")
    p.when(c.SetUnitStatus(unit="NOSUCH", status=UnitStatus.OS))
    p.refused("unknown_unit", "unit")
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.OS, call=fight, text="at the gym"))
    p.then(ev(e.UnitStatusChanged, text=Protected("at the gym"), site="GRHS", old=UnitStatus.DP))


@play
def words_and_people_are_kept_with_a_status_that_ends_a_call(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7", status=UnitStatus.OS)
    p.when(
        c.SetUnitStatus(unit="A7", status=UnitStatus.AP, site="ELMS", members=("Quinn", "Ruiz"), text="bye")
    )
    p.then(ev(e.UnitCleared), ev(e.UnitStatusChanged, assignment=None, text=Protected("bye")))
    assert (p.the_unit("A7").site, p.the_unit("A7").members) == ("ELMS", ("Quinn", "Ruiz"))


@play
def the_desk_may_do_what_the_field_may_not(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7")
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.AH), by=ADAM7)
    p.refused("illegal_transition", "status")
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.AH), by=MARIA)
    p.then(
        ev(e.UnitStatusChanged, warning="Unusual change: Dispatched to At destination / hospital."),
        warned="Unusual change",
    )


@play
def an_officer_emergency_is_never_blocked(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.sent(call, "A7", status=UnitStatus.OS)
    seen = LastPosition(
        lat_e7=395_000_100, lon_e7=-1_051_000_100, at=p.now - timedelta(seconds=40), accuracy_m=12
    )
    p.when(c.DeclareEmergency(unit="A7"), by=ADAM7, positions={"A7": seen})
    answer = p.then(
        ev(e.CallCreated, type="OFCEMR", priority=Priority.P1, device="A7"),
        ev(e.CallsLinked, other=call),
        ev(e.EmergencyDeclared, unit="A7", lat_e7=395_000_100, accuracy_m=12, position_at=seen.at),
        ev(e.TrafficHeld, unit="A7"),
    )
    unit = p.the_unit("A7")
    assert (unit.status, unit.call) == (UnitStatus.EM, call)
    assert p.state.alarms["emergency:A7"].call == answer.refs["call"]
    assert "check:A7" not in p.state.timers
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.EM, text="again"), by=ADAM7)
    p.then(ev(e.EmergencyDeclared, call=answer.refs["call"], text=Protected("again")))
    assert p.state.alarms["emergency:A7"].count == 2
    p.when(c.DeclareEmergency(unit="NOSUCH"))
    p.refused("unknown_unit", "unit")


@play
def an_emergency_with_its_own_position_and_off_duty(p: Playbook) -> None:
    p.unit("A7", UnitStatus.LOG)
    p.unit("A7", UnitStatus.OFF)
    p.when(
        c.DeclareEmergency(unit="A7", source=EmergencySource.RADIO, lat_e7=395_000_200, lon_e7=-1_051_000_200)
    )
    p.then(
        ev(e.CallCreated),
        ev(e.EmergencyDeclared, source=EmergencySource.RADIO, lat_e7=395_000_200),
        ev(e.TrafficHeld),
    )


@play
def only_the_desk_ends_an_emergency_and_only_with_the_code_word(p: Playbook) -> None:
    call = p.call("FIGHT")
    assignment = p.sent(call, "A7")
    ending = c.ClearEmergency(
        unit="A7", confirmed_how=Confirmation.VOICE, confirmed_by="Sgt. Dunn", code_word_given=True
    )
    p.when(ending)
    p.refused("no_emergency", "unit")
    p.given(c.DeclareEmergency(unit="A7"), by=ADAM7)
    p.when(ending, by=ADAM7)
    p.refused("forbidden")
    p.when(c.ClearUnit(unit="A7"))
    p.refused("emergency_in_force", "unit")
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.AV))
    p.refused("emergency_in_force", "unit")
    p.when(
        c.ClearEmergency(unit="A7", confirmed_how=Confirmation.VOICE, confirmed_by="x", code_word_given=False)
    )
    p.refused("code_word_needed", "code_word_given")
    p.when(
        c.ClearEmergency(
            unit="A7",
            confirmed_how=Confirmation.VOICE,
            confirmed_by="x",
            code_word_given=True,
            status=UnitStatus.ML,
        )
    )
    p.refused("bad_value", "status")
    p.when(
        c.ClearEmergency(
            unit="NOSUCH", confirmed_how=Confirmation.VOICE, confirmed_by="x", code_word_given=True
        )
    )
    p.refused("unknown_unit", "unit")
    p.when(ending)
    p.then(ev(e.EmergencyCleared, confirmed_by="Sgt. Dunn", status=UnitStatus.OS), warned="still on call")
    assert p.state.assignments[assignment].unit_status is p.the_unit("A7").status is UnitStatus.OS
    assert p.the_call(call).status is CallStatus.ON_SCENE
    assert "emergency:A7" not in p.state.alarms


@play
def after_an_emergency_what_waited_comes_next(p: Playbook) -> None:
    p.sent(p.call("FIGHT"), "A7")
    door = p.call("DOOR")
    p.sent(door, "A7")
    p.unit("A7", UnitStatus.RW)
    p.given(c.DeclareEmergency(unit="A7"))
    p.when(
        c.ClearEmergency(
            unit="A7", confirmed_how=Confirmation.FACE_TO_FACE, confirmed_by="x", code_word_given=True
        )
    )
    p.then(ev(e.EmergencyCleared, status=UnitStatus.AV), ev(e.UnitAssigned, call=door))


@play
def a_check_is_answered(p: Playbook) -> None:
    p.when(c.ResetCheck(unit="A7"))
    p.refused("no_check_running", "unit")
    p.when(c.ResetCheck(unit="NOSUCH"))
    p.refused("unknown_unit", "unit")
    p.sent(p.call("FIGHT"), "A7", status=UnitStatus.OS)
    assert p.the_unit("A7").check_due == p.now + timedelta(minutes=15)
    p.wait(minutes=3)
    p.when(c.ResetCheck(unit="A7", minutes=7), by=ADAM7)
    p.then(ev(e.CheckReset, minutes=7))
    assert p.the_unit("A7").check_due == p.now + timedelta(minutes=7)
    p.given(c.ResetCheck(unit="A7"))
    assert p.the_unit("A7").check_due == p.now + timedelta(minutes=15)


@play
def how_often_a_unit_is_asked(p: Playbook) -> None:
    def minutes(unit: str) -> int:
        due = p.the_unit(unit).check_due
        assert due is not None
        return (due - p.now) // timedelta(minutes=1)

    p.sent(p.call("WEAPON"), "A7", status=UnitStatus.OS)
    p.sent(p.call("SUSPER"), "A3", status=UnitStatus.OS)
    p.unit("C12", UnitStatus.BC, site="GRHS")
    pair = p.call("SUSPER", site="ELMS")
    p.sent(pair, "S1")
    p.when(c.AssignUnits(call=pair, units=("SRO5",), status=UnitStatus.OS))
    p.then(ev(e.UnitAssigned))
    asked = {unit: minutes(unit) for unit in ("A7", "A3", "C12", "SRO5")}
    assert asked == {"A7": 10, "A3": 5, "C12": 20, "SRO5": 15}
