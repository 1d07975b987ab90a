"""Tables as text, one record a line: read in bounded memory, whatever the file holds. Knows commas and quotes and nothing of schools.

``Table`` finds out which sign stands between the cells and which column is which by their headings; many systems have their own words.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Final

from dispatch.links.importing.cells import plain
from dispatch.links.importing.problems import BadFile, Problems, shown

LINE_BYTES_MAX: Final = 64 * 1024
LINES_MAX: Final = 1_000_000
COLUMNS_MAX: Final = 200
_DELIMITERS = ",;\t|"
_SOME = 8
_BOM = b"\xef\xbb\xbf"
_WIDE = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}
_HOW = "save it as CSV (UTF-8)"
_CSV_ERRORS = (
    ("unexpected end of data", "a quote is opened and never closed"),
    ("field larger than field limit", "a quote is opened and not closed again for very long"),
    ("expected after", "a quote stands inside a cell; write it twice, and quotes round the cell"),
    (
        "new-line character",
        "the lines end in an old way (CR alone); save the file with Windows or Unix line ends",
    ),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is known: its field, and what else people call it."""

    field: str
    names: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One record: the line where it begins and its cells by field."""

    number: int
    cells: Mapping[str, str]

    @property
    def where(self) -> str:
        """How a person finds it."""
        return f"line {self.number}"


def text_lines(stream: BinaryIO, encoding: str = "utf-8") -> Iterator[str]:
    """The lines of a file as text. Raises ``BadFile`` for what is no text, or too long or too many."""
    number = 0
    while raw := stream.readline(LINE_BYTES_MAX + 1):
        number += 1
        where = f"line {number}"
        if number == 1:
            wide = next((name for mark, name in _WIDE.items() if raw.startswith(mark)), None)
            if wide is not None:
                raise BadFile("the file", "encoding", f"is {wide}; {_HOW}")
            raw = raw.removeprefix(_BOM)
        if len(raw) > LINE_BYTES_MAX:
            raise BadFile(
                where, "length", f"longer than {LINE_BYTES_MAX // 1024} kB; no line of a table is so long"
            )
        if number > LINES_MAX:
            raise BadFile(
                "the file", "lines", f"more than {LINES_MAX:,}; take out what is not of this district"
            )
        if b"\x00" in raw:
            raise BadFile(where, "encoding", f"holds a NUL byte: this is no text, or UTF-16; {_HOW}")
        try:
            yield raw.decode(encoding)
        except UnicodeDecodeError as bad:
            advice = " or name its encoding: --encoding windows-1252" if encoding == "utf-8" else ""
            message = f"byte {bad.start + 1} is no {encoding.upper()}; {_HOW}{advice}"
            raise BadFile(where, "encoding", message) from None


def records(lines: Iterator[str], delimiter: str, *, quotes: bool = True) -> Iterator[tuple[int, list[str]]]:
    """The records of a table with the line on which each begins. Empty lines are none."""
    if quotes:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as bad:
            message = next((says for words, says in _CSV_ERRORS if words in str(bad)), f"is no CSV ({bad})")
            raise BadFile(f"line {begins}", "quotes", message) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield begins, cells


class Table:
    """A table with a heading, line by line. Lines that do not fit the heading go to the problems."""

    def __init__(
        self, stream: BinaryIO, columns: Sequence[Column], problems: Problems, encoding: str = "utf-8"
    ) -> None:
        stream.seek(0)
        lines = text_lines(stream, encoding)
        skipped = 0
        first = next(lines, None)
        while first is not None and not first.strip():
            skipped += 1
            first = next(lines, None)
        if first is None:
            raise BadFile("the file", "size", "holds no line")
        self._columns = columns
        self._problems = problems
        self._by_name = {plain(name): one.field for one in columns for name in (one.field, *one.names)}
        self._skipped = skipped
        self._records = records(chain([first], lines), self._delimiter(first))
        self.fields: list[str | None] = []
        """The field of each column; None: not used."""
        self.unused: list[str] = []
        """Headings that nobody knows."""
        self._read_heading()

    def __iter__(self) -> Iterator[Line]:
        used = [(place, field) for place, field in enumerate(self.fields) if field is not None]
        for begins, cells in self._records:
            number = begins + self._skipped
            if len(cells) != len(self.fields):
                # A cell too few or too many moves every other one: nothing of such a line can be believed.
                message = f"{len(cells)} cells; the heading has {len(self.fields)}"
                self._problems.add(f"line {number}", "cells", message)
                continue
            yield Line(number, {field: cells[place] for place, field in used})

    def has(self, field: str) -> bool:
        """Whether there is a column for it."""
        return field in self.fields

    def notes(self) -> list[str]:
        """What a person should know about the columns."""
        if not self.unused:
            return []
        names = ", ".join(shown(name) for name in self.unused[:_SOME])
        more = f" and {len(self.unused) - _SOME} more" if len(self.unused) > _SOME else ""
        return [f"Columns that are not used: {names}{more}."]

    def _delimiter(self, first: str) -> str:
        """The sign that makes most known headings; a comma when none does."""
        return max(_DELIMITERS, key=lambda sign: len(heading_names(_split(first, sign)) & set(self._by_name)))

    def _read_heading(self) -> None:
        begins, names = next(self._records, (0, []))
        if not names:
            raise BadFile("the file", "size", "holds no line but empty ones")
        where = f"line {self._skipped + begins}"
        if len(names) > COLUMNS_MAX:
            raise BadFile(where, "heading", f"{len(names):,} columns; at most {COLUMNS_MAX} are read")
        for name in names:
            field = self._by_name.get(plain(name))
            if field is not None and field in self.fields:
                other = names[self.fields.index(field)]
                message = (
                    f"the columns {shown(other)} and {shown(name)} both mean {field}; take one of them out"
                )
                raise BadFile(where, "heading", message)
            self.fields.append(field)
            if field is None and name.strip():
                self.unused.append(name)
        missing = [one for one in self._columns if one.needed and one.field not in self.fields]
        if missing:
            wanted = "; ".join(
                f"no column {one.field} (also known as: {', '.join(one.names)})" for one in missing
            )
            seen = ", ".join(shown(name) for name in names[:_SOME])
            raise BadFile(where, "heading", f"{wanted}. The columns are: {seen}")


def cells_of_first_line(head: bytes) -> list[str]:
    """The cells of a file's first line, by the sign that makes most of them; for recognising a format only."""
    lines = head.removeprefix(_BOM).split(b"\n")
    text = next((one for one in lines if one.strip()), b"").decode("latin-1").strip("\r")
    return max((_split(text, sign) for sign in _DELIMITERS), key=len)


def heading_names(cells: Sequence[str]) -> set[str]:
    """Headings as they are compared."""
    return {plain(name) for name in cells} - {""}


def _split(line: str, sign: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.rstrip("\r\n").split(sign)]
