"""As whom somebody speaks in an incident: command, law enforcement, fire, the school, the district. The matrix asks no more."""

from __future__ import annotations

from dispatch.domain.actor import Actor, Role
from dispatch.domain.catalog.decision_matrix import MatrixRow, Party, Regime
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.incidents import Commander, CommandForm, Incident
from dispatch.domain.organisation import function_id
from dispatch.domain.roster import AgencyKind
from dispatch.domain.srt import same_name, same_person
from dispatch.domain.state import State

_OF_KIND = {AgencyKind.LAW: Party.LAW, AgencyKind.FIRE_EMS: Party.FIRE, AgencyKind.PSAP: Party.DISPATCH}
_SCHOOL_TITLES = ("principal", "srt")


def regime(state: State, incident: Incident) -> Regime:
    """Who is in command; while nobody is, the school acts for itself."""
    held = incident.command
    if held is None:
        return Regime.SCHOOL
    if held.form is CommandForm.UNIFIED or held.commander is None:
        return Regime.UNIFIED
    kind = _kind(state, held.commander.agency)
    return {AgencyKind.LAW: Regime.LAW, AgencyKind.FIRE_EMS: Regime.FIRE}.get(kind, Regime.SCHOOL)


def may_decide(state: State, incident: Incident, decision_type: str | None) -> tuple[Party, ...]:
    """Who may make a decision now; nobody in particular when the matrix does not list it."""
    row = state.matrix.get(decision_type or "")
    return () if row is None else row.may(regime(state, incident))


def in_the_matter(state: State, incident: Incident, agency: str) -> tuple[MatrixRow, ...]:
    """The rows of the matrix that concern another agency, by its kind or as in command: it decides, is asked or is told."""
    parties = {Party.COMMAND} if any(one.agency == agency for one in in_command_now(incident)) else set()
    kind = _kind(state, agency)
    if kind in _OF_KIND:
        parties.add(_OF_KIND[kind])
    return tuple(row for row in state.matrix.values() if parties & row.parties)


def standing(state: State, incident: Incident, who: Commander) -> frozenset[Party]:
    """Every party that somebody stands for."""
    found = set()
    if any(_same(one, who) for one in in_command_now(incident)):
        found.add(Party.COMMAND)
    kind = _kind(state, who.agency)
    if kind in _OF_KIND:
        found.add(_OF_KIND[kind])
    elif kind is AgencyKind.DISTRICT:
        found |= _in_district(state, incident, who)
    press = state.functions.get(function_id(incident.id, IcsRole.PIO))
    if press is not None and press.held is not None and _same(press.held.who, who):
        found.add(Party.PIO)
    return frozenset(found)


def in_command_now(incident: Incident) -> tuple[Commander, ...]:
    """The commander, or the members of unified command."""
    held = incident.command
    if held is None:
        return ()
    return (held.commander,) if held.commander is not None else held.members


def speaks_as(actor: Actor, who: Commander) -> bool:
    """Whether it is this person's own word: from the unit that they belong to, or from a school's page, where one is known by name."""
    if actor.role is Role.SITE_TEAM_MEMBER:
        if who.person is not None:
            return who.person == actor.person
        return who.unit is None and who.agency == actor.agency and same_person(who.name, actor.name)
    return who.unit is not None and who.unit == actor.unit


def _kind(state: State, agency: str) -> AgencyKind:
    known = state.agencies.get(agency)
    return known.agency_kind if known is not None else AgencyKind.OTHER


def _same(one: Commander, other: Commander) -> bool:
    return same_person(one.name, other.name) and one.agency == other.agency


def _in_district(state: State, incident: Incident, who: Commander) -> set[Party]:
    """The district's people are a school's or the department's. Of whom nothing says which, both are believed."""
    if who.unit is not None:
        return {Party.DISTRICT}
    teams = [state.srt[site] for site in incident.sites if site in state.srt]
    on_team = any(same_name(one.name, who.name) for team in teams for one in team.held)
    if on_team or any(word in who.title.casefold() for word in _SCHOOL_TITLES):
        return {Party.SCHOOL}
    return {Party.SCHOOL, Party.DISTRICT}
