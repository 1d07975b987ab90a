"""What is half typed when a browser is killed. In a module of its own: the browser here is one that is ended like a power cut ends it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.e2e import chromium
from tests.e2e.district import District
from tests.e2e.test_intake import dialog, ready, take

START_SECONDS = 60.0


@contextmanager
def browser_to_kill(profile: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A browser with a profile on disk, as a person has one; and its address for whoever drives it."""
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    running = subprocess.Popen(
        [
            chromium.find(),
            *chromium.FLAGS,
            "--headless=new",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            "about:blank",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + START_SECONDS
    while not port.is_file() or len(port.read_text().splitlines()) < 2:
        assert running.poll() is None
        assert time.monotonic() < deadline, "the browser did not start"
        time.sleep(0.05)
    try:
        yield running, f"http://127.0.0.1:{port.read_text().splitlines()[0]}"
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait(30)


def test_what_is_half_typed_survives_a_kill_of_the_browser(district: District) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="dispatch-e2e-profile-") as folder,
        sync_playwright() as playwright,
    ):
        for round_ in ("typed", "found"):
            with browser_to_kill(Path(folder)) as (running, address):
                driven = playwright.chromium.connect_over_cdp(address)
                context = driven.contexts[0]
                who = {"username": "dispatcher", "password": "demo-dispatcher"}
                assert context.request.post(f"{district.address}/api/session", data=who).ok
                page = context.new_page()
                page.goto(f"{district.address}/console")
                ready(page)
                if round_ == "typed":
                    page.keyboard.press("/")
                    page.keyboard.type("L /half a line")
                    take(page, "larks", "fight", "Two students by the bus loop")
                    # What was typed is with the system as soon as the page has taken it over: nobody waits before the power goes.
                    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 250)))")
                    os.killpg(running.pid, signal.SIGKILL)
                    running.wait(30)
                    continue
                line = page.get_by_role("combobox", name="Command line")
                expect(line).to_have_value("L /half a line")
                page.keyboard.press("F2")
                form = dialog(page)
                expect(form.get_by_label("What was said")).to_have_value("Two students by the bus loop")
                expect(form.get_by_role("combobox", name="Site, by code")).to_have_value(re.compile("LKES"))
                expect(form).to_contain_text("Kept from before")
                form.get_by_role("button", name="Discard").click()
                expect(form).to_have_count(0)
