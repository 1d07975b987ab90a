"""What may be asked of calls and of the lines of the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.limits import Code, Id, Items, LatE7, LonE7, LongText, ReportIndex, ShortText
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import CallEnd, LinkKind, Priority


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


CallCommand = (
    CreateCall
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
    | AddNote
    | LogRadio
    | CorrectLine
)
