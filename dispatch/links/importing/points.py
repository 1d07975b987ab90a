"""Coordinates that people get wrong: turned round, off the earth, unknown places written as zero, one far from all others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

_FAR_DEGREES = 5.0
_SOUTH_OF_EVERYBODY = -60.0


def wrong(lon: float, lat: float, order: str) -> str | None:
    """What is wrong with a point by itself. ``order``: how the format wants the two."""
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return "two numbers are wanted: longitude, latitude"
    if 90 < abs(lat) <= 180 and abs(lon) <= 90:
        return swapped(lon, lat, order)
    if abs(lon) > 180 or abs(lat) > 90:
        return f"[{lon}, {lat}] is outside the earth; degrees of longitude and latitude (WGS 84) are wanted"
    if lon == 0 and lat == 0:
        return "[0, 0] stands for an unknown place; give the place or leave the line out"
    if lat < _SOUTH_OF_EVERYBODY:
        return swapped(lon, lat, order)
    return None


def swapped(lon: float, lat: float, order: str) -> str:
    """The sentence about two numbers that were turned round."""
    return f"[{lon}, {lat}] looks swapped: {order}"


def far_ones(points: Sequence[tuple[float, float]], order: str) -> Iterator[tuple[int, str]]:
    """Which points lie far from the others (by place in the sequence), and why: turned round, or another mistake."""
    if len(points) < 3:
        return
    lon = sorted(one[0] for one in points)[len(points) // 2]
    lat = sorted(one[1] for one in points)[len(points) // 2]
    for place, one in enumerate(points):
        if math.hypot(one[0] - lon, one[1] - lat) <= _FAR_DEGREES:
            continue
        if math.hypot(one[1] - lon, one[0] - lat) <= _FAR_DEGREES:
            yield place, swapped(*one, order)
        else:
            yield place, f"[{one[0]}, {one[1]}] lies far from all others of this file"
