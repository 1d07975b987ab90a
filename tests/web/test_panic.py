"""Presses of panic devices over HTTP: signed or not, sent again, late, broken, in a flood."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import httpx
import orjson
import pytest
import pytest_asyncio

from dispatch.desk.results import Envelope, Saved
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AssignUnits, ClearUnit, CloseCall, DefineRoster, SetUnitStatus
from dispatch.domain.devices import Device, DeviceKind, PressTrust
from dispatch.domain.records import Call
from dispatch.domain.vocabulary import ENDED
from dispatch.links.panic import gate
from dispatch.links.panic.signing import HEADER, sign
from dispatch.links.panic.simulate import Plan, SimulatedDevice, simulate
from tests.desk.world import DISPATCHER
from tests.web.serving import LOG, Link, Serving

DEVICES = tuple(
    Device(
        code=code,
        device_kind=DeviceKind.WEARABLE,
        site=site,
        building="M",
        room="101",
        vendor="ACME",
        silence_hours=24,
    )
    for code, site in (("W-1", "GRHS"), ("W-2", "GRHS"), ("W-3", "PMES"))
)
_counters = count(1)


class Sender:
    """What stands at a school and sends."""

    def __init__(self, served: Serving, client: httpx.AsyncClient, keys: dict[str, str]) -> None:
        self.served = served
        self.client = client
        self.keys = keys

    def body(self, device: str = "W-1", **said: Any) -> bytes:
        known = {
            "device_id": device,
            "counter": next(_counters),
            "ts_device": datetime.now(UTC).isoformat(),
            "alert_level": "STAFF_ASSIST",
        }
        return orjson.dumps({name: value for name, value in {**known, **said}.items() if value is not None})

    async def send(
        self, body: bytes, *, key: str | None = "device:W-1", status: int = 200, to: str = "/api/panic"
    ) -> dict[str, Any]:
        headers = {} if key is None else {HEADER: sign(self.keys.get(key, key), body)}
        answer = await self.client.post(to, content=body, headers=headers)
        assert answer.status_code == status, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def calls(self) -> list[Call]:
        return [one for one in self.served.node.desk.state.calls.values() if one.status not in ENDED]


@pytest_asyncio.fixture
async def sender(served: Serving) -> Any:
    desk, clock, keys = served.node.desk, served.node.clock, served.node.people.device_keys
    saved = await desk.submit(SYSTEM, Envelope(id=clock.new_id(), command=DefineRoster(devices=DEVICES)))
    assert isinstance(saved, Saved)
    issued = await keys.issue(LOG, ["device:W-1", "device:W-2", "vendor:ACME"])
    await keys.read(LOG)
    async with served.client() as client:
        yield Sender(served, client, issued)


async def shown(link: Link, wanted: int) -> dict[str, int]:
    """Presses as a console gets them, until so many have come; by record, how many."""
    seen: dict[str, int] = {}
    while sum(seen.values()) < wanted:
        frame = await link.next("frame")
        for press in frame["upserts"].get("presses", ()):
            seen[press["id"]] = press["count"]
    return seen


async def test_a_signed_press_is_verified_and_sent_again_it_is_the_same(sender: Sender) -> None:
    body = sender.body(holder="M. Otis", battery=77)
    first = await sender.send(body)
    assert (first["outcome"], first["trust"], first["problems"]) == ("saved", "verified", [])
    again = await sender.send(body)
    assert (again["outcome"], again["number"], again["id"]) == ("duplicate", first["number"], first["id"])
    # A gateway that sends it again may say more of itself.
    said = orjson.loads(body)
    later = orjson.dumps({**said, "ts_gateway": datetime.now(UTC).isoformat(), "signal": -71})
    assert (await sender.send(later))["outcome"] == "duplicate"
    presses = list(sender.served.node.desk.state.presses.values())
    assert [(one.device, one.count) for one in presses] == [("W-1", 1)]


async def test_the_key_of_its_vendor_will_do_and_that_of_another_device_will_not(sender: Sender) -> None:
    assert (await sender.send(sender.body("W-3"), key="vendor:ACME"))["trust"] == "verified"
    wrong = await sender.send(sender.body("W-1"), key="device:W-2")
    assert (wrong["outcome"], wrong["trust"]) == ("saved", "wrong_signature")
    assert "number" not in wrong, "a stranger learns no number"
    assert (await sender.send(sender.body("W-1"), key=None))["trust"] == "no_signature"
    assert (await sender.send(sender.body("W-1", counter=None)))["trust"] == "no_counter"
    assert (await sender.send(sender.body("X-9", site="GRHS")))["trust"] == "unknown_device"
    trusts = {one.facts.trust for one in sender.served.node.desk.state.presses.values()}
    assert trusts == {
        PressTrust.VERIFIED,
        PressTrust.WRONG_SIGNATURE,
        PressTrust.NO_SIGNATURE,
        PressTrust.NO_COUNTER,
        PressTrust.UNKNOWN_DEVICE,
    }
    assert len(sender.calls()) == 2, "they gather by building, whatever is known of them"


async def test_nobody_uses_up_a_press_that_has_not_been_made(sender: Sender) -> None:
    body = sender.body()
    assert (await sender.send(body, key="guessed"))["trust"] == "wrong_signature"
    real = await sender.send(body)
    assert (real["outcome"], real["trust"]) == ("saved", "verified")
    assert (await sender.send(body, key="guessed"))["outcome"] == "duplicate"


async def test_a_counter_that_begins_anew_is_another_press(sender: Sender) -> None:
    before = datetime.now(UTC) - timedelta(seconds=30)
    await sender.send(sender.body(counter=7, ts_device=before.isoformat()))
    assert (await sender.send(sender.body(counter=7)))["outcome"] == "saved"
    (press,) = sender.served.node.desk.state.presses.values()
    assert (press.count, press.facts.unordered) == (2, True)


async def test_a_replayed_press_opens_no_second_incident(sender: Sender) -> None:
    body = sender.body()
    await sender.send(body)
    (call,) = sender.calls()
    closed = await sender.served.give(
        "dispatcher", "CloseCall", call=call.id, disposition="NRPT", outcome="Pressed by mistake"
    )
    assert closed.status_code == 200, closed.text
    assert (await sender.send(body))["outcome"] == "duplicate"
    assert sender.calls() == []
    await sender.send(sender.body())
    assert len(sender.calls()) == 1, "a new press opens a new one"
    assert sender.served.node.desk.state.calls[call.id].status in ENDED


async def test_bad_fields_are_named_and_the_press_is_raised(sender: Sender) -> None:
    answer = await sender.send(
        sender.body(battery=400, ts_gateway="noon", lat="north", colour="red", alert_level="HELP ME")
    )
    assert (answer["outcome"], answer["trust"]) == ("saved", "verified")
    assert {one["field"] for one in answer["problems"]} == {"battery", "ts_gateway", "lat", "colour"}
    broken = await sender.send(b'{"device_id": "W-2", "room": "101", "counter": 5,,', key=None)
    assert broken["outcome"] == "saved"
    assert broken["problems"][0]["field"] == ""
    lost = await sender.send(b'{"battery": 5}', status=422, key=None)
    assert lost["outcome"] == "refused"
    assert lost["problems"][-1]["field"] == "device_id"
    await sender.send(b"[]", status=422, key=None)
    assert len(sender.calls()) == 1


async def test_a_press_in_a_test_window_is_a_test(sender: Sender) -> None:
    told = await sender.send(sender.body("W-3", test_mode=True), key="vendor:ACME")
    assert not told["test"]
    assert "only a test window" in told["warnings"][0]
    assert (
        await sender.served.give("dispatcher", "OpenTestWindow", site="GRHS", minutes=5)
    ).status_code == 200
    answer = await sender.send(sender.body())
    assert (answer["test"], answer["outcome"]) == (True, "saved")
    assert [one.place.site for one in sender.calls()] == ["PMES"]


async def test_an_alarm_panel_says_what_it_is(sender: Sender) -> None:
    alarm = {"category": "FIRE", "zone": "Kitchen", "response": "respond", "event_id": "A-77"}
    await sender.send(sender.body("W-1", alarm=alarm, alert_level=None))
    (call,) = sender.calls()
    assert (call.type, call.source) == ("FIRALM", "ALARM_FIRE")
    (press,) = sender.served.node.desk.state.presses.values()
    assert press.claimed is not None
    assert "zone Kitchen" in str(press.claimed)


async def test_every_console_has_it_and_a_school_from_one_address_is_not_slowed(sender: Sender) -> None:
    async with sender.served.link("dispatcher") as link:
        await asyncio.gather(*(sender.send(sender.body("W-1", room=f"R{n % 20}")) for n in range(120)))
        seen = await shown(link, 120)
    assert len(seen) == 20, "every room is kept"
    assert len(sender.calls()) == 1


async def test_a_flood_of_made_up_presses_is_gathered_and_takes_nothing_from_real_ones(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "GATHER_SECONDS", 0.05)
    intake = sender.served.services.panic
    intake._unverified._left = intake._unverified._burst = 5.0
    bodies = [sender.body(f"X-{n}", site="GRHS") for n in range(60)]
    async with sender.served.link("dispatcher") as link:
        answers = await asyncio.gather(
            *(
                sender.client.post("/api/panic", content=body, headers={HEADER: "sha256=00"})
                for body in bodies
            )
        )
        outcomes = [one.json()["outcome"] for one in answers]
        assert set(outcomes) == {"saved", "gathered"}
        assert (await sender.send(sender.body()))["trust"] == "verified"
        await shown(link, 61)
    presses = sender.served.node.desk.state.presses.values()
    assert sum(one.count for one in presses) == 61, "each is counted once"
    assert len(sender.calls()) == 1
    assert any(one.facts.more for one in presses)


async def test_signs_of_life_are_signed(sender: Sender) -> None:
    now = datetime.now(UTC).isoformat()
    one = orjson.dumps({"device_id": "W-1", "battery": 12, "sent_at": now})
    to = "/api/panic/heartbeat"
    assert (await sender.send(one, to=to)) == {"heard": 1, "problems": []}
    assert "battery:GRHS" in sender.served.node.desk.state.alarms
    seq = sender.served.node.desk.state.seq
    several = orjson.dumps(
        {"vendor": "ACME", "sent_at": now, "devices": [{"device_id": d.code} for d in DEVICES]}
    )
    assert (await sender.send(several, to=to, key="vendor:ACME"))["heard"] == 3
    assert sender.served.node.desk.state.seq == seq, "what says nothing new is not written"
    refused = await sender.send(one, to=to, key="guessed", status=401)
    assert refused["code"] == "not_signed"
    old = orjson.dumps({"device_id": "W-1", "sent_at": "2026-01-01T00:00:00Z"})
    assert (await sender.send(old, to=to, status=422))["problems"][0]["field"] == "sent_at"


async def test_a_replaced_key_is_good_for_a_while_and_an_ended_one_is_not(sender: Sender) -> None:
    keys = sender.served.node.people.device_keys
    new = await keys.issue(LOG, ["device:W-1"])
    await keys.read(LOG)
    assert (await sender.send(sender.body()))["trust"] == "verified"
    assert (await sender.send(sender.body(), key=new["device:W-1"]))["trust"] == "verified"
    await keys.end(LOG, "device:W-1")
    await keys.read(LOG)
    assert (await sender.send(sender.body()))["trust"] == "wrong_signature"


async def test_a_simulation_says_what_was_answered(sender: Sender) -> None:
    devices = [SimulatedDevice(id=one, key=sender.keys[f"device:{one}"]) for one in ("W-1", "W-2")]
    plan = Plan(presses=12, seconds=0.1, wrong=2, replay=3, late=2, heartbeats=True)
    summary = await simulate(sender.client, devices, plan, sender.served.node.clock.now)
    assert (summary.sent, summary.failed, summary.heard) == (15, 0, 2)
    assert summary.outcomes == {"saved": 12, "duplicate": 3}
    assert len(summary.incidents) == 1
    assert any("p99" in line for line in summary.lines())
    presses = sender.served.node.desk.state.presses.values()
    assert sum(one.count for one in presses) == 12


async def test_a_monitoring_company_learns_what_became_of_its_alarm_and_nothing_else(sender: Sender) -> None:
    to = "/api/panic/status"

    async def ask(device: str, *, key: str | None = None, status: int = 200) -> list[dict[str, Any]]:
        raw = orjson.dumps({"sent_at": datetime.now(UTC).isoformat(), "device_id": device})
        answer = await sender.send(raw, key=key or f"device:{device}", status=status, to=to)
        return list(answer.get("updates", []))

    assert await ask("W-2") == []
    await sender.send(sender.body("W-2", room="101", holder="M. Otis"), key="device:W-2")
    (call,) = [one for one in sender.calls() if one.place.site == "GRHS" and one.type == "PANIC"]
    (one,) = await ask("W-2")
    assert (one["number"], one["status"]) == (call.number, "accepted")
    assert "Otis" not in str(one)
    assert await ask("W-1", key="device:W-1") == [], "another device of the same school"
    await ask("W-2", key="device:W-1", status=401)

    desk, clock = sender.served.node.desk, sender.served.node.clock
    for command in (
        AssignUnits(call=call.id, units=("A7",)),
        SetUnitStatus(unit="A7", status=UnitStatus.OS),
        ClearUnit(unit="A7"),
        CloseCall(call=call.id, disposition="ACCID", outcome="A badge was dropped"),
    ):
        saved = await desk.submit(DISPATCHER, Envelope(id=clock.new_id(), command=command))
        assert isinstance(saved, Saved), saved
    (one,) = await ask("W-2", key="vendor:ACME")
    assert (one["status"], one["disposition"], one["apco"]) == ("closed", "ACCID", "17")
    assert one["received_at"] <= one["dispatched_at"] <= one["arrived_at"] <= one["closed_at"]
    assert "dropped" not in str(one)


async def test_the_desk_reads_how_every_device_is(sender: Sender) -> None:
    async with sender.served.client("dispatcher") as desk, sender.served.client("officer") as field:
        found = (await desk.get("/api/devices", params={"site": "GRHS"})).json()["devices"]
        assert [one["id"] for one in found] == ["W-1", "W-2"]
        assert {one["has_key"] for one in found} == {True}, "the vendor's key signs for all of them"
        everything = (await desk.get("/api/devices")).json()["devices"]
        assert {one["id"] for one in everything} >= {"W-1", "W-2", "W-3"}
        assert (await field.get("/api/devices")).status_code == 403
