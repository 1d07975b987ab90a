"""Every scenario that is shipped, played to its end on a real desk: nothing is lost, nothing is refused that should not be."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused
from dispatch.domain import commands as c
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.vocabulary import ActionEnd, CallStatus
from dispatch.links.demo.people import actor
from dispatch.links.play import (
    Pace,
    Summary,
    exercise_log,
    needs_exercise,
    open_exercise,
    read,
    run,
)
from dispatch.links.play.documents import documents
from dispatch.links.shipped import shipped_text, world
from tests.links.node import CLOCK, LOG, node
from tests.pg import Database

FILE = shipped_text("scenarios.yaml").encode()
IDS = ("SC01", "SC02", "SC03", "SC05", "SC06", "SC07", "SC09", "SC10")


@pytest_asyncio.fixture
async def database(demo_database: Database) -> Database:
    """Every test here begins with the loaded demo."""
    return demo_database


async def played(desk: Desk, data: bytes, scenario: str, lines: list[str] | None = None) -> Summary:
    """At full speed."""
    say = lines.append if lines is not None else lambda _: None
    return await run(desk, read(data, scenario), CLOCK, Pace(CLOCK, 0), say)


@dataclass(frozen=True)
class Told:
    """What a scenario's play comes to."""

    as_commands: int
    as_entries: int
    saved: tuple[int, int]
    """Commands after everybody has signed on, in the demo and in an exercise: a unit that is busy in the demo is stacked there."""
    expected: str
    """A letter a line of ``expect``: m met, e met by a marked entry only, ? not yet measurable."""


TOLD = {
    "SC01": Told(13, 7, (16, 16), "mmme"),
    "SC02": Told(15, 10, (31, 31), "mmmmm??"),
    "SC03": Told(14, 6, (18, 18), "mm?m"),
    "SC05": Told(14, 4, (16, 16), "mmm?"),
    "SC06": Told(16, 2, (21, 21), "mm??"),
    "SC07": Told(9, 6, (9, 9), "??m?"),
    "SC09": Told(11, 5, (11, 11), "?m???"),
    "SC10": Told(12, 1, (13, 16), "mm?"),
}


def test_every_shipped_scenario_is_here() -> None:
    assert tuple(one["id"] for one in documents(FILE) if "events" in one) == IDS == tuple(TOLD)


@pytest.mark.parametrize("scenario_id", IDS)
@pytest.mark.parametrize("where", ["demo", "exercise"])
async def test_it_is_played_to_its_end(
    database: Database, tmp_path: Path, scenario_id: str, where: str
) -> None:
    async with node(database, tmp_path / "1") as parent:
        if where == "demo":
            await is_told(parent, scenario_id)
            return
        head, log = parent.head, exercise_log(parent, CLOCK)
        async with node(database, tmp_path / "2", "n2", log, "exercise") as desk:
            await open_exercise(parent.state, desk, CLOCK)
            await is_told(desk, scenario_id)
            assert {one.mode for one in desk.state.calls.values()} <= {Mode.EXERCISE}
            assert {one.mode for one in desk.state.actions.values()} <= {Mode.EXERCISE}
        assert parent.head == head


async def is_told(desk: Desk, scenario_id: str) -> None:
    """Every event became commands or a marked entry; each of them is in the log; the rest is as written in the table."""
    before, lines, told = desk.state, list[str](), TOLD[scenario_id]
    scenario = read(FILE, scenario_id)
    summary = await played(desk, FILE, scenario_id, lines)
    assert (summary.stopped, summary.left) == (None, ())
    assert summary.refused == []
    assert (summary.as_commands, summary.as_entries) == (told.as_commands, told.as_entries)
    assert summary.as_commands + summary.as_entries == summary.events == len(scenario.moments)
    saved = [
        line[9:50].strip() for line in lines if " saved " in line[:110] and not line.startswith(scenario_id)
    ]
    signed_on = sum(line.startswith(" before ") for line in lines)
    assert len(saved) == summary.saved + summary.entries == summary.given == len(summary.latencies_ms)
    assert set(saved) >= {str(moment) for moment in scenario.moments}
    live = desk.state.home is not None and desk.state.home.nature is Nature.LIVE
    assert summary.saved - signed_on == told.saved[0 if live else 1]
    assert "".join(map(letter, summary.expectations())) == told.expected
    new = {one.id for one in desk.state.lines.values()} - before.lines.keys()
    assert len(new) >= summary.entries > 0
    if scenario_id == "SC02":
        doors_are_being_opened(desk)


def letter(judgement: object) -> str:
    told = str(judgement)
    if "NOT MET" in told:
        return "X"
    if "not yet measurable" in told:
        return "?"
    return "e" if "by a marked entry only" in told else "m"


def doors_are_being_opened(desk: Desk) -> None:
    """A Lockdown is never released over the public address: it stays in force while its doors are opened."""
    lockdown = next(
        one for one in desk.state.actions.values() if one.type == "LOCKDOWN" and one.ended_at is None
    )
    assert lockdown.site == "GRHS"
    assert lockdown.release_authority is not None
    assert lockdown.release_authority.startswith("Begin room-by-room release")
    assert lockdown.board is not None
    assert len(lockdown.board) == 104
    assert lockdown.board["201"] == "RELEASED"


async def test_what_sc01_leaves_behind(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path) as desk:
        before, lines = set(desk.state.calls), list[str]()
        assert not needs_exercise(read(FILE, "SC01"), desk.state)
        await played(desk, FILE, "SC01", lines)
        state = desk.state
        (call,) = (one for one in state.calls.values() if one.id not in before)
        assert (call.type, call.status, call.disposition) == ("POLACT", CallStatus.CLOSED, "REFER")
        assert (call.mode, call.source) == (Mode.ACTUAL, CallSource.PSAP_CALLDOWN)
        secures = {one.site: one for one in state.actions.values() if one.type == "SECURE"}
        assert set(secures) == {"LKES", "GRHS"}
        for one in secures.values():
            assert one.end is ActionEnd.RELEASED
            assert (
                one.confirmed_by == "MPD sergeant confirms by name and callback that both schools may release"
            )
        assert secures["LKES"].entry_mode is EntryMode.NO_ENTRY_NO_EXIT
        assert secures["GRHS"].entry_mode is EntryMode.CONTROLLED_RELEASE
        assert secures["LKES"].released_by == "Thomas Odell"
        assert state.units["A3"].status is UnitStatus.AV
        assert any("principal: action_release" in line and "Thomas Odell" in line for line in lines)


async def test_it_can_be_played_again_at_once(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path) as desk:
        for _ in range(2):
            assert (await played(desk, FILE, "SC01")).refused == []
        assert sum(call.type == "POLACT" for call in desk.state.calls.values()) == 2


async def test_another_node_sees_every_step(database: Database, tmp_path: Path) -> None:
    async with (
        node(database, tmp_path / "1") as serving,
        node(database, tmp_path / "2", "n2") as playing,
    ):
        await caught_up(playing, serving.head.seq)
        await played(playing, FILE, "SC01")
        await caught_up(serving, playing.head.seq)
        assert serving.state == playing.state


async def caught_up(desk: Desk, seq: int) -> None:
    for _ in range(500):
        if desk.head.seq >= seq:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"event {seq} did not arrive")


async def test_what_a_threat_report_says_is_not_stored(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path) as desk:
        await played(desk, FILE, "SC07")
        call = next(one for one in desk.state.calls.values() if one.type == "THREAT")
        assert call.source is CallSource.SAFE2TELL
        assert getattr(call.text, "value", None) == "S2T-118204"
        assert call.reports[0].caller is None


UNCONFIRMED = {
    "nobody decided": ("do: decision", "do: log"),
    "what was decided was something else": ("both schools may release", "the report is true"),
    "it was decided by somebody who may not": (
        "by: dispatcher, do: decision",
        "by: facility_manager, do: decision",
    ),
    "it was decided before the order": ("t: 2310, by: dispatcher, do: decision", ""),
}


@pytest.mark.parametrize("case", UNCONFIRMED)
async def test_a_secure_without_a_confirmation_is_not_released(
    database: Database, tmp_path: Path, case: str
) -> None:
    text = shipped_text("scenarios.yaml")
    old, new = UNCONFIRMED[case]
    if new:
        assert old in text
        text = text.replace(old, new)
    else:
        rows = text.splitlines(keepends=True)
        decided = next(row for row in rows if old in row)
        rows.remove(decided)
        first = next(at for at, row in enumerate(rows) if "t: 14," in row)
        rows.insert(first, decided.replace("t: 2310", "t: 10"))
        text = "".join(rows)
    async with node(database, tmp_path) as desk:
        summary = await played(desk, text.encode(), "SC01")
        moments = read(text.encode(), "SC01").moments
        expected = [(one.line, "confirmation_needed") for one in moments if one.do == "action_release"]
        refused = [(one.line, one.code) for one in summary.refused if one.command == "ReleaseAction"]
        assert refused == expected
        (problem, *_) = [one for one in summary.refused if one.command == "ReleaseAction"]
        assert str(problem) == (
            f"line {problem.line}, 38:45, principal: action_release: ReleaseAction confirmation_needed (confirmed_by): "
            "A Secure is released after law enforcement or dispatch confirmed: name who did."
        )
        in_force = [one.site for one in desk.state.actions.values() if one.ended_at is None]
        assert set(in_force) >= {"LKES", "GRHS"}
        # A call whose order is in force stays open, and that is said too.
        assert [one.command for one in summary.refused] == ["ReleaseAction", "ReleaseAction", "CloseCall"]
        assert f"(lines {expected[0][0]}, {expected[1][0]}, " in str(summary.problem())


async def test_an_exercise_has_a_log_of_its_own(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path / "1") as parent:
        head = parent.head
        log = exercise_log(parent, CLOCK)
        assert log.startswith(f"{LOG}.x{head.seq}.")
        async with node(database, tmp_path / "2", "n2", log, "exercise") as desk:
            await open_exercise(parent.state, desk, CLOCK)
            assert desk.state.home is not None
            assert desk.state.home.nature is Nature.EXERCISE
            assert {code: one.roster for code, one in desk.state.sites.items()} == {
                code: one.roster for code, one in parent.state.sites.items()
            }
            lines: list[str] = []
            await played(desk, FILE, "SC01", lines)
            assert any("before" in line and "A3 signs on" in line and "Ty Benally" in line for line in lines)


async def test_a_school_may_not_release_a_secure_by_itself(database: Database, tmp_path: Path) -> None:
    async with node(database, tmp_path) as desk:
        start = Envelope(id=CLOCK.new_id(), command=c.StartAction(sites=("GRHS",), type=ActionType.SECURE))
        started = await desk.submit(actor("dispatcher"), start)
        action = started.refs["actions"][0]  # type: ignore[union-attr]
        release = c.ReleaseAction(action=action, released_by="Renata Vance")
        result = await desk.submit(actor("principal"), Envelope(id=CLOCK.new_id(), command=release))
        assert isinstance(result, Refused)
        assert result.refusal.field == "confirmed_by"


def test_the_world_of_the_scenarios_is_the_demo() -> None:
    assert world()["district"]["code"] == "PMSD"
