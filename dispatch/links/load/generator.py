"""Calls that go on as the file's do: learned from it, drawn with a seed, for as long as asked.

A record of the file is one unit, drawn from all units that were sent, so calls with many units are in it too often. Every call has
exactly one first unit: what calls are like is learned from the first units, and how many further ones follow from how much rarer the
second, the third … are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import log
from typing import Final

from dispatch.links.demo.dice import Dice
from dispatch.links.load import jobs, tables
from dispatch.links.load.jobs import History, Job
from dispatch.links.load.records import LoadProblem, Record
from dispatch.links.load.times import Leg, leg

DISTRICT_PEAK_PER_HOUR: Final = 40
"""Calls in a large district's busiest hour: about 60,000 a year reach its desk (165 a day); 30 to 40 an hour is what one plans for."""
_FEW: Final = 20
"""Fewer first units than these say nothing about how many follow."""
_ORDER_MAX: Final = 12
_SAMPLE: Final = 2000


@dataclass(frozen=True, slots=True)
class Spell:
    """One unit of the file: what it is, and its seconds until the response and from then on."""

    unit: str
    unit_type: str
    said: str
    delay: float
    stay: float


@dataclass(frozen=True, slots=True)
class Learned:
    """What the file's calls are like."""

    calls: tuple[Record, ...]
    """First units: one a call."""
    going_on: Mapping[str, tuple[float, ...]]
    """By call type: how likely a second unit is, then a third after it … Under ``""`` that of all types."""
    spells: Mapping[tuple[str, int], tuple[Spell, ...]]
    """By call type and order; ``("", 0)`` holds all."""
    by_hour: tuple[float, ...]
    """The share of each hour of the day, the busiest one as 1."""
    per_hour: float
    """Calls of the file in its busiest hour of the day, as it stands."""

    @property
    def busiest(self) -> int:
        """The hour of the day with most calls."""
        return max(range(24), key=lambda hour: self.by_hour[hour])


def learn(past: History) -> Learned:
    """What calls are like, from those of a file. Raises ``LoadProblem`` when none names its first unit."""
    firsts = tuple(one for came in past.calls for one in came.units if one.order == 1)
    if not firsts:
        raise LoadProblem("no record is of a call's first unit (UnitSequenceInCallDispatch 1)")
    orders: dict[str, list[int]] = {}
    spells: dict[tuple[str, int], list[Spell]] = {}
    for came in past.calls:
        for one in came.units:
            stay = past.stays.of(one, came.at).total_seconds()
            spell = Spell(one.unit, one.unit_type, one.disposition, one.delay.total_seconds(), stay)
            for key in (one.call_type, min(one.order, _ORDER_MAX)), (one.call_type, 0), ("", 0):
                spells.setdefault(key, []).append(spell)
            for name in (one.call_type, ""):
                orders.setdefault(name, []).append(one.order)
    hours = jobs.hours_of(past)
    most = max(hours.values())
    days = len({one.at.date() for one in past.calls})
    return Learned(
        calls=firsts,
        going_on={
            name: _going_on(found) for name, found in orders.items() if found.count(1) >= _FEW or not name
        },
        spells={key: tuple(found) for key, found in spells.items()},
        by_hour=tuple(hours[hour] / most for hour in range(24)),
        per_hour=most / days,
    )


def _going_on(orders: Sequence[int]) -> tuple[float, ...]:
    """After k units, how likely one more is."""
    counts = [orders.count(place) for place in range(1, _ORDER_MAX + 1)]
    found = []
    for before, after in pairwise(counts):
        if before == 0 or after == 0:
            break
        found.append(min(after / before, 0.95))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast calls come: so many a second in the busiest hour; ``by_hour``: less in the others, from ``hour`` on."""

    per_second: float
    by_hour: tuple[float, ...] | None = None
    hour: int = 0

    def at(self, second: float) -> float:
        """Calls a second at this second of the run."""
        if self.by_hour is None:
            return self.per_second
        share = self.by_hour[(self.hour + int(second // 3600)) % 24]
        return self.per_second * max(share, 0.01)


def generate(learned: Learned, pace: Pace, seed: str, since: float = 0.0) -> Iterator[Job]:
    """Calls without end, from ``since`` on. The same seed gives the same ones, on every machine."""
    dice = Dice(f"load/{seed}")
    at = since
    for number in count(1):
        at = _next_arrival(dice, number, at, pace)
        yield draw(learned, dice, f"{seed}-{number}", at)


def _next_arrival(dice: Dice, number: int, at: float, pace: Pace) -> float:
    """Calls come independently of one another, at the rate of the hour that they come in."""
    left = -log(1.0 - dice.share(f"gap/{number}"))
    while True:
        rate = pace.at(at)
        if pace.by_hour is None:
            return at + left / rate
        until = (at // 3600 + 1) * 3600
        if left <= (until - at) * rate:
            return at + left / rate
        left -= (until - at) * rate
        at = until


def draw(learned: Learned, dice: Dice, name: str, at: float) -> Job:
    """One call."""
    like = dice.one_of(f"call/{name}", learned.calls)
    going_on = learned.going_on.get(like.call_type, learned.going_on[""])
    orders = 1
    while orders <= len(going_on) and dice.share(f"more/{name}/{orders}") < going_on[orders - 1]:
        orders += 1
    legs = sorted(
        (_leg(learned, dice, f"{name}/{order}", like.call_type, order) for order in range(1, orders + 1)),
        key=lambda one: one.cleared,
    )
    return jobs.make(
        name=name,
        at=at,
        call_type=like.call_type,
        priority=like.priority,
        said=like.disposition,
        place=dice.one_of(f"place/{name}", learned.calls).address,
        legs=tuple(legs),
    )


def _leg(learned: Learned, dice: Dice, name: str, call_type: str, order: int) -> Leg:
    for key in (call_type, order), (call_type, 0), ("", 0):
        if found := learned.spells.get(key):
            break
    else:
        raise AssertionError("what is learned has at least one spell")
    spell = dice.one_of(f"spell/{name}", found)
    transported = tables.transports(call_type, spell.unit_type, spell.said)
    return leg(spell.unit, spell.delay, spell.stay, transported=transported)


@dataclass(frozen=True, slots=True)
class Weight:
    """What one call costs on average."""

    commands: float
    busy_seconds: float


def weigh(learned: Learned) -> Weight:
    """The weight of the calls that a generator of this would make."""
    dice = Dice("load/weigh")
    drawn = [draw(learned, dice, str(number), 0.0) for number in range(_SAMPLE)]
    return Weight(
        sum(map(jobs.commands_of, drawn)) / _SAMPLE,
        sum(map(jobs.busy_seconds, drawn)) / _SAMPLE,
    )


def fitting_speed(weight: Weight, calls_per_second: float, units: int) -> float:
    """How much faster than life units must work for half of them to be busy at this pace; never slower than life."""
    return max(1.0, 2.0 * calls_per_second * weight.busy_seconds / units)
