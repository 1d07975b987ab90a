"""Keeps the history tables up with the log. Any node may: the cursor is moved only from where it was read.

Everything in these tables is folded from the log and can be made again at any time: a new build is filled beside the one
that readers use, by whoever has time, and takes its place when it holds as much. A node that dies in the middle has lost
nothing: rows and cursor move together, and the next node goes on from there.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable

from dispatch.domain.state import EMPTY, State
from dispatch.log import builds, reading, snapshots
from dispatch.log.builds import Build
from dispatch.log.codec import decode
from dispatch.log.entering import enter
from dispatch.log.faults import DATABASE_ERRORS, LogUnavailable, said
from dispatch.log.ledger import FORM, Ledger
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore

_log = logging.getLogger(__name__)

BATCH = 200
_YIELD_EVERY = 10
"""Events folded before other work of this process gets its turn."""
_IDLE_SECONDS = 0.5
_RETRY_SECONDS = 1.0
_STEP_SECONDS = 30.0
SURVEY_FROM = 1000
"""Events in a build before it matters how its searches are planned."""

_TAKE = "SELECT seq FROM history_builds WHERE log_id = $1 AND build = $2 AND form > 0 FOR UPDATE SKIP LOCKED"
_MOVE = "UPDATE history_builds SET seq = $4, at = $5 WHERE log_id = $1 AND build = $2 AND seq = $3"


class History:
    """Follows one log. ``live`` gives this node's state, which saves folding when it is where the cursor is."""

    def __init__(self, store: LogStore, log_id: str, *, live: Callable[[], State] | None = None) -> None:
        self._store = store
        self._log_id = log_id
        self._live = live
        self._states: dict[int, State] = {}
        """Of each build that is worked on: the state at its cursor."""
        self._erasures: int | None = None
        self._surveyed: int | None = None
        """How much the serving build held when the database last looked at it, as far as this node knows."""
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Follows until cancelled. Whatever fails is tried again: history may be late, never wrong."""
        unsubscribe = self._store.on_wake(lambda _log_id: self._woken.set())
        try:
            while True:
                try:
                    began = time.perf_counter()
                    followed, made = await self.follow(), await self.make()
                except (LogUnavailable, *DATABASE_ERRORS) as problem:
                    _log.warning("History waits for the database: %s", said(problem))
                    await asyncio.sleep(_RETRY_SECONDS)
                    continue
                if made:
                    # A build that nobody reads yet has time: the desk has the other half of this processor.
                    await asyncio.sleep(time.perf_counter() - began)
                elif not followed:
                    await self._rest()
        finally:
            unsubscribe()

    async def step(self) -> bool:
        """All that there is to do, one stretch of each. False when there was none, or another node is at it."""
        followed, made = await self.follow(), await self.make()
        return followed or made

    async def follow(self) -> bool:
        """Takes the next stretch of the log over into the build that is read."""
        return await self._store.run(self._follow, _STEP_SECONDS)

    async def make(self) -> bool:
        """Goes on with a build that is being made beside it, or clears away one that was read before."""
        return await self._store.run(self._make, _STEP_SECONDS)

    async def cursor(self) -> int:
        """The last event that history holds."""
        return await self._store.run(lambda connection: builds.cursor(connection, self._log_id))

    async def _rest(self) -> None:
        self._woken.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_IDLE_SECONDS):
                await self._woken.wait()

    async def _follow(self, connection: Connection) -> bool:
        build = await builds.serving(connection, self._log_id)
        if build is None:
            await builds.begin_first(connection, self._log_id)
            return True
        # A newer program's rows are not ours to write.
        advanced = build.form <= FORM and await self._advance(connection, build)
        at = self._states[build.number].seq if advanced else build.seq
        if self._surveyed is None:
            self._surveyed = at if await builds.is_surveyed(connection) else 0
        # Each time it has doubled: the database's own upkeep comes too late for a mass import, and in time for a day.
        if at >= max(SURVEY_FROM, 2 * self._surveyed):
            await builds.survey(connection)
            self._surveyed = at
        return advanced

    async def _make(self, connection: Connection) -> bool:
        found = await builds.every(connection, self._log_id)
        reading_now = next((one for one in found if one.serving), None)
        if reading_now is None:
            return False
        self._states = {one.number: self._states[one.number] for one in found if one.number in self._states}
        for old in found:
            if not old.serving and (old.number < reading_now.number or old.given_up):
                await builds.clear_some(connection, self._log_id, old.number)
                return True
        begun = [one for one in found if one.number > reading_now.number]
        if not begun and reading_now.form >= FORM and reading_now.whole:
            return False
        if not begun or begun[-1].form < FORM:
            await builds.begin_next(connection, self._log_id)
            return True
        if begun[-1].form > FORM:
            return False
        if await self._advance(connection, begun[-1]):
            return True
        if begun[-1].seq >= max(SURVEY_FROM, reading_now.seq):
            # While nobody reads it: the first search must not pay for what the database does not know yet.
            await builds.survey(connection)
        return await builds.switch(connection, self._log_id, begun[-1].number)

    async def _advance(self, connection: Connection, build: Build) -> bool:
        if build.seq == await _head(connection, self._log_id):
            return False
        async with connection.transaction():
            at: int | None = await connection.fetchval(_TAKE, self._log_id, build.number)
            if at is None:
                return False
            # Asked under the row's lock, which every erasure takes: none can come in between.
            await self._heed_erasures(connection)
            state = await self._reach(connection, build.number, at)
            events = await reading.tail(connection, self._log_id, at, BATCH)
            if not events:
                return False
            ledger = Ledger(state)
            for number, recorded in enumerate(decode(event) for event in events):
                ledger.take(recorded)
                if number % _YIELD_EVERY == 0:
                    await asyncio.sleep(0)
            await enter(connection, self._log_id, build.number, ledger)
            moved = await connection.execute(_MOVE, self._log_id, build.number, at, events[-1].seq, ledger.at)
            assert moved == "UPDATE 1", "the cursor's row is locked by us"
        self._states[build.number] = ledger.state
        return True

    async def _heed_erasures(self, connection: Connection) -> None:
        """A state from before an erasure still has the text: it is folded again, from the record as it is now."""
        erasures = max(one.erasures for one in await builds.every(connection, self._log_id))
        if self._erasures is not None and erasures != self._erasures:
            self._states.clear()
            self._live = None
        self._erasures = erasures

    async def _reach(self, connection: Connection, build: int, seq: int) -> State:
        """The state at the cursor, however this node gets there soonest."""
        state = self._states.get(build, EMPTY)
        live = self._live() if self._live is not None else EMPTY
        if live.seq == seq:
            state = live
        if state.seq > seq:
            # Another node's restore or repair: never fold backwards.
            state = EMPTY
        if state.seq < seq:
            kept = await snapshots.newest(connection, self._log_id, at_most=seq)
            if kept is not None and kept[0].seq > state.seq:
                state = kept[0]
        while state.seq < seq:
            events = await reading.tail(connection, self._log_id, state.seq, min(BATCH, seq - state.seq))
            state = snapshots.fold_stored(state, events)
            await asyncio.sleep(0)
        return state


async def _head(connection: Connection, log_id: str) -> int:
    return await connection.fetchval("SELECT head_seq FROM logs WHERE log_id = $1", log_id) or 0
