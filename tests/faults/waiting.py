"""Waiting for something that a fault test cannot be told of, only look for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

LOOK_SECONDS = 0.03


async def eventually(what: str, look: Callable[[], Awaitable[bool]], seconds: float) -> float:
    """Look until it is so; returns how long it took, and fails when it takes longer than that."""
    began = time.monotonic()
    while not await look():
        assert time.monotonic() - began < seconds, f"not within {seconds} s: {what}"
        await asyncio.sleep(LOOK_SECONDS)
    return time.monotonic() - began
