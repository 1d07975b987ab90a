"""Small closed lists that commands, events and state share."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Priority(IntEnum):
    """P1 life at risk now; P2 urgent; P3 prompt; P4 routine or scheduled; P5 record only."""

    P1 = 1
    P2 = 2
    P3 = 3
    P4 = 4
    P5 = 5


class CallStatus(StrEnum):
    """Life cycle of a call for service. From DISPATCHED on it follows the most advanced unit."""

    PENDING = "PENDING"
    HELD = "HELD"
    SCHEDULED = "SCHEDULED"
    DISPATCHED = "DISPATCHED"
    EN_ROUTE = "EN_ROUTE"
    ON_SCENE = "ON_SCENE"
    AWAITING_DISPOSITION = "AWAITING_DISPOSITION"
    """The last unit has cleared and nobody has said how it ended."""
    CLOSED = "CLOSED"
    DUPLICATE = "DUPLICATE"
    CANCELLED = "CANCELLED"
    REFERRED = "REFERRED"


ENDED = frozenset({CallStatus.CLOSED, CallStatus.DUPLICATE, CallStatus.CANCELLED, CallStatus.REFERRED})
WAITING = frozenset({CallStatus.PENDING, CallStatus.HELD, CallStatus.SCHEDULED})


class CallEnd(StrEnum):
    """How a pending call may end without units."""

    CANCELLED_BY_CALLER = "CANCELLED_BY_CALLER"
    CANCELLED_BY_PSAP = "CANCELLED_BY_PSAP"
    REFERRED = "REFERRED"


class LinkKind(StrEnum):
    """How calls belong together, in EIDO's words."""

    PARENT = "PARENT"
    CHILD = "CHILD"
    RELATED = "RELATED"
    UNLINK = "UNLINK"
    REPLACING = "REPLACING"
    REPLACED = "REPLACED"
    SPLIT = "SPLIT"


class AssignmentStatus(StrEnum):
    """A unit's work on one call. STACKED waits behind the unit's present call."""

    STACKED = "STACKED"
    ACTIVE = "ACTIVE"
    CLEARED = "CLEARED"
    PREEMPTED = "PREEMPTED"


class ActionStatus(StrEnum):
    """A protective action's life. RELEASING is a Lockdown whose doors are being opened one by one; it is still in force."""

    ACTIVE = "ACTIVE"
    RELEASE_REQUESTED = "RELEASE_REQUESTED"
    RELEASING = "RELEASING"
    ENDED = "ENDED"


class ActionEnd(StrEnum):
    """How a protective action ended."""

    RELEASED = "RELEASED"
    RELEASED_BY_OVERRIDE = "RELEASED_BY_OVERRIDE"
    SUPERSEDED = "SUPERSEDED"
    ENTERED_IN_ERROR = "ENTERED_IN_ERROR"
    ENDED_BY_ACTUAL = "ENDED_BY_ACTUAL"


class ActionSource(StrEnum):
    """Where the order for an action came from."""

    CONSOLE = "console"
    PHONE = "phone"
    RADIO = "radio"
    PANIC = "panic"
    ALARM = "alarm"
    LAW_ENFORCEMENT = "le"
    SITE = "site"


AT_SITE = frozenset({ActionSource.SITE, ActionSource.PANIC, ActionSource.ALARM})
"""An action started at the site is known there: only the release path ends it."""


class PanicLevel(StrEnum):
    """What a panic press asks for."""

    STAFF_ASSIST = "STAFF_ASSIST"
    LOCKDOWN = "LOCKDOWN"
    OTHER = "OTHER"
    """It did not say, or in words that nobody knows: it alarms, and locks nothing down."""


class EmergencySource(StrEnum):
    """What raised an officer emergency."""

    BUTTON = "button"
    RADIO = "radio"
    VOICE = "voice"
    MISSED_CHECKS = "missed_checks"


class Confirmation(StrEnum):
    """How the end of an officer emergency was confirmed."""

    VOICE = "voice"
    FACE_TO_FACE = "face_to_face"


class AlarmKind(StrEnum):
    """Why the alarm bar shows something, worst first."""

    OFFICER_EMERGENCY = "officer_emergency"
    PANIC = "panic"
    ROOM_THREAT = "room_threat"
    """A room reports a threat in it or at it."""
    ROOM_INJURED = "room_injured"
    """A room reports people who are hurt."""
    ACTION_STARTED = "action_started"
    NEW_P1 = "new_p1"
    UNHEARD_ACTION = "unheard_action"
    MISSED_CHECK = "missed_check"
    FACT_UNKNOWN = "fact_unknown"
    """A critical fact that command is not known to know."""
    NO_COMMAND = "no_command"
    """An incident with units on scene or an action in force, and nobody is named in command."""
    COMMAND_ASKED = "command_asked"
    """From a phone or a school's page command is asked for or given, and the desk has not taken it up."""
    NOT_UNIFIED = "not_unified"
    """Several agencies are on scene, and no unified command is formed."""
    OVERDUE_TIMER = "overdue_timer"
    STACKED_CALL = "stacked_call"
    ROLL_CALL_MISSING = "roll_call_missing"
    ROLL_CALL_DUE = "roll_call_due"
    PAR_MISSING = "par_missing"
    """An agency or a group has not answered the PAR of an incident, or misses somebody."""
    REASSESS = "reassess"
    """Command should look again at what it does, or at a decision."""
    UNRELIEVED_DESK = "unrelieved_desk"
    """The last one at the desk has left, and nobody has taken over."""
    PSAP_NOT_TOLD = "psap_not_told"
    """A P1 whose plan begins with 911, and nobody has said that the PSAP has it."""
    NOT_REACHED = "not_reached"
    BOLO_UNREAD = "bolo_unread"
    """A BOLO that not everybody whom it is for has read."""
    DEVICE_SILENT = "device_silent"
    """Panic devices of a site give no sign of life."""
    DEVICE_BATTERY = "device_battery"
    """Batteries of panic devices of a site are low."""


class TimerKind(StrEnum):
    """What a timer waits for."""

    STATUS_CHECK = "status_check"
    ACTION_HEARD = "action_heard"
    HOLD = "hold"
    SCHEDULED = "scheduled"
    STACKED = "stacked"
    ROLL_CALL = "roll_call"
    """Answers of a roll call that runs."""
    ROLL_CALL_DUE = "roll_call_due"
    """The next roll call of a P1."""
    PAR = "par"
    """Answers of agencies and groups to the PAR of an incident."""
    PSAP = "psap"
    """The PSAP has not confirmed yet that it has a P1."""
    ALARM = "alarm"
    """The next step of an alarm that nobody has acknowledged."""
    RETIRE = "retire"
    BOLO_EXPIRY = "bolo_expiry"
    """A BOLO is over, unless somebody approves it anew."""
    SILENCE = "silence"
    MESSAGE = "message"
    DEVICES = "devices"
    """A panic device of a site may have been silent for too long."""
    NO_COMMAND = "no_command"
    """Nobody is in command of an incident yet."""
    UNIFIED = "unified"
    """Several agencies are on scene and have not formed unified command yet."""
    COMMAND_TRANSFER = "command_transfer"
    """The agreed time of a transfer of command."""
    FACT = "fact"
    """Command has not acknowledged a critical fact."""
    REASSESS = "reassess"
    """Command looks again at what it does, or at a decision."""
    SEAT = "seat"
    """A partner agency's access to an incident, or a guest's, is over."""
    TEST_WINDOW = "test_window"
    """The test of a device or of a site's devices is over."""


class LeaveCause(StrEnum):
    """Why a position of the desk is free."""

    LEFT = "left"
    """Somebody said so."""
    MOVED = "moved"
    """Whoever sat there sat down at another one."""
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    """It ran out or was ended for them: a closed account, a new password."""


class NoticeKind(StrEnum):
    """What people must know, and of whom it is asked who knows it. The worst first."""

    EMERGENCY = "emergency"
    ACTION = "action"
    ALL_CALL = "all_call"
    BOLO = "bolo"
    MESSAGE = "message"


class KnownWay(StrEnum):
    """How it is known that somebody knows."""

    ACKNOWLEDGED = "acknowledged"
    ORDERED = "ordered"
    """It is their own order or message."""
    ANNOUNCED = "announced"
    """The order was announced or heard where they are."""
    PHONE = "phone"
    RADIO = "radio"
    IN_PERSON = "in_person"


class ReachWay(StrEnum):
    """How the desk reached somebody whose screen is silent."""

    PHONE = "phone"
    RADIO = "radio"
    IN_PERSON = "in_person"


class WorkOrderSource(StrEnum):
    """Where a defect became known."""

    DRILL = "drill"
    INSPECTION = "inspection"
    CALL = "call"
    REPORT = "report"


class RollCallCause(StrEnum):
    """Why a roll call is taken."""

    ASKED = "asked"
    COMMAND = "command"
    ACTION = "action"
    EMERGENCY = "emergency"
    INTERVAL = "interval"
    LEAVING = "leaving"


class LineSource(StrEnum):
    """How a person's line came about."""

    NOTE = "note"
    RADIO = "radio"
    CORRECTION = "correction"


class TimeSource(StrEnum):
    """Whose clock an ``occurred_at`` is."""

    SERVER = "server"
    CLAIMED = "claimed"
    DEVICE = "device"
    UNTRUSTED = "untrusted"
    """A device whose clock was found to be wrong: the claim is kept, and nothing is decided by it."""
