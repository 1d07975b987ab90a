"""The websocket: hello, frames, commands, and every way in which it ends."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
import pytest
from pydantic import TypeAdapter
from websockets.exceptions import InvalidStatus
from websockets.frames import Opcode

from dispatch.web import messages
from dispatch.web.flood import BURST, DROPPED_MAX
from tests.web.serving import Link, Serving

SERVER_MESSAGE: TypeAdapter[Any] = TypeAdapter(messages.ServerMessage)


def command(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": "command", "id": str(uuid4()), "kind": kind, **fields}


async def test_a_change_reaches_the_other_person_in_the_words_of_the_schema(served: Serving) -> None:
    async with served.link("dispatcher") as desk, served.link("officer") as unit:
        await desk.next("snapshot")
        await unit.next("snapshot", part="unit:A7")
        entering = command("CreateCall", call_type="FIGHT", site="GRHS")
        await desk.send(entering)
        saved = await desk.next("result", id=entering["id"], outcome="saved")
        sending = command("AssignUnits", call=saved["refs"]["call"], units=["A7"])
        await desk.send(sending)
        assert (await desk.next("result", id=sending["id"]))["outcome"] == "saved"
        frame = await unit.next("frame", part="unit:A7")
        assert [call["id"] for call in frame["upserts"]["calls"]] == [saved["refs"]["call"]]
        await desk.next("beat")
        for message in desk.got + unit.got:
            read = SERVER_MESSAGE.dump_python(
                SERVER_MESSAGE.validate_json(orjson.dumps(message)), mode="json"
            )
            assert read.keys() == message.keys(), message["type"]


async def test_the_parts_are_those_of_the_role(served: Serving) -> None:
    expected = {
        "dispatcher": {"desk"},
        "officer": {"field", "unit:A7"},
        "principal": {"site:GRHS"},
        "admin": set(),
    }
    for username, parts in expected.items():
        async with served.link(username) as link:
            welcome = link.got[0]
            assert set(welcome["parts"]) == parts, username
            assert welcome["mode"] == "snapshot"


async def test_a_message_that_cannot_be_read_is_answered_and_the_link_stays(served: Serving) -> None:
    async with served.link("dispatcher") as link:
        for raw, code, field in (
            ("{bad", "bad_json", None),
            ("[]", "bad_json", None),
            ('{"type":"seen","part":"desk","part":"x","n":1}', "bad_json", "part"),
            ('{"type":"nonsense"}', "unknown_type", "type"),
            ('{"type":["command"]}', "unknown_type", "type"),
            ('{"type":"seen","part":"desk"}', "missing_field", "n"),
            ('{"type":"seen","part":"desk","n":true}', "bad_value", "n"),
            ('{"type":"seen","part":"desk","n":1,"x":1}', "unknown_field", "x"),
        ):
            await link.socket.send(raw)
            error = await link.next("error")
            assert (error["code"], error.get("field")) == (code, field), raw
        await link.send({"type": "beat"})
        await link.next("beat")


async def test_a_command_with_a_wrong_form_is_answered_by_its_id(served: Serving) -> None:
    async with served.link("dispatcher") as link:
        for wrong, code, field in (
            (command("CreateCall"), "missing_field", "call_type"),
            (command("CreateCall", call_type="FIGHT", role="admin"), "unknown_field", "role"),
            (command("CreateCall", call_type="ZZZZ", site="GRHS"), "unknown_type", "call_type"),
            (command("TimerDue", timer="x", generation=1), "unknown_kind", "kind"),
            (command("AssignUnits", call="x", units=[]), "bad_value", "units"),
        ):
            await link.send(wrong)
            refused = await link.next("result", id=wrong["id"])
            assert (refused["outcome"], refused["code"], refused["field"]) == ("refused", code, field), wrong


async def test_the_same_command_again_has_the_same_answer_on_both_doors(served: Serving) -> None:
    async with served.link("dispatcher") as link, served.client("dispatcher") as client:
        entering = command("CreateCall", call_type="FIGHT", site="GRHS")
        await link.send(entering)
        first = await link.next("result", id=entering["id"])
        again = (await client.post("/api/commands", json=entering)).json()
        assert again["duplicate"] is True
        assert again["refs"] == first["refs"]
        assert again["receipt"] == first["receipt"]


async def test_a_wrong_beginning_ends_with_its_reason(served: Serving) -> None:
    for first, code, reason in (
        ({"type": "beat"}, 4400, "hello_first"),
        (command("CreateCall", call_type="FIGHT"), 4400, "hello_first"),
        ({"type": "hello"}, 4400, "bad_hello"),
        ({"type": "hello", "protocol": 99}, 4426, "upgrade"),
        ({"type": "hello", "protocol": 1, "log": "other"}, 4404, "no_such_log"),
    ):
        async with served.link("dispatcher", hello=False) as link:
            await link.send(first)
            assert await link.end() == (code, reason)
            assert link.got[-1]["type"] == "bye"
            assert link.got[-1]["code"] == reason


async def test_a_second_hello_ends_the_link(served: Serving) -> None:
    async with served.link("dispatcher") as link:
        await link.send({"type": "hello", "protocol": 1})
        assert await link.end() == (4400, "hello_twice")


async def test_whoever_says_nothing_is_let_go(served: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatch.web.socket.HELLO_SECONDS", 0.2)
    async with served.link("dispatcher", hello=False) as link:
        assert await link.end() == (4408, "no_hello")


async def test_without_a_session_the_reason_can_be_read(served: Serving) -> None:
    for headers in ({}, {"Cookie": "dispatch_session=invented"}, {"Authorization": "Bearer invented"}):
        async with served.link(None, hello=False, headers=headers) as link:
            assert await link.end() == (4401, "not_signed_in")
            assert link.got[0]["retry_after_ms"] is None


async def test_a_program_comes_in_with_a_token_and_without_a_page(served: Serving) -> None:
    token = await served.token("auditor", kind="api")
    headers = {"Authorization": f"Bearer {token}"}
    async with served.link(None, origin=None, headers=headers) as link:
        assert set(link.got[0]["parts"]) == {"auditor"}


async def test_a_foreign_page_is_refused_before_the_upgrade(served: Serving) -> None:
    for origin in (
        None,
        "null",
        "https://evil.example",
        f"https://127.0.0.1:{served.port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        f"http://127.0.0.1:{served.port}.evil.example",
        f"http://127.0.0.1:{served.port}@evil.example",
        f"HTTP://127.0.0.1:{served.port}/",
    ):
        with pytest.raises(InvalidStatus) as refused:
            async with served.link("dispatcher", hello=False, origin=origin):
                pass
        assert refused.value.response.status_code == 403, origin
        assert orjson.loads(refused.value.response.body)["code"] == "foreign_origin"


async def test_both_addresses_of_this_machine_are_our_pages(served: Serving) -> None:
    for host in ("127.0.0.1", "localhost"):
        async with served.link("dispatcher", origin=f"http://{host}:{served.port}") as link:
            assert link.got[0]["type"] == "welcome"


async def test_signing_out_closes_the_open_sockets(served: Serving) -> None:
    async with served.link("dispatcher") as link, served.link("auditor") as other:
        cookie = link.socket.request.headers["Cookie"] if link.socket.request else ""
        async with served.client(headers={"Cookie": cookie, "Origin": served.origin}) as client:
            assert (await client.delete("/api/session")).status_code == 204
        assert await link.end(2) == (4403, "session ended")
        await other.next("beat")


async def test_disabling_an_account_elsewhere_closes_its_sockets_within_two_seconds(served: Serving) -> None:
    async with served.link("officer") as link:
        await served.node.people.administration.disable("officer")
        assert await link.end(2) == (4403, "session ended")


async def test_a_binary_message_ends_the_link(served: Serving) -> None:
    async with served.link("dispatcher") as link:
        await link.socket.send(b"{}")
        assert await link.end() == (1003, "binary")


async def test_a_message_over_the_limit_ends_the_link_and_the_server_goes_on(served: Serving) -> None:
    async with served.link("dispatcher") as link:
        await link.socket.send('{"type":"beat","x":"' + "a" * 65_536 + '"}')
        code, _ = await link.end()
        assert code == 1009
    async with served.link("dispatcher") as link:
        await link.next("beat")


async def test_a_text_that_is_not_utf8_ends_the_link(
    served: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    async with served.link("dispatcher") as link:
        await raw_frame(link, Opcode.TEXT, b'{"type":"\xff"}')
        code, _ = await link.end()
        assert code == 1007
    assert "Traceback" not in caplog.text


async def test_compression_is_not_negotiated(served: Serving) -> None:
    async with served.link("dispatcher", compression="deflate") as link:
        assert link.socket.response is not None
        assert "Sec-WebSocket-Extensions" not in link.socket.response.headers


async def test_a_flood_is_told_then_ended_and_a_panic_passes(
    served: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dispatch.web.flood.RATE", 0.0)
    async with served.link("dispatcher") as link, served.link("principal") as school:
        flood = [link.socket.send('{"type":"beat"}') for _ in range(int(BURST) + 200)]
        await asyncio.gather(*flood)
        assert (await link.next("error"))["code"] == "too_many"
        panic = command("RaisePanic", site="GRHS")
        await link.send(panic)
        assert (await link.next("result", id=panic["id"]))["outcome"] == "saved"
        with_more = [link.socket.send('{"type":"beat"}') for _ in range(DROPPED_MAX + int(BURST))]
        await asyncio.gather(*with_more, return_exceptions=True)
        assert await link.end() == (4029, "flood")
        await school.next("beat")


async def test_every_command_of_a_flood_is_answered_by_its_id(
    served: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dispatch.web.flood.RATE", 0.0)
    async with served.link("dispatcher") as link:
        await asyncio.gather(*[link.socket.send('{"type":"beat"}') for _ in range(int(BURST) + 50)])
        late = [command("AddNote", text=f"note {number}") for number in range(5)]
        for one in late:
            await link.send(one)
        codes = [(await link.next("result", id=one["id"])).get("code") for one in late]
        assert "too_many" in codes
        assert set(codes) <= {"too_many", None}


async def test_one_session_has_so_many_links(served: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatch.web.socket.LINKS_MAX", 2)
    cookie = {"Cookie": f"dispatch_session={await served.token('dispatcher')}"}
    async with served.link(None, headers=cookie) as first, served.link(None, headers=cookie):
        async with served.link(None, hello=False, headers=cookie) as third:
            assert await third.end() == (4429, "too_many_links")
        async with served.link("auditor") as other:
            await other.next("beat")
        await first.next("beat")
    for _ in range(500):
        if not served.services.links:
            break
        await asyncio.sleep(0.01)
    assert not served.services.links


async def test_a_position_is_the_senders_own(served: Serving) -> None:
    at = served.node.clock.now().isoformat()
    position = {"type": "position", "at": at, "lat_e7": 395_000_000, "lon_e7": -1_049_000_000}
    async with (
        served.link("dispatcher") as desk,
        served.link("officer") as unit,
        served.link("principal") as site,
    ):
        await unit.send(position)
        seen = await desk.next("positions")
        assert [item["unit"] for item in seen["items"]] == ["A7"]
        await unit.send({**position, "unit": "A3"})
        assert (await unit.next("error"))["code"] == "unknown_field"
        await desk.send(position)
        assert (await desk.next("error"))["code"] == "no_unit"
        await site.next("beat")
        assert not [message for message in site.got if message["type"] == "positions"]


async def test_a_stopping_server_says_when_to_come_back(served: Serving) -> None:
    async with served.link("dispatcher") as link:
        served.server.should_exit = True
        assert await link.end() == (4000, "restart")
        bye = link.got[-1]
        assert bye["type"] == "bye"
        assert bye["retry_after_ms"] > 0


async def raw_frame(link: Link, opcode: Opcode, data: bytes) -> None:
    """A masked frame with bytes that no client library would send."""
    mask = b"\x01\x02\x03\x04"
    masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
    link.socket.transport.write(bytes((0x80 | opcode, 0x80 | len(data))) + mask + masked)


async def test_a_device_whose_clock_is_wrong_is_not_believed_and_the_line_says_so(served: Serving) -> None:
    async with served.link("dispatcher") as desk:
        for off, source in ((timedelta(minutes=1), "claimed"), (timedelta(minutes=3), "untrusted")):
            wrong = datetime.now(UTC) + off
            async with served.link("officer", hello=False) as unit:
                await unit.send({"type": "hello", "protocol": 1, "device_time": wrong.isoformat()})
                claim = (wrong - timedelta(minutes=2)).isoformat()
                note = command("AddNote", unit="A7", text=source, occurred_at=claim)
                await unit.send(note)
                assert (await unit.next("result", id=note["id"]))["outcome"] == "saved"
            while True:
                frame = await desk.next("frame")
                found = [line for line in frame["lines"] if (line["detail"] or {}).get("text") == source]
                if found:
                    break
            assert found[0]["occurred_source"] == source
            assert (found[0]["occurred_at"] > found[0]["at"]) == (source == "untrusted")
