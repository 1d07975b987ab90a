"""What the desk of a load run asks for: one command, when it is due, and what it is a step of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum, auto
from hashlib import sha256
from typing import Any

from dispatch.domain.commands import Command
from dispatch.links.load.jobs import Job
from dispatch.links.load.times import Leg


class Step(Enum):
    """What a command does for its call."""

    CREATE = auto()
    ALARM = auto()
    SEND = auto()
    MOVE = auto()
    CHECK = auto()
    CLEAR = auto()
    CLOSE = auto()


@dataclass(slots=True, eq=False)
class Running:
    """A call of the run. ``call`` is its id once it is entered."""

    job: Job
    call: str | None = None
    legs_open: int = 0
    had_units: bool = False
    closing: bool = False
    closed: bool = False


@dataclass(slots=True, eq=False)
class Work:
    """One unit on one call. ``sent_at``: when it was sent, in seconds of the run; its times count from then."""

    running: Running
    leg: Leg
    unit: str = ""
    sent_at: float = 0.0
    over: bool = False
    on_scene: bool = False
    waited: bool = False
    clears_at: float = 0.0


@dataclass(slots=True, eq=False)
class Order:
    """A command that is due. ``timed``: it belongs to the run's pace; false for what only tidies up after it.

    ``free_at``: when it could be given; later than it was due if the unit's last command was not answered yet.
    """

    due: float
    step: Step
    command: Command
    running: Running
    work: Work | None = None
    timed: bool = True
    free_at: float = 0.0


def wire(command: Command) -> Mapping[str, Any]:
    """A command as a message says it: without what is left at its default. A call's ``type`` is ``call_type`` there."""
    said: dict[str, Any] = {"type": "command", "kind": command.kind}
    for one in fields(command):
        value = getattr(command, one.name)
        if value is not None and value != one.default:
            said["call_type" if one.name == "type" else one.name] = value
    return said


def stable(name: str, count: int) -> int:
    """The same place among ``count`` for the same name, always."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big") % count
