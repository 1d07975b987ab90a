"""Units on the console: the recommended set in two keys, a roll call by its numbers, and a channel kept free for all to see."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import call_row, console, give

PHONE = {"width": 390, "height": 844}


def test_the_recommended_set_goes_with_its_reasons_in_two_keys(
    district: District, open_page: OpenPage
) -> None:
    desk = district.person("dispatcher")
    refs = desk.do("CreateCall", call_type="VANDAL", site="RTHS", distinct=True)
    page = console(open_page, district)
    call_row(page, refs["number"]).click()
    page.keyboard.press("F3")
    dialog = page.get_by_role("dialog")
    first = dialog.locator("[data-row]").first
    expect(first).to_have_attribute("data-recommended", "true")
    expect(first).to_be_focused()
    expect(first).to_contain_text(re.compile(r"Closest: \d+:\d\d|patrol"))
    expect(dialog.get_by_role("list", name="Response plan")).to_contain_text("patrol")
    assert_accessible(page)
    unit = first.get_attribute("data-unit")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert desk.row("calls", refs["call"])["units"] == [unit]
    desk.do("ClearUnit", unit=unit, disposition="NRPT")


def test_a_roll_call_is_answered_by_its_numbers_and_by_the_phone(
    district: District, open_page: OpenPage
) -> None:
    desk = district.person("dispatcher")
    refs = desk.do("CreateCall", call_type="TRAFIC", site="RTHS", distinct=True)
    officer = district.person("officer").rows("me")[0]["id"]
    desk.do("AssignUnits", call=refs["call"], units=["A8", officer], preempt=True)
    page = console(open_page, district)
    phone = open_page(district, "officer", "/unit/", PHONE)
    call_row(page, refs["number"]).click()
    page.keyboard.press("Alt+r")
    marks = page.get_by_role("list", name=re.compile("Roll call of"))
    expect(marks.get_by_role("listitem")).to_have_count(2)
    assert_accessible(page)
    phone.get_by_role("button", name=f"Roll call: answer for {officer}").click()
    expect(marks.locator(f'[data-mark="{officer}"]')).to_contain_text("✓")
    marks.get_by_role("button", name=re.compile(r"Answered\W+A8")).focus()
    page.keyboard.press("1")
    expect(page.get_by_text("All answered")).to_be_visible()
    (roll,) = [one for one in desk.rows("roll_calls") if one["call"] == refs["call"]]
    assert roll["complete"] is True
    for unit in ("A8", officer):
        desk.do("ClearUnit", unit=unit, disposition="NRPT")


def test_a_held_channel_is_seen_by_all_with_a_radio(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    phone = open_page(district, "officer", "/unit/", PHONE)
    page.keyboard.press("Shift+F12")
    for one in (page, phone):
        expect(one.get_by_text("Emergency traffic only", exact=True).first).to_be_visible()
    assert_accessible(page)
    give(page, "TRAF OFF")
    for one in (page, phone):
        expect(one.get_by_text("Emergency traffic only", exact=True)).to_have_count(0)
