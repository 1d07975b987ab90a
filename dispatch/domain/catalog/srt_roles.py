"""The ten roles of a school resource team (SRT), and what stands on the card of each for the first ten minutes of an action.

The words of the cards are the district's reference; what an action changes in them comes from the protocol itself: whose words are
said over the public address, and what is not done in a Lockdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dispatch.domain.catalog.protective_actions import ACTIONS, ActionType


class SrtRole(StrEnum):
    """What somebody of the school's team does; who is in charge first."""

    INCIDENT_COMMANDER = "INCIDENT_COMMANDER"
    COMMUNICATIONS = "COMMUNICATIONS"
    ACCOUNTABILITY = "ACCOUNTABILITY"
    FIRST_AID = "FIRST_AID"
    FACILITIES = "FACILITIES"
    SECURITY_PERIMETER = "SECURITY_PERIMETER"
    STUDENT_SUPERVISION = "STUDENT_SUPERVISION"
    FAMILY_LIAISON = "FAMILY_LIAISON"
    BUS_TRANSPORT = "BUS_TRANSPORT"
    RUNNER_SCRIBE = "RUNNER_SCRIBE"


@dataclass(frozen=True, slots=True)
class SrtItem:
    """One line of a card. ``instead``: what it says in certain actions."""

    code: str
    words: str
    instead: Mapping[ActionType, str] = field(default_factory=dict)

    def said(self, action: ActionType) -> str:
        """The line in this action."""
        words = self.instead.get(action, self.words)
        return words.replace("{start_phrase}", ACTIONS[action].start_phrase)


@dataclass(frozen=True, slots=True)
class SrtRoleInfo:
    """A role: what it is called, who holds it unless somebody else says so, and its card."""

    label: str
    default: str
    card: tuple[SrtItem, ...]


_LEAVE_PERIMETER = "Do not send anyone to lock outside doors; leave the perimeter as it is"

SRT_ROLES: dict[SrtRole, SrtRoleInfo] = {
    SrtRole.INCIDENT_COMMANDER: SrtRoleInfo(
        label="SRT Incident Commander",
        default="Principal",
        card=(
            SrtItem("DECIDE", "Decide action"),
            SrtItem("NAME", "Name is said on PA and radio"),
            SrtItem("POST", "Stay at command post"),
            SrtItem("CALL", "Call dispatch"),
        ),
    ),
    SrtRole.COMMUNICATIONS: SrtRoleInfo(
        label="Communications",
        default="Secretary",
        card=(
            SrtItem("CALL", "Call 911/district"),
            SrtItem("LINE", "Hold the line open"),
            SrtItem("PA", "PA announcement, said twice: \u201c{start_phrase}\u201d"),
            SrtItem("TIMES", "Log times"),
        ),
    ),
    SrtRole.ACCOUNTABILITY: SrtRoleInfo(
        label="Accountability",
        default="Assistant principal or registrar",
        card=(
            SrtItem("ROOMS", "Collect room status"),
            SrtItem("MISSING", "Missing/extra list"),
            SrtItem("VISITORS", "Visitors and substitutes list"),
        ),
    ),
    SrtRole.FIRST_AID: SrtRoleInfo(
        label="First aid",
        default="Nurse or health aide",
        card=(
            SrtItem("ASSESS", "Assess"),
            SrtItem("AED", "AED"),
            SrtItem("TOURNIQUET", "Tourniquet kit"),
            SrtItem("EMS", "Meet EMS"),
        ),
    ),
    SrtRole.FACILITIES: SrtRoleInfo(
        label="Facilities",
        default="Facility manager",
        card=(
            SrtItem("UTILITIES", "Utilities shutoff"),
            SrtItem("KEYS", "Keys/Knox"),
            SrtItem("PLAN", "Floor plan"),
            SrtItem("HVAC", "HVAC"),
        ),
    ),
    SrtRole.SECURITY_PERIMETER: SrtRoleInfo(
        label="Security/perimeter",
        default="Campus security officer",
        card=(
            # Nobody is sent to a door while the danger is inside.
            SrtItem(
                "DOORS",
                "Doors",
                {
                    ActionType.LOCKDOWN: _LEAVE_PERIMETER,
                    ActionType.SECURE: "Doors: lock outside doors",
                },
            ),
            SrtItem("CAMERAS", "Cameras"),
            SrtItem(
                "OUTSIDE",
                "Outside groups",
                {ActionType.SECURE: "Outside groups: bring everyone indoors"},
            ),
        ),
    ),
    SrtRole.STUDENT_SUPERVISION: SrtRoleInfo(
        label="Student supervision/assembly",
        default="Teacher lead",
        card=(
            SrtItem("ASSEMBLY", "Assembly areas"),
            SrtItem("SWEEP", "Room sweep after order"),
        ),
    ),
    SrtRole.FAMILY_LIAISON: SrtRoleInfo(
        label="Family liaison",
        default="Counselor",
        card=(
            SrtItem("FRONT", "Front of building"),
            SrtItem("SCRIPT", "Phone script"),
            SrtItem("NAMES", "No names"),
        ),
    ),
    SrtRole.BUS_TRANSPORT: SrtRoleInfo(
        label="Bus/transport",
        default="Assistant principal or coach",
        card=(
            SrtItem("GROUPS", "Off-campus groups"),
            SrtItem("BUSES", "Buses"),
        ),
    ),
    SrtRole.RUNNER_SCRIBE: SrtRoleInfo(
        label="Runner/scribe",
        default="Office staff",
        card=(SrtItem("LOG", "Keep the written log if systems fail"),),
    ),
}


def card_of(role: SrtRole, action: ActionType) -> tuple[tuple[str, str], ...]:
    """The lines of a role's card in an action: code and words."""
    return tuple((item.code, item.said(action)) for item in SRT_ROLES[role].card)
