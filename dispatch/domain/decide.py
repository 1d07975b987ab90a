"""Whether a command may be done, and what then happens: authority, then ``expect``, then the topic's rule. Pure.

The same state, command and context always give the same answer with the same ids, so a command can be decided again: after a lost
race, on another node, after a crash.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import conduct_orders, decision_orders
from dispatch.domain import incident_orders as o
from dispatch.domain.authority import authorize
from dispatch.domain.commands import Command
from dispatch.domain.crews import signed_on
from dispatch.domain.decision import Accepted, Context, Done, LastPosition, Outcome, record
from dispatch.domain.events import Recalled
from dispatch.domain.form_orders import FormCommand
from dispatch.domain.record import Recorded
from dispatch.domain.records import Assignment, Call, LineMeta
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules import (
    actions,
    alarms,
    bolos,
    calls,
    conduct,
    crews,
    day_lists,
    decisions,
    devices,
    district,
    endings,
    facts,
    files,
    forms,
    incidents,
    lines,
    messages,
    net,
    notices,
    panic_answers,
    positions,
    presses,
    release,
    rooms,
    seats,
    shifts,
    srt,
    ties,
    unified,
    units,
    verify,
    walls,
    work_orders,
)
from dispatch.domain.rules import (
    command as command_rules,
)
from dispatch.domain.rules.outside import inward, outward
from dispatch.domain.seat_orders import SeatCommand
from dispatch.domain.state import State
from dispatch.domain.verify_orders import VerifyCommand
from dispatch.domain.wall_orders import WallCommand

__all__ = ["Accepted", "Context", "LastPosition", "decide", "recall"]

_NEEDS_EXPECT: dict[type, str] = {c.UpdateCall: "call"}
"""Commands that change a field which two people can edit, and the field that names the record."""


SiteCommand = (
    c.StartAction
    | c.ChangeAction
    | c.AnnounceAction
    | c.MakeReal
    | c.RaisePanic
    | c.ReleaseAction
    | c.RequestLockdownRelease
    | c.ConfirmLockdownRelease
    | c.MarkRoom
    | c.OverrideLockdownRelease
    | c.EndActionInError
    | c.AnswerPanic
    | c.WithdrawPanic
    | c.TakeSrtRole
    | c.PassSrtRole
    | c.LeaveSrtRole
    | c.MarkSrtAway
    | c.TickSrtItem
    | c.ReceivePress
    | c.HearDevices
    | c.OpenTestWindow
    | c.EndTestWindow
    | c.ReportRoom
    | c.TakeRoom
    | c.SetPersonStatus
    | c.ListPeople
    | c.StrikeFromList
    | c.ListDay
    | c.RecordDisclosure
)
"""What is done at a site: protective actions, presses, the team's roles, rooms."""


def decide(state: State, command: Command, context: Context) -> Accepted | Refusal:
    """The answer to a command: accepted with its events, or the reason it is refused."""
    context = replace(context, actor=signed_on(state, context.actor))
    return outward(_decided(state, command, context), context.actor)


def _decided(state: State, given: Command, context: Context) -> Accepted | Refusal:
    refused = authorize(state, given, context.actor)
    command = refused or inward(state, given, context)
    if isinstance(command, Refusal):
        return command
    refused = _unmet(state, command, context)
    if refused is not None:
        return refused
    if state.home is None and not isinstance(command, c.OpenDistrict):
        return rule("no_district", "This log has no district yet; it must be opened first.")
    outcome = _rule(state, command, context)
    if isinstance(outcome, Refusal):
        return outcome
    return record(state, incidents.follow(state, outcome, context), context)


def recall(
    state: State,
    call: Call,
    assignments: tuple[Assignment, ...],
    line_metas: tuple[LineMeta, ...],
    context: Context,
) -> tuple[Recorded, ...]:
    """The event that brings a retired call back, with its content, because a command names it."""
    if call.id in state.calls:
        return ()
    event = Recalled(call=call, assignments=assignments, lines=line_metas)
    return record(state, Done((event,)), context).recorded


def _unmet(state: State, command: Command, context: Context) -> Refusal | None:
    """``expect``: the versions the sender saw must still be the versions that are."""
    needs = _NEEDS_EXPECT.get(type(command))
    if needs is not None and getattr(command, needs) not in context.expect:
        return bad_field(
            "expect", "This change needs the version of the record that you saw.", "expect_required"
        )
    for record_id, seen in context.expect.items():
        for table in (state.calls, state.units, state.sites, state.actions):
            present = table.get(record_id)
            if present is not None and present.version != seen:
                return rule(
                    "changed_meanwhile",
                    "Somebody else changed this meanwhile. Nothing of yours was saved; look and send it again.",
                    "expect",
                    id=record_id,
                    expected=seen,
                    version=present.version,
                )
    return None


def _rule(state: State, command: Command, context: Context) -> Outcome:
    if isinstance(command, o.IncidentCommand):
        return _incident_rule(state, command, context)
    if isinstance(command, decision_orders.DecisionCommand):
        return _decision_rule(state, command, context)
    if isinstance(command, conduct_orders.ConductCommand):
        return conduct.decide(state, command, context)
    if isinstance(command, SeatCommand):
        return seats.decide(state, command, context)
    if isinstance(command, VerifyCommand):
        return verify.decide(state, command, context)
    if isinstance(command, WallCommand):
        return walls.decide(state, command, context)
    if isinstance(command, FormCommand):
        return forms.decide(command)
    match command:
        case c.OpenDistrict() | c.DefineRoster() | c.SuspendDrills():
            return district.decide(state, command, context)
        case c.TakePosition() | c.LeavePosition() | c.FreePosition():
            return positions.decide(state, command, context)
        case (
            c.CreateCall()
            | c.AddReport()
            | c.UpdateCall()
            | c.HoldCall()
            | c.ResumeCall()
            | c.NotifyPsap()
            | c.TakeCall()
        ):
            return calls.decide(state, command, context)
        case c.LinkCalls() | c.MergeCall() | c.SplitCall():
            return ties.decide(state, command, context)
        case c.EndCall() | c.CloseCall() | c.ReopenCall():
            return endings.decide(state, command, context)
        case c.OpenWorkOrder() | c.CloseWorkOrder():
            return work_orders.decide(state, command, context)
        case c.AddNote() | c.LogRadio() | c.CorrectLine():
            return lines.decide(state, command, context)
        case c.AttachFile():
            return files.decide(state, command, context)
        case (
            c.WriteShiftEntry()
            | c.ClearShiftEntry()
            | c.PrepareHandover()
            | c.SignHandover()
            | c.AcceptHandover()
            | c.LeaveUnrelieved()
        ):
            return shifts.decide(state, command, context)
        case c.IssueBolo() | c.ExtendBolo() | c.CancelBolo() | c.AcknowledgeBolo() | c.AttachBoloPhoto():
            return bolos.decide(state, command, context)
        case c.AssignUnits() | c.ClearUnit() | c.SetUnitStatus() | c.ResetCheck():
            return units.decide(state, command, context)
        case c.SignOn() | c.SignOff():
            return crews.decide(state, command, context)
        case c.StartRollCall() | c.AnswerRollCall() | c.EndRollCall() | c.HoldTraffic() | c.ReleaseTraffic():
            return net.decide(state, command, context)
        case c.DeclareEmergency() | c.ClearEmergency():
            return units.decide_emergency(state, command, context)
        case c.SendMessage():
            return messages.decide(state, command, context)
        case c.AcknowledgeNotice() | c.RecordReached():
            return notices.decide(state, command, context)
        case c.AcknowledgeAlarm() | c.TimerDue():
            return alarms.decide(state, command, context)
        case _:
            return _site_rule(state, command, context)


def _site_rule(state: State, command: SiteCommand, context: Context) -> Outcome:
    match command:
        case c.StartAction() | c.ChangeAction() | c.AnnounceAction() | c.MakeReal() | c.RaisePanic():
            return actions.decide(state, command, context)
        case (
            c.ReleaseAction()
            | c.RequestLockdownRelease()
            | c.ConfirmLockdownRelease()
            | c.MarkRoom()
            | c.OverrideLockdownRelease()
            | c.EndActionInError()
        ):
            return release.decide(state, command, context)
        case c.AnswerPanic() | c.WithdrawPanic():
            return panic_answers.decide(state, command, context)
        case c.TakeSrtRole() | c.PassSrtRole() | c.LeaveSrtRole() | c.MarkSrtAway() | c.TickSrtItem():
            return srt.decide(state, command, context)
        case c.ReceivePress():
            return presses.decide(state, command, context, actions.start)
        case c.HearDevices() | c.OpenTestWindow() | c.EndTestWindow():
            return devices.decide(state, command, context)
        case c.ReportRoom() | c.TakeRoom() | c.SetPersonStatus():
            return rooms.decide(state, command, context)
        case c.ListPeople() | c.StrikeFromList() | c.ListDay() | c.RecordDisclosure():
            return day_lists.decide(state, command, context)
        case _:
            assert_never(command)


def _incident_rule(state: State, command: o.IncidentCommand, context: Context) -> Outcome:
    match command:
        case o.PromoteCall() | o.JoinIncident() | o.ChangeIncident() | o.CloseIncident():
            return incidents.decide(state, command, context)
        case (
            o.EstablishCommand()
            | o.OfferTransfer()
            | o.ConfirmTransfer()
            | o.CancelTransfer()
            | o.AssumeCommand()
            | o.RatifyCommand()
            | o.TerminateCommand()
        ):
            return command_rules.decide(state, command, context)
        case (
            o.AddUnifiedMember()
            | o.ConfirmUnifiedMember()
            | o.LeaveUnified()
            | o.KeepSingleCommand()
            | o.PlanCommand()
        ):
            return unified.decide(state, command, context)
        case _:
            assert_never(command)


def _decision_rule(state: State, command: decision_orders.DecisionCommand, context: Context) -> Outcome:
    match command:
        case (
            decision_orders.RecordFact()
            | decision_orders.AcknowledgeFact()
            | decision_orders.EndFact()
            | decision_orders.Reassess()
        ):
            return facts.decide(state, command, context)
        case _:
            return decisions.decide(state, command, context)
