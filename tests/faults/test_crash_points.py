"""The server dies at each named point of each kind of command; after the restart the same id is sent again.

A command then has one effect, the same as without the crash, and every answer to its id is the same answer.

The sweep kills a desk that is wired to the log directly, without web or sign-in: forked from a process that has its
imports in memory, a kill with its restart takes about 0.3 s, where a whole server takes several. ``test_server_kill``
does the same to whole servers, with a sample.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import pytest

from dispatch.desk.crash import POINTS, Point
from dispatch.desk.results import Envelope, Saved
from dispatch.domain import commands as c
from dispatch.domain.commands import Command
from dispatch.domain.fold import fold
from dispatch.domain.state import EMPTY
from dispatch.log.store import LogStore
from dispatch.log.verify import verify
from tests.faults import checks
from tests.faults.desk_scenes import MARK
from tests.faults.desks import DeskStage, desk_on, told
from tests.faults.history import Op, read_log
from tests.faults.paper import Paper
from tests.faults.playbook import KINDS, SCENES
from tests.faults.stage import Ask, open_district
from tests.faults.tamper import tamper
from tests.faults.victim import CRASHED, SURVIVED, Job, Victims
from tests.faults.waiting import eventually
from tests.pg import Database

JOURNAL: tuple[Point, ...] = ("before_journal", "after_journal")
COMMIT = tuple(point for point in POINTS if point not in JOURNAL)
"""Points that every command passes; the journal's are passed by urgent ones when the log cannot be written."""
URGENT: tuple[type[Command], ...] = (c.RaisePanic, c.DeclareEmergency, c.ReceivePress)
PARTS = 7
"""A point's kinds are tried in so many parts: each ends long before the limit of a test, on a slow machine too."""
NOTHING_WRITTEN: frozenset[Point] = frozenset({"before_append"})


@dataclass(slots=True)
class Tally:
    """Cells of the table points × kinds that were tried and survived."""

    survived: set[tuple[str, str]] = field(default_factory=set)
    tried: set[tuple[str, str]] = field(default_factory=set)


@pytest.fixture(scope="module")
def tally() -> Iterator[Tally]:
    counted = Tally()
    yield counted
    cells = len(COMMIT) * len(KINDS) + len(JOURNAL) * len(URGENT)
    print(
        f"\n    crash points: survived {len(counted.survived)} of {len(counted.tried)} tried, of {cells} in all"
    )


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    with Victims() as started:
        yield started


@dataclass(slots=True)
class Theatre:
    """Makes a log for each cell in one database, plays its scene and kills its server."""

    database: Database
    store: LogStore
    victims: Victims
    data: Path
    tally: Tally

    async def prepare(self, kind: type[Command]) -> tuple[str, Ask]:
        """A log of its own in which the command is valid."""
        log = f"{kind.__name__}-{uuid.uuid4().hex[:8]}"
        await self.store.create_log(log, nature="live", epoch="e1")
        async with desk_on(self.store, log, self.data) as desk:
            stage = DeskStage(desk)
            if kind is not c.OpenDistrict:
                await open_district(stage)
            return log, await SCENES[kind](stage)

    async def die(self, log: str, ask: Ask, command_id: str, crash_at: str) -> int:
        """A fresh server takes the command; how that server ended."""
        job = Job(
            self.database.app_dsn,
            log,
            self.data,
            crash_at,
            ask.actor,
            ask.command,
            command_id,
            dict(ask.expect),
        )
        return await asyncio.to_thread(self.victims.run, job)

    async def again(self, log: str, ask: Ask, command_id: str) -> list[Saved]:
        """After a restart: the same id, sent twice. Checks that the picture is that of the log."""
        envelope = Envelope(id=command_id, command=ask.command, expect=ask.expect)
        async with desk_on(self.store, log, self.data) as desk:
            answers = [await desk.submit(ask.actor, envelope) for _ in range(2)]
            copy = await read_log(self.database.superuser_dsn, log)
            assert fold(EMPTY, copy.events).state == desk.state, "the picture is not that of the log"
        saved = [one for one in answers if isinstance(one, Saved)]
        assert len(saved) == len(answers), f"not saved: {answers}"
        assert told(saved[0]) == told(saved[1]), f"two answers: {answers}"
        return saved

    async def effect(self, log: str, command_id: str, kind: type[Command]) -> None:
        """One effect, and the same as without the crash."""
        copy = await read_log(self.database.superuser_dsn, log)
        made = [one.event.kind for one in copy.of(command_id)]
        assert made == await without_crash(kind), f"{made} instead"
        op = Op("ana", command_id, kind.__name__, MARK)
        assert not (found := checks.nothing_twice([op], copy).wrong), found
        connection = await asyncpg.connect(self.database.superuser_dsn)
        try:
            assert (wrong := (await verify(connection, log)).wrong) is None, str(wrong)
        finally:
            await connection.close()

    async def cell(self, point: Point, kind: type[Command]) -> None:
        """One kind of command, killed at one point."""
        self.tally.tried.add((point, kind.__name__))
        log, ask = await self.prepare(kind)
        command_id = ask.id or str(uuid.uuid4())
        status = await self.die(log, ask, command_id, point)
        assert status == CRASHED, f"the server ended with {status}"
        first, _ = await self.again(log, ask, command_id)
        assert first.duplicate is (point not in NOTHING_WRITTEN), f"duplicate is {first.duplicate}"
        await self.effect(log, command_id, kind)
        self.tally.survived.add((point, kind.__name__))

    async def cells(self, wanted: list[tuple[Point, type[Command]]]) -> None:
        """Several, all of them, whatever one of them comes to."""
        wrong = []
        for point, kind in wanted:
            try:
                await self.cell(point, kind)
            except AssertionError as found:
                wrong.append(f"{kind.__name__} at {point}: {found}")
        print(f"    survived {len(wanted) - len(wrong)} of {len(wanted)}")
        assert not wrong, "\n".join(wrong)


async def without_crash(kind: type[Command]) -> list[str]:
    """Kinds of the events that the command makes when nobody kills anything: as decided on paper."""
    paper = Paper()
    if kind is not c.OpenDistrict:
        await open_district(paper)
    ask = await SCENES[kind](paper)
    before = len(paper.events)
    paper.give(ask.actor, ask.command, ask.expect, None)
    return [one.event.kind for one in paper.events[before:]]


@pytest.fixture
async def theatre(
    database: Database, store: LogStore, victims: Victims, tmp_path: Path, tally: Tally
) -> Theatre:
    return Theatre(database, store, victims, tmp_path, tally)


def test_the_sweep_has_a_cell_for_every_point_and_kind() -> None:
    assert set(COMMIT) | set(JOURNAL) == set(POINTS)
    assert set(SCENES) == set(KINDS)
    assert len(COMMIT) * len(KINDS) == 7 * 134


async def test_every_third_kind_survives_a_kill_at_one_point(theatre: Theatre) -> None:
    sample = [(COMMIT[place % len(COMMIT)], kind) for place, kind in enumerate(KINDS[::3])]
    assert {point for point, _ in sample} == set(COMMIT)
    await theatre.cells(sample)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("point", COMMIT)
async def test_every_kind_survives_a_kill_at(theatre: Theatre, point: Point, part: int) -> None:
    await theatre.cells([(point, kind) for kind in KINDS[part::PARTS]])


@pytest.mark.parametrize("point", JOURNAL)
@pytest.mark.parametrize("kind", URGENT, ids=lambda kind: kind.__name__)
async def test_an_urgent_command_survives_a_kill_while_the_log_cannot_be_written(
    theatre: Theatre, point: Point, kind: type[Command]
) -> None:
    theatre.tally.tried.add((point, kind.__name__))
    log, ask = await theatre.prepare(kind)
    command_id = str(uuid.uuid4())
    connection = await asyncpg.connect(theatre.database.superuser_dsn)
    try:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute("SELECT FROM logs WHERE log_id = $1 FOR UPDATE", log)
        status = await theatre.die(log, ask, command_id, point)
        await transaction.rollback()
    finally:
        await connection.close()
    assert status == CRASHED, f"the server ended with {status}"
    if point == "after_journal":
        # Nobody sends it again: the journal does.
        await _brought_in(theatre, log, command_id)
    await theatre.again(log, ask, command_id)
    await theatre.effect(log, command_id, kind)
    assert not list(theatre.data.glob("unsaved-*")), "the journal still holds what is saved"
    theatre.tally.survived.add((point, kind.__name__))


async def _brought_in(theatre: Theatre, log: str, command_id: str) -> None:
    async def saved() -> bool:
        return bool(await theatre.store.lookup(log, [command_id])) and not list(
            theatre.data.glob("unsaved-*")
        )

    async with desk_on(theatre.store, log, theatre.data):
        await eventually("the journal brings in what it kept", saved, 10)


async def test_without_a_crash_point_the_server_lives(theatre: Theatre) -> None:
    """The control: what kills the servers above is the point, not the forking."""
    log, ask = await theatre.prepare(c.AddNote)
    assert await theatre.die(log, ask, str(uuid.uuid4()), "") == SURVIVED


async def test_a_server_that_does_not_know_its_commands_would_be_found(theatre: Theatre) -> None:
    """The control of the whole: forget the answered commands, and the same id has two effects."""
    log, ask = await theatre.prepare(c.AddNote)
    command_id = str(uuid.uuid4())
    assert await theatre.die(log, ask, command_id, "after_append") == CRASHED
    forget = "DELETE FROM commands WHERE log_id = $1 AND id = $2"
    await tamper(theatre.database.superuser_dsn, forget, log, command_id)
    await theatre.again(log, ask, command_id)
    with pytest.raises(AssertionError, match="instead"):
        await theatre.effect(log, command_id, c.AddNote)
