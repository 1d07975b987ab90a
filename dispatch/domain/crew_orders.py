"""What somebody of the field may ask for about his shift: on to a unit, and off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.crews import DutyShift, EquipmentMark
from dispatch.domain.limits import Code, Id, Items, LongText, ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOn:
    """I am in this unit now. It goes on duty if it was not; whatever unit I was in before, I leave.

    ``capabilities`` empty: what the roster says. ``equipment`` empty: not looked at. ``faults``: what is wrong with it.
    ``ready`` false: logged on, and not to be sent yet.
    """

    kind: ClassVar[str] = "SignOn"
    unit: Code
    shift: DutyShift
    vehicle: ShortText | None = None
    partners: Annotated[tuple[ShortText, ...], Items(8)] = ()
    capabilities: Annotated[tuple[ShortText, ...], Items(20)] = ()
    equipment: Annotated[tuple[EquipmentMark, ...], Items(20)] = ()
    faults: LongText | None = None
    ready: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """My shift is over. With the last of its crew the unit goes off duty. The desk names the person, or nobody for the whole unit."""

    kind: ClassVar[str] = "SignOff"
    unit: Code
    person: Id | None = None


CrewCommand = SignOn | SignOff
