"""What was asked, decided, acknowledged and found out in an incident. Each names the incident's first call, as its other events do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.decision_matrix import MatrixRow, Party
from dispatch.domain.decision_records import Ask, DecisionFlag, FactKind
from dispatch.domain.incidents import Commander, Word
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRaised:
    """Something must be decided. ``may``: who may, as command stands now. ``asker``: the partner agency that proposes it."""

    kind: ClassVar[str] = "QuestionRaised"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    decision: str
    decision_type: str | None
    question: Secret
    may: tuple[Party, ...]
    asker: str | None
    options: tuple[Secret, ...]
    rationale: Secret | None
    row: MatrixRow | None = None
    """The row of the matrix as it was then; None: not listed, or recorded before rows could change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade:
    """Somebody decided. ``asks``: whom it must reach; ``supersedes``: what stands no longer."""

    kind: ClassVar[str] = "DecisionMade"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    decision: str
    decision_type: str | None
    question: Secret
    text: Secret
    made_by: Commander
    word: Word
    authority: str | None
    options: tuple[Secret, ...]
    rationale: Secret | None
    known: Secret | None
    dissent: Secret | None
    review_at: datetime | None
    may: tuple[Party, ...]
    flags: tuple[DecisionFlag, ...]
    asks: tuple[Ask, ...]
    supersedes: str | None
    row: MatrixRow | None = None
    """By which row of the matrix it was judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWithdrawn:
    """A question needs no decision any more, or a decision was reversed."""

    kind: ClassVar[str] = "DecisionWithdrawn"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    decision: str
    decision_type: str | None
    was_open: bool
    reason: Secret
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAcknowledged:
    """A party knows a decision."""

    kind: ClassVar[str] = "DecisionAcknowledged"
    version: ClassVar[int] = 2
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    decision: str
    decision_type: str | None
    party: Party
    word: Word
    label: str | None = None
    """What the decision is called in the matrix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecorded:
    """A critical fact became known. ``place``: the site it is about; its line is not that school's."""

    kind: ClassVar[str] = "FactRecorded"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    fact: str
    fact_kind: FactKind
    text: Secret
    count: int | None
    place: str | None
    room: str | None
    source: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAcknowledged:
    """Command knows it."""

    kind: ClassVar[str] = "FactAcknowledged"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    fact: str
    fact_kind: FactKind
    word: Word
    after_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEnded:
    """It is true no longer."""

    kind: ClassVar[str] = "FactEnded"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    fact: str
    fact_kind: FactKind
    reason: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassessed:
    """Command has looked again at what is known."""

    kind: ClassVar[str] = "Reassessed"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    call: str | None
    number: str | None
    word: Word
    text: Secret | None


DecisionEvent = (
    QuestionRaised
    | DecisionMade
    | DecisionWithdrawn
    | DecisionAcknowledged
    | FactRecorded
    | FactAcknowledged
    | FactEnded
    | Reassessed
)
