"""What may be asked of the district's reference data, of the desk's positions and of work orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from dispatch.domain.catalog.decision_matrix import MatrixRow
from dispatch.domain.catalog.modes import Nature
from dispatch.domain.devices import Device
from dispatch.domain.limits import Code, Id, Items, LongText, ShortText
from dispatch.domain.roster import Agency, Alias, DeskPosition, Site, Unit
from dispatch.domain.srt import SrtTeam
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import LeaveCause, WorkOrderSource


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDistrict:
    """Give a new log its district. The first command of every log."""

    kind: ClassVar[str] = "OpenDistrict"
    code: Code
    name: ShortText
    department: ShortText
    callsign: ShortText
    nature: Nature = Nature.LIVE
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineRoster:
    """Take over reference data: what is new or changed becomes an event, what is the same does not."""

    kind: ClassVar[str] = "DefineRoster"
    agencies: Annotated[tuple[Agency, ...], Items(500)] = ()
    sites: Annotated[tuple[Site, ...], Items(2000)] = ()
    units: Annotated[tuple[Unit, ...], Items(2000)] = ()
    positions: Annotated[tuple[DeskPosition, ...], Items(50)] = ()
    aliases: Annotated[tuple[Alias, ...], Items(500)] | None = None
    """The whole table of the district's own words, in place of the one before; None leaves it as it is."""
    devices: Annotated[tuple[Device, ...], Items(5000)] = ()
    teams: Annotated[tuple[SrtTeam, ...], Items(2000)] = ()
    """The schools' own teams, each as a whole."""
    decisions: Annotated[tuple[MatrixRow, ...], Items(200)] | None = None
    """The whole decision matrix, in place of the one before; none of it: the one that is built in; None leaves it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendDrills:
    """District-wide: no drill may start while something real is going on (or may again)."""

    kind: ClassVar[str] = "SuspendDrills"
    suspended: bool
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePosition:
    """I sit at this position now. Whoever sat there is relieved; the position I had before is free."""

    kind: ClassVar[str] = "TakePosition"
    position: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePosition:
    """Nobody sits at this position now."""

    kind: ClassVar[str] = "LeavePosition"
    position: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePosition:
    """Whoever sat at this position has signed out, or the session has ended. Only the system asks this."""

    kind: ClassVar[str] = "FreePosition"
    position: Code
    person: Id
    cause: LeaveCause


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWorkOrder:
    """Something at a site is broken and must be put right: a door that does not lock, an AED that is empty."""

    kind: ClassVar[str] = "OpenWorkOrder"
    site: Code
    text: LongText
    text_class: TextClass = TextClass.OPERATIONAL
    source: WorkOrderSource = WorkOrderSource.REPORT
    building: Code | None = None
    room: Code | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWorkOrder:
    """It has been put right."""

    kind: ClassVar[str] = "CloseWorkOrder"
    order: Id
    text: LongText | None = None


DistrictCommand = (
    OpenDistrict
    | DefineRoster
    | SuspendDrills
    | TakePosition
    | LeavePosition
    | FreePosition
    | OpenWorkOrder
    | CloseWorkOrder
)
