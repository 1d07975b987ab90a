"""What the lines of an incident's decisions, facts, organisation and work say. No protected word stands in them."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import conduct_events as e
from dispatch.domain import decision_events as d
from dispatch.domain.catalog.decision_matrix import DECISIONS, PARTY_NAMES
from dispatch.domain.catalog.ics_roles import ICS_ROLES
from dispatch.domain.decision_records import DecisionFlag, FactKind
from dispatch.domain.incident_work import Benchmark
from dispatch.domain.lens.incident_titles import said_words, who_words

FACTS = {
    FactKind.SHOTS: "shots",
    FactKind.VICTIMS: "victims",
    FactKind.CALL_INSIDE: "a call from inside",
    FactKind.THREAT: "where the threat is",
    FactKind.OTHER: "critical fact",
}
_FLAGS = {
    DecisionFlag.UNLISTED: "not in the matrix",
    DecisionFlag.NOT_THEIRS: "not theirs to decide",
}
_BENCHMARKS = {
    Benchmark.CONTAINED: "contained",
    Benchmark.THREAT_NEUTRALISED: "threat neutralised",
    Benchmark.FIRE_CONTROL: "fire under control",
}


def decision_title(event: d.DecisionEvent) -> str:
    """The sentence of a line about a decision or a fact."""
    return f"{event.incident_no}: {_decision(event)}"


def conduct_title(event: e.ConductEvent) -> str:
    """The sentence of a line about an incident's organisation or work."""
    return f"{event.incident_no}: {_conduct(event)}"


def _label(decision_type: str | None, label: str | None) -> str:
    """What it was called then; of what was recorded before rows could change, what is built in says."""
    row = DECISIONS.get(decision_type or "")
    return label or (row.label if row is not None else "a matter that is not listed")


def _of(event: d.QuestionRaised | d.DecisionMade) -> str:
    return _label(event.decision_type, event.row.label if event.row is not None else None)


def _decision(event: d.DecisionEvent) -> str:
    match event:
        case d.QuestionRaised():
            who = " or ".join(PARTY_NAMES[one] for one in event.may)
            asked = "to be decided" if event.asker is None else f"{event.asker} proposes, to be decided"
            return f"{asked}{f' by {who}' if who else ''}: {_of(event)}"
        case d.DecisionMade():
            flags = "".join(f" ({_FLAGS[one]})" for one in event.flags)
            return f"{who_words(event.made_by)} decides: {_of(event)}, {said_words(event.word)}{flags}"
        case d.DecisionWithdrawn():
            what = "needs no decision any more" if event.was_open else "decision reversed"
            return f"{what}: {_label(event.decision_type, event.label)}"
        case d.DecisionAcknowledged():
            return f"{PARTY_NAMES[event.party]} knows: {_label(event.decision_type, event.label)}, {said_words(event.word)}"
        case d.FactRecorded():
            count = "" if event.count is None else f" ({event.count})"
            shown = "" if event.fact_kind is FactKind.VICTIMS else count
            return f"CRITICAL: {FACTS[event.fact_kind]}{shown}"
        case d.FactAcknowledged():
            return f"command knows of {FACTS[event.fact_kind]}, {said_words(event.word)}"
        case d.FactEnded():
            return f"no longer so: {FACTS[event.fact_kind]}"
        case d.Reassessed():
            return f"command has looked again, {said_words(event.word)}"
        case _:
            assert_never(event)


def _conduct(event: e.ConductEvent) -> str:
    match event:
        case e.FunctionAssigned() | e.FunctionRelieved():
            return _function(event)
        case e.ObjectiveSet():
            return f"an objective is set, {said_words(event.word)}"
        case e.ObjectiveEnded():
            return f"objective {event.place} {'met' if event.met else 'dropped'}, {said_words(event.word)}"
        case e.ResourceRequested():
            of = f" from {event.agency}" if event.agency else ""
            owner = f"; {event.owner} follows it up" if event.owner else "; nobody follows it up"
            by = f" by {event.asker}" if event.asker else ""
            return f"a resource is asked for{by}{of}, {said_words(event.word)}{owner}"
        case e.RequestMoved():
            status = "" if event.status is None else f" {event.status.replace('_', ' ')}"
            owner = f", {event.owner} follows it up" if event.owner else ""
            return f"request {event.place}{status}{owner}"
        case e.ResourceCheckedIn() | e.CheckInMoved():
            return _check_in(event)
        case e.BenchmarkReached():
            return f"{_BENCHMARKS[event.benchmark]}, {said_words(event.word)}"
        case e.PatientsCounted():
            return f"patients counted, {said_words(event.word)}"
        case e.HeadCountReported():
            missing = "all accounted for" if event.missing == 0 else f"{event.missing} MISSING"
            who = event.agency if event.role is None else f"{ICS_ROLES[event.role].label} ({event.agency})"
            return f"PAR of {who}: {event.people}, {missing}, {said_words(event.word)}"
        case e.ParStarted():
            asked = (*event.agencies, *(ICS_ROLES[one.role].label for one in event.groups))
            return f"PAR of the whole incident: {', '.join(asked) or 'our units'}"
        case _:
            assert_never(event)


def _function(event: e.FunctionAssigned | e.FunctionRelieved) -> str:
    role = ICS_ROLES[event.role].title
    deputy = "Deputy " if event.deputy else ""
    if isinstance(event, e.FunctionRelieved):
        return f"{who_words(event.who)} is {deputy}{role} no longer"
    before = f", in place of {event.before}" if event.before else ""
    return f"{who_words(event.who)} is {deputy}{role}{before}, {said_words(event.word)}"


def _check_in(event: e.ResourceCheckedIn | e.CheckInMoved) -> str:
    where = f"{event.status.value}{f': {event.assignment}' if event.assignment else ''}"
    if isinstance(event, e.CheckInMoved):
        return f"{event.name} ({event.agency}) {where}"
    unasked = "" if event.sent_for else ", not sent for"
    return f"{event.name} ({event.agency}), {event.resource}, checked in{unasked}: {where}"
