"""Where units are: telemetry, in and out. Latest wins, nothing is kept for ever, and nothing of it is the log.

A position of a unit that is unknown or off duty is dropped, not kept: nobody follows people after their shift.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decide import LastPosition
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.views import PositionView
from dispatch.domain.state import State

AHEAD_MAX: Final = timedelta(minutes=2)
"""A position from further in the future is not believed."""

Place = Callable[[Iterable[str], PositionView], None]


@dataclass(slots=True)
class Positions:
    """The last known position of each unit on duty, as this node has heard."""

    state: Callable[[], State]
    now: Callable[[], datetime]
    place: Place
    """Shows a position to the screens that hold one of these parts."""
    _last: dict[str, PositionView] = field(default_factory=dict)
    _unwritten: dict[str, PositionView] = field(default_factory=dict)

    def report(self, position: PositionView) -> bool:
        """A unit says where it is; true when it was taken."""
        if not self.hear(position):
            return False
        self._unwritten[position.unit] = position
        return True

    def hear(self, position: PositionView) -> bool:
        """A position from here or from another node: shown if it is news of a unit on duty."""
        state = self.state()
        unit = state.units.get(position.unit)
        if unit is None or unit.status is UnitStatus.OFF or position.at > self.now() + AHEAD_MAX:
            return False
        known = self._last.get(position.unit)
        if known is not None and known.at >= position.at:
            return False
        self._last[position.unit] = position
        self.place(_parts(state, position.unit), position)
        return True

    def take_unwritten(self) -> list[PositionView]:
        """What came in here and the other nodes have not been told yet."""
        self._forget_off_duty()
        taken = list(self._unwritten.values())
        self._unwritten.clear()
        return taken

    def of_part(self, part: str) -> Sequence[PositionView]:
        """The last known positions that a part may see."""
        self._forget_off_duty()
        state = self.state()
        return [view for unit, view in self._last.items() if part in _parts(state, unit)]

    def for_deciding(self) -> Mapping[str, LastPosition]:
        """As ``decide`` gets them: where units last were, with the time and accuracy of that."""
        self._forget_off_duty()
        return {
            unit: LastPosition(lat_e7=view.lat_e7, lon_e7=view.lon_e7, at=view.at, accuracy_m=view.accuracy_m)
            for unit, view in self._last.items()
        }

    def _forget_off_duty(self) -> None:
        units = self.state().units
        for unit in [one for one in self._last if one not in units or units[one].status is UnitStatus.OFF]:
            del self._last[unit]
            self._unwritten.pop(unit, None)


def _parts(state: State, unit: str) -> frozenset[str]:
    """The parts that see a unit on the map. Its own part is not among them: its crew holds ``field`` as well."""
    return parts_of(state, ("units", unit)) - {f"unit:{unit}"}
