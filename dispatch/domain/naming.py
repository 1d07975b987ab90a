"""Who of a school's team reads the names of students: those whose work in the building needs them, and nobody else.

Whoever is in charge, accounts for people or looks after students reads all names of the school: the holder of the role, and until
somebody has said that they hold it, the one who is meant for it, or the deputy. Whoever is only the highest-ranked there says first that
they take it. A teacher reads what they reported themselves of the room in which they are: to say that one is in a room opens nobody's
names. All others read numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from dispatch.domain.actor import Actor, Role
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.rooms import RoomState
from dispatch.domain.srt import SrtState, fills

NAMED_ROLES = frozenset({SrtRole.INCIDENT_COMMANDER, SrtRole.ACCOUNTABILITY, SrtRole.STUDENT_SUPERVISION})
"""Roles that can't be filled without names. The family liaison's card says: no names."""
NOT_YOURS = (
    "The names of students are for whoever is in charge, accounts for people or looks after students here, and for whoever reported the "
    "room from it. Nothing was saved. Take the role first, or ask who holds it."
)


class Building(Protocol):
    """What must be known of a school's people to say who reads names: a state, or one that is being folded."""

    @property
    def srt(self) -> Mapping[str, SrtState]:
        """The teams by site."""

    @property
    def rooms(self) -> Mapping[str, RoomState]:
        """Rooms of which anything is known."""

    @property
    def rooms_at(self) -> Mapping[str, tuple[str, ...]]:
        """Their ids by site."""


def reads_all_names(known: Building, actor: Actor) -> bool:
    """Whether somebody of a site's team reads all names of it."""
    team = known.srt.get(actor.site or "") if actor.role is Role.SITE_TEAM_MEMBER else None
    if team is None:
        return False
    return any(fills(team, role, actor.person, actor.name) for role in NAMED_ROLES)


def readers(room: RoomState | None) -> frozenset[str]:
    """The people who read the names of a room by being in it: whoever gave its last report, while a device of theirs is there."""
    if room is None or room.reporter is None:
        return frozenset()
    return frozenset({room.reporter} & {one.person for one in room.holders})


def own_rooms(known: Building, actor: Actor) -> tuple[str, ...]:
    """The ids of the rooms of somebody's own site whose names they read for the room's sake."""
    if actor.role is not Role.SITE_TEAM_MEMBER or actor.site is None:
        return ()
    here = (known.rooms[one] for one in known.rooms_at.get(actor.site, ()) if one in known.rooms)
    return tuple(one.id for one in here if actor.person in readers(one))


def reads_names(known: Building, actor: Actor, room: str) -> bool:
    """Whether somebody of a site's team reads the names of one room (its id)."""
    return reads_all_names(known, actor) or room in own_rooms(known, actor)
