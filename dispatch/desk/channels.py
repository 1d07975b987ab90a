"""The parts that somebody on this node holds: each has a channel as long as it has a holder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import TYPE_CHECKING, Final

from dispatch.desk import frames
from dispatch.desk.channel import Channel
from dispatch.desk.receipts import Carried
from dispatch.desk.tick import Tick
from dispatch.domain.lens.notice_views import LedgerView
from dispatch.domain.lens.views import LineView, PositionView, RecordView
from dispatch.domain.state import State

if TYPE_CHECKING:
    from dispatch.desk.connection import Connection


BOTH: Final = frozenset({False, True})
"""Inside the district and outside."""


class Channels:
    """All channels of one hub."""

    def __init__(self) -> None:
        self._held: dict[str, Channel] = {}
        self.encoded = 0
        """Frames encoded since the start."""

    def __contains__(self, part: str) -> bool:
        return part in self._held

    def __getitem__(self, part: str) -> Channel:
        return self._held[part]

    def parts(self) -> frozenset[str]:
        """The parts that somebody holds."""
        return frozenset(self._held)

    def hold(self, connection: Connection, parts: Iterable[str]) -> None:
        """A connection takes hold of these parts."""
        for part in parts:
            self._held.setdefault(part, Channel(part)).holders.add(connection)

    def release(self, connection: Connection, parts: Iterable[str]) -> None:
        """A connection lets these parts go; a part that nobody holds is forgotten."""
        for part in parts:
            channel = self._held.get(part)
            if channel is not None:
                channel.holders.discard(connection)
                if not channel.holders:
                    del self._held[part]

    def push(
        self,
        part: str,
        state: State,
        *,
        upserts: Mapping[str, Sequence[RecordView]],
        removed: Mapping[str, Sequence[str]],
        lines: Sequence[LineView] = (),
        carried: Carried = (),
    ) -> None:
        """Make the next frame of a held part; it leaves with the next tick."""
        channel = self._held[part]
        n = channel.next()
        data = frames.frame(part, n, state.seq, state.at, upserts=upserts, removed=removed, lines=lines)
        channel.push(data, carried)
        self.encoded += 1

    def place(self, parts: Iterable[str], position: PositionView) -> bool:
        """A unit's position, for those of these parts that are held; says whether any is."""
        held = [self._held[part] for part in parts if part in self._held]
        for channel in held:
            channel.place(position)
        return bool(held)

    def tell(self, parts: Iterable[str], views: Sequence[LedgerView]) -> None:
        """Who knows what, for those of these parts that are held."""
        for part in parts:
            for view in views if part in self._held else ():
                self._held[part].tell(view)

    def waits_outside(self) -> bool:
        """Whether a partner agency's part has something to send."""
        return any(one.waits for part, one in self._held.items() if frames.external(part))

    def take(self, sides: AbstractSet[bool] = BOTH) -> Tick:
        """What is waiting now, inside and outside, without a beat."""
        theirs = self._held.items()
        if sides != BOTH:
            theirs = {part: one for part, one in theirs if frames.external(part) in sides}.items()
        return Tick({part: sheaf for part, one in theirs if (sheaf := one.take()) is not None})

    def take_with_beat(self, *, seq: int, head: bytes | None, at: datetime, db: str) -> Tick:
        """What is waiting now, and a beat that counts exactly up to it. ``seq`` and ``head`` stay inside."""
        tick = self.take()
        counts = {part: channel.n for part, channel in self._held.items()}

        def pulse(parts: tuple[str, ...]) -> bytes:
            held = {part: counts[part] for part in parts if part in counts}
            if frames.inside(parts):
                return frames.beat(held, seq=seq, head=head, at=at, db=db)
            return frames.beat(held, seq=None, head=None, at=at, db=db)

        tick.pulse = pulse
        return tick
