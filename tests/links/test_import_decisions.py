"""The decision matrix from a table: over the one in force, all or nothing, each wrong field named."""

from __future__ import annotations

from dispatch.domain.catalog.decision_matrix import BUILT_IN, DECISIONS, Party
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.commands import DefineRoster
from dispatch.domain.state import State
from dispatch.links.importing.changes import Verdict
from dispatch.links.importing.decision_table import plan_decisions
from dispatch.links.importing.reading import read_decisions
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.running import order
from tests.links.importing import HOW, district, done, stream

HEAD = "code,label,question,school,law,fire,unified,consult,tell,needed\n"
DOGS = (
    HEAD
    + "dogs,K-9 search,Do dogs go in?,law,command; law,law,Law enforcement,school,fire;dispatch,lockdown\n"
)


def planned(data: str, state: State) -> RosterPlan:
    return plan_decisions(read_decisions(stream(data), HOW), state)


def test_a_new_row_stands_beside_those_that_are_built_in() -> None:
    found = planned(DOGS, district())
    assert [one.verdict for one in found.changes] == [Verdict.NEW]
    state = done(district(), found)
    assert len(state.matrix) == len(BUILT_IN) + 1
    row = state.matrix["DOGS"]
    assert (row.law, row.unified, row.tell) == (
        (Party.COMMAND, Party.LAW),
        (Party.LAW,),
        (Party.FIRE, Party.DISPATCH),
    )
    assert row.needed == (ActionType.LOCKDOWN,)
    again = planned(DOGS, state)
    assert [one.verdict for one in again.changes] == [Verdict.LEFT]
    assert order(again, state)[0] == DefineRoster()


def test_a_cell_changes_what_it_says_and_a_dash_takes_away() -> None:
    state = done(district(), planned("code,law,consult,label\nSTATEMENT,pio,-,\nBUSES,,,-\n", district()))
    row = state.matrix["STATEMENT"]
    assert (row.law, row.consult, row.label) == ((Party.PIO,), (), DECISIONS["STATEMENT"].label)
    assert "BUSES" not in state.matrix
    back = planned("code,law,consult\nSTATEMENT,command;pio,school;law\n", state)
    assert list(back.problems) == []
    assert back.decisions is not None
    assert "BUSES" not in {one.code for one in back.decisions}


def test_what_is_wrong_is_named_by_line_and_field_and_nothing_is_taken() -> None:
    text = (
        HEAD
        + "STATEMENT,,,nobody,,,,,,\n"
        + "UTILITIES,,,,-,,,,,\n"
        + "DOGS,K-9 search,,law,law,law,,,,\n"
        + "BUSES,,,,,,,law;law,,\n"
        + "TACTICS,,,,,,,,,EARTHQUAKE\n"
        + "TACTICS,,,,,,,,,\n"
    )
    found = planned(text, district())
    assert sorted({(one.where, one.field) for one in found.problems}) == [
        ("line 2", "school"),
        ("line 3", "law"),
        ("line 4", "question"),
        ("line 4", "unified"),
        ("line 5", "consult"),
        ("line 6", "needed"),
        ("line 7", "code"),
    ]


def test_a_matrix_without_any_row_is_none() -> None:
    text = "code,label\n" + "".join(f"{row.code},-\n" for row in BUILT_IN)
    assert [one.field for one in planned(text, district()).problems] == ["lines"]
