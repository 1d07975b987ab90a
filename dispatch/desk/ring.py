"""What the last events touched, for everybody who was away: one ring of (seq, part, key) serves every lens.

It keeps no content: whoever comes back gets the touched records as they are now, from this node or another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from dispatch.domain.state import Key

EVENTS_KEPT = 20_000


class Ring:
    """Touched keys by part, oldest first. A batch counts as one moment, that of its last event."""

    def __init__(self, seq: int, kept: int = EVENTS_KEPT) -> None:
        self._floor = seq
        """Nothing is known of events up to this one."""
        self._seq = seq
        self._kept = kept
        self._touched: deque[tuple[int, str, Key]] = deque()
        self._moves: deque[tuple[int, str]] = deque()

    def __len__(self) -> int:
        return len(self._touched)

    def add(self, seq: int, touched: Iterable[tuple[str, Key]], moved_units: Iterable[str] = ()) -> None:
        """What the events up to ``seq`` touched, and the units whose people's parts they changed."""
        self._seq = seq
        self._touched.extend((seq, part, key) for part, key in touched)
        self._moves.extend((seq, unit) for unit in moved_units)
        oldest = seq - self._kept
        if oldest > self._floor:
            self._floor = oldest
            while self._touched and self._touched[0][0] <= oldest:
                self._touched.popleft()
            while self._moves and self._moves[0][0] <= oldest:
                self._moves.popleft()

    def reaches(self, seq: int) -> bool:
        """Whether everything after ``seq`` is still known here."""
        return self._floor <= seq <= self._seq

    def since(self, seq: int, parts: frozenset[str]) -> dict[str, set[Key]]:
        """The keys touched after ``seq`` in these parts."""
        found: dict[str, set[Key]] = {}
        for at, part, key in reversed(self._touched):
            if at <= seq:
                break
            if part in parts:
                found.setdefault(part, set()).add(key)
        return found

    def moved(self, seq: int, unit: str) -> bool:
        """Whether the parts of this unit's people changed after ``seq``."""
        return any(at > seq and name == unit for at, name in self._moves)
