"""When screens are written to: at once when nothing was sent lately, else one write a screen each 20 ms.

Answers go first, and a long row of screens does not keep anybody else waiting.
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


class Pace:
    """The rhythm of one hub. ``run`` until cancelled."""

    def __init__(self, hub: Hub, clock: Clock) -> None:
        self._hub = hub
        self._clock = clock
        self._waiting = asyncio.Event()
        self._last = -TICK_SECONDS
        self._flushing = asyncio.Lock()
        self.writes = 0
        """Writes to screens since the start."""

    def wake(self) -> None:
        """Something waits to be sent."""
        self._waiting.set()

    async def run(self) -> None:
        """Send, beat and watch until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._send())
            group.create_task(self._beat())
            group.create_task(self._watch())

    async def flush(self, *, beat: bool = False) -> None:
        """One write to each screen that something waits for."""
        async with self._flushing:
            self._waiting.clear()
            tick = self._hub.take_tick(beat=beat)
            self._last = self._clock.monotonic()
            for place, connection in enumerate(self._hub.connections, start=1):
                self.writes += connection.deliver(tick)
                if place % SCREENS_A_TURN == 0:
                    await asyncio.sleep(0)

    async def _send(self) -> None:
        while True:
            await self._waiting.wait()
            early = self._last + TICK_SECONDS - self._clock.monotonic()
            if early > 0:
                await self._clock.sleep(early)
            for _ in range(_TURNS_FOR_ANSWERS):
                await asyncio.sleep(0)
            await self.flush()

    async def _beat(self) -> None:
        while True:
            await self._clock.sleep(BEAT_SECONDS)
            await self.flush(beat=True)

    async def _watch(self) -> None:
        while True:
            await self._clock.sleep(WATCH_SECONDS)
            self._hub.watch_lagging()
