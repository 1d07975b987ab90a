"""Bad input at the desk: a clear sentence each time, nothing lost, nothing half done."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import console, give, line
from tests.e2e.test_console_faults import notes, settled

expect.set_options(timeout=15_000)
TURNED = "gate \u202eelbisivni\u202c open"


def typed(page: Page, text: str, keys: str = "Enter") -> None:
    """Type a line and run it; it may stay."""
    line(page).focus()
    page.keyboard.press("Escape")
    line(page).focus()
    page.keyboard.type(text)
    page.keyboard.press(keys)


SLIPS = {
    "LOCK GRSH": "There is no site GRSH. Sites like it: GRHS",
    "D A77 1": "There is no unit A77. Units like it: A7",
    "LCOK GRHS": "There is no verb LCOK. Did you mean LOCK?",
    "N FIHGT GRHS": "FIHGT is no type of call. Did you mean FIGHT?",
    "REL SEC CCES": "Cottonwood Creek Elementary is not in Secure",
}


def test_a_slip_is_named_with_what_is_near_and_stays_to_be_put_right(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    for text, sentence in SLIPS.items():
        typed(page, text)
        expect(page.locator(".problem")).to_contain_text(sentence)
        expect(line(page)).to_have_value(text)
        expect(page.locator("[data-outcome]")).to_have_count(0)


def test_a_chain_stops_at_the_first_refusal_and_keeps_what_is_left(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    typed(page, "L /first of three ; RT A9 ; L /third of three")
    expect(page.locator(".problem")).to_contain_text("1 of 3 recorded. Refused: A9 has no status check")
    expect(line(page)).to_have_value("RT A9 ; L /third of three")
    assert notes(district, "first of three") == 1
    assert notes(district, "third of three") == 0
    page.reload()
    expect(line(page)).to_have_value("RT A9 ; L /third of three")
    line(page).focus()
    page.keyboard.press("Escape")


def test_a_unit_that_is_busy_and_a_call_that_has_ended_are_told_before_enter(
    district: District, open_page: OpenPage
) -> None:
    desk = district.person("dispatcher")
    first = desk.do("CreateCall", call_type="THEFT", site="CCES", distinct=True)["number"]
    second = desk.do("CreateCall", call_type="VANDAL", site="BSK8", distinct=True)["number"]
    page = console(open_page, district)
    one, other = (str(int(number.split("-")[1])) for number in (first, second))
    give(page, f"D A8 {one}")
    expect(page.locator('[data-unit="A8"]')).to_have_attribute("data-status", "DP")
    line(page).focus()
    page.keyboard.type(f"D A8 {other}")
    expect(page.locator(".sentence")).to_contain_text("this call waits behind it")
    page.keyboard.press("Escape")
    give(page, f"X {other}")
    line(page).focus()
    page.keyboard.type(f"D A9 {other}")
    expect(page.locator(".problem")).to_contain_text("is cancelled. Nothing was sent")
    page.keyboard.press("Enter")
    expect(line(page)).to_have_value(f"D A9 {other}")
    page.keyboard.press("Escape")
    give(page, "AV A8")
    give(page, f"C {one} NRPT /bag found")


def test_twenty_thousand_characters_are_refused_whole(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    long = "L /" + "x" * 20_000
    line(page).fill(long)
    expect(page.locator(".problem")).to_contain_text("The text has 20,000 characters; 4,000 fit one entry")
    line(page).press("Enter")
    expect(line(page)).to_have_value(long)
    expect(page.locator(".console")).to_have_attribute("data-health", "live")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_text_that_turns_and_text_that_is_html_are_shown_as_they_are(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    district.person("dispatcher").do("AddNote", text=TURNED, site="BSK8")
    pasted = "<img src=x onerror=document.title='run'><b>bold</b>"
    give(page, "GO BSK8")
    give(page, f"L BSK8 /{pasted}")
    log = page.get_by_role("log")
    expect(log).to_contain_text(pasted)
    expect(log).to_contain_text("gate ⟦RLO⟧elbisivni⟦PDF⟧ open")
    expect(log.locator("img, [onerror]")).to_have_count(0)
    expect(page).not_to_have_title("run")
    assert notes(district, TURNED) == 1, "the log keeps the bytes"
    assert notes(district, pasted) == 1


def test_with_the_link_down_a_command_waits_where_it_is_seen_and_dialogs_still_open(
    fresh_district: District, open_page: OpenPage
) -> None:
    page = settled(open_page, fresh_district)
    fresh_district.kill()
    expect(page.locator(".console")).not_to_have_attribute("data-health", "live")
    give(page, "L /said while nobody heard")
    expect(page.locator(".sentence")).to_contain_text("Sent, not recorded yet")
    expect(page.locator("[data-outcome]")).to_contain_text("Waiting for the link")
    for key in ("F2", "F6", "F1", "Alt+z"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(page.get_by_role("dialog")).not_to_contain_text("gives no files")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    fresh_district.start()
    expect(page.locator(".console")).to_have_attribute("data-health", "live", timeout=30_000)
    expect(page.locator('[data-outcome="saved"]')).to_be_visible(timeout=20_000)
    assert notes(fresh_district, "said while nobody heard") == 1
