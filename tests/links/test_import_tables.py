"""Sites, agencies, units and rooms from tables: what is taken, and every way in which a table is broken."""

from __future__ import annotations

import pytest

from dispatch.domain.commands import DefineRoster
from dispatch.domain.roster import (
    Agency,
    AgencyKind,
    Building,
    Contact,
    DeskPosition,
    Room,
    Site,
    SiteLevel,
    UnitKind,
)
from dispatch.domain.state import EMPTY, State
from dispatch.links.importing.changes import Verdict
from dispatch.links.importing.position_table import plan_positions
from dispatch.links.importing.problems import KEPT_MAX, say_some
from dispatch.links.importing.reading import (
    How,
    read_agencies,
    read_positions,
    read_rooms,
    read_sites,
    read_units,
)
from dispatch.links.importing.room_table import plan_rooms
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.running import order
from dispatch.links.importing.site_plan import Options, plan
from dispatch.links.importing.unit_table import plan_agencies, plan_units
from tests.links.importing import HOW, district, done, stream, zipped

NEW = Options(district_code="PM", district_name="Pine Mesa")
SITE = "code,name,lat,lon\n"
GOOD = "AES,Alder ES,39.5,-105.0\n"


def sites(data: str | bytes, state: State = EMPTY, options: Options = NEW, how: How = HOW) -> RosterPlan:
    return plan(read_sites(stream(data), how), state, options)


def units(data: str, state: State) -> RosterPlan:
    return plan_units(read_units(stream(data), HOW), state, {})


def rooms(data: str, state: State, *, replace_all: bool = False) -> RosterPlan:
    return plan_rooms(read_rooms(stream(data), HOW), state, {}, replace_all=replace_all)


def problems(found: RosterPlan) -> list[str]:
    return [str(one) for one in found.problems]


def test_a_table_of_sites_says_everything_about_a_site() -> None:
    state = district()
    text = (
        "code,name,level,address,city,state,zip,lat,lon,law,sector,students,staff,aliases,sros,csos,contacts\n"
        'GRHS,"Granite Ridge, High",high,1 Mesa Way,Mesa,CO,80100,39.51,-105.0123456,mpd,North,"1,840",148,'
        "Granite;The Ridge,S1,C11;C12,Ann Lee|Principal|+1 303 555 0100;Bo|Office|x2\n"
    )
    (site,) = sites(text, state).sites
    assert site == Site(
        code="GRHS",
        name="Granite Ridge, High",
        level=SiteLevel.HIGH,
        address="1 Mesa Way, Mesa CO 80100",
        lat_e7=395_100_000,
        lon_e7=-1_050_123_456,
        law="MPD",
        sector="North",
        students=1840,
        staff=148,
        aliases=("Granite", "The Ridge"),
        sros=("S1",),
        csos=("C11", "C12"),
        contacts=(
            Contact(name="Ann Lee", title="Principal", phone="+1 303 555 0100"),
            Contact(name="Bo", title="Office", phone="x2"),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "School Name;Latitude;Longitude\nAlder ES;39.5;-105.0\n",
        "school\tLAT\tLNG\nAlder ES\t39.5\t-105.0\n",
        "\ufeffName,Y,X\r\nAlder ES,39.5,-105.0\r\n",
        '\n\n"Site Name"," lon_dd ","lat_dd"\n"Alder ES","-105.0","39.5"\n\n',
    ],
)
def test_columns_are_found_by_the_names_that_people_give_them(text: str) -> None:
    (site,) = sites(text).sites
    assert (site.code, site.name, site.lat_e7, site.lon_e7) == (
        "AES",
        "Alder ES",
        395_000_000,
        -1_050_000_000,
    )
    assert site.level is SiteLevel.ELEMENTARY


def test_an_empty_cell_leaves_what_is_there_and_a_dash_takes_it_away() -> None:
    state = done(district(), sites(SITE + GOOD + "BES,Birch ES,39.6,-105.1\n", district()))
    first = sites("code,law,students,sector\nAES,MPD,300,North\nBES,MPD,200,South\n", state)
    state = done(state, first)
    second = sites("code,law,students,sector\nAES,,,\nBES,-,-,-\n", state)
    assert [one.verdict for one in second.changes] == [Verdict.LEFT, Verdict.CHANGED]
    assert second.changes[1].how == "law 'MPD' → nothing; students 200 → 0; sector 'South' → nothing"
    state = done(state, second)
    assert (state.sites["AES"].roster.law, state.sites["AES"].roster.students) == ("MPD", 300)
    assert (state.sites["BES"].roster.law, state.sites["BES"].roster.students) == (None, 0)


def test_the_second_import_of_a_table_asks_for_nothing() -> None:
    text = SITE + GOOD + "BES,Birch ES,39.6,-105.1\n"
    state = done(district(), sites(text, district()))
    again = sites(text, state)
    assert [str(one) for one in again.changes] == [
        "line 2: AES Alder ES: left alone",
        "line 3: BES Birch ES: left alone",
    ]
    command, expect = order(again, state)
    assert command == DefineRoster()
    assert not expect


def test_what_changes_is_held_against_the_version_it_was_made_from() -> None:
    state = district()
    command, expect = order(sites("code,students\nAES,412\n", state), state)
    assert [site.students for site in command.sites] == [412]
    assert expect == {"AES": state.sites["AES"].version}


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "the file, size: is empty"),
    "blank": (b"\n \n\t\n", "the file, size: holds no line"),
    "utf-16": ((SITE + GOOD).encode("utf-16"), "the file, encoding: is UTF-16; save it as CSV (UTF-8)"),
    "utf-16 without a mark": ((SITE + GOOD).encode("utf-16-le"), "line 1, encoding: holds a NUL byte"),
    "utf-32": (b"\x00\x00\xfe\xff" + (SITE + GOOD).encode("utf-32-be"), "the file, encoding: is UTF-32"),
    "latin-1": ((SITE + "A,Peña ES,39.5,-105\n").encode("latin-1"), "line 2, encoding: byte 5 is no UTF-8"),
    "nul": (SITE + "A,Alder\x00 ES,39.5,-105\n", "line 2, encoding: holds a NUL byte"),
    "no known column": ("a,b,c\n1,2,3\n", "line 1, heading: a column name or code is wanted"),
    "only one coordinate": ("name,lat\nA,39.5\n", "a column lat and a column lon are wanted"),
    "two columns for one thing": (
        "name,lat,latitude,lon\nA,1,1,1\n",
        "line 1, heading: the columns 'lat' and 'latitude' both mean lat",
    ),
    "too few cells": (SITE + "AES,Alder ES,39.5\n", "line 2, cells: 3 cells; the heading has 4"),
    "too many cells": (SITE + "AES,Alder, ES,39.5,-105\n", "line 2, cells: 5 cells; the heading has 4"),
    "swapped": (
        SITE + "AES,Alder ES,-105.0,39.5\n",
        "line 2, lat, lon: latitude -105.0, longitude 39.5 looks swapped",
    ),
    "swapped among others": (
        "name,lat,lon\nA,45,10\nB,45.1,10.1\nC,10,45\n",
        "line 4, lat, lon: latitude 10.0, longitude 45.0 looks swapped",
    ),
    "far": (
        "name,lat,lon\nA,45,10\nB,45.1,10.1\nC,45,70\n",
        "line 4, lat, lon: latitude 45.0, longitude 70.0 lies far from all",
    ),
    "off the earth": (
        SITE + "AES,Alder ES,3100000,1600000\n",
        "line 2, lat, lon: latitude 3100000.0, longitude 1600000.0 is outside",
    ),
    "null island": (
        SITE + "AES,Alder ES,0,0.000\n",
        "line 2, lat, lon: latitude 0.0, longitude 0.0 stands for an unknown place",
    ),
    "decimal comma": (
        "code;name;lat;lon\nAES;Alder;39,5;-105,0\n",
        "line 2, lat: degrees are wanted (39.5432 say), not '39,5'; write a decimal point",
    ),
    "not a number": (SITE + "AES,Alder ES,nan,inf\n", "line 2, lat: degrees are wanted"),
    "one coordinate empty": (SITE + "AES,Alder ES,39.5,\n", "line 2, lon: missing"),
    "no place": (SITE + "AES,Alder ES,,\n", "line 2, lat: missing, and this district has no such site yet"),
    "no name": ("name,lat,lon\n,39.5,-105\n", "line 2, name: missing: nobody could call it anything"),
    "no name beside a code": (SITE + "AES,,39.5,-105\n", "line 2, name: missing"),
    "bad code": (SITE + "A ES,Alder ES,39.5,-105\n", "line 2, code: 'A ES' is no code"),
    "bad level": (
        "name,level,lat,lon\nA,big,1,1\n",
        "line 2, level: 'big' is not known; there are: elementary",
    ),
    "bad count": ("name,students,lat,lon\nA,many,1,1\n", "line 2, students: a whole number from 0"),
    "bad contact": ("name,contacts,lat,lon\nA,Ann,1,1\n", "line 2, contacts: name|title|phone is wanted"),
    "unknown agency": ("name,law,lat,lon\nA,XPD,1,1\n", "line 2, law: there is no agency XPD; add it first"),
    "code twice": (
        SITE + GOOD + "aes,Aspen ES,39.6,-105\n",
        "line 3, code: AES is the code of line 2 already",
    ),
    "line twice": (
        "name,lat,lon\nA,39.5,-105\na,39.50,-105.0\n",
        "line 3, name: 'a' repeats line 2 in name, address and place; take one out",
    ),
    "formula": (SITE + "AES,=1+1,39.5,-105\n", "line 2, name: begins with '='"),
    "formula with a plus": (SITE + "AES,+cmd,39.5,-105\n", "line 2, name: begins with '+'"),
    "formula with a minus": (SITE + "AES,-cmd,39.5,-105\n", "line 2, name: begins with '-'"),
    "formula with an at": (SITE + "AES,@SUM(A1),39.5,-105\n", "line 2, name: begins with '@'"),
    "turned text": (
        SITE + "AES,A\u202eSH,39.5,-105\n",
        "line 2, name: holds a character that cannot be seen (U+202E)",
    ),
    "escape": (
        SITE + "AES,A\x1b[2J,39.5,-105\n",
        "line 2, name: holds a character that cannot be seen (U+001B)",
    ),
    "long name": (SITE + f"AES,{'x' * 201},39.5,-105\n", "line 2, name: longer than 200 characters"),
    "open quote": (
        SITE + GOOD + '"BES,Birch ES,39.6,-105\n',
        "line 3, quotes: a quote is opened and never closed",
    ),
    "open quote and much behind it": (
        SITE + '"BES,Birch\n' + GOOD * 10_000,
        "line 2, quotes: a quote is opened and not closed again for very long",
    ),
    "quote inside": (
        SITE + 'AES,"Alder "big" ES",39.5,-105\n',
        "line 2, quotes: a quote stands inside a cell",
    ),
    "old line ends": ((SITE + GOOD).replace("\n", "\r"), "the lines end in an old way"),
    "a million columns": (",".join(["name"] * 1_000_000) + "\n", "line 1, length: longer than 64 kB"),
    "300 columns": (
        ",".join(f"c{n}" for n in range(300)) + ",name,lat,lon\n",
        "line 1, heading: 303 columns",
    ),
    "a long line": (SITE + "x" * 3_000_000, "line 2, length: longer than 64 kB"),
    "a web page": (b"<!doctype html><html>", "the file, format: is a web page"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1", "the file, format: is an old Excel file"),
    "a spreadsheet": (
        zipped({"[Content_Types].xml": "x"}),
        "the file, format: is a zip or a spreadsheet (XLSX)",
    ),
    "only a heading": (SITE, "the file, lines: there is nothing below the heading"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_table_is_named_by_line_and_field(case: str) -> None:
    data, expected = BROKEN[case]
    found = sites(data)
    assert any(expected in one for one in problems(found)), problems(found)
    assert not order(found, EMPTY)[0].sites or found.problems


def test_a_table_in_another_encoding_can_be_named() -> None:
    data = (SITE + "PES,Peña ES,39.5,-105\n").encode("windows-1252")
    (site,) = sites(data, how=How(encoding="windows-1252")).sites
    assert site.name == "Peña ES"


def test_more_wrong_lines_than_anybody_reads_are_counted() -> None:
    found = sites(SITE + "AES,Alder ES,95,-105\n" * 5_000)
    assert len(found.problems) > KEPT_MAX
    assert len(list(found.problems)) == KEPT_MAX
    for all_of_them, shown in ((False, 50), (True, KEPT_MAX)):
        said: list[str] = []
        lines = (str(one) for one in found.problems)
        say_some(lines, len(found.problems), said.append, all_of_them=all_of_them)
        assert len(said) == shown + 1
        assert said[-1].startswith(f"… and {len(found.problems) - shown} more")


def test_more_sites_than_a_district_has_are_too_many() -> None:
    lines = "".join(f"S{n},School {n},39.{n:05},-105\n" for n in range(2_001))
    assert problems(sites(SITE + lines)) == [
        "the file, sites: more than 2,000, the most that are taken at once"
    ]


def test_more_rooms_than_a_district_has_are_too_many() -> None:
    found = rooms("site,room\n" + "".join(f"AES,{n}\n" for n in range(50_001)), district())
    assert problems(found) == ["the file, lines: more than 50,000, the most that are taken at once"]


def test_a_code_means_one_thing() -> None:
    state = district()
    assert problems(sites(SITE + "MPD,Alder,39.5,-105\nS1,Birch,39.6,-105\n", state)) == [
        "line 2, code: MPD is the code of the agency MPD already; a code means one thing",
        "line 3, code: S1 is the code of the unit S1 already; a code means one thing",
    ]
    assert (
        "S1 is the code of a unit"
        in problems(plan_agencies(read_agencies(stream("code,name,kind\nS1,X,law\n"), HOW), state, NEW))[0]
    )
    assert "AES is the code of a site" in problems(units("unit,type\nAES,PAT\n", state))[0]


def test_agencies_are_added_and_changed() -> None:
    text = "code,name,kind\nWRFD,West Ridge Fire,fire\nTAM,Tamcom 911,911\nMPD,Millbrook Police Department,police\n"
    state = district()
    found = plan_agencies(read_agencies(stream(text), HOW), state, NEW)
    assert [one.verdict for one in found.changes] == [Verdict.NEW, Verdict.NEW, Verdict.CHANGED]
    state = done(state, found)
    assert [state.agencies[code].agency_kind for code in ("WRFD", "TAM", "MPD")] == [
        AgencyKind.FIRE_EMS,
        AgencyKind.PSAP,
        AgencyKind.LAW,
    ]
    assert state.agencies["MPD"].name == "Millbrook Police Department"
    assert (
        "law, fire_ems, psap, district or other"
        in problems(plan_agencies(read_agencies(stream("code,name,kind\nA,B,\n"), HOW), state, NEW))[0]
    )


def test_units_belong_to_the_district_unless_they_say_otherwise() -> None:
    state = district()
    text = "call sign,type,agency,site,capabilities\na7,patrol,,,armed;keys\nS2,SRO,MPD,alder es,\n"
    found = units(text, state)
    assert found.agencies == [Agency(code="PM", name="Pine Mesa", agency_kind=AgencyKind.DISTRICT)]
    state = done(state, found)
    a7, s2 = state.units["A7"].roster, state.units["S2"].roster
    assert (a7.unit_kind, a7.agency, a7.capabilities) == (UnitKind.PATROL, "PM", ("armed", "keys"))
    assert (s2.unit_kind, s2.agency, s2.home_site) == (UnitKind.SRO, "MPD", "AES")
    again = units(text, state)
    assert not again.agencies
    assert [one.verdict for one in again.changes] == [Verdict.LEFT, Verdict.LEFT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit,type\nA7,horse\n", "line 2, kind: 'horse' is not known; there are: PAT, SUP"),
        ("unit,type\nA7,\n", "line 2, kind: missing: PAT, SUP, CSO"),
        ("unit,type,agency\nA7,PAT,XX\n", "line 2, agency: there is no agency XX"),
        ("unit,type,site\nA7,PAT,Nowhere\n", "line 2, home_site: there is no site 'Nowhere'; give its code"),
        ("unit,type\nA7,PAT\na7,PAT\n", "line 3, code: A7 stands in line 2 already"),
        ("name,type\nA,PAT\n", "line 1, heading: no column code (also known as: call sign"),
        ("unit,type\nA=7,PAT\n", "line 2, code: 'A=7' is no code"),
        ('{"a": 1}', "the file, format: is JSON; a CSV is wanted"),
    ],
)
def test_a_broken_table_of_units_is_named(text: str, expected: str) -> None:
    found = problems(units(text, district()))
    assert any(expected in one for one in found), found


def test_a_site_that_two_share_the_name_of_must_be_named_by_its_code() -> None:
    twins = [
        Site(code=code, name="Alder ES", lat_e7=395_000_000, lon_e7=-1_050_000_000)
        for code in ("AES", "AES-2")
    ]
    (problem,) = problems(units("unit,type,site\nA7,PAT,Alder ES\n", district(*twins)))
    assert problem == "line 2, home_site: 2 sites are called 'Alder ES' (AES, AES-2 …); give its code"


def test_rooms_join_the_buildings_and_zones_of_their_site() -> None:
    state = district()
    text = (
        "school,room,name,building,building name,zone\n"
        "AES,Rm 101,Office,a,North building,1\n"
        "AES,102,,A,,1\n"
        "Alder ES,GYM,,G,,\n"
    )
    found = rooms(text, state)
    assert [str(one) for one in found.changes] == [
        "line 2: AES room 101: new",
        "line 3: AES room 102: new",
        "line 4: AES room GYM: new",
    ]
    state = done(state, found)
    site = state.sites["AES"].roster
    assert site.buildings == (
        Building(code="A", name="North building", zones=("1",)),
        Building(code="G", name="Building G"),
    )
    assert site.rooms == (
        Room(code="101", name="Office", building="A", zone="1"),
        Room(code="102", name="Room 102", building="A", zone="1"),
        Room(code="GYM", name="Room GYM", building="G"),
    )
    assert not rooms(text, state).sites
    moved = rooms("site,room,zone,building name\nAES,102,2,\nAES,101,,South building\n", state)
    assert [str(one) for one in moved.changes] == [
        "line 2: AES room 102: changed: zone '1' → '2'",
        "line 3: AES room 101: changed: building A is now called 'South building'",
    ]
    assert moved.notes == [
        "Rooms of these sites that the file does not name: 1; they stay; --replace takes them out."
    ]
    state = done(state, rooms("site,room\nAES,102\n", state, replace_all=True))
    assert [room.code for room in state.sites["AES"].roster.rooms] == ["102"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site,room\nXX,1\n", "line 2, site: there is no site 'XX'"),
        ("site,room\nAES,\n", "line 2, code: missing: what stands on its door?"),
        ("site,room\nAES,(a)\n", "line 2, code: '(A)' is no code"),
        ("site,room\nAES,1\nAES,Room 1\n", "line 3, code: aes 1 stands in line 2 already"),
        ("site,room\nAES,1\nAlder ES,1\n", "line 3, code: AES has a room 1 in line 2 already"),
        (
            "site,room,building,building_name\nAES,1,A,North\nAES,2,A,South\n",
            "line 3, building_name: A is called 'North' in line 2; one building has one name",
        ),
        (
            "site,room\n" + "".join(f"AES,{n}\n" for n in range(1001)),
            "line 2, site: AES would have 1,001 rooms; at most 1,000 are kept",
        ),
        ("site\nAES\n", "line 1, heading: no column code (also known as: room"),
    ],
)
def test_a_broken_table_of_rooms_is_named(text: str, expected: str) -> None:
    found = problems(rooms(text, district()))
    assert any(expected in one for one in found), found


def test_positions_are_rung_in_the_order_of_their_lines_unless_they_say_so() -> None:
    state = district()
    text = (
        "position,name,order,sector,supervisor\nPOS1,Position 1,,North,\nPOS2,,,,no\nSUP,Supervisor,9,,yes\n"
    )
    found = plan_positions(read_positions(stream(text), HOW), state)
    assert problems(found) == []
    assert found.positions == [
        DeskPosition(code="POS1", name="Position 1", order=1, sector="North"),
        DeskPosition(code="POS2", name="POS2", order=2),
        DeskPosition(code="SUP", name="Supervisor", order=9, supervisor=True),
    ]
    after = done(state, found)
    again = plan_positions(read_positions(stream(text), HOW), after)
    assert {one.verdict for one in again.changes} == {Verdict.LEFT}
    assert order(again, after)[0] == DefineRoster()


def test_a_position_that_cannot_be_read_is_named_by_line() -> None:
    text = "code,supervisor,order\npos 1,perhaps,first\nPOS2,,\nPOS2,,\n"
    found = plan_positions(read_positions(stream(text), HOW), district())
    said = " ".join(problems(found))
    for word in ("line 2", "code", "supervisor", "order", "line 4"):
        assert word in said, said


def test_one_line_is_held_against_the_sites_that_are_there() -> None:
    """A file of one site has no others in it; a school on another continent is a mistake all the same."""

    def said(text: str) -> list[str]:
        problems = plan(
            read_sites(stream(f"code,name,lat,lon\n{text}\n"), HOW), district(), Options()
        ).problems
        return [str(one) for one in problems.kept]

    assert said("NEW,New,39.6,-105.1") == []
    assert said("AES,Moved,51.5,-0.1") == [], "the only one there is may have been wrong"
    (far,) = said("NEW,New,51.5,-0.1")
    wanted = (
        "line 2, lat, lon: latitude 51.5, longitude -0.1 lies far from the sites of this district (AES …)"
    )
    assert far.startswith(wanted)
