"""Giving a command through a desk and staying with it until its answer is certain: the same id again, never a new one."""

from __future__ import annotations

import asyncio
from typing import Final

from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, NotSaved, Refused, Result, Saved, Unknown
from dispatch.domain.actor import Actor

TIMES: Final = 6
"""The desk itself waits some seconds each time."""
WAIT_SECONDS: Final = 1.0


class Ungiven(Exception):
    """The log could not be written, or did not say whether it was; the sentence says what is certain."""


async def give(desk: Desk, who: Actor, envelope: Envelope) -> Saved | Refused:
    """The answer to a command. Raises ``Ungiven`` when there is none."""
    result: Result = await desk.submit(who, envelope)
    for _ in range(TIMES):
        if not isinstance(result, Unknown | NotSaved):
            break
        if isinstance(result, NotSaved):
            # A slow machine's database may look gone for a moment.
            await asyncio.sleep(WAIT_SECONDS)
        result = await desk.submit(who, envelope)
    if isinstance(result, Unknown | NotSaved):
        raise Ungiven(result.message)
    return result
