"""The state of the log on this node, and the one way it moves: forward, event by event, each proved.

Own events and those of other nodes come in here alike. What does not fit is a contradiction and stops the desk:
a wrong picture is worse than an old one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dispatch.desk.crash import crash_point
from dispatch.domain.fold import Folded, fold
from dispatch.domain.record import Recorded
from dispatch.domain.state import EMPTY, Key, State
from dispatch.log.chain import genesis, link
from dispatch.log.rows import Head

Publish = Callable[[State, State, frozenset[Key], Sequence[Recorded]], None]


class Contradiction(Exception):
    """The log is not the continuation of what this node has folded. Nothing may be written on top of it."""


class Entry(NamedTuple):
    """An event with its place in the chain."""

    recorded: Recorded
    leaf: bytes
    chain: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a batch of our own was decided on, and what it made of it: it need not be folded twice."""

    base: State
    folded: Folded


class Timeline:
    """State and head of one log on this node."""

    def __init__(self, log: str, publish: Publish) -> None:
        self.state: State = EMPTY
        self.head = Head(0, genesis(log))
        self._publish = publish
        self._moved = asyncio.Event()

    def restore(self, state: State, head: Head) -> None:
        """Start from a snapshot."""
        assert state.seq == head.seq, f"a snapshot at {state.seq} with the head {head.seq}"
        self.state, self.head = state, head

    def advance(
        self, entries: Sequence[Entry], prepared: Prepared | None = None, *, publish: Publish | None = None
    ) -> None:
        """Fold events that are in the log, and show what they changed. Known ones are dropped.

        ``publish`` stands in for the screens while there are none.

        Raises ``Contradiction`` at a gap or a wrong hash, before anything has changed.
        """
        at, hashed = self.head.seq, self.head.hash
        fresh: list[Recorded] = []
        for recorded, leaf, chain in entries:
            seq = recorded.seq
            if seq <= at:
                if seq == at and chain != hashed:
                    raise Contradiction(f"Event {seq} is not the event {seq} that this node has folded.")
                continue
            if seq != at + 1:
                raise Contradiction(f"Event {seq} came after event {at}: the log has a gap.")
            if link(hashed, leaf) != chain:
                raise Contradiction(f"Event {seq} is not chained to event {at}: the log was changed.")
            at, hashed = seq, chain
            fresh.append(recorded)
        if not fresh:
            return
        before = self.state
        whole = prepared is not None and prepared.base is before and len(fresh) == len(entries)
        folded = prepared.folded if prepared is not None and whole else fold(before, fresh)
        # Nothing waits between these: whoever looks sees the state and its screens move together.
        self.state, self.head = folded.state, Head(at, hashed)
        if publish is not None:
            publish(before, folded.state, folded.touched, fresh)
        else:
            crash_point("before_publish")
            self._publish(before, folded.state, folded.touched, fresh)
            crash_point("after_publish")
        self._moved.set()
        self._moved = asyncio.Event()

    async def reached(self, seq: int, seconds: float) -> bool:
        """Whether this node has folded an event, waiting for it that long."""
        try:
            async with asyncio.timeout(seconds):
                while self.state.seq < seq:
                    await self._moved.wait()
        except TimeoutError:
            return False
        return True
