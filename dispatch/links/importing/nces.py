"""Schools from the files of the National Center for Education Statistics: EDGE geocodes (places) and the CCD school directory (levels).

Both cover the whole country; a district is one value of LEAID. The directory has no coordinates: they come from the geocode file
(``--geocodes``), or from a site of that name and address which the district has already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import BinaryIO, Final

from dispatch.domain.roster import SiteLevel
from dispatch.links.importing.cells import BadCell, Cells, degrees, plain, text
from dispatch.links.importing.problems import BadFile, Problems, shown
from dispatch.links.importing.site_plan import SITES_MAX, TOO_MANY, SiteRow, SiteRows
from dispatch.links.importing.site_table import NAMELESS, check_places, told_address, told_place
from dispatch.links.importing.table import (
    Column,
    Line,
    Table,
    cells_of_first_line,
    heading_names,
    records,
    text_lines,
)

EDGE_FIELDS: Final = (
    *(
        "ncessch",
        "leaid",
        "name",
        "opstfips",
        "address",
        "city",
        "state",
        "zip",
        "stfip",
        "cnty",
        "nmcnty",
        "locale",
    ),
    *("lat", "lon", "cbsa", "nmcbsa", "cbsatype", "csa", "nmcsa", "cd", "sldl", "sldu", "schoolyear"),
)
"""The columns of ``EDGE_GEOCODE_PUBLICSCH`` in their order: the text file has no heading."""
_EDGE_COLUMNS = (
    Column("ncessch", (), needed=True),
    Column("leaid"),
    Column("name", ("sch_name",), needed=True),
    Column("address", ("street", "lstreet1")),
    Column("city", ("lcity",)),
    Column("state", ("lstate",)),
    Column("zip", ("lzip",)),
    Column("lat", ("latitude",), needed=True),
    Column("lon", ("longitude",), needed=True),
)
_CCD_COLUMNS = (
    Column("ncessch", (), needed=True),
    Column("leaid", (), needed=True),
    Column("name", ("sch_name",), needed=True),
    Column("address", ("lstreet1",), needed=True),
    Column("city", ("lcity",)),
    Column("state", ("lstate",)),
    Column("zip", ("lzip",)),
    Column("updated_status"),
    Column("status", ("sy_status",)),
    Column("level", ("level",)),
    Column("gslo"),
    Column("gshi"),
)
_OPEN = frozenset({"1", "3", "4", "5", "8"})
"""Open, new, added, changed agency, reopened. The others are closed, not yet open, or not in use."""
_LEVELS = {
    "elementary": SiteLevel.ELEMENTARY,
    "primary": SiteLevel.ELEMENTARY,
    "middle": SiteLevel.MIDDLE,
    "high": SiteLevel.HIGH,
    "secondary": SiteLevel.HIGH,
}
_FROM_THE_START = frozenset({"PK", "KG", "01"})
_SCHOOL = re.compile(r"[0-9]{1,12}")
_DISTRICT = re.compile(r"[0-9]{1,7}")

Places = dict[str, tuple[Decimal, Decimal]]


def district(value: str) -> str:
    """An NCES number of a district, with the zeros that spreadsheets eat."""
    if not _DISTRICT.fullmatch(value):
        raise BadCell(f"an NCES district number (LEAID) has 7 digits, {shown(value)} is none")
    return value.zfill(7)


def school(value: str) -> str:
    """An NCES number of a school."""
    if not _SCHOOL.fullmatch(value):
        raise BadCell(
            f"an NCES school number has 12 digits, {shown(value)} is none (a spreadsheet may have rounded it)"
        )
    return value.zfill(12)


def read_edge(stream: BinaryIO, encoding: str, lea: str | None) -> SiteRows:
    """The schools of a district out of the geocode file."""
    result = SiteRows()
    districts = _Districts(lea)
    try:
        for line in _edge_lines(stream, encoding, result.problems):
            if not districts.wants(line):
                continue
            taken = Cells(line.where, line.cells, result.problems)
            number = taken.one("ncessch", school, needed="whose place is it?")
            _tell_common(taken)
            told_place(
                taken,
                *(taken.one(name, degrees, needed="every site needs a place") for name in ("lat", "lon")),
            )
            districts.add(result, taken, number)
        districts.check(result)
    except BadFile as bad:
        result.problems.add(bad.problem.where, bad.problem.field, bad.problem.message)
    check_places(result)
    return result


def read_places(stream: BinaryIO, encoding: str, lea: str | None) -> tuple[Places, Problems]:
    """Where each school lies, by its number, out of the geocode file."""
    found = read_edge(stream, encoding, lea)
    e7 = Decimal(10_000_000)
    places = {
        str(row.told["ncessch"]): (row.told["lat_e7"] / e7, row.told["lon_e7"] / e7) for row in found.rows
    }
    return places, found.problems


def read_ccd(stream: BinaryIO, encoding: str, lea: str | None, places: Places | None) -> SiteRows:
    """The open schools of a district out of the school directory."""
    result = SiteRows()
    districts = _Districts(lea)
    closed = 0
    try:
        table = Table(stream, _CCD_COLUMNS, result.problems, encoding)
        for line in table:
            if not districts.wants(line):
                continue
            taken = Cells(line.where, line.cells, result.problems)
            number = taken.one("ncessch", school, needed="which school is it?")
            if (taken.raw("updated_status") or taken.raw("status") or "1") not in _OPEN:
                closed += 1
                continue
            _tell_common(taken)
            level = _level(taken)
            if level is not None:
                taken.told["level"] = level
            if places is not None and number is not None:
                if number in places:
                    told_place(taken, *places[number])
                else:
                    taken.wrong(
                        "ncessch", f"{number} is not in the geocode file; use the file of the same year"
                    )
            districts.add(result, taken, number)
        districts.check(result)
    except BadFile as bad:
        result.problems.add(bad.problem.where, bad.problem.field, bad.problem.message)
    if closed:
        result.notes.append(f"Schools that are closed or not yet open, left out: {closed}.")
    check_places(result)
    return result


def without_numbers(read: SiteRows) -> SiteRows:
    """The rows as the district keeps them: it has codes of its own and no numbers of others."""
    rows = [
        SiteRow(where=row.where, told={key: told for key, told in row.told.items() if key != "ncessch"})
        for row in read.rows
    ]
    return SiteRows(rows=rows, problems=read.problems, notes=read.notes)


def _edge_lines(stream: BinaryIO, encoding: str, problems: Problems) -> Iterator[Line]:
    stream.seek(0)
    if "ncessch" in heading_names(cells_of_first_line(stream.read(64 * 1024))):
        stream.seek(0)
        yield from Table(stream, _EDGE_COLUMNS, problems, encoding)
        return
    stream.seek(0)
    lines = text_lines(stream, encoding)
    first = next(lines, "")
    sign = "|" if "|" in first else "\t"
    for number, cells in records(chain([first], lines), sign, quotes=False):
        if len(cells) != len(EDGE_FIELDS):
            message = f"{len(cells)} cells; the geocode file has {len(EDGE_FIELDS)}, or a heading"
            problems.add(f"line {number}", "cells", message)
            continue
        yield Line(number, dict(zip(EDGE_FIELDS, cells, strict=True)))


class _Districts:
    """Takes the schools of one district, and sees to it that it is one."""

    def __init__(self, lea: str | None) -> None:
        self._lea = lea
        self._first: str | None = None
        self._lines: dict[str, str] = {}

    def wants(self, line: Line) -> bool:
        """Whether a line is of the district. Raises ``BadFile`` when there are several and nobody said which."""
        told = line.cells.get("leaid", "").strip() or line.cells["ncessch"].strip()[:7]
        number = told.zfill(7)
        if self._lea is not None:
            return number == self._lea
        self._first = self._first or number
        if number != self._first:
            message = f"holds schools of several districts ({shown(self._first)}, {shown(number)} …); say which one with --lea NUMBER"
            raise BadFile("the file", "LEAID", message)
        return True

    def add(self, result: SiteRows, taken: Cells, number: str | None) -> None:
        """One school, unless something is wrong with it."""
        earlier = self._lines.setdefault(number or taken.where, taken.where)
        if earlier != taken.where:
            taken.wrong("ncessch", f"{number} stands in {earlier} already; take one of the two out")
        if taken.good and number is not None:
            result.rows.append(SiteRow(where=taken.where, told={**taken.told, "ncessch": number}))
        if len(result.rows) > SITES_MAX:
            raise BadFile("the file", "sites", TOO_MANY)

    def check(self, result: SiteRows) -> None:
        """At the end: the district was there."""
        if not result.rows and not result.problems:
            message = f"no school of the district {self._lea}" if self._lea else "no school"
            result.problems.add("the file", "LEAID", f"{message} is in it")


def _tell_common(taken: Cells) -> None:
    name = taken.one("name", text, needed=NAMELESS)
    if name is not None:
        taken.told["name"] = name
    told_address(taken)


def _level(taken: Cells) -> SiteLevel | None:
    """From kindergarten to grade 8 it is a K8, whatever the directory calls it."""
    if taken.raw("gslo").upper() in _FROM_THE_START and taken.raw("gshi") in ("08", "8"):
        return SiteLevel.K8
    return _LEVELS.get(plain(taken.raw("level")))
