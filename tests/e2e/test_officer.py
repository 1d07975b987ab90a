"""The officer's page: sent to a call, on the way, there, clear; what it shows, and how it says that the link is gone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.district import District

UNIT = "A7"
SITE = "GRHS"


@pytest.fixture
def call(district: District) -> Iterator[str]:
    """A call at Granite Ridge High that nobody is on; afterwards A7 is free again and nothing is in force there."""
    desk = district.person("dispatcher")
    refs = desk.do(
        "CreateCall",
        call_type="FIGHT",
        site=SITE,
        building="MAIN",
        text="Two students, commons, one has a knife",
        caller="R. Castillo",
        callback="303-555-0144",
        distinct=True,
    )
    yield refs["call"]
    _free(district)


def _free(district: District) -> None:
    desk = district.person("dispatcher")
    desk.free(UNIT)
    for action in desk.rows("actions"):
        if action["site"] == SITE and action["ended_at"] is None:
            desk.do("ReleaseAction", action=action["id"], released_by="R. Vega", confirmed_by="MPD sergeant")


def _unit(district: District) -> dict[str, Any]:
    return district.person("dispatcher").row("units", UNIT)


def _pill(page: Page) -> Locator:
    return page.locator("[data-link]")


def _live(page: Page) -> None:
    expect(_pill(page)).to_have_attribute("data-link", "live")


def _tab(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=name).click()


def _stage(page: Page, word: str) -> Locator:
    return page.get_by_role("list", name="Progress").get_by_role("listitem").filter(has_text=word)


def test_a_whole_call_from_the_phone(district: District, open_page: OpenPage, call: str) -> None:
    desk = district.person("dispatcher")
    page = open_page(district, "officer", "/unit/", PHONE)
    expect(page.get_by_role("heading", name=f"No call for {UNIT}")).to_be_visible()
    expect(page.get_by_text("303-555-0144")).to_have_count(0)

    desk.do("AssignUnits", call=call, units=[UNIT])
    expect(page.get_by_role("heading", name="Granite Ridge High School")).to_be_visible()
    expect(page.get_by_text("Two students, commons, one has a knife").first).to_be_visible()
    expect(page.get_by_text("303-555-0144")).to_be_visible()
    expect(_stage(page, "Dispatched")).to_have_attribute("aria-current", "step")

    for button, status in (("En route", "ER"), ("On scene", "OS")):
        page.get_by_role("button", name=button, exact=True).click()
        expect(_stage(page, button)).to_have_attribute("aria-current", "step")
        expect(_pill(page)).to_have_text("Live, all sent")
        assert _unit(district)["status"] == status
    expect(_pill(page)).to_have_text("Live, all sent")

    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.get_by_role("heading", name=f"No call for {UNIT}")).to_be_visible()
    assert _unit(district)["call"] is None
    # What was seen of the call in full leaves with it.
    expect(page.get_by_text("303-555-0144")).to_have_count(0)


def test_a_protective_action_at_my_site_is_seen_at_once(
    district: District, open_page: OpenPage, call: str
) -> None:
    desk = district.person("dispatcher")
    desk.do("AssignUnits", call=call, units=[UNIT])
    page = open_page(district, "officer", "/unit/", PHONE)
    expect(page.get_by_role("heading", name="Granite Ridge High School")).to_be_visible()
    desk.do("StartAction", sites=[SITE], action_type="SECURE", call=call, reason="Knife seen outside the gym")
    bar = page.get_by_role("region", name="Secure at Granite Ridge High School")
    expect(bar).to_contain_text("Secure")
    expect(bar).to_contain_text("Knife seen outside the gym")
    _tab(page, "Sites")
    expect(page.get_by_role("listitem").filter(has_text="Granite Ridge High School").first).to_contain_text(
        "Secure"
    )


def test_an_order_from_the_phone_takes_two_touches_and_waits_only_so_long(
    district: District, open_page: OpenPage
) -> None:
    desk = district.person("dispatcher")
    site = next(one["id"] for one in desk.rows("sites") if one["name"] == "Ammonite Bend Elementary")
    page = open_page(district, "officer", "/unit/", PHONE)
    _live(page)
    _tab(page, "Sites")
    page.get_by_role("searchbox", name="Find a site").fill("Ammonite Bend Elementary")
    page.get_by_role("button", name="Ammonite Bend Elementary").click()
    page.get_by_role("button", name="Order a protective action").click()
    order = page.get_by_role("dialog", name="Order at Ammonite Bend Elementary")
    assert_accessible(page)
    order.get_by_role("button", name="Hold").click()
    hold = page.get_by_role("dialog", name="Hold at Ammonite Bend Elementary")
    expect(hold).to_contain_text("are told at once")
    hold.get_by_role("button", name="Order Hold").click()
    page.get_by_role("button", name="Close").click()
    there = page.get_by_role("listitem").filter(has_text="Ammonite Bend Elementary").first
    expect(there).to_contain_text("Nobody at the site has heard it yet")
    (action,) = [one for one in desk.rows("actions") if one["site"] == site and one["ended_at"] is None]
    assert (action["source"], action["started_by_role"]) == ("phone", "patrol_officer")
    there.get_by_role("button", name="Report heard").click()
    expect(there).to_contain_text("Heard")
    desk.do("ReleaseAction", action=action["id"], released_by="R. Vega")

    # Without a link it says what that means; an order that came too late would start nothing.
    page.context.set_offline(True)
    page.get_by_role("button", name="Ammonite Bend Elementary").click()
    page.get_by_role("button", name="Order a protective action").click()
    order.get_by_role("button", name="Hold").click()
    expect(hold.get_by_role("alert")).to_contain_text("No link. Use the radio now.", timeout=15_000)
    page.context.set_offline(False)


def test_command_is_two_touches_from_the_call_and_ends_as_it_began(
    district: District, open_page: OpenPage
) -> None:
    desk = district.person("dispatcher")
    call = desk.do("CreateCall", call_type="FIGHT", site="LKES", text="Two adults, lot", distinct=True)[
        "call"
    ]
    desk.do("AssignUnits", call=call, units=[UNIT])
    page = open_page(district, "officer", "/unit/", {"width": 360, "height": 740}, theme="day")
    page.get_by_role("button", name="I am in command here").click()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="I am in command").click()
    expect(page.get_by_role("region", name="Who is in charge")).to_contain_text("Jo Marsh")
    page.get_by_role("button", name="Say about the incident").click()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Critical fact").click()
    assert_accessible(page)
    page.get_by_role("button", name="Tell command").click()
    page.get_by_role("button", name="Command knows").click()
    expect(page.get_by_role("button", name="Command knows")).to_have_count(0)
    page.get_by_role("button", name="Say about the incident").click()
    page.get_by_role("dialog").get_by_role("button", name="End command").click()
    page.get_by_role("button", name="Command is ended").click()
    expect(page.get_by_role("button", name="I am in command")).to_be_visible()
    [incident] = [one for one in desk.rows("incidents") if "LKES" in one["sites"]]
    assert [one["commander"]["name"] for one in incident["history"]] == ["Jo Marsh"]
    _free(district)


def test_every_other_legal_status_is_one_touch_away(
    district: District, open_page: OpenPage, call: str
) -> None:
    district.person("dispatcher").do("AssignUnits", call=call, units=[UNIT], status="ER")
    page = open_page(district, "officer", "/unit/", PHONE)
    page.get_by_role("button", name="Other", exact=True).click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name="Clear")).to_be_visible()
    assert_accessible(page)
    sheet.get_by_role("button", name="Staged").click()
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("button", name="On scene", exact=True)).to_be_visible()
    # The button follows what waits; the unit what is saved.
    expect(_pill(page)).to_have_text("Live, all sent")
    assert _unit(district)["status"] == "SG"


def test_a_message_stands_in_the_log_of_the_call(district: District, open_page: OpenPage, call: str) -> None:
    district.person("dispatcher").do("AssignUnits", call=call, units=[UNIT])
    page = open_page(district, "officer", "/unit/", PHONE)
    page.get_by_role("button", name="Message", exact=True).click()
    page.get_by_role("dialog").get_by_label("Other words").fill("Gate 6 is chained")
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    lines = page.get_by_role("list", name="Last log lines")
    expect(lines).to_contain_text("Gate 6 is chained")
    page.reload()
    # After a reload it comes from the log, not from the link.
    expect(page.get_by_role("list", name="Last log lines")).to_contain_text(
        "Gate 6 is chained", timeout=15_000
    )


def test_the_site_plan_names_buildings_and_rooms(district: District, open_page: OpenPage, call: str) -> None:
    district.person("dispatcher").do("AssignUnits", call=call, units=[UNIT])
    page = open_page(district, "officer", "/unit/", PHONE)
    page.get_by_role("button", name="Site plan", exact=True).click()
    sheet = page.get_by_role("dialog", name="Granite Ridge High School")
    expect(sheet.get_by_role("heading", name="Main building")).to_contain_text("Call is here")
    rooms = district.person("dispatcher").row("premises", SITE)["rooms"]
    sheet.get_by_placeholder("Find a room").fill(rooms[0]["code"])
    expect(sheet.get_by_role("listitem").filter(has_text=rooms[0]["name"]).first).to_be_visible()
    assert_accessible(page)
    # The first Escape clears what was looked for, as every search field does; the second closes the sheet.
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("button", name="Site plan", exact=True)).to_be_focused()


def test_an_emergency_is_held_and_a_touch_is_not_one(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = open_page(district, "officer", "/unit/", PHONE, has_touch=True)
    _live(page)
    button = page.get_by_role("button", name="Emergency")
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(700)
    expect(button).to_contain_text("Keep holding")
    page.mouse.up()
    page.wait_for_timeout(1_800)
    assert _unit(district)["emergency"] is None

    button.focus()
    page.keyboard.down("Enter")
    alert = page.get_by_role("alert").filter(has_text="EMERGENCY received at the desk")
    expect(alert).to_be_visible(timeout=6_000)
    page.keyboard.up("Enter")
    assert _unit(district)["status"] == "EM"
    alarms = district.person("dispatcher").rows("alarms")
    assert [one["unit"] for one in alarms if one["alarm_kind"] == "officer_emergency"] == [UNIT]
    assert_accessible(page)


def test_a_refusal_is_said_with_its_reason(district: District, open_page: OpenPage, call: str) -> None:
    district.person("dispatcher").do("AssignUnits", call=call, units=[UNIT])
    page = open_page(district, "officer", "/unit/", PHONE)
    expect(page.get_by_role("button", name="En route", exact=True)).to_be_visible()
    _live(page)
    page.context.set_offline(True)
    # What the desk does meanwhile the page cannot know: from where it stands this is legal.
    district.person("dispatcher").do("ClearUnit", unit=UNIT)
    page.get_by_role("button", name="Other", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Acknowledged").click()
    expect(_pill(page)).to_contain_text("1 waiting")
    page.context.set_offline(False)
    commands = page.get_by_role("list", name="Commands")
    expect(commands).to_contain_text("Refused: A7 can't go from Available to Acknowledged. Ask the desk.")
    assert _unit(district)["status"] == "AV"
    assert_accessible(page)
    commands.get_by_role("button", name="Dismiss").click()
    expect(commands.get_by_role("listitem")).to_have_count(0)


def test_signing_off_takes_everything_away_and_signing_on_brings_it_back(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = open_page(district, "officer", "/unit/", PHONE)
    expect(page.get_by_role("heading", name=f"No call for {UNIT}")).to_be_visible()
    _tab(page, "Me")
    page.get_by_role("button", name="Sign off duty").click()
    expect(page.get_by_role("button", name="Sign on")).to_be_visible()
    for tab in ("Call", "Units", "Sites"):
        _tab(page, tab)
        expect(page.get_by_role("heading", name=f"{UNIT} is off duty")).to_be_visible()
    expect(page.get_by_text("Granite Ridge")).to_have_count(0)
    page.get_by_role("button", name="Sign on").click()
    _tab(page, "Me")
    expect(page.get_by_text("Available", exact=True)).to_be_visible()
    _tab(page, "Sites")
    expect(page.get_by_placeholder("Find a site, 158 in all")).to_be_visible()
    assert _unit(district)["status"] == "AV"


def test_a_silent_server_is_seen_within_three_seconds_and_the_page_comes_back_by_itself(
    district: District, open_page: OpenPage, call: str
) -> None:
    district.person("dispatcher").do("AssignUnits", call=call, units=[UNIT])
    page = open_page(district, "officer", "/unit/", PHONE)
    _live(page)
    with district.frozen():
        began = time.monotonic()
        expect(_pill(page)).to_have_attribute("data-link", "stale", timeout=8_000)
        # A beat may have come just before, and three seconds of silence must pass.
        assert time.monotonic() - began < 4.5
        expect(page.get_by_text("Not live. This is how it was at")).to_be_visible()
        expect(page.get_by_role("heading", name="Granite Ridge High School")).to_be_visible()
        page.get_by_role("button", name="En route", exact=True).click()
        expect(_pill(page)).to_contain_text("1 waiting")
        # Nothing on the page runs ahead of the desk.
        expect(_stage(page, "Dispatched")).to_have_attribute("aria-current", "step")
        assert_accessible(page)
        expect(_pill(page)).to_have_attribute("data-link", "lost", timeout=15_000)
        assert_accessible(page)
    expect(_pill(page)).to_have_text("Live, all sent", timeout=25_000)
    expect(_stage(page, "En route")).to_have_attribute("aria-current", "step")
    assert _unit(district)["status"] == "ER"


def test_what_waits_outlives_a_reload_and_is_done_once(fresh_district: District, open_page: OpenPage) -> None:
    desk = fresh_district.person("dispatcher")
    refs = desk.do("CreateCall", call_type="FIGHT", site=SITE, distinct=True)
    desk.do("AssignUnits", call=refs["call"], units=[UNIT])
    page = open_page(fresh_district, "officer", "/unit/", PHONE)
    page.get_by_role("button", name="Message", exact=True).click()
    fresh_district.kill()
    page.get_by_role("dialog").get_by_role("button", name="Need backup").click()
    expect(_pill(page)).to_contain_text("1 waiting", timeout=15_000)
    # Written down before it is said to wait: a page that is thrown away meanwhile does not lose it.
    fresh_district.start()
    page.reload()
    expect(page.get_by_role("list", name="Last log lines")).to_contain_text("Need backup", timeout=30_000)
    expect(_pill(page)).to_have_text("Live, all sent")
    expect(page.get_by_role("list", name="Last log lines").get_by_text("Need backup")).to_have_count(1)


def test_signing_out_ends_the_page(district: District, open_page: OpenPage) -> None:
    page = open_page(district, "officer", "/unit/", PHONE)
    _live(page)
    _tab(page, "Me")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Username")).to_be_visible()


@pytest.mark.parametrize("theme", ["night", "day"])
def test_every_part_of_the_page_is_accessible(
    district: District, open_page: OpenPage, call: str, theme: str
) -> None:
    page = open_page(district, "officer", "/unit/", PHONE, theme=theme)
    _live(page)
    assert_accessible(page)
    district.person("dispatcher").do("AssignUnits", call=call, units=[UNIT])
    expect(page.get_by_role("heading", name="Granite Ridge High School")).to_be_visible()
    for tab in ("Call", "Map", "Units", "Sites", "Me"):
        _tab(page, tab)
        expect(page.get_by_role("navigation").get_by_role("button", name=tab)).to_have_attribute(
            "aria-current", "page"
        )
        assert_accessible(page)


def test_what_a_thumb_must_hit_is_large_enough(district: District, open_page: OpenPage, call: str) -> None:
    district.person("dispatcher").do("AssignUnits", call=call, units=[UNIT])
    page = open_page(district, "officer", "/unit/", PHONE)
    expect(page.get_by_role("button", name="En route", exact=True)).to_be_visible()
    heights = {
        one["name"]: one["height"]
        for one in page.locator("button:visible, a:visible").evaluate_all(
            "(all) => all.map((one) => ({ name: one.textContent.trim(), height: one.getBoundingClientRect().height }))"
        )
    }
    assert heights["En route"] >= 64
    assert {name: height for name, height in heights.items() if height < 52} == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
