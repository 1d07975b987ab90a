"""A load run from its first screen to its last check."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.domain import commands as c
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.unit_statuses import FREE
from dispatch.links.load.board import Rows
from dispatch.links.load.ending import last_look
from dispatch.links.load.figures import Both, Figures, Findings
from dispatch.links.load.giver import Giver
from dispatch.links.load.plan import Options, Plan
from dispatch.links.load.progress import Progress
from dispatch.links.load.records import LoadProblem
from dispatch.links.load.screens import Crowd
from dispatch.links.load.sessions import Server, Session
from dispatch.links.load.shift import Shift

NEEDED: Final = frozenset(
    one.kind
    for one in (
        c.CreateCall,
        c.AssignUnits,
        c.SetUnitStatus,
        c.ResetCheck,
        c.ClearUnit,
        c.CloseCall,
        c.EndCall,
        c.AcknowledgeAlarm,
    )
)
"""What a run gives."""
READY_SECONDS: Final = 60.0
END_SECONDS: Final = 30.0
"""So long the last answers may take after the run."""
COMMANDS_PER_CONSOLE: Final = 25
CONSOLES_MIN: Final = 3
"""Of the screens that are there, so many give commands: when one is cut, its neighbour goes on."""
_LOOK_SECONDS: Final = 0.2


Told = Callable[[Progress], None]
Say = Callable[[str], None]


async def run(
    options: Options, make: Callable[[int], Plan], server: Server, clock: Clock, tell: Told, say: Say
) -> Progress:
    """The whole run. ``make``: the plan for so many units. Raises ``LoadProblem`` when it cannot begin."""
    session = await server.session(options.user)
    if not session.demo and not options.really:
        raise LoadProblem(
            f"{server.address.origin} serves a real district: every call of a load run would stay in its record for ever. "
            "Nothing was given. Use a demo (dispatch demo --serve), or say --really; its calls are then marked TEST."
        )
    lacking = sorted(NEEDED - set(session.about.get("permissions", ())))
    if lacking:
        raise LoadProblem(
            f"{options.user} may not give {', '.join(lacking)}. Nothing was given. Name a dispatcher with --user."
        )
    seq, rows = await server.state(session)
    units, sites = _ours(rows)
    if not units or not sites:
        raise LoadProblem(
            f"At event {seq} no unit is free, or there is no site: nothing could be worked. Nothing was given. "
            "Free some units first."
        )
    for name in options.phone_users[: options.phones]:
        await server.session(name)
    plan = make(len(units))
    say(plan.words(len(units), len(sites)))
    shift = Shift(
        plan.jobs, units=units, sites=sites, speed=plan.speed, mode=None if session.demo else Mode.TEST
    )
    return await _Run(options, plan, shift, server, session, clock, tell, say).whole()


def _ours(rows: Rows) -> tuple[list[str], list[str]]:
    """The units that are free now, which nobody else's work is in the way of, and the sites."""
    free = {status.value for status in FREE}
    units = [
        key[1]
        for key, view in rows.items()
        if key[0] == "units" and view["status"] in free and not view["call"]
    ]
    return units, [key[1] for key in rows if key[0] == "sites"]


class _Run:
    def __init__(
        self,
        options: Options,
        plan: Plan,
        shift: Shift,
        server: Server,
        session: Session,
        clock: Clock,
        tell: Told,
        say: Say,
    ) -> None:
        self._options = options
        self._plan = plan
        self._shift = shift
        self._server = server
        self._session = session
        self._clock = clock
        self._tell = tell
        self._figures = Both()
        self._findings = Findings()
        self._crowd = Crowd(
            server, clock, self._figures, self._findings, seed=options.seed, churn=options.churn
        )
        self._crowd.said = say
        self._say = say
        self._giver: Giver | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._memory: int | None = None
        self._stopped = False

    async def whole(self) -> Progress:
        try:
            giver = await self._open()
            await self._work(giver)
            await last_look(self._options.user, self._crowd, giver, self._server, self._clock, self._findings)
            await giver.close()
            progress = self._progress(giver.now, self._figures.whole, last=True)
            self._tell(progress)
            if self._stopped:
                raise asyncio.CancelledError
            return progress
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            if self._giver is not None:
                await self._giver.close()
            await self._crowd.close()

    # --- the run ------------------------------------------------------------------------------------------------

    async def _open(self) -> Giver:
        options, crowd = self._options, self._crowd
        needed = round(self._plan.commands_per_second / COMMANDS_PER_CONSOLE + 0.5)
        consoles = 0 if options.by_http else max(1, needed)
        count = max(options.screens, consoles)
        screens = [
            crowd.open(options.user, f"screen {place}", measured=True) for place in range(1, count + 1)
        ]
        for place in range(options.phones):
            whose = options.phone_users[place % len(options.phone_users)]
            crowd.open(whose, f"phone {place + 1} ({whose})", measured=False)
        if not await crowd.all_ready(READY_SECONDS + len(crowd.screens) * 0.2):
            missing = [one for one in crowd.screens if not one.ready]
            raise LoadProblem(
                f"{len(missing)} of {len(crowd.screens)} screens did not come up ({missing[0].trouble}). Nothing was given."
            )
        giver = Giver(
            self._shift,
            screens[: max(consoles, CONSOLES_MIN)],
            self._clock,
            self._figures,
            self._findings,
            crowd.arrivals,
            by_http=(self._server, self._session) if options.by_http else None,
        )
        crowd.answered, crowd.came_back = giver.answered, giver.came_back
        self._giver = giver
        self._say(f"{count} screens and {options.phones} phones are up.")
        self._memory = await self._server.memory()
        self._tasks = [
            asyncio.create_task(crowd.live(), name="load-crowd"),
            asyncio.create_task(self._weigh_server(), name="load-memory"),
        ]
        return giver

    async def _work(self, giver: Giver) -> None:
        """Give what is due, until the time is over and everything that was begun has its end."""
        length, every = self._plan.seconds, self._options.every
        giver.start = self._clock.monotonic()
        look, report, ended = 0.0, every, None
        while True:
            now = giver.now
            over = self._stopped or (length is not None and now >= length) or self._shift.done
            if ended is None and over:
                ended = now
                self._crowd.churn = 0.0
                self._shift.end(now)
            for order in self._shift.take(now):
                giver.give(order)
            if now >= look:
                look = now + _LOOK_SECONDS
                giver.look_after()
            if now >= report:
                report = now + every
                self._tell(self._progress(now, self._figures.next_interval(), last=False))
            if ended is not None and ((self._shift.done and not giver.pending) or now > ended + END_SECONDS):
                break
            try:
                await self._rest(giver, look)
            except asyncio.CancelledError:
                # Whoever stops a run finds its units free and its calls closed; asked twice, it stops at once.
                if self._stopped:
                    raise
                self._stopped = True
        giver.give_up()
        if not self._shift.done:
            self._findings.add("unfinished", f"{len(self._shift.open)} calls were not brought to their end")

    async def _rest(self, giver: Giver, look: float) -> None:
        """Sleep until something is due or an answer comes, and at least a millisecond: a generator that spins steals a core."""
        await asyncio.sleep(0.001)
        due = self._shift.next_due()
        until = look if due is None else min(due, look)
        left = until - giver.now
        if left > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await giver.moved.wait()
        giver.moved.clear()

    async def _weigh_server(self) -> None:
        while True:
            await asyncio.sleep(self._options.every / 2)
            self._memory = await self._server.memory()

    def _progress(self, seconds: float, figures: Figures, *, last: bool) -> Progress:
        return Progress(
            seconds=seconds,
            figures=figures,
            findings=self._findings,
            open_calls=len(self._shift.open),
            calls=self._shift.calls,
            waited=self._shift.waited,
            stacked=self._shift.stacked,
            memory=self._memory,
            last=last,
        )
