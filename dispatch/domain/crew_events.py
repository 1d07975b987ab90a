"""What happened to crews: somebody signed on to a unit, or off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.actor import Role
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.crews import DutyShift, EquipmentMark
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewSignedOn:
    """Somebody is in a unit. ``status``: what the unit is now, None when it was on duty already.

    ``text``: what is wrong with the equipment.
    """

    kind: ClassVar[str] = "CrewSignedOn"
    version: ClassVar[int] = 1
    unit: str
    person: str
    name: str
    role: Role
    shift: DutyShift
    vehicle: str | None
    partners: tuple[str, ...]
    capabilities: tuple[str, ...]
    equipment: tuple[EquipmentMark, ...]
    text: Secret | None
    status: UnitStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewSignedOff:
    """Somebody has left a unit. ``last``: nobody is in it any more, and it is off duty."""

    kind: ClassVar[str] = "CrewSignedOff"
    version: ClassVar[int] = 1
    unit: str
    person: str | None
    name: str
    last: bool


CrewEvent = CrewSignedOn | CrewSignedOff
