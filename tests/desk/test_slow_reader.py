"""A screen that does not read costs nobody else anything, keeps little memory, and is freed or served anew."""

from __future__ import annotations

from dispatch.desk import frames
from dispatch.desk.connection import GIVE_UP_SECONDS, HIGH_WATER, LAG_SECONDS, Connection, Link
from dispatch.domain.commands import AddNote
from tests.desk.test_hub import assert_shows_what_a_newcomer_gets
from tests.desk.town import Town, running
from tests.desk.world import DISPATCHER, Screen, call

TEXT = "x" * 3_500


async def connect(town: Town, screen: Screen) -> Connection:
    connection = await town.hub.attach(screen, who=DISPATCHER, session="s")
    assert connection is not None
    return connection


def link_of(connection: Connection) -> Link:
    return connection.link


async def shout(town: Town, notes: int) -> None:
    """Many large frames, each in a tick of its own."""
    for _ in range(notes):
        town.do(DISPATCHER, AddNote(text=TEXT))
        await town.hub.pace.flush()


async def test_a_stuck_screen_is_bounded_and_others_get_everything() -> None:
    town = Town()
    stuck, good = Screen(), Screen()
    connection = await connect(town, stuck)
    await connect(town, good)
    stuck.stuck = True
    await shout(town, 200)
    assert link_of(connection) is Link.LAGGING
    assert HIGH_WATER < stuck.waiting < HIGH_WATER + 2 * len(TEXT)
    assert len(good.of("frame")) == 200
    # Control: without the bound it would hold all of it.
    everything = len(frames.encode({"type": "x", "frames": good.of("frame")}))
    assert everything > 2 * stuck.waiting


async def test_a_screen_that_caught_up_gets_one_snapshot_and_goes_on() -> None:
    town = Town()
    slow = Screen()
    connection = await connect(town, slow)
    slow.stuck = True
    await shout(town, 100)
    town.do(DISPATCHER, call())
    slow.stuck, slow.waiting = False, 0
    connection.drained()
    assert link_of(connection) is Link.LIVE
    assert len(slow.of("snapshot")) == 2
    town.do(DISPATCHER, call())
    await town.hub.pace.flush()
    assert_shows_what_a_newcomer_gets(slow, await town.screen(DISPATCHER))


async def test_a_screen_that_never_reads_is_dropped_in_ten_seconds() -> None:
    async with running(Town()) as town:
        stuck, good = Screen(), Screen()
        connection = await connect(town, stuck)
        await connect(town, good)
        stuck.stuck = True
        for _ in range(100):
            town.do(DISPATCHER, AddNote(text=TEXT))
            await town.clock.advance(0.02)
        assert link_of(connection) is Link.LAGGING
        await town.clock.advance(GIVE_UP_SECONDS - 3)
        assert [stuck.aborted] == [False]
        await town.clock.advance(4)
        assert [stuck.aborted] == [True]
        assert link_of(connection) is Link.CLOSED
        assert len(town.hub.connections) == 1
        assert len(good.of("beat")) >= 10


async def test_a_few_bytes_that_wait_too_long_are_a_lag_too() -> None:
    async with running(Town()) as town:
        stuck = Screen()
        connection = await connect(town, stuck)
        stuck.stuck = True
        town.do(DISPATCHER, call())
        await town.clock.advance(LAG_SECONDS - 0.5)
        assert link_of(connection) is Link.LIVE
        await town.clock.advance(2)
        assert link_of(connection) is Link.LAGGING
        assert stuck.waiting < HIGH_WATER


async def test_a_screen_that_reads_in_time_is_no_lag() -> None:
    async with running(Town()) as town:
        screen = Screen()
        connection = await connect(town, screen)
        screen.stuck = True
        for _ in range(20):
            town.do(DISPATCHER, AddNote(text=TEXT))
            await town.clock.advance(1)
            screen.waiting = 0
        assert link_of(connection) is Link.LIVE
        assert len(screen.of("snapshot")) == 1


async def test_a_large_snapshot_on_a_slow_line_is_no_lag() -> None:
    async with running(Town()) as town:
        screen = Screen()
        connection = await connect(town, screen)
        screen.stuck = True
        connection.write(frames.encode({"type": "x", "text": "x" * 2 * HIGH_WATER}), snapshot=True)
        town.do(DISPATCHER, call())
        await town.clock.advance(LAG_SECONDS + 1)
        assert screen.waiting > 2 * HIGH_WATER
        assert link_of(connection) is Link.LIVE
        await town.clock.advance(GIVE_UP_SECONDS)
        assert link_of(connection) is Link.LAGGING


async def test_who_asks_without_reading_the_answers_is_dropped() -> None:
    town = Town()
    greedy = Screen()
    connection = await connect(town, greedy)
    greedy.stuck = True
    for _ in range(400):
        connection.send({"type": "error", "code": "x", "message": TEXT})
    assert greedy.aborted
    assert greedy.waiting == 0
    assert link_of(connection) is Link.CLOSED


async def test_who_asks_for_the_whole_again_and_again_is_bounded() -> None:
    town = Town()
    for _ in range(200):
        town.fold(DISPATCHER, call(text=TEXT))
    town.hub.begin(town.state, "e1")
    greedy = Screen()
    connection = await connect(town, greedy)
    whole = len(frames.encode(greedy.of("snapshot")[0]))
    assert whole > HIGH_WATER
    greedy.stuck = True
    for _ in range(50):
        connection.resync("desk")
    assert greedy.waiting <= HIGH_WATER + whole + 100
    assert link_of(connection) is Link.LAGGING
    greedy.stuck, greedy.waiting = False, 0
    connection.drained()
    assert link_of(connection) is Link.LIVE
    assert len(greedy.of("snapshot")) == 3
