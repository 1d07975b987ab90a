"""The district's decision matrix from a table: a row for each decision, who may make it by who is in command, who is asked and told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, BinaryIO, Final

from dispatch.domain.catalog.decision_matrix import (
    BUILT_IN,
    PARTY_NAMES,
    MatrixRow,
    Party,
    Regime,
    odd_row,
)
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.state import State
from dispatch.links.importing.cells import Cells, code, list_of, plain, text, word_of
from dispatch.links.importing.changes import Change, Verdict, change
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.rows import Row, Rows, read_rows
from dispatch.links.importing.table import Column

DECISIONS_MAX: Final = 200
_COLUMNS = (
    Column("code", ("decision", "decision type", "row"), needed=True),
    Column("label", ("name", "called", "title")),
    Column("question", ("what is to be decided",)),
    Column("school", ("school commands", "may decide school")),
    Column("law", ("law commands", "may decide law", "police")),
    Column("fire", ("fire commands", "may decide fire")),
    Column("unified", ("unified command", "may decide unified")),
    Column("consult", ("consulted", "asked before")),
    Column("tell", ("told", "informed")),
    Column("needed", ("needed while", "orders")),
)
_PARTIES: Final = {
    **{plain(name): party for party, name in PARTY_NAMES.items()},
    **{plain(party.value): party for party in Party},
}
_ORDERS: Final = {plain(one.value): one for one in ActionType}
_LISTS: Final = (*(regime.value for regime in Regime), "consult", "tell")


def read_decisions(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a decision matrix."""
    return read_rows(stream, encoding, _COLUMNS, _row, "code")


def _row(taken: Cells) -> Row:
    found = taken.one("code", code, needed="the code of the decision, STATEMENT say")
    if taken.raw("label") == "-":
        # A dash for its name takes a row out of the matrix.
        return Row(taken.where, found or "", {"label": None})
    taken.tell("label", text)
    taken.tell("question", text)
    for field in _LISTS:
        taken.tell(field, list_of(word_of(_PARTIES), len(Party)), nothing=())
    taken.tell("needed", list_of(word_of(_ORDERS), len(ActionType)), nothing=())
    return Row(taken.where, found or "", taken.told)


def plan_decisions(read: Rows, state: State) -> RosterPlan:
    """What the lines would change in the matrix in force. Rows that the file does not name stay; a dash for the name takes one out."""
    result = RosterPlan(noun="decisions", problems=read.problems, notes=list(read.notes))
    rows = dict(state.matrix)
    for row in read.rows:
        old = rows.get(row.key)
        if "label" in row.told and row.told["label"] is None:
            verdict, how = (Verdict.LEFT, "") if old is None else (Verdict.CHANGED, "taken out")
            rows.pop(row.key, None)
            result.changes.append(Change(row.where, row.key, verdict, how))
            continue
        new = _new(row, result) if old is None else replace(old, **row.told)
        if new is None:
            continue
        odd = odd_row(new)
        if odd is not None:
            result.problems.add(row.where, *odd)
            continue
        rows[row.key] = new
        result.changes.append(change(row.where, row.key, old, new))
    if not rows:
        result.problems.add("the file", "lines", "takes out every decision; a matrix has one at least")
    if len(rows) > DECISIONS_MAX:
        message = f"makes {len(rows):,} decisions; a matrix has {DECISIONS_MAX} at most"
        result.problems.add("the file", "lines", message)
    found = tuple(rows.values())
    result.decisions = () if found == BUILT_IN else found
    return result


def _new(row: Row, result: RosterPlan) -> MatrixRow | None:
    """A row that the matrix did not have: it says all that a row must say."""
    missing = [one for one in ("label", "question", *(one.value for one in Regime)) if not row.told.get(one)]
    for field in missing:
        result.problems.add(row.where, field, f"missing: {row.key} is a new decision, and must say it")
    told: dict[str, Any] = dict(row.told)
    return None if missing else MatrixRow(code=row.key, **told)
