"""Whom to send: the order is what is shown, stale is never near, nobody is named twice, and what is missing is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.domain import commands as c
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.crews import DutyShift, Equipment, EquipmentMark
from dispatch.domain.decide import LastPosition
from dispatch.domain.recommend import Candidate, NeedKind, Recommendation, Source, Wanted, recommend
from dispatch.domain.roster import Unit, UnitKind
from dispatch.domain.vocabulary import Priority
from tests.domain.district import ABBY, ADAM3, ELMS, GRHS, T0
from tests.domain.playbook import Playbook

NOW = T0 + timedelta(hours=1)
FIGHT = Wanted(type="FIGHT", priority=Priority.P2, site="GRHS")
WEAPON = Wanted(type="WEAPON", priority=Priority.P1, site="GRHS")
VANDAL = Wanted(type="VANDAL", priority=Priority.P3, site="GRHS")


def on_duty(*units: str, status: UnitStatus = UnitStatus.AV) -> Playbook:
    book = Playbook.opened(lawful=False)
    for unit in book.state.units:
        if unit not in units:
            book.unit(unit, UnitStatus.OFF)
        elif status is not book.the_unit(unit).status:
            book.unit(unit, status)
    book.now = NOW
    return book


def spot(north_m: int = 0, *, age_s: int = 20, accuracy_m: int | None = 12) -> LastPosition:
    """So far north of Granite Ridge High."""
    return LastPosition(
        lat_e7=GRHS.lat_e7 + round(north_m / 111_195 * 1e7),
        lon_e7=GRHS.lon_e7,
        at=NOW - timedelta(seconds=age_s),
        accuracy_m=accuracy_m,
    )


def named(found: Recommendation, unit: str) -> Candidate:
    return next(one for one in found.candidates if one.unit == unit)


def need(found: Recommendation, code: str):  # type: ignore[no-untyped-def]
    return next(one for one in found.needs if one.code == code)


def test_the_sentence_is_made_of_the_numbers_that_the_order_rests_on() -> None:
    book = on_duty("A7", "A3")
    found = recommend(book.state, {"A7": spot(1000), "A3": spot(3000)}, FIGHT, NOW)
    best = found.candidates[0]
    assert (best.unit, best.metres, best.eta_s, best.source) == ("A7", 1000, 126, Source.LIVE)
    assert best.sentence.startswith("Closest: 2:06 from near Granite Ridge Annex (position 20 s old); patrol")
    assert "no call yet this shift" in best.sentence
    assert found.closest_s == 126
    assert found.summary == "2 of 4 available · closest 2:06"


def test_an_old_position_falls_back_to_what_is_known_and_never_to_nothing() -> None:
    book = on_duty("A7", "SRO5", "C12")
    positions = {"SRO5": spot(0, age_s=301), "C12": spot(9000, accuracy_m=5000)}
    found = recommend(book.state, positions, FIGHT, NOW)
    sro, cso, car = named(found, "SRO5"), named(found, "C12"), named(found, "A7")
    assert (sro.source, sro.eta_s) == (Source.HOME, 60), "its home is the very site: still a minute"
    assert sro.doubt == "its position is 5 min old and not used"
    assert "estimated: its position is 5 min old and not used" in sro.sentence
    assert (cso.source, cso.doubt) == (Source.HOME, "its position is good to 5000 m only and not used")
    assert (car.source, car.eta_s, car.doubt) == (Source.NONE, None, "no position heard")
    assert found.candidates[-1].unit == "A7", "who may be anywhere stands last"


def test_a_beat_is_the_middle_of_its_sites() -> None:
    book = on_duty("A7")
    book.given(
        c.DefineRoster(
            sites=tuple(replace(one, sector="North") for one in (GRHS, ELMS)),
            units=(Unit(code="A7", unit_kind=UnitKind.PATROL, agency="PMSD", sector="North"),),
        ),
        by=ABBY,
    )
    car = named(recommend(book.state, {}, FIGHT, NOW), "A7")
    assert (car.source, car.on_beat) == (Source.BEAT, True)
    assert car.metres is not None
    assert 6000 < car.metres < 8000


def test_who_is_on_the_call_is_never_named_again_and_counts() -> None:
    book = on_duty("A7", "A3", "SRO5", "C12", "S1")
    call = book.call("FIGHT")
    wanted = replace(FIGHT, call=call)
    first = recommend(book.state, {}, wanted, NOW)
    assert set(first.units) == {"C12", "SRO5", "A3", "A7"}, "campus, SRO, patrol and a backup"
    book.sent(call, "C12", "A7")
    second = recommend(book.state, {}, wanted, NOW)
    assert {one.unit for one in second.candidates} == {"A3", "SRO5", "S1"}
    assert need(second, "PAT").on_call == ("A7",)
    assert set(second.units) == {"SRO5", "A3"} or set(second.units) == {"SRO5", "S1"}
    book.sent(call, *second.units)
    assert recommend(book.state, {}, wanted, NOW).units == ()
    assert (
        recommend(book.state, {}, wanted, NOW).summary == "Everybody whom the plan asks for is on the call."
    )


def test_a_call_that_waits_for_a_unit_does_not_get_it_named() -> None:
    book = on_duty("A7", "A3")
    other, call = book.call("FIGHT"), book.call("FIGHT")
    book.sent(other, "A7")
    book.sent(call, "A7")
    found = named(recommend(book.state, {}, replace(FIGHT, call=call), NOW), "A7")
    assert (found.eligible, found.why_not) == (False, "Not recommended: this call waits for it already.")


def test_a_meal_is_left_alone_until_it_has_lasted_or_life_is_at_risk() -> None:
    book = on_duty("A7")
    book.unit("A7", UnitStatus.ML)
    began = book.now
    p1 = replace(FIGHT, priority=Priority.P1)
    at_first = named(recommend(book.state, {}, FIGHT, began + timedelta(minutes=9)), "A7")
    assert (at_first.eligible, at_first.why_not) == (False, "Not recommended: at a meal since 9 min.")
    later = named(recommend(book.state, {}, FIGHT, began + timedelta(minutes=10)), "A7")
    assert (later.eligible, later.interrupts) == (True, True)
    assert named(recommend(book.state, {}, p1, began), "A7").eligible


def test_a_unit_on_a_lower_call_is_offered_but_never_in_the_set() -> None:
    book = on_duty("A7", "A3", "S1")
    book.sent(book.call("THEFT"), "S1")
    found = recommend(book.state, {"S1": spot(100)}, WEAPON, NOW)
    chief = named(found, "S1")
    assert (chief.eligible, chief.pulled, chief.recommended) == (True, True, False)
    assert need(found, "SUP").missing == "No supervisor is free: nearest is S1 on 26-000001, pre-emptable."
    assert chief.why_not == "Not recommended: on 26-000001; it can be pre-empted if you say so."
    low = recommend(book.state, {}, replace(FIGHT, priority=Priority.P2), NOW)
    assert named(low, "S1").eligible is False, "a P3 is not outranked by a P2"


def test_who_is_nearer_and_not_named_says_why() -> None:
    book = on_duty("A7", "A3", "S1")
    book.unit("A3", UnitStatus.OO)
    found = recommend(
        book.state,
        {"A7": spot(5000), "A3": spot(100), "S1": spot(200)},
        VANDAL,
        NOW,
    )
    assert found.units == ("A7",)
    assert named(found, "A3").why_not == "Not recommended: out of service (vehicle, equipment)."
    assert named(found, "S1").why_not == "Not recommended: supervisor, and the plan asks for patrol."
    book.unit("A3", UnitStatus.AV)
    found = recommend(
        book.state,
        {"A7": spot(5040), "A3": spot(5000)},
        VANDAL,
        NOW,
    )
    assert found.units == ("A7",), "as near, and it has waited longer"
    assert "about as near and has waited longer" in (named(found, "A3").why_not or "")


def test_every_plan_is_understood_and_a_grave_call_always_has_a_backup() -> None:
    book = on_duty("A7", "A3", "S1", "C12", "SRO5")
    for kind in INCIDENT_TYPES.values():
        wanted = Wanted(type=kind.code, priority=Priority(kind.priority), site="GRHS")
        found = recommend(book.state, {}, wanted, NOW)
        has = any(one.need_kind is NeedKind.BACKUP for one in found.needs)
        assert has is (kind.priority <= 2), kind.code
        assert all(one.met or one.missing for one in found.needs), kind.code


def test_the_psap_comes_first_and_people_who_are_no_units_are_called_out() -> None:
    book = on_duty("A7", "A3")
    call = book.call("FIRE")
    wanted = Wanted(type="FIRE", priority=Priority.P1, site="GRHS", call=call)
    found = recommend(book.state, {}, wanted, NOW)
    assert (found.needs[0].need_kind, found.needs[0].met) == (NeedKind.PSAP, False)
    assert need(found, "FAC").missing == "Call out by phone: facilities on call."
    book.given(c.NotifyPsap(call=call))
    assert recommend(book.state, {}, wanted, NOW).needs[0].met


def test_everybody_who_is_near_goes_to_shots() -> None:
    book = on_duty("A7", "A3")
    wanted = Wanted(type="ACTSHT", priority=Priority.P1, site="GRHS")
    found = recommend(book.state, {"A7": spot(2000), "A3": spot(4000)}, wanted, NOW)
    assert need(found, "PAT").proposed == ("A7", "A3")


# --- with any district --------------------------------------------------------------------------------------------------------------

STATUSES = [one for one in UnitStatus if one is not UnitStatus.EM]
places = st.one_of(
    st.none(),
    st.builds(
        spot,
        st.integers(-12_000, 12_000),
        age_s=st.integers(0, 900),
        accuracy_m=st.one_of(st.none(), st.integers(1, 3000)),
    ),
)


@st.composite
def mornings(draw: st.DrawFn) -> Recommendation:
    book = Playbook.opened(lawful=False)
    kinds = list(UnitKind)
    homes = st.sampled_from([None, "GRHS", "ELMS", "FARM"])
    units = tuple(
        Unit(code=f"U{n}", unit_kind=draw(st.sampled_from(kinds)), agency="PMSD", home_site=draw(homes))
        for n in range(draw(st.integers(1, 7)))
    )
    book.given(c.DefineRoster(units=units), by=ABBY)
    calls = [book.call(kind) for kind in ("WEAPON", "FIGHT", "THEFT")]
    for code in tuple(book.state.units):
        book.wait(seconds=draw(st.integers(0, 200)))
        book.unit(code, UnitStatus.AV)
        if draw(st.booleans()):
            book.unit(code, draw(st.sampled_from(STATUSES)))
        elif draw(st.booleans()):
            book.sent(draw(st.sampled_from(calls)), code)
    positions = {code: place for code in book.state.units if (place := draw(places)) is not None}
    call = book.the_call(calls[draw(st.integers(0, 2))])
    wanted = Wanted(
        type=draw(st.sampled_from(sorted(INCIDENT_TYPES))),
        priority=draw(st.sampled_from(list(Priority))),
        site="GRHS",
        call=draw(st.sampled_from([None, call.id])),
    )
    found = recommend(book.state, positions, wanted, max(book.now, NOW))
    if wanted.call is not None:
        assert not {one.unit for one in found.candidates} & set(call.units)
    return found


def costs(one: Candidate) -> tuple[float, ...]:
    """Every shown criterion, smaller is better."""
    return (
        one.pulled,
        float("inf") if one.eta_s is None else one.eta_s,
        one.interrupts,
        0 if one.assigned else 1 if one.on_beat else 2,
        one.calls_this_shift,
        -one.idle_s,
    )


def beats(one: Candidate, other: Candidate) -> bool:
    """No worse on anything that is shown, and better on something."""
    mine, its = costs(one), costs(other)
    return all(a <= b for a, b in zip(mine, its, strict=True)) and mine != its


@settings(max_examples=150, deadline=None)
@given(mornings())
def test_nobody_named_is_beaten_on_every_shown_criterion(found: Recommendation) -> None:
    eligible = [one for one in found.candidates if one.eligible]
    for place, one in enumerate(eligible):
        assert not any(beats(other, one) for other in eligible[place + 1 :]), one
    for one in eligible:
        if one.recommended:
            rivals = [two for two in eligible if two.unit_kind is one.unit_kind and not two.recommended]
            assert not any(beats(two, one) for two in rivals), one


@settings(max_examples=150, deadline=None)
@given(mornings())
def test_what_is_not_known_is_never_near_and_is_said(found: Recommendation) -> None:
    for one in found.candidates:
        assert one.eta_s is None or one.eta_s > 0
        if one.source not in (Source.LIVE, Source.LAST_KNOWN):
            assert one.eta_s is None or one.eta_s >= 60
            assert one.doubt is not None
            assert one.doubt in one.sentence
        else:
            assert one.age_s is not None
            assert one.age_s <= 300
    assert set(found.units) == {one.unit for one in found.candidates if one.recommended}
    assert all(one.eligible and not one.pulled for one in found.candidates if one.recommended)
    worst = max((one.eta_s for one in found.candidates if one.recommended and one.eta_s), default=0)
    nearer = [one for one in found.candidates if not one.recommended and one.eta_s and one.eta_s < worst]
    assert all(one.why_not for one in nearer)


def test_what_is_asked_for_is_what_the_crew_itself_said() -> None:
    book = on_duty("A7", "A3")
    book.given(
        c.SignOn(
            unit="A3",
            shift=DutyShift.DAY,
            capabilities=("Spanish",),
            equipment=(
                EquipmentMark(item=Equipment.AED, ok=True),
                EquipmentMark(item=Equipment.NALOXONE, ok=False),
            ),
        ),
        by=ADAM3,
    )
    wanted = replace(VANDAL, skills=("spanish",))
    found = recommend(book.state, {"A7": spot(100), "A3": spot(5000)}, wanted, NOW)
    assert found.units == ("A3",), "further away, and the only one who can"
    assert named(found, "A7").eligible is False
    assert "without spanish" in (named(found, "A7").why_not or "")
    assert recommend(book.state, {}, replace(VANDAL, equipment=(Equipment.AED,)), NOW).units == ("A3",)
    broken = recommend(book.state, {}, replace(VANDAL, equipment=(Equipment.NALOXONE,)), NOW)
    assert broken.units == ()
    assert "naloxone not in order" in (named(broken, "A3").why_not or "")
    assert "naloxone not looked at this shift" in (named(broken, "A7").why_not or "")
