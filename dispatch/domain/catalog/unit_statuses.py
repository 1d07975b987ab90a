"""What a unit can be doing, and which change of it is legal.

Codes and their EIDO primary status follow the APCO/NENA model: one primary (Available, ConditionallyAvailable, NotAvailable) and any
secondary. ``group`` is the glyph group that screens draw. An illegal change is allowed to dispatchers with a warning and a mark in the
log (reality wins) and refused to field clients, except EMERGENCY.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UnitStatus(StrEnum):
    """The stored and shown two-letter codes."""

    OFF = "OFF"
    LOG = "LOG"
    AV = "AV"
    AP = "AP"
    BC = "BC"
    DP = "DP"
    AK = "AK"
    ER = "ER"
    SG = "SG"
    OS = "OS"
    AI = "AI"
    TR = "TR"
    AH = "AH"
    IV = "IV"
    RW = "RW"
    ML = "ML"
    MT = "MT"
    CT = "CT"
    OO = "OO"
    EM = "EM"


class Availability(StrEnum):
    """EIDO primary unit status."""

    AVAILABLE = "Available"
    CONDITIONAL = "ConditionallyAvailable"
    NOT_AVAILABLE = "NotAvailable"


@dataclass(frozen=True, slots=True)
class StatusInfo:
    """What a status means: label for people, EIDO statuses for exports, glyph group for screens."""

    label: str
    primary: Availability
    secondary: tuple[str, ...]
    group: str
    ten_code: str | None = None


_A, _C, _N = Availability.AVAILABLE, Availability.CONDITIONAL, Availability.NOT_AVAILABLE
S = UnitStatus

STATUS_INFO: dict[UnitStatus, StatusInfo] = {
    S.OFF: StatusInfo("Off duty", _N, ("OffDuty",), "OOS"),
    S.LOG: StatusInfo("Logged on, not ready", _N, ("OnDuty",), "BSY"),
    S.AV: StatusInfo("Available", _A, ("InService",), "AVL", "10-8"),
    S.AP: StatusInfo("Available at post/school", _A, ("Post",), "AVL"),
    S.BC: StatusInfo("Building check (interruptible)", _C, ("ResponderInitiatedEvent",), "BSY"),
    S.DP: StatusInfo("Dispatched", _N, ("Dispatched",), "DSP"),
    S.AK: StatusInfo("Acknowledged", _N, ("AcknowledgedTransmission",), "DSP", "10-4"),
    S.ER: StatusInfo("En route", _N, ("EnRoute",), "ENR", "10-76"),
    S.SG: StatusInfo("Staged", _N, ("Staging",), "ENR"),
    S.OS: StatusInfo("On scene", _N, ("OnScene",), "ONS", "10-23 / 10-97"),
    S.AI: StatusInfo("Inside / at room or person", _N, ("OnScene", "PatientContact"), "ONS"),
    S.TR: StatusInfo("Transporting / escorting", _N, ("Transporting",), "TRN"),
    S.AH: StatusInfo("At destination / hospital", _N, ("Hospital",), "TRN"),
    S.IV: StatusInfo("Follow-up investigation", _C, ("Investigation",), "BSY"),
    S.RW: StatusInfo("Report writing", _C, ("Station",), "BSY"),
    S.ML: StatusInfo("Meal", _C, ("Meal",), "BSY", "10-7M"),
    S.MT: StatusInfo("Meeting / training", _C, ("Training",), "BSY"),
    S.CT: StatusInfo("Court", _N, ("Court",), "OOS"),
    S.OO: StatusInfo("Out of service (vehicle, equipment)", _N, ("OutofService",), "OOS", "10-7"),
    S.EM: StatusInfo("EMERGENCY", _N, (), "EMG"),
}

LEGAL: dict[UnitStatus, frozenset[UnitStatus]] = {
    S.OFF: frozenset({S.LOG}),
    S.LOG: frozenset({S.AV, S.AP, S.OO, S.OFF}),
    S.AV: frozenset({S.AP, S.BC, S.DP, S.ER, S.OS, S.ML, S.MT, S.CT, S.OO, S.RW, S.IV, S.LOG}),
    S.AP: frozenset({S.AV, S.BC, S.DP, S.ER, S.OS, S.ML, S.MT, S.OO, S.LOG}),
    S.BC: frozenset({S.AV, S.AP, S.DP, S.ER, S.OS}),
    S.DP: frozenset({S.AK, S.ER, S.OS, S.AV}),
    S.AK: frozenset({S.ER, S.OS, S.SG, S.AV}),
    S.ER: frozenset({S.SG, S.OS, S.AV, S.DP}),
    S.SG: frozenset({S.ER, S.OS, S.AV}),
    S.OS: frozenset({S.AI, S.TR, S.IV, S.RW, S.AV, S.AP}),
    S.AI: frozenset({S.OS, S.TR, S.AV}),
    S.TR: frozenset({S.AH, S.OS, S.AV}),
    S.AH: frozenset({S.AV, S.RW, S.TR}),
    S.IV: frozenset({S.AV, S.RW, S.DP}),
    S.RW: frozenset({S.AV, S.DP, S.IV}),
    S.ML: frozenset({S.AV, S.DP}),
    S.MT: frozenset({S.AV, S.DP}),
    S.CT: frozenset({S.AV}),
    S.OO: frozenset({S.AV, S.LOG, S.OFF}),
    S.EM: frozenset({S.OS, S.AV}),
}

ON_CALL = frozenset({S.DP, S.AK, S.ER, S.SG, S.OS, S.AI, S.TR, S.AH})
"""The statuses of work on an assignment; taking any other one ends it."""
FREE = frozenset({S.AV, S.AP})
"""A unit in these can be sent at once: what waits for it comes next."""
CHECKED = frozenset({S.OS, S.AI, S.BC})
"""Status-check timers run in these."""


def is_legal(old: UnitStatus, new: UnitStatus) -> bool:
    """Whether ``old`` may become ``new``; any status may become EMERGENCY."""
    return new is S.EM or old is new or new in LEGAL[old]
