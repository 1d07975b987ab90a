"""The desk of a load run: every command that it gives is one that the rules accept, whatever the answers' order and delay."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from random import Random
from typing import Any, get_args
from uuid import UUID

import pytest

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.unit_statuses import FREE
from dispatch.domain.commands import Command
from dispatch.domain.decide import decide
from dispatch.domain.decision import Accepted, Context
from dispatch.domain.fold import fold
from dispatch.domain.refusals import Refusal
from dispatch.domain.state import EMPTY, State
from dispatch.domain.timers import due_command, due_timers
from dispatch.domain.vocabulary import CallStatus
from dispatch.links.demo.district import opening, roster
from dispatch.links.demo.people import actor
from dispatch.links.demo.units import starting_status
from dispatch.links.load import jobs, read
from dispatch.links.load.generator import Pace, fitting_speed, generate, learn, weigh
from dispatch.links.load.jobs import Job
from dispatch.links.load.orders import Order, Step, stable, wire
from dispatch.links.load.run import NEEDED
from dispatch.links.load.shift import Shift
from dispatch.links.shipped import shipped_text
from dispatch.web.command_models import command_of, model_of

T0 = datetime(2026, 9, 14, 15, 0, tzinfo=UTC)
PAST = jobs.history(read(shipped_text("calls-san-francisco-fire-sample.csv").encode()).records)
LEARNED = learn(PAST)
WEIGHT = weigh(LEARNED)
UNITS = sum(starting_status(one) in FREE for one in roster().units)


class District:
    """A log in memory: decides and folds, and lets timers fall."""

    def __init__(self) -> None:
        self.state: State = EMPTY
        self._ids = count(1)
        self.give(SYSTEM, opening(), 0.0)
        self.give(SYSTEM, roster(), 0.0)
        for unit in roster().units:
            status = starting_status(unit)
            if status in FREE:
                for reached in ("LOG", status):
                    command = c.SetUnitStatus(unit=unit.code, status=type(status)(reached))
                    self.give(actor("dispatcher"), command, 0.0)

    def give(
        self, who: Actor, command: Command, second: float, command_id: str | None = None
    ) -> Accepted | Refusal:
        now = T0 + timedelta(seconds=second)
        command_id = command_id or str(UUID(int=next(self._ids), version=4))
        context = Context(actor=who, command_id=command_id, log="demo", now=now)
        answer = decide(self.state, command, context)
        if isinstance(answer, Accepted):
            self.state = fold(self.state, answer.recorded).state
        return answer

    def clock(self, second: float) -> None:
        """Timers that fall due until then."""
        while due := due_timers(self.state, T0 + timedelta(seconds=second)):
            command_id, command = due_command(due[0])
            self.give(SYSTEM, command, second, command_id)

    @property
    def free(self) -> list[str]:
        return [one.id for one in self.state.units.values() if one.status in FREE and one.call is None]


class Worked:
    """A shift that is worked on a district, with answers that take their time and overtake one another."""

    def __init__(
        self, calls: Iterator[Job], *, speed: float, mode: Mode | None = None, slow: float = 0.05
    ) -> None:
        self.district = District()
        self.shift = Shift(
            calls, units=self.district.free, sites=list(self.district.state.sites), speed=speed, mode=mode
        )
        self.given: list[Order] = []
        self.refused: list[str] = []
        self.done_at = 0.0
        self._slow = slow
        self._dice = Random(7)

    def until(self, length: float) -> Worked:
        """Work until then; then bring everything to its end."""
        coming: list[tuple[float, int, str, Order, Accepted | Refusal | None]] = []
        numbers, now, ended = count(), 0.0, False
        while not (self.shift.done and not coming):
            due = self.shift.next_due()
            moments = [one for one in (due, coming[0][0] if coming else None) if one is not None]
            assert moments or not ended, "calls are open and nothing is due"
            now = max(now, min([*moments, *([] if ended else [length])]))
            if now >= length and not ended:
                ended = True
                self.shift.end(now)
            for order in self.shift.take(now):
                assert order.due <= now
                self.given.append(order)
                heapq.heappush(coming, (now + self._some(), next(numbers), "arrives", order, None))
            while coming and coming[0][0] <= now:
                at, _, what, order, answer = heapq.heappop(coming)
                if what == "arrives":
                    self.district.clock(at)
                    answer = self.district.give(actor("dispatcher"), order.command, at)
                    heapq.heappush(coming, (at + self._some(), next(numbers), "answer", order, answer))
                elif isinstance(answer, Accepted):
                    self.shift.saved(order, answer.refs, now)
                else:
                    assert answer is not None
                    self.refused.append(f"{order.step.name} {answer.code}: {answer.message}")
                    self.shift.refused(order, now)
        self.done_at = now
        return self

    def _some(self) -> float:
        return self._dice.uniform(0.001, self._slow)


@pytest.mark.parametrize(
    ("rate", "seed", "slow", "length"),
    [(2.0, "a", 0.05, 300.0), (20.0, "b", 0.05, 40.0), (60.0, "c", 0.3, 15.0), (5.0, "d", 3.0, 60.0)],
)
def test_every_command_is_legal_and_everything_ends(
    rate: float, seed: str, slow: float, length: float
) -> None:
    pace = Pace(per_second=rate / WEIGHT.commands)
    speed = fitting_speed(WEIGHT, pace.per_second, UNITS)
    worked = Worked(generate(LEARNED, pace, seed), speed=speed, slow=slow).until(length)
    assert worked.refused == []
    state = worked.district.state
    assert worked.shift.calls > 5
    assert {one.status for one in state.calls.values()} <= {CallStatus.CLOSED, CallStatus.CANCELLED}
    assert len(state.calls) == len([one for one in worked.given if one.step is Step.CREATE])
    assert len(worked.district.free) == UNITS
    assert not any(alarm.call for alarm in state.alarms.values())
    assert worked.done_at < length + 20 * slow


def test_too_much_work_waits_and_stacks_as_at_a_desk() -> None:
    pace = Pace(per_second=40.0 / WEIGHT.commands)
    speed = fitting_speed(WEIGHT, pace.per_second, UNITS) / 6
    worked = Worked(generate(LEARNED, pace, "e"), speed=speed).until(30.0)
    assert worked.refused == []
    assert worked.shift.waited > 0
    assert worked.shift.stacked > 0
    assert len(worked.district.free) == UNITS


def test_units_that_stay_long_answer_their_status_checks() -> None:
    pace = Pace(per_second=40.0 / 3600)
    worked = Worked(generate(LEARNED, pace, "f"), speed=4.0, slow=0.5).until(3 * 3600.0)
    assert worked.refused == []
    steps = Counter(one.step for one in worked.given)
    assert steps[Step.CHECK] > 10
    types = Counter(one.type for one in worked.district.state.calls.values())
    assert types["OFCEMR"] == 0
    assert not any(alarm.unit for alarm in worked.district.state.alarms.values())


def test_the_file_is_replayed_whole_with_nothing_refused() -> None:
    calls = jobs.faster(islice(jobs.replay(PAST), 300), 3600.0)
    worked = Worked(calls, speed=3600.0, slow=0.02).until(1e9)
    assert worked.refused == []
    assert worked.shift.calls == 300
    expected = sum(map(jobs.commands_of, islice(jobs.replay(PAST), 300)))
    # What several units of a call do at once leaves its end to the desk: a command more for some.
    assert expected <= len(worked.given) <= expected + 30
    ended = Counter(one.disposition for one in worked.district.state.calls.values())
    assert ended == Counter(one.disposition for one in islice(jobs.replay(PAST), 300))


def test_a_refused_step_stops_nothing() -> None:
    """Somebody else takes a unit off duty and closes calls in between."""

    class Meddler(District):
        def __init__(self) -> None:
            super().__init__()
            self.told = 0

        def give(
            self, who: Actor, command: Command, second: float, command_id: str | None = None
        ) -> Accepted | Refusal:
            if isinstance(command, c.SetUnitStatus) and second > 0:
                self.told += 1
                if self.told % 5 == 0:
                    super().give(actor("supervisor"), c.ClearUnit(unit=command.unit), second)
            return super().give(who, command, second, command_id)

    pace = Pace(per_second=10.0 / WEIGHT.commands)
    worked = Worked(generate(LEARNED, pace, "g"), speed=fitting_speed(WEIGHT, pace.per_second, UNITS))
    worked.district = Meddler()
    worked.until(30.0)
    assert worked.refused
    assert worked.shift.done
    assert len(worked.district.free) == UNITS


def test_a_test_is_marked_as_one() -> None:
    pace = Pace(per_second=1.0)
    worked = Worked(generate(LEARNED, pace, "h"), speed=2000.0, mode=Mode.TEST).until(20.0)
    assert worked.refused == []
    assert {one.mode for one in worked.district.state.calls.values()} == {Mode.TEST}


def test_messages_say_what_the_edge_reads() -> None:
    """Every kind of command that a run gives, through the edge's own model and back."""
    pace = Pace(per_second=40.0 / 3600)
    worked = Worked(generate(LEARNED, pace, "i"), speed=4.0).until(3600.0)
    by_kind: dict[str, Order] = {one.command.kind: one for one in worked.given}
    assert {"CreateCall", "AssignUnits", "SetUnitStatus", "ClearUnit", "ResetCheck"} <= set(by_kind)
    for order in worked.given:
        said: Mapping[str, Any] = {**wire(order.command), "id": str(UUID(int=1, version=4))}
        read_back = command_of(model_of(order.command.kind).model_validate(said, strict=False))
        assert read_back == order.command
    assert set(by_kind) <= NEEDED <= {one.kind for one in get_args(Command)}


def test_the_same_name_is_always_the_same_place() -> None:
    assert stable("E01", 24) == stable("E01", 24)
    assert len({stable(f"E{number:02}", 24) for number in range(60)}) > 18
