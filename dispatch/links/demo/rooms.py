"""Buildings, zones and rooms of the demo's schools: what a Hold can be limited to and a Lockdown's release goes through."""

from __future__ import annotations

from collections.abc import Iterable

from dispatch.domain.roster import Building, Room, SiteLevel

Plan = tuple[tuple[Building, ...], tuple[Room, ...]]

_SHARED = {
    "OFFICE": "Main office",
    "NURSE": "Health room",
    "LIBRARY": "Library",
    "GYM": "Gym",
    "CAFE": "Cafeteria",
}


def plan_of(code: str, level: SiteLevel) -> Plan:
    """The buildings and rooms of a site; schools without a plan of their own have buildings and zones only."""
    match code:
        case "GRHS":
            return _granite_ridge()
        case "LKES":
            return _larkspur()
        case "BSK8":
            return _bluestem()
        case "AHES":
            return _aspen_hollow()
        case _:
            return _buildings(level), ()


def _buildings(level: SiteLevel) -> tuple[Building, ...]:
    match level:
        case SiteLevel.HIGH:
            return (
                Building(code="MAIN", name="Main building", zones=("NORTH", "SOUTH", "COMMONS")),
                Building(code="ATHL", name="Athletics", zones=("GYM", "POOL")),
            )
        case SiteLevel.MIDDLE | SiteLevel.K8:
            return (Building(code="MAIN", name="Main building", zones=("NORTH", "SOUTH", "COMMONS")),)
        case _:
            return (Building(code="MAIN", name="Main building"),)


def _row(building: str, zone: str, codes: Iterable[str]) -> list[Room]:
    return [Room(code=code, name=f"Room {code}", building=building, zone=zone) for code in codes]


def _shared(building: str, zone: str, *codes: str, **more: str) -> list[Room]:
    names = {**{code: _SHARED[code] for code in codes}, **more}
    return [Room(code=code, name=name, building=building, zone=zone) for code, name in names.items()]


def _granite_ridge() -> Plan:
    """104 rooms: two floors, an east wing with numbers of its own, and the west wing's shops and stages."""
    buildings = (
        Building(code="MAIN", name="Main building", zones=("FLOOR1", "FLOOR2", "COMMONS")),
        Building(code="EAST", name="East wing", zones=("EAST", "GYM")),
        Building(code="WEST", name="West wing", zones=("WEST",)),
    )
    rooms = [
        *_row("MAIN", "FLOOR1", (str(number) for number in range(101, 131))),
        *_row("MAIN", "FLOOR2", (str(number) for number in range(201, 231))),
        *_row("EAST", "EAST", (f"E-{number:02d}" for number in range(1, 25))),
        *_row("WEST", "WEST", (f"W-{number:02d}" for number in range(1, 11))),
        *_shared("MAIN", "COMMONS", "OFFICE", "NURSE", "LIBRARY", "CAFE", COUNSEL="Counselling"),
        *_shared("EAST", "GYM", "GYM", WRESTLE="Wrestling room"),
        *_shared("WEST", "WEST", AUDIT="Auditorium", BAND="Band room", SHOP="Wood shop"),
    ]
    return buildings, tuple(rooms)


def _larkspur() -> Plan:
    """23 rooms on one floor."""
    rooms = [
        *_row("MAIN", "NORTH", (str(number) for number in range(1, 10))),
        *_row("MAIN", "SOUTH", (str(number) for number in range(10, 19))),
        *_shared("MAIN", "COMMONS", "OFFICE", "NURSE", "LIBRARY", "GYM", "CAFE"),
    ]
    return (Building(code="MAIN", name="Main building", zones=("NORTH", "SOUTH", "COMMONS")),), tuple(rooms)


def _bluestem() -> Plan:
    """41 rooms: the kindergarten wing and the school."""
    buildings = (
        Building(code="MAIN", name="Main building", zones=("FLOOR1", "FLOOR2", "COMMONS")),
        Building(code="KWING", name="Kindergarten wing", zones=("K",)),
    )
    rooms = [
        *_row("KWING", "K", (f"K-{number:02d}" for number in range(1, 7))),
        *_row("MAIN", "FLOOR1", (str(number) for number in range(101, 119))),
        *_row("MAIN", "FLOOR2", (str(number) for number in range(201, 213))),
        *_shared("MAIN", "COMMONS", "OFFICE", "NURSE", "LIBRARY", "GYM", "CAFE"),
    ]
    return buildings, tuple(rooms)


def _aspen_hollow() -> Plan:
    """21 rooms and a portable that stands apart."""
    buildings = (
        Building(code="MAIN", name="Main building", zones=("NORTH", "SOUTH", "COMMONS")),
        Building(code="PORT", name="Portables"),
    )
    rooms = [
        *_row("MAIN", "NORTH", (str(number) for number in range(1, 9))),
        *_row("MAIN", "SOUTH", (str(number) for number in range(9, 16))),
        *_shared("MAIN", "COMMONS", "OFFICE", "NURSE", "LIBRARY", "GYM", "CAFE"),
        Room(code="MUSIC", name="Music portable", building="PORT"),
    ]
    return buildings, tuple(rooms)
