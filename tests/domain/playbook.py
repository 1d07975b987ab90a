"""The language of the domain's tests: given these commands, when this one by somebody, then these events or this refusal.

A play is a function that takes a ``Playbook`` and is marked with ``@play``; ``test_plays`` runs each and sees that everything asked
was also judged. After each step every law of ``laws`` holds, whatever the play is about.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.catalog.modes import Nature
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AssignUnits, Command, CreateCall, SetUnitStatus, StartAction
from dispatch.domain.decide import Accepted, Context, LastPosition, decide
from dispatch.domain.events import Event
from dispatch.domain.files import StoredFile
from dispatch.domain.fold import fold
from dispatch.domain.receipts import Receipt
from dispatch.domain.record import Recorded
from dispatch.domain.records import Action, Call, UnitState
from dispatch.domain.refusals import Refusal
from dispatch.domain.state import EMPTY, State
from dispatch.domain.timers import due_command, due_timers, next_due
from dispatch.domain.vocabulary import TimeSource
from tests.domain.district import MARIA, PEOPLE, ROSTER, T0, opening
from tests.domain.laws import check_lens, check_lines, check_one_way, check_reach, check_state

Play = Callable[["Playbook"], None]
PLAYS: dict[str, tuple[Play, Nature | None]] = {}
"""Every play there is, by its name, with the nature of its log; None: the log is not opened yet."""


def _told_in(nature: Nature | None) -> Callable[[Play], Play]:
    def keep(told: Play) -> Play:
        name = f"{told.__module__.rpartition('.')[2]}.{told.__name__}"
        assert name not in PLAYS, f"two plays are called {name}"
        PLAYS[name] = told, nature
        return told

    return keep


play = _told_in(Nature.LIVE)
"""Mark a function as a play in the live log."""
exercise_play = _told_in(Nature.EXERCISE)
"""Mark a function as a play in the log of an exercise."""
unopened_play = _told_in(None)
"""Mark a function as a play in a log that has no district yet."""


def perform(name: str, *, lawful: bool = True) -> Playbook:
    """Run a play. It must have asked something, and judged every answer."""
    told, nature = PLAYS[name]
    book = Playbook(lawful=lawful) if nature is None else Playbook.opened(nature, lawful=lawful)
    told(book)
    book.unjudged()
    assert book.judged, f"{name} judges nothing"
    return book


@dataclass(frozen=True)
class Like:
    """An event that is expected: its kind and the fields that matter."""

    kind: type
    fields: Mapping[str, Any]

    def told(self, event: Event | None = None) -> str:
        """The expectation as a line; with an event of its kind, what that has in the same fields."""
        values = self.fields if event is None else {name: getattr(event, name) for name in self.fields}
        return " ".join([self.kind.__name__, *(f"{name}={value!r}" for name, value in values.items())])


def ev(kind: type, **fields: Any) -> Like:
    """An expected event."""
    return Like(kind, fields)


@dataclass
class Playbook:
    """One log with the small district in it, and the last thing that was asked."""

    lawful: bool = True
    """Whether the laws of the lens are looked at after each step."""
    state: State = EMPTY
    now: datetime = T0
    log: list[Recorded] = field(default_factory=list)
    answer: Accepted | Refusal | None = None
    asked: Command | None = None
    judged: int = 0
    receipts: Mapping[str, tuple[Receipt, ...]] = field(default_factory=dict)
    """How far notices have got."""
    files: Mapping[str, StoredFile] = field(default_factory=dict)
    """What whoever asks has sent before."""
    saved: set[str] = field(default_factory=set)
    """Kinds of commands that were asked and saved."""
    refusals: set[tuple[str, str]] = field(default_factory=set)
    """Kinds of commands that were asked and refused, with the code."""
    _count: int = 0

    @classmethod
    def opened(cls, nature: Nature = Nature.LIVE, *, lawful: bool = True) -> Playbook:
        """A playbook whose log has its district, roster, and units on duty."""
        book = cls(lawful=lawful)
        book.given(opening(nature), by=SYSTEM)
        book.given(ROSTER, by=SYSTEM)
        for unit in ("A7", "A3", "S1", "C12", "SRO5"):
            book.unit(unit, UnitStatus.AV)
        return book

    # --- given ----------------------------------------------------------------------------------------------------

    def given(self, command: Command, *, by: Actor = MARIA, **claims: Any) -> Mapping[str, Any]:
        """Something that was done before; gives its refs."""
        answer = self._ask(command, by, **claims)
        assert isinstance(answer, Accepted), f"given {command.kind}, but {answer}"
        return answer.refs

    def call(self, type_code: str = "FIGHT", site: str | None = "GRHS", **fields: Any) -> str:
        """A call that was entered; gives its id."""
        by = fields.pop("by", MARIA)
        command = CreateCall(type=type_code, site=site, **{"distinct": True, **fields})
        return str(self.given(command, by=by)["call"])

    def unit(self, unit: str, status: UnitStatus, **fields: Any) -> None:
        """A unit's status, as the desk set it."""
        self.given(SetUnitStatus(unit=unit, status=status, **fields))

    def sent(self, call: str, *units: str, **fields: Any) -> str:
        """Units that were sent to a call; gives the first assignment's id."""
        return str(self.given(AssignUnits(call=call, units=units, **fields))["assignments"][0])

    def action(self, action_type: str, site: str = "GRHS", *, by: Actor = MARIA, **fields: Any) -> str:
        """A protective action that was started; gives its id."""
        command = StartAction(sites=(site,), type=ActionType(action_type), **fields)
        return str(self.given(command, by=by)["actions"][0])

    def wait(self, **span: float) -> None:
        """Time passes; timers that fall due do not fall by themselves."""
        self.now += timedelta(**span)

    def fall(self, kind: str) -> None:
        """The next timer of this kind falls, at its time."""
        timer = min(
            (one for one in self.state.timers.values() if one.timer_kind == kind), key=lambda t: t.due
        )
        self.now = max(self.now, timer.due)
        command_id, command = due_command(timer)
        answer = self._ask(command, SYSTEM, command_id=command_id)
        assert isinstance(answer, Accepted), answer

    def until(self, **span: float) -> None:
        """Time passes, and every timer falls when it is due."""
        end = self.now + timedelta(**span)
        while (due := next_due(self.state)) is not None and due <= end:
            self.now = max(self.now, due)
            command_id, command = due_command(due_timers(self.state, self.now)[0])
            assert isinstance(self._ask(command, SYSTEM, command_id=command_id), Accepted)
        self.now = end

    # --- when -----------------------------------------------------------------------------------------------------

    def when(self, command: Command, *, by: Actor = MARIA, **claims: Any) -> None:
        """Somebody asks. What comes of it must be judged before the next question."""
        self.unjudged()
        self.asked = command
        self.answer = self._ask(command, by, **claims)

    # --- then -----------------------------------------------------------------------------------------------------

    def then(self, *expected: Like, warned: str | None = None) -> Accepted:
        """These events and no others, in this order; a warning that holds these words, or none."""
        answer, asked = self.answer, self.asked
        assert asked is not None, "nothing was asked"
        self._judge()
        assert isinstance(answer, Accepted), f"{asked.kind} was refused: {answer}"
        events = [one.event for one in answer.recorded]
        wanted = [like.told() for like in expected]
        got = [
            expected[place].told(event)
            if place < len(expected) and isinstance(event, expected[place].kind)
            else event.kind
            for place, event in enumerate(events)
        ]
        difference = "\n".join(difflib.ndiff(wanted, got))
        assert wanted == got, f"{asked.kind}: - expected, + happened\n{difference}"
        if warned is None:
            assert not answer.warnings, answer.warnings
        else:
            assert any(warned in one for one in answer.warnings), (warned, answer.warnings)
        return answer

    def refused(self, code: str, on: str | None = None) -> Refusal:
        """Refused, with this code, for this field; and nothing happened."""
        answer, asked = self.answer, self.asked
        assert asked is not None, "nothing was asked"
        self._judge()
        assert isinstance(answer, Refusal), f"{asked.kind} was saved: {answer}"
        assert (answer.code, answer.field) == (code, on), answer
        return answer

    def unjudged(self) -> None:
        """Everything that was asked has been judged."""
        assert self.asked is None, f"{self.asked} was asked and its answer never judged"

    # --- what is there now --------------------------------------------------------------------------------------------

    def the_call(self, call: str) -> Call:
        return self.state.calls[call]

    def the_unit(self, unit: str) -> UnitState:
        return self.state.units[unit]

    def the_action(self, action: str) -> Action:
        return self.state.actions[action]

    # --- the work -----------------------------------------------------------------------------------------------------

    def _judge(self) -> None:
        self.asked = None
        self.judged += 1

    def _ask(
        self,
        command: Command,
        by: Actor,
        *,
        command_id: str | None = None,
        at: datetime | None = None,
        source: TimeSource = TimeSource.CLAIMED,
        expect: Mapping[str, int] | None = None,
        positions: Mapping[str, LastPosition] | None = None,
    ) -> Accepted | Refusal:
        self._count += 1
        context = Context(
            actor=by,
            command_id=command_id or f"command-{self._count}",
            log="live",
            now=self.now,
            occurred_at=at,
            occurred_source=source,
            expect=expect or {},
            positions=positions or {},
            receipts=lambda notice: self.receipts.get(notice, ()),
            files=self.files,
        )
        answer = decide(self.state, command, context)
        assert decide(self.state, command, context) == answer, "the same command, decided again"
        if isinstance(answer, Refusal):
            self.refusals.add((command.kind, answer.code))
            return answer
        self.saved.add(command.kind)
        self._advance(answer.recorded)
        return answer

    def _advance(self, recorded: tuple[Recorded, ...]) -> None:
        before = self.state
        folded = fold(before, recorded)
        self.state = folded.state
        self.log.extend(recorded)
        check_state(self.state)
        if self.lawful:
            rows, _ = check_lens(before, self.state, folded.touched, {})
            check_reach(rows)
            check_one_way(self.state, rows, PEOPLE)
            check_lines(self.state, recorded, PEOPLE)
