"""Playing scenarios through the commands that people give."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused
from dispatch.domain import commands as c
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.vocabulary import ActionEnd, CallStatus
from dispatch.links.demo import load
from dispatch.links.demo.people import actor
from dispatch.links.play import (
    ScenarioProblem,
    exercise_log,
    needs_exercise,
    open_exercise,
    read,
    run,
)
from dispatch.links.play.expect import judge
from dispatch.links.play.scenario import KEYS, ROLES
from dispatch.links.shipped import shipped_text, world
from tests.links.node import CLOCK, LOG, node, people
from tests.pg import Database

FILE = shipped_text("scenarios.yaml").encode()


async def test_sc01_is_played_to_its_end_on_a_demo(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration)
        before = set(desk.state.calls)
        scenario, lines = read(FILE, "SC01"), list[str]()
        assert not needs_exercise(scenario, desk.state)
        summary = await run(desk, scenario, CLOCK, 0, lines.append)
        assert summary.refused == []
        assert summary.events == len(scenario.moments) == 20
        assert set(summary.expectations().values()) == {True}
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
        assert summary.saved == 22
        assert any("principal: action_release" in line and "Thomas Odell" in line for line in lines)


async def test_it_can_be_played_again_at_once(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration)
        scenario = read(FILE, "SC01")
        for _ in range(2):
            assert (await run(desk, scenario, CLOCK, 0, lambda _: None)).refused == []
        assert sum(call.type == "POLACT" for call in desk.state.calls.values()) == 2


async def test_another_node_sees_every_step(database: Database, tmp_path: Path) -> None:
    async with (
        people(database) as (administration, _, _),
        node(database, tmp_path / "1") as serving,
        node(database, tmp_path / "2", "n2") as playing,
    ):
        await load(serving, administration)
        await caught_up(playing, serving.head.seq)
        await run(playing, read(FILE, "SC01"), CLOCK, 0, lambda _: None)
        await caught_up(serving, playing.head.seq)
        assert serving.state == playing.state


async def caught_up(desk: Desk, seq: int) -> None:
    for _ in range(500):
        if desk.head.seq >= seq:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"event {seq} did not arrive")


async def test_every_scenario_is_told_to_its_end(database: Database, tmp_path: Path) -> None:
    """Nothing is skipped: each event gives at least one command, and none of them is refused."""
    async with people(database) as (administration, _, _), node(database, tmp_path / "parent") as parent:
        await load(parent, administration)
        for scenario_id in ("SC02", "SC03", "SC05", "SC06", "SC07", "SC09", "SC10"):
            log = exercise_log(parent, CLOCK)
            async with node(database, tmp_path / scenario_id, scenario_id, log, "exercise") as desk:
                await open_exercise(parent.state, desk, CLOCK)
                scenario, lines = read(FILE, scenario_id), list[str]()
                summary = await run(desk, scenario, CLOCK, 0, lines.append)
                assert summary.refused == [], scenario_id
                assert summary.events == len(scenario.moments)
                for moment in scenario.moments:
                    assert any(f"{moment.by}: {moment.do}" in line for line in lines), moment
                assert False not in summary.expectations().values(), (scenario_id, summary.expectations())
                if scenario_id == "SC02":
                    doors_are_being_opened(desk)


def doors_are_being_opened(desk: Desk) -> None:
    """A Lockdown is never released over the public address: it stays in force while its doors are opened."""
    lockdown = next(
        one for one in desk.state.actions.values() if one.type == "LOCKDOWN" and one.ended_at is None
    )
    assert lockdown.site == "GRHS"
    assert lockdown.board is not None
    assert len(lockdown.board) == 104
    assert lockdown.board["201"] == "RELEASED"


async def test_what_a_threat_report_says_is_not_stored(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration)
        await run(desk, read(FILE, "SC07"), CLOCK, 0, lambda _: None)
        call = next(one for one in desk.state.calls.values() if one.type == "THREAT")
        assert call.source is CallSource.SAFE2TELL
        assert getattr(call.text, "value", None) == "S2T-118204"


async def test_a_secure_without_a_confirmation_is_not_released(database: Database, tmp_path: Path) -> None:
    text = shipped_text("scenarios.yaml").replace("do: decision", "do: log")
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration)
        summary = await run(desk, read(text.encode(), "SC01"), CLOCK, 0, lambda _: None)
        assert any("name who did" in one for one in summary.refused)
        assert {
            one.site for one in desk.state.actions.values() if one.type == "SECURE" and one.ended_at is None
        } == {
            "LKES",
            "GRHS",
        }


async def test_an_exercise_has_a_log_of_its_own(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path / "1") as parent:
        await load(parent, administration)
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
            summary = await run(desk, read(FILE, "SC01"), CLOCK, 0, lines.append)
            assert summary.refused == []
            assert {call.mode for call in desk.state.calls.values()} == {Mode.EXERCISE}
            assert {action.mode for action in desk.state.actions.values()} == {Mode.EXERCISE}
            assert any("before" in line and "A3 LOG" in line for line in lines)
        assert parent.head == head


async def test_speed_is_kept(database: Database, tmp_path: Path) -> None:
    text = b"""---
id: X
mode: ACTUAL
sites: [LKES]
events:
  - {t: 0, by: dispatcher, do: log, text: "one"}
  - {t: 30, by: dispatcher, do: log, text: "two"}
"""
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration)
        began = CLOCK.monotonic()
        await run(desk, read(text, "X"), CLOCK, 100, lambda _: None)
        assert 0.3 <= CLOCK.monotonic() - began < 5


def test_the_vocabulary_is_complete() -> None:
    documents = shipped_text("scenarios.yaml")
    assert set(world_list("event_kinds", documents)) == set(KEYS)
    assert set(world_list("roles", documents)) == ROLES


def world_list(name: str, text: str) -> list[str]:
    line = next(one for one in text.splitlines() if one.startswith(f"{name}: ["))
    return line.removeprefix(f"{name}: [").rstrip("]").split(", ")


HEAD = b"---\nid: X\nmode: ACTUAL\nsites: [LKES]\nevents:\n"
WRONG = {
    "kind": (b"  - {t: 0, by: dispatcher, do: dance}\n", "line 6: there is no event kind 'dance'"),
    "role": (b"  - {t: 0, by: wizard, do: log}\n", "line 6: there is no role 'wizard'"),
    "time": (b"  - {t: soon, by: psap, do: log}\n", "line 6: t is a number"),
    "order": (
        b"  - {t: 9, by: psap, do: log}\n  - {t: 3, by: psap, do: log}\n",
        "line 7: t = 3 comes after t = 9",
    ),
    "word": (b"  - {t: 0, by: psap, do: log, colour: red}\n", "line 6: log does not say colour"),
    "parameter": (
        b"  - {t: 0, by: psap, do: action_start, action: HOLD, params: {volume: 11}}\n",
        "line 6: action_start does not say volume",
    ),
    "needed": (b"  - {t: 0, by: psap, do: call_created}\n", "line 6: call_created needs type"),
    "twice": (b"  - {t: 0, t: 1, by: psap, do: log}\n", "line 6: a key stands twice"),
    "alias": (b"  - &a {t: 0, by: psap, do: log}\n  - *a\n", "aliases are not used"),
    "object": (b"  - !!python/object/apply:os.system ['true']\n", "could not determine a constructor"),
    "no event": (b"  - 7\n", "an event is a mapping"),
    "syntax": (b"  - {t: 0\n", "line 7"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_by_its_line(case: str) -> None:
    events, expected = WRONG[case]
    with pytest.raises(ScenarioProblem, match=expected):
        read(HEAD + events, "X")


def test_an_unknown_scenario_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ScenarioProblem, match="there are: SC01, SC02"):
        read(FILE, "SC99")


async def test_a_site_that_is_not_there_is_found_before_anything_is_given(
    database: Database, tmp_path: Path
) -> None:
    events = b"  - {t: 0, by: psap, do: log}\n  - {t: 1, by: psap, do: log, site: NOWHERE}\n"
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration)
        head = desk.head
        with pytest.raises(ScenarioProblem, match="line 7: this district has no site NOWHERE"):
            await run(desk, read(HEAD + events, "X"), CLOCK, 0, print)
        assert desk.head == head


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("a.t <= 30", True),
        ("a.t < 21", False),
        ("a.t == 21", True),
        ("flag == true", True),
        ("flag == false", False),
        ("name == 'x y'", True),
        ("name == 21", False),
        ("other <= 3", None),
        ("count(x) == 3", None),
        ("__import__('os')", None),
    ],
)
def test_expectations_are_held_against_what_was_measured(line: str, held: bool | None) -> None:
    assert judge(line, {"a.t": 21.0, "flag": True, "name": "x y"}) is held


async def test_a_school_may_not_release_a_secure_by_itself(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration)
        start = Envelope(id=CLOCK.new_id(), command=c.StartAction(sites=("GRHS",), type=ActionType.SECURE))
        started = await desk.submit(actor("dispatcher"), start)
        action = started.refs["actions"][0]  # type: ignore[union-attr]
        release = c.ReleaseAction(action=action, released_by="Renata Vance")
        result = await desk.submit(actor("principal"), Envelope(id=CLOCK.new_id(), command=release))
        assert isinstance(result, Refused)
        assert result.refusal.field == "confirmed_by"


def test_the_world_of_the_scenarios_is_the_demo() -> None:
    assert world()["district"]["code"] == "PMSD"
