"""How many presses may be under way at once, and what becomes of more: they are gathered by building, counted and named, never dropped.

Nothing here knows an address: a school behind one address may press as often as it has buttons. Presses that are not verified have a
narrow gate of their own, so that whoever makes them up takes nothing from those that are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from dispatch.domain.commands import ReceivePress
from dispatch.domain.devices import ALSO_MAX

VERIFIED_MAX: Final = 1_000
"""Verified presses under way at once. Two hundred in ten seconds are a fifth of what one node holds in one second."""
UNVERIFIED_MAX: Final = 50
UNVERIFIED_RATE: Final = 5.0
"""Unverified presses a second that are each shown for themselves; more are one press of their building each second, with a count."""
UNVERIFIED_BURST: Final = 250.0
GATHER_SECONDS: Final = 1.0

Spot = tuple[str | None, str | None]
"""Site and building, as far as they are ones that the district has: there are no more of these than it has buildings."""
Send = Callable[[ReceivePress], Awaitable[None]]


class Gate:
    """The way in for one kind of press."""

    def __init__(
        self,
        send: Send,
        monotonic: Callable[[], float],
        *,
        most: int,
        rate: float | None = None,
        burst: float = 0.0,
    ) -> None:
        self._send = send
        self._monotonic = monotonic
        self._most = most
        self._rate = rate
        self._burst = burst
        self._left = burst
        self._at = monotonic()
        self._under_way = 0
        self._gathered: dict[Spot, ReceivePress] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def enter(self) -> bool:
        """Whether one more may go its own way; then ``leave`` when it has its answer."""
        if self._under_way >= self._most or not self._allowed():
            return False
        self._under_way += 1
        return True

    def leave(self) -> None:
        """It has its answer."""
        self._under_way -= 1

    def gather(self, spot: Spot, press: ReceivePress) -> None:
        """Keep it with the others of its building; they come to the desk as one press that counts and names them."""
        first = self._gathered.get(spot)
        if first is not None:
            named = press.device is not None and len(first.also) < ALSO_MAX and press.device not in first.also
            also = (*first.also, press.device) if named and press.device is not None else first.also
            self._gathered[spot] = replace(first, more=first.more + 1, also=also)
            return
        self._gathered[spot] = press
        task = asyncio.create_task(self._flush(spot), name="panic-gathered")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def waiting(self) -> int:
        """Presses that are gathered and not at the desk yet."""
        return sum(1 + one.more for one in self._gathered.values())

    async def _flush(self, spot: Spot) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        await self._send(self._gathered.pop(spot))

    def _allowed(self) -> bool:
        if self._rate is None:
            return True
        now = self._monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True
