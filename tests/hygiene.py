"""What every test must leave behind: nothing. Loaded as a plugin by the outermost conftest.

It marks tests by their folder, turns asyncio's debug mode off where real processes are timed, and fails a
test that ends with a task of its own still running or a timer of ours still set. Connections left open are
ResourceWarnings, which pyproject.toml makes errors. It must not know what is tested.
"""

from __future__ import annotations

import asyncio
import functools
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
    for item in items:
        folders = item.path.relative_to(item.config.rootpath).parts
        marks = [folder for folder in MARKED_FOLDERS if folder in folders]
        for mark in marks:
            item.add_marker(mark)
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
            bounded = item.get_closest_marker("long") is None
            item.obj = leaving_nothing(item.obj, debug=not marks, bounded=bounded)


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
