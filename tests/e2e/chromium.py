"""A Chromium for end-to-end tests: found, started, and watched.

A page of ours may ask nobody but this machine and may not break: both are held against every context when it closes. Knows nothing of
dispatching.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.folders import memory_has_room

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HERE = frozenset({"127.0.0.1", "localhost"})
# What Chromium itself says when a server is stopped on purpose, a sign-in is refused or a map is drawn without a graphics card: the page
# is not broken.
EXPECTED = ("Failed to load resource", "WebSocket connection to", "[.WebGL-")


@cache
def find() -> str:
    """The path of a browser; where there is none, the test fails with one line that says how to get one."""
    found = subprocess.run(["sh", ROOT / "tools" / "browser.sh"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr.strip(), pytrace=False)
    return found.stdout.strip()


@contextmanager
def started() -> Iterator[Browser]:
    """A running browser. Ends with the block: Playwright's loop must not be there when another test brings its own."""
    path = find()
    # Playwright keeps what its processes share out of /dev/shm, which a container may have made tiny: then it is files on a disk.
    unwanted = ["--disable-dev-shm-usage"] if memory_has_room() else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(FLAGS), ignore_default_args=unwanted
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A context whose requests and faults are written down."""

    context: BrowserContext
    left: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._asked)
        self.context.on("page", self._opened)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda fault: self.faults.append(str(fault.error)))

    def check(self) -> None:
        """Nothing left this machine and no page broke."""
        assert not self.left, f"a page asked somebody else: {self.left}"
        assert not self.faults, f"a page broke: {self.faults}"

    def _asked(self, request: Request) -> None:
        self._note(request.url)

    def _opened(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._note(socket.url))

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname not in HERE:
            self.left.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            self.faults.append(message.text)


@cache
def _axe() -> str:
    return (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text()


_RUN = """
async () => {
    const found = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
        // It would write copies of our style sheets into the page, which our policy forbids. No rule named here reads them.
        preload: false,
    });
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
}
"""


def assert_accessible(page: Page) -> None:
    """axe finds nothing on the page as it stands now."""
    page.evaluate(_axe())
    found = page.evaluate(_RUN)
    assert not found, "\n".join(found)
