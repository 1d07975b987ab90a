"""A small district for fault tests, and the people who work in it."""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain.actor import Actor, Role
from dispatch.domain.roster import Agency, AgencyKind, Building, Room, Site, SiteLevel, Unit, UnitKind

DISPATCHER = Actor(person="ana", name="Ana Reyes", role=Role.DISPATCHER, agency="DSS", position="D1")
SECOND = Actor(person="ben", name="Ben Okoye", role=Role.DISPATCHER, agency="DSS", position="D2")
SUPERVISOR = Actor(person="sue", name="Sue Lind", role=Role.SUPERVISOR, agency="DSS", position="S1")
OFFICER = Actor(
    person="adam", name="Adam Cole", role=Role.PATROL_OFFICER, agency="DSS", position="phone", unit="A7"
)
INTAKE = Actor(person="intake", name="Panic intake", role=Role.DEVICE, agency="DSS", position="intake")

OPEN = c.OpenDistrict(
    code="PMSD", name="Pine Mesa", department="Department of School Safety", callsign="Mesa Base"
)
ROSTER = c.DefineRoster(
    agencies=(
        Agency(code="DSS", name="Department of School Safety", agency_kind=AgencyKind.DISTRICT),
        Agency(code="MPD", name="Mesa Police", agency_kind=AgencyKind.LAW),
        Agency(code="MFR", name="Mesa Fire Rescue", agency_kind=AgencyKind.FIRE_EMS),
        Agency(code="MCC", name="Mesa County Communications", agency_kind=AgencyKind.PSAP),
    ),
    sites=tuple(
        Site(
            code=code,
            name=name,
            level=SiteLevel.HIGH,
            lat_e7=395_000_000,
            lon_e7=-1_050_000_000,
            law="MPD",
            fire="MFR",
            psap="MCC",
            buildings=(Building(code="MAIN", name="Main building"),),
            rooms=(
                Room(code="101", name="Room 101", building="MAIN"),
                Room(code="102", name="Room 102", building="MAIN"),
            ),
        )
        for code, name in (("GRHS", "Granite Ridge High"), ("PVES", "Pine Valley Elementary"))
    ),
    units=tuple(Unit(code=code, unit_kind=UnitKind.PATROL, agency="DSS") for code in ("A3", "A7", "A9")),
)
UNITS = tuple(unit.code for unit in ROSTER.units)
SITES = tuple(site.code for site in ROSTER.sites)
