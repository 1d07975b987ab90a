"""The duplicate test, by the cases that the browser's form is held to as well (``duplicates.json``)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dispatch.domain import commands as c
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.refusals import Refusal
from tests.domain.district import MARIA, SITES
from tests.domain.playbook import Playbook

SHARED: dict[str, Any] = json.loads(Path(__file__).with_name("duplicates.json").read_text())


def place(told: dict[str, Any]) -> dict[str, Any]:
    lat, lon = told.get("at", (None, None))
    where = {"site": told.get("site"), "lat_e7": lat, "lon_e7": lon}
    return where if any(where.values()) else {"address": "somewhere"}


def test_the_shared_sites_are_those_of_the_district() -> None:
    ours = {site.code: [site.lat_e7, site.lon_e7] for site in SITES}
    assert {code: ours[code] for code in SHARED["sites"]} == SHARED["sites"]


@pytest.mark.parametrize("case", SHARED["cases"], ids=lambda case: case["name"])
def test_duplicates(case: dict[str, Any]) -> None:
    p = Playbook.opened(lawful=False)
    told, report = case["call"], case["report"]
    call = p.call(told["type"], mode=Mode(told.get("mode", "ACTUAL")), **{"site": None, **place(told)})
    p.wait(seconds=case["age"])
    if told.get("ended"):
        p.given(c.CloseCall(call=call, disposition="RPT", outcome="done"))
    command = c.CreateCall(type=report["type"], **place(report))
    answer = decide(p.state, command, Context(actor=MARIA, command_id="new", log="live", now=p.now))
    if case["same"]:
        assert isinstance(answer, Refusal)
        assert answer.code == "possible_duplicate"
        assert [one["id"] for one in (answer.current or {})["calls"]] == [call]
    else:
        assert isinstance(answer, Accepted)
    assert p.now - p.state.calls[call].reports[-1].at == timedelta(seconds=case["age"])
