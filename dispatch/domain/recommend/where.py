"""Where a unit is taken to be, how sure that is, and how long it would take from there.

A position that is old or too vague is not used and that is said; then the site it is at by its status counts, its home, its beat. What is
only assumed never comes out as "already there": it takes a minute at least.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, ceil, cos, radians, sin, sqrt

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision import LastPosition
from dispatch.domain.recommend.views import Source, Wanted
from dispatch.domain.records import UnitState
from dispatch.domain.state import State

LIVE_FOR = timedelta(minutes=1)
STALE_AFTER = timedelta(minutes=5)
"""An older position says nothing of where a unit is now."""
TOO_VAGUE_M = 1_000
ROAD_FACTOR = 1.4
"""Roads are longer than the straight line by about this."""
MEAN_SPEED_KMH = 40
ASSUMED_LEAST_S = 60
"""Where only the home or the beat is known, a unit is never taken to be there already."""
_EARTH_M = 6_371_000
_AT = frozenset({UnitStatus.AP, UnitStatus.BC, UnitStatus.OS, UnitStatus.AI})
"""In these a unit is at the site that its status names; on its way there it is not."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """A unit's place as far as it is known."""

    source: Source
    point: Point | None = None
    site: str | None = None
    at: datetime | None = None
    age_s: int | None = None
    accuracy_m: int | None = None
    doubt: str | None = None
    """Why the unit's own position was not used."""


def target(state: State, wanted: Wanted) -> Point | None:
    """Where the units are wanted."""
    if wanted.lat_e7 is not None and wanted.lon_e7 is not None:
        return wanted.lat_e7, wanted.lon_e7
    site = state.sites.get(wanted.site or "")
    return None if site is None else (site.roster.lat_e7, site.roster.lon_e7)


def metres_between(one: Point, other: Point) -> int:
    """The straight line over the ground."""
    lat, lon, lat2, lon2 = (radians(value / 1e7) for value in (*one, *other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return round(2 * _EARTH_M * asin(min(1.0, sqrt(half))))


def seconds_for(metres: int, source: Source) -> int:
    """How long it takes, as an estimate; never nothing."""
    on_the_road = ceil(metres * ROAD_FACTOR / (MEAN_SPEED_KMH / 3.6))
    return max(on_the_road, 1 if source in (Source.LIVE, Source.LAST_KNOWN) else ASSUMED_LEAST_S)


def whereabouts(
    state: State, unit: UnitState, positions: Mapping[str, LastPosition], now: datetime
) -> Whereabouts:
    """Where the unit is taken to be now."""
    last = positions.get(unit.id)
    doubt = "no position heard"
    age_s = accuracy_m = None
    heard_at = None
    if last is not None:
        age = max(now - last.at, timedelta())
        age_s, accuracy_m, heard_at = age // timedelta(seconds=1), last.accuracy_m, last.at
        if age > STALE_AFTER:
            doubt = f"its position is {age_words(age_s)} old and not used"
        elif accuracy_m is not None and accuracy_m > TOO_VAGUE_M:
            doubt = f"its position is good to {accuracy_m} m only and not used"
        else:
            source = Source.LIVE if age <= LIVE_FOR else Source.LAST_KNOWN
            point = (last.lat_e7, last.lon_e7)
            near = _nearest_site(state, point)
            return Whereabouts(
                source=source, point=point, site=near, at=heard_at, age_s=age_s, accuracy_m=accuracy_m
            )
    source, found, near = _assumed(state, unit)
    return Whereabouts(
        source=source,
        point=found,
        site=near,
        at=heard_at,
        age_s=age_s,
        accuracy_m=accuracy_m,
        doubt=doubt,
    )


def _assumed(state: State, unit: UnitState) -> tuple[Source, Point | None, str | None]:
    for source, code in (
        (Source.STATUS, unit.site if unit.status in _AT else None),
        (Source.HOME, unit.roster.home_site),
    ):
        site = state.sites.get(code or "")
        if site is not None:
            return source, (site.roster.lat_e7, site.roster.lon_e7), site.id
    sector = unit.roster.sector
    beat = [one.roster for one in state.sites.values() if sector and one.roster.sector == sector]
    if beat:
        middle = (
            sum(one.lat_e7 for one in beat) // len(beat),
            sum(one.lon_e7 for one in beat) // len(beat),
        )
        return Source.BEAT, middle, None
    return Source.NONE, None, None


def _nearest_site(state: State, point: Point) -> str | None:
    """The site to name a position by. Compared on a flat earth: good enough to say "near"."""
    scale = cos(radians(point[0] / 1e7))

    def apart(site: str) -> float:
        roster = state.sites[site].roster
        return (roster.lat_e7 - point[0]) ** 2 + ((roster.lon_e7 - point[1]) * scale) ** 2

    return min(sorted(state.sites), key=apart, default=None)


def age_words(seconds: int) -> str:
    """20 s, 4 min, 2 h."""
    if seconds < 60:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
