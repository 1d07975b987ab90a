"""Critical facts: recorded by whoever knows, acknowledged by command, looked at again."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from dispatch.domain import decision_events as d
from dispatch.domain import decision_orders as c
from dispatch.domain.actor import Role
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.decision_records import Fact, FactKind
from dispatch.domain.incidents import Incident
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.incidents import head, the_incident
from dispatch.domain.rules.words import word_for
from dispatch.domain.standing import in_command_now
from dispatch.domain.state import State
from dispatch.domain.text import Protected, TextClass, protect

_UNKNOWN = bad_field("fact", "There is no such fact of this incident.", "unknown_fact")


def decide(
    state: State,
    command: c.RecordFact | c.AcknowledgeFact | c.EndFact | c.Reassess,
    context: Context,
) -> Outcome:
    """Record, acknowledge, end, look again."""
    incident = the_incident(state, command.incident)
    if isinstance(incident, Refusal):
        return incident
    match command:
        case c.RecordFact():
            return _fact(state, command, incident, context)
        case c.AcknowledgeFact():
            return _know(state, command, incident, context)
        case c.EndFact():
            return _end_fact(state, command, incident)
        case c.Reassess():
            return _reassess(state, command, incident, context)
        case _:
            assert_never(command)


def _fact(state: State, command: c.RecordFact, incident: Incident, context: Context) -> Outcome:
    if command.site is not None and command.site not in state.sites:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    medical = command.fact_kind is FactKind.VICTIMS
    text_class = TextClass.MEDICAL if medical else TextClass.OPERATIONAL
    event = d.FactRecorded(
        **head(state, incident),
        fact=context.id("fact"),
        fact_kind=command.fact_kind,
        text=Protected(command.text, text_class),
        count=command.count,
        place=command.site,
        room=command.room,
        source=protect(command.source, text_class),
    )
    return Done((event,), {"fact": event.fact})


def _the_fact(state: State, incident: Incident, fact_id: str) -> Fact | Refusal:
    found = state.facts.get(fact_id)
    if found is None or found.incident != incident.id:
        return _UNKNOWN
    if found.ended is not None:
        return rule("fact_over", "That is true no longer.", "fact")
    return found


def _know(state: State, command: c.AcknowledgeFact, incident: Incident, context: Context) -> Outcome:
    fact = _the_fact(state, incident, command.fact)
    if isinstance(fact, Refusal):
        return fact
    if context.actor.role is Role.SITE_TEAM_MEMBER and fact.of_site != context.actor.site:
        # A school is shown its own reports only; the desk tells it the others, and enters its word.
        return _UNKNOWN
    if fact.acknowledged is not None:
        return rule("said_already", f"{fact.acknowledged.said_by} has acknowledged it already.", "fact")
    who = in_command_now(incident)
    if not who:
        return rule("no_command", f"Nobody is in command of {incident.number} who could know it.", "incident")
    word = word_for(command.how, command.said_by, who, context)
    if isinstance(word, Refusal):
        return word
    return Done(
        (
            d.FactAcknowledged(
                **head(state, incident),
                fact=fact.id,
                fact_kind=fact.fact_kind,
                word=word,
                after_ms=max(timedelta(), context.now - fact.at) // timedelta(milliseconds=1),
            ),
        )
    )


def _end_fact(state: State, command: c.EndFact, incident: Incident) -> Outcome:
    fact = _the_fact(state, incident, command.fact)
    if isinstance(fact, Refusal):
        return fact
    return Done(
        (
            d.FactEnded(
                **head(state, incident),
                fact=fact.id,
                fact_kind=fact.fact_kind,
                reason=Protected(command.reason, fact.text.text_class),
            ),
        )
    )


def _reassess(state: State, command: c.Reassess, incident: Incident, context: Context) -> Outcome:
    who = in_command_now(incident)
    if not who:
        return rule("no_command", f"Nobody is in command of {incident.number}.", "incident")
    word = word_for(command.how, command.said_by, who, context)
    if isinstance(word, Refusal):
        return word
    return Done(
        (
            d.Reassessed(
                **head(state, incident),
                word=word,
                text=protect(command.text),
            ),
        )
    )
