"""Importing sites: the county's real file, and files that people break."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dispatch.desk.desk import Desk
from dispatch.domain.lens.project import snapshot
from dispatch.domain.roster import SiteLevel
from dispatch.domain.state import EMPTY, State
from dispatch.links.demo import load
from dispatch.links.importing.geojson import read
from dispatch.links.importing.problems import ImportProblem, Say
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.running import report, take_over
from dispatch.links.importing.site_codes import base_code
from dispatch.links.importing.site_plan import Options, agency_code, plan
from dispatch.links.importing.site_table import from_geojson
from dispatch.links.shipped import shipped_text
from tests.links.node import CLOCK, node, people
from tests.pg import Database

REAL = shipped_text("schools-douglas-county-co.geojson").encode()
NEW = Options(district_code="DCSD", district_name="Douglas County School District")


def feature(name: Any = "Test School", at: Any = (-105.0, 39.5), **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, **properties},
        "geometry": {"type": "Point", "coordinates": list(at) if isinstance(at, tuple) else at},
    }


def collection(*features: Any, **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members}).encode()


def planned(data: bytes, options: Options = NEW, state: State = EMPTY) -> RosterPlan:
    return plan(from_geojson(read(data)), state, options)


async def run(desk: Desk, data: bytes, options: Options, say: Say) -> int:
    return await take_over(desk, planned(data, options, desk.state), options, CLOCK, say)


def check(data: bytes, options: Options, say: Say) -> None:
    report(planned(data, options), say, dry_run=options.dry_run)


def problems(data: bytes) -> list[str]:
    return [str(one) for one in planned(data).problems]


def said(data: bytes, options: Options = NEW) -> list[str]:
    lines: list[str] = []
    check(data, options, lines.append)
    return lines


async def test_the_real_file_becomes_sites_once(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path) as desk:
        lines: list[str] = []
        assert await run(desk, REAL, NEW, lines.append) == 215
        state, head = desk.state, desk.head
        assert len(state.sites) == 210
        assert len(snapshot(state, "desk")["sites"]) == 210, "the console shows every one"
        assert head.seq == 216
        assert state.home is not None
        assert (state.home.id, state.home.demo) == ("DCSD", False)
        assert set(state.agencies) == {"DOUGLAS-COUNTY", "CASTLE-ROCK", "PARKER", "CASTLE-PINES", "LONE-TREE"}
        assert Counter(site.roster.law for site in state.sites.values())[None] == 26
        castle = state.sites["CRES"].roster
        assert (castle.name, castle.law, castle.level) == (
            "CASTLE ROCK ES",
            "CASTLE-ROCK",
            SiteLevel.ELEMENTARY,
        )
        assert castle.address == "1103 CANYON DRIVE, CASTLE ROCK CO 80104"
        assert (castle.lat_e7 // 10**5, castle.lon_e7 // 10**5) == (3938, -10485)
        assert await run(desk, REAL, NEW, lines.append) == 0
        assert desk.head == head
        assert desk.state is state


async def test_a_repeated_school_is_said_and_can_be_merged(database: Database, tmp_path: Path) -> None:
    lines = said(REAL, Options(district_code="D", district_name="D", dry_run=True))
    assert sum("repeats feature" in line for line in lines) == 105
    assert any(line.startswith("105 sites stand twice") for line in lines)
    async with node(database, tmp_path) as desk:
        merged = Options(district_code="D", district_name="D", merge_repeats=True)
        await run(desk, REAL, merged, lines.append)
        assert len(desk.state.sites) == 105
        assert not [
            code
            for code in desk.state.sites
            if desk.state.sites[code].roster.name == "CASTLE ROCK ES" and "-" in code
        ]


async def test_codes_do_not_depend_on_the_order_of_the_file() -> None:
    features = json.loads(REAL)["features"]
    straight = {site.code: site for site in planned(REAL).sites}
    turned = {site.code: site for site in planned(collection(*reversed(features))).sites}
    assert straight == turned


async def test_what_people_added_to_a_site_survives_the_next_import(
    database: Database, tmp_path: Path
) -> None:
    async with node(database, tmp_path) as desk:
        first = collection(
            feature("Alder ES", (-105.0, 39.5), address="1 Elm"), feature("Birch ES", (-105.1, 39.5))
        )
        await run(desk, first, NEW, print)
        moved = collection(
            feature("Birch ES", (-105.1, 39.5)), feature("Alder ES", (-105.02, 39.5), address="1 Elm")
        )
        assert await run(desk, moved, NEW, print) == 1
        assert set(desk.state.sites) == {"AES", "BES"}
        assert desk.state.sites["AES"].roster.lon_e7 == -1_050_200_000


async def test_a_dry_run_writes_nothing(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path) as desk:
        lines: list[str] = []
        dry = Options(district_code="D", district_name="D", dry_run=True)
        assert await run(desk, REAL, dry, lines.append) == 0
        assert desk.head.seq == 0
        assert lines[-1] == (
            "Dry run: 210 sites would be new, 0 would change, 0 would be left alone. Nothing was written."
        )


async def test_one_bad_feature_keeps_everything_out(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path) as desk:
        lines: list[str] = []
        bad = collection(feature("Good"), feature("Bad", (39.5, -105.0)), feature("", (-105.0, 39.5)))
        with pytest.raises(ImportProblem, match="Nothing was imported: 2 problems"):
            await run(desk, bad, NEW, lines.append)
        assert desk.head.seq == 0
        assert lines == [
            "feature 2 (line 1), geometry.coordinates: [39.5, -105.0] looks swapped: GeoJSON has longitude first, then latitude",
            "feature 3 (line 1), name: missing: nobody could call it anything",
        ]


async def test_importing_beside_a_demo_touches_none_of_its_sites(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        before = dict(desk.state.sites)
        await run(desk, REAL, NEW, print)
        assert {code: desk.state.sites[code] for code in before} == before
        assert len(desk.state.sites) == len(before) + 210


GARBAGE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file, JSON"),
    "not json": (b"PK\x03\x04", "the file, JSON"),
    "latin-1": ('{"type": "Café"}'.encode("latin-1"), "the file, encoding: not UTF-8 at byte 14"),
    "utf-16": ('{"type": "FeatureCollection"}'.encode("utf-16"), "the file, encoding"),
    "a list": (b"[]", "the file, type: a FeatureCollection is wanted"),
    "no features": (collection(), "the file, features"),
    "deep": (b"[" * 100_000, "the file, JSON"),
    "nan": (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN is not a number of JSON"),
    "twice": (b'{"type": "FeatureCollection", "type": "x"}', "'type' stands twice"),
    "state plane": (
        collection(feature(), crs={"type": "name", "properties": {"name": "EPSG:2232"}}),
        "the file, crs: coordinates must be WGS 84",
    ),
    "polygon": (
        collection(
            {
                "type": "Feature",
                "properties": {"name": "X"},
                "geometry": {"type": "Polygon", "coordinates": []},
            }
        ),
        "feature 1 (line 1), geometry.type: a Point is wanted, not 'Polygon'",
    ),
    "no geometry": (
        collection({"type": "Feature", "properties": {"name": "X"}, "geometry": None}),
        "feature 1 (line 1), geometry: missing",
    ),
    "no properties": (
        collection(
            {"type": "Feature", "properties": None, "geometry": {"type": "Point", "coordinates": [-105, 39]}}
        ),
        "feature 1 (line 1), properties",
    ),
    "text coordinates": (collection(feature(at=["-105", "39"])), "two numbers are wanted"),
    "true coordinates": (collection(feature(at=[True, 39])), "two numbers are wanted"),
    "infinite": (collection(feature()).replace(b"-105.0", b"1e999"), "two numbers are wanted"),
    "one number": (collection(feature(at=[-105])), "two numbers are wanted"),
    "swapped": (collection(feature(at=(39.5, -105.0))), "looks swapped"),
    "swapped among others": (
        collection(feature("A", (10.0, 45.0)), feature("B", (10.1, 45.1)), feature("C", (45.0, 10.0))),
        "feature 3 (line 1), geometry.coordinates: [45.0, 10.0] looks swapped",
    ),
    "far": (
        collection(feature("A"), feature("B", (-105.1, 39.4)), feature("C", (-75.0, 39.4))),
        "feature 3 (line 1), geometry.coordinates: [-75.0, 39.4] lies far from all others",
    ),
    "off the earth": (collection(feature(at=(-1050.0, 39.5))), "outside the earth"),
    "null island": (collection(feature(at=(0, 0))), "[0.0, 0.0] stands for an unknown place"),
    "no name": (collection(feature(None)), "feature 1 (line 1), name: missing"),
    "blank name": (collection(feature(" \t ")), "feature 1 (line 1), name: missing"),
    "number for a name": (collection(feature(7)), "feature 1 (line 1), name: text is wanted, not 7"),
    "long name": (collection(feature("x" * 201)), "name: longer than 200 characters"),
    "long address": (
        collection(feature(address="x" * 150, city="y" * 150)),
        "address: longer than 200 characters",
    ),
    "turned text": (collection(feature("A\u202eSH")), "name: holds a character that cannot be seen (U+202E)"),
    "escape": (collection(feature("A\x1b[2J")), "name: holds a character that cannot be seen (U+001B)"),
}


@pytest.mark.parametrize("case", GARBAGE)
def test_garbage_is_named_by_feature_and_field(case: str) -> None:
    data, expected = GARBAGE[case]
    found = problems(data)
    assert any(expected in one for one in found), found
    with pytest.raises(ImportProblem):
        check(data, NEW, lambda _: None)


def test_a_district_must_be_named_when_there_is_none() -> None:
    with pytest.raises(ImportProblem):
        check(collection(feature()), Options(), lambda _: None)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{7*7}}", "%s%n", "'; DROP TABLE x; --"])
def test_text_that_looks_like_code_stays_text(name: str) -> None:
    (site,) = planned(collection(feature(name))).sites
    assert site.name == name


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", " \t=1", "＝1"])
def test_a_name_that_a_spreadsheet_would_run_is_refused(name: str) -> None:
    (problem,) = problems(collection(feature(name)))
    assert "feature 1 (line 1), name: begins with" in problem
    assert "a spreadsheet would take it for a formula" in problem


def test_features_are_found_by_their_line() -> None:
    text = b'{"type": "FeatureCollection",\n "features": [\n  %s,\n\n  %s\n ]}'
    one, two = (json.dumps(feature(name)).encode() for name in ("A", ""))
    assert problems(text % (one, two)) == ["feature 2 (line 5), name: missing: nobody could call it anything"]
    assert read(REAL).features[1].line == 28


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Granite Ridge High School", "GRHS"),
        ("BEAR CANYON ES", "BCES"),
        ("Bluestem K-8", "BK8"),
        ("École Élémentaire Nord", "EEN"),
        ("TEDDY LANE (EAGLE ACADEMY, ECE NORTH, AND BRIDGE PROGRAMS)", "TLEAEN"),
        ("Academy of the Arts", "AA"),
        ("東京", "SITE"),
        ("High School", "HS"),
        ("O'Neil Middle School", "OMS"),
    ],
)
def test_codes_are_what_people_would_say(name: str, code: str) -> None:
    assert base_code(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Town of Parker", "PARKER"), ("Douglas County", "DOUGLAS-COUNTY"), ("–", "LAW"), ("x" * 90, "X" * 32)],
)
def test_agencies_get_codes_from_their_jurisdiction(name: str, code: str) -> None:
    assert agency_code(name) == code


def test_two_forms_of_one_jurisdiction_are_one_agency() -> None:
    rows = collection(
        feature("A", jurisdiction="Town of Parker"), feature("B", jurisdiction="City of Parker")
    )
    assert [one.code for one in planned(rows).agencies] == ["PARKER"]


def test_codes_from_the_command_line_are_checked() -> None:
    file = collection(feature(jurisdiction="Town of Parker"))
    for options in (
        Options(district_code="dcsd", district_name="D"),
        Options(district_code="D", district_name="D", law={"Town of Parker": "<b>"}),
    ):
        with pytest.raises(ImportProblem):
            check(file, options, lambda _: None)
    named = Options(district_code="D", district_name="D", law={"Town of Parker": "PPD"})
    assert [one.code for one in planned(file, named).agencies] == ["PPD"]
