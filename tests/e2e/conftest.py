"""For every end-to-end test: a browser, the real server with the demo district, and pages that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import chromium
from tests.e2e.district import District, copy_of, data_folder, load_demo

DESK = {"width": 1920, "height": 1080}
PHONE = {"width": 390, "height": 844}

# A page that is no page yet has no storage; a choice that was made on the page stays.
_CHOOSE = "try { localStorage['dispatch.theme'] ??= '%s' } catch { void 0 }"

# The map drawn by the processor costs more than all else on the page: only a module that says ``WEBGL = True`` has it, the others get the
# small map of a browser without WebGL.
_NO_WEBGL = (
    "const real = HTMLCanvasElement.prototype.getContext;"
    "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
    " return String(kind).startsWith('webgl') ? null : real.call(this, kind, ...more); };"
)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: its loop may not outlive the module, other tests bring their own."""
    with chromium.started() as running:
        yield running


@pytest.fixture(scope="session")
def loaded_demo() -> Iterator[Path]:
    """A data folder with the demo district, loaded once and not served."""
    with data_folder() as folder:
        data = folder / "data"
        data.mkdir()
        data.chmod(0o755)
        load_demo(data)
        yield data


@pytest.fixture(scope="module")
def district(loaded_demo: Path) -> Iterator[District]:
    """The demo district, served, for the tests of one module."""
    yield from _served(loaded_demo)


@pytest.fixture
def fresh_district(loaded_demo: Path) -> Iterator[District]:
    """The same for one test alone: for tests that kill it, or need to know all that happened."""
    yield from _served(loaded_demo)


def _served(loaded: Path) -> Iterator[District]:
    with data_folder() as folder:
        one = District(copy_of(loaded, folder))
        one.start()
        try:
            yield one
        finally:
            one.stop()


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens a page in a context of its own: ``open_page(district, "officer", "/unit/", PHONE, theme="day")``.

    Every context is held to two things when the test ends: nothing was asked of another host, and no page broke.
    """
    contexts: list[chromium.Watched] = []

    def opened(
        served: District,
        username: str | None,
        path: str,
        viewport: dict[str, int] = DESK,
        *,
        theme: str = "night",
        address: str | None = None,
        **options: Any,
    ) -> Page:
        base = address or served.address
        context = browser.new_context(viewport=viewport, base_url=base, **options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(chromium.Watched(context))
        context.add_init_script(_CHOOSE % theme)
        if not getattr(request.module, "WEBGL", False):
            context.add_init_script(_NO_WEBGL)
        if username is not None:
            answer = context.request.post(
                "/api/session", data={"username": username, "password": f"demo-{username}"}
            )
            assert answer.ok, answer.text()
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for watched in contexts:
        watched.context.close()
    for watched in contexts:
        watched.check()
