"""What a load run will do: which calls, how fast, for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from dispatch.links.load import generator, jobs
from dispatch.links.load.generator import DISTRICT_PEAK_PER_HOUR, Pace
from dispatch.links.load.jobs import Job
from dispatch.links.load.records import LoadProblem, Reading

SPEED_MAX: Final = 1_000_000.0
DEFAULT_SPEED: Final = 3600.0
"""An hour of the file in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for."""

    user: str
    phone_users: tuple[str, ...] = ()
    speed: float | None = None
    rate: float | None = None
    """Commands a second."""
    peak: float | None = None
    """Times the district's own peak."""
    seconds: float | None = None
    screens: int = 0
    phones: int = 0
    churn: float = 0.0
    seed: str = "1"
    every: float = 10.0
    by_http: bool = False
    really: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The calls of a run, in their order. ``seconds`` None: until the last one is over."""

    jobs: Iterator[Job] = field(repr=False)
    speed: float
    seconds: float | None
    commands_per_second: float
    said: str

    def words(self, units: int, sites: int) -> str:
        """For a person, before it begins."""
        until = "until the file is at its end" if self.seconds is None else f"for {self.seconds:.0f} s"
        return (
            f"{self.said}, {until}; about {self.commands_per_second:.2g} commands a second. "
            f"{units} units at {sites} sites work {self.speed:.4g} times as fast as life."
        )


def check(options: Options) -> None:
    """Raises ``LoadProblem`` for what cannot be asked for."""
    for name, value, least, most in (
        ("--speed", options.speed, 0.001, SPEED_MAX),
        ("--rate", options.rate, 0.001, 5000.0),
        ("--peak", options.peak, 0.001, 1000.0),
        ("--for", options.seconds, 1.0, 30 * 86400.0),
        ("--screens", options.screens, 0, 5000),
        ("--phones", options.phones, 0, 5000),
        ("--churn", options.churn, 0.0, 100.0),
        ("--every", options.every, 0.5, 3600.0),
    ):
        if value is not None and not least <= value <= most:
            raise LoadProblem(f"{name} is a number from {least:g} to {most:g}, not {value:g}.")
    if options.rate is not None and options.peak is not None:
        raise LoadProblem("--rate and --peak both say how fast; give one of them.")
    if (options.rate is not None or options.peak is not None) and options.seconds is None:
        raise LoadProblem("Generated calls have no end: say how long with --for, 60m say.")
    if options.phones and not options.phone_users:
        raise LoadProblem("--phones needs --phone-user: whose pages they are.")


def plan(options: Options, reading: Reading, units: int) -> Plan:
    """The plan for a district with so many units to work with."""
    past = jobs.history(reading.records)
    if options.rate is None and options.peak is None:
        return _replay(options, past)
    learned = generator.learn(past)
    weight = generator.weigh(learned)
    if options.rate is not None:
        pace = Pace(per_second=options.rate / weight.commands)
        said = f"Calls like those of the file, {options.rate:g} commands a second"
    else:
        assert options.peak is not None
        per_second = options.peak * DISTRICT_PEAK_PER_HOUR / 3600
        pace = Pace(per_second=per_second, by_hour=learned.by_hour, hour=learned.busiest)
        said = (
            f"Calls like those of the file, {options.peak:g} times a district's peak of {DISTRICT_PEAK_PER_HOUR} an hour, "
            f"from its busiest hour on"
        )
    return Plan(
        jobs=generator.generate(learned, pace, options.seed),
        speed=options.speed or generator.fitting_speed(weight, pace.per_second, units),
        seconds=options.seconds,
        commands_per_second=pace.per_second * weight.commands,
        said=said,
    )


def _replay(options: Options, past: jobs.History) -> Plan:
    speed = options.speed or DEFAULT_SPEED
    calls: Iterator[Job] = jobs.replay(past)
    commands = sum(jobs.commands_of(one) for one in jobs.replay(past))
    lasts = past.seconds
    said = f"The file's {len(past.calls)} calls of {lasts / 86400:.0f} days"
    if options.seconds is not None:
        learned = generator.learn(past)
        pace = Pace(per_second=learned.per_hour / 3600, by_hour=learned.by_hour, hour=past.calls[0].at.hour)
        after = (past.calls[-1].at - past.calls[0].at).total_seconds()
        calls = chain(calls, generator.generate(learned, pace, options.seed, since=after))
        if options.seconds > lasts / speed:
            said += ", then others like them"
    return Plan(
        jobs=jobs.faster(calls, speed),
        speed=speed,
        seconds=options.seconds,
        commands_per_second=commands / lasts * speed,
        said=said,
    )
