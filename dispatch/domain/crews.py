"""Who is in a unit this shift, and with what: signed on by each person himself, gone when the unit goes off duty.

Somebody who is in a crew speaks and listens for that unit and for no other, whatever unit his account names. A unit that nobody is signed
on to is its account's, as before: the desk may put a unit on duty by radio.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from dispatch.domain.actor import FIELD_ROLES, Actor, Role
from dispatch.domain.text import Secret


class DutyShift(StrEnum):
    """Which shift somebody signs on for."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    EXTRA = "extra"
    """An event, or overtime."""


class Equipment(StrEnum):
    """What is looked at before a shift."""

    RADIO = "radio"
    VEHICLE = "vehicle"
    BODY_CAMERA = "body_camera"
    KEYS = "keys"
    TRAUMA_KIT = "trauma_kit"
    AED = "aed"
    NALOXONE = "naloxone"
    VEST = "vest"


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentMark:
    """One piece as it was found."""

    item: Equipment
    ok: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewMember:
    """Somebody who signed on himself."""

    person: str
    name: str
    role: Role
    since: datetime
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """A unit's people and things this shift. Its id is the unit's.

    ``partners``: named by those who signed on, without a telephone of their own here. ``faults``: what is wrong, in words.
    """

    id: str
    shift: DutyShift
    members: tuple[CrewMember, ...] = ()
    partners: tuple[str, ...] = ()
    vehicle: str | None = None
    equipment: tuple[EquipmentMark, ...] = ()
    faults: Secret | None = None
    checked_at: datetime | None = None
    checked_by: str | None = None
    version: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody in the unit."""
        return (*(one.name for one in self.members), *self.partners)

    @property
    def capabilities(self) -> tuple[str, ...] | None:
        """What they can do together; None: nobody said, so it is what the roster says."""
        said = tuple(dict.fromkeys(skill for one in self.members for skill in one.capabilities))
        return said or None

    @property
    def not_in_order(self) -> tuple[Equipment, ...]:
        """What was found not in order."""
        return tuple(one.item for one in self.equipment if not one.ok)

    def has(self, person: str) -> bool:
        """Whether somebody has signed on to it himself."""
        return any(one.person == person for one in self.members)


class Crewed(Protocol):
    """What must be known to say for whom somebody speaks."""

    @property
    def crews(self) -> Mapping[str, Crew]:
        """Crews by unit."""


def crew_of(state: Crewed, person: str) -> Crew | None:
    """The crew that somebody is in."""
    return next((one for one in state.crews.values() if one.has(person)), None)


def signed_on(state: Crewed, actor: Actor) -> Actor:
    """Somebody as he is signed on: with the unit whose crew he is in.

    Whoever is in no crew has no unit while others are signed on to that of his account: it is their shift, not his.
    """
    if actor.role not in FIELD_ROLES or not state.crews:
        return actor
    crew = crew_of(state, actor.person)
    if crew is not None:
        return actor if crew.id == actor.unit else replace(actor, unit=crew.id)
    others = state.crews.get(actor.unit or "")
    return replace(actor, unit=None) if others is not None and others.members else actor
