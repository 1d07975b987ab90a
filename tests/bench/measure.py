"""How things are measured here: candidate and limit alternate in one run, and the median of the per-pair ratios is the figure.

Absolute times on a shared machine move by a factor of two between minutes; ratios of neighbours do not.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

QUIET_SECONDS = 4.0
"""So long a pair waits for a quiet moment where many pairs are taken; calibration tells of those that were not."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report: what, the candidate's median, the limit's, and the median of the pairs' ratios."""

    name: str
    unit: str
    ours: float
    limit_name: str
    limit: float
    ratio: float
    pairs: int
    spread: tuple[float, float]


def compare(
    name: str,
    unit: str,
    ours: Sequence[float],
    limit_name: str,
    limit: Sequence[float],
) -> Figure:
    """The figure of interleaved runs; ``ours[i]`` and ``limit[i]`` were taken one after the other."""
    ratios = [one / other for one, other in zip(ours, limit, strict=True)]
    return Figure(
        name,
        unit,
        statistics.median(ours),
        limit_name,
        statistics.median(limit),
        statistics.median(ratios),
        len(ratios),
        (min(ratios), max(ratios)),
    )


def percentile(values: Sequence[float], percent: float) -> float:
    """Nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, round(percent / 100 * len(ordered)) - 1))]


def wait_until_quiet(limit: float = 0.25, seconds: float = 20.0) -> float:
    """Wait, not for ever, until others leave the machine alone; returns the busy share that was left."""
    until = time.perf_counter() + seconds
    busy = 1.0
    while time.perf_counter() < until:
        before = _jiffies()
        if before is None:
            return 0.0
        time.sleep(0.5)
        after = _jiffies()
        assert after is not None
        total = after[1] - before[1]
        busy = (after[0] - before[0]) / total if total else 0.0
        if busy < limit:
            break
    return busy


def _jiffies() -> tuple[int, int] | None:
    stat = Path("/proc/stat")
    if not stat.exists():
        return None
    fields = [int(one) for one in stat.read_text().splitlines()[0].split()[1:]]
    idle = fields[3] + fields[4]
    return sum(fields) - idle, sum(fields)


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def machine() -> str:
    """What it was measured on, without a name."""
    return f"{os.cpu_count()} cores, {os.uname().sysname} {os.uname().machine}"
