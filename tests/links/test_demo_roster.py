"""The fictional district: of real size, without collisions, and nothing in it is real."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.roster import AgencyKind, Room, Site, SiteLevel
from dispatch.links.demo.district import opening, roster
from dispatch.links.shipped import shipped_text, world

ROSTER = roster()
SCHOOLS = [site for site in ROSTER.sites if site.level is not SiteLevel.OTHER]
GEO = Path(__file__).parents[2] / "frontend" / "public" / "geo"

# High, middle and elementary schools of the area that the map shows (Jefferson County, public record).
REAL_WORDS = re.findall(
    r"\w+",
    """
alameda arvada belmar bergen bradford carmody chatfield colorow columbine conifer coronado creighton dakota deane devinny drake
dunstan eiber everitt evergreen fairmount falcon fitzmorris foster fremont glennon golden hackberry hutchinson kendallvue kendrick
kullerstrand lasley lawrence leawood lukas lumberg mandalay maple marshdale meiklejohn mitchell molholm mortensen normandy oberon
parmalee parr patterson pennington pomona powderhorn ralston rooney ryan secrest semper shaffer sierra slater stober stony stott
summit swanson thomson vanderhoof vivian warder weber welchester westgate westridge wilmot witt
""",
)


def code(codes: list[str], text: str) -> None:
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]{1,7}", one) for one in codes), text
    assert not [one for one, count in Counter(codes).items() if count > 1], text


def test_it_has_the_size_of_a_real_district() -> None:
    assert len(SCHOOLS) == 157
    assert len(ROSTER.sites) == 158
    assert len(ROSTER.units) == 34
    assert sum(site.students for site in ROSTER.sites) == 78_000
    assert 6_000 < sum(site.staff for site in ROSTER.sites) < 13_000
    assert {site.level for site in SCHOOLS} == set(SiteLevel) - {SiteLevel.OTHER}


def test_codes_and_names_are_unique_and_mean_one_thing_each() -> None:
    sites, units = [one.code for one in ROSTER.sites], [one.code for one in ROSTER.units]
    agencies = [one.code for one in ROSTER.agencies]
    code(sites, "sites")
    code(units, "units")
    words = [*INCIDENT_TYPES, *DISPOSITIONS, *UnitStatus]
    assert not set(sites) & {*units, *agencies, *words}
    assert not set(units) & {*agencies, *words}
    assert len({one.name for one in ROSTER.sites}) == len(ROSTER.sites)


def test_every_site_has_exactly_one_agency_of_each_kind_and_every_school_an_sro() -> None:
    kinds = {one.code: one.agency_kind for one in ROSTER.agencies}
    units = {one.code: one for one in ROSTER.units}
    for site in ROSTER.sites:
        assert kinds[site.law or ""] is AgencyKind.LAW
        assert kinds[site.fire or ""] is AgencyKind.FIRE_EMS
        assert kinds[site.psap or ""] is AgencyKind.PSAP
        assert set(site.sros) | set(site.csos) <= set(units)
    for school in SCHOOLS:
        assert len(school.sros) == 1
        assert units[school.sros[0]].agency == school.law


def test_the_scenarios_own_sites_are_as_they_say() -> None:
    by_code = {one.code: one for one in ROSTER.sites}
    for given in world()["sites"]:
        site = by_code[given["code"]]
        assert (site.name, site.students, site.staff) == (given["name"], given["students"], given["staff"])
        assert (site.law, site.fire, site.psap) == (given["le"], given["fire"], given["psap"])
        assert list(site.csos) == given["cso"]
    patrol = world()["units"]
    assert {one for group in patrol.values() for one in group} <= {one.code for one in ROSTER.units}


def rooms(site: str) -> tuple[Room, ...]:
    found: Site = next(one for one in ROSTER.sites if one.code == site)
    zones = {zone for building in found.buildings for zone in building.zones}
    for room in found.rooms:
        assert room.building in {building.code for building in found.buildings}
        assert room.zone is None or room.zone in zones
    assert len({room.code for room in found.rooms}) == len(found.rooms)
    return found.rooms


def test_rooms_are_those_that_the_scenarios_name() -> None:
    assert len(rooms("GRHS")) == 104
    assert {"118", "201", "E-01", "E-04", "E-06", "GYM"} <= {room.code for room in rooms("GRHS")}
    assert len(rooms("LKES")) == 23
    assert "K-01" in {room.code for room in rooms("BSK8")}


def test_nothing_in_it_is_real() -> None:
    douglas = json.loads(shipped_text("schools-douglas-county-co.geojson"))["features"]
    real = {feature["properties"]["name"].lower().rsplit(" ", 1)[0] for feature in douglas}
    given = {one["code"] for one in world()["sites"]}
    for site in ROSTER.sites:
        for contact in site.contacts:
            assert re.fullmatch(r"\d{3}-555-01\d\d( ext\. \d)?", contact.phone)
        if site.code not in given:
            words = site.name.lower().split()
            assert not set(words) & set(REAL_WORDS), site.name
            assert " ".join(words[:2]) not in real, site.name


def test_every_school_has_a_number_of_its_own() -> None:
    assert len({site.contacts[0].phone for site in ROSTER.sites}) == len(ROSTER.sites)


def test_sites_stand_on_the_map_on_dry_land_and_apart() -> None:
    jefferson = [one for one in features("counties") if one["properties"]["name"] == "Jefferson"]
    water = [one for one in features("water") if one["geometry"]["type"] != "LineString"]
    for site in ROSTER.sites:
        point = (site.lon_e7 / 1e7, site.lat_e7 / 1e7)
        assert any(inside(point, one) for one in jefferson), site
        assert not any(inside(point, one) for one in water), site
    assert len({(site.lat_e7, site.lon_e7) for site in ROSTER.sites}) == len(ROSTER.sites)


def test_larkspur_lies_within_the_distance_that_suggests_granite_ridge() -> None:
    by_code = {one.code: one for one in ROSTER.sites}
    one, other = by_code["LKES"], by_code["GRHS"]
    assert abs(one.lon_e7 - other.lon_e7) * 0.0111319 * 0.77 < 1_200


def test_it_is_drawn_the_same_each_time() -> None:
    roster.cache_clear()
    assert roster() == ROSTER


def test_its_first_event_says_that_it_is_a_demo() -> None:
    assert opening().demo


def features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((GEO / f"{name}.json").read_text())["features"]
    return found


def inside(point: tuple[float, float], feature: dict[str, Any]) -> bool:
    shape = feature["geometry"]["coordinates"]
    polygons = shape if feature["geometry"]["type"] == "MultiPolygon" else [shape]
    return any(crossings(point, polygon[0]) % 2 for polygon in polygons)


def crossings(point: tuple[float, float], ring: list[list[float]]) -> int:
    x, y = point
    return sum(
        (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0
        for (x0, y0, *_), (x1, y1, *_) in zip(ring, ring[1:] + ring[:1], strict=True)
    )
