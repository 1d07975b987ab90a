"""Every screen of one log on this node: who holds which part, and what leaves when.

Knows parts, frames and connections. Knows nothing of sockets (``Outlet``), of deciding, or of the database.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from dispatch.desk import frames
from dispatch.desk.channels import BOTH, Channels
from dispatch.desk.clock import Clock
from dispatch.desk.connection import Connection, Link
from dispatch.desk.ledgers import Ledgers
from dispatch.desk.outlet import Outlet
from dispatch.desk.outsiders import Outsiders
from dispatch.desk.pace import Pace
from dispatch.desk.receipts import Carried, Receipts, editions
from dispatch.desk.requests import Who, actor_of
from dispatch.desk.resume import (
    moved_person,
    moved_team,
    resume_content,
    teams_moved,
    touched_parts,
    units_moved,
)
from dispatch.desk.ring import Ring
from dispatch.desk.tick import Tick
from dispatch.domain.actor import Actor, Role
from dispatch.domain.crews import signed_on
from dispatch.domain.lens.changes import PartChange, changes
from dispatch.domain.lens.lines import lines_for
from dispatch.domain.lens.notice_views import LedgerView
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.lens.views import LineView, PositionView, UnsavedView
from dispatch.domain.record import Recorded
from dispatch.domain.state import EMPTY, Key, State
from dispatch.domain.walls import is_wall, let_in_by_the_log
from dispatch.log.rows import Head

_log = logging.getLogger(__name__)

RETRY_MS: Final = 1000
ENDED_OUTSIDE: Final = "Your access to this incident has ended."
ENDED_WALL: Final = "This wall display has been ended."


@dataclass(frozen=True, slots=True)
class Since:
    """Where a client was: the highest ``seq`` that a frame or beat named, and the log's epoch."""

    epoch: str
    seq: int


class Hub:
    """Starts empty; ``begin`` gives it the log, ``publish`` every change after that."""

    def __init__(self, log: str, clock: Clock) -> None:
        self.log = log
        self.clock = clock
        self.state: State = EMPTY
        self.epoch = ""
        self.db: Callable[[], str] = lambda: "ok"
        """What beats say of the database."""
        self.head: Callable[[], Head | None] = lambda: None
        """The log's head as this node has folded it. None: nobody keeps one here."""
        self.reached: Callable[[int], Awaitable[None]] | None = None
        """Waits, not for ever, until this node has folded an event."""
        self.ring = Ring(0)
        self.pace = Pace(self, clock)
        self.unsaved: dict[str, UnsavedView] = {}
        self.last_positions: Callable[[str], Sequence[PositionView]] = lambda part: ()
        """The last known positions that a part may see."""
        self.receipts = Receipts(lambda: self.state, clock.now)
        self.ledgers = Ledgers(self, self.receipts, clock)
        self.channels = Channels()
        self.outsiders = Outsiders()
        self._connections: set[Connection] = set()
        self._lagging: set[Connection] = set()

    def begin(self, state: State, epoch: str, ring: Ring | None = None) -> None:
        """The log has been read: this is where screens start from. ``ring``: what was touched last."""
        self.state = state
        self.epoch = epoch
        self.ring = Ring(state.seq) if ring is None else ring

    @property
    def connections(self) -> frozenset[Connection]:
        """Everybody connected."""
        return frozenset(self._connections)

    # --- coming and going --------------------------------------------------------------------------------

    async def attach(
        self, outlet: Outlet, *, who: Who, session: str, since: Since | None = None
    ) -> Connection | None:
        """Welcome a screen and bring it up to date. None: its session has ended."""
        if since is not None and self.reached is not None and self._waits_for(since, who):
            await self.reached(since.seq)
        # From here nothing waits: what the screen gets now and what it gets next fit together.
        actor = actor_of(who)
        parts = parts_of_actor(self.state, actor) if actor is not None else ()
        if actor is None or (let_in_by_the_log(actor.person) and not parts):
            return None
        connection = Connection(self, outlet, who, session, parts, outside=actor.role is Role.LIAISON)
        self._connections.add(connection)
        self.channels.hold(connection, connection.parts)
        resumes = since is not None and connection.internal and self._can_resume(since, actor)
        if since is not None and resumes:
            counts, data = self._resume(connection, since.seq)
        else:
            counts, data = {part: self.channels[part].n for part in connection.parts}, None
        welcome = frames.welcome(
            self.log, self.epoch, counts, resumes=bool(resumes), server_time=self.clock.now()
        )
        if data is None:
            connection.write(welcome + self.snapshots_for(connection), snapshot=True)
        else:
            connection.write(welcome + data + self._telemetry_for(connection.parts), snapshot=True)
        return connection if connection.link is Link.LIVE else None

    def _waits_for(self, since: Since, who: Who) -> bool:
        """Whether a screen that comes from another node is kept until this one is as far. Whoever is outside never is: how long he
        waited would tell him how much the log holds.
        """
        actor = actor_of(who)
        return actor is not None and actor.role is not Role.LIAISON and since.epoch == self.epoch

    def forget(self, connection: Connection) -> None:
        """A connection has ended."""
        self._connections.discard(connection)
        self._lagging.discard(connection)
        self.channels.release(connection, connection.parts)

    def close_session(self, session: str) -> None:
        """A session has ended: its screens get nothing more."""
        farewell = frames.bye("session_ended", "This session has ended. Sign in again.", None)
        for connection in [one for one in self._connections if one.session == session]:
            connection.close(farewell, 4403, "session ended")

    def refresh(self, session: str | None = None) -> None:
        """What people may see can have changed (their role, their unit): bring their parts up to date."""
        for connection in [one for one in self._connections if session in (None, one.session)]:
            self._fit(connection)

    def bye(
        self, code: str, reason: str, retry_after_ms: int | None = RETRY_MS, close_code: int = 4000
    ) -> None:
        """Everybody leaves: this node stops."""
        farewell = frames.bye(code, reason, retry_after_ms)
        for connection in list(self._connections):
            connection.close(farewell, close_code, code)

    # --- what happened -----------------------------------------------------------------------------------

    def publish(
        self, before: State, after: State, touched: frozenset[Key], recorded: Sequence[Recorded]
    ) -> None:
        """Show what a batch changed: one frame a part that changed and that somebody holds."""
        self.state = after
        try:
            self._show(before, after, touched, recorded)
        except Exception:  # noqa: BLE001 whatever it is, it is logged, and screens start over
            # What is saved stays saved. Screens start over from a snapshot, and nobody resumes across this.
            _log.exception("Showing events up to %d failed", after.seq)
            self.ring = Ring(after.seq)
            self.bye("resync", "This screen is loaded anew.")

    def announce(self, code: str, message: str) -> None:
        """Tell every screen something about this node."""
        for connection in list(self._connections):
            if connection.link is Link.LIVE:
                connection.send({"type": "error", "code": code, "message": message})

    def _show(
        self, before: State, after: State, touched: frozenset[Key], recorded: Sequence[Recorded]
    ) -> None:
        held = self.channels.parts()
        changed = changes(before, after, touched, held) | self.outsiders.changes(before, after, touched, held)
        lines = _lines(after, recorded, held)
        for part in [part for part in held if part in changed or part in lines]:
            change = changed.get(part)
            self.channels.push(
                part,
                after,
                upserts=change.upserts if change else {},
                removed=change.removed if change else {},
                lines=lines.get(part, ()),
                carried=_carried(after, change),
            )
        self.ledgers.follow(before, after, touched)
        moved, teams = units_moved(before, after, touched), teams_moved(before, after, touched)
        self.ring.add(after.seq, touched_parts(before, after, touched), [*moved, *teams])
        if moved or any(table in ("seats", "walls") for table, _ in touched):
            self.refresh()
        elif teams:
            self._refresh_teams(frozenset(teams))
        self.pace.wake()
        if self.channels.waits_outside():
            self.pace.wake(outside=True)

    def show_unsaved(self, view: UnsavedView) -> None:
        """A panic or emergency that is not in the log yet: the desk sees it, marked."""
        self.unsaved[view.id] = view
        if "desk" in self.channels:
            self.channels.push("desk", self.state, upserts={"unsaved": [view]}, removed={})
            self.pace.wake()

    def hide_unsaved(self, unsaved_id: str) -> None:
        """It is in the log now."""
        if self.unsaved.pop(unsaved_id, None) is not None and "desk" in self.channels:
            self.channels.push("desk", self.state, upserts={}, removed={"unsaved": [unsaved_id]})
            self.pace.wake()

    def place(self, parts: Iterable[str], position: PositionView) -> None:
        """A unit's position, for these parts: the last one before the tick is shown."""
        if self.channels.place(parts, position):
            self.pace.wake()

    def tell(self, parts: Iterable[str], views: Sequence[LedgerView]) -> None:
        """Who knows what, for these parts."""
        self.channels.tell(parts, views)
        self.pace.wake()

    # --- for the pace ------------------------------------------------------------------------------------

    def take_tick(self, sides: AbstractSet[bool] = BOTH, *, beat: bool) -> Tick:
        """What is waiting now, inside and outside. What happens while it is being sent waits for the next."""
        if not beat:
            return self.channels.take(sides)
        seq, head = self.state.seq, self.head()
        chain = head.hash if head is not None and head.seq == seq else None
        return self.channels.take_with_beat(seq=seq, head=chain, at=self.clock.now(), db=self.db())

    def lagging(self, connection: Connection) -> None:
        """A screen does not keep up; the pace looks after it more often."""
        self._lagging.add(connection)

    def watch_lagging(self) -> None:
        """Serve those that caught up, drop those that did not."""
        for connection in list(self._lagging):
            connection.watch()
            if connection.link is not Link.LAGGING:
                self._lagging.discard(connection)

    # --- whole parts -------------------------------------------------------------------------------------

    def snapshots_for(self, connection: Connection) -> bytes:
        """All parts of a connection, whole, with the last positions."""
        whole = [self.snapshot_for(connection, part) for part in connection.parts]
        return b"".join((*whole, self._telemetry_for(connection.parts)))

    def snapshot_for(self, connection: Connection, part: str) -> bytes:
        """One part, whole, for this connection; older frames that still wait are not for it any more."""
        channel = self.channels[part]
        connection.fresh[part] = channel.n
        kept = channel.kept_snapshot(self.state.seq)
        if kept is None:
            content = snapshot(self.state, part)
            if part == "desk":
                content = {**content, "unsaved": list(self.unsaved.values())}
            data = frames.snapshot(part, channel.n, self.state.seq, content)
            kept = data, editions(self.state, (one.id for one in content.get("notices", ())))
            channel.keep_snapshot(self.state.seq, *kept)
        data, carried = kept
        connection.carry(part, channel.n, carried)
        return data

    def _telemetry_for(self, parts: Iterable[str]) -> bytes:
        data = b""
        for part in parts:
            if places := self.last_positions(part):
                data += frames.positions(part, places)
            if known := self.ledgers.of_part(part):
                data += frames.ledgers(part, known)
        return data

    def _can_resume(self, since: Since, actor: Actor) -> bool:
        if since.epoch != self.epoch or not self.ring.reaches(since.seq):
            return False
        theirs = filter(None, (actor.unit, signed_on(self.state, actor).unit, *_marks_of(actor)))
        return not any(self.ring.moved(since.seq, one) for one in theirs)

    def _resume(self, connection: Connection, seq: int) -> tuple[dict[str, int], bytes]:
        """What was touched since, as it now is, in one frame a part; ``n`` goes on from the frame before it."""
        content = resume_content(self.state, self.ring.since(seq, frozenset(connection.parts)))
        if "desk" in connection.parts and self.unsaved:
            upserts, removed = content.get("desk", ({}, {}))
            content["desk"] = ({**upserts, "unsaved": list(self.unsaved.values())}, removed)
        counts: dict[str, int] = {}
        data = b""
        for part in connection.parts:
            n = self.channels[part].n
            connection.fresh[part] = n
            counts[part] = n
            if part in content:
                counts[part] = n - 1
                upserts, removed = content[part]
                seen = (one.id for one in upserts.get("notices", ()))
                connection.carry(part, n, editions(self.state, seen))
                data += frames.frame(part, n, self.state.seq, self.state.at, upserts=upserts, removed=removed)
        return counts, data

    # --- who holds what ----------------------------------------------------------------------------------

    def _refresh_teams(self, moved: frozenset[str]) -> None:
        """In a school a role or a room has changed hands: of hundreds of screens those of its people alone can show other names now."""
        for connection in list(self._connections):
            actor = actor_of(connection.who)
            if actor is None or not moved.isdisjoint(_marks_of(actor)):
                self._fit(connection)

    def _fit(self, connection: Connection) -> None:
        """Give a connection the parts that its person may see now: drop the old, a snapshot of each new one."""
        actor = actor_of(connection.who)
        parts = parts_of_actor(self.state, actor) if actor is not None else ()
        if parts == connection.parts:
            return
        if actor is not None and let_in_by_the_log(actor.person) and not parts:
            # What they were invited to is shared with them no more: they have no business here.
            said = ENDED_WALL if is_wall(actor.person) else ENDED_OUTSIDE
            connection.close(frames.bye("session_ended", said, None), 4403, "session ended")
            return
        held = connection.parts
        if connection.link is Link.LAGGING and any(frames.external(part) for part in held):
            # It would read for a while what it may not see any more.
            connection.abort()
            return
        gone = [part for part in held if part not in parts]
        new = [part for part in parts if part not in held]
        self.channels.hold(connection, new)
        self.channels.release(connection, gone)
        connection.parts = parts
        if connection.link is Link.LIVE:
            connection.extra += [frames.drop(part) for part in gone]
            connection.extra += [self.snapshot_for(connection, part) for part in new]
        for part in gone:
            connection.let_go(part)
        self.pace.wake(outside=connection.outside)


def _marks_of(actor: Actor) -> tuple[str, ...]:
    """Under which names somebody is remembered as having been given other parts."""
    return (moved_person(actor.person), *((moved_team(actor.site),) if actor.site is not None else ()))


def _carried(after: State, change: PartChange | None) -> Carried:
    """The notices in a part's frame."""
    if change is None or "notices" not in change.upserts:
        return ()
    return editions(after, (one.id for one in change.upserts["notices"]))


def _lines(after: State, recorded: Sequence[Recorded], held: AbstractSet[str]) -> dict[str, list[LineView]]:
    lines: dict[str, list[LineView]] = {}
    for one in recorded:
        for part, view in lines_for(after, one, held).items():
            lines.setdefault(part, []).append(view)
    return lines
