"""Timers as the clock sees them: what is due, what falls due next, and the command that says so.

The command's id is derived from the timer and its generation, so that several nodes may fire the same timer and it falls once.
"""

from __future__ import annotations

from datetime import datetime

from dispatch.domain.commands import TimerDue
from dispatch.domain.ids import derive
from dispatch.domain.records import Timer
from dispatch.domain.state import State


def due_timers(state: State, now: datetime) -> tuple[Timer, ...]:
    """Timers that are due, the longest overdue first."""
    return tuple(
        sorted((one for one in state.timers.values() if one.due <= now), key=lambda one: (one.due, one.id))
    )


def next_due(state: State) -> datetime | None:
    """When the next timer falls due; nothing when none runs."""
    return min((one.due for one in state.timers.values()), default=None)


def due_command(timer: Timer) -> tuple[str, TimerDue]:
    """The command that says a timer fell due, and its id."""
    return (
        derive(timer.id, f"fell/{timer.generation}"),
        TimerDue(timer=timer.id, generation=timer.generation),
    )
