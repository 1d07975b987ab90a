"""A violent threat that somebody only telephoned or wrote: what is found out about it while units are on their way.

Swatting comes in waves: rapid calls, several schools at once, each answered for real. The list says what the desk asks, so that who
commands knows what speaks for and against it. It lowers nothing by itself: neither priority, nor response, nor a protective action.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

UNVERIFIED = frozenset({"SWATNG", "BOMBTH", "THREAT", "ACTSHT", "HOSTAG"})
"""Types of calls that say a violent threat and that one person alone can make up. A weapon that was seen is none."""
WAVE = timedelta(hours=2)
"""Threats at several sites within this are shown as one pattern. Waves take their schools within minutes to two hours, and two threats
of one school day that lie further apart are as a rule of two people."""
WAVE_SITES = 2
COMMON = frozenset({"THREAT"})
"""Threats of everyday school life: what a pupil said or posted. Of 165 calls a day in 157 schools one or two are such a threat, so that two
of them fall within two hours by chance about every third school day, three at three schools only every second week."""
COMMON_SITES = 3
"""So many sites when all that was reported is common; one call that claims an attack under way makes two sites a pattern."""


class VerifyPoint(StrEnum):
    """What is asked, in this order."""

    CALLBACK = "callback"
    SECOND_SOURCE = "second_source"
    STAFF = "staff"
    CAMERAS = "cameras"
    DETAILS = "details"
    POLICE = "police"


class Finding(StrEnum):
    """What an answer comes to."""

    FOR = "for"
    """Speaks for a threat that is real."""
    AGAINST = "against"
    UNKNOWN = "unknown"
    """It could not be found out."""


@dataclass(frozen=True, slots=True)
class VerifyInfo:
    """A point as it is read out, and what its answers mean."""

    ask: str
    speaks_for: str
    speaks_against: str


VERIFY_POINTS: Mapping[VerifyPoint, VerifyInfo] = {
    VerifyPoint.CALLBACK: VerifyInfo(
        "Call the number back: does it work, and does the same person answer?",
        "Works, same person",
        "Dead, or not theirs",
    ),
    VerifyPoint.SECOND_SOURCE: VerifyInfo(
        "Does anybody else report it: another caller, 911, a panic device, an alarm?",
        "Another source",
        "Nobody else",
    ),
    VerifyPoint.STAFF: VerifyInfo(
        "What does somebody of the staff at the place see and hear?", "Sees or hears it", "All quiet"
    ),
    VerifyPoint.CAMERAS: VerifyInfo(
        "What do the cameras at the place show, live?", "Shows it", "Nothing to see"
    ),
    VerifyPoint.DETAILS: VerifyInfo(
        "Do the details fit the building: rooms, names, doors, times?", "They fit", "They do not fit"
    ),
    VerifyPoint.POLICE: VerifyInfo(
        "Do the police and the 911 centre know it, and of the same at other schools?",
        "Nothing like it elsewhere",
        "The same elsewhere",
    ),
}
STAGED = (
    "Staged response: units roll and stage near by, one contact at the school by telephone, nobody enters alone. "
    "No answer here lowers the response: only command does."
)
