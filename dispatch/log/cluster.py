"""The files of one embedded database: made, identified, and read when something is wrong.

Knows ``initdb``, ``postmaster.pid`` and the server's log. Starts no server; ``embedded`` does.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dispatch.log.binaries import Binaries, PostgresProblem
from dispatch.log.ordinary import OrdinaryUser
from dispatch.log.superuser import SUPERUSER

SOCKET_LOCK = ".s.PGSQL.5432.lock"


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a server wrote into ``postmaster.pid``."""

    pid: int
    socket_dir: str


def major_of(cluster: Path) -> int | None:
    """The version that made this cluster; nothing for a folder without one."""
    try:
        return int((cluster / "PG_VERSION").read_text().strip().split(".")[0])
    except FileNotFoundError:
        return None
    except PermissionError:
        raise PostgresProblem(
            f"{cluster} belongs to another user; run Dispatch as that user, or as root."
        ) from None
    except (NotADirectoryError, ValueError):
        raise PostgresProblem(f"{cluster} is not a database of PostgreSQL; nothing was changed.") from None


def read_postmaster(cluster: Path) -> Postmaster | None:
    """Who says that it runs here. A file that is being written reads as nothing yet."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        return Postmaster(int(lines[0]), lines[4] if len(lines) > 4 else "")
    except (OSError, ValueError, IndexError):
        return None


def alive(pid: int) -> bool:
    """Whether the process runs. A dead child of ours is reaped: a zombie is not a server."""
    with contextlib.suppress(ChildProcessError):
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        # After the name in brackets comes the state; the name itself may hold anything.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return True


def is_postgres(pid: int) -> bool:
    """False when a number left behind now belongs to some other program (in a restarted container, say)."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        asked = subprocess.run(
            ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=False, timeout=10
        )
        command = asked.stdout
    return b"postgres" in command


def running(cluster: Path) -> Postmaster | None:
    """The server that really runs on this cluster."""
    found = read_postmaster(cluster)
    return found if found and alive(found.pid) and is_postgres(found.pid) else None


def clear_stale_pid(cluster: Path) -> None:
    """Removes a ``postmaster.pid`` and a socket's lock whose number now names another program, or a dead child.

    PostgreSQL stumbles over both: it only asks whether that process exists. Safe also against orphans of the
    dead server: PostgreSQL still finds their shared memory and refuses.
    """
    found = read_postmaster(cluster)
    folders = {cluster, Path(found.socket_dir)} if found and found.socket_dir else {cluster}
    locks = [cluster / "postmaster.pid", *(folder / SOCKET_LOCK for folder in folders)]
    for lock in locks:
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(lock.read_text().splitlines()[0])
            if not (alive(pid) and is_postgres(pid)):
                lock.unlink()


def orphans(cluster: Path) -> list[int]:
    """Processes that a killed server left behind. Only Linux tells; elsewhere one can but wait."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            ours = (entry / "cwd").samefile(cluster) and (entry / "cmdline").read_bytes().startswith(
                b"postgres: "
            )
        except OSError:
            continue
        if ours:
            found.append(int(entry.name))
    return found


def end_orphans(cluster: Path) -> None:
    """Their server is dead and they hold its memory; what they had not committed is lost already."""
    for pid in orphans(cluster):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)


def create(cluster: Path, binaries: Binaries, user: OrdinaryUser) -> None:
    """Makes the cluster. It gets its name only when complete: an interrupted start leaves no half of one."""
    fresh = cluster.with_name(f"{cluster.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(mode=0o700)
        user.own(fresh)
    except OSError as problem:
        raise PostgresProblem(
            f"The database cannot be made in {cluster.parent}: {problem.strerror}."
        ) from None
    made = subprocess.run(
        [
            binaries.tool("initdb"),
            f"--pgdata={fresh}",
            "--locale=C",
            "--encoding=UTF8",
            f"--username={SUPERUSER}",
            # The door is the socket's folder, which only this user and root may enter.
            "--auth-local=trust",
            "--auth-host=reject",
            "--data-checksums",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=server_environment(),
        **user.identity(),
    )
    if made.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise PostgresProblem(
            f"The database could not be made in {cluster.parent}: {explain(made.stderr, cluster)}"
        )
    fresh.rename(cluster)


def server_environment() -> dict[str, str]:
    """Nothing of our own environment: no PGDATA, PGPORT or language of ours changes what the server does."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def settings(socket_dir: str, extra: dict[str, str]) -> list[str]:
    chosen = {
        "listen_addresses": "",
        "unix_socket_directories": socket_dir,
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "jit": "off",
        # Small containers give /dev/shm 64 MB, which parallel workers outgrow; no query here needs them.
        "max_parallel_workers_per_gather": "0",
        "max_parallel_maintenance_workers": "0",
    }
    if sys.platform == "darwin":
        # A plain fsync on macOS leaves the data in the drive's cache.
        chosen["wal_sync_method"] = "fsync_writethrough"
    chosen |= extra
    return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]


def explain(said: str, data: Path) -> str:
    """One line for the operator from what PostgreSQL wrote."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    worst = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:", "ERROR"))]
    text = (worst or lines or ["it ended without a word"])[-1]
    if "No space left on device" in said:
        return f"the disk that holds {data} is full; free some space and start again. What was saved is kept."
    if "Permission denied" in said or "could not access directory" in said:
        return f"a permission is missing in {data} ({text})."
    if "incompatible with server" in said:
        return f"it was made by another version of PostgreSQL ({text}); nothing was changed."
    return text
