"""What the bytes of panic devices mean; the worked example of the documentation; devices from a table."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM
from dispatch.domain.devices import AlarmCategory, DeviceKind
from dispatch.domain.vocabulary import PanicLevel
from dispatch.links.importing.changes import Verdict
from dispatch.links.importing.device_table import plan_devices, read_devices
from dispatch.links.panic.reading import read_heartbeat, read_press
from dispatch.links.panic.signing import is_signed, sign
from dispatch.links.panic.simulate import SimulationProblem, read_keys
from tests.domain.playbook import Playbook

DOCS = (Path(__file__).parents[2] / "docs" / "panic-devices.md").read_text()


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)\n```", DOCS, re.DOTALL)


def test_the_worked_example_is_right() -> None:
    key = re.search(r"With the key `([^`]+)`", DOCS)
    signature = next(one for one in blocks("text") if one.startswith("sha256="))
    assert key is not None
    body = blocks("json")[0].encode()
    assert sign(key[1], body) == signature
    assert is_signed(signature.upper(), body, ["another", key[1]])
    assert not is_signed(signature, body + b"\n", [key[1]])
    said = read_press(body)
    assert (said.device, said.counter, said.given["room"], said.problems) == ("W-0417", 1042, "101", ())
    assert said.pressed_at == datetime(2026, 3, 2, 17, 4, 5, tzinfo=UTC)


def test_every_example_is_read_without_a_problem() -> None:
    panel, asked, _, one, many = blocks("json")[1:]
    assert read_press(panel.encode()).problems == ()
    assert read_press(panel.encode()).given["category"] is AlarmCategory.BURG
    assert {"sent_at", "device_id"} <= orjson.loads(asked).keys()
    assert read_heartbeat(one.encode()).problems == ()
    assert [heard.device for heard in read_heartbeat(many.encode()).heard] == ["W-0417", "W-0418"]


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"alert_level": "lockdown"}, PanicLevel.LOCKDOWN),
        ({"alert_level": "Staff assist"}, PanicLevel.STAFF_ASSIST),
        ({"alert_level": "purple"}, PanicLevel.OTHER),
        ({"press_count": 8}, PanicLevel.LOCKDOWN),
        ({"press_count": 3}, PanicLevel.STAFF_ASSIST),
        ({"press_count": 3, "alert_level": "LOCKDOWN"}, PanicLevel.LOCKDOWN),
        ({}, PanicLevel.OTHER),
    ],
)
def test_the_level(said: dict[str, object], level: PanicLevel) -> None:
    assert read_press(orjson.dumps({"device_id": "W-1", **said})).given["level"] is level


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("counter", -1),
        ("counter", True),
        ("counter", 2**60),
        ("battery", 101),
        ("battery", "full"),
        ("lat", 91),
        ("lon", "east"),
        ("ts_device", "2026-03-02T08:00:00"),
        ("ts_device", 1e40),
        ("ts_gateway", []),
        ("test_mode", "yes"),
        ("room", {}),
        ("room", "x" * 300),
        ("alarm", "fire"),
        ("colour", "red"),
    ],
)
def test_a_field_that_will_not_do_is_named_and_the_rest_is_taken(name: str, value: object) -> None:
    said = read_press(orjson.dumps({"device_id": "W-1", name: value}))
    assert [one.field for one in said.problems] == [name]
    assert said.device == "W-1"
    assert said.has_place


@pytest.mark.parametrize(
    ("raw", "device", "placed"),
    [
        (b"", None, False),
        (b"\xff\xfe\x00", None, False),
        (b'{"device_id": "W-1", ', "W-1", True),
        (b'["device_id"]', None, False),
        (b'{"device_id": "not an id!"}', None, False),
        (b'{"site": "GRHS"}', None, True),
        (b'{"lat": 39.5, "lon": -105.0}', None, True),
    ],
)
def test_what_can_be_made_out_of_a_body(raw: bytes, device: str | None, placed: bool) -> None:
    said = read_press(raw)
    assert (said.device, said.has_place) == (device, placed)


def test_what_turns_text_round_or_hides_it_is_taken_out() -> None:
    said = read_press('{"device_id":"W-1","room":"10\u202e1\\u0000 ","holder":"a\\nb"}'.encode())
    assert (said.given["room"], said.given["holder"]) == ("10 1", "a b")


def test_devices_from_a_table() -> None:
    book = Playbook.opened(lawful=False)
    table = (
        b"device id,type,school,building,room,supervised by,silence,active\n"
        b"W-1,badge,Granite Ridge High,main,101,ACME,24,\n"
        b"b-2,button,ELMS,EAST,,,,no\n"
    )
    plan = plan_devices(read_devices(io.BytesIO(table), "utf-8"), book.state, {})
    assert not plan.problems
    assert [(one.code, one.device_kind, one.in_service) for one in plan.devices] == [
        ("W-1", DeviceKind.WEARABLE, True),
        ("b-2", DeviceKind.FIXED_BUTTON, False),
    ]
    book.given(c.DefineRoster(devices=tuple(plan.devices)), by=SYSTEM)
    again = plan_devices(read_devices(io.BytesIO(table), "utf-8"), book.state, {})
    assert again.counts()[Verdict.LEFT] == 2
    wrong = b"device id,type,school,silence\nW 1,spoon,NOWHERE,9999\n"
    bad = plan_devices(read_devices(io.BytesIO(wrong), "utf-8"), book.state, {})
    assert len(bad.problems) >= 3


def test_the_keys_of_a_simulation(tmp_path: Path) -> None:
    file = tmp_path / "keys.csv"
    file.write_text("device_id,key,site\nW-1,abc,GRHS\nW-2,def,ELMS\n")
    assert [one.id for one in read_keys(file, ["ELMS"])] == ["W-2"]
    with pytest.raises(SimulationProblem):
        read_keys(file, ["FARM"])
    with pytest.raises(SimulationProblem):
        read_keys(tmp_path / "none.csv")
