"""A school's page on a phone: signing in by a code, a press without a network, what it says at each step, and who is in charge."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import OpenPage
from tests.e2e.district import District

SITE = "GRHS"
PHONE: dict[str, Any] = {"width": 360, "height": 740}
EMULATED: dict[str, Any] = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def _phone(served: District, open_page: OpenPage, user: str | None = "principal", **more: Any) -> Page:
    page = open_page(served, user, "/school/", PHONE, **EMULATED, **more)
    if user is not None:
        expect(page.locator("[data-link]")).to_have_attribute("data-link", "live")
    return page


def _hold(page: Page, name: str) -> None:
    box = page.get_by_role("button", name=name).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(page.get_by_test_id("press")).to_be_visible(timeout=15_000)
    page.mouse.up()


def _presses(served: District) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = served.person("dispatcher").rows("panics")
    return [one for one in found if one["over_at"] is None and one["by_name"] == "Renata Vance"]


def test_a_press_without_a_network_is_kept_and_sent_once_and_says_what_is_known(
    fresh_district: District, open_page: OpenPage
) -> None:
    served = fresh_district
    page = _phone(served, open_page)
    other = page.context.new_page()
    other.goto("/school/")
    expect(other.locator("[data-link]")).to_have_attribute("data-link", "live")
    page.bring_to_front()
    page.context.set_offline(True)
    _hold(page, "Staff help")
    press = page.get_by_test_id("press")
    expect(press).to_contain_text("This phone keeps trying")
    expect(press).not_to_contain_text("Received")
    assert not _presses(served)
    page.context.set_offline(False)
    expect(press).to_contain_text("Sent", timeout=30_000)
    expect(press).to_contain_text("Nobody there has answered yet")
    [known] = _presses(served)
    desk = served.person("dispatcher")
    desk.do("AcknowledgeAlarm", alarm=f"panic:{known['call']}")
    expect(press).to_contain_text("Received at the desk")
    expect(press).to_contain_text("No unit sent yet")
    expect(page.get_by_text("Cancel: it was a mistake")).to_have_count(0, timeout=10_000)
    page.get_by_role("button", name="204", exact=True).click()
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_role("button", name="Yes", exact=True).click()
    for key in "24":
        page.get_by_role("button", name=key, exact=True).click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("24 people")).to_be_visible()
    expect(page.locator("[data-link]")).to_have_text("Live, all sent")
    [told] = _presses(served)
    assert (told["safe"], told["medical"], told["people"], told["room"]) == (False, True, 24, "204")
    assert_accessible(page)
    expect(other.get_by_test_id("press")).to_contain_text("Received at the desk")


def test_who_is_in_charge_stands_on_top_and_a_tick_is_a_line_of_the_log(
    fresh_district: District, open_page: OpenPage
) -> None:
    served = fresh_district
    page = _phone(served, open_page, theme="day")
    desk = served.person("dispatcher")
    desk.do("StartAction", sites=[SITE], action_type="LOCKDOWN", reason="Report of a weapon")
    expect(page.get_by_text("Locks, Lights, Out of Sight.", exact=True)).to_be_visible()
    expect(page.get_by_text("Nobody has said that they are in charge")).to_be_visible()
    page.get_by_role("button", name="It was heard here").click()
    expect(page.get_by_text("Heard here, Renata Vance")).to_be_visible()
    assert_accessible(page)
    page.get_by_text("Nobody has said that they are in charge").click()
    page.get_by_role("button", name="I am in charge").click()
    expect(page.locator("button", has_text="In charge here").locator("b")).to_have_text("Renata Vance")
    page.get_by_label("Name is said on PA and radio").click()
    expect(page.get_by_label("Name is said on PA and radio")).to_be_checked()
    assert_accessible(page)
    [team] = [one for one in desk.rows("srt") if one["id"] == SITE]
    assert [(one["role"], one["name"]) for one in team["held"]] == [("INCIDENT_COMMANDER", "Renata Vance")]
    assert [(one["item"], one["by"]) for one in team["ticks"]] == [("NAME", "Renata Vance")]
    page.get_by_role("navigation").get_by_role("button", name="Now").click()
    page.get_by_role("button", name="I am in command").click()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="I am in command").click()
    expect(page.get_by_text("Incident command: Principal Renata Vance")).to_be_visible()
    page.get_by_role("button", name="Decision", exact=True).click()
    page.get_by_label("Which decision").select_option("STUDENT_CUSTODY")
    page.get_by_label("Decided").fill("Out by the gym")
    assert_accessible(page)
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("region", name="Decisions").get_by_text("Out by the gym")).to_be_visible()
    assert_accessible(page)
    [made] = [one for one in desk.rows("decisions") if one["decision_type"] == "STUDENT_CUSTODY"]
    assert (made["made_by"]["name"], made["flags"]) == ("Renata Vance", [])


def test_names_are_for_who_accounts_for_people_and_a_person_is_found_with_one_touch(
    fresh_district: District, open_page: OpenPage
) -> None:
    served = fresh_district
    page = _phone(served, open_page)
    desk = served.person("dispatcher")
    desk.do("StartAction", sites=[SITE], action_type="LOCKDOWN", reason="Report of a weapon")
    for role in ("INCIDENT_COMMANDER", "ACCOUNTABILITY", "STUDENT_SUPERVISION"):
        desk.do("TakeSrtRole", site=SITE, role=role, name="Marcus Oyelaran")
    told = {"site": SITE, "way": "phone", "word_of": "Ms. Abara"}
    desk.do("ReportRoom", room="204", status="MISSING", missing=["Noor Haddad"], **told)
    desk.do("ReportRoom", room="214", status="ALL_ACCOUNTED", **told)
    page.get_by_role("button", name="Rooms", exact=True).click()
    page.get_by_role("button", name="All rooms").click()
    rooms = page.get_by_role("list", name="Rooms, the worst first").get_by_role("button")
    expect(rooms.first).to_contain_text("204")
    expect(page.get_by_text("1 missing without a name here")).to_be_visible()
    expect(page.get_by_text("Noor Haddad")).to_have_count(0)
    assert_accessible(page)
    desk.do("TakeSrtRole", site=SITE, role="ACCOUNTABILITY", name="Renata Vance")
    missing = page.get_by_role("list", name="Missing people").get_by_role("listitem")
    expect(missing).to_contain_text("Noor Haddad")
    missing.get_by_role("button").first.click()
    missing.get_by_role("group", name="What became of Noor Haddad").get_by_role("button").first.click()
    expect(page.get_by_text("1 missing without a name here")).to_have_count(0)
    assert_accessible(page)
    [state] = [one for one in desk.rows("rooms") if one["id"] == f"{SITE}/204"]
    assert state["missing_open"] == 0
    console = open_page(served, "dispatcher", "/console", {"width": 1280, "height": 800})
    console.wait_for_selector('.console[data-health="live"]')
    console.locator('[aria-label="Command line"] input').fill(f"ROOM {SITE}")
    console.keyboard.press("Enter")
    board = console.get_by_role("dialog")
    expect(board).to_contain_text("Noor Haddad")
    assert_accessible(console)


@pytest.mark.parametrize("theme", ["night", "day"])
def test_a_link_signs_in_on_one_device_and_on_no_other(
    district: District, open_page: OpenPage, theme: str
) -> None:
    desk = district.person("dispatcher")
    [made] = desk.post("/api/invites", {"people": [{"username": "principal", "room": "204"}]})
    link = f"/school/#code={made['code']}"
    first = _phone(district, open_page, None, theme=theme)
    expect(first.get_by_label("Your code from the sheet")).to_be_visible()
    assert_accessible(first)
    first.goto(link)
    expect(first.locator("[data-link]")).to_have_attribute("data-link", "live")
    expect(first.get_by_text("You are in: Room 204")).to_be_visible()
    assert "code" not in first.url
    second = _phone(district, open_page, None)
    second.goto(link)
    expect(second.get_by_role("alert")).to_contain_text("has been used on a device")
