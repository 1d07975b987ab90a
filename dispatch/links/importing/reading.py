"""Which reader reads a file: what is wanted of it, what the operator says it is, and what its first bytes say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from dispatch.links.importing import (
    alias_table,
    day_table,
    decision_table,
    device_table,
    geojson,
    nces,
    oneroster,
    people_table,
    position_table,
    room_table,
    site_table,
    team_table,
    unit_table,
)
from dispatch.links.importing.problems import BadFile, Problem, Problems
from dispatch.links.importing.rows import Rows
from dispatch.links.importing.site_plan import SiteRows
from dispatch.links.importing.source import Format, opened, recognise
from dispatch.links.importing.zipped import looked_at

SITE_FORMATS: Final = (Format.GEOJSON, Format.EDGE, Format.CCD, Format.CSV)
ROSTER_FORMATS: Final = (Format.CSV, Format.ONEROSTER)
ENCODINGS: Final = ("utf-8", "windows-1252")
_XLSX: Final = "[Content_Types].xml"

Table = Callable[[BinaryIO, str], Rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What the operator said about the file.

    ``wanted``: the format, when it was named. ``lea``: the NCES number of the district. ``geocodes``: the file with the places.
    ``roles``: only these of OneRoster's roles.
    """

    wanted: Format | None = None
    encoding: str = "utf-8"
    lea: str | None = None
    geocodes: Path | None = None
    roles: frozenset[str] = field(default_factory=frozenset)


def read_sites(stream: BinaryIO, how: How) -> SiteRows:
    """The sites of a file, or what is wrong with it."""
    try:
        match _format(stream, how, SITE_FORMATS):
            case Format.GEOJSON:
                return site_table.from_geojson(geojson.read(stream.read(geojson.BYTES_MAX + 1)))
            case Format.EDGE:
                return nces.without_numbers(nces.read_edge(stream, how.encoding, how.lea))
            case Format.CCD:
                return _read_ccd(stream, how)
            case _:
                return site_table.read_csv(stream, how.encoding)
    except BadFile as bad:
        return SiteRows(problems=Problems([bad.problem]))


def read_agencies(stream: BinaryIO, how: How) -> Rows:
    """The agencies of a file, or what is wrong with it."""
    return _table(stream, how, unit_table.read_agencies)


def read_positions(stream: BinaryIO, how: How) -> Rows:
    """The positions of a file, or what is wrong with it."""
    return _table(stream, how, position_table.read_positions)


def read_aliases(stream: BinaryIO, how: How) -> Rows:
    """The own words of a file, or what is wrong with it."""
    return _table(stream, how, alias_table.read_aliases)


def read_decisions(stream: BinaryIO, how: How) -> Rows:
    """The decision matrix of a file, or what is wrong with it."""
    return _table(stream, how, decision_table.read_decisions)


def read_teams(stream: BinaryIO, how: How) -> Rows:
    """The schools' own teams from a table."""
    return _table(stream, how, team_table.read_teams)


def read_days(stream: BinaryIO, how: How) -> Rows:
    """Who is absent or away on a day, from a table."""
    return _table(stream, how, day_table.read_days)


def read_devices(stream: BinaryIO, how: How) -> Rows:
    """The panic devices of a file, or what is wrong with it."""
    return _table(stream, how, device_table.read_devices)


def read_units(stream: BinaryIO, how: How) -> Rows:
    """The units of a file, or what is wrong with it."""
    return _table(stream, how, unit_table.read_units)


def read_rooms(stream: BinaryIO, how: How) -> Rows:
    """The rooms of a file, or what is wrong with it."""
    return _table_or_zip(stream, how, room_table.read_rooms, oneroster.read_rooms)


def read_people(stream: BinaryIO, how: How) -> Rows:
    """The people of a file, or what is wrong with it."""
    return _table_or_zip(
        stream, how, people_table.read_people, lambda zipped: oneroster.read_staff(zipped, how.roles)
    )


def is_roster(stream: BinaryIO, how: How) -> bool:
    """Whether the file is another system's zip."""
    try:
        return _format(stream, how, ROSTER_FORMATS) is Format.ONEROSTER
    except BadFile:
        return False


def _read_ccd(stream: BinaryIO, how: How) -> SiteRows:
    places = None
    if how.geocodes is not None:
        with opened(how.geocodes) as other:
            places, problems = nces.read_places(other, how.encoding, how.lea)
        if problems:
            inside = (
                Problem(f"{how.geocodes.name}, {one.where}", one.field, one.message) for one in problems
            )
            return SiteRows(problems=Problems(inside))
    return nces.without_numbers(nces.read_ccd(stream, how.encoding, how.lea, places))


def _table(stream: BinaryIO, how: How, read: Table) -> Rows:
    return _table_or_zip(stream, how, read, None)


def _table_or_zip(stream: BinaryIO, how: How, read: Table, unzip: Callable[..., Rows] | None) -> Rows:
    try:
        found = _format(stream, how, (Format.CSV,) if unzip is None else ROSTER_FORMATS)
        if found is not Format.ONEROSTER or unzip is None:
            return read(stream, how.encoding)
        with looked_at(stream) as zipped:
            if _XLSX in zipped.names:
                raise BadFile("the file", "format", "is a spreadsheet (XLSX); save it as CSV (UTF-8)")
            return unzip(zipped)
    except BadFile as bad:
        return Rows(problems=Problems([bad.problem]))


def _format(stream: BinaryIO, how: How, possible: tuple[Format, ...]) -> Format:
    """What the file is; what it shows itself to be must fit what it is wanted for."""
    found = recognise(stream)
    if how.wanted is not None and found not in (Format.GEOJSON, Format.ONEROSTER):
        # Which table it is, the operator knows better.
        found = how.wanted
    if how.wanted is not None and found is not how.wanted:
        raise BadFile("the file", "format", f"looks like {found}, not {how.wanted}")
    if found is Format.ONEROSTER and found not in possible:
        raise BadFile(
            "the file", "format", "is a zip or a spreadsheet (XLSX); unzip it, or save it as CSV (UTF-8)"
        )
    if found is Format.GEOJSON and found not in possible:
        raise BadFile("the file", "format", "is JSON; a CSV is wanted")
    return found if found in possible else Format.CSV
