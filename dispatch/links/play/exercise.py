"""A log of its own for a scenario: an exercise never touches live operations, and says of what moment its roster is a copy."""

from __future__ import annotations

from dispatch.desk.clock import Clock
from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.commands import Command, DefineRoster, OpenDistrict
from dispatch.domain.state import State
from dispatch.links.giving import give
from dispatch.links.importing.roster_plan import agency_of
from dispatch.links.play.faults import problem
from dispatch.links.play.scenario import Scenario


def needs_exercise(scenario: Scenario, state: State) -> bool:
    """Whether a scenario is played in a log of its own: always, but for a real one in a demo, which is there to be looked at."""
    return state.home is None or not state.home.demo or scenario.mode is Mode.EXERCISE


def exercise_log(parent: Desk, clock: Clock) -> str:
    """The id of a new exercise log: its parent, the event whose roster it copies, and something that nothing else has."""
    return f"{parent.log[:30]}.x{parent.head.seq}.{clock.new_id()[-12:]}"


def opening(parent: State) -> tuple[Command, ...]:
    """What makes an empty log an exercise of its parent: the district, then its roster and its own words."""
    home = parent.home
    if home is None:
        raise problem("there is no district to exercise with yet")
    return (
        OpenDistrict(
            code=home.id,
            name=home.name,
            department=home.department,
            callsign=home.callsign,
            nature=Nature.EXERCISE,
            demo=home.demo,
        ),
        DefineRoster(
            agencies=tuple(agency_of(one) for one in parent.agencies.values()),
            sites=tuple(one.roster for one in parent.sites.values()),
            units=tuple(one.roster for one in parent.units.values()),
            positions=tuple(one.roster for one in parent.desk_positions.values()),
            aliases=home.aliases,
            decisions=home.decisions,
        ),
    )


async def open_exercise(parent: State, desk: Desk, clock: Clock) -> None:
    """Open an empty exercise log with its parent's district and roster."""
    for command in opening(parent):
        result = await give(desk, SYSTEM, Envelope(id=clock.new_id(), command=command))
        if isinstance(result, Refused):
            raise problem(f"the exercise could not be opened: {result.refusal.message}")
