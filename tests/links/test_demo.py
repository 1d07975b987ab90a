"""The demo loaded into a real log: once, completely, and through everybody's door."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dispatch.desk.results import Envelope, Saved
from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus as U
from dispatch.domain.decision_records import DecisionStatus
from dispatch.domain.incidents import CommandEnd
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.lens.views import PositionView
from dispatch.domain.rooms import RoomStatus
from dispatch.domain.vocabulary import ActionStatus, CallStatus, TimerKind
from dispatch.links.demo import Beats, DemoProblem, accounts, answer_forgotten_checks, load, loading, password
from dispatch.links.demo.beats import position
from dispatch.links.demo.conduct import the_incident
from dispatch.links.demo.district import opening
from dispatch.links.demo.loading import give, open_district, roster_step
from dispatch.links.demo.people import actor
from dispatch.links.demo.shift import chains
from dispatch.links.demo.steps import call_id, step_id
from tests.links.node import CLOCK, LOG, node, people
from tests.pg import Database


async def test_loading_it_twice_changes_nothing(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        first = await load(desk, administration, quiet=True)
        head, state = desk.head, desk.state
        again = await load(desk, administration, quiet=True)
        assert first.refused == again.refused == ()
        assert (first.known, again.given) == (0, 0)
        assert again.known == 3, "opened, its roster, its wall display"
        assert again.accounts_changed == 0
        assert desk.head == head
        assert desk.state is state


async def test_another_node_finds_it_complete(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _):
        async with node(database, tmp_path) as desk:
            await load(desk, administration, quiet=True)
            state = desk.state
        async with node(database, tmp_path, "n2") as other:
            assert (await load(other, administration)).given == 0
            assert other.state == state


async def test_a_load_that_was_cut_off_is_completed(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        opened = await open_district(desk)
        assert isinstance(opened, Saved)
        cut = [roster_step(), *(step for chain in chains(opened.at, quiet=True)[0] for step in chain)]
        assert all([isinstance(await give(desk, step), Saved) for step in cut])
        assert call_id("window") not in desk.state.calls
        rest = await load(desk, administration, quiet=True)
        assert rest.known == len(cut) + 1
        assert rest.refused == ()
        assert call_id("window") in desk.state.calls


async def test_a_real_district_is_left_alone(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, store, _), node(database, tmp_path) as desk:
        real = c.OpenDistrict(code="RD", name="Real District", department="Safety", callsign="Base")
        assert isinstance(await desk.submit(SYSTEM, Envelope(id=CLOCK.new_id(), command=real)), Saved)
        head = desk.head
        with pytest.raises(DemoProblem, match="Real District, which is no demo"):
            await load(desk, administration, quiet=True)
        assert desk.head == head
        assert await store.accounts() == []


async def test_a_newcomer_finds_a_quiet_desk_with_work_in_every_state(
    database: Database, tmp_path: Path
) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        state = desk.state
        assert (len(state.sites), len(state.units), len(state.agencies)) == (158, 34, 8)
        assert {call.status for call in state.calls.values()} == {
            CallStatus.PENDING,
            CallStatus.HELD,
            CallStatus.SCHEDULED,
            CallStatus.EN_ROUTE,
            CallStatus.ON_SCENE,
            CallStatus.CLOSED,
        }
        pending = {int(one.priority) for one in state.calls.values() if one.status is CallStatus.PENDING}
        assert pending == {2, 3, 4}
        assert state.alarms == {}
        (hold,) = state.actions.values()
        assert (hold.type, hold.site, hold.status) == (ActionType.HOLD, "JFMS", ActionStatus.ACTIVE)
        assert hold.announced_at is not None
        assert not [one for one in state.timers.values() if one.timer_kind is TimerKind.ACTION_HEARD]
        statuses = {unit.id: unit.status for unit in state.units.values()}
        assert statuses["A7"] is statuses["A3"] is U.AV
        assert statuses["A5"] is U.ER
        assert [unit for unit, status in statuses.items() if status is U.OFF] == ["A9", "SUP2"]
        assert state.units["A7"].members == ("Jo Marsh",)
        assert state.home is not None
        assert state.home.demo


async def test_every_account_signs_in_and_sees_what_its_role_may(database: Database, tmp_path: Path) -> None:
    expected = {
        "dispatcher": ("desk",),
        "dispatcher2": ("desk",),
        "supervisor": ("desk",),
        "officer": ("field", "unit:A7"),
        "officer2": ("field", "unit:A3"),
        "cso": ("field", "unit:C12"),
        # She is meant for the SRT's Incident Commander, and nobody else holds that now.
        "principal": ("site:GRHS", "names:GRHS"),
        "liaison": (),
        "auditor": ("auditor",),
        "admin": (),
    }
    async with people(database) as (administration, store, passwords), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        seen = {}
        for account in accounts(LOG):
            found = await store.find_account(account.username)
            assert found is not None
            assert found[0] == account
            assert found[1] is not None
            assert await passwords.fits(found[1], f"demo-{account.username}")
            seen[account.username] = parts_of_actor(desk.state, account.actor("test"))
        assert seen == expected
        school = snapshot(desk.state, "site:GRHS")
        assert [site.id for site in school["sites"]] == ["GRHS"]
        assert len(snapshot(desk.state, "field")["sites"]) == 158


async def test_a_chosen_password_replaces_the_known_ones(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, store, passwords), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        assert (await load(desk, administration, "correct horse battery", quiet=True)).accounts_changed == 10
        found = await store.find_account("officer")
        assert found is not None
        assert found[1] is not None
        assert await passwords.fits(found[1], "correct horse battery")
        assert not await passwords.fits(found[1], password("officer", None))


async def test_the_map_lives(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        beats, now = Beats(desk), CLOCK.now()
        assert beats.report(now) >= 25
        first = {view.unit: view for view in desk.positions.of_part("desk")}
        beats.report(now + timedelta(seconds=60))
        later = {view.unit: view for view in desk.positions.of_part("desk")}
        moved = {
            unit
            for unit in first
            if (first[unit].lat_e7, first[unit].lon_e7) != (later[unit].lat_e7, later[unit].lon_e7)
        }
        assert {"A1", "A3", "A5", "A7"} <= moved
        assert not {"A9", "SUP2", "C13"} & moved
        assert "A9" not in first
        assert not desk.positions.of_part("site:GRHS")


async def test_a_unit_in_emergency_does_not_drive_on(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        beats, now = Beats(desk), CLOCK.now()
        seen = []
        for minutes in range(3):
            beats.report(now + timedelta(minutes=minutes))
            seen += [one for one in desk.positions.of_part("desk") if one.unit == "A7"]
            if minutes == 1:
                emergency = c.DeclareEmergency(unit="A7")
                assert isinstance(
                    await desk.submit(actor("dispatcher"), Envelope(id=CLOCK.new_id(), command=emergency)),
                    Saved,
                )
        places = [(one.lat_e7, one.lon_e7) for one in seen]
        assert places[0] != places[1] == places[2]
        assert (seen[2].at, seen[2].speed_kmh) == (now + timedelta(minutes=2), 0)


async def test_a_unit_that_reports_itself_is_left_alone(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        beats, now = Beats(desk), CLOCK.now()
        # Its units are on duty since just now, and nobody is followed before that.
        desk.positions.now = lambda: now + timedelta(minutes=5)
        beats.report(now)
        own = PositionView(
            unit="A7",
            at=now + timedelta(seconds=1),
            lat_e7=397_000_000,
            lon_e7=-1_051_000_000,
            accuracy_m=5,
            heading_deg=None,
            speed_kmh=None,
            battery_pct=None,
        )
        assert desk.positions.report(own)
        beats.report(now + timedelta(seconds=10))
        assert own in desk.positions.of_part("desk")
        beats.report(now + timedelta(minutes=3))
        assert own not in desk.positions.of_part("desk")


async def test_two_nodes_place_a_unit_at_the_same_spot(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        now = CLOCK.now()
        places = [position(desk.state, unit, now) for unit in desk.state.units.values()]
        assert places == [position(desk.state, unit, now) for unit in desk.state.units.values()]
        # An en route unit arrives and stays.
        there = position(desk.state, desk.state.units["A5"], now + timedelta(hours=2))
        assert there is not None
        assert there.speed_kmh == 0


async def test_checks_of_a_demo_that_was_switched_off_are_answered(
    database: Database, tmp_path: Path
) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        await load(desk, administration, quiet=True)
        assert await answer_forgotten_checks(desk, CLOCK.now()) == ()
        head = desk.head
        answered = await answer_forgotten_checks(desk, CLOCK.now() + timedelta(days=2))
        assert set(answered) == {"A2", "C13", "C21", "C32"}
        assert desk.head.seq == head.seq + len(answered)


async def test_when_the_live_state_has_forgotten_its_last_line_nothing_is_given_twice(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        first = await load(desk, administration, quiet=True)
        head = desk.head
        monkeypatch.setattr(loading, "is_complete", lambda _: False)
        again = await load(desk, administration, quiet=True)
        assert (again.given, again.known) == (0, first.given)
        assert desk.head == head


async def test_a_demo_of_an_older_version_is_left_as_it_is(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        older = replace(opening(), department="Safety")
        opened = await desk.submit(SYSTEM, Envelope(id=step_id("open"), command=older))
        assert isinstance(opened, Saved)
        found = await load(desk, administration, quiet=True)
        assert found.refused == ()
        assert desk.state.home is not None
        assert desk.state.home.department == "Safety"
        assert desk.state.calls == {}


async def test_an_incident_is_under_way_with_its_command(database: Database, tmp_path: Path) -> None:
    async with people(database) as (administration, _, _), node(database, tmp_path) as desk:
        assert (await load(desk, administration)).refused == ()
        state = desk.state
        incident = state.incidents[the_incident()]
        assert incident.sites == ("GRHS",)
        assert [one.end for one in incident.history] == [CommandEnd.TRANSFERRED, CommandEnd.UNIFIED]
        assert incident.command is not None
        assert [one.agency for one in incident.command.members] == ["MPD", "WRFD"]
        owed = {one.code for one in incident.owed}
        assert {"NOTIFY_FAMILIES", "STATEMENT", "FAMILY"} <= owed
        assert {one.status for one in state.decisions.values()} >= {
            DecisionStatus.ACTIVE,
            DecisionStatus.OPEN,
            DecisionStatus.SUPERSEDED,
        }
        assert {one.status for one in state.rooms.values()} >= set(RoomStatus) - {RoomStatus.NO_REPORT}
        assert "A7" in {unit.id for unit in state.units.values() if unit.status is U.AV}
        assert state.alarms == {}
