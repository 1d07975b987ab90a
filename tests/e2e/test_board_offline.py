"""The printable status board when everything has failed: the server killed, the network gone, the browser killed and started again.

In a module of its own: the browser here is one that is killed, and Playwright bears one loop at a time.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, expect, sync_playwright

from tests.e2e import chromium
from tests.e2e.district import District

expect.set_options(timeout=15_000)
KEPT = "async () => (await (await caches.open('dispatch-board')).match('/board'))?.text() ?? null"


@contextmanager
def _person_at(profile: Path, address: str) -> Iterator[BrowserContext]:
    """A browser with a profile of its own on disk, as a desk has it."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium.find(), args=list(chromium.FLAGS), base_url=address
        )
        try:
            yield context
        finally:
            # It may have been killed.
            with suppress(Error):
                context.close()


def _kill_browser(profile: Path) -> None:
    """Every process of the browser that has this profile."""
    for one in Path("/proc").iterdir():
        if not one.name.isdigit():
            continue
        try:
            words = (one / "cmdline").read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in words:
            os.kill(int(one.name), signal.SIGKILL)


def kept(page: Page, words: str) -> None:
    """The worker has a board that says this."""
    deadline = time.monotonic() + 60
    while words not in (page.evaluate(KEPT) or ""):
        assert time.monotonic() < deadline, "no such board was kept"
        page.wait_for_timeout(250)


def test_the_board_opens_and_prints_after_server_network_and_browser_were_killed(
    fresh_district: District, tmp_path: Path
) -> None:
    fresh_district.person("dispatcher2").do("StartAction", sites=["GRHS"], action_type="SECURE")
    profile = tmp_path / "profile"
    with _person_at(profile, fresh_district.address) as context:
        signed = context.request.post(
            "/api/session", data={"username": "dispatcher", "password": "demo-dispatcher"}
        )
        assert signed.ok
        page = context.new_page()
        # Nobody opens the board: the console keeps it in the background.
        page.goto("/console")
        kept(page, "Granite Ridge High School")
        # A browser has what a worker keeps on the disk some seconds later.
        page.wait_for_timeout(5_000)
        fresh_district.kill()
        _kill_browser(profile)
    with _person_at(profile, fresh_district.address) as context:
        context.set_offline(True)
        page = context.new_page()
        page.goto("/board")
        expect(page.get_by_role("heading", name="Status board")).to_be_visible()
        expect(page.get_by_text("Granite Ridge High School").first).to_be_visible()
        age = page.get_by_role("timer")
        expect(age).to_have_text(re.compile(r"\d:\d\d old$"))
        # A minute after it was made it says so, in large type.
        page.evaluate("made -= 60_000; sayAge()")
        expect(age).to_have_text(re.compile(r"^STALE · \d+:\d\d old$"))
        size = age.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert size >= 30
        assert page.pdf(format="Letter").startswith(b"%PDF")
        assert page.evaluate("fetch('/api/state').then(() => 'answered', () => 'failed')") == "failed"
