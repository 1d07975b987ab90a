"""Positions of the desk from a table: the seats, in which order they are rung, and which is the supervisor's."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO, Final

from dispatch.domain.roster import DeskPosition
from dispatch.domain.state import State
from dispatch.links.importing.cells import Cells, code, count, text, word_of
from dispatch.links.importing.changes import change
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.rows import Row, Rows, read_rows
from dispatch.links.importing.table import Column

POSITIONS_MAX: Final = 50
_COLUMNS = (
    Column("code", ("position", "position code", "console"), needed=True),
    Column("name", ("position name", "title")),
    Column("order", ("rank", "rung")),
    Column("sector", ("area", "region", "zone")),
    Column("supervisor", ("is supervisor",)),
)
_YES_OR_NO: Final = {
    **dict.fromkeys(("yes", "y", "true", "1", "x"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}


def read_positions(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of positions."""
    return read_rows(stream, encoding, _COLUMNS, _row, "code")


def _row(taken: Cells) -> Row:
    key = taken.one("code", code, needed="what is it called on the command line? POS1, say")
    taken.tell("name", text)
    taken.tell("order", count)
    taken.tell("sector", text, nothing="")
    taken.tell("supervisor", word_of(_YES_OR_NO), nothing=False)
    return Row(taken.where, key or "", taken.told)


def plan_positions(read: Rows, state: State) -> RosterPlan:
    """What a table of positions would change. Without an order they are rung in the order of their lines."""
    result = RosterPlan(noun="positions", problems=read.problems, notes=list(read.notes))
    read.check_most(POSITIONS_MAX)
    for place, row in enumerate(read.rows, start=1):
        told = {name: value for name, value in row.told.items() if value is not None}
        present = state.desk_positions.get(row.key)
        old = None if present is None else present.roster
        # What a file does not say stays as it was.
        new = replace(old or DeskPosition(code=row.key, name=row.key, order=place), **told)
        result.positions.append(new)
        result.changes.append(change(row.where, f"{new.code} {new.name}", old, new))
    return result
