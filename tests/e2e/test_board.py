"""The printable status board while it is open, and at the end of a session."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.e2e.test_board_offline import KEPT, kept


def test_an_open_board_renews_itself_and_is_black_on_white(open_page: OpenPage, district: District) -> None:
    page = open_page(district, "auditor", "/board")
    expect(page.get_by_role("timer")).to_have_text(re.compile("old$"))
    assert_accessible(page)
    district.person("dispatcher").do(
        "CreateCall", call_type="FIGHT", site="RTHS", text="seen on paper", distinct=True
    )
    expect(page.get_by_text("seen on paper")).to_have_count(0)
    page.evaluate("renew()")
    expect(page.get_by_text("seen on paper")).to_be_visible()


def test_signing_out_takes_the_board_along(open_page: OpenPage, district: District) -> None:
    page = open_page(district, "dispatcher", "/console")
    kept(page, "Status board")
    page.keyboard.press("Alt+Shift+Q")
    expect(page.get_by_label("Username")).to_be_visible()
    assert page.evaluate(KEPT) is None
    # Whoever looks now is sent to the door, and nothing is kept for him.
    page.goto("/board")
    expect(page.get_by_label("Username")).to_be_visible()
    assert page.evaluate(KEPT) is None
