"""What somebody may ask for about partner agencies at an incident.

Whoever sits at a seat names the incident by the seat's id; the desk names it by its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.disclosures import Basis
from dispatch.domain.limits import Bounds, Code, Id, Items, Limit, LongText, ShortText
from dispatch.domain.seats import LineTag, ShareClass
from dispatch.domain.text import TextClass

Hours = Annotated[int, Bounds(1, 72)]
Shares = Annotated[tuple[ShareClass, ...], Items(4, least=1)]
UnitName = Annotated[str, Limit(24)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareIncident:
    """Share more of an incident with an agency, from now and for so many hours. Data of students goes with who decided it and why."""

    kind: ClassVar[str] = "ShareIncident"
    incident: Id
    agency: Code
    share: Shares
    hours: Hours | None = None
    basis: Basis | None = None
    requester: ShortText | None = None
    decided_by: ShortText | None = None
    threat: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnshareIncident:
    """Share this no more. Without what is operational nothing is left, and the seat ends."""

    kind: ClassVar[str] = "UnshareIncident"
    incident: Id
    agency: Code
    share: Shares
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteGuest:
    """Somebody of an agency may come in without an account, for so many hours. The link and the code are made apart."""

    kind: ClassVar[str] = "InviteGuest"
    incident: Id
    agency: Code
    name: ShortText
    title: ShortText
    hours: Hours = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeGuest:
    """A guest may not come in any more, and is sent away if he is in."""

    kind: ClassVar[str] = "RevokeGuest"
    incident: Id
    guest: Id
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat:
    """A guest has come in with link and code, and says who they are."""

    kind: ClassVar[str] = "TakeSeat"
    guest: Id
    name: ShortText
    title: ShortText
    said_agency: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """Write into the log that is shared with every agency at an incident. ``asks``: each is to say that it has read it."""

    kind: ClassVar[str] = "ShareLine"
    incident: Id
    tag: LineTag
    text: LongText
    text_class: TextClass = TextClass.OPERATIONAL
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeShared:
    """An agency has read a line. ``agency`` is given by the desk, which heard it from ``said_by``."""

    kind: ClassVar[str] = "AcknowledgeShared"
    incident: Id
    line: Id
    agency: Code | None = None
    said_by: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPartnerUnit:
    """A unit of another agency is at the incident, or on its way. ``agency`` is given by the desk; ``site``: one of the incident's."""

    kind: ClassVar[str] = "AddPartnerUnit"
    incident: Id
    name: UnitName
    what: ShortText = ""
    status: UnitStatus = UnitStatus.ER
    agency: Code | None = None
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPartnerUnit:
    """What a partner's unit does now, and at which of the incident's sites; available means that it has left."""

    kind: ClassVar[str] = "SetPartnerUnit"
    incident: Id
    unit_id: Id
    status: UnitStatus
    site: Code | None = None


SeatCommand = (
    ShareIncident
    | UnshareIncident
    | InviteGuest
    | RevokeGuest
    | TakeSeat
    | ShareLine
    | AcknowledgeShared
    | AddPartnerUnit
    | SetPartnerUnit
)
