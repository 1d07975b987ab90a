"""What somebody must know of a site before he goes in: dangers, keys, shut-offs, AEDs, and the plan of each floor.

Part of the roster: kept with the site, told to the desk and to the units that are sent there. A shape's points are whole numbers of
1e-7 degree away from the site's own point, longitude first as in GeoJSON, so that a plan needs no fraction and stays small.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from dispatch.domain.limits import Bounds, Code, Items, ShortText


class PremiseKind(StrEnum):
    """What a premise item is, in the order in which a card shows them."""

    HAZARD = "hazard"
    KEYS = "keys"
    SHUT_OFF = "shut_off"
    ALARM_PANEL = "alarm_panel"
    AED = "aed"
    NALOXONE = "naloxone"
    ACCESS = "access"
    """Where to drive in, stage, or meet."""
    RADIO = "radio"
    """A channel of the site's communications plan: ``what`` it is for (command, tactical, medical, other agencies), ``where`` it is."""


OPEN_KINDS = frozenset({PremiseKind.AED, PremiseKind.NALOXONE})
"""What may save a life in the next minute and gives nobody away: the site's own people see it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiseItem:
    """One thing at a site: what it is, where, and what else one should know."""

    item_kind: PremiseKind
    what: ShortText
    where: ShortText = ""
    note: ShortText = ""
    room: Code | None = None


class ShapeKind(StrEnum):
    """What a shape of a floor plan is. ROOM names a room of the roster."""

    OUTLINE = "outline"
    ROOM = "room"
    CORRIDOR = "corridor"
    STAIRS = "stairs"
    DOOR = "door"
    ASSEMBLY = "assembly"


Offset = Annotated[int, Bounds(-2_000_000, 2_000_000)]
"""1e-7 degree from the site's point: 20 km at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorShape:
    """A polygon of a floor: points as lon, lat, lon, lat …, not closed. A door is one point."""

    shape_kind: ShapeKind
    code: Code | None = None
    label: ShortText = ""
    points: Annotated[tuple[Offset, ...], Items(400, least=2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """One floor of a building. ``level`` 0 is the ground floor."""

    building: Code
    level: Annotated[int, Bounds(-9, 99)]
    name: ShortText
    shapes: Annotated[tuple[FloorShape, ...], Items(1000)] = ()
