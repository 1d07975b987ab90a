"""Whether something is real."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """In the live log things are ACTUAL, DRILL (it happens to real people) or TEST; in an exercise log everything is EXERCISE."""

    ACTUAL = "ACTUAL"
    DRILL = "DRILL"
    EXERCISE = "EXERCISE"
    TEST = "TEST"


class Nature(StrEnum):
    """What a log is for. Outbound channels are off in every log but the live one."""

    LIVE = "live"
    EXERCISE = "exercise"
    CANARY = "canary"
