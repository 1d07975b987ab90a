"""What somebody may ask for. Orders, in the words of the radio room; each is answered saved, refused or unknown.

Texts arrive as plain strings and are wrapped as protected values by the rules. A command never carries its sender: the actor stands
beside it. Everything here is validated and documented at the edges from these very types (see ``limits``).

This page is the list of all of them. What a command carries stands in the ``*_orders`` file that it comes from, one for each area.
"""

from __future__ import annotations

from dispatch.domain.action_orders import (
    ActionCommand,
    AnnounceAction,
    ChangeAction,
    ConfirmLockdownRelease,
    EndActionInError,
    MakeReal,
    MarkRoom,
    OverrideLockdownRelease,
    RaisePanic,
    ReleaseAction,
    RequestLockdownRelease,
    StartAction,
)
from dispatch.domain.bolo_orders import (
    AcknowledgeBolo,
    AttachBoloPhoto,
    CancelBolo,
    ExtendBolo,
    IssueBolo,
)
from dispatch.domain.call_orders import (
    AddNote,
    AddReport,
    CallCommand,
    CloseCall,
    CorrectLine,
    CreateCall,
    EndCall,
    HoldCall,
    LinkCalls,
    LogRadio,
    MergeCall,
    NotifyPsap,
    ReopenCall,
    ResumeCall,
    SplitCall,
    TakeCall,
    UpdateCall,
)
from dispatch.domain.conduct_orders import ConductCommand
from dispatch.domain.crew_orders import SignOff, SignOn
from dispatch.domain.decision_orders import DecisionCommand
from dispatch.domain.device_orders import EndTestWindow, HearDevices, OpenTestWindow, ReceivePress
from dispatch.domain.district_orders import (
    CloseWorkOrder,
    DefineRoster,
    DistrictCommand,
    FreePosition,
    LeavePosition,
    OpenDistrict,
    OpenWorkOrder,
    SuspendDrills,
    TakePosition,
)
from dispatch.domain.file_orders import AttachFile
from dispatch.domain.form_orders import FormCommand
from dispatch.domain.incident_orders import IncidentCommand
from dispatch.domain.notice_orders import (
    AcknowledgeAlarm,
    AcknowledgeNotice,
    NoticeCommand,
    RecordReached,
    SendMessage,
    TimerDue,
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
from dispatch.domain.seat_orders import SeatCommand
from dispatch.domain.shift_orders import (
    AcceptHandover,
    ClearShiftEntry,
    LeaveUnrelieved,
    PrepareHandover,
    SignHandover,
    WriteShiftEntry,
)
from dispatch.domain.srt_orders import LeaveSrtRole, MarkSrtAway, PassSrtRole, TakeSrtRole, TickSrtItem
from dispatch.domain.unit_orders import (
    AnswerRollCall,
    AssignUnits,
    ClearEmergency,
    ClearUnit,
    DeclareEmergency,
    EndRollCall,
    HoldTraffic,
    ReleaseTraffic,
    ResetCheck,
    SetUnitStatus,
    StartRollCall,
    UnitCommand,
)
from dispatch.domain.verify_orders import VerifyCommand
from dispatch.domain.wall_orders import WallCommand

__all__ = [
    "AcceptHandover",
    "AcknowledgeAlarm",
    "AcknowledgeBolo",
    "AcknowledgeNotice",
    "ActionCommand",
    "AddNote",
    "AddReport",
    "AnnounceAction",
    "AnswerPanic",
    "AnswerRollCall",
    "AssignUnits",
    "AttachBoloPhoto",
    "AttachFile",
    "CallCommand",
    "CancelBolo",
    "ChangeAction",
    "ClearEmergency",
    "ClearShiftEntry",
    "ClearUnit",
    "CloseCall",
    "CloseWorkOrder",
    "Command",
    "ConfirmLockdownRelease",
    "CorrectLine",
    "CreateCall",
    "DeclareEmergency",
    "DefineRoster",
    "DistrictCommand",
    "EndActionInError",
    "EndCall",
    "EndRollCall",
    "EndTestWindow",
    "ExtendBolo",
    "FreePosition",
    "HearDevices",
    "HoldCall",
    "HoldTraffic",
    "IssueBolo",
    "LeavePosition",
    "LeaveSrtRole",
    "LeaveUnrelieved",
    "LinkCalls",
    "ListDay",
    "ListPeople",
    "LogRadio",
    "MakeReal",
    "MarkRoom",
    "MarkSrtAway",
    "MergeCall",
    "NoticeCommand",
    "NotifyPsap",
    "OpenDistrict",
    "OpenTestWindow",
    "OpenWorkOrder",
    "OverrideLockdownRelease",
    "PassSrtRole",
    "PrepareHandover",
    "RaisePanic",
    "ReceivePress",
    "RecordDisclosure",
    "RecordReached",
    "ReleaseAction",
    "ReleaseTraffic",
    "ReopenCall",
    "ReportRoom",
    "RequestLockdownRelease",
    "ResetCheck",
    "ResumeCall",
    "SchoolDay",
    "SendMessage",
    "SetPersonStatus",
    "SetUnitStatus",
    "SignHandover",
    "SignOff",
    "SignOn",
    "SplitCall",
    "StartAction",
    "StartRollCall",
    "StrikeFromList",
    "SuspendDrills",
    "TakeCall",
    "TakePosition",
    "TakeRoom",
    "TakeSrtRole",
    "TickSrtItem",
    "TimerDue",
    "UnitCommand",
    "UpdateCall",
    "WithdrawPanic",
    "WriteShiftEntry",
]

Command = (
    DistrictCommand
    | CallCommand
    | UnitCommand
    | ActionCommand
    | NoticeCommand
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
    | SignOn
    | SignOff
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
    | IncidentCommand
    | DecisionCommand
    | ConductCommand
    | SeatCommand
    | VerifyCommand
    | WallCommand
    | FormCommand
)
