"""Days before the demo's own: calls that were worked and closed, so that a supervisor's figures have something to count.

Every event is decided, chained and written like any other; only the clock is that of the day in question. This can be done in an empty
log alone: a log never runs backwards.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dispatch.desk.answers import body_hash
from dispatch.desk.draft import Desktop, make_draft
from dispatch.desk.requests import Request
from dispatch.desk.results import Envelope, Saved
from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.commands import Command
from dispatch.domain.ids import derive
from dispatch.domain.state import EMPTY, State
from dispatch.domain.timers import due_command, due_timers, next_due
from dispatch.links.demo.district import opening
from dispatch.links.demo.loading import roster_step
from dispatch.links.demo.people import NAMESPACE
from dispatch.links.demo.steps import Step
from dispatch.log.rows import Appended, Head
from dispatch.log.store import LogStore

_log = logging.getLogger(__name__)

Doing = tuple[float, Actor, Callable[[Mapping[str, Any]], Command]]
"""So many seconds after the one before, somebody gives a command that is made from the answers so far."""


@dataclass(frozen=True, slots=True)
class Story:
    """Something that happened: when it began, and what was done in order. Its name makes its commands' ids."""

    name: str
    at: datetime
    steps: tuple[Doing, ...]


class Teller:
    """Writes stories into an empty log, each command at its own time; timers fall in between."""

    def __init__(self, store: LogStore, log: str, head: Head, salts: Callable[[], bytes]) -> None:
        self._store = store
        self._log = log
        self._salts = salts
        self._head = head
        self._state: State = EMPTY
        self.refused: list[str] = []

    async def give(self, at: datetime, who: Actor, command_id: str, command: Command) -> Mapping[str, Any]:
        """One command at its time; the answers that later ones rest on."""
        await self._timers(at)
        return await self._write(at, who, command_id, command)

    async def tell(self, story: Story) -> None:
        """One story, as far as it goes: what is refused ends it."""
        at, refs = story.at, dict[str, Any]()
        for place, (after, who, made) in enumerate(story.steps):
            at += timedelta(seconds=after)
            refs |= await self.give(at, who, derive(NAMESPACE, f"past/{story.name}/{place}"), made(refs))

    async def _timers(self, until: datetime) -> None:
        while (due := next_due(self._state)) is not None and due <= until:
            command_id, command = due_command(due_timers(self._state, due)[0])
            await self._write(due, SYSTEM, command_id, command)

    async def _write(self, at: datetime, who: Actor, command_id: str, command: Command) -> Mapping[str, Any]:
        loop = asyncio.get_running_loop()
        envelope = Envelope(id=command_id, command=command)
        request = Request(envelope, who, body_hash(envelope), loop.create_future())
        draft = make_draft(
            self._state, self._head, [request], Desktop(log=self._log, now=at, salts=self._salts)
        )
        if draft.writes:
            result = await self._store.append(draft.batch)
            if not isinstance(result, Appended):
                raise RuntimeError("The demo's past can only be told in an empty log.")
            self._head, self._state = result.head, draft.prepared.folded.state
        for _, answer in (*draft.kept, *draft.unkept):
            if isinstance(answer, Saved):
                return answer.refs
            self.refused.append(f"{command.kind}: {answer}")
        return {}


async def tell_past(
    store: LogStore,
    log: str,
    now: datetime,
    salts: Callable[[], bytes],
    stories: Callable[[datetime], Iterator[Story]],
) -> int:
    """Tells all stories that end before ``now``; how many there were. The district is opened with the first of them."""
    row = await store.log(log)
    if row is None or row.head.seq:
        return 0
    teller = Teller(store, log, row.head, salts)
    told = sorted(stories(now), key=lambda one: one.at)
    begin = told[0].at - timedelta(hours=1)
    for step in (Step("open", SYSTEM, opening()), roster_step()):
        await teller.give(begin, step.who, step.id, step.command)
    for story in told:
        await teller.tell(story)
    for reason in teller.refused:
        _log.warning("Part of the demo's past was refused: %s", reason)
    return len(told)
