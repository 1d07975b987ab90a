"""The store of files: the same bytes are one file, what nobody names is let go, what is full refuses files only."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from dispatch.domain.commands import AddNote, AttachFile
from dispatch.domain.files import MediaType
from dispatch.log import files as module
from dispatch.log.files import PIECE, FileEmptied, Files, FilesFull, Sent
from dispatch.log.store import LogStore
from tests.log.day import DISPATCHER, LOG, START, Day

PHOTO = Sent(
    content=os.urandom(2 * PIECE + 17), media_type=MediaType.JPEG, shared=b"small", shared_type=MediaType.JPEG
)
ADDRESS = sha256(PHOTO.content).hexdigest()


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stored(store: LogStore, clock: Clock, tmp_path: Path) -> Files:
    return Files(store, LOG, clock, folder=tmp_path)


async def content_of(files: Files, address: str) -> bytes | None:
    first = await files.first_piece(address)
    return None if first is None else b"".join([piece async for piece in files.pieces(address, first)])


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
async def test_bytes_come_back_as_they_were(stored: Files, size: int) -> None:
    content = os.urandom(size)
    kept = await stored.put("p1", replace(PHOTO, content=content, shared=None))
    assert kept.evidence.sha256 == sha256(content).hexdigest()
    assert await content_of(stored, kept.evidence.sha256) == content


async def test_the_same_bytes_are_one_file_and_only_who_sent_them_may_name_it(stored: Files) -> None:
    first = await stored.put("p1", PHOTO)
    assert await stored.put("p1", PHOTO) == first
    assert await stored.sent_by("p1", ADDRESS) == first
    assert await stored.sent_by("p2", ADDRESS) is None, "a hash alone gives nobody a file"
    await stored.put("p2", PHOTO)
    assert await stored.sent_by("p2", ADDRESS) == first
    assert first.shared is not None
    assert await content_of(stored, first.shared.sha256) == b"small"
    assert await stored.sent_by("p1", "0" * 64) is None


async def test_what_no_event_names_goes_after_a_day_and_nothing_else_does(
    store: LogStore, stored: Files, clock: Clock
) -> None:
    day = Day()
    day.begin()
    call = day.call()
    named = await stored.put("p1", PHOTO)
    day.files = {ADDRESS: named}
    day.do(DISPATCHER, AttachFile(call=call, sha256=ADDRESS))
    await store.create_log(LOG, nature="live", epoch="e1")
    await day.write(store)
    unnamed = await stored.put("p1", replace(PHOTO, content=b"1", shared=b"2"))
    asked = await stored.put("p1", replace(PHOTO, content=b"3", shared=None))
    clock.at += timedelta(hours=23)
    assert await stored.let_go() == 0
    assert await stored.sent_by("p1", asked.evidence.sha256) == asked, "a command that is tried again"
    clock.at += timedelta(hours=2)
    assert await stored.let_go() == 2, "the unnamed file and its copy"
    assert await content_of(stored, unnamed.evidence.sha256) is None
    assert await stored.sent_by("p1", unnamed.evidence.sha256) is None
    clock.at += timedelta(days=400)
    assert await stored.let_go() == 1
    assert await stored.let_go() == 0
    assert await content_of(stored, ADDRESS) == PHOTO.content, "evidence is not let go"
    assert await stored.naming(ADDRESS) == (call,)
    assert named.shared is not None
    assert await stored.naming(named.shared.sha256) == (call,)
    assert await stored.naming(asked.evidence.sha256) == ()


async def test_emptying_takes_the_bytes_and_leaves_the_proof(
    store: LogStore, stored: Files, clock: Clock
) -> None:
    kept = await stored.put("p1", PHOTO)
    assert kept.shared is not None
    assert await stored.empty(ADDRESS) == 2
    assert await stored.empty(ADDRESS) == 0
    for address in (ADDRESS, kept.shared.sha256):
        assert await content_of(stored, address) is None
    assert await stored.sent_by("p1", ADDRESS) is None
    with pytest.raises(FileEmptied):
        await stored.put("p1", PHOTO)
    clock.at += timedelta(days=400)
    await store.create_log(LOG, nature="live", epoch="e1")
    assert await stored.let_go() == 0, "that it was there stays"


async def test_a_full_store_refuses_the_file_and_the_log_goes_on(
    store: LogStore, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Files(store, LOG, clock, folder=tmp_path, capacity=1_000)
    await small.put("p1", replace(PHOTO, content=b"x" * 900, shared=None))
    with pytest.raises(FilesFull):
        await small.put("p1", replace(PHOTO, content=b"y" * 80, shared=b"z" * 80))
    await small.put("p1", replace(PHOTO, content=b"x" * 900, shared=None))
    await small.put("p1", replace(PHOTO, content=b"y" * 80, shared=None))
    day = Day()
    day.begin()
    day.do(DISPATCHER, AddNote(text="it goes on"))
    await store.create_log(LOG, nature="live", epoch="e1")
    assert (await day.write(store)).seq == day.state.seq
    monkeypatch.setattr(module, "DISK_FLOOR", 2**62)
    with pytest.raises(FilesFull):
        await Files(store, LOG, clock, folder=tmp_path).put("p1", PHOTO)
