"""One page of the console in headless Chromium, and what it costs: over the DevTools protocol from outside, animation frames inside."""

from __future__ import annotations

import asyncio
import re
import statistics
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Page, async_playwright

from tests.bench.measure import percentile
from tests.e2e import chromium

DESK = {"width": 1920, "height": 1080}
_PATIENCE_SECONDS = 30.0
_MAPS = re.compile(r"/assets/(MapView|SvgMap)-[^/]*\.js$")

# Runs before the page's own code: keeps the gaps between animation frames, long tasks, and when which status was in the list of units.
_PROBE = """
(() => {
    const now = () => performance.timeOrigin + performance.now();
    const seen = { gaps: [], long: [], rows: [], saved: [], full: null };
    window.bench = {
        take() {
            const { gaps, long, rows, saved } = seen;
            Object.assign(seen, { gaps: [], long: [], rows: [], saved: [] });
            return { gaps, long, rows, saved };
        },
        full: () => seen.full,
    };
    let last = performance.now();
    const frame = (at) => { seen.gaps.push(at - last); last = at; requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => { for (const one of list.getEntries()) seen.long.push(one.duration); })
        .observe({ type: 'longtask' });
    let entered = null;
    addEventListener('keydown', (event) => { if (event.key === 'Enter') entered = event.timeStamp; }, true);
    const status = new Map();
    const note = (row) => {
        const { unit, status: value } = row.dataset;
        if (status.get(unit) === value) return;
        status.set(unit, value);
        seen.rows.push([unit, value, now()]);
    };
    const rows = new MutationObserver((records) => {
        for (const record of records) {
            if (record.type === 'attributes') note(record.target);
            for (const node of record.addedNodes) if (node.dataset?.unit) note(node);
        }
    });
    const outcomes = new MutationObserver(() => {
        if (entered === null || !document.querySelector('[data-outcome="saved"]')) return;
        const pressed = entered;
        entered = null;
        requestAnimationFrame(() => setTimeout(() => seen.saved.push(performance.now() - pressed)));
    });
    const look = new MutationObserver(() => {
        const pane = document.querySelector('[data-pane="units"]');
        if (!pane?.querySelector('[data-unit]')) return;
        look.disconnect();
        rows.observe(pane, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-status'] });
        outcomes.observe(document.querySelector('[data-testid="commands"]'),
            { subtree: true, childList: true, attributes: true, attributeFilter: ['data-outcome'] });
        requestAnimationFrame(() => setTimeout(() => { seen.full = performance.now(); }));
    });
    look.observe(document, { subtree: true, childList: true });
})();
"""


@dataclass(slots=True)
class Cost:
    """What a page cost over a while. Shares are of one core's time."""

    seconds: float
    script: float
    task: float
    layout: float
    style: float
    renderer: float
    heap_mb: float
    gaps: list[float]
    long: list[float]
    rows: list[tuple[str, str, float]]
    """Unit, status, and when the list of units showed it, in seconds of the wall clock."""

    @property
    def frame_median(self) -> float:
        """Milliseconds between two animation frames."""
        return statistics.median(self.gaps)

    @property
    def frame_p99(self) -> float:
        """Of a hundred frames the second slowest."""
        return percentile(self.gaps, 99)


@dataclass
class Console:
    """A signed-in console."""

    page: Page
    _devtools: CDPSession
    _browser: CDPSession
    _before: dict[str, float] = field(default_factory=dict)

    async def begin(self) -> None:
        """From here on is measured."""
        await self.page.evaluate("window.bench.take()")
        self._before = await self._now()

    async def end(self) -> Cost:
        """What it cost since ``begin``."""
        after = await self._now()
        seen = await self.page.evaluate("window.bench.take()")
        before, seconds = self._before, after["Timestamp"] - self._before["Timestamp"]

        def share(name: str) -> float:
            return 100 * (after[name] - before[name]) / seconds

        return Cost(
            seconds=seconds,
            script=share("ScriptDuration"),
            task=share("TaskDuration"),
            layout=share("LayoutDuration"),
            style=share("RecalcStyleDuration"),
            renderer=share("renderer"),
            heap_mb=after["JSHeapUsedSize"] / 1e6,
            gaps=seen["gaps"],
            long=seen["long"],
            rows=[(unit, status, at / 1000) for unit, status, at in seen["rows"]],
        )

    async def saved_after(self, times: int, every: float) -> list[float]:
        """Milliseconds from Enter on a command until ``saved`` is on the screen, several times."""
        line = self.page.locator('[aria-label="Command line"] input')
        found: list[float] = []
        for number in range(times):
            await self.page.evaluate(
                "document.querySelectorAll('[data-outcome] button').forEach((one) => one.click())"
            )
            await line.fill(f"L GRHS /measured note {number}")
            await line.press("Enter")
            await asyncio.sleep(every)
            found += (await self.page.evaluate("window.bench.take()"))["saved"]
        return found

    async def profile(self, seconds: float) -> dict[str, Any]:
        """The processor's time by function, as DevTools writes it."""
        await self._devtools.send("Profiler.enable")
        await self._devtools.send("Profiler.setSamplingInterval", {"interval": 500})
        await self._devtools.send("Profiler.start")
        await asyncio.sleep(seconds)
        found: dict[str, Any] = (await self._devtools.send("Profiler.stop"))["profile"]
        return found

    async def _now(self) -> dict[str, float]:
        metrics = (await self._devtools.send("Performance.getMetrics"))["metrics"]
        processes = (await self._browser.send("SystemInfo.getProcessInfo"))["processInfo"]
        found = {one["name"]: float(one["value"]) for one in metrics}
        found["renderer"] = sum(one["cpuTime"] for one in processes if one["type"] == "renderer")
        return found


@asynccontextmanager
async def started() -> AsyncIterator[Browser]:
    """Chromium as the end-to-end tests start it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def console(
    browser: Browser, port: int, cookie: str, units: int, *, drawn: bool = True
) -> AsyncIterator[Console]:
    """The console of whoever the cookie belongs to, once it shows all units and its map stands. Without ``drawn`` the map never comes."""
    context = await _context(browser, cookie)
    try:
        if not drawn:
            await context.route(_MAPS, lambda route: route.abort())
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{port}/console")
        await _until(page, f"document.querySelectorAll('[data-unit]').length === {units}")
        if drawn:
            await page.wait_for_selector("[data-map]")
        await asyncio.sleep(3.0)
        devtools = await context.new_cdp_session(page)
        await devtools.send("Performance.enable", {"timeDomain": "timeTicks"})
        yield Console(page, devtools, await browser.new_browser_cdp_session())
    finally:
        await context.close()


async def first_paint(browser: Browser, port: int, cookie: str) -> tuple[float, float]:
    """Cold cache: milliseconds from asking for the page to its first paint, and to the board with its units painted."""
    context = await _context(browser, cookie)
    try:
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{port}/console")
        await _until(page, "window.bench.full() !== null")
        first = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        return float(first), float(await page.evaluate("window.bench.full()"))
    finally:
        await context.close()


async def _until(page: Page, true: str) -> None:
    """Ask again and again: the page's own security policy forbids what Playwright would wait with."""
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            if await page.evaluate(true):
                return
            await asyncio.sleep(0.05)


async def _context(browser: Browser, cookie: str) -> BrowserContext:
    context = await browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    name, _, value = cookie.partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": "http://127.0.0.1"}])
    await context.add_init_script(_PROBE)
    return context
