"""The one task that writes: takes what waits, decides it, appends it in one statement, and only then answers.

A lost race is decided again on the new state; after two of them under the head's row lock, so that a slow node
gets its turn too. What is not certain is found out with the same ids, never guessed.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dispatch.desk.answers import answer_again
from dispatch.desk.core import Core
from dispatch.desk.crash import crash_point
from dispatch.desk.draft import Desktop, Draft, make_draft
from dispatch.desk.requests import Request
from dispatch.desk.results import NotSaved, unconfirmed
from dispatch.desk.timeline import Contradiction
from dispatch.domain.decide import LastPosition
from dispatch.domain.decision import ReceiptsOf
from dispatch.log.chain import ChainBroken
from dispatch.log.faults import ConnectionLost, LogUnavailable
from dispatch.log.rows import Appended, AppendResult, Batch, Head, LostRace, SavedAnswer, StoredEvent

RACES_BEFORE_LOCK: Final = 2
CONTENDED_SECONDS: Final = 0.5
"""After a batch that needed the lock, the next ones take it at once for so long: racing again would be lost work."""
RETRY_SECONDS: Final = 0.1

Positions = Callable[[], Mapping[str, LastPosition]]


@dataclass(slots=True)
class Counts:
    """What the writer has done since the start. Only ever grows."""

    batches: int = 0
    commands: int = 0
    events: int = 0
    statements: int = 0
    """Statements that left for the database to append or to look up."""
    races_lost: int = 0
    locked: int = 0
    worst_races: int = 0
    """The most races that any one command lost."""


class Writer:
    """Decides and appends for one log. ``run`` until cancelled."""

    def __init__(
        self,
        core: Core,
        *,
        positions: Positions,
        receipts: ReceiptsOf,
        races_before_lock: int = RACES_BEFORE_LOCK,
    ) -> None:
        self._core = core
        self._positions = positions
        self._receipts = receipts
        self._races_before_lock = races_before_lock
        self._current: list[Request] = []
        self._settled = asyncio.Event()
        self._contended_until = 0.0
        self.counts = Counts()

    async def run(self) -> None:
        """Batch after batch. A contradiction ends writing for good, not the desk: the view stays."""
        while True:
            self._current = await self._core.inbox.take()
            try:
                await self._settle(self._current)
            except (Contradiction, ChainBroken) as found:
                self._core.stop(Contradiction(str(found)))
                self._turn_away(self._current)
            finally:
                self._core.health.append_ends()
            self._current = []
            self._settled.set()

    async def drain(self, seconds: float) -> None:
        """Wait until everything that was taken is answered, but not longer."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._current or len(self._core.inbox):
                    self._settled.clear()
                    await self._settled.wait()

    def abandon(self) -> None:
        """The desk has ended: whoever still waits is told what is known."""
        self._turn_away([*self._current, *self._core.inbox.empty()])

    async def _settle(self, requests: list[Request]) -> None:
        """Bring every request of a batch to its answer, however often that must be tried."""
        health = self._core.health
        races = 0
        while requests := [one for one in requests if not one.abandoned]:
            uncertain = any(one.uncertain for one in requests)
            if health.stopped or (health.blocked() is not None and not uncertain):
                self._turn_away(requests)
                return
            try:
                locked = (
                    races >= self._races_before_lock or self._core.clock.monotonic() < self._contended_until
                )
                requests, lost = await self._attempt(requests, locked=locked)
                if lost:
                    races += 1
                    if races == self._races_before_lock:
                        self._contended_until = self._core.clock.monotonic() + CONTENDED_SECONDS
                    await self._core.catch_up()
            except ConnectionLost as unknown:
                health.lost(str(unknown))
                # Whoever still waits gets the truth: the same ids are appended again, which finds them if they are
                # there. The lost statement may even be running yet; the row of the head decides between the two.
                for request in requests:
                    request.uncertain = True
                await self._core.clock.sleep(RETRY_SECONDS)
            except LogUnavailable as problem:
                health.lost(str(problem))
                for request in requests:
                    request.sent = request.uncertain
                if not uncertain:
                    self._turn_away(requests, str(problem))
                    return
                await self._core.clock.sleep(RETRY_SECONDS)

    async def _attempt(self, requests: list[Request], *, locked: bool) -> tuple[list[Request], bool]:
        """Decide and append once. Returns the requests that have no answer yet, and whether a race was lost."""
        core = self._core
        made: list[Draft] = []

        def draft(head: Head) -> Draft:
            desktop = Desktop(
                log=core.log,
                now=core.clock.now(),
                salts=core.clock.salt,
                positions=self._positions(),
                receipts=self._receipts,
            )
            made[:] = [make_draft(core.timeline.state, head, requests, desktop)]
            return made[0]

        def build(head: Head, events: Sequence[StoredEvent]) -> Batch | None:
            core.take_in(events)
            if core.timeline.head != head:
                raise Contradiction(f"The log's head is {head}; its events lead to {core.timeline.head}.")
            decided = draft(head)
            return decided.batch if decided.writes else None

        earliest = core.clock.now()
        crash_point("before_append")
        core.health.append_begins()
        result: AppendResult | None = None
        for request in requests:
            request.sent = True
        if locked:
            self.counts.locked += 1
            self.counts.statements += 1
            result = await core.store.append_locked(core.log, core.timeline.head.seq, build)
        elif draft(core.timeline.head).writes:
            self.counts.statements += 1
            result = await core.store.append(made[0].batch)
        core.health.append_ends()
        crash_point("after_append")
        if not isinstance(result, Appended):
            for request in requests:
                request.sent = request.uncertain
        if isinstance(result, LostRace):
            self._count_lost_race(requests)
            return requests, True
        if result is not None and not isinstance(result, Appended):
            return self._answer_known(requests, result.answers), False
        if result is not None:
            crash_point("after_commit")
            core.health.answered()
            core.health.compare(earliest, result.db_now, core.clock.now())
            core.timeline.advance(made[0].entries, made[0].prepared)
        self._answer_kept(made[0])
        core.inbox.put_back(made[0].undecided)
        await self._answer_unkept(made[0])
        return [], False

    def _answer_kept(self, draft: Draft) -> None:
        self.counts.batches += 1
        self.counts.commands += len(draft.kept) + len(draft.unkept)
        self.counts.events += len(draft.entries)
        crash_point("before_answer")
        for request, result in draft.kept:
            request.settle(result)
        crash_point("after_answer")

    async def _answer_unkept(self, draft: Draft) -> None:
        """Refusals that are not stored. They must not hide that the same command was saved before."""
        if not draft.unkept:
            return
        self.counts.statements += 1
        ids = [request.envelope.id for request, _ in draft.unkept]
        try:
            known: Mapping[str, SavedAnswer] = await self._core.store.lookup(self._core.log, ids)
        except LogUnavailable as problem:
            self._core.health.lost(str(problem))
            self._turn_away([request for request, _ in draft.unkept], str(problem))
            return
        for request, result in draft.unkept:
            saved = known.get(request.envelope.id)
            request.settle(answer_again(saved, request.person, request.body_hash) if saved else result)

    @staticmethod
    def _answer_known(requests: list[Request], answers: Mapping[str, SavedAnswer]) -> list[Request]:
        """Answer those whose ids were there before; returns the others."""
        left = []
        for request in requests:
            saved = answers.get(request.envelope.id)
            if saved is None:
                left.append(request)
            else:
                request.settle(answer_again(saved, request.person, request.body_hash))
        return left

    def _count_lost_race(self, requests: Sequence[Request]) -> None:
        self.counts.races_lost += 1
        for request in requests:
            request.races += 1
            self.counts.worst_races = max(self.counts.worst_races, request.races)

    def _turn_away(self, requests: Sequence[Request], reason: str | None = None) -> None:
        code, message = self._core.health.blocked() or ("not_saved", "Nothing was saved; send it again.")
        if reason is not None:
            code, message = "not_saved", f"{reason} Nothing was saved; the same command may be sent again."
        for request in requests:
            if request.sent:
                request.settle(unconfirmed(request.envelope.id))
            else:
                request.settle(NotSaved(id=request.envelope.id, code=code, message=message))
