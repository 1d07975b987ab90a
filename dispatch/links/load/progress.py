"""What a load run tells in between and at its end, for a person and for a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dispatch.links.load.figures import Figures, Findings


@dataclass(frozen=True, slots=True)
class Progress:
    """What one interval, or the whole run, came to."""

    seconds: float
    figures: Figures
    findings: Findings
    open_calls: int
    calls: int
    waited: int
    """Units of the run that had to be waited for, because all were busy."""
    stacked: int
    """Calls that were stacked behind a busy unit."""
    memory: int | None
    last: bool = False

    @property
    def failed(self) -> bool:
        """Whether something was lost, repeated or different."""
        return bool(self.findings.counts)

    def lines(self) -> Iterator[str]:
        """For a person."""
        memory = "" if self.memory is None else f", the server takes {self.memory / 1e6:.0f} MB"
        whole = "whole run" if self.last else "after"
        yield (
            f"{whole} {self.seconds:.0f} s: {self.calls} calls, {self.open_calls} open, {self.waited} times no unit was free, "
            f"{self.stacked} stacked{memory}"
        )
        yield from (f"  {line}" for line in self.figures.lines())
        yield from (f"  {line}" for line in self.findings.lines())

    def body(self) -> dict[str, Any]:
        """For a program."""
        return {
            "kind": "end" if self.last else "interval",
            "seconds": round(self.seconds, 1),
            "calls": self.calls,
            "open_calls": self.open_calls,
            "waited": self.waited,
            "stacked": self.stacked,
            "server_memory_bytes": self.memory,
            **self.figures.body(),
            "findings": self.findings.body(),
        }
