"""A tracker's message from its key to its answer.

Applications keep what was refused and send it again, before anything newer. So only what is somebody's mistake is refused: a wrong key, a
message that cannot be read. What can be read and is not believed (from the future, a day old) or is not wanted (the unit is off duty) is
answered as done, and the answer says what became of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.desk.positions import Positions, Taken
from dispatch.domain.lens.views import PositionView
from dispatch.links.trackers.reading import Fix, Said
from dispatch.people.tracker_keys import Tracker, TrackerKeys

_log = logging.getLogger(__name__)

RATE: Final = 5.0
"""Positions a second of one key that may go on for ever: five times what any application sends."""
BURST: Final = 2_000.0
"""At once: what a phone gathers in hours without a network."""
_TOLD_AGAIN: Final = timedelta(hours=1)
_NOT_BELIEVED: Final = {
    Taken.AHEAD: "The time lies in the future: the clock of the tracker is wrong. The position was not taken.",
    Taken.OLD: "The position is more than a day old. It was not taken.",
}


@dataclass(frozen=True, slots=True)
class NoKey:
    """Nobody knows this key."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """More than one tracker ever has to say; it may send them again in ``seconds``."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How many positions were taken, and what is wrong with the others: one sentence, and never where anybody was."""

    taken: int
    message: str = ""


@dataclass(slots=True)
class _Allowance:
    left: float
    at: float


@dataclass(slots=True)
class TrackerIntake:
    """The intake of trackers on one node."""

    positions: Positions
    keys: TrackerKeys
    clock: Clock
    count: Callable[[Taken], None] = lambda taken: None
    _allowances: dict[str, _Allowance] = field(default_factory=dict)
    _told: dict[str, float] = field(default_factory=dict)

    def hear(self, key: str | None, said: Said) -> Answered | NoKey | TooMany:
        """Take what a tracker says. ``key``: from its header; without one, the id in its message is the key."""
        tracker = self.keys.find(key or said.key or "")
        if tracker is None:
            return NoKey()
        if (wait := self._spend(tracker, len(said.fixes))) > 0:
            return TooMany(wait)
        found = [self.positions.take(self._view(tracker, fix)) for fix in said.fixes]
        for one in found:
            self.count(one)
        problem = next((message for one in found if (message := _NOT_BELIEVED.get(one))), "")
        if Taken.NO_UNIT in found:
            problem = f"There is no unit {tracker.unit} any more."
        if problem:
            self._tell(tracker, problem)
        return Answered(sum(one in (Taken.SHOWN, Taken.LATE) for one in found), problem)

    def _view(self, tracker: Tracker, fix: Fix) -> PositionView:
        return PositionView(
            unit=tracker.unit,
            at=fix.at or self.clock.now(),
            lat_e7=fix.lat_e7,
            lon_e7=fix.lon_e7,
            accuracy_m=fix.accuracy_m,
            heading_deg=fix.heading_deg,
            speed_kmh=fix.speed_kmh,
            battery_pct=fix.battery_pct,
        )

    def _spend(self, tracker: Tracker, positions: int) -> int:
        """Seconds to wait; 0: they are taken. There are no more allowances than keys that were issued."""
        now = self.clock.monotonic()
        mine = self._allowances.setdefault(tracker.id, _Allowance(BURST, now))
        mine.left, mine.at = min(BURST, mine.left + (now - mine.at) * RATE), now
        if positions > mine.left:
            return max(1, round((positions - mine.left) / RATE))
        mine.left -= positions
        return 0

    def _tell(self, tracker: Tracker, problem: str) -> None:
        """Tell whoever runs this machine, once an hour for each tracker."""
        now = self.clock.monotonic()
        last = self._told.get(tracker.id)
        if last is None or now - last > _TOLD_AGAIN.total_seconds():
            self._told[tracker.id] = now
            _log.warning("Tracker %r of unit %s: %s", tracker.name, tracker.unit, problem)
