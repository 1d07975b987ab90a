"""Scenes of decisions, facts, organisation and work of incidents."""

from __future__ import annotations

from typing import Any

from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.decision_matrix import Party
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.decision_records import FactKind
from dispatch.domain.incident_work import Benchmark, CheckInStatus
from dispatch.domain.incidents import SaidHow
from tests.faults.command_scenes import arrived, commanded
from tests.faults.desk_scenes import MARK
from tests.faults.roster import DISPATCHER, OFFICER
from tests.faults.stage import Ask, Scenes, Stage

CONDUCT_SCENES = Scenes()
_scene = CONDUCT_SCENES.of
_LUND: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "MPD"}


async def _did(stage: Stage, order: Any, name: str) -> str:
    return str((await stage.do(DISPATCHER, order))[name])


async def _decided(stage: Stage) -> tuple[str, str]:
    incident = await commanded(stage)
    order = d.RecordDecision(incident=incident, text="They wait", **_LUND)
    return incident, await _did(stage, order, "decision")


async def _known(stage: Stage) -> tuple[str, str]:
    incident = await commanded(stage)
    order = d.RecordFact(incident=incident, fact_kind=FactKind.SHOTS, text="Two shots")
    return incident, await _did(stage, order, "fact")


@_scene(d.RaiseQuestion)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, d.RaiseQuestion(incident=await commanded(stage), question=MARK))


@_scene(d.RecordDecision)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, d.RecordDecision(incident=await commanded(stage), text=MARK, **_LUND))


@_scene(d.WithdrawDecision)
async def _(stage: Stage) -> Ask:
    incident, decision = await _decided(stage)
    return Ask(DISPATCHER, d.WithdrawDecision(incident=incident, decision=decision, reason=MARK))


@_scene(d.AcknowledgeDecision)
async def _(stage: Stage) -> Ask:
    incident, decision = await _decided(stage)
    order = d.AcknowledgeDecision(incident=incident, decision=decision, party=Party.SCHOOL, how=SaidHow.PHONE)
    return Ask(DISPATCHER, order)


@_scene(d.RecordFact)
async def _(stage: Stage) -> Ask:
    order = d.RecordFact(incident=await commanded(stage), fact_kind=FactKind.OTHER, text=MARK)
    return Ask(DISPATCHER, order)


@_scene(d.AcknowledgeFact)
async def _(stage: Stage) -> Ask:
    incident, fact = await _known(stage)
    return Ask(DISPATCHER, d.AcknowledgeFact(incident=incident, fact=fact))


@_scene(d.EndFact)
async def _(stage: Stage) -> Ask:
    incident, fact = await _known(stage)
    return Ask(DISPATCHER, d.EndFact(incident=incident, fact=fact, reason=MARK))


@_scene(d.Reassess)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, d.Reassess(incident=await commanded(stage), text=MARK))


@_scene(w.AssignFunction)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, w.AssignFunction(incident=await commanded(stage), role=IcsRole.PIO, **_LUND))


@_scene(w.RelieveFunction)
async def _(stage: Stage) -> Ask:
    incident = await commanded(stage)
    await stage.do(DISPATCHER, w.AssignFunction(incident=incident, role=IcsRole.PIO, **_LUND))
    return Ask(DISPATCHER, w.RelieveFunction(incident=incident, role=IcsRole.PIO, reason=MARK))


@_scene(w.SetObjective)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, w.SetObjective(incident=await commanded(stage), text=MARK))


@_scene(w.EndObjective)
async def _(stage: Stage) -> Ask:
    incident = await commanded(stage)
    objective = await _did(stage, w.SetObjective(incident=incident, text="Life safety"), "objective")
    return Ask(DISPATCHER, w.EndObjective(incident=incident, objective=objective, met=True))


@_scene(w.RequestResource)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, w.RequestResource(incident=await commanded(stage), what=MARK, count=3))


@_scene(w.MoveRequest)
async def _(stage: Stage) -> Ask:
    incident = await commanded(stage)
    request = await _did(stage, w.RequestResource(incident=incident, what="Buses"), "request")
    return Ask(DISPATCHER, w.MoveRequest(incident=incident, request=request, owner="Ops", note=MARK))


@_scene(w.CheckInResource)
async def _(stage: Stage) -> Ask:
    order = w.CheckInResource(
        incident=await commanded(stage), name="Engine 12", agency="MPD", resource="Engine", contact=MARK
    )
    return Ask(DISPATCHER, order)


@_scene(w.StageUnit)
async def _(stage: Stage) -> Ask:
    await stage.do(
        DISPATCHER, o.EstablishCommand(site="GRHS", name="Moreno", title="Lt.", agency="DSS", post="lot")
    )
    await stage.do(DISPATCHER, c.StartAction(sites=("GRHS",), type=ActionType.SECURE))
    return Ask(OFFICER, w.StageUnit(unit="A7", site="GRHS", people=2))


@_scene(w.MoveCheckIn)
async def _(stage: Stage) -> Ask:
    incident = await commanded(stage)
    order = w.CheckInResource(incident=incident, name="Engine 12", agency="MPD", resource="Engine")
    check_in = await _did(stage, order, "check_in")
    return Ask(DISPATCHER, w.MoveCheckIn(incident=incident, check_in=check_in, status=CheckInStatus.RESTING))


@_scene(w.MarkBenchmark)
async def _(stage: Stage) -> Ask:
    order = w.MarkBenchmark(incident=await commanded(stage), benchmark=Benchmark.CONTAINED)
    return Ask(DISPATCHER, order)


@_scene(w.CountPatients)
async def _(stage: Stage) -> Ask:
    order = w.CountPatients(incident=await commanded(stage), red=1, yellow=0, green=2, black=0)
    return Ask(DISPATCHER, order)


@_scene(w.ReportHeadCount)
async def _(stage: Stage) -> Ask:
    order = w.ReportHeadCount(incident=await commanded(stage), agency="MPD", people=4)
    return Ask(DISPATCHER, order)


@_scene(w.StartPar)
async def _(stage: Stage) -> Ask:
    incident = await commanded(stage)
    await arrived(stage, incident)
    return Ask(DISPATCHER, w.StartPar(incident=incident))
