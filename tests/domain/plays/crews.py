"""Crews: people sign on to units and off, and hold what their unit holds for as long as that."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.crews import DutyShift, Equipment, EquipmentMark
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.text import Protected
from tests.domain.district import ADAM3, ADAM7, CARL, MARIA, RITA
from tests.domain.playbook import Playbook, ev, play

DAY = DutyShift.DAY


def _off(p: Playbook, *units: str) -> None:
    for unit in units:
        p.unit(unit, UnitStatus.LOG)
        p.unit(unit, UnitStatus.OFF)


@play
def signing_on_puts_the_unit_on_duty_with_its_people_and_things(p: Playbook) -> None:
    _off(p, "A7")
    order = c.SignOn(
        unit="A7",
        shift=DAY,
        vehicle="12",
        partners=("Lee Park",),
        capabilities=("armed", "naloxone"),
        equipment=(
            EquipmentMark(item=Equipment.RADIO, ok=True),
            EquipmentMark(item=Equipment.AED, ok=False),
        ),
        faults="Battery of the AED is low",
    )
    p.when(order, by=ADAM7)
    p.then(ev(e.CrewSignedOn, unit="A7", person="adam", vehicle="12", status=UnitStatus.AV))
    crew, unit = p.state.crews["A7"], p.the_unit("A7")
    assert (unit.status, unit.members, unit.can) == (
        UnitStatus.AV,
        ("Adam", "Lee Park"),
        ("armed", "naloxone"),
    )
    assert (crew.vehicle, crew.not_in_order, crew.checked_by) == ("12", (Equipment.AED,), "Adam")
    assert isinstance(crew.faults, Protected)
    assert unit.on_duty_since == p.now
    _off(p, "A7")
    assert "A7" not in p.state.crews
    assert (p.the_unit("A7").members, p.the_unit("A7").can) == ((), ())


@play
def who_is_not_ready_is_logged_on_and_not_sent(p: Playbook) -> None:
    _off(p, "A7")
    p.when(c.SignOn(unit="A7", shift=DutyShift.NIGHT, ready=False), by=ADAM7)
    p.then(ev(e.CrewSignedOn, status=UnitStatus.LOG))
    assert p.the_unit("A7").status is UnitStatus.LOG


@play
def two_in_one_unit_sign_off_one_after_the_other(p: Playbook) -> None:
    _off(p, "A7", "A3")
    p.given(c.SignOn(unit="A7", shift=DAY, partners=("Abel",), vehicle="12"), by=ADAM7)
    p.when(c.SignOn(unit="A7", shift=DAY, capabilities=("K9",)), by=ADAM3)
    p.then(ev(e.CrewSignedOn, unit="A7", status=None))
    assert p.the_unit("A7").members == ("Adam", "Abel"), "who was only named is there himself now"
    assert p.state.crews["A7"].vehicle == "12"
    assert parts_of_actor(p.state, ADAM3) == ("field", "unit:A7")
    p.when(c.SignOff(unit="A7"), by=ADAM7)
    p.then(ev(e.CrewSignedOff, last=False, name="Adam"))
    assert p.the_unit("A7").status is UnitStatus.AV
    assert parts_of_actor(p.state, ADAM7) == (), "it is Abel's shift, not his"
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.ML), by=ADAM7)
    p.refused("forbidden")
    p.when(c.SignOff(unit="A7"), by=ADAM3)
    p.then(ev(e.CrewSignedOff, last=True))
    assert p.the_unit("A7").status is UnitStatus.OFF
    assert parts_of_actor(p.state, ADAM7) == ("unit:A7",)


@play
def who_signs_on_to_another_unit_leaves_his_own(p: Playbook) -> None:
    p.given(c.SignOn(unit="A7", shift=DAY), by=ADAM7)
    p.when(c.SignOn(unit="A3", shift=DAY), by=ADAM7)
    p.then(ev(e.CrewSignedOff, unit="A7", last=True), ev(e.CrewSignedOn, unit="A3", status=None))
    assert p.the_unit("A7").status is UnitStatus.OFF
    p.when(c.SetUnitStatus(unit="A3", status=UnitStatus.ML), by=ADAM7)
    p.then(ev(e.UnitStatusChanged, unit="A3"))
    assert p.log[-1].actor.unit == "A3", "the record says for which unit he spoke"
    p.when(c.SignOn(unit="SRO5", shift=DAY), by=ADAM7)
    p.refused("other_agency", "unit")
    p.when(c.SignOn(unit="NONE", shift=DAY), by=CARL)
    p.refused("unknown_unit", "unit")
    p.when(c.SignOn(unit="SRO5", shift=DAY), by=RITA)
    p.then(ev(e.CrewSignedOn, unit="SRO5"))


@play
def nobody_leaves_a_call_with_nobody_on_it(p: Playbook) -> None:
    p.given(c.SignOn(unit="A7", shift=DAY), by=ADAM7)
    call = p.call("FIGHT")
    p.sent(call, "A7")
    p.when(c.SignOff(unit="A7"), by=ADAM7)
    p.refused("on_call", "unit")
    p.when(c.SignOn(unit="A3", shift=DAY), by=ADAM7)
    p.refused("on_call", "unit")
    p.given(c.SignOn(unit="A7", shift=DAY), by=ADAM3)
    p.when(c.SignOff(unit="A7"), by=ADAM7)
    p.then(ev(e.CrewSignedOff, last=False))
    p.given(c.DeclareEmergency(unit="A7"), by=ADAM3)
    p.when(c.SignOff(unit="A7"), by=ADAM3)
    p.refused("emergency_in_force", "unit")


@play
def the_desk_signs_off_whoever_went_home_without_a_word(p: Playbook) -> None:
    p.given(c.SignOn(unit="A7", shift=DAY), by=ADAM7)
    p.given(c.SignOn(unit="A7", shift=DAY), by=ADAM3)
    p.when(c.SignOff(unit="A7", person="adam"), by=ADAM3)
    p.refused("not_yours", "person")
    p.when(c.SignOff(unit="A7", person="carl"), by=MARIA)
    p.refused("not_in_crew", "person")
    p.when(c.SignOff(unit="A7", person="adam"), by=MARIA)
    p.then(ev(e.CrewSignedOff, person="adam", name="Adam", last=False))
    p.when(c.SignOff(unit="A7"), by=MARIA)
    p.then(ev(e.CrewSignedOff, last=True))
    p.when(c.SignOff(unit="A7"), by=MARIA)
    p.then()


@play
def what_waited_for_a_unit_that_goes_home_is_the_desks_again(p: Playbook) -> None:
    p.given(c.SignOn(unit="A7", shift=DAY), by=ADAM7)
    later = p.call("EVENTS", scheduled_for=p.now + timedelta(hours=2))
    p.sent(later, "A7")
    assert p.the_unit("A7").stack
    p.when(c.SignOff(unit="A7"), by=ADAM7)
    p.then(ev(e.CrewSignedOff, last=True), ev(e.UnitCleared, unit="A7", call=later))
    assert not p.the_unit("A7").stack


@play
def a_sign_off_from_an_hour_ago_does_not_take_a_unit_from_its_later_shift(p: Playbook) -> None:
    p.given(c.SignOn(unit="A7", shift=DAY), by=ADAM7)
    p.wait(seconds=3600)
    p.unit("A7", UnitStatus.ML)
    p.when(c.SignOff(unit="A7"), by=ADAM7, at=p.now - timedelta(minutes=30))
    p.then(ev(e.StatusCameLate, unit="A7", status=UnitStatus.OFF, stands=UnitStatus.ML), warned="came late")
    assert p.the_unit("A7").status is UnitStatus.ML
    _off(p, "A7")
    p.when(c.SignOn(unit="A7", shift=DAY), by=ADAM7, at=p.now - timedelta(minutes=30))
    p.then(ev(e.StatusCameLate, unit="A7", status=UnitStatus.AV, stands=UnitStatus.OFF), warned="came late")
    p.when(
        c.SignOn(unit="A7", shift=DAY, equipment=(EquipmentMark(item=Equipment.AED, ok=True),) * 2), by=ADAM7
    )
    p.refused("bad_value", "equipment")
