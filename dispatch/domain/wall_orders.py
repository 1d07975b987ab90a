"""What somebody may ask for about wall displays. A wall display itself asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.limits import Id, Limit, ShortText
from dispatch.domain.walls import WallShow

WallName = Annotated[str, Limit(60)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWall:
    """There is a wall display of this name. The code with which the device is let in is made apart."""

    kind: ClassVar[str] = "AddWall"
    name: WallName
    show: WallShow = WallShow.DISTRICT
    incident: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWall:
    """What a wall display shows from now on."""

    kind: ClassVar[str] = "SetWall"
    wall: Id
    show: WallShow
    incident: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndWall:
    """A wall display shows nothing any more, and its device is let in no more."""

    kind: ClassVar[str] = "EndWall"
    wall: Id
    reason: ShortText | None = None


WallCommand = AddWall | SetWall | EndWall
