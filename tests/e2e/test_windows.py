"""Second and third screens: they follow the selection both ways, live without the console, and look like what they are."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import DESK, PHONE, OpenPage
from tests.e2e.district import District

LAPTOP = {"width": 1280, "height": 800}
expect.set_options(timeout=15_000)

WEBGL = True


def console(open_page: OpenPage, district: District, **options: object) -> Page:
    page = open_page(district, "dispatcher", "/console", **options)
    expect(page.locator(".console")).to_have_attribute("data-health", "live")
    return page


def window(page: Page, keys: str) -> Page:
    """The window that these keys open."""
    with page.expect_popup() as opened:
        page.keyboard.press(keys)
    found = opened.value
    expect(found.locator("[data-window]")).to_have_attribute("data-health", "live")
    return found


def test_a_selection_goes_from_window_to_window_both_ways(open_page: OpenPage, district: District) -> None:
    page = console(open_page, district)
    units, sites = window(page, "Alt+Shift+U"), window(page, "Alt+Shift+L")
    page.bring_to_front()
    page.locator('[data-unit="A5"]').click()
    expect(units.locator('[data-unit="A5"]')).to_have_attribute("aria-selected", "true")
    sites.bring_to_front()
    # Typing finds, Enter chooses: no mouse, and no command line to steal.
    sites.keyboard.type("granite")
    expect(sites.get_by_role("option")).to_have_count(1)
    sites.keyboard.press("Enter")
    expect(sites.get_by_role("option")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("combobox", name="Command line")).to_have_value("")
    page.bring_to_front()
    expect(page.locator(".incident")).to_contain_text("Granite Ridge High School")
    sites.keyboard.press("ArrowUp")
    sites.keyboard.press("Escape")
    expect(sites.get_by_role("option")).to_have_count(len(district.person("dispatcher").rows("sites")))


def test_a_window_goes_on_when_the_console_is_closed_and_says_that_nothing_sounds(
    open_page: OpenPage, district: District
) -> None:
    page = console(open_page, district)
    units = window(page, "Alt+Shift+U")
    alone = units.get_by_text("No console open here")
    expect(alone).to_have_count(0)
    page.close()
    expect(alone).to_be_visible()
    district.person("dispatcher2").do("SetUnitStatus", unit="A6", status="MT")
    expect(units.locator('[data-unit="A6"]')).to_have_attribute("data-status", "MT")
    district.person("dispatcher2").do("SetUnitStatus", unit="A6", status="AV")


def test_the_position_has_its_layout_again(open_page: OpenPage, district: District) -> None:
    page = console(open_page, district)
    grouping = page.get_by_role("group", name="Group units by").get_by_role("button", name="Sector")
    grouping.click()
    window(page, "Alt+Shift+B")
    page.reload()
    expect(grouping).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=re.compile("^Menu")).click()
    expect(page.get_by_role("button", name="Open the windows of this position again")).to_be_visible()


@pytest.mark.parametrize("theme", ["night", "day"])
@pytest.mark.parametrize("panel", ["sites", "big", "incident"])
def test_a_window_is_readable_in_both_themes(
    open_page: OpenPage, district: District, panel: str, theme: str
) -> None:
    page = open_page(
        district, "dispatcher", f"/console?panel={panel}", DESK if panel == "big" else LAPTOP, theme=theme
    )
    expect(page.locator("[data-window]")).to_have_attribute("data-health", "live")
    expect(page.locator("[data-site], [data-call], .timers").first).to_be_visible()
    assert_accessible(page)


def _as_an_exercise(page: Page) -> None:
    """The same district, but its log is an exercise: what the server says of it is changed on the way."""

    def relay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda message: socket.send(_exercise(message)))

    def _exercise(message: str | bytes) -> str | bytes:
        assert isinstance(message, str)
        return message.replace('"nature":"live"', '"nature":"exercise"')

    page.route_web_socket(re.compile("/live$"), relay)


@pytest.mark.parametrize(
    ("username", "path"),
    [("dispatcher", "/console"), ("dispatcher", "/console?panel=map"), ("officer", "/unit/")],
)
def test_an_exercise_cannot_be_taken_for_the_real_thing(
    open_page: OpenPage, district: District, username: str, path: str
) -> None:
    page = open_page(district, username, "/healthz", PHONE if username == "officer" else DESK)
    _as_an_exercise(page)
    page.goto(path)
    expect(page.locator('[data-unreal="exercise"]')).to_be_visible()
    expect(page.get_by_text("EXERCISE", exact=True).first).to_be_visible()
    expect(page).to_have_title(re.compile("^EXERCISE"))
    expect(page.locator('link[rel="icon"]')).to_have_attribute("href", "/favicon-exercise.svg")
