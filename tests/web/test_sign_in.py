"""Signing in: the cookie, what everybody is told alike, and the rules of a demo."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from dispatch.desk.results import Envelope
from dispatch.domain.actor import SYSTEM
from dispatch.domain.commands import DefineRoster
from dispatch.domain.roster import DeskPosition
from dispatch.links.seats import Seats
from tests.desk.world import until
from tests.pg import Database
from tests.web.serving import Serving, serving, settings_for

PASSWORD = "correct horse"


async def with_password(served: Serving, username: str = "dispatcher") -> None:
    await served.node.people.administration.set_password(username, PASSWORD)


async def sign_in(served: Serving, password: str = PASSWORD, **headers: str) -> httpx.Response:
    async with served.client() as client:
        return await client.post(
            "/api/session",
            json={"username": "dispatcher", "password": password, "position": "CON3"},
            headers=headers,
        )


async def test_the_cookie_is_for_the_browser_alone(served: Serving) -> None:
    await with_password(served)
    answer = await sign_in(served, Origin=served.origin)
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("dispatch_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert answer.json()["position"] == "CON3"
    token = cookie.partition("=")[2].partition(";")[0]
    async with served.client() as client:
        client.cookies.set("dispatch_session", token)
        again = await client.post("/api/session", json={"username": "dispatcher", "password": PASSWORD})
        assert again.status_code == 200
        client.cookies.clear()
        client.cookies.set("dispatch_session", token)
        assert (await client.get("/api/session")).status_code == 401, "the session of before has ended"


async def test_behind_a_trusted_proxy_the_cookie_is_secure_and_prefixed(
    database: Database, tmp_path: Path
) -> None:
    settings = settings_for(
        database, tmp_path, DISPATCH_TRUSTED_PROXY="127.0.0.1", DISPATCH_ORIGINS="https://dispatch.example"
    )
    async with serving(settings) as served:
        await with_password(served)
        proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
        answer = await sign_in(served, Origin="https://dispatch.example", **proxied)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-dispatch_session=")
        assert "Secure" in cookie
        assert answer.headers["strict-transport-security"]
        plain = await sign_in(served, **{"X-Forwarded-For": "203.0.113.9"})
        assert (plain.status_code, plain.json()["code"]) == (403, "https_required")


async def test_nobody_learns_what_was_wrong(served: Serving, caplog: pytest.LogCaptureFixture) -> None:
    await with_password(served)
    async with served.client() as client:
        answers = [
            await client.post("/api/session", json={"username": username, "password": "wrong horse"})
            for username in ("dispatcher", "nobody", "auditor")
        ]
        assert {answer.status_code for answer in answers} == {401}
        assert len({answer.content for answer in answers}) == 1
        shape = await client.post("/api/session", json={"username": "dispatcher", "password": "x" * 1025})
        assert (shape.status_code, shape.json()["field"]) == (422, "password")
        assert "xxx" not in shape.text
    assert "wrong horse" not in caplog.text


async def test_five_wrong_ones_close_the_password_path(served: Serving) -> None:
    await with_password(served)
    async with served.client("dispatcher") as open_session:
        for _ in range(5):
            assert (await sign_in(served, "wrong horse")).status_code == 401
        locked = await sign_in(served)
        assert (locked.status_code, locked.json()["code"]) == (429, "too_many_attempts")
        assert 0 < int(locked.headers["retry-after"]) <= 601
        assert (await open_session.get("/api/session")).status_code == 200


async def test_a_demo_lets_nobody_in_from_elsewhere(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(settings_for(database, tmp_path), demo=True) as served:
        await with_password(served)
        for header in ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"):
            refused = await sign_in(served, **{header: "203.0.113.9"})
            assert (refused.status_code, refused.json()["code"]) == (403, "demo_only_here"), header
            assert "DISPATCH_DEMO_PASSWORD" in refused.json()["message"]
        with monkeypatch.context() as patched:
            patched.setattr("dispatch.web.access.is_local", lambda _connection: False)
            refused = await sign_in(served)
            assert (refused.status_code, refused.json()["code"]) == (403, "demo_only_here")
        assert (await sign_in(served)).status_code == 200


async def test_a_demo_with_a_password_of_its_own_lets_a_phone_in(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(database, tmp_path, DISPATCH_DEMO_PASSWORD="a longer one")
    async with serving(settings, demo=True) as served:
        await with_password(served)
        monkeypatch.setattr("dispatch.web.sign_in_routes.is_local", lambda _connection: False)
        for host, status in (("192.168.1.5", 200), ("rebound.example", 403)):
            address = f"{host}:{served.port}"
            answer = await sign_in(served, Host=address, Origin=f"http://{address}")
            assert answer.status_code == status, host


async def test_with_the_queue_full_people_are_asked_to_wait(
    served: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dispatch.people.passwords._QUEUE", -2)
    answer = await sign_in(served)
    assert (answer.status_code, answer.json()["code"]) == (429, "busy")


async def test_who_signs_out_leaves_the_seat_when_no_other_screen_is_signed_in(served: Serving) -> None:
    desk = served.node.desk
    roster = DefineRoster(positions=(DeskPosition(code="POS1", name="Position 1"),))
    await desk.submit(SYSTEM, Envelope(id=str(uuid4()), command=roster))

    def seat() -> str | None:
        return desk.state.desk_positions["POS1"].person

    headers = {"Origin": served.origin}
    async with served.client("dispatcher") as first, served.client("dispatcher") as second:
        body = {"id": str(uuid4()), "kind": "TakePosition", "position": "POS1"}
        assert (await first.post("/api/commands", json=body, headers=headers)).json()["outcome"] == "saved"
        assert (await first.delete("/api/session", headers=headers)).status_code == 204
        await Seats(desk, served.node.people.sessions, served.node.clock).look()
        assert seat() == "p-dispatcher", "the second screen is still signed in"
        assert (await second.delete("/api/session", headers=headers)).status_code == 204
        await until(lambda: seat() is None)
    assert "unrelieved" in desk.state.alarms, "nobody is at the desk, and nobody has taken over"
