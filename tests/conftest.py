"""Shared by every test: the plugin that sees to it that a test leaves nothing behind, and which modules begin first."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path

import pytest

pytest_plugins = ["tests.hygiene", "tests.pg", "pytester"]


def pytest_configure() -> None:
    """A suite that a script started in the background ignores Ctrl-C, and so would every program that a test starts and interrupts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


HERE = Path(__file__).parent
LONGEST = ("e2e", "faults", "cli", "model", "links")
"""Whose modules take longest: they start browsers, servers and programs, or live through many lives."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A worker takes whole modules. The long ones come first, or one would end alone with one of them."""
    sizes = Counter(item.path for item in items)

    def place(item: pytest.Item) -> tuple[int, int]:
        folder = item.path.relative_to(HERE).parts[0]
        return LONGEST.index(folder) if folder in LONGEST else len(LONGEST), -sizes[item.path]

    items.sort(key=place)
