"""Scenes of what a desk does beside calls, units and protective actions: its seats and books, roll calls, BOLOs, messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM
from dispatch.domain.bolos import BoloCategory
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.devices import Device, DeviceKind, Heard, PressTrust
from dispatch.domain.roster import DeskPosition
from dispatch.domain.shifts import ShiftCategory, Topic
from dispatch.domain.vocabulary import LeaveCause, PanicLevel, ReachWay
from tests.faults.roster import DISPATCHER, INTAKE, OFFICER, SECOND
from tests.faults.stage import Ask, Scenes, Stage

MARK = "the words that only this command writes"
DESK_SCENES = Scenes()
_scene = DESK_SCENES.of


async def call_of(stage: Stage, **known: Any) -> str:
    """A call nobody works yet."""
    order = c.CreateCall(**{"type": "VANDAL", "site": "GRHS", "distinct": True, **known})
    return str((await stage.do(DISPATCHER, order))["call"])


async def _seated(stage: Stage, *, taken: bool = True) -> str:
    await stage.do(SYSTEM, c.DefineRoster(positions=(DeskPosition(code="POS1", name="Position 1"),)))
    if taken:
        await stage.do(DISPATCHER, c.TakePosition(position="POS1"))
    return "POS1"


async def _bolo(stage: Stage) -> str:
    order = c.IssueBolo(category=BoloCategory.PERSON, reason="Seen at the gate", subject="Man, grey coat")
    return str((await stage.do(DISPATCHER, order))["bolo"])


async def _handover(stage: Stage) -> str:
    return str((await stage.do(DISPATCHER, c.PrepareHandover()))["handover"])


async def _signed(stage: Stage) -> str:
    handover = await _handover(stage)
    await stage.do(DISPATCHER, c.SignHandover(handover=handover, checked=tuple(Topic)))
    return handover


async def _rolling(stage: Stage) -> str:
    call = await call_of(stage)
    await stage.do(DISPATCHER, c.AssignUnits(call=call, units=("A7",), status=UnitStatus.OS))
    await stage.do(DISPATCHER, c.StartRollCall(call=call))
    return call


async def _notice(stage: Stage) -> str:
    await stage.do(DISPATCHER, c.SendMessage(text="Stay off the main channel", units=("A7",)))
    return next(iter(stage.state.notices))


# --- the seats and books of the desk ----------------------------------------------------------------------------------


@_scene(c.TakePosition)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.TakePosition(position=await _seated(stage, taken=False)))


@_scene(c.LeavePosition)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.LeavePosition(position=await _seated(stage)))


@_scene(c.FreePosition)
async def _(stage: Stage) -> Ask:
    position = await _seated(stage)
    return Ask(
        SYSTEM,
        c.FreePosition(position=position, person=DISPATCHER.person, cause=LeaveCause.SIGNED_OUT),
    )


@_scene(c.LeaveUnrelieved)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.LeaveUnrelieved(position=await _seated(stage), reason=MARK))


@_scene(c.WriteShiftEntry)
async def _(stage: Stage) -> Ask:
    entry = c.WriteShiftEntry(category=ShiftCategory.STAFFING, text=MARK, carry_forward=True)
    return Ask(DISPATCHER, entry)


@_scene(c.ClearShiftEntry)
async def _(stage: Stage) -> Ask:
    entry = c.WriteShiftEntry(category=ShiftCategory.WEATHER, text="Ice on the lots", carry_forward=True)
    return Ask(SECOND, c.ClearShiftEntry(entry=(await stage.do(DISPATCHER, entry))["entry"]))


@_scene(c.PrepareHandover)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.PrepareHandover())


@_scene(c.SignHandover)
async def _(stage: Stage) -> Ask:
    order = c.SignHandover(handover=await _handover(stage), checked=tuple(Topic), note=MARK)
    return Ask(DISPATCHER, order)


@_scene(c.AcceptHandover)
async def _(stage: Stage) -> Ask:
    return Ask(SECOND, c.AcceptHandover(handover=await _signed(stage)))


# --- calls and sites --------------------------------------------------------------------------------------------------


@_scene(c.TakeCall)
async def _(stage: Stage) -> Ask:
    return Ask(SECOND, c.TakeCall(call=await call_of(stage)))


@_scene(c.SplitCall)
async def _(stage: Stage) -> Ask:
    call = await call_of(stage)
    await stage.do(DISPATCHER, c.AddReport(call=call, source=CallSource.PHONE_ADMIN, text="Another matter"))
    return Ask(DISPATCHER, c.SplitCall(call=call, reports=(1,), text=MARK))


@_scene(c.OpenWorkOrder)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.OpenWorkOrder(site="GRHS", room="101", text=MARK))


@_scene(c.CloseWorkOrder)
async def _(stage: Stage) -> Ask:
    order = (await stage.do(DISPATCHER, c.OpenWorkOrder(site="GRHS", text="Door 4 sticks")))["order"]
    return Ask(DISPATCHER, c.CloseWorkOrder(order=order, text=MARK))


# --- BOLOs ------------------------------------------------------------------------------------------------------------


@_scene(c.IssueBolo)
async def _(stage: Stage) -> Ask:
    order = c.IssueBolo(category=BoloCategory.PERSON, reason=MARK, subject="Man, grey coat")
    return Ask(DISPATCHER, order)


@_scene(c.ExtendBolo)
async def _(stage: Stage) -> Ask:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=7)
    return Ask(DISPATCHER, c.ExtendBolo(bolo=await _bolo(stage), expires=until, reason=MARK))


@_scene(c.CancelBolo)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.CancelBolo(bolo=await _bolo(stage), reason=MARK))


@_scene(c.AttachBoloPhoto)
async def _(stage: Stage) -> Ask:
    address = await stage.send_file(DISPATCHER)
    return Ask(DISPATCHER, c.AttachBoloPhoto(bolo=await _bolo(stage), sha256=address))


@_scene(c.AcknowledgeBolo)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.AcknowledgeBolo(bolo=await _bolo(stage), unit="A7"))


# --- roll calls and the air -------------------------------------------------------------------------------------------


@_scene(c.StartRollCall)
async def _(stage: Stage) -> Ask:
    call = await call_of(stage)
    await stage.do(DISPATCHER, c.AssignUnits(call=call, units=("A7",), status=UnitStatus.OS))
    return Ask(DISPATCHER, c.StartRollCall(call=call))


@_scene(c.AnswerRollCall)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.AnswerRollCall(call=await _rolling(stage), unit="A7", text=MARK))


@_scene(c.EndRollCall)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.EndRollCall(call=await _rolling(stage), reason=MARK))


@_scene(c.HoldTraffic)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.HoldTraffic(reason=MARK))


@_scene(c.ReleaseTraffic)
async def _(stage: Stage) -> Ask:
    await stage.do(DISPATCHER, c.HoldTraffic())
    return Ask(DISPATCHER, c.ReleaseTraffic())


# --- messages and who knows -------------------------------------------------------------------------------------------


@_scene(c.SendMessage)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.SendMessage(text=MARK, units=("A7",)))


@_scene(c.AcknowledgeNotice)
async def _(stage: Stage) -> Ask:
    return Ask(OFFICER, c.AcknowledgeNotice(notice=await _notice(stage)))


@_scene(c.RecordReached)
async def _(stage: Stage) -> Ask:
    order = c.RecordReached(notice=await _notice(stage), recipient="unit:A7", way=ReachWay.RADIO)
    return Ask(DISPATCHER, order)


async def _registered(stage: Stage) -> str:
    device = Device(code="W-101", device_kind=DeviceKind.WEARABLE, site="GRHS", building="MAIN", room="101")
    await stage.do(SYSTEM, c.DefineRoster(devices=(device,)))
    return device.code


@_scene(c.ReceivePress)
async def _(stage: Stage) -> Ask:
    press = c.ReceivePress(
        device=await _registered(stage), trust=PressTrust.VERIFIED, received_at=datetime.now(UTC), text=MARK
    )
    return Ask(INTAKE, press)


@_scene(c.HearDevices)
async def _(stage: Stage) -> Ask:
    return Ask(INTAKE, c.HearDevices(heard=(Heard(device=await _registered(stage), battery=9),)))


@_scene(c.OpenTestWindow)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.OpenTestWindow(site="GRHS", minutes=30, reason=MARK))


@_scene(c.EndTestWindow)
async def _(stage: Stage) -> Ask:
    window = (await stage.do(DISPATCHER, c.OpenTestWindow(site="GRHS", minutes=30)))["window"]
    return Ask(DISPATCHER, c.EndTestWindow(window=window))


# --- schools: presses on people's own screens, and their teams -------------------------------------------------------------


async def _press(stage: Stage) -> str:
    await stage.do(DISPATCHER, c.RaisePanic(site="GRHS", level=PanicLevel.STAFF_ASSIST))
    return next(iter(stage.state.panics))


async def _in_charge(stage: Stage) -> SrtRole:
    role = SrtRole.INCIDENT_COMMANDER
    await stage.do(DISPATCHER, c.TakeSrtRole(site="GRHS", role=role, name="Renata Vance"))
    return role


@_scene(c.AnswerPanic)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.AnswerPanic(site="GRHS", panic=await _press(stage), safe=True, people=24))


@_scene(c.WithdrawPanic)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.WithdrawPanic(site="GRHS", panic=await _press(stage)))


@_scene(c.TakeSrtRole)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.TakeSrtRole(site="GRHS", role=SrtRole.FIRST_AID, name=MARK))


@_scene(c.PassSrtRole)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.PassSrtRole(site="GRHS", role=await _in_charge(stage), to=MARK))


@_scene(c.LeaveSrtRole)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.LeaveSrtRole(site="GRHS", role=await _in_charge(stage)))


@_scene(c.MarkSrtAway)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.MarkSrtAway(site="GRHS", name=MARK))


@_scene(c.TickSrtItem)
async def _(stage: Stage) -> Ask:
    order = c.StartAction(sites=("GRHS",), type=ActionType.LOCKDOWN)
    action = str((await stage.do(DISPATCHER, order))["actions"][0])
    tick = c.TickSrtItem(site="GRHS", action=action, role=SrtRole.COMMUNICATIONS, item="PA")
    return Ask(DISPATCHER, tick)
