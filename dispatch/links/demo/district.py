"""The roster of the fictional Pine Mesa School District: the scenarios' own agencies and sites, filled up with drawn schools."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dispatch.domain.commands import DefineRoster, OpenDistrict
from dispatch.domain.roster import Agency, AgencyKind, Alias, Contact, DeskPosition, Site, SiteLevel
from dispatch.links.demo.devices import devices
from dispatch.links.demo.dice import Dice
from dispatch.links.demo.floors import floors_of
from dispatch.links.demo.ground import Spot
from dispatch.links.demo.people import DISTRICT
from dispatch.links.demo.premise import REACHED, premise_of
from dispatch.links.demo.rooms import plan_of
from dispatch.links.demo.schools import STUDENTS, Drawn, draw_schools
from dispatch.links.demo.teams import teams
from dispatch.links.demo.units import campus_officers, units
from dispatch.links.shipped import shipped_yaml, world

_SEED = "Pine Mesa"
_CALLED_FOR = {
    "principal": ("In charge", 0),
    "assistant_principal": ("In charge", 1),
    "secretary": ("Office", 1),
    "facility_manager": ("Facilities", 0),
}
"""What each of a school's people is called for, and whose deputy one is."""
_AREA_CODES = ("303", "720", "970")


@dataclass(frozen=True, slots=True)
class _Blank:
    """A site before its contacts, rooms and agencies are filled in."""

    code: str
    name: str
    level: SiteLevel
    town: str
    spot: Spot
    students: int
    staff: int
    street: str
    given: dict[str, Any]
    """What the scenarios say of it; empty for a drawn one."""


def opening() -> OpenDistrict:
    """The first command of a demo: that it is one is written in its first event."""
    district = world()["district"]
    return OpenDistrict(
        code=district["code"],
        name=district["name"],
        department=district["dept"],
        callsign=district["dispatch_callsign"],
        demo=True,
    )


POSITIONS = (
    DeskPosition(code="POS1", name="Position 1", order=1),
    DeskPosition(code="POS2", name="Position 2", order=2),
    DeskPosition(code="POS3", name="Position 3", order=3),
    DeskPosition(code="SUP", name="Supervisor", order=9, supervisor=True),
)
"""Seats of the demo's desk; nobody sits there until somebody does."""


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = shipped_yaml("pine_mesa.yaml")
    return found


@cache
def roster() -> DefineRoster:
    """Agencies, sites and units. The same each time."""
    words = _words()
    dice = Dice(_SEED)
    named = _named(words)
    drawn = draw_schools(
        dice,
        words,
        {one.code for one in named},
        [one.spot for one in named],
        STUDENTS - sum(one.students for one in named),
    )
    blanks = [*named, *(_blank(dice, words, one) for one in drawn)]
    high = [one.code for one in drawn if one.level is SiteLevel.HIGH]
    makers = _Makers(dice, words, campus_officers(high))
    sites = tuple(makers.site(number, one) for number, one in enumerate(blanks))
    return DefineRoster(
        agencies=_agencies(),
        sites=sites,
        units=units(high),
        positions=POSITIONS,
        aliases=tuple(Alias(**one) for one in words["aliases"]),
        devices=devices(sites),
        teams=teams(sites, lambda name: person(dice, words, name)),
    )


def _agencies() -> tuple[Agency, ...]:
    described = world()
    named = [(DISTRICT, described["district"]["name"], AgencyKind.DISTRICT)]
    named += [(one["code"], one["name"], AgencyKind(one["kind"])) for one in described["agencies"]]
    return tuple(
        Agency(code=code, name=name, agency_kind=kind, phone=REACHED[code][0], channel=REACHED[code][1])
        for code, name, kind in named
    )


def _named(words: dict[str, Any]) -> list[_Blank]:
    found = []
    for given in world()["sites"]:
        place = words["named"][given["code"]]
        found.append(
            _Blank(
                code=given["code"],
                name=given["name"],
                level=SiteLevel(place["level"]),
                town=place["town"],
                spot=Spot(*place["at"]),
                students=given["students"],
                staff=given["staff"],
                street=place["street"],
                given=given,
            )
        )
    return found


def _blank(dice: Dice, words: dict[str, Any], one: Drawn) -> _Blank:
    number = dice.between(f"number/{one.code}", 11, 1199) * 10
    side = dice.one_of(f"side/{one.code}", ("N", "S", "E", "W"))
    street = dice.one_of(f"street/{one.code}", words["streets"])
    kind = dice.one_of(f"kind/{one.code}", words["street_kinds"])
    return _Blank(
        code=one.code,
        name=one.name,
        level=one.level,
        town=one.town,
        spot=one.spot,
        students=one.students,
        staff=one.students // 12 + 4,
        street=f"{number} {side} {street} {kind}",
        given={},
    )


@dataclass(frozen=True, slots=True)
class _Makers:
    dice: Dice
    words: dict[str, Any]
    campus: dict[str, tuple[str, ...]]

    def site(self, number: int, blank: _Blank) -> Site:
        town = next(one for one in self.words["towns"] if one["name"] == blank.town)
        given = blank.given
        buildings, rooms = plan_of(blank.code, blank.level)
        return Site(
            code=blank.code,
            name=blank.name,
            level=blank.level,
            address=f"{blank.street}, {blank.town}, CO {town['zip']}",
            lat_e7=blank.spot.lat_e7,
            lon_e7=blank.spot.lon_e7,
            law=given.get("le", town["law"]),
            fire=given.get("fire", town["fire"]),
            psap=given.get("psap", town["psap"]),
            sros=self._sros(blank, town),
            csos=self.campus.get(blank.code, ()),
            contacts=tuple(self._contacts(number, blank)),
            students=blank.students,
            staff=blank.staff,
            sector=town["sector"],
            aliases=("Site A",) if blank.code == "FTFH" else (),
            buildings=buildings,
            rooms=rooms,
            premise=premise_of(blank.code, blank.level),
            floors=floors_of(blank.code),
        )

    def _sros(self, blank: _Blank, town: dict[str, Any]) -> tuple[str, ...]:
        if blank.given:
            return (blank.given["sro"],) if blank.given["sro"] else ()
        return (self.dice.one_of(f"sro/{blank.code}", town["sros"]),)

    def _contacts(self, number: int, blank: _Blank) -> Iterable[Contact]:
        line = f"{_AREA_CODES[number // 100]}-555-{100 + number % 100:04d}"
        if blank.level is SiteLevel.OTHER:
            manager = self._person(f"manager/{blank.code}")
            yield Contact(name=manager, title="Site manager", phone=line, role="In charge")
            return
        known = self.words["people"].get(blank.code, {})
        yield Contact(name="Main office", title="Office", phone=line, role="Office")
        for extension, (title, (role, deputy)) in enumerate(_CALLED_FOR.items(), start=1):
            yield Contact(
                name=known.get(title) or self._person(f"{title}/{blank.code}"),
                title=title.replace("_", " ").capitalize(),
                phone=f"{line} ext. {extension}",
                role=role,
                deputy=deputy,
            )

    def _person(self, name: str) -> str:
        return person(self.dice, self.words, name)


def person(dice: Dice, words: dict[str, Any], name: str) -> str:
    """Somebody's invented name."""
    given = dice.one_of(f"given/{name}", words["given_names"])
    return f"{given} {dice.one_of(f'family/{name}', words['family_names'])}"


def crew_name(unit: str) -> str:
    """Who sits in a unit, where nobody of those that can sign in does."""
    return person(Dice(_SEED), _words(), f"crew/{unit}")
