"""What must always hold of incidents and their command."""

from __future__ import annotations

from itertools import pairwise

from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.incidents import CommandEnd, CommandForm, Incident
from dispatch.domain.organisation import effective, function_id
from dispatch.domain.state import State


def check_incidents(state: State) -> None:
    """Every invariant of the incidents of a state."""
    for one in state.incidents.values():
        is_open = one.closed_at is None
        assert (one.mode is Mode.EXERCISE) == (
            state.home is not None and state.home.nature is not Nature.LIVE
        )
        assert len(one.call_ids) == len(one.calls), "a call belongs to an incident once"
        assert set(one.sites) <= state.sites.keys()
        year, _, count = one.number.partition("-")
        assert 1 <= int(count) <= state.numbers[year]
        assert is_open != (f"retire:{one.id}" in state.timers)
        clock = f"no_command:{one.id}"
        assert (one.no_command_since is not None) == (clock in state.timers), "the clock of NO COMMAND"
        assert clock not in state.alarms or clock in state.timers
        apart = f"apart:{one.id}"
        assert (one.apart_since is not None) == (apart in state.timers), "the clock of unified command"
        assert apart not in state.alarms or apart in state.timers
        _check_command(one)
        _check_organisation(state, one)
        others = [b for b in state.incidents.values() if b.id != one.id and b.closed_at is None]
        assert not is_open or not any(one.call_ids & b.call_ids for b in others), "and to one incident"


def _check_organisation(state: State, one: Incident) -> None:
    """Each function has exactly one effective holder: who is named for it, or the next above that is filled, in the end command."""
    functions = [each for each in state.functions.values() if each.incident == one.id]
    named = {each.role for each in functions if each.held is not None or each.deputy is not None}
    holders = effective(functions)
    assert set(holders) == set(IcsRole)
    for role, by in holders.items():
        assert (by == role) == (role in named)
        assert by is None or by in named
    assert one.command is not None or not one.spans
    for each in functions:
        assert each.id == function_id(one.id, each.role)
        ends = [was.until for was in each.history]
        assert ends == sorted(ends), "the history of a function is in its order"


def _check_command(one: Incident) -> None:
    """From the first establishment to the termination exactly one holds command: one commander or one unified command."""
    held = one.command
    established = "t_command_established" in one.times
    assert not (held is not None and one.closed_at is not None)
    assert held is None or established
    assert held is None or (one.no_command_since, one.terminated_at) == (None, None)
    assert not established or held is not None or one.history[-1].end is CommandEnd.TERMINATED
    tenures = (*one.history, held) if held is not None else one.history
    for before, after in pairwise(tenures):
        assert before.until is not None
        gone = before.end is CommandEnd.TERMINATED
        assert after.since == before.until or (gone and after.since >= before.until), "no moment with nobody"
    for tenure in tenures:
        if tenure.form is CommandForm.UNIFIED:
            assert tenure.commander is None
            assert len({member.agency for member in tenure.members}) >= 2, "two agencies have confirmed"
        else:
            assert tenure.commander is not None
            assert not tenure.members
    agencies = [member.commander.agency for member in one.members]
    assert len(set(agencies)) == len(agencies), "one member for each agency"
    assert one.transfer is None or (held is not None and held.commander == one.transfer.outgoing)
