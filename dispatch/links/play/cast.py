"""Who plays whom: the roles of a scenario as people of the demo, each with the authority of the role and no more.

Whoever has no seat in the product (parents, 911, the fire department, the press) is heard by the dispatcher, who enters it.
"""

from __future__ import annotations

from dispatch.domain.actor import Actor, Role
from dispatch.domain.authority import authorize
from dispatch.domain.catalog.unit_statuses import is_legal
from dispatch.domain.commands import AddNote, Command, LogRadio, SetUnitStatus
from dispatch.domain.ids import derive
from dispatch.domain.lens.classes import writable_classes
from dispatch.domain.records import UnitState
from dispatch.domain.roster import UnitKind
from dispatch.domain.state import State
from dispatch.links.demo.people import NAMESPACE, actor

DISPATCHER = actor("dispatcher")
SUPERVISOR = actor("supervisor")

_AT_DESK = {"dispatcher": DISPATCHER, "supervisor": SUPERVISOR}
_AT_SITE = frozenset(
    {
        "principal",
        "assistant_principal",
        "secretary",
        "teacher",
        "nurse",
        "counselor",
        "facility_manager",
        "custodian",
        "coach",
    }
)
_IN_UNITS = {
    "cso": Role.CAMPUS_SECURITY_OFFICER,
    "patrol": Role.PATROL_OFFICER,
    "sro": Role.SRO,
}
_UNIT_KINDS = {"cso": UnitKind.CAMPUS_SECURITY, "patrol": UnitKind.PATROL, "sro": UnitKind.SRO}


def person(state: State, by: str, site: str | None, unit: str | None) -> Actor | None:
    """The person behind a role, if the role has a seat; nothing for a voice from outside."""
    if by in _AT_DESK:
        return _AT_DESK[by]
    aboard = state.units.get(unit or "")
    if by in _IN_UNITS and aboard is not None and aboard.roster.unit_kind is _UNIT_KINDS[by]:
        return _crew(aboard, by)
    if by in _AT_SITE and site is not None and site in state.sites:
        return _of_site(state, by, site)
    return None


def crew(state: State, unit: str) -> Actor | None:
    """Who is in a unit, if people of its kind have a seat."""
    aboard = state.units[unit]
    by = next((one for one, kind in _UNIT_KINDS.items() if kind is aboard.roster.unit_kind), None)
    return _crew(aboard, by) if by is not None else None


def may(state: State, command: Command, candidate: Actor) -> bool:
    """Whether somebody has the authority for a command, and for the class of what it says."""
    if authorize(state, command, candidate) is not None:
        return False
    return not isinstance(command, AddNote | LogRadio) or command.text_class in writable_classes(
        candidate.role
    )


def giver(state: State, command: Command, candidate: Actor | None) -> Actor:
    """Who gives a command: the person himself where he may, else the dispatcher for him."""
    if candidate is None or not may(state, command, candidate):
        return DISPATCHER
    if isinstance(command, SetUnitStatus) and not is_legal(state.units[command.unit].status, command.status):
        # A phone is refused an unusual change; the officer says it on the radio and the desk enters it.
        return DISPATCHER
    return candidate


def threat_team(state: State) -> Actor:
    """The threat manager on call: the only one who writes what a threat case says."""
    unit = next((one for one in state.units.values() if one.roster.unit_kind is UnitKind.THREAT), None)
    name = unit.members[0] if unit is not None and unit.members else "Threat manager on call"
    return Actor(
        person=derive(NAMESPACE, "cast/threat"),
        name=name,
        role=Role.THREAT_TEAM,
        agency=state.home.id if state.home is not None else "",
        position=unit.id if unit is not None else "",
    )


def _crew(unit: UnitState, by: str) -> Actor:
    for username in ("officer", "officer2", "cso"):
        known = actor(username)
        if known.unit == unit.id:
            return known
    return Actor(
        person=derive(NAMESPACE, f"cast/{unit.id}"),
        name=unit.members[0] if unit.members else unit.id,
        role=_IN_UNITS[by],
        agency=unit.roster.agency,
        position=unit.id,
        unit=unit.id,
    )


def _of_site(state: State, by: str, site: str) -> Actor:
    principal = actor("principal")
    if by == "principal" and site == principal.site:
        return principal
    title = by.replace("_", " ").capitalize()
    contacts = {one.title: one.name for one in state.sites[site].roster.contacts}
    home = state.home
    return Actor(
        person=derive(NAMESPACE, f"cast/{site}/{by}"),
        name=contacts.get(title, f"{title} of {site}"),
        role=Role.SITE_TEAM_MEMBER,
        agency=home.id if home is not None else "",
        position=site,
        site=site,
    )
