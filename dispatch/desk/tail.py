"""Follows the log on this node: woken by the database, and by its own clock besides.

A wake-up is a hint that may be lost; the poll is what is relied on. Asks the database how it is, too.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from dispatch.desk.core import Core
from dispatch.desk.timeline import Contradiction
from dispatch.log.faults import LogUnavailable

POLL_SECONDS: Final = 0.25
PULSE_SECONDS: Final = 0.4
READER: Final = 1
"""What this program can read. A log that asks for more needs a newer one."""


class Tail:
    """Reads what other nodes append. ``run`` until cancelled."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._woken = asyncio.Event()

    def wake(self, log: str | None = None) -> None:
        """Somebody says that a log grew (None: perhaps any)."""
        if log is None or log == self._core.log:
            self._woken.set()

    async def run(self) -> None:
        """Follow until cancelled. The view goes on when writing has stopped, unless the log itself is wrong."""
        end = self._core.store.on_wake(self.wake, own=False)
        try:
            while not self._core.outdated.is_set():
                self._woken.clear()
                try:
                    await self._core.catch_up()
                except LogUnavailable as problem:
                    self._core.health.lost(str(problem))
                except Contradiction as found:
                    self._core.stop(found)
                    return
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(POLL_SECONDS):
                        await self._woken.wait()
        finally:
            end()


class Pulse:
    """Asks the database how it is and what time it has. ``run`` until cancelled."""

    def __init__(self, core: Core, epoch: str) -> None:
        self._core = core
        self._epoch = epoch

    async def run(self) -> None:
        """Ask until cancelled."""
        while True:
            await self.ask()
            await self._core.clock.sleep(PULSE_SECONDS)

    async def ask(self) -> None:
        """One question: its time, and whether the log is still the one that this node reads."""
        core = self._core
        core.health.asked()
        earliest = core.clock.now()
        folded = core.timeline.head.seq
        try:
            db_now = await core.store.ping()
            core.health.compare(earliest, db_now, core.clock.now())
            row = await core.store.log(core.log)
        except LogUnavailable as problem:
            core.health.lost(str(problem))
            return
        core.health.answered()
        if row is None or row.epoch != self._epoch:
            core.end("The log was restored or replaced; this node's picture of it is not continued.")
        elif row.reader_min > READER:
            core.end(f"The log needs a program that reads version {row.reader_min}; this one reads {READER}.")
        elif row.head.seq < folded:
            core.stop(Contradiction(f"The log ends at {row.head.seq}; this node had folded event {folded}."))
