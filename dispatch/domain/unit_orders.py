"""What may be asked of units, and of the net."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.limits import Code, Id, Items, LatE7, LonE7, LongText, Metres, Minutes, ShortText
from dispatch.domain.vocabulary import Confirmation, EmergencySource, Priority, RollCallCause


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


UnitCommand = (
    AssignUnits
    | ClearUnit
    | SetUnitStatus
    | ResetCheck
    | StartRollCall
    | AnswerRollCall
    | EndRollCall
    | HoldTraffic
    | ReleaseTraffic
    | DeclareEmergency
    | ClearEmergency
)
