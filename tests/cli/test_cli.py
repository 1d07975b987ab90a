"""The command line: exit codes, one clear line, and a start and an end in the right order."""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dispatch.cli import main
from tests.folders import folder_for
from tests.web.serving import free_port

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No settings but a free port and a data folder that does not exist yet.

    Not under pytest's own folder, which it closes to other users again and again: as root, the database's user
    must be able to enter.
    """
    for name in [name for name in os.environ if name.startswith(("DISPATCH_", "DATABASE_"))]:
        monkeypatch.delenv(name)
    folder = folder_for("cli-")
    monkeypatch.setenv("DISPATCH_DATA", str(folder / "data"))
    monkeypatch.setenv("DISPATCH_PORT", str(free_port()))
    yield folder / "data"
    shutil.rmtree(folder)


def only_line(capture: Capture) -> str:
    said = capture.readouterr().err.strip().splitlines()
    assert len(said) == 1, said
    return said[0]


def test_a_wrong_word_is_usage() -> None:
    for words in ([], ["nonsense"], ["user"], ["play", "x"], ["verify", "--what"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2


def test_a_taken_port_is_said_before_anything_is_made(environment: Path, capsys: Capture) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(os.environ["DISPATCH_PORT"])))
        taken.listen()
        assert main(["demo", "--serve"]) == 1
    assert "taken by another program" in only_line(capsys)
    assert not environment.exists()


def test_a_bad_setting_is_one_line(
    environment: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPATCH_PORT", "ninety")
    for words in (["serve"], ["settings"], ["verify"]):
        assert main(words) == 1
        assert "DISPATCH_PORT" in only_line(capsys)


def test_a_folder_that_cannot_be_made_is_one_line(
    environment: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.parent.joinpath("file").write_text("")
    monkeypatch.setenv("DISPATCH_DATA", str(environment.parent / "file" / "data"))
    assert main(["verify"]) == 1
    assert "cannot be made" in only_line(capsys)


def test_the_operators_work_from_an_empty_folder_to_a_restored_backup(
    environment: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["serve"]) == 1
    assert "no district" in only_line(capsys)
    sites = environment.parent / "sites.geojson"
    sites.write_text(GEOJSON)
    assert main(["import", "sites", str(sites), "--district-code", "PM", "--district-name", "Pine Mesa"]) == 0
    assert "Sites: 1" in capsys.readouterr().out
    with monkeypatch.context() as patched:
        patched.setattr("sys.stdin", iter_lines("correct horse\n"))
        add = ["user", "add", "dana", "--name", "Dana", "--role", "dispatcher", "--agency", "PM"]
        assert main([*add, "--password-stdin"]) == 0
        patched.setattr("sys.stdin", iter_lines("correct horse\n"))
        assert main([*add, "--password-stdin"]) == 1
        assert "already an account" in only_line_of_errors(capsys)
    assert main(["token", "dana", "report"]) == 0
    assert main(["user", "list"]) == 0
    assert "dana" in capsys.readouterr().out
    assert main(["snapshot"]) == 0
    backup, exported = environment.parent / "b.dump", environment.parent / "events.jsonl"
    assert main(["backup", str(backup)]) == 0
    assert main(["export", str(exported)]) == 0
    assert main(["export", str(exported)]) == 1
    capsys.readouterr()
    assert main(["verify"]) == 0
    head = capsys.readouterr().out.split("head ")[1].strip()
    assert len(exported.read_text().splitlines()) == int(head.partition(":")[0])
    assert main(["restore", str(backup)]) == 1
    assert "holds a database already" in only_line(capsys)
    monkeypatch.setenv("DISPATCH_DATA", str(environment.parent / "second"))
    assert main(["restore", str(backup)]) == 0
    assert main(["verify", "--head", head]) == 0
    wrong = f"1:{'0' * 64}"
    assert main(["verify", "--head", wrong]) == 1


def test_a_server_ends_in_order_when_it_is_asked_to(environment: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dispatch", "demo", "--serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        address = f"http://127.0.0.1:{os.environ['DISPATCH_PORT']}"
        for _ in until(60):
            try:
                if httpx.get(f"{address}/healthz", timeout=5).status_code == 200:
                    break
            except httpx.TransportError:
                assert process.poll() is None, process.communicate()
        password = {"username": "dispatcher", "password": "demo-dispatcher"}
        assert httpx.post(f"{address}/api/session", json=password, timeout=60).status_code == 200
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, err
    assert err == ""
    assert f"{address}\n" in out
    assert f"http://localhost:{os.environ['DISPATCH_PORT']} " in out
    assert "demo-dispatcher" in out
    assert not (environment / "pg" / "postmaster.pid").exists(), "the database is stopped too"
    assert "pine-mesa" in (environment / "heads.log").read_text()


def test_a_start_that_is_stopped_half_way_leaves_nothing_running(environment: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dispatch", "demo", "--serve"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        for _ in until(60):
            if (environment / "pg" / "postmaster.pid").exists() or process.poll() is not None:
                break
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 1
    assert err == "dispatch: Stopped before it was done. What was saved stays saved.\n"
    assert not (environment / "pg" / "postmaster.pid").exists()


def test_a_demo_is_not_served_to_the_network(
    environment: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["demo"]) == 0
    capsys.readouterr()
    monkeypatch.setenv("DISPATCH_HOST", "0.0.0.0")
    assert main(["serve"]) == 1
    assert "DISPATCH_DEMO_PASSWORD" in only_line(capsys)


def only_line_of_errors(capture: Capture) -> str:
    return capture.readouterr().err.strip().splitlines()[-1]


def iter_lines(text: str) -> io.StringIO:
    return io.StringIO(text)


def until(seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.1)


GEOJSON = """{"type": "FeatureCollection", "features": [{"type": "Feature",
  "geometry": {"type": "Point", "coordinates": [-104.9, 39.5]},
  "properties": {"name": "Green Ridge High School", "address": "1 Mesa Way", "jurisdiction": "Mesa"}}]}"""
