"""What happened. Recorded once, in the past tense, never changed; everything shown anywhere is a fold of these.

Each event carries what its reader needs (numbers, sites) so that a line of the log can be rendered without looking anything up, and
what the fold needs so that the fold never decides. Free text is ``Secret``: the log keeps its salted hash. ``version`` is raised when
the shape changes; ``log/upcast`` turns older bodies into today's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.bolo_events import (
    BoloAcknowledged,
    BoloCancelled,
    BoloEvent,
    BoloExpired,
    BoloExtended,
    BoloIssued,
    BoloPhotoAttached,
)
from dispatch.domain.catalog.alarm_plans import AlarmStep
from dispatch.domain.catalog.decision_matrix import MatrixRow
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode, Hazard, ReleaseMethod, RoomClear
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.conduct_events import ConductEvent
from dispatch.domain.crew_events import CrewEvent, CrewSignedOff, CrewSignedOn
from dispatch.domain.decision_events import DecisionEvent
from dispatch.domain.device_events import (
    DeviceDefined,
    DeviceEvent,
    DevicesChecked,
    DevicesHeard,
    PressReceived,
    TestWindowEnded,
    TestWindowOpened,
)
from dispatch.domain.file_events import FileAttached, FileEvent
from dispatch.domain.form_events import FormEvent, FormTaken
from dispatch.domain.incident_events import IncidentEvent
from dispatch.domain.panic_events import PanicAnswered, PanicEvent, PanicWithdrawn
from dispatch.domain.records import Assignment, Call, LineMeta, Place
from dispatch.domain.room_events import (
    DisclosureRecorded,
    PeopleListed,
    PersonStatusSet,
    RoomEvent,
    RoomReportCameLate,
    RoomReported,
    RoomTaken,
    StruckFromList,
)
from dispatch.domain.roster import Agency, Alias, DeskPosition, Site, Unit
from dispatch.domain.seat_events import SeatEvent
from dispatch.domain.shift_events import (
    HandoverAccepted,
    HandoverPrepared,
    HandoverSigned,
    LeftUnrelieved,
    ShiftEntryCleared,
    ShiftEntryWritten,
    ShiftEvent,
)
from dispatch.domain.srt_events import (
    SrtAwayMarked,
    SrtDefined,
    SrtEvent,
    SrtItemTicked,
    SrtRoleLeft,
    SrtRolePassed,
    SrtRoleTaken,
)
from dispatch.domain.text import Secret
from dispatch.domain.verify_events import VerifyEvent
from dispatch.domain.vocabulary import (
    ActionEnd,
    ActionSource,
    AlarmKind,
    CallEnd,
    Confirmation,
    EmergencySource,
    LeaveCause,
    LineSource,
    LinkKind,
    NoticeKind,
    PanicLevel,
    Priority,
    ReachWay,
    RollCallCause,
    TimerKind,
    WorkOrderSource,
)
from dispatch.domain.wall_events import WallEvent

__all__ = [
    "BoloAcknowledged",
    "BoloCancelled",
    "BoloEvent",
    "BoloExpired",
    "BoloExtended",
    "BoloIssued",
    "BoloPhotoAttached",
    "ConductEvent",
    "CrewEvent",
    "CrewSignedOff",
    "CrewSignedOn",
    "DecisionEvent",
    "DeviceDefined",
    "DeviceEvent",
    "DevicesChecked",
    "DevicesHeard",
    "DisclosureRecorded",
    "FileAttached",
    "FileEvent",
    "FormEvent",
    "FormTaken",
    "HandoverAccepted",
    "HandoverPrepared",
    "HandoverSigned",
    "LeftUnrelieved",
    "PanicAnswered",
    "PanicEvent",
    "PanicWithdrawn",
    "PeopleListed",
    "PersonStatusSet",
    "PressReceived",
    "RoomEvent",
    "RoomReportCameLate",
    "RoomReported",
    "RoomTaken",
    "SeatEvent",
    "ShiftEntryCleared",
    "ShiftEntryWritten",
    "ShiftEvent",
    "SrtAwayMarked",
    "SrtDefined",
    "SrtEvent",
    "SrtItemTicked",
    "SrtRoleLeft",
    "SrtRolePassed",
    "SrtRoleTaken",
    "StruckFromList",
    "TestWindowEnded",
    "TestWindowOpened",
]

# --- the district ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictOpened:
    """The first event of every log: whose it is, and of what nature. A demo says so here."""

    kind: ClassVar[str] = "DistrictOpened"
    version: ClassVar[int] = 1
    code: str
    name: str
    department: str
    callsign: str
    nature: Nature
    demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyDefined:
    """An agency is new or changed. Version 1 knew neither phone nor channel."""

    kind: ClassVar[str] = "AgencyDefined"
    version: ClassVar[int] = 2
    agency: Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDefined:
    """A site is new or changed, as a whole. Version 1 knew no premise items, no floors, and no deputies among the contacts."""

    kind: ClassVar[str] = "SiteDefined"
    version: ClassVar[int] = 2
    site: Site


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDefined:
    """A unit of the roster is new or changed. A new one starts off duty."""

    kind: ClassVar[str] = "UnitDefined"
    version: ClassVar[int] = 1
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasesDefined:
    """The district's own words for the command line, the whole table."""

    kind: ClassVar[str] = "AliasesDefined"
    version: ClassVar[int] = 1
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixDefined:
    """The district's own decision matrix, the whole table; empty: the one that is built in again."""

    kind: ClassVar[str] = "MatrixDefined"
    version: ClassVar[int] = 1
    decisions: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillsSuspended:
    """Drills may not start district-wide (``suspended``), or may again."""

    kind: ClassVar[str] = "DrillsSuspended"
    version: ClassVar[int] = 1
    suspended: bool
    reason: Secret | None


# --- the desk --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionDefined:
    """A dispatch position of the roster is new or changed."""

    kind: ClassVar[str] = "PositionDefined"
    version: ClassVar[int] = 1
    position: DeskPosition


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken:
    """Somebody sits at a position now: the event's actor. ``relieved`` is the name of whoever sat there."""

    kind: ClassVar[str] = "PositionTaken"
    version: ClassVar[int] = 1
    position: str
    relieved: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionLeft:
    """Nobody sits at a position any more. ``who`` is the name of whoever sat there. Version 1 had no cause."""

    kind: ClassVar[str] = "PositionLeft"
    version: ClassVar[int] = 2
    position: str
    who: str
    cause: LeaveCause


# --- calls ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCreated:
    """A call for service was entered. ``t_received`` is when the desk had it, ``t_event`` when it happened, as claimed."""

    kind: ClassVar[str] = "CallCreated"
    version: ClassVar[int] = 1
    call: str
    number: str
    type: str
    source: CallSource
    priority: Priority
    mode: Mode
    place: Place
    caller: Secret | None
    callback: Secret | None
    text: Secret | None
    device: str | None
    t_event: datetime | None
    t_ring: datetime | None
    scheduled_for: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAdded:
    """One more report of a call: who, how, from where. Every place is kept."""

    kind: ClassVar[str] = "ReportAdded"
    version: ClassVar[int] = 1
    call: str
    number: str
    source: CallSource
    place: Place
    caller: Secret | None
    callback: Secret | None
    text: Secret | None
    device: str | None
    priority: Priority | None
    """Raised to this by the report (an eleventh press does not lower anything)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallUpdated:
    """What is known of a call changed; a field that is None stayed as it was."""

    kind: ClassVar[str] = "CallUpdated"
    version: ClassVar[int] = 1
    call: str
    number: str
    type: str | None
    priority: Priority | None
    place: Place | None
    caller: Secret | None
    callback: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHeld:
    """A pending call was put aside until a time."""

    kind: ClassVar[str] = "CallHeld"
    version: ClassVar[int] = 1
    call: str
    number: str
    until: datetime
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResumed:
    """A held or scheduled call is pending again. ``by_timer``: its time came."""

    kind: ClassVar[str] = "CallResumed"
    version: ClassVar[int] = 1
    call: str
    number: str
    by_timer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PsapNotified:
    """The PSAP confirmed that it has the call."""

    kind: ClassVar[str] = "PsapNotified"
    version: ClassVar[int] = 1
    call: str
    number: str
    agency: str
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaken:
    """Somebody of the desk works a call from now on."""

    kind: ClassVar[str] = "CallTaken"
    version: ClassVar[int] = 1
    call: str
    number: str
    before: str | None
    """Who worked it until now, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSplit:
    """A new call was made of some reports of an old one. The old one keeps its lines, and its reports marked as the new one's."""

    kind: ClassVar[str] = "CallSplit"
    version: ClassVar[int] = 1
    call: str
    number: str
    origin: str
    origin_number: str
    reports: tuple[int, ...]
    type: str
    priority: Priority
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded:
    """A call ended without units: cancelled or referred."""

    kind: ClassVar[str] = "CallEnded"
    version: ClassVar[int] = 1
    call: str
    number: str
    end: CallEnd
    referred_to: str | None
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsLinked:
    """Two calls belong together, or no longer do (UNLINK)."""

    kind: ClassVar[str] = "CallsLinked"
    version: ClassVar[int] = 1
    call: str
    number: str
    other: str
    other_number: str
    link: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMerged:
    """A call was a duplicate. It stays readable; its reports joined ``into``."""

    kind: ClassVar[str] = "CallMerged"
    version: ClassVar[int] = 1
    call: str
    number: str
    into: str
    into_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallClosed:
    """A call was closed with its disposition."""

    kind: ClassVar[str] = "CallClosed"
    version: ClassVar[int] = 1
    call: str
    number: str
    disposition: str
    secondary: str | None
    outcome: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallReopened:
    """A closed call is open again."""

    kind: ClassVar[str] = "CallReopened"
    version: ClassVar[int] = 1
    call: str
    number: str
    reason: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """Ended calls left the live state; history keeps them."""

    kind: ClassVar[str] = "Retired"
    version: ClassVar[int] = 1
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A retired call came back into the live state, with its content, because a command named it.

    Version 1 knew calls without owner, and reports that were never split off.
    """

    kind: ClassVar[str] = "Recalled"
    version: ClassVar[int] = 2
    call: Call
    assignments: tuple[Assignment, ...]
    lines: tuple[LineMeta, ...]


# --- work orders ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrderOpened:
    """A defect at a site is to be put right."""

    kind: ClassVar[str] = "WorkOrderOpened"
    version: ClassVar[int] = 1
    order: str
    site: str
    building: str | None
    room: str | None
    source: WorkOrderSource
    due: datetime | None
    text: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrderClosed:
    """A defect has been put right. The order leaves the live state; its lines stay."""

    kind: ClassVar[str] = "WorkOrderClosed"
    version: ClassVar[int] = 1
    order: str
    site: str
    room: str | None
    text: Secret | None


# --- lines of the log -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWritten:
    """A person wrote a line: a note, a radio transmission, or a correction that supersedes an older line."""

    kind: ClassVar[str] = "LineWritten"
    version: ClassVar[int] = 1
    line: str
    source: LineSource
    text: Secret
    call: str | None
    number: str | None
    site: str | None
    unit: str | None
    to: str | None
    channel: str | None
    verbatim: bool
    supersedes: str | None
    reason: Secret | None


# --- units ------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAssigned:
    """A unit was sent to a call, or stacked behind its present one."""

    kind: ClassVar[str] = "UnitAssigned"
    version: ClassVar[int] = 1
    assignment: str
    unit: str
    call: str
    number: str
    site: str | None
    stacked: bool
    status: UnitStatus
    warning: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStatusChanged:
    """A unit's status. ``assignment`` is the one it is on; only that one is touched.

    Version 1 had no ``warning``: the mark of a change that is not on the legal list.
    """

    kind: ClassVar[str] = "UnitStatusChanged"
    version: ClassVar[int] = 2
    unit: str
    old: UnitStatus
    status: UnitStatus
    assignment: str | None
    call: str | None
    number: str | None
    site: str | None
    members: tuple[str, ...] | None
    text: Secret | None
    warning: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCameLate:
    """A status that was true earlier than one that is known already: a line of the log, and nothing changes. ``stands`` is what the
    unit was and stays.
    """

    kind: ClassVar[str] = "StatusCameLate"
    version: ClassVar[int] = 1
    unit: str
    status: UnitStatus
    stands: UnitStatus
    call: str | None
    number: str | None
    site: str | None
    members: tuple[str, ...] | None
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCleared:
    """A unit is done with a call. ``last``: no other unit is on it."""

    kind: ClassVar[str] = "UnitCleared"
    version: ClassVar[int] = 1
    assignment: str
    unit: str
    call: str
    number: str
    status: UnitStatus
    last: bool
    warning: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPreempted:
    """A unit was pulled off a call for a higher one; the old call goes to the top of its class when nobody is left on it."""

    kind: ClassVar[str] = "UnitPreempted"
    version: ClassVar[int] = 1
    assignment: str
    unit: str
    call: str
    number: str
    by_call: str
    by_number: str
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReset:
    """A unit answered its status check."""

    kind: ClassVar[str] = "CheckReset"
    version: ClassVar[int] = 1
    unit: str
    minutes: int | None
    call: str | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyDeclared:
    """Officer emergency, with the last known place as it stood, its age and accuracy."""

    kind: ClassVar[str] = "EmergencyDeclared"
    version: ClassVar[int] = 1
    unit: str
    source: EmergencySource
    call: str | None
    number: str | None
    site: str | None
    lat_e7: int | None
    lon_e7: int | None
    accuracy_m: int | None
    position_at: datetime | None
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyCleared:
    """An officer emergency ended: how it was confirmed, with whom, and whether the code word was given."""

    kind: ClassVar[str] = "EmergencyCleared"
    version: ClassVar[int] = 1
    unit: str
    confirmed_how: Confirmation
    confirmed_by: str
    code_word_given: bool
    status: UnitStatus
    call: str | None
    number: str | None


# --- the net: roll calls, emergency traffic only ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallStarted:
    """The units of a call were asked to answer, each for itself."""

    kind: ClassVar[str] = "RollCallStarted"
    version: ClassVar[int] = 1
    roll_call: str
    call: str
    number: str
    site: str | None
    units: tuple[str, ...]
    cause: RollCallCause


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallAnswered:
    """A unit answered the roll call. ``left``: so many have not; with 0 it is complete."""

    kind: ClassVar[str] = "RollCallAnswered"
    version: ClassVar[int] = 1
    roll_call: str
    call: str
    number: str
    unit: str
    left: int
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCallEnded:
    """A roll call was ended although these units had not answered."""

    kind: ClassVar[str] = "RollCallEnded"
    version: ClassVar[int] = 1
    roll_call: str
    call: str
    number: str
    missing: tuple[str, ...]
    reason: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficHeld:
    """Emergency traffic only, from now on. ``unit``: the one that the channel is kept free for."""

    kind: ClassVar[str] = "TrafficHeld"
    version: ClassVar[int] = 1
    channel: str | None
    unit: str | None
    call: str | None
    number: str | None
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficReleased:
    """The channel was free for everybody again."""

    kind: ClassVar[str] = "TrafficReleased"
    version: ClassVar[int] = 1
    channel: str | None
    unit: str | None


# --- protective actions -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStarted:
    """A protective action was ordered at a site. ``zones`` and ``rooms`` empty: the whole site."""

    kind: ClassVar[str] = "ActionStarted"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    source: ActionSource
    call: str | None
    number: str | None
    zones: tuple[str, ...]
    rooms: tuple[str, ...]
    entry_mode: EntryMode | None
    hazard: Hazard | None
    police_led: bool
    strategy: Secret | None
    location: Secret | None
    area: Secret | None
    reason: Secret | None
    authority: str | None
    replaces_drill: str | None
    warning: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRepeated:
    """The same order came again while it was in force. Nothing changed; somebody else asked for it too."""

    kind: ClassVar[str] = "ActionRepeated"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    source: ActionSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChanged:
    """Parameters of an action in force changed; a field that is None stayed as it was."""

    kind: ClassVar[str] = "ActionChanged"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    entry_mode: EntryMode | None
    hazard: Hazard | None
    strategy: Secret | None
    location: Secret | None
    area: Secret | None
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAnnounced:
    """The order was announced or heard at the site."""

    kind: ClassVar[str] = "ActionAnnounced"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    announced_by: str
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRequested:
    """First of two people asked for the release of a Lockdown."""

    kind: ClassVar[str] = "ReleaseRequested"
    version: ClassVar[int] = 1
    action: str
    site: str
    mode: Mode
    authority: str
    confirmed_agency: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBegun:
    """A second person confirmed: the room board is open, with these doors on it. The Lockdown is still in force."""

    kind: ClassVar[str] = "ReleaseBegun"
    version: ClassVar[int] = 1
    action: str
    site: str
    mode: Mode
    doors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMarked:
    """A door on the release board changed its state."""

    kind: ClassVar[str] = "RoomMarked"
    version: ClassVar[int] = 1
    action: str
    site: str
    mode: Mode
    room: str
    state: RoomClear
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEnded:
    """A protective action is over: how, by whose word, and by what method it was told."""

    kind: ClassVar[str] = "ActionEnded"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    end: ActionEnd
    method: ReleaseMethod | None
    released_by: str | None
    confirmed_by: str | None
    confirmed_agency: str | None
    superseded_by: str | None
    called_back: str | None
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanicRaised:
    """A panic press arrived. ``call`` is the call in which presses from this building gather."""

    kind: ClassVar[str] = "PanicRaised"
    version: ClassVar[int] = 1
    site: str
    call: str
    number: str
    level: PanicLevel
    place: Place
    source: CallSource
    device: str | None
    test: bool


# --- messages, and who has seen what ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """Somebody wrote. ``unit`` and ``site`` are the writer's; ``to_units`` and ``to_sites`` are whom it is for, groups resolved."""

    kind: ClassVar[str] = "MessageSent"
    version: ClassVar[int] = 1
    message: str
    text: Secret
    unit: str | None
    site: str | None
    to_units: tuple[str, ...]
    to_sites: tuple[str, ...]
    to_positions: tuple[str, ...]
    desk: bool
    everyone: bool
    groups: tuple[str, ...]
    critical: bool
    template: str | None
    call: str | None
    number: str | None
    reply_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAcknowledged:
    """A person said that he knows it, for his unit, site or desk; ``after_ms`` milliseconds after it began."""

    kind: ClassVar[str] = "NoticeAcknowledged"
    version: ClassVar[int] = 1
    notice: str
    notice_kind: NoticeKind
    recipient: str
    after_ms: int
    about: str
    unit: str | None
    site: str | None
    call: str | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientReached:
    """The desk told somebody another way, because his screen was silent."""

    kind: ClassVar[str] = "RecipientReached"
    version: ClassVar[int] = 1
    notice: str
    notice_kind: NoticeKind
    recipient: str
    way: ReachWay
    spoken_to: str | None
    about: str
    site: str | None
    call: str | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCopy:
    """How far something had got to one device of one person when its silence was found."""

    recipient: str
    person: str
    device: str
    delivered_at: datetime | None
    painted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceFound:
    """Its time is over and these are not known to know it; ``receipts`` as they stood. ``unreached``: no device of theirs has it."""

    kind: ClassVar[str] = "SilenceFound"
    version: ClassVar[int] = 1
    notice: str
    notice_kind: NoticeKind
    stage: int
    expected: int
    missing: tuple[str, ...]
    unreached: tuple[str, ...]
    receipts: tuple[ReceiptCopy, ...]
    about: str
    site: str | None
    call: str | None
    number: str | None


# --- alarms and timers ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged:
    """A person has seen an alarm; ``after_ms`` milliseconds after it was raised, at the step that it had reached.

    ``desk_position`` is where the person sat. Version 1 had neither step nor position.
    """

    kind: ClassVar[str] = "AlarmAcknowledged"
    version: ClassVar[int] = 2
    alarm: str
    alarm_kind: AlarmKind
    after_ms: int
    step: AlarmStep
    desk_position: str | None
    call: str | None
    number: str | None
    site: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmEscalated:
    """Nobody acknowledged an alarm: it rings louder, then at more positions. ``after_ms`` milliseconds after it was raised."""

    kind: ClassVar[str] = "AlarmEscalated"
    version: ClassVar[int] = 1
    alarm: str
    alarm_kind: AlarmKind
    step: AlarmStep
    after_ms: int
    call: str | None
    number: str | None
    site: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFell:
    """A timer fell due. ``stage`` counts how often in a row: a second silence is worse than a first."""

    kind: ClassVar[str] = "TimerFell"
    version: ClassVar[int] = 1
    timer: str
    timer_kind: TimerKind
    stage: int
    call: str | None
    number: str | None
    site: str | None
    unit: str | None
    action: str | None


DistrictEvent = (
    DistrictOpened
    | AgencyDefined
    | SiteDefined
    | UnitDefined
    | AliasesDefined
    | MatrixDefined
    | DrillsSuspended
    | WorkOrderOpened
    | WorkOrderClosed
)
DeskEvent = PositionDefined | PositionTaken | PositionLeft
CallEvent = (
    CallCreated
    | ReportAdded
    | CallUpdated
    | CallHeld
    | CallResumed
    | PsapNotified
    | CallTaken
    | CallSplit
    | CallEnded
    | CallsLinked
    | CallMerged
    | CallClosed
    | CallReopened
    | Retired
    | Recalled
    | LineWritten
)
UnitEvent = (
    UnitAssigned
    | UnitStatusChanged
    | StatusCameLate
    | UnitCleared
    | UnitPreempted
    | CheckReset
    | EmergencyDeclared
    | EmergencyCleared
)
ActionEvent = (
    ActionStarted
    | ActionRepeated
    | ActionChanged
    | ActionAnnounced
    | ReleaseRequested
    | ReleaseBegun
    | RoomMarked
    | ActionEnded
    | PanicRaised
)
NetEvent = RollCallStarted | RollCallAnswered | RollCallEnded | TrafficHeld | TrafficReleased
AlarmEvent = AlarmAcknowledged | AlarmEscalated | TimerFell
NoticeEvent = MessageSent | NoticeAcknowledged | RecipientReached | SilenceFound
Event = (
    DistrictEvent
    | DeskEvent
    | CallEvent
    | UnitEvent
    | ActionEvent
    | NetEvent
    | AlarmEvent
    | BoloEvent
    | ShiftEvent
    | NoticeEvent
    | DeviceEvent
    | RoomEvent
    | FileEvent
    | CrewEvent
    | IncidentEvent
    | DecisionEvent
    | ConductEvent
    | PanicEvent
    | SrtEvent
    | SeatEvent
    | VerifyEvent
    | WallEvent
    | FormEvent
)
