"""Forms over HTTP: who may have one, as a page and as paper, and what is wrong is told."""

from __future__ import annotations

from typing import Any

import pytest

from dispatch.links.forms.press import NotSet, Press
from tests.web.serving import Serving


async def an_incident(served: Serving) -> str:
    saved = await served.give("dispatcher", "CreateCall", call_type="WEAPON", site="GRHS", distinct=True)
    call = saved.json()["refs"]["call"]
    saved = await served.give("dispatcher", "PromoteCall", call=call, name="<b>North wing</b>")
    incident = str(saved.json()["refs"]["incident"])
    note = {"call": call, "text": "Canary of a student", "text_class": "student"}
    assert (await served.give("dispatcher", "AddNote", **note)).status_code == 200
    return incident


async def ask(served: Serving, username: str, incident: str, form: str, **query: Any) -> Any:
    async with served.client(username) as client:
        return await client.get(f"/api/incidents/{incident}/forms/{form}", params=query)


async def test_the_desk_and_auditors_have_a_form_as_page_and_paper_and_nobody_else(served: Serving) -> None:
    incident = await an_incident(served)
    for username in ("dispatcher", "auditor"):
        page = await ask(served, username, incident, "report")
        assert page.status_code == 200, page.text
        assert page.headers["cache-control"] == "no-store"
        assert "&lt;b&gt;North wing&lt;/b&gt;" in page.text
        assert "<b>North" not in page.text
        assert '<th scope="col">' in page.text
        assert "All times America/Denver" in page.text
        assert "Canary of a student" in page.text
    paper = await ask(served, "dispatcher", incident, "214", format="pdf", position="NOSUCH")
    assert paper.status_code == 422
    paper = await ask(served, "dispatcher", incident, "214", format="pdf")
    assert paper.content.startswith(b"%PDF-")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.headers["content-disposition"].endswith('-ics-214-COMMAND.pdf"')
    for username in ("officer", "principal", "liaison"):
        refused = await ask(served, username, incident, "report")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted"), username
    released = await ask(served, "dispatcher", incident, "report", copy="release")
    assert "Canary of a student" not in released.text
    assert "[redacted: student data]" in released.text


WRONG: list[tuple[str, dict[str, str], int, str | None]] = [
    ("999", {}, 404, None),
    ("report", {"format": "docx"}, 422, "format"),
    ("report", {"position": "COMMAND"}, 422, "position"),
    ("report", {"zone": "America/Denver"}, 422, "zone"),
    ("report", {"format": "json"}, 422, "format"),
    ("report", {"copy": "secret"}, 422, "copy"),
    ("report", {"nosuch": "1"}, 422, "nosuch"),
    ("214", {"position": "NOSUCH"}, 422, "position"),
    ("214", {"from": "2026-03-02", "to": "2026-03-01"}, 422, "to"),
    ("214", {"from": "2026-03-02T08:00", "to": "2026-03-02T07:59"}, 422, "to"),
    ("214", {"from": "9999-12-31T23:59"}, 422, "from"),
    ("214", {"to": "tomorrow"}, 422, "to"),
]


async def test_what_is_wrong_is_told_and_of_what_is_not_there_nothing_is_said(served: Serving) -> None:
    incident = await an_incident(served)
    for form, query, status, field in WRONG:
        answer = await ask(served, "dispatcher", incident, form, **query)
        assert (answer.status_code, answer.json().get("field")) == (status, field), (form, query)
    for nobody in ("nosuch", "%22", "x" * 500):
        assert (await ask(served, "dispatcher", nobody, "report")).status_code == 404


async def test_a_time_without_an_offset_is_the_districts_and_the_briefing_comes_as_data_too(
    served: Serving,
) -> None:
    incident = await an_incident(served)
    # In November the district is seven hours behind UTC, in July six.
    for given, meant in (
        ("2026-11-27T08:00", "2026-11-27 08:00:00"),
        ("2026-07-27T14:00Z", "2026-07-27 08:00:00"),
    ):
        page = await ask(served, "dispatcher", incident, "214", **{"from": given})
        assert f"From: {meant}" in page.text
    briefing = await ask(served, "dispatcher", incident, "201", format="json")
    assert briefing.headers["cache-control"] == "no-store"
    blocks = [block for row in briefing.json()["rows"] for block in row]
    assert [block["no"] for block in blocks][:3] == ["1", "2", "3"]
    assert any("North wing" in line["text"] for line in blocks[0]["lines"])


async def test_who_takes_a_form_stands_in_the_log_and_names_of_students_go_out_with_their_basis(
    served: Serving,
) -> None:
    incident = await an_incident(served)

    async def taken() -> list[dict[str, Any]]:
        async with served.client("auditor") as client:
            lines = (await client.get("/api/log", params={"limit": 500})).json()["lines"]
        kinds = ("FormTaken", "DisclosureRecorded")
        return [one for one in lines if one["kind"] in kinds][len(before) :]

    before: list[Any] = []
    before = await taken()
    head = served.node.desk.head.hash.hex()
    # What only the screen shows is not taken.
    assert (await ask(served, "dispatcher", incident, "201", format="json")).status_code == 200
    marks = (await ask(served, "dispatcher", incident, "report", format="marks", copy="release")).json()
    assert {"text": "[redacted: student data]", "count": 1} in marks["withheld"]
    assert marks["students"] is False
    assert (await ask(served, "dispatcher", incident, "report", format="marks")).json()["students"] is True
    assert await taken() == []

    assert (await ask(served, "auditor", incident, "report")).status_code == 200
    (line,) = await taken()
    assert line["title"].endswith(f": form report taken as a page, head {head[:12]}")
    assert (line["actor"], line["detail"]) == ("Auditor", None)

    given: dict[str, str] = {"for": "Det. Ruiz, MPD"}
    for more, code, field in (
        ({}, "disclosure_needed", "basis"),
        ({"basis": "because"}, "bad_value", "basis"),
        ({"basis": "health_or_safety_emergency", "decided_by": "Vale"}, "threat_needed", "threat"),
    ):
        refused = await ask(served, "dispatcher", incident, "report", **given, **more)
        assert (refused.json()["code"], refused.json()["field"]) == (code, field)
        assert "Canary" not in refused.text
    assert len(await taken()) == 1
    handed = await ask(served, "dispatcher", incident, "report", copy="release", **given)
    assert handed.status_code == 200
    allowed = {**given, "basis": "court_order", "decided_by": "Superintendent Vale"}
    assert (await ask(served, "dispatcher", incident, "report", **allowed)).status_code == 200
    _, release, whole, disclosed = await taken()
    assert "copy for release" in release["title"]
    assert whole["detail"]["text"] == "Det. Ruiz, MPD"
    assert (disclosed["kind"], disclosed["site"]) == ("DisclosureRecorded", "GRHS")
    assert "taken as" not in (await ask(served, "dispatcher", incident, "report")).text


async def test_incidents_that_are_over_are_found_and_opened_with_who_commanded_and_what_was_decided(
    served: Serving,
) -> None:
    found: list[str] = []
    for name in ("Smoke behind the kitchen", "Kitchen fire, west"):
        made = await served.give("dispatcher", "CreateCall", call_type="FIRE", site="PMES", distinct=True)
        call = made.json()["refs"]["call"]
        made = await served.give("dispatcher", "PromoteCall", call=call, name=name)
        incident = made.json()["refs"]["incident"]
        lund = {"name": "Lund", "title": "BC", "agency": "MPD"}
        held = await served.give(
            "dispatcher", "EstablishCommand", incident=incident, post="North lot", **lund
        )
        assert held.status_code == 200, held.text
        await served.give("dispatcher", "RecordDecision", incident=incident, text="Nobody goes in", **lund)
        await served.give("dispatcher", "CloseCall", call=call, disposition="FA", outcome="Out")
        await served.give("dispatcher", "TerminateCommand", incident=incident)
        closed = await served.give("dispatcher", "CloseIncident", incident=incident, outcome="A burnt pan")
        assert closed.status_code == 200, closed.text
        found.append(incident)

    async def look(username: str = "dispatcher", **query: Any) -> Any:
        async with served.client(username) as client:
            return (await client.get("/api/incidents", params=query)).json()

    first, second = found
    assert [one["id"] for one in (await look(q="kitchen"))["incidents"]] == [second, first]
    assert [one["id"] for one in (await look(q="kitch smok"))["incidents"]] == [first]
    for q in ("burnt lund", "pmes"):
        assert {first, second} <= {one["id"] for one in (await look("auditor", q=q))["incidents"]}, q
    page = await look(site="PMES", q="kitchen", limit=1)
    assert [one["id"] for one in page["incidents"]] == [second]
    page = await look(site="PMES", q="kitchen", limit=1, after=page["next"])
    assert ([one["id"] for one in page["incidents"]], page["next"]) == ([first], None)
    number = page["incidents"][0]["number"]
    assert [one["id"] for one in (await look(number=number))["incidents"]] == [first]
    assert (await look(site="GRHS", q="kitchen"))["incidents"] == []
    assert (await look(q="kitchen", until="2026-01-01"))["incidents"] == []
    assert (await look(after="nonsense"))["field"] == "after"
    async with served.client("dispatcher") as client:
        one = (await client.get(f"/api/incidents/{first}")).json()
        assert (await client.get("/api/incidents/nosuch")).status_code == 404
    assert one["incident"]["outcome"]["text"] == "A burnt pan"
    assert [held["commander"]["name"] for held in one["incident"]["history"]] == ["Lund"]
    assert [decision["text"]["text"] for decision in one["decisions"]] == ["Nobody goes in"]
    assert one["positions"][0] == {"code": "COMMAND", "title": "Incident Commander"}
    assert one["zone"] == "America/Denver"


async def test_a_worker_that_ends_badly_is_one_clear_answer_and_the_desk_goes_on(
    served: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = await an_incident(served)
    monkeypatch.setattr("dispatch.links.forms.press.Press._set", _broken)
    answer = await ask(served, "dispatcher", incident, "report", format="pdf")
    assert (answer.status_code, answer.json()["code"]) == (503, "form_not_set")
    assert (await ask(served, "dispatcher", incident, "report")).status_code == 200


async def _broken(_press: Press, _sheet: bytes) -> bytes:
    raise NotSet
