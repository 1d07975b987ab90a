"""History says what the log says, to each part what that part may read, and can be made again at any time."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import asyncpg
import pytest
import pytest_asyncio

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AddNote, SetUnitStatus
from dispatch.domain.events import Recalled
from dispatch.domain.lens.views import LineView
from dispatch.domain.state import EMPTY
from dispatch.domain.text import TextClass
from dispatch.log.archive import BEGINNING, LinesWanted, LogArchive
from dispatch.log.erase import erase
from dispatch.log.history import History
from dispatch.log.ledger import Ledger
from dispatch.log.store import LogStore
from tests.log.day import DISPATCHER, LOG, Day
from tests.pg import Database

DESK, FIELD, SITE = ("desk",), ("field", "unit:A7"), ("site:GRHS",)


@pytest.fixture
def day() -> Day:
    made = Day()
    made.whole()
    return made


@pytest_asyncio.fixture
async def archive(store: LogStore, day: Day) -> LogArchive:
    await day.write(store)
    await catch_up(History(store, LOG))
    return LogArchive(store, LOG)


async def catch_up(history: History) -> None:
    while await history.step():
        pass


async def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    connection = await asyncpg.connect(database.dsn)
    try:
        return {
            table: [
                tuple(row.values())
                for row in await connection.fetch(f"SELECT * FROM {table} t ORDER BY t::text")
            ]
            for table in ("history_cursors", "history_records", "history_lines", "history_words")
        }
    finally:
        await connection.close()


async def texts(archive: LogArchive, parts: tuple[str, ...], **more: object) -> list[str]:
    lines, _ = await archive.lines(LinesWanted(parts=parts, limit=1000, **more))  # type: ignore[arg-type]
    return [line.detail.text or "" for line in lines if line.detail is not None]


async def test_a_call_is_found_by_words_begun(archive: LogArchive, day: Day) -> None:
    call = next(iter(day.state.calls.values()))
    for words in (call.number, "novak", "GYM behind", "okaf", "555-0117"):
        found = await archive.search(DESK, words, 10)
        assert [view.id for view in found] == ([call.id] if words != "okaf" else []), words
    assert await archive.search(DESK, "nobody said this", 10) == []
    assert await archive.search(DESK, "'; DROP TABLE events; --", 10) == []
    assert await archive.search(DESK, "", 10) == []


async def test_nobody_finds_by_words_that_they_may_not_read(store: LogStore) -> None:
    day = Day()
    day.begin()
    day.call(caller="Ana Novak", text="two boys behind the gym")
    await day.write(store)
    await catch_up(History(store, LOG))
    archive = LogArchive(store, LOG)
    assert len(await archive.search(DESK, "novak", 10)) == 1
    for parts in (FIELD, SITE):
        assert len(await archive.search(parts, "GRHS", 10)) == 1, "the headline is theirs"
        assert await archive.search(parts, "novak", 10) == []
        assert await archive.search(parts, "gym", 10) == []
    assert await archive.search((), "GRHS", 10) == []
    assert await archive.search(("incident:1:MPD",), "GRHS", 10) == []


async def test_each_part_reads_the_lines_that_are_its_own(archive: LogArchive, day: Day) -> None:
    desk = await texts(archive, DESK)
    assert "asthma inhaler in locker" in desk
    assert "two boys behind the gym" in desk
    assert "asthma inhaler in locker" not in await texts(archive, SITE)
    for parts in (DESK, FIELD, SITE):
        lines, _ = await archive.lines(LinesWanted(parts=parts, limit=1000))
        assert lines, parts
        assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert (await archive.lines(LinesWanted(parts=(), limit=1000)))[0] == []


async def test_lines_are_turned_over_page_by_page(archive: LogArchive) -> None:
    everything, last = await archive.lines(LinesWanted(parts=DESK, limit=1000))
    assert (await archive.lines(LinesWanted(parts=DESK, limit=3)))[0] == everything[-3:]
    pages: list[LineView] = []
    after = BEGINNING
    while True:
        page, following = await archive.lines(LinesWanted(parts=DESK, limit=3, after=after))
        if not page:
            break
        assert following is not None
        pages, after = [*pages, *page], following
    assert pages == everything
    assert after == last


async def test_lines_are_narrowed_before_they_are_cut_off(archive: LogArchive, day: Day) -> None:
    call = next(iter(day.state.calls))
    action = next(iter(day.state.actions))
    about_call, _ = await archive.lines(LinesWanted(parts=DESK, limit=1000, incident=call))
    assert {line.call for line in about_call} == {call}
    about_action, _ = await archive.lines(LinesWanted(parts=DESK, limit=2, incident=action))
    assert {line.action for line in about_action} == {action}
    assert len(about_action) == 2
    by_unit, _ = await archive.lines(LinesWanted(parts=DESK, limit=1000, unit="A7"))
    assert {line.unit for line in by_unit} == {"A7"}
    by_word, _ = await archive.lines(LinesWanted(parts=DESK, limit=1, words="asthm"))
    assert by_word[0].detail is not None
    assert by_word[0].detail.text == "asthma inhaler in locker"
    assert (await archive.lines(LinesWanted(parts=SITE, limit=1, words="asthm")))[0] == []


async def test_a_place_that_is_not_the_readers_is_unknown(archive: LogArchive) -> None:
    medical = (await archive.lines(LinesWanted(parts=DESK, limit=1, words="asthm")))[0][0]
    for after in ("no such line", medical.id):
        with pytest.raises(ValueError, match="unknown"):
            await archive.lines(LinesWanted(parts=SITE, limit=5, after=after))


async def test_a_retired_call_is_kept_whole(store: LogStore, day: Day) -> None:
    call_id = next(iter(day.state.calls))
    before = day.state
    day.fire(f"retire:{call_id}")
    assert call_id not in day.state.calls
    await day.write(store)
    await catch_up(History(store, LOG))
    archive = LogArchive(store, LOG)
    whole = await archive.whole(call_id)
    assert whole is not None
    # The timer that fell is one more line about it.
    assert whole == Recalled(
        call=replace(before.calls[call_id], lines=whole.call.lines, version=whole.call.version),
        assignments=tuple(one for one in before.assignments.values() if one.call == call_id),
        lines=tuple(one for one in before.lines.values() if one.call == call_id),
    )
    assert whole.assignments
    assert whole.lines
    assert [view.id for view in await archive.search(DESK, "gym", 5)] == [call_id]
    assert await archive.whole("nothing") is None


async def test_two_nodes_write_what_one_would(store: LogStore, database: Database, day: Day) -> None:
    for _ in range(150):
        day.do(DISPATCHER, AddNote(text="all quiet", text_class=TextClass.OPERATIONAL, site="GRHS"))
        day.do(DISPATCHER, SetUnitStatus(unit="A3", status=UnitStatus.ML))
        day.do(DISPATCHER, SetUnitStatus(unit="A3", status=UnitStatus.AV))
    head = await day.write(store)
    async with LogStore(database.app_dsn, node="n2") as other:
        nodes = [History(store, LOG), History(other, LOG, live=lambda: EMPTY)]

        async def follow(history: History) -> None:
            while await history.cursor() < head.seq:
                await history.step()

        await asyncio.gather(*(follow(node) for node in nodes))
    together = await rows(database)
    assert together["history_cursors"] == [(LOG, head.seq)]

    alone = Ledger(EMPTY)
    for recorded in day.recorded:
        alone.take(recorded)
    assert {row[1] for row in together["history_lines"]} == {line.seq for line in alone.lines}
    assert {row[2] for row in together["history_records"]} == {row.id for row in alone.records()}
    assert {(row[2], row[3]) for row in together["history_words"]} == {
        (word.id, word.n) for word in alone.words()
    }


async def test_history_goes_on_from_any_node_and_however_that_node_begins(
    store: LogStore, database: Database, day: Day
) -> None:
    await day.write(store)
    await catch_up(History(store, LOG))
    seq, state = day.state.seq, day.state
    day.call(text="a second one")
    for live in (None, lambda: state):
        await _set_back(database, seq)
        await _write_rest(day, store, seq)
        await catch_up(History(store, LOG, live=live))
        assert len(await LogArchive(store, LOG).search(DESK, "second", 5)) == 1


async def test_erasing_leaves_the_words_nowhere_and_history_is_made_again(
    store: LogStore, archive: LogArchive, database: Database, day: Day
) -> None:
    created = next(one for one in day.recorded if one.event.kind == "CallCreated")
    assert await archive.search(DESK, "novak", 5)
    assert await erase(store, LOG, created.seq, "caller")
    after = await rows(database)
    assert not any(after[table] for table in after if table != "history_cursors")
    await catch_up(History(store, LOG))
    assert await archive.search(DESK, "novak", 5) == []
    found = await archive.search(DESK, "gym", 5)
    assert len(found) == 1
    caller = getattr(found[0], "caller", None)
    assert caller is not None
    assert caller.text is None, "that there was a caller stays"
    assert b"Novak" not in repr(await rows(database)).encode()
    assert not await erase(store, LOG, created.seq, "no such field")


async def test_history_is_the_same_when_made_again(
    store: LogStore, archive: LogArchive, database: Database
) -> None:
    once = await rows(database)
    assert await erase(store, LOG, 1, "nothing there") is False
    await catch_up(History(store, LOG))
    assert await rows(database) == once


async def test_it_follows_by_itself(store: LogStore, day: Day) -> None:
    history = History(store, LOG)
    following = asyncio.create_task(history.run())
    try:
        head = await day.write(store)
        async with asyncio.timeout(10):
            while await history.cursor() < head.seq:  # noqa: ASYNC110 -- another task moves it, in the database
                await asyncio.sleep(0.02)
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


async def _write_rest(day: Day, store: LogStore, after: int) -> None:
    row = await store.log(LOG)
    assert row is not None
    if row.head.seq == after:
        await day.write(store, after)


async def _set_back(database: Database, seq: int) -> None:
    """As if the last stretch had not been taken over."""
    connection = await asyncpg.connect(database.dsn)
    try:
        await connection.execute("UPDATE history_cursors SET seq = $1", seq)
        await connection.execute("DELETE FROM history_lines WHERE seq > $1", seq)
        await connection.execute("DELETE FROM history_records WHERE last_seq > $1", seq)
        await connection.execute(
            "DELETE FROM history_words w WHERE NOT EXISTS (SELECT FROM history_lines l WHERE l.id = w.id) "
            "AND NOT EXISTS (SELECT FROM history_records r WHERE r.id = w.id)"
        )
    finally:
        await connection.close()
