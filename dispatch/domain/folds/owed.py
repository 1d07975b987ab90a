"""What the orders in force call for and nobody has taken: decisions that are not made, functions that nobody owns, since when.

Also how many report to one. Kept in the incident's record, so that every screen shows the same list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from dispatch.domain.catalog.decision_matrix import MatrixRow, Party, in_force
from dispatch.domain.catalog.ics_roles import ICS_ROLES, IcsRole
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.decision_records import DecisionStatus
from dispatch.domain.draft import Draft
from dispatch.domain.incidents import Incident, OpenKind, Owed, Span
from dispatch.domain.organisation import filled, spans
from dispatch.domain.records import Action

_L, _E, _S = ActionType.LOCKDOWN, ActionType.EVACUATE, ActionType.SHELTER
FUNCTIONS_NEEDED = {
    IcsRole.ACCOUNTABILITY: frozenset({_L, _E, _S}),
    IcsRole.FAMILY: frozenset({_L, _E}),
    IcsRole.PIO: frozenset({_L}),
    IcsRole.PERIMETER: frozenset({_L}),
    IcsRole.MEDICAL: frozenset({_L}),
    IcsRole.REUNIFICATION: frozenset({_E}),
    IcsRole.TRANSPORT: frozenset({_E}),
}
"""Which functions somebody must own while an order is in force."""


def owed(draft: Draft, incident: Incident, acting: list[Action]) -> tuple[Owed, ...]:
    """The open list, the longest open first. What was open keeps its time; what began with an order has that of the order."""
    before = {(one.open_kind, one.code): one.since for one in incident.owed}
    found = [
        replace(one, since=before.get((one.open_kind, one.code), one.since))
        for one in (*_decisions(draft, incident, acting), *_functions(draft, incident, acting))
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.open_kind, one.code)))


def too_many(draft: Draft, incident: Incident, units: Iterable[str]) -> tuple[Span, ...]:
    """Who has too many reporting to them."""
    if incident.command is None:
        return ()
    named = {one.unit for one in incident.parties}
    functions = [one for one in draft.functions.values() if one.incident == incident.id]
    return spans(functions, [one for one in units if one not in named])


def matrix(draft: Draft) -> Mapping[str, MatrixRow]:
    """The decision matrix in force."""
    return in_force(next((one.decisions for one in draft.table("district").values()), ()))


def _began(acting: list[Action], kinds: frozenset[ActionType]) -> datetime | None:
    return min((one.started_at for one in acting if one.type in kinds), default=None)


def _decisions(draft: Draft, incident: Incident, acting: list[Action]) -> list[Owed]:
    decided = {
        one.decision_type
        for one in draft.decisions.values()
        if one.incident == incident.id and one.status in (DecisionStatus.ACTIVE, DecisionStatus.OPEN)
    }
    return [
        Owed(
            open_kind=OpenKind.DECISION,
            code=code,
            label=row.label,
            school=Party.SCHOOL in row.parties,
            since=began,
        )
        for code, row in matrix(draft).items()
        if code not in decided and (began := _began(acting, frozenset(row.needed))) is not None
    ]


def _functions(draft: Draft, incident: Incident, acting: list[Action]) -> list[Owed]:
    named = filled(one for one in draft.functions.values() if one.incident == incident.id)
    teams = [draft.srt[site] for site in incident.sites if site in draft.srt]
    held = {one.role for team in teams for one in team.held}
    return [
        Owed(
            open_kind=OpenKind.FUNCTION,
            code=role.value,
            label=ICS_ROLES[role].label,
            school=ICS_ROLES[role].srt is not None,
            since=began,
        )
        for role, kinds in FUNCTIONS_NEEDED.items()
        if role not in named
        and ICS_ROLES[role].srt not in held
        and (began := _began(acting, kinds)) is not None
    ]
