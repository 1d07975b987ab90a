"""Named places at which a test may kill this process, as a power cut would: no clean-up, no answer, no flush.

``DISPATCH_CRASH_AT=name`` (or ``name:3``, the third time) is read once, at import, and set by tests only.
Switched off, a point is a call of an empty function.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, Literal

Point = Literal[
    "before_append",
    "after_append",
    "after_commit",
    "before_publish",
    "after_publish",
    "before_answer",
    "after_answer",
    "before_journal",
    "after_journal",
]
POINTS: Final[tuple[Point, ...]] = (
    "before_append",
    "after_append",
    "after_commit",
    "before_publish",
    "after_publish",
    "before_answer",
    "after_answer",
    "before_journal",
    "after_journal",
)
STATUS: Final = 137
"""Exit status of a process that SIGKILL ended, as a shell sees it."""


def _pass(point: Point) -> None:
    """Nobody asked for a crash."""


def _armed(setting: str) -> Callable[[Point], None]:
    name, _, count = setting.partition(":")
    if name not in POINTS:
        raise ValueError(f"DISPATCH_CRASH_AT names no crash point: {name!r}. Known: {', '.join(POINTS)}.")
    left = int(count or 1)

    def crash(point: Point) -> None:
        nonlocal left
        if point != name:
            return
        left -= 1
        if left == 0:
            os._exit(STATUS)

    return crash


_setting = os.environ.get("DISPATCH_CRASH_AT", "")
crash_point: Final[Callable[[Point], None]] = _armed(_setting) if _setting else _pass
"""Call this at each named point."""
