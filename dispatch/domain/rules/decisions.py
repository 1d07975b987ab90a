"""Decisions: asked, made, acknowledged, superseded. Nothing is blocked by the matrix; what does not fit it is flagged."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import decision_events as d
from dispatch.domain import decision_orders as c
from dispatch.domain.actor import DESK_ROLES, Role
from dispatch.domain.catalog.decision_matrix import PARTY_NAMES, MatrixRow, Party
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.decision_records import (
    Ask,
    AskPart,
    Decision,
    DecisionFlag,
    DecisionStatus,
)
from dispatch.domain.incidents import Commander, Incident, SaidHow, Word
from dispatch.domain.refusals import Refusal, bad_field, forbidden, rule
from dispatch.domain.rules.incidents import head, the_incident
from dispatch.domain.rules.partners import asks_for
from dispatch.domain.rules.words import word_for
from dispatch.domain.standing import in_command_now, may_decide, speaks_as, standing
from dispatch.domain.state import State
from dispatch.domain.text import Protected, Secret, protect

_LIVE = frozenset({DecisionStatus.OPEN, DecisionStatus.ACTIVE})


def decide(
    state: State,
    command: c.RaiseQuestion | c.RecordDecision | c.WithdrawDecision | c.AcknowledgeDecision,
    context: Context,
) -> Outcome:
    """Ask, decide, withdraw, acknowledge."""
    incident = the_incident(state, command.incident)
    if isinstance(incident, Refusal):
        return incident
    match command:
        case c.RaiseQuestion():
            return _raise(state, command, incident, context)
        case c.RecordDecision():
            return _record(state, command, incident, context)
        case c.WithdrawDecision():
            return _withdraw(state, command, incident)
        case c.AcknowledgeDecision():
            return _acknowledge(state, command, incident, context)
        case _:
            assert_never(command)


def _listed(state: State, decision_type: str | None) -> Refusal | None:
    if decision_type is not None and decision_type not in state.matrix:
        return bad_field("decision_type", f"The matrix has no {decision_type}.", "unknown_decision")
    return None


def _question(given: str | None, row: MatrixRow | None) -> Secret | Refusal:
    if given is None and row is None:
        return bad_field("question", "Say what is to be decided.", "question_missing")
    return Protected(given or (row.question if row is not None else ""))


# --- questions and decisions --------------------------------------------------------------------------------------


def _raise(state: State, command: c.RaiseQuestion, incident: Incident, context: Context) -> Outcome:
    refused = _listed(state, command.decision_type)
    if refused is not None:
        return refused
    row = state.matrix.get(command.decision_type or "")
    question = _question(command.question, row)
    if isinstance(question, Refusal):
        return question
    refused = asks_for(state, command.asker, context.actor)
    if refused is not None:
        return refused
    event = d.QuestionRaised(
        **head(state, incident),
        decision=context.id("decision"),
        decision_type=command.decision_type,
        question=question,
        may=may_decide(state, incident, command.decision_type),
        asker=command.asker,
        options=tuple(Protected(one) for one in command.options),
        rationale=protect(command.rationale),
        row=row,
    )
    return Done((event,), {"decision": event.decision})


def _the(state: State, incident: Incident, decision_id: str, field: str) -> Decision | Refusal:
    found = state.decisions.get(decision_id)
    if found is None or found.incident != incident.id:
        return bad_field(field, "There is no such decision of this incident.", "unknown_decision")
    return found


def _decider(state: State, command: c.RecordDecision, context: Context) -> Commander | Refusal:
    if command.agency not in state.agencies:
        return bad_field("agency", f"There is no agency {command.agency}.", "unknown_agency")
    if command.unit is not None and command.unit not in state.units:
        return bad_field("unit", f"There is no unit {command.unit}.", "unknown_unit")
    # Whose screen it is says who decides: in a crew of two the call sign alone does not.
    own = context.actor.role not in DESK_ROLES
    name = context.actor.name if own else command.name
    return Commander(name=name, title=command.title, agency=command.agency, unit=command.unit)


def _record(state: State, command: c.RecordDecision, incident: Incident, context: Context) -> Outcome:
    who = _decider(state, command, context)
    if isinstance(who, Refusal):
        return who
    word = word_for(command.how, command.said_by, (who,), context, command.site)
    if isinstance(word, Refusal):
        return word
    old = _the(state, incident, command.supersedes, "supersedes") if command.supersedes else None
    asked = _the(state, incident, command.answers, "answers") if command.answers else None
    if isinstance(old, Refusal):
        return old
    if isinstance(asked, Refusal):
        return asked
    if old is not None and old.status is not DecisionStatus.ACTIVE:
        return rule("not_active", "That decision does not stand any more.", "supersedes")
    if asked is not None and asked.status is not DecisionStatus.OPEN:
        return rule("decided_already", "That question is decided already: supersede it.", "answers")
    kind = command.decision_type
    for before in (asked, old):
        kind = kind or (before.decision_type if before is not None else None)
    refused = _listed(state, command.decision_type)
    row = state.matrix.get(kind or "")
    question: Secret | Refusal = asked.question if asked is not None else _question(command.question, row)
    if refused is not None:
        return refused
    if isinstance(question, Refusal):
        question = old.question if old is not None else Protected(command.text[:200])
    return _made(state, command, incident, context, (who, word, kind, question, asked))


_Made = tuple[Commander, Word, str | None, Secret, Decision | None]


def _made(
    state: State, command: c.RecordDecision, incident: Incident, context: Context, made: _Made
) -> Outcome:
    who, word, kind, question, asked = made
    may = may_decide(state, incident, kind)
    stands = standing(state, incident, who)
    if command.site is not None:
        stands |= {Party.SCHOOL}
    row = state.matrix.get(kind or "")
    flags = _flags(row, may, stands)
    event = d.DecisionMade(
        **head(state, incident),
        decision=asked.id if asked is not None else context.id("decision"),
        decision_type=kind,
        question=question,
        text=Protected(command.text),
        made_by=who,
        word=word,
        authority=command.authority,
        options=_options(command, asked),
        rationale=protect(command.rationale),
        known=protect(command.known),
        dissent=protect(command.dissent),
        review_at=command.review_at,
        may=may,
        flags=flags,
        asks=_asks(row, stands),
        supersedes=command.supersedes,
        row=row,
    )
    return Done((event,), {"decision": event.decision}, _warnings(who, may, flags))


def _options(command: c.RecordDecision, asked: Decision | None) -> tuple[Secret, ...]:
    """Those that were said now, else those that came with the proposal."""
    given = tuple(Protected(one) for one in command.options)
    return given or (asked.options if asked is not None else ())


def _flags(
    row: MatrixRow | None, may: tuple[Party, ...], stands: frozenset[Party]
) -> tuple[DecisionFlag, ...]:
    if row is None:
        return (DecisionFlag.UNLISTED,)
    return () if stands & set(may) else (DecisionFlag.NOT_THEIRS,)


def _warnings(who: Commander, may: tuple[Party, ...], flags: tuple[DecisionFlag, ...]) -> tuple[str, ...]:
    if DecisionFlag.NOT_THEIRS in flags:
        names = ", ".join(PARTY_NAMES[one] for one in may)
        return (f"Recorded and flagged: this is for {names} to decide, not for {who.name}.",)
    if DecisionFlag.UNLISTED in flags:
        return ("Recorded and flagged: the decision matrix does not list it.",)
    return ()


def _asks(row: MatrixRow | None, stands: frozenset[Party]) -> tuple[Ask, ...]:
    """Whom a decision must reach: those who should have been consulted and those who must be told, but for who made it.

    Of one that the matrix does not list everybody in the matter is told.
    """
    consult = row.consult if row is not None else ()
    tell = row.tell if row is not None else (Party.COMMAND, Party.SCHOOL, Party.LAW, Party.DISPATCH)
    wanted = dict.fromkeys(one for one in consult if one not in stands)
    told = dict.fromkeys(one for one in tell if one not in stands and one not in wanted)
    return (
        *(Ask(party=one, part=AskPart.CONSULT) for one in wanted),
        *(Ask(party=one, part=AskPart.TELL) for one in told),
    )


def _withdraw(state: State, command: c.WithdrawDecision, incident: Incident) -> Outcome:
    found = _the(state, incident, command.decision, "decision")
    if isinstance(found, Refusal):
        return found
    if found.status not in _LIVE:
        return rule("not_active", "That decision does not stand any more.", "decision")
    return Done(
        (
            d.DecisionWithdrawn(
                **head(state, incident),
                decision=found.id,
                decision_type=found.decision_type,
                was_open=found.status is DecisionStatus.OPEN,
                label=found.row.label if found.row is not None else None,
                reason=Protected(command.reason),
            ),
        )
    )


def _acknowledge(
    state: State, command: c.AcknowledgeDecision, incident: Incident, context: Context
) -> Outcome:
    found = _the(state, incident, command.decision, "decision")
    if isinstance(found, Refusal):
        return found
    ask = next((one for one in found.asks if one.party is command.party), None)
    if ask is None:
        return bad_field("party", f"{PARTY_NAMES[command.party]} is not asked.", "not_asked")
    if ask.said is not None:
        return rule("said_already", f"{PARTY_NAMES[ask.party]} has acknowledged already.", "party")
    word = _word_of_party(state, command, incident, context)
    if isinstance(word, Refusal):
        return word
    return Done(
        (
            d.DecisionAcknowledged(
                **head(state, incident),
                decision=found.id,
                decision_type=found.decision_type,
                party=ask.party,
                word=word,
                label=found.row.label if found.row is not None else None,
            ),
        )
    )


def _word_of_party(
    state: State, command: c.AcknowledgeDecision, incident: Incident, context: Context
) -> Word | Refusal:
    """Somebody of that party says it: from their own screen, or heard by the desk. Dispatch says it for itself."""
    actor, party = context.actor, command.party
    if actor.role in DESK_ROLES:
        if party is Party.DISPATCH:
            return Word(said_by=actor.name, how=SaidHow.SELF)
        if command.how is SaidHow.SELF:
            return bad_field("how", "Say how the desk heard it.", "by_voice")
        return Word(said_by=command.said_by or PARTY_NAMES[party], how=command.how)
    if actor.role is Role.SITE_TEAM_MEMBER:
        mine = frozenset({Party.SCHOOL})
    else:
        me = Commander(name=actor.name, title="", agency=actor.agency, unit=actor.unit)
        mine = standing(state, incident, me)
    if any(speaks_as(actor, one) for one in in_command_now(incident)):
        mine |= {Party.COMMAND}
    if party not in mine:
        return forbidden(f"Somebody of {PARTY_NAMES[party]} must say this, or the desk for them.")
    return Word(said_by=actor.name, how=SaidHow.SELF)
