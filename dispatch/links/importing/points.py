"""Coordinates that people get wrong: turned round, off the earth, unknown places written as zero, one far from all others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_FAR_DEGREES = 5.0
_SOUTH_OF_EVERYBODY = -60.0

Point = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a format writes the two numbers: said back as they stand there, or whoever reads it turns them round once more."""

    field: str
    order: str
    pair: str

    def said(self, lon: float, lat: float) -> str:
        """The two numbers as the file has them."""
        return self.pair.format(lon=lon, lat=lat)


TABLE: Final = Form(
    "lat, lon",
    "latitude goes from -90 to 90, longitude from -180 to 180; look at the two columns",
    "latitude {lat}, longitude {lon}",
)


def wrong(lon: float, lat: float, form: Form) -> str | None:
    """What is wrong with a point by itself."""
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return "two numbers are wanted: longitude, latitude"
    if 90 < abs(lat) <= 180 and abs(lon) <= 90:
        return swapped(lon, lat, form)
    if abs(lon) > 180 or abs(lat) > 90:
        return f"{form.said(lon, lat)} is outside the earth; degrees of longitude and latitude (WGS 84) are wanted"
    if lon == 0 and lat == 0:
        return f"{form.said(lon, lat)} stands for an unknown place; give the place or leave the line out"
    if lat < _SOUTH_OF_EVERYBODY:
        return swapped(lon, lat, form)
    return None


def swapped(lon: float, lat: float, form: Form) -> str:
    """The sentence about two numbers that were turned round."""
    return f"{form.said(lon, lat)} looks swapped: {form.order}"


def far_ones(points: Sequence[Point], form: Form) -> Iterator[tuple[int, str]]:
    """Which points lie far from the others (by place in the sequence), and why: turned round, or another mistake."""
    if len(points) < 3:
        return
    for place, one in enumerate(points):
        message = far(one, points, form, "all others of this file")
        if message is not None:
            yield place, message


def far(one: Point, others: Sequence[Point], form: Form, whose: str) -> str | None:
    """Why a point cannot be right among others, if it lies far from the middle of them."""
    lon = sorted(other[0] for other in others)[len(others) // 2]
    lat = sorted(other[1] for other in others)[len(others) // 2]
    if math.hypot(one[0] - lon, one[1] - lat) <= _FAR_DEGREES:
        return None
    if math.hypot(one[1] - lon, one[0] - lat) <= _FAR_DEGREES:
        return swapped(*one, form)
    return f"{form.said(*one)} lies far from {whose}"
