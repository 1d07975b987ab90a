"""What a school's team may ask for: take, pass and leave a role, say who is away, tick what is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.limits import Code, Id, ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSrtRole:
    """Somebody holds a role from now on. Without ``name`` its sender; whoever held it before holds it no longer."""

    kind: ClassVar[str] = "TakeSrtRole"
    site: Code
    role: SrtRole
    name: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassSrtRole:
    """Its holder gives a role to somebody by name; the desk may say so for them (heard on the radio)."""

    kind: ClassVar[str] = "PassSrtRole"
    site: Code
    role: SrtRole
    to: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSrtRole:
    """Its holder gives a role up, to nobody."""

    kind: ClassVar[str] = "LeaveSrtRole"
    site: Code
    role: SrtRole


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSrtAway:
    """Somebody who is meant for a role is not there, or is there again."""

    kind: ClassVar[str] = "MarkSrtAway"
    site: Code
    name: ShortText
    away: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TickSrtItem:
    """A line of a role's card is done in this action, or was ticked by mistake."""

    kind: ClassVar[str] = "TickSrtItem"
    site: Code
    action: Id
    role: SrtRole
    item: Code
    done: bool = True


SrtCommand = TakeSrtRole | PassSrtRole | LeaveSrtRole | MarkSrtAway | TickSrtItem
