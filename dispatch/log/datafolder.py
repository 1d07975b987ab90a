"""Where an embedded database lies: in the data folder, or, when its user may not enter that, near by with a link.

Knows folders and permissions. Changes no permission of a folder that is not ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import os
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

from dispatch.log.binaries import PostgresProblem
from dispatch.log.ordinary import OrdinaryUser, barred_folder

_log = logging.getLogger(__name__)

LOCK_SECONDS = 30.0
"""Longest wait for another program that starts a database here; one that only serves holds no lock."""

SHARED = Path("/var/lib/dispatch")
"""Where databases go whose data folder lies in a place that only root may enter, such as root's home."""


def cluster_of(data: Path) -> Path:
    """The database's own folder, through the link if it is one."""
    named = data / "pg"
    return named.readlink() if named.is_symlink() else named


def prepare(data: Path, user: OrdinaryUser) -> None:
    """The data folder exists, we may write to it, and the database's user may enter wherever the database is."""
    try:
        # Only the owner may read; as root the database's user must pass through.
        data.mkdir(mode=0o711 if user.dropped else 0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise PostgresProblem(f"The data folder {data} cannot be made: {problem.strerror}.") from None
    if not os.access(data, os.W_OK | os.X_OK):
        raise PostgresProblem(
            f"There is no permission to write to the data folder {data}; give it to this user "
            "or set DISPATCH_DATA."
        )
    barred = barred_folder(user, cluster_of(data).parent)
    if barred is None:
        return
    if not user.dropped or (data / "pg").exists() or not _move_out(data, user):
        raise PostgresProblem(
            f"PostgreSQL does not run as root, and its user {user.name} may not enter {barred}; set DISPATCH_DATA "
            "to a folder that others may enter (/var/lib/dispatch, say), or run Dispatch as an ordinary user."
        )


@contextlib.asynccontextmanager
async def locked(data: Path) -> AsyncIterator[None]:
    """One start at a time on this folder. The system gives the lock back when its holder dies."""
    path = data / "pg.lock"
    with path.open("ab") as held:
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise PostgresProblem(
                        f"Another program has been starting the database in {data} for {LOCK_SECONDS:.0f} s "
                        f"(it holds {path}); end it or wait for it."
                    ) from None
                await asyncio.sleep(0.05)
        yield


def _move_out(data: Path, user: OrdinaryUser) -> bool:
    """Gives a new database a place of its own, with a link from the data folder. False: there is none to be had."""
    try:
        SHARED.mkdir(mode=0o711, parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(prefix="data-", dir=SHARED))
        home.chmod(0o711)
    except OSError:
        return False
    if barred_folder(user, home) is not None:
        home.rmdir()
        return False
    (data / "pg").unlink(missing_ok=True)
    (data / "pg").symlink_to(home / "pg")
    _log.warning(
        "Only root may enter %s, so the database itself lies in %s; %s links to it.", data, home, data / "pg"
    )
    return True
