"""Who has seen it: sent when it was written to a device's link, shown when the device says so, and everybody else is not reached."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dispatch.desk.clock import SystemClock
from dispatch.desk.connection import HIGH_WATER, Connection
from dispatch.desk.hub import Since
from dispatch.domain.actor import Actor
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import (
    AcknowledgeNotice,
    RecordReached,
    SendMessage,
    SetUnitStatus,
    StartAction,
)
from dispatch.domain.events import SilenceFound
from dispatch.domain.vocabulary import ReachWay
from dispatch.links import receipts as sharing
from dispatch.links.receipts import share_receipts
from dispatch.log.codec import decode
from dispatch.log.store import LogStore
from tests.desk.town import Town
from tests.desk.world import (
    AUDITOR,
    DISPATCHER,
    LIAISON,
    LOG,
    Screen,
    desk_on,
    furnish,
    officer,
    principal,
    saved,
    until,
)
from tests.pg import Database


async def joined(town: Town, who: Actor, session: str = "s") -> tuple[Screen, Connection]:
    screen = Screen()
    connection = await town.hub.attach(screen, who=who, session=session)
    assert connection is not None
    return screen, connection


def last(screen: Screen, part: str) -> int:
    """The number of the last frame or snapshot of a part that a screen was sent."""
    return max(int(one["n"]) for one in screen.messages if one.get("part") == part and "n" in one)


def rows(screen: Screen, notice: str) -> dict[str, dict[str, Any]]:
    """A ledger as the desk was last shown it."""
    found = [item for one in screen.of("ledgers") for item in one["items"] if item["notice"] == notice]
    return {row["recipient"]: row for row in found[-1]["rows"]}


async def show(town: Town) -> None:
    town.hub.ledgers.show()
    await town.hub.pace.flush()


async def test_from_not_reached_to_known() -> None:
    town = Town()
    desk, _ = await joined(town, DISPATCHER)
    phone, link = await joined(town, officer("A1"))
    refs = town.do(DISPATCHER, SendMessage(text="Call me.", units=("A1", "A2")))
    notice = refs["notice"]
    town.hub.ledgers.show()
    await town.hub.pace.flush()
    # Nothing had left yet when this was reckoned.
    assert {one["progress"] for one in rows(desk, notice).values()} == {"not_reached"}
    await show(town)
    assert rows(desk, notice)["unit:A1"]["progress"] == "delivered"
    # The other officer has no screen open: he is on the list all the same, and is not reached.
    assert rows(desk, notice)["unit:A2"]["progress"] == "not_reached"
    town.clock.wall += timedelta(seconds=3)
    link.seen("unit:A1", last(phone, "unit:A1"))
    await show(town)
    row = rows(desk, notice)["unit:A1"]
    assert row["progress"] == "painted"
    assert row["devices"][0]["person"] == "Ofc A1"
    assert row["devices"][0]["painted_at"] > row["devices"][0]["delivered_at"]
    town.do(officer("A1"), AcknowledgeNotice(notice=notice))
    town.do(DISPATCHER, RecordReached(notice=notice, recipient="unit:A2", way=ReachWay.RADIO))
    await show(town)
    told = rows(desk, notice)
    assert {one["progress"] for one in told.values()} == {"known"}
    assert (told["unit:A1"]["way"], told["unit:A2"]["way"]) == ("acknowledged", "radio")


async def test_a_frame_that_is_painted_says_nothing_of_a_later_one() -> None:
    town = Town()
    phone, link = await joined(town, officer("A1"))
    first = town.do(DISPATCHER, SendMessage(text="1", units=("A1",)))["notice"]
    await town.hub.pace.flush()
    early = last(phone, "unit:A1")
    second = town.do(DISPATCHER, SendMessage(text="2", units=("A1",)))["notice"]
    await town.hub.pace.flush()
    link.seen("unit:A1", early)
    (one,), (two,) = town.hub.receipts.of(first), town.hub.receipts.of(second)
    assert one.painted_at is not None
    assert two.painted_at is None
    # A part that the screen does not hold, or a number that it never got, is nothing.
    link.seen("unit:A2", 99)
    assert town.hub.receipts.of(second) == (two,)


async def test_who_opens_a_screen_later_is_reached_by_its_snapshot() -> None:
    town = Town()
    notice = (
        f"action:{town.do(DISPATCHER, StartAction(sites=('GRHS',), type=ActionType.SECURE))['actions'][0]}"
    )
    assert town.hub.receipts.of(notice) == ()
    screen, link = await joined(town, principal("GRHS"))
    (receipt,) = town.hub.receipts.of(notice)
    assert (receipt.recipient, receipt.painted_at) == ("site:GRHS", None)
    link.seen("site:GRHS", last(screen, "site:GRHS"))
    assert town.hub.receipts.of(notice)[0].painted_at is not None
    other, _ = await joined(town, principal("PMES"))
    assert other.of("snapshot")
    assert len(town.hub.receipts.of(notice)) == 1, "another school is not sent it"


async def test_who_comes_back_is_reached_by_what_he_missed() -> None:
    town = Town()
    since = Since("e1", town.state.seq)
    notice = town.do(DISPATCHER, SendMessage(text="x", units=("A1",)))["notice"]
    screen = Screen()
    assert await town.hub.attach(screen, who=officer("A1"), session="s", since=since)
    assert screen.of("welcome")[0]["mode"] == "resume"
    assert [one.recipient for one in town.hub.receipts.of(notice)] == ["unit:A1"]


async def test_a_screen_that_does_not_read_is_not_reached() -> None:
    town = Town()
    phone, link = await joined(town, officer("A1"))
    phone.stuck, phone.waiting = True, 2 * HIGH_WATER
    link.watch()
    notice = town.do(DISPATCHER, SendMessage(text="x", units=("A1",)))["notice"]
    await town.hub.pace.flush()
    assert town.hub.receipts.of(notice) == ()
    phone.stuck, phone.waiting = False, 0
    town.hub.watch_lagging()
    assert len(town.hub.receipts.of(notice)) == 1, "it has caught up and was sent a snapshot"


@pytest.mark.parametrize("who", [AUDITOR, LIAISON])
async def test_who_only_looks_on_leaves_no_receipt(who: Actor) -> None:
    town = Town()
    await joined(town, who)
    notice = town.do(DISPATCHER, SendMessage(text="x", everyone=True))["notice"]
    await town.hub.pace.flush()
    assert town.hub.receipts.of(notice) == ()


async def test_only_the_desk_and_the_auditor_are_shown_who_knows() -> None:
    town = Town()
    screens = {who.role: (await joined(town, who))[0] for who in (AUDITOR, officer("A1"), principal("GRHS"))}
    town.do(DISPATCHER, SendMessage(text="x", everyone=True))
    await show(town)
    assert {role for role, screen in screens.items() if screen.of("ledgers")} == {AUDITOR.role}
    late = [(await joined(town, who))[0] for who in (DISPATCHER, officer("A2"))]
    assert [bool(screen.of("ledgers")) for screen in late] == [True, False]


async def test_somebody_who_goes_off_duty_leaves_the_list() -> None:
    town = Town()
    desk, _ = await joined(town, DISPATCHER)
    notice = town.do(DISPATCHER, SendMessage(text="x", everyone=True))["notice"]
    await show(town)
    assert "unit:A3" in rows(desk, notice)
    town.do(DISPATCHER, SetUnitStatus(unit="A3", status=UnitStatus.OFF))
    await show(town)
    assert "unit:A3" not in rows(desk, notice)
    assert "unit:A4" in rows(desk, notice)


async def test_what_is_unwritten_is_told_once_or_again_when_it_could_not_be() -> None:
    town = Town()
    await joined(town, officer("A1"))
    town.do(DISPATCHER, SendMessage(text="x", units=("A1",)))
    await town.hub.pace.flush()
    taken = town.hub.receipts.take_unwritten()
    assert [one.recipient for one in taken] == ["unit:A1"]
    assert town.hub.receipts.take_unwritten() == []
    town.hub.receipts.give_back(taken)
    assert town.hub.receipts.take_unwritten() == taken
    assert all(town.hub.receipts.hear(one) is None for one in taken), "no news"


async def test_receipts_cross_nodes_and_stand_in_the_event(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "RECEIPTS_SECONDS", 0.05)
    async with (
        LogStore(database.app_dsn, node="n1") as here_store,
        LogStore(database.app_dsn, node="n2") as there_store,
        desk_on(database, tmp_path / "1", store=here_store) as here,
        desk_on(database, tmp_path / "2", store=there_store) as there,
    ):
        clock = SystemClock()
        tasks = [
            asyncio.create_task(share_receipts(desk, store, clock))
            for desk, store in ((here, here_store), (there, there_store))
        ]
        try:
            await furnish(here)
            await until(lambda: there.state.seq == here.state.seq)
            phone = Screen()
            link = await there.hub.attach(phone, who=officer("A1"), session="s")
            assert link is not None
            refs = (
                await saved(here, DISPATCHER, SendMessage(text="x", units=("A1", "A2"), critical=True))
            ).refs
            notice = str(refs["notice"])
            await until(lambda: bool(here.hub.receipts.of(notice)))
            link.seen("unit:A1", last(phone, "unit:A1"))
            await until(lambda: here.hub.receipts.of(notice)[0].painted_at is not None)
            # A node that starts anew reads what was noted before.
            async with (
                LogStore(database.app_dsn, node="n3") as later_store,
                desk_on(database, tmp_path / "3", store=later_store) as later,
            ):
                tasks.append(asyncio.create_task(share_receipts(later, later_store, clock)))
                await until(lambda: bool(later.hub.receipts.of(notice)))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def test_silence_is_found_with_the_receipts_as_they_stood(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dispatch.domain.folds.notices.SILENCE_AFTER", _AtOnce())
    async with (
        LogStore(database.app_dsn, node="n1") as store,
        desk_on(database, tmp_path, store=store, timers=True) as desk,
    ):
        await furnish(desk)
        await desk.hub.attach(Screen(), who=officer("A1"), session="s")
        command = SendMessage(text="x", units=("A1", "A2"), critical=True)
        notice = str((await saved(desk, DISPATCHER, command)).refs["notice"])
        await until(lambda: f"silence:{notice}" in desk.state.alarms)
        stored = await store.read(LOG, 0)
        found = [one.event for one in map(decode, stored) if isinstance(one.event, SilenceFound)]
        assert found[0].unreached == ("unit:A2",)
        assert [(one.recipient, one.person) for one in found[0].receipts] == [("unit:A1", "p-A1")]


class _AtOnce(dict[Any, timedelta]):
    def __missing__(self, kind: Any) -> timedelta:
        return timedelta(milliseconds=300)
