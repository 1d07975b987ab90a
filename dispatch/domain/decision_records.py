"""Decisions and critical facts of an incident. A decision is never changed: a later one supersedes it, and both stay.

What is not decided yet stands as a question with its age.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.catalog.decision_matrix import MatrixRow, Party
from dispatch.domain.incidents import Commander, Said
from dispatch.domain.text import Secret


class DecisionStatus(StrEnum):
    """How a question or its decision stands."""

    OPEN = "open"
    """Asked and not decided."""
    ACTIVE = "active"
    SUPERSEDED = "superseded"
    REVERSED = "reversed"
    WITHDRAWN = "withdrawn"
    """A question that needs no decision any more."""


class DecisionFlag(StrEnum):
    """What does not fit the district's matrix. Flagged, never blocked."""

    UNLISTED = "unlisted"
    NOT_THEIRS = "not_theirs"
    """Whoever decided it is not one of those who may."""


class AskPart(StrEnum):
    """Why somebody is asked to acknowledge: they should have been consulted, or must be told."""

    CONSULT = "consult"
    TELL = "tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A party that a decision must reach; ``said`` None: has not acknowledged."""

    party: Party
    part: AskPart
    said: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A question of an incident and what was decided. ``decision_type`` None: not in the matrix."""

    id: str
    incident: str
    place: int
    """Which of the incident's decisions, counted from 1."""
    decision_type: str | None
    status: DecisionStatus
    question: Secret
    raised_at: datetime
    raised_by: str
    asker: str | None = None
    """The partner agency that proposed it."""
    may: tuple[Party, ...] = ()
    """Who may decide it, as command stood then; empty: not in the matrix."""
    row: MatrixRow | None = None
    """The row of the matrix by which it was asked or judged: a later one does not change what was done by it."""
    text: Secret | None = None
    made_by: Commander | None = None
    authority: str | None = None
    said: Said | None = None
    decided_at: datetime | None = None
    options: tuple[Secret, ...] = ()
    rationale: Secret | None = None
    known: Secret | None = None
    """What was known then."""
    dissent: Secret | None = None
    review_at: datetime | None = None
    flags: tuple[DecisionFlag, ...] = ()
    asks: tuple[Ask, ...] = ()
    supersedes: str | None = None
    superseded_by: str | None = None
    ended: Secret | None = None
    """Why it was reversed or withdrawn."""
    taken_back: bool = False
    """A proposal that its own agency withdrew: nobody declined it."""
    version: int = 0


class FactKind(StrEnum):
    """What command must know at once, and must be known to know."""

    SHOTS = "shots"
    VICTIMS = "victims"
    CALL_INSIDE = "call_inside"
    """Somebody calls from inside."""
    THREAT = "threat"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A critical fact. ``acknowledged`` None: command is not known to know it. ``ended``: true no longer."""

    id: str
    incident: str
    fact_kind: FactKind
    text: Secret
    count: int | None
    site: str | None
    room: str | None
    source: Secret | None
    at: datetime
    by: str
    acknowledged: Said | None = None
    ended: datetime | None = None
    of_site: str | None = None
    """The school whose team said it."""
    version: int = 0
