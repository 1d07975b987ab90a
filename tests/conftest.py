"""Shared by every test: the plugin that sees to it that a test leaves nothing behind."""

from __future__ import annotations

import signal

pytest_plugins = ["tests.hygiene", "tests.pg", "pytester"]


def pytest_configure() -> None:
    """A suite that a script started in the background ignores Ctrl-C, and so would every program that a test starts and interrupts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
