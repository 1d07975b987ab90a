"""What happened to calls and to the lines of the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.records import Assignment, Call, LineMeta, Place
from dispatch.domain.text import Secret
from dispatch.domain.vocabulary import CallEnd, LineSource, LinkKind, Priority


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
