"""One screen's link: what it holds, how far it reads behind, and when that ends.

A screen that does not read costs nobody else anything: past a bound nothing more is written to it; when it
has caught up it gets one snapshot, and when it does not, it is dropped. That loses nothing, because whatever
must not be missed is a record of the snapshot.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from dispatch.desk import frames
from dispatch.desk.outlet import Outlet
from dispatch.desk.receipts import Carried
from dispatch.desk.requests import Who, actor_of
from dispatch.desk.tick import Tick
from dispatch.domain.crews import signed_on

if TYPE_CHECKING:
    from dispatch.desk.hub import Hub

HIGH_WATER = 256 * 1024
"""Bytes not yet taken by the kernel at which a screen counts as lagging."""
LOW_WATER = 16 * 1024
"""At this a lagging screen has caught up."""
LAG_SECONDS = 2.0
"""A byte that waits longer than this makes its screen lagging."""
UNPAINTED_MAX = 256
"""Frames with notices that a screen may have unpainted; of older ones nobody is told that they were painted after all."""
GIVE_UP_SECONDS = 10.0
"""A lagging screen that has not caught up by then is dropped; a snapshot may take that long."""


class Link(Enum):
    """State of a connection."""

    LIVE = auto()
    LAGGING = auto()
    CLOSED = auto()


class Connection:
    """A screen as the hub knows it."""

    def __init__(
        self, hub: Hub, outlet: Outlet, who: Who, session: str, parts: tuple[str, ...], *, outside: bool
    ) -> None:
        self._hub = hub
        self._outlet = outlet
        self._who = who
        self.session = session
        self.parts = parts
        self.outside = outside
        """Of a partner agency."""
        self.link = Link.LIVE
        self.fresh: dict[str, int] = {}
        """Parts of which a snapshot up to this frame was sent while older frames were still waiting."""
        self.extra: list[bytes] = []
        """What leaves before the frames of the next tick: drops and snapshots of parts that changed hands."""
        self.painted: dict[str, int] = {}
        """The last frame of each part that the screen says it has painted."""
        self._leaving: list[tuple[str, int, Carried]] = []
        """Notices in what is about to be written."""
        self._unpainted: deque[tuple[str, int, Carried]] = deque(maxlen=UNPAINTED_MAX)
        """Notices in what was written and that the screen has not said to have painted."""
        self._ended = asyncio.Event()
        self._written = 0
        self._mark: tuple[int, float] | None = None
        """A place in what was written, and when it must have left."""
        self._allowance = 0
        """The size of a snapshot still on its way: a large one is no lag."""
        self._lagging_since = 0.0
        self._lagged_at = 0

    @property
    def who(self) -> Who:
        """Whom the screen belongs to."""
        return self._who

    @property
    def internal(self) -> bool:
        """Whether this lens is of the district itself: only such a one sees ``seq``."""
        return frames.inside(self.parts)

    @property
    def unsent(self) -> int:
        """Bytes that wait for the peer to read."""
        return 0 if self.link is Link.CLOSED else self._waiting() or 0

    # --- from the peer -----------------------------------------------------------------------------------

    def seen(self, part: str, n: int) -> None:
        """The screen has painted this frame."""
        if part not in self.parts or n <= self.painted.get(part, 0):
            return
        self.painted[part] = n
        for _ in range(len(self._unpainted)):
            one = self._unpainted.popleft()
            if one[0] == part and one[1] <= n:
                self._note(one[2], painted=True)
            else:
                self._unpainted.append(one)

    def let_go(self, part: str) -> None:
        """A part is no longer held: if it is held again, its frames are counted anew."""
        self.fresh.pop(part, None)
        self.painted.pop(part, None)
        kept = [one for one in self._unpainted if one[0] != part]
        self._unpainted.clear()
        self._unpainted.extend(kept)

    def carry(self, part: str, n: int, carried: Carried) -> None:
        """The next write that is not an answer carries these notices, with frame ``n`` of a part."""
        if carried:
            self._leaving.append((part, n, carried))

    def resync(self, part: str) -> None:
        """The screen found a gap: it gets the part anew, if it holds it."""
        if part not in self.parts or self.link is not Link.LIVE:
            return
        waiting = self._waiting()
        if waiting is None:
            return
        if waiting > HIGH_WATER:
            self._fall_behind(waiting)  # what it asks for comes when it has read what it was sent
        else:
            self.write(self._hub.snapshot_for(self, part), snapshot=True)

    def drained(self) -> None:
        """The transport says that its buffer has emptied."""
        if self.link is Link.LAGGING:
            self.watch()

    def detach(self) -> None:
        """The peer went away, or is sent away: nothing more is written."""
        if self.link is not Link.CLOSED:
            self.link = Link.CLOSED
            self._hub.forget(self)
            self._ended.set()

    async def ended(self) -> None:
        """Return when the hub has let go of this connection."""
        await self._ended.wait()

    # --- to the peer -------------------------------------------------------------------------------------

    def send(self, message: Mapping[str, Any]) -> None:
        """A message of its own (an answer, an error): at once, before the frames of the tick."""
        if self.link is Link.CLOSED:
            return
        waiting = self._waiting()
        if waiting is None:
            return
        if waiting > 2 * HIGH_WATER + self._allowance:
            self.abort()  # it goes on asking without ever reading the answers
            return
        self.write(frames.encode(message))

    def deliver(self, tick: Tick) -> bool:
        """Write what one tick has for this screen, in one go; says whether anything was written."""
        if self.link is Link.LAGGING:
            return False
        self.watch()
        if self.link is not Link.LIVE:
            return False
        data = tick.for_fresh(self.parts, self.fresh) if self.fresh else tick.for_lens(self.parts)
        moved = bool(self.extra)
        if moved:
            data = b"".join((*self.extra, data))
            self.extra.clear()
        if data:
            if tick.carries:
                for part in self.parts:
                    for n, carried in tick.sheaves[part].carries if part in tick.sheaves else ():
                        self.carry(part, n, carried)
            self.write(data, snapshot=moved)
            self._left()
        return bool(data)

    def write(self, data: bytes, *, snapshot: bool = False) -> None:
        """Hand bytes to the socket. One that is already closed ends this connection and nobody else's."""
        if self.link is Link.CLOSED:
            return
        try:
            self._outlet.write(data)
        except (RuntimeError, OSError):
            self.detach()
            return
        self._written += len(data)
        if snapshot:
            self._allowance = len(data)
            self._left()
        if self._mark is None:
            patience = GIVE_UP_SECONDS if self._allowance else LAG_SECONDS
            self._mark = (self._written, self._hub.clock.monotonic() + patience)

    def _left(self) -> None:
        """What was to leave has been handed to the socket: sent to the device, and seen by nobody yet."""
        if self._leaving and self.link is not Link.CLOSED:
            for one in self._leaving:
                self._note(one[2], painted=False)
            self._unpainted.extend(self._leaving)
            self._leaving.clear()

    def _note(self, carried: Carried, *, painted: bool) -> None:
        actor = actor_of(self._who)
        actor = signed_on(self._hub.state, actor) if actor is not None else None
        device = (actor.position if actor is not None else "") or f"device {self.session[-4:]}"
        self._hub.receipts.note(actor, device, carried, painted=painted)

    def watch(self) -> None:
        """Look how far the peer is behind: mark it lagging, serve it anew, or drop it."""
        if self.link is Link.CLOSED:
            return
        waiting = self._waiting()
        if waiting is None:
            return
        if waiting == 0 and self.link is Link.LIVE:
            # So it is with nearly every screen at every tick, and then there is nothing to reckon.
            self._mark, self._allowance = None, 0
            return
        now = self._hub.clock.monotonic()
        if self._mark is not None and self._written - waiting >= self._mark[0]:
            self._mark = None
        if waiting <= HIGH_WATER:
            self._allowance = 0
        if self.link is Link.LIVE:
            late = self._mark is not None and now > self._mark[1]
            if late or waiting > HIGH_WATER + self._allowance:
                self._fall_behind(waiting)
        elif waiting == 0 or waiting <= LOW_WATER < self._lagged_at:
            self.link = Link.LIVE
            self._mark = None
            data = b"".join((*self.extra, self._hub.snapshots_for(self)))
            self.extra.clear()
            self.write(data, snapshot=True)
        elif now - self._lagging_since > GIVE_UP_SECONDS:
            self.abort()

    def _fall_behind(self, waiting: int) -> None:
        """Send nothing more until it has caught up."""
        self.link = Link.LAGGING
        self._lagging_since = self._hub.clock.monotonic()
        self._lagged_at = waiting
        self._hub.lagging(self)

    def close(self, farewell: bytes, code: int, reason: str) -> None:
        """Say ``bye`` and close in order; a lagging peer would never read it and is dropped."""
        if self.link is Link.LIVE:
            self.write(farewell)
        if self.link is Link.LIVE:
            with contextlib.suppress(RuntimeError, OSError):
                self._outlet.close(code, reason)
        elif self.link is Link.LAGGING:
            self._drop()
        self.detach()

    def abort(self) -> None:
        """Drop the connection and all that is buffered for it."""
        if self.link is not Link.CLOSED:
            self._drop()
            self.detach()

    def _drop(self) -> None:
        with contextlib.suppress(RuntimeError, OSError):
            self._outlet.abort()

    def _waiting(self) -> int | None:
        """Bytes that the peer has not taken. None: the socket is closed already, and so is this connection."""
        try:
            return self._outlet.buffered()
        except (RuntimeError, OSError):
            self.detach()
            return None
