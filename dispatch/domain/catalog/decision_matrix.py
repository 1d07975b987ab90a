"""The district's decision matrix: for each decision who may make it, who is asked before, and who is told, by who is in command.

Data, not code. Who decides against it is not stopped: the decision is recorded and flagged. A decision that is not listed too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dispatch.domain.catalog.protective_actions import ActionType


class Party(StrEnum):
    """Who decides, is asked or is told."""

    COMMAND = "command"
    """Whoever is in command: the commander, or a member of unified command."""
    SCHOOL = "school"
    """The principal and the building's own team."""
    LAW = "law"
    FIRE = "fire"
    """Fire and EMS."""
    DISTRICT = "district"
    """The district's department of school safety and its administration."""
    PIO = "pio"
    DISPATCH = "dispatch"


class Regime(StrEnum):
    """Who is in command, as the matrix asks it."""

    SCHOOL = "school"
    LAW = "law"
    FIRE = "fire"
    UNIFIED = "unified"


PARTY_NAMES: Mapping[Party, str] = {
    Party.COMMAND: "Command",
    Party.SCHOOL: "School",
    Party.LAW: "Law enforcement",
    Party.FIRE: "Fire and EMS",
    Party.DISTRICT: "District safety",
    Party.PIO: "Public information",
    Party.DISPATCH: "Dispatch",
}

_C, _S, _L, _F, _D, _I, _B = Party
Parties = tuple[Party, ...]
By = Mapping[Regime, Parties]


def _by(school: Parties, law: Parties, fire: Parties, unified: Parties) -> By:
    return {Regime.SCHOOL: school, Regime.LAW: law, Regime.FIRE: fire, Regime.UNIFIED: unified}


def _always(*who: Party) -> By:
    return _by(who, who, who, who)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionType:
    """One row. ``needed``: while one of these orders is in force somebody must decide it, and until then it is on the open list."""

    label: str
    question: str
    by: By
    consult: Parties = ()
    tell: Parties = ()
    needed: frozenset[ActionType] = field(default_factory=frozenset)


_COMMANDS = _by((_C, _S, _D), (_C, _L), (_C, _F), (_C,))
"""Command's to decide; while the school commands, also the district's."""
_GRAVE = frozenset({ActionType.LOCKDOWN, ActionType.EVACUATE})
_DOORS = frozenset({ActionType.LOCKDOWN, ActionType.SECURE})

DECISIONS: Mapping[str, DecisionType] = {
    "START_ACTION": DecisionType(
        label="Start a protective action",
        question="Which protective action, and where?",
        by=_always(*Party),
        tell=(_S, _L, _B),
    ),
    "SECURE_TO_LOCKDOWN": DecisionType(
        label="Change Secure to Lockdown",
        question="Does Secure become Lockdown?",
        by=_always(*Party),
        tell=(_S, _L, _B),
    ),
    "END_ACTION": DecisionType(
        label="End Hold, Secure or Shelter",
        question="May the order end?",
        by=_by((_C, _S, _D), (_C, _L), (_C, _F), (_C,)),
        consult=(_S, _L),
        tell=(_S, _B),
    ),
    "LOCKDOWN_RELEASE": DecisionType(
        label="Begin room-by-room release",
        question="May the release begin, and with which rooms?",
        by=_by((_L, _D), (_C, _L), (_L,), (_C,)),
        consult=(_S, _L),
        tell=(_S, _F, _B),
    ),
    "LOCKDOWN_STEP_DOWN": DecisionType(
        label="Lockdown becomes Secure",
        question="Does Lockdown become Secure, each room still released in person?",
        by=_by((_L, _D), (_C, _L), (_L,), (_C,)),
        consult=(_S, _L),
        tell=(_S, _F, _B),
    ),
    "LOCKDOWN_OVERRIDE": DecisionType(
        label="End a Lockdown without every room",
        question="Does the Lockdown end although rooms are not released?",
        by=_by((_D,), (_C,), (_C,), (_C,)),
        consult=(_S, _L),
        tell=(_S, _F, _B),
    ),
    "MOVE_UNDER_LOCKDOWN": DecisionType(
        label="Evacuate or shelter under Lockdown",
        question="Do rooms move under Lockdown, which, and who leads them?",
        by=_by((_L,), (_C, _L), (_C, _L), (_C,)),
        consult=(_F, _S),
        tell=(_S, _F, _B),
    ),
    "TACTICS": DecisionType(
        label="Entry, search and contact",
        question="Who goes in, where, and when?",
        by=_always(_L),
        consult=(_F,),
        tell=(_C, _F, _B),
    ),
    "CASUALTY_ACCESS": DecisionType(
        label="Medics into the building under protection",
        question="May medics go in, how far, and with whom?",
        by=_by((_L, _F), (_C, _L), (_C, _F), (_C,)),
        consult=(_L, _F),
        tell=(_B,),
    ),
    "FIRE_RESCUE": DecisionType(
        label="Fire, hazardous material and rescue",
        question="How is the fire, the material or the rescue worked?",
        by=_always(_F),
        consult=(_L,),
        tell=(_C, _S, _B),
    ),
    "PATIENT_CARE": DecisionType(
        label="Triage and where patients go",
        question="Who goes to which hospital?",
        by=_always(_F),
        tell=(_C, _S, _B),
    ),
    "UTILITIES": DecisionType(
        label="Shut off utilities, silence an alarm",
        question="What is shut off or silenced?",
        by=_by((_S, _D, _F), (_C, _F), (_C, _F), (_C, _F)),
        consult=(_S, _F),
        tell=(_C, _B),
    ),
    "STUDENT_CUSTODY": DecisionType(
        label="Release students to families",
        question="May students be released, and to whom?",
        by=_always(_S),
        consult=(_C, _L),
        tell=(_D, _B),
    ),
    "REUNIFY": DecisionType(
        label="Return or reunify",
        question="Do they return to the building, or are they reunified, and where?",
        by=_by((_S, _D), (_S, _D), (_S, _D), (_C, _S)),
        consult=(_C, _L, _F),
        tell=(_S, _F, _I, _B),
        needed=frozenset({ActionType.EVACUATE}),
    ),
    "REUNIFICATION_MOVES": DecisionType(
        label="Relocate reunification",
        question="Where does reunification go?",
        by=_by((_S, _D), (_S, _D), (_S, _D), (_C, _S)),
        consult=(_C, _L),
        tell=(_S, _L, _I, _B),
    ),
    "NOTIFY_FAMILIES": DecisionType(
        label="Parent notification",
        question="What are families told, by whom, and when?",
        by=_by((_S, _D), (_S, _D), (_S, _D), (_S, _D, _C)),
        consult=(_C, _L),
        tell=(_I, _B),
        needed=_GRAVE | {ActionType.SHELTER},
    ),
    "FAMILY_OF_THE_HURT": DecisionType(
        label="Tell the family of somebody hurt or dead",
        question="Who tells them, in person, and where?",
        by=_always(_L),
        consult=(_S, _F),
        tell=(_C, _I),
    ),
    "STATEMENT": DecisionType(
        label="Public statement",
        question="What is said to the public, and who says it?",
        by=_by((_I, _D), (_C, _I), (_C, _I), (_C, _I)),
        consult=(_S, _L),
        tell=(_D, _B),
        needed=frozenset({ActionType.LOCKDOWN}),
    ),
    "HOLD_DISMISSAL": DecisionType(
        label="Hold dismissal",
        question="Is dismissal held, and for which schools?",
        by=_by((_S, _D), (_S, _D), (_S, _D), (_C, _S, _D)),
        consult=(_C, _L),
        tell=(_I, _B),
        needed=_DOORS,
    ),
    "BUSES": DecisionType(
        label="Hold or divert buses",
        question="Which buses are held or diverted, and where to?",
        by=_always(_S, _D),
        consult=(_C,),
        tell=(_L, _B),
    ),
    "CANCEL_EVENT": DecisionType(
        label="Cancel an event, close a school",
        question="What is cancelled or closed, and until when?",
        by=_always(_S, _D),
        consult=(_C,),
        tell=(_I, _B),
    ),
    "EVIDENCE_HOLD": DecisionType(
        label="Rooms held as evidence",
        question="Which rooms are held?",
        by=_always(_L),
        tell=(_S, _C),
    ),
    "SUSPEND_DRILLS": DecisionType(
        label="Suspend drills",
        question="Are drills suspended?",
        by=_always(_D, _C),
        tell=(_S, _B),
    ),
    "SPLIT_COMMAND": DecisionType(
        label="Form or change unified command",
        question="Which agencies are in unified command, and who speaks for it?",
        by=_COMMANDS,
        consult=(_S, _L, _F),
        tell=(_D, _B),
    ),
    "NEXT_PERIOD": DecisionType(
        label="Next operational period",
        question="What is to be done next, until when, and by whom?",
        by=_COMMANDS,
        consult=(_S, _L, _F),
        tell=(_B,),
    ),
    "END_COMMAND": DecisionType(
        label="Terminate command",
        question="Is the incident over, and what is left to whom?",
        by=_COMMANDS,
        consult=(_S, _L),
        tell=(_D, _B),
    ),
}
