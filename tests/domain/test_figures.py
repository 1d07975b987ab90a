"""What is measured of calls, orders, alarms and status checks; what is missing, what is not due, and what never counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from dispatch.domain import commands as c
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.kpis import CALLS, KPIS, NOT_RECORDED, Form, Kpi, Target
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus as U
from dispatch.domain.commands import (
    AcknowledgeAlarm,
    AnnounceAction,
    ClearUnit,
    CloseCall,
    EndActionInError,
    EndCall,
    NotifyPsap,
    RaisePanic,
    ReleaseAction,
    ResetCheck,
)
from dispatch.domain.figures import OF_CALLS, Measure, limits, met
from dispatch.domain.state import EMPTY
from dispatch.domain.vocabulary import CallEnd, PanicLevel
from dispatch.log.ledger import Ledger
from tests.domain.playbook import Playbook


def measured(book: Playbook) -> dict[str, list[Measure]]:
    """All that history would have measured, by figure."""
    ledger = Ledger(EMPTY)
    for recorded in book.log:
        ledger.take(recorded)
    ledger.records()
    found: dict[str, list[Measure]] = {}
    for one in ledger.measures():
        found.setdefault(one.kpi, []).append(one)
    return found


def spans(book: Playbook) -> Mapping[str, list[int | None]]:
    """The seconds of each figure; None for what lacks a timestamp."""
    return {
        kpi: [None if one.ms is None else one.ms // 1000 for one in cases]
        for kpi, cases in measured(book).items()
        if kpi != CALLS and KPIS[kpi].form is Form.DURATION
    }


def worked(book: Playbook, call: str, *, psap: bool = True) -> None:
    """A call from the desk to its disposition, by one unit."""
    if psap:
        book.wait(seconds=10)
        book.given(NotifyPsap(call=call))
    book.wait(seconds=10)
    book.sent(call, "A7")
    for status, seconds in ((U.AK, 5), (U.ER, 20), (U.OS, 200)):
        book.wait(seconds=seconds)
        book.unit("A7", status)
    book.wait(seconds=300)
    book.given(ClearUnit(unit="A7", disposition="RPT", outcome="parents called"))


def test_a_p1_call_is_measured_from_the_ring_to_the_scene() -> None:
    book = Playbook.opened()
    call = book.call("MEDLIF", t_ring=book.now - timedelta(seconds=6))
    worked(book, call)
    assert spans(book) == {
        "K01": [6],
        "K04": [0],
        "K05": [10],
        "K06": [20],
        "K10": [25],
        "K11": [245],
    }
    (complete,) = measured(book)["K27"]
    assert (complete.hit, complete.lacks) == (True, None)


def test_a_call_that_still_runs_lacks_nothing_and_one_that_is_closed_says_what_it_lacks() -> None:
    book = Playbook.opened()
    call = book.call("MEDLIF")
    book.wait(minutes=5)
    assert spans(book) == {"K04": [0]}
    book.given(CloseCall(call=call, disposition="NRPT", outcome="handled by phone"))
    assert spans(book) == {"K04": [0], "K05": [None], "K06": [None]}
    (incomplete,) = measured(book)["K27"]
    assert incomplete.hit is False
    assert incomplete.lacks == "t_dispatched t_enroute t_onscene t_911_notified"


def test_who_ended_without_units_was_not_due_to_be_dispatched() -> None:
    book = Playbook.opened()
    call = book.call("FIGHT")
    book.given(EndCall(call=call, end=CallEnd.CANCELLED_BY_CALLER, text="boys made up"))
    assert set(measured(book)) == {CALLS}


def test_p2_and_p3_have_a_figure_each_and_a_new_priority_moves_the_case() -> None:
    book = Playbook.opened()
    first, second = book.call("FIGHT"), book.call("DOOR", "ELMS")
    scheduled = book.call("DOOR", "ELMS", source=CallSource.SCHEDULED)
    book.wait(seconds=30)
    book.sent(first, "A7")
    book.sent(second, "A3")
    book.sent(scheduled, "S1")
    assert {kpi: one for kpi, one in spans(book).items() if kpi.startswith("K07")} == {
        "K07.2": [30],
        "K07.3": [30],
    }


def test_turnout_is_of_each_unit_and_not_of_one_that_was_there() -> None:
    book = Playbook.opened()
    call = book.call("FIGHT")
    book.sent(call, "A7", "A3")
    book.wait(seconds=40)
    book.unit("A7", U.ER)
    book.unit("A3", U.OS)
    book.given(ClearUnit(unit="A3"))
    there = book.call("DOOR", "ELMS")
    book.sent(there, "S1", status=U.OS)
    found = {one.unit: (one.ms, one.lacks) for one in measured(book)["K10"]}
    assert found == {"A7": (40_000, None), "A3": (None, "t_enroute")}


def test_the_first_unit_on_scene_is_that_of_the_department_and_law_enforcement_has_its_own_figure() -> None:
    book = Playbook.opened()
    call = book.call("MEDLIF")
    law = [one.id for one in book.state.units.values() if one.roster.agency == "MPD"]
    assert law, "the district has an SRO"
    book.sent(call, law[0], "A7")
    book.wait(seconds=60)
    book.unit(law[0], U.OS)
    assert "K11" not in spans(book)
    book.wait(seconds=60)
    book.unit("A7", U.OS)
    found = spans(book)
    assert (found["K11"], found["K12"]) == ([120], [60])


def test_an_order_is_measured_from_the_call_and_until_it_is_heard() -> None:
    book = Playbook.opened()
    call = book.call("FIGHT")
    book.wait(seconds=12)
    action = book.action("SECURE", call=call)
    book.wait(seconds=25)
    book.given(AnnounceAction(action=action, announced_by="office"))
    unheard = book.action("HOLD", "ELMS")
    book.given(ReleaseAction(action=unheard, released_by="office"))
    wrong = book.action("SHELTER", "ELMS")
    book.given(EndActionInError(action=wrong, reason="wrong school", called_back="office"))
    found = spans(book)
    assert found["K08"] == [12]
    assert found["K09"] == [25, None]


def test_an_alert_is_answered_after_so_long_or_never() -> None:
    book = Playbook.opened()
    book.given(RaisePanic(site="GRHS", source=CallSource.PANIC_WEARABLE))
    (alarm,) = [one.id for one in book.state.alarms.values() if one.alarm_kind == "panic"]
    book.wait(seconds=7)
    book.given(AcknowledgeAlarm(alarm=alarm))
    assert 7 in spans(book)["K03"]


def test_a_false_alert_counts_once_it_has_ended_and_a_test_is_marked_as_one() -> None:
    book = Playbook.opened()
    press = RaisePanic(site="GRHS", source=CallSource.PANIC_WEARABLE, level=PanicLevel.STAFF_ASSIST)
    refs = book.given(press)
    book.given(RaisePanic(site="ELMS", source=CallSource.PANIC_WEARABLE, test=True))
    assert "K22" not in measured(book)
    book.given(CloseCall(call=str(refs["call"]), disposition="ACCID", outcome="dropped"))
    (one,) = measured(book)["K22"]
    assert (one.hit, one.mode) == (True, Mode.ACTUAL)
    assert Mode.TEST in {case.mode for case in measured(book)[CALLS]}


def test_status_checks_are_on_time_or_late_and_each_counts_once() -> None:
    book = Playbook.opened()
    call = book.call("FIGHT")
    book.sent(call, "A7")
    book.unit("A7", U.OS)
    book.given(ResetCheck(unit="A7"))
    book.fall("status_check")
    book.given(ResetCheck(unit="A7"))
    book.fall("status_check")
    book.fall("status_check")
    book.given(ResetCheck(unit="A7"))
    assert [one.hit for one in measured(book)["K21"]] == [True, True, False]


def test_everything_that_a_call_measures_is_measured_anew_with_it() -> None:
    book = Playbook.opened()
    worked(book, book.call("MEDLIF", t_ring=book.now))
    of_the_call = {kpi for kpi, cases in measured(book).items() if any(one.call for one in cases)}
    assert of_the_call - {"K03", "K08", "K09", "K21"} <= set(OF_CALLS)
    assert set(OF_CALLS) - {CALLS} <= set(KPIS)


@pytest.mark.parametrize(
    ("kpi", "counted", "within", "judged"),
    [
        ("K06", 100, (90, 95), True),
        ("K06", 100, (90, 94), False),
        ("K06", 0, (0, 0), None),
        ("K12", 5, (), None),
        ("K21", 100, (98,), True),
        ("K21", 1000, (979,), False),
        ("K22", 100, (5,), False),
        ("K22", 100, (4,), True),
    ],
)
def test_a_target_is_reached_or_not(
    kpi: str, counted: int, within: tuple[int, ...], judged: bool | None
) -> None:
    assert met(KPIS[kpi], counted, within) is judged


def test_the_set_is_whole_and_says_what_it_does_not_record() -> None:
    numbers = {one.partition(".")[0] for one in KPIS} | {name for name, _ in NOT_RECORDED}
    assert numbers == {f"K{number:02}" for number in range(1, 28)}
    assert limits("K06") == (60_000, 90_000)
    for one in KPIS.values():
        assert isinstance(one, Kpi)
        assert all(isinstance(target, Target) for target in one.targets)
        assert "complian" not in f"{one.name} {one.benchmark}".lower()


def test_how_long_nobody_was_named_is_measured() -> None:
    book = Playbook.opened(lawful=False)
    call = book.call("WEAPON")
    action = book.action("SECURE", call=call)
    (incident,) = book.state.incidents
    book.wait(seconds=70)
    moreno = o.EstablishCommand(incident=incident, post="lot", name="Moreno", title="Lt.", agency="MPD")
    book.given(moreno)
    book.given(c.EndActionInError(action=action, reason="over", called_back="Front desk"))
    book.given(c.EndCall(call=call, end=CallEnd.CANCELLED_BY_CALLER))
    book.given(o.TerminateCommand(incident=incident))
    book.given(o.CloseIncident(incident=incident))
    other = book.call("FIGHT")
    book.sent(other, "A7", status=U.OS)
    book.given(o.PromoteCall(call=other))
    book.wait(seconds=30)
    book.given(c.ClearUnit(unit="A7"))
    book.given(c.CloseCall(call=other, disposition="NRPT", outcome="done"))
    found = measured(book)
    assert [(one.ms, one.lacks) for one in found["K13"]] == [
        (70_000, None),
        (None, "t_command_established"),
    ]
    assert [one.ms for one in found["K15"]] == [70_000, 30_000]
