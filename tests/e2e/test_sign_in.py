"""Signing in: each role comes to where it works, and what goes wrong is said."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import DESK, PHONE, OpenPage
from tests.e2e.district import District


def _sign_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("dispatcher", "/console"),
        ("supervisor", "/console"),
        ("auditor", "/console"),
        ("officer", "/unit/"),
        ("cso", "/unit/"),
        ("principal", "/school/"),
        ("liaison", "/liaison/"),
    ],
)
def test_each_role_comes_to_its_page(
    district: District, open_page: OpenPage, username: str, path: str
) -> None:
    page = open_page(district, None, "/")
    _sign_in(page, username, f"demo-{username}")
    page.wait_for_url(f"{district.address}{path}")


def test_a_role_without_a_screen_is_told_so_and_can_leave(district: District, open_page: OpenPage) -> None:
    page = open_page(district, None, "/", PHONE)
    _sign_in(page, "admin", "demo-admin")
    expect(page.get_by_text("comes in a later release")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Username")).to_be_visible()
    assert page.request.get("/api/session").status == 401


def test_the_keyboard_alone_is_enough(district: District, open_page: OpenPage) -> None:
    page = open_page(district, None, "/")
    expect(page.get_by_label("Username")).to_be_focused()
    page.keyboard.type("officer")
    page.keyboard.press("Tab")
    page.keyboard.type("demo-officer")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign in")).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_url(f"{district.address}/unit/")


def test_a_wrong_password_is_said_and_the_field_is_ready_for_the_next_try(
    district: District, open_page: OpenPage
) -> None:
    page = open_page(district, None, "/")
    _sign_in(page, "auditor", "not it")
    expect(page.get_by_role("alert")).to_contain_text("password is wrong")
    expect(page.get_by_label("Password")).to_be_focused()
    expect(page.get_by_label("Password")).to_have_value("")
    expect(page.get_by_label("Username")).to_have_value("auditor")
    assert_accessible(page)


def test_too_many_tries_are_told_to_wait_and_that_there_is_another_way(
    district: District, open_page: OpenPage
) -> None:
    page = open_page(district, None, "/")
    for _ in range(30):
        _sign_in(page, "dispatcher2", "not it")
        said = page.get_by_role("alert").filter(has_text=re.compile("wrong|many"))
        expect(said).to_be_visible()
        if "use phone or radio" in said.inner_text():
            break
    expect(page.get_by_role("alert")).to_contain_text("use phone or radio")


def test_a_demo_says_that_it_is_one_before_anybody_signs_in(district: District, open_page: OpenPage) -> None:
    page = open_page(district, None, "/", PHONE)
    expect(page.get_by_text("A fictional district. Nothing here is real")).to_be_visible()


def test_whoever_is_signed_in_goes_on_at_once(district: District, open_page: OpenPage) -> None:
    page = open_page(district, "officer", "/", PHONE)
    page.wait_for_url(f"{district.address}/unit/")


def test_the_officers_page_is_for_those_who_are_signed_in(district: District, open_page: OpenPage) -> None:
    page = open_page(district, None, "/unit/", PHONE)
    page.wait_for_url(f"{district.address}/")
    expect(page.get_by_label("Username")).to_be_visible()


def test_the_theme_is_chosen_and_kept(district: District, open_page: OpenPage) -> None:
    page = open_page(district, None, "/", PHONE)
    expect(page.locator("html")).to_have_attribute("data-theme", "night")
    page.get_by_text("Day", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "day")


@pytest.mark.parametrize("theme", ["night", "day"])
@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_page_is_accessible(
    district: District, open_page: OpenPage, theme: str, viewport: dict[str, int]
) -> None:
    page = open_page(district, None, "/", viewport, theme=theme)
    expect(page.get_by_label("Username")).to_be_visible()
    assert_accessible(page)
