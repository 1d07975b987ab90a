"""Alarms at the desk: they ring where people sit, and go on to the next position when nobody answers, whatever the browser does."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import console, give

SITE = "RTHS"


def rung(page: Page, here: str) -> None:
    expect(page.locator(".rung")).to_have_attribute("data-here", here, timeout=45_000)


def test_silence_goes_on_to_the_second_position_and_a_reload_changes_nothing(
    fresh_district: District, open_page: OpenPage
) -> None:
    supervisor = fresh_district.person("supervisor")
    for alarm in supervisor.rows("alarms"):
        supervisor.do("AcknowledgeAlarm", alarm=alarm["id"])
    mine = console(open_page, fresh_district)
    other = console(open_page, fresh_district, "dispatcher2", address=fresh_district.second_address)
    expect(mine.locator(".seat")).to_contain_text("No position taken")
    give(mine, "POS 1")
    expect(mine.locator(".brand")).to_contain_text("Position 1")
    expect(mine.locator(".seat")).to_have_count(0)
    other.keyboard.press("Alt+Shift+S")
    dialog = other.get_by_role("dialog")
    expect(dialog.locator('[data-seat="POS1"]')).to_contain_text("Dana")
    dialog.locator('[data-seat="POS2"]').get_by_role("button", name="Take").press("Enter")
    expect(dialog.locator('[data-seat="POS2"]')).to_contain_text("You")
    other.keyboard.press("Escape")

    # Whoever works no call: it rings at the first position.
    fresh_district.person("principal").do("RaisePanic", site="GRHS", level="STAFF_ASSIST", source="PANIC_APP")
    rung(mine, "true")
    rung(other, "false")
    expect(other.locator(".rung")).to_contain_text(re.compile(r"Rings at Position 1, .* in \d:\d\d"))
    expect(other.locator(".rung")).to_have_attribute("data-step", "second_position", timeout=60_000)
    rung(other, "true")
    other.reload()
    rung(other, "true")
    expect(other.locator(".rung")).to_contain_text("Position 1, Position 2")
    other.keyboard.press("F8")
    # What waits behind it (nobody has told the PSAP) comes forward; the panic is answered on both consoles.
    expect(mine.locator('[data-alarm="panic"]')).to_have_count(0)
    lines = supervisor._client.get("/api/log", params={"q": "acknowledged", "limit": 50}).json()["lines"]
    said = [one["title"] for one in lines]
    assert any(re.search(r"Alarm acknowledged: panic GRHS, after \d+ s, position POS2", one) for one in said)
    steps = [one for one in said if one.startswith("Not acknowledged for")]
    assert any("ringing louder" in one for one in steps)
    assert any("second position rung" in one for one in steps)
