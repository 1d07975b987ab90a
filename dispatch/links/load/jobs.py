"""Calls to be worked: what comes in when, and what each unit does. From the file, call by call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.vocabulary import Priority
from dispatch.links.load import tables, times
from dispatch.links.load.records import Record
from dispatch.links.load.times import Leg


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One call from its coming in to its end. ``at``: seconds from the start of the run."""

    name: str
    at: float
    type: str
    priority: Priority
    source: CallSource
    place: str
    """As the file calls it."""
    text: str
    disposition: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """A call of the file: when it came in (an estimate), and its units in the order in which they were sent."""

    at: datetime
    units: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The calls of a file in the order in which they came, with the stays of their units."""

    calls: tuple[Came, ...]
    stays: times.Stays

    @property
    def seconds(self) -> float:
        """From the first call to the last one's end."""
        first = self.calls[0].at
        return max(
            (one.at - first).total_seconds() + job(one, self, 0.0).legs[-1].cleared for one in self.calls
        )


def history(records: Sequence[Record]) -> History:
    """The calls that the records are of."""
    by_call: dict[str, list[Record]] = {}
    for one in records:
        by_call.setdefault(one.call, []).append(one)
    by = times.curve(records)
    calls = [
        Came(times.received(units, by), tuple(sorted(units, key=lambda one: (one.order, one.unit))))
        for units in by_call.values()
    ]
    calls.sort(key=lambda one: (one.at, one.units[0].call))
    return History(tuple(calls), times.stays((one.at, one.units) for one in calls))


def replay(past: History) -> Iterator[Job]:
    """The file's own calls, each at its time from the first one on."""
    first = past.calls[0].at
    for one in past.calls:
        yield job(one, past, (one.at - first).total_seconds())


def faster(calls: Iterable[Job], speed: float) -> Iterator[Job]:
    """The same calls, coming so much faster."""
    for one in calls:
        yield replace(one, at=one.at / speed)


def job(came: Came, past: History, at: float) -> Job:
    """A call of the file as it is worked here."""
    first = came.units[0]
    legs = tuple(
        sorted(
            (times.leg_of(one, past.stays.of(one, came.at)) for one in came.units),
            key=lambda leg: leg.cleared,
        )
    )
    return make(
        name=first.call,
        at=at,
        call_type=first.call_type,
        priority=first.priority,
        said=first.disposition,
        place=first.address,
        legs=legs,
    )


def make(
    *, name: str, at: float, call_type: str, priority: str, said: str, place: str, legs: tuple[Leg, ...]
) -> Job:
    """A call from the words of the file."""
    kind = tables.TYPES[call_type]
    transported = any(one.transporting is not None for one in legs)
    return Job(
        name=name,
        at=at,
        type=kind,
        priority=tables.PRIORITIES[priority],
        source=tables.source(kind),
        place=place,
        text=f"Load run, record {name}: {call_type}, {place}",
        disposition=tables.disposition(kind, said, transported=transported),
        legs=legs,
    )


def commands_of(one: Job) -> int:
    """How many commands a call takes when nothing comes in between: its own, and those of its units."""
    asked = 2 if one.priority is Priority.P1 else 1
    return asked + sum(4 + 2 * (leg.transporting is not None) for leg in one.legs)


def busy_seconds(one: Job) -> float:
    """How long its units are taken, added up, before ``--speed``."""
    return sum(leg.cleared - leg.sent for leg in one.legs)


def hours_of(past: History) -> Mapping[int, int]:
    """How many calls came in each hour of the day."""
    found = dict.fromkeys(range(24), 0)
    for one in past.calls:
        found[one.at.hour] += 1
    return found
