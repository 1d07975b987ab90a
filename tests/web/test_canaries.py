"""A word of its own in every text field of every command, and none of them reaches anybody by any door whom the lens does not show it.

What may be known is found by the pure lens; what is heard comes from a running server: sockets, state, log, search, reports, forms,
and what the process says of itself. The controls loosen the lens and must be caught.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import get_args

import orjson
import pytest

from dispatch.domain.actor import DESK_ROLES, Actor, Role
from dispatch.domain.commands import Command
from dispatch.domain.forms.catalog import CODES
from dispatch.domain.lens import classes
from dispatch.domain.lens.classes import kind_of, readable_classes
from dispatch.domain.lens.room_views import readable_in_rooms
from dispatch.domain.record import Recorded
from dispatch.domain.seats import Seat, is_guest
from dispatch.domain.text import TextClass
from dispatch.log.codec import encode
from dispatch.log.rows import Appended, Batch, CommandRow, Head
from dispatch.log.store import LogStore
from dispatch.people.accounts import Account
from dispatch.web.app import ROUTES
from tests.desk.world import until
from tests.domain import test_lens
from tests.domain.district import ADAM7, ANA, LIA, PEOPLE
from tests.domain.partners import partnered
from tests.domain.planting import MARK, Planted, Planter, Reach, reach, text_fields
from tests.domain.playbook import Playbook
from tests.domain.plays.files import PHOTO
from tests.domain.plays.seats import FIRE
from tests.domain.spoken import opened, spoken
from tests.pg import Database
from tests.web.serving import LOG, Link, Serving, serving, settings_for

NOBODYS = replace(LIA, person="pat", name="Pat", agency="PMCOM")
"""Of an agency with which nothing is shared."""
NOT_WORDS = {
    ("ReceivePress", "also"),
    ("SendMessage", "sectors"),
    ("SignOn", "capabilities"),
    ("SignOn", "partners"),
}
"""Lists of what the district has names for: devices, sectors, skills, colleagues."""
QUERIES: dict[str, tuple[str, ...]] = {
    "/api/log": ("after=&limit=500", f"q={MARK}", "site=GRHS&limit=500", "unit=A7&limit=500"),
    "/api/history": (f"q={MARK}", "limit=200", "site=GRHS", "number=26"),
    "/api/reports/calls": ("format=json", "format=csv", f"q={MARK}"),
    "/api/reports/calls/{call}": ("format=json", "format=csv"),
    "/api/incidents/{incident}/forms/{form}": ("copy=full", "copy=release"),
    "/api/recommend": ("type=FIGHT&site=GRHS",),
    "/api/devices": ("site=GRHS",),
    "/api/invites": ("site=GRHS",),
    "/api/figures": ("format=json", "table=sites&format=csv"),
    "/api/figures/{kpi}": ("which=all",),
}
DOORS = (*(one.path for one in ROUTES if one.method == "GET"), "/board")
"""Everything that can be read."""
FIRST_DOORS = ("/api/state", "/api/log", "/board")
"""What is looked at in the middle too, while partners still have a part in it."""
RELEASED = {TextClass.OPERATIONAL, TextClass.PUBLIC}
"""What a copy of a form that is handed on may say."""


@dataclass(frozen=True)
class Life:
    """Everything that happened, in two parts: what is shared with a partner is taken back in the second."""

    planted: Planted
    reach: Reach
    first: int
    """So many commands are of the first part."""
    people: tuple[Actor, ...]


@cache
def life() -> Life:
    """Lived once: it takes two seconds, and nobody changes it."""
    with pytest.MonkeyPatch.context() as patch:
        planter = Planter()
        planter.over(patch)
        book: Playbook = test_lens.busy()
        incident = next(one.id for one in book.state.incidents.values() if one.command is not None)
        partnered(book, incident)
        guest = spoken(book, incident)
        first = len(planter.planted.batches)
        patch.setattr(test_lens, "partnered", lambda *_: None)
        test_lens.said(book)
        opened(book)
    ours = {
        one.role: one for one in (*PEOPLE, ADAM7, ANA) if one.role not in (Role.DEVICE, Role.SYSTEM)
    }.values()
    people = (*ours, guest, FIRE, NOBODYS)
    *_, known = reach(planter.planted, people)
    return Life(planter.planted, known, first, people)


def test_a_word_stands_in_every_field_of_every_command() -> None:
    every = {(kind.__name__, name) for kind in get_args(Command) for name, _ in text_fields(kind)}
    assert every - life().planted.fields() == NOT_WORDS


def test_the_lens_itself_shows_a_word_to_nobody_who_may_not_read_its_class() -> None:
    lived = life()
    assert lived.planted.classes
    wrong = [
        (part, word, sorted(lived.planted.words[word]))
        for part, words in lived.reach.words.items()
        for word in words
        if not _of_class(lived, part, word)
    ]
    assert wrong == []


def _of_class(lived: Life, part: str, word: str) -> bool:
    """Whether a part may read one of the classes in which a word is kept. What no event protects has none."""
    readable = {
        *readable_classes(part),
        *readable_in_rooms(kind_of(part)),
        *lived.reach.readable.get(part, ()),
    }
    return word in lived.planted.open or not lived.planted.classes[word].isdisjoint(readable)


# --- over a running server ------------------------------------------------------------------------------------------------


@dataclass
class Heard:
    """What somebody was told, by door."""

    who: Actor
    doors: dict[str, set[str]] = field(default_factory=dict)

    def note(self, door: str, words: set[str]) -> None:
        self.doors.setdefault(door, set()).update(words)


async def write(store: LogStore, head: Head, batches: Sequence[tuple[Recorded, ...]]) -> Head:
    """As another node appends them."""
    salts = count(1)
    for batch in batches:
        moved = [replace(one, log=LOG) for one in batch]
        encoded = [encode(one, lambda: next(salts).to_bytes(32, "big")) for one in moved]
        result = await store.append(
            Batch(
                log_id=LOG,
                expected=head,
                at=moved[-1].recorded_at,
                events=[one.event for one in encoded],
                protected=[row for one in encoded for row in one.protected],
                commands=[CommandRow(moved[0].command, "p", b"h" * 32, b"{}", moved[0].seq)],
            )
        )
        assert isinstance(result, Appended), result
        head = result.head
    return head


def account(who: Actor) -> Account:
    return Account(
        log=LOG,
        person=who.person,
        username=who.person,
        name=who.name,
        role=who.role,
        agency=who.agency,
        unit=who.unit,
        site=who.site,
    )


@asynccontextmanager
async def listening(
    database: Database, data: Path, people: Sequence[Actor], doors: Sequence[str]
) -> AsyncIterator[tuple[Serving, list[Heard]]]:
    """A server on which all of it happens while these people look on; gives what each heard at every door."""
    lived, heard = life(), [Heard(one) for one in people]
    # A thousand questions are asked here; in debug mode each costs five times as much.
    asyncio.get_running_loop().set_debug(False)
    async with AsyncExitStack() as stack:
        settings = settings_for(database, data)
        served = await stack.enter_async_context(serving(settings, furnished=False, timers=False))
        store = await stack.enter_async_context(LogStore(database.app_dsn, node="another"))
        begun = 7
        head = await write(store, served.node.desk.head, lived.planted.batches[:begun])
        await caught_up(served, head)
        for who in people:
            await served.node.people.accounts.add_account(account(who), None, served.node.clock.now())
        links: dict[str, Link] = {}
        for start, end in ((begun, lived.first), (lived.first, len(lived.planted.batches))):
            for one in heard:
                # A guest can come in only when invited.
                if one.who.person not in links and not is_guest(one.who.person):
                    links[one.who.person] = await stack.enter_async_context(served.link(one.who.person))
            head = await write(store, head, lived.planted.batches[start:end])
            await caught_up(served, head)
            for one in heard:
                if one.who.person in links:
                    await listen(links[one.who.person], one)
            over = end == len(lived.planted.batches)
            await asyncio.gather(*(ask(served, one, doors if over else FIRST_DOORS) for one in heard))
        yield served, heard


async def caught_up(served: Serving, head: Head) -> None:
    await until(lambda: served.node.desk.head == head, 20)


async def listen(link: Link, heard: Heard) -> None:
    """Until the beat that counts everything so far."""
    for _ in range(2):
        await link.next("beat")
    heard.note("socket", life().planted.in_text(orjson.dumps(link.got).decode()))


async def ask(served: Serving, heard: Heard, doors: Sequence[str]) -> None:
    """At these doors."""
    state, planted = served.node.desk.state, life().planted
    ids: dict[str, Sequence[str]] = {
        "call": [*state.calls][:3],
        "incident": [*state.incidents],
        "form": CODES if heard.who.role is Role.DISPATCHER else ("report",),
        "sha256": [PHOTO.evidence.sha256],
        "kpi": ["answer"],
    }
    async with served.client(heard.who.person) as client:
        for path in doors:
            for query in QUERIES.get(path, ("",)):
                for named in _named(path, ids):
                    answer = await client.get(f"{named}?{query}")
                    assert answer.status_code < 500, (named, answer.text[:200])
                    released = "copy=release" in query
                    heard.note(f"{path} released" if released else path, planted.in_text(answer.text))


def _named(path: str, ids: dict[str, Sequence[str]]) -> list[str]:
    """A path with each of the ids that it can name."""
    found = [path]
    for name, values in ids.items():
        found = [one.replace(f"{{{name}}}", value) for one in found for value in dict.fromkeys(values)]
    return list(dict.fromkeys(found))


def leaks(heard: Sequence[Heard]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Who heard at which door a word that the lens never showed to a part of theirs, and in which field it was planted."""
    lived = life()
    found = []
    for one in heard:
        known = lived.reach.of(one.who.person)
        if one.who.role in (*DESK_ROLES, Role.AUDITOR):
            # Beside the records the desk is told whom to call who has not read them (``ledgers``).
            known |= {word for word, where in lived.planted.words.items() if ("Unit", "phone") in where}
        for door, words in one.doors.items():
            late = {
                word
                for word in words
                if door.endswith(" released")
                and word not in lived.planted.open
                and lived.planted.classes[word].isdisjoint(RELEASED)
            }
            found += [
                (one.who.name, door, word, sorted(lived.planted.words[word]))
                for word in sorted(words - known | late)
            ]
    return found


async def test_no_word_reaches_anybody_by_any_door_whom_the_lens_does_not_show_it(
    database: Database,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("INFO")
    for client_of_ours in (
        "httpx",
        "websockets",
    ):  # what the tests' own clients write down is no part of the process
        caplog.set_level("WARNING", logger=client_of_ours)
    async with listening(database, tmp_path, life().people, DOORS) as (served, heard):
        assert leaks(heard) == []
        by_name = {one.who.name: one.doors for one in heard}
        desk = next(one.doors for one in heard if one.who.role is Role.DISPATCHER)
        shown = ("socket", "/api/state", "/api/log", "/api/history", "/api/reports/calls/{call}")
        for door in (*shown, "/api/incidents/{incident}/forms/{form}", "/board"):
            assert desk[door], f"nothing was to be read at {door}"
        assert len(desk["/api/incidents/{incident}/forms/{form}"]) > 60, "forms say it all"
        assert by_name["Ana"]["/api/state"]
        assert by_name["Lia"]["socket"] > by_name[FIRE.name]["socket"], "more is shared with one of them"
        assert by_name[FIRE.name]["socket"]
        assert not any(by_name["Pat"].values())
        for doors in by_name.values():
            assert not doors["/metrics"] | doors["/readyz"]
        async with served.client() as client:
            assert MARK not in (await client.get("/metrics")).text
    said = capfd.readouterr()
    logged = [one.getMessage() for one in caplog.records]
    assert MARK not in "\n".join((*logged, said.out, said.err)), "nor does the process write it down"


@pytest.mark.parametrize("who", ["a school", "a partner"])
async def test_control_a_lens_that_shows_more_is_caught(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    life()
    everything = frozenset(TextClass)
    if who == "a school":
        monkeypatch.setitem(classes._READ, "site", everything)
    else:
        monkeypatch.setattr(Seat, "readable", property(lambda _: everything))
    async with listening(database, tmp_path, [ANA, FIRE], FIRST_DOORS) as (_, heard):
        name, door = ("Ana", "/api/log") if who == "a school" else (FIRE.name, "/api/state")
        assert {(who, door) for who, door, _, _ in leaks(heard)} >= {(name, "socket"), (name, door)}
