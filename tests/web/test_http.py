"""The paths of the contract, their answers, their headers, and who may use them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import orjson
import pytest
from fastapi import FastAPI

from dispatch.web.access import Permission
from dispatch.web.app import ROUTES, create_app
from dispatch.web.errors import TABLE
from dispatch.web.shield import HEADERS
from tests.web.serving import LOG, Serving


def command(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "kind": kind, **fields}


async def test_every_route_names_its_permission_and_refuses_strangers(served: Serving) -> None:
    app: Any = create_app(served.services)._app  # type: ignore[attr-defined]
    assert isinstance(app, FastAPI)
    assert len(app.router.routes) >= len(ROUTES) + 7
    for route in app.router.routes:
        assert isinstance(route.endpoint.permission, Permission), route  # type: ignore[attr-defined]
    async with served.client(headers={"X-Forwarded-For": "203.0.113.9"}) as stranger:
        for one in ROUTES:
            answer = await stranger.request(
                one.method,
                one.path.replace("{token}", "x").replace("{call}", "x").replace("{sha256}", "x"),
                json={},
            )
            refused = answer.status_code == 401 and answer.json()["code"] == "not_signed_in"
            assert refused == (one.permission is not Permission.PUBLIC), one.path


async def test_every_answer_carries_the_protecting_headers_and_data_is_not_kept(served: Serving) -> None:
    async with served.client("dispatcher") as client:
        for path in ("/healthz", "/api/state", "/api/session", "/nothing", "/console", "/api/openapi.json"):
            answer = await client.get(path)
            for name, value in HEADERS.items():
                assert answer.headers[name] == value, (path, name)
            assert answer.headers["cache-control"] == "no-store", path
            assert "server" not in answer.headers
    directives = HEADERS["content-security-policy"].split("; ")
    assert [one for one in directives if "unsafe" in one] == ["style-src-attr 'unsafe-inline'"]
    assert "frame-ancestors 'none'" in HEADERS["content-security-policy"]


async def test_the_caller_is_told_who_he_is(served: Serving) -> None:
    async with served.client("officer") as client:
        me = (await client.get("/api/session")).json()
    assert (me["person"], me["role"], me["agency"], me["unit"]) == (
        "p-officer",
        "patrol_officer",
        "PMSD",
        "A7",
    )
    assert me["parts"] == ["field", "unit:A7"]
    assert "SetUnitStatus" in me["permissions"]
    assert "CloseCall" not in me["permissions"]
    assert me["page"] == "/unit/"
    assert me["log"] == LOG


async def test_state_is_the_callers_own_view(served: Serving) -> None:
    text = "CONFIDENTIAL-CALLER"
    await served.give("dispatcher", "CreateCall", call_type="FIGHT", site="GRHS", caller=text)
    shown = {}
    for username in ("dispatcher", "officer", "principal", "admin", "liaison"):
        async with served.client(username) as client:
            answer = await client.get("/api/state")
            assert answer.status_code == 200
            shown[username] = answer
    assert text in shown["dispatcher"].text
    assert all(text not in shown[other].text for other in shown if other != "dispatcher")
    assert shown["admin"].json()["state"] == {}
    assert len(shown["dispatcher"].json()["state"]["calls"]) == 1
    assert len(shown["officer"].json()["state"]["headlines"]) == 1
    assert shown["dispatcher"].json()["seq"] == served.node.desk.head.seq


async def test_each_outcome_has_its_status(served: Serving) -> None:
    created = await served.give("dispatcher", "CreateCall", call_type="FIGHT", site="GRHS")
    assert created.status_code == 200
    body = created.json()
    assert (body["outcome"], body["duplicate"]) == ("saved", False)
    call = body["refs"]["call"]
    for username, kind, fields, status, code in (
        ("dispatcher", "CloseCall", {"call": "nothing", "disposition": "RPT"}, 404, "not_found"),
        ("dispatcher", "AssignUnits", {"call": call, "units": ["Z9"]}, 404, None),
        (
            "dispatcher",
            "CreateCall",
            {"call_type": "FIGHT", "site": "GRHS", "extra": 1},
            422,
            "unknown_field",
        ),
        ("dispatcher", "UpdateCall", {"call": call, "priority": 1}, 409, None),
        ("auditor", "CreateCall", {"call_type": "FIGHT"}, 403, "not_permitted"),
        ("officer", "CloseCall", {"call": call, "disposition": "RPT"}, 403, "forbidden"),
    ):
        answer = await served.give(username, kind, **fields)
        body = answer.json()
        assert body["outcome"] == "refused", (kind, body)
        assert answer.status_code in (status, 422 if code is None else status), (kind, body)
        assert code is None or body["code"] == code, (kind, body)
        assert body["message"]


async def test_another_body_under_a_used_id_is_refused(served: Serving) -> None:
    async with served.client("dispatcher") as client:
        first = command("CreateCall", call_type="FIGHT", site="GRHS")
        assert (await client.post("/api/commands", json=first)).status_code == 200
        answer = await client.post("/api/commands", json={**first, "site": "PMES"})
        assert answer.status_code == 422
        assert answer.json()["code"] == "command_id_reused"


BAD_JSON: tuple[tuple[bytes, str], ...] = (
    (b"", "nothing"),
    (b"[" * 100_000, "deep"),
    (b'{"id":' + b"1" * 400 + b"}", "400 digits"),
    (b'{"id":NaN}', "NaN"),
    (b'{"id":1e999}', "too large a number"),
    (b"\xef\xbb\xbf{}", "byte order mark"),
    (b'{"id":"\\ud800"}', "lone surrogate"),
    (b'{"id":"a\\u0000b"}', "U+0000"),
    (b'{"id":"a\tb"}', "raw control character"),
    (b'{"id":"\xff"}', "not UTF-8"),
    (b'{"id":"1","id":"2"}', "repeated key"),
    (b'{"a":' * 40 + b"1" + b"}" * 40, "forty levels"),
    (b'"text"', "no object"),
)


async def test_json_that_others_would_read_differently_stays_out(served: Serving) -> None:
    async with served.client("dispatcher") as client:
        for raw, what in BAD_JSON:
            answer = await client.post("/api/commands", content=raw)
            assert answer.json()["outcome"] == "refused", what
            assert (answer.status_code, answer.json()["code"]) in (
                (400, "bad_json"),
                (413, "too_large"),
                # A number of 400 digits is JSON; it is no id.
                (422, "missing_field"),
            ), (what, answer.text)


async def test_what_is_too_large_is_not_read(served: Serving) -> None:
    async with served.client("dispatcher") as client:
        note = command("AddNote", text="x" * 70_000)
        answer = await client.post("/api/commands", json=note)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")

        async def endless() -> Any:
            for _ in range(100):
                yield b" " * 1024

        answer = await client.post("/api/commands", content=endless())
        assert answer.status_code == 413


async def test_unknown_addresses_and_methods_have_one_clear_answer(served: Serving) -> None:
    async with served.client("dispatcher") as client:
        for method, path, code in (
            ("GET", "/nothing", "no_such_page"),
            ("GET", "/docs", "no_such_page"),
            ("GET", "/openapi.json", "no_such_page"),
            ("PUT", "/api/commands", "wrong_method"),
            ("GET", "/api/commands", "no_such_page"),
            ("DELETE", "/healthz", "wrong_method"),
        ):
            answer = await client.request(method, path)
            assert answer.json()["code"] == code, (path, answer.text)
            assert answer.status_code == TABLE[code].status


async def test_a_page_of_somebody_else_cannot_send_commands(served: Serving) -> None:
    async with served.client("dispatcher") as client:
        body = command("CreateCall", call_type="FIGHT", site="GRHS")
        for headers in (
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Origin": f"http://127.0.0.1:{served.port}.evil.example"},
            {"Origin": served.origin, "Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ):
            answer = await client.post("/api/commands", json=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin"), headers
        good = {"Origin": f"http://localhost:{served.port}", "Sec-Fetch-Site": "same-origin"}
        assert (await client.post("/api/commands", json=body, headers=good)).status_code == 200


async def test_log_lines_come_in_order_behind_a_cursor(served: Serving) -> None:
    for number in range(5):
        await served.give("dispatcher", "AddNote", text=f"note {number}")
    async with served.client("dispatcher") as client:
        first = (await client.get("/api/log", params={"q": "note", "limit": 3, "after": ""})).json()
        rest = (await client.get("/api/log", params={"q": "note", "after": first["next"]})).json()
        texts = [line["detail"]["text"] for line in first["lines"] + rest["lines"]]
        assert texts == [f"note {number}" for number in range(5)]
        for wrong in ({"limit": "0"}, {"limit": "x"}, {"limit": "100000000000"}, {"after": "invented"}):
            answer = await client.get("/api/log", params=wrong)
            assert answer.json()["code"] == "bad_value", wrong
    async with served.client("principal") as client:
        assert (await client.get("/api/log", params={"q": "note"})).json()["lines"] == []


async def test_tokens_are_made_listed_and_revoked_by_their_owner_only(served: Serving) -> None:
    async with served.client("auditor") as owner, served.client("dispatcher") as other:
        made = (await owner.post("/api/tokens", json={"name": "report"})).json()
        listed = (await owner.get("/api/tokens")).json()
        assert [one["name"] for one in listed] == ["report"]
        assert "token" not in listed[0]
        bearer = {"Authorization": f"Bearer {made['token']}"}
        async with served.client(headers=bearer) as program:
            assert (await program.get("/api/state")).status_code == 200
            more = await program.post("/api/tokens", json={"name": "more"})
            assert (more.status_code, more.json()["code"]) == (403, "not_permitted")
            assert (await other.delete(f"/api/tokens/{made['id']}")).status_code == 404
            assert (await owner.delete(f"/api/tokens/{made['id']}")).status_code == 204
            assert (await program.get("/api/state")).status_code == 401


async def test_a_program_may_report_its_own_units_position_only(served: Serving) -> None:
    at = served.node.clock.now().isoformat()
    position = {"at": at, "lat_e7": 395_000_000, "lon_e7": -1_049_000_000}
    async with served.client("officer") as client:
        assert (await client.post("/api/positions", json=position)).status_code == 204
        answer = await client.post("/api/positions", json={**position, "lat_e7": 900_000_001})
        assert answer.json()["field"] == "lat_e7"
    async with served.client("dispatcher") as client:
        answer = await client.post("/api/positions", json=position)
        assert (answer.status_code, answer.json()["code"]) == (403, "no_unit")
    assert [one.unit for one in served.node.desk.positions.of_part("desk")] == ["A7"]


async def test_the_description_is_whole(served: Serving) -> None:
    async with served.client() as client:
        described = (await client.get("/api/openapi.json")).json()
    assert described["openapi"].startswith("3.1")
    assert {(method.upper(), path) for path, one in described["paths"].items() for method in one} == {
        (one.method, one.path) for one in ROUTES
    }
    names = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert references(described) <= names
    operations = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(set(operations)) == len(operations)


async def test_counters_say_no_names(served: Serving) -> None:
    await served.give("dispatcher", "CreateCall", call_type="FIGHT", site="GRHS")
    async with served.client() as client:
        text = (await client.get("/metrics")).text
    assert 'dispatch_commands_total{kind="CreateCall",outcome="saved"} 1.0' in text
    assert "dispatch_ready" in text
    assert "process_resident_memory_bytes" in text or sys.platform != "linux"
    assert "GRHS" not in text


async def test_counters_are_for_this_machine_and_for_those_who_keep_it(served: Serving) -> None:
    """What is counted tells that something happens: neither a proxy's guests nor a partner at this machine are told."""

    async def asked(username: str | None, headers: dict[str, str]) -> int:
        async with served.client(username, headers=headers) as client:
            return (await client.get("/metrics")).status_code

    def token(of: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {of}"}

    assert await asked(None, {}) == 200
    for name in ("Forwarded", "X-Forwarded-For", "X-Real-IP"):
        assert await asked(None, {name: "127.0.0.1"}) == 401, name
    for username, status in (("liaison", 403), ("dispatcher", 403), ("officer", 403), ("auditor", 200)):
        assert await asked(username, {}) == status, username
        programs = token(await served.token(username, kind="api"))
        assert await asked(None, {**programs, "X-Forwarded-For": "203.0.113.9"}) == status, username


async def test_a_built_application_is_served_and_only_that(served: Serving, tmp_path: Path) -> None:
    dist = served.services.site.dist
    async with served.client() as client:
        answer = await client.get("/console")
        assert (answer.status_code, answer.json()["code"]) == (503, "not_built")
        assert "make dist" in answer.json()["message"]
        (dist / "assets").mkdir(parents=True)
        for name in (
            "index.html",
            "console.html",
            "unit.html",
            "school.html",
            "assets/a-1234.js",
            "favicon.svg",
        ):
            (dist / name).write_text(f"<!doctype html>{name}" * 10)
        (tmp_path / "secret.txt").write_text("secret")
        for path, name, keep in (
            ("/", "index.html", "no-store"),
            ("/console", "console.html", "no-store"),
            ("/unit/", "unit.html", "no-store"),
            ("/school/", "school.html", "no-store"),
            ("/assets/a-1234.js", "a-1234.js", "public, max-age=31536000, immutable"),
            ("/favicon.svg", "favicon.svg", "no-cache"),
        ):
            answer = await client.get(path)
            assert (answer.status_code, answer.headers["cache-control"]) == (200, keep), path
            assert name in answer.text
            assert "default-src 'self'" in answer.headers["content-security-policy"]
        tag = (await client.get("/favicon.svg")).headers["etag"]
        assert (await client.get("/favicon.svg", headers={"If-None-Match": tag})).status_code == 304
        for phone in ("/unit", "/school"):
            assert (await client.get(phone)).headers["location"] == f"{phone}/"
    for path in ("/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/assets/", "/nobody/"):
        assert await raw_status(served, path) == 404, path


async def raw_status(served: Serving, path: str) -> int:
    """The status for a path that a client library would tidy up."""
    transport = httpx.AsyncHTTPTransport()
    request = httpx.Request("GET", served.origin, extensions={"target": path.encode()})
    async with transport:
        answer = await transport.handle_async_request(request)
        await answer.aread()
        return answer.status_code


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(one) for one in value.values()))
    if isinstance(value, list):
        return set[str]().union(*(references(one) for one in value))
    return set()


@pytest.mark.parametrize("code", sorted(TABLE))
def test_every_error_says_what_happened(code: str) -> None:
    row = TABLE[code]
    assert row.happened.endswith(".")
    assert 400 <= row.status < 600
    assert orjson.dumps(row.message)
