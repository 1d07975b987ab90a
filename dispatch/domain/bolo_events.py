"""What happened to BOLOs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.bolos import BoloCategory, Caution, Handling, LastSeen, Vehicle
from dispatch.domain.files import FileCopy
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloIssued:
    """Somebody or something is looked for."""

    kind: ClassVar[str] = "BoloIssued"
    version: ClassVar[int] = 1
    bolo: str
    bolo_no: str
    category: BoloCategory
    subject: Secret | None
    vehicle: Vehicle | None
    last_seen: LastSeen
    reason: Secret
    cautions: tuple[Caution, ...]
    handling: Handling
    agency: str | None
    contact: Secret | None
    sites: tuple[str, ...]
    units: tuple[str, ...]
    agencies: tuple[str, ...]
    call: str | None
    number: str | None
    effective: datetime
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloExtended:
    """A BOLO was approved for another while."""

    kind: ClassVar[str] = "BoloExtended"
    version: ClassVar[int] = 1
    bolo: str
    bolo_no: str
    expires: datetime
    reason: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloCancelled:
    """Nobody needs to look any more."""

    kind: ClassVar[str] = "BoloCancelled"
    version: ClassVar[int] = 1
    bolo: str
    bolo_no: str
    reason: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloExpired:
    """Its time is over and nobody approved it anew."""

    kind: ClassVar[str] = "BoloExpired"
    version: ClassVar[int] = 1
    bolo: str
    bolo_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloAcknowledged:
    """A unit or a site's team has read it."""

    kind: ClassVar[str] = "BoloAcknowledged"
    version: ClassVar[int] = 1
    bolo: str
    bolo_no: str
    unit: str | None
    site: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloPhotoAttached:
    """This is whom or what to look for."""

    kind: ClassVar[str] = "BoloPhotoAttached"
    version: ClassVar[int] = 1
    bolo: str
    bolo_no: str
    evidence: FileCopy
    shared: FileCopy


BoloEvent = BoloIssued | BoloExtended | BoloCancelled | BoloExpired | BoloAcknowledged | BoloPhotoAttached
