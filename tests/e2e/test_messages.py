"""A message to a unit: not reached, shown, acknowledged; and what the desk does about somebody whose screen is silent."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import console, give


def row(recipient: str) -> str:
    return f'dialog [data-recipient="{recipient}"]'


@pytest.fixture(autouse=True)
def nothing_waits(district: District) -> None:
    """The officer has acknowledged what an earlier test sent him."""
    officer = district.person("officer")
    for notice in officer.rows("notices"):
        officer.try_to("AcknowledgeNotice", notice=notice["id"])


def ledger_of_the_last(page: Page) -> None:
    give(page, "KNOW")
    expect(page.get_by_role("dialog")).to_contain_text("Who knows")


def test_from_not_reached_to_acknowledged(district: District, open_page: OpenPage) -> None:
    desk = console(open_page, district)
    give(desk, "M A7 A3 /Use the north gate.")
    expect(desk.get_by_text("Message to A7, A3")).to_be_visible()
    ledger_of_the_last(desk)
    for unit in ("unit:A7", "unit:A3"):
        expect(desk.locator(row(unit))).to_have_attribute("data-progress", "not_reached")
    # How else to reach him stands beside it: his telephone, and what to say over the air.
    expect(desk.locator(row("unit:A3"))).to_contain_text("303-555-")
    expect(desk.locator(row("unit:A3"))).to_contain_text("Use the north gate. Acknowledge.")
    assert_accessible(desk)

    phone = open_page(district, "officer", "/unit/", PHONE)
    card = phone.get_by_role("region", name="To acknowledge")
    expect(card).to_contain_text("Use the north gate.")
    expect(desk.locator(row("unit:A7"))).to_have_attribute("data-progress", "painted")
    expect(desk.locator(row("unit:A7"))).to_contain_text("Shown")
    assert_accessible(phone)
    card.get_by_role("button", name="Acknowledge").click()
    expect(card).not_to_be_visible()
    expect(desk.locator(row("unit:A7"))).to_have_attribute("data-progress", "known")

    # The other one is told over the air, by one key on his row.
    desk.locator(row("unit:A3")).focus()
    desk.keyboard.press("r")
    expect(desk.locator(row("unit:A3"))).to_contain_text("Told by radio")
    lines = district.person("dispatcher").lines()
    assert any("A3 told (radio): message" in one["title"] for one in lines)
    assert any("A7 acknowledged: message" in one["title"] for one in lines)


def test_a_hidden_page_has_shown_nothing(district: District, open_page: OpenPage) -> None:
    phone = open_page(district, "officer", "/unit/", PHONE)
    expect(phone.locator("[data-link]")).to_have_attribute("data-link", "live")
    # A browser in the background draws nothing and says that it is hidden.
    phone.evaluate(
        """() => {
          Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    refs = district.person("dispatcher").do("SendMessage", text="Hidden?", units=["A7"])
    desk = console(open_page, district)
    ledger_of_the_last(desk)
    mine = desk.locator(row("unit:A7"))
    expect(phone.get_by_text("Hidden?")).to_be_attached()
    expect(mine).to_have_attribute("data-progress", "delivered")
    expect(mine).to_contain_text("On the device")
    phone.evaluate(
        """() => {
          delete document.visibilityState;
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(mine).to_have_attribute("data-progress", "painted")
    district.person("officer").do("AcknowledgeNotice", notice=refs["notice"])
    expect(mine).to_have_attribute("data-progress", "known")


def test_a_message_is_written_by_keys_alone_and_an_all_call_wants_ctrl(
    district: District, open_page: OpenPage
) -> None:
    desk = console(open_page, district)
    desk.keyboard.press("F5")
    dialog = desk.get_by_role("dialog", name="Message")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("combobox", name="To")).to_be_focused()
    desk.keyboard.type("PAT")
    desk.keyboard.press("Enter")
    expect(dialog.get_by_role("list", name="Goes to")).to_contain_text("all patrol")
    dialog.get_by_label("Begin with").select_option("SRP-SECURE")
    words = dialog.get_by_label("What they should know")
    expect(words).to_have_value("Secure. Get Inside. Lock Outside Doors.")
    # The protocol's words stay as they are: the server says so and nothing typed is lost.
    words.fill("Lockout. Get inside.")
    words.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("stay as they are")
    words.fill("Secure. Get Inside. Lock Outside Doors. Police activity north of the school.")
    words.press("Enter")
    expect(dialog.get_by_role("list", name="Messages of this shift").or_(dialog)).to_contain_text(
        "Police activity"
    )
    expect(words).to_have_value("")
    assert_accessible(desk)
    dialog.get_by_role("combobox", name="To").fill("ALL")
    desk.keyboard.press("Enter")
    words.fill("Stay off the air.")
    words.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("Ctrl+Enter")
    words.press("Control+Enter")
    expect(dialog.get_by_text("Stay off the air.")).to_be_visible()
    expect(dialog.get_by_role("button", name=re.compile(r"\d+ of \d+ know")).first).to_be_visible()


def test_an_officer_writes_and_the_desk_sees_it(district: District, open_page: OpenPage) -> None:
    desk = console(open_page, district)
    phone = open_page(district, "officer2", "/unit/", PHONE)
    phone.get_by_role("button", name="Message", exact=True).click()
    phone.get_by_role("dialog").get_by_label("Other words").fill("Gate 6 is chained")
    phone.get_by_role("dialog").get_by_role("button", name="Send").click()
    badge = desk.get_by_role("button", name=re.compile("to the desk"))
    expect(badge).to_be_visible()
    badge.click()
    message = desk.get_by_role("listitem").filter(has_text="Gate 6 is chained")
    message.get_by_role("button", name="Acknowledge").click()
    expect(message.get_by_role("button", name="Acknowledge")).not_to_be_visible()
