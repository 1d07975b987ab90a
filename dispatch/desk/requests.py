"""Commands on their way through the desk, who sent them, and the queue in which they wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dispatch.desk.recall import Retiree
from dispatch.desk.results import Envelope, Result
from dispatch.domain.actor import Actor
from dispatch.domain.files import StoredFile

Who = Actor | Callable[[], Actor | None]
"""An actor, or a way to ask for him as he is now; None: his session has ended."""

WAITING_MAX: Final = 2_000
"""Commands that may wait; more are turned away at once."""
COMMANDS_MAX: Final = 64
"""Commands of one batch at most. Deciding more at once would keep screens waiting, and lose more to a race."""


def actor_of(who: Who) -> Actor | None:
    """The actor at this moment."""
    return who if isinstance(who, Actor) else who()


@dataclass(slots=True, eq=False)
class Request:
    """One submitted command. Its answer is set once: by the desk, or by its sender's patience."""

    envelope: Envelope
    who: Who
    body_hash: bytes
    answer: asyncio.Future[Result]
    sent: bool = False
    """It is part of a statement that has left for the database, and nobody knows yet what became of it."""
    uncertain: bool = False
    """A statement that it was part of was lost on its way: only its id can tell what became of it."""
    person: str = ""
    """Who it was when it was last decided."""
    retirees: Mapping[str, Retiree | None] = field(default_factory=dict)
    """Calls that it needs and that have left the live state, as history has them; None: it has none."""
    files: Mapping[str, StoredFile] = field(default_factory=dict)
    """What its sender has sent of the files that it names."""
    races: int = 0
    """Races that it lost."""

    @property
    def abandoned(self) -> bool:
        """Whether nobody waits for it any more."""
        return self.answer.done()

    def settle(self, result: Result) -> None:
        """Answer, unless the sender has been answered already."""
        if not self.answer.done():
            self.answer.set_result(result)


class Inbox:
    """The bounded queue before the desk. One task takes from it."""

    def __init__(self) -> None:
        self._waiting: deque[Request] = deque()
        self._filled = asyncio.Event()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def full(self) -> bool:
        """Whether no more may wait."""
        return len(self._waiting) >= WAITING_MAX

    def put(self, request: Request) -> None:
        """Wait at the end."""
        self._waiting.append(request)
        self._filled.set()

    def put_back(self, requests: Sequence[Request]) -> None:
        """Wait at the front again, in this order."""
        self._waiting.extendleft(reversed(requests))
        if requests:
            self._filled.set()

    async def take(self) -> list[Request]:
        """Everything that waits, up to one batch, as soon as anything does: load itself makes batches.

        An id that is there twice is taken once; the second waits until the first has its answer.
        """
        while True:
            await self._filled.wait()
            taken: dict[str, Request] = {}
            later: list[Request] = []
            while self._waiting and len(taken) < COMMANDS_MAX:
                request = self._waiting.popleft()
                if request.abandoned:
                    continue
                if request.envelope.id in taken:
                    later.append(request)
                else:
                    taken[request.envelope.id] = request
            self.put_back(later)
            if not self._waiting:
                self._filled.clear()
            if taken:
                return list(taken.values())

    def empty(self) -> list[Request]:
        """Everything that waits, to be turned away."""
        waiting = list(self._waiting)
        self._waiting.clear()
        return waiting
