"""What a month at the demo's desk was like: ordinary calls of every kind, a few grave ones, some orders, some accidental panic presses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from dispatch.domain import commands as c
from dispatch.domain.actor import Actor
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus as U
from dispatch.domain.commands import Command
from dispatch.domain.vocabulary import PanicLevel, Priority
from dispatch.links.demo.dice import Dice
from dispatch.links.demo.district import roster
from dispatch.links.demo.past import Doing, Story
from dispatch.links.demo.people import actor

DAYS: Final = 30
PRESSED_OFTEN: Final = "RTHS"
"""A school whose wearables are pressed in pockets again and again, until nobody runs any more: the report names it."""
_SCHOOL_DAY, _WEEKEND = 9, 2
_UNITS: Final = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8")
_LAW: Final = ("S42", "S54")
_QUIET: Final = ("DOOR", "TRAFIC", "THEFT", "VANDAL", "CUSTOD", "DOOR", "PATROL", "ESCORT")
_URGENT: Final = ("DISTUR", "FIGHT", "SUSPER", "MEDNON", "WELFAR", "THREAT")
_GRAVE: Final = ("MEDLIF", "SUICID", "FIRALM")
_WAITS: Final[dict[int, tuple[int, int]]] = {Priority.P1: (5, 45), Priority.P2: (15, 130)}
"""Seconds until somebody is sent, least and most."""
_ENDINGS: Final = ("RPT", "NRPT", "CONT", "SECUR", "GOA")
_SAID: Final = {
    "DOOR": "Door found open on the morning round; looked through with the custodian.",
    "FIGHT": "Two students apart by now, staff with both.",
    "MEDLIF": "Adult on the floor in the gym, staff give first aid.",
}


def month(now: datetime, days: int = DAYS) -> Iterator[Story]:
    """The stories of the days before the day of ``now``."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight - timedelta(days=days)
    yield _duty(first, U.LOG, U.AV)
    for day in range(days):
        date = first + timedelta(days=day)
        calls = _WEEKEND if date.weekday() >= 5 else _SCHOOL_DAY
        for number in range(calls):
            yield _call(f"{days - day}/{number}", date, number, calls)
    yield _duty(midnight - timedelta(minutes=30), U.LOG, U.OFF)


def _duty(at: datetime, *reached: U) -> Story:
    desk = actor("dispatcher2")
    steps: list[Doing] = [
        (1, desk, _always(c.SetUnitStatus(unit=unit, status=status)))
        for unit in (*_UNITS, *_LAW)
        for status in reached
    ]
    return Story(f"duty/{reached[-1]}", at, tuple(steps))


def _call(name: str, date: datetime, number: int, calls: int) -> Story:
    """One call of a day. Calls of a day follow one another: its hours are shared out among them."""
    dice = Dice(f"past/{name}")
    # From 13:00 to 22:00 UTC it is a school day in Colorado.
    share = 9 * 60 // calls
    at = date + timedelta(minutes=13 * 60 + number * share + dice.between("minute", 0, max(1, share - 50)))
    throw = dice.number("kind", 100)
    if throw < 3:
        return Story(name, at, tuple(_panic(dice, _site(dice))))
    if throw < 6:
        return Story(name, at, tuple(_panic(dice, PRESSED_OFTEN)))
    if throw < 12:
        return Story(name, at, tuple(_work(dice, at, dice.one_of("type", _GRAVE))))
    if throw < 40:
        return Story(name, at, tuple(_work(dice, at, dice.one_of("type", _URGENT))))
    return Story(name, at, tuple(_work(dice, at, dice.one_of("type", _QUIET))))


def _work(dice: Dice, at: datetime, kind: str) -> Iterator[Doing]:
    desk = actor(dice.one_of("desk", ("dispatcher", "dispatcher2")))
    priority = INCIDENT_TYPES[kind].priority
    site = _site(dice)
    rung = at - timedelta(seconds=dice.between("rung", 2, 14)) if dice.share("line") < 0.6 else None
    yield 0, desk, _enter(kind, site, rung)
    if priority == Priority.P1:
        yield dice.between("ack", 2, 9), desk, lambda refs: c.AcknowledgeAlarm(alarm=f"p1:{refs['call']}")
        if dice.share("psap") < 0.85:
            yield dice.between("psap", 8, 35), desk, lambda refs: c.NotifyPsap(call=refs["call"])
    if kind in ("DISTUR", "FIGHT", "MEDNON", "SUSPER") and dice.share("order") < 0.3:
        yield from _order(dice, desk, site)
    units = (dice.one_of("unit", _UNITS), *((dice.one_of("law", _LAW),) if priority == Priority.P1 else ()))
    wait = _WAITS.get(priority, (40, 500))
    yield dice.between("wait", *wait), desk, lambda refs: c.AssignUnits(call=refs["call"], units=units)
    yield from _way(dice, desk, units)
    if kind in ("DISTUR", "FIGHT", "MEDNON", "SUSPER") and dice.share("order") < 0.3:
        yield (
            30,
            desk,
            lambda refs: c.ReleaseAction(
                action=refs["actions"][0], released_by="Main office", confirmed_by="Dispatch"
            ),
        )
    ending = dice.one_of("ending", _ENDINGS)
    outcome = "Settled on scene; the office has been told."
    yield 20, desk, _always(c.ClearUnit(unit=units[0], disposition=ending, outcome=outcome))


def _way(dice: Dice, desk: Actor, units: tuple[str, ...]) -> Iterator[Doing]:
    """From the order to go until the work on scene is done, with its status checks."""
    for unit in units:
        yield dice.between(f"{unit}/heard", 2, 12), desk, _always(c.SetUnitStatus(unit=unit, status=U.AK))
        # Now and then nobody says that a unit is on its way: a timestamp that is missing later.
        if dice.share(f"{unit}/said") < 0.94:
            turnout = dice.between(f"{unit}/turnout", 8, 70)
            yield turnout, desk, _always(c.SetUnitStatus(unit=unit, status=U.ER))
    for unit in units:
        yield dice.between(f"{unit}/drive", 90, 420), desk, _always(c.SetUnitStatus(unit=unit, status=U.OS))
    first = units[0]
    for unit in units[1:]:
        yield 60, desk, _always(c.ClearUnit(unit=unit))
    # Whoever is on scene and not asked would become an officer emergency.
    yield 5, desk, _always(c.ResetCheck(unit=first))
    stay = dice.between("stay", 4, 17)
    if stay > 9:
        late = dice.share("check") < 0.05
        yield 11 * 60 if late else 4 * 60, desk, _always(c.ResetCheck(unit=first, minutes=10))
        stay -= 4
    yield max(60, (stay - 4) * 60), desk, _always(c.ResetCheck(unit=first))


def _order(dice: Dice, desk: Actor, site: str) -> Iterator[Doing]:
    kind = ActionType.HOLD if dice.share("which") < 0.7 else ActionType.SECURE
    yield (
        dice.between("ordered", 5, 40),
        desk,
        lambda refs: c.StartAction(sites=(site,), type=kind, call=refs["call"]),
    )
    heard = dice.between("heard", 6, 38)
    yield (
        heard,
        desk,
        lambda refs: c.AnnounceAction(action=refs["actions"][0], announced_by="Main office"),
    )


def _panic(dice: Dice, site: str) -> Iterator[Doing]:
    """A press of a wearable. Most are accidental, and all are gone to."""
    desk, unit = actor("dispatcher"), dice.one_of("unit", _UNITS)
    press = c.RaisePanic(
        site=site, level=PanicLevel.STAFF_ASSIST, source=CallSource.PANIC_WEARABLE, device=f"WB-{site}-7"
    )
    yield 0, desk, _always(press)
    yield dice.between("ack", 2, 13), desk, lambda refs: c.AcknowledgeAlarm(alarm=f"panic:{refs['call']}")
    yield dice.between("send", 3, 20), desk, lambda refs: c.AssignUnits(call=refs["call"], units=(unit,))
    yield from _way(dice, desk, (unit,))
    ending = "ACCID" if dice.share("false") < 0.6 else "RPT"
    outcome = "Button pressed in a pocket." if ending == "ACCID" else "Argument in the office, settled."
    yield 20, desk, _always(c.ClearUnit(unit=unit, disposition=ending, outcome=outcome))


def _enter(kind: str, site: str, rung: datetime | None) -> Callable[[Mapping[str, Any]], Command]:
    source = CallSource.RADIO if rung is None else CallSource.PHONE_DISTRICT_EMERGENCY_LINE
    text = _SAID.get(kind, "Reported by the main office.")
    return _always(c.CreateCall(type=kind, source=source, site=site, text=text, t_ring=rung, distinct=True))


def _site(dice: Dice) -> str:
    """Some schools call more often than others."""
    sites = roster().sites
    few = sites[: 1 + dice.number("few", len(sites))]
    return dice.one_of("site", few).code


def _always(command: Command) -> Callable[[Mapping[str, Any]], Command]:
    return lambda _: command
