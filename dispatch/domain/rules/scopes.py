"""Which ground a protective action covers: a whole site, or zones and rooms of it.

A zone covers its rooms, so that a room and the zone it lies in are known to share ground. Zones and rooms that the roster does not
know are kept as said and cover themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from dispatch.domain.roster import Site

Ground = frozenset[tuple[str, str]]
"""What is covered, as ("zone", code) and ("room", code); empty: the whole site."""


def ground(site: Site, zones: Iterable[str], rooms: Iterable[str]) -> Ground:
    """The ground of an order at a site."""
    wanted = set(zones)
    inside = {room.code for room in site.rooms if room.zone in wanted}
    return frozenset({("zone", zone) for zone in wanted} | {("room", room) for room in inside | set(rooms)})


def overlaps(one: Ground, other: Ground) -> bool:
    """Whether two orders share ground."""
    return not one or not other or bool(one & other)


def covers(one: Ground, other: Ground) -> bool:
    """Whether ``one`` reaches everywhere that ``other`` does."""
    return not one or (bool(other) and other <= one)
