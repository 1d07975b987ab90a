"""What the desk may ask for about its shift: entries of the shift log and the handover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.limits import Code, Id, Items, LongText, ShortText
from dispatch.domain.shifts import ShiftCategory, Topic
from dispatch.domain.text import TextClass


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteShiftEntry:
    """Something that the desk should know today, or, carried forward, until somebody clears it."""

    kind: ClassVar[str] = "WriteShiftEntry"
    category: ShiftCategory
    text: LongText
    text_class: TextClass = TextClass.OPERATIONAL
    carry_forward: bool = False
    site: Code | None = None
    unit: Code | None = None
    call: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearShiftEntry:
    """An entry need not be carried forward any more."""

    kind: ClassVar[str] = "ClearShiftEntry"
    entry: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareHandover:
    """Make the checklist from what is true now. It replaces one of mine that I have not signed."""

    kind: ClassVar[str] = "PrepareHandover"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignHandover:
    """I have gone through it: every topic that has something. A checklist older than a quarter of an hour is made anew."""

    kind: ClassVar[str] = "SignHandover"
    handover: Id
    checked: Annotated[tuple[Topic, ...], Items(20)] = ()
    note: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptHandover:
    """Read and understood: I have the desk."""

    kind: ClassVar[str] = "AcceptHandover"
    handover: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveUnrelieved:
    """I leave my position, nobody relieves me, and this is why. Never refused for that; the supervisor is alarmed."""

    kind: ClassVar[str] = "LeaveUnrelieved"
    position: Code
    reason: ShortText


ShiftCommand = (
    WriteShiftEntry | ClearShiftEntry | PrepareHandover | SignHandover | AcceptHandover | LeaveUnrelieved
)
