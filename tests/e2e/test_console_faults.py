"""The console when the server is frozen or dies: it says how old its truth is, and every command ends once, in one way."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import console, give

WEBGL = True


def notes(district: District, text: str) -> int:
    """How often a note stands in the log."""
    answer = district.person("dispatcher2")._client.get("/api/log", params={"q": text, "limit": 50})
    return sum(1 for one in answer.json()["lines"] if (one["detail"] or {}).get("text") == text)


def settled(open_page: OpenPage, district: District) -> Page:
    """A console whose map has come too: what is loaded later may not be asked of a server that is gone."""
    page = console(open_page, district)
    expect(page.locator("[data-map]")).to_be_visible(timeout=30_000)
    page.wait_for_load_state("networkidle")
    return page


def test_a_frozen_server_is_seen_and_its_command_is_done_once(
    fresh_district: District, open_page: OpenPage
) -> None:
    page = settled(open_page, fresh_district)
    row = page.locator("[data-unit]").first
    shown = row.inner_text().splitlines()[0]
    with fresh_district.frozen():
        frozen = time.monotonic()
        give(page, "L /said while the server slept")
        expect(page.locator(".console")).to_have_attribute("data-health", "stale", timeout=15_000)
        expect(page.locator("[data-link]")).to_contain_text("Stale")
        expect(row).to_contain_text(shown)
        expect(page.locator("[data-outcome]")).to_contain_text("Note")
        expect(page.locator(".console")).to_have_attribute("data-health", "lost", timeout=20_000)
        expect(page.locator("[data-link]")).to_contain_text(re.compile(r"Lost\s*\d:\d\d, since \d\d:\d\d"))
        time.sleep(max(0.0, 20 - (time.monotonic() - frozen)))
    expect(page.locator(".console")).to_have_attribute("data-health", "live", timeout=20_000)
    expect(page.locator('[data-outcome="saved"]')).to_be_visible(timeout=20_000)
    assert notes(fresh_district, "said while the server slept") == 1


def test_a_server_that_dies_in_the_middle_of_a_command_is_asked_again_with_the_same_id(
    fresh_district: District, open_page: OpenPage
) -> None:
    page = settled(open_page, fresh_district)
    with fresh_district.frozen():
        give(page, "L /said as the power went")
        fresh_district.kill()
        fresh_district.start()
    expect(page.locator(".console")).to_have_attribute("data-health", "live", timeout=30_000)
    expect(page.locator('[data-outcome="saved"]')).to_be_visible(timeout=20_000)
    assert notes(fresh_district, "said as the power went") == 1
    give(page, "L /and it goes on")
    expect(page.locator('[data-outcome="saved"]').filter(has_text="Note").last).to_be_visible()


def test_a_map_whose_files_did_not_come_appears_by_itself(
    fresh_district: District, open_page: OpenPage
) -> None:
    page = open_page(fresh_district, "dispatcher", "/")
    worker = re.compile(r"maplibre-gl-worker")
    asked = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        fresh_district.kill()
        route.abort()
        page.unroute(worker)

    page.route(worker, fail)
    page.goto("/console")
    expect(page.locator(".console")).to_have_attribute("data-health", "stale", timeout=20_000)
    assert len(asked) == 1
    expect(page.locator("[data-map]")).to_have_count(0)
    fresh_district.start()
    expect(page.locator(".console")).to_have_attribute("data-health", "live", timeout=30_000)
    expect(page.locator('[data-map="gl"]')).to_be_visible(timeout=30_000)


def test_what_was_not_answered_outlives_a_reload(fresh_district: District, open_page: OpenPage) -> None:
    page = settled(open_page, fresh_district)
    with fresh_district.frozen():
        give(page, "L /said before the reload")
        kept = page.evaluate(
            "Object.keys(sessionStorage).filter((key) => key.startsWith('dispatch.outbox')).length"
        )
        assert kept == 1
    expect(page.locator('[data-outcome="saved"]')).to_be_visible(timeout=20_000)
    assert notes(fresh_district, "said before the reload") == 1
