"""What a rule is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dispatch.domain.actor import Actor
from dispatch.domain.events import Event
from dispatch.domain.files import StoredFile
from dispatch.domain.ids import derive
from dispatch.domain.receipts import Receipt
from dispatch.domain.record import Recorded
from dispatch.domain.refusals import Refusal
from dispatch.domain.state import State
from dispatch.domain.vocabulary import TimeSource

FUTURE_MAX = timedelta(minutes=2)
"""A claimed time further ahead than this is not believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPosition:
    """Where a unit last was, by its own report (1e-7 degree, metres)."""

    lat_e7: int
    lon_e7: int
    at: datetime
    accuracy_m: int | None = None


ReceiptsOf = Callable[[str], Sequence[Receipt]]
"""How far a notice has got, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything outside the state that deciding may use: who, when, which command, where units last were, and what reached whom."""

    actor: Actor
    command_id: str
    log: str
    now: datetime
    occurred_at: datetime | None = None
    occurred_source: TimeSource = TimeSource.SERVER
    expect: Mapping[str, int] = field(default_factory=dict)
    positions: Mapping[str, LastPosition] = field(default_factory=dict)
    receipts: ReceiptsOf = lambda notice: ()
    files: Mapping[str, StoredFile] = field(default_factory=dict)
    """What the sender has sent of the files that the command names, by address."""

    def id(self, label: str) -> str:
        """The id of something that this command makes."""
        return derive(self.command_id, label)


@dataclass(frozen=True, slots=True)
class Done:
    """A rule's yes: events in order, ids for the sender, and what it should know although it was done."""

    events: tuple[Event, ...] = ()
    refs: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


Outcome = Done | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A command done: its events with their numbers, ready to append; empty when nothing had to change."""

    recorded: tuple[Recorded, ...]
    refs: Mapping[str, Any]
    warnings: tuple[str, ...]


def _now(state: State, context: Context) -> datetime:
    """When it is recorded: a log's clock never runs backwards."""
    return context.now if state.at is None else max(state.at, context.now)


def happened_at(state: State, context: Context) -> datetime:
    """When what is asked for happened, as far as the sender's claim can be believed."""
    now, claim = _now(state, context), context.occurred_at
    if claim is None or context.occurred_source is TimeSource.UNTRUSTED or claim > now + FUTURE_MAX:
        return now
    return min(claim, now)


def record(state: State, done: Done, context: Context) -> Accepted:
    """Give a rule's events their envelope: numbers after the state's last, ids derived from the command, both clocks."""
    now = _now(state, context)
    warnings = done.warnings
    occurred, source = now, TimeSource.SERVER
    if context.occurred_at is not None:
        if context.occurred_source is TimeSource.UNTRUSTED:
            # Kept as it was said: whoever reads it later can see how wrong that clock was.
            occurred, source = context.occurred_at, context.occurred_source
            warnings = (*warnings, "The device's clock is wrong; the server's time counts.")
        elif context.occurred_at > now + FUTURE_MAX:
            warnings = (*warnings, "The claimed time lies in the future; the server's time was recorded.")
        else:
            occurred, source = happened_at(state, context), context.occurred_source
    recorded = tuple(
        Recorded(
            log=context.log,
            seq=state.seq + place,
            id=context.id(f"event/{place}"),
            command=context.command_id,
            actor=context.actor,
            recorded_at=now,
            occurred_at=occurred,
            occurred_source=source,
            event=event,
        )
        for place, event in enumerate(done.events, start=1)
    )
    return Accepted(recorded=recorded, refs=dict(done.refs), warnings=warnings)
