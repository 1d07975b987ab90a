"""Taking calls: by place, without losing a word, each matter once; finding what was; a site and the words for 911. Without the mouse."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import OpenPage
from tests.e2e.district import District

SAID = "What was said"
DIALOGS = re.compile(r"/Forms-[^/]*\.js$")
expect.set_options(timeout=15_000)


def console(open_page: OpenPage, district: District, username: str = "dispatcher", **options: Any) -> Page:
    page = open_page(district, username, "/console", **options)
    ready(page)
    return page


def ready(page: Page) -> None:
    expect(page.locator(".console")).to_have_attribute("data-health", "live")
    expect(page.locator("[data-unit]").first).to_be_visible()


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def give(page: Page, text: str) -> None:
    line = page.get_by_role("combobox", name="Command line")
    line.focus()
    page.keyboard.press("Escape")
    line.focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(line).to_have_value("")


def take(page: Page, site: str, kind: str, text: str) -> Locator:
    """F2, then a site and a type by typing, and what was said. Nothing is given yet."""
    page.keyboard.press("F2")
    form = dialog(page)
    form.get_by_role("combobox", name="Site, by code").fill(site)
    page.keyboard.press("Enter")
    form.get_by_role("combobox", name="What is it").fill(kind)
    page.keyboard.press("Tab")
    form.get_by_label(SAID).fill(text)
    return form


def calls(district: District, words: str) -> list[dict[str, Any]]:
    rows = district.person("dispatcher").rows("calls")
    return [one for one in rows if one["text"] is not None and one["text"]["text"].startswith(words)]


def test_several_calls_are_taken_at_a_time(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    form = take(page, "redtail", "escort", "first of two")
    page.keyboard.press("Alt+a")
    expect(form.get_by_label(SAID)).to_have_value("")
    form.get_by_label(SAID).fill("second of two")
    page.keyboard.press("Alt+PageDown")
    expect(form.get_by_label(SAID)).to_have_value("first of two")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    assert len(calls(district, "first of two")) == 1
    page.keyboard.press("F2")
    expect(form.get_by_label(SAID)).to_have_value("second of two")
    form.get_by_role("button", name="Discard").click()


def test_whom_it_needs_stands_there_while_it_is_typed_and_one_key_sends_them_with_it(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    page.keyboard.press("F2")
    form = dialog(page)
    form.get_by_role("combobox", name="Site, by code").fill("SCES")
    page.keyboard.press("Enter")
    said = form.get_by_label(SAID)
    before = said.bounding_box()
    form.get_by_role("combobox", name="What is it").fill("disrupt")
    page.keyboard.press("Tab")
    named = form.locator("[data-proposed]")
    expect(named.first).to_contain_text("from")
    assert said.bounding_box() == before, "an answer moved what a hand is at"
    units = [str(one.get_attribute("data-proposed")) for one in named.all()]
    expect(form.get_by_role("button", name=f"Enter and send {', '.join(units)}")).to_be_visible()
    assert_accessible(page)
    said.fill("somebody at the kiln")
    page.keyboard.press("Alt+Enter")
    expect(form).to_have_count(0)
    (call,) = calls(district, "somebody at the kiln")
    expect(page.locator(".incident")).to_contain_text(f"{units[0]} sent to call")
    assert sorted(district.person("dispatcher").row("calls", call["id"])["units"]) == sorted(units)


def test_twenty_thousand_characters_markup_and_turned_letters_lose_nothing(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    said = "<img src=x onerror=alert(1)> \u202eesrever " + "word " * 4000
    form = take(page, "BSK8", "vandal", said.strip())
    expect(form).to_contain_text("Nothing is cut")
    page.keyboard.press("Control+Enter")
    expect(form).to_have_count(0)
    (call,) = calls(district, "<img")
    expect(page.get_by_role("log")).to_contain_text("Note")
    assert page.locator(".incident img").count() == 0
    lines = district.person("dispatcher")._client.get(f"/api/log?incident={call['id']}").json()["lines"]
    notes = [one["detail"]["text"] for one in lines if one["kind"] == "note"]
    assert " ".join([call["text"]["text"], *notes]).split() == said.split()


def test_a_second_report_of_the_same_is_added_by_default_also_from_across_the_street(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    site = district.person("dispatcher").row("sites", "BTHS")
    form = take(page, "BTHS", "SUSPER", "man at the fence")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    (call,) = calls(district, "man at the fence")

    page.keyboard.press("F2")
    form.get_by_role("combobox", name="Site, by code").fill("")
    near = f"{site['lat_e7'] / 1e7 + 0.001:.5f},{site['lon_e7'] / 1e7:.5f}"
    form.get_by_label("Coordinates").fill(near)
    form.get_by_role("combobox", name="What is it").fill("susper")
    page.keyboard.press("Tab")
    expect(form).to_contain_text("The desk may have this already")
    expect(form).to_contain_text("111 m away")
    form.get_by_label("Caller").fill("Neighbour")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    reports = district.person("dispatcher").row("calls", call["id"])["reports"]
    assert [one["place"]["site"] for one in reports] == ["BTHS", None]
    assert reports[1]["place"]["lat_e7"] == round(float(near.split(",", maxsplit=1)[0]) * 1e7)

    number = str(int(call["number"].split("-")[1]))
    give(page, f"SPLIT {number}")
    page.keyboard.press("Space")
    dialog(page).get_by_label("What it is about").fill("another man")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    (new,) = calls(district, "another man")
    expect(page.locator(".incident")).to_contain_text(new["number"])
    # Both are read together: the origin's first line stands among those of the new call.
    expect(page.get_by_role("log")).to_contain_text(f"Call {call['number']}")
    give(page, f"GO {number}")
    expect(page.get_by_role("log")).to_contain_text(f"split from {call['number']}")


def test_ten_presses_from_one_building_are_one_call_with_ten_places(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    desk = district.person("dispatcher2")
    for number in range(1, 11):
        desk.do(
            "RaisePanic",
            site="CGMS",
            building="MAIN",
            room=f"R{number}",
            device=f"badge-{number}",
            level="STAFF_ASSIST",
            source="PANIC_WEARABLE",
        )
    expect(page.locator('[data-alarm="panic"]')).to_contain_text("10 reports")
    page.keyboard.press("F9")
    row = page.get_by_role("listbox", name="Pending calls").get_by_role("option", selected=True)
    expect(row).to_contain_text("10 reports")
    page.get_by_role("tab", name="Timeline").focus()
    page.keyboard.press("ArrowRight")
    for number in range(1, 11):
        expect(page.locator(".incident")).to_contain_text(f"badge-{number}")

    page.keyboard.press("Alt+9")
    expect(dialog(page)).to_contain_text("10 reports, from R1, R2")
    expect(dialog(page)).to_contain_text(re.compile(r"Tamcom 911 .* *303-555-0190"))
    assert_accessible(page)
    page.keyboard.type("TC-8812, Kim")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    (panic,) = [
        one for one in desk.rows("calls") if one["type"] == "PANIC" and one["place"]["site"] == "CGMS"
    ]
    assert "t_911_notified" in panic["times"]
    assert len({(one["place"]["room"], one["device"]) for one in panic["reports"]}) == 10


def test_what_has_ended_is_found_by_any_word_and_read(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    desk = district.person("dispatcher")
    call = desk.do(
        "CreateCall", call_type="DOOR", site="LKES", text="zebra crossing painted over", distinct=True
    )["call"]
    desk.do("AddNote", call=call, text="custodian says quagga")
    desk.do("CloseCall", call=call, disposition="SECUR")
    page.keyboard.press("Control+f")
    box = dialog(page).get_by_role("combobox")
    page.keyboard.type("zebra larkspur")
    hit = dialog(page).locator("[data-hit]").filter(has_text="Door ajar")
    expect(hit).to_contain_text("zebra")
    expect(dialog(page)).to_contain_text("History reaches back to")
    assert_accessible(page)
    box.fill("quagga")
    expect(dialog(page).locator("[data-hit]")).to_have_count(1)
    expect(hit).to_contain_text("its log")
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_role("log")).to_contain_text("custodian says quagga")


def test_what_is_typed_before_the_dialogs_have_come_is_in_the_one_that_opens(
    district: District, open_page: OpenPage
) -> None:
    page = open_page(district, "dispatcher", "/signin")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(DIALOGS, hold)
    with page.expect_request(DIALOGS):
        page.goto("/console")
        ready(page)
    page.keyboard.press("Control+f")
    page.keyboard.type("quick fingers")
    expect(dialog(page)).to_contain_text("One moment")
    for one in held:
        one.continue_()
    box = dialog(page).get_by_role("combobox")
    expect(box).to_have_value("quick fingers")
    expect(box).to_be_focused()


def test_mine_a_sector_or_all_and_what_is_left_out_is_counted(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    other = district.person("dispatcher2")
    call = other.do("CreateCall", call_type="VANDAL", site="JFMS", text="not mine", distinct=True)["call"]
    other.do("AssignUnits", call=call, units=["A1"])
    number = other.row("calls", call)["number"]
    row = page.locator(f'[data-call="{number}"]')
    expect(row).to_be_visible()
    page.get_by_role("button", name="Mine", exact=True).click()
    expect(row).to_have_count(0)
    expect(page.locator(".rest")).to_contain_text("not shown")
    give(page, f"TAKE {int(number.split('-')[1])}")
    expect(row).to_be_visible()
    expect(row).to_contain_text("worked by you")
    page.get_by_role("button", name="All", exact=True).click()


@pytest.mark.parametrize(
    ("theme", "size"), [("night", (1920, 1080)), ("day", (1280, 800)), ("night", (390, 844))]
)
def test_a_site_in_one_glance(
    district: District, open_page: OpenPage, theme: str, size: tuple[int, int]
) -> None:
    page = console(open_page, district, theme=theme, viewport={"width": size[0], "height": size[1]})
    give(page, "GO GRHS")
    page.get_by_role("button", name="Site card").click()
    card = dialog(page)
    for part in ("Tamcom 911", "303-555-0190", "Pool chlorine", "Master key", "E-07", "Renata Vance"):
        expect(card).to_contain_text(part)
    expect(card.locator("[data-room]").first).to_be_visible()
    card.get_by_role("button", name="Second floor").click()
    expect(card.locator('[data-room="201"]')).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
