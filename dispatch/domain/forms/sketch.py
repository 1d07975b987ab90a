"""The sketch of ICS 201: the ground floor of the one school, or where the schools lie; with the command post, calls and critical facts.

Drawn from the district's own data. What has no place in it, or no coordinates, is named below it, and that it has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import Final, NamedTuple

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.forms.matter import Matter, redacted
from dispatch.domain.forms.sheet import Cell, Drawn, Mark, Sketch, cell, led, outline, plain, together
from dispatch.domain.incident_work import CheckInStatus
from dispatch.domain.lens.conduct_titles import FACTS
from dispatch.domain.premise import FloorShape, ShapeKind
from dispatch.domain.roster import Site
from dispatch.domain.text import TextClass

WIDE: Final = 1000
HIGH: Final = 420
EDGE: Final = 40
LEAST_METRES: Final = 120.0
"""So much is shown at least: one point alone has no size."""
_METRES: Final = 111_320 / 1e7
"""Of 1e-7 degree of latitude."""
_BARS: Final = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_DRAWN: Final = {
    ShapeKind.OUTLINE: Drawn.OUTLINE,
    ShapeKind.ROOM: Drawn.ROOM,
    ShapeKind.CORRIDOR: Drawn.WAY,
    ShapeKind.STAIRS: Drawn.WAY,
    ShapeKind.ASSEMBLY: Drawn.OUTSIDE,
}


class Spot(NamedTuple):
    """A point on earth, 1e-7 degree."""

    lon: int
    lat: int


class Noted(NamedTuple):
    """Something that is told of the sketch: where, if it is known, and its words."""

    at: Spot | None
    words: Cell


def sketch(matter: Matter, no: str) -> Sketch:
    """The drawing and what is marked in it."""
    sites = [matter.state.sites[one].roster for one in matter.incident.sites if one in matter.state.sites]
    shapes = _plan(matter, sites)
    noted = [
        *_sites(matter, sites),
        _post(matter, shapes),
        *_calls(matter),
        *_facts(matter, shapes),
        *_staged(matter),
    ]
    spots = [one.at for one in noted if one.at is not None]
    around = [*spots, *(spot for _, points in shapes for spot in points)]
    lines, numbers = _told(noted)
    held_back = (redacted(TextClass.SECURITY_PLAN),) if _hidden(matter, sites) else ()
    if not around:
        lines = together(cell("No coordinates are known: draw the sketch by hand."), lines)
        return Sketch(no=no, label="Map/Sketch", lines=together(lines, held_back), what="No drawing.")
    frame = _Frame(around)
    outlines = tuple(
        outline(
            _DRAWN[one.shape_kind],
            tuple(frame.at(spot) for spot in points),
            plain(one.label or one.code or ""),
        )
        for one, points in sorted(shapes, key=lambda drawn: list(_DRAWN).index(drawn[0].shape_kind))
    )
    marks = tuple(Mark(*frame.at(spot), number) for spot, number in numbers)
    bar = max((one for one in _BARS if one * frame.scale <= WIDE / 4), default=_BARS[0])
    what = f"Plan of the ground floor of {sites[0].name}" if outlines else "Where the places lie"
    return Sketch(
        no=no,
        label="Map/Sketch",
        lines=together(lines, held_back),
        what=plain(f"{what}, north up, with {len(marks)} numbered places."),
        outlines=outlines,
        marks=marks,
        high=frame.high,
        bar=round(bar * frame.scale),
        metres=bar,
    )


class _Frame:
    """From points on earth to those of the drawing: as large as it fits, north up."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        lons, lats = [one.lon for one in spots], [one.lat for one in spots]
        self._middle = Spot((min(lons) + max(lons)) // 2, (min(lats) + max(lats)) // 2)
        self._narrow = cos(radians(self._middle.lat / 1e7))
        across = max((max(lons) - min(lons)) * _METRES * self._narrow, LEAST_METRES)
        down = max((max(lats) - min(lats)) * _METRES, LEAST_METRES / 3)
        self.scale = min((WIDE - 2 * EDGE) / across, (HIGH - 2 * EDGE) / down)
        """Of the drawing, for one metre."""
        self.high = round(down * self.scale) + 2 * EDGE

    def at(self, spot: Spot) -> tuple[int, int]:
        """Where a point stands in the drawing."""
        east = (spot.lon - self._middle.lon) * _METRES * self._narrow
        north = (spot.lat - self._middle.lat) * _METRES
        return round(WIDE / 2 + east * self.scale), round(self.high / 2 - north * self.scale)


Shapes = list[tuple[FloorShape, list[Spot]]]


def _plan(matter: Matter, sites: Sequence[Site]) -> Shapes:
    """The ground floors of the one site, as far as its reader may have them."""
    if len(sites) != 1 or TextClass.SECURITY_PLAN not in matter.readable:
        return []
    (site,) = sites
    return [
        (one, [Spot(site.lon_e7 + east, site.lat_e7 + north) for east, north in _pairs(one.points)])
        for floor in site.floors
        if floor.level == _ground(site, floor.building)
        for one in floor.shapes
        if one.shape_kind in _DRAWN
    ]


def _ground(site: Site, building: str) -> int:
    """The storey at the ground, however it is counted here: the lowest that is not below it."""
    levels = [one.level for one in site.floors if one.building == building]
    return min((one for one in levels if one >= 0), default=max(levels))


def _hidden(matter: Matter, sites: Sequence[Site]) -> bool:
    return TextClass.SECURITY_PLAN not in matter.readable and len(sites) == 1 and bool(sites[0].floors)


def _pairs(points: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip(points[::2], points[1::2], strict=False)


def _told(noted: Iterable[Noted]) -> tuple[Cell, list[tuple[Spot, str]]]:
    """Each with its number, if it is marked; two at one spot share one. What has no place stands last."""
    numbers: dict[Spot, str] = {}
    lines: list[Cell] = []
    for one in sorted(noted, key=lambda each: each.at is None):
        if one.at is None:
            lines.append(one.words)
            continue
        number = numbers.setdefault(one.at, str(len(numbers) + 1))
        lines.append(led(f"{number}  ", one.words))
    return together(*lines), list(numbers.items())


def _sites(matter: Matter, sites: Sequence[Site]) -> list[Noted]:
    found = []
    for one in sites:
        orders = [
            ACTIONS[each.type].term
            for each in matter.actions
            if each.site == one.code and each.ended_at is None
        ]
        acting = f": {', '.join(orders)} in force" if orders else ""
        where = f"{one.lat_e7 / 1e7:.5f}, {one.lon_e7 / 1e7:.5f}"
        found.append(Noted(Spot(one.lon_e7, one.lat_e7), cell(f"{matter.site(one.code)}{acting} ({where})")))
    return found


def _post(matter: Matter, shapes: Shapes) -> Noted:
    """The post has words; if they are those of a room of the plan, it is there. Where else it is nobody has measured."""
    post = matter.incident.post
    if post is None:
        return Noted(None, cell("No command post is recorded."))
    words = led("Command post: ", matter.words(post.place))
    room = _room(shapes, *(one.text for one in matter.words(post.place)))
    if room is not None:
        return Noted(room, words)
    where = f"at {post.site}, not measured" if post.site else "no coordinates are recorded"
    return Noted(None, led("", words, f" ({where})"))


def _calls(matter: Matter) -> list[Noted]:
    return [
        Noted(Spot(lon, lat), cell(f"Call {one.number}, {INCIDENT_TYPES[one.type].label}"))
        for one in matter.calls
        if (lon := one.place.lon_e7) is not None and (lat := one.place.lat_e7) is not None
    ]


def _facts(matter: Matter, shapes: Shapes) -> list[Noted]:
    """What is known of a room, where the room is drawn; the rest stands in the summary."""
    found = []
    for one in matter.facts:
        at = _room(shapes, one.room or "") if one.ended is None and one.room else None
        if at is not None:
            found.append(
                Noted(at, led(f"{FACTS[one.fact_kind].capitalize()} ({one.room}): ", matter.words(one.text)))
            )
    return found


def _staged(matter: Matter) -> list[Noted]:
    count = sum(1 for one in matter.check_ins if one.status is CheckInStatus.STAGED)
    return [Noted(None, cell(f"In staging: {count} (where is not recorded)"))] if count else []


def _room(shapes: Shapes, *names: str) -> Spot | None:
    """The middle of the room of one of these names."""
    wanted = {one.strip().casefold() for one in names if one.strip()}
    for one, points in shapes:
        if {(one.code or "").casefold(), one.label.casefold()} & wanted:
            return Spot(sum(p.lon for p in points) // len(points), sum(p.lat for p in points) // len(points))
    return None
