"""A place as a screen gets it."""

from __future__ import annotations

from dataclasses import dataclass

from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.texts import text_view
from dispatch.domain.records import Place
from dispatch.domain.text import TextClass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where. ``address`` is words for a place that is no site."""

    site: str | None
    building: str | None
    zone: str | None
    room: str | None
    address: TextView | None
    lat_e7: int | None
    lon_e7: int | None


def place_view(place: Place, readable: frozenset[TextClass]) -> PlaceView:
    """A place; its words for those who may read them."""
    return PlaceView(
        site=place.site,
        building=place.building,
        zone=place.zone,
        room=place.room,
        address=text_view(place.address, readable),
        lat_e7=place.lat_e7,
        lon_e7=place.lon_e7,
    )
