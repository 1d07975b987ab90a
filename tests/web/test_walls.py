"""The door for wall displays: a code binds one device, which then comes in by itself; it gets its picture only, and is out at once."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import orjson
from websockets.asyncio.client import connect

from dispatch.desk.results import Envelope, Saved
from dispatch.domain.actor import SYSTEM, Role
from dispatch.domain.wall_orders import AddWall, EndWall, SetWall
from dispatch.domain.walls import WallShow
from dispatch.web.access import COOKIE
from tests.web.serving import Link, Serving
from tests.web.test_policy import EVERYBODY, NOT_YOURS, POLICY, SIGNED

DEVICE = "w" * 43
OURS = {"GET /api/session", "GET /api/state", "DELETE /api/session"}
"""All that a display may use besides what is open to everybody."""


async def hung(served: Serving, show: WallShow = WallShow.DISTRICT) -> str:
    """A display; gives its id."""
    order = AddWall(name=f"Wall {uuid4()}", show=show)
    answer = await served.node.desk.submit(SYSTEM, Envelope(id=str(uuid4()), command=order))
    assert isinstance(answer, Saved)
    return str(answer.refs["wall"])


async def coded(served: Serving, wall: str, **asked: str) -> dict[str, Any]:
    async with served.client("admin") as admin:
        made = await admin.post(f"/api/walls/{wall}/code", json=asked)
    assert made.status_code == 201, made.text
    return dict(made.json())


async def entered(
    served: Serving, screen: httpx.AsyncClient, wall: str, device: str = DEVICE
) -> dict[str, Any]:
    code = (await coded(served, wall))["code"]
    came = await screen.post("/api/session/wall", json={"code": code, "device": device})
    assert came.status_code == 200, came.text
    return dict(came.json())


async def test_a_code_binds_one_device_which_then_comes_in_by_itself(served: Serving) -> None:
    wall = await hung(served)
    made = await coded(served, wall, address="https://dispatch.example.org")
    assert made["link"] == f"https://dispatch.example.org/wall/#code={made['code']}"
    assert made["camera"]["side"] > 20
    device = "a" * 43
    async with served.client() as screen, served.client() as other:
        unknown = await screen.post("/api/session/wall", json={"device": device})
        assert (unknown.status_code, unknown.json()["code"]) == (401, "wall_unknown")
        wrong = await screen.post("/api/session/wall", json={"device": device, "code": "AAAA-BBBB-CCCC"})
        assert (wrong.status_code, wrong.json()["code"]) == (401, "bad_wall_code")
        came = await screen.post("/api/session/wall", json={"device": device, "code": made["code"].lower()})
        session = came.json()
        assert (session["role"], session["page"], session["permissions"]) == (Role.WALL, "/wall/", [])
        assert session["parts"] == ["wall:district"]
        assert "HttpOnly" in came.headers["set-cookie"]
        stolen = await other.post("/api/session/wall", json={"device": "b" * 43, "code": made["code"]})
        assert stolen.json()["code"] == "bad_wall_code", "good once"
    async with served.client() as later:
        # The session has been lost with the browser; the page kept what the device is known by, and its address the used code.
        for body in ({"device": device}, {"device": device, "code": made["code"]}):
            assert (await later.post("/api/session/wall", json=body)).status_code == 200
        state = (await later.get("/api/state")).json()
        assert set(state) == {"state"}, "no seq"
        [picture] = state["state"]["wall_pictures"]
        assert set(state["state"]) == {"wall_pictures"}
        assert set(picture["district"]["normal"]) | {
            one["code"] for one in picture["district"]["acting"]
        } == {
            "GRHS",
            "PMES",
        }
    async with served.client("admin") as admin:
        [device_info] = [one for one in (await admin.get("/api/walls")).json() if one["wall"] == wall]
        assert device_info["entered_at"] is not None
        assert device_info["code_expires_at"] is None
        assert (await admin.post("/api/walls/nothing/code", json={})).status_code == 404


async def test_a_new_code_moves_a_display_to_another_device(served: Serving) -> None:
    wall = await hung(served)
    async with served.client() as old, served.client() as new:
        await entered(served, old, wall, "c" * 43)
        await entered(served, new, wall, "d" * 43)
        assert (await old.get("/api/session")).status_code == 401, "one screen, one session"
        back = await old.post("/api/session/wall", json={"device": "c" * 43})
        assert back.json()["code"] == "wall_unknown"
        assert (await new.get("/api/session")).status_code == 200


async def test_a_display_may_use_nothing_but_its_picture(served: Serving) -> None:
    """Every route and every message of the policy, and every command that there is a route for."""
    wrong = []
    async with served.client() as screen:
        await entered(served, screen, await hung(served), "e" * 43)
        for row in POLICY:
            method, _, path = row.partition(" ")
            if path.startswith(SIGNED) and row not in OURS:
                continue
            named = "/".join("x" if part.startswith("{") else part for part in path.split("/"))
            answer = await screen.request(method, named, json={}, headers={"Origin": served.origin})
            body = answer.json() if "json" in answer.headers.get("content-type", "") else None
            code = body.get("code") if isinstance(body, dict) else None
            allowed = row in OURS or POLICY[row] == EVERYBODY
            if (answer.status_code == 401 or code in NOT_YOURS) == allowed:
                wrong.append((row, answer.status_code, code))
    assert wrong == []


async def test_a_display_is_shown_what_changes_and_sends_no_command(served: Serving) -> None:
    wall = await hung(served)
    async with served.client() as screen:
        await entered(served, screen, wall, "f" * 43)
        headers = {"Cookie": f"{COOKIE}={screen.cookies[COOKIE]}"}
        async with connect(
            f"ws://127.0.0.1:{served.port}/live",
            origin=served.origin,  # type: ignore[arg-type]
            additional_headers=headers,
            max_size=None,
        ) as opened:
            link = Link(opened)
            await link.send(
                {"type": "hello", "protocol": 1, "since": {"epoch": served.node.desk.hub.epoch, "seq": 1}}
            )
            welcome = await link.next("welcome")
            assert welcome["mode"] == "snapshot", "never resumes"
            await link.next("snapshot")
            for number, kind in enumerate(("CreateCall", "SetWall", "StartAction")):
                fields = {
                    "call_type": "FIGHT",
                    "wall": wall,
                    "show": "worst",
                    "sites": ["GRHS"],
                    "action_type": "HOLD",
                }
                names = {
                    "CreateCall": ("call_type",),
                    "SetWall": ("wall", "show"),
                    "StartAction": ("sites", "action_type"),
                }
                given = {name: fields[name] for name in names[kind]}
                await link.send({"type": "command", "id": str(uuid4()), "kind": kind, **given})
                result = await link.next("result")
                assert (result["outcome"], result["code"]) == ("refused", "forbidden"), number
            await link.send({"type": "resync", "part": "desk"})
            call = await served.give(
                "dispatcher",
                "CreateCall",
                call_type="WEAPON",
                site="PMES",
                caller="canary-caller",
                text="canary-text",
                distinct=True,
            )
            await served.give("dispatcher", "AddNote", call=call.json()["refs"]["call"], text="canary-note")
            order = SetWall(wall=wall, show=WallShow.WORST)
            answer = await served.node.desk.submit(SYSTEM, Envelope(id=str(uuid4()), command=order))
            assert isinstance(answer, Saved)
            await link.next("drop", part="wall:district")
            await link.next("snapshot", part="wall:worst")
            end = Envelope(id=str(uuid4()), command=EndWall(wall=wall))
            async with asyncio.timeout(2):
                assert isinstance(await served.node.desk.submit(SYSTEM, end), Saved)
                bye = await link.next("bye")
            assert bye["code"] == "session_ended"
        heard = orjson.dumps(link.got).decode()
        assert "canary" not in heard
        assert '"seq"' not in heard
        assert (await screen.get("/api/state")).status_code == 401
        gone = await screen.post("/api/session/wall", json={"device": "f" * 43})
        assert (gone.status_code, gone.json()["code"]) == (401, "wall_ended")
