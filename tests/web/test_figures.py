"""Key figures at the edge: who may have them, what they say of calls that were worked, and what a wrong question is told."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dispatch.domain.actor import Role
from dispatch.people.accounts import Account
from tests.web.serving import LOG, Serving
from tests.web.test_history import call, caught_up


async def _supervisor(served: Serving) -> None:
    account = Account(
        log=LOG, person="p-sup", username="supervisor", name="Sup", role=Role.SUPERVISOR, agency="PMSD"
    )
    await served.node.people.accounts.add_account(account, None, served.node.clock.now())


async def _worked(served: Serving) -> str:
    """A P1 that was dispatched and never confirmed to the PSAP, closed."""
    one = await call(served, call_type="MEDLIF")
    await served.give("dispatcher", "AssignUnits", call=one, units=["A7"])
    for status in ("ER", "OS"):
        await served.give("dispatcher", "SetUnitStatus", unit="A7", status=status)
    closed = await served.give(
        "dispatcher", "ClearUnit", unit="A7", disposition="MEDTX", outcome="taken along"
    )
    assert closed.status_code == 200, closed.text
    await caught_up(served)
    return one


async def _get(served: Serving, path: str = "/api/figures", **query: Any) -> Any:
    async with served.client("auditor") as client:
        return await client.get(path, params=query)


async def test_figures_are_for_supervisors_and_auditors(served: Serving) -> None:
    await _supervisor(served)
    for path in ("/api/figures", "/api/figures/K06", "/api/alerts"):
        for username, status in (
            ("supervisor", 200),
            ("auditor", 200),
            ("dispatcher", 403),
            ("officer", 403),
            ("principal", 403),
            ("liaison", 403),
            ("admin", 403),
        ):
            async with served.client(username) as client:
                assert (await client.get(path)).status_code == status, (path, username)


async def test_a_worked_call_is_in_the_figures_and_behind_them(served: Serving) -> None:
    one = await _worked(served)
    body = (await _get(served)).json()
    figures = {figure["id"]: figure for figure in body["figures"]}
    assert (figures["K06"]["count"], figures["K06"]["missing"]) == (1, 0)
    assert (figures["K05"]["count"], figures["K05"]["missing"], figures["K05"]["median_ms"]) == (0, 1, None)
    assert (figures["K27"]["count"], figures["K27"]["hits"], figures["K27"]["met"]) == (1, 0, False)
    assert [target["within"] for target in figures["K06"]["targets"]] == [1, 1]
    assert figures["K06"]["met"] is True
    assert "nearest rank" in body["method"]
    assert body["complete"]
    assert sum(hour["calls"] for hour in body["hours"]) == 1
    assert body["sites"] == [{"site": "GRHS", "calls": 1, "urgent": 1}]
    cases = (await _get(served, "/api/figures/K05", which="missing")).json()
    assert [(case["call"], case["lacks"]) for case in cases["cases"]] == [(one, "t_911_notified")]
    assert cases["total"] == 1


async def test_csv_has_the_method_the_target_and_the_benchmark_and_attests_nothing(served: Serving) -> None:
    await _worked(served)
    answer = await _get(served, format="csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(answer.text))}
    assert rows["K06"]["target"] == "90 % within 60 s; 95 % within 90 s"
    assert rows["K06"]["reached"] == "100.0 %; 100.0 %"
    assert rows["K06"]["benchmark"].startswith("against NENA/NFPA benchmark")
    assert "nearest rank" in rows["K06"]["method"]
    assert "complian" not in answer.text.lower()
    hours = list(csv.DictReader(io.StringIO((await _get(served, format="csv", table="hours")).text)))
    assert [row["calls"] for row in hours] == ["1"]
    zones = list(csv.DictReader(io.StringIO((await _get(served, format="csv", table="zones")).text)))
    assert [(row["id"], row["zone"], row["count"]) for row in zones] == [("K11", "elsewhere", "1")]
    cases = await _get(served, "/api/figures/K05", format="csv")
    assert next(csv.DictReader(io.StringIO(cases.text)))["lacks"] == "t_911_notified"


async def test_a_time_without_calls_has_no_figures_and_a_wrong_question_names_its_field(
    served: Serving,
) -> None:
    await _worked(served)
    later = datetime.now(UTC) + timedelta(days=2)
    body = (
        await _get(served, until=later.isoformat(), **{"from": (later - timedelta(days=1)).isoformat()})
    ).json()
    assert [figure["count"] for figure in body["figures"] if figure["count"]] == []
    assert body["hours"] == body["sites"] == []
    for query, name in (
        ({"mode": "test"}, "mode"),
        ({"table": "people"}, "table"),
        ({"format": "pdf"}, "format"),
        ({"from": "2030-01-01"}, "until"),
        ({"from": "2000-01-01"}, "from"),
        ({"sight": "GRHS"}, "sight"),
        ({"from": "yesterday"}, "from"),
    ):
        answer = await _get(served, **query)
        assert (answer.status_code, answer.json()["field"]) == (422, name), query
    assert (await _get(served, "/api/figures/K99")).status_code == 404
    assert (await _get(served, log="another")).status_code == 404
    assert (await _get(served, mode="drill")).json()["mode"] == "DRILL"


@pytest.mark.parametrize("which", ["all", "missing", "late", "hit"])
async def test_every_kind_of_case_can_be_asked_for(served: Serving, which: str) -> None:
    await _worked(served)
    for kpi in ("K06", "K27"):
        assert (await _get(served, f"/api/figures/{kpi}", which=which)).status_code == 200


async def test_an_alert_is_counted_at_its_site_in_its_month_with_the_time_to_acknowledge(
    served: Serving,
) -> None:
    started = await served.give("principal", "StartAction", sites=["GRHS"], action_type="SECURE")
    (action,) = started.json()["refs"]["actions"]
    answer = await served.give("dispatcher", "AcknowledgeAlarm", alarm=f"action:{action}")
    assert answer.status_code == 200, answer.text
    await served.give("dispatcher", "AnnounceAction", action=action, announced_by="Office")
    await caught_up(served)
    body = (await _get(served, "/api/alerts", months="2")).json()
    (site,) = body["sites"]
    assert (site["site"], site["alerts"], site["ordered"], site["reasons"]) == ("GRHS", 1, 1, [])
    before, now = site["months"]
    assert (before["alerts"], now["alerts"], now["answered"], now["orders"]) == (0, 1, 1, {"SECURE": 1})
    assert 0 <= now["median_ms"] == now["p90_ms"] < 60_000
    (drill,) = [(await _get(served, "/api/alerts", mode="drill")).json()["sites"]]
    assert drill == []
    table = (await _get(served, "/api/alerts", format="csv", months="2")).text
    assert [row["alerts"] for row in csv.DictReader(io.StringIO(table))] == ["0", "1"]
    for query in ({"months": "0"}, {"months": "37"}, {"mode": "test"}, {"format": "pdf"}, {"nosuch": "1"}):
        assert (await _get(served, "/api/alerts", **query)).status_code == 422, query
