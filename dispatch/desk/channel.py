"""One part on one node: the count of its frames, who holds it, and what leaves with the next tick.

A frame is encoded once, here, for everybody who holds the part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dispatch.desk import frames
from dispatch.desk.tick import Sheaf
from dispatch.domain.lens.views import PositionView

if TYPE_CHECKING:
    from dispatch.desk.connection import Connection


@dataclass(slots=True, eq=False)
class Channel:
    """A part that somebody holds. ``n`` counts its frames on this node and means nothing elsewhere."""

    part: str
    n: int = 1
    holders: set[Connection] = field(default_factory=set)
    _pending: list[tuple[int, bytes]] = field(default_factory=list)
    _positions: dict[str, PositionView] = field(default_factory=dict)
    _snapshot: tuple[int, int, bytes] | None = None
    """The last snapshot made: at which ``n`` and ``seq``, and its bytes. A storm of readers shares it."""

    def next(self) -> int:
        """The number of the frame being made."""
        self.n += 1
        return self.n

    def push(self, data: bytes) -> None:
        """A counted frame, made with the number that ``next`` gave, leaves with the next tick."""
        self._pending.append((self.n, data))

    def place(self, position: PositionView) -> None:
        """A unit's position leaves with the next tick, unless a later one takes its place."""
        self._positions[position.unit] = position

    def take(self) -> Sheaf | None:
        """What leaves now; the next tick starts empty."""
        if not self._pending and not self._positions:
            return None
        sheaf = Sheaf(self._pending)
        if self._positions:
            sheaf.loose = frames.positions(self.part, list(self._positions.values()))
        self._pending, self._positions = [], {}
        return sheaf

    def kept_snapshot(self, seq: int) -> bytes | None:
        """The last snapshot's bytes if nothing has happened since."""
        if self._snapshot is not None and self._snapshot[:2] == (self.n, seq):
            return self._snapshot[2]
        return None

    def keep_snapshot(self, seq: int, data: bytes) -> None:
        """Keep a snapshot's bytes for whoever asks next."""
        self._snapshot = (self.n, seq, data)
