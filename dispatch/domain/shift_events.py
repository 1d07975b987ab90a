"""What happened at the desk itself: entries of the shift log and handovers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.shifts import HandoverItem, ShiftCategory, Topic
from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEntryWritten:
    """An entry of the shift log."""

    kind: ClassVar[str] = "ShiftEntryWritten"
    version: ClassVar[int] = 1
    entry: str
    category: ShiftCategory
    text: Secret
    carry_forward: bool
    site: str | None
    unit: str | None
    call: str | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEntryCleared:
    """An entry is carried forward no more."""

    kind: ClassVar[str] = "ShiftEntryCleared"
    version: ClassVar[int] = 1
    entry: str
    category: ShiftCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPrepared:
    """The checklist of a handover, as things were."""

    kind: ClassVar[str] = "HandoverPrepared"
    version: ClassVar[int] = 1
    handover: str
    items: tuple[HandoverItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSigned:
    """Who goes has gone through it."""

    kind: ClassVar[str] = "HandoverSigned"
    version: ClassVar[int] = 1
    handover: str
    checked: tuple[Topic, ...]
    items: int
    note: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAccepted:
    """Who comes has read and understood it. ``signed_by`` is the name of who went."""

    kind: ClassVar[str] = "HandoverAccepted"
    version: ClassVar[int] = 1
    handover: str
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftUnrelieved:
    """Somebody left a position and nobody relieved him; that the position is free is an event of its own."""

    kind: ClassVar[str] = "LeftUnrelieved"
    version: ClassVar[int] = 1
    position: str
    reason: Secret


ShiftEvent = (
    ShiftEntryWritten
    | ShiftEntryCleared
    | HandoverPrepared
    | HandoverSigned
    | HandoverAccepted
    | LeftUnrelieved
)
