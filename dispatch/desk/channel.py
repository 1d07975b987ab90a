"""One part on one node: the count of its frames, who holds it, and what leaves with the next tick.

A frame is encoded once, here, for everybody who holds the part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dispatch.desk import frames
from dispatch.desk.receipts import Carried
from dispatch.desk.tick import Sheaf
from dispatch.domain.lens.notice_views import LedgerView
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
    _carries: list[tuple[int, Carried]] = field(default_factory=list)
    _positions: dict[str, PositionView] = field(default_factory=dict)
    _ledgers: dict[str, LedgerView] = field(default_factory=dict)
    _snapshot: tuple[int, int, bytes, Carried] | None = None
    """The last snapshot made: at which ``n`` and ``seq``, its bytes and notices. A storm of readers shares it."""

    def next(self) -> int:
        """The number of the frame being made."""
        self.n += 1
        return self.n

    def push(self, data: bytes, carried: Carried = ()) -> None:
        """A counted frame, made with the number that ``next`` gave, leaves with the next tick."""
        self._pending.append((self.n, data))
        if carried:
            self._carries.append((self.n, carried))

    def place(self, position: PositionView) -> None:
        """A unit's position leaves with the next tick, unless a later one takes its place."""
        self._positions[position.unit] = position

    def tell(self, view: LedgerView) -> None:
        """Who knows a notice leaves with the next tick, unless a later view takes its place."""
        self._ledgers[view.notice] = view

    @property
    def waits(self) -> bool:
        """Whether anything is to leave."""
        return bool(self._pending or self._positions or self._ledgers)

    def take(self) -> Sheaf | None:
        """What leaves now; the next tick starts empty."""
        if not self.waits:
            return None
        sheaf = Sheaf(self._pending, carries=self._carries)
        if self._positions:
            sheaf.loose = frames.positions(self.part, list(self._positions.values()))
        if self._ledgers:
            sheaf.loose += frames.ledgers(self.part, list(self._ledgers.values()))
        self._pending, self._positions, self._carries, self._ledgers = [], {}, [], {}
        return sheaf

    def kept_snapshot(self, seq: int) -> tuple[bytes, Carried] | None:
        """The last snapshot's bytes and the notices in it, if nothing has happened since."""
        if self._snapshot is not None and self._snapshot[:2] == (self.n, seq):
            return self._snapshot[2:]
        return None

    def keep_snapshot(self, seq: int, data: bytes, carried: Carried) -> None:
        """Keep a snapshot's bytes for whoever asks next."""
        self._snapshot = (self.n, seq, data, carried)
