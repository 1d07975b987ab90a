"""Whatever is done to the stored record behind the application's back is found, and the row is named."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import asyncpg
import pytest
import pytest_asyncio

from dispatch.log.chain import link, protected_hash
from dispatch.log.erase import erase
from dispatch.log.rows import Appended, Batch, Head, ProtectedRow
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore
from dispatch.log.verify import Verified, homeless, verify
from tests.log.batches import LOG, answered, batch, command_id, event, moment
from tests.pg import Database

EVENTS = 12
SECRET = 5
"""The event that has a protected text."""
OTHER = "exercise"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A log of twelve events, another of three, and a superuser who may do anything to them."""

    superuser: Connection
    heads: list[Head]

    async def verified(self, *heads: Head) -> Verified:
        return await verify(self.superuser, LOG, heads)

    async def do(self, *statements: str) -> None:
        for statement in statements:
            assert (await self.superuser.execute(statement)).split()[-1] != "0", (
                f"nothing done by {statement}"
            )


@pytest_asyncio.fixture
async def sealed(store: LogStore, database: Database) -> AsyncIterator[Sealed]:
    heads = []
    for log_id, count in ((LOG, EVENTS), (OTHER, 3)):
        head = (await store.create_log(log_id, nature="live", epoch="e1")).head
        for number in range(count):
            of = batch(head, command_id(number), log_id=log_id)
            if (log_id, head.seq + 1) == (LOG, SECRET):
                of = _with_secret(head, command_id(number))
            result = await store.append(of)
            assert isinstance(result, Appended)
            head = result.head
            if log_id == LOG:
                heads.append(head)
    superuser = await asyncpg.connect(database.superuser_dsn)
    await superuser.execute(
        "ALTER TABLE events DISABLE TRIGGER ALL; ALTER TABLE protected DISABLE TRIGGER ALL"
    )
    yield Sealed(superuser, heads)
    await superuser.close()


def _with_secret(head: Head, command: str) -> Batch:
    salt, value = b"s" * 32, b"Ana"
    place = {"class": "student", "sha256": protected_hash(salt, value).hex()}
    return Batch(
        log_id=LOG,
        expected=head,
        at=moment(SECRET),
        events=[event(SECRET, command, event={"call": "c1", "reports": [{"caller": place}]})],
        protected=[ProtectedRow(SECRET, "reports.0.caller", "student", salt, value)],
        commands=[answered(command, SECRET)],
    )


async def test_an_untouched_log_verifies(sealed: Sealed) -> None:
    found = await sealed.verified(*sealed.heads)
    assert found.wrong is None
    assert (found.events, found.head, found.erased) == (EVENTS, sealed.heads[-1], 0)
    assert await homeless(sealed.superuser) is None


@pytest.mark.parametrize(
    ("change", "seq", "what"),
    [
        ("log_id = 'nowhere'", 7, "missing"),
        ("log_id = 'exercise'", 7, "missing"),
        ("seq = 700", 7, "missing"),
        ("kind = 'Denied'", 7, "column kind"),
        ("command_id = gen_random_uuid()", 7, "column command_id"),
        ("recorded_at = recorded_at + interval '1 microsecond'", 7, "column recorded_at"),
        (r"body = body || '\x20'", 7, "body or leaf"),
        (r"leaf = sha256('\x00')", 7, "body or leaf"),
        (r"chain = sha256('\x00')", 7, "does not follow"),
        (r"body = body || '\x20', leaf = sha256('\x00'::bytea || body || '\x20')", 7, "does not follow"),
    ],
)
async def test_a_changed_column_is_found(sealed: Sealed, change: str, seq: int, what: str) -> None:
    await sealed.do(f"UPDATE events SET {change} WHERE log_id = '{LOG}' AND seq = 7")
    wrong = (await sealed.verified()).wrong
    assert wrong is not None
    assert (wrong.seq, wrong.log_id) == (seq, LOG)
    assert what in wrong.what


async def test_every_column_of_events_is_among_those_changed_above(sealed: Sealed) -> None:
    columns = await sealed.superuser.fetch(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'events'"
    )
    assert {row["column_name"] for row in columns} == {
        "log_id", "seq", "kind", "command_id", "recorded_at", "body", "leaf", "chain",
    }  # fmt: skip


async def test_a_row_moved_to_another_log_is_found_in_both(sealed: Sealed) -> None:
    await sealed.do(f"UPDATE events SET log_id = '{OTHER}' WHERE log_id = '{LOG}' AND seq = 4")
    here, there = await sealed.verified(), await verify(sealed.superuser, OTHER)
    assert here.wrong is not None
    assert here.wrong.seq == 4
    assert there.wrong is not None
    assert there.wrong.seq == 4


async def test_a_row_under_a_log_that_does_not_exist_is_found(sealed: Sealed) -> None:
    await sealed.do(f"UPDATE events SET log_id = 'nowhere' WHERE log_id = '{LOG}' AND seq = 7")
    wrong = await homeless(sealed.superuser)
    assert wrong is not None
    assert wrong.log_id == "nowhere"


async def test_a_deleted_row_is_found(sealed: Sealed) -> None:
    await sealed.do(f"DELETE FROM events WHERE log_id = '{LOG}' AND seq = 6")
    assert str((await sealed.verified()).wrong) == f"event 6 of log {LOG}: missing; the next one there is 7"


async def test_a_row_inserted_at_the_end_is_found(sealed: Sealed) -> None:
    await sealed.do(
        f"INSERT INTO events SELECT log_id, 13, kind, command_id, recorded_at, body, leaf, chain "
        f"FROM events WHERE log_id = '{LOG}' AND seq = 12"
    )
    wrong = (await sealed.verified()).wrong
    assert wrong is not None
    assert wrong.seq == 13


async def test_a_well_made_row_beyond_the_head_is_found(sealed: Sealed) -> None:
    forged = event(13, command_id(99))
    of = Batch(log_id=LOG, expected=sealed.heads[-1], at=moment(13), events=[forged])
    leaf, chain = of.links[0]
    await sealed.superuser.execute(
        "INSERT INTO events VALUES ($1, 13, $2, $3, $4, $5, $6, $7)",
        LOG, forged.kind, forged.command_id, forged.recorded_at, forged.body, leaf, chain,
    )  # fmt: skip
    assert (
        str((await sealed.verified()).wrong) == f"event 13 of log {LOG}: beyond the head row, which says 12"
    )


async def test_two_swapped_rows_are_found(sealed: Sealed) -> None:
    await sealed.do(
        f"UPDATE events SET seq = CASE seq WHEN 3 THEN 300 ELSE 3 END WHERE log_id = '{LOG}' AND seq IN (3)",
        f"UPDATE events SET seq = 3 WHERE log_id = '{LOG}' AND seq = 4",
        f"UPDATE events SET seq = 4 WHERE log_id = '{LOG}' AND seq = 300",
    )
    wrong = (await sealed.verified()).wrong
    assert wrong is not None
    assert wrong.seq == 3


async def test_a_tail_cut_off_is_found_by_the_head_row(sealed: Sealed) -> None:
    await sealed.do(f"DELETE FROM events WHERE log_id = '{LOG}' AND seq > 9")
    wrong = (await sealed.verified()).wrong
    assert wrong is not None
    assert wrong.seq == 10
    assert "cut off" in wrong.what


async def test_a_tail_cut_off_with_the_head_set_back_is_found_by_a_noted_head_only(sealed: Sealed) -> None:
    await sealed.do(
        f"DELETE FROM events WHERE log_id = '{LOG}' AND seq > 9",
        f"DELETE FROM commands WHERE log_id = '{LOG}' AND first_seq > 9",
    )
    await sealed.superuser.execute(
        "UPDATE logs SET head_seq = 9, head_hash = $2 WHERE log_id = $1", LOG, sealed.heads[8].hash
    )
    assert (await sealed.verified()).wrong is None, "nothing inside the database can tell"
    assert (await sealed.verified(sealed.heads[8])).wrong is None
    wrong = (await sealed.verified(sealed.heads[10])).wrong
    assert wrong is not None
    assert wrong.seq == 10
    assert "noted at 11" in wrong.what


async def test_a_log_rewritten_from_some_event_on_is_found_by_a_noted_head(sealed: Sealed) -> None:
    """Somebody with all rights who recomputes the whole chain."""
    head = sealed.heads[7]
    for seq in range(9, EVENTS + 1):
        forged = event(seq, command_id(seq - 1), forged=True)
        ((leaf, chain),) = Batch(log_id=LOG, expected=head, at=moment(seq), events=[forged]).links
        assert chain == link(head.hash, leaf)
        await sealed.superuser.execute(
            "UPDATE events SET body = $3, leaf = $4, chain = $5 WHERE log_id = $1 AND seq = $2",
            LOG, seq, forged.body, leaf, chain,
        )  # fmt: skip
        head = Head(seq, chain)
    await sealed.superuser.execute("UPDATE logs SET head_hash = $2 WHERE log_id = $1", LOG, head.hash)
    assert (await sealed.verified()).wrong is None, "nothing inside the database can tell"
    assert (await sealed.verified(sealed.heads[7])).wrong is None
    shown = Head(10, sealed.heads[9].hash[:8])
    for noted in (sealed.heads[9], shown):
        wrong = (await sealed.verified(noted)).wrong
        assert wrong is not None
        assert wrong.seq == 10
        assert "rewritten" in wrong.what


async def test_the_beginning_of_a_hash_proves_as_the_whole_does(sealed: Sealed) -> None:
    shown = [Head(one.seq, one.hash[:8]) for one in sealed.heads]
    assert (await sealed.verified(*shown)).wrong is None


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE protected SET value = 'Eva'", "not the one that was hashed"),
        (r"UPDATE protected SET salt = '\x00'", "not the one that was hashed"),
        ("UPDATE protected SET class = 'public'", "has class public"),
        ("UPDATE protected SET field = 'callback'", "missing"),
        ("DELETE FROM protected", "missing"),
        (
            "INSERT INTO protected SELECT log_id, seq, 'more', class, salt, value FROM protected",
            "which the event does not have",
        ),
    ],
)
async def test_a_changed_protected_value_is_found(sealed: Sealed, statement: str, what: str) -> None:
    await sealed.do(statement)
    wrong = (await sealed.verified()).wrong
    assert wrong is not None
    assert wrong.seq == SECRET
    assert what in wrong.what


@pytest.mark.parametrize("seq", [6, 99])
async def test_a_protected_value_of_another_event_is_found(sealed: Sealed, seq: int) -> None:
    await sealed.do(f"INSERT INTO protected SELECT log_id, {seq}, field, class, salt, value FROM protected")
    wrong = (await sealed.verified()).wrong
    assert wrong is not None
    assert wrong.seq == seq


async def test_an_erased_value_leaves_every_proof_valid(sealed: Sealed, store: LogStore) -> None:
    await sealed.superuser.execute("ALTER TABLE protected ENABLE TRIGGER ALL")
    assert await erase(store, LOG, SECRET, "reports.0.caller")
    found = await sealed.verified(*sealed.heads)
    assert found.wrong is None
    assert found.erased == 1


async def test_a_command_that_names_another_event_is_found(sealed: Sealed) -> None:
    await sealed.do("UPDATE commands SET first_seq = 2 WHERE first_seq = 8")
    wrong = (await sealed.verified()).wrong
    assert wrong is not None
    assert wrong.seq == 2


async def test_a_head_row_with_another_hash_is_found(sealed: Sealed) -> None:
    await sealed.do(rf"UPDATE logs SET head_hash = sha256('\x00') WHERE log_id = '{LOG}'")
    wrong = (await sealed.verified()).wrong
    assert wrong is not None
    assert wrong.seq == EVENTS


async def test_a_log_that_is_not_there_is_said_to_be_none(sealed: Sealed) -> None:
    assert str((await verify(sealed.superuser, "nowhere")).wrong) == "log nowhere: there is no such log"
