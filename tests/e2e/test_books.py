"""The desk's own books: BOLOs from issue to read, a handover from one dispatcher to the next, and a desk that nobody holds."""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import LAPTOP, console, give
from tests.links.test_pictures import picture


def test_an_order_is_issued_named_by_a_call_and_read_by_a_unit(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district, viewport=LAPTOP)
    give(page, "BOLO GRHS")
    form = page.get_by_role("dialog", name="New BOLO")
    form.get_by_label("What it is").select_option("trespass_order")
    form.get_by_label("Whom to look for").fill("Otto Brandvold, 52, grey beard")
    form.get_by_label("Why").fill("Threatened a coach")
    form.get_by_label("Armed").check()
    photo: FilePayload = {"name": "poe.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    form.get_by_label("Photo").set_input_files([photo])
    assert_accessible(page)
    form.get_by_role("button", name="Issue BOLO").click()
    listed = page.get_by_role("dialog", name="BOLOs in force")
    row = listed.get_by_role("listitem").filter(has_text="Otto Brandvold")
    expect(row).to_contain_text("ARMED")
    expect(row).to_contain_text("29 days left")
    expect(row).to_contain_text("Read by 0 of")
    expect(row.get_by_role("img", name=re.compile("Photo for B"))).to_be_visible()
    assert_accessible(page)

    officer = open_page(district, "officer", "/unit/", PHONE, address=district.second_address)
    officer.get_by_role("button", name=re.compile("BOLO")).click()
    sheet = officer.get_by_role("dialog", name="BOLOs for A7")
    mine = sheet.get_by_role("listitem").filter(has_text="Otto Brandvold")
    expect(mine.get_by_role("img", name=re.compile("Photo for B"))).to_be_visible()
    mine.get_by_role("button", name=re.compile("I have read")).click()
    expect(mine).to_contain_text("Read, ")
    expect(row).to_contain_text("Read by 1 of")

    page.keyboard.press("Escape")
    page.keyboard.press("F2")
    taking = page.get_by_role("dialog", name="New call")
    taking.get_by_label("What was said").fill("A man says he is Brandvold, Otto")
    told = taking.get_by_role("list", name="BOLOs that this call brings to mind")
    expect(told).to_contain_text("Named")
    expect(told).to_contain_text("Otto Brandvold")


def test_a_shift_is_handed_over_and_the_last_one_says_why(
    fresh_district: District, open_page: OpenPage
) -> None:
    page = console(open_page, fresh_district, viewport=LAPTOP)
    give(page, "POS 1")
    give(page, "SL + /Portable 7 is at the workshop")
    page.keyboard.press("Alt+Shift+H")
    mine = page.get_by_role("dialog", name="Shift handover")
    mine.get_by_role("button", name="Make the checklist").click()
    expect(mine).to_contain_text("Portable 7 is at the workshop")
    expect(mine.get_by_role("button", name=re.compile("to go through"))).to_be_disabled()
    for box in mine.get_by_role("checkbox").all():
        box.check()
    assert_accessible(page)
    mine.get_by_role("button", name="Sign", exact=True).click()
    expect(mine).to_contain_text("Waits for whoever relieves you")
    page.keyboard.press("Escape")

    # Nobody has accepted it yet: the last one at the desk is asked, and may go.
    page.keyboard.press("Alt+Shift+Q")
    asked = page.get_by_role("dialog", name="Nobody relieves you")
    expect(asked.get_by_role("button", name="Sign out")).to_be_disabled()
    asked.get_by_label("Why you go without relief").fill("Taken ill")
    asked.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Username")).to_be_visible()
    supervisor = fresh_district.person("supervisor")
    assert "unrelieved_desk" in {one["alarm_kind"] for one in supervisor.rows("alarms")}

    other = console(open_page, fresh_district, "dispatcher2", address=fresh_district.second_address)
    give(other, "HO")
    theirs = other.get_by_role("dialog", name="Shift handover")
    expect(theirs).to_contain_text("Signed by Dana")
    theirs.get_by_role("button", name="Read and understood").click()
    expect(theirs).to_contain_text("Read and understood by Sam")
    assert "unrelieved_desk" not in {one["alarm_kind"] for one in supervisor.rows("alarms")}
