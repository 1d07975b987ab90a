"""The district's own words for the command line from a table: what is said, and what it means or what is asked back."""

from __future__ import annotations

from typing import BinaryIO, Final

from dispatch.domain.roster import Alias
from dispatch.domain.rules.district import odd_alias, spoken
from dispatch.domain.state import State
from dispatch.links.importing.cells import Cells, text
from dispatch.links.importing.changes import Change, Verdict, change
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.rows import Row, Rows, read_rows
from dispatch.links.importing.table import Column

ALIASES_MAX: Final = 500
_COLUMNS = (
    Column("said", ("word", "alias", "code", "ten code", "phrase"), needed=True),
    Column("means", ("meaning", "stands for", "command")),
    Column("asks", ("question", "ask back", "asked")),
)


def read_aliases(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of own words."""
    return read_rows(stream, encoding, _COLUMNS, _row, "said")


def _row(taken: Cells) -> Row:
    said = taken.one("said", text, needed="what does your district say? 10-97, say")
    taken.tell("means", text)
    taken.tell("asks", text)
    if taken.good and not taken.told:
        taken.wrong("means", "missing: say what it means, or what is asked back; a dash takes the word out")
    wanted = any(taken.told.values())
    problem = odd_alias(Alias(said=said, **taken.told)) if taken.good and said and wanted else None
    if problem is not None:
        taken.wrong("said", problem.rstrip("."))
    return Row(taken.where, spoken(said or ""), {"said": said, **taken.told})


def plan_aliases(read: Rows, state: State) -> RosterPlan:
    """What a table of own words would change. Words that it does not name stay; a dash takes one out."""
    result = RosterPlan(noun="words", problems=read.problems, notes=list(read.notes))
    known = {spoken(one.said): one for one in (state.home.aliases if state.home is not None else ())}
    for row in read.rows:
        old = known.get(row.key)
        means, asks = row.told.get("means"), row.told.get("asks")
        if means is None and asks is None:
            known.pop(row.key, None)
            verdict, how = (Verdict.LEFT, "") if old is None else (Verdict.CHANGED, "taken out")
            result.changes.append(Change(row.where, row.key, verdict, how))
            continue
        new = Alias(said=row.told["said"] if old is None else old.said, means=means, asks=asks)
        known[row.key] = new
        result.changes.append(change(row.where, f"{row.key} {means or asks}", old, new))
    if len(known) > ALIASES_MAX:
        result.problems.add(
            "the file", "lines", f"makes {len(known):,} words; a district has {ALIASES_MAX} at most"
        )
    result.aliases = tuple(known.values())
    return result
