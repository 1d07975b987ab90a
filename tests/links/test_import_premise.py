"""What one must know of a site, from files: agencies' numbers, deputies, hazards and keys, and the plans of floors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dispatch.domain.premise import PremiseItem, PremiseKind, ShapeKind
from dispatch.domain.roster import Building, Contact, Room, Site
from dispatch.links.importing.floor_plans import plan_floors, read_floors
from dispatch.links.importing.reading import read_agencies, read_sites
from dispatch.links.importing.running import order
from dispatch.links.importing.site_plan import Options, plan
from dispatch.links.importing.unit_table import plan_agencies
from tests.links.importing import HOW, district, done, stream

AES = Site(
    code="AES",
    name="Alder ES",
    lat_e7=395_000_000,
    lon_e7=-1_050_000_000,
    buildings=(Building(code="MAIN", name="Main"),),
    rooms=(Room(code="101", name="Room 101", building="MAIN"),),
)
SQUARE = [[-105.0, 39.5], [-104.9999, 39.5], [-104.9999, 39.5001], [-105.0, 39.5001], [-105.0, 39.5]]


def feature(kind: str = "room", coordinates: Any = None, **more: Any) -> dict[str, Any]:
    properties = {"site": "AES", "building": "MAIN", "level": 1, "kind": kind, "room": "101", **more}
    form = "Point" if kind == "door" else "Polygon"
    where = coordinates if coordinates is not None else [-105.0, 39.5] if form == "Point" else [SQUARE]
    return {"type": "Feature", "properties": properties, "geometry": {"type": form, "coordinates": where}}


def collection(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}, indent=1).encode()


def test_an_agency_gets_its_number_and_keeps_it() -> None:
    state = district()
    told = "code,name,kind,phone,channel\nMPD,Millbrook Police,law,303 555 0172,Law 2\n"
    state = done(state, plan_agencies(read_agencies(stream(told), HOW), state, Options()))
    assert (state.agencies["MPD"].phone, state.agencies["MPD"].channel) == ("303 555 0172", "Law 2")
    again = plan_agencies(
        read_agencies(stream("code,name,kind\nMPD,Millbrook PD,law\n"), HOW), state, Options()
    )
    state = done(state, again)
    assert (state.agencies["MPD"].name, state.agencies["MPD"].phone) == ("Millbrook PD", "303 555 0172")
    same = plan_agencies(read_agencies(stream(told.replace("Police", "PD")), HOW), state, Options())
    assert not order(same, state)[0].agencies, "the same again changes nothing"


def test_a_site_gets_deputies_and_what_is_where() -> None:
    told = (
        "code,contacts,premise\n"
        'AES,"Ann|Principal|1|In charge;Bo|Assistant|2|In charge|1",'
        '"hazard|Pool chlorine|Pump room|No water on it;AED||Main office;shut-off|Gas|South wall;radio|Tactical|LE TAC 3|police"\n'
    )
    state = district(AES)
    state = done(state, plan(read_sites(stream(told), HOW), state, Options()))
    site = state.sites["AES"].roster
    assert site.contacts == (
        Contact(name="Ann", title="Principal", phone="1", role="In charge"),
        Contact(name="Bo", title="Assistant", phone="2", role="In charge", deputy=1),
    )
    assert site.premise == (
        PremiseItem(
            item_kind=PremiseKind.HAZARD, what="Pool chlorine", where="Pump room", note="No water on it"
        ),
        PremiseItem(item_kind=PremiseKind.AED, what="AED", where="Main office"),
        PremiseItem(item_kind=PremiseKind.SHUT_OFF, what="Gas", where="South wall"),
        PremiseItem(item_kind=PremiseKind.RADIO, what="Tactical", where="LE TAC 3", note="police"),
    )
    for wrong in ("poison|x|y", "hazard||", "hazard|a|b|c|d"):
        bad = plan(read_sites(stream(f"code,premise\nAES,{wrong}\n"), HOW), state, Options())
        assert [one.field for one in bad.problems] == ["premise"], wrong


def test_a_floor_is_taken_over_whole_and_the_others_stay() -> None:
    state = district(AES)
    state = done(
        state, plan_floors(read_floors(collection(feature(), feature("door", label="N1"))), state, {})
    )
    (floor,) = state.sites["AES"].roster.floors
    room, door = floor.shapes
    assert (room.shape_kind, room.code, room.points) == (
        ShapeKind.ROOM,
        "101",
        (0, 0, 1000, 0, 1000, 1000, 0, 1000),
    )
    assert (door.shape_kind, door.label, door.points) == (ShapeKind.DOOR, "N1", (0, 0))
    state = done(state, plan_floors(read_floors(collection(feature("outline", level=2))), state, {}))
    state = done(state, plan_floors(read_floors(collection(feature("corridor", label="Hall"))), state, {}))
    found = [
        (one.level, [shape.shape_kind.value for shape in one.shapes])
        for one in state.sites["AES"].roster.floors
    ]
    assert found == [(1, ["corridor"]), (2, ["outline"])]
    again = plan_floors(read_floors(collection(feature("corridor", label="Hall"))), state, {})
    assert not again.sites, "the same again changes nothing"


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (feature(site="NOSUCH"), "site"),
        (feature(building="EAST"), "building"),
        (feature(room="999"), "room"),
        (feature(room=None), "room"),
        (feature(level="two"), "level"),
        (feature("pool"), "kind"),
        (feature("door", coordinates=[SQUARE]), "geometry.coordinates"),
        (feature(coordinates=[[[39.5, -80.0]] * 5]), "geometry.coordinates"),
        (feature(coordinates=[]), "geometry.coordinates"),
        ({"type": "Feature"}, "type"),
    ],
)
def test_what_is_no_floor_is_named_with_its_field(one: dict[str, Any], field: str) -> None:
    found = plan_floors(read_floors(collection(one)), district(AES), {})
    assert [problem.field for problem in found.problems] == [field]


def test_what_is_no_geojson() -> None:
    for data in (b"", b"{", b'{"type": "Feature"}', b"\xff\xfe"):
        assert read_floors(data).problems
