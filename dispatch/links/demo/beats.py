"""Where the demo's units are at a moment: round their beats, on their way, or at their call. A map that lives.

A place is computed from the time and the unit's record alone, so it is the same after a restart and on every node. A unit that
reports its own position (somebody drives it from a phone) is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.lens.views import PositionView
from dispatch.domain.records import UnitState
from dispatch.domain.roster import Site, UnitKind
from dispatch.domain.state import State
from dispatch.links.demo.dice import Dice
from dispatch.links.demo.district import roster
from dispatch.links.demo.ground import Spot

EVERY_SECONDS: Final = 4.0
_BEAT_KMH, _RUN_KMH = 35.0, 65.0
_OWN_REPORT_COUNTS = timedelta(minutes=2)
_SHORT_KM = 0.12
"""A unit stands in front of a school, not in the middle of it."""

_UNDER_WAY = frozenset({UnitStatus.DP, UnitStatus.AK, UnitStatus.ER})
_THERE = frozenset({UnitStatus.OS, UnitStatus.AI, UnitStatus.AP, UnitStatus.BC})


class Beats:
    """Reports positions of a demo's units into one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said: dict[str, PositionView] = {}

    def report(self, now: datetime) -> int:
        """One round over all units; how many positions the desk took."""
        heard = {view.unit: view for view in self._desk.positions.of_part("desk")}
        taken = 0
        for unit in self._desk.state.units.values():
            if self._speaks_for_itself(unit, heard.get(unit.id), now):
                continue
            last = heard.get(unit.id)
            if unit.status is UnitStatus.EM and last is not None:
                # Whoever is in trouble does not drive on.
                view: PositionView | None = replace(last, at=now, heading_deg=None, speed_kmh=0)
            else:
                view = position(self._desk.state, unit, now)
            if view is not None and self._desk.positions.report(view):
                self._said[unit.id] = view
                taken += 1
        return taken

    def _speaks_for_itself(self, unit: UnitState, last: PositionView | None, now: datetime) -> bool:
        """Whether somebody else told the last position: neither this round nor that of another node."""
        if last is None or last.at <= now - _OWN_REPORT_COUNTS or last == self._said.get(unit.id):
            return False
        return last != position(self._desk.state, unit, last.at)


async def drive(desk: Desk, clock: Clock) -> None:
    """Move the demo's units until cancelled. Does nothing in a log that is no demo."""
    beats = Beats(desk)
    while True:
        home = desk.state.home
        if home is not None and home.demo:
            beats.report(clock.now())
        await clock.sleep(EVERY_SECONDS)


def position(state: State, unit: UnitState, now: datetime) -> PositionView | None:
    """Where a unit is now; nothing for one that is off duty or works from a desk."""
    if unit.status is UnitStatus.OFF or unit.roster.unit_kind in (UnitKind.THREAT, UnitKind.PIO):
        return None
    call = state.calls.get(unit.call or "")
    target = _spot(state, call.place.site if call is not None else unit.site or unit.roster.home_site)
    if target is not None:
        target = target.towards(_around(unit.id, target), _SHORT_KM)
    if target is not None and unit.status in _UNDER_WAY:
        start, _ = _on_beat(unit.id, unit.since)
        driven = _RUN_KMH * max((now - unit.since).total_seconds(), 0.0) / 3600
        here = start.towards(target, driven)
        moving = here != target
        return _view(
            unit.id, now, here, here.heading_to(target) if moving else None, round(_RUN_KMH) * moving
        )
    if target is not None and (unit.status in _THERE or unit.roster.home_site is not None):
        return _view(unit.id, now, target, None, 0)
    here, ahead = _on_beat(unit.id, now)
    return _view(unit.id, now, here, here.heading_to(ahead), round(_BEAT_KMH))


def _view(unit: str, now: datetime, spot: Spot, heading: int | None, speed: int) -> PositionView:
    return PositionView(
        unit=unit,
        at=now,
        lat_e7=spot.lat_e7,
        lon_e7=spot.lon_e7,
        accuracy_m=8,
        heading_deg=heading,
        speed_kmh=speed,
        battery_pct=None,
    )


def _around(unit: str, target: Spot) -> Spot:
    """A point some way off in a direction of the unit's own, so that marks do not cover one another."""
    dice = Dice(unit)
    return target.moved(dice.between("east", -9, 9) / 10 or 0.5, dice.between("north", -9, 9) / 10)


def _spot(state: State, site: str | None) -> Spot | None:
    found = state.sites.get(site or "")
    return None if found is None else Spot(found.roster.lon_e7 / 1e7, found.roster.lat_e7 / 1e7)


@cache
def _sites_by_sector() -> Mapping[str, tuple[Site, ...]]:
    sites = roster().sites
    return {
        sector: tuple(one for one in sites if one.sector == sector)
        for sector in {one.sector for one in sites}
    }


@cache
def _beat(unit: str) -> tuple[Spot, ...]:
    """The schools that a unit drives round, each time the same way."""
    sector = next((one.sector for one in roster().units if one.code == unit), "")
    sites = _sites_by_sector().get(sector) or roster().sites
    chosen = Dice(f"beat/{unit}").shuffled("sites", sites)[:5]
    return tuple(Spot(one.lon_e7 / 1e7, one.lat_e7 / 1e7) for one in chosen)


def _on_beat(unit: str, now: datetime) -> tuple[Spot, Spot]:
    """The spot on the beat at this moment, and the school ahead."""
    stops = _beat(unit)
    legs = [one.km_to(stops[(place + 1) % len(stops)]) for place, one in enumerate(stops)]
    driven = (now.timestamp() / 3600 * _BEAT_KMH) % sum(legs)
    for place, leg in enumerate(legs):
        ahead = stops[(place + 1) % len(stops)]
        if driven <= leg:
            return stops[place].towards(ahead, driven), ahead
        driven -= leg
    return stops[0], stops[1]
