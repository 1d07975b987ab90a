"""Whether this node should get work, and if not, why: the answer of ``/readyz``. Always answers in bounded
time.
"""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import Final

from dispatch.desk.desk import Desk

TAIL_SECONDS: Final = 1.5
DISK_FLOOR: Final = 64 * 1024 * 1024
_DISK_SECONDS: Final = 0.5


class Readiness:
    """Looks at what the desk has met lately; asks only the disk."""

    def __init__(self, desk: Desk, data: Path) -> None:
        self._desk = desk
        self._data = data

    async def reasons(self) -> list[str]:
        """Why not, worst first; empty: ready."""
        status = self._desk.status()
        found = []
        if status.ended:
            found.append("stopping: This node is ending.")
        if status.db == "down":
            found.append(f"database: {status.reason or 'It does not answer.'}")
        elif not status.writable:
            found.append(f"log: {status.reason}")
        if status.tail_age > TAIL_SECONDS:
            found.append(f"tail: The end of the log was last read {status.tail_age:.1f} s ago.")
        disk = await self._disk()
        if disk is not None:
            found.append(disk)
        return found

    async def _disk(self) -> str | None:
        try:
            async with asyncio.timeout(_DISK_SECONDS):
                usage = await asyncio.to_thread(shutil.disk_usage, self._data)
        except (TimeoutError, OSError) as problem:
            return f"disk: {self._data} does not answer ({type(problem).__name__})."
        if usage.free < DISK_FLOOR:
            return f"disk: {usage.free // 1_048_576} MB are left in {self._data}."
        return None
