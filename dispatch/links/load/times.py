"""When calls came in, which the file does not say, and what each unit did in between. Estimates, and how they are made.

Calls are numbered in the order of the day. A unit was available again some time after its call, so the early ones among the units of
neighbouring numbers tell about when these calls came; the days are alike enough to be laid over one another.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, median
from typing import Final

from dispatch.links.load import tables
from dispatch.links.load.records import Record

LEAST_STAY: Final = timedelta(minutes=2)
"""From the response to being available again: nobody is done sooner."""
_NEIGHBOURS: Final = 40
_EARLY: Final = 0.2
_DAY: Final = timedelta(days=1)
_TRAVEL_MAX: Final = timedelta(minutes=6)


@dataclass(frozen=True, slots=True)
class Curve:
    """The time of day at which a day's n-th call came, straight between its knots."""

    numbers: tuple[float, ...]
    minutes: tuple[float, ...]

    def at(self, number: int) -> timedelta:
        """The time of day of a call."""
        place = min(max(bisect_left(self.numbers, number), 1), len(self.numbers) - 1)
        left, right = self.numbers[place - 1], self.numbers[place]
        low, high = self.minutes[place - 1], self.minutes[place]
        found = low + (high - low) * (number - left) / (right - left)
        return min(max(timedelta(minutes=found), timedelta()), _DAY - timedelta(seconds=1))


def curve(records: Sequence[Record]) -> Curve:
    """The curve of a file."""
    known = sorted(
        (one.number, (one.available - _midnight(one) - one.delay) / timedelta(minutes=1))
        for one in records
        if one.available is not None
    )
    numbers, minutes = [0.0], [0.0]
    for first in range(0, len(known), _NEIGHBOURS):
        near = known[first : first + _NEIGHBOURS]
        number = fmean(one[0] for one in near)
        early = sorted(one[1] for one in near)[int(len(near) * _EARLY)]
        if number > numbers[-1]:
            numbers.append(number)
            minutes.append(max(early, minutes[-1]))
    if len(numbers) == 1:
        # Nothing to go by: the calls are spread evenly over the day.
        numbers.append(max(one.number for one in records) + 1.0)
        minutes.append(_DAY / timedelta(minutes=1))
    return Curve(tuple(numbers), tuple(minutes))


def received(units: Sequence[Record], by: Curve) -> datetime:
    """When the call of these units came in: by the curve, and not later than its first unit allows."""
    first = units[0]
    ends = [one.available - one.delay - LEAST_STAY for one in units if one.available is not None]
    return max(min([_midnight(first) + by.at(first.number), *ends]), _midnight(first))


@dataclass(frozen=True, slots=True)
class Stays:
    """How long units stay, for the lines that do not say it."""

    by_type: dict[str, timedelta]
    usual: timedelta

    def of(self, one: Record, came: datetime) -> timedelta:
        """From this unit's response to its being available again."""
        if one.available is None:
            return self.by_type.get(one.unit_type, self.usual)
        return max(one.available - came - one.delay, LEAST_STAY)


def stays(calls: Iterable[tuple[datetime, Sequence[Record]]]) -> Stays:
    """The median stay of each type of unit, and of all."""
    found: dict[str, list[float]] = {}
    for came, units in calls:
        for one in units:
            if one.available is not None:
                stay = max(one.available - came - one.delay, LEAST_STAY)
                found.setdefault(one.unit_type, []).append(stay.total_seconds())
    every = [seconds for of_type in found.values() for seconds in of_type]
    usual = timedelta(seconds=median(every)) if every else timedelta(minutes=30)
    return Stays({name: timedelta(seconds=median(one)) for name, one in found.items()}, usual)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One unit's part of a call, in seconds from the call's coming in. What the file does not say lies between what it says."""

    unit: str
    """As the file calls it."""
    sent: float
    under_way: float
    on_scene: float
    transporting: float | None
    at_hospital: float | None
    cleared: float


def leg(unit: str, delay: float, stay: float, *, transported: bool) -> Leg:
    """A leg from what the file tells: seconds until the unit responded, and from then until it was available again."""
    # Sent half-way to the response; there after a quarter of the stay, which is short rides and long ones cut.
    on_scene = delay + min(stay / 4, _TRAVEL_MAX.total_seconds())
    cleared = delay + stay
    left = cleared - on_scene
    return Leg(
        unit=unit,
        sent=delay / 2,
        under_way=delay,
        on_scene=on_scene,
        transporting=on_scene + left * 0.4 if transported else None,
        at_hospital=on_scene + left * 0.6 if transported else None,
        cleared=cleared,
    )


def leg_of(one: Record, stay: timedelta) -> Leg:
    """The leg of a record."""
    transported = tables.transports(one.call_type, one.unit_type, one.disposition)
    return leg(one.unit, one.delay.total_seconds(), stay.total_seconds(), transported=transported)


def _midnight(one: Record) -> datetime:
    return datetime.combine(one.day, datetime.min.time())
