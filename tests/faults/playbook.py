"""For every kind of command, how to bring a district to where it is valid, and the command itself.

A scene gives orders like anybody else and hands back the one that the test is about. It must not know what will be
done to the process that carries it out.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import get_args

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType, RoomClear
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.domain.crews import DutyShift
from dispatch.domain.roster import Unit, UnitKind
from dispatch.domain.timers import due_command, due_timers
from dispatch.domain.vocabulary import CallEnd, Confirmation, LinkKind, Priority
from tests.faults.command_scenes import COMMAND_SCENES
from tests.faults.conduct_scenes import CONDUCT_SCENES
from tests.faults.desk_scenes import DESK_SCENES, MARK, call_of
from tests.faults.form_scenes import FORM_SCENES
from tests.faults.room_scenes import ROOM_SCENES
from tests.faults.roster import DISPATCHER, OFFICER, OPEN, SECOND, SUPERVISOR
from tests.faults.seat_scenes import SEAT_SCENES
from tests.faults.stage import Ask, Scenes, Stage
from tests.faults.threat_scenes import THREAT_SCENES
from tests.faults.wall_scenes import WALL_SCENES

KINDS: tuple[type[Command], ...] = get_args(Command)
SCENES = Scenes(
    DESK_SCENES
    | COMMAND_SCENES
    | CONDUCT_SCENES
    | ROOM_SCENES
    | SEAT_SCENES
    | THREAT_SCENES
    | WALL_SCENES
    | FORM_SCENES
)
_scene = SCENES.of


async def _on_scene(stage: Stage) -> str:
    call = await call_of(stage)
    await stage.do(DISPATCHER, c.AssignUnits(call=call, units=("A7",), status=UnitStatus.OS))
    return call


async def _action(stage: Stage, action_type: ActionType, mode: Mode = Mode.ACTUAL) -> str:
    order = c.StartAction(sites=("GRHS",), type=action_type, mode=mode)
    return str((await stage.do(DISPATCHER, order))["actions"][0])


async def _releasing(stage: Stage) -> str:
    action = await _action(stage, ActionType.LOCKDOWN)
    await stage.do(DISPATCHER, c.RequestLockdownRelease(action=action, authority="Sgt. Vale, MPD"))
    await stage.do(SECOND, c.ConfirmLockdownRelease(action=action))
    return action


def _soon(minutes: int = 30) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=minutes)


# --- the district -----------------------------------------------------------------------------------------------


@_scene(c.OpenDistrict)
async def _(stage: Stage) -> Ask:
    return Ask(SYSTEM, OPEN)


@_scene(c.DefineRoster)
async def _(stage: Stage) -> Ask:
    new = Unit(code="B1", unit_kind=UnitKind.PATROL, agency="DSS")
    return Ask(SYSTEM, c.DefineRoster(units=(new,)))


@_scene(c.SuspendDrills)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.SuspendDrills(suspended=True, reason=MARK))


# --- calls ------------------------------------------------------------------------------------------------------


@_scene(c.CreateCall)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.CreateCall(type="THEFT", site="GRHS", text=MARK))


@_scene(c.AddReport)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.AddReport(call=await call_of(stage), source=CallSource.PHONE_ADMIN, text=MARK))


@_scene(c.UpdateCall)
async def _(stage: Stage) -> Ask:
    call = await call_of(stage)
    expect = {call: stage.state.calls[call].version}
    return Ask(DISPATCHER, c.UpdateCall(call=call, priority=Priority.P2), expect)


@_scene(c.HoldCall)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.HoldCall(call=await call_of(stage), until=_soon(), reason=MARK))


@_scene(c.ResumeCall)
async def _(stage: Stage) -> Ask:
    call = await call_of(stage)
    await stage.do(DISPATCHER, c.HoldCall(call=call, until=_soon()))
    return Ask(DISPATCHER, c.ResumeCall(call=call))


@_scene(c.NotifyPsap)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.NotifyPsap(call=await call_of(stage), agency="MCC", text=MARK))


@_scene(c.EndCall)
async def _(stage: Stage) -> Ask:
    end = c.EndCall(call=await call_of(stage), end=CallEnd.CANCELLED_BY_CALLER, text=MARK)
    return Ask(DISPATCHER, end)


@_scene(c.LinkCalls)
async def _(stage: Stage) -> Ask:
    one, other = await call_of(stage), await call_of(stage, type="THEFT")
    return Ask(DISPATCHER, c.LinkCalls(call=one, other=other, link=LinkKind.RELATED))


@_scene(c.MergeCall)
async def _(stage: Stage) -> Ask:
    one, into = await call_of(stage), await call_of(stage)
    return Ask(DISPATCHER, c.MergeCall(call=one, into=into))


@_scene(c.CloseCall)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.CloseCall(call=await call_of(stage), disposition="NRPT", outcome=MARK))


@_scene(c.ReopenCall)
async def _(stage: Stage) -> Ask:
    call = await call_of(stage)
    await stage.do(DISPATCHER, c.CloseCall(call=call, disposition="NRPT"))
    return Ask(DISPATCHER, c.ReopenCall(call=call, reason=MARK))


# --- lines ------------------------------------------------------------------------------------------------------


@_scene(c.AddNote)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.AddNote(text=MARK, call=await call_of(stage)))


@_scene(c.LogRadio)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.LogRadio(text=MARK, unit="A7"))


@_scene(c.CorrectLine)
async def _(stage: Stage) -> Ask:
    line = (await stage.do(DISPATCHER, c.AddNote(text="One thing")))["line"]
    return Ask(DISPATCHER, c.CorrectLine(line=line, text=MARK, reason="Misheard"))


@_scene(c.AttachFile)
async def _(stage: Stage) -> Ask:
    call = await call_of(stage)
    address = await stage.send_file(DISPATCHER)
    return Ask(DISPATCHER, c.AttachFile(call=call, sha256=address, name=MARK))


# --- units ------------------------------------------------------------------------------------------------------


@_scene(c.AssignUnits)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.AssignUnits(call=await call_of(stage), units=("A3", "A7")))


@_scene(c.ClearUnit)
async def _(stage: Stage) -> Ask:
    await _on_scene(stage)
    return Ask(DISPATCHER, c.ClearUnit(unit="A7", disposition="RPT", outcome=MARK))


@_scene(c.SetUnitStatus)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.SetUnitStatus(unit="A7", status=UnitStatus.ML, text=MARK))


@_scene(c.SignOn)
async def _(stage: Stage) -> Ask:
    return Ask(OFFICER, c.SignOn(unit="A7", shift=DutyShift.DAY, partners=("Lee Park",), faults=MARK))


@_scene(c.SignOff)
async def _(stage: Stage) -> Ask:
    await stage.do(OFFICER, c.SignOn(unit="A7", shift=DutyShift.DAY))
    return Ask(OFFICER, c.SignOff(unit="A7"))


@_scene(c.ResetCheck)
async def _(stage: Stage) -> Ask:
    await _on_scene(stage)
    return Ask(DISPATCHER, c.ResetCheck(unit="A7"))


@_scene(c.DeclareEmergency)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.DeclareEmergency(unit="A7", text=MARK))


@_scene(c.ClearEmergency)
async def _(stage: Stage) -> Ask:
    await stage.do(DISPATCHER, c.DeclareEmergency(unit="A7"))
    clear = c.ClearEmergency(
        unit="A7", confirmed_how=Confirmation.VOICE, confirmed_by="Sgt. Vale", code_word_given=True
    )
    return Ask(DISPATCHER, clear)


# --- protective actions -----------------------------------------------------------------------------------------


@_scene(c.StartAction)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.StartAction(sites=("GRHS", "PVES"), type=ActionType.SECURE, area=MARK))


@_scene(c.ChangeAction)
async def _(stage: Stage) -> Ask:
    action = await _action(stage, ActionType.SECURE)
    return Ask(DISPATCHER, c.ChangeAction(action=action, area=MARK))


@_scene(c.AnnounceAction)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.AnnounceAction(action=await _action(stage, ActionType.SECURE), text=MARK))


@_scene(c.ReleaseAction)
async def _(stage: Stage) -> Ask:
    action = await _action(stage, ActionType.HOLD)
    return Ask(DISPATCHER, c.ReleaseAction(action=action, released_by="Principal Ito", text=MARK))


@_scene(c.RequestLockdownRelease)
async def _(stage: Stage) -> Ask:
    action = await _action(stage, ActionType.LOCKDOWN)
    return Ask(DISPATCHER, c.RequestLockdownRelease(action=action, authority="Sgt. Vale, MPD"))


@_scene(c.ConfirmLockdownRelease)
async def _(stage: Stage) -> Ask:
    action = await _action(stage, ActionType.LOCKDOWN)
    await stage.do(DISPATCHER, c.RequestLockdownRelease(action=action, authority="Sgt. Vale, MPD"))
    return Ask(SECOND, c.ConfirmLockdownRelease(action=action))


@_scene(c.MarkRoom)
async def _(stage: Stage) -> Ask:
    action = await _releasing(stage)
    return Ask(DISPATCHER, c.MarkRoom(action=action, room="101", state=RoomClear.RELEASED))


@_scene(c.OverrideLockdownRelease)
async def _(stage: Stage) -> Ask:
    action = await _releasing(stage)
    return Ask(SUPERVISOR, c.OverrideLockdownRelease(action=action, commander="Chief Roe", reason=MARK))


@_scene(c.EndActionInError)
async def _(stage: Stage) -> Ask:
    action = await _action(stage, ActionType.SECURE)
    return Ask(DISPATCHER, c.EndActionInError(action=action, reason=MARK, called_back="Front desk"))


@_scene(c.MakeReal)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.MakeReal(action=await _action(stage, ActionType.LOCKDOWN, Mode.DRILL)))


@_scene(c.RaisePanic)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.RaisePanic(site="GRHS", building="MAIN", room="101", text=MARK))


# --- alarms and timers ------------------------------------------------------------------------------------------


@_scene(c.AcknowledgeAlarm)
async def _(stage: Stage) -> Ask:
    await stage.do(DISPATCHER, c.DeclareEmergency(unit="A7"))
    return Ask(DISPATCHER, c.AcknowledgeAlarm(alarm=next(iter(stage.state.alarms))))


@_scene(c.TimerDue)
async def _(stage: Stage) -> Ask:
    call = await call_of(stage)
    until = datetime.now(UTC) + timedelta(milliseconds=60)
    await stage.do(DISPATCHER, c.HoldCall(call=call, until=until))
    await asyncio.sleep(0.1)
    command_id, command = due_command(due_timers(stage.state, datetime.now(UTC))[0])
    return Ask(SYSTEM, command, id=command_id)
