"""Who is away on a day, from a table: all schools of the file or none."""

from __future__ import annotations

from datetime import date

import pytest

from dispatch.domain.rooms import Away
from dispatch.domain.roster import Building, Room, Site
from dispatch.domain.state import State
from dispatch.domain.text import Protected
from dispatch.links.importing.cells import BadCell
from dispatch.links.importing.day_table import DayPlan, day_of, plan_day
from dispatch.links.importing.reading import read_days
from tests.links.importing import HOW, after, district, stream

MAIN = Building(code="MAIN", name="Main building")
DAY = date(2026, 9, 14)
HEAD = "school,student,status,room,remark,date\n"
DAYS = HEAD + (
    "AES,Cy Wu,sick,,flu,\n"
    "Alder ES,Di Xu,Left early,,with her aunt,2026-09-14\n"
    "AES,Ed Yu,field trip,,,\n"
    "AES,Flo Zed,substitute teacher,,,\n"
)


def days(data: str, state: State, *, add: bool = False) -> DayPlan:
    return plan_day(read_days(stream(data), HOW), state, {}, DAY, add=add)


def taken(state: State, plan: DayPlan, *, add: bool = False) -> State:
    assert not plan.problems, list(plan.problems)
    order = plan.order(DAY, add=add)
    assert order is not None
    return after(state, order)


def test_a_file_is_the_list_of_the_day_of_its_schools() -> None:
    state = taken(district(), days(DAYS, district()))
    listed = state.day_lists["AES"]
    assert listed.day == "2026-09-14"
    assert [one.away for one in listed.entries] == [
        Away.ABSENT,
        Away.EARLY_CHECKOUT,
        Away.FIELD_TRIP,
        Away.SUBSTITUTE,
    ]
    assert isinstance(listed.entries[0].note, Protected)
    again = days(DAYS, state)
    assert [str(one) for one in again.changes] == ["line 2: AES: left alone: 4 people"]
    assert again.order(DAY, add=False) is None
    fewer = taken(state, days(HEAD + "AES,Cy Wu,absent,,,\n", state))
    assert len(fewer.day_lists["AES"].entries) == 1
    more = taken(fewer, days(HEAD + "AES,Gus Ax,visitor,,,\n", fewer, add=True), add=True)
    assert len(more.day_lists["AES"].entries) == 2


def test_every_wrong_line_is_named_with_its_field_and_nothing_is_taken() -> None:
    wrong = HEAD + (
        "AES,Cy Wu,gone,,,\n"
        "NOSUCH,Di Xu,absent,,,\n"
        "AES,,absent,,,\n"
        "AES,Ed Yu,absent,,,2026-09-15\n"
        "AES,Flo Zed,absent,,,14.9.2026\n"
        "AES,Gus Ax,absent,,,\n"
        "AES,Gus Ax,absent,,,\n"
    )
    found = [(one.where, one.field) for one in days(wrong, district()).problems]
    assert sorted(found) == [
        ("line 2", "kind"),
        ("line 3", "site"),
        ("line 4", "name"),
        ("line 5", "day"),
        ("line 6", "day"),
        ("line 8", "name"),
    ]


def test_a_room_that_the_school_does_not_have_is_a_problem() -> None:
    room = Room(code="12", name="Room 12", building="MAIN")
    school = Site(code="AES", name="Alder ES", lat_e7=0, lon_e7=0, buildings=(MAIN,), rooms=(room,))
    lines = HEAD + "AES,Cy Wu,absent,12,,\nAES,Di Xu,absent,13,,\n"
    found = [(one.where, one.field) for one in days(lines, district(school)).problems]
    assert found == [("line 3", "room")]
    assert not days(lines, district()).problems, "of a school whose rooms nobody has imported any may be said"


def test_a_day_is_written_in_one_way() -> None:
    assert day_of("2026-09-14") == DAY
    with pytest.raises(BadCell, match="2026-09-14"):
        day_of("9/14/26")
