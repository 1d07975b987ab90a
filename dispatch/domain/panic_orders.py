"""What somebody says after a press of the panic button on their screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.limits import Code, Count, Id


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPanic:
    """Answers to what one is asked after a press: safe, medical help needed, how many people, where. What is left out stays as it was.

    ``panic`` is the id of the command that was the press.
    """

    kind: ClassVar[str] = "AnswerPanic"
    site: Code
    panic: Id
    safe: bool | None = None
    medical: bool | None = None
    people: Count | None = None
    building: Code | None = None
    zone: Code | None = None
    room: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPanic:
    """Its sender says that a press was a mistake. It is recorded; the desk alone ends what came of the press."""

    kind: ClassVar[str] = "WithdrawPanic"
    site: Code
    panic: Id


PanicCommand = AnswerPanic | WithdrawPanic
