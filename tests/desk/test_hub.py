"""What screens get: each part's frame encoded once, one write a screen and tick, and nothing that is not theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatch.desk.hub import Since
from dispatch.desk.pace import TICK_SECONDS
from dispatch.domain.actor import Actor
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AddNote, AssignUnits, SetUnitStatus, SignOff, SignOn
from dispatch.domain.crews import DutyShift
from dispatch.domain.lens.views import PositionView, UnsavedView
from dispatch.log.rows import Head
from tests.desk.town import Town, running
from tests.desk.world import AUDITOR, DISPATCHER, LIAISON, UNITS, Mirror, Screen, call, officer, principal


async def test_a_newcomer_gets_his_parts_whole_and_no_others() -> None:
    town = Town()
    town.fold(DISPATCHER, call())
    town.hub.begin(town.state, "e1")
    desk, field = await town.screen(DISPATCHER), await town.screen(officer("A1"))
    assert [one["part"] for one in desk.of("snapshot")] == ["desk"]
    assert [one["part"] for one in field.of("snapshot")] == ["field", "unit:A1"]
    assert "calls" in desk.of("snapshot")[0]["state"]
    assert "calls" not in field.of("snapshot")[0]["state"]
    assert field.of("welcome")[0]["mode"] == "snapshot"
    assert desk.writes == field.writes == 1


async def test_somebody_without_an_operational_view_gets_nothing() -> None:
    town = Town()
    screen = await town.screen(LIAISON)
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert [one["type"] for one in screen.messages] == ["welcome"]
    assert screen.of("welcome")[0]["parts"] == {}


async def test_nobody_is_welcomed_after_his_session_has_ended() -> None:
    town = Town()
    screen = Screen()
    assert await town.hub.attach(screen, who=lambda: None, session="s") is None
    assert screen.messages == []


async def test_a_part_is_encoded_once_for_all_who_hold_it() -> None:
    town = Town()
    dispatchers = [await town.screen(DISPATCHER) for _ in range(30)]
    officers = [await town.screen(officer(unit)) for unit in UNITS]
    before = town.hub.channels.encoded
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert town.hub.channels.encoded - before == 2, "one frame for desk, one for field, none for eight units"
    assert all(len(screen.of("frame")) == 1 for screen in dispatchers + officers)


async def test_a_part_that_nobody_holds_is_not_encoded() -> None:
    town = Town()
    await town.screen(AUDITOR)
    before = town.hub.channels.encoded
    town.do(DISPATCHER, call())
    assert town.hub.channels.encoded - before == 1


async def test_frames_of_one_tick_leave_in_one_write() -> None:
    async with running(Town()) as town:
        screen, crew = await town.screen(DISPATCHER), await town.screen(officer("A1"))
        made = town.do(DISPATCHER, call())
        await town.clock.advance(0)
        assert screen.writes == 2, "at once: nothing had been sent lately"
        for _ in range(10):
            town.do(DISPATCHER, AssignUnits(call=town.do(DISPATCHER, call())["call"], units=("A2",)))
        town.do(DISPATCHER, AssignUnits(call=made["call"], units=("A1",)))
        await town.clock.advance(TICK_SECONDS / 2)
        assert screen.writes == 2, "the tick is not over"
        await town.clock.advance(TICK_SECONDS)
        assert screen.writes == crew.writes == 3
        assert len(screen.of("frame")) == 22
        assert {one["part"] for one in crew.of("frame")} == {"field", "unit:A1"}


async def test_screens_of_one_lens_are_sent_the_same_object() -> None:
    town = Town()
    sent: list[bytes] = []

    class Keeping(Screen):
        def write(self, data: bytes) -> None:
            sent.append(data)

    for _ in range(3):
        await town.hub.attach(Keeping(), who=DISPATCHER, session="s")
    sent.clear()
    town.do(DISPATCHER, call())
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert len(sent) == 3
    assert sent[0] is sent[1] is sent[2]


async def test_frames_add_up_to_a_later_snapshot_for_every_lens() -> None:
    town = Town()
    people = [DISPATCHER, AUDITOR, officer("A1"), officer("A2"), principal("GRHS"), principal("PMES")]
    screens = [(who, await town.screen(who)) for who in people]
    for place in range(6):
        made = town.do(DISPATCHER, call("GRHS" if place % 2 else "PMES"))
        town.do(DISPATCHER, AssignUnits(call=made["call"], units=(f"A{1 + place % 3}",)))
        town.do(DISPATCHER, AddNote(text="seen at the gate", call=made["call"]))
        await town.hub.pace.flush()
    for who, screen in screens:
        assert_shows_what_a_newcomer_gets(screen, await town.screen(who))


def assert_shows_what_a_newcomer_gets(screen: Screen, newcomer: Screen) -> None:
    seen, new = Mirror(), Mirror()
    seen.take(screen.messages)
    new.take(newcomer.messages)
    assert seen.gaps == 0
    assert seen.shown() == new.shown()


async def test_frames_that_wait_are_not_sent_to_who_came_after_them() -> None:
    town = Town()
    early = await town.screen(DISPATCHER)
    town.do(DISPATCHER, call())
    late = await town.screen(DISPATCHER)
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert [one["n"] for one in early.of("frame")] == [2, 3]
    assert [one["n"] for one in late.of("frame")] == [3]
    assert_shows_what_a_newcomer_gets(late, early)


async def test_a_unit_that_signs_off_loses_the_field_and_gets_it_back() -> None:
    town = Town()
    crew = await town.screen(officer("A1"))
    town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.OFF))
    await town.hub.pace.flush()
    assert [one["part"] for one in crew.of("drop")] == ["field"]
    sent = len(crew.messages)
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert len(crew.messages) == sent, "off duty: nothing of the day"
    town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.AV))
    await town.hub.pace.flush()
    assert_shows_what_a_newcomer_gets(crew, await town.screen(officer("A1")))
    assert [one["part"] for one in crew.of("snapshot")] == ["field", "unit:A1", "field"]


async def test_whoever_is_not_in_the_crew_is_sent_nothing_of_the_shift() -> None:
    town = Town()
    here, home = officer("A1"), replace(officer("A1"), person="home", name="Home")
    on, off = await town.screen(here), await town.screen(home)
    town.do(here, SignOn(unit="A1", shift=DutyShift.DAY))
    await town.hub.pace.flush()
    assert on.of("drop") == []
    assert {one["part"] for one in off.of("drop")} == {"field", "unit:A1"}
    sent = len(off.messages)
    town.do(DISPATCHER, AssignUnits(call=town.do(DISPATCHER, call())["call"], units=("A1",)))
    await town.hub.pace.flush()
    assert len(off.messages) == sent
    town.do(home, SignOn(unit="A1", shift=DutyShift.DAY))
    await town.hub.pace.flush()
    assert_shows_what_a_newcomer_gets(off, await town.screen(here))


async def test_who_went_to_another_unit_while_away_gets_a_snapshot() -> None:
    town = Town()
    here = officer("A1")
    town.do(here, SignOn(unit="A2", shift=DutyShift.DAY))
    seq = town.state.seq
    town.do(officer("A2"), SignOn(unit="A2", shift=DutyShift.DAY))
    town.do(here, SignOff(unit="A2"))
    came_back = await town.screen(here, since=Since("e1", seq))
    assert came_back.of("welcome")[0]["mode"] == "snapshot"
    assert set(came_back.of("welcome")[0]["parts"]) == {"field", "unit:A1"}


async def test_a_beat_counts_exactly_what_was_sent() -> None:
    async with running(Town()) as town:
        screen = await town.screen(DISPATCHER)
        town.do(DISPATCHER, call())
        await town.clock.advance(1.01)
        (beat,) = screen.of("beat")
        assert beat["parts"] == {"desk": 2}
        assert beat["seq"] == town.state.seq
        assert beat["db"] == "ok"


async def test_a_beat_shows_the_head_inside_the_district_and_nowhere_else() -> None:
    town = Town()
    chain = bytes(range(32))
    town.hub.head = lambda: Head(town.state.seq, chain)
    desk, crew, outside = (
        await town.screen(DISPATCHER),
        await town.screen(officer("A1")),
        await town.screen(LIAISON),
    )
    await town.hub.pace.flush(beat=True)
    for screen in (desk, crew):
        (beat,) = screen.of("beat")
        assert (beat["seq"], beat["head"]) == (town.state.seq, "0001020304050607")
    assert outside.of("beat")[0].keys() == {"type", "at", "db", "parts"}
    pulse = town.hub.take_tick(beat=True).pulse
    assert pulse is not None
    for parts in (("incident:x:MPD",), ("incident:x:MPD", "desk")):
        assert b'"seq"' not in pulse(parts)
        assert b'"head"' not in pulse(parts)


async def test_a_head_that_is_not_at_the_beats_seq_is_not_shown() -> None:
    town = Town()
    town.hub.head = lambda: Head(town.state.seq + 1, bytes(32))
    screen = await town.screen(DISPATCHER)
    await town.hub.pace.flush(beat=True)
    assert "head" not in screen.of("beat")[0]


async def test_resync_brings_one_part_anew() -> None:
    town = Town()
    screen = Screen()
    connection = await town.hub.attach(screen, who=officer("A1"), session="s")
    assert connection is not None
    connection.resync("unit:A1")
    connection.resync("desk")
    assert [one["part"] for one in screen.of("snapshot")] == ["field", "unit:A1", "unit:A1"]


async def test_a_dead_socket_ends_itself_and_nobody_else() -> None:
    town = Town()
    dead, good = await town.screen(DISPATCHER), await town.screen(DISPATCHER)
    dead.broken = True
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert len(good.of("frame")) == 1
    assert len(town.hub.connections) == 1


async def test_an_ended_session_gets_a_farewell_and_nothing_more() -> None:
    town = Town()
    gone, stays = Screen(), Screen()
    await town.hub.attach(gone, who=DISPATCHER, session="one")
    await town.hub.attach(stays, who=DISPATCHER, session="two")
    town.hub.close_session("one")
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert gone.messages[-1]["type"] == "bye"
    assert gone.closed == (4403, "session ended")
    assert len(stays.of("frame")) == 1


async def test_a_burst_of_positions_leaves_one_a_unit_and_tick() -> None:
    town = Town()
    screen, school = await town.screen(DISPATCHER), await town.screen(principal("GRHS"))
    for second in range(1000):
        for unit in ("A1", "A2"):
            town.hub.place(["desk", "field"], place(town, unit, second))
    await town.hub.pace.flush()
    (message,) = screen.of("positions")
    assert {(one["unit"], one["lat_e7"]) for one in message["items"]} == {("A1", 999), ("A2", 999)}
    assert school.of("positions") == []


def place(town: Town, unit: str, second: int) -> PositionView:
    return PositionView(
        unit=unit,
        at=town.clock.now() + timedelta(seconds=second),
        lat_e7=second,
        lon_e7=0,
        accuracy_m=None,
        heading_deg=None,
        speed_kmh=None,
        battery_pct=None,
    )


async def test_unsaved_is_shown_to_the_desk_marked_and_taken_away() -> None:
    town = Town()
    desk, field = await town.screen(DISPATCHER), await town.screen(officer("A1"))
    view = UnsavedView(
        id="x",
        version=1,
        kind="RaisePanic",
        at=town.clock.now(),
        unit=None,
        site="GRHS",
        room=None,
        actor="P",
    )
    town.hub.show_unsaved(view)
    await town.hub.pace.flush()
    late = await town.screen(DISPATCHER)
    town.hub.hide_unsaved("x")
    await town.hub.pace.flush()
    assert desk.of("frame")[0]["upserts"]["unsaved"][0]["id"] == "x"
    assert late.of("snapshot")[0]["state"]["unsaved"][0]["site"] == "GRHS"
    for screen in (desk, late):
        assert screen.of("frame")[-1]["removed"] == {"unsaved": ["x"]}
    assert field.of("frame") == []


@pytest.mark.parametrize("who", [DISPATCHER, officer("A1"), principal("GRHS")])
async def test_whoever_comes_back_gets_what_was_touched_as_it_now_is(who: Actor) -> None:
    town = Town()
    mirror = Mirror()
    first = await town.screen(who)
    mirror.take(first.messages)
    for _ in range(3):
        made = town.do(DISPATCHER, call())
        town.do(DISPATCHER, AssignUnits(call=made["call"], units=("A1",)))
    back = await town.screen(who, since=Since("e1", mirror.seq))
    mirror.take(back.messages)
    assert back.of("welcome")[0]["mode"] == "resume"
    assert all(count == 1 for count in counted(back).values()), "one frame a part"
    assert back.of("snapshot") == []
    new = Mirror()
    new.take((await town.screen(who)).messages)
    assert mirror.shown() == new.shown()
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    mirror.take(back.messages[len(back.of("welcome")) :])
    assert mirror.gaps == 0


def counted(screen: Screen) -> dict[str, int]:
    counts: dict[str, int] = {}
    for message in screen.of("frame"):
        counts[message["part"]] = counts.get(message["part"], 0) + 1
    return counts


@pytest.mark.parametrize("since", [Since("e0", 12), Since("e1", 3), Since("e1", 10_000)])
async def test_a_place_that_is_not_known_here_gets_a_snapshot(since: Since) -> None:
    town = Town()
    screen = await town.screen(DISPATCHER, since=since)
    assert screen.of("welcome")[0]["mode"] == "snapshot"
    assert len(screen.of("snapshot")) == 1


async def test_who_changed_parts_while_away_gets_a_snapshot() -> None:
    town = Town()
    seq = town.state.seq
    town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.OFF))
    town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.AV))
    moved = await town.screen(officer("A1"), since=Since("e1", seq))
    stayed = await town.screen(officer("A2"), since=Since("e1", seq))
    assert moved.of("welcome")[0]["mode"] == "snapshot"
    assert stayed.of("welcome")[0]["mode"] == "resume"


async def test_a_mistake_in_showing_loses_no_screen_and_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    town = Town()
    seq = town.state.seq
    screen = await town.screen(DISPATCHER)

    def stumbles(*_: object) -> None:
        raise KeyError("a mistake")

    with monkeypatch.context() as patch:
        patch.setattr("dispatch.desk.hub.changes", stumbles)
        town.do(DISPATCHER, call())
    assert screen.messages[-1]["type"] == "bye"
    assert screen.closed is not None
    back = await town.screen(DISPATCHER, since=Since("e1", seq))
    assert back.of("welcome")[0]["mode"] == "snapshot", "nobody resumes across it"
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert_shows_what_a_newcomer_gets(back, await town.screen(DISPATCHER))
