"""The 34 units of the demo: nine patrol cars, two supervisors, four specialists, campus officers and SROs."""

from __future__ import annotations

from dataclasses import replace

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.roster import Unit, UnitKind
from dispatch.links.demo.people import DISTRICT

_SECTORS = {
    "A1": "North",
    "A2": "North",
    "A3": "Central",
    "A4": "North",
    "A5": "South",
    "A6": "South",
    "A7": "Central",
    "A8": "Foothills",
    "A9": "Central",
}
_SPECIALISTS = {
    "SUP1": (UnitKind.SUPERVISOR, "Patrol supervisor 1", ("armed",)),
    "SUP2": (UnitKind.SUPERVISOR, "Patrol supervisor 2", ("armed",)),
    "TM1": (UnitKind.THREAT, "Threat management on call", ("threat assessment",)),
    "CR1": (UnitKind.CRISIS, "Crisis mental health on call", ("counselling",)),
    "EM1": (UnitKind.EMERGENCY_MANAGER, "Emergency manager", ("reunification",)),
    "PIO1": (UnitKind.PIO, "Public information officer", ()),
}
# Campus officers and SROs, with the school that they start from. The last two high schools are drawn ones.
_CAMPUS = {"GRHS": ("C11", "C12", "C13"), "RTHS": ("C21", "C22"), "CGMS": ("C31",), "JFMS": ("C32",)}
_CAMPUS_ELSEWHERE = (("C41", "C42"), ("C51", "C52"))
_SROS = {
    "S41": ("MPD", "GRHS"),
    "S42": ("MPD", None),
    "S52": ("TCSO", "RTHS"),
    "S53": ("TCSO", "CGMS"),
    "S54": ("TCSO", None),
    "S55": ("TCSO", None),
    "S61": ("HPD", "JFMS"),
    "S62": ("HPD", None),
}

PHONES = 150
"""The first of the units' telephones: numbers that are nobody's (555-0100 to 555-0199)."""

OFF_DUTY = frozenset({"A9", "SUP2"})
"""Their shift has not begun."""
NOT_READY = frozenset({"TM1", "PIO1"})
"""Logged on, on call."""


def campus_officers(high_schools: list[str]) -> dict[str, tuple[str, ...]]:
    """The campus officers of each school; ``high_schools`` are those that were drawn."""
    return {**_CAMPUS, **dict(zip(high_schools, _CAMPUS_ELSEWHERE, strict=False))}


def units(high_schools: list[str]) -> tuple[Unit, ...]:
    """The roster of units."""
    patrol = [
        Unit(
            code=code,
            unit_kind=UnitKind.PATROL,
            agency=DISTRICT,
            name=f"Adam {code[1:]}",
            sector=sector,
            capabilities=("armed", "naloxone", "keys"),
        )
        for code, sector in _SECTORS.items()
    ]
    special = [
        Unit(code=code, unit_kind=kind, agency=DISTRICT, name=name, capabilities=skills)
        for code, (kind, name, skills) in _SPECIALISTS.items()
    ]
    campus = [
        Unit(
            code=code,
            unit_kind=UnitKind.CAMPUS_SECURITY,
            agency=DISTRICT,
            name=f"Campus officer {code}",
            home_site=site,
            capabilities=("keys", "AED"),
        )
        for site, codes in campus_officers(high_schools).items()
        for code in codes
    ]
    sros = [
        Unit(
            code=code,
            unit_kind=UnitKind.SRO,
            agency=agency,
            name=f"SRO {code}",
            home_site=home,
            capabilities=("armed",),
        )
        for code, (agency, home) in _SROS.items()
    ]
    everybody = (*patrol, *special, *campus, *sros)
    return tuple(replace(unit, phone=f"303-555-{PHONES + place:04d}") for place, unit in enumerate(everybody))


def starting_status(unit: Unit) -> UnitStatus:
    """What a unit is doing when the demo opens, before it is sent anywhere."""
    if unit.code in OFF_DUTY:
        return UnitStatus.OFF
    if unit.code in NOT_READY:
        return UnitStatus.LOG
    return UnitStatus.AP if unit.home_site is not None else UnitStatus.AV
