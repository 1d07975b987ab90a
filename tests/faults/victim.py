"""A desk in a process of its own that dies at a named point, again and again: ``python -m tests.faults.victim``.

The process that is started imports what is slow to import and then only forks: each child reads the environment
as a fresh server would, opens the log, takes one command and dies at the point it was told. The rooms of the desk
itself are imported by each child anew, because the crash point is read when they are.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import os
import pickle
import struct
import subprocess
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from dispatch.domain.actor import Actor
from dispatch.domain.commands import Command
from dispatch.log.store import LogStore

_LENGTH = struct.Struct("!I")
CRASHED = 137
SURVIVED = 0
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Job:
    """One command for one child. ``crash_at`` is the setting as tests give it."""

    dsn: str
    log: str
    data: Path
    crash_at: str
    actor: Actor
    command: Command
    command_id: str
    expect: dict[str, int]


class Victims:
    """The forking process, as a test sees it."""

    def __init__(self) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "DISPATCH_CRASH_AT"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.victim"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        if self._process.wait(20) != 0 and error is None:
            raise RuntimeError("The forking process has failed; see its standard error.")

    def run(self, job: Job) -> int:
        """The exit status of the child that took this command: ``CRASHED``, or whatever else became of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        data = pickle.dumps(job)
        self._process.stdin.write(_LENGTH.pack(len(data)) + data)
        self._process.stdin.flush()
        answer = self._process.stdout.read(_LENGTH.size)
        if len(answer) < _LENGTH.size:
            raise RuntimeError("The forking process has ended; see its standard error.")
        return int(_LENGTH.unpack(answer)[0])


async def _take(job: Job) -> None:
    desks = importlib.import_module("dispatch.desk.desk")
    results = importlib.import_module("dispatch.desk.results")
    clock = importlib.import_module("dispatch.desk.clock").SystemClock()
    async with LogStore(job.dsn, node="victim") as store:
        desk = desks.Desk(store, job.log, clock, data=job.data, settings=desks.DeskSettings(timers=False))
        await desk.start()
        await desk.submit(
            job.actor, results.Envelope(id=job.command_id, command=job.command, expect=job.expect)
        )
        # What comes after the answer has its turn too, so that a point behind it is reached.
        await asyncio.sleep(0.2)
        await desk.stop()


def _child(job: Job) -> int:
    os.environ["DISPATCH_CRASH_AT"] = job.crash_at
    try:
        asyncio.run(_take(job))
    except Exception:  # noqa: BLE001 whatever it is, the test hears of it by the status
        traceback.print_exc()
        return 1
    return SURVIVED


def _serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    while head := jobs.read(_LENGTH.size):
        job: Job = pickle.loads(jobs.read(_LENGTH.unpack(head)[0]))
        pid = os.fork()
        if pid == 0:
            status = _child(job)
            sys.stderr.flush()
            os._exit(status)
        _, ended = os.waitpid(pid, 0)
        answers.write(_LENGTH.pack(os.waitstatus_to_exitcode(ended)))
        answers.flush()


def _import_what_a_desk_needs() -> None:
    """All of it, and then forget the desk's own modules, so that each child reads its own crash point."""
    importlib.import_module("dispatch.desk.desk")
    for name in [name for name in sys.modules if name.startswith("dispatch.desk.")]:
        del sys.modules[name]
    # What is there stays: a child that collects garbage would copy every page of it.
    gc.freeze()


if __name__ == "__main__":
    _import_what_a_desk_needs()
    _serve(sys.stdin.buffer, sys.stdout.buffer)
