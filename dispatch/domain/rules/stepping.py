"""What ordering one protective action does to another that is in force at the same place.

Starting is never blocked by paperwork. The one thing an order may not do is end a Lockdown by the back door: under a Lockdown a Hold
is refused, an Evacuate must be police-led, a Shelter needs the authority of incident command, and the Lockdown stays in force beside
what is started until each door has been opened in person. A Hold may ride along with a Secure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.catalog.protective_actions import ActionType as A
from dispatch.domain.commands import StartAction
from dispatch.domain.records import Action
from dispatch.domain.refusals import Refusal, rule
from dispatch.domain.rules.scopes import Ground, covers


class Step(Enum):
    """What happens to the action that was there before."""

    SUPERSEDE = auto()
    """It ends; the new one takes its place."""
    RIDE = auto()
    """Both are in force."""


class Verdict(StrEnum):
    """What a desk may order while something is in force, before anybody has ordered it."""

    ALLOWED = "allowed"
    CONFIRM = "confirm"
    """Allowed, after a thought: the sentence is the question."""
    GUARDED = "guarded"
    """Only in the way that the sentence names."""
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Stepping:
    """What the new order does to an old one, and what the sender should think of."""

    step: Step
    warning: str | None = None


_OUTSIDE = (
    "Is the hazard outside? People are being sent out of a building that was told to lock its outside doors."
)
_RETURNED = "People are taken to be back in the building: the Evacuate ends with this."
_SAFE = "Is it safe to leave? The Shelter ends with this."
_ELSEWHERE = "People are outside: say where the Lockdown is."

_TABLE: dict[tuple[A, A], Stepping] = {
    (A.HOLD, A.SECURE): Stepping(Step.RIDE),
    (A.SECURE, A.HOLD): Stepping(Step.RIDE),
    (A.SECURE, A.EVACUATE): Stepping(Step.SUPERSEDE, _OUTSIDE),
    (A.EVACUATE, A.HOLD): Stepping(Step.SUPERSEDE, _RETURNED),
    (A.EVACUATE, A.SECURE): Stepping(Step.SUPERSEDE, _RETURNED),
    (A.EVACUATE, A.LOCKDOWN): Stepping(Step.SUPERSEDE, _ELSEWHERE),
    (A.SHELTER, A.EVACUATE): Stepping(Step.SUPERSEDE, _SAFE),
    (A.LOCKDOWN, A.SECURE): Stepping(
        Step.RIDE, "The Lockdown stays in force until each room has been released in person."
    ),
    (A.LOCKDOWN, A.EVACUATE): Stepping(Step.RIDE, "Police-led, room by room; the Lockdown stays in force."),
    (A.LOCKDOWN, A.SHELTER): Stepping(Step.RIDE, "The Lockdown stays in force."),
}


_GUARDS: dict[A, tuple[Verdict, str]] = {
    A.HOLD: (Verdict.FORBIDDEN, "A Lockdown ends at each door, in person. A Hold can't take its place."),
    A.EVACUATE: (Verdict.GUARDED, "Police-led only, room by room; the Lockdown stays in force."),
    A.SHELTER: (Verdict.GUARDED, "Only incident command orders it; the Lockdown stays in force."),
}
"""Under a Lockdown."""
_AGAIN: dict[A, str] = {
    A.HOLD: "Changes its area.",
    A.SECURE: "Changes its entry.",
    A.LOCKDOWN: "Widens it; never makes it smaller.",
    A.EVACUATE: "Changes the location.",
    A.SHELTER: "Changes hazard or strategy.",
}
_ASKED = frozenset({_OUTSIDE, _RETURNED, _SAFE})


def forecast(old: A, new: A) -> tuple[Verdict, str]:
    """What ordering ``new`` where ``old`` is in force comes to, in a sentence. ``step_for`` does what this says."""
    if old is new:
        return Verdict.ALLOWED, _AGAIN[old]
    if old is A.LOCKDOWN and new in _GUARDS:
        return _GUARDS[new]
    stepping = _TABLE.get((old, new), Stepping(Step.SUPERSEDE))
    if stepping.warning is not None:
        return (Verdict.CONFIRM if stepping.warning in _ASKED else Verdict.ALLOWED), stepping.warning
    terms = ACTIONS[old].term
    return Verdict.ALLOWED, (
        f"Beside the {terms}." if stepping.step is Step.RIDE else f"Takes the place of the {terms}."
    )


def step_for(one: Action, old: Ground, new: StartAction, reach: Ground) -> Stepping | Refusal:
    """What the order ``new``, which reaches ``reach``, does to the action ``one`` that holds the ground ``old``."""
    if one.type is new.type:
        # A change of scope. A Lockdown is never made smaller by ordering it elsewhere.
        kept = one.type is A.LOCKDOWN and not covers(reach, old)
        return Stepping(Step.RIDE if kept else Step.SUPERSEDE)
    if one.type is A.LOCKDOWN:
        refused = _under_lockdown(one, new)
        if refused is not None:
            return refused
    stepping = _TABLE.get((one.type, new.type), Stepping(Step.SUPERSEDE))
    if stepping.step is Step.SUPERSEDE and not covers(reach, old):
        return Stepping(Step.RIDE, f"{ACTIONS[one.type].term} stays in force where this does not reach.")
    return stepping


def _under_lockdown(old: Action, new: StartAction) -> Refusal | None:
    if new.type is A.HOLD:
        return rule(
            "lockdown_in_force",
            f"{old.site} is in Lockdown, which ends at each door, in person. A Hold can't take its place.",
            "type",
            action=old.id,
        )
    if new.type is A.EVACUATE and not new.police_led:
        return rule(
            "police_led_only",
            f"{old.site} is in Lockdown: only responders lead people out, room by room. Say that it is police-led.",
            "police_led",
            action=old.id,
        )
    if new.type is A.SHELTER and new.authority is None:
        return rule(
            "command_only",
            f"{old.site} is in Lockdown: only incident command orders a Shelter. Name who ordered it.",
            "authority",
            action=old.id,
        )
    return None
