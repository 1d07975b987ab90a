"""Signing in with a code over HTTP: who makes codes, who comes in, and what stands in no address."""

from __future__ import annotations

from dispatch.domain.actor import Role
from dispatch.people.accounts import Account
from tests.web.serving import Serving

DEVICE = "d" * 32


async def test_a_teacher_comes_in_with_a_code_that_the_desk_made(served: Serving) -> None:
    await served.node.people.administration.take_over(
        [
            (
                Account(
                    log=served.node.desk.log,
                    person="",
                    username="tea",
                    name="Tea Cher",
                    role=Role.SITE_TEAM_MEMBER,
                    agency="PMSD",
                    site="GRHS",
                ),
                None,
            )
        ],
        [],
    )
    asked = {"people": [{"username": "Tea", "room": "204"}]}
    async with served.client("officer") as officer:
        assert (await officer.post("/api/invites", json=asked)).status_code == 403
    async with served.client("dispatcher") as desk:
        made = await desk.post("/api/invites", json=asked)
        assert made.status_code == 201
        [invite] = made.json()
        assert (invite["name"], invite["site"], invite["room"]) == ("Tea Cher", "GRHS", "204")
        wrong = await desk.post("/api/invites", json={"people": [{"username": "nobody"}]})
        assert (wrong.status_code, wrong.json()["field"]) == (422, "people")
        both = await desk.post("/api/invites", json={**asked, "site": "GRHS"})
        assert both.status_code == 422
    async with served.client() as phone:
        answer = await phone.post("/api/session/code", json={"code": invite["code"], "device": DEVICE})
        assert answer.status_code == 200
        assert answer.json()["room"] == "204"
        assert answer.json()["session"]["page"] == "/school/"
        assert "HttpOnly" in answer.headers["set-cookie"]
    async with served.client() as second:
        used = await second.post("/api/session/code", json={"code": invite["code"], "device": "e" * 32})
        assert (used.status_code, used.json()["code"]) == (401, "code_used")
    async with served.client("dispatcher") as desk:
        [known] = (await desk.get("/api/invites?site=GRHS")).json()
        assert known["used_at"] is not None
        assert "code" not in known
        assert (await desk.delete(f"/api/invites/{known['id']}")).status_code == 204
        assert (await desk.delete(f"/api/invites/{known['id']}")).status_code == 404
        assert (await desk.delete("/api/invites/nonsense")).status_code == 404
