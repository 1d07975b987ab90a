"""What showing costs and says: how often a record is projected for how many, and which lines each part reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.domain.fold import fold
from dispatch.domain.lens import changes as changes_module
from dispatch.domain.lens.changes import _ALIKE, changes
from dispatch.domain.lens.lines import audiences, line_of, lines_for
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.project import project_for
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.state import Key, State
from dispatch.domain.text import TextClass
from tests.domain.district import ANA, MARIA
from tests.domain.playbook import Playbook
from tests.domain.test_lens import busy


def counted(monkeypatch: pytest.MonkeyPatch, p: Playbook, command: Command, **ask: Any) -> Counter[str]:
    """How often records of each table are projected to find the change of every part."""
    before, seq = p.state, p.state.seq
    p.given(command, **ask)
    folded = fold(before, [one for one in p.log if one.seq > seq])
    found: Counter[str] = Counter()

    def counting(state: State, key: Key, kind: str) -> Any:
        found[key[0]] += 1
        return project_for(state, key, kind)

    monkeypatch.setattr(changes_module, "project_for", counting)
    changes(before, folded.state, folded.touched)
    return found


Case = tuple[Callable[[Playbook], Command], dict[str, int]]
WORK: dict[str, Case] = {
    # Before and after: a call for the desk, the auditor and the field; a unit for the desk, the field and itself.
    "status": (
        lambda p: c.SetUnitStatus(unit="A3", status=UnitStatus.ER),
        {"units": 6, "calls": 6, "assignments": 4},
    ),
    "note": (lambda p: c.AddNote(call=p.the_unit("A3").call, text="x"), {"calls": 6}),
    "note about nothing": (lambda p: c.AddNote(text="x"), {}),
    # What is new has no before.
    "new call": (lambda p: c.CreateCall(type="THEFT", site="ELMS"), {"calls": 3}),
    # The ground is touched: only for the unit that is new there is it projected.
    "assignment": (
        lambda p: c.AssignUnits(call=p.the_unit("A3").call or "", units=("S1",)),
        {"units": 6, "calls": 6, "assignments": 2, "sites": 1, "actions": 1, "accountings": 1},
    ),
    "new order": (
        lambda p: c.StartAction(sites=("ANNEX",), type=ActionType.SECURE),
        {"actions": 4, "timers": 2, "notices": 3, "accountings": 2},
    ),
    "panic again": (
        lambda p: c.RaisePanic(site="FARM", building="BARN", room="loft"),
        {"calls": 6, "alarms": 2, "actions": 8, "panics": 2},
    ),
    "same roster": (lambda p: c.DefineRoster(), {}),
}


@pytest.mark.parametrize("name", list(WORK))
def test_the_number_of_projections(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    p = busy()
    make, wanted = WORK[name]
    by = SYSTEM if name == "same roster" else MARIA
    assert dict(counted(monkeypatch, p, make(p), by=by)) == wanted


def test_kinds_that_are_projected_once_look_alike() -> None:
    """Where one kind's view stands for another's, the views are the same for every record there is."""
    state = busy().state
    checked = 0
    for (table, kind), other in _ALIKE.items():
        for record_id in getattr(state, table):
            assert project_for(state, (table, record_id), kind) == project_for(
                state, (table, record_id), other
            )
            checked += 1
    assert checked > 30


def test_more_parts_of_a_kind_cost_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    p = busy()
    call = p.the_unit("A3").call or ""
    few = counted(monkeypatch, p, c.AddReport(call=call, source=CallSource.PARENT))
    p.sent(call, "S1")
    p.sent(call, "SRO5")
    assert len(parts_of(p.state, ("calls", call))) == 7
    assert counted(monkeypatch, p, c.AddReport(call=call, source=CallSource.PARENT)) == few


def test_parts_that_nobody_holds_are_left_out() -> None:
    p = busy()
    before, seq = p.state, p.state.seq
    p.given(c.AddNote(call=p.the_unit("A3").call, text="x"))
    recorded = [one for one in p.log if one.seq > seq]
    folded = fold(before, recorded)
    whole = changes(before, folded.state, folded.touched)
    held = {"unit:A3", "field", "threat"}
    assert changes(before, folded.state, folded.touched, held) == {"unit:A3": whole["unit:A3"]}
    assert changes(before, folded.state, folded.touched, set()) == {}
    assert lines_for(folded.state, recorded[0], held) == {"unit:A3": line_of(recorded[0], "unit:A3")}


# --- lines -----------------------------------------------------------------------------------------------------------


def parts_that_read(p: Playbook, command: Command, **ask: Any) -> list[set[str]]:
    seq = p.state.seq
    p.given(command, **ask)
    return [set(audiences(p.state, one)) for one in p.log if one.seq > seq]


def test_who_reads_which_line() -> None:
    p = busy()
    call = p.the_unit("A3").call
    everybody = {"desk", "auditor"}
    assert parts_that_read(p, c.AddNote(call=call, text="x")) == [everybody | {"unit:A3"}]
    assert parts_that_read(p, c.AddNote(text="x")) == [everybody]
    assert parts_that_read(p, c.AddNote(site="GRHS", text="x")) == [everybody | {"site:GRHS"}]
    medical = c.AddNote(site="GRHS", text="x", text_class=TextClass.MEDICAL)
    assert parts_that_read(p, medical) == [everybody]
    assert parts_that_read(p, c.LogRadio(unit="S1", text="x")) == [everybody | {"unit:S1"}]
    secure = c.StartAction(sites=("ANNEX",), type=ActionType.SECURE)
    assert parts_that_read(p, secure) == [everybody | {"field", "site:ANNEX"}]
    status = c.SetUnitStatus(unit="A3", status=UnitStatus.ER)
    assert parts_that_read(p, status) == [everybody | {"unit:A3"}]
    alarm = next(iter(p.state.alarms))
    assert everybody <= parts_that_read(p, c.AcknowledgeAlarm(alarm=alarm))[0]
    assert parts_that_read(
        p, c.DefineRoster(sites=(replace(p.state.sites["FARM"].roster, staff=3),)), by=SYSTEM
    ) == [set()]


def test_a_line_shows_a_text_whole_or_not_at_all() -> None:
    p = busy()
    p.given(c.StartAction(sites=("ANNEX",), type=ActionType.SECURE, reason="man with a knife"))
    last = p.log[-1]
    shown = {part: line_of(last, part) for part in ("desk", "site:ANNEX", "field")}
    texts = {part: line.detail for part, line in shown.items() if line is not None}
    whole = TextView("man with a knife", TextClass.OPERATIONAL)
    assert texts == {"desk": whole, "site:ANNEX": whole, "field": None}
    assert all(line is not None and "knife" not in line.title for line in shown.values())


def test_a_line_for_a_school_does_not_name_the_call_behind_an_order() -> None:
    p = busy()
    secret = next(call.id for call in p.state.calls.values() if call.type == "SEXOFF")
    p.given(c.StartAction(sites=("GRHS",), type=ActionType.HOLD, call=secret))
    last = p.log[-1]
    at_school, at_desk = line_of(last, "site:GRHS"), line_of(last, "desk")
    assert at_school is not None
    assert at_desk is not None
    assert (at_school.call, at_school.number) == (None, None)
    assert (at_desk.call, at_desk.number) == (secret, "26-000002")


def test_a_correction_names_what_it_corrects() -> None:
    p = busy()
    line = p.given(c.AddNote(site="GRHS", text="x"), by=ANA)["line"]
    p.given(c.CorrectLine(line=line, text="y", reason="typing"))
    view = line_of(p.log[-1], "site:GRHS")
    assert view is not None
    assert (view.supersedes, view.kind) == (line, "LineWritten")
    assert view.reason == TextView("typing", TextClass.OPERATIONAL)
