"""Any sequence of commands, by anybody, at any time: every law holds after each one.

Every run of the suite lives the same lives. ``DISPATCH_MODEL=wide`` (`make faults`) lives new ones, and
``DISPATCH_MODEL=deep`` looks longer: for a night.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.catalog.modes import Nature
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command, SetUnitStatus
from dispatch.domain.decide import Accepted, Context, LastPosition, decide, recall
from dispatch.domain.events import Retired
from dispatch.domain.fold import fold
from dispatch.domain.record import Recorded
from dispatch.domain.records import Assignment, Call, LineMeta
from dispatch.domain.refusals import Refusal
from dispatch.domain.state import EMPTY, State
from dispatch.domain.text import TextClass
from dispatch.domain.timers import due_command, due_timers, next_due
from dispatch.domain.vocabulary import TimeSource
from tests.domain.district import MARIA, PEOPLE, ROSTER, T0, opening
from tests.domain.laws import (
    CANARY,
    Rows,
    Shown,
    check_lens,
    check_lines,
    check_one_way,
    check_reach,
    check_state,
    check_texts,
    secrets_in,
)
from tests.model.orders import Orders

DEEP = os.environ.get("DISPATCH_MODEL") == "deep"
LIVES = {"wide": 200, "deep": 2000}.get(os.environ.get("DISPATCH_MODEL", ""), 40)


class Machine(RuleBasedStateMachine):
    """One log, lived through."""

    def __init__(self) -> None:
        super().__init__()
        self.state: State = EMPTY
        self.now = T0
        self.log: list[Recorded] = []
        self.rows: dict[str, Rows] = {}
        self.canaries: dict[str, TextClass] = {}
        self.retired: list[tuple[Call, tuple[Assignment, ...], tuple[LineMeta, ...]]] = []
        self.orders = Orders()
        self.given = 0

    @initialize(nature=st.sampled_from([Nature.LIVE, Nature.LIVE, Nature.EXERCISE]))
    def open(self, nature: Nature) -> None:
        """A district with its roster."""
        self.give(opening(nature), SYSTEM)
        self.give(ROSTER, SYSTEM)
        for unit in ("A7", "A3", "C12", "SRO5"):
            self.give(SetUnitStatus(unit=unit, status=UnitStatus.AV), MARIA)

    @rule(seeds=st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=8))
    def people_ask(self, seeds: list[int]) -> None:
        """Commands by anybody, with the clock a little further each time, perhaps claiming another time."""
        for seed in seeds:
            chance = Random(seed)
            self.now += timedelta(seconds=chance.choice([0, 1, 20, 90]))
            command, actor = self.orders.make(chance, self.state, self.now)
            claimed = chance.choice([None, None, -900, -5, 60, 300])
            occurred_at = None if claimed is None else self.now + timedelta(seconds=claimed)
            call = self.state.calls.get(getattr(command, "call", None) or "")
            expect = {call.id: call.version - chance.choice([0] * 14 + [1])} if call is not None else {}
            self.give(command, actor, occurred_at=occurred_at, expect=expect)

    @rule(minutes=st.sampled_from([1, 5, 16, 40]))
    def time_passes(self, minutes: int) -> None:
        """Timers fall as they fall due, in order, perhaps several in a row."""
        until = self.now + timedelta(minutes=minutes)
        while (due := next_due(self.state)) is not None and due <= until:
            self.now = max(self.now, due)
            timer = due_timers(self.state, self.now)[0]
            command_id, command = due_command(timer)
            answer = self.give(command, SYSTEM, command_id=command_id)
            assert isinstance(answer, Accepted), answer
            fallen = self.state.timers.get(timer.id)
            assert fallen is None or fallen.generation != timer.generation, "a timer falls once"
        self.now = until

    @rule(which=st.integers(0, 99))
    def history_comes_back(self, which: int) -> None:
        """A command named a retired call: its content returns."""
        if not self.retired:
            return
        call, assignments, lines = self.retired.pop(which % len(self.retired))
        context = self._context(MARIA, f"recall-{call.id}-{self.state.seq}")
        recorded = recall(self.state, call, assignments, lines, context)
        self._advance(recorded)
        assert self.state.calls[call.id].number == call.number
        assert recall(self.state, call, assignments, lines, context) == ()

    def give(
        self, command: Command, actor: Actor, *, command_id: str | None = None, **claims: Any
    ) -> Accepted | Refusal:
        """Decide, twice; fold what was decided; check every law."""
        self.given += 1
        context = self._context(actor, command_id or f"command-{self.given}", **claims)
        answer = decide(self.state, command, context)
        assert decide(self.state, command, context) == answer, "the same command, decided again"
        if isinstance(answer, Refusal):
            assert answer.code
            assert answer.message
            return answer
        self._advance(answer.recorded)
        return answer

    def _context(
        self,
        actor: Actor,
        command_id: str,
        occurred_at: datetime | None = None,
        expect: dict[str, int] | None = None,
    ) -> Context:
        here = LastPosition(lat_e7=395_000_000, lon_e7=-1_051_000_000, at=self.now, accuracy_m=8)
        return Context(
            actor=actor,
            command_id=command_id,
            log="live",
            now=self.now,
            occurred_at=occurred_at,
            occurred_source=TimeSource.CLAIMED,
            expect=expect or {},
            positions={"A7": here},
        )

    def _advance(self, recorded: tuple[Recorded, ...]) -> None:
        before = self.state
        folded = fold(before, recorded)
        self._keep_retired(before, recorded)
        self.state = folded.state
        self.log.extend(recorded)
        for one in recorded:
            for secret in secrets_in(one.event):
                # A text may be put together from what was said and more.
                for canary in CANARY.findall(getattr(secret, "value", "")):
                    self.canaries[canary] = secret.text_class
        if recorded:
            check_state(self.state)
        self.rows, shown = check_lens(before, self.state, folded.touched, self.rows)
        check_reach(self.rows)
        check_one_way(self.state, self.rows, PEOPLE)
        lines: Shown = check_lines(self.state, recorded, PEOPLE)
        check_texts(self.state, [*shown, *lines], self.canaries)

    def _keep_retired(self, before: State, recorded: tuple[Recorded, ...]) -> None:
        for one in recorded:
            for call_id in one.event.calls if isinstance(one.event, Retired) else ():
                assignments = tuple(each for each in before.assignments.values() if each.call == call_id)
                lines = tuple(each for each in before.lines.values() if each.call == call_id)
                self.retired.append((before.calls[call_id], assignments, lines))

    def teardown(self) -> None:
        """Replay: in one batch, one by one, and in two halves."""
        assert [one.seq for one in self.log] == list(range(1, len(self.log) + 1))
        assert len({one.id for one in self.log}) == len(self.log)
        assert fold(EMPTY, self.log).state == self.state
        single = EMPTY
        for one in self.log:
            single = fold(single, [one]).state
        assert single == self.state
        middle = len(self.log) // 2
        half = fold(EMPTY, self.log[:middle]).state
        assert fold(half, self.log[middle:]).state == self.state


Machine.TestCase.settings = settings(
    max_examples=LIVES,
    stateful_step_count=60 if DEEP else 20,
    deadline=None,
    # A long life is shrunk for minutes: the seeds that it printed live it again as it was.
    phases=(*Phase,) if DEEP else (Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TestMachine = Machine.TestCase
