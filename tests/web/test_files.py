"""Files over HTTP: who may send, who may read which copy, and what everybody else is told: nothing."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from dispatch.log import files as store_of_files
from dispatch.log.files import FILE_MAX
from tests.links.test_pictures import CANARY, GPS, picture
from tests.web.serving import Serving
from tests.web.test_history import call, caught_up, close

NO_SUCH = "0" * 64


async def send(served: Serving, who: str, content: bytes, **more: Any) -> httpx.Response:
    async with served.client(who) as client:
        return await client.put("/api/files", content=content, headers={"Origin": served.origin}, **more)


async def fetch(served: Serving, who: str, address: str) -> httpx.Response:
    async with served.client(who) as client:
        return await client.get(f"/api/files/{address}")


async def attached(served: Serving, which: str, content: bytes, who: str = "officer", **more: Any) -> str:
    """A file that was sent and put to a call; gives its address."""
    sent = await send(served, who, content)
    assert sent.status_code == 200, sent.text
    address: str = sent.json()["sha256"]
    answer = await served.give(who, "AttachFile", call=which, sha256=address, **more)
    assert answer.status_code == 200, answer.text
    return address


async def on_call(served: Serving) -> str:
    which = await call(served)
    answer = await served.give("dispatcher", "AssignUnits", call=which, units=["A7"])
    assert answer.status_code == 200, answer.text
    return which


async def files_of(served: Serving, who: str, which: str) -> list[dict[str, Any]]:
    async with served.client(who) as client:
        state = (await client.get("/api/state")).json()["state"]
    found: dict[str, Any] = next((one for one in state.get("calls", []) if one["id"] == which), {"files": []})
    files: list[dict[str, Any]] = found["files"]
    return files


async def test_a_photo_is_evidence_for_the_desk_and_a_picture_for_the_unit(served: Serving) -> None:
    which = await on_call(served)
    photo = picture("JPEG")
    address = await attached(served, which, photo, name="gate.jpg")
    (shown,) = await files_of(served, "officer", which)
    assert shown["evidence"] is None
    assert shown["name"] == {"text": "gate.jpg", "text_class": "operational"}
    (full,) = await files_of(served, "dispatcher", which)
    assert full["evidence"]["sha256"] == address
    shared = shown["shared"]["sha256"]
    for who in ("dispatcher", "auditor"):
        evidence = await fetch(served, who, address)
        assert evidence.content == photo, who
    for who in ("dispatcher", "auditor", "officer"):
        copy = await fetch(served, who, shared)
        assert copy.status_code == 200
        with Image.open(BytesIO(copy.content)) as left:
            assert not left.getexif().get_ifd(GPS)
        assert CANARY not in copy.content
        assert copy.headers["content-type"] == "image/jpeg"
        assert copy.headers["x-content-type-options"] == "nosniff"
        assert copy.headers["cache-control"] == "no-store"
        assert copy.headers["content-disposition"] == f'attachment; filename="{shared[:16]}.jpg"'
        assert "sandbox" in copy.headers["content-security-policy"]
    assert (await fetch(served, "officer", address)).status_code == 404, (
        "the evidence says where it was taken"
    )


async def test_a_bolos_photo_is_for_whoever_is_told_of_it(served: Serving) -> None:
    issued = await served.give(
        "dispatcher", "IssueBolo", category="person", subject="Dale Poe", reason="x", units=["A7"]
    )
    bolo = issued.json()["refs"]["bolo"]
    sent = await send(served, "dispatcher", picture("JPEG"))
    address = sent.json()["sha256"]
    answer = await served.give("dispatcher", "AttachBoloPhoto", bolo=bolo, sha256=address)
    assert answer.status_code == 200, answer.text
    async with served.client("dispatcher") as client:
        bolos = (await client.get("/api/state")).json()["state"]["bolos"]
    shared = next(one for one in bolos if one["id"] == bolo)["photo"]["sha256"]
    for who, what, status in (
        ("dispatcher", address, 200),
        ("officer", shared, 200),
        ("officer", address, 404),
        ("principal", shared, 404),
        # A partner asks for no file at all, whether it is there or not.
        ("liaison", shared, 403),
        ("liaison", NO_SUCH, 403),
    ):
        assert (await fetch(served, who, what)).status_code == status, (who, what)


async def test_who_may_not_see_it_is_told_the_same_as_of_nothing(served: Serving) -> None:
    which = await on_call(served)
    medical = await attached(served, which, picture("PNG"), text_class="medical")
    elsewhere = await call(served, site="PMES")
    other = await attached(served, elsewhere, picture("WEBP"), who="dispatcher")
    (shown,) = await files_of(served, "dispatcher", elsewhere)
    never = await fetch(served, "principal", NO_SUCH)
    assert never.status_code == 404
    for who, address in (
        ("principal", medical),
        ("principal", other),
        ("officer", other),
        ("officer", shown["shared"]["sha256"]),
        ("admin", other),
        ("officer", "../../etc/passwd"),
        ("officer", "%2e%2e%2fsession"),
        ("officer", NO_SUCH.upper()),
        ("officer", "x" * 64),
    ):
        answer = await fetch(served, who, address)
        assert answer.status_code == 404, (who, address)
        if "/" not in address and "%2f" not in address:
            assert answer.content == never.content, (who, address)
            assert answer.headers["content-type"] == never.headers["content-type"]


async def test_a_hash_of_somebody_else_gives_nothing(served: Serving) -> None:
    secret = await call(served, site="PMES")
    address = await attached(served, secret, picture("WEBP"), who="dispatcher")
    mine = await on_call(served)
    answer = await served.give("officer", "AttachFile", call=mine, sha256=address)
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_file")
    never = await served.give("officer", "AttachFile", call=mine, sha256=NO_SUCH)
    assert never.json()["message"] == answer.json()["message"]


async def test_a_command_that_came_before_its_bytes_may_be_sent_again(served: Serving) -> None:
    which, photo = await on_call(served), picture("JPEG")
    body = {"id": str(uuid4()), "kind": "AttachFile", "call": which}
    async with served.client("officer", headers={"Origin": served.origin}) as client:
        sent = await client.put("/api/files", content=photo)
        body["sha256"] = sent.json()["sha256"]
        answers = [(await client.post("/api/commands", json=body)).json() for _ in range(2)]
    assert [one["outcome"] for one in answers] == ["saved", "saved"]
    assert answers[0]["refs"] == answers[1]["refs"]
    assert len(await files_of(served, "officer", which)) == 1
    assert sent.json() == {
        "sha256": body["sha256"],
        "size": len(photo),
        "media_type": "image/jpeg",
        "shared": True,
    }


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "file_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "file_type"),
        (picture("JPEG")[:200], 422, "file_unreadable"),
        (b"\xff\xd8\xff" + b"\0" * FILE_MAX, 413, "file_too_large"),
    ],
    ids=["nothing", "svg", "half", "huge"],
)
async def test_what_is_not_taken(served: Serving, content: bytes, status: int, code: str) -> None:
    answer = await send(served, "officer", content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_body_that_does_not_say_how_large_it_is_is_cut_off(served: Serving) -> None:
    async def endless() -> Any:
        for _ in range(17):
            yield b"\xff\xd8\xff" + b"\0" * 999_997

    answer = await send(served, "officer", endless())
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


async def test_who_attaches_nothing_stores_nothing(served: Serving) -> None:
    for who in ("principal", "liaison", "admin", "auditor"):
        assert (await send(served, who, picture("JPEG"))).status_code == 403, who
    async with served.client("officer") as client:
        foreign = await client.put(
            "/api/files", content=picture("JPEG"), headers={"Origin": "https://elsewhere.example"}
        )
    assert foreign.status_code == 403


async def test_a_past_call_keeps_its_files_and_its_report_names_them(served: Serving) -> None:
    which = await on_call(served)
    address = await attached(served, which, picture("JPEG"), name="=cmd.jpg")
    await served.give("officer", "ClearUnit", unit="A7", disposition="NRPT")
    await close(served, which)
    await caught_up(served)
    assert (await fetch(served, "dispatcher", address)).status_code == 200
    async with served.client("dispatcher") as client:
        report = (await client.get(f"/api/reports/calls/{which}")).json()
        told = (await client.get(f"/api/reports/calls/{which}", params={"format": "csv"})).text
    assert [one["evidence"]["sha256"] for one in report["call"]["files"]] == [address]
    assert [one["file"] for one in report["lines"] if one["file"]] == [report["call"]["files"][0]["id"]]
    assert address in told
    assert "\"'=cmd.jpg" in told, "no formula"


async def test_an_emptied_file_says_so_to_its_readers_only(served: Serving) -> None:
    which = await on_call(served)
    address = await attached(served, which, picture("JPEG"))
    await served.services.desk.files.empty(address)
    gone = await fetch(served, "dispatcher", address)
    assert (gone.status_code, gone.json()["code"]) == (410, "file_emptied")
    assert (await fetch(served, "principal", address)).status_code == 404
    assert (await send(served, "officer", picture("JPEG"))).json()["code"] == "file_emptied"


async def test_a_full_store_refuses_files_and_no_command(
    served: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = await on_call(served)
    monkeypatch.setattr(store_of_files, "DISK_FLOOR", 2**62)
    answer = await send(served, "officer", picture("JPEG"))
    assert (answer.status_code, answer.json()["code"]) == (507, "files_full")
    assert (await served.give("officer", "AddNote", call=which, text="still here")).status_code == 200


async def test_so_many_at_once_and_no_more(served: Serving) -> None:
    for _ in range(8):
        await served.services.uploads.acquire()
    busy = await send(served, "officer", picture("JPEG"))
    assert (busy.status_code, busy.json()["code"]) == (429, "files_busy")
    assert busy.headers["retry-after"] == "5"
    served.services.uploads.release()
    assert (await send(served, "officer", picture("JPEG"))).status_code == 200
