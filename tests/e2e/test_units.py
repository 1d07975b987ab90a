"""Units on the console: the recommended set in two keys, a roll call by its numbers, and a channel kept free for all to see."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

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


def test_command_from_nobody_to_its_end_at_the_desk_and_on_the_phone(
    district: District, open_page: OpenPage
) -> None:
    desk = district.person("dispatcher")
    desk.free("A7")
    refs = desk.do("CreateCall", call_type="FIGHT", site="AHES", text="Two groups, fields", distinct=True)
    desk.do("AssignUnits", call=refs["call"], units=["A7"], status="OS")
    promoted = desk.do("PromoteCall", call=refs["call"])
    page = console(open_page, district)
    phone = open_page(district, "officer", "/unit/", PHONE)
    call_row(page, refs["number"]).click()
    charge = page.get_by_role("region", name="Who is in charge")
    expect(charge).to_contain_text("NO COMMAND")
    assert_accessible(page)
    phone.get_by_role("button", name="I am in command").click()
    phone.get_by_role("dialog").get_by_role("button", name="I am in command").click()
    expect(charge).to_contain_text("Jo Marsh")
    _given_with_both_words(page, phone)
    expect(charge).to_contain_text("Lt. Moreno (MPD)")
    for alarm in desk.rows("alarms"):
        # What other tests left behind would stand above it.
        desk.do("AcknowledgeAlarm", alarm=alarm["id"])
    _asked_for_and_confirmed_with_one_key(page, phone)
    expect(charge).to_contain_text("Jo Marsh")
    _shared(page, phone)
    expect(charge).to_contain_text("Unified command")
    page.keyboard.press("Escape")
    _decided_and_known(page, phone)
    page.keyboard.press("Alt+a")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Who and end").click()
    assert_accessible(page)
    dialog.get_by_role("button", name="Terminate command").click()
    expect(dialog).to_contain_text("Establish command")
    assert_accessible(page)
    held = desk.row("incidents", promoted["incident"])["history"]
    assert [one["end"] for one in held] == ["transferred", "transferred", "unified", "terminated"]
    desk.free("A7")


def _given_with_both_words(page: Page, phone: Page) -> None:
    """Begun at the desk; one confirms on the phone, the other over the air."""
    page.keyboard.press("Alt+a")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name, with title").fill("Lt. Moreno")
    dialog.get_by_label("Agency").select_option("MPD")
    assert_accessible(page)
    dialog.get_by_role("button", name="Begin transfer").click()
    expect(dialog).to_contain_text("Transfer to Lt. Moreno (MPD): Moreno and Jo Marsh to confirm")
    assert_accessible(page)
    phone.get_by_role("button", name="Give command").click()
    phone.get_by_role("button", name="I give command").click()
    expect(dialog).to_contain_text("Transfer to Lt. Moreno (MPD): Moreno to confirm")
    dialog.get_by_role("button", name="Moreno is briefed and confirms").click()
    expect(dialog).to_have_count(0)


def _asked_for_and_confirmed_with_one_key(page: Page, phone: Page) -> None:
    """It rings at the desk, opens as it was asked for, and one key says what both said on the air."""
    phone.get_by_role("button", name="Say about the incident").click()
    phone.get_by_role("dialog").get_by_role("button", name="Take over command").click()
    phone.get_by_label("In other words").fill("Relief, agreed face to face")
    assert_accessible(phone)
    phone.get_by_role("button", name="Tell the desk").click()
    alarm = page.locator('[data-alarm="command_asked"]')
    expect(alarm).to_contain_text("asks for command from Lt. Moreno (MPD): Relief")
    assert_accessible(page)
    page.keyboard.press("F9")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Jo Marsh is briefed, both confirm")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(alarm).to_have_count(0)


def _shared(page: Page, phone: Page) -> None:
    page.keyboard.press("Alt+a")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Unified command").click()
    dialog.get_by_label("Name, with title").fill("Lt. Moreno")
    dialog.get_by_label("Agency").select_option("MPD")
    dialog.get_by_label("Authority").fill("Law enforcement")
    assert_accessible(page)
    dialog.get_by_role("button", name="Add member").click()
    phone.get_by_role("button", name="I confirm unified command").click()


def _decided_and_known(page: Page, phone: Page) -> None:
    give(page, 'DEC AHES HOLD_DISMISSAL "Lt. Moreno" MPD /hold for 20 min')
    expect(phone.get_by_text("hold for 20 min").first).to_be_visible()
    page.keyboard.press("Alt+7")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("hold for 20 min")
    assert_accessible(page)
    told = dialog.get_by_role("button", name="Dispatch told")
    told.click()
    expect(told).to_have_count(0)
    page.keyboard.press("Escape")
