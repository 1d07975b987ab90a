"""The example files of docs/operations.md are files that can be imported, in the order in which they stand there."""

from __future__ import annotations

import re
from pathlib import Path

from dispatch.domain.actor import Role
from dispatch.domain.state import EMPTY
from dispatch.links.importing.alias_table import plan_aliases
from dispatch.links.importing.people_table import plan_people
from dispatch.links.importing.position_table import plan_positions
from dispatch.links.importing.reading import (
    read_agencies,
    read_aliases,
    read_people,
    read_positions,
    read_rooms,
    read_sites,
    read_units,
)
from dispatch.links.importing.room_table import plan_rooms
from dispatch.links.importing.site_plan import Options, plan
from dispatch.links.importing.unit_table import plan_agencies, plan_units
from tests.links.importing import HOW, OPENING, after, done, stream

TEXT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()


def test_the_examples_make_a_district() -> None:
    agencies, sites, units, positions, rooms, people, words = (
        stream(one) for one in re.findall(r"```csv\n(.*?)```", TEXT, re.DOTALL)
    )
    state, options = after(EMPTY, OPENING), Options()
    state = done(state, plan_agencies(read_agencies(agencies, HOW), state, options))
    state = done(state, plan(read_sites(sites, HOW), state, options))
    state = done(state, plan_units(read_units(units, HOW), state, {}))
    state = done(state, plan_positions(read_positions(positions, HOW), state))
    state = done(state, plan_rooms(read_rooms(rooms, HOW), state, {}))
    state = done(state, plan_aliases(read_aliases(words, HOW), state))
    assert state.home is not None
    assert [one.said for one in state.home.aliases] == ["10-97", "CODE GREEN", "CODE RED"]
    assert set(state.sites) == {"GRHS", "LKES"}
    assert [one.id for one in state.desk_positions.values() if one.roster.supervisor] == ["SUP"]
    ridge = state.sites["GRHS"].roster
    assert (ridge.law, ridge.students, len(ridge.rooms), len(ridge.buildings)) == ("MPD", 1840, 3, 2)
    assert {code: unit.roster.agency for code, unit in state.units.items()} == {
        "A7": "PM",
        "S41": "MPD",
        "C11": "PM",
    }
    found = plan_people(read_people(people, HOW), state, "pm", [], {})
    assert not found.problems
    assert [one.role for one in found.new] == [Role.DISPATCHER, Role.PATROL_OFFICER, Role.SITE_TEAM_MEMBER]
