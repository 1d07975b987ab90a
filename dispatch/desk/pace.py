"""When screens are written to: at once when nothing was sent lately, else one write a screen each 20 ms.

Answers go first, and a long row of screens does not keep anybody else waiting. Partner agencies' screens, which are few, are written to at
once: were a frame of theirs to wait because something else was sent just now, its delay would tell them that something else happens.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from dispatch.desk.clock import Clock

if TYPE_CHECKING:
    from dispatch.desk.hub import Hub

TICK_SECONDS: Final = 0.020
BEAT_SECONDS: Final = 1.0
WATCH_SECONDS: Final = 0.25
SCREENS_A_TURN: Final = 64
"""After so many writes the loop serves everybody else for a turn."""
_TURNS_FOR_ANSWERS: Final = 2


class _Rhythm:
    """Of the district's screens, or of those outside: how often they are written to at most."""

    def __init__(self, seconds: float, *, outside: bool) -> None:
        self.seconds = seconds
        self.outside = outside
        self.waiting = asyncio.Event()
        self.last = -TICK_SECONDS


class Pace:
    """The rhythms of one hub. ``run`` until cancelled."""

    def __init__(self, hub: Hub, clock: Clock) -> None:
        self._hub = hub
        self._clock = clock
        self._inside, self._outside = _Rhythm(TICK_SECONDS, outside=False), _Rhythm(0.0, outside=True)
        self._flushing = asyncio.Lock()
        self.writes = 0
        """Writes to screens since the start."""

    def wake(self, *, outside: bool = False) -> None:
        """Something waits to be sent to the district's screens, or to those outside."""
        (self._outside if outside else self._inside).waiting.set()

    async def run(self) -> None:
        """Send, beat and watch until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._send(self._inside))
            group.create_task(self._send(self._outside))
            group.create_task(self._beat())
            group.create_task(self._watch())

    async def flush(self, *, beat: bool = False) -> None:
        """One write to each screen that something waits for."""
        await self._flush((self._inside, self._outside), beat=beat)

    async def _flush(self, rhythms: tuple[_Rhythm, ...], *, beat: bool = False) -> None:
        sides = {one.outside for one in rhythms}
        async with self._flushing:
            tick = self._hub.take_tick(sides, beat=beat)
            for one in rhythms:
                one.waiting.clear()
                one.last = self._clock.monotonic()
            theirs = [one for one in self._hub.connections if one.outside in sides]
            for place, connection in enumerate(theirs, start=1):
                self.writes += connection.deliver(tick)
                if place % SCREENS_A_TURN == 0:
                    await asyncio.sleep(0)

    async def _send(self, rhythm: _Rhythm) -> None:
        while True:
            await rhythm.waiting.wait()
            early = rhythm.last + rhythm.seconds - self._clock.monotonic()
            if early > 0:
                await self._clock.sleep(early)
            for _ in range(_TURNS_FOR_ANSWERS):
                await asyncio.sleep(0)
            await self._flush((rhythm,))

    async def _beat(self) -> None:
        while True:
            await self._clock.sleep(BEAT_SECONDS)
            await self.flush(beat=True)

    async def _watch(self) -> None:
        while True:
            await self._clock.sleep(WATCH_SECONDS)
            self._hub.watch_lagging()
