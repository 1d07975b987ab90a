"""Places of the demo: degrees, kilometres, and spots that keep their distance from one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, pi, radians, sin, sqrt

from dispatch.links.demo.dice import Dice

KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Spot:
    """A point, WGS 84."""

    lon: float
    lat: float

    @property
    def lat_e7(self) -> int:
        """Latitude as the log stores it."""
        return round(self.lat * 1e7)

    @property
    def lon_e7(self) -> int:
        """Longitude as the log stores it."""
        return round(self.lon * 1e7)

    def moved(self, east_km: float, north_km: float) -> Spot:
        """The spot so far from here."""
        return Spot(
            self.lon + east_km / (KM_PER_DEGREE * cos(radians(self.lat))), self.lat + north_km / KM_PER_DEGREE
        )

    def offset_km(self, other: Spot) -> tuple[float, float]:
        """How far east and north another spot lies, on a flat earth: good enough in a district."""
        east = (other.lon - self.lon) * KM_PER_DEGREE * cos(radians(self.lat))
        return east, (other.lat - self.lat) * KM_PER_DEGREE

    def km_to(self, other: Spot) -> float:
        """Distance in kilometres."""
        return hypot(*self.offset_km(other))

    def heading_to(self, other: Spot) -> int:
        """Compass heading in whole degrees."""
        east, north = self.offset_km(other)
        return round(degrees(atan2(east, north))) % 360

    def towards(self, other: Spot, km: float) -> Spot:
        """The spot so far along the straight way to another, which is not passed."""
        whole = self.km_to(other)
        if whole <= km:
            return other
        east, north = self.offset_km(other)
        return self.moved(east * km / whole, north * km / whole)


def free_spot(
    dice: Dice, name: str, centre: Spot, reach_km: float, taken: Iterable[Spot], apart_km: float
) -> Spot:
    """A spot around a centre that keeps its distance; where it is too crowded, the loneliest one that was tried."""
    taken = list(taken)
    best, best_km = centre, -1.0
    for attempt in range(60):
        angle = 2 * pi * dice.share(f"{name}/angle/{attempt}")
        away = reach_km * sqrt(dice.share(f"{name}/away/{attempt}"))
        spot = centre.moved(away * cos(angle), away * sin(angle))
        nearest = min((spot.km_to(one) for one in taken), default=apart_km)
        if nearest >= apart_km:
            return spot
        if nearest > best_km:
            best, best_km = spot, nearest
    return best
