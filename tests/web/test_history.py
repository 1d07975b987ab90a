"""Searching and reporting what was: what is found, by whom, what is never found, and what wrong questions are told."""

from __future__ import annotations

import asyncio
import csv
import io
from typing import Any

import pytest

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.text import TextClass
from dispatch.log import builds
from dispatch.log.erase import erase
from dispatch.web.errors import TABLE
from dispatch.web.reports import cell
from tests.web.serving import LOG, Serving

RESTRICTED = next(code for code, one in INCIDENT_TYPES.items() if one.restricted)
CANARIES = {
    "caller": "canaryone",
    "text": "canarytwo",
    "note": "canarythree",
    "medical": "canaryfour",
    "elsewhere": "canaryfive",
    "restricted": "canarysix",
}


async def search(served: Serving, username: str, **query: Any) -> dict[str, Any]:
    async with served.client(username) as client:
        answer = await client.get("/api/history", params=query)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body


async def numbers(served: Serving, username: str, **query: Any) -> list[str]:
    return [one["number"] for one in (await search(served, username, **query))["calls"]]


async def call(served: Serving, **fields: Any) -> str:
    given = {"call_type": "FIGHT", "site": "GRHS", "distinct": True, **fields}
    answer = await served.give("dispatcher", "CreateCall", **given)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["refs"]["call"])


async def number_of(served: Serving, call_id: str) -> str:
    return served.node.desk.state.calls[call_id].number


async def close(served: Serving, call_id: str) -> None:
    answer = await served.give(
        "dispatcher", "CloseCall", call=call_id, disposition="RPT", outcome="parents called"
    )
    assert answer.status_code == 200, answer.text


async def caught_up(served: Serving) -> None:
    async with asyncio.timeout(10):
        while True:
            async with served.node.store.connection() as connection:
                if await builds.cursor(connection, LOG) >= served.node.desk.head.seq:
                    return
            await asyncio.sleep(0.02)


async def test_calls_are_found_live_and_ended_by_every_condition(served: Serving) -> None:
    live = await call(served, text="purple umbrella")
    ended = await call(served, site="PMES", call_type="FIRE", text="purple smoke")
    await served.give("dispatcher", "AssignUnits", call=ended, units=["A7"])
    await served.give("dispatcher", "ClearUnit", unit="A7")
    await close(served, ended)
    first, second = await number_of(served, live), await number_of(served, ended)
    for query, expected in (
        ({"q": "purple"}, [second, first]),
        ({"q": "purp umb"}, [first]),
        ({"q": "parents"}, [second]),
        ({"number": second}, [second]),
        ({"number": first[:3]}, [second, first]),
        ({"site": "PMES"}, [second]),
        ({"unit": "A7"}, [second]),
        ({"unit": "A3"}, []),
        ({"type": "FIRE"}, [second]),
        ({"type": "FIRE", "site": "GRHS"}, []),
        ({"from": "2020-01-01"}, [second, first]),
        ({"until": "2020-01-01T00:00:00Z"}, []),
        ({}, [second, first]),
    ):
        assert await numbers(served, "dispatcher", **query) == expected, query


async def test_a_search_shows_what_is_true_now(served: Serving) -> None:
    """History may be a moment behind; the live state decides and is shown."""
    one = await call(served, text="purple")
    await caught_up(served)
    async with served.node.store.connection() as connection:
        # As if nothing had been taken over since.
        await connection.execute("UPDATE history_builds SET form = form + 1")
    version = served.node.desk.state.calls[one].version
    await served.give("dispatcher", "UpdateCall", call=one, expect={one: version}, call_type="FIRE")
    assert served.node.desk.state.calls[one].type == "FIRE"
    number = await number_of(served, one)
    assert await numbers(served, "dispatcher", type="FIGHT") == []
    assert await numbers(served, "dispatcher", type="FIRE") == [number]
    assert (await search(served, "dispatcher", q="purple"))["calls"][0]["type"] == "FIRE"
    second = await call(served, text="purple as well")
    assert await numbers(served, "dispatcher", q="purple") == [await number_of(served, second), number]
    assert await numbers(served, "officer") == [await number_of(served, second), number]
    await close(served, one)
    assert await numbers(served, "officer") == [await number_of(served, second)], "closed: no headline more"


async def test_pages_follow_one_another_without_a_gap_or_a_repeat(served: Serving) -> None:
    made = [await number_of(served, await call(served, text=f"page {n}")) for n in range(5)]
    seen: list[str] = []
    query: dict[str, Any] = {"q": "page", "limit": 2}
    while True:
        page = await search(served, "dispatcher", **query)
        seen += [one["number"] for one in page["calls"]]
        assert page["complete"] is True
        if page["next"] is None:
            break
        query["after"] = page["next"]
        await call(served, text="page from later on")
    assert seen == made[::-1]


async def test_nobody_finds_what_they_may_not_read(served: Serving) -> None:
    mine = await call(served, caller=CANARIES["caller"], text=CANARIES["text"])
    for name, text_class in (("note", TextClass.OPERATIONAL), ("medical", TextClass.MEDICAL)):
        answer = await served.give(
            "dispatcher", "AddNote", call=mine, text=CANARIES[name], text_class=text_class
        )
        assert answer.status_code == 200, answer.text
    await call(served, site="PMES", text=CANARIES["elsewhere"])
    await call(served, call_type=RESTRICTED, text=CANARIES["restricted"])
    gone = await call(served, text="canaryseven")
    await close(served, gone)
    await caught_up(served)
    for word in (*CANARIES.values(), "canaryseven"):
        for who in ("dispatcher", "auditor"):
            assert len(await numbers(served, who, q=word)) == 1, (who, word)
        for who in ("officer", "principal", "admin"):
            found = await search(served, who, q=word)
            assert (found["calls"], found["next"], found["complete"]) == ([], None, True), (who, word)
            # How far back history reaches is told of what the reader may find, and of nothing else.
            assert (found["oldest"] is not None) is (who in ("officer", "principal")), (who, word)
    assert len(await numbers(served, "dispatcher")) == 4
    assert len(await numbers(served, "officer")) == 3, "open calls, as headlines"
    principal = await search(served, "principal")
    assert [one["id"] for one in principal["calls"]] == [mine], "hers, not restricted, not closed"
    assert await numbers(served, "principal", site="PMES") == []
    assert await numbers(served, "officer", type=RESTRICTED) == []
    assert await numbers(served, "admin") == []
    async with served.client("liaison") as client:
        answers = [
            await client.get("/api/history", params={"q": word}) for word in (CANARIES["text"], "nothing")
        ]
    assert {one.status_code for one in answers} == {403}, "a partner has the picture, and nothing to search"
    assert len({one.content for one in answers}) == 1
    for who in ("officer", "principal", "admin"):
        async with served.client(who) as client:
            listed = await client.get("/api/reports/calls", params={"format": "csv"})
            assert "canary" not in listed.text
            told = await client.get(f"/api/reports/calls/{gone}")
            never = await client.get("/api/reports/calls/no-such-call")
            assert told.status_code == never.status_code == 404
            assert told.content == never.content, "not there, or not yours: the same bytes"


async def test_an_erased_text_is_found_no_more_though_the_desk_still_holds_it(served: Serving) -> None:
    one = await call(served, caller="canaryone", text="canarytwo")
    assert await numbers(served, "dispatcher", q="canaryone") == [await number_of(served, one)]
    seq = next(
        event.seq for event in await served.node.store.read(LOG, 0) if b'"kind":"CallCreated"' in event.body
    )
    assert await erase(served.node.store, LOG, seq, "caller")
    assert await numbers(served, "dispatcher", q="canaryone") == []
    async with asyncio.timeout(10):
        while not (await search(served, "dispatcher", q="canarytwo"))["calls"]:  # noqa: ASYNC110 -- the database moves
            await asyncio.sleep(0.05)
    await served.give("dispatcher", "AddNote", call=one, text="later", text_class="operational")
    await caught_up(served)
    assert await numbers(served, "dispatcher", q="later") == [await number_of(served, one)]
    assert await numbers(served, "dispatcher", q="canaryone") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "201"}, "limit"),
        ({"limit": "x"}, "limit"),
        ({"from": "yesterday"}, "from"),
        ({"from": "2026-03-02T08:00:00"}, "from"),
        ({"from": "0001-01-01T00:00:00+23:59"}, "from"),
        ({"until": "2026-13-01"}, "until"),
        ({"from": "2026-03-02", "until": "2026-03-02"}, "until"),
        ({"type": "NOSUCH"}, "type"),
        ({"q": "x" * 201}, "q"),
        ({"number": "1\0"}, "number"),
        ({"after": "invented"}, "after"),
        ({"after": "WyJ4IiwxXQ"}, "after"),
        ({"after": "W10"}, "after"),
        ({"after": "é"}, "after"),
        ({"sites": "GRHS"}, "sites"),
    ],
)
async def test_a_wrong_question_is_told_its_field(served: Serving, query: dict[str, str], field: str) -> None:
    async with served.client("dispatcher") as client:
        answer = await client.get("/api/history", params=query)
        assert answer.status_code == 422, answer.text
        assert answer.json()["field"] == field
        assert answer.json()["code"] in {"bad_value", "unknown_field"}
        wrong = await client.get("/api/reports/calls", params={"format": "xls"})
        assert wrong.json()["field"] == "format"


async def test_a_report_of_one_call_says_all_that_its_reader_may_know(served: Serving) -> None:
    one = await call(served, caller="Ana Novak", text="=HYPERLINK(1)")
    await served.give("dispatcher", "AssignUnits", call=one, units=["A7"])
    await served.give("officer", "SetUnitStatus", unit="A7", status="ER")
    await served.give("officer", "SetUnitStatus", unit="A7", status="OS")
    await served.give("dispatcher", "AddNote", call=one, text="inhaler", text_class="medical")
    started = await served.give(
        "dispatcher", "StartAction", sites=["GRHS"], action_type="SECURE", call=one, reason="fight"
    )
    assert started.status_code == 200, started.text
    async with served.client("dispatcher") as client:
        report = (await client.get(f"/api/reports/calls/{one}")).json()
        answer = await client.get(f"/api/reports/calls/{one}", params={"format": "csv"})
    assert report["call"]["caller"]["text"] == "Ana Novak"
    assert [unit["unit"] for unit in report["assignments"]] == ["A7"]
    assert {"t_dispatched", "t_enroute", "t_onscene"} <= report["assignments"][0]["times"].keys()
    assert [action["type"] for action in report["actions"]] == ["SECURE"]
    assert "inhaler" in [line["detail"]["text"] for line in report["lines"] if line["detail"]]
    assert report["head"] == served.node.desk.head.hash.hex()

    assert answer.headers["content-type"].startswith("text/csv")
    assert (
        answer.headers["content-disposition"]
        == f'attachment; filename="call-{await number_of(served, one)}.csv"'
    )
    assert answer.text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    facts = {row["what"]: row["text"] for row in rows if row["record"] == "call"}
    assert facts["text"] == "'=HYPERLINK(1)"
    assert facts["units"] == "A7"
    assert {row["what"] for row in rows if row["record"] == "unit"} >= {"t_enroute", "t_onscene"}
    assert [row["text"] for row in rows if row["record"] == "head"] == [report["head"]]
    assert any(row["record"] == "action" and row["text"] == "SECURE" for row in rows)

    async with served.client("principal") as client:
        partial = await client.get(f"/api/reports/calls/{one}")
    assert partial.status_code == 200, "the headline is hers"
    for hidden in ("Novak", "HYPERLINK", "inhaler", "SECURE"):
        assert hidden not in partial.text, "and nothing that leads from the call to the order"


async def test_the_lines_of_what_was_merged_and_split_are_told_in_the_order_of_time(served: Serving) -> None:
    one, other = await call(served, text="smoke"), await call(served, text="smoke too")
    for place, which in enumerate((one, other, one)):
        await served.give("dispatcher", "AddNote", call=which, text=f"said {place}")
    merged = await served.give("dispatcher", "MergeCall", call=other, into=one)
    assert merged.status_code == 200, merged.text
    numbers = {one: await number_of(served, one), other: await number_of(served, other)}
    for asked in (one, other):
        async with served.client("dispatcher") as client:
            report = (await client.get(f"/api/reports/calls/{asked}")).json()
            answer = await client.get(f"/api/reports/calls/{asked}", params={"format": "csv"})
        told = [
            (line["detail"]["text"], line["number"])
            for line in report["lines"]
            if line["detail"] is not None and line["detail"]["text"].startswith("said")
        ]
        assert told == [("said 0", numbers[one]), ("said 1", numbers[other]), ("said 2", numbers[one])]
        ids = [line["id"] for line in report["lines"]]
        assert len(ids) == len(set(ids)), "the line that merged them is told once"
        rows = csv.DictReader(io.StringIO(answer.text, newline=""))
        assert {row["call"] for row in rows if row["record"] == "line"} == set(numbers.values())


async def test_a_list_is_streamed_whole_as_csv_and_json(served: Serving) -> None:
    made = [
        await number_of(served, await call(served, text="-1+2", caller='say "hi",\r\nthere'))
        for _ in range(3)
    ]
    await close(served, await call(served, site="PMES"))
    async with served.client("dispatcher") as client:
        answer = await client.get("/api/reports/calls", params={"format": "csv", "site": "GRHS"})
        listed = (await client.get("/api/reports/calls", params={"site": "GRHS"})).json()
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    head, calls, end = rows[0], rows[1:-1], rows[-1]
    assert [row[head.index("number")] for row in calls] == made[::-1]
    assert {row[head.index("text")] for row in calls} == {"'-1+2"}
    assert {row[head.index("caller")] for row in calls} == {'say "hi",␍\nthere'}
    assert end == ["end", f"head {served.node.desk.head.hash.hex()}"]
    assert [one["number"] for one in listed["calls"]] == made[::-1]
    assert listed["complete"] is True
    assert listed["head"] == served.node.desk.head.hash.hex()


async def test_a_long_list_goes_on_page_after_page_and_stops_with_the_session(
    served: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dispatch.web.reports.PAGE", 2)
    for _ in range(5):
        await call(served)
    async with served.client("dispatcher") as client:
        listed = (await client.get("/api/reports/calls")).json()
        assert len(listed["calls"]) == 5
        assert listed["complete"] is True
        found = served.services.archive.find

        async def and_signs_out(wanted: Any) -> Any:
            page = await found(wanted)
            await client.delete("/api/session", headers={"Origin": served.origin})
            return page

        monkeypatch.setattr(served.services.archive, "find", and_signs_out)
        cut = (await client.get("/api/reports/calls")).json()
    assert len(cut["calls"]) == 2
    assert cut["complete"] is False
    assert "session has ended" in cut["missing"]


def test_nothing_in_a_field_is_a_formula_or_an_order_to_a_terminal() -> None:
    for begin in ("=", "+", "-", "@", "\t", "\r", "＝", "  ="):
        assert cell(f"{begin}cmd|' /C calc'!A0").startswith("'"), begin
    assert cell("\x1b[2Jgone\x07") == "␛[2Jgone␇"
    assert cell("a plain\ntext") == "a plain\ntext"
    assert cell(None) == ""


def test_every_problem_that_is_told_is_in_the_table() -> None:
    assert {"no_history", "search_too_wide"} <= TABLE.keys()
