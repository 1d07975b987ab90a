"""Agencies, sites and what one must know of a site, as screens get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.lens.text_view import TextView
from dispatch.domain.premise import Floor, PremiseItem
from dispatch.domain.roster import AgencyKind, Building, Contact, Room, SiteLevel
from dispatch.domain.vocabulary import WorkOrderSource


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """Collection ``agencies``."""

    id: str
    version: int
    name: str
    agency_kind: AgencyKind
    phone: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """Collection ``sites``: what everybody in the district may know of a site."""

    id: str
    version: int
    name: str
    level: SiteLevel
    address: str
    lat_e7: int
    lon_e7: int
    law: str | None
    fire: str | None
    psap: str | None
    sros: tuple[str, ...]
    csos: tuple[str, ...]
    students: int
    staff: int
    sector: str
    aliases: tuple[str, ...]
    buildings: tuple[Building, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiseView:
    """Collection ``premises``: who to call at a site, its rooms, dangers, keys and plans, for the desk and units sent there.

    The site itself gets its contacts, rooms and AEDs; what belongs to the security plan (``items`` of other kinds, ``floors``) it does not,
    but for its floors while an action is in force (``plans``).
    """

    id: str
    version: int
    contacts: tuple[Contact, ...]
    rooms: tuple[Room, ...]
    items: tuple[PremiseItem, ...]
    floors: tuple[Floor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """Collection ``plans``: the floors of a site (its id), for its own team, while a protective action is in force there."""

    id: str
    version: int
    floors: tuple[Floor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrderView:
    """Collection ``work_orders``: a defect at a site that is not put right. Desk, units sent there, and the site if it may read it."""

    id: str
    version: int
    site: str
    building: str | None
    room: str | None
    source: WorkOrderSource
    text: TextView | None
    opened_at: datetime
    opened_by: str
    due: datetime | None
