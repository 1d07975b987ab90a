"""Protective actions at the desk: neighbours, what may follow, drills that become real, and the way back from a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import console, give, line

# Two browsers, a server and its database on a small machine: slow is not wrong.
expect.set_options(timeout=15_000)
# Two schools that stand less than a kilometre apart, and one that is far from both.
HERE, BESIDE = "GRHS", "LKES"
AWAY = "RTHS"


@pytest.fixture(autouse=True)
def calm(district: District) -> Iterator[None]:
    """Nothing is in force before a test, and nothing after it."""
    end_all(district)
    yield
    end_all(district)


def end_all(district: District) -> None:
    supervisor, second = district.person("supervisor"), district.person("dispatcher2")
    for action in supervisor.rows("actions"):
        if action["ended_at"] is not None:
            continue
        if action["type"] != "LOCKDOWN":
            supervisor.do("ReleaseAction", action=action["id"], released_by="R. Vega", confirmed_by="MPD")
            continue
        if action["status"] == "ACTIVE":
            supervisor.do("RequestLockdownRelease", action=action["id"], authority="Lt. Moreno")
        if action["status"] != "RELEASING":
            second.do("ConfirmLockdownRelease", action=action["id"])
        supervisor.do("OverrideLockdownRelease", action=action["id"], commander="Lt. Moreno", reason="Over")


def test_the_neighbours_are_told_with_one_more_key(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    give(page, f"LOCK {HERE}")
    card = page.locator(".incident")
    expect(card).to_contain_text("Within 1.2 km")
    expect(card).to_contain_text("Larkspur Elementary")
    page.keyboard.press("Alt+Shift+N")
    form = page.get_by_role("dialog")
    expect(form).to_contain_text(re.compile(r"Secure\s*for the neighbours"))
    page.keyboard.press("s")
    expect(form).to_have_count(0)
    expect(page.locator(f'[data-site="{BESIDE}"]')).to_have_attribute("data-action", "SECURE")
    expect(page.locator(f'[data-site="{HERE}"]')).to_have_attribute("data-action", "LOCKDOWN")
    tiles = page.locator("[data-pane='sites'] [data-site]")
    expect(tiles.first).to_have_attribute("data-site", HERE)
    assert sum(one["ended_at"] is None for one in district.person("dispatcher").rows("actions")) > 2


def test_what_may_follow_is_said_and_asked_before_it_is_ordered(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    give(page, f"SEC {AWAY}")
    tile = page.locator(f'[data-site="{AWAY}"]')
    expect(tile).to_have_attribute("data-action", "SECURE")
    page.get_by_text("What may follow").click()
    expect(page.get_by_role("list", name="What may follow")).to_contain_text("Is the hazard outside?")
    page.keyboard.press("F6")
    form = page.get_by_role("dialog")
    expect(form.get_by_role("button", name="Hold")).to_be_focused()
    page.keyboard.press("e")
    expect(form.get_by_role("alert")).to_contain_text("Is the hazard outside?")
    expect(tile).to_have_attribute("data-action", "SECURE")
    page.keyboard.press("e")
    expect(tile).to_have_attribute("data-action", "EVACUATE")
    give(page, f"LOCK {AWAY}")
    expect(tile).to_have_attribute("data-action", "LOCKDOWN")
    line(page).focus()
    page.keyboard.type(f"HOLD {AWAY}")
    expect(page.locator(".sentence")).to_contain_text("A Hold can't take its place")
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("ends at each door")
    expect(line(page)).to_have_value(f"HOLD {AWAY}")


def test_a_drill_becomes_real_with_one_key_and_drills_can_be_suspended(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    give(page, f"DR LOCK {AWAY}")
    tile = page.locator(f'[data-site="{AWAY}"]')
    expect(tile).to_have_attribute("data-mode", "DRILL")
    expect(tile).to_contain_text("DRILL")
    give(page, f"HOLD {HERE}")
    tiles = page.locator("[data-pane='sites'] [data-site]")
    expect(tiles.first).to_have_attribute("data-site", HERE)
    page.keyboard.press("Alt+Shift+R")
    expect(tile).to_have_attribute("data-mode", "ACTUAL")
    expect(tiles.first).to_have_attribute("data-site", AWAY)
    give(page, "DRILLS OFF /storm on the way")
    expect(page.get_by_role("button", name="Drills suspended")).to_be_visible()
    line(page).focus()
    page.keyboard.type("DR HOLD CCES")
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("Drills are suspended district-wide")
    give(page, "DRILLS ON")
    expect(page.get_by_role("button", name="Drills suspended")).to_have_count(0)


def test_the_last_act_is_taken_back_by_an_entry_of_its_own(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    give(page, f"N THEFT {AWAY} gym /bag taken ; D A6 ; ER A6")
    unit = page.locator('[data-unit="A6"]')
    expect(unit).to_have_attribute("data-status", "ER")
    page.keyboard.press("Alt+z")
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("Sets A6 back to dispatched")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    expect(unit).to_have_attribute("data-status", "DP")
    page.keyboard.press("Alt+z")
    expect(form).to_contain_text(re.compile(r"Clears A6 from Theft .*the call stays open"))
    page.keyboard.press("Enter")
    expect(unit).to_have_attribute("data-status", "AV")
    page.keyboard.press("Alt+z")
    expect(form).to_contain_text("Can't be taken back. A call that was entered stays")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    give(page, f"SEC {HERE}")
    expect(page.locator(f'[data-site="{HERE}"]')).to_have_attribute("data-action", "SECURE")
    page.keyboard.press("Alt+z")
    expect(form).to_contain_text("as entered in error")
    page.keyboard.press("Enter")
    form.get_by_label("Whom you called back").fill("Ms. Odell")
    form.get_by_label("What went wrong").fill("Wrong school")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f'[data-site="{HERE}"]')).to_have_count(0)
