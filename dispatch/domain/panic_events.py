"""What was said after a press of the panic button on somebody's screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class PanicAnswered:
    """Whoever pressed says how they are and where. None: not said now."""

    kind: ClassVar[str] = "PanicAnswered"
    version: ClassVar[int] = 1
    panic: str
    site: str
    call: str
    number: str
    safe: bool | None
    medical: bool | None
    people: int | None
    building: str | None
    zone: str | None
    room: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanicWithdrawn:
    """Whoever pressed says that it was a mistake."""

    kind: ClassVar[str] = "PanicWithdrawn"
    version: ClassVar[int] = 1
    panic: str
    site: str
    call: str
    number: str
    room: str | None


PanicEvent = PanicAnswered | PanicWithdrawn
