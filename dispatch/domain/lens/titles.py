"""What an event's line says, in plain words, from the event alone.

Built from codes and numbers that every reader of the line may know; never from a person's text, which stands beside it as the detail.
"""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import events as e
from dispatch.domain.catalog.alarm_plans import AlarmStep
from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ACTIONS, ActionType
from dispatch.domain.catalog.unit_statuses import STATUS_INFO
from dispatch.domain.catalog.verification import VERIFY_POINTS, Finding
from dispatch.domain.files import MediaType
from dispatch.domain.form_events import FormTaken
from dispatch.domain.incident_events import IncidentEvent
from dispatch.domain.lens.conduct_titles import conduct_title, decision_title
from dispatch.domain.lens.crew_views import crew_title
from dispatch.domain.lens.device_titles import device_title
from dispatch.domain.lens.form_titles import form_title
from dispatch.domain.lens.incident_titles import incident_title
from dispatch.domain.lens.notice_titles import notice_title
from dispatch.domain.lens.room_titles import room_title
from dispatch.domain.lens.school_titles import panic_title, srt_title
from dispatch.domain.lens.seat_titles import seat_title
from dispatch.domain.lens.wall_titles import wall_title
from dispatch.domain.seat_events import SeatEvent
from dispatch.domain.verify_events import VerifyEvent
from dispatch.domain.vocabulary import (
    ActionEnd,
    AlarmKind,
    CallEnd,
    LeaveCause,
    LineSource,
    LinkKind,
    TimerKind,
)
from dispatch.domain.wall_events import WallEvent

_ENDS = {
    ActionEnd.RELEASED: "released",
    ActionEnd.RELEASED_BY_OVERRIDE: "released by override",
    ActionEnd.SUPERSEDED: "superseded",
    ActionEnd.ENTERED_IN_ERROR: "ended: entered in error",
    ActionEnd.ENDED_BY_ACTUAL: "drill ended by a real emergency",
}
_ALARMS = {
    AlarmKind.OFFICER_EMERGENCY: "officer emergency",
    AlarmKind.PANIC: "panic",
    AlarmKind.ROOM_THREAT: "threat in a room",
    AlarmKind.ROOM_INJURED: "hurt people in a room",
    AlarmKind.ACTION_STARTED: "protective action",
    AlarmKind.UNRELIEVED_DESK: "nobody at the desk",
    AlarmKind.NEW_P1: "new P1 call",
    AlarmKind.PSAP_NOT_TOLD: "911 not confirmed",
    AlarmKind.UNHEARD_ACTION: "order not heard",
    AlarmKind.MISSED_CHECK: "missed status check",
    AlarmKind.NO_COMMAND: "nobody in command",
    AlarmKind.COMMAND_ASKED: "command asked for from a phone",
    AlarmKind.NOT_UNIFIED: "several agencies on scene and no unified command",
    AlarmKind.FACT_UNKNOWN: "command does not know a critical fact",
    AlarmKind.REASSESS: "command looks again",
    AlarmKind.OVERDUE_TIMER: "status check due",
    AlarmKind.STACKED_CALL: "call has waited long",
    AlarmKind.ROLL_CALL_MISSING: "roll call not answered",
    AlarmKind.ROLL_CALL_DUE: "roll call due",
    AlarmKind.PAR_MISSING: "PAR of an incident: not answered, or somebody is missing",
    AlarmKind.NOT_REACHED: "not reached",
    AlarmKind.BOLO_UNREAD: "BOLO not read",
    AlarmKind.DEVICE_SILENT: "panic devices silent",
    AlarmKind.DEVICE_BATTERY: "batteries of panic devices low",
}
_FINDINGS = {
    Finding.FOR: "Speaks for it",
    Finding.AGAINST: "Speaks against it",
    Finding.UNKNOWN: "Could not be found out",
}
_LEAVES = {
    LeaveCause.LEFT: "",
    LeaveCause.MOVED: ", who sits at another",
    LeaveCause.SIGNED_OUT: ", who signed out",
    LeaveCause.SESSION_ENDED: ", whose session ended",
}
_STEPS = {
    AlarmStep.RAISED: "ringing",
    AlarmStep.LOUDER: "ringing louder",
    AlarmStep.SECOND_POSITION: "second position rung",
    AlarmStep.SUPERVISOR: "supervisor rung",
}
_TIMERS = {
    TimerKind.STATUS_CHECK: "Status check due",
    TimerKind.ACTION_HEARD: "Nobody has announced or heard the order",
    TimerKind.HOLD: "Hold is over",
    TimerKind.SCHEDULED: "Scheduled time has come",
    TimerKind.STACKED: "Still waiting for a unit",
    TimerKind.PSAP: "Nobody has confirmed that the PSAP has it:",
    TimerKind.ROLL_CALL: "Roll call not answered by all,",
    TimerKind.PAR: "PAR not answered by all",
    TimerKind.ROLL_CALL_DUE: "Next roll call due,",
    TimerKind.ALARM: "Not acknowledged",
    TimerKind.RETIRE: "Moved to history",
    TimerKind.BOLO_EXPIRY: "The time of a BOLO is over",
    TimerKind.SILENCE: "Time to acknowledge is over",
    TimerKind.MESSAGE: "Message moved to history",
    TimerKind.DEVICES: "Panic devices looked at",
    TimerKind.NO_COMMAND: "Nobody is in command",
    TimerKind.UNIFIED: "Unified command is not formed",
    TimerKind.COMMAND_TRANSFER: "The agreed time of a transfer of command has come",
    TimerKind.FACT: "Command has not said that it knows",
    TimerKind.REASSESS: "Time for command to look again",
    TimerKind.SEAT: "The time of a partner's access is over",
    TimerKind.TEST_WINDOW: "The time of a test is over",
}


def title(event: e.Event) -> str:
    """The sentence of an event's line."""
    if isinstance(event, e.CallEvent):
        return _call(event)
    if isinstance(event, e.UnitEvent):
        return _unit(event)
    if isinstance(event, e.ActionEvent):
        return _action(event)
    if isinstance(event, e.NetEvent):
        return _net(event)
    if isinstance(event, e.AlarmEvent):
        return _alarm(event)
    if isinstance(event, e.ShiftEvent):
        return _shift(event)
    if isinstance(event, e.BoloEvent):
        return _bolo(event)
    if isinstance(event, e.DistrictEvent):
        return _district(event)
    if isinstance(event, e.DeskEvent):
        return _desk(event)
    if isinstance(event, e.NoticeEvent):
        return notice_title(event)
    if isinstance(event, e.DeviceEvent):
        return device_title(event)
    if isinstance(event, e.RoomEvent):
        return room_title(event)
    if isinstance(event, e.FileEvent):
        return "Paper attached" if event.evidence.media_type is MediaType.PDF else "Photo attached"
    if isinstance(event, e.CrewEvent):
        return crew_title(event)
    if isinstance(event, IncidentEvent):
        return incident_title(event)
    if isinstance(event, e.DecisionEvent):
        return decision_title(event)
    if isinstance(event, e.ConductEvent):
        return conduct_title(event)
    if isinstance(event, e.PanicEvent):
        return panic_title(event)
    if isinstance(event, e.SrtEvent):
        return srt_title(event)
    if isinstance(event, FormTaken):
        return form_title(event)
    if isinstance(event, SeatEvent):
        return seat_title(event)
    if isinstance(event, VerifyEvent):
        said = f": {VERIFY_POINTS[event.point].ask} {_FINDINGS[event.finding]}"
        return f"Threat looked into{said}"
    if isinstance(event, WallEvent):
        return wall_title(event)
    assert_never(event)


def _term(kind: ActionType, mode: Mode) -> str:
    term = ACTIONS[kind].term
    return term if mode is Mode.ACTUAL else f"{mode}: {term}"


def _call(event: e.CallEvent) -> str:
    match event:
        case e.CallCreated():
            where = f" at {event.place.site}" if event.place.site else ""
            kind = INCIDENT_TYPES[event.type].label
            return f"Call {event.number}: {kind}{where}, P{event.priority}"
        case e.ReportAdded():
            spot = event.place.room or event.place.zone or event.place.building
            return f"Another report of call {event.number}" + (f", {spot}" if spot else "")
        case e.CallUpdated():
            said = [
                f"P{event.priority}" if event.priority else "",
                event.type or "",
                "place" if event.place else "",
            ]
            return f"Call {event.number} changed: {', '.join(one for one in said if one) or 'caller'}"
        case e.CallHeld():
            return f"Call {event.number} on hold"
        case e.CallResumed():
            return f"Call {event.number} pending again" + (" (its time has come)" if event.by_timer else "")
        case e.PsapNotified():
            return f"{event.agency} has call {event.number}"
        case e.CallTaken():
            return f"Call {event.number} taken" + (f" from {event.before}" if event.before else "")
        case e.CallSplit():
            kind = INCIDENT_TYPES[event.type].label
            return f"Call {event.number}: {kind}, P{event.priority}, split from {event.origin_number}"
        case e.CallEnded():
            by = {
                CallEnd.CANCELLED_BY_CALLER: "cancelled by caller",
                CallEnd.CANCELLED_BY_PSAP: "cancelled by PSAP",
            }
            return f"Call {event.number} {by.get(event.end) or f'referred to {event.referred_to}'}"
        case e.CallsLinked():
            tie = (
                "no longer linked to"
                if event.link is LinkKind.UNLINK
                else f"linked ({event.link.lower()}) to"
            )
            return f"Call {event.number} {tie} {event.other_number}"
        case e.CallMerged():
            return f"Call {event.number} is a duplicate of {event.into_number}"
        case e.CallClosed():
            return f"Call {event.number} closed: {DISPOSITIONS[event.disposition].label}"
        case e.CallReopened():
            return f"Call {event.number} reopened"
        case e.Retired():
            return "Ended calls moved to history"
        case e.Recalled():
            return f"Call {event.call.number} taken back from history"
        case e.LineWritten():
            return _line(event)
        case _:
            assert_never(event)


def _line(event: e.LineWritten) -> str:
    if event.source is LineSource.CORRECTION:
        return "Correction"
    if event.source is LineSource.NOTE:
        return "Note"
    path = " to ".join(one for one in (event.unit, event.to) if one)
    return " ".join(one for one in ("Radio", path, f"on {event.channel}" if event.channel else "") if one)


def _unit(event: e.UnitEvent) -> str:
    match event:
        case e.UnitAssigned():
            if event.stacked:
                return f"{event.unit} reserved for call {event.number}"
            return f"{event.unit} sent to call {event.number}: {STATUS_INFO[event.status].label.lower()}"
        case e.UnitStatusChanged():
            where = f" at {event.site}" if event.site and event.call is None else ""
            return f"{event.unit} {STATUS_INFO[event.status].label.lower()}{where}"
        case e.StatusCameLate():
            told, stands = STATUS_INFO[event.status].label.lower(), STATUS_INFO[event.stands].label.lower()
            return f"{event.unit} {told}, told late: stays {stands}"
        case e.UnitCleared():
            return f"{event.unit} cleared call {event.number}: {STATUS_INFO[event.status].label.lower()}"
        case e.UnitPreempted():
            return f"{event.unit} taken off call {event.number} for {event.by_number}"
        case e.CheckReset():
            return f"{event.unit} answered its status check"
        case e.EmergencyDeclared():
            return f"{event.unit} EMERGENCY ({event.source.replace('_', ' ')})"
        case e.EmergencyCleared():
            how = event.confirmed_how.replace("_", " ")
            return (
                f"{event.unit} emergency cleared, confirmed by {event.confirmed_by} ({how}, code word given)"
            )
        case _:
            assert_never(event)


def _net(event: e.NetEvent) -> str:
    match event:
        case e.RollCallStarted():
            return f"Roll call of call {event.number}: {', '.join(event.units)}"
        case e.RollCallAnswered():
            rest = "all have answered" if event.left == 0 else f"{event.left} left"
            return f"{event.unit} answered the roll call of call {event.number}, {rest}"
        case e.RollCallEnded():
            return f"Roll call of call {event.number} ended without {', '.join(event.missing)}"
        case e.TrafficHeld():
            where = f" on {event.channel}" if event.channel else ""
            return f"Emergency traffic only{where}" + (f", for {event.unit}" if event.unit else "")
        case e.TrafficReleased():
            where = f"{event.channel} is" if event.channel else "The channel is"
            return f"{where} free for all traffic again"
        case _:
            assert_never(event)


def _action(event: e.ActionEvent) -> str:
    match event:
        case e.ActionStarted():
            scope = (
                " (limited to " + ", ".join((*event.zones, *event.rooms)) + ")"
                if event.zones or event.rooms
                else ""
            )
            return f"{_term(event.type, event.mode)} ordered at {event.site}{scope}"
        case e.ActionRepeated():
            return f"{_term(event.type, event.mode)} at {event.site} ordered again"
        case e.ActionChanged():
            return f"{_term(event.type, event.mode)} at {event.site} changed"
        case e.ActionAnnounced():
            return f"{_term(event.type, event.mode)} announced at {event.site} by {event.announced_by}"
        case e.ReleaseRequested():
            return f"Release of the Lockdown at {event.site} asked for, by authority of {event.authority}"
        case e.ReleaseBegun():
            return f"Release of the Lockdown at {event.site} begun: {len(event.doors)} doors"
        case e.RoomMarked():
            return f"{event.site} {event.room}: {event.state.replace('_', ' ').lower()}, {event.left} left"
        case e.ActionEnded():
            by = f" by {event.released_by}" if event.released_by else ""
            return f"{_term(event.type, event.mode)} at {event.site} {_ENDS[event.end]}{by}"
        case e.PanicRaised():
            where = event.place.room or event.place.building
            return f"{'TEST: ' if event.test else ''}Panic press at {event.site}" + (
                f", {where}" if where else ""
            )
        case _:
            assert_never(event)


def _alarm(event: e.AlarmEvent) -> str:
    match event:
        case e.AlarmAcknowledged():
            about = event.unit or event.site or event.number or ""
            seat = f", position {event.desk_position}" if event.desk_position else ""
            said = f"Alarm acknowledged: {_ALARMS[event.alarm_kind]} {about}".rstrip()
            return f"{said}, after {_seconds(event.after_ms)}{seat}"
        case e.AlarmEscalated():
            about = event.unit or event.site or event.number or ""
            said = f"Not acknowledged for {_seconds(event.after_ms)}: {_ALARMS[event.alarm_kind]} {about}"
            return f"{said.rstrip()}, {_STEPS[event.step]}"
        case e.TimerFell():
            about = event.unit or event.site or event.number or ""
            return f"{_TIMERS[event.timer_kind]} {about}".rstrip()
        case _:
            assert_never(event)


def _seconds(after_ms: int) -> str:
    seconds = after_ms // 1000
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


def _desk(event: e.DeskEvent) -> str:
    match event:
        case e.PositionDefined():
            return f"Position {event.position.code} defined"
        case e.PositionTaken():
            return f"Position {event.position} taken" + (
                f", {event.relieved} relieved" if event.relieved else ""
            )
        case e.PositionLeft():
            return f"Position {event.position} left by {event.who}" + _LEAVES[event.cause]
        case _:
            assert_never(event)


def _district(event: e.DistrictEvent) -> str:
    match event:
        case e.DistrictOpened():
            return f"Log opened for {event.name}"
        case e.AgencyDefined():
            return f"Agency {event.agency.code} defined"
        case e.SiteDefined():
            return f"Site {event.site.code} defined"
        case e.UnitDefined():
            return f"Unit {event.unit.code} defined"
        case e.WorkOrderOpened():
            return f"Work order at {event.site}" + (f", {event.room}" if event.room else "")
        case e.WorkOrderClosed():
            return f"Work order at {event.site} done" + (f", {event.room}" if event.room else "")
        case e.AliasesDefined():
            return "Own words for the command line defined"
        case e.MatrixDefined():
            own = event.decisions
            return f"Decision matrix defined: {len(own)} rows" if own else "Decision matrix: as built in"
        case e.DrillsSuspended():
            return "Drills suspended district-wide" if event.suspended else "Drills allowed again"
        case _:
            assert_never(event)


def _bolo(event: e.BoloEvent) -> str:
    match event:
        case e.BoloIssued():
            where = f" for {', '.join(event.sites)}" if event.sites else ""
            return f"BOLO {event.bolo_no} issued: {event.category.replace('_', ' ')}{where}"
        case e.BoloExtended():
            return f"BOLO {event.bolo_no} approved anew"
        case e.BoloCancelled():
            return f"BOLO {event.bolo_no} cancelled"
        case e.BoloExpired():
            return f"BOLO {event.bolo_no} expired"
        case e.BoloAcknowledged():
            return f"{event.unit or event.site} has read BOLO {event.bolo_no}"
        case e.BoloPhotoAttached():
            return f"BOLO {event.bolo_no} has a photo"
        case _:
            assert_never(event)


def _shift(event: e.ShiftEvent) -> str:
    match event:
        case e.ShiftEntryWritten():
            kept = ", carried forward" if event.carry_forward else ""
            return f"Shift log, {event.category.replace('_', ' ')}{kept}"
        case e.ShiftEntryCleared():
            return f"Shift log, {event.category.replace('_', ' ')}: carried forward no more"
        case e.HandoverPrepared():
            return f"Handover checklist made: {len(event.items)} items"
        case e.HandoverSigned():
            return f"Handover signed: {event.items} items gone through"
        case e.HandoverAccepted():
            return f"Handover from {event.signed_by} read and understood"
        case e.LeftUnrelieved():
            return f"Position {event.position} left without relief"
        case _:
            assert_never(event)
