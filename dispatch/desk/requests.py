"""A command on its way through the desk, and who sent it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from dispatch.desk.results import Envelope, Result
from dispatch.domain.actor import Actor

Who = Actor | Callable[[], Actor | None]
"""An actor, or a way to ask for him as he is now; None: his session has ended."""


def actor_of(who: Who) -> Actor | None:
    """The actor at this moment."""
    return who if isinstance(who, Actor) else who()


@dataclass(slots=True, eq=False)
class Request:
    """One submitted command. ``answer`` is set once: by the desk, or by its sender's patience."""

    envelope: Envelope
    who: Who
    body_hash: bytes
    answer: asyncio.Future[Result]
    under_way: bool = field(default=False)
    """Whether it has been part of a statement that left for the database."""

    def settle(self, result: Result) -> None:
        """Answer, unless the sender has been answered already."""
        if not self.answer.done():
            self.answer.set_result(result)
