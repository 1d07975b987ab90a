"""What happened about partner agencies at an incident. Each names the incident's first call, so that its line stands in that call's log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.seats import GuestEnd, LineTag, SeatEnd, ShareClass
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatShared:
    """What an agency may see from now on, all of it; the first one opens its seat. ``more``: what is new in it."""

    kind: ClassVar[str] = "SeatShared"
    version: ClassVar[int] = 1
    seat: str
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    agency: str
    view: str
    shares: tuple[ShareClass, ...]
    more: tuple[ShareClass, ...]
    sites: tuple[str, ...]
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatUnshared:
    """Something is shared no more; ``shares`` is what is left."""

    kind: ClassVar[str] = "SeatUnshared"
    version: ClassVar[int] = 1
    seat: str
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    agency: str
    view: str
    shares: tuple[ShareClass, ...]
    less: tuple[ShareClass, ...]
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatEnded:
    """An agency sees nothing of the incident any more."""

    kind: ClassVar[str] = "SeatEnded"
    version: ClassVar[int] = 1
    seat: str
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    agency: str
    cause: SeatEnd
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestInvited:
    """Somebody of an agency may come in until then."""

    kind: ClassVar[str] = "GuestInvited"
    version: ClassVar[int] = 1
    seat: str
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    agency: str
    guest: str
    name: str
    title: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestSeated:
    """They came in, on one device."""

    kind: ClassVar[str] = "GuestSeated"
    version: ClassVar[int] = 1
    seat: str
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    agency: str
    guest: str
    person: str
    name: str
    title: str
    said_agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestEnded:
    """They may not come in any more."""

    kind: ClassVar[str] = "GuestEnded"
    version: ClassVar[int] = 1
    seat: str
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    agency: str
    guest: str
    name: str
    cause: GuestEnd
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShared:
    """Somebody wrote into the shared log. ``agency`` None: the district's own."""

    kind: ClassVar[str] = "LineShared"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    line: str
    tag: LineTag
    agency: str | None
    text: Secret
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAcknowledged:
    """An agency has read a line."""

    kind: ClassVar[str] = "SharedAcknowledged"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    line: str
    agency: str
    said_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerUnitAdded:
    """A unit of another agency is there, or on its way. ``place``: the site that it is at; its line is not that school's."""

    kind: ClassVar[str] = "PartnerUnitAdded"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    partner_unit: str
    agency: str
    name: str
    resource: str
    partner_status: UnitStatus
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerUnitChanged:
    """It does something else now."""

    kind: ClassVar[str] = "PartnerUnitChanged"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    partner_unit: str
    agency: str
    name: str
    partner_status: UnitStatus
    place: str | None


SeatEvent = (
    SeatShared
    | SeatUnshared
    | SeatEnded
    | GuestInvited
    | GuestSeated
    | GuestEnded
    | LineShared
    | SharedAcknowledged
    | PartnerUnitAdded
    | PartnerUnitChanged
)
