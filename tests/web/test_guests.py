"""The door for guests of partner agencies: link and code together, once, on one device; and out within a moment of being revoked."""

from __future__ import annotations

from typing import Any

from dispatch.domain.actor import Role
from tests.web.serving import Serving

DEVICE = "d" * 32


async def incident_of(served: Serving, site: str = "GRHS") -> str:
    """An incident at a school."""
    made = await served.give("dispatcher", "CreateCall", call_type="WEAPON", site=site, distinct=True)
    promoted = await served.give("dispatcher", "PromoteCall", call=made.json()["refs"]["call"])
    return str(promoted.json()["refs"]["incident"])


async def invited(served: Serving, incident: str) -> tuple[str, dict[str, Any]]:
    """A guest of Mesa Police, and what lets them in."""
    asked = {"incident": incident, "agency": "MPD", "name": "Park", "title": "Sgt.", "hours": 2}
    guest = (await served.give("dispatcher", "InviteGuest", **asked)).json()["refs"]["guest"]
    async with served.client("dispatcher") as desk:
        made = await desk.post(f"/api/guests/{guest}/ticket", json={"new_link": True})
    assert made.status_code == 201, made.text
    return guest, made.json()


def said(ticket: dict[str, Any], **changes: str) -> dict[str, str]:
    link = ticket["link"].removeprefix("/liaison/#")
    who = {"device": DEVICE, "name": "Sgt. Park", "title": "Patrol", "agency": "Mesa PD"}
    return {"link": link, "code": ticket["code"], **who, **changes}


async def test_a_guest_comes_in_once_with_link_and_code_together(served: Serving) -> None:
    incident = await incident_of(served)
    guest, ticket = await invited(served, incident)
    async with served.client() as tablet:
        for wrong in ({"code": "AAAA-BBBB-CCCC"}, {"link": "x" * 43}):
            answer = await tablet.post("/api/session/guest", json=said(ticket, **wrong))
            assert (answer.status_code, answer.json()["code"]) == (401, "bad_guest_code")
        answer = await tablet.post("/api/session/guest", json=said(ticket))
        assert answer.status_code == 200
        session = answer.json()
        assert (session["role"], session["agency"], session["page"]) == (Role.LIAISON, "MPD", "/liaison/")
        assert len(session["parts"]) == 1
        assert "HttpOnly" in answer.headers["set-cookie"]
        state = (await tablet.get("/api/state")).json()
        assert "seq" not in state
        assert [one["agency"] for one in state["state"]["pictures"]] == ["MPD"]
        again = await tablet.post("/api/session/guest", json=said(ticket))
        assert again.status_code == 200, "the same device, whose answer was lost"
        assert (await tablet.post("/api/tokens", json={"name": "x"})).status_code == 403
    async with served.client() as second:
        used = await second.post("/api/session/guest", json=said(ticket, device="e" * 32))
        assert (used.status_code, used.json()["code"]) == (401, "bad_guest_code")
    async with served.client("dispatcher") as desk:
        late = await desk.post(f"/api/guests/{guest}/ticket", json={"new_link": True})
        assert (late.status_code, late.json()["code"]) == (409, "guest_in")
        unknown = await desk.post("/api/guests/nobody/ticket", json={"new_link": True})
        assert unknown.status_code == 404
        [seat] = (await desk.get("/api/state")).json()["state"]["seats"]
        assert [one["said_agency"] for one in seat["guests"]] == ["Mesa PD"]
    async with served.client("officer") as officer:
        assert (await officer.post(f"/api/guests/{guest}/ticket", json={"new_link": True})).status_code == 403


async def test_a_code_is_said_anew_for_the_same_link_and_five_wrong_ones_void_it(served: Serving) -> None:
    guest, ticket = await invited(served, await incident_of(served))
    async with served.client() as tablet:
        for _ in range(5):
            await tablet.post("/api/session/guest", json=said(ticket, code="AAAA-BBBB-CCCC"))
        dead = await tablet.post("/api/session/guest", json=said(ticket))
        assert dead.status_code == 401
        async with served.client("dispatcher") as desk:
            fresh = await desk.post(f"/api/guests/{guest}/ticket", json={"new_link": False})
            assert fresh.json()["link"] is None
        came = await tablet.post("/api/session/guest", json=said(ticket, code=fresh.json()["code"]))
        assert came.status_code == 200


async def test_whoever_is_revoked_is_out_on_open_sockets_and_over_http(served: Serving) -> None:
    incident = await incident_of(served)
    guest, ticket = await invited(served, incident)
    async with served.client() as tablet:
        assert (await tablet.post("/api/session/guest", json=said(ticket))).status_code == 200
        assert (await tablet.get("/api/session")).status_code == 200
        await served.give("dispatcher", "RevokeGuest", incident=incident, guest=guest)
        assert (await tablet.get("/api/session")).status_code == 401
        assert (await tablet.get("/api/state")).status_code == 401
        back = await tablet.post("/api/session/guest", json=said(ticket))
        assert back.status_code == 401
    async with served.client("dispatcher") as desk:
        gone = await desk.post(f"/api/guests/{guest}/ticket", json={"new_link": True})
        assert gone.status_code == 404
