"""The real server with the demo district, for end-to-end tests: `dispatch demo --serve` on a free port and a data folder of its own.

Loading the district takes seconds, so it is done once a session; every server gets a copy of that folder. The process can be stopped,
frozen and killed like any other. Nothing here knows of browsers.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.folders import folder_for
from tests.programs import Program

START_SECONDS = 180.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def data_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own user may enter when the tests run as root."""
    folder = folder_for("dispatch-e2e-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Person:
    """Somebody signed in over HTTP, for what a test prepares beside the browser."""

    def __init__(self, address: str, username: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=20)
        answer = self._client.post(
            "/api/session", json={"username": username, "password": f"demo-{username}"}
        )
        assert answer.status_code == 200, answer.text

    def close(self) -> None:
        self._client.close()

    def try_to(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Give a command; its answer, whatever it is."""
        body = {"id": str(uuid.uuid4()), "kind": kind, **fields}
        answer: dict[str, Any] = self._client.post("/api/commands", json=body).json()
        return answer

    def do(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Give a command that must be saved; its refs."""
        answer = self.try_to(kind, **fields)
        assert answer["outcome"] == "saved", answer
        refs: dict[str, Any] = answer["refs"]
        return refs

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """What another address answers, which must be content."""
        answer = self._client.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def rows(self, collection: str) -> list[dict[str, Any]]:
        """What is true now of one collection, as this person may see it."""
        state = self._client.get("/api/state").json()["state"]
        found: list[dict[str, Any]] = state.get(collection, [])
        return found

    def read(self, path: str) -> bytes:
        """The bytes at an address that this person may read."""
        answer = self._client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.content

    def lines(self) -> list[dict[str, Any]]:
        """The newest lines of the log that this person may read."""
        found: list[dict[str, Any]] = self._client.get("/api/log").json()["lines"]
        return found

    def free(self, unit: str) -> None:
        """A unit has no emergency and no call any more and is available."""
        if self.row("units", unit)["emergency"] is not None:
            self.do(
                "ClearEmergency",
                unit=unit,
                confirmed_how="voice",
                confirmed_by="Jo Marsh",
                code_word_given=True,
            )
        if self.row("units", unit)["call"] is not None:
            self.do("ClearUnit", unit=unit)
        self.try_to("SetUnitStatus", unit=unit, status="AV")

    def row(self, collection: str, record: str) -> dict[str, Any]:
        return next(one for one in self.rows(collection) if one["id"] == record)


class District:
    """A served demo district."""

    def __init__(self, data: Path, port: int | None = None) -> None:
        self.data = data
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.second_address = f"http://localhost:{self.port}"
        self._process: Program | None = None
        self._people: dict[str, Person] = {}

    @property
    def process(self) -> Program:
        assert self._process is not None, "the server is not running"
        return self._process

    def start(self) -> None:
        """Serve, and wait until it is ready."""
        self._process = Program(
            ("demo", "--serve", "--quiet"),
            env=_environment(self.data, self.port),
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._ready():
            assert self._process.poll() is None, f"the server ended with {self._process.returncode}"
            assert time.monotonic() < deadline, "the server did not become ready"
            time.sleep(0.1)

    def stop(self) -> None:
        """End it as an operator would."""
        for person in self._people.values():
            person.close()
        self._people.clear()
        if self._process is None:
            return
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        self._process.wait(30)
        self._process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait(30)
        self._process = None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Nothing of it moves, but its sockets stay open: the worst kind of silence."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def person(self, username: str) -> Person:
        """Somebody signed in, once a server."""
        if username not in self._people:
            self._people[username] = Person(self.address, username)
        return self._people[username]

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.address}/readyz", timeout=2).status_code == 200
        except httpx.TransportError:
            return False


def _environment(data: Path, port: int) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DISPATCH_") and name != "DATABASE_URL"
    }
    return kept | {"DISPATCH_DATA": str(data), "DISPATCH_PORT": str(port), "DISPATCH_HOST": "127.0.0.1"}


def load_demo(data: Path) -> None:
    """Load the demo district into an empty folder and stop."""
    program = Program(("demo", "--quiet"), env=_environment(data, free_port()), stdout=subprocess.DEVNULL)
    assert program.wait(START_SECONDS) == 0


def copy_of(loaded: Path, folder: Path) -> Path:
    """The same district in a folder of its own; owners are kept, because PostgreSQL insists on them."""
    copy = folder / "data"
    subprocess.run(["cp", "-a", str(loaded), str(copy)], check=True)
    return copy
