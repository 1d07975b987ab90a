"""What a connected screen costs in memory: the server's resident size with more and more of them, all idle."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from tests.bench.crowd import crowd
from tests.bench.demo import demo
from tests.bench.native import LEFT_OUT, built, compiler
from tests.bench.report import table

SCREENS = (0, 500, 2_000)
_SETTLE_SECONDS = 3.0


async def run(sizes: Sequence[int] = SCREENS) -> str:
    """The section of the report."""
    if compiler() is None:
        return LEFT_OUT
    found = []
    with built("cscreens") as program:
        async with demo() as served, crowd(program, served, max(sizes)) as people:
            for size in sizes:
                await people.gather(size, 1)
                await asyncio.sleep(_SETTLE_SECONDS)
                found.append(served.resident_kib())
    rows = [
        [
            f"{size:,}",
            f"{kib / 1024:,.1f} MiB",
            f"{(kib - found[0]) / (size - sizes[0]):.1f} KiB" if size > sizes[0] else "",
        ]
        for size, kib in zip(sizes, found, strict=True)
    ]
    return f"{_HEAD}\n{table(('screens', 'resident', 'more for each screen'), rows)}"


_HEAD = """\
The server's own process, without its database; every screen has had its snapshot.
Memory that was used while they connected counts as theirs.
"""
