"""Scenes of incidents and their command."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from dispatch.domain import incident_orders as o
from dispatch.domain.conduct_orders import CheckInResource
from dispatch.domain.incidents import Complexity, SaidHow, TransferSide
from tests.faults.desk_scenes import MARK, call_of
from tests.faults.roster import DISPATCHER
from tests.faults.stage import Ask, Scenes, Stage

COMMAND_SCENES = Scenes()
_scene = COMMAND_SCENES.of
_MORENO: dict[str, Any] = {"name": "Moreno", "title": "Lt.", "agency": "DSS"}
_LUND: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "MPD"}


async def _incident(stage: Stage) -> str:
    order = o.PromoteCall(call=await call_of(stage))
    return str((await stage.do(DISPATCHER, order))["incident"])


async def commanded(stage: Stage) -> str:
    incident = await _incident(stage)
    await stage.do(DISPATCHER, o.EstablishCommand(incident=incident, post="North lot", **_MORENO))
    return incident


async def _offered(stage: Stage) -> str:
    incident = await commanded(stage)
    await stage.do(DISPATCHER, o.OfferTransfer(incident=incident, **_LUND))
    return incident


async def _member(stage: Stage) -> tuple[str, str]:
    incident = await _incident(stage)
    order = o.AddUnifiedMember(incident=incident, authority="Law", **_LUND)
    return incident, str((await stage.do(DISPATCHER, order))["member"])


async def arrived(stage: Stage, incident: str) -> None:
    """Somebody of another agency is there."""
    order = CheckInResource(incident=incident, name="M41", agency="MPD", resource="car")
    await stage.do(DISPATCHER, order)


@_scene(o.PromoteCall)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, o.PromoteCall(call=await call_of(stage), name=MARK))


@_scene(o.JoinIncident)
async def _(stage: Stage) -> Ask:
    incident = await _incident(stage)
    return Ask(DISPATCHER, o.JoinIncident(incident=incident, call=await call_of(stage)))


@_scene(o.ChangeIncident)
async def _(stage: Stage) -> Ask:
    order = o.ChangeIncident(incident=await _incident(stage), complexity=Complexity.TYPE_4, reason=MARK)
    return Ask(DISPATCHER, order)


@_scene(o.CloseIncident)
async def _(stage: Stage) -> Ask:
    order = o.EstablishCommand(site="GRHS", post="North lot", **_MORENO)
    incident = str((await stage.do(DISPATCHER, order))["incident"])
    await stage.do(DISPATCHER, o.TerminateCommand(incident=incident))
    return Ask(DISPATCHER, o.CloseIncident(incident=incident, outcome=MARK))


@_scene(o.EstablishCommand)
async def _(stage: Stage) -> Ask:
    order = o.EstablishCommand(incident=await _incident(stage), post=MARK, **_MORENO)
    return Ask(DISPATCHER, order)


@_scene(o.OfferTransfer)
async def _(stage: Stage) -> Ask:
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=30)
    order = o.OfferTransfer(incident=await commanded(stage), effective_at=at, reason=MARK, **_LUND)
    return Ask(DISPATCHER, order)


@_scene(o.ConfirmTransfer)
async def _(stage: Stage) -> Ask:
    order = o.ConfirmTransfer(
        incident=await _offered(stage), side=TransferSide.INCOMING, how=SaidHow.RADIO, briefed=True
    )
    return Ask(DISPATCHER, order)


@_scene(o.CancelTransfer)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, o.CancelTransfer(incident=await _offered(stage), reason=MARK))


@_scene(o.AssumeCommand)
async def _(stage: Stage) -> Ask:
    order = o.AssumeCommand(incident=await commanded(stage), reason=MARK, how=SaidHow.RADIO, **_LUND)
    return Ask(DISPATCHER, order)


@_scene(o.RatifyCommand)
async def _(stage: Stage) -> Ask:
    incident = await commanded(stage)
    order = o.AssumeCommand(incident=incident, reason="He is hurt", how=SaidHow.RADIO, **_LUND)
    await stage.do(DISPATCHER, order)
    return Ask(DISPATCHER, o.RatifyCommand(incident=incident, said_by="Chief Roe"))


@_scene(o.TerminateCommand)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, o.TerminateCommand(incident=await commanded(stage), text=MARK))


@_scene(o.AddUnifiedMember)
async def _(stage: Stage) -> Ask:
    order = o.AddUnifiedMember(incident=await commanded(stage), authority="Law", **_LUND)
    return Ask(DISPATCHER, order)


@_scene(o.ConfirmUnifiedMember)
async def _(stage: Stage) -> Ask:
    incident, member = await _member(stage)
    return Ask(DISPATCHER, o.ConfirmUnifiedMember(incident=incident, member=member, how=SaidHow.PHONE))


@_scene(o.LeaveUnified)
async def _(stage: Stage) -> Ask:
    incident, member = await _member(stage)
    return Ask(DISPATCHER, o.LeaveUnified(incident=incident, member=member, reason=MARK))


@_scene(o.KeepSingleCommand)
async def _(stage: Stage) -> Ask:
    incident = await commanded(stage)
    await arrived(stage, incident)
    return Ask(DISPATCHER, o.KeepSingleCommand(incident=incident, reason=MARK))


@_scene(o.PlanCommand)
async def _(stage: Stage) -> Ask:
    order = o.PlanCommand(incident=await commanded(stage), priorities=("Life safety",), channels=MARK)
    return Ask(DISPATCHER, order)
