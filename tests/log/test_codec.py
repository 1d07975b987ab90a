"""Every event has one form in bytes, and comes back from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, get_args

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.domain.actor import Actor, Role
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.events import CallCreated, CallResumed, Event
from dispatch.domain.record import Recorded
from dispatch.domain.records import Place
from dispatch.domain.text import Erased, Protected, TextClass
from dispatch.domain.vocabulary import Priority, TimeSource
from dispatch.log.codec import BadBody, decode, encode
from dispatch.log.rows import ProtectedRow, StoredEvent
from dispatch.log.shapes import shape_of
from dispatch.log.upcast import STEPS, UnknownEvent
from tests.log.strategies import values_of

AT = datetime(2026, 3, 2, 8, 0, 0, 250_000, tzinfo=UTC)
ACTOR = Actor(person="p1", name="Ana Ruiz", role=Role.DISPATCHER, agency="DSS", position="console-1")
KINDS = sorted(get_args(Event), key=lambda cls: str(cls.kind))


def salts() -> bytes:
    return b"\x07" * 32


def recorded(event: Event, seq: int = 5) -> Recorded:
    return Recorded(
        log="district",
        seq=seq,
        id="0b9f1c02-0000-5000-8000-000000000001",
        command="0b9f1c02-0000-7000-8000-000000000002",
        actor=ACTOR,
        recorded_at=AT,
        occurred_at=AT - timedelta(seconds=3),
        occurred_source=TimeSource.CLAIMED,
        event=event,
    )


def stored(one: Recorded) -> StoredEvent:
    encoded = encode(one, salts)
    return StoredEvent(one.seq, encoded.event.body, b"c" * 32, encoded.protected)


CALL = CallCreated(
    call="c1",
    number="26-000001",
    type="FIGHT",
    source=CallSource.PHONE_ADMIN,
    priority=Priority.P2,
    mode=Mode.ACTUAL,
    place=Place(site="GRHS", address=Protected("12 Elm St")),
    caller=Protected("Ana Novák", TextClass.STUDENT),
    callback=None,
    text=Protected("two boys"),
    device=None,
    t_event=None,
    t_ring=None,
    scheduled_for=None,
)


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: str(cls.kind))
@settings(max_examples=15)
@given(data=st.data())
def test_every_kind_comes_back_as_it_was(cls: type[Any], data: st.DataObject) -> None:
    one = recorded(data.draw(values_of(cls)))
    assert decode(stored(one)) == one


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: str(cls.kind))
@settings(max_examples=5)
@given(data=st.data())
def test_the_bytes_are_canonical(cls: type[Any], data: st.DataObject) -> None:
    body = encode(recorded(data.draw(values_of(cls))), salts).event.body
    assert orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS) == body


def test_these_are_the_bytes() -> None:
    """Pinned: whoever changes how events are written breaks every proof made before."""
    body = encode(recorded(CallResumed(call="c1", number="26-000001", by_timer=True)), salts).event.body
    assert body.decode() == (
        '{"actor":{"agency":"DSS","name":"Ana Ruiz","person":"p1","position":"console-1","role":"dispatcher"},'
        '"command":"0b9f1c02-0000-7000-8000-000000000002",'
        '"event":{"by_timer":true,"call":"c1","number":"26-000001"},'
        '"id":"0b9f1c02-0000-5000-8000-000000000001","kind":"CallResumed","log":"district",'
        '"occurred_at":"2026-03-02T07:59:57.250000Z","occurred_source":"claimed",'
        '"recorded_at":"2026-03-02T08:00:00.250000Z","seq":5,"version":1}'
    )


def test_a_moment_has_one_form_whatever_zone_it_came_in() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=-7)))
    event = CallResumed(call="c1", number="26-000001", by_timer=True)
    assert encode(replace(recorded(event), recorded_at=elsewhere), salts).event.body == (
        encode(recorded(event), salts).event.body
    )


def test_protected_text_is_not_in_the_body_and_its_hash_is() -> None:
    encoded = encode(recorded(CALL), salts)
    for text in ("Novák", "two boys", "Elm"):
        assert text not in encoded.event.body.decode()
    assert {row.field: row.text_class for row in encoded.protected} == {
        "place.address": "operational",
        "caller": "student",
        "text": "operational",
    }
    caller = next(row for row in encoded.protected if row.field == "caller")
    assert caller.value == "Ana Novák".encode()
    proof = sha256(salts() + "Ana Novák".encode()).hexdigest()
    assert orjson.loads(encoded.event.body)["event"]["caller"] == {"class": "student", "sha256": proof}


def test_every_text_gets_its_own_salt() -> None:
    drawn = iter(bytes([n]) * 32 for n in range(1, 9))
    encoded = encode(recorded(CALL), lambda: next(drawn))
    assert len({row.salt for row in encoded.protected}) == len(encoded.protected) == 3


def test_an_emptied_text_is_erased_and_the_body_unchanged() -> None:
    one = stored(recorded(CALL))
    emptied = tuple(
        ProtectedRow(row.seq, row.field, row.text_class, None, None) if row.field == "caller" else row
        for row in one.protected
    )
    event = decode(StoredEvent(one.seq, one.body, one.chain, emptied)).event
    assert event == replace(CALL, caller=Erased(TextClass.STUDENT))


def test_an_older_version_is_read_as_todays() -> None:
    old = {
        "unit": "A7", "old": "AV", "status": "ER", "assignment": None, "call": None, "number": None,
        "site": None, "members": None, "text": None,
    }  # fmt: skip
    event = decode(_with(kind="UnitStatusChanged", version=1, event=old)).event
    assert getattr(event, "warning", "not there") is None


def test_every_older_version_has_its_step() -> None:
    assert {(cls.kind, older) for cls in KINDS for older in range(1, cls.version)} == set(STEPS)


@pytest.mark.parametrize(("kind", "version"), [("CallTeleported", 1), ("CallResumed", 99)])
def test_what_a_newer_program_wrote_is_said_to_be_unknown(kind: str, version: int) -> None:
    with pytest.raises(UnknownEvent, match="Update it"):
        decode(_with(kind=kind, version=version, event={}))


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"kind":"CallResumed"}'])
def test_what_is_not_an_event_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(BadBody, match="Event 9"):
        decode(StoredEvent(9, body, b""))


def test_a_number_with_a_fraction_has_no_form() -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        shape_of(float)


def _with(**changes: object) -> StoredEvent:
    body = orjson.loads(encode(recorded(CallResumed(call="c", number="1", by_timer=False)), salts).event.body)
    return StoredEvent(5, orjson.dumps({**body, **changes}), b"")
