"""Lines of a table as checked rows with a key of their own. Knows neither what they are nor the district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from dispatch.domain.state import State
from dispatch.links.importing.cells import Cells
from dispatch.links.importing.problems import BadFile, Problems, shown
from dispatch.links.importing.site_codes import spoken
from dispatch.links.importing.table import Column, Table

ROWS_MAX: Final = 50_000
"""Rows are kept until the whole file is known to be good, so they are bounded."""
_SOME = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is about, and what it tells."""

    where: str
    key: str
    told: Mapping[str, Any]


@dataclass(slots=True)
class Rows:
    """What a table holds, and what is wrong with it."""

    rows: list[Row] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    notes: list[str] = field(default_factory=list)

    def check_most(self, most: int) -> None:
        """So many at once, and not more."""
        if len(self.rows) > most:
            self.problems.add("the file", "lines", f"{len(self.rows):,}; at most {most:,} are taken at once")


def read_rows(
    stream: BinaryIO, encoding: str, columns: Sequence[Column], row_of: Callable[[Cells], Row], name: str
) -> Rows:
    """All lines of a table, or what is wrong with them. Two lines with the same key are a problem, of the field ``name``."""
    result = Rows()
    first: dict[str, str] = {}
    try:
        table = Table(stream, columns, result.problems, encoding)
        result.notes += table.notes()
        for line in table:
            taken = Cells(line.where, line.cells, result.problems)
            row = row_of(taken)
            earlier = first.setdefault(row.key, line.where) if row.key else line.where
            if earlier != line.where:
                taken.wrong(name, f"{row.key} stands in {earlier} already; take one of the two out")
            if taken.good:
                result.rows.append(row)
            if len(result.rows) > ROWS_MAX:
                raise BadFile("the file", "lines", f"more than {ROWS_MAX:,}, the most that are taken at once")
    except BadFile as bad:
        result.problems.add(bad.problem.where, bad.problem.field, bad.problem.message)
    if not result.rows and not result.problems:
        result.problems.add("the file", "lines", "there is nothing below the heading")
    return result


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What another system calls a school, and where it says so."""

    where: str
    words: tuple[str, ...]


class SiteNames:
    """Finds the site that a file means: by its code, its name or an alias, when no other has it.

    ``given``: what the operator said beside the file, by what the file says.
    """

    def __init__(self, state: State, given: Mapping[str, str]) -> None:
        self._codes = state.sites
        self._given = {word.casefold(): code for word, code in given.items()}
        self._named: dict[Hashable, dict[str, None]] = defaultdict(dict)
        self._said: set[SiteWords] = set()
        for code in sorted(state.sites):
            roster = state.sites[code].roster
            for word in (roster.name, *roster.aliases):
                self._named[word.casefold()][code] = None
                self._named[spoken(word)][code] = None

    def find(self, told: str | SiteWords, where: str, field: str, problems: Problems) -> str | None:
        """Its code. What cannot be found is a problem: of the line, or once of the place where the other system says it."""
        words = told.words if isinstance(told, SiteWords) else (told,)
        for word in filter(None, words):
            code = self._given.get(word.casefold(), word.upper())
            if code in self._codes:
                return code
        for key in (*(word.casefold() for word in words), *(spoken(word) for word in words)):
            if len(self._named.get(key, ())) == 1:
                return next(iter(self._named[key]))
        twins = sorted(self._named.get(words[0].casefold(), ()))
        if twins:
            message = f"{len(twins)} sites are called {shown(words[0])} ({', '.join(twins[:_SOME])} …)"
        else:
            message = f"there is no site {shown(words[0])}"
        if not isinstance(told, SiteWords):
            problems.add(where, field, f"{message}; give its code")
        elif told not in self._said:
            self._said.add(told)
            problems.add(
                told.where, "name", f"{message}; say which one it is with --site {shown(words[0] + '=CODE')}"
            )
        return None
