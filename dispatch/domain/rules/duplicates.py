"""Whether a new report may be one that the desk already has: same family, same site or within 300 m, within ten minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import cos, hypot, radians

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.records import Call, Place
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ENDED

WINDOW = timedelta(minutes=10)
RADIUS_M = 300
_METRES_PER_E7 = 0.0111319


def coordinates(state: State, place: Place) -> tuple[int, int] | None:
    """Latitude and longitude (1e-7 degree) of a place: its own, else its site's."""
    if place.lat_e7 is not None and place.lon_e7 is not None:
        return place.lat_e7, place.lon_e7
    site = state.sites.get(place.site or "")
    return None if site is None else (site.roster.lat_e7, site.roster.lon_e7)


def metres_between(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Distance in metres of two points in 1e-7 degree; flat-earth, good to a metre at these ranges."""
    north = (one[0] - other[0]) * _METRES_PER_E7
    east = (one[1] - other[1]) * _METRES_PER_E7 * cos(radians(one[0] / 1e7))
    return hypot(north, east)


def candidates(state: State, type_code: str, place: Place, mode: Mode, now: datetime) -> list[Call]:
    """Open calls that a new report may belong to, newest first."""
    family = INCIDENT_TYPES[type_code].family
    here = coordinates(state, place)
    found = []
    for call in state.calls.values():
        if call.status in ENDED or call.mode is not mode or INCIDENT_TYPES[call.type].family != family:
            continue
        if now - call.reports[-1].at > WINDOW:
            continue
        there = coordinates(state, call.place)
        same_site = place.site is not None and place.site == call.place.site
        near = here is not None and there is not None and metres_between(here, there) <= RADIUS_M
        if same_site or near:
            found.append(call)
    return sorted(found, key=lambda call: call.version, reverse=True)
