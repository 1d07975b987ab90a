"""Who asks: the person, role, agency and position that stand behind a command and are copied into each event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for. One table (``authority``) says what each may do, one lens what each may see."""

    DISPATCHER = "dispatcher"
    SUPERVISOR = "supervisor"
    PATROL_OFFICER = "patrol_officer"
    CAMPUS_SECURITY_OFFICER = "campus_security_officer"
    SRO = "sro"
    SITE_TEAM_MEMBER = "site_team_member"
    LIAISON = "liaison"
    THREAT_TEAM = "threat_team"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    DEVICE = "device"
    WALL = "wall"
    """Not a person: a screen on a wall, which is shown things and asks for none."""
    SYSTEM = "system"
    """Not a person: the clock (timers) and the importers run by the operator of the machine."""


FIELD_ROLES = frozenset({Role.PATROL_OFFICER, Role.CAMPUS_SECURITY_OFFICER, Role.SRO})
DESK_ROLES = frozenset({Role.DISPATCHER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody at the moment of deciding.

    ``position`` names the console or device; ``unit`` is the unit a field role is signed on to; ``site`` is the site of a team member.
    """

    person: str
    name: str
    role: Role
    agency: str
    position: str = ""
    unit: str | None = None
    site: str | None = None


SYSTEM = Actor(person="system", name="Dispatch", role=Role.SYSTEM, agency="", position="clock")
