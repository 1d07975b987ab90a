"""What happened to wall displays. An incident is named as what is shown, not as what the line is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.text import Secret
from dispatch.domain.walls import WallShow


@dataclass(frozen=True, slots=True, kw_only=True)
class WallAdded:
    """There is one more."""

    kind: ClassVar[str] = "WallAdded"
    version: ClassVar[int] = 1
    wall: str
    name: str
    show: WallShow
    shown: str | None
    shown_no: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallSet:
    """It shows something else now."""

    kind: ClassVar[str] = "WallSet"
    version: ClassVar[int] = 1
    wall: str
    name: str
    show: WallShow
    shown: str | None
    shown_no: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallEnded:
    """It is one no more."""

    kind: ClassVar[str] = "WallEnded"
    version: ClassVar[int] = 1
    wall: str
    name: str
    reason: Secret | None


WallEvent = WallAdded | WallSet | WallEnded
