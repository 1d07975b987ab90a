"""Wall displays: a screen in a room that shows one incident or the district, and from which nothing is ever asked.

Which of them there are and what each shows stands in the log; what lets a device in is a table in ``people``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dispatch.domain.seats import is_guest

WALL = "wall:"
"""A wall display's account is known by this and the display's id; what it is shown is a part of this kind."""


class WallShow(StrEnum):
    """What a wall display shows."""

    DISTRICT = "district"
    WORST = "worst"
    """The worst incident that is open, whichever that is; the district while there is none."""
    INCIDENT = "incident"
    """One incident, for as long as it is live; then the district."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A wall display that may be let in. ``incident``: the one that it shows, if it is set to one."""

    id: str
    name: str
    show: WallShow
    incident: str | None
    added_at: datetime
    added_by: str
    set_at: datetime
    set_by: str
    version: int = 0


def wall_person(wall: str) -> str:
    """How the account of a wall display is known."""
    return f"{WALL}{wall}"


def is_wall(person: str) -> bool:
    """Whether an account is that of a wall display."""
    return person.startswith(WALL)


def let_in_by_the_log(person: str) -> bool:
    """Whether an account is good only as long as the log says so: a guest's, a wall display's. Nothing to see, nobody here."""
    return is_guest(person) or is_wall(person)


def wall_part(wall: Wall) -> str:
    """What it is shown: displays that are set alike share it."""
    return f"{WALL}{wall.show}:{wall.incident}" if wall.incident is not None else f"{WALL}{wall.show}"
