"""A desk that works the calls of a load run: which command is due when, and what follows from its answer. Pure: time comes in.

A unit of the file is always played by the same unit of the district. While that one is busy, a P1 or P2 gets the next free one, or
waits for one; anything else is stacked behind it, up to ``STACK_MAX``. One command about a unit at a time, as on the radio.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

from dispatch.domain import commands as c
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.vocabulary import CallEnd, Priority
from dispatch.links.load.crews import Crews
from dispatch.links.load.jobs import Job
from dispatch.links.load.orders import Order, Running, Step, Work, stable

CHECK_SECONDS: Final = 240.0
"""A unit on scene says that it is all right this often: sooner than the shortest status check. Not faster with ``--speed``."""
OUTCOME: Final = "Load run: worked as the record says."


class Shift:
    """The desk. ``take`` what is due, give it, and tell what came of it."""

    def __init__(
        self,
        jobs: Iterator[Job],
        *,
        units: Sequence[str],
        sites: Sequence[str],
        speed: float,
        mode: Mode | None = None,
    ) -> None:
        assert units
        assert sites
        self._jobs = jobs
        self._next = next(jobs, None)
        self._sites = sorted(sites)
        self._speed = speed
        self._mode = mode
        self._crews = Crews(units)
        self._due: list[tuple[float, int, Order | Work]] = []
        self._numbers = count()
        self._waiting: list[tuple[Priority, int, Work]] = []
        self._ending = False
        self.open: set[Running] = set()
        """Calls that are not over."""
        self.calls = 0
        self.waited = 0
        """Units that had to be waited for because all were busy."""
        self.stacked = 0

    # --- time ---------------------------------------------------------------------------------------------------

    def next_due(self) -> float | None:
        """When something is due next; None: nothing before an answer comes, or nothing at all."""
        found = [self._due[0][0]] if self._due else []
        if self._next is not None and not self._ending:
            found.append(self._next.at)
        return min(found, default=None)

    def take(self, now: float) -> list[Order]:
        """What has become due and can be given."""
        while self._next is not None and not self._ending and self._next.at <= now:
            self._enter(self._next)
            self._next = next(self._jobs, None)
        given: list[Order] = []
        while self._due and self._due[0][0] <= now:
            _, _, one = heapq.heappop(self._due)
            order = self._send(one, now) if isinstance(one, Work) else one
            if order is not None and self._may_go(order):
                given.append(order)
        return given

    @property
    def done(self) -> bool:
        """Nothing is left to do."""
        return (self._ending or self._next is None) and not self.open

    def end(self, now: float) -> None:
        """No further calls come in; those that are open are brought to their end at once."""
        if self._ending:
            return
        self._ending = True
        for _, _, one in self._due:
            # A call that is due but not yet entered never was.
            if isinstance(one, Order) and one.step is Step.CREATE:
                self.open.discard(one.running)
        self._due.clear()
        self._waiting.clear()
        for crew in self._crews.all():
            crew.later.clear()
        for running in list(self.open):
            if running.call is not None:
                self._hurry(running, now)

    # --- answers ------------------------------------------------------------------------------------------------

    def saved(self, order: Order, refs: Mapping[str, Any], now: float) -> None:
        """The command is in the log."""
        running, work = order.running, order.work
        match order.step:
            case Step.CREATE:
                running.call = str(refs["call"])
                self._plan(running, order.due, now)
            case Step.SEND:
                assert work is not None
                running.had_units = True
                if self._crews[work.unit].work is work:
                    self._moves(work, order.due)
            case Step.MOVE:
                assert work is not None
                assert isinstance(order.command, c.SetUnitStatus)
                work.on_scene = order.command.status is UnitStatus.OS
                self._check(work, now)
            case Step.CHECK:
                assert work is not None
                self._check(work, now)
            case Step.CLEAR:
                assert work is not None
                running.closed = (
                    isinstance(order.command, c.ClearUnit) and order.command.disposition is not None
                )
                self._leg_over(work, order.due, now)
            case Step.CLOSE:
                self.open.discard(running)
            case Step.ALARM:
                pass
        self._answered(order, now)

    def refused(self, order: Order, now: float) -> None:
        """It was not done: the desk goes on without it."""
        running, work = order.running, order.work
        match order.step:
            case Step.CREATE | Step.CLOSE:
                self.open.discard(running)
            case Step.SEND | Step.CLEAR:
                assert work is not None
                self._leg_over(work, order.due, now)
            case Step.MOVE | Step.CHECK | Step.ALARM:
                pass
        self._answered(order, now)

    def _answered(self, order: Order, now: float) -> None:
        """What waited for this answer is due again; it is looked at anew, in its order."""
        if order.work is None or not order.work.unit:
            return
        crew = self._crews[order.work.unit]
        crew.asked = False
        for later in crew.later:
            later.free_at = now
            self._push(later.due, later)
        crew.later.clear()

    # --- what is done -------------------------------------------------------------------------------------------

    def _enter(self, job: Job) -> None:
        running = Running(job)
        self.open.add(running)
        self.calls += 1
        command = c.CreateCall(
            type=job.type,
            source=job.source,
            priority=job.priority,
            mode=self._mode,
            site=self._sites[stable(job.place, len(self._sites))],
            text=job.text,
            # Whoever repeats a record knows that it is another matter than what the desk has already.
            distinct=True,
        )
        self._push(job.at, Order(job.at, Step.CREATE, command, running))

    def _plan(self, running: Running, came: float, now: float) -> None:
        """The call is entered: its alarm is acknowledged as the first unit is sent."""
        assert running.call is not None
        legs = running.job.legs
        running.legs_open = len(legs)
        if self._ending:
            self._hurry(running, now)
            return
        first = came + min(leg.sent for leg in legs) / self._speed
        if running.job.priority is Priority.P1 and self._mode is not Mode.TEST:
            alarm = c.AcknowledgeAlarm(alarm=f"p1:{running.call}")
            self._push(first, Order(first, Step.ALARM, alarm, running))
        for leg in sorted(legs, key=lambda one: one.sent):
            at = came + leg.sent / self._speed
            self._push(at, Work(running, leg, sent_at=at))

    def _send(self, work: Work, now: float) -> Order | None:
        """Send a unit to a call, or let the call wait."""
        running = work.running
        assert running.call is not None
        if work.over:
            return None
        unit = self._crews.choose(work)
        if unit is None:
            self.waited += not work.waited
            work.waited = True
            heapq.heappush(self._waiting, (running.job.priority, next(self._numbers), work))
            return None
        self.stacked += self._crews.send(unit, work)
        return Order(work.sent_at, Step.SEND, c.AssignUnits(call=running.call, units=(unit,)), running, work)

    def _moves(self, work: Work, since: float) -> None:
        """The unit is on this call now: its way and its end."""
        if self._ending:
            self._clear(work, since, timed=False)
            return
        leg, start = work.leg, work.leg.sent
        ways = [
            (leg.under_way, UnitStatus.ER),
            (leg.on_scene, UnitStatus.OS),
            (leg.transporting, UnitStatus.TR),
            (leg.at_hospital, UnitStatus.AH),
        ]
        for at, status in ways:
            if at is not None:
                due = since + (at - start) / self._speed
                move = c.SetUnitStatus(unit=work.unit, status=status, call=work.running.call)
                self._push(due, Order(due, Step.MOVE, move, work.running, work))
        work.clears_at = since + (leg.cleared - start) / self._speed
        self._clear(work, work.clears_at)

    def _clear(self, work: Work, due: float, *, timed: bool = True) -> None:
        order = Order(due, Step.CLEAR, c.ClearUnit(unit=work.unit), work.running, work, timed)
        self._push(due, order)

    def _check(self, work: Work, now: float) -> None:
        due = now + CHECK_SECONDS
        if work.on_scene and not work.over and not self._ending and due < work.clears_at:
            check = c.ResetCheck(unit=work.unit)
            self._push(due, Order(due, Step.CHECK, check, work.running, work))

    def _may_go(self, order: Order) -> bool:
        """Whether it can be given now; if not, it is kept until the unit's last command is answered."""
        work = order.work
        if work is None:
            order.running.closing |= order.step is Step.CLOSE
            return True
        if work.over or (order.step is Step.CHECK and not work.on_scene):
            return False
        crew = self._crews[work.unit]
        if crew.asked:
            crew.later.append(order)
            return False
        if order.step is Step.CLEAR:
            order.command = self._farewell(work)
        crew.asked = True
        return True

    def _farewell(self, work: Work) -> c.ClearUnit:
        """The last unit of a call names how it ended, which closes the call."""
        running = work.running
        if running.legs_open > 1:
            return c.ClearUnit(unit=work.unit)
        return c.ClearUnit(unit=work.unit, disposition=running.job.disposition, outcome=OUTCOME)

    def _leg_over(self, work: Work, due: float, now: float) -> None:
        """A unit is done with a call: the next one in its stack is its present call, or one that waits gets it."""
        work.over = True
        running, crew = work.running, self._crews[work.unit]
        running.legs_open -= 1
        if crew.work is work:
            crew.work = crew.behind.popleft() if crew.behind else None
            if crew.work is not None:
                self._moves(crew.work, max(due, now))
        elif work in crew.behind:
            crew.behind.remove(work)
        if running.legs_open == 0:
            self._finish(running, max(due, now))
        if crew.work is None and self._waiting:
            _, _, waiting = heapq.heappop(self._waiting)
            waiting.sent_at = now
            self._push(now, waiting)

    def _finish(self, running: Running, now: float) -> None:
        """All units are done. What no unit's clearing closed is closed by the desk."""
        if running.closed:
            self.open.discard(running)
            return
        if running.closing:
            return
        assert running.call is not None
        command: c.Command
        if running.had_units:
            command = c.CloseCall(call=running.call, disposition=running.job.disposition, outcome=OUTCOME)
        else:
            command = c.EndCall(call=running.call, end=CallEnd.CANCELLED_BY_CALLER)
        self._push(now, Order(now, Step.CLOSE, command, running, timed=not self._ending))

    def _hurry(self, running: Running, now: float) -> None:
        """Bring a call to its end at once: clear its units, or end it when it has none."""
        mine = [
            one
            for crew in self._crews.all()
            for one in (crew.work, *crew.behind)
            if one is not None and one.running is running
        ]
        running.legs_open = len(mine)
        for work in mine:
            crew = self._crews[work.unit]
            if crew.work is work:
                self._clear(work, now, timed=False)
        if not mine:
            self._finish(running, now)

    def _push(self, at: float, what: Order | Work) -> None:
        heapq.heappush(self._due, (at, next(self._numbers), what))
