"""What holds for every file: a district written as tables comes back the same, and no bytes do more than be refused."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final
from unicodedata import is_normalized

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dispatch.domain.commands import DefineRoster
from dispatch.domain.roster import (
    Agency,
    AgencyKind,
    Building,
    Contact,
    Room,
    Site,
    SiteLevel,
    Unit,
    UnitKind,
)
from dispatch.domain.state import EMPTY, State
from dispatch.links.importing.cells import TEXT_MAX
from dispatch.links.importing.people_table import plan_people
from dispatch.links.importing.problems import ImportProblem
from dispatch.links.importing.reading import (
    ENCODINGS,
    How,
    read_agencies,
    read_people,
    read_rooms,
    read_sites,
    read_units,
)
from dispatch.links.importing.room_table import plan_rooms
from dispatch.links.importing.running import order, report
from dispatch.links.importing.site_plan import Options, plan
from dispatch.links.importing.source import Format
from dispatch.links.importing.unit_table import plan_agencies, plan_units
from dispatch.links.shipped import shipped_text
from dispatch.web.command_models import model_of
from tests.links.importing import HOW, OPENING, after, district, done, oneroster, stream, table
from tests.links.test_import_nces import CCD_HEADING, ccd, edge, geocodes
from tests.links.test_import_oneroster import CLASSES, ROLES_12, USERS_11, USERS_12

WIDE = "DISPATCH_MODEL" in os.environ
"""`make faults` draws more, and others each time."""
NEW = Options(district_code="PM", district_name="Pine Mesa")

# --- a district, drawn --------------------------------------------------------------------------------------------------------


def clean(text: str) -> str:
    return " ".join(text.split())


# Words of any script, and the signs that tables are made of.
WORDS = st.text(
    st.characters(
        categories=("Lu", "Ll", "Lo", "Nd", "Po", "Sc", "Zs"), max_codepoint=0x2FFF, exclude_characters=";|"
    ),
    min_size=1,
    max_size=30,
).map(clean)
TEXTS = (
    st.one_of(
        WORDS, st.sampled_from(['The "Big" One', "Smith, John", "a,b;c".replace(";", " "), "Peña", "東京"])
    )
    .filter(lambda text: text and text[0] not in "=+-@＝＋－＠")
    .filter(lambda text: is_normalized("NFC", text))
)
CODES = st.from_regex(r"[A-Z][A-Z0-9]{1,6}", fullmatch=True)
NUMBERS = st.integers(0, 5_000)
CONTACTS = st.builds(
    Contact,
    name=TEXTS,
    title=TEXTS,
    phone=st.from_regex(r"\+?[1-9][0-9 ]{3,9}[0-9]", fullmatch=True).map(clean),
)


@dataclass(frozen=True)
class Drawn:
    agencies: tuple[Agency, ...]
    sites: tuple[Site, ...]
    units: tuple[Unit, ...]


@st.composite
def buildings_and_rooms(draw: st.DrawFn) -> tuple[tuple[Building, ...], tuple[Room, ...]]:
    """Buildings as rooms name them, in the order in which they do."""
    names = draw(st.dictionaries(CODES, TEXTS, max_size=3))
    codes = draw(st.lists(CODES, unique=True, max_size=6)) if names else []
    zones: dict[str, dict[str, None]] = {}
    rooms = []
    for code in codes:
        building = draw(st.sampled_from(sorted(names)))
        zone = draw(st.none() | st.sampled_from(["1", "2", "N-WING"]))
        zones.setdefault(building, {}).update({} if zone is None else {zone: None})
        rooms.append(Room(code=code, name=draw(TEXTS), building=building, zone=zone))
    buildings = (Building(code=code, name=names[code], zones=tuple(found)) for code, found in zones.items())
    return tuple(buildings), tuple(rooms)


@st.composite
def districts(draw: st.DrawFn) -> Drawn:
    codes = draw(st.lists(CODES, unique=True, min_size=4, max_size=12).filter(lambda some: "PM" not in some))
    cut, cut2 = len(codes) // 3, 2 * len(codes) // 3
    agencies = tuple(
        Agency(code=code, name=draw(TEXTS), agency_kind=draw(st.sampled_from(AgencyKind)))
        for code in codes[:cut]
    )
    some_agency = st.none() | st.sampled_from(codes[:cut])
    sites = []
    for code in codes[cut:cut2]:
        buildings, rooms = draw(buildings_and_rooms())
        site = Site(
            code=code,
            name=draw(TEXTS),
            level=draw(st.sampled_from(SiteLevel)),
            address=draw(st.just("") | TEXTS),
            lat_e7=draw(st.integers(394_000_000, 396_000_000)),
            lon_e7=draw(st.integers(-1_051_000_000, -1_049_000_000)),
            law=draw(some_agency),
            fire=draw(some_agency),
            psap=draw(some_agency),
            sros=tuple(draw(st.lists(CODES, max_size=3))),
            csos=tuple(draw(st.lists(CODES, max_size=3))),
            contacts=tuple(draw(st.lists(CONTACTS, max_size=2))),
            students=draw(NUMBERS),
            staff=draw(NUMBERS),
            sector=draw(st.just("") | TEXTS),
            aliases=tuple(draw(st.lists(TEXTS, max_size=2))),
            buildings=buildings,
            rooms=rooms,
        )
        sites.append(site)
    units = tuple(
        Unit(
            code=code,
            unit_kind=draw(st.sampled_from(UnitKind)),
            agency=draw(st.sampled_from([*codes[:cut], "PM"])),
            name=draw(st.just("") | TEXTS),
            home_site=draw(st.none() | st.sampled_from(codes[cut:cut2])),
            sector=draw(st.just("") | TEXTS),
            capabilities=tuple(draw(st.lists(TEXTS, max_size=3))),
            phone=draw(st.just("") | TEXTS),
        )
        for code in codes[cut2:]
    )
    return Drawn(agencies, tuple(sites), units)


# --- the same district as tables ----------------------------------------------------------------------------------------------

SITE_FIELDS: Final = (
    "code",
    "name",
    "level",
    "address",
    "law",
    "fire",
    "psap",
    "students",
    "staff",
    "sector",
)


def agency_table(drawn: Drawn) -> bytes:
    return table(("code", "name", "kind"), *((one.code, one.name, one.agency_kind) for one in drawn.agencies))


def site_table(drawn: Drawn) -> bytes:
    heading = (*SITE_FIELDS, "lat", "lon", "sros", "csos", "aliases", "contacts")
    rows = (
        (
            *(getattr(one, name) for name in SITE_FIELDS),
            *(
                f"{e7 // 10**7 if e7 >= 0 else -(-e7 // 10**7)}.{abs(e7) % 10**7:07}"
                for e7 in (one.lat_e7, one.lon_e7)
            ),
            *(";".join(some) for some in (one.sros, one.csos, one.aliases)),
            ";".join(f"{who.name}|{who.title}|{who.phone}" for who in one.contacts),
        )
        for one in drawn.sites
    )
    return table(heading, *rows)


def unit_table(drawn: Drawn) -> bytes:
    heading = ("code", "kind", "agency", "name", "home_site", "sector", "capabilities", "phone")
    rows = (
        (
            *(str(value or "") for value in tuple(asdict(one).values())[:6]),
            ";".join(one.capabilities),
            one.phone,
        )
        for one in drawn.units
    )
    names = [
        field
        for field in asdict(Unit(code="A", unit_kind=UnitKind.SRO, agency="B"))
        if field != "capabilities"
    ]
    assert names == ["code", "unit_kind", "agency", "name", "home_site", "sector", "phone"]
    return table(heading, *rows)


def room_table(drawn: Drawn) -> bytes:
    called = {(site.code, one.code): one.name for site in drawn.sites for one in site.buildings}
    rows = (
        (site.code, room.code, room.name, room.building, called[site.code, room.building], room.zone or "")
        for site in drawn.sites
        for room in site.rooms
    )
    return table(("site", "room", "name", "building", "building_name", "zone"), *rows)


def taken_over(state: State, drawn: Drawn) -> State:
    """The state after all tables of a district."""
    state = done(state, plan_agencies(read_agencies(stream(agency_table(drawn)), HOW), state, NEW))
    state = done(state, plan(read_sites(stream(site_table(drawn)), HOW), state, NEW))
    state = done(state, plan_units(read_units(stream(unit_table(drawn)), HOW), state, {}))
    if any(site.rooms for site in drawn.sites):
        state = done(state, plan_rooms(read_rooms(stream(room_table(drawn)), HOW), state, {}))
    return state


@settings(max_examples=150 if WIDE else 50)
@given(districts())
def test_a_district_written_as_tables_comes_back_the_same(drawn: Drawn) -> None:
    opened = after(EMPTY, OPENING)
    state = taken_over(opened, drawn)
    assert {code: site.roster for code, site in state.sites.items()} == {one.code: one for one in drawn.sites}
    assert {code: unit.roster for code, unit in state.units.items()} == {one.code: one for one in drawn.units}
    for one in drawn.agencies:
        kept = state.agencies[one.code]
        assert (kept.name, kept.agency_kind) == (one.name, one.agency_kind)
    assert taken_over(state, drawn).seq == state.seq, "the second time there is no event at all"


@settings(max_examples=50 if WIDE else 25)
@given(districts())
def test_what_is_asked_for_would_pass_the_door_that_people_use(drawn: Drawn) -> None:
    state = taken_over(after(EMPTY, OPENING), drawn)
    command = DefineRoster(
        sites=tuple(one.roster for one in state.sites.values()),
        units=tuple(one.roster for one in state.units.values()),
    )
    message = {"id": "0195a4f0-0000-7000-8000-000000000000", "kind": command.kind, **asdict(command)}
    del message["agencies"]
    model_of(command.kind).model_validate_json(json.dumps(message))


# --- any bytes ----------------------------------------------------------------------------------------------------------------

GOOD: Final = (
    shipped_text("schools-douglas-county-co.geojson")[:3000].encode(),
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[-105,39]}}]}',
    b"code,name,lat,lon,law,students\nAES,Alder ES,39.5,-105.0,MPD,400\nBES,Birch ES,39.6,-105.1,,\n",
    geocodes(edge(), edge("080345000002", "Birch")).encode(),
    table(CCD_HEADING, ccd(), ccd("080345000002", "Birch")),
    b"unit,type,site\nA7,PAT,AES\nA8,SUP,\n",
    b"site,room,building,zone\nAES,101,A,1\nAES,102,A,2\n",
    b"username,name,role,site\nann,Ann,site team,AES\nbo,Bo,dispatcher,\n",
    b"code,name,kind\nMPD,Millbrook,law\n",
    oneroster(users=USERS_11, classes=CLASSES),
    oneroster("1.2", users=USERS_12, roles=ROLES_12, classes=CLASSES),
)
PIECES = st.sampled_from(
    [
        b'"',
        b",",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"=",
        b"-",
        b"PK\x05\x06",
        b"9" * 500,
        b"1e999",
        b"[" * 50,
        b"\\ud800",
        "\u202e".encode(),
    ]
)


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """A good file with some of it cut out, doubled or written over."""
    data = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 1, 4, 40, 100_000])))
        data = data[:start] + draw(PIECES | st.binary(max_size=6)) + data[end:]
    return data


HOWS = st.builds(
    How,
    wanted=st.sampled_from([None, None, None, *Format]),
    encoding=st.sampled_from(ENCODINGS),
    lea=st.sampled_from([None, "0803450"]),
    roles=st.sampled_from([frozenset(), frozenset({"teacher"})]),
)
STATE = district()


def site_import(data: bytes, how: How, state: State) -> Any:
    return plan(read_sites(stream(data), how), state, NEW)


IMPORTS: Final[tuple[Callable[[bytes, How, State], Any], ...]] = (
    site_import,
    lambda data, how, state: plan_agencies(read_agencies(stream(data), how), state, NEW),
    lambda data, how, state: plan_units(read_units(stream(data), how), state, {}),
    lambda data, how, state: plan_rooms(read_rooms(stream(data), how), state, {}),
    lambda data, how, state: plan_people(
        read_people(stream(data), how), state, "pm", [], {}, staff_of_others=True
    ),
)


@settings(max_examples=1500 if WIDE else 300)
@given(
    st.one_of(
        bent(),
        bent(),
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
    ),
    HOWS,
)
def test_any_bytes_are_taken_whole_or_refused(data: bytes, how: How) -> None:
    for imported in IMPORTS:
        found = imported(data, how, STATE)
        said: list[str] = []
        if found.problems:
            with pytest.raises(ImportProblem, match=r"^Nothing was imported: \d+ problem"):
                report(found, said.append, dry_run=True)
            assert said
        else:
            report(found, said.append, dry_run=True)
        if not found.problems and found.noun != "people":
            # What is not refused can be done, and done again without a trace.
            state = done(STATE, found)
            assert order(imported(data, how, state), state)[0] == DefineRoster()
        for line in said:
            assert line.isprintable(), line
            assert len(line) <= 2 * TEXT_MAX + 200


@settings(max_examples=200)
@given(
    st.integers(-58, 60),
    st.integers(-170, 170),
    st.lists(st.tuples(st.integers(-900, 900), st.integers(-900, 900)), min_size=3, max_size=12),
    st.data(),
)
def test_one_place_turned_round_among_others_is_named_by_its_line(
    lat: int, lon: int, near: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Wherever on earth the district lies, but where the two numbers are so alike that nobody could tell."""
    assume(math.hypot(lat - lon, lon - lat) > 9)
    places = [(lat + down / 1000, lon + right / 1000) for down, right in near]
    wrong = data.draw(st.integers(0, len(places) - 1))
    rows = [(*((b, a) if n == wrong else (a, b)),) for n, (a, b) in enumerate(places)]
    text = table(
        ("code", "name", "lat", "lon"),
        *((f"S{n}", f"School {n}", f"{a:.4f}", f"{b:.4f}") for n, (a, b) in enumerate(rows)),
    )
    found = plan(read_sites(stream(text), HOW), EMPTY, NEW)
    assert [one.where for one in found.problems.kept] == [f"line {wrong + 2}"]
    assert "looks swapped" in found.problems.kept[0].message


@given(st.sampled_from("=+-@＝＋－＠\t\r"), TEXTS, st.sampled_from(["name", "address", "sector", "aliases"]))
def test_a_formula_is_refused_by_line_and_field(sign: str, text: str, field: str) -> None:
    cells = {"code": "AES", "name": "Alder", "lat": "39.5", "lon": "-105", field: f"{sign}{text}"}
    found = plan(read_sites(stream(table(tuple(cells), tuple(cells.values()))), HOW), EMPTY, NEW)
    told = [getattr(one, field) for one in found.sites]
    if found.problems:
        assert {(one.where, one.field) for one in found.problems.kept} == {("line 2", field)}
    else:
        # White space before a text is taken away, and what is left is no formula.
        assert sign in "\t\r"
        assert str(told[0] if field != "aliases" else told[0][0])[0] not in "=+-@"
