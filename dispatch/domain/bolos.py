"""Be on the look-out (BOLO, ATL): who or what to look for, what to do when it is seen, until when, and who has read it.

A trespass, no-contact or custody order is a standing BOLO: it is tied to sites, so that whoever takes a call there is told of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.files import FileCopy
from dispatch.domain.limits import ShortText
from dispatch.domain.text import Secret


class BoloCategory(StrEnum):
    """What a BOLO is about."""

    PERSON = "person"
    VEHICLE = "vehicle"
    TRESPASS_ORDER = "trespass_order"
    NO_CONTACT_ORDER = "no_contact_order"
    CUSTODY_ORDER = "custody_order"
    THREAT_SUBJECT = "threat_subject"


STANDING = frozenset({BoloCategory.TRESPASS_ORDER, BoloCategory.NO_CONTACT_ORDER, BoloCategory.CUSTODY_ORDER})
"""Orders that hold at certain sites for long, and are approved anew again and again."""


class Caution(StrEnum):
    """What one must know before going near."""

    ARMED = "armed"
    VIOLENT = "violent"
    SUICIDAL = "suicidal"
    MEDICAL = "medical"


HEALTH = frozenset({Caution.SUICIDAL, Caution.MEDICAL})
"""Cautions about somebody's health: for the desk and units, not for a school's team."""


class Handling(StrEnum):
    """What to do with who is found: there is cause to arrest, hold for the agency, or identify and tell only."""

    PROBABLE_CAUSE = "probable_cause"
    HOLD_FOR = "hold_for"
    IDENTIFY_ONLY = "identify_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleSaid:
    """A vehicle, as somebody describes it. Empty: not known."""

    plate: ShortText = ""
    state: ShortText = ""
    make: ShortText = ""
    model: ShortText = ""
    colour: ShortText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A vehicle that is looked for."""

    plate: Secret | None = None
    state: Secret | None = None
    make: Secret | None = None
    model: Secret | None = None
    colour: Secret | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeen:
    """When and where somebody was seen last, and which way they went."""

    at: datetime | None = None
    site: str | None = None
    place: Secret | None = None
    direction: Secret | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bolo:
    """A BOLO that is in force. ``units`` empty: all units; ``sites``: where a standing order holds, and whose teams are told."""

    id: str
    number: str
    category: BoloCategory
    subject: Secret | None
    vehicle: Vehicle | None
    last_seen: LastSeen
    reason: Secret
    cautions: tuple[Caution, ...]
    handling: Handling
    agency: str | None
    """Who issued it; None: the district itself."""
    contact: Secret | None
    sites: tuple[str, ...]
    units: tuple[str, ...]
    agencies: tuple[str, ...]
    call_number: str | None
    effective: datetime
    expires: datetime
    issued_at: datetime
    issued_by: str
    approved_at: datetime
    """Issued, or approved anew for another while."""
    approved_by: str
    photo: FileCopy | None = None
    """The copy that whoever is told of it may have."""
    photo_evidence: FileCopy | None = None
    """The same photo as it came."""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloAck:
    """A unit or a site's team has read a BOLO."""

    id: str
    bolo: str
    unit: str | None
    site: str | None
    by: str
    at: datetime
    version: int = 0
