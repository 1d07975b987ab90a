"""Positions: latest wins, and nobody is followed who is unknown or off duty."""

from __future__ import annotations

from datetime import timedelta

from dispatch.desk.positions import Positions, Taken
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AssignUnits, ClearUnit, SetUnitStatus
from tests.desk.test_hub import place
from tests.desk.town import Town
from tests.desk.world import DISPATCHER, call, officer, principal


def positions_of(town: Town) -> Positions:
    return Positions(lambda: town.state, town.clock.now, town.hub.place)


async def test_a_position_reaches_who_may_see_the_unit() -> None:
    town = Town()
    positions = positions_of(town)
    desk, field, school = [await town.screen(who) for who in (DISPATCHER, officer("A2"), principal("GRHS"))]
    assert positions.report(place(town, "A1", 1))
    await town.hub.pace.flush()
    assert [one["part"] for one in desk.of("positions")] == ["desk"]
    assert [one["part"] for one in field.of("positions")] == ["field"]
    assert school.of("positions") == []


async def test_only_the_latest_counts() -> None:
    town = Town()
    positions = positions_of(town)
    assert positions.report(place(town, "A1", 5))
    assert not positions.report(place(town, "A1", 5))
    assert not positions.hear(place(town, "A1", 4))
    assert positions.for_deciding()["A1"].lat_e7 == 5
    assert [one.lat_e7 for one in positions.take_unwritten()] == [5]
    assert positions.take_unwritten() == []


async def test_an_unknown_or_off_duty_unit_is_not_followed() -> None:
    town = Town()
    positions = positions_of(town)
    assert positions.report(place(town, "A1", 1))
    town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.OFF))
    assert positions.of_part("desk") == []
    assert positions.for_deciding() == {}
    assert positions.take_unwritten() == []
    assert not positions.report(place(town, "A1", 2))
    assert not positions.report(place(town, "ZZ", 2))


async def test_a_position_from_the_future_is_not_believed() -> None:
    town = Town()
    positions = positions_of(town)
    ahead = place(town, "A1", 1)
    town.clock.wall -= timedelta(minutes=5)
    assert not positions.report(ahead)


async def test_a_newcomer_gets_the_last_positions() -> None:
    town = Town()
    positions = positions_of(town)
    town.hub.last_positions = positions.of_part
    positions.report(place(town, "A1", 1))
    screen = await town.screen(DISPATCHER)
    (message,) = screen.of("positions")
    assert [one["unit"] for one in message["items"]] == ["A1"]


async def test_a_late_position_belongs_to_the_track_alone() -> None:
    town = Town()
    positions = positions_of(town)
    assert positions.take(place(town, "A1", 5)) is Taken.SHOWN
    assert positions.take(place(town, "A1", 3)) is Taken.LATE
    assert [one.position.lat_e7 for one in positions.take_track()] == [5, 3]
    assert positions.take_track() == []


async def test_a_track_says_which_call_the_unit_was_on_then() -> None:
    town = Town()
    positions = positions_of(town)
    number = town.do(DISPATCHER, call())["call"]
    town.clock.wall += timedelta(seconds=10)
    town.do(DISPATCHER, AssignUnits(call=number, units=("A1",)))
    for second in (-5, 0, 5):
        positions.take(place(town, "A1", second))
    town.clock.wall += timedelta(seconds=60)
    town.do(DISPATCHER, ClearUnit(unit="A1"))
    for second in (-1, 1):
        positions.take(place(town, "A1", second))
    assert [one.call for one in positions.take_track()] == [None, number, number, number, None]


async def test_points_that_could_not_be_written_wait() -> None:
    town = Town()
    positions = positions_of(town)
    for second in (1, 2):
        positions.take(place(town, "A1", second))
    points = positions.take_track()
    positions.take(place(town, "A1", 3))
    positions.give_back(points)
    assert [one.position.lat_e7 for one in positions.take_track()] == [1, 2, 3]


async def test_whoever_goes_off_duty_is_forgotten_where_it_is_kept_too() -> None:
    town = Town()
    positions = positions_of(town)
    positions.take(place(town, "A1", 1))
    assert positions.take_forgotten() == []
    town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.OFF))
    assert positions.take_forgotten() == ["A1"]
    assert positions.take_forgotten() == []
    positions.hear(place(town, "A1", 1))
    assert positions.take_forgotten() == ["A1"], "another node's row of it goes as well"
