"""What happened in a school's team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.srt import SrtTeam


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtDefined:
    """The team of a site is new or changed, as a whole."""

    kind: ClassVar[str] = "SrtDefined"
    version: ClassVar[int] = 1
    team: SrtTeam


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtRoleTaken:
    """Somebody holds a role. ``person`` None: whoever said so is somebody else; ``before``: who held it until now."""

    kind: ClassVar[str] = "SrtRoleTaken"
    version: ClassVar[int] = 1
    site: str
    role: SrtRole
    name: str
    person: str | None
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtRolePassed:
    """A role went from its holder to somebody named."""

    kind: ClassVar[str] = "SrtRolePassed"
    version: ClassVar[int] = 1
    site: str
    role: SrtRole
    name: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtRoleLeft:
    """Nobody holds a role any more."""

    kind: ClassVar[str] = "SrtRoleLeft"
    version: ClassVar[int] = 1
    site: str
    role: SrtRole
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtAwayMarked:
    """Somebody meant for a role is not there, or is there again."""

    kind: ClassVar[str] = "SrtAwayMarked"
    version: ClassVar[int] = 1
    site: str
    name: str
    away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SrtItemTicked:
    """A line of a role's card is done in an action, or is not."""

    kind: ClassVar[str] = "SrtItemTicked"
    version: ClassVar[int] = 1
    site: str
    action: str
    type: ActionType
    role: SrtRole
    item: str
    done: bool


SrtEvent = SrtDefined | SrtRoleTaken | SrtRolePassed | SrtRoleLeft | SrtAwayMarked | SrtItemTicked
