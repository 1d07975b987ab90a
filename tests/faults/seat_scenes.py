"""Scenes of partner agencies at an incident."""

from __future__ import annotations

from dispatch.domain import incident_orders as o
from dispatch.domain import seat_orders as c
from dispatch.domain.actor import Actor, Role
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.seats import LineTag, ShareClass, guest_person
from tests.faults.desk_scenes import MARK, call_of
from tests.faults.roster import DISPATCHER
from tests.faults.stage import Ask, Scenes, Stage

SEAT_SCENES = Scenes()
_scene = SEAT_SCENES.of
_OPERATIONAL = (ShareClass.OPERATIONAL,)


async def _incident(stage: Stage) -> str:
    order = o.PromoteCall(call=await call_of(stage))
    return str((await stage.do(DISPATCHER, order))["incident"])


async def _shared(stage: Stage) -> str:
    incident = await _incident(stage)
    await stage.do(DISPATCHER, c.ShareIncident(incident=incident, agency="MPD", share=_OPERATIONAL))
    return incident


async def _invited(stage: Stage) -> tuple[str, str]:
    incident = await _incident(stage)
    order = c.InviteGuest(incident=incident, agency="MPD", name="Park", title="Sgt.")
    return incident, str((await stage.do(DISPATCHER, order))["guest"])


async def _line(stage: Stage) -> tuple[str, str]:
    incident = await _shared(stage)
    order = c.ShareLine(incident=incident, tag=LineTag.HAZARD, text="gas", asks=True)
    return incident, str((await stage.do(DISPATCHER, order))["line"])


@_scene(c.ShareIncident)
async def _(stage: Stage) -> Ask:
    order = c.ShareIncident(incident=await _incident(stage), agency="MPD", share=_OPERATIONAL)
    return Ask(DISPATCHER, order)


@_scene(c.UnshareIncident)
async def _(stage: Stage) -> Ask:
    order = c.UnshareIncident(incident=await _shared(stage), agency="MPD", share=_OPERATIONAL, reason=MARK)
    return Ask(DISPATCHER, order)


@_scene(c.InviteGuest)
async def _(stage: Stage) -> Ask:
    return Ask(
        DISPATCHER, c.InviteGuest(incident=await _incident(stage), agency="MPD", name="Park", title=MARK)
    )


@_scene(c.RevokeGuest)
async def _(stage: Stage) -> Ask:
    incident, guest = await _invited(stage)
    return Ask(DISPATCHER, c.RevokeGuest(incident=incident, guest=guest, reason=MARK))


@_scene(c.TakeSeat)
async def _(stage: Stage) -> Ask:
    _, guest = await _invited(stage)
    who = Actor(person=guest_person(guest), name="Park", role=Role.LIAISON, agency="MPD")
    return Ask(who, c.TakeSeat(guest=guest, name="Park", title="Sgt.", said_agency=MARK))


@_scene(c.ShareLine)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.ShareLine(incident=await _shared(stage), tag=LineTag.REQUEST, text=MARK))


@_scene(c.AcknowledgeShared)
async def _(stage: Stage) -> Ask:
    incident, line = await _line(stage)
    order = c.AcknowledgeShared(incident=incident, line=line, agency="MPD", said_by=MARK)
    return Ask(DISPATCHER, order)


@_scene(c.AddPartnerUnit)
async def _(stage: Stage) -> Ask:
    order = c.AddPartnerUnit(incident=await _shared(stage), name="P12", agency="MPD", what=MARK)
    return Ask(DISPATCHER, order)


@_scene(c.SetPartnerUnit)
async def _(stage: Stage) -> Ask:
    incident = await _shared(stage)
    add = c.AddPartnerUnit(incident=incident, name="P12", agency="MPD")
    unit = str((await stage.do(DISPATCHER, add))["unit"])
    return Ask(DISPATCHER, c.SetPartnerUnit(incident=incident, unit_id=unit, status=UnitStatus.OS))
