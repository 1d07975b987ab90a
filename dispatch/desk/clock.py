"""Time, chance and identities: the only place of the running core that asks for them.

Everything else takes a ``Clock``, so that a test can stand still and a scenario can run faster.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID


class Clock(Protocol):
    """What the running core needs of time."""

    def now(self) -> datetime:
        """The wall clock: UTC, cut to milliseconds (what the log can store)."""

    def monotonic(self) -> float:
        """Seconds that never run backwards; only differences mean something."""

    async def sleep(self, seconds: float) -> None:
        """Return after that many seconds of this clock."""

    def new_id(self) -> str:
        """A new identity: UUIDv7 text, ordered by time."""

    def salt(self) -> bytes:
        """32 bytes of chance that nobody can guess, for a protected value."""

    def share(self, limit: float) -> float:
        """Some share of ``limit``, by chance: spreads nodes that would all do the same at once."""


def truncated(moment: datetime) -> datetime:
    """The same moment in UTC, cut to milliseconds."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def uuid7(milliseconds: int, chance: bytes) -> str:
    """UUIDv7 text from a time and ten bytes of chance (RFC 9562, 5.7)."""
    value = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(chance, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """UTC now, cut to milliseconds."""
        return truncated(datetime.now(UTC))

    def monotonic(self) -> float:
        """The machine's monotonic clock."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Sleep on the event loop."""
        await asyncio.sleep(seconds)

    def new_id(self) -> str:
        """A UUIDv7 of now."""
        return uuid7(time.time_ns() // 1_000_000, os.urandom(10))

    def salt(self) -> bytes:
        """From the system's source."""
        return os.urandom(32)

    def share(self, limit: float) -> float:
        """Somewhere between nothing and ``limit``."""
        return random.uniform(0.0, limit)  # noqa: S311 spreads work, guards nothing
