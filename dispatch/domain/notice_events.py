"""What happened to messages, to whom has seen what, to alarms and timers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dispatch.domain.catalog.alarm_plans import AlarmStep
from dispatch.domain.text import Secret
from dispatch.domain.vocabulary import AlarmKind, NoticeKind, ReachWay, TimerKind


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


AlarmEvent = AlarmAcknowledged | AlarmEscalated | TimerFell


NoticeEvent = MessageSent | NoticeAcknowledged | RecipientReached | SilenceFound
