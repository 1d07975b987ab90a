"""The files of the National Center for Education Statistics: places of the whole country's schools, and what kind of school each is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatch.domain.roster import SiteLevel
from dispatch.domain.state import EMPTY, State
from dispatch.links.importing.changes import Verdict
from dispatch.links.importing.nces import EDGE_FIELDS
from dispatch.links.importing.reading import How, read_sites
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.site_plan import Options, plan
from tests.links.importing import district, done, stream, table

NEW = Options(district_code="PM", district_name="Pine Mesa")
OURS = How(lea="0803450")
CCD_HEADING = (
    *(
        "SCHOOL_YEAR",
        "FIPST",
        "STATENAME",
        "ST",
        "SCH_NAME",
        "LEA_NAME",
        "LEAID",
        "NCESSCH",
        "MSTREET1",
        "LSTREET1",
    ),
    *("LCITY", "LSTATE", "LZIP", "PHONE", "SY_STATUS", "UPDATED_STATUS", "GSLO", "GSHI", "LEVEL"),
)


def edge(
    number: str = "080345000001", name: str = "Alder ES", lat: str = "39.50", lon: str = "-105.00"
) -> list[str]:
    cells = dict.fromkeys(EDGE_FIELDS, "")
    told = {
        "name": name,
        "address": "1 Elm",
        "city": "Mesa",
        "state": "CO",
        "zip": "80100",
        "lat": lat,
        "lon": lon,
    }
    return list((cells | told | {"ncessch": number, "leaid": number[:7]}).values())


def geocodes(*schools: list[str]) -> str:
    return "".join("|".join(one) + "\n" for one in schools)


def ccd(number: str = "080345000001", name: str = "Alder ES", **told: str) -> list[str]:
    cells = {"LEAID": number[:7], "NCESSCH": number, "SCH_NAME": name, "LSTREET1": "1 Elm", "LCITY": "Mesa"}
    cells |= {"LSTATE": "CO", "LZIP": "80100", "UPDATED_STATUS": "1", "LEVEL": "Elementary", **told}
    return [cells.get(name, "") for name in CCD_HEADING]


def planned(data: str | bytes, how: How = OURS, state: State = EMPTY) -> RosterPlan:
    return plan(read_sites(stream(data), how), state, NEW)


def problems(data: str | bytes, how: How = OURS, state: State = EMPTY) -> list[str]:
    return [str(one) for one in planned(data, how, state).problems]


def test_one_district_is_taken_out_of_the_country() -> None:
    others = [edge(f"0100005{n:05}", f"School {n}", "34.2", "-86.2") for n in range(3_000)]
    text = geocodes(*others, edge(), edge("080345000002", 'The "Big" HS', "39.60", "-105.10"))
    first, second = planned(text).sites
    assert (first.code, first.address, first.lat_e7) == ("AES", "1 Elm, Mesa CO 80100", 395_000_000)
    assert (second.name, second.level) == ('The "Big" HS', SiteLevel.HIGH)
    assert planned(text).changes[0].where == "line 3001"


def test_a_geocode_file_may_have_a_heading() -> None:
    heading = [name.upper() for name in EDGE_FIELDS]
    (site,) = planned(table(heading, edge()), How()).sites
    assert site.lon_e7 == -1_050_000_000


@pytest.mark.parametrize(
    ("text", "how", "expected"),
    [
        (
            geocodes(edge(), edge("010000500001")),
            How(),
            "the file, LEAID: holds schools of several districts ('0803450', '0100005' …); say which one with --lea NUMBER",
        ),
        (geocodes(edge("010000500001")), OURS, "the file, LEAID: no school of the district 0803450 is in it"),
        (geocodes(edge(), edge(name="B")), OURS, "line 2, ncessch: 080345000001 stands in line 1 already"),
        (
            geocodes(edge(lat="-105", lon="39.5")),
            OURS,
            "line 1, lat, lon: latitude -105.0, longitude 39.5 looks swapped",
        ),
        (geocodes(edge(lat="")), OURS, "line 1, lat: missing: every site needs a place"),
        (geocodes(edge(name="")), OURS, "line 1, name: missing"),
        (geocodes(edge(), edge()[:20]), OURS, "line 2, cells: 20 cells; the geocode file has 23"),
        (
            geocodes(edge(), edge("8.0345E+11")),
            How(lea="8.0345E"),
            "line 2, ncessch: an NCES school number has 12 digits",
        ),
    ],
)
def test_a_broken_geocode_file_is_named(text: str, how: How, expected: str) -> None:
    assert any(expected in one for one in problems(text, how)), problems(text, how)


def test_the_directory_takes_its_places_from_the_geocodes(tmp_path: Path) -> None:
    places = tmp_path / "EDGE_GEOCODE_PUBLICSCH_2425.TXT"
    places.write_text(geocodes(edge(), edge("080345000002", "Birch", "39.60", "-105.10")))
    how = How(lea="0803450", geocodes=places)
    data = table(
        CCD_HEADING,
        ccd(),
        ccd("080345000002", "Birch", GSLO="KG", GSHI="08", LEVEL="Middle"),
        ccd("080345000003", "Closed", UPDATED_STATUS="2"),
        ccd("010000500001", "Elsewhere"),
    )
    found = planned(data, how)
    assert [(site.code, site.level, site.lat_e7) for site in found.sites] == [
        ("AES", SiteLevel.ELEMENTARY, 395_000_000),
        ("B", SiteLevel.K8, 396_000_000),
    ]
    assert "Schools that are closed or not yet open, left out: 1." in found.notes
    data = table(CCD_HEADING, ccd("080345000009", "New", UPDATED_STATUS="3"))
    assert problems(data, how) == [
        "line 2, ncessch: 080345000009 is not in the geocode file; use the file of the same year"
    ]
    places.write_text("no geocodes")
    assert problems(data, how)[0].startswith("EDGE_GEOCODE_PUBLICSCH_2425.TXT, line 1, cells: 1 cells")


def test_the_directory_alone_says_more_about_schools_that_are_there() -> None:
    state = done(district(), planned(geocodes(edge("080345000002", "Birch Academy")), OURS, district()))
    birch = "BA"
    assert state.sites[birch].roster.level is SiteLevel.OTHER
    found = planned(table(CCD_HEADING, ccd("080345000002", "Birch Academy", LEVEL="High")), OURS, state)
    assert [(one.verdict, one.how) for one in found.changes] == [(Verdict.CHANGED, "level other → high")]
    state = done(state, found)
    assert state.sites[birch].roster.lat_e7 == 395_000_000
    (problem,) = problems(table(CCD_HEADING, ccd(name="Cedar")), OURS, state)
    assert problem.startswith(
        "line 2, lat: missing, and this district has no such site yet; import a file with places first"
    )
