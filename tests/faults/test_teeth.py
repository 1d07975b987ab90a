"""Controls on a real record: each does on purpose what must never happen, and the checks must say so.

``test_checks`` doctors histories; here it is the database, the client or the server's memory that is tampered with.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, to_wire
from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM
from dispatch.log.store import LogStore
from dispatch.log.verify import verify
from tests.faults import checks
from tests.faults.desks import desk_on
from tests.faults.history import History, LogCopy, Op, read_log
from tests.faults.roster import DISPATCHER, OPEN
from tests.faults.servers import LOG
from tests.faults.tamper import tamper
from tests.pg import Database

NOTES = 30


@dataclass(slots=True)
class Office:
    """A desk on a real database, and what its one client was told."""

    database: Database
    desk: Desk
    history: History

    async def note(self, text: str, command_id: str | None = None) -> Op:
        """One note, sent once, noted in the history."""
        op = self.history.op("ana", command_id or str(uuid.uuid4()), "AddNote", text)
        op.sent = 1
        result = await self.desk.submit(DISPATCHER, Envelope(id=op.id, command=c.AddNote(text=text)))
        body: Mapping[str, Any] = to_wire(result)
        op.answered(body, 0.01)
        return op

    async def log(self) -> LogCopy:
        """The record as it now stands."""
        return await read_log(self.database.superuser_dsn, LOG)

    async def tamper(self, statement: str, *arguments: object) -> str:
        """Change the record past everything that protects it."""
        return await tamper(self.database.superuser_dsn, statement, *arguments)

    async def proofs(self) -> str:
        """What the chain says is wrong; empty when all of it holds."""
        connection = await asyncpg.connect(self.database.superuser_dsn)
        try:
            found = (await verify(connection, LOG)).wrong
        finally:
            await connection.close()
        return "" if found is None else str(found)


@pytest.fixture
async def office(database: Database, store: LogStore, tmp_path: Path) -> AsyncIterator[Office]:
    await store.create_log(LOG, nature="live", epoch="e1")
    async with desk_on(store, LOG, tmp_path) as desk:
        opened = Office(database, desk, History())
        op = opened.history.op("ana", str(uuid.uuid4()), "OpenDistrict")
        result = await desk.submit(SYSTEM, Envelope(id=op.id, command=OPEN))
        op.answered(to_wire(result), 0.01)
        for number in range(NOTES):
            await opened.note(f"note {number}")
        yield opened


async def test_what_is_untouched_passes(office: Office) -> None:
    log = await office.log()
    ops = office.history.ops
    checks.require(
        checks.nothing_lost(ops, log), checks.nothing_twice(ops, log), checks.nothing_unasked(ops, log)
    )
    assert await office.proofs() == ""


async def test_an_acknowledged_command_taken_out_of_the_record_is_missed(office: Office) -> None:
    lost = office.history.acknowledged[10]
    assert await office.tamper("DELETE FROM events WHERE command_id = $1", lost.id) == "DELETE 1"
    found = checks.nothing_lost(office.history.ops, await office.log()).wrong
    assert [lost.id in one for one in found] == [True]
    assert "missing" in await office.proofs()


async def test_the_last_acknowledged_commands_cut_off_with_the_head_set_back_are_missed(
    office: Office,
) -> None:
    """What a restored backup does: the record proves itself, and what was acknowledged is gone all the same."""
    keep = NOTES - 5
    before = (await office.log()).events[keep - 1]
    for table in ("events", "protected"):
        await office.tamper(f"DELETE FROM {table} WHERE seq > $1", keep)
    await office.tamper("DELETE FROM commands WHERE first_seq > $1", keep)
    await office.tamper(
        "UPDATE logs SET head_seq = $1, head_hash = (SELECT chain FROM events WHERE seq = $1)", before.seq
    )
    assert await office.proofs() == ""
    found = checks.nothing_lost(office.history.ops, await office.log()).wrong
    assert len(found) == NOTES + 1 - keep


async def test_words_changed_in_the_record_are_missed(office: Office) -> None:
    changed = await office.tamper("UPDATE protected SET value = 'other words' WHERE seq = 7")
    assert changed == "UPDATE 1"
    found = checks.nothing_lost(office.history.ops, await office.log()).wrong
    assert len(found) == 1
    assert "is not in its events" in found[0]
    assert "not the one that was hashed" in await office.proofs()


async def test_a_client_that_makes_a_new_id_for_each_sending_is_found_out(office: Office) -> None:
    """The same words under two ids: what a client without one does after a lost answer."""
    await office.note("said once, meant once")
    await office.note("said once, meant once")
    found = checks.nothing_twice(office.history.ops, await office.log()).wrong
    assert len(found) == 1
    assert "2 times" in found[0]


async def test_an_event_that_nobody_asked_for_is_found(office: Office) -> None:
    envelope = Envelope(id=str(uuid.uuid4()), command=c.AddNote(text="nobody said this"))
    await office.desk.submit(DISPATCHER, envelope)
    found = checks.nothing_unasked(office.history.ops, await office.log()).wrong
    assert [envelope.id in one for one in found] == [True]


async def test_an_answer_given_before_the_commit_is_found(office: Office) -> None:
    """A server that says saved at once: told with a seq that the record then gives to somebody else."""
    early = office.history.op("ana", str(uuid.uuid4()), "AddNote", "acknowledged too early")
    early.answered(
        {"outcome": "saved", "id": early.id, "seq": office.desk.head.seq + 1, "duplicate": False}, 0.0
    )
    await office.note("what the record got instead")
    found = checks.nothing_lost(office.history.ops, await office.log()).wrong
    assert [early.id in one for one in found] == [True]


async def test_the_application_itself_can_do_none_of_this(office: Office) -> None:
    connection = await asyncpg.connect(office.database.app_dsn)
    try:
        for statement in ("DELETE FROM events", "UPDATE events SET kind = kind", "DELETE FROM commands"):
            with pytest.raises(asyncpg.PostgresError):
                await connection.execute(statement)
    finally:
        await connection.close()
    assert await office.proofs() == ""
