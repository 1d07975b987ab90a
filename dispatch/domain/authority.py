"""Who may give which command: one table, default deny.

A scope limits a grant: OWN_UNIT to the unit one is signed on to, OWN_SITE to one's own school, SITES to what names a site or nothing,
SEAT to an incident that one has a seat at, and to one's own agency there (``rules/outside`` sees to both).
What is beyond a scope and not yours to see is answered as if it did not exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import incident_orders as o
from dispatch.domain import seat_orders as s
from dispatch.domain import wall_orders as x
from dispatch.domain.actor import DESK_ROLES, Actor, Role
from dispatch.domain.commands import Command
from dispatch.domain.form_orders import TakeForm
from dispatch.domain.lens.parts import parts_of, parts_of_actor
from dispatch.domain.refusals import NOT_FOUND, Refusal, forbidden
from dispatch.domain.state import Key, State
from dispatch.domain.verify_orders import VerifyThreat


class Scope(Enum):
    """How far a grant reaches."""

    ANY = auto()
    OWN_UNIT = auto()
    OWN_SITE = auto()
    SITES = auto()
    SEAT = auto()


Grants = Mapping[type, Scope]
_ANY, _UNIT, _SITE = Scope.ANY, Scope.OWN_UNIT, Scope.OWN_SITE

_DISPATCHER: Grants = dict.fromkeys(
    (
        c.SuspendDrills,
        c.TakePosition,
        c.LeavePosition,
        c.CreateCall,
        c.AddReport,
        c.UpdateCall,
        c.HoldCall,
        c.ResumeCall,
        c.NotifyPsap,
        c.TakeCall,
        c.SplitCall,
        c.EndCall,
        c.LinkCalls,
        c.MergeCall,
        c.CloseCall,
        c.ReopenCall,
        c.OpenWorkOrder,
        c.CloseWorkOrder,
        c.AddNote,
        c.LogRadio,
        c.CorrectLine,
        c.AttachFile,
        c.IssueBolo,
        c.ExtendBolo,
        c.CancelBolo,
        c.AttachBoloPhoto,
        c.AcknowledgeBolo,
        c.WriteShiftEntry,
        c.ClearShiftEntry,
        c.PrepareHandover,
        c.SignHandover,
        c.AcceptHandover,
        c.LeaveUnrelieved,
        c.AssignUnits,
        c.ClearUnit,
        c.SetUnitStatus,
        c.ResetCheck,
        c.SignOff,
        c.StartRollCall,
        c.AnswerRollCall,
        c.EndRollCall,
        c.HoldTraffic,
        c.ReleaseTraffic,
        c.DeclareEmergency,
        c.ClearEmergency,
        c.StartAction,
        c.ChangeAction,
        c.AnnounceAction,
        c.ReleaseAction,
        c.RequestLockdownRelease,
        c.ConfirmLockdownRelease,
        c.MarkRoom,
        c.EndActionInError,
        c.MakeReal,
        c.RaisePanic,
        c.AnswerPanic,
        c.WithdrawPanic,
        c.TakeSrtRole,
        c.PassSrtRole,
        c.LeaveSrtRole,
        c.MarkSrtAway,
        c.TickSrtItem,
        c.ReportRoom,
        c.SetPersonStatus,
        c.ListPeople,
        c.StrikeFromList,
        c.RecordDisclosure,
        c.OpenTestWindow,
        c.EndTestWindow,
        c.AcknowledgeAlarm,
        c.SendMessage,
        c.AcknowledgeNotice,
        c.RecordReached,
        o.PromoteCall,
        o.JoinIncident,
        o.ChangeIncident,
        o.CloseIncident,
        o.EstablishCommand,
        o.OfferTransfer,
        o.ConfirmTransfer,
        o.CancelTransfer,
        o.AssumeCommand,
        o.RatifyCommand,
        o.TerminateCommand,
        o.AddUnifiedMember,
        o.ConfirmUnifiedMember,
        o.LeaveUnified,
        o.KeepSingleCommand,
        VerifyThreat,
        o.PlanCommand,
        d.RaiseQuestion,
        d.RecordDecision,
        d.WithdrawDecision,
        d.AcknowledgeDecision,
        d.RecordFact,
        d.AcknowledgeFact,
        d.EndFact,
        d.Reassess,
        w.AssignFunction,
        w.RelieveFunction,
        w.SetObjective,
        w.EndObjective,
        w.RequestResource,
        w.MoveRequest,
        w.CheckInResource,
        w.MoveCheckIn,
        w.MarkBenchmark,
        w.CountPatients,
        w.ReportHeadCount,
        w.StartPar,
        s.ShareIncident,
        s.UnshareIncident,
        s.InviteGuest,
        s.RevokeGuest,
        s.ShareLine,
        s.AcknowledgeShared,
        s.AddPartnerUnit,
        s.SetPartnerUnit,
        x.SetWall,
        x.EndWall,
        TakeForm,
    ),
    _ANY,
)
_FIELD: Grants = {
    c.CreateCall: _ANY,
    c.AddReport: _ANY,
    c.OpenWorkOrder: _ANY,
    c.AddNote: _ANY,
    c.LogRadio: _UNIT,
    c.CorrectLine: _ANY,
    c.AttachFile: _ANY,
    c.AcknowledgeBolo: _UNIT,
    c.ClearUnit: _UNIT,
    c.SetUnitStatus: _UNIT,
    c.ResetCheck: _UNIT,
    c.SignOn: _ANY,
    c.SignOff: _UNIT,
    c.AnswerRollCall: _UNIT,
    c.DeclareEmergency: _UNIT,
    c.StartAction: _ANY,
    c.AnnounceAction: _ANY,
    c.MarkRoom: _ANY,
    c.ReportRoom: _ANY,
    c.RaisePanic: _ANY,
    c.SendMessage: _ANY,
    c.AcknowledgeNotice: _ANY,
    # Their own word only: that they are in command, ask for it, take it, give it, share it, or end it.
    o.EstablishCommand: _ANY,
    o.OfferTransfer: _ANY,
    o.ConfirmTransfer: _ANY,
    o.ConfirmUnifiedMember: _ANY,
    o.TerminateCommand: _ANY,
    # What they know, ask and decide, and what they know of it; of command's things only what its own unit says.
    d.RaiseQuestion: _ANY,
    d.RecordDecision: _ANY,
    d.AcknowledgeDecision: _ANY,
    d.RecordFact: _ANY,
    d.AcknowledgeFact: _ANY,
    d.Reassess: _ANY,
    w.AssignFunction: _ANY,
    w.SetObjective: _ANY,
    w.EndObjective: _ANY,
    w.RequestResource: _ANY,
    w.MarkBenchmark: _ANY,
    w.CountPatients: _ANY,
    w.CheckInResource: _UNIT,
    w.StageUnit: _UNIT,
    w.MoveCheckIn: _ANY,
    # PAR of the group that they lead, or of their own agency's people who were not sent.
    w.ReportHeadCount: _ANY,
}
GRANTS: Mapping[Role, Grants] = {
    Role.DISPATCHER: _DISPATCHER,
    Role.SUPERVISOR: {**_DISPATCHER, c.OverrideLockdownRelease: _ANY, x.AddWall: _ANY},
    Role.PATROL_OFFICER: _FIELD,
    Role.CAMPUS_SECURITY_OFFICER: _FIELD,
    Role.SRO: {**_FIELD, c.ConfirmLockdownRelease: _ANY},
    Role.SITE_TEAM_MEMBER: {
        c.RaisePanic: _SITE,
        c.AnswerPanic: _SITE,
        c.WithdrawPanic: _SITE,
        c.TakeSrtRole: _SITE,
        c.PassSrtRole: _SITE,
        c.LeaveSrtRole: _SITE,
        c.MarkSrtAway: _SITE,
        c.TickSrtItem: _SITE,
        c.StartAction: _SITE,
        c.ChangeAction: _SITE,
        c.AnnounceAction: _SITE,
        c.ReleaseAction: _SITE,
        c.EndActionInError: _SITE,
        c.MarkRoom: _SITE,
        c.ReportRoom: _SITE,
        c.TakeRoom: _SITE,
        c.SetPersonStatus: _SITE,
        c.ListPeople: _SITE,
        c.StrikeFromList: _SITE,
        c.RecordDisclosure: _SITE,
        c.AddNote: _SITE,
        c.OpenWorkOrder: _SITE,
        c.AcknowledgeBolo: _SITE,
        c.SendMessage: _ANY,
        c.AcknowledgeNotice: _ANY,
        d.RaiseQuestion: _SITE,
        d.RecordDecision: _SITE,
        d.AcknowledgeDecision: _SITE,
        d.RecordFact: _SITE,
        d.AcknowledgeFact: _SITE,
        # Whoever is in charge of the building commands until others do: their own word, of their own school's incident.
        o.EstablishCommand: _SITE,
        o.OfferTransfer: _SITE,
        o.ConfirmTransfer: _SITE,
        o.TerminateCommand: _SITE,
        w.RequestResource: _SITE,
    },
    Role.DEVICE: {c.RaisePanic: _SITE, c.ReceivePress: _ANY, c.HearDevices: _ANY},
    Role.WALL: {},
    Role.ADMINISTRATOR: {c.DefineRoster: _ANY, x.AddWall: _ANY, x.SetWall: _ANY, x.EndWall: _ANY},
    Role.SYSTEM: {
        c.OpenDistrict: _ANY,
        c.DefineRoster: _ANY,
        c.ListPeople: _ANY,
        c.ListDay: _ANY,
        c.FreePosition: _ANY,
        c.TimerDue: _ANY,
        x.AddWall: _ANY,
        x.SetWall: _ANY,
        x.EndWall: _ANY,
    },
    Role.LIAISON: {
        s.TakeSeat: _ANY,
        s.ShareLine: Scope.SEAT,
        s.AcknowledgeShared: Scope.SEAT,
        s.AddPartnerUnit: Scope.SEAT,
        s.SetPartnerUnit: Scope.SEAT,
        d.RaiseQuestion: Scope.SEAT,
        d.WithdrawDecision: Scope.SEAT,
        w.RequestResource: Scope.SEAT,
        w.MoveRequest: Scope.SEAT,
        o.ConfirmTransfer: Scope.SEAT,
        o.AddUnifiedMember: Scope.SEAT,
        o.ConfirmUnifiedMember: Scope.SEAT,
        o.LeaveUnified: Scope.SEAT,
    },
    Role.THREAT_TEAM: {c.AddNote: Scope.SITES, c.CorrectLine: _ANY},
    Role.TRAINER: {},
    Role.AUDITOR: {TakeForm: _ANY},
}


def may(actor: Actor, kind: type) -> bool:
    """Whether the actor's role has any grant for this kind of command."""
    return kind in GRANTS[actor.role]


def authorize(state: State, command: Command, actor: Actor) -> Refusal | None:
    """The refusal of somebody who may not give this command, or nothing."""
    scope = GRANTS[actor.role].get(type(command))
    if scope is None:
        return forbidden(f"A {actor.role.replace('_', ' ')} may not give this command.")
    if scope is Scope.OWN_UNIT and getattr(command, "unit", None) != actor.unit:
        return forbidden("You may do this for the unit you are signed on to only.")
    if scope is Scope.OWN_SITE:
        return _own_site(state, command, actor)
    if scope is Scope.SITES and any(getattr(command, name, None) is not None for name in ("call", "unit")):
        return NOT_FOUND
    if scope is Scope.SEAT:
        return _no_seat(state, command, actor)
    if isinstance(command, x.AddWall | x.SetWall) and command.incident is not None:
        return _shown_one(actor)
    return None if actor.role in DESK_ROLES else _out_of_sight(state, command, actor)


def _shown_one(actor: Actor) -> Refusal | None:
    """Which incident a display shows is the desk's to say, or the machine's own; whoever hangs it up sees none, and is told so."""
    if actor.role in DESK_ROLES or actor.role is Role.SYSTEM:
        return None
    return forbidden(
        "The desk says which incident a display shows. You may set it to the district or the worst incident."
    )


def _no_seat(state: State, command: Command, actor: Actor) -> Refusal | None:
    """Outside, an incident is named by the seat; one of which somebody has none is not there."""
    seat = state.seats.get(getattr(command, "incident", ""))
    return None if seat is not None and seat.seats(actor.person, actor.agency) else NOT_FOUND


def _out_of_sight(state: State, command: Command, actor: Actor) -> Refusal | None:
    """A record that the actor may not see is not there for him to name either."""
    mine = frozenset(parts_of_actor(state, actor))
    for key in _named(command):
        there = key[1] in getattr(state, key[0])
        # An incident that is not there is said to be so before anything else of the command is judged: as one that is out of sight.
        if (there and not mine & parts_of(state, key)) or (not there and key[0] == "incidents"):
            return NOT_FOUND
    return None


def _named(command: Command) -> Iterator[Key]:
    call, action = getattr(command, "call", None), getattr(command, "action", None)
    if call is not None:
        yield "calls", call
    if action is not None:
        yield "actions", action
    incident = getattr(command, "incident", None)
    if incident is not None:
        yield "incidents", incident
    reply_to, notice = getattr(command, "reply_to", None), getattr(command, "notice", None)
    if reply_to is not None:
        yield "messages", reply_to
    if notice is not None:
        yield "notices", notice


def _own_site(state: State, command: Command, actor: Actor) -> Refusal | None:
    if actor.site is None:
        return forbidden("You are not signed on for a site.")
    action_id = getattr(command, "action", None)
    if action_id is not None:
        action = state.actions.get(action_id)
        return None if action is not None and action.site == actor.site else NOT_FOUND
    if getattr(command, "call", None) is not None or getattr(command, "unit", None) is not None:
        return NOT_FOUND
    sites = getattr(command, "sites", None)
    named = set(sites) if sites is not None else {getattr(command, "site", None)}
    if named != {actor.site}:
        return NOT_FOUND
    # An incident may be at other schools too, or at others alone.
    return _out_of_sight(state, command, actor) if getattr(command, "incident", None) is not None else None
