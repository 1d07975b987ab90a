"""Who does what below command: holders of functions, and who effectively holds one that nobody is named for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.catalog.ics_roles import ICS_ROLES, IcsRole
from dispatch.domain.incidents import Commander, Said, Span

AMBER, RED = 6, 8
"""Span of control: from so many who report to one the board warns, and warns in red."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who holds a function, since when, by whose word."""

    who: Commander
    since: datetime
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class WasHeld:
    """Who held it before, or was the deputy."""

    who: Commander
    since: datetime
    until: datetime
    deputy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionState:
    """A function of an incident; its id is the incident's and the role's."""

    id: str
    incident: str
    role: IcsRole
    held: Held | None = None
    deputy: Held | None = None
    history: tuple[WasHeld, ...] = ()
    version: int = 0


def function_id(incident: str, role: IcsRole) -> str:
    """The id of an incident's function."""
    return f"{incident}:{role}"


def filled(functions: Iterable[FunctionState]) -> dict[IcsRole, FunctionState]:
    """The functions of an incident that somebody holds: the holder, or the deputy where there is only that."""
    return {one.role: one for one in functions if one.held is not None or one.deputy is not None}


def effective(functions: Iterable[FunctionState]) -> Mapping[IcsRole, IcsRole | None]:
    """Of each function the one whose holder effectively holds it: its own, or the next above that is filled; None: command."""
    named = filled(functions)
    return {role: _up(role, named) for role in ICS_ROLES}


def _up(role: IcsRole | None, named: Mapping[IcsRole, FunctionState]) -> IcsRole | None:
    while role is not None and role not in named:
        role = ICS_ROLES[role].under
    return role


def spans(functions: Iterable[FunctionState], units: Iterable[str]) -> tuple[Span, ...]:
    """How many report directly to each who leads: filled functions below, and the units that belong to no function's holder."""
    named = filled(functions)
    counts: dict[IcsRole | None, int] = {}
    theirs = set()
    for role, one in named.items():
        above = _up(ICS_ROLES[role].under, named)
        counts[above] = counts.get(above, 0) + 1
        theirs |= {held.who.unit for held in (one.held, one.deputy) if held is not None}
    led_by = _up(IcsRole.OPERATIONS, named)
    free = len(set(units) - theirs)
    if free:
        counts[led_by] = counts.get(led_by, 0) + free
    return tuple(Span(role=role, count=count) for role, count in counts.items() if count >= AMBER)
