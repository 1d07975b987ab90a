"""What ordering one protective action does to another that is in force at the same place.

Starting is never blocked by paperwork. The one thing an order may not do is end a Lockdown by the back door: under a Lockdown a Hold
is refused, an Evacuate must be police-led, a Shelter needs the authority of incident command, and the Lockdown stays in force beside
what is started until each door has been opened in person. A Hold may ride along with a Secure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

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


@dataclass(frozen=True, slots=True)
class Stepping:
    """What the new order does to an old one, and what the sender should think of."""

    step: Step
    warning: str | None = None


_OUTSIDE = (
    "Is the hazard outside? People are being sent out of a building that was told to lock its outside doors."
)
_RETURNED = "People are taken to be back in the building: the Evacuate ends with this."
_ELSEWHERE = "People are outside: say where the Lockdown is."

_TABLE: dict[tuple[A, A], Stepping] = {
    (A.HOLD, A.SECURE): Stepping(Step.RIDE),
    (A.SECURE, A.HOLD): Stepping(Step.RIDE),
    (A.SECURE, A.EVACUATE): Stepping(Step.SUPERSEDE, _OUTSIDE),
    (A.EVACUATE, A.HOLD): Stepping(Step.SUPERSEDE, _RETURNED),
    (A.EVACUATE, A.SECURE): Stepping(Step.SUPERSEDE, _RETURNED),
    (A.EVACUATE, A.LOCKDOWN): Stepping(Step.SUPERSEDE, _ELSEWHERE),
    (A.SHELTER, A.EVACUATE): Stepping(Step.SUPERSEDE, "Is it safe to leave? The Shelter ends with this."),
    (A.LOCKDOWN, A.SECURE): Stepping(
        Step.RIDE, "The Lockdown stays in force until each room has been released in person."
    ),
    (A.LOCKDOWN, A.EVACUATE): Stepping(Step.RIDE, "Police-led, room by room; the Lockdown stays in force."),
    (A.LOCKDOWN, A.SHELTER): Stepping(Step.RIDE, "The Lockdown stays in force."),
}


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
