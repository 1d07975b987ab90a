"""What the bytes of trackers mean: the OsmAnd protocol (form, query or the JSON of Traccar Client) and OwnTracks' JSON.

Strict, other than with a panic: a position that is half understood would put a unit where it is not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qsl

import orjson

KMH_PER_KNOT: Final = 1.852
KMH_PER_MS: Final = 3.6
LATEST_SECONDS: Final = 100_000_000_000
"""A larger number of seconds since 1970 is one of milliseconds."""
POINTS_MAX: Final = 1_000
"""In one body: what fits into 64 kB anyway."""


@dataclass(frozen=True, slots=True)
class Wrong(Exception):
    """Which field will not do, and what is wanted instead."""

    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Where a tracker says that it was. ``at`` None: it says no time, so it means now."""

    at: datetime | None
    lat_e7: int
    lon_e7: int
    accuracy_m: int | None = None
    heading_deg: int | None = None
    speed_kmh: int | None = None
    battery_pct: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a tracker says: who it is, and where it was. No fix: it said something else, which is nobody's business here."""

    key: str | None
    fixes: tuple[Fix, ...]


def read_osmand(query: str, body: bytes, content_type: str) -> Said:
    """The OsmAnd protocol. Raises ``Wrong``."""
    if "json" in content_type or body[:1] in (b"{", b"["):
        return _traccar_json(_json(body))
    try:
        given = dict(parse_qsl(query, keep_blank_values=False))
        if body:
            given |= dict(parse_qsl(body.decode(), keep_blank_values=False))
    except ValueError:
        raise Wrong("", "The parameters cannot be read.") from None
    key = given.get("id") or given.get("deviceid")
    if given.get("valid", "true").lower() not in ("true", "1"):
        return Said(key, ())
    spot = given.get("location", "").partition(",")
    lat, lon = (spot[0], spot[2]) if spot[1] else (given.get("lat"), given.get("lon"))
    fix = Fix(
        at=_moment("timestamp", given.get("timestamp")),
        lat_e7=_degrees("lat", lat, 90),
        lon_e7=_degrees("lon", lon, 180),
        accuracy_m=_whole("accuracy", given.get("accuracy"), 100_000),
        heading_deg=_heading("bearing", given.get("bearing", given.get("heading"))),
        speed_kmh=_whole("speed", given.get("speed"), 1_000, KMH_PER_KNOT),
        battery_pct=_whole("batt", given.get("batt"), 100),
    )
    return Said(key, (fix,))


def read_owntracks(body: bytes) -> Said:
    """A message of OwnTracks over HTTP. Raises ``Wrong``."""
    # The application sends an empty message when a friend is deleted.
    given = _json(body) if body.strip() else {}
    kind = given.get("_type")
    if kind == "encrypted":
        raise Wrong(
            "_type", "Encrypted messages are not read here: leave the encryption key empty, https is enough."
        )
    if kind != "location":
        return Said(None, ())
    return Said(
        None,
        (
            Fix(
                at=_needed_moment("tst", given.get("tst")),
                lat_e7=_degrees("lat", given.get("lat"), 90),
                lon_e7=_degrees("lon", given.get("lon"), 180),
                accuracy_m=_whole("acc", given.get("acc"), 100_000),
                heading_deg=_heading("cog", given.get("cog")),
                speed_kmh=_whole("vel", given.get("vel"), 1_000),
                battery_pct=_whole("batt", given.get("batt"), 100),
            ),
        ),
    )


def _traccar_json(given: Mapping[str, Any]) -> Said:
    """Traccar Client from version 9 on: one location, or several."""
    location = given.get("location")
    several = location if isinstance(location, list) else [location]
    if len(several) > POINTS_MAX:
        raise Wrong("location", f"At most {POINTS_MAX} locations in one message are read.")
    key = given.get("device_id")
    fixes = tuple(_traccar_fix(one) for one in several if one is not None)
    return Said(key if isinstance(key, str) else None, fixes)


def _traccar_fix(given: object) -> Fix:
    if not isinstance(given, dict) or not isinstance(coords := given.get("coords"), dict):
        raise Wrong("location.coords", "Missing: latitude and longitude are wanted.")
    battery = given.get("battery")
    level = battery.get("level") if isinstance(battery, dict) else None
    return Fix(
        at=_needed_moment("location.timestamp", given.get("timestamp")),
        lat_e7=_degrees("location.coords.latitude", coords.get("latitude"), 90),
        lon_e7=_degrees("location.coords.longitude", coords.get("longitude"), 180),
        accuracy_m=_whole("location.coords.accuracy", coords.get("accuracy"), 100_000),
        heading_deg=_heading("location.coords.heading", coords.get("heading")),
        speed_kmh=_whole("location.coords.speed", coords.get("speed"), 1_000, KMH_PER_MS),
        battery_pct=_whole("location.battery.level", level, 100, 100.0),
    )


def _json(body: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict):
        raise Wrong("", "The body cannot be read as a JSON object.")
    return value


def _number(field: str, given: object) -> float | None:
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise Wrong(field, "A number is wanted.")
    try:
        number = float(given)
    except (ValueError, OverflowError):
        raise Wrong(field, "A number is wanted.") from None
    if not math.isfinite(number):
        raise Wrong(field, "A number is wanted.")
    return number


def _degrees(field: str, given: object, most: int) -> int:
    number = _number(field, given)
    if number is None:
        raise Wrong(field, "Missing: degrees are wanted.")
    if abs(number) > most:
        raise Wrong(field, f"Degrees from -{most} to {most} are wanted.")
    return round(number * 10_000_000)


def _whole(field: str, given: object, most: int, times: float = 1.0) -> int | None:
    """A whole number from 0 to ``most``. Below 0 is how applications say that they do not know."""
    number = _number(field, given)
    if number is None or number < 0:
        return None
    return min(most, round(number * times))


def _heading(field: str, given: object) -> int | None:
    number = _number(field, given)
    return None if number is None or number < 0 else round(number) % 360


def _needed_moment(field: str, given: object) -> datetime:
    moment = _moment(field, given)
    if moment is None:
        raise Wrong(field, "Missing: a position without its time cannot be placed.")
    return moment


def _moment(field: str, given: object) -> datetime | None:
    """Seconds or milliseconds since 1970, ISO 8601, or "yyyy-MM-dd HH:mm:ss", which is UTC."""
    if given is None or given == "":
        return None
    try:
        number = _number(field, given)
    except Wrong:
        number = None
    try:
        if number is not None:
            return datetime.fromtimestamp(number if number < LATEST_SECONDS else number / 1000, UTC)
        if isinstance(given, str):
            found = datetime.fromisoformat(given.strip())
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise Wrong(field, "A time is wanted: seconds since 1970, or as in 2026-03-02T08:00:00Z.")
