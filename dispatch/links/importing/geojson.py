"""Features of a GeoJSON file (RFC 7946), and points checked one by one. Knows the format and nothing of schools.

What is wrong is collected with the feature and the field, so that a file is corrected in one go and not error by error.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from dispatch.links.importing import points
from dispatch.links.importing.problems import Problem, Problems, shown

BYTES_MAX: Final = 10_000_000
"""It is read as a whole, and takes many times its size in memory meanwhile. Two thousand schools have two."""
FORM: Final = points.Form(
    "geometry.coordinates", "GeoJSON has longitude first, then latitude", "[{lon}, {lat}]"
)
_WGS84 = ("EPSG:4326", "EPSG::4326", "CRS84")


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
    problems: Problems = field(default_factory=Problems)


def read(data: bytes) -> Read:
    """All points, or what is wrong. Nothing is guessed: a file with one problem is no file."""
    found = features_of(data)
    if isinstance(found, Problem):
        return Read(problems=Problems([found]))
    result = Read()
    for number, (one, line) in enumerate(zip(*found, strict=True), start=1):
        _feature(result, number, line, one)
    _far_ones(result)
    return result


def features_of(data: bytes) -> tuple[list[Any], list[int]] | Problem:
    """The features of a file as they stand, and the line on which each begins; or what is wrong with the whole."""
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
        return _whole(
            "JSON",
            f"{problem.msg.removesuffix(' starting at')} at line {problem.lineno}, column {problem.colno}",
        )
    except (ValueError, RecursionError) as problem:
        return _whole("JSON", str(problem) if isinstance(problem, ValueError) else "nested too deeply")
    found = _collection(document)
    return found if isinstance(found, Problem) else (found, _lines(text, len(found)))


def _whole(name: str, message: str) -> Problem:
    return Problem("the file", name, message)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        name = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"the member {shown(name)} stands twice in one object")
    return found


def _collection(document: Any) -> list[Any] | Problem:
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return Problem("the file", "type", "a FeatureCollection is wanted")
    system = document.get("crs")
    about = system.get("properties") if isinstance(system, dict) else None
    name = about.get("name") if isinstance(about, dict) else None
    if system is not None and not (isinstance(name, str) and name.endswith(_WGS84)):
        message = f"coordinates must be WGS 84 (longitude, latitude), not {shown(name)}"
        return Problem("the file", "crs", message)
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
    except (ValueError, IndexError, RecursionError):
        return [0] * count
    return lines


def _feature(result: Read, number: int, line: int, one: Any) -> None:
    where = f"feature {number} (line {line})"
    if not isinstance(one, dict) or one.get("type") != "Feature":
        result.problems.add(where, "type", "a Feature is wanted")
        return
    properties = one.get("properties")
    if not isinstance(properties, dict):
        result.problems.add(where, "properties", "an object is wanted")
        properties = {}
    point = _point(where, one.get("geometry"))
    if isinstance(point, Problem):
        result.problems.add(point.where, point.field, point.message)
        return
    result.features.append(Feature(number, line, properties, *point))


def _point(where: str, geometry: Any) -> tuple[float, float] | Problem:
    if not isinstance(geometry, dict):
        return Problem(where, "geometry", "missing: every site needs a place")
    if geometry.get("type") != "Point":
        return Problem(where, "geometry.type", f"a Point is wanted, not {shown(geometry.get('type'))}")
    given = geometry.get("coordinates")
    numbers = (
        isinstance(given, list)
        and 2 <= len(given) <= 3
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in given)
        # A number of four hundred digits is one too, until it is to be a coordinate.
        and all(abs(one) < 1e9 and math.isfinite(one) for one in given)
    )
    if not numbers:
        return Problem(where, "geometry.coordinates", "two numbers are wanted: longitude, latitude")
    assert isinstance(given, list)
    lon, lat = float(given[0]), float(given[1])
    message = points.wrong(lon, lat, FORM)
    return (lon, lat) if message is None else Problem(where, FORM.field, message)


def _far_ones(result: Read) -> None:
    for place, message in points.far_ones([(one.lon, one.lat) for one in result.features], FORM):
        result.problems.add(result.features[place].where, FORM.field, message)
