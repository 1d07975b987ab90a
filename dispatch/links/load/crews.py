"""The district's units as the desk of a load run knows them: who is on what, and who takes the next call."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dispatch.domain.vocabulary import Priority
from dispatch.links.load.orders import Order, Running, Work, stable

STACK_MAX: Final = 2
"""Calls that wait behind one unit; a desk looks for another one then."""


@dataclass(slots=True)
class Crew:
    """What the desk knows of a unit."""

    work: Work | None = None
    behind: deque[Work] = field(default_factory=deque)
    asked: bool = False
    """A command about it has not been answered."""
    later: deque[Order] = field(default_factory=deque)
    """What is due for it after that."""

    @property
    def free(self) -> bool:
        """Whether it can be sent now."""
        return self.work is None and not self.asked

    def on(self, running: Running) -> bool:
        """Whether it is on this call, or will be."""
        return any(one.running is running for one in (self.work, *self.behind) if one is not None)


class Crews:
    """All units of the run."""

    def __init__(self, units: Sequence[str]) -> None:
        self._units = sorted(units)
        self._crews = {unit: Crew() for unit in self._units}

    def __getitem__(self, unit: str) -> Crew:
        return self._crews[unit]

    def all(self) -> Sequence[Crew]:
        """Every unit."""
        return list(self._crews.values())

    def choose(self, work: Work) -> str | None:
        """The unit that plays the file's; while it is busy another one, or itself later; None: nobody yet."""
        mine = stable(work.leg.unit, len(self._units))
        crew = self._crews[self._units[mine]]
        if crew.free:
            return self._units[mine]
        urgent = work.running.job.priority <= Priority.P2
        stacks = len(crew.behind) < STACK_MAX and not crew.asked and not crew.on(work.running)
        if stacks and not urgent:
            return self._units[mine]
        for step in range(1, len(self._units)):
            unit = self._units[(mine + step) % len(self._units)]
            if self._crews[unit].free:
                return unit
        return None

    def send(self, unit: str, work: Work) -> bool:
        """The unit has this to do, now or behind what it does; says whether behind."""
        work.unit = unit
        crew = self._crews[unit]
        if crew.work is None:
            crew.work = work
            return False
        crew.behind.append(work)
        return True
