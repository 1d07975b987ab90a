"""Runs one piece of work on an event loop and turns what went wrong into one clear line."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop

from dispatch import settings as settings_module
from dispatch.desk.timeline import Contradiction
from dispatch.links.demo import DemoProblem
from dispatch.links.giving import Ungiven
from dispatch.links.importing.problems import ImportProblem
from dispatch.links.load import LoadProblem
from dispatch.links.play import ScenarioProblem
from dispatch.log.binaries import PostgresProblem
from dispatch.log.chain import ChainBroken
from dispatch.log.faults import LogUnavailable
from dispatch.people.accounts import BadAccount
from dispatch.people.database import Unavailable
from dispatch.people.passwords import BadPassword
from dispatch.settings import BadSetting, Settings
from dispatch.web.logs import configure
from dispatch.wiring import Trouble

Work = Callable[[Settings], Coroutine[Any, Any, int]]

EXPECTED = (
    Trouble,
    BadSetting,
    PostgresProblem,
    LogUnavailable,
    Unavailable,
    BadAccount,
    BadPassword,
    DemoProblem,
    ImportProblem,
    LoadProblem,
    Ungiven,
    ScenarioProblem,
)
"""What an operator can do something about. Everything else is our mistake and keeps its traceback."""


def run(work: Work) -> int:
    """The exit code of the work: its own, or 1 with the reason on standard error."""
    try:
        settings = settings_module.read(os.environ)
        configure(level=settings.log_level)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(_unless_asked_to_stop(work, settings))
    except (Contradiction, ChainBroken) as problem:
        return fail(f"{problem} Nothing was written. Run `dispatch verify`: it names the first wrong row.")
    except EXPECTED as problem:
        return fail(str(problem))
    except BrokenPipeError:
        # Whoever read our lines has had enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return fail("Stopped before it was done. What was saved stays saved.")


async def _unless_asked_to_stop(work: Work, settings: Settings) -> int:
    """A polite signal ends the work as Ctrl-C does: what was opened is closed, the database too."""
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        return await work(settings)
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


def fail(reason: str) -> int:
    """One line on standard error."""
    print(f"dispatch: {' '.join(reason.split())}", file=sys.stderr)
    return 1
