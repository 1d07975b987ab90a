"""The decision log of an incident: one row a decision, and the questions that nobody has decided."""

from __future__ import annotations

from typing import Final

from dispatch.domain.catalog.decision_matrix import PARTY_NAMES
from dispatch.domain.decision_records import AskPart, Decision, DecisionFlag, DecisionStatus
from dispatch.domain.forms import parts
from dispatch.domain.forms.matter import Matter, person, said
from dispatch.domain.forms.sheet import Cell, Column, Sheet, Table, cell, led, together

FLAGS: Final = {
    DecisionFlag.UNLISTED: "Not in the district's decision matrix.",
    DecisionFlag.NOT_THEIRS: "Not theirs to decide by the district's decision matrix.",
}
_UNDECIDED: Final = frozenset({DecisionStatus.OPEN, DecisionStatus.WITHDRAWN})


def decision_log(matter: Matter) -> Sheet:
    """All decisions with decider, authority, what was known, whom they reached; then what is open."""
    every = matter.decisions
    made = [one for one in every if one.decided_at is not None]
    asked = [one for one in every if one.decided_at is None and one.status in _UNDECIDED]
    return parts.sheet(
        matter,
        "decisions",
        "DECISION LOG",
        (
            (parts.name(matter, 5), parts.number(matter, 3), parts.period(matter, "3", 4)),
            (
                Table(
                    no="4",
                    label="Decisions",
                    columns=(
                        Column("No.", 1),
                        Column("Decided", 3),
                        Column("Question and decision", 8),
                        Column("Decided by, authority", 5),
                        Column("Known then, options, reasons", 7),
                        Column("Consulted and told", 5),
                        Column("Status", 3),
                    ),
                    rows=tuple(_row(matter, one, every) for one in made),
                    nothing="No decision is recorded.",
                ),
            ),
            (
                Table(
                    no="5",
                    label="Questions without a decision",
                    columns=(
                        Column("No.", 1),
                        Column("Asked", 3),
                        Column("Question", 10),
                        Column("May decide", 6),
                        Column("Status", 4),
                    ),
                    rows=tuple(_asked(matter, one) for one in asked),
                    nothing="None.",
                ),
            ),
            (parts.prepared(matter, "6"),),
            (parts.approved(matter, "7", "Reviewed by command"),),
        ),
        landscape=True,
    )


def _row(matter: Matter, one: Decision, every: list[Decision]) -> tuple[Cell, ...]:
    why = together(
        led("Known: ", matter.words(one.known)),
        *(led(f"Option {place}: ", matter.words(option)) for place, option in enumerate(one.options, 1)),
        led("Reason: ", matter.words(one.rationale)),
        led("Dissent: ", matter.words(one.dissent)),
    )
    by = together(
        cell(
            person(one.made_by) if one.made_by is not None else "",
            f"Authority: {one.authority}" if one.authority else "",
            f"Word: {said(one.said)}" if one.said is not None else "",
        ),
        cell(*(FLAGS[flag] for flag in one.flags)),
    )
    question = led("Question: ", matter.words(one.question))
    return (
        cell(str(one.place)),
        cell(matter.when(one.decided_at)),
        together(
            cell(one.row.label if one.row is not None else "Not listed"),
            question,
            led("Decision: ", matter.words(one.text)),
        ),
        by,
        why,
        _reached(matter, one),
        _status(matter, one, every),
    )


def _reached(matter: Matter, one: Decision) -> Cell:
    lines = []
    for ask in one.asks:
        part = "consulted" if ask.part is AskPart.CONSULT else "told"
        known = f"acknowledged {matter.when(ask.said.at)}" if ask.said is not None else "NOT acknowledged"
        lines.append(f"{PARTY_NAMES[ask.party]} ({part}): {known}")
    return cell(*lines)


def _status(matter: Matter, one: Decision, every: list[Decision]) -> Cell:
    places = {other.id: other.place for other in every}
    replaces = f"In place of No. {places[one.supersedes]}" if one.supersedes in places else ""
    replaced = f"By No. {places[one.superseded_by]}" if one.superseded_by in places else ""
    review = f"Review at {matter.when(one.review_at)}" if one.review_at is not None else ""
    return together(
        cell(one.status.value.capitalize(), replaces, replaced, review), led("Why: ", matter.words(one.ended))
    )


def _asked(matter: Matter, one: Decision) -> tuple[Cell, ...]:
    return (
        cell(str(one.place)),
        cell(matter.when(one.raised_at)),
        together(cell(one.row.label if one.row is not None else ""), matter.words(one.question)),
        cell(" or ".join(PARTY_NAMES[may] for may in one.may) or "Anybody: not in the matrix"),
        together(cell(one.status.value.capitalize()), led("Why: ", matter.words(one.ended))),
    )
