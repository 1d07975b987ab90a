"""Who may do what by which door: the policy written out, and every door tried by every role. A route or message without a row fails.

What is seen behind a door is the lens's affair: planted words are looked for in everything that a partner agency is ever answered.
"""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import orjson
import pytest

from dispatch.domain.actor import Role
from dispatch.domain.authority import GRANTS, Scope
from dispatch.domain.seats import guest_person
from dispatch.people.accounts import Account
from dispatch.web.app import ROUTES
from dispatch.web.protocol import CLIENT_TYPES
from tests.web.serving import LOG, PEOPLE, Serving
from tests.web.test_guests import invited, said

BESIDE = {
    "supervisor": Role.SUPERVISOR,
    "cso": Role.CAMPUS_SECURITY_OFFICER,
    "sro": Role.SRO,
    "threat": Role.THREAT_TEAM,
    "trainer": Role.TRAINER,
    "wall": Role.WALL,
}
"""Roles that the served district has no account for."""
ROLES = (*PEOPLE, *BESIDE)
ALL = frozenset(ROLES)
DESK, FIELD = frozenset({"dispatcher", "supervisor"}), frozenset({"officer", "cso", "sro"})
OURS = ALL - {"liaison", "wall"}
EVERYBODY, NOBODY = frozenset({*ROLES, ""}), frozenset[str]()

POLICY: dict[str, frozenset[str]] = {
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /metrics": frozenset({"auditor", "admin", ""}),
    "POST /api/session": EVERYBODY,
    "POST /api/session/code": EVERYBODY,
    "POST /api/session/guest": EVERYBODY,
    "POST /api/session/wall": EVERYBODY,
    "GET /api/session": ALL,
    "GET /api/tokens": ALL,
    "POST /api/tokens": ALL,
    "DELETE /api/tokens/{token}": ALL,
    "GET /api/invites": DESK | {"admin"},
    "POST /api/invites": DESK | {"admin"},
    "DELETE /api/invites/{invite}": DESK | {"admin"},
    "POST /api/guests/{guest}/ticket": DESK,
    "POST /api/commands": ALL - {"auditor", "trainer", "wall"},
    "GET /api/state": ALL,
    "GET /api/log": OURS,
    "GET /api/history": OURS,
    "GET /api/reports/calls": OURS,
    "GET /api/reports/calls/{call}": OURS,
    "GET /api/recommend": DESK,
    "PUT /api/files": DESK | FIELD,
    "GET /api/files/{sha256}": OURS,
    "GET /api/alerts": frozenset({"auditor", "supervisor"}),
    "GET /api/figures": frozenset({"auditor", "supervisor"}),
    "GET /api/figures/{kpi}": frozenset({"auditor", "supervisor"}),
    "POST /api/positions": FIELD,
    "GET /api/push": FIELD,
    "POST /api/push": FIELD,
    "POST /api/push/end": FIELD,
    "GET /api/track": EVERYBODY,
    "POST /api/track": EVERYBODY,
    "POST /api/track/owntracks": EVERYBODY,
    "POST /api/tracks": frozenset({"supervisor"}),
    "POST /api/panic": EVERYBODY,
    "POST /api/panic/status": EVERYBODY,
    "POST /api/panic/heartbeat": EVERYBODY,
    "GET /api/devices": DESK | {"auditor"},
    "GET /api/incidents": DESK | {"auditor"},
    "GET /api/incidents/{incident}": DESK | {"auditor"},
    "GET /api/incidents/{incident}/forms/{form}": DESK | {"auditor"},
    "GET /api/walls": frozenset({"admin", "supervisor"}),
    "POST /api/walls/{wall}/code": frozenset({"admin", "supervisor"}),
    "DELETE /api/session": ALL,
}
"""Who of these roles may use each route; "" is nobody, at this machine. Devices and trackers prove themselves in the body."""
SIGNED = (
    "/api/session",
    "/api/track",
    "/api/panic",
    "/api/session/code",
    "/api/session/guest",
    "/api/session/wall",
)
"""Open doors that look at what is brought: they may say 401 and mean that."""
MESSAGES = {
    "hello": ALL,
    "seen": ALL,
    "beat": ALL,
    "resync": ALL,
    "position": FIELD,
    "command": ALL - {"auditor", "trainer", "wall"},
}
NOT_YOURS = ("not_permitted", "no_unit", "forbidden")


def test_every_route_and_every_message_has_a_row() -> None:
    assert {f"{one.method} {one.path}" for one in ROUTES} == set(POLICY)
    assert set(MESSAGES) == CLIENT_TYPES


def test_every_role_has_somebody_who_tries() -> None:
    """But for the clock, and for devices, which sign what they send."""
    tried = {role for role, _, _ in PEOPLE.values()} | set(BESIDE.values())
    assert set(Role) - tried == {Role.SYSTEM, Role.DEVICE}


async def test_every_role_at_every_route(served: Serving) -> None:
    """Signing out comes last in the table: it ends the session that tries the others."""
    wrong: list[str] = []
    for name, whose in BESIDE.items():
        agency = "MPD" if whose is Role.SRO else "PMSD"
        beside = Account(log=LOG, person=f"p-{name}", username=name, name=name, role=whose, agency=agency)
        await served.node.people.accounts.add_account(beside, None, served.node.clock.now())

    async def walk(role: str) -> None:
        async with served.client(role or None) as client:
            for row, allowed in POLICY.items():
                method, _, path = row.partition(" ")
                named = "/".join("x" if part.startswith("{") else part for part in path.split("/"))
                headers = {"Origin": served.origin}
                answer = await client.request(method, named, json={}, headers=headers)
                if path.startswith(SIGNED) and "" in allowed:
                    continue
                body = answer.json() if "json" in answer.headers.get("content-type", "") else None
                code = body.get("code") if isinstance(body, dict) else None
                refused = answer.status_code == 401 or code in NOT_YOURS
                if refused == (role in allowed):
                    wrong.append(f"{role or 'a stranger'} at {row}: {answer.status_code} {code}")

    await asyncio.gather(*(walk(role) for role in (*ROLES, "")))
    assert wrong == []


def test_a_liaison_commands_for_a_seat_and_nothing_else() -> None:
    scopes = {kind.__name__: scope for kind, scope in GRANTS[Role.LIAISON].items()}
    assert {name for name, scope in scopes.items() if scope is not Scope.SEAT} == {"TakeSeat"}


async def planted(served: Serving, site: str, mark: str) -> str:
    """An incident at a site with a planted word in everything that a person can write about it."""
    made = await served.give(
        "dispatcher",
        "CreateCall",
        call_type="WEAPON",
        site=site,
        distinct=True,
        text=f"canary-{mark}-text",
        caller=f"canary-{mark}-caller",
        callback=f"canary-{mark}-back",
    )
    call = made.json()["refs"]["call"]
    refs = (await served.give("dispatcher", "PromoteCall", call=call, name=f"name-{mark}")).json()["refs"]
    incident = refs["incident"]
    given: list[tuple[str, str, dict[str, Any]]] = [
        ("dispatcher", "AssignUnits", {"call": call, "units": ["A7" if site == "GRHS" else "A3"]}),
        ("dispatcher", "AddNote", {"call": call, "text": f"canary-{mark}-note"}),
        ("officer", "AddNote", {"call": call, "text": f"canary-{mark}-officer"}),
        ("dispatcher", "SendMessage", {"units": ["A7"], "text": f"canary-{mark}-message"}),
        ("dispatcher", "StartAction", {"sites": [site], "action_type": "LOCKDOWN"}),
        (
            "dispatcher",
            "ReportRoom",
            {
                "site": site,
                "room": "101",
                "status": "MISSING",
                "missing": [f"canary-{mark}-child"],
                "way": "phone",
                "word_of": f"canary-{mark}-word",
                "note": f"canary-{mark}-room",
            },
        ),
        (
            "dispatcher",
            "ShareLine",
            {
                "incident": incident,
                "tag": "medical",
                "text": f"canary-{mark}-med",
                "text_class": "medical",
            },
        ),
    ]
    for who, kind, fields in given:
        answer = await served.give(who, kind, **fields)
        assert answer.status_code in (200, 404), (kind, answer.text)
    return str(incident)


@pytest.mark.parametrize("who", ["standing", "guest"])
async def test_planted_words_never_reach_a_partner_by_any_door(served: Serving, who: str) -> None:
    shared, hidden = await planted(served, "GRHS", "ours"), await planted(served, "PMES", "theirs")
    await served.give("dispatcher", "ShareIncident", incident=shared, agency="MPD", share=["operational"])
    await served.give("dispatcher", "ShareIncident", incident=hidden, agency="FIRE", share=["operational"])
    await served.give(
        "dispatcher", "ShareLine", incident=hidden, tag="hazard", text="canary-theirs-line", asks=True
    )
    heard: list[str] = []
    async with served.client("liaison" if who == "standing" else None) as client:
        if who == "guest":
            _, ticket = await invited(served, shared)
            came = await client.post("/api/session/guest", json=said(ticket))
            assert came.json()["person"].startswith(guest_person(""))
            heard.append(came.text)
        state = await client.get("/api/state")
        [picture] = state.json()["state"]["pictures"]
        assert picture["name"]["text"] == "name-ours", "what is shared is there"
        heard.append(state.text)
        doors = (
            "/api/session",
            "/api/log?q=canary",
            f"/api/log?incident={hidden}",
            "/api/history?q=canary",
            "/api/reports/calls",
            f"/api/reports/calls/{hidden}",
            "/api/recommend?call=x",
            f"/api/files/{'0' * 64}",
            "/api/devices",
            "/board",
        )
        heard += [(await client.get(path)).text for path in doors]
        for incident in (hidden, shared, "nothing"):
            body = {"kind": "ShareLine", "incident": incident, "tag": "request", "text": "x"}
            answer = await client.post(
                "/api/commands",
                json={"id": str(uuid4()), **body},
                headers={"Origin": served.origin},
            )
            known = {key: value for key, value in answer.json().items() if key != "id"}
            assert (answer.status_code, known["code"]) == (404, "not_found"), (
                "no difference to what is not there"
            )
            heard.append(orjson.dumps(known).decode())
        assert heard[-1] == heard[-2] == heard[-3]
    if who == "standing":
        async with served.link("liaison") as link:
            heard.append(orjson.dumps(await link.next("snapshot")).decode())
            await served.give("dispatcher", "PlanCommand", incident=hidden, priorities=["canary-theirs-plan"])
            await served.give("dispatcher", "ShareLine", incident=shared, tag="hazard", text="the end")
            heard.append(orjson.dumps(await link.next("frame")).decode())
            assert "the end" in heard[-1], "the first frame is of what is shared"
            await link.send({"type": "resync", "part": "desk"})
            await link.send({"type": "resync", "part": picture["id"]})
            heard.append(orjson.dumps(await link.next("beat")).decode())
    everything = "\n".join(heard)
    assert "canary" not in everything
    assert "name-theirs" not in everything
    assert hidden not in everything
    assert shared not in everything, "nor the id from inside"
