"""Points of a GeoJSON file (RFC 7946), checked feature by feature. Knows the format and nothing of schools.

What is wrong is collected with the feature and the field, so that a file is corrected in one go and not error by error.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

BYTES_MAX: Final = 50_000_000
_FAR_DEGREES: Final = 5.0
_SOUTH_OF_EVERYBODY: Final = -60.0
_WGS84 = ("EPSG:4326", "EPSG::4326", "CRS84")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stands in the way: where, in which field, and what."""

    where: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}, {self.field}: {self.message}"


@dataclass(frozen=True, slots=True)
class Feature:
    """One point with its properties. ``number`` counts from 1, ``line`` is where it begins in the file."""

    number: int
    line: int
    properties: dict[str, Any]
    lon: float
    lat: float

    @property
    def where(self) -> str:
        """How a person finds it."""
        return f"feature {self.number} (line {self.line})"


@dataclass(slots=True)
class Read:
    """What a file holds, and what is wrong with it."""

    features: list[Feature] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(data: bytes) -> Read:
    """All features, or what is wrong. Nothing is guessed: a file with one problem is no file."""
    if len(data) > BYTES_MAX:
        return _whole("size", f"more than {BYTES_MAX // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        return _whole("encoding", f"not UTF-8 at byte {problem.start + 1} (line {line}); save it as UTF-8")
    try:
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError as problem:
        return _whole("JSON", f"{problem.msg} at line {problem.lineno}, column {problem.colno}")
    except (ValueError, RecursionError) as problem:
        return _whole("JSON", str(problem) if isinstance(problem, ValueError) else "nested too deeply")
    found = _collection(document)
    if isinstance(found, Problem):
        return Read(problems=[found])
    result = Read()
    for number, (one, line) in enumerate(zip(found, _lines(text, len(found)), strict=True), start=1):
        _feature(result, number, line, one)
    _far_ones(result)
    return result


def _whole(name: str, message: str) -> Read:
    return Read(problems=[Problem("the file", name, message)])


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(
            f"the member {next(name for name in names if names.count(name) > 1)!r} stands twice in one object"
        )
    return found


def _collection(document: Any) -> list[Any] | Problem:
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return Problem("the file", "type", "a FeatureCollection is wanted")
    system = document.get("crs")
    name = system.get("properties", {}).get("name", "") if isinstance(system, dict) else ""
    if system is not None and not str(name).endswith(_WGS84):
        return Problem("the file", "crs", f"coordinates must be WGS 84 (longitude, latitude), not {name!r}")
    features = document.get("features")
    if not isinstance(features, list) or not features:
        return Problem("the file", "features", "a list with at least one feature is wanted")
    return features


def _lines(text: str, count: int) -> list[int]:
    """The line on which each feature begins; 0 where the layout of the file does not tell."""
    start = text.find("[", text.find('"features"'))
    decoder, lines, position, line = (
        json.JSONDecoder(),
        list[int](),
        start + 1,
        text.count("\n", 0, start + 1) + 1,
    )
    seen = start + 1
    try:
        for _ in range(count):
            while text[position] in " \t\r\n,":
                position += 1
            line += text.count("\n", seen, position)
            seen = position
            lines.append(line)
            _, position = decoder.raw_decode(text, position)
    except (ValueError, IndexError):
        return [0] * count
    return lines


def _feature(result: Read, number: int, line: int, one: Any) -> None:
    where = f"feature {number} (line {line})"
    if not isinstance(one, dict) or one.get("type") != "Feature":
        result.problems.append(Problem(where, "type", "a Feature is wanted"))
        return
    properties = one.get("properties")
    if not isinstance(properties, dict):
        result.problems.append(Problem(where, "properties", "an object is wanted"))
        properties = {}
    point = _point(where, one.get("geometry"))
    if isinstance(point, Problem):
        result.problems.append(point)
        return
    result.features.append(Feature(number, line, properties, *point))


def _point(where: str, geometry: Any) -> tuple[float, float] | Problem:
    if not isinstance(geometry, dict):
        return Problem(where, "geometry", "missing: every site needs a place")
    if geometry.get("type") != "Point":
        return Problem(where, "geometry.type", f"a Point is wanted, not {geometry.get('type')!r}")
    given = geometry.get("coordinates")
    numbers = (
        isinstance(given, list)
        and 2 <= len(given) <= 3
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in given)
        and all(math.isfinite(one) for one in given)
    )
    if not numbers:
        return Problem(where, "geometry.coordinates", "two numbers are wanted: longitude, latitude")
    assert isinstance(given, list)
    lon, lat = float(given[0]), float(given[1])
    if abs(lat) > 90 and abs(lat) <= 180 and abs(lon) <= 90:
        return _swapped(where, lon, lat)
    if abs(lon) > 180 or abs(lat) > 90:
        return Problem(where, "geometry.coordinates", f"[{lon}, {lat}] is outside the earth")
    if lon == 0 and lat == 0:
        return Problem(where, "geometry.coordinates", "[0, 0] stands for an unknown place")
    if lat < _SOUTH_OF_EVERYBODY:
        return _swapped(where, lon, lat)
    return lon, lat


def _swapped(where: str, lon: float, lat: float) -> Problem:
    return Problem(
        where,
        "geometry.coordinates",
        f"[{lon}, {lat}] looks swapped: GeoJSON has longitude first, then latitude",
    )


def _far_ones(result: Read) -> None:
    """A point that would lie among the others if it were turned round is swapped; one far away is a mistake too."""
    if len(result.features) < 3:
        return
    lon = sorted(one.lon for one in result.features)[len(result.features) // 2]
    lat = sorted(one.lat for one in result.features)[len(result.features) // 2]
    for one in result.features:
        if math.hypot(one.lon - lon, one.lat - lat) <= _FAR_DEGREES:
            continue
        if math.hypot(one.lat - lon, one.lon - lat) <= _FAR_DEGREES:
            result.problems.append(_swapped(one.where, one.lon, one.lat))
        else:
            message = f"[{one.lon}, {one.lat}] lies far from all others of this file"
            result.problems.append(Problem(one.where, "geometry.coordinates", message))
