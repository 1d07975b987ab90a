"""The clock's part: when a timer of the state falls due, it says so by a command like anybody else.

Every node does, a little apart; the command's id is derived from the timer and its generation, so it falls once.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from dispatch.desk.core import Core
from dispatch.desk.recall import Recaller
from dispatch.desk.requests import Who
from dispatch.desk.results import Envelope, NotSaved, Refused, Result, Unknown
from dispatch.domain.actor import SYSTEM
from dispatch.domain.records import Timer
from dispatch.domain.timers import due_command, due_timers
from dispatch.domain.vocabulary import TimerKind
from dispatch.log.faults import LogUnavailable

_log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.25
SHARE_SECONDS: Final = 0.5
"""Each node waits some share of this first, so that usually only one of them asks."""
AGAIN_SECONDS: Final = 5.0
"""A timer that was not answered is asked for again after this."""


class Timers:
    """Watches the timers of one log. ``run`` until cancelled."""

    def __init__(
        self,
        core: Core,
        submit: Callable[[Who, Envelope], Awaitable[Result]],
        recaller: Recaller,
    ) -> None:
        self._core = core
        self._submit = submit
        self._recaller = recaller
        self._asked: dict[str, float] = {}
        """Commands given, and when they may be given again."""

    async def run(self) -> None:
        """Look, wait a share, ask; until cancelled."""
        while True:
            await self._core.clock.sleep(LOOK_SECONDS)
            if self._due():
                await self._core.clock.sleep(self._core.clock.share(SHARE_SECONDS))
                await self.fire()

    async def fire(self) -> None:
        """Say of every timer that is due that it is."""
        due = self._due()
        if any(timer.timer_kind is TimerKind.RETIRE for timer in due):
            due = await self._that_may_retire(due)
        for timer in due:
            command_id, command = due_command(timer)
            self._asked[command_id] = self._core.clock.monotonic() + AGAIN_SECONDS
            result = await self._submit(SYSTEM, Envelope(id=command_id, command=command))
            if isinstance(result, Refused):
                _log.warning("Timer %s was refused: %s", timer.id, result.refusal.code)
            elif not isinstance(result, NotSaved | Unknown):
                # Answered for good; its record goes or gets a new generation with the next fold.
                self._asked[command_id] = float("inf")

    async def _that_may_retire(self, due: list[Timer]) -> list[Timer]:
        """Without those whose record history does not have yet as it last was."""
        try:
            passed = await self._recaller.passed()
        except LogUnavailable as problem:
            self._core.health.lost(str(problem))
            return [timer for timer in due if timer.timer_kind is not TimerKind.RETIRE]
        return [
            timer for timer in due if timer.timer_kind is not TimerKind.RETIRE or self._last(timer) <= passed
        ]

    def _last(self, timer: Timer) -> int:
        """The last event that changed the record of a timer."""
        state = self._core.timeline.state
        record = (
            state.calls.get(timer.call or "") if timer.action is None else state.actions.get(timer.action)
        )
        return 0 if record is None else record.version

    def _due(self) -> list[Timer]:
        if self._core.health.blocked() is not None:
            return []
        now = self._core.clock.monotonic()
        due = {
            due_command(timer)[0]: timer
            for timer in due_timers(self._core.timeline.state, self._core.clock.now())
        }
        self._asked = {one: again for one, again in self._asked.items() if one in due}
        return [timer for one, timer in due.items() if self._asked.get(one, 0.0) <= now]
