"""What happened to the district's reference data, to the desk's positions and to work orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.decision_matrix import MatrixRow
from dispatch.domain.catalog.modes import Nature
from dispatch.domain.roster import Agency, Alias, DeskPosition, Site, Unit
from dispatch.domain.text import Secret
from dispatch.domain.vocabulary import LeaveCause, WorkOrderSource


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictOpened:
    """The first event of every log: whose it is, and of what nature. A demo says so here."""

    kind: ClassVar[str] = "DistrictOpened"
    version: ClassVar[int] = 1
    code: str
    name: str
    department: str
    callsign: str
    nature: Nature
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyDefined:
    """An agency is new or changed. Version 1 knew neither phone nor channel."""

    kind: ClassVar[str] = "AgencyDefined"
    version: ClassVar[int] = 2
    agency: Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDefined:
    """A site is new or changed, as a whole. Version 1 knew no premise items, no floors, and no deputies among the contacts."""

    kind: ClassVar[str] = "SiteDefined"
    version: ClassVar[int] = 2
    site: Site


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDefined:
    """A unit of the roster is new or changed. A new one starts off duty."""

    kind: ClassVar[str] = "UnitDefined"
    version: ClassVar[int] = 1
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasesDefined:
    """The district's own words for the command line, the whole table."""

    kind: ClassVar[str] = "AliasesDefined"
    version: ClassVar[int] = 1
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixDefined:
    """The district's own decision matrix, the whole table; empty: the one that is built in again."""

    kind: ClassVar[str] = "MatrixDefined"
    version: ClassVar[int] = 1
    decisions: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillsSuspended:
    """Drills may not start district-wide (``suspended``), or may again."""

    kind: ClassVar[str] = "DrillsSuspended"
    version: ClassVar[int] = 1
    suspended: bool
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionDefined:
    """A dispatch position of the roster is new or changed."""

    kind: ClassVar[str] = "PositionDefined"
    version: ClassVar[int] = 1
    position: DeskPosition


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken:
    """Somebody sits at a position now: the event's actor. ``relieved`` is the name of whoever sat there."""

    kind: ClassVar[str] = "PositionTaken"
    version: ClassVar[int] = 1
    position: str
    relieved: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionLeft:
    """Nobody sits at a position any more. ``who`` is the name of whoever sat there. Version 1 had no cause."""

    kind: ClassVar[str] = "PositionLeft"
    version: ClassVar[int] = 2
    position: str
    who: str
    cause: LeaveCause


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrderOpened:
    """A defect at a site is to be put right."""

    kind: ClassVar[str] = "WorkOrderOpened"
    version: ClassVar[int] = 1
    order: str
    site: str
    building: str | None
    room: str | None
    source: WorkOrderSource
    due: datetime | None
    text: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrderClosed:
    """A defect has been put right. The order leaves the live state; its lines stay."""

    kind: ClassVar[str] = "WorkOrderClosed"
    version: ClassVar[int] = 1
    order: str
    site: str
    room: str | None
    text: Secret | None


DistrictEvent = (
    DistrictOpened
    | AgencyDefined
    | SiteDefined
    | UnitDefined
    | AliasesDefined
    | MatrixDefined
    | DrillsSuspended
    | WorkOrderOpened
    | WorkOrderClosed
)


DeskEvent = PositionDefined | PositionTaken | PositionLeft
