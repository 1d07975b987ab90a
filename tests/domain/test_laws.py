"""The laws catch what they are there for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dispatch.domain import commands as c
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.evolve import evolve
from dispatch.domain.fold import fold
from dispatch.domain.lens.changes import PartChange, changes
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.state import Key, State
from dispatch.domain.text import TextClass
from tests.domain.district import ADAM7
from tests.domain.laws import (
    applied,
    check_lens,
    check_one_way,
    check_reach,
    check_state,
    check_texts,
    rows_of,
)
from tests.domain.playbook import Playbook


@pytest.fixture
def told() -> tuple[State, State, frozenset[Key]]:
    """A state, the next one, and what was touched between them."""
    p = Playbook.opened(lawful=False)
    p.sent(p.call(), "A7")
    before, seq = p.state, p.state.seq
    p.given(c.SetUnitStatus(unit="A7", status=UnitStatus.OS))
    folded = fold(before, [one for one in p.log if one.seq > seq])
    return before, folded.state, folded.touched


def test_a_key_that_the_fold_forgot_to_name(told: tuple[State, State, frozenset[Key]]) -> None:
    before, after, touched = told
    check_lens(before, after, touched, {})
    for key in touched:
        with pytest.raises(AssertionError, match="frame and snapshot differ"):
            check_lens(before, after, touched - {key}, {})


def test_a_frame_with_what_the_part_already_had(told: tuple[State, State, frozenset[Key]]) -> None:
    before, after, touched = told
    change = changes(before, after, touched)["desk"]
    rows = applied(rows_of(before, "desk"), change)
    with pytest.raises(AssertionError, match="already had"):
        applied(rows, change)
    with pytest.raises(AssertionError, match="only what the part had"):
        applied({}, PartChange(removed={"units": ["A7"]}))


def test_a_broken_state(told: tuple[State, State, frozenset[Key]]) -> None:
    _, state, _ = told
    check_state(state)
    unit = state.units["A7"]
    call = state.calls[unit.call or ""]
    broken: tuple[dict[str, Any], ...] = (
        {"units": {**state.units, "A7": replace(unit, assignment=None)}},
        {"units": {**state.units, "A7": replace(unit, status=UnitStatus.ER)}},
        {"units": {**state.units, "A7": replace(unit, version=state.seq + 1)}},
        {"calls": {call.id: replace(call, units=())}},
        {"calls": {call.id: replace(call, mode=Mode.EXERCISE)}},
        {"calls": {}},
        {"timers": {}},
    )
    for tables in broken:
        with pytest.raises((AssertionError, KeyError)):
            check_state(replace(state, **tables))


def test_a_text_where_it_must_not_be(told: tuple[State, State, frozenset[Key]]) -> None:
    _, state, _ = told
    headline = next(view for key, view in rows_of(state, "field").items() if key[0] == "headlines")
    leaked = evolve(headline, {"room": "canary-1"})
    check_texts(State(), [("desk", leaked)], {"canary-1": TextClass.MEDICAL})
    with pytest.raises(AssertionError):
        check_texts(State(), [("field", leaked)], {"canary-1": TextClass.MEDICAL})
    hidden = evolve(headline, {"room": TextView("a name", TextClass.STUDENT)})
    with pytest.raises(AssertionError):
        check_texts(State(), [("site:GRHS", hidden)], {})


def test_a_record_that_arrives_twice_or_where_it_does_not_belong(
    told: tuple[State, State, frozenset[Key]],
) -> None:
    _, state, _ = told
    rows = {"field": rows_of(state, "field"), "unit:A7": rows_of(state, "unit:A7")}
    check_reach(rows)
    check_one_way(state, rows, [ADAM7])
    unit = rows["field"]["units", "A7"]
    with pytest.raises(AssertionError):
        check_one_way(state, {**rows, "unit:A7": {("units", "A7"): unit}}, [ADAM7])
    with pytest.raises(AssertionError):
        check_reach({"threat": {("units", "A7"): unit}})
    with pytest.raises(AssertionError):
        check_reach({"site:GRHS": {("units", "A7"): unit}})


def test_a_copy_with_a_field_that_is_not_there(told: tuple[State, State, frozenset[Key]]) -> None:
    unit = told[1].units["A7"]
    assert evolve(unit, {"lines": 7}) == replace(unit, lines=7)
    with pytest.raises(TypeError, match="nosuch"):
        evolve(unit, {"nosuch": 1})
