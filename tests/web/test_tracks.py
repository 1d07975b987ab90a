"""Where a unit has been: a supervisor reads it for a purpose, and the log says so before anything is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio

from dispatch.domain.actor import Role
from dispatch.log import tracks
from dispatch.log.tracks import Point
from dispatch.people.accounts import Account
from tests.web.serving import LOG, Serving

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ASKED = {
    "unit": "a7",
    "since": "2026-03-02T08:00:00Z",
    "until": "2026-03-02T09:00:00Z",
    "purpose": "Complaint 14 about Elm Street",
}


@pytest_asyncio.fixture
async def driven(served: Serving) -> Serving:
    """A supervisor, and a unit that has been somewhere."""
    supervisor = Account(
        log=LOG,
        person="p-supervisor",
        username="supervisor",
        name="Sue",
        role=Role.SUPERVISOR,
        agency="PMSD",
    )
    await served.node.people.accounts.add_account(supervisor, None, served.node.clock.now())
    way = [
        Point(
            unit="A7",
            at=AT + timedelta(minutes=minute),
            lat_e7=395_000_000 + minute,
            lon_e7=-1_049_000_000,
            accuracy_m=8,
            heading_deg=None,
            speed_kmh=40,
            call="c1" if minute == 59 else None,
        )
        for minute in (0, 59, 60)
    ]
    async with served.node.store.connection() as connection:
        await tracks.write(connection, LOG, AT, way)
    return served


async def ask(served: Serving, username: str = "supervisor", **changes: Any) -> httpx.Response:
    async with served.client(username, headers={"Origin": served.origin}) as client:
        return await client.post("/api/tracks", json={**ASKED, **changes})


async def lines(served: Serving) -> list[str]:
    async with served.client("dispatcher") as client:
        body = (await client.get("/api/log")).json()
    texts = [one["detail"]["text"] for one in body["lines"] if one.get("detail")]
    return [one for one in texts if one.startswith("[TRACK READ")]


async def test_a_supervisor_reads_a_track_and_the_log_says_why(driven: Serving) -> None:
    answer = await ask(driven)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["unit"], body["more"]) == ("A7", False)
    assert [(one["lat_e7"], one["call"]) for one in body["points"]] == [
        (395_000_000, None),
        (395_000_059, "c1"),
    ]
    (line,) = await lines(driven)
    assert line.startswith("[TRACK READ · A7] 2026-03-02T")
    assert line.endswith(": Complaint 14 about Elm Street")


@pytest.mark.parametrize("username", ["dispatcher", "auditor", "officer", "principal", "liaison"])
async def test_nobody_else_reads_one(driven: Serving, username: str) -> None:
    answer = await ask(driven, username)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert await lines(driven) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": "look  "}, "purpose"),
        ({"unit": "ZZ9"}, "unit"),
        ({"until": "2026-03-02T08:00:00Z"}, "until"),
        ({"until": "2026-03-03T08:00:01Z"}, "until"),
        ({"since": "2026-03-02T08:00:00"}, "since"),
    ],
)
async def test_without_a_purpose_or_an_end_nothing_is_shown(
    driven: Serving, changes: dict[str, str], field: str
) -> None:
    answer = await ask(driven, **changes)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert await lines(driven) == []


async def test_what_cannot_be_written_down_is_not_shown(
    driven: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        driven.node.desk._core.health, "blocked", lambda: ("database_down", "Nothing was saved.")
    )
    answer = await ask(driven)
    assert (answer.status_code, answer.json()["code"]) == (503, "no_history")
    assert "points" not in answer.json()
