"""What somebody may ask for. Orders, in the words of the radio room; each is answered saved, refused or unknown.

Texts arrive as plain strings and are wrapped as protected values by the rules. A command never carries its sender: the actor stands
beside it. Everything here is validated and documented at the edges from these very types (see ``limits``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from dispatch.domain.bolo_orders import AcknowledgeBolo, AttachBoloPhoto, CancelBolo, ExtendBolo, IssueBolo
from dispatch.domain.catalog.decision_matrix import MatrixRow
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode, Hazard, RoomClear
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.conduct_orders import ConductCommand
from dispatch.domain.crew_orders import SignOff, SignOn
from dispatch.domain.decision_orders import DecisionCommand
from dispatch.domain.device_orders import EndTestWindow, HearDevices, OpenTestWindow, ReceivePress
from dispatch.domain.devices import Device
from dispatch.domain.file_orders import AttachFile
from dispatch.domain.form_orders import FormCommand
from dispatch.domain.incident_orders import IncidentCommand
from dispatch.domain.limits import (
    Code,
    Id,
    Items,
    LatE7,
    LonE7,
    LongText,
    Metres,
    Minutes,
    ReportIndex,
    ShortText,
)
from dispatch.domain.panic_orders import AnswerPanic, WithdrawPanic
from dispatch.domain.room_orders import (
    ListDay,
    ListPeople,
    RecordDisclosure,
    ReportRoom,
    SchoolDay,
    SetPersonStatus,
    StrikeFromList,
    TakeRoom,
)
from dispatch.domain.roster import Agency, Alias, DeskPosition, Site, Unit, UnitKind
from dispatch.domain.seat_orders import SeatCommand
from dispatch.domain.shift_orders import (
    AcceptHandover,
    ClearShiftEntry,
    LeaveUnrelieved,
    PrepareHandover,
    SignHandover,
    WriteShiftEntry,
)
from dispatch.domain.srt import SrtTeam
from dispatch.domain.srt_orders import LeaveSrtRole, MarkSrtAway, PassSrtRole, TakeSrtRole, TickSrtItem
from dispatch.domain.text import TextClass
from dispatch.domain.verify_orders import VerifyCommand
from dispatch.domain.vocabulary import (
    ActionSource,
    CallEnd,
    Confirmation,
    EmergencySource,
    LeaveCause,
    LinkKind,
    PanicLevel,
    Priority,
    ReachWay,
    RollCallCause,
    WorkOrderSource,
)
from dispatch.domain.wall_orders import WallCommand

__all__ = [
    "AcceptHandover",
    "AcknowledgeBolo",
    "AnswerPanic",
    "AttachBoloPhoto",
    "AttachFile",
    "CancelBolo",
    "ClearShiftEntry",
    "EndTestWindow",
    "ExtendBolo",
    "HearDevices",
    "IssueBolo",
    "LeaveSrtRole",
    "LeaveUnrelieved",
    "ListDay",
    "ListPeople",
    "MarkSrtAway",
    "OpenTestWindow",
    "PassSrtRole",
    "PrepareHandover",
    "ReceivePress",
    "RecordDisclosure",
    "ReportRoom",
    "SchoolDay",
    "SetPersonStatus",
    "SignHandover",
    "SignOff",
    "SignOn",
    "StrikeFromList",
    "TakeRoom",
    "TakeSrtRole",
    "TickSrtItem",
    "WithdrawPanic",
    "WriteShiftEntry",
]

# --- the district ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDistrict:
    """Give a new log its district. The first command of every log."""

    kind: ClassVar[str] = "OpenDistrict"
    code: Code
    name: ShortText
    department: ShortText
    callsign: ShortText
    nature: Nature = Nature.LIVE
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineRoster:
    """Take over reference data: what is new or changed becomes an event, what is the same does not."""

    kind: ClassVar[str] = "DefineRoster"
    agencies: Annotated[tuple[Agency, ...], Items(500)] = ()
    sites: Annotated[tuple[Site, ...], Items(2000)] = ()
    units: Annotated[tuple[Unit, ...], Items(2000)] = ()
    positions: Annotated[tuple[DeskPosition, ...], Items(50)] = ()
    aliases: Annotated[tuple[Alias, ...], Items(500)] | None = None
    """The whole table of the district's own words, in place of the one before; None leaves it as it is."""
    devices: Annotated[tuple[Device, ...], Items(5000)] = ()
    teams: Annotated[tuple[SrtTeam, ...], Items(2000)] = ()
    """The schools' own teams, each as a whole."""
    decisions: Annotated[tuple[MatrixRow, ...], Items(200)] | None = None
    """The whole decision matrix, in place of the one before; none of it: the one that is built in; None leaves it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendDrills:
    """District-wide: no drill may start while something real is going on (or may again)."""

    kind: ClassVar[str] = "SuspendDrills"
    suspended: bool
    reason: ShortText | None = None


# --- the desk --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePosition:
    """I sit at this position now. Whoever sat there is relieved; the position I had before is free."""

    kind: ClassVar[str] = "TakePosition"
    position: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePosition:
    """Nobody sits at this position now."""

    kind: ClassVar[str] = "LeavePosition"
    position: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePosition:
    """Whoever sat at this position has signed out, or the session has ended. Only the system asks this."""

    kind: ClassVar[str] = "FreePosition"
    position: Code
    person: Id
    cause: LeaveCause


# --- calls ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCall:
    """Enter a call for service. Place is a site (then building, zone or room) or words and coordinates.

    ``distinct`` says that the caller has looked at the possible duplicates and this is another matter.
    """

    kind: ClassVar[str] = "CreateCall"
    type: Code
    source: CallSource = CallSource.PHONE_DISTRICT_EMERGENCY_LINE
    priority: Priority | None = None
    mode: Mode | None = None
    site: Code | None = None
    building: Code | None = None
    zone: Code | None = None
    room: Code | None = None
    address: ShortText | None = None
    lat_e7: LatE7 | None = None
    lon_e7: LonE7 | None = None
    caller: ShortText | None = None
    callback: ShortText | None = None
    text: LongText | None = None
    text_class: TextClass = TextClass.OPERATIONAL
    t_event: datetime | None = None
    t_ring: datetime | None = None
    scheduled_for: datetime | None = None
    distinct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """One more report of a call that is already entered; its place and reporter are kept beside the others.

    ``site`` is where this report came from when that is another site than the call's.
    """

    kind: ClassVar[str] = "AddReport"
    call: Id
    source: CallSource
    site: Code | None = None
    building: Code | None = None
    zone: Code | None = None
    room: Code | None = None
    address: ShortText | None = None
    lat_e7: LatE7 | None = None
    lon_e7: LonE7 | None = None
    caller: ShortText | None = None
    callback: ShortText | None = None
    text: LongText | None = None
    text_class: TextClass = TextClass.OPERATIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCall:
    """Change what is known of a call. Two people can edit it: needs ``expect`` with the call's version."""

    kind: ClassVar[str] = "UpdateCall"
    call: Id
    type: Code | None = None
    priority: Priority | None = None
    site: Code | None = None
    building: Code | None = None
    zone: Code | None = None
    room: Code | None = None
    address: ShortText | None = None
    lat_e7: LatE7 | None = None
    lon_e7: LonE7 | None = None
    caller: ShortText | None = None
    callback: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCall:
    """Put a pending call aside until a time; it comes back by itself."""

    kind: ClassVar[str] = "HoldCall"
    call: Id
    until: datetime
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeCall:
    """Take a held or scheduled call back to pending."""

    kind: ClassVar[str] = "ResumeCall"
    call: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyPsap:
    """The PSAP has confirmed that it has the call."""

    kind: ClassVar[str] = "NotifyPsap"
    call: Id
    agency: Code | None = None
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCall:
    """I work this call: its owner is whoever took it last. Nobody is asked, so that a call is never left without one."""

    kind: ClassVar[str] = "TakeCall"
    call: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCall:
    """Some reports of a call are another matter: a new call is made of them. ``reports`` counts them from 0, as the call has them.

    The old call keeps all of its lines, and its reports too, with a mark which call they belong to now.
    """

    kind: ClassVar[str] = "SplitCall"
    call: Id
    reports: Annotated[tuple[ReportIndex, ...], Items(200, least=1)]
    type: Code | None = None
    priority: Priority | None = None
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCall:
    """End a pending call without units: cancelled (by caller or PSAP) or referred to somebody else."""

    kind: ClassVar[str] = "EndCall"
    call: Id
    end: CallEnd
    referred_to: ShortText | None = None
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCalls:
    """Say how two calls belong together, or that they no longer do."""

    kind: ClassVar[str] = "LinkCalls"
    call: Id
    other: Id
    link: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCall:
    """This call is a duplicate: it stays readable, its reports join ``into``."""

    kind: ClassVar[str] = "MergeCall"
    call: Id
    into: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCall:
    """Close a call with its disposition. P1, P2 and anything with a protective action need an outcome."""

    kind: ClassVar[str] = "CloseCall"
    call: Id
    disposition: Code
    secondary: Code | None = None
    outcome: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCall:
    """Open a closed call again."""

    kind: ClassVar[str] = "ReopenCall"
    call: Id
    reason: ShortText


# --- work orders ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWorkOrder:
    """Something at a site is broken and must be put right: a door that does not lock, an AED that is empty."""

    kind: ClassVar[str] = "OpenWorkOrder"
    site: Code
    text: LongText
    text_class: TextClass = TextClass.OPERATIONAL
    source: WorkOrderSource = WorkOrderSource.REPORT
    building: Code | None = None
    room: Code | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWorkOrder:
    """It has been put right."""

    kind: ClassVar[str] = "CloseWorkOrder"
    order: Id
    text: LongText | None = None


# --- lines of the log -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Write a line in the log, about a call, a site, a unit or nothing in particular."""

    kind: ClassVar[str] = "AddNote"
    text: LongText
    text_class: TextClass = TextClass.OPERATIONAL
    call: Id | None = None
    site: Code | None = None
    unit: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRadio:
    """Log a radio transmission."""

    kind: ClassVar[str] = "LogRadio"
    text: LongText
    text_class: TextClass = TextClass.OPERATIONAL
    unit: Code | None = None
    to: ShortText | None = None
    channel: ShortText | None = None
    verbatim: bool = False
    call: Id | None = None
    site: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectLine:
    """Correct or complete a line by a new one. The old one stays readable, one step away."""

    kind: ClassVar[str] = "CorrectLine"
    line: Id
    text: LongText
    reason: ShortText


# --- units ------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignUnits:
    """Send units to a call. A unit on another call is stacked behind it, or pulled off it with ``preempt``."""

    kind: ClassVar[str] = "AssignUnits"
    call: Id
    units: Annotated[tuple[Code, ...], Items(100, least=1)]
    priority: Priority | None = None
    status: UnitStatus = UnitStatus.DP
    preempt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearUnit:
    """A unit is done with its call. With a disposition the last unit's clearing closes the call."""

    kind: ClassVar[str] = "ClearUnit"
    unit: Code
    disposition: Code | None = None
    outcome: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUnitStatus:
    """A unit's status. Touches the assignment that the unit is on, and no other."""

    kind: ClassVar[str] = "SetUnitStatus"
    unit: Code
    status: UnitStatus
    call: Id | None = None
    site: Code | None = None
    text: ShortText | None = None
    members: Annotated[tuple[ShortText, ...], Items(12)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetCheck:
    """The unit answered its status check: its timer starts anew."""

    kind: ClassVar[str] = "ResetCheck"
    unit: Code
    minutes: Minutes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRollCall:
    """PAR: every unit on the call is asked, and each answers for itself."""

    kind: ClassVar[str] = "StartRollCall"
    call: Id
    cause: RollCallCause = RollCallCause.ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRollCall:
    """One unit has answered the roll call of its call. An answer to its status check as well."""

    kind: ClassVar[str] = "AnswerRollCall"
    call: Id
    unit: Code
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRollCall:
    """End a roll call although units have not answered, with the reason."""

    kind: ClassVar[str] = "EndRollCall"
    call: Id
    reason: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTraffic:
    """Emergency traffic only: everybody else keeps off the channel until it is lifted."""

    kind: ClassVar[str] = "HoldTraffic"
    channel: ShortText | None = None
    unit: Code | None = None
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTraffic:
    """The channel is free for everybody again."""

    kind: ClassVar[str] = "ReleaseTraffic"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareEmergency:
    """Officer emergency. Never blocked, never needs anything but the unit."""

    kind: ClassVar[str] = "DeclareEmergency"
    unit: Code
    source: EmergencySource = EmergencySource.BUTTON
    lat_e7: LatE7 | None = None
    lon_e7: LonE7 | None = None
    accuracy_m: Metres | None = None
    position_at: datetime | None = None
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearEmergency:
    """End an officer emergency: only from the desk, with how and by whom it was confirmed."""

    kind: ClassVar[str] = "ClearEmergency"
    unit: Code
    confirmed_how: Confirmation
    confirmed_by: ShortText
    code_word_given: bool
    status: UnitStatus = UnitStatus.AV


# --- protective actions -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAction:
    """Order a protective action. Site and type are enough; everything else is asked once it is live."""

    kind: ClassVar[str] = "StartAction"
    sites: Annotated[tuple[Code, ...], Items(500, least=1)]
    type: ActionType
    mode: Mode = Mode.ACTUAL
    source: ActionSource = ActionSource.CONSOLE
    call: Id | None = None
    zones: Annotated[tuple[Code, ...], Items(100)] = ()
    rooms: Annotated[tuple[Code, ...], Items(500)] = ()
    entry_mode: EntryMode | None = None
    hazard: Hazard | None = None
    police_led: bool = False
    strategy: ShortText | None = None
    location: ShortText | None = None
    area: ShortText | None = None
    reason: ShortText | None = None
    authority: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAction:
    """Change the parameters of an action in force."""

    kind: ClassVar[str] = "ChangeAction"
    action: Id
    entry_mode: EntryMode | None = None
    hazard: Hazard | None = None
    strategy: ShortText | None = None
    location: ShortText | None = None
    area: ShortText | None = None
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceAction:
    """The order has been announced or heard at the site."""

    kind: ClassVar[str] = "AnnounceAction"
    action: Id
    announced_by: ShortText | None = None
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAction:
    """Release a Hold, Secure, Evacuate or Shelter. Names the releaser, and for a Secure who confirmed."""

    kind: ClassVar[str] = "ReleaseAction"
    action: Id
    released_by: ShortText
    confirmed_by: ShortText | None = None
    confirmed_agency: Code | None = None
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLockdownRelease:
    """First of two people: the threat is over, by whose authority; opens nothing yet."""

    kind: ClassVar[str] = "RequestLockdownRelease"
    action: Id
    authority: ShortText
    confirmed_agency: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLockdownRelease:
    """Second person: the release may begin. Opens the room board; the Lockdown stays in force until the last door."""

    kind: ClassVar[str] = "ConfirmLockdownRelease"
    action: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRoom:
    """State of a room on the release board. The last RELEASED ends the Lockdown."""

    kind: ClassVar[str] = "MarkRoom"
    action: Id
    room: Code
    state: RoomClear


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideLockdownRelease:
    """Incident command ends a Lockdown although rooms are left, with a written reason."""

    kind: ClassVar[str] = "OverrideLockdownRelease"
    action: Id
    commander: ShortText
    reason: LongText


@dataclass(frozen=True, slots=True, kw_only=True)
class EndActionInError:
    """The action was entered in error: only its starter, only while nobody at the site has announced or heard it."""

    kind: ClassVar[str] = "EndActionInError"
    action: Id
    reason: LongText
    called_back: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReal:
    """REAL EMERGENCY: ends the drill and starts the actual action, in one keystroke."""

    kind: ClassVar[str] = "MakeReal"
    action: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisePanic:
    """A panic press. Never refused for what it lacks; presses from one building gather in one call, every place kept."""

    kind: ClassVar[str] = "RaisePanic"
    site: Code
    level: PanicLevel = PanicLevel.LOCKDOWN
    source: CallSource = CallSource.PANIC_APP
    building: Code | None = None
    zone: Code | None = None
    room: Code | None = None
    device: ShortText | None = None
    text: LongText | None = None
    test: bool = False


# --- messages, and who has seen what ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    """Write to units, kinds of units, sectors, sites, positions of the desk, the whole desk, or everybody (all-call).

    A ``template`` of the protective actions brings the protocol's words, which must stand in the text unchanged. Units and sites
    write to the desk only.
    """

    kind: ClassVar[str] = "SendMessage"
    text: LongText
    text_class: TextClass = TextClass.OPERATIONAL
    units: Annotated[tuple[Code, ...], Items(500)] = ()
    unit_kinds: Annotated[tuple[UnitKind, ...], Items(8)] = ()
    sectors: Annotated[tuple[ShortText, ...], Items(50)] = ()
    sites: Annotated[tuple[Code, ...], Items(500)] = ()
    positions: Annotated[tuple[Code, ...], Items(50)] = ()
    desk: bool = False
    everyone: bool = False
    critical: bool = False
    template: Code | None = None
    call: Id | None = None
    reply_to: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeNotice:
    """I know it: a protective action, an officer emergency, a message. Counts for the sender's unit, site or desk."""

    kind: ClassVar[str] = "AcknowledgeNotice"
    notice: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReached:
    """The desk has reached somebody whose screen is silent another way; ``spoken_to`` names who answered."""

    kind: ClassVar[str] = "RecordReached"
    notice: Id
    recipient: Id
    way: ReachWay
    spoken_to: ShortText | None = None


# --- alarms and timers ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeAlarm:
    """A person has seen this alarm."""

    kind: ClassVar[str] = "AcknowledgeAlarm"
    alarm: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerDue:
    """The clock says that a timer fell due. Only the system asks this; its id is derived from timer and generation."""

    kind: ClassVar[str] = "TimerDue"
    timer: Id
    generation: int


Command = (
    OpenDistrict
    | DefineRoster
    | SuspendDrills
    | TakePosition
    | LeavePosition
    | FreePosition
    | CreateCall
    | AddReport
    | UpdateCall
    | HoldCall
    | ResumeCall
    | NotifyPsap
    | TakeCall
    | SplitCall
    | EndCall
    | LinkCalls
    | MergeCall
    | CloseCall
    | ReopenCall
    | OpenWorkOrder
    | CloseWorkOrder
    | AddNote
    | LogRadio
    | CorrectLine
    | AttachFile
    | IssueBolo
    | ExtendBolo
    | CancelBolo
    | AcknowledgeBolo
    | AttachBoloPhoto
    | WriteShiftEntry
    | ClearShiftEntry
    | PrepareHandover
    | SignHandover
    | AcceptHandover
    | LeaveUnrelieved
    | AssignUnits
    | ClearUnit
    | SetUnitStatus
    | ResetCheck
    | SignOn
    | SignOff
    | StartRollCall
    | AnswerRollCall
    | EndRollCall
    | HoldTraffic
    | ReleaseTraffic
    | DeclareEmergency
    | ClearEmergency
    | StartAction
    | ChangeAction
    | AnnounceAction
    | ReleaseAction
    | RequestLockdownRelease
    | ConfirmLockdownRelease
    | MarkRoom
    | OverrideLockdownRelease
    | EndActionInError
    | MakeReal
    | RaisePanic
    | AnswerPanic
    | WithdrawPanic
    | TakeSrtRole
    | PassSrtRole
    | LeaveSrtRole
    | MarkSrtAway
    | TickSrtItem
    | ReceivePress
    | HearDevices
    | OpenTestWindow
    | EndTestWindow
    | ReportRoom
    | TakeRoom
    | SetPersonStatus
    | ListPeople
    | StrikeFromList
    | ListDay
    | RecordDisclosure
    | SendMessage
    | AcknowledgeNotice
    | RecordReached
    | IncidentCommand
    | DecisionCommand
    | ConductCommand
    | SeatCommand
    | VerifyCommand
    | WallCommand
    | FormCommand
    | AcknowledgeAlarm
    | TimerDue
)
