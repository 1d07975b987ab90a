"""Sites from a table that somebody keeps: a spreadsheet saved as CSV."""

from __future__ import annotations

from decimal import Decimal
from typing import BinaryIO, Final

from dispatch.domain.premise import PremiseItem, PremiseKind
from dispatch.domain.roster import Contact, SiteLevel
from dispatch.links.importing import points
from dispatch.links.importing.cells import (
    TEXT_MAX,
    BadCell,
    Cells,
    code,
    count,
    degrees,
    list_of,
    phone,
    plain,
    text,
    word_of,
)
from dispatch.links.importing.geojson import FORM, Read
from dispatch.links.importing.problems import BadFile, shown
from dispatch.links.importing.site_plan import SITES_MAX, TOO_MANY, SiteRow, SiteRows
from dispatch.links.importing.table import Column, Table

COLUMNS: Final = (
    Column("code", ("site code", "school code", "abbreviation", "short name", "site")),
    Column("name", ("site name", "school name", "school", "facility", "facility name", "sch_name")),
    Column("level", ("type", "school type", "school level")),
    Column("address", ("street", "street address", "address1", "address line 1", "street1")),
    Column("city", ("town", "municipality")),
    Column("state", ("st", "province")),
    Column("zip", ("zip code", "postal code", "postcode")),
    Column("lat", ("latitude", "y", "lat_dd", "y coord", "ycoord")),
    Column("lon", ("longitude", "lng", "long", "x", "lon_dd", "x coord", "xcoord")),
    Column("jurisdiction", ("police jurisdiction",)),
    Column("law", ("le", "law agency", "law enforcement", "police", "police agency")),
    Column("fire", ("fire agency", "fire department", "fire district")),
    Column("psap", ("911", "911 center", "911 centre", "psap agency")),
    Column("sector", ("area", "region", "beat")),
    Column("students", ("enrollment", "enrolment", "student count", "membership")),
    Column("staff", ("staff count", "employees")),
    Column("aliases", ("alias", "aka", "also known as", "other names")),
    Column("sros", ("sro", "sro units")),
    Column("csos", ("cso", "cso units", "campus security")),
    Column("contacts", ("contact",)),
    Column("premise", ("premise items", "hazards and keys")),
)
_LEVEL_WORDS: Final = {
    **{level.value: level for level in SiteLevel},
    **dict.fromkeys(("es", "elem", "elementaryschool", "primary"), SiteLevel.ELEMENTARY),
    **dict.fromkeys(("ms", "middleschool", "juniorhigh", "jhs"), SiteLevel.MIDDLE),
    **dict.fromkeys(("hs", "highschool", "seniorhigh", "secondary"), SiteLevel.HIGH),
}
NAMELESS: Final = "nobody could call it anything"
_PROPERTIES = ("name", "address", "city", "jurisdiction", "type")
_GEOJSON_LEVELS = {
    "elementary": SiteLevel.ELEMENTARY,
    "middle": SiteLevel.MIDDLE,
    "high": SiteLevel.HIGH,
}
level_word = word_of(_LEVEL_WORDS)
premise_kind = word_of({kind.value.replace("_", ""): kind for kind in PremiseKind})


def read_csv(stream: BinaryIO, encoding: str) -> SiteRows:
    """All lines, or what is wrong with them."""
    result = SiteRows()
    try:
        table = Table(stream, COLUMNS, result.problems, encoding)
        if not (table.has("name") or table.has("code")):
            message = (
                f"a column name or code is wanted; there are only: {', '.join(map(shown, table.unused[:8]))}"
            )
            raise BadFile("line 1", "heading", message)
        if table.has("lat") is not table.has("lon"):
            raise BadFile("line 1", "heading", "a column lat and a column lon are wanted, or neither")
        result.notes += table.notes()
        for line in table:
            row = _row(Cells(line.where, line.cells, result.problems))
            if row is not None:
                result.rows.append(row)
            if len(result.rows) > SITES_MAX:
                raise BadFile("the file", "sites", TOO_MANY)
    except BadFile as bad:
        result.problems.add(bad.problem.where, bad.problem.field, bad.problem.message)
    if not result.rows and not result.problems:
        result.problems.add("the file", "lines", "there is nothing below the heading")
    check_places(result)
    return result


def from_geojson(read: Read) -> SiteRows:
    """The features of a GeoJSON file as rows."""
    result = SiteRows(problems=read.problems, repeats_are_sites=True, form=FORM)
    for one in read.features:
        properties = {key.lower(): value for key, value in one.properties.items()}
        given = {key: properties[key] for key in _PROPERTIES if properties.get(key) is not None}
        words = {key: value for key, value in given.items() if isinstance(value, str)}
        taken = Cells(one.where, words, result.problems)
        for key, value in given.items():
            if key not in words:
                taken.wrong(key, f"text is wanted, not {shown(value)}")
        name = taken.one("name", text, needed="" if "name" in given and "name" not in words else NAMELESS)
        taken.told |= {"name": name, "lat_e7": round(one.lat * 1e7), "lon_e7": round(one.lon * 1e7)}
        told_address(taken)
        kind = plain(taken.raw("type"))
        level = next((level for word, level in _GEOJSON_LEVELS.items() if kind.startswith(word)), None)
        if level is not None:
            taken.told["level"] = level
        jurisdiction = taken.one("jurisdiction", text)
        if taken.good:
            result.rows.append(SiteRow(where=one.where, told=taken.told, jurisdiction=jurisdiction or ""))
    return result


def told_address(taken: Cells, street: str = "address") -> None:
    """Street, city, state and postal code as one address."""
    parts = [taken.one(field, text) or "" for field in (street, "city", "state", "zip")]
    address = ", ".join(part for part in (parts[0], " ".join(filter(None, parts[1:]))) if part)
    if len(address) > TEXT_MAX:
        taken.wrong("address", f"longer than {TEXT_MAX} characters with its city")
    elif address:
        taken.told["address"] = address


def told_place(taken: Cells, lat: Decimal | None, lon: Decimal | None) -> None:
    """Coordinates, both or none, where a place can be."""
    if (lat is None) is not (lon is None) and taken.good:
        taken.wrong("lat" if lat is None else "lon", "missing, and the other one is there")
    if lat is None or lon is None:
        return
    message = points.wrong(float(lon), float(lat), points.TABLE)
    if message is not None:
        taken.wrong(points.TABLE.field, message)
        return
    taken.told |= {"lat_e7": round(lat.scaleb(7)), "lon_e7": round(lon.scaleb(7))}


def check_places(result: SiteRows) -> None:
    """Places that lie far from all others of the file are mistakes too."""
    placed = [row for row in result.rows if "lat_e7" in row.told]
    where = [(row.told["lon_e7"] / 1e7, row.told["lat_e7"] / 1e7) for row in placed]
    for place, message in points.far_ones(where, points.TABLE):
        result.problems.add(placed[place].where, points.TABLE.field, message)


def _row(taken: Cells) -> SiteRow | None:
    site_code = taken.one("code", code)
    name = taken.one("name", text, needed=NAMELESS if site_code is None else "")
    if name is not None:
        taken.told["name"] = name
    told_address(taken)
    told_place(taken, taken.one("lat", degrees), taken.one("lon", degrees))
    taken.tell("level", level_word, nothing=SiteLevel.OTHER)
    for agency in ("law", "fire", "psap"):
        taken.tell(agency, code)
    taken.tell("sector", text, nothing="")
    for number in ("students", "staff"):
        taken.tell(number, count, nothing=0)
    taken.tell("aliases", list_of(text, 20), nothing=())
    taken.tell("sros", list_of(code, 20), nothing=())
    taken.tell("csos", list_of(code, 50), nothing=())
    taken.tell("contacts", list_of(_contact, 50), nothing=())
    taken.tell("premise", list_of(_item, 200), nothing=())
    jurisdiction = taken.one("jurisdiction", text)
    if not taken.good:
        return None
    return SiteRow(where=taken.where, told=taken.told, code=site_code or "", jurisdiction=jurisdiction or "")


def _contact(value: str) -> Contact:
    parts = [one.strip() for one in value.split("|")]
    if not 3 <= len(parts) <= 5 or not all(parts):
        raise BadCell(
            f"name|title|phone is wanted for each contact, perhaps with |role|deputy, not {shown(value)}"
        )
    name, title, number, *more = parts
    role = text(more[0]) if more else ""
    deputy = count(more[1]) if len(more) > 1 else 0
    if deputy > 9:
        raise BadCell(f"a deputy is the first to the ninth, not {shown(more[1])}")
    return Contact(name=text(name), title=text(title), phone=phone(number), role=role, deputy=deputy)


def _item(value: str) -> PremiseItem:
    kind, *rest = (one.strip() for one in value.split("|"))
    found = premise_kind(kind)
    what, where, note = (*rest, "", "", "")[:3]
    if len(rest) > 3 or not (what or where):
        raise BadCell(f"kind|what|where|note is wanted for each item, not {shown(value)}")
    told = [text(one) if one else "" for one in (what or kind, where, note)]
    return PremiseItem(item_kind=found, what=told[0], where=told[1], note=told[2])
