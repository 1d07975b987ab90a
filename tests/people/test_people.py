"""Accounts, signing in and sessions, on a real database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio

from dispatch.domain.actor import Role
from dispatch.people.account_store import AccountStore
from dispatch.people.accounts import Account, BadAccount, canonical
from dispatch.people.administration import Administration
from dispatch.people.database import Database as PeopleDatabase
from dispatch.people.database import Unavailable
from dispatch.people.passwords import BadPassword, Busy, Passwords
from dispatch.people.session_store import SessionStore
from dispatch.people.sessions import Sessions
from dispatch.people.sign_in import Denied, PasswordStep, SignedIn, SignIn
from dispatch.people.throttle import LIMIT, source_of
from tests.pg import Database

HERE = "127.0.0.1"


@dataclass
class Clock:
    at: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 8, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at


@dataclass
class Node:
    """One node's people room."""

    clock: Clock
    database: PeopleDatabase
    accounts: AccountStore
    rows: SessionStore
    passwords: Passwords
    sessions: Sessions
    administration: Administration
    sign_in: SignIn
    ended: list[tuple[str, str]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    async def enter(self, username: str, password: str, address: str = HERE) -> SignedIn | Denied:
        return await self.sign_in.attempt(username, {"password": password}, address=address, position="CON1")


def make_node(dsn: str, clock: Clock) -> Node:
    database = PeopleDatabase(dsn, "test")
    accounts, rows = AccountStore(database), SessionStore(database)
    passwords = Passwords(memory_kib=64, passes=1, lanes=1)
    sessions = Sessions(database, rows, clock.now, lambda: str(uuid4()))
    return Node(
        clock=clock,
        database=database,
        accounts=accounts,
        rows=rows,
        passwords=passwords,
        sessions=sessions,
        administration=Administration(accounts, rows, passwords, clock.now, lambda: str(uuid4())),
        sign_in=SignIn(accounts, sessions, (PasswordStep(passwords),), clock.now, first_delay=0.0),
    )


async def close(node: Node) -> None:
    await node.sessions.stop()
    node.passwords.close()
    await node.database.close()


def dana(**changes: object) -> Account:
    account = Account(
        log="pmsd", person="", username="dana", name="Dana Reyes", role=Role.DISPATCHER, agency="PMSD"
    )
    return replace(account, **changes)  # type: ignore[arg-type]


@pytest_asyncio.fixture
async def node(database: Database) -> AsyncIterator[Node]:
    one = make_node(database.app_dsn, Clock())
    await one.administration.add(dana(), "correct horse")
    yield one
    await close(one)


async def test_the_right_password_opens_a_session_that_its_token_finds(node: Node) -> None:
    entered = await node.enter(" DANA ", "correct horse")
    assert isinstance(entered, SignedIn)
    found = await node.sessions.find(entered.token)
    assert found is not None
    actor = found.actor()
    assert (actor.name, actor.role, actor.position) == ("Dana Reyes", Role.DISPATCHER, "CON1")
    assert found.expires_at == node.clock.at + timedelta(hours=12)


async def test_the_database_keeps_neither_password_nor_token(node: Node, database: Database) -> None:
    entered = await node.enter("dana", "correct horse")
    assert isinstance(entered, SignedIn)
    connection = await asyncpg.connect(database.dsn)
    rows = [
        *await connection.fetch("SELECT * FROM accounts"),
        *await connection.fetch("SELECT * FROM sessions"),
    ]
    await connection.close()
    kept = " ".join(str(value) for row in rows for value in row.values())
    assert len(rows) == 2
    assert "correct horse" not in kept
    assert entered.token not in kept
    assert "$argon2id$" in kept


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("dana", "wrong horse"),
        ("nobody", "correct horse"),
        ("dana", "x" * 1025),
    ],
)
async def test_whatever_is_wrong_the_answer_is_the_same(node: Node, username: str, password: str) -> None:
    assert await node.enter(username, password) == Denied("bad_credentials")


async def test_an_unknown_name_costs_the_work_of_a_known_one(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str | None] = []
    fits = Passwords.fits

    async def counted(self: Passwords, known: str | None, password: str) -> bool:
        checked.append(known)
        return await fits(self, known, password)

    monkeypatch.setattr(Passwords, "fits", counted)
    await node.enter("dana", "wrong horse")
    await node.enter("nobody", "wrong horse")
    assert checked[0] is not None
    assert checked[1] is None
    assert len(checked) == 2


async def test_five_bad_passwords_close_the_password_path_for_that_source_only(node: Node) -> None:
    open_before = await node.enter("dana", "correct horse")
    assert isinstance(open_before, SignedIn)
    for _ in range(LIMIT):
        assert await node.enter("dana", "wrong horse") == Denied("bad_credentials")
    assert await node.enter("dana", "correct horse") == Denied("too_many_attempts", 601)
    assert isinstance(await node.enter("dana", "correct horse", "10.0.0.9"), SignedIn)
    assert await node.sessions.find(open_before.token) is not None
    node.clock.at += timedelta(minutes=10)
    assert isinstance(await node.enter("dana", "correct horse"), SignedIn)
    assert await node.enter("dana", "wrong horse") == Denied("bad_credentials"), "the count began anew"


async def test_guesses_at_the_same_time_all_count(node: Node) -> None:
    await asyncio.gather(*(node.enter("dana", "wrong horse") for _ in range(LIMIT)))
    denied = await node.enter("dana", "correct horse")
    assert isinstance(denied, Denied)
    assert denied.code == "too_many_attempts"


async def test_only_so_many_may_wait_for_a_hash() -> None:
    passwords = Passwords(memory_kib=1024, passes=1, lanes=1)
    try:
        known = await passwords.hash("correct horse")
        answers = await asyncio.gather(
            *(passwords.fits(known, "correct horse") for _ in range(60)), return_exceptions=True
        )
    finally:
        passwords.close()
    assert sum(answer is True for answer in answers) == 22
    assert sum(isinstance(answer, Busy) for answer in answers) == 38


@pytest.mark.parametrize("password", ["short", "x" * 1025])
async def test_a_new_password_has_bounds(node: Node, password: str) -> None:
    with pytest.raises(BadPassword):
        await node.administration.set_password("dana", password)


async def test_a_session_ended_on_one_node_ends_on_the_other_within_two_seconds(
    node: Node, database: Database
) -> None:
    other = make_node(database.app_dsn, node.clock)
    try:
        entered = await node.enter("dana", "correct horse")
        assert isinstance(entered, SignedIn)
        assert await other.sessions.find(entered.token) is not None
        told = asyncio.Event()

        def ended(session: str, why: str) -> None:
            other.ended.append((session, why))
            told.set()

        other.sessions.start(ended, other.changed.append)
        await node.sessions.end(entered.session.id, entered.session.account.person, "signed out")
        assert node.sessions.current(entered.session.id) is None
        async with asyncio.timeout(2):
            await told.wait()
        assert other.ended == [(entered.session.id, "ended")]
        assert await other.sessions.find(entered.token) is None
    finally:
        await close(other)


async def test_disabling_an_account_and_a_new_password_end_its_sessions(node: Node) -> None:
    for change in (
        node.administration.set_password("dana", "new horse 2"),
        node.administration.disable("dana"),
    ):
        entered = await node.enter("dana", "correct horse")
        if isinstance(entered, Denied):
            entered = await node.enter("dana", "new horse 2")
        assert isinstance(entered, SignedIn)
        assert await change >= 1
        await node.sessions.check()
        assert node.sessions.current(entered.session.id) is None
    assert await node.enter("dana", "new horse 2") == Denied("bad_credentials")


async def test_a_session_ends_after_twelve_hours(node: Node) -> None:
    entered = await node.enter("dana", "correct horse")
    assert isinstance(entered, SignedIn)
    node.sessions.start(lambda session, why: node.ended.append((session, why)), node.changed.append)
    node.clock.at += timedelta(hours=12)
    assert node.sessions.current(entered.session.id) is None
    await node.sessions.check()
    await node.sessions.stop()
    assert node.ended == [(entered.session.id, "expired")]


async def test_a_changed_role_is_told_once(node: Node) -> None:
    entered = await node.enter("dana", "correct horse")
    assert isinstance(entered, SignedIn)
    node.sessions.start(lambda session, why: node.ended.append((session, why)), node.changed.append)
    account = entered.session.account
    await node.accounts.change_account(replace(account, role=Role.SUPERVISOR), node.clock.at)
    await node.sessions.check()
    await node.sessions.check()
    await node.sessions.stop()
    assert node.changed == [entered.session.id]
    current = node.sessions.current(entered.session.id)
    assert current is not None
    assert current.actor().role is Role.SUPERVISOR


async def test_with_the_database_gone_open_sessions_go_on_and_no_new_one_starts(
    node: Node, database: Database
) -> None:
    entered = await node.enter("dana", "correct horse")
    assert isinstance(entered, SignedIn)
    server = await asyncpg.connect(database.server.dsn_as("postgres", "postgres"))
    try:
        await server.execute(f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS false")
        await server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database.name
        )
        assert await node.sessions.find(entered.token) is not None
        for attempt in (
            node.enter("dana", "correct horse"),
            node.sessions.find("unknown"),
            node.sessions.check(),
        ):
            with pytest.raises(Unavailable):
                await attempt
        assert node.sessions.current(entered.session.id) is not None
    finally:
        await server.execute(f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS true")
        await server.close()


async def test_a_name_is_taken_once_however_it_is_written(node: Node) -> None:
    with pytest.raises(BadAccount, match="already"):
        await node.administration.add(dana(username="  ＤＡＮＡ"), "correct horse")
    with pytest.raises(BadAccount, match="will not do"):
        await node.administration.add(dana(username="dаna"), "correct horse")  # a Cyrillic letter
    assert canonical("Dana ") == "dana"


async def test_ensure_changes_only_what_differs(node: Node) -> None:
    assert not await node.administration.ensure(dana(), "correct horse")
    assert await node.administration.ensure(dana(role=Role.SUPERVISOR), "correct horse")
    assert await node.administration.ensure(dana(role=Role.SUPERVISOR), "other horse")
    assert isinstance(await node.enter("dana", "other horse"), SignedIn)
    assert [one.role for one in await node.administration.accounts()] == [Role.SUPERVISOR]


def test_one_customer_is_one_source() -> None:
    assert source_of("2001:db8:1:2::1") == source_of("2001:db8:1:2:ffff::9") != source_of("2001:db8:1:3::1")
    assert source_of("::ffff:10.0.0.1") == "10.0.0.1"
    assert source_of("testclient") == "unknown"
