"""A small district to test with: four sites, five units, one person of every role."""

from __future__ import annotations

from datetime import UTC, datetime

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.modes import Nature
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

T0 = datetime(2026, 9, 14, 15, 0, tzinfo=UTC)
"""A Monday morning in school."""

AGENCIES = (
    Agency(code="PMSD", name="Pine Mesa School District", agency_kind=AgencyKind.DISTRICT),
    Agency(code="MPD", name="Mesa Police", agency_kind=AgencyKind.LAW),
    Agency(code="WRFPD", name="West Ridge Fire", agency_kind=AgencyKind.FIRE_EMS),
    Agency(code="PMCOM", name="Pine Mesa Communications", agency_kind=AgencyKind.PSAP),
)
ROOMS = (
    Room(code="101", name="Room 101", building="MAIN", zone="NORTH"),
    Room(code="102", name="Room 102", building="MAIN", zone="NORTH"),
    Room(code="201", name="Room 201", building="MAIN", zone="SOUTH"),
    Room(code="GYM", name="Gymnasium", building="GYM"),
)
GRHS = Site(
    code="GRHS",
    name="Granite Ridge High",
    level=SiteLevel.HIGH,
    lat_e7=395_000_000,
    lon_e7=-1_051_000_000,
    law="MPD",
    fire="WRFPD",
    psap="PMCOM",
    sros=("SRO5",),
    contacts=(Contact(name="Ana Lopez", title="Principal", phone="555-0100"),),
    buildings=(
        Building(code="MAIN", name="Main building", zones=("NORTH", "SOUTH")),
        Building(code="GYM", name="Gymnasium"),
    ),
    rooms=ROOMS,
)
ELMS = Site(
    code="ELMS",
    name="Elm Street Elementary",
    level=SiteLevel.ELEMENTARY,
    lat_e7=396_000_000,
    lon_e7=-1_052_000_000,
    law="MPD",
    fire="WRFPD",
    psap="PMCOM",
    buildings=(Building(code="EAST", name="East wing"), Building(code="WEST", name="West wing")),
)
ANNEX = Site(code="ANNEX", name="Granite Ridge Annex", lat_e7=395_020_000, lon_e7=-1_051_000_000)
"""222 m north of Granite Ridge High: near enough to be the same matter."""
FARM = Site(code="FARM", name="School Farm", lat_e7=399_000_000, lon_e7=-1_055_000_000)
SITES = (GRHS, ELMS, ANNEX, FARM)
UNITS = (
    Unit(code="A7", unit_kind=UnitKind.PATROL, agency="PMSD", name="Adam 7"),
    Unit(code="A3", unit_kind=UnitKind.PATROL, agency="PMSD", name="Adam 3"),
    Unit(code="S1", unit_kind=UnitKind.SUPERVISOR, agency="PMSD", name="Sam 1"),
    Unit(code="C12", unit_kind=UnitKind.CAMPUS_SECURITY, agency="PMSD", home_site="GRHS"),
    Unit(code="SRO5", unit_kind=UnitKind.SRO, agency="MPD", home_site="GRHS"),
)


def person(role: Role, name: str, *, unit: str | None = None, site: str | None = None) -> Actor:
    """Somebody with a name that says who they are."""
    agency = "MPD" if role in (Role.SRO, Role.LIAISON) else "PMSD"
    return Actor(
        person=name.lower(), name=name, role=role, agency=agency, position="p1", unit=unit, site=site
    )


MARIA = person(Role.DISPATCHER, "Maria")
JONAS = person(Role.DISPATCHER, "Jonas")
SUE = person(Role.SUPERVISOR, "Sue")
ADAM7 = person(Role.PATROL_OFFICER, "Adam", unit="A7")
ADAM3 = person(Role.PATROL_OFFICER, "Abel", unit="A3")
CARL = person(Role.CAMPUS_SECURITY_OFFICER, "Carl", unit="C12")
RITA = person(Role.SRO, "Rita", unit="SRO5")
ANA = person(Role.SITE_TEAM_MEMBER, "Ana", site="GRHS")
ELLA = person(Role.SITE_TEAM_MEMBER, "Ella", site="ELMS")
LIA = person(Role.LIAISON, "Lia")
THEO = person(Role.THREAT_TEAM, "Theo")
TRUDY = person(Role.TRAINER, "Trudy")
ABBY = person(Role.ADMINISTRATOR, "Abby")
AUDREY = person(Role.AUDITOR, "Audrey")
BADGE = person(Role.DEVICE, "Badge", site="GRHS")
PEOPLE = (
    MARIA,
    JONAS,
    SUE,
    ADAM7,
    ADAM3,
    CARL,
    RITA,
    ANA,
    ELLA,
    LIA,
    THEO,
    TRUDY,
    ABBY,
    AUDREY,
    BADGE,
    SYSTEM,
)


def opening(nature: Nature = Nature.LIVE) -> c.OpenDistrict:
    """The first command of this district's log."""
    return c.OpenDistrict(
        code="PINEMESA", name="Pine Mesa", department="School Safety", callsign="Mesa Base", nature=nature
    )


ROSTER = c.DefineRoster(agencies=AGENCIES, sites=SITES, units=UNITS)
