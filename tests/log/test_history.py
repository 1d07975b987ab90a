"""History says what the log says, to each part what that part may read, and can be made again at any time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AddNote, SetUnitStatus
from dispatch.domain.events import Recalled
from dispatch.domain.lens.sought import CallFilter
from dispatch.domain.lens.views import LineView
from dispatch.domain.state import EMPTY
from dispatch.domain.text import TextClass
from dispatch.log import builds
from dispatch.log.archive import BEGINNING, LinesWanted, LogArchive
from dispatch.log.erase import erase
from dispatch.log.faults import LogUnavailable
from dispatch.log.finding import PLANNED, CallsWanted, statements
from dispatch.log.history import BATCH, History
from dispatch.log.ledger import FORM, Ledger
from dispatch.log.store import LogStore
from tests.log.day import DISPATCHER, LOG, START, Day
from tests.pg import Database

RESTRICTED = next(code for code, one in INCIDENT_TYPES.items() if one.restricted)
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
            for table in (
                "history_builds",
                "history_records",
                "history_calls",
                "history_lines",
                "history_words",
            )
        }
    finally:
        await connection.close()


async def found(archive: LogArchive, parts: tuple[str, ...], words: str | None, **which: Any) -> list[str]:
    """The numbers of the calls that are found."""
    wanted = CallsWanted(parts=parts, limit=50, words=words, which=CallFilter(**which))
    return [one.view.number for one in (await archive.find(wanted)).calls]


async def texts(archive: LogArchive, parts: tuple[str, ...], **more: object) -> list[str]:
    lines, _ = await archive.lines(LinesWanted(parts=parts, limit=1000, **more))  # type: ignore[arg-type]
    return [line.detail.text or "" for line in lines if line.detail is not None]


async def test_a_call_is_found_by_words_begun(archive: LogArchive, day: Day) -> None:
    call = next(iter(day.state.calls.values()))
    # In the call, in its type's name, in its units, and in a line about it.
    for words in (call.number, "novak", "GYM behind", "555-0117", "disorder", "a7 novak", "asthma GRHS"):
        assert await found(archive, DESK, words) == [call.number], words
    for words in ("okaf", "nobody said this", "'; DROP TABLE events; --", "novak nobody", call.id[:6]):
        assert await found(archive, DESK, words) == [], words
    assert await found(archive, DESK, "!?") == [call.number], "no word at all is no condition"


async def test_nobody_finds_by_what_they_may_not_read(store: LogStore) -> None:
    day = Day()
    day.begin()
    call = day.call(caller="Ana Novak", text="two boys behind the gym")
    day.do(DISPATCHER, AddNote(text="canary zebra", text_class=TextClass.MEDICAL, call=call))
    secret = day.call(type=RESTRICTED, site="GRHS")
    number, other = (day.state.calls[one].number for one in (call, secret))
    await day.write(store)
    await catch_up(History(store, LOG))
    archive = LogArchive(store, LOG)
    for words in ("novak", "gym", "zebra", "GRHS"):
        assert number in await found(archive, DESK, words)
    assert await found(archive, FIELD, "GRHS") == [other, number], "the headlines are theirs"
    assert await found(archive, SITE, "GRHS") == [number], "but for a restricted type"
    partial: list[tuple[str, ...]] = [FIELD, SITE]
    for parts in partial:
        for words in ("novak", "gym", "zebra", "FIGHT novak", RESTRICTED):
            assert await found(archive, parts, words) == [], (parts, words)
        assert await found(archive, parts, None, type=RESTRICTED) == [], "not by its type either"
    assert await found(archive, DESK, None, type=RESTRICTED) == [other]
    strangers: list[tuple[str, ...]] = [(), ("incident:1:MPD",), ("site:PMES",)]
    for parts in strangers:
        assert await found(archive, parts, "GRHS") == []
        assert await found(archive, parts, None) == []


async def test_each_condition_narrows(archive: LogArchive, day: Day) -> None:
    call = next(iter(day.state.calls.values()))
    opened, second = call.times["t_received"], timedelta(seconds=1)
    fits: list[dict[str, Any]] = [
        {"number": call.number},
        {"number": call.number[:4]},
        {"site": "GRHS"},
        {"type": "FIGHT"},
        {"unit": "A7"},
        {"since": opened, "until": opened + second},
        {"site": "GRHS", "type": "FIGHT", "unit": "A7"},
    ]
    for which in fits:
        assert await found(archive, DESK, None, **which) == [call.number], which
        assert await found(archive, DESK, "gym", **which) == [call.number], which
        assert await found(archive, SITE, None, **which) == [], "it is closed, and no longer the school's"
    others: list[dict[str, Any]] = [
        {"number": call.number[1:]},
        {"number": "%"},
        {"number": "_" * len(call.number)},
        {"site": "PMES"},
        {"type": "FIRE"},
        {"unit": "A3"},
        {"since": opened + second},
        {"until": opened},
    ]
    for which in others:
        assert await found(archive, DESK, None, **which) == [], which


async def test_calls_are_turned_over_page_by_page(store: LogStore) -> None:
    day = Day()
    day.begin()
    numbers = [_number(day, text="one of many") for _ in range(7)]
    await day.write(store)
    await catch_up(History(store, LOG))
    archive = LogArchive(store, LOG)
    seen: list[str] = []
    after = None
    while True:
        page = (await archive.find(CallsWanted(parts=DESK, limit=3, words="many", after=after))).calls
        if not page:
            break
        seen += [one.view.number for one in page]
        after = page[-1].place
    assert seen == numbers[::-1]


def _number(day: Day, **more: Any) -> str:
    call = day.call(**more)
    return day.state.calls[call].number


@pytest.mark.parametrize(
    ("wanted", "indexes"),
    [
        (CallsWanted(parts=DESK, limit=21, words="sparrow"), ["time", "words"]),
        (CallsWanted(parts=DESK, limit=21, words="call sparr"), ["time", "words"]),
        (CallsWanted(parts=DESK, limit=21, which=CallFilter(unit="U19999")), ["time", "unit"]),
        (CallsWanted(parts=DESK, limit=21, which=CallFilter(unit="U7", site="S7")), ["site", "site"]),
        (CallsWanted(parts=DESK, limit=21, which=CallFilter(number="26-0001234")), ["number"]),
        (CallsWanted(parts=DESK, limit=21, which=CallFilter(number="26-0001")), ["number"]),
        (CallsWanted(parts=DESK, limit=21, which=CallFilter(site="S17")), ["site"]),
        (CallsWanted(parts=DESK, limit=21, which=CallFilter(type="T3", since=START)), ["type"]),
        (CallsWanted(parts=DESK, limit=21, which=CallFilter(since=START)), ["time"]),
        (CallsWanted(parts=DESK, limit=21, after=(START + timedelta(days=9), "x")), ["time"]),
        (CallsWanted(parts=DESK, limit=21), ["time"]),
    ],
)
async def test_each_kind_of_search_has_its_index(
    store: LogStore, database: Database, wanted: CallsWanted, indexes: list[str]
) -> None:
    """Of 20,000 calls none is looked at one by one."""
    async with store.connection() as connection:
        await connection.execute(_MANY, LOG, START)
    owner = await asyncpg.connect(database.dsn)
    try:
        await owner.execute("ANALYZE history_calls")
        async with owner.transaction():
            await owner.execute(PLANNED)
            for way, index in zip(statements(LOG, 1, "desk", wanted), indexes, strict=True):
                lines = await owner.fetch(f"EXPLAIN {way.text}", *way.arguments)
                plan = "\n".join(line[0] for line in lines)
                assert f"history_calls_by_{index}" in plan, plan
                assert "Seq Scan" not in plan, plan
    finally:
        await owner.close()


_MANY = """
INSERT INTO history_calls (log_id, build, id, part, number, site, type, units, opened_at, words)
SELECT $1, 1, 'call ' || n, part, '26-' || lpad(n::text, 7, '0'), 'S' || n % 80, 'T' || n % 12,
       ARRAY['U' || n, 'A' || n % 40], $2::timestamptz + n * interval '1 min',
       to_tsvector('simple', 'call number' || n || CASE WHEN n % 5000 = 0 THEN ' sparrow' ELSE '' END)
FROM generate_series(1, 20000) n, unnest(ARRAY['desk', 'auditor']) part
"""


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
    assert await found(archive, DESK, "gym") == [before.calls[call_id].number]
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
    assert [row[:4] for row in together["history_builds"]] == [(LOG, 1, FORM, head.seq)]

    alone = Ledger(EMPTY)
    for recorded in day.recorded:
        alone.take(recorded)
    assert {row[2] for row in together["history_lines"]} == {line.seq for line in alone.lines}
    assert {row[3] for row in together["history_records"]} == {row.id for row in alone.records()}
    assert {(row[3], row[2]) for row in together["history_calls"]} == {(c.id, c.part) for c in alone.calls()}
    assert {(row[2], row[3]) for row in together["history_words"]} == {
        (word.line, word.n) for word in alone.words
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
        assert len(await found(LogArchive(store, LOG), DESK, "second")) == 1


async def test_erasing_leaves_the_words_nowhere_at_once_and_the_rest_comes_back(
    store: LogStore, archive: LogArchive, database: Database, day: Day
) -> None:
    created = next(one for one in day.recorded if one.event.kind == "CallCreated")
    (number,) = await found(archive, DESK, "novak")
    assert await erase(store, LOG, created.seq, "caller")
    assert await found(archive, DESK, "novak") == []
    assert b"Novak" not in repr(await rows(database)).encode()
    findings = await archive.find(CallsWanted(parts=DESK, limit=5, words="gym"))
    assert findings.complete is False, "what stood in the same row is missing for now"
    with pytest.raises(LogUnavailable, match="being made"):
        await archive.whole(next(iter(day.state.calls)))
    await catch_up(History(store, LOG))
    assert await found(archive, DESK, "novak") == []
    findings = await archive.find(CallsWanted(parts=DESK, limit=5, words="gym"))
    assert findings.complete
    assert [one.view.number for one in findings.calls] == [number]
    caller = getattr(findings.calls[0].view, "caller", None)
    assert caller is not None
    assert caller.text is None, "that there was a caller stays"
    assert b"Novak" not in repr(await rows(database)).encode()
    assert not await erase(store, LOG, created.seq, "no such field")


async def test_the_words_of_a_line_are_erased_with_it(store: LogStore, archive: LogArchive, day: Day) -> None:
    note = next(one for one in day.recorded if one.event.kind == "LineWritten")
    assert len(await found(archive, DESK, "asthma")) == 1
    assert await erase(store, LOG, note.seq, "text")
    for _ in range(2):
        assert await found(archive, DESK, "asthma") == []
        assert (await archive.lines(LinesWanted(parts=DESK, limit=5, words="asthma")))[0] == []
        await catch_up(History(store, LOG))
    assert len(await found(archive, DESK, "gym")) == 1


async def test_a_node_that_still_knows_an_erased_text_does_not_bring_it_back(
    store: LogStore, database: Database
) -> None:
    day = Day()
    day.begin()
    call = day.call(caller="Ana Novak", text="two boys behind the gym")
    head = await day.write(store)
    history = History(store, LOG, live=lambda: day.state)
    await catch_up(history)
    created = next(one for one in day.recorded if one.event.kind == "CallCreated")
    assert await erase(store, LOG, created.seq, "caller")
    await catch_up(history)
    day.do(DISPATCHER, AddNote(text="and it goes on", text_class=TextClass.OPERATIONAL, call=call))
    await day.write(store, head.seq)
    await catch_up(history)
    assert len(await found(LogArchive(store, LOG), DESK, "goes on gym")) == 1
    assert b"Novak" not in repr(await rows(database)).encode()


async def test_history_is_the_same_when_made_again(
    store: LogStore, archive: LogArchive, database: Database
) -> None:
    once = await rows(database)
    async with store.connection() as connection:
        await builds.begin_next(connection, LOG)
    await catch_up(History(store, LOG))
    again = await rows(database)
    assert [row[1] for row in once.pop("history_builds")] == [1]
    assert [row[1] for row in again.pop("history_builds")] == [2], "and the old one is cleared away"
    without_build = {name: sorted(repr((*row[:1], *row[2:])) for row in kept) for name, kept in again.items()}
    assert without_build == {
        name: sorted(repr((*row[:1], *row[2:])) for row in kept) for name, kept in once.items()
    }


async def test_readers_stay_with_the_old_build_until_the_new_one_holds_as_much(
    store: LogStore, database: Database, day: Day
) -> None:
    for number in range(BATCH):
        day.do(DISPATCHER, AddNote(text=f"filler {number}", text_class=TextClass.OPERATIONAL, site="GRHS"))
    await day.write(store)
    history, archive = History(store, LOG), LogArchive(store, LOG)
    await catch_up(history)
    async with store.connection() as connection:
        await builds.begin_next(connection, LOG)
        assert await history.make(), "the first stretch of two"
        assert [one.serving for one in await builds.every(connection, LOG)] == [True, False]
        assert not await builds.switch(connection, LOG, 2), "it holds less"
    assert len(await found(archive, DESK, "gym")) == 1
    lines, _ = await archive.lines(LinesWanted(parts=DESK, limit=1000, words="filler"))
    assert len(lines) == BATCH, "none twice"
    # Whoever began it has died; another node goes on where the rows end.
    other = History(store, LOG)
    await catch_up(other)
    async with store.connection() as connection:
        assert [one.number for one in await builds.every(connection, LOG)] == [2]
    assert len(await found(archive, DESK, "gym")) == 1
    lines, _ = await archive.lines(LinesWanted(parts=DESK, limit=1000, words="filler"))
    assert len(lines) == BATCH


async def test_rows_of_an_older_form_are_made_again_and_those_of_a_newer_left_alone(
    store: LogStore, archive: LogArchive, database: Database
) -> None:
    async with store.connection() as connection:
        await connection.execute("UPDATE history_builds SET form = form - 1")
    await catch_up(History(store, LOG))
    async with store.connection() as connection:
        (build,) = await builds.every(connection, LOG)
        assert (build.number, build.form, build.serving) == (2, FORM, True)
        await connection.execute("UPDATE history_builds SET form = form + 1, seq = 0")
    assert not await History(store, LOG).step()


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
        await connection.execute("UPDATE history_builds SET seq = $1", seq)
        await connection.execute("DELETE FROM history_lines WHERE seq > $1", seq)
        await connection.execute("DELETE FROM history_records WHERE last_seq > $1", seq)
        await connection.execute(
            "DELETE FROM history_words w WHERE NOT EXISTS (SELECT FROM history_lines l WHERE l.id = w.line)"
        )
    finally:
        await connection.close()
