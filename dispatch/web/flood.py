"""How many messages one screen may send. Panics have a bucket of their own, so that nothing else can use it
up.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

RATE: Final = 200.0
"""Messages a second that may go on for ever."""
BURST: Final = 400.0
URGENT_RATE: Final = 5.0
URGENT_BURST: Final = 50.0
DROPPED_MAX: Final = 1_000
"""Messages dropped in one link before it is ended."""
_WARN_EVERY: Final = 100


class Verdict(Enum):
    """What becomes of a message."""

    PASS = auto()
    WARN = auto()
    """Dropped, and its sender is told; most are dropped without a word, or the words would be a flood."""
    DROP = auto()
    END = auto()


class Bucket:
    """The allowance of one link."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._left = BURST
        self._urgent_left = URGENT_BURST
        self._at = monotonic()
        self._dropped = 0

    def take(self, *, urgent: bool) -> Verdict:
        """Use up one message."""
        now = self._monotonic()
        passed, self._at = now - self._at, now
        self._left = min(BURST, self._left + passed * RATE)
        self._urgent_left = min(URGENT_BURST, self._urgent_left + passed * URGENT_RATE)
        if self._left >= 1.0:
            self._left -= 1.0
            return Verdict.PASS
        if urgent and self._urgent_left >= 1.0:
            self._urgent_left -= 1.0
            return Verdict.PASS
        self._dropped += 1
        if self._dropped > DROPPED_MAX:
            return Verdict.END
        return Verdict.WARN if self._dropped % _WARN_EVERY == 1 else Verdict.DROP
