"""BOLOs as screens get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.bolos import BoloCategory, Caution, Handling
from dispatch.domain.lens.files import CopyView
from dispatch.domain.lens.text_view import TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleView:
    """A vehicle that is looked for."""

    plate: TextView | None
    state: TextView | None
    make: TextView | None
    model: TextView | None
    colour: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeenView:
    """When and where somebody was seen last."""

    at: datetime | None
    site: str | None
    place: TextView | None
    direction: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloView:
    """Collection ``bolos``: the desk and auditors all, a unit on duty those for it, a site's team those for its site.

    A site's team gets neither reason, contact, cautions about health nor who else was told.
    """

    id: str
    version: int
    number: str
    category: BoloCategory
    subject: TextView | None
    vehicle: VehicleView | None
    last_seen: LastSeenView
    reason: TextView | None
    cautions: tuple[Caution, ...]
    handling: Handling
    agency: str | None
    contact: TextView | None
    sites: tuple[str, ...]
    units: tuple[str, ...]
    agencies: tuple[str, ...]
    call_number: str | None
    effective: datetime
    expires: datetime
    issued_at: datetime
    issued_by: str
    approved_at: datetime
    approved_by: str
    photo: CopyView | None
    """Whom or what to look for."""
    photo_evidence: CopyView | None
    """The photo as it came, for desk and auditor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoloAckView:
    """Collection ``bolo_acks``: who has read a BOLO; a unit and a site get their own only."""

    id: str
    version: int
    bolo: str
    unit: str | None
    site: str | None
    by: str
    at: datetime
