"""Gives a shift's commands and stays with each until it is answered: the same id again, never a new one.

Open loop: nothing is held back because something else is slow, and durations count from when a command was due.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from dispatch.desk.clock import Clock
from dispatch.links.load.figures import Both, Findings
from dispatch.links.load.orders import Order, Step, wire
from dispatch.links.load.screens import Arrivals, Screen
from dispatch.links.load.sessions import Server, Session
from dispatch.links.load.shift import Shift

AGAIN_SECONDS: Final = 0.25
PATIENCE_SECONDS: Final = 15.0
"""A command that stays unanswered for so long on a link that lives is given again."""
SETTLE_SECONDS: Final = 3.0
"""So long after its answer an event is looked for on the screens."""
REMEMBERED_SECONDS: Final = 1200.0
"""Ended calls stay on boards for half an hour: those of this time must be there in the end."""
_NOT_YET: Final = frozenset({"not_saved", "unknown"})
_OVERRUN: Final = frozenset({"too_many", "busy"})


@dataclass(slots=True, eq=False)
class _Pending:
    order: Order
    id: str
    message: bytes
    due: float
    by: Screen | None = None
    sent_at: float | None = None
    again_at: float | None = None
    outcome: str = ""


class Giver:
    """The consoles' side of a run. ``by_http``: this session gives instead of the consoles."""

    def __init__(
        self,
        shift: Shift,
        consoles: Sequence[Screen],
        clock: Clock,
        figures: Both,
        findings: Findings,
        arrivals: Arrivals,
        *,
        by_http: tuple[Server, Session] | None = None,
    ) -> None:
        self._shift = shift
        self._consoles = consoles
        self._clock = clock
        self._figures = figures
        self._findings = findings
        self._arrivals = arrivals
        self._by_http = by_http
        self._turn = 0
        self._pending: dict[str, _Pending] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._shown: deque[tuple[float, float, int]] = deque()
        self._created: deque[tuple[float, str]] = deque()
        self.start = clock.monotonic()
        """The moment from which dues count."""
        self.moved = asyncio.Event()
        """Set by each answer: something may be due now."""
        self.highest = 0
        """The last event that an answer named."""

    @property
    def pending(self) -> int:
        """Commands without an answer."""
        return len(self._pending)

    @property
    def now(self) -> float:
        """Seconds of the run."""
        return self._clock.monotonic() - self.start

    def give(self, order: Order) -> None:
        """Give a command now."""
        command = self._clock.new_id()
        message = orjson.dumps({**wire(order.command), "id": command})
        pending = _Pending(order, command, message, self.start + order.due)
        self._pending[command] = pending
        self._figures.add("given")
        if order.timed:
            free = max(order.free_at, order.due)
            self._figures.took("held", free - order.due)
            self._figures.took("late", self.now - free)
        self._send(pending)

    def came_back(self, screen: Screen) -> None:
        """A console is there again: what it had not been answered is given again, and what no console could give."""
        for one in list(self._pending.values()):
            if one.by is screen or (one.by is None and self._by_http is None):
                self._send(one)

    def look_after(self) -> None:
        """Give again what is to be given again; called a few times a second."""
        now = self._clock.monotonic()
        for one in list(self._pending.values()):
            due = one.again_at
            if due is None and self._by_http is None and one.sent_at is not None:
                due = one.sent_at + PATIENCE_SECONDS
            if due is not None and now >= due:
                self._send(one)
        self._measure(now)

    def answered(self, body: Mapping[str, Any]) -> None:
        """An answer came, on whatever link."""
        pending = self._pending.get(str(body.get("id")))
        if pending is None:
            return
        outcome, code = body.get("outcome"), str(body.get("code", ""))
        if outcome in _NOT_YET or (outcome == "refused" and code in _OVERRUN):
            pending.outcome = str(outcome)
            pending.again_at = self._clock.monotonic() + AGAIN_SECONDS
            if outcome == "not_saved":
                self._figures.add("not_saved")
            return
        del self._pending[pending.id]
        now = self._clock.monotonic()
        order = pending.order
        if order.timed:
            self._figures.took("ack", now - pending.due)
            self._figures.took("answer", now - (pending.sent_at or now))
        if outcome == "saved":
            self._figures.add("saved")
            self._keep(order, body, pending.due, now)
            self._shift.saved(order, body.get("refs") or {}, self.now)
        else:
            self._figures.refuse(code)
            self._shift.refused(order, self.now)
        self.moved.set()

    def give_up(self) -> None:
        """The run is over: what was not answered until now is said to be so."""
        for one in self._pending.values():
            self._figures.add("unknown")
            self._findings.add(
                "unanswered",
                f"{one.order.command.kind} {one.id} was not answered ({one.outcome or 'nothing came'})",
            )
        self._pending.clear()

    def created(self) -> list[str]:
        """Ids of the calls that were saved lately."""
        since = self._clock.monotonic() - REMEMBERED_SECONDS
        return [call for at, call in self._created if at >= since]

    async def close(self) -> None:
        """Measure what is left, and end what is under way."""
        self._measure(self._clock.monotonic() + SETTLE_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- inside -------------------------------------------------------------------------------------------------

    def _send(self, one: _Pending) -> None:
        if one.sent_at is not None:
            self._figures.add("again")
        one.again_at = None
        if self._by_http is not None:
            one.sent_at = self._clock.monotonic()
            task = asyncio.create_task(self._post(one, *self._by_http), name="load-post")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            return
        for _ in self._consoles:
            self._turn = (self._turn + 1) % len(self._consoles)
            console = self._consoles[self._turn]
            if console.ready and console.send(one.message):
                one.by, one.sent_at = console, self._clock.monotonic()
                return
        one.by = None

    async def _post(self, one: _Pending, server: Server, session: Session) -> None:
        body = await server.give(session, one.message)
        self.answered(body or {"id": one.id, "outcome": "unknown"})

    def _keep(self, order: Order, body: Mapping[str, Any], due: float, now: float) -> None:
        seq = body.get("seq")
        if isinstance(seq, int):
            self.highest = max(self.highest, seq)
            if order.timed:
                self._shown.append((now, due, seq))
        if order.step is Step.CREATE:
            self._created.append((now, str(body["refs"]["call"])))
            while self._created[0][0] < now - REMEMBERED_SECONDS:
                self._created.popleft()

    def _measure(self, now: float) -> None:
        """From when a command was due until the last screen had its event."""
        lowest = None
        while self._shown and self._shown[0][0] <= now - SETTLE_SECONDS:
            _, due, seq = self._shown.popleft()
            last = self._arrivals.last(seq)
            if last is not None:
                self._figures.took("event", last - due)
            lowest = seq
        if lowest is not None:
            # Answers of several links come in another order than their events: some are kept longer.
            self._arrivals.forget(lowest - 1000)
