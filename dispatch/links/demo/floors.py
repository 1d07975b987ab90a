"""The floor plans of the demo's Granite Ridge High School, drawn in metres around the middle of its main corridor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import cos, radians

from dispatch.domain.premise import Floor, FloorShape, ShapeKind

_E7_PER_METRE = 89.83
_LATITUDE = 39.7
_ROOM_W, _ROOM_D, _HALL = 8, 9, 4
Box = tuple[float, float, float, float]
"""West, south, east, north, in metres."""


def floors_of(code: str) -> tuple[Floor, ...]:
    """The plans of a site; most of the demo's sites have none."""
    if code != "GRHS":
        return ()
    first = [*_main("1"), *_commons()]
    return (
        Floor(building="MAIN", level=1, name="First floor", shapes=tuple(first)),
        Floor(building="EAST", level=1, name="First floor, east wing", shapes=tuple(_east())),
        Floor(building="WEST", level=1, name="First floor, west wing", shapes=tuple(_west())),
        Floor(building="MAIN", level=2, name="Second floor", shapes=tuple(_main("2"))),
    )


def _points(spots: Iterable[tuple[float, float]]) -> tuple[int, ...]:
    """Metres east and north as 1e-7 degree, longitude first."""
    east = _E7_PER_METRE / cos(radians(_LATITUDE))
    return tuple(value for x, y in spots for value in (round(x * east), round(y * _E7_PER_METRE)))


def _box(kind: ShapeKind, box: Box, code: str | None = None, label: str = "") -> FloorShape:
    west, south, east, north = box
    corners = ((west, south), (east, south), (east, north), (west, north))
    return FloorShape(shape_kind=kind, code=code, label=label, points=_points(corners))


def _door(label: str, x: float, y: float) -> FloorShape:
    return FloorShape(shape_kind=ShapeKind.DOOR, label=label, points=_points(((x, y),)))


def _row(codes: Sequence[str], west: float, south: float, width: float, depth: float) -> Iterator[FloorShape]:
    """Rooms side by side, from west to east."""
    for place, code in enumerate(codes):
        left = west + place * width
        yield _box(ShapeKind.ROOM, (left, south, left + width, south + depth), code)


def _column(
    codes: Sequence[str], west: float, north: float, width: float, depth: float
) -> Iterator[FloorShape]:
    """Rooms one below another, from north to south."""
    for place, code in enumerate(codes):
        top = north - place * depth
        yield _box(ShapeKind.ROOM, (west, top - depth, west + width, top), code)


def _main(floor: str) -> Iterator[FloorShape]:
    """Fifteen rooms on either side of the main corridor."""
    half, hall = 15 * _ROOM_W / 2, _HALL / 2
    numbers = [f"{floor}{number:02d}" for number in range(1, 31)]
    yield _box(ShapeKind.OUTLINE, (-half, -hall - _ROOM_D, half, hall + _ROOM_D))
    yield _box(ShapeKind.CORRIDOR, (-half, -hall, half, hall), label="Main corridor")
    yield from _row(numbers[:15], -half, hall, _ROOM_W, _ROOM_D)
    yield from _row(numbers[15:], -half, -hall - _ROOM_D, _ROOM_W, _ROOM_D)
    yield _box(ShapeKind.STAIRS, (-half - 5, -hall, -half, hall), label="Stairs A")
    if floor == "1":
        yield _door("N1", 0, hall + _ROOM_D)
    else:
        yield _box(ShapeKind.STAIRS, (half, -hall, half + 5, hall), label="Stairs B")


def _commons() -> Iterator[FloorShape]:
    """What is south of the main corridor: the front doors and what everybody uses."""
    top = -_HALL / 2 - _ROOM_D
    yield _box(ShapeKind.OUTLINE, (-44, top - 24, 44, top))
    yield _box(ShapeKind.CORRIDOR, (-6, top - 24, 6, top), label="Commons")
    yield _box(ShapeKind.ROOM, (-44, top - 24, -22, top), "LIBRARY")
    yield _box(ShapeKind.ROOM, (-22, top - 12, -6, top), "COUNSEL")
    yield _box(ShapeKind.ROOM, (-22, top - 24, -6, top - 12), "OFFICE")
    yield _box(ShapeKind.ROOM, (6, top - 12, 18, top), "NURSE")
    yield _box(ShapeKind.ROOM, (18, top - 24, 44, top), "CAFE")
    yield _door("S1 front", 0, top - 24)
    yield _door("S4 kitchen", 38, top - 24)
    yield _box(ShapeKind.ASSEMBLY, (-30, top - 62, 0, top - 42), label="Assembly south lot")


def _east() -> Iterator[FloorShape]:
    west, north = 66, 11
    yield _box(ShapeKind.OUTLINE, (west, north - 84, west + 20, north))
    yield _box(ShapeKind.CORRIDOR, (west + 8, north - 84, west + 12, north), label="East corridor")
    yield from _column([f"E-{number:02d}" for number in range(1, 13)], west, north, 8, 7)
    yield from _column([f"E-{number:02d}" for number in range(13, 25)], west + 12, north, 8, 7)
    yield _box(ShapeKind.ROOM, (west + 20, north - 36, west + 60, north - 4), "GYM")
    yield _box(ShapeKind.ROOM, (west + 20, north - 52, west + 40, north - 36), "WRESTLE")
    yield _door("E1", west + 10, north)
    yield _door("E3 gym", west + 60, north - 20)


def _west() -> Iterator[FloorShape]:
    east, north = -71, 11
    yield _box(ShapeKind.OUTLINE, (east - 20, north - 40, east, north))
    yield _box(ShapeKind.CORRIDOR, (east - 12, north - 40, east - 8, north), label="West corridor")
    yield from _column([f"W-{number:02d}" for number in range(1, 6)], east - 20, north, 8, 8)
    yield from _column([f"W-{number:02d}" for number in range(6, 11)], east - 8, north, 8, 8)
    yield _box(ShapeKind.ROOM, (east - 52, north - 30, east - 20, north), "AUDIT")
    yield _box(ShapeKind.ROOM, (east - 20, north - 54, east - 8, north - 40), "BAND")
    yield _box(ShapeKind.ROOM, (east - 8, north - 54, east + 6, north - 40), "SHOP")
    yield _door("W1", east - 10, north)
