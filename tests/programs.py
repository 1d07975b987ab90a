"""``dispatch`` as a process of its own, without the three seconds that Python takes to import it.

A process that has imported all of it waits, and forks for everyone that is asked for: the new one has its own pid, environment, folder,
streams, signals and exit code, as ``python -m dispatch`` would have. (That this very line starts it is tested in tests/cli.) What is
read once, at import, must be started the long way.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Self

ROOT = Path(__file__).parents[1]
IMPORTED = (
    "dispatch.cli",
    "dispatch.links.demo",
    "dispatch.links.push.service",
    "encodings.idna",
    "fcntl",
    "termios",
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.httptools_impl",
    "uvloop",
)
_STATUS = struct.Struct("!i")
_LENGTH = struct.Struct("!I")
_STREAMS = 3


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a new process is told. ``terminal``: it leads a session whose terminal is its standard input."""

    words: tuple[str, ...]
    environment: dict[str, str]
    folder: str
    terminal: bool


class Program:
    """A running ``dispatch``, with the manners of ``subprocess.Popen``."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        env: Mapping[str, str],
        cwd: Path = ROOT,
        stdin: int = subprocess.DEVNULL,
        stdout: int | IO[bytes] | None = None,
        stderr: int | IO[bytes] | None = None,
        terminal: bool = False,
    ) -> None:
        self.args = ["dispatch", *words]
        self.returncode: int | None = None
        self.stdout: IO[bytes] | None = None
        self.stderr: IO[bytes] | None = None
        told, tells = os.pipe()
        self._ended = os.fdopen(told, "rb", buffering=0)
        with open(os.devnull, "r+b", buffering=0) as nothing:  # noqa: PTH123 -- a device, not a file
            given = [nothing.fileno() if stdin == subprocess.DEVNULL else stdin]
            ours = []
            for name, wanted in (("stdout", stdout), ("stderr", stderr)):
                if wanted == subprocess.PIPE:
                    reads, writes = os.pipe()
                    setattr(self, name, os.fdopen(reads, "rb"))
                    ours.append(writes)
                    given.append(writes)
                elif wanted == subprocess.STDOUT:
                    given.append(given[1])
                elif wanted == subprocess.DEVNULL:
                    given.append(nothing.fileno())
                elif wanted is None:
                    given.append({"stdout": 1, "stderr": 2}[name])
                else:
                    given.append(wanted if isinstance(wanted, int) else wanted.fileno())
            _forker().ask(_Wanted(tuple(words), dict(env), str(cwd), terminal), [*given, tells])
            for one in (*ours, tells):
                os.close(one)
        (self.pid,) = _STATUS.unpack(self._ended.read(_STATUS.size))

    def poll(self) -> int | None:
        """The exit status, or None while it runs."""
        return self._status(blocking=False)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; its exit status."""
        if timeout is None:
            self._status(blocking=True)
        else:
            deadline = time.monotonic() + timeout
            while self.poll() is None:
                if time.monotonic() > deadline:
                    raise subprocess.TimeoutExpired(self.args, timeout)
                time.sleep(0.01)
        assert self.returncode is not None
        return self.returncode

    def _status(self, *, blocking: bool) -> int | None:
        if self.returncode is not None:
            return self.returncode
        os.set_blocking(self._ended.fileno(), blocking)
        if (said := self._ended.read(_STATUS.size)) is not None:
            self.returncode = os.waitstatus_to_exitcode(_STATUS.unpack(said)[0])
            self._ended.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self) -> tuple[bytes, bytes]:
        """Wait until it has ended; what it said and had not been read."""
        assert self.stdout is not None
        assert self.stderr is not None
        with ThreadPoolExecutor(1) as beside:
            other = beside.submit(self.stderr.read)
            found = self.stdout.read(), other.result()
        self.close()
        self.wait()
        return found

    def close(self) -> None:
        """Read no more of what it says."""
        for stream in (self.stdout, self.stderr):
            if stream is not None:
                stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self.wait()


def run(
    words: Sequence[str], *, env: Mapping[str, str], cwd: Path = ROOT, timeout: float = 120.0
) -> subprocess.CompletedProcess[str]:
    """A ``dispatch`` from its beginning to its end, and what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        program = Program(words, env=env, cwd=cwd, stdout=out, stderr=err)
        try:
            code = program.wait(timeout)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
            raise
        for stream in (out, err):
            stream.seek(0)
        return subprocess.CompletedProcess(program.args, code, out.read().decode(), err.read().decode())


class _Forker:
    """The waiting process, as a test sees it."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            environment = {k: v for k, v in os.environ.items() if not k.startswith("DISPATCH_")}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.programs", str(theirs.fileno())],
                cwd=ROOT,
                env=environment,
                pass_fds=[theirs.fileno()],
            )

    def ask(self, wanted: _Wanted, streams: Sequence[int]) -> None:
        body = pickle.dumps(wanted)
        socket.send_fds(self._socket, [_LENGTH.pack(len(body))], streams)
        self._socket.sendall(body)

    def end(self) -> None:
        self._socket.close()
        self._process.wait()


@cache
def _forker() -> _Forker:
    one = _Forker()
    atexit.register(one.end)
    return one


def _serve(asked: socket.socket) -> _Wanted:
    """Forks whenever it is asked to; comes back in the new process, which is to become what was wanted."""
    while True:
        head, streams, _, _ = socket.recv_fds(asked, _LENGTH.size, _STREAMS + 1)
        if not head:
            sys.exit()
        wanted: _Wanted = pickle.loads(_exactly(asked, _LENGTH.unpack(head)[0]))
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asked.close()
            *given, tells = streams
            pid = os.fork()
            if pid == 0:
                os.close(tells)
                _become(wanted, given)
                return wanted
            _watch(pid, given, tells)
        for one in streams:
            os.close(one)


def _exactly(asked: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        found += asked.recv(length - len(found))
    return found


def _watch(pid: int, streams: Sequence[int], tells: int) -> None:
    """The parent of one program: says its pid, and how it ended. Holds none of its streams, and outlives a Ctrl-C that is meant for it."""
    for one in streams:
        os.close(one)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_RDWR)
    for one in range(_STREAMS):
        os.dup2(null, one)
    os.write(tells, _STATUS.pack(pid))
    _, status = os.waitpid(pid, 0)
    os.write(tells, _STATUS.pack(status))
    os._exit(0)


def _become(wanted: _Wanted, streams: Sequence[int]) -> None:
    for place, one in enumerate(streams):
        os.dup2(one, place)
    for one in streams:
        os.close(one)
    if wanted.terminal:
        os.setsid()
        fcntl, termios = importlib.import_module("fcntl"), importlib.import_module("termios")
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(wanted.folder)
    os.environ.clear()
    os.environ.update(wanted.environment)
    time.tzset()
    sys.argv[1:] = wanted.words
    for place, stream in ((1, sys.stdout), (2, sys.stderr)):
        assert isinstance(stream, io.TextIOWrapper)
        stream.reconfigure(
            line_buffering=os.isatty(place) or stream is sys.stderr,
            write_through="PYTHONUNBUFFERED" in wanted.environment,
        )


if __name__ == "__main__":
    for module in IMPORTED:
        importlib.import_module(module)
    # What is there stays: a child that collects garbage would copy every page of it.
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # A Ctrl-C is for those who run; this one ends with the tests.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=int(sys.argv.pop())) as listening:
        _serve(listening)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(importlib.import_module("dispatch.cli").main())
