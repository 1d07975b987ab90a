"""Who decided what: the matrix, flags, acknowledgements, what is superseded; critical facts and the clock to look again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain import decision_events as e
from dispatch.domain import decision_orders as d
from dispatch.domain import events as ev_
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.decision_matrix import DECISIONS, Party
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision_records import AskPart, Decision, DecisionFlag, DecisionStatus, FactKind
from dispatch.domain.incidents import Commander, OpenKind, SaidHow, TransferSide, Word
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.vocabulary import AlarmKind
from tests.domain.district import ABBY, ADAM3, ADAM7, ANA, ELLA, JONAS, RITA
from tests.domain.playbook import Playbook, ev, play

RADIO, SELF = SaidHow.RADIO, SaidHow.SELF
MORENO: dict[str, Any] = {"name": "Moreno", "title": "Lt.", "agency": "MPD"}
LUND: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "WRFPD"}
LOPEZ: dict[str, Any] = {"name": "Lopez", "title": "Principal", "agency": "PMSD"}


def commanded(p: Playbook, **who: Any) -> str:
    """An incident with a Lockdown that somebody commands."""
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    (incident,) = p.state.incidents
    p.given(o.EstablishCommand(incident=incident, post="north lot", **{**MORENO, **who}))
    return incident


def of(p: Playbook, decision: object) -> Decision:
    return p.state.decisions[str(decision)]


@play
def a_decision_keeps_what_was_asked_known_and_said(p: Playbook) -> None:
    incident = commanded(p)
    at = p.now + timedelta(minutes=20)
    p.when(
        d.RecordDecision(
            incident=incident,
            decision_type="LOCKDOWN_RELEASE",
            text="East wing last; hold rooms E-01 to E-06",
            options=("East wing first", "East wing last"),
            rationale="Evidence there",
            known="One in custody; building searched once",
            authority="Incident commander",
            dissent="BC Lund would begin in the east",
            review_at=at,
            how=RADIO,
            said_by="A7",
            **MORENO,
        )
    )
    p.then(ev(e.DecisionMade, flags=(), may=(Party.COMMAND, Party.LAW), word=Word(said_by="A7", how=RADIO)))
    (made,) = p.state.decisions.values()
    assert made.question == Protected(DECISIONS["LOCKDOWN_RELEASE"].question)
    assert (made.place, made.status, made.decided_at, made.review_at) == (1, DecisionStatus.ACTIVE, p.now, at)
    assert made.made_by == Commander(**MORENO)
    assert made.dissent == Protected("BC Lund would begin in the east")
    assert {(one.party, one.part) for one in made.asks} == {
        (Party.SCHOOL, AskPart.CONSULT),
        (Party.FIRE, AskPart.TELL),
        (Party.DISPATCH, AskPart.TELL),
    }, "who made it need not be asked"
    p.until(minutes=21)
    assert p.state.alarms[f"review:{made.id}"].alarm_kind is AlarmKind.REASSESS
    p.when(d.Reassess(incident=incident, text="Stands"))
    p.then(ev(e.Reassessed, text=Protected("Stands")))
    assert f"review:{made.id}" not in p.state.timers


@play
def whoever_decides_is_recorded_and_what_does_not_fit_is_flagged(p: Playbook) -> None:
    incident = commanded(p)
    p.when(
        d.RecordDecision(incident=incident, decision_type="STUDENT_CUSTODY", text="Out by the gym", **MORENO)
    )
    flagged = ev(e.DecisionMade, may=(Party.SCHOOL,), flags=(DecisionFlag.NOT_THEIRS,))
    p.then(flagged, warned="not for Moreno")
    p.when(d.RecordDecision(incident=incident, decision_type="STUDENT_CUSTODY", text="At the gym", **LOPEZ))
    p.then(ev(e.DecisionMade, flags=()))
    p.when(d.RecordDecision(incident=incident, question="Lunch?", text="Water only", **LOPEZ))
    p.then(
        ev(e.DecisionMade, may=(), flags=(DecisionFlag.UNLISTED,), question=Protected("Lunch?")),
        warned="does not list",
    )
    p.when(d.RecordDecision(incident=incident, text="Water only", **LUND))
    p.then(
        ev(e.DecisionMade, flags=(DecisionFlag.UNLISTED,), question=Protected("Water only")),
        warned="does not list",
    )
    p.when(d.RecordDecision(incident=incident, decision_type="NOSUCH", text="x", **LUND))
    p.refused("unknown_decision", "decision_type")
    p.when(d.RecordDecision(incident=incident, text="x", **{**LUND, "agency": "NOSUCH"}))
    p.refused("unknown_agency", "agency")
    p.when(d.RecordDecision(incident=incident, text="x", unit="NOSUCH", **LUND))
    p.refused("unknown_unit", "unit")
    p.when(d.RecordDecision(incident="nosuch", text="x", **LUND))
    p.refused("not_found")


@play
def who_may_decide_is_asked_by_who_is_in_command(p: Playbook) -> None:
    release: dict[str, Any] = {"decision_type": "LOCKDOWN_RELEASE", "text": "Begin"}
    p.action("LOCKDOWN")
    (incident,) = p.state.incidents
    p.when(d.RecordDecision(incident=incident, **release, **LOPEZ))
    theirs = (Party.LAW, Party.DISTRICT)
    p.then(ev(e.DecisionMade, may=theirs, flags=(DecisionFlag.NOT_THEIRS,)), warned="not for Lopez")
    p.given(o.EstablishCommand(incident=incident, post="office", **LOPEZ))
    p.when(d.RecordDecision(incident=incident, **release, **LOPEZ))
    p.then(ev(e.DecisionMade, flags=(DecisionFlag.NOT_THEIRS,)), warned="not for Lopez")
    p.given(o.AddUnifiedMember(incident=incident, authority="school", how=RADIO, **LOPEZ))
    p.given(o.AddUnifiedMember(incident=incident, authority="law", how=RADIO, **MORENO))
    p.when(d.RecordDecision(incident=incident, **release, **MORENO))
    p.then(ev(e.DecisionMade, may=(Party.COMMAND,), flags=()))
    p.when(d.RecordDecision(incident=incident, **release, **LUND))
    p.then(ev(e.DecisionMade, flags=(DecisionFlag.NOT_THEIRS,)), warned="not for Lund")


@play
def a_question_stands_with_its_age_until_somebody_decides(p: Playbook) -> None:
    incident = commanded(p)
    p.when(d.RaiseQuestion(incident=incident))
    p.refused("question_missing", "question")
    p.when(d.RaiseQuestion(incident=incident, decision_type="NOSUCH"))
    p.refused("unknown_decision", "decision_type")
    p.when(d.RaiseQuestion(incident=incident, decision_type="HOLD_DISMISSAL"))
    p.then(ev(e.QuestionRaised, may=(Party.SCHOOL, Party.DISTRICT)))
    (asked,) = p.state.decisions.values()
    raised = p.now
    assert (asked.status, asked.raised_at) == (DecisionStatus.OPEN, raised)
    p.wait(minutes=4)
    p.when(d.RecordDecision(incident=incident, answers=asked.id, text="Held until two", **LOPEZ))
    p.then(ev(e.DecisionMade, decision=asked.id, decision_type="HOLD_DISMISSAL", flags=()))
    made = of(p, asked.id)
    assert (made.status, made.raised_at, made.decided_at) == (DecisionStatus.ACTIVE, raised, p.now)
    p.when(d.RecordDecision(incident=incident, answers=asked.id, text="Not held", **LOPEZ))
    p.refused("decided_already", "answers")
    p.when(d.RecordDecision(incident=incident, answers="nosuch", text="x", **LOPEZ))
    p.refused("unknown_decision", "answers")


@play
def a_later_decision_supersedes_and_both_stay(p: Playbook) -> None:
    incident = commanded(p)
    first = p.given(
        d.RecordDecision(
            incident=incident,
            decision_type="REUNIFY",
            text="Fieldhouse",
            review_at=p.now + timedelta(minutes=30),
            **LOPEZ,
        )
    )["decision"]
    p.when(d.RecordDecision(incident=incident, supersedes=str(first), text="Church on Elm", **LOPEZ))
    p.then(ev(e.DecisionMade, decision_type="REUNIFY", supersedes=first))
    (second,) = (one for one in p.state.decisions.values() if one.supersedes == first)
    assert (of(p, first).status, of(p, first).superseded_by) == (DecisionStatus.SUPERSEDED, second.id)
    assert of(p, first).text == Protected("Fieldhouse"), "the old one stays as it was"
    assert f"review:{first}" not in p.state.timers
    p.when(d.RecordDecision(incident=incident, supersedes=str(first), text="x", **LOPEZ))
    p.refused("not_active", "supersedes")
    p.when(d.WithdrawDecision(incident=incident, decision=second.id, reason="They return to class"))
    p.then(ev(e.DecisionWithdrawn, was_open=False))
    assert of(p, second.id).status is DecisionStatus.REVERSED
    p.when(d.WithdrawDecision(incident=incident, decision=second.id, reason="x"))
    p.refused("not_active", "decision")
    asked = str(p.given(d.RaiseQuestion(incident=incident, question="Buses?"))["decision"])
    p.when(d.WithdrawDecision(incident=incident, decision=asked, reason="No buses today"))
    p.then(ev(e.DecisionWithdrawn, was_open=True))
    assert of(p, asked).status is DecisionStatus.WITHDRAWN


@play
def who_must_know_it_says_so(p: Playbook) -> None:
    incident = commanded(p, unit="A7")
    made = str(
        p.given(
            d.RecordDecision(incident=incident, decision_type="LOCKDOWN_RELEASE", text="Begin", **MORENO)
        )["decision"]
    )
    known: dict[str, Any] = {"incident": incident, "decision": made}
    p.when(d.AcknowledgeDecision(**known, party=Party.SCHOOL, how=SELF))
    p.refused("by_voice", "how")
    p.when(d.AcknowledgeDecision(**known, party=Party.SCHOOL, how=SELF, site="GRHS"), by=ANA)
    p.then(ev(e.DecisionAcknowledged, party=Party.SCHOOL, word=Word(said_by="Ana", how=SELF)))
    p.when(d.AcknowledgeDecision(**known, party=Party.SCHOOL))
    p.refused("said_already", "party")
    p.when(d.AcknowledgeDecision(**known, party=Party.PIO))
    p.refused("not_asked", "party")
    p.when(d.AcknowledgeDecision(**known, party=Party.FIRE, how=SELF, site="GRHS"), by=ANA)
    p.refused("forbidden")
    p.when(d.AcknowledgeDecision(**known, party=Party.FIRE, how=RADIO, said_by="BC Lund"))
    p.then(ev(e.DecisionAcknowledged, word=Word(said_by="BC Lund", how=RADIO)))
    p.when(d.AcknowledgeDecision(**known, party=Party.DISPATCH), by=JONAS)
    p.then(ev(e.DecisionAcknowledged, word=Word(said_by="Jonas", how=SELF)))
    assert all(one.said is not None for one in of(p, made).asks)
    p.when(d.AcknowledgeDecision(**known, party=Party.SCHOOL, how=SELF, site="ELMS"), by=ELLA)
    p.refused("not_found")


@play
def a_school_asks_decides_and_reports_for_itself(p: Playbook) -> None:
    incident = commanded(p)
    p.when(d.RaiseQuestion(incident=incident, question="Who tells families?", site="GRHS"), by=ANA)
    p.then(ev(e.QuestionRaised))
    mine: dict[str, Any] = {"incident": incident, "how": SELF, "site": "GRHS", **LOPEZ}
    p.when(d.RecordDecision(decision_type="NOTIFY_FAMILIES", text="We write at ten", **mine), by=ANA)
    made = p.then(ev(e.DecisionMade, flags=(), word=Word(said_by="Ana", how=SELF)))
    assert of(p, made.refs["decision"]).made_by == Commander(name="Ana", title="Principal", agency="PMSD")
    p.when(d.RecordFact(incident=incident, fact_kind=FactKind.SHOTS, text="Two shots", site="GRHS"), by=ANA)
    p.then(ev(e.FactRecorded, place="GRHS"))
    p.when(d.RecordFact(incident=incident, fact_kind=FactKind.SHOTS, text="x", site="ELMS"), by=ELLA)
    p.refused("not_found")


@play
def an_officer_says_what_is_theirs_and_no_more(p: Playbook) -> None:
    incident = commanded(p, unit="A7")
    (tied,) = p.state.incidents[incident].calls
    p.sent(tied.id, "SRO5", status=UnitStatus.OS)
    made = str(
        p.given(d.RecordDecision(incident=incident, decision_type="EVIDENCE_HOLD", text="E-01", **MORENO))[
            "decision"
        ]
    )
    p.when(d.RecordDecision(incident=incident, text="Gym is clear", how=SELF, **LOPEZ), by=RITA)
    p.refused("forbidden")
    mine: dict[str, Any] = {"name": "Rita", "title": "SRO", "agency": "MPD", "unit": "SRO5", "how": SELF}
    p.when(
        d.RecordDecision(incident=incident, decision_type="TACTICS", text="In by the gym", **mine), by=RITA
    )
    p.then(ev(e.DecisionMade, flags=()))
    p.when(d.AcknowledgeDecision(incident=incident, decision=made, party=Party.SCHOOL, how=SELF), by=RITA)
    p.refused("forbidden")
    tactics = p.given(
        d.RecordDecision(incident=incident, decision_type="PATIENT_CARE", text="To County", **LUND)
    )["decision"]
    p.when(
        d.AcknowledgeDecision(incident=incident, decision=str(tactics), party=Party.COMMAND, how=SELF),
        by=ADAM7,
    )
    p.then(ev(e.DecisionAcknowledged, party=Party.COMMAND))
    p.when(d.RaiseQuestion(incident=incident, question="x"), by=ADAM3)
    p.refused("not_found")


@play
def command_is_known_to_know_a_critical_fact_or_it_rings(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    (incident,) = p.state.incidents
    p.when(d.RecordFact(incident=incident, fact_kind=FactKind.VICTIMS, text="Two hurt", count=2, room="101"))
    p.then(ev(e.FactRecorded, text=Protected("Two hurt", TextClass.MEDICAL)))
    (fact,) = p.state.facts.values()
    p.when(d.AcknowledgeFact(incident=incident, fact=fact.id))
    p.refused("no_command", "incident")
    p.until(seconds=61)
    assert p.state.alarms[f"fact:{fact.id}"].alarm_kind is AlarmKind.FACT_UNKNOWN
    p.given(o.EstablishCommand(incident=incident, post="lot", unit="A7", **MORENO))
    p.when(d.AcknowledgeFact(incident=incident, fact=fact.id, how=SELF), by=ADAM7)
    p.then(ev(e.FactAcknowledged, after_ms=61_000, word=Word(said_by="Moreno", how=SELF)))
    assert f"fact:{fact.id}" not in p.state.alarms
    p.when(d.AcknowledgeFact(incident=incident, fact=fact.id))
    p.refused("said_already", "fact")
    p.until(minutes=10)
    assert p.state.alarms[f"reassess:{incident}"].alarm_kind is AlarmKind.REASSESS
    p.when(d.Reassess(incident=incident, how=SELF), by=ADAM7)
    p.then(ev(e.Reassessed))
    assert f"reassess:{incident}" not in p.state.alarms
    assert f"reassess:{incident}" in p.state.timers
    p.when(d.EndFact(incident=incident, fact=fact.id, reason="Both are out"))
    p.then(ev(e.FactEnded))
    assert f"reassess:{incident}" not in p.state.timers, "nothing critical stands"
    p.when(d.EndFact(incident=incident, fact=fact.id, reason="x"))
    p.refused("fact_over", "fact")
    p.when(d.EndFact(incident=incident, fact="nosuch", reason="x"))
    p.refused("unknown_fact", "fact")
    p.when(d.RecordFact(incident=incident, fact_kind=FactKind.OTHER, text="x", site="NOSUCH"))
    p.refused("unknown_site", "site")


@play
def of_unified_command_somebody_says_it(p: Playbook) -> None:
    incident = commanded(p)
    p.given(o.AddUnifiedMember(incident=incident, authority="law", how=RADIO, **MORENO))
    p.given(o.AddUnifiedMember(incident=incident, authority="fire", how=RADIO, **LUND))
    p.given(d.RecordFact(incident=incident, fact_kind=FactKind.CALL_INSIDE, text="Room 101"))
    (fact,) = p.state.facts
    p.when(d.AcknowledgeFact(incident=incident, fact=fact))
    p.refused("who_missing", "said_by")
    p.when(d.AcknowledgeFact(incident=incident, fact=fact, how=SELF))
    p.refused("by_voice", "how")
    p.when(d.AcknowledgeFact(incident=incident, fact=fact, said_by="BC Lund"))
    p.then(ev(e.FactAcknowledged, word=Word(said_by="BC Lund", how=RADIO)))


@play
def what_an_order_calls_for_is_owed_until_somebody_takes_it(p: Playbook) -> None:
    began = p.now
    incident = commanded(p)
    owed = p.state.incidents[incident].owed
    named = {(one.open_kind, one.code): one.since for one in owed}
    assert named[OpenKind.DECISION, "NOTIFY_FAMILIES"] == began
    assert named[OpenKind.FUNCTION, "FAMILY"] == began
    p.wait(minutes=4)
    p.given(d.RecordDecision(incident=incident, decision_type="NOTIFY_FAMILIES", text="At ten", **LOPEZ))
    later = {(one.open_kind, one.code): one.since for one in p.state.incidents[incident].owed}
    assert (OpenKind.DECISION, "NOTIFY_FAMILIES") not in later
    assert later[OpenKind.FUNCTION, "FAMILY"] == began
    p.when(d.Reassess(incident="nosuch"))
    p.refused("not_found")


@play
def nothing_of_a_closed_incident_rings_and_it_leaves_with_all_of_it(p: Playbook) -> None:
    incident = str(p.given(o.EstablishCommand(site="ELMS", post="office", **LOPEZ))["incident"])
    p.given(d.RecordFact(incident=incident, fact_kind=FactKind.SHOTS, text="Two shots"))
    p.given(d.RecordDecision(incident=incident, text="x", review_at=p.now + timedelta(hours=2), **LOPEZ))
    p.given(o.OfferTransfer(incident=incident, **MORENO))
    p.given(o.ConfirmTransfer(incident=incident, side=TransferSide.OUTGOING, how=RADIO))
    p.given(o.TerminateCommand(incident=incident))
    p.when(d.Reassess(incident=incident))
    p.refused("no_command", "incident")
    p.given(o.CloseIncident(incident=incident))
    assert set(p.state.timers) == {f"retire:{incident}"} | {
        one for one in p.state.timers if p.state.timers[one].unit
    }
    p.when(d.RaiseQuestion(incident=incident, question="x"))
    p.refused("incident_closed", "incident")
    p.until(minutes=31)
    assert (p.state.decisions, p.state.facts, p.state.incidents) == ({}, {}, {})
    p.when(c.AcknowledgeAlarm(alarm=f"fact:{incident}"))
    p.refused("no_such_alarm", "alarm")


OWN = replace(
    DECISIONS["STATEMENT"], label="Words to the press", law=(Party.PIO,), tell=(Party.DISTRICT,), needed=()
)


@play
def a_district_has_its_own_matrix_and_what_was_decided_keeps_its_row(p: Playbook) -> None:
    incident = commanded(p)
    assert (OpenKind.DECISION, "STATEMENT") in {
        (one.open_kind, one.code) for one in p.state.incidents[incident].owed
    }
    said: dict[str, Any] = {"decision_type": "STATEMENT", "text": "One statement at four"}
    before = p.given(d.RecordDecision(incident=incident, **said, **MORENO))["decision"]
    p.when(c.DefineRoster(decisions=(OWN,)), by=ABBY)
    p.then(ev(ev_.MatrixDefined, decisions=(OWN,)))
    p.when(c.DefineRoster(decisions=(OWN,)), by=ABBY)
    p.then()
    assert {
        one.code for one in p.state.incidents[incident].owed if one.open_kind is OpenKind.DECISION
    } == set()
    assert (of(p, before).flags, of(p, before).row) == ((), DECISIONS["STATEMENT"])
    p.when(d.RecordDecision(incident=incident, **said, **MORENO))
    p.then(
        ev(e.DecisionMade, flags=(DecisionFlag.NOT_THEIRS,), may=(Party.PIO,), row=OWN),
        warned="not for Moreno",
    )
    p.when(d.RaiseQuestion(incident=incident, decision_type="BUSES"))
    p.refused("unknown_decision", "decision_type")
    p.given(c.DefineRoster(decisions=()), by=ABBY)
    p.when(d.RaiseQuestion(incident=incident, decision_type="BUSES"))
    p.then(ev(e.QuestionRaised, row=DECISIONS["BUSES"]))


@play
def a_question_whose_row_is_gone_is_decided_and_flagged(p: Playbook) -> None:
    incident = commanded(p)
    asked = p.given(d.RaiseQuestion(incident=incident, decision_type="BUSES"))["decision"]
    p.given(c.DefineRoster(decisions=(OWN,)), by=ABBY)
    p.when(d.RecordDecision(incident=incident, answers=str(asked), text="Held", **MORENO))
    p.then(
        ev(e.DecisionMade, decision_type="BUSES", flags=(DecisionFlag.UNLISTED,), row=None), warned="not list"
    )


@play
def a_row_that_nobody_could_decide_by_is_refused(p: Playbook) -> None:
    for rows, field in (
        ((OWN, OWN), "decisions.1.code"),
        ((replace(OWN, law=()),), "decisions.0.law"),
        ((replace(OWN, consult=(Party.LAW, Party.LAW)),), "decisions.0.consult"),
        ((replace(OWN, consult=(Party.LAW,), tell=(Party.LAW,)),), "decisions.0.tell"),
    ):
        p.when(c.DefineRoster(decisions=rows), by=ABBY)
        p.refused("bad_row", field)
