"""The log on the desk: lines told apart, filtered and searched; the radio log written with one key and corrected."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import LAPTOP, console, give
from tests.links.test_pictures import picture


def select(page: Page, district: District) -> dict[str, str]:
    """Select a call that has no other test's lines, made for this one."""
    made = district.person("dispatcher").do(
        "CreateCall", call_type="THEFT", site="GRHS", text="bag", distinct=True
    )
    call = next(one for one in district.person("dispatcher").rows("calls") if one["id"] == made["call"])
    give(page, f"GO {call['number']}")
    expect(page.locator('[data-pane="incident"]')).to_contain_text(call["number"])
    return call


def test_lines_are_filtered_and_searched(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    call = select(page, district)
    desk = district.person("dispatcher")
    desk.do("AddNote", call=call["id"], text="Owner is on the way")
    desk.do("LogRadio", call=call["id"], unit="A6", channel="DSS 1", text="Gym is empty")
    log = page.get_by_role("log", name="Timeline")
    expect(log.locator("[data-voice=people]")).to_have_count(1)
    expect(log.locator("[data-voice=radio]")).to_have_count(1)
    expect(log.locator("[data-voice=system]").first).to_be_visible()

    page.get_by_role("radio", name=re.compile("Radio")).check()
    expect(log.get_by_role("listitem")).to_have_count(1)
    expect(log).to_contain_text("Gym is empty")
    page.get_by_role("radio", name=re.compile("All")).check()
    page.keyboard.press("Alt+l")
    expect(page.get_by_role("searchbox", name="Search this timeline")).to_be_focused()
    page.keyboard.type("way owner")
    expect(log.get_by_role("listitem")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(log.locator("[data-voice=radio]")).to_have_count(1)


def test_whoever_reads_further_up_is_told_and_not_moved(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district, viewport=LAPTOP)
    call = select(page, district)
    desk = district.person("dispatcher")
    for number in range(30):
        desk.do("AddNote", call=call["id"], text=f"line {number}")
    log = page.get_by_role("log", name="Timeline")
    expect(log).to_contain_text("line 29")
    log.focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("button", name=re.compile("below"))).to_have_count(0)
    oldest = log.get_by_role("listitem").first
    expect(oldest).to_be_in_viewport()
    desk.do("AddNote", call=call["id"], text="the newest of all")
    newest = page.get_by_role("button", name="1 new line below")
    expect(newest).to_be_visible()
    expect(oldest).to_be_in_viewport()
    newest.click()
    expect(log.get_by_text("the newest of all")).to_be_in_viewport()
    expect(newest).to_have_count(0)


def test_what_was_heard_is_logged_with_one_key_and_corrected(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    district.person("dispatcher").do("LogRadio", unit="C21", channel="DSS 2", text="in position")
    give(page, "GO GRHS")
    page.keyboard.press("Alt+v")
    form = page.get_by_role("dialog")
    expect(form.get_by_label("From")).to_have_value("C21")
    expect(form.get_by_label("Channel")).to_have_value("DSS 2")
    assert_accessible(page)
    page.keyboard.type("Two people at gate six")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)

    page.keyboard.press("Alt+y")
    radio_log = page.get_by_role("dialog", name="Radio log")
    row = radio_log.get_by_role("listitem").first
    expect(row).to_contain_text("Radio C21 on DSS 2")
    expect(row).to_contain_text("Two people at gate six")
    assert_accessible(page)
    row.hover()
    row.get_by_role("button", name="Correct").click()
    row.get_by_label("What it should say").fill("Three people at gate six")
    row.get_by_label("Why").fill("heard wrong")
    row.get_by_role("button", name="Save correction").click()
    expect(row.locator("summary")).to_contain_text("heard wrong")
    expect(row.locator(".detail").first).to_contain_text("Three people at gate six")
    expect(row.get_by_text("Two people at gate six")).to_be_hidden()
    row.locator("summary").click()
    expect(row.get_by_text("Two people at gate six")).to_be_visible()


def test_a_photo_let_go_over_a_call_stands_in_its_timeline(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    call = select(page, district)
    script = "(bytes) => { const had = new DataTransfer(); had.items.add(new File([new Uint8Array(bytes)], 'gate.jpg')); return had }"
    dropped = page.evaluate_handle(script, list(picture("JPEG")))
    page.get_by_role("tabpanel").dispatch_event("drop", {"dataTransfer": dropped})
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("gate.jpg")
    assert_accessible(page)
    form.get_by_role("button", name="Attach", exact=True).click()
    expect(form).to_have_count(0)
    small = page.get_by_role("log", name="Timeline").get_by_role("button", name="Show large: gate.jpg")
    small.click()
    expect(page.get_by_role("dialog", name="gate.jpg").get_by_role("img")).to_be_visible()
    (file,) = district.person("dispatcher").row("calls", call["id"])["files"]
    assert file["evidence"]["sha256"] != file["shared"]["sha256"]
