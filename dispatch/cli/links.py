"""``dispatch play``: scenarios from files."""

from __future__ import annotations

import argparse
from pathlib import Path

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.links import play
from dispatch.settings import Settings
from dispatch.wiring import Trouble

FILE_MAX = 64 * 1024 * 1024


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    scenario = commands.add_parser("play", help="play a scenario through the commands that people give")
    scenario.add_argument("file", type=Path, help="YAML with one scenario a document")
    scenario.add_argument("scenario", help="its id, SC01 say")
    scenario.add_argument(
        "--speed", type=float, default=1.0, metavar="N", help="N times as fast as life; 0: without waiting"
    )
    scenario.set_defaults(run=lambda given: run(lambda settings: _play(settings, given)))


async def _play(settings: Settings, given: argparse.Namespace) -> int:
    if not 0 <= given.speed <= 1000:
        raise Trouble("--speed is a number from 0 to 1000.")
    scenario = play.read(_contents(given.file), given.scenario)
    async with wiring.node(settings, timers=False) as running:
        # Before a log is begun for it.
        play.check(scenario, running.desk.state)
        if not play.needs_exercise(scenario, running.desk.state):
            summary = await play.run(running.desk, scenario, running.clock, given.speed, _say)
            return 1 if summary.refused else 0
        log = play.exercise_log(running.desk, running.clock)
        async with wiring.exercise(running, log) as desk:
            await play.open_exercise(running.desk.state, desk, running.clock)
            _say(f"This is an exercise in a log of its own: {log}")
            summary = await play.run(desk, scenario, running.clock, given.speed, _say)
            return 1 if summary.refused else 0


def _say(line: str) -> None:
    print(line, flush=True)


def _contents(file: Path) -> bytes:
    try:
        if file.stat().st_size > FILE_MAX:
            raise Trouble(f"{file} is larger than {FILE_MAX // 1_048_576} MB; nothing was played.")
        return file.read_bytes()
    except OSError as problem:
        raise Trouble(f"{file} cannot be read ({problem.strerror}); nothing was played.") from None
