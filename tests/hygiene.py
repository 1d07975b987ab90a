"""What every test must leave behind: nothing. Loaded as a plugin by the outermost conftest.

It marks tests by their folder, fails a test that ends with a task of its own still running or a timer of ours still
set, and keeps of asyncio's debug mode what finds mistakes: that a loop is called from its own thread only. (The rest of
that mode writes down a stack for every future and every callback, which was half of the time of these tests;
``--asyncio-debug`` brings it back.) Connections left open are ResourceWarnings, which pyproject.toml makes errors. It
must not know what is tested.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import inspect
import os
from collections.abc import Awaitable, Callable
from typing import Any

import hypothesis
import pytest

# A shared machine stalls now and then: an example that took long says nothing about the code.
# The suite lives the same lives every time, so that a failure is the change's own; `make faults` looks for new ones.
hypothesis.settings.register_profile(
    "dispatch", deadline=None, print_blob=True, derandomize="DISPATCH_MODEL" not in os.environ
)
hypothesis.settings.load_profile("dispatch")

SETTLE_SECONDS = 0.5
"""How long something that was asked to end may take to do so after the test's last line."""

HANGS_SECONDS = 240.0
"""No test takes nearly as long: one that does waits for something that will not come, and the rest should still run."""

OURS = ("dispatch.", "tests.")
MARKED_FOLDERS = ("e2e", "faults")

AsyncTest = Callable[..., Awaitable[None]]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    debug = any(item.config.getoption("asyncio_debug") for item in items[:1])
    for item in items:
        folders = item.path.relative_to(item.config.rootpath).parts
        marks = [folder for folder in MARKED_FOLDERS if folder in folders]
        for mark in marks:
            item.add_marker(mark)
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
            bounded = item.get_closest_marker("long") is None
            item.obj = leaving_nothing(item.obj, debug=debug and not marks, bounded=bounded)


def pytest_collection_finish() -> None:
    """Modules and tests stay for the whole session: no collection needs to look at them again."""
    gc.collect()
    gc.freeze()


def pytest_configure() -> None:
    """Every loop is held to its own thread, as in debug mode: what calls it from another one would race."""
    for name in ("call_soon", "call_at"):
        setattr(asyncio.BaseEventLoop, name, _in_its_thread(getattr(asyncio.BaseEventLoop, name)))


def _in_its_thread(call: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(call)
    def checked(loop: Any, *args: Any, **kwargs: Any) -> Any:
        loop._check_thread()
        return call(loop, *args, **kwargs)

    return checked


def leaving_nothing(test: AsyncTest, *, debug: bool, bounded: bool) -> AsyncTest:
    """The same test, which fails when it ends with something of its own still going on."""

    @functools.wraps(test)
    async def guarded(*args: Any, **kwargs: Any) -> None:
        loop = asyncio.get_running_loop()
        loop.set_debug(debug)
        # What a fixture started, the fixture ends.
        tasks_before = asyncio.all_tasks()
        timers_before = set(timers_of_ours(loop))
        async with asyncio.timeout(HANGS_SECONDS if bounded else None):
            await test(*args, **kwargs)
        deadline = loop.time() + SETTLE_SECONDS
        while left := [
            *(f"task {task!r}" for task in asyncio.all_tasks() - tasks_before),
            *(f"timer {timer!r}" for timer in timers_of_ours(loop) if timer not in timers_before),
        ]:
            if loop.time() > deadline:
                pytest.fail("The test ended and left behind:\n" + "\n".join(left), pytrace=False)
            await asyncio.sleep(0.01)

    return guarded


def timers_of_ours(loop: asyncio.AbstractEventLoop) -> list[asyncio.TimerHandle]:
    """Timers that will call our code. Libraries keep some of their own, in pools that a fixture closes."""
    scheduled: list[asyncio.TimerHandle] = getattr(loop, "_scheduled", [])
    return [timer for timer in scheduled if not timer.cancelled() and module_of(timer).startswith(OURS)]


def module_of(timer: asyncio.TimerHandle) -> str:
    callback = getattr(timer, "_callback", None)
    while isinstance(callback, functools.partial):
        callback = callback.func
    return str(getattr(callback, "__module__", ""))
