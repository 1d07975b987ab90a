"""Floor plans from GeoJSON (RFC 7946): one feature a room, corridor, stairs, door or outline, with its site, building and level.

A floor that the file names is taken over as a whole; floors that it does not name stay. A room must be in the roster, so that a plan never
shows a door that the release board does not know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from dispatch.domain.premise import Floor, FloorShape, ShapeKind
from dispatch.domain.roster import Site
from dispatch.domain.state import State
from dispatch.links.importing import geojson
from dispatch.links.importing.cells import Cells, word_of
from dispatch.links.importing.cells import text as words
from dispatch.links.importing.changes import change
from dispatch.links.importing.problems import Problem, Problems, shown
from dispatch.links.importing.room_table import room_code
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.rows import SiteNames

SHAPES_MAX, POINTS_MAX, FLOORS_MAX = 1_000, 200, 50
AWAY_MAX_E7: Final = 2_000_000
"""20 km: what lies further from its site is another site's, or longitude and latitude were swapped."""
_KINDS: Final = {
    **{kind.value: kind for kind in ShapeKind},
    **dict.fromkeys(("classroom", "office"), ShapeKind.ROOM),
    **dict.fromkeys(("hall", "hallway"), ShapeKind.CORRIDOR),
    **dict.fromkeys(("stair", "stairway", "elevator"), ShapeKind.STAIRS),
    **dict.fromkeys(("entrance", "exit"), ShapeKind.DOOR),
    **dict.fromkeys(("building", "wall"), ShapeKind.OUTLINE),
    **dict.fromkeys(("assemblyarea",), ShapeKind.ASSEMBLY),
}
_kind = word_of(_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One feature: where it belongs, and its points as longitude, latitude in 1e-7 degree."""

    where: str
    site: str
    building: str
    level: int
    floor: str
    shape_kind: ShapeKind
    room: str | None
    label: str
    points: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Drawings:
    """What a file holds, and what is wrong with it."""

    drawn: list[Drawn] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def read_floors(data: bytes) -> Drawings:
    """All features, or what is wrong. Nothing is guessed."""
    result = Drawings()
    found = geojson.features_of(data)
    if isinstance(found, Problem):
        result.problems.add(found.where, found.field, found.message)
        return result
    for number, (feature, line) in enumerate(zip(*found, strict=True), start=1):
        one = _drawn(f"feature {number} (line {line})", feature, result.problems)
        if one is not None:
            result.drawn.append(one)
    return result


def _drawn(where: str, feature: Any, problems: Problems) -> Drawn | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or feature.get("type") != "Feature":
        problems.add(where, "type", "a Feature with properties is wanted")
        return None
    told = {key.lower(): value for key, value in properties.items()}
    taken = Cells(where, {key: str(value) for key, value in told.items() if value is not None}, problems)
    site = taken.one("site", words, needed="which school is it?")
    building = taken.one("building", room_code, needed="its code")
    kind = taken.one("kind", _kind, needed="room, corridor, stairs, door, outline or assembly")
    room = taken.one("room", room_code)
    level = told.get("level")
    if not isinstance(level, int) or isinstance(level, bool) or not -9 <= level <= 99:
        taken.wrong("level", f"a whole number from -9 to 99 is wanted, not {shown(level)}")
    if kind is ShapeKind.ROOM and room is None:
        taken.wrong("room", "missing: what stands on its door?")
    points = _points(where, feature.get("geometry"), kind, problems)
    if not taken.good or points is None or site is None or building is None or kind is None:
        return None
    return Drawn(
        where=where,
        site=site,
        building=building,
        level=told["level"],
        floor=taken.one("floor", words) or f"Level {level}",
        shape_kind=kind,
        room=room,
        label=taken.one("label", words) or taken.one("name", words) or "",
        points=points,
    )


def _points(
    where: str, geometry: Any, kind: ShapeKind | None, problems: Problems
) -> tuple[tuple[int, int], ...] | None:
    """A door is a Point; everything else the outer ring of a Polygon, without the point that closes it."""
    form = geometry.get("type") if isinstance(geometry, dict) else None
    wanted = "Point" if kind is ShapeKind.DOOR else "Polygon"
    if form != wanted:
        problems.add(where, "geometry.type", f"a {wanted} is wanted, not {shown(form)}")
        return None
    given = geometry.get("coordinates")
    outer = given[0] if isinstance(given, list) and given else None
    rings: list[Any] = [given] if form == "Point" else outer if isinstance(outer, list) else []
    good = bool(rings) and all(_is_spot(spot) for spot in rings)
    if not good or (form == "Polygon" and not 4 <= len(rings) <= POINTS_MAX + 1):
        problems.add(
            where, "geometry.coordinates", f"longitude, latitude pairs are wanted, {POINTS_MAX} at most"
        )
        return None
    spots = tuple((round(spot[0] * 1e7), round(spot[1] * 1e7)) for spot in rings)
    return spots[:-1] if form == "Polygon" and spots[0] == spots[-1] else spots


def _is_spot(spot: Any) -> bool:
    return (
        isinstance(spot, list)
        and len(spot) >= 2
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in spot[:2])
        and abs(spot[0]) <= 180
        and abs(spot[1]) <= 90
    )


def plan_floors(read: Drawings, state: State, sites: Mapping[str, str]) -> RosterPlan:
    """What the drawings would change."""
    result = RosterPlan(noun="floor plans", problems=read.problems)
    names = SiteNames(state, sites)
    floors: dict[str, dict[tuple[str, int], list[Drawn]]] = defaultdict(lambda: defaultdict(list))
    for one in read.drawn:
        found = names.find(one.site, one.where, "site", result.problems)
        if found is not None:
            floors[found][one.building, one.level].append(one)
    for code, drawn in floors.items():
        present = state.sites[code].roster
        site = _with_floors(present, drawn, result)
        if site != present:
            result.sites.append(site)
    return result


def _with_floors(site: Site, drawn: Mapping[tuple[str, int], list[Drawn]], result: RosterPlan) -> Site:
    kept = {(one.building, one.level): one for one in site.floors}
    for (building, level), shapes in drawn.items():
        first = shapes[0]
        if building not in {one.code for one in site.buildings}:
            result.problems.add(first.where, "building", f"{site.code} has no building {building}")
            continue
        if len(shapes) > SHAPES_MAX:
            result.problems.add(first.where, "features", f"at most {SHAPES_MAX:,} are kept for one floor")
            continue
        floor = Floor(
            building=building,
            level=level,
            name=first.floor,
            shapes=tuple(filter(None, (_shape(site, one, result.problems) for one in shapes))),
        )
        old = kept.get((building, level))
        kept[building, level] = floor
        result.changes.append(change(first.where, f"{site.code} {building} {first.floor}", old, floor))
    if len(kept) > FLOORS_MAX:
        result.problems.add("the file", "floors", f"{site.code} would have more than {FLOORS_MAX}")
    return replace(site, floors=tuple(kept.values()))


def _shape(site: Site, one: Drawn, problems: Problems) -> FloorShape | None:
    if one.shape_kind is ShapeKind.ROOM and one.room not in {room.code for room in site.rooms}:
        message = f"{site.code} has no room {one.room}; add it first: dispatch import rooms FILE"
        problems.add(one.where, "room", message)
        return None
    points = tuple(value for lon, lat in one.points for value in (lon - site.lon_e7, lat - site.lat_e7))
    if any(abs(value) > AWAY_MAX_E7 for value in points):
        message = f"lies more than 20 km from {site.code}; {geojson.FORM.order}"
        problems.add(one.where, "geometry.coordinates", message)
        return None
    return FloorShape(
        shape_kind=one.shape_kind,
        code=one.room if one.shape_kind is ShapeKind.ROOM else None,
        label=one.label,
        points=points,
    )
