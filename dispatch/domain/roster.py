"""Who and what is there: agencies, sites with their buildings and rooms, units. Reference data that operations depend on.

They are events like everything else, so that the past can be replayed with the roster of its day.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from dispatch.domain.limits import Bounds, Code, Count, Items, LatE7, LonE7, ShortText
from dispatch.domain.premise import Floor, PremiseItem


class AgencyKind(StrEnum):
    """What an agency is."""

    LAW = "law"
    FIRE_EMS = "fire_ems"
    PSAP = "psap"
    DISTRICT = "district"
    OTHER = "other"


class UnitKind(StrEnum):
    """What kind of resource a unit is (the abbreviations of the response plans)."""

    PATROL = "PAT"
    SUPERVISOR = "SUP"
    CAMPUS_SECURITY = "CSO"
    SRO = "SRO"
    THREAT = "TM"
    CRISIS = "CRT"
    EMERGENCY_MANAGER = "EM"
    PIO = "PIO"


class SiteLevel(StrEnum):
    """What a site is."""

    ELEMENTARY = "elementary"
    MIDDLE = "middle"
    HIGH = "high"
    K8 = "k8"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A partner or the district itself. ``phone`` is its dispatch line, ``channel`` where it is raised on the radio."""

    code: Code
    name: ShortText
    agency_kind: AgencyKind
    phone: ShortText = ""
    channel: ShortText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A building of a site, with the zones a Hold can be limited to."""

    code: Code
    name: ShortText
    zones: Annotated[tuple[Code, ...], Items(50)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room of a site: what a Lockdown release goes through, door by door."""

    code: Code
    name: ShortText
    building: Code
    zone: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to call at a site. The desk and assigned units see it.

    ``role`` is what one is called for (principal, facilities, nurse); ``deputy`` 0 is who is called first, 1 the first deputy.
    """

    name: ShortText
    title: ShortText
    phone: ShortText
    role: ShortText = ""
    deputy: Annotated[int, Bounds(0, 9)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A school or other site. Resolves to exactly one law, fire and PSAP agency; a wrong PSAP costs a transfer."""

    code: Code
    name: ShortText
    level: SiteLevel = SiteLevel.OTHER
    address: ShortText = ""
    lat_e7: LatE7
    lon_e7: LonE7
    law: Code | None = None
    fire: Code | None = None
    psap: Code | None = None
    sros: Annotated[tuple[Code, ...], Items(20)] = ()
    csos: Annotated[tuple[Code, ...], Items(50)] = ()
    contacts: Annotated[tuple[Contact, ...], Items(50)] = ()
    students: Count = 0
    staff: Count = 0
    sector: ShortText = ""
    aliases: Annotated[tuple[ShortText, ...], Items(20)] = ()
    buildings: Annotated[tuple[Building, ...], Items(100)] = ()
    rooms: Annotated[tuple[Room, ...], Items(1000)] = ()
    premise: Annotated[tuple[PremiseItem, ...], Items(200)] = ()
    floors: Annotated[tuple[Floor, ...], Items(50)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPosition:
    """A dispatch position: a seat at the desk, whoever sits there and with however many screens.

    ``order`` says who is rung first; ``sector`` whose calls ring here first; ``supervisor`` is who is rung when the desk is silent.
    """

    code: Code
    name: ShortText
    order: Count = 0
    sector: ShortText = ""
    supervisor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """What this district says for something of the command line: a ten-code, an old word, a school's own word for an action.

    ``means`` is what it stands for, as it would be typed (``OS``, ``PA LOCK``); ``asks`` is the question to ask back because the word
    means more than one thing. One of the two is given.
    """

    said: ShortText
    means: ShortText | None = None
    asks: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the roster: call sign, kind, agency, home and what it can do. What it is doing is state, not roster."""

    code: Code
    unit_kind: UnitKind
    agency: Code
    name: ShortText = ""
    home_site: Code | None = None
    sector: ShortText = ""
    capabilities: Annotated[tuple[ShortText, ...], Items(20)] = ()
    phone: ShortText = ""
    """The telephone in the unit, for when its screen and its radio are silent. The desk sees it."""
