"""What somebody may ask for about decisions and critical facts of an incident.

``how`` and ``said_by`` as in ``incident_orders``. ``site``: a school's team speaks for its school.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from dispatch.domain.catalog.decision_matrix import Party
from dispatch.domain.decision_records import FactKind
from dispatch.domain.incidents import SaidHow
from dispatch.domain.limits import Code, Count, Id, Items, LongText, ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseQuestion:
    """Something must be decided. Without a type it is one that the matrix does not list.

    ``asker``: the partner agency that proposes it, with what could be done and why. Whoever sits at a seat proposes for their own; the
    desk enters what it heard. A proposal decides nothing.
    """

    kind: ClassVar[str] = "RaiseQuestion"
    incident: Id
    question: ShortText | None = None
    decision_type: Code | None = None
    site: Code | None = None
    asker: Code | None = None
    options: Annotated[tuple[ShortText, ...], Items(10)] = ()
    rationale: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """Somebody decided. Recorded whoever it was: what does not fit the matrix is flagged, never refused.

    ``answers``: the question it decides; ``supersedes``: the decision that stands no longer by it.
    """

    kind: ClassVar[str] = "RecordDecision"
    incident: Id
    text: LongText
    name: ShortText
    title: ShortText
    agency: Code
    unit: Code | None = None
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None
    site: Code | None = None
    decision_type: Code | None = None
    question: ShortText | None = None
    options: Annotated[tuple[ShortText, ...], Items(10)] = ()
    rationale: LongText | None = None
    known: LongText | None = None
    authority: ShortText | None = None
    dissent: LongText | None = None
    review_at: datetime | None = None
    answers: Id | None = None
    supersedes: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDecision:
    """A question needs no decision any more, or a decision is reversed without another in its place."""

    kind: ClassVar[str] = "WithdrawDecision"
    incident: Id
    decision: Id
    reason: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeDecision:
    """A party that had to be consulted or told knows the decision."""

    kind: ClassVar[str] = "AcknowledgeDecision"
    incident: Id
    decision: Id
    party: Party
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFact:
    """A critical fact: shots, victims, a call from inside. Command must acknowledge it."""

    kind: ClassVar[str] = "RecordFact"
    incident: Id
    fact_kind: FactKind
    text: ShortText
    count: Count | None = None
    site: Code | None = None
    room: Code | None = None
    source: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeFact:
    """Command knows it: said by whoever is in command, or heard from them."""

    kind: ClassVar[str] = "AcknowledgeFact"
    incident: Id
    fact: Id
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndFact:
    """It is true no longer."""

    kind: ClassVar[str] = "EndFact"
    incident: Id
    fact: Id
    reason: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassess:
    """Command has looked again at what is known and at what it does; the clock of re-assessment begins anew."""

    kind: ClassVar[str] = "Reassess"
    incident: Id
    text: LongText | None = None
    how: SaidHow = SaidHow.RADIO
    said_by: ShortText | None = None


DecisionCommand = (
    RaiseQuestion
    | RecordDecision
    | WithdrawDecision
    | AcknowledgeDecision
    | RecordFact
    | AcknowledgeFact
    | EndFact
    | Reassess
)
