"""A school's resource team (SRT): who is meant for which role, who holds it now, and what of its card is done.

A role is held by whoever said so last. While nobody has, it falls to its default, then to the two deputies, then to the highest-ranked
adult present; that is what should be, and is never shown as if somebody had said it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.limits import Code, Items, ShortText

HELD_FOR = timedelta(hours=12)
"""A role that was taken longer ago than this is of another day: it is free when a protective action begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtPerson:
    """Somebody of a school who is meant for a role."""

    name: ShortText
    title: ShortText = ""
    phone: ShortText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtSeat:
    """A role of a school's team and those meant for it: the default holder, then the deputies in their order."""

    role: SrtRole
    people: Annotated[tuple[SrtPerson, ...], Items(3, least=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtTeam:
    """The team of a site. The roles stand in the order of rank: who is in charge first."""

    site: Code
    seats: Annotated[tuple[SrtSeat, ...], Items(10)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtHeld:
    """A role that somebody holds, and whose word that is. ``person`` None: named by somebody else."""

    role: SrtRole
    name: str
    person: str | None
    since: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtAway:
    """Somebody of the team who is not there, as somebody said."""

    name: str
    since: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtTick:
    """A line of a card that is done: in which action, by whom, when."""

    action: str
    role: SrtRole
    item: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtState:
    """The team of a site now; its id is the site's."""

    id: str
    seats: tuple[SrtSeat, ...] = ()
    held: tuple[SrtHeld, ...] = ()
    away: tuple[SrtAway, ...] = ()
    ticks: tuple[SrtTick, ...] = ()
    """Of actions that are in force."""
    version: int = 0

    def holder(self, role: SrtRole) -> SrtHeld | None:
        """Who holds a role now."""
        return next((one for one in self.held if one.role is role), None)


class Fallback(StrEnum):
    """Why a role that nobody holds falls to somebody."""

    DEFAULT = "default"
    DEPUTY = "deputy"
    RANK = "rank"
    """Default and deputies are away: the highest-ranked adult present."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtExpected:
    """Whose a role is while nobody has said that they hold it."""

    role: SrtRole
    name: str
    title: str
    phone: str
    why: Fallback


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, however they were typed."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


_TITLES = frozenset(
    "mr mrs ms mx miss dr prof principal vice assistant ap dean coach nurse director superintendent officer ofc deputy sheriff "  # noqa: SIM905
    "corporal cpl sergeant sgt lieutenant lt captain capt major maj chief commander cmdr bc ac dc".split()
)


def same_person(one: str, other: str) -> bool:
    """Whether two names as they are said are one person's: case, spaces and a title that one of them lacks change nothing.

    Two titles that differ may be two people of one name: that is never guessed. A surname alone is another name.
    """
    (first_title, first), (second_title, second) = _apart(one), _apart(other)
    return first == second and (first_title == second_title or not first_title or not second_title)


def _apart(spoken: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles before a name, and the name."""
    said = tuple(spoken.casefold().split())
    count = 0
    while count < len(said) - 1 and said[count].rstrip(".") in _TITLES:
        count += 1
    return tuple(one.rstrip(".") for one in said[:count]), said[count:]


def holds(held: SrtHeld, person: str, name: str) -> bool:
    """Whether it is this person who holds a role; one who was named by somebody else is known by name."""
    return held.person == person if held.person is not None else same_name(held.name, name)


def fills(team: SrtState, role: SrtRole, person: str, name: str) -> bool:
    """Whether somebody has a role: holds it, or while nobody does is meant for it or its deputy.

    Whoever is only the highest-ranked there says first that they take it.
    """
    held = team.holder(role)
    if held is not None:
        return holds(held, person, name)
    fallen = _fallen_to(team, role)
    return fallen is not None and fallen.why is not Fallback.RANK and same_name(fallen.name, name)


def meant(team: SrtState, role: SrtRole, name: str) -> bool:
    """Whether somebody is meant for a role or as a deputy in it, whoever holds it now."""
    return any(same_name(one.name, name) for seat in team.seats if seat.role is role for one in seat.people)


def expected(team: SrtState) -> tuple[SrtExpected, ...]:
    """Whose each role is that nobody holds; a role for which nobody is left is not in it."""
    found = []
    for role in SrtRole:
        if team.holder(role) is None:
            fallen = _fallen_to(team, role)
            if fallen is not None:
                found.append(fallen)
    return tuple(found)


def _fallen_to(team: SrtState, role: SrtRole) -> SrtExpected | None:
    meant = next((seat.people for seat in team.seats if seat.role is role), ())
    for place, person in enumerate(meant):
        if _present(team, person):
            return _expected(role, person, Fallback.DEFAULT if place == 0 else Fallback.DEPUTY)
    for person in _by_rank(team):
        if _present(team, person):
            return _expected(role, person, Fallback.RANK)
    return None


def _by_rank(team: SrtState) -> Iterator[SrtPerson]:
    """Everybody of the team, the highest first: those in charge and their deputies, then the holders of the roles in their order."""
    order = {role: place for place, role in enumerate(SrtRole)}
    seats = sorted(team.seats, key=lambda seat: order[seat.role])
    for seat in seats:
        if seat.role is SrtRole.INCIDENT_COMMANDER:
            yield from seat.people
    for place in range(3):
        for seat in seats:
            yield from seat.people[place : place + 1]


def _present(team: SrtState, person: SrtPerson) -> bool:
    return not any(same_name(person.name, one.name) for one in team.away)


def _expected(role: SrtRole, person: SrtPerson, why: Fallback) -> SrtExpected:
    return SrtExpected(role=role, name=person.name, title=person.title, phone=person.phone, why=why)
