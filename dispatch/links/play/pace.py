"""How fast a scenario is played: its own clock, which can be held, stepped on and stopped while it runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from dispatch.desk.clock import Clock


class Pace:
    """The scenario's clock. ``speed``: seconds of the scenario in a second of life; 0: every event as soon as the one before is done.

    Only the scenario is held: the district's own timers go on, as they do in life.
    """

    def __init__(self, clock: Clock, speed: float = 1.0, *, paused: bool = False) -> None:
        self._clock = clock
        self._speed = speed
        self._played = 0.0
        self._since: float | None = None if paused else clock.monotonic()
        self._steps = 0
        self._changed = asyncio.Event()
        self.stopped = False
        self.told: Callable[[], None] = lambda: None
        """Called when somebody has held it or let it go on."""

    @property
    def paused(self) -> bool:
        """Whether it is held."""
        return self._since is None

    def begin(self) -> None:
        """The scenario's clock starts now."""
        self._played = 0.0
        self._since = None if self._since is None else self._clock.monotonic()

    def toggle(self) -> None:
        """Hold it, or let it go on from where it was held."""
        now = self._clock.monotonic()
        if self._since is None:
            self._since = now
        else:
            self._played += now - self._since
            self._since = None
        self._changed.set()
        self.told()

    def step(self) -> None:
        """Play the next event now, held or not; the scenario's clock moves on to it."""
        self._steps += 1
        self._changed.set()

    def stop(self) -> None:
        """Play nothing more. The command that is being given is still answered."""
        self.stopped = True
        self._changed.set()

    async def until(self, t: float) -> bool:
        """Wait until it is time for an event of the scenario. False: it has been stopped."""
        while not self.stopped:
            self._changed.clear()
            if self._steps:
                self._steps -= 1
                self._jump(t)
                break
            left = self._left(t)
            if left is not None and left <= 0:
                break
            await self._change_or(left)
        return not self.stopped

    def _left(self, t: float) -> float | None:
        """Seconds of life until ``t``; None while it is held."""
        if self._since is None:
            return None
        if self._speed == 0:
            return 0.0
        return t / self._speed - self._played - (self._clock.monotonic() - self._since)

    def _jump(self, t: float) -> None:
        if self._speed == 0:
            return
        now = self._clock.monotonic()
        gone = self._played + (now - self._since if self._since is not None else 0.0)
        self._played = max(t / self._speed, gone)
        self._since = now if self._since is not None else None

    async def _change_or(self, seconds: float | None) -> None:
        waits: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._changed.wait())]
        if seconds is not None:
            waits.append(asyncio.ensure_future(self._clock.sleep(seconds)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
