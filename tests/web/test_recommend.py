"""Asking whom to send over HTTP: for a call, for one that is not entered yet, and by whom it may be asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.serving import Serving


async def ask(served: Serving, username: str = "dispatcher", **query: Any) -> tuple[int, dict[str, Any]]:
    async with served.client(username) as client:
        answer = await client.get("/api/recommend", params=query)
        return answer.status_code, answer.json()


async def test_a_call_and_a_place_give_the_same_answer_until_somebody_is_sent(served: Serving) -> None:
    saved = await served.give("dispatcher", "CreateCall", call_type="FIGHT", site="GRHS", distinct=True)
    call = saved.json()["refs"]["call"]
    status, body = await ask(served, call=call)
    assert status == 200
    _, before = await ask(served, type="FIGHT", site="GRHS")
    assert [one["unit"] for one in before["candidates"]] == [one["unit"] for one in body["candidates"]]
    assert {one["need_kind"] for one in body["needs"]} == {"unit", "backup"}


@pytest.mark.parametrize(
    ("query", "status", "code", "field"),
    [
        ({"call": "nosuch"}, 404, "not_found", None),
        ({}, 422, "bad_value", "type"),
        ({"type": "NOSUCH"}, 422, "bad_value", "type"),
        ({"type": "FIGHT", "site": "NOSUCH"}, 422, "bad_value", "site"),
        ({"type": "FIGHT", "priority": "6"}, 422, "bad_value", "priority"),
        ({"type": "FIGHT", "lat_e7": "395000000"}, 422, "bad_value", "lat_e7"),
        ({"type": "FIGHT", "lat_e7": "39.5", "lon_e7": "0"}, 422, "bad_value", "lat_e7"),
        ({"type": "FIGHT", "unit": "A7"}, 422, "unknown_field", "unit"),
        ({"type": "FIGHT", "equipment": "aed,sword"}, 422, "bad_value", "equipment"),
        ({"type": "FIGHT", "skills": ",".join("abcdefghijk")}, 422, "bad_value", "skills"),
    ],
)
async def test_what_is_wrong_is_told(
    served: Serving, query: dict[str, str], status: int, code: str, field: str | None
) -> None:
    got, body = await ask(served, **query)
    assert (got, body["code"], body.get("field")) == (status, code, field)


async def test_the_desk_alone_is_told(served: Serving) -> None:
    for username in ("officer", "principal", "auditor"):
        status, body = await ask(served, username, type="FIGHT", site="GRHS")
        assert (status, body["code"]) == (403, "not_permitted"), username
