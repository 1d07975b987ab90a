"""Single keys of the terminal that a command runs in. Without a terminal, or in its background, there are none."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import termios
import tty
from collections.abc import Callable, Iterator, Mapping


@contextlib.contextmanager
def keys(acts: Mapping[str, Callable[[], None]]) -> Iterator[bool]:
    """Call what a key stands for, without waiting for Enter. Yields whether there is a terminal to press keys on."""
    if not _in_front():
        yield False
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    loop = asyncio.get_running_loop()

    def pressed() -> None:
        try:
            found = os.read(terminal, 64)
        except OSError:
            found = b""
        if not found:
            loop.remove_reader(terminal)
        for key in found.decode("ascii", "replace").lower():
            if key in acts:
                acts[key]()

    tty.setcbreak(terminal)
    loop.add_reader(terminal, pressed)
    try:
        yield True
    finally:
        loop.remove_reader(terminal)
        # Without a terminal any more there is nothing to restore.
        with contextlib.suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _in_front() -> bool:
    """Whether this program has the terminal: one in the background that changed it would be stopped."""
    try:
        return sys.stdin.isatty() and os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (OSError, ValueError, AttributeError):
        return False
