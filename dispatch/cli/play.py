"""``dispatch play``: a scenario from a file, through the commands that people give; held, stepped on and stopped from where it runs."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import math
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import orjson

from dispatch import wiring
from dispatch.cli.keys import keys
from dispatch.cli.running import fail, run
from dispatch.links import play
from dispatch.links.play import Pace, Scenario, ScenarioProblem, Summary
from dispatch.settings import Settings
from dispatch.wiring import Trouble

FAULTS_SHOWN = 20


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    given = commands.add_parser("play", help="play a scenario through the commands that people give")
    given.add_argument("file", type=Path, help="YAML with one scenario a document")
    given.add_argument("scenario", help="its id, SC01 say")
    given.add_argument(
        "--speed",
        type=float,
        default=1.0,
        metavar="N",
        help="N times as fast as life (1); 0: as fast as answers come",
    )
    given.add_argument("--paused", action="store_true", help="begin held: nothing is played until you say so")
    given.add_argument("--json", type=Path, metavar="FILE", help="write the summary there as JSON too")
    given.set_defaults(run=lambda given: run(lambda settings: _play(settings, given)))


async def _play(settings: Settings, given: argparse.Namespace) -> int:
    if not (math.isfinite(given.speed) and given.speed >= 0):
        raise Trouble("--speed is a number, 0 or more (0: as fast as answers come). Nothing was played.")
    with _named(given.file):
        scenario = play.read(_contents(given.file), given.scenario)
    async with wiring.node(settings, timers=False) as running:
        pace = Pace(running.clock, given.speed, paused=given.paused)
        # From now on: unheard, this signal would end the program.
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, pace.toggle)
        with _named(given.file):
            # Before a log is begun for it.
            play.check(scenario, running.desk.state)
        _writable(given.json)
        if play.needs_exercise(scenario, running.desk.state):
            log = play.exercise_log(running.desk, running.clock)
            async with wiring.exercise(running, log) as desk:
                await play.open_exercise(running.desk.state, desk, running.clock)
                _say(f"This is an exercise in a log of its own: {log}")
                with _controls(pace):
                    summary = await play.run(desk, scenario, running.clock, pace, _say)
        else:
            with _controls(pace):
                summary = await play.run(running.desk, scenario, running.clock, pace, _say)
    return _end(summary, scenario, given.json)


def _end(summary: Summary, scenario: Scenario, file: Path | None) -> int:
    for question in scenario.ask:
        _say(f"  to ask    {question}")
    if file is not None:
        try:
            file.write_bytes(orjson.dumps(summary.body(), option=orjson.OPT_INDENT_2) + b"\n")
        except OSError as problem:
            return fail(
                f"--json: {file} cannot be written ({problem.strerror}); what was played stays in the log."
            )
    problem_told = summary.problem()
    return fail(problem_told) if problem_told is not None else 0


@contextlib.contextmanager
def _controls(pace: Pace) -> Iterator[None]:
    """Keys of this terminal and signals hold the play, step it on and stop it. Asked to stop twice, it breaks off at once."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None

    def stop() -> None:
        if pace.stopped:
            task.cancel()
        pace.stop()

    acts = {" ": pace.toggle, "p": pace.toggle, "n": pace.step, "q": stop}
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        with keys(acts) as there:
            if there:
                _say("space or p: hold, and go on    n: next event now    q or Ctrl-C: stop")
            _say(f"kill -USR1 {os.getpid()}: hold, and go on    kill {os.getpid()}: stop")
            yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)


@contextlib.contextmanager
def _named(file: Path) -> Iterator[None]:
    """What is wrong with a file says which file. Several faults are listed; the one line of the error names the first."""
    try:
        yield
    except ScenarioProblem as problem:
        if len(problem.faults) > 1:
            for fault in problem.faults[:FAULTS_SHOWN]:
                _say(f"{file}, {fault}")
        raise Trouble(f"{file}, {problem}. Nothing was played.") from None


def _contents(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            # One byte more than a scenario may have is enough to see that it is too large.
            return opened.read(play.BYTES_MAX + 1)
    except OSError as problem:
        raise Trouble(f"{file} cannot be read ({problem.strerror}). Nothing was played.") from None


def _writable(file: Path | None) -> None:
    """An hour's play is not lost because its summary had nowhere to go."""
    if file is None:
        return
    try:
        file.open("ab").close()
    except OSError as problem:
        raise Trouble(f"--json: {file} cannot be written ({problem.strerror}). Nothing was played.") from None


def _say(line: str) -> None:
    print(line, flush=True)
