"""The commands of the demo, one by one: each with a name that makes its id, and who gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dispatch.domain import commands as c
from dispatch.domain.actor import Actor
from dispatch.domain.catalog.unit_statuses import UnitStatus as U
from dispatch.domain.commands import Command
from dispatch.domain.ids import derive
from dispatch.links.demo.people import NAMESPACE, actor

CHECK_MINUTES: Final = 1440
"""A demo is left alone for hours: its units are asked for their status once a day, not every quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the demo. Its name makes its id, so that it is given once however often the demo is loaded."""

    name: str
    who: Actor
    command: Command

    @property
    def id(self) -> str:
        """The command's id."""
        return step_id(self.name)


def step_id(name: str) -> str:
    """The id of the demo's command of this name."""
    return derive(NAMESPACE, f"step/{name}")


def call_id(name: str) -> str:
    """The id of the demo's call of this name."""
    return derive(step_id(f"call/{name}"), "call")


def send(name: str, call: str, **units: U) -> Iterator[Step]:
    """Units sent to a call, each brought to its status by the steps that lead there."""
    desk = actor("dispatcher")
    way = {U.DP: (), U.AK: (U.AK,), U.ER: (U.AK, U.ER), U.OS: (U.AK, U.ER, U.OS)}
    yield Step(f"{name}/send", desk, c.AssignUnits(call=call, units=tuple(units)))
    for unit, status in units.items():
        for reached in way[status]:
            yield Step(f"{name}/{unit}/{reached}", desk, c.SetUnitStatus(unit=unit, status=reached))
        if status is U.OS:
            yield Step(f"{name}/{unit}/check", desk, c.ResetCheck(unit=unit, minutes=CHECK_MINUTES))
