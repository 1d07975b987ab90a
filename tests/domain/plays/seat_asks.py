"""What a partner agency asks of command: a decision that it proposes, things that it needs; and what it is shown of the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from dispatch.domain import conduct_events as k
from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_events as e
from dispatch.domain import decision_orders as d
from dispatch.domain import seat_events as s
from dispatch.domain import seat_orders as c
from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.catalog.decision_matrix import MatrixRow, Party, Regime
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.commands import DefineRoster
from dispatch.domain.decision_records import DecisionStatus, FactKind
from dispatch.domain.events import MatrixDefined
from dispatch.domain.incident_work import Benchmark, RequestStatus, ResourceKind
from dispatch.domain.incidents import OpenKind, SaidHow, Word
from dispatch.domain.lens.outside_views import (
    PictureView,
    SharedDecisionView,
    SharedMatrixView,
    SharedRequestView,
)
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.text import Protected
from tests.domain.district import ADAM7, LIA
from tests.domain.playbook import Playbook, ev, play
from tests.domain.plays.command import LUND, MORENO, commanded
from tests.domain.plays.seats import FIRE, MEDICAL, seat, shared

RELEASE = "LOCKDOWN_RELEASE"


def seen(p: Playbook, who: Actor = LIA) -> PictureView:
    """The picture that somebody at a seat has."""
    (picture,) = snapshot(p.state, parts_of_actor(p.state, who)[0])["pictures"]
    assert isinstance(picture, PictureView)
    return picture


def titles(p: Playbook, who: Actor = LIA) -> list[str]:
    lines = snapshot(p.state, parts_of_actor(p.state, who)[0])["shared_log"]
    return [getattr(one, "title", "") for one in lines]


def proposal(p: Playbook, **more: Any) -> d.RaiseQuestion:
    said = {"question": "Release the north wing?", "options": ("room by room", "wait"), "rationale": "swept"}
    return d.RaiseQuestion(**{"incident": seat(p).id, **said, **more})


def asked_for(p: Playbook, **more: Any) -> w.RequestResource:
    what = {"what": "ambulances", "count": 2, "where": "gate 2", "resource_kind": ResourceKind.TEAM}
    return w.RequestResource(**{"incident": seat(p).id, **what, "how": SaidHow.SELF, **more})


def of_mpd(p: Playbook) -> SharedRequestView:
    (one,) = seen(p).requests
    return one


def decided(p: Playbook, who: Actor = LIA) -> SharedDecisionView:
    return seen(p, who).decisions[-1]


@play
def a_proposal_is_an_open_question_and_decides_nothing(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    shared(p, agency="WRFPD")
    p.when(proposal(p), by=LIA)
    raised = p.then(
        ev(
            e.QuestionRaised,
            incident=incident,
            asker="MPD",
            question=Protected("Release the north wing?"),
            options=(Protected("room by room"), Protected("wait")),
            rationale=Protected("swept"),
        )
    )
    (one,) = p.state.decisions.values()
    assert (one.status, one.made_by, one.asker, one.raised_by) == (DecisionStatus.OPEN, None, "MPD", "Lia")
    assert set(raised.refs) == {"decision"}
    for who in (LIA, FIRE):
        view = decided(p, who)
        assert (view.status, view.asker, view.made_by) == (DecisionStatus.OPEN, "MPD", None)
        assert [text.text for text in view.options if text] == ["room by room", "wait"]
        assert titles(p, who)[-1] == "MPD proposes a decision"


@play
def command_decides_what_was_proposed(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    asked = str(p.given(proposal(p, decision_type=RELEASE), by=LIA)["decision"])
    p.when(
        d.RecordDecision(incident=incident, answers=asked, text="Room by room", said_by="Moreno", **MORENO)
    )
    p.then(
        ev(
            e.DecisionMade,
            decision=asked,
            decision_type=RELEASE,
            question=Protected("Release the north wing?"),
            options=(Protected("room by room"), Protected("wait")),
            rationale=None,
        ),
    )
    view = decided(p)
    assert (view.asker, view.status) == ("MPD", DecisionStatus.ACTIVE)
    assert (view.text and view.text.text, view.made_by and view.made_by.name) == ("Room by room", "Moreno")
    assert view.options == (), "the reasons of a decision are the district's"
    assert titles(p)[-1] == "Command has decided what MPD proposed"


@play
def command_declines_with_a_reason_that_every_agency_reads(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    asked = str(p.given(proposal(p), by=LIA)["decision"])
    own = str(p.given(d.RaiseQuestion(incident=incident, question="Hold the buses?"))["decision"])
    for one in (asked, own):
        p.when(d.WithdrawDecision(incident=incident, decision=one, reason="south wing is not swept"))
        p.then(ev(e.DecisionWithdrawn, was_open=True))
    (view,) = seen(p).decisions
    assert (view.status, view.asker) == (DecisionStatus.WITHDRAWN, "MPD"), "the district's own is gone"
    assert view.ended is not None
    assert view.ended.text == "south wing is not swept"


@play
def an_agency_takes_its_own_proposal_back_until_it_is_decided(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    shared(p, agency="WRFPD")
    asked = str(p.given(proposal(p), by=LIA)["decision"])
    assert (decided(p).id, decided(p, FIRE).id) == (asked, None), "who may take it back can name it"
    back = d.WithdrawDecision(incident=seat(p).id, decision=asked, reason="they have left")
    p.when(replace(back, incident=incident), by=LIA)
    p.refused("not_found")
    p.when(replace(back, incident=seat(p, "WRFPD").id), by=FIRE)
    refusal = p.refused("not_found")
    p.when(replace(back, incident=seat(p, "WRFPD").id, decision="nowhere"), by=FIRE)
    assert p.refused("not_found") == refusal, "another's is as if it were nowhere"
    p.when(back, by=LIA)
    p.then(ev(e.DecisionWithdrawn, decision=asked, was_open=True, reason=Protected("they have left")))
    for who in (LIA, FIRE):
        view = decided(p, who)
        assert (view.status, view.taken_back, view.id) == (DecisionStatus.WITHDRAWN, True, None)
        assert titles(p, who)[-1] == "MPD takes its proposal back"
    p.when(back, by=LIA)
    p.refused("answered", "decision")
    made = str(p.given(proposal(p), by=LIA)["decision"])
    p.given(d.RecordDecision(incident=incident, answers=made, text="Wait", said_by="Moreno", **MORENO))
    p.when(replace(back, decision=made), by=LIA)
    p.refused("answered", "decision")
    own = str(
        p.given(d.RecordDecision(incident=incident, text="Hold", said_by="Moreno", **MORENO))["decision"]
    )
    p.when(replace(back, decision=own), by=LIA)
    p.refused("not_found")


@play
def an_agency_cancels_its_own_request_and_does_nothing_else_to_it(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    shared(p, agency="WRFPD")
    request = str(p.given(asked_for(p), by=LIA)["request"])
    assert [one.id for one in seen(p).requests] == [request]
    assert [one.id for one in seen(p, FIRE).requests] == [None]
    cancel = w.MoveRequest(
        incident=seat(p).id, request=request, status=RequestStatus.CANCELLED, note="ours have come"
    )
    for wrong in ({"status": RequestStatus.ARRIVED}, {"owner": "Lund"}, {"agency": "WRFPD"}, {"due": p.now}):
        p.when(replace(cancel, **wrong), by=LIA)
        p.refused("forbidden")
    p.when(replace(cancel, incident=seat(p, "WRFPD").id), by=FIRE)
    p.refused("not_found")
    theirs = str(p.given(w.RequestResource(incident=incident, what="buses"))["request"])
    p.when(replace(cancel, request=theirs), by=LIA)
    p.refused("not_found")
    p.when(cancel, by=LIA)
    p.then(ev(k.RequestMoved, request=request, status=RequestStatus.CANCELLED, owner=None))
    mine = next(one for one in seen(p).requests if one.asker == "MPD")
    assert (mine.status, mine.id, mine.note and mine.note.text) == (
        RequestStatus.CANCELLED,
        None,
        "ours have come",
    )
    assert titles(p, FIRE)[-1] == "MPD does not need any more what it asked for"
    p.when(cancel, by=LIA)
    p.refused("answered", "request")


def listed(p: Playbook, who: Actor = LIA) -> dict[str, SharedMatrixView]:
    rows = snapshot(p.state, parts_of_actor(p.state, who)[0]).get("shared_matrix", ())
    return {one.code: one for one in rows if isinstance(one, SharedMatrixView)}


@play
def what_may_be_proposed_by_name_is_what_concerns_the_agency_in_the_district_s_own_matrix(
    p: Playbook,
) -> None:
    commanded(p)
    shared(p)
    shared(p, agency="WRFPD")
    assert "TACTICS" in listed(p), "built in, while the district has none of its own"
    law, fire = (Party.LAW,), (Party.FIRE,)
    row = MatrixRow(
        code="GATE",
        label="Open the gate",
        question="May the gate be opened?",
        **dict.fromkeys(Regime, (Party.SCHOOL,)),
        consult=law,
        needed=(ActionType.LOCKDOWN,),
    )
    ours = replace(row, code="BUSES", label="Buses", consult=(), tell=(Party.DISTRICT,), needed=())
    fires = replace(row, code="ALARM", label="Silence it", law=fire, consult=(), needed=())
    p.when(DefineRoster(decisions=(row, ours, fires)), by=SYSTEM)
    p.then(ev(MatrixDefined))
    assert set(listed(p)) == {"GATE"}
    assert set(listed(p, FIRE)) == {"ALARM"}
    gate = listed(p)["GATE"]
    assert (gate.label, gate.question, gate.may) == ("Open the gate", "May the gate be opened?", ("School",))
    p.when(proposal(p, decision_type="GATE"), by=LIA)
    p.then(ev(e.QuestionRaised, decision_type="GATE"))
    p.when(proposal(p, decision_type="BUSES"), by=LIA)
    refusal = p.refused("unknown_decision", "decision_type")
    p.when(proposal(p, decision_type="NOWHERE"), by=LIA)
    assert p.refused("unknown_decision", "decision_type") == refusal, "not to be found out by asking"


@play
def one_proposes_for_ones_own_agency_only(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    shared(p, agency="WRFPD")
    p.when(proposal(p, asker="WRFPD"), by=LIA)
    p.refused("forbidden")
    p.when(proposal(p, incident=seat(p, "WRFPD").id), by=LIA)
    p.refused("not_found")
    p.when(proposal(p, incident=incident), by=LIA)
    p.refused("not_found")
    p.when(proposal(p, question=None), by=LIA)
    p.refused("question_missing", "question")
    p.when(proposal(p, incident=incident, asker="NONE"))
    p.refused("unknown_agency", "asker")
    p.when(proposal(p, incident=incident, asker="PMSD"))
    p.refused("own_district", "asker")
    call = p.state.incidents[incident].calls[0].id
    p.sent(call, "A7")
    p.when(proposal(p, incident=incident, asker="MPD"), by=ADAM7)
    p.refused("forbidden")
    p.when(proposal(p, incident=incident, asker="WRFPD"))
    p.then(ev(e.QuestionRaised, asker="WRFPD"))


@play
def a_request_stands_in_the_list_with_who_asks_and_its_status_comes_back(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    shared(p, agency="WRFPD")
    due = p.now + timedelta(minutes=20)
    p.when(asked_for(p, due=due), by=LIA)
    told = p.then(
        ev(
            k.ResourceRequested,
            asker="MPD",
            what=Protected("ambulances"),
            count=2,
            where=Protected("gate 2"),
            resource_kind=ResourceKind.TEAM,
            due=due,
            word=Word(said_by="Lia", how=SaidHow.SELF),
        )
    )
    assert set(told.refs) == {"request"}
    assert told.warnings == ()
    request = str(told.refs["request"])
    assert titles(p)[-1] == "MPD asks for resources"
    move = w.MoveRequest(
        incident=incident, request=request, status=RequestStatus.EN_ROUTE, owner="Cruz", note="x"
    )
    p.given(move)
    mine, (theirs,) = of_mpd(p), seen(p, FIRE).requests
    assert (mine.asker, mine.status, mine.owner, mine.due) == ("MPD", RequestStatus.EN_ROUTE, "Cruz", due)
    assert (mine.note is not None, theirs.note) == (True, None), "the answer is for who asked"
    assert theirs.where is not None
    assert titles(p)[-1] == "What MPD asked for: en route"


@play
def whom_a_request_goes_to_is_for_command_to_say(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    for wrong in ({"agency": "WRFPD"}, {"agency": "NONE"}, {"owner": "Lund"}, {"asker": "WRFPD"}):
        p.when(asked_for(p, **wrong), by=LIA)
        p.refused("forbidden")
    for heard in ({"how": SaidHow.RADIO}, {"said_by": "Somebody"}):
        p.when(asked_for(p, **heard), by=LIA)
        p.refused("forbidden")
    p.when(replace(asked_for(p), incident=incident, asker="MPD", how=SaidHow.RADIO))
    p.then(
        ev(k.ResourceRequested, asker="MPD", word=Word(said_by="MPD", how=SaidHow.RADIO)), warned="an owner"
    )
    p.when(replace(asked_for(p), incident=incident, asker="NONE", how=SaidHow.RADIO))
    p.refused("unknown_agency", "asker")


@play
def the_picture_has_what_is_decided_and_what_nobody_owns(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    open_ = {(one.open_kind, one.label) for one in seen(p).undecided}
    assert (OpenKind.FUNCTION, "Perimeter") in open_ or any("erimeter" in label for _, label in open_)
    p.given(w.AssignFunction(incident=incident, role=IcsRole.PERIMETER, said_by="Moreno", **LUND))
    assert len(seen(p).undecided) == len(open_) - 1
    record = d.RecordDecision(
        incident=incident,
        text="Hold the buses",
        rationale="secret",
        known="secret",
        dissent="secret",
        options=("secret",),
        **MORENO,
    )
    p.given(record)
    view = decided(p)
    assert (view.text and view.text.text, view.decided_at) == ("Hold the buses", p.now)
    assert "secret" not in repr(seen(p))
    p.when(w.MarkBenchmark(incident=incident, benchmark=Benchmark.CONTAINED, said_by="Moreno"))
    p.then(ev(k.BenchmarkReached))
    assert [(one.benchmark, one.at) for one in seen(p).benchmarks] == [(Benchmark.CONTAINED, p.now)]


@play
def critical_facts_are_shown_with_whether_command_knows_and_victims_with_the_counts(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    shared(p, MEDICAL, agency="WRFPD")
    shots = d.RecordFact(
        incident=incident, fact_kind=FactKind.SHOTS, text="two shots", source="Ms Poe", room="101"
    )
    fact = str(p.given(shots)["fact"])
    p.given(d.RecordFact(incident=incident, fact_kind=FactKind.VICTIMS, text="one hurt", count=1))
    p.given(w.CountPatients(incident=incident, red=1, yellow=2, green=3, black=0, said_by="Moreno"))
    assert [one.fact_kind for one in seen(p).facts] == [FactKind.SHOTS]
    assert seen(p).patients is None
    assert [one.fact_kind for one in seen(p, FIRE).facts] == [FactKind.SHOTS, FactKind.VICTIMS]
    patients = seen(p, FIRE).patients
    assert patients is not None
    assert (patients.red, patients.yellow, patients.green, patients.black) == (1, 2, 3, 0)
    assert "Poe" not in repr(seen(p, FIRE))
    assert "101" not in repr(seen(p, FIRE).facts), "a room is a place of the floor plans"
    assert seen(p).facts[0].acknowledged is None
    p.given(d.AcknowledgeFact(incident=incident, fact=fact, said_by="Moreno"))
    assert seen(p).facts[0].acknowledged == p.now
    p.given(d.EndFact(incident=incident, fact=fact, reason="x"))
    assert seen(p).facts == ()
    p.when(c.UnshareIncident(incident=incident, agency="WRFPD", share=(MEDICAL,)))
    p.then(ev(s.SeatUnshared, less=(MEDICAL,)))
    assert seen(p, FIRE).patients is None
    assert seen(p, FIRE).facts == ()
