"""What came of a play: every event, what it was played as, what was refused and why, how long the answers took, what was expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dispatch.links.play.expect import Judgement, Outcome, judge
from dispatch.links.play.facts import Facts
from dispatch.links.play.scenario import Moment, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCommand:
    """A command that the desk refused, and the event that it came from; ``line`` 0: before the first."""

    line: int
    t: float
    event: str
    command: str
    code: str
    field: str | None
    message: str

    def __str__(self) -> str:
        where = f"line {self.line}, {told_time(self.t)}, {self.event}" if self.line else self.event
        field = f" ({self.field})" if self.field else ""
        return f"{where}: {self.command} {self.code}{field}: {self.message}"


@dataclass(slots=True)
class Summary:
    """What came of a play. Each event is counted once, by the first that it gave: a command, or a marked entry."""

    scenario: Scenario
    log: str
    as_commands: int = 0
    as_entries: int = 0
    saved: int = 0
    """Commands saved, without entries."""
    entries: int = 0
    """Marked entries saved."""
    refused: list[RefusedCommand] = field(default_factory=list)
    latencies_ms: list[float] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    stopped: str | None = None
    """Why it ended before its end."""
    stopped_at: Moment | None = None

    @property
    def events(self) -> int:
        """Events that were played."""
        return self.as_commands + self.as_entries

    @property
    def left(self) -> tuple[Moment, ...]:
        """Events that were not played, or not to the end of all they give."""
        if self.stopped is None:
            return ()
        done = self.events - 1 if self.stopped_at is not None else self.events
        return self.scenario.moments[done:]

    @property
    def given(self) -> int:
        """Commands that were answered, entries among them."""
        return self.saved + self.entries + len(self.refused)

    def expectations(self) -> list[Judgement]:
        """Each line of ``expect``: met, not met, or not measurable."""
        whole = self.stopped is None
        return [judge(line, self.facts, whole=whole) for line in self.scenario.expect]

    def problem(self) -> str | None:
        """Why the play was not all that it should be, in one sentence."""
        if self.stopped is not None:
            left = f"{len(self.left)} of {len(self.scenario.moments)} events were left"
            return f"{self.stopped}; {left}. What was saved stays in log {self.log}."
        unmet = sum(one.outcome is Outcome.NOT_MET for one in self.expectations())
        told = []
        if self.refused:
            told.append(f"{_counted(len(self.refused), 'command')} refused ({_lines(self.refused)})")
        if unmet:
            told.append(f"{_counted(unmet, 'expectation')} not met")
        return f"Played to its end, but {' and '.join(told)}." if told else None

    def lines(self) -> Iterator[str]:
        """The summary for a person."""
        moments = self.scenario.moments
        if self.stopped is None:
            yield f"{self.scenario.id} was played to its end."
        else:
            yield f"{self.scenario.id} was not played to its end. {self.stopped}."
        yield (
            f"{self.events} of {len(moments)} events: {self.as_commands} as commands, "
            f"{self.as_entries} as marked entries of the log."
        )
        yield (
            f"{self.saved} commands and {self.entries} marked entries saved, {len(self.refused)} refused. "
            f"Answers: p50 {self.latency(0.5):.0f} ms, p99 {self.latency(0.99):.0f} ms, max {self.latency(1.0):.0f} ms."
        )
        yield from (f"  refused   {one}" for one in self.refused)
        yield from (f"  expected  {one}" for one in self.expectations())
        yield from (f"  left      line {one.line}, {told_time(one.t)}, {one}" for one in self.left)
        yield f"The log stays: {self.log}"

    def latency(self, share: float) -> float:
        """How long an answer took, in ms, at this share of all."""
        ordered = sorted(self.latencies_ms)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0

    def body(self) -> dict[str, Any]:
        """The summary as plain JSON values."""
        return {
            "scenario": self.scenario.id,
            "title": self.scenario.title,
            "log": self.log,
            "played_to_its_end": self.stopped is None,
            "stopped": self.stopped,
            "events": len(self.scenario.moments),
            "played": self.events,
            "left": [{"line": one.line, "t": one.t, "event": str(one)} for one in self.left],
            "as_commands": self.as_commands,
            "as_entries": self.as_entries,
            "commands_saved": self.saved,
            "entries_saved": self.entries,
            "refused": [
                {name: getattr(one, name) for name in RefusedCommand.__dataclass_fields__}
                for one in self.refused
            ],
            "latency_ms": {
                "p50": round(self.latency(0.5), 3),
                "p99": round(self.latency(0.99), 3),
                "max": round(self.latency(1.0), 3),
            },
            "expectations": [
                {"expect": one.line, "outcome": one.outcome, "why": one.why, "value": one.value}
                for one in self.expectations()
            ],
        }


def _counted(number: int, what: str) -> str:
    return f"{number} {what} was" if number == 1 else f"{number} {what}s were"


def _lines(refused: list[RefusedCommand]) -> str:
    named = list(dict.fromkeys(str(one.line) if one.line else "before the first" for one in refused))
    return f"line{'s' if len(named) > 1 else ''} {', '.join(named[:10])}{' …' if len(named) > 10 else ''}"


def told_time(seconds: float) -> str:
    """A time of the scenario as people say it."""
    hours, rest = divmod(int(seconds), 3600)
    minutes = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{minutes}" if hours else minutes
