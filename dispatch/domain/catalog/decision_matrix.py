"""The district's decision matrix: for each decision who may make it, who is asked before, and who is told, by who is in command.

Data, not code. Who decides against it is not stopped: the decision is recorded and flagged. A decision that is not listed too.
``BUILT_IN`` is in force until a district takes over rows of its own; from then on the district's whole table is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated

from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.limits import Code, Items, ShortText


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

Parties = Annotated[tuple[Party, ...], Items(len(Party))]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One decision: who may make it, by who is in command; who is asked before, and who is told.

    ``needed``: while one of these orders is in force somebody must decide it, and until then it is on the open list.
    """

    code: Code
    label: ShortText
    question: ShortText
    school: Parties
    law: Parties
    fire: Parties
    unified: Parties
    consult: Parties = ()
    tell: Parties = ()
    needed: Annotated[tuple[ActionType, ...], Items(len(ActionType))] = ()

    @property
    def parties(self) -> frozenset[Party]:
        """Everybody in the matter: who may decide it under some command, is asked, or is told."""
        return frozenset((*self.school, *self.law, *self.fire, *self.unified, *self.consult, *self.tell))

    def may(self, regime: Regime) -> tuple[Party, ...]:
        """Who may decide it under a regime."""
        match regime:
            case Regime.SCHOOL:
                return self.school
            case Regime.LAW:
                return self.law
            case Regime.FIRE:
                return self.fire
            case Regime.UNIFIED:
                return self.unified


def odd_row(row: MatrixRow) -> tuple[str, str] | None:
    """What is wrong with a row that can't be used: the field, and why."""
    for regime in Regime:
        if not row.may(regime):
            return regime.value, "somebody must be able to decide it, whoever is in command"
    for name in (*Regime, "consult", "tell"):
        parties = getattr(row, name)
        if len(set(parties)) < len(parties):
            return str(name), "somebody stands in it twice"
    both = set(row.consult) & set(row.tell)
    if both:
        return "tell", f"{PARTY_NAMES[min(both)]} is consulted, and so knows already"
    return None


_C, _S, _L, _F, _D, _I, _B = Party
_Who = tuple[Party, ...]
_By = Mapping[Regime, _Who]


def _by(school: _Who, law: _Who, fire: _Who, unified: _Who) -> _By:
    return {Regime.SCHOOL: school, Regime.LAW: law, Regime.FIRE: fire, Regime.UNIFIED: unified}


def _always(*who: Party) -> _By:
    return _by(who, who, who, who)


def _row(
    code: str,
    label: str,
    question: str,
    by: _By,
    *,
    consult: _Who = (),
    tell: _Who = (),
    needed: frozenset[ActionType] = frozenset(),
) -> MatrixRow:
    return MatrixRow(
        code=code,
        label=label,
        question=question,
        **{regime.value: who for regime, who in by.items()},
        consult=consult,
        tell=tuple(one for one in tell if one not in consult),
        needed=tuple(one for one in ActionType if one in needed),
    )


_COMMANDS = _by((_C, _S, _D), (_C, _L), (_C, _F), (_C,))
"""Command's to decide; while the school commands, also the district's."""
_GRAVE = frozenset({ActionType.LOCKDOWN, ActionType.EVACUATE})
_DOORS = frozenset({ActionType.LOCKDOWN, ActionType.SECURE})

BUILT_IN: tuple[MatrixRow, ...] = (
    _row(
        "START_ACTION",
        "Start a protective action",
        "Which protective action, and where?",
        _always(*Party),
        tell=(_S, _L, _B),
    ),
    _row(
        "SECURE_TO_LOCKDOWN",
        "Change Secure to Lockdown",
        "Does Secure become Lockdown?",
        _always(*Party),
        tell=(_S, _L, _B),
    ),
    _row(
        "END_ACTION",
        "End Hold, Secure or Shelter",
        "May the order end?",
        _by((_C, _S, _D), (_C, _L), (_C, _F), (_C,)),
        consult=(_S, _L),
        tell=(_S, _B),
    ),
    _row(
        "LOCKDOWN_RELEASE",
        "Begin room-by-room release",
        "May the release begin, and with which rooms?",
        _by((_L, _D), (_C, _L), (_L,), (_C,)),
        consult=(_S, _L),
        tell=(_S, _F, _B),
    ),
    _row(
        "LOCKDOWN_STEP_DOWN",
        "Lockdown becomes Secure",
        "Does Lockdown become Secure, each room still released in person?",
        _by((_L, _D), (_C, _L), (_L,), (_C,)),
        consult=(_S, _L),
        tell=(_S, _F, _B),
    ),
    _row(
        "LOCKDOWN_OVERRIDE",
        "End a Lockdown without every room",
        "Does the Lockdown end although rooms are not released?",
        _by((_D,), (_C,), (_C,), (_C,)),
        consult=(_S, _L),
        tell=(_S, _F, _B),
    ),
    _row(
        "MOVE_UNDER_LOCKDOWN",
        "Evacuate or shelter under Lockdown",
        "Do rooms move under Lockdown, which, and who leads them?",
        _by((_L,), (_C, _L), (_C, _L), (_C,)),
        consult=(_F, _S),
        tell=(_S, _F, _B),
    ),
    _row(
        "TACTICS",
        "Entry, search and contact",
        "Who goes in, where, and when?",
        _always(_L),
        consult=(_F,),
        tell=(_C, _F, _B),
    ),
    _row(
        "CASUALTY_ACCESS",
        "Medics into the building under protection",
        "May medics go in, how far, and with whom?",
        _by((_L, _F), (_C, _L), (_C, _F), (_C,)),
        consult=(_L, _F),
        tell=(_B,),
    ),
    _row(
        "FIRE_RESCUE",
        "Fire, hazardous material and rescue",
        "How is the fire, the material or the rescue worked?",
        _always(_F),
        consult=(_L,),
        tell=(_C, _S, _B),
    ),
    _row(
        "PATIENT_CARE",
        "Triage and where patients go",
        "Who goes to which hospital?",
        _always(_F),
        tell=(_C, _S, _B),
    ),
    _row(
        "UTILITIES",
        "Shut off utilities, silence an alarm",
        "What is shut off or silenced?",
        _by((_S, _D, _F), (_C, _F), (_C, _F), (_C, _F)),
        consult=(_S, _F),
        tell=(_C, _B),
    ),
    _row(
        "STUDENT_CUSTODY",
        "Release students to families",
        "May students be released, and to whom?",
        _always(_S),
        consult=(_C, _L),
        tell=(_D, _B),
    ),
    _row(
        "REUNIFY",
        "Return or reunify",
        "Do they return to the building, or are they reunified, and where?",
        _by((_S, _D), (_S, _D), (_S, _D), (_C, _S)),
        consult=(_C, _L, _F),
        tell=(_S, _F, _I, _B),
        needed=frozenset({ActionType.EVACUATE}),
    ),
    _row(
        "REUNIFICATION_MOVES",
        "Relocate reunification",
        "Where does reunification go?",
        _by((_S, _D), (_S, _D), (_S, _D), (_C, _S)),
        consult=(_C, _L),
        tell=(_S, _L, _I, _B),
    ),
    _row(
        "NOTIFY_FAMILIES",
        "Parent notification",
        "What are families told, by whom, and when?",
        _by((_S, _D), (_S, _D), (_S, _D), (_S, _D, _C)),
        consult=(_C, _L),
        tell=(_I, _B),
        needed=_GRAVE | {ActionType.SHELTER},
    ),
    _row(
        "FAMILY_OF_THE_HURT",
        "Tell the family of somebody hurt or dead",
        "Who tells them, in person, and where?",
        _always(_L),
        consult=(_S, _F),
        tell=(_C, _I),
    ),
    _row(
        "STATEMENT",
        "Public statement",
        "What is said to the public, and who says it?",
        _by((_I, _D), (_C, _I), (_C, _I), (_C, _I)),
        consult=(_S, _L),
        tell=(_D, _B),
        needed=frozenset({ActionType.LOCKDOWN}),
    ),
    _row(
        "HOLD_DISMISSAL",
        "Hold dismissal",
        "Is dismissal held, and for which schools?",
        _by((_S, _D), (_S, _D), (_S, _D), (_C, _S, _D)),
        consult=(_C, _L),
        tell=(_I, _B),
        needed=_DOORS,
    ),
    _row(
        "BUSES",
        "Hold or divert buses",
        "Which buses are held or diverted, and where to?",
        _always(_S, _D),
        consult=(_C,),
        tell=(_L, _B),
    ),
    _row(
        "CANCEL_EVENT",
        "Cancel an event, close a school",
        "What is cancelled or closed, and until when?",
        _always(_S, _D),
        consult=(_C,),
        tell=(_I, _B),
    ),
    _row(
        "EVIDENCE_HOLD",
        "Rooms held as evidence",
        "Which rooms are held?",
        _always(_L),
        tell=(_S, _C),
    ),
    _row(
        "SUSPEND_DRILLS",
        "Suspend drills",
        "Are drills suspended?",
        _always(_D, _C),
        tell=(_S, _B),
    ),
    _row(
        "SPLIT_COMMAND",
        "Form or change unified command",
        "Which agencies are in unified command, and who speaks for it?",
        _COMMANDS,
        consult=(_S, _L, _F),
        tell=(_D, _B),
    ),
    _row(
        "NEXT_PERIOD",
        "Next operational period",
        "What is to be done next, until when, and by whom?",
        _COMMANDS,
        consult=(_S, _L, _F),
        tell=(_B,),
    ),
    _row(
        "END_COMMAND",
        "Terminate command",
        "Is the incident over, and what is left to whom?",
        _COMMANDS,
        consult=(_S, _L),
        tell=(_D, _B),
    ),
)
DECISIONS: Mapping[str, MatrixRow] = {row.code: row for row in BUILT_IN}


@cache
def in_force(own: tuple[MatrixRow, ...]) -> Mapping[str, MatrixRow]:
    """The rows in force, by code: the district's own, or those that are built in."""
    return {row.code: row for row in own} if own else DECISIONS
