"""How the machine was when a pair was taken: pairs of a slower moment say nothing and are dropped."""

from __future__ import annotations

import hashlib
import os
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass

SLOWER = 1.3
"""A pair is void when the machine was so much slower than at its best."""
_WAKE_UPS = 200
_BLOCK = bytes(1 << 16)


@dataclass(frozen=True, slots=True)
class Moment:
    """A fixed piece of work, and how long one process takes to wake another and hear back."""

    work_ms: float
    wake_us: float


def calibrate() -> Moment:
    """Measure both; about 30 ms."""
    best = min(_work() for _ in range(3))
    return Moment(best * 1e3, _wake() * 1e6)


def valid(moments: Sequence[Moment]) -> list[int]:
    """Which pairs count."""
    best = min(one.work_ms for one in moments)
    return [place for place, one in enumerate(moments) if one.work_ms <= SLOWER * best]


def said(moments: Sequence[Moment]) -> str:
    """One sentence for the report."""
    work, wake = sorted(one.work_ms for one in moments), sorted(one.wake_us for one in moments)
    return (
        f"Calibration: a fixed piece of work took {work[0]:.1f} to {work[-1]:.1f} ms, a wake-up across processes and back "
        f"{wake[0]:.0f} to {wake[-1]:.0f} µs; {len(moments) - len(valid(moments))} of {len(moments)} pairs were void."
    )


def _work() -> float:
    started = time.perf_counter()
    digest = hashlib.sha256()
    for _ in range(64):
        digest.update(_BLOCK)
    digest.digest()
    return time.perf_counter() - started


def _wake() -> float:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        child = os.fork()
        if child == 0:
            try:
                for _ in range(_WAKE_UPS):
                    theirs.send(theirs.recv(1))
            finally:
                os._exit(0)
        started = time.perf_counter()
        for _ in range(_WAKE_UPS):
            ours.send(b"x")
            ours.recv(1)
        spent = time.perf_counter() - started
        os.waitpid(child, 0)
    return spent / _WAKE_UPS
