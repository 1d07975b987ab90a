"""Messages, who knows what, alarms, and the clock that reports a timer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.limits import Code, Id, Items, LongText, ShortText
from dispatch.domain.roster import UnitKind
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import ReachWay


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


NoticeCommand = SendMessage | AcknowledgeNotice | RecordReached | AcknowledgeAlarm | TimerDue
