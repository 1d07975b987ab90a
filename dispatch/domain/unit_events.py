"""What happened to units, and on the net: roll calls, emergency traffic only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.text import Secret
from dispatch.domain.vocabulary import Confirmation, EmergencySource, RollCallCause


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


NetEvent = RollCallStarted | RollCallAnswered | RollCallEnded | TrafficHeld | TrafficReleased
