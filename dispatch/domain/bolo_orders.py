"""What somebody may ask for about BOLOs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from dispatch.domain.bolos import BoloCategory, Caution, Handling, VehicleSaid
from dispatch.domain.file_orders import Sha256
from dispatch.domain.limits import Code, Id, Items, LongText, ShortText
from dispatch.domain.text import TextClass


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueBolo:
    """Look out for somebody or something. It always ends: after 72 hours, a standing order after 30 days, unless said otherwise.

    ``units`` empty: all units. ``text_class`` is that of the reason; a site's team never reads the reason.
    """

    kind: ClassVar[str] = "IssueBolo"
    category: BoloCategory
    reason: LongText
    text_class: TextClass = TextClass.OPERATIONAL
    subject: ShortText | None = None
    vehicle: VehicleSaid | None = None
    last_seen_at: datetime | None = None
    last_seen_site: Code | None = None
    last_seen: ShortText | None = None
    direction: ShortText | None = None
    cautions: Annotated[tuple[Caution, ...], Items(4)] = ()
    handling: Handling = Handling.IDENTIFY_ONLY
    agency: Code | None = None
    contact: ShortText | None = None
    sites: Annotated[tuple[Code, ...], Items(2000)] = ()
    units: Annotated[tuple[Code, ...], Items(2000)] = ()
    agencies: Annotated[tuple[Code, ...], Items(100)] = ()
    call: Id | None = None
    effective: datetime | None = None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendBolo:
    """Approve a BOLO anew: it holds until then, 30 days from now at most."""

    kind: ClassVar[str] = "ExtendBolo"
    bolo: Id
    expires: datetime
    reason: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBolo:
    """Nobody needs to look any more."""

    kind: ClassVar[str] = "CancelBolo"
    bolo: Id
    reason: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeBolo:
    """A unit or a site's team has read it; the desk may say so for them (heard on the radio)."""

    kind: ClassVar[str] = "AcknowledgeBolo"
    bolo: Id
    unit: Code | None = None
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachBoloPhoto:
    """Show whom or what to look for; the newest photo is the one shown. Its bytes were sent before, by the same person."""

    kind: ClassVar[str] = "AttachBoloPhoto"
    bolo: Id
    sha256: Sha256


BoloCommand = IssueBolo | ExtendBolo | CancelBolo | AcknowledgeBolo | AttachBoloPhoto
