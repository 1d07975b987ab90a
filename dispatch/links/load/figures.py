"""What a load run counts and measures. Latencies are kept as counts in steps of two per cent, so that a run of hours costs no memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil, floor, log
from typing import Any, Final

_STEP: Final = log(1.02)
_LEAST_MS: Final = 0.01
FINDINGS_MAX: Final = 20
"""Sentences that are kept; what is more is counted only."""


class Spread:
    """Many durations, and where their percentiles lie."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self.count = 0
        self.most = 0.0

    def add(self, milliseconds: float) -> None:
        """One more."""
        value = max(milliseconds, _LEAST_MS)
        self._counts[floor(log(value / _LEAST_MS) / _STEP)] += 1
        self.count += 1
        self.most = max(self.most, milliseconds)

    def at(self, percent: float) -> float:
        """The percentile, at most two per cent too high."""
        left = ceil(self.count * percent / 100)
        for step in sorted(self._counts):
            left -= self._counts[step]
            if left <= 0:
                return float(min(_LEAST_MS * 1.02 ** (step + 1), self.most))
        return self.most

    def body(self) -> dict[str, float | int]:
        """For a program."""
        return {
            "count": self.count,
            "p50": round(self.at(50), 2),
            "p99": round(self.at(99), 2),
            "max": round(self.most, 2),
        }

    def words(self) -> str:
        """For a person."""
        if not self.count:
            return "none"
        return f"p50 {self.at(50):.1f}  p99 {self.at(99):.1f}  max {self.most:.1f} ms"


@dataclass(slots=True)
class Figures:
    """Of an interval, or of the whole run."""

    given: int = 0
    saved: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    not_saved: int = 0
    """Answers that nothing was written; each was given again."""
    unknown: int = 0
    again: int = 0
    """Given again with the same id, because the link broke or the answer was not final."""
    frames: int = 0
    bytes_read: int = 0
    resyncs: int = 0
    replaced: int = 0
    """Snapshots that a slow screen got in place of what it had not read."""
    cut: int = 0
    """Links that this run cut itself."""
    disconnects: int = 0
    """Links that ended otherwise."""
    resumed: int = 0
    snapshots: int = 0
    ack: Spread = field(default_factory=Spread)
    event: Spread = field(default_factory=Spread)
    reconnect: Spread = field(default_factory=Spread)
    answer: Spread = field(default_factory=Spread)
    """From when a command was last sent until its answer."""
    held: Spread = field(default_factory=Spread)
    """How long a command waited for the answer before it about the same unit."""
    late: Spread = field(default_factory=Spread)
    """How long a command that could go stayed here: the generator's own share."""

    def lines(self) -> Iterator[str]:
        """For a person."""
        refused = ", ".join(f"{code} {count}" for code, count in sorted(self.refused.items()))
        yield (
            f"commands   given {self.given}, saved {self.saved}, refused {self.refused.total()}"
            f"{f' ({refused})' if refused else ''}, not saved {self.not_saved}, unknown {self.unknown}, "
            f"given again {self.again}"
        )
        yield f"ack        {self.ack.words()}   (from when it was due)"
        yield f"  of that  held behind the unit's last one {self.held.words()}; late from here {self.late.words()}"
        yield f"  server   {self.answer.words()}   (from when it was sent)"
        yield f"event      {self.event.words()}   (from when it was due, to the last screen)"
        yield (
            f"screens    frames {self.frames} ({self.bytes_read / 1e6:.1f} MB), resyncs {self.resyncs}, "
            f"replaced by a snapshot {self.replaced}"
        )
        yield (
            f"links      cut {self.cut}, lost {self.disconnects}, back by resume {self.resumed}, "
            f"by snapshot {self.snapshots}; reconnect {self.reconnect.words()}"
        )

    def body(self) -> dict[str, Any]:
        """For a program."""
        names = ("given", "saved", "not_saved", "unknown", "again")
        commands = {name: getattr(self, name) for name in names} | {"refused": dict(self.refused)}
        spreads = {
            f"{name}_ms": getattr(self, name).body()
            for name in ("ack", "held", "late", "answer", "event", "reconnect")
        }
        others = ("frames", "bytes_read", "resyncs", "replaced", "cut", "disconnects", "resumed", "snapshots")
        return {"commands": commands, **spreads, **{name: getattr(self, name) for name in others}}


@dataclass(slots=True)
class Findings:
    """What must not happen. One is enough for a run to have failed."""

    counts: Counter[str] = field(default_factory=Counter)
    sentences: list[str] = field(default_factory=list)

    def add(self, kind: str, sentence: str, count: int = 1) -> None:
        """Something is wrong."""
        self.counts[kind] += count
        if len(self.sentences) < FINDINGS_MAX:
            self.sentences.append(sentence)

    def lines(self) -> Iterator[str]:
        """For a person."""
        if not self.counts:
            yield "nothing lost, nothing repeated, every board is as the server's state"
            return
        yield "WRONG: " + ", ".join(
            f"{kind.replace('_', ' ')} {count}" for kind, count in self.counts.items()
        )
        yield from (f"  {one}" for one in self.sentences)

    def body(self) -> dict[str, Any]:
        """For a program."""
        return {"counts": dict(self.counts), "sentences": self.sentences}


class Both:
    """The figures of the interval and of the run, counted together."""

    def __init__(self) -> None:
        self.whole = Figures()
        self.now = Figures()

    def add(self, name: str, count: int = 1) -> None:
        """Count something."""
        for one in (self.whole, self.now):
            setattr(one, name, getattr(one, name) + count)

    def refuse(self, code: str) -> None:
        """Count a refusal by its code."""
        for one in (self.whole, self.now):
            one.refused[code] += 1

    def took(self, name: str, seconds: float) -> None:
        """A duration."""
        for one in (self.whole, self.now):
            getattr(one, name).add(seconds * 1000)

    def next_interval(self) -> Figures:
        """The figures of the interval that ends now."""
        ended, self.now = self.now, Figures()
        return ended
