"""Decisions, facts, functions and work of an incident as screens get them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.catalog.decision_matrix import Party
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.decision_records import AskPart, DecisionFlag, DecisionStatus, FactKind
from dispatch.domain.incident_work import CheckInStatus, ObjectiveStatus, RequestStatus, ResourceKind
from dispatch.domain.lens.incident_views import CommanderView, SaidView
from dispatch.domain.lens.text_view import TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    """A party that a decision must reach; ``said`` None: has not acknowledged."""

    party: Party
    part: AskPart
    said: SaidView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """Collection ``decisions``: questions and decisions of incidents. A school is shown those that are its to make or to know."""

    id: str
    version: int
    incident: str
    place: int
    """Which of the incident's, counted from 1; 0 for a school."""
    decision_type: str | None
    label: str | None
    """What the matrix called it then; None: not listed."""
    status: DecisionStatus
    question: TextView | None
    raised_at: datetime
    raised_by: str
    asker: str | None
    may: tuple[Party, ...]
    text: TextView | None
    made_by: CommanderView | None
    authority: str | None
    said: SaidView | None
    decided_at: datetime | None
    options: tuple[TextView | None, ...]
    rationale: TextView | None
    known: TextView | None
    dissent: TextView | None
    review_at: datetime | None
    flags: tuple[DecisionFlag, ...]
    asks: tuple[AskView, ...]
    supersedes: str | None
    superseded_by: str | None
    ended: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """Collection ``facts``: what command must know at once, and whether it is known to."""

    id: str
    version: int
    incident: str
    fact_kind: FactKind
    text: TextView | None
    count: int | None
    site: str | None
    room: str | None
    source: TextView | None
    at: datetime
    by: str
    acknowledged: SaidView | None
    ended: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldView:
    """Who holds a function, since when, by whose word."""

    who: CommanderView
    since: datetime
    said: SaidView


@dataclass(frozen=True, slots=True, kw_only=True)
class WasHeldView:
    """Who held it before."""

    who: CommanderView
    since: datetime
    until: datetime
    deputy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionView:
    """Collection ``functions``: a function of an incident's organisation that was given to somebody."""

    id: str
    version: int
    incident: str
    role: IcsRole
    held: HeldView | None
    deputy: HeldView | None
    history: tuple[WasHeldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView:
    """Collection ``objectives``: what command wants to reach."""

    id: str
    version: int
    incident: str
    place: int
    text: TextView | None
    status: ObjectiveStatus
    set_at: datetime
    said: SaidView
    ended: SaidView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """Collection ``requests``: what an incident needs, who follows it up, and how far it is."""

    id: str
    version: int
    incident: str
    place: int
    what: TextView | None
    count: int
    agency: str | None
    owner: str | None
    status: RequestStatus
    said: SaidView
    times: Mapping[str, datetime]
    due: datetime | None
    note: TextView | None
    asker: str | None
    resource_kind: ResourceKind | None
    where: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInView:
    """Collection ``check_ins``: who has arrived, and what they do."""

    id: str
    version: int
    incident: str
    name: str
    agency: str
    unit: str | None
    resource: str
    people: int
    status: CheckInStatus
    arrived_at: datetime
    since: datetime
    said: SaidView
    sent_for: bool
    assignment: str | None
    contact: TextView | None
    qualifications: str | None
    departed_from: TextView | None
    departed_at: datetime | None
    travel: TextView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsView:
    """Collection ``patients``: how many of each severity, never who; by incident."""

    id: str
    version: int
    incident: str
    red: int
    yellow: int
    green: int
    black: int
    at: datetime
    said: SaidView
