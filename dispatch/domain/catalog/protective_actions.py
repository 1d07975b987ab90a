"""The five protective actions of the Standard Response Protocol, in the exact words of the protocol.

The terms of art and the directives belong to The "I Love U Guys" Foundation and must stay as they are; a district may change its
procedures, never these words. ``start_phrase`` and ``release_phrase`` are read out twice. A Lockdown is never released over the public
address: it ends at each door, in person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActionType(StrEnum):
    """What a site has been told to do."""

    HOLD = "HOLD"
    SECURE = "SECURE"
    LOCKDOWN = "LOCKDOWN"
    EVACUATE = "EVACUATE"
    SHELTER = "SHELTER"


class ReleaseMethod(StrEnum):
    """How the end of an action is told to the people in the building."""

    PUBLIC_ADDRESS = "public_address"
    ROOM_BY_ROOM = "room_by_room_in_person"
    AT_ASSEMBLY = "in_person_at_assembly"


class EntryMode(StrEnum):
    """How doors are worked during a Secure."""

    NO_ENTRY_NO_EXIT = "no_entry_no_exit"
    MONITORED_ENTRY = "monitored_entry"
    CONTROLLED_RELEASE = "controlled_release"


class Hazard(StrEnum):
    """Why people shelter."""

    TORNADO = "tornado"
    HAZMAT = "hazmat"
    EARTHQUAKE = "earthquake"
    TSUNAMI = "tsunami"
    SEVERE_WIND = "severe_wind"
    HAIL = "hail"
    WILDFIRE_SMOKE = "wildfire_smoke"
    OTHER = "other"


class RoomClear(StrEnum):
    """State of a room on the release board of a Lockdown."""

    NOT_REACHED = "NOT_REACHED"
    CLEARING = "CLEARING"
    CLEARED_OCCUPIED = "CLEARED_OCCUPIED"
    CLEARED_EMPTY = "CLEARED_EMPTY"
    RELEASED = "RELEASED"
    HOLD_FOR_EMS = "HOLD_FOR_EMS"
    EVIDENCE_HOLD = "EVIDENCE_HOLD"
    INACCESSIBLE = "INACCESSIBLE"


@dataclass(frozen=True, slots=True)
class ActionInfo:
    """Words and ways of one protective action. ``rank`` orders acting sites, worst first."""

    term: str
    directive: str
    letter: str
    rank: int
    start_phrase: str
    release_phrase: str | None
    used_when: str
    release_method: ReleaseMethod
    may_release: str
    students: tuple[str, ...]
    adults: tuple[str, ...]


STRATEGIES: dict[Hazard, str] = {
    Hazard.TORNADO: "Evacuate to shelter area",
    Hazard.HAZMAT: "Seal the room",
    Hazard.EARTHQUAKE: "Drop, cover and hold",
    Hazard.TSUNAMI: "Get to high ground",
}

ACTIONS: dict[ActionType, ActionInfo] = {
    ActionType.HOLD: ActionInfo(
        term="Hold",
        directive="In Your Room or Area. Clear the Halls.",
        letter="H",
        rank=1,
        start_phrase="Hold in your room or area. Clear the halls.",
        release_phrase="The Hold is released. All clear.",
        used_when="Halls or common areas must be kept clear.",
        release_method=ReleaseMethod.PUBLIC_ADDRESS,
        may_release="Administrator, SRT lead or incident command",
        students=("Clear the halls", "Stay in the room or area until all clear", "Business as usual"),
        adults=("Close and lock the door", "Account for students and adults", "Business as usual"),
    ),
    ActionType.SECURE: ActionInfo(
        term="Secure",
        directive="Get Inside. Lock Outside Doors.",
        letter="S",
        rank=2,
        start_phrase="Secure! Get inside. Lock outside doors.",
        release_phrase="The Secure is released. All clear.",
        used_when="Threat or hazard outside the building.",
        release_method=ReleaseMethod.PUBLIC_ADDRESS,
        may_release="Administrator after law enforcement or dispatch confirms, or incident command",
        students=("Return inside", "Business as usual"),
        adults=(
            "Bring everyone indoors",
            "Lock outside doors",
            "Increase situational awareness",
            "Account for students and adults",
            "Business as usual",
        ),
    ),
    ActionType.LOCKDOWN: ActionInfo(
        term="Lockdown",
        directive="Locks, Lights, Out of Sight.",
        letter="L",
        rank=5,
        start_phrase="Lockdown! Locks, Lights, Out of Sight!",
        release_phrase=None,
        used_when="Threat or hazard inside the building.",
        release_method=ReleaseMethod.ROOM_BY_ROOM,
        may_release="Law enforcement with a school official, or incident command",
        students=("Move away from sight", "Maintain silence", "Do not open the door"),
        adults=(
            "Recover students from the hallway if possible",
            "Lock the classroom door",
            "Lights out",
            "Move away from sight",
            "Maintain silence",
            "Do not open the door",
            "Prepare to evade or defend",
        ),
    ),
    ActionType.EVACUATE: ActionInfo(
        term="Evacuate",
        directive="To a Location",
        letter="E",
        rank=4,
        start_phrase="Evacuate! To {location}.",
        release_phrase=None,
        used_when="People must move from one place to another.",
        release_method=ReleaseMethod.AT_ASSEMBLY,
        may_release="Fire department, law enforcement or incident command; administrator for drills",
        students=("Leave stuff behind if required", "Bring phone if possible", "Follow instructions"),
        adults=(
            "Bring roll sheet and go-bag unless told otherwise",
            "Lead students to the location",
            "Account for students and adults",
            "Report missing, extra or injured",
        ),
    ),
    ActionType.SHELTER: ActionInfo(
        term="Shelter",
        directive="State the Hazard and Safety Strategy",
        letter="Sh",
        rank=3,
        start_phrase="Shelter! For {hazard}. {strategy}.",
        release_phrase="The Shelter is released. All clear.",
        used_when="Hazard with a self-protection strategy.",
        release_method=ReleaseMethod.PUBLIC_ADDRESS,
        may_release="Administrator or incident command",
        students=("Use the strategy for the hazard",),
        adults=("Lead the strategy", "Account for students and adults", "Report missing, extra or injured"),
    ),
}

NOT_SRP: dict[str, str] = {
    "LOCKOUT": "SECURE",
    "LOCK OUT": "SECURE",
}
"""Old words that map to a term; what is neither is asked back (``shelter in place``, ``code red``, ``soft lockdown``)."""
