"""The journal of what could not be saved: what was answered from it is in it, whatever a crash has cut."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dispatch.desk.answers import body_hash
from dispatch.desk.journal import Journal, Kept
from dispatch.domain.actor import Actor, Role
from dispatch.domain.commands import DeclareEmergency, RaisePanic, ReceivePress
from dispatch.domain.devices import AlarmCategory, PressTrust
from dispatch.domain.vocabulary import PanicLevel, TimeSource
from tests.desk.world import FakeClock, command, officer, principal

PANIC, MAYDAY = command(RaisePanic(site="GRHS", room="101")), command(DeclareEmergency(unit="A1", lat_e7=5))


def files(folder: Path) -> list[Path]:
    return list(folder.glob("unsaved-*"))


def kept(envelope: object) -> Kept:
    order = PANIC if envelope is PANIC else MAYDAY
    who = principal("GRHS") if order is PANIC else officer("A1")
    return Kept(envelope=order, actor=who, at=FakeClock().now(), body_hash=body_hash(order))


async def test_what_is_kept_is_read_back_as_it_was(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "pm")
    assert await journal.keep(kept(PANIC))
    assert await journal.keep(kept(MAYDAY))
    again = Journal(tmp_path, "pm")
    again.open()
    assert again.kept == {PANIC.id: kept(PANIC), MAYDAY.id: kept(MAYDAY)}
    late = again.kept[PANIC.id].late
    assert late.id == PANIC.id
    assert (late.occurred_at, late.occurred_source) == (FakeClock().now(), TimeSource.SERVER)
    assert again.kept[PANIC.id].view.room == "101"


async def test_a_press_of_a_device_is_read_back_too_and_shown_at_its_school(tmp_path: Path) -> None:
    at = FakeClock().now()
    press = ReceivePress(
        device="W-1",
        trust=PressTrust.VERIFIED,
        level=PanicLevel.LOCKDOWN,
        category=AlarmCategory.HOLDUP,
        received_at=at,
        pressed_at=at,
        also=("W-2",),
    )
    badge = Actor(person="device:W-1", name="Device W-1", role=Role.DEVICE, agency="DSS", site="GRHS")
    order = Kept(envelope=command(press), actor=badge, at=at, body_hash=body_hash(command(press)))
    await Journal(tmp_path, "pm").keep(order)
    again = Journal(tmp_path, "pm")
    again.open()
    assert list(again.kept.values()) == [order]
    assert order.view.site == "GRHS"


async def test_what_is_done_is_let_go(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "pm")
    await journal.keep(kept(PANIC))
    await journal.keep(kept(MAYDAY))
    await journal.done(PANIC.id)
    again = Journal(tmp_path, "pm")
    again.open()
    assert list(again.kept) == [MAYDAY.id]
    await again.done(MAYDAY.id)
    assert not files(tmp_path)
    assert await again.done(MAYDAY.id) is None


async def test_a_line_after_a_cut_one_is_whole(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "pm")
    await journal.keep(kept(PANIC))
    (path,) = files(tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    await journal.keep(kept(MAYDAY))
    again = Journal(tmp_path, "pm")
    again.open()
    assert list(again.kept) == [MAYDAY.id], "the cut one was never answered"


async def test_it_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    await Journal(tmp_path, "pm").keep(kept(PANIC))
    (path,) = files(tmp_path)
    assert path.stat().st_mode & 0o077 == 0


async def test_a_full_disk_is_said_and_the_panic_is_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path, "pm")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda file, data: len(data) // 2)
        assert not await journal.keep(kept(PANIC))
    assert list(journal.kept) == [PANIC.id]
