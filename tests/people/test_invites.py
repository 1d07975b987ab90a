"""Codes of school teams: good once, for one device, never slowed down by what else comes from the same address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio

from dispatch.domain.actor import Role
from dispatch.people.accounts import Account, BadAccount
from dispatch.people.invites import ASK_AGAIN, Entered, Invites, Lifetimes, NotEntered, new_code
from tests.people.test_people import Clock, Node, close, dana, make_node
from tests.pg import Database

SCHOOL = "203.0.113.9"
PHONE, OTHER = "a" * 32, "b" * 32


@dataclass
class Office:
    """A school's office, and the codes it gives."""

    node: Node
    invites: Invites
    teacher: Account

    async def code(self, room: str | None = "204") -> str:
        [(_, _, code)] = await self.invites.make("pmsd", [(self.teacher, room)], "Dana Reyes")
        return code

    async def enter(self, code: str, device: str = PHONE) -> Entered | NotEntered:
        return await self.invites.enter("pmsd", code, device, address=SCHOOL)


@pytest_asyncio.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    node = make_node(database.app_dsn, Clock())
    new = dana(username="tea", name="Tea Cher", role=Role.SITE_TEAM_MEMBER, site="GRHS")
    await node.administration.take_over([(new, None)], [])
    teacher = (await node.administration.accounts())[0]
    now, lifetimes = node.clock.now, Lifetimes(device=timedelta(days=90))
    yield Office(node, Invites(node.database, node.sessions, now, lambda: str(uuid4()), lifetimes), teacher)
    await close(node)


async def test_a_code_lets_one_device_in_once_and_for_long(office: Office) -> None:
    code = await office.code()
    entered = await office.enter(code.lower().replace("-", " "))
    assert isinstance(entered, Entered)
    assert (entered.room, entered.session.account.username) == ("204", "tea")
    assert entered.session.expires_at == office.node.clock.at + timedelta(days=90)
    found = await office.node.sessions.find(entered.token)
    assert found is not None
    assert found.actor().site == "GRHS"
    assert await office.enter(code, OTHER) == NotEntered("code_used")
    assert await office.enter(new_code()) == NotEntered("bad_code")


async def test_two_devices_at_once_are_not_both_let_in(office: Office) -> None:
    code = await office.code()
    answers = await asyncio.gather(*(office.enter(code, f"{place}" * 32) for place in range(6)))
    assert sum(isinstance(one, Entered) for one in answers) == 1


async def test_the_same_device_may_ask_again_when_the_answer_was_lost(office: Office) -> None:
    code = await office.code()
    first, again = await office.enter(code), await office.enter(code)
    assert isinstance(first, Entered)
    assert isinstance(again, Entered)
    assert await office.node.sessions.find(first.token) is None, "the first one has ended"
    assert await office.node.sessions.find(again.token) is not None
    office.node.clock.at += ASK_AGAIN + timedelta(seconds=1)
    assert await office.enter(code) == NotEntered("code_used")


async def test_a_code_ends_by_time_by_a_newer_one_and_by_hand(office: Office) -> None:
    late = await office.code()
    office.node.clock.at += timedelta(days=15)
    assert await office.enter(late) == NotEntered("bad_code")
    before, newer = await office.code(), await office.code()
    assert isinstance(await office.enter(before), NotEntered)
    entered = await office.enter(newer)
    assert isinstance(entered, Entered)
    [given] = await office.invites.given("pmsd", "GRHS")
    assert (given.used_at, given.made_by, given.room) == (office.node.clock.at, "Dana Reyes", "204")
    assert await office.invites.revoke("pmsd", given.id)
    assert await office.node.sessions.find(entered.token) is None, "the device is signed out with its code"
    assert not await office.invites.revoke("pmsd", given.id)


async def test_codes_are_for_open_accounts_of_school_teams(office: Office) -> None:
    desk = await office.node.administration.add(dana(), "correct horse")
    with pytest.raises(BadAccount, match="dana"):
        await office.invites.make("pmsd", [(desk, None)], "Dana Reyes")
    code = await office.code()
    await office.node.administration.disable("tea")
    assert await office.enter(code) == NotEntered("bad_code")
    assert await office.invites.team("pmsd", "GRHS") == []


async def test_a_school_behind_one_address_does_not_lock_itself_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("dispatch.people.invites.asyncio.sleep", wait)
    for _ in range(60):
        assert await office.enter(new_code()) == NotEntered("bad_code")
    assert (waited[0], waited[-1], len(waited)) == (0.2, 2.0, 57)
    code, slowed = await office.code(), len(waited)
    assert isinstance(await office.enter(code), Entered)
    assert len(waited) == slowed, "a right code waits for nothing"


async def test_the_database_does_not_know_the_code(office: Office, database: Database) -> None:
    code = await office.code()
    connection = await asyncpg.connect(database.dsn)
    kept = " ".join(
        str(value) for row in await connection.fetch("SELECT * FROM invites") for value in row.values()
    )
    await connection.close()
    assert code not in kept
    assert code.replace("-", "") not in kept
