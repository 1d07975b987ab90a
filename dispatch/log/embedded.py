"""Our launcher of the embedded PostgreSQL: one data folder, one server, reached through a socket only.

Starts it, attaches to it when it runs already, brings it back when it dies, stops it. A server outlives the
program that started it when that program is killed; the next start attaches. Knows nothing of tables or of
what is stored.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from dispatch.log import cluster, datafolder, superuser
from dispatch.log.binaries import Binaries, PostgresProblem, copy_for, find
from dispatch.log.faults import DATABASE_ERRORS
from dispatch.log.ordinary import OrdinaryUser, barred_folder, choose
from dispatch.log.superuser import APPLICATION, DATABASE, OWNER, SUPERUSER

_log = logging.getLogger(__name__)

_SOCKET_PATH_MAX_BYTES = 103
_READY_SECONDS = 120.0
"""Longest wait for a server that lives: after a crash it reads its journal first."""
_STOP_SECONDS = 60.0
_RETRY_SECONDS = 20.0
"""How long a start is tried again while orphans of a killed server hold its memory."""
_ORPHANS_AFTER_SECONDS = 1.5
_LOG_BYTES_MAX = 10_000_000


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of an embedded database without touching it."""

    data: Path
    made: bool
    major: int | None
    pid: int | None
    socket_dir: str | None


def status(data_dir: Path) -> Status:
    folder = datafolder.cluster_of(data_dir.absolute())
    found = cluster.running(folder)
    major = cluster.major_of(folder)
    return Status(
        data_dir, major is not None, major, found.pid if found else None, found.socket_dir if found else None
    )


async def start_embedded(data_dir: Path, *, settings: Mapping[str, str] | None = None) -> Embedded:
    """A running server on this data folder: the one that runs already, or one that we start."""
    embedded = await asyncio.to_thread(_prepare, data_dir, dict(settings or {}))
    await embedded.ensure_running()
    return embedded


def _prepare(data_dir: Path, settings: dict[str, str]) -> Embedded:
    data = data_dir.absolute()
    user = choose(datafolder.cluster_of(data), data)
    datafolder.prepare(data, user)
    folder = datafolder.cluster_of(data)
    binaries = find(cluster.major_of(folder))
    if barred_folder(user, binaries.folder) is not None:
        binaries = copy_for(binaries, folder.parent / "postgresql")
    return Embedded(data, binaries, user, settings)


def _for_us_only(path: str, flags: int) -> int:
    """The server's log may quote rows."""
    return os.open(path, flags, 0o600)


class Embedded:
    """A server on one data folder. Made by ``start_embedded``."""

    def __init__(self, data: Path, binaries: Binaries, user: OrdinaryUser, settings: dict[str, str]) -> None:
        self.data = data
        self.binaries = binaries
        self.cluster = datafolder.cluster_of(data)
        self._user = user
        self._settings = settings
        self._child: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._socket_dir = ""
        self._stopped = False

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def socket_dir(self) -> str:
        return self._socket_dir

    @property
    def log_file(self) -> Path:
        return self.data / "pg.log"

    @property
    def dsn(self) -> str:
        """For migrations: the owner of the tables."""
        return self.dsn_as(OWNER)

    @property
    def app_dsn(self) -> str:
        """For the application: may add to the record and read it, and no more."""
        return self.dsn_as(APPLICATION)

    def dsn_as(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(self._socket_dir, safe='/')}"

    async def ensure_running(self) -> bool:
        """Starts or attaches if the server is not there. True if it had to be started."""
        if self._alive():
            return False
        async with datafolder.locked(self.data):
            found = cluster.running(self.cluster)
            if found is not None and await self._attach(found):
                return False
            await self._start()
            return True

    async def supervise(self, every_seconds: float = 0.25) -> None:
        """Brings the server back whenever it is gone, until cancelled. A merely slow one is left alone."""
        told = ""
        while not self._stopped:
            try:
                if await self.ensure_running():
                    _log.warning(
                        "The embedded database had ended and was started again (process %s).", self._pid
                    )
                told = ""
            except (PostgresProblem, OSError) as problem:
                # A full disk stays full for a while: say it once, keep trying.
                if str(problem) != told:
                    _log.error("%s", problem)
                told = str(problem)
                await asyncio.sleep(1.0)
            await asyncio.sleep(every_seconds)

    async def stop(self, *, force: bool = False) -> bool:
        """Ends the server cleanly. Without ``force`` it stays while another program is connected to it."""
        self._stopped = True
        if not self._alive():
            return True
        if not force and await superuser.in_use(self.dsn_as(SUPERUSER, "postgres")):
            _log.info("The embedded database is used by another program and is left running.")
            if self._child is not None:
                # No longer ours to wait for: whoever uses it, ends it.
                self._child.returncode = 0
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGINT)
        if not await self._gone_within(_STOP_SECONDS):
            raise PostgresProblem(
                f"The embedded database (process {self._pid}) did not stop within {_STOP_SECONDS:.0f} s; "
                f"see {self.log_file}."
            )
        if self._socket_dir != str(self.cluster):
            # rmdir, never a recursive delete: it can only take an empty folder.
            with contextlib.suppress(OSError):
                os.rmdir(self._socket_dir)  # noqa: PTH106 -- one system call, at the very end
        return True

    def _alive(self) -> bool:
        if self._child is not None:
            return self._child.poll() is None
        return self._pid != 0 and cluster.alive(self._pid)

    async def _gone_within(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while self._alive():
            if time.monotonic() > until:
                return False
            await asyncio.sleep(0.02)
        return True

    async def _attach(self, found: cluster.Postmaster) -> bool:
        """Waits for a server that somebody else started. False if it died meanwhile."""
        self._child, self._pid = None, found.pid
        until = time.monotonic() + _READY_SECONDS
        while self._alive():
            now_found = cluster.read_postmaster(self.cluster)
            if now_found is not None and now_found.socket_dir:
                self._socket_dir = now_found.socket_dir
                if await superuser.answers(self.dsn_as(SUPERUSER, "postgres")):
                    return True
            if time.monotonic() > until:
                raise PostgresProblem(
                    f"A PostgreSQL (process {found.pid}) runs on {self.cluster} and does not answer; see "
                    f"{self.log_file}."
                )
            await asyncio.sleep(0.05)
        return False

    async def _start(self) -> None:
        if cluster.major_of(self.cluster) is None:
            if self.cluster.exists():
                raise PostgresProblem(
                    f"{self.cluster} exists and holds no database of PostgreSQL; nothing was changed. "
                    "Move it away and start again."
                )
            await asyncio.to_thread(cluster.create, self.cluster, self.binaries, self._user)
        began = time.monotonic()
        said = ""
        while time.monotonic() - began < _RETRY_SECONDS:
            cluster.clear_stale_pid(self.cluster)
            said = await self._launch()
            if not said:
                if await self._furnish():
                    return
                continue
            # A killed server's children end when they notice; until then its memory is taken.
            if "in use" not in said and "already exists" not in said:
                break
            if time.monotonic() - began > _ORPHANS_AFTER_SECONDS:
                cluster.end_orphans(self.cluster)
            await asyncio.sleep(0.1)
        raise PostgresProblem(f"The embedded database does not start: {cluster.explain(said, self.data)}")

    async def _launch(self) -> str:
        """One attempt. Empty when the server answers, else what it wrote before it ended."""
        self._socket_dir = self._choose_socket_dir()
        with self._open_log() as log:
            start_of_ours = log.tell()
            # asyncio's own kind of child is killed when its loop ends; this one may outlive us.
            self._child = subprocess.Popen(  # noqa: ASYNC220
                [
                    self.binaries.tool("postgres"),
                    "-D",
                    self.cluster,
                    *cluster.settings(self._socket_dir, self._settings),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=cluster.server_environment(),
                # Ctrl-C in the terminal is ours to handle: the server stops after us, not with us.
                start_new_session=True,
                **self._user.identity(),
            )
        self._pid = self._child.pid
        until = time.monotonic() + _READY_SECONDS
        while self._child.poll() is None:
            if await superuser.answers(self.dsn_as(SUPERUSER, "postgres")):
                return ""
            if time.monotonic() > until:
                raise PostgresProblem(
                    f"The embedded database did not get ready within {_READY_SECONDS:.0f} s; see "
                    f"{self.log_file}."
                )
            await asyncio.sleep(0.03)
        with self.log_file.open("rb") as log:
            log.seek(start_of_ours)
            return log.read().decode(errors="replace") or "it ended without a word"

    async def _furnish(self) -> bool:
        """Our roles, in a server that answered. False when it ended meanwhile: then it is started once more."""
        until = time.monotonic() + _RETRY_SECONDS
        while True:
            try:
                await superuser.make_roles(self.dsn_as(SUPERUSER, "postgres"))
                return True
            except DATABASE_ERRORS as problem:
                if not self._alive():
                    return False
                if time.monotonic() > until:
                    raise PostgresProblem(f"The embedded database cannot be prepared: {problem}") from problem
            await asyncio.sleep(0.1)

    def _choose_socket_dir(self) -> str:
        """The cluster's own private folder; a short temporary one where the path is too long for a socket."""
        if len(os.fsencode(self.cluster / cluster.SOCKET_LOCK)) <= _SOCKET_PATH_MAX_BYTES:
            return str(self.cluster)
        if self._socket_dir and Path(self._socket_dir).is_dir():
            return self._socket_dir
        made = Path(tempfile.mkdtemp(prefix="dispatch-"))
        self._user.own(made)
        return str(made)

    def _open_log(self) -> BinaryIO:
        with contextlib.suppress(FileNotFoundError):
            if self.log_file.stat().st_size > _LOG_BYTES_MAX:
                self.log_file.rename(self.log_file.with_suffix(".log.1"))
        return open(self.log_file, "ab", opener=_for_us_only)
