"""The organisation and work of an incident: who does what, what is wanted, asked for, and there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dispatch.domain import conduct_events as e
from dispatch.domain import conduct_orders as w
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.events import RollCallStarted
from dispatch.domain.incident_work import Benchmark, CheckInStatus, ObjectiveStatus, RequestStatus
from dispatch.domain.incidents import Commander, SaidHow, Span, Word
from dispatch.domain.organisation import effective, function_id
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import AlarmKind
from tests.domain.district import ADAM3, ADAM7, RITA
from tests.domain.playbook import Playbook, ev, play
from tests.domain.plays.decisions import LOPEZ, LUND, MORENO, commanded

RADIO, SELF = SaidHow.RADIO, SaidHow.SELF
CRUZ: dict[str, Any] = {"name": "Cruz", "title": "Sgt.", "agency": "MPD"}


def holder(p: Playbook, role: IcsRole) -> IcsRole | None:
    return effective(p.state.functions.values())[role]


@play
def a_function_has_one_holder_and_what_is_unfilled_goes_up(p: Playbook) -> None:
    incident = commanded(p)
    assert holder(p, IcsRole.SEARCH) is None, "command holds what nobody is named for"
    p.when(w.AssignFunction(incident=incident, role=IcsRole.OPERATIONS, **CRUZ))
    p.then(ev(e.FunctionAssigned, who=Commander(**CRUZ), before=None, word=Word(said_by="Moreno", how=RADIO)))
    assert holder(p, IcsRole.SEARCH) is IcsRole.OPERATIONS
    assert holder(p, IcsRole.PIO) is None
    p.when(w.AssignFunction(incident=incident, role=IcsRole.OPERATIONS, **CRUZ))
    p.refused("holds_already", "name")
    p.wait(minutes=5)
    p.when(w.AssignFunction(incident=incident, role=IcsRole.OPERATIONS, **LUND))
    p.then(ev(e.FunctionAssigned, before="Cruz"))
    present = p.state.functions[function_id(incident, IcsRole.OPERATIONS)]
    assert present.held is not None
    assert (present.held.who.name, present.history[0].who.name, present.history[0].until) == (
        "Lund",
        "Cruz",
        p.now,
    )
    p.when(w.AssignFunction(incident=incident, role=IcsRole.OPERATIONS, deputy=True, **CRUZ))
    p.then(ev(e.FunctionAssigned, deputy=True, before=None))
    p.when(w.RelieveFunction(incident=incident, role=IcsRole.OPERATIONS, reason="Rest"))
    p.then(ev(e.FunctionRelieved, who=Commander(**LUND), reason=Protected("Rest")))
    assert holder(p, IcsRole.SEARCH) is IcsRole.OPERATIONS, "the deputy goes on"
    p.when(w.RelieveFunction(incident=incident, role=IcsRole.OPERATIONS, deputy=True))
    p.then(ev(e.FunctionRelieved, deputy=True))
    assert holder(p, IcsRole.SEARCH) is None
    p.when(w.RelieveFunction(incident=incident, role=IcsRole.OPERATIONS))
    p.refused("not_held", "role")


@play
def command_assigns_and_says_so_itself(p: Playbook) -> None:
    p.action("LOCKDOWN")
    (incident,) = p.state.incidents
    p.when(w.AssignFunction(incident=incident, role=IcsRole.PIO, **LOPEZ))
    p.refused("no_command", "incident")
    p.given(o.EstablishCommand(incident=incident, post="lot", unit="A7", **MORENO))
    p.when(w.AssignFunction(incident=incident, role=IcsRole.PIO, how=SELF, **LOPEZ), by=ADAM7)
    p.then(ev(e.FunctionAssigned, word=Word(said_by="Moreno", how=SELF)))
    p.when(w.AssignFunction(incident=incident, role=IcsRole.PIO, how=SELF, **CRUZ), by=ADAM3)
    p.refused("not_found")
    p.when(w.AssignFunction(incident=incident, role=IcsRole.SAFETY, **{**CRUZ, "agency": "NOSUCH"}))
    p.refused("unknown_agency", "agency")
    p.when(w.AssignFunction(incident=incident, role=IcsRole.SAFETY, unit="NOSUCH", **CRUZ))
    p.refused("unknown_unit", "unit")
    p.when(w.RelieveFunction(incident="nosuch", role=IcsRole.PIO))
    p.refused("not_found")


@play
def six_who_report_to_one_are_a_warning(p: Playbook) -> None:
    incident = commanded(p)
    staff = (IcsRole.PIO, IcsRole.SAFETY, IcsRole.LIAISON, IcsRole.OPERATIONS, IcsRole.PLANNING)
    for role in staff:
        p.given(w.AssignFunction(incident=incident, role=role, **{**CRUZ, "name": f"Cruz {role}"}))
    assert p.state.incidents[incident].spans == ()
    p.when(w.AssignFunction(incident=incident, role=IcsRole.SEARCH, **{**CRUZ, "name": "Roy"}))
    p.then(ev(e.FunctionAssigned))
    assert p.state.incidents[incident].spans == (), "search stands under operations"
    p.given(w.AssignFunction(incident=incident, role=IcsRole.LOGISTICS, **{**CRUZ, "name": "Ray"}))
    assert p.state.incidents[incident].spans == (Span(role=None, count=6),)
    (tied,) = p.state.incidents[incident].calls
    p.sent(tied.id, "A3", status=UnitStatus.OS)
    assert p.state.incidents[incident].spans == (Span(role=None, count=6),), "units are operations'"
    p.given(w.RelieveFunction(incident=incident, role=IcsRole.OPERATIONS))
    # Without operations its group and its units are command's as well.
    assert p.state.incidents[incident].spans == (Span(role=None, count=7),)


@play
def objectives_are_met_or_dropped(p: Playbook) -> None:
    incident = commanded(p)
    p.when(w.SetObjective(incident=incident, text="Everybody accounted for"))
    done = p.then(ev(e.ObjectiveSet, word=Word(said_by="Moreno", how=RADIO)))
    objective = str(done.refs["objective"])
    p.when(w.EndObjective(incident=incident, objective=objective, met=True))
    p.then(ev(e.ObjectiveEnded, place=1, met=True))
    assert p.state.objectives[objective].status is ObjectiveStatus.MET
    p.when(w.EndObjective(incident=incident, objective=objective, met=False))
    p.refused("objective_over", "objective")
    p.when(w.EndObjective(incident=incident, objective="nosuch", met=False))
    p.refused("unknown_objective", "objective")
    second = str(p.given(w.SetObjective(incident=incident, text="Reunify by two"))["objective"])
    p.given(w.EndObjective(incident=incident, objective=second, met=False))
    assert (p.state.objectives[second].place, p.state.objectives[second].status) == (
        2,
        ObjectiveStatus.DROPPED,
    )
    p.given(o.AddUnifiedMember(incident=incident, authority="law", how=RADIO, **MORENO))
    p.given(o.AddUnifiedMember(incident=incident, authority="fire", how=RADIO, **LUND))
    p.when(w.SetObjective(incident=incident, text="Families told"))
    p.then(ev(e.ObjectiveSet, word=Word(said_by="Unified command", how=RADIO)))


@play
def what_is_asked_for_has_an_owner_and_a_state(p: Playbook) -> None:
    incident = commanded(p)
    p.when(w.RequestResource(incident=incident, what="Buses", count=10))
    done = p.then(ev(e.ResourceRequested, count=10, owner=None), warned="Nobody follows this up")
    request = str(done.refs["request"])
    p.when(w.MoveRequest(incident=incident, request=request))
    p.refused("empty_change", "status")
    p.when(w.MoveRequest(incident=incident, request=request, status=RequestStatus.ORDERED, owner="Transport"))
    p.then(ev(e.RequestMoved, place=1, status=RequestStatus.ORDERED))
    p.wait(minutes=9)
    p.given(w.MoveRequest(incident=incident, request=request, status=RequestStatus.ARRIVED, note="8 of 10"))
    now = p.state.requests[request]
    assert (now.status, now.owner, now.times["arrived"], now.note) == (
        RequestStatus.ARRIVED,
        "Transport",
        p.now,
        Protected("8 of 10"),
    )
    p.when(w.MoveRequest(incident=incident, request=request, owner="x"))
    p.refused("request_over", "request")
    p.when(w.MoveRequest(incident=incident, request="nosuch", owner="x"))
    p.refused("unknown_request", "request")
    p.when(w.RequestResource(incident=incident, what="K-9", agency="NOSUCH"))
    p.refused("unknown_agency", "agency")
    (tied,) = p.state.incidents[incident].calls
    p.sent(tied.id, "SRO5", status=UnitStatus.OS)
    p.when(w.RequestResource(incident=incident, what="K-9", owner="Ops", how=SELF), by=RITA)
    p.then(ev(e.ResourceRequested, word=Word(said_by="Rita", how=SELF)))


@play
def who_was_not_sent_for_stages_whatever_they_came_for(p: Playbook) -> None:
    incident = commanded(p)
    crew: dict[str, Any] = {"agency": "WRFPD", "resource": "Engine company", "people": 4}
    p.when(w.CheckInResource(incident=incident, name="Engine 12", assignment="Inside", **crew))
    done = p.then(
        ev(e.ResourceCheckedIn, status=CheckInStatus.STAGED, assignment=None), warned="was not sent for"
    )
    engine = str(done.refs["check_in"])
    p.when(w.CheckInResource(incident=incident, name="Medic 3", sent_for=True, assignment="Triage", **crew))
    p.then(ev(e.ResourceCheckedIn, status=CheckInStatus.ASSIGNED, assignment="Triage"))
    p.when(w.CheckInResource(incident=incident, name="engine 12", **crew))
    p.refused("checked_in", "name")
    moved: dict[str, Any] = {"incident": incident, "check_in": engine}
    p.when(w.MoveCheckIn(**moved, status=CheckInStatus.ASSIGNED))
    p.refused("assignment_missing", "assignment")
    p.when(w.MoveCheckIn(**moved, status=CheckInStatus.ASSIGNED, assignment="Stand by"))
    p.then(ev(e.CheckInMoved, status=CheckInStatus.ASSIGNED, assignment="Stand by"))
    p.when(w.MoveCheckIn(**moved, status=CheckInStatus.OUT))
    p.then(ev(e.CheckInMoved, status=CheckInStatus.OUT, assignment=None))
    p.when(w.MoveCheckIn(**moved, status=CheckInStatus.RESTING))
    p.refused("checked_out", "check_in")
    p.when(w.MoveCheckIn(incident=incident, check_in="nosuch", status=CheckInStatus.OUT))
    p.refused("unknown_check_in", "check_in")
    p.when(w.CheckInResource(incident=incident, name="x", agency="NOSUCH", resource="x"))
    p.refused("unknown_agency", "agency")


@play
def whoever_comes_says_where_from_when_and_in_what(p: Playbook) -> None:
    incident = commanded(p)
    came: dict[str, Any] = {"incident": incident, "name": "K-9 4", "agency": "MPD", "resource": "K-9"}
    p.when(w.CheckInResource(**came, departed_at=p.now + timedelta(minutes=1)))
    p.refused("bad_value", "departed_at")
    left = p.now - timedelta(minutes=20)
    p.when(w.CheckInResource(**came, departed_from="Station 4", departed_at=left, travel="Patrol car"))
    p.then(
        ev(
            e.ResourceCheckedIn,
            departed_from=Protected("Station 4"),
            departed_at=left,
            travel=Protected("Patrol car"),
        ),
        warned="was not sent for",
    )
    (there,) = p.state.check_ins.values()
    assert (there.departed_from, there.departed_at, there.travel) == (
        Protected("Station 4"),
        left,
        Protected("Patrol car"),
    )


@play
def benchmarks_patients_and_head_counts_are_said_by_somebody(p: Playbook) -> None:
    p.action("LOCKDOWN")
    (incident,) = p.state.incidents
    counts: dict[str, Any] = {"red": 1, "yellow": 2, "green": 5, "black": 0}
    p.when(w.CountPatients(incident=incident, **counts))
    p.refused("no_command", "incident")
    p.when(w.SetObjective(incident=incident, text="x"))
    p.refused("no_command", "incident")
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    p.when(w.MarkBenchmark(incident=incident, benchmark=Benchmark.CONTAINED))
    p.then(ev(e.BenchmarkReached))
    assert p.state.incidents[incident].times["t_contained"] == p.now
    p.when(w.MarkBenchmark(incident=incident, benchmark=Benchmark.CONTAINED))
    p.refused("marked_already", "benchmark")
    p.when(w.CountPatients(incident=incident, **counts))
    p.then(ev(e.PatientsCounted, **counts))
    p.when(w.ReportHeadCount(incident=incident, agency="WRFPD", people=4, missing=5))
    p.refused("too_many", "missing")
    p.when(w.ReportHeadCount(incident=incident, agency="WRFPD", people=4, missing=1))
    p.then(ev(e.HeadCountReported, missing=1))
    p.given(w.ReportHeadCount(incident=incident, agency="WRFPD", people=4))
    (counted,) = p.state.incidents[incident].head_counts
    assert (counted.people, counted.missing, counted.said.at) == (4, 0, p.now)


@play
def par_of_a_whole_incident_is_one_act_and_everybody_answers(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    (incident,) = p.state.incidents
    p.when(w.StartPar(incident=incident))
    p.refused("nobody_there", "incident")
    p.sent(call, "A7", "A3")
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    lund: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "WRFPD"}
    p.given(w.AssignFunction(incident=incident, role=IcsRole.MEDICAL, said_by="Moreno", **lund))
    p.when(w.ReportHeadCount(incident=incident, agency="WRFPD", people=2, role=IcsRole.SEARCH))
    p.refused("not_held", "role")
    p.when(w.StartPar(incident=incident))
    p.then(
        ev(
            e.ParStarted,
            agencies=("MPD", "WRFPD"),
            groups=(e.ParGroup(role=IcsRole.MEDICAL, agency="WRFPD"),),
        ),
        ev(RollCallStarted, units=("A7", "A3")),
    )
    p.when(w.StartPar(incident=incident))
    p.refused("par_running", "incident")
    p.given(w.ReportHeadCount(incident=incident, agency="MPD", people=6))
    p.fall("par")
    assert p.state.alarms[f"muster:{incident}"].alarm_kind is AlarmKind.PAR_MISSING
    p.given(w.ReportHeadCount(incident=incident, agency="WRFPD", people=4))
    par = p.state.incidents[incident].par
    assert par is not None
    assert [(one.agency, one.role, one.answer is not None) for one in par.asks] == [
        ("MPD", None, True),
        ("WRFPD", None, True),
        ("WRFPD", IcsRole.MEDICAL, False),
    ]
    p.given(w.ReportHeadCount(incident=incident, agency="WRFPD", people=2, missing=1, role=IcsRole.MEDICAL))
    now = p.state.incidents[incident]
    assert now.par is not None
    assert now.par.ended_at == p.now
    assert f"muster:{incident}" in p.state.alarms, "somebody is missing"
    assert {one.agency: one.people for one in now.head_counts} == {"MPD": 6, "WRFPD": 4}
    p.given(w.ReportHeadCount(incident=incident, agency="WRFPD", people=2, role=IcsRole.MEDICAL))
    assert f"muster:{incident}" not in p.state.alarms
    p.when(w.StartPar(incident=incident))
    p.then(ev(e.ParStarted))
