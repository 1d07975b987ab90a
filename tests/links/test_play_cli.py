"""``dispatch play`` as somebody at a terminal, or a script without one, uses it."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from dispatch.links.shipped import shipped_text
from dispatch.log.store import LogStore
from tests import programs
from tests.links.node import LOG
from tests.pg import Database
from tests.programs import Program

SLOW = """---
id: SLOW
mode: ACTUAL
sites: [LKES]
events:
  - {t: 0, by: dispatcher, do: log, text: one}
  - {t: 3600, by: dispatcher, do: log, text: two}
  - {t: 7200, by: dispatcher, do: log, text: three}
  - {t: 9000, by: dispatcher, do: log, text: four}
ask: ["Who is in charge?"]
"""


@pytest_asyncio.fixture
async def database(demo_database: Database) -> Database:
    """Every test here begins with the loaded demo."""
    return demo_database


@pytest.fixture
def demo(database: Database, tmp_path: Path) -> dict[str, str]:
    """The environment of a command beside a demo."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DISPATCH_", "DATABASE_"))
    }
    return {
        **kept,
        "DATABASE_URL": database.app_dsn,
        "DISPATCH_MIGRATE_URL": database.dsn,
        "DISPATCH_DATA": str(tmp_path / "playing"),
    }


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "scenarios.yaml").write_text(shipped_text("scenarios.yaml"))
    (tmp_path / "slow.yaml").write_text(SLOW)
    return tmp_path


def play(demo: dict[str, str], files: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return programs.run(("play", *words), env=demo, cwd=files)


async def head(store: LogStore) -> int:
    row = await store.log(LOG)
    assert row is not None
    return row.head.seq


async def test_a_play_with_its_summary_for_people_and_programs(
    demo: dict[str, str], files: Path, store: LogStore
) -> None:
    before = await head(store)
    done = play(demo, files, "scenarios.yaml", "SC01", "--speed", "0", "--json", "out.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "SC01 was played to its end." in done.stdout
    assert "20 of 20 events: 13 as commands, 7 as marked entries of the log." in done.stdout
    assert "expected  message.first_t <= 1200: met (it is 720, by a marked entry only)" in done.stdout
    assert "to ask    Who may release a Secure, and who must be told first?" in done.stdout
    body = json.loads((files / "out.json").read_text())
    assert (body["scenario"], body["log"], body["played_to_its_end"]) == ("SC01", LOG, True)
    assert (body["events"], body["commands_saved"], body["entries_saved"]) == (20, 16, 7)
    assert (body["refused"], body["left"]) == ([], [])
    assert 0 < body["latency_ms"]["p50"] <= body["latency_ms"]["p99"] <= body["latency_ms"]["max"]
    assert [one["outcome"] for one in body["expectations"]] == ["met"] * 4
    assert await head(store) > before


async def test_what_is_refused_is_said_with_its_line_and_ends_with_1(
    demo: dict[str, str], files: Path
) -> None:
    text = SLOW.replace(
        "do: log, text: two", "do: action_release, action: HOLD, site: LKES, method: public_address"
    )
    (files / "slow.yaml").write_text(text)
    done = play(demo, files, "slow.yaml", "SLOW", "--speed", "0", "--json", "out.json")
    assert done.returncode == 1
    assert done.stderr == "dispatch: Played to its end, but 1 command was refused (line 7).\n"
    assert "  refused   line 7, 1:00:00, dispatcher: action_release: ReleaseAction not_found" in done.stdout
    (refused,) = json.loads((files / "out.json").read_text())["refused"]
    assert (refused["line"], refused["code"], refused["t"]) == (7, "not_found", 3600)


async def test_an_exercise_on_a_demo(demo: dict[str, str], files: Path, store: LogStore) -> None:
    (files / "slow.yaml").write_text(SLOW.replace("ACTUAL", "EXERCISE"))
    before = await head(store)
    done = play(demo, files, "slow.yaml", "SLOW", "--speed", "1e9")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"This is an exercise in a log of its own: {LOG}.x{before}." in done.stdout
    assert await head(store) == before
    assert {row.nature for row in await store.logs() if row.log_id != LOG} == {"exercise"}


BAD = {
    "kind": (
        SLOW.replace("do: log, text: two", "do: lug, text: two"),
        ["slow.yaml, line 7: do: ", "did you mean log"],
    ),
    "several": (
        SLOW.replace("do: log", "do: lug"),
        ["slow.yaml, line 6: do: ", "(and 3 more faults)"],
    ),
    "unit": (
        SLOW.replace("text: two", "text: two, unit: A33"),
        ["slow.yaml, line 7: unit: this district has no unit A33"],
    ),
    "yaml": (SLOW + "  - {", ["slow.yaml, line "]),
    "large": (SLOW + "#" * 1_000_000, ["slow.yaml, the file is larger than 1000 kB"]),
}


@pytest.mark.parametrize("case", BAD)
async def test_a_bad_file_is_one_line_and_nothing_is_played(
    demo: dict[str, str], files: Path, store: LogStore, case: str
) -> None:
    text, expected = BAD[case]
    (files / "slow.yaml").write_text(text)
    before = await head(store)
    done = play(demo, files, "slow.yaml", "SLOW", "--speed", "0", "--json", "out.json")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    for part in ("dispatch: ", "Nothing was played.", *expected):
        assert part in line
    assert done.stdout.count("line ") == (4 if case == "several" else 0)
    assert await head(store) == before
    assert not (files / "out.json").exists()


async def test_bad_options_are_one_line_and_nothing_is_played(
    demo: dict[str, str], files: Path, store: LogStore
) -> None:
    before = await head(store)
    for words, expected in {
        ("scenarios.yaml", "SC01", "--speed", "nan"): "--speed is a number, 0 or more",
        ("nowhere.yaml", "SC01"): "nowhere.yaml cannot be read (No such file",
        ("scenarios.yaml", "SC99"): "there is no scenario 'SC99'",
        (
            "scenarios.yaml",
            "SC01",
            "--json",
            "no/out.json",
        ): "--json: no/out.json cannot be written (No such file",
    }.items():
        done = play(demo, files, *words)
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        assert expected in line
        assert line.endswith("Nothing was played.")
    assert await head(store) == before


class Running:
    """A play that goes on, and what it has said."""

    def __init__(self, process: Program, output: int) -> None:
        self.process = process
        self._output = output
        self.said = ""

    def until(self, words: str, seconds: float = 60) -> None:
        """Read until it has said so."""
        end = time.monotonic() + seconds
        while words not in self.said:
            ready, _, _ = select.select([self._output], [], [], max(end - time.monotonic(), 0))
            assert ready, f"{words!r} did not come: {self.said}"
            self._more()

    def end(self) -> int:
        """Read to its end; the exit code."""
        while self._more():
            pass
        return self.process.wait(30)

    def _more(self) -> bool:
        try:
            found = os.read(self._output, 65536)
        except OSError:  # what a terminal says when its last program has left it
            found = b""
        self.said += found.decode().replace("\r\n", "\n")
        return bool(found)


@contextmanager
def started(demo: dict[str, str], files: Path, *words: str) -> Iterator[Running]:
    """A play without a terminal."""
    process = Program(("play", *words), env=demo, cwd=files, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with process:
        try:
            assert process.stdout is not None
            yield Running(process, process.stdout.fileno())
        finally:
            process.kill()


@contextmanager
def at_a_terminal(demo: dict[str, str], files: Path, *words: str) -> Iterator[tuple[Running, int]]:
    """A play with a terminal of its own, and where its keys are pressed."""
    keyboard, terminal = pty.openpty()
    # It gets the terminal as a shell would give it.
    process = Program(
        ("play", *words),
        env=demo,
        cwd=files,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        terminal=True,
    )
    os.close(terminal)
    with process:
        try:
            yield Running(process, keyboard), keyboard
        finally:
            process.kill()
            os.close(keyboard)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_stop_says_what_was_left_and_the_log_stays(
    demo: dict[str, str], files: Path, store: LogStore, number: signal.Signals
) -> None:
    before = await head(store)
    with started(demo, files, "slow.yaml", "SLOW", "--json", "out.json") as playing:
        playing.until("saved")
        playing.process.send_signal(number)
        assert playing.end() == 1
    assert "left      line 7, 1:00:00, dispatcher: log" in playing.said
    assert (
        "dispatch: It was stopped before line 7, at 1:00:00; 3 of 4 events were left. What was saved stays in log"
        in (playing.said)
    )
    assert "Traceback" not in playing.said
    body = json.loads((files / "out.json").read_text())
    assert [one["line"] for one in body["left"]] == [7, 8, 9]
    assert await head(store) == before + 1


async def test_without_a_terminal_a_signal_holds_it_and_lets_it_go_on(
    demo: dict[str, str], files: Path
) -> None:
    with started(demo, files, "slow.yaml", "SLOW", "--speed", "9000", "--paused") as playing:
        playing.until("  00:00  held before line 6, dispatcher: log")
        assert f"kill -USR1 {playing.process.pid}: hold, and go on" in playing.said
        assert "space or p" not in playing.said
        assert "saved" not in playing.said
        playing.process.send_signal(signal.SIGUSR1)
        playing.until("goes on with line 6")
        playing.until("saved")
        playing.process.send_signal(signal.SIGUSR1)
        playing.until("1:00:00  held before line 7")
        playing.process.send_signal(signal.SIGUSR1)
        assert playing.end() == 0
    assert "SLOW was played to its end." in playing.said


async def test_keys_hold_step_and_stop(demo: dict[str, str], files: Path) -> None:
    with at_a_terminal(demo, files, "slow.yaml", "SLOW", "--paused") as (playing, keyboard):
        playing.until("space or p: hold, and go on    n: next event now    q or Ctrl-C: stop")
        playing.until("held before line 6")
        os.write(keyboard, b"n")
        playing.until("held before line 7")
        os.write(keyboard, b" ")
        playing.until("goes on with line 7")
        os.write(keyboard, b"n")
        playing.until("1:00:00  dispatcher: log")
        os.write(keyboard, b"p")
        playing.until("held before line 8")
        os.write(keyboard, b"q")
        assert playing.end() == 1
    assert "It was stopped before line 8, at 2:00:00; 2 of 4 events were left." in playing.said


async def test_ctrl_c_at_a_terminal_stops_it_in_order(demo: dict[str, str], files: Path) -> None:
    with at_a_terminal(demo, files, "slow.yaml", "SLOW") as (playing, keyboard):
        playing.until("saved")
        os.write(keyboard, b"\x03")
        assert playing.end() == 1
    assert "SLOW was not played to its end. It was stopped before line 7, at 1:00:00." in playing.said
    assert "Traceback" not in playing.said
