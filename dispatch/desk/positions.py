"""Where units are: telemetry, in and out. Latest wins, nothing is kept for ever, and nothing of it is the log.

A position of a unit that is unknown or off duty is dropped, not kept: nobody follows people after their shift, nor before it, when a
phone delivers late what it gathered meanwhile.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decide import LastPosition
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.views import PositionView
from dispatch.domain.records import UnitState
from dispatch.domain.state import State

AHEAD_MAX: Final = timedelta(minutes=2)
"""A position from further in the future is not believed."""
BEHIND_MAX: Final = timedelta(days=1)
"""One that is older tells nobody anything."""
TRACK_WAITING_MAX: Final = 20_000
"""Points of tracks that wait for the database; the oldest make room."""

Place = Callable[[Iterable[str], PositionView], None]


class Taken(StrEnum):
    """What became of a position."""

    SHOWN = "shown"
    LATE = "late"
    """A later one is known: it belongs to the track and to nothing else."""
    OFF_DUTY = "off_duty"
    """The unit was off duty then, or is now; nothing was kept."""
    NO_UNIT = "no_unit"
    AHEAD = "ahead"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """One point of a unit's track. ``call``: what it was sent to at that time; with a call it is kept like the call."""

    position: PositionView
    call: str | None


@dataclass(slots=True)
class Positions:
    """The last known position of each unit on duty, as this node has heard."""

    state: Callable[[], State]
    now: Callable[[], datetime]
    place: Place
    """Shows a position to the screens that hold one of these parts."""
    _last: dict[str, PositionView] = field(default_factory=dict)
    _unwritten: dict[str, PositionView] = field(default_factory=dict)
    _forgotten: set[str] = field(default_factory=set)
    _track: deque[TrackPoint] = field(default_factory=lambda: deque(maxlen=TRACK_WAITING_MAX))

    def report(self, position: PositionView) -> bool:
        """A unit says where it is; true when it is news."""
        return self.take(position) is Taken.SHOWN

    def take(self, position: PositionView) -> Taken:
        """A unit says where it is or was; what became of that."""
        taken = self._hear(position)
        if taken is Taken.SHOWN:
            self._unwritten[position.unit] = position
        if taken in (Taken.SHOWN, Taken.LATE):
            state = self.state()
            self._track.append(
                TrackPoint(position, _call_then(state, state.units[position.unit], position.at))
            )
        return taken

    def hear(self, position: PositionView) -> bool:
        """A position from another node: shown if it is news of a unit on duty."""
        taken = self._hear(position)
        if taken is Taken.OFF_DUTY and self.state().units[position.unit].status is UnitStatus.OFF:
            self._forgotten.add(position.unit)
        return taken is Taken.SHOWN

    def take_unwritten(self) -> list[PositionView]:
        """What came in here and the other nodes have not been told yet."""
        self._forget_off_duty()
        taken = list(self._unwritten.values())
        self._unwritten.clear()
        return taken

    def take_forgotten(self) -> list[str]:
        """Units that have gone off duty: what is kept of where they were last goes as well."""
        self._forget_off_duty()
        taken = sorted(self._forgotten)
        self._forgotten.clear()
        return taken

    def take_track(self) -> list[TrackPoint]:
        """Points that came in here and are not written yet."""
        taken = list(self._track)
        self._track.clear()
        return taken

    def give_back(self, points: Sequence[TrackPoint]) -> None:
        """They could not be written; as many as there is room for wait for the next time."""
        room = TRACK_WAITING_MAX - len(self._track)
        self._track.extendleft(reversed(points[-room:] if room else ()))

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

    def _hear(self, position: PositionView) -> Taken:
        state, now = self.state(), self.now()
        unit = state.units.get(position.unit)
        if unit is None:
            return Taken.NO_UNIT
        if position.at > now + AHEAD_MAX:
            return Taken.AHEAD
        if position.at < now - BEHIND_MAX:
            return Taken.OLD
        since = unit.on_duty_since
        if unit.status is UnitStatus.OFF or (since is not None and position.at < since):
            return Taken.OFF_DUTY
        known = self._last.get(position.unit)
        if known is not None and known.at >= position.at:
            return Taken.LATE
        self._last[position.unit] = position
        self.place(_parts(state, position.unit), position)
        return Taken.SHOWN

    def _forget_off_duty(self) -> None:
        units = self.state().units
        for unit in [one for one in self._last if one not in units or units[one].status is UnitStatus.OFF]:
            del self._last[unit]
            self._unwritten.pop(unit, None)
            self._forgotten.add(unit)


def _parts(state: State, unit: str) -> frozenset[str]:
    """The parts that see a unit on the map. Its own part is not among them: its crew holds ``field`` as well."""
    return parts_of(state, ("units", unit)) - {f"unit:{unit}"}


def _call_then(state: State, unit: UnitState, at: datetime) -> str | None:
    """The call that a unit was sent to at this time, as far as it is still at the desk."""
    present = state.assignments.get(unit.assignment or "")
    mine = [present] if present is not None else []
    mine += [one for one in state.assignments.values() if one.unit == unit.id and one is not present]
    for one in mine:
        begun, ended = one.times.get("t_dispatched"), one.times.get("t_unit_cleared")
        if begun is not None and begun <= at and (ended is None or at <= ended):
            return one.call
    return None
