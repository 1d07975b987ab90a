"""A scenario held against the district that it is to be played in: nothing is begun for one that speaks of what is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dispatch.domain.state import State
from dispatch.links.play.faults import Fault, ScenarioProblem, nearest
from dispatch.links.play.scenario import Scenario


def check(scenario: Scenario, state: State) -> None:
    """Raises ``ScenarioProblem`` when a scenario speaks of sites, units or agencies that a district does not have."""
    faults = list(_faults(scenario, state))
    if faults:
        raise ScenarioProblem(*faults)


def _faults(scenario: Scenario, state: State) -> Iterator[Fault]:
    yield from _missing(scenario.line, "sites", "site", scenario.sites, state.sites)
    for moment in scenario.moments:
        says, line = moment.says, moment.line
        yield from _missing(line, "site" if says.get("site") else "sites", "site", moment.sites, state.sites)
        yield from _missing(line, "unit" if says.get("unit") else "units", "unit", moment.units, state.units)
        agency = [str(says["agency"])] if says.get("agency") else []
        yield from _missing(line, "agency", "agency", agency, state.agencies)


def _missing(
    line: int, field: str, what: str, named: Collection[str], known: Collection[str]
) -> Iterator[Fault]:
    for one in named:
        if one not in known:
            yield Fault(line, field, f"this district has no {what} {one}; {nearest(one, known)}")
