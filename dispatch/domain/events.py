"""What happened. Recorded once, in the past tense, never changed; everything shown anywhere is a fold of these.

Each event carries what its reader needs (numbers, sites) so that a line of the log can be rendered without looking anything up, and
what the fold needs so that the fold never decides. Free text is ``Secret``: the log keeps its salted hash. ``version`` is raised when
the shape changes; ``log/upcast`` turns older bodies into today's.

This page is the list of all of them. What an event carries stands in the ``*_events`` file that it comes from, one for each area.
"""

from __future__ import annotations

from dispatch.domain.action_events import (
    ActionAnnounced,
    ActionChanged,
    ActionEnded,
    ActionEvent,
    ActionRepeated,
    ActionStarted,
    PanicRaised,
    ReleaseBegun,
    ReleaseRequested,
    RoomMarked,
)
from dispatch.domain.bolo_events import (
    BoloAcknowledged,
    BoloCancelled,
    BoloEvent,
    BoloExpired,
    BoloExtended,
    BoloIssued,
    BoloPhotoAttached,
)
from dispatch.domain.call_events import (
    CallClosed,
    CallCreated,
    CallEnded,
    CallEvent,
    CallHeld,
    CallMerged,
    CallReopened,
    CallResumed,
    CallsLinked,
    CallSplit,
    CallTaken,
    CallUpdated,
    LineWritten,
    PsapNotified,
    Recalled,
    ReportAdded,
    Retired,
)
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
from dispatch.domain.district_events import (
    AgencyDefined,
    AliasesDefined,
    DeskEvent,
    DistrictEvent,
    DistrictOpened,
    DrillsSuspended,
    MatrixDefined,
    PositionDefined,
    PositionLeft,
    PositionTaken,
    SiteDefined,
    UnitDefined,
    WorkOrderClosed,
    WorkOrderOpened,
)
from dispatch.domain.file_events import FileAttached, FileEvent
from dispatch.domain.form_events import FormEvent, FormTaken
from dispatch.domain.incident_events import IncidentEvent
from dispatch.domain.notice_events import (
    AlarmAcknowledged,
    AlarmEscalated,
    AlarmEvent,
    MessageSent,
    NoticeAcknowledged,
    NoticeEvent,
    ReceiptCopy,
    RecipientReached,
    SilenceFound,
    TimerFell,
)
from dispatch.domain.panic_events import PanicAnswered, PanicEvent, PanicWithdrawn
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
from dispatch.domain.unit_events import (
    CheckReset,
    EmergencyCleared,
    EmergencyDeclared,
    NetEvent,
    RollCallAnswered,
    RollCallEnded,
    RollCallStarted,
    StatusCameLate,
    TrafficHeld,
    TrafficReleased,
    UnitAssigned,
    UnitCleared,
    UnitEvent,
    UnitPreempted,
    UnitStatusChanged,
)
from dispatch.domain.verify_events import VerifyEvent
from dispatch.domain.wall_events import WallEvent

__all__ = [
    "ActionAnnounced",
    "ActionChanged",
    "ActionEnded",
    "ActionEvent",
    "ActionRepeated",
    "ActionStarted",
    "AgencyDefined",
    "AlarmAcknowledged",
    "AlarmEscalated",
    "AlarmEvent",
    "AliasesDefined",
    "BoloAcknowledged",
    "BoloCancelled",
    "BoloEvent",
    "BoloExpired",
    "BoloExtended",
    "BoloIssued",
    "BoloPhotoAttached",
    "CallClosed",
    "CallCreated",
    "CallEnded",
    "CallEvent",
    "CallHeld",
    "CallMerged",
    "CallReopened",
    "CallResumed",
    "CallSplit",
    "CallTaken",
    "CallUpdated",
    "CallsLinked",
    "CheckReset",
    "ConductEvent",
    "CrewEvent",
    "CrewSignedOff",
    "CrewSignedOn",
    "DecisionEvent",
    "DeskEvent",
    "DeviceDefined",
    "DeviceEvent",
    "DevicesChecked",
    "DevicesHeard",
    "DisclosureRecorded",
    "DistrictEvent",
    "DistrictOpened",
    "DrillsSuspended",
    "EmergencyCleared",
    "EmergencyDeclared",
    "Event",
    "FileAttached",
    "FileEvent",
    "FormEvent",
    "FormTaken",
    "HandoverAccepted",
    "HandoverPrepared",
    "HandoverSigned",
    "LeftUnrelieved",
    "LineWritten",
    "MatrixDefined",
    "MessageSent",
    "NetEvent",
    "NoticeAcknowledged",
    "NoticeEvent",
    "PanicAnswered",
    "PanicEvent",
    "PanicRaised",
    "PanicWithdrawn",
    "PeopleListed",
    "PersonStatusSet",
    "PositionDefined",
    "PositionLeft",
    "PositionTaken",
    "PressReceived",
    "PsapNotified",
    "Recalled",
    "ReceiptCopy",
    "RecipientReached",
    "ReleaseBegun",
    "ReleaseRequested",
    "ReportAdded",
    "Retired",
    "RollCallAnswered",
    "RollCallEnded",
    "RollCallStarted",
    "RoomEvent",
    "RoomMarked",
    "RoomReportCameLate",
    "RoomReported",
    "RoomTaken",
    "SeatEvent",
    "ShiftEntryCleared",
    "ShiftEntryWritten",
    "ShiftEvent",
    "SilenceFound",
    "SiteDefined",
    "SrtAwayMarked",
    "SrtDefined",
    "SrtEvent",
    "SrtItemTicked",
    "SrtRoleLeft",
    "SrtRolePassed",
    "SrtRoleTaken",
    "StatusCameLate",
    "StruckFromList",
    "TestWindowEnded",
    "TestWindowOpened",
    "TimerFell",
    "TrafficHeld",
    "TrafficReleased",
    "UnitAssigned",
    "UnitCleared",
    "UnitDefined",
    "UnitEvent",
    "UnitPreempted",
    "UnitStatusChanged",
    "WorkOrderClosed",
    "WorkOrderOpened",
]

Event = (
    DistrictEvent
    | DeskEvent
    | CallEvent
    | UnitEvent
    | NetEvent
    | ActionEvent
    | AlarmEvent
    | NoticeEvent
    | BoloEvent
    | ShiftEvent
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
