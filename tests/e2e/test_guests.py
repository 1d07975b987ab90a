"""Screens of a room that others sit in: a guest of a partner agency, with the desk's side of it; and a display on the wall."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import OpenPage
from tests.e2e.district import District

TABLET = {"width": 1024, "height": 768}
SITE = "LKES"


def _invited(district: District) -> tuple[str, dict[str, Any]]:
    """An incident of its own at a school, a guest of Millbrook's police, and what lets them in."""
    desk = district.person("dispatcher")
    call = desk.do("CreateCall", call_type="WEAPON", site=SITE, distinct=True, text="Knife seen")["call"]
    incident = desk.do("PromoteCall", call=call, name="Larkspur search")["incident"]
    command = {"name": "Roy", "title": "Sgt.", "agency": "MPD", "post": "South lot", "how": "radio"}
    desk.do("EstablishCommand", incident=incident, **command)
    desk.do("RecordFact", incident=incident, fact_kind="threat", text="Knife in a red bag", site=SITE)
    desk.do("SetObjective", incident=incident, text="Every room heard from", said_by="Sgt. Roy")
    guest = desk.do("InviteGuest", incident=incident, agency="MPD", name="Ruiz", title="Sgt.", hours=2)[
        "guest"
    ]
    return incident, desk.post(f"/api/guests/{guest}/ticket", {"new_link": True})


def _come_in(page: Page, code: str) -> None:
    page.get_by_label("Code from the dispatcher").fill(code)
    page.get_by_label("Your name").fill("Elena Ruiz")
    page.get_by_label("Your role here").fill("Patrol sergeant")
    page.get_by_label("Your agency").fill("Millbrook Police")
    assert_accessible(page)
    page.get_by_role("button", name="Come in").click()


def test_a_guest_comes_in_proposes_and_asks_and_command_answers(
    district: District, open_page: OpenPage
) -> None:
    incident, ticket = _invited(district)
    page = open_page(district, None, ticket["link"], TABLET)
    _come_in(page, ticket["code"])
    decisions, requests = (
        page.get_by_role("region", name="Decisions"),
        page.get_by_role("region", name="Requests"),
    )
    expect(page.get_by_role("region", name="Critical facts")).to_contain_text("Knife in a red bag")
    expect(page.get_by_role("region", name="Objectives")).to_contain_text("Every room heard from")
    expect(page.get_by_role("region", name="Map")).to_be_visible()

    decisions.get_by_role("button", name="Propose a decision").click()
    page.get_by_label("Question for command").fill("May the west wing go home?")
    page.get_by_label("Why").fill("It is searched")
    decisions.get_by_role("button", name="Propose for MPD").click()
    expect(decisions.get_by_role("list", name="Open")).to_contain_text("May the west wing go home?")
    requests.get_by_role("button", name="Ask for resources").click()
    page.get_by_label("What is needed").fill("Ambulances")
    page.get_by_label("How many").fill("2")
    requests.get_by_role("button", name="Ask for MPD").click()
    expect(requests).to_contain_text("2 × Ambulances")
    # Both are asked once more, and taken back by who asked.
    decisions.get_by_role("button", name="Propose a decision").click()
    page.get_by_label("What it is about").select_option(label="Entry, search and contact")
    expect(decisions).to_contain_text("Decided now by Law enforcement")
    decisions.get_by_role("button", name="Propose for MPD").click()
    decisions.get_by_role("button", name="Take back: Who goes in, where, and when?").click()
    page.get_by_label("Why").fill("The team has it")
    assert_accessible(page)
    decisions.get_by_role("button", name="Take back", exact=True).click()
    expect(decisions).to_contain_text("taken back")
    requests.get_by_role("button", name="Ask for resources").click()
    page.get_by_label("What is needed").fill("Drones")
    requests.get_by_role("button", name="Ask for MPD").click()
    requests.get_by_role("button", name="Cancel: Drones").click()
    requests.get_by_role("form").get_by_role("button", name="Cancel").click()
    expect(requests).to_contain_text("Cancelled")

    desk = district.person("dispatcher")
    (asked,) = [
        one
        for one in desk.rows("decisions")
        if one["incident"] == incident and one["asker"] == "MPD" and one["status"] == "open"
    ]
    desk.do("WithdrawDecision", incident=incident, decision=asked["id"], reason="Families first")
    (wanted,) = [
        one for one in desk.rows("requests") if one["incident"] == incident and one["status"] == "asked"
    ]
    desk.do("MoveRequest", incident=incident, request=wanted["id"], status="en_route", owner="Dana Reyes")
    expect(decisions).to_contain_text("Families first")
    expect(requests).to_contain_text("En route")
    expect(requests).to_contain_text("Dana Reyes follows it up")


def test_a_wall_display_shows_outlives_the_server_and_is_ended(
    fresh_district: District, open_page: OpenPage
) -> None:
    desk = fresh_district.person("supervisor")
    wall = desk.do("AddWall", name="Corridor")["wall"]
    made = desk.post(f"/api/walls/{wall}/code", {})
    page = open_page(fresh_district, None, f"/wall/#code={made['code']}")
    expect(page.locator("main[data-view=district]")).to_be_visible()
    expect(page.get_by_text("True now")).to_be_visible()
    assert_accessible(page)

    fresh_district.kill()
    expect(page.get_by_text("OLD: true at")).to_be_visible(timeout=30_000)
    expect(page.locator("main[data-view=district]")).to_be_visible()
    fresh_district.start()
    expect(page.get_by_text("True now")).to_be_visible(timeout=60_000)

    desk.do("EndWall", wall=wall)
    expect(page.get_by_role("heading", name="This wall display has been ended")).to_be_visible()
    expect(page.locator("main[data-view=district]")).to_have_count(0)
