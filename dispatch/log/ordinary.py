"""The ordinary user that PostgreSQL runs as when we ourselves are root, which PostgreSQL refuses to be.

Knows users and who may enter which folder. Changes no permission of a folder that is not ours.
"""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from dispatch.log.binaries import PostgresProblem

_FALLBACKS = ("postgres", "nobody")


class Identity(TypedDict, total=False):
    """Arguments of ``subprocess`` that make a child run as somebody else; empty: as ourselves."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class OrdinaryUser:
    """Who the database's processes are."""

    name: str
    uid: int
    gid: int
    dropped: bool
    """We are root and the processes are not."""

    def identity(self) -> Identity:
        if not self.dropped:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if self.dropped:
            os.chown(path, self.uid, self.gid)

    def may(self, path: Path, what: str = "x") -> bool:
        """Asked of the system as that user, so that access lists and mounts are answered for as well."""
        if not self.dropped:
            return os.access(path, os.X_OK if what == "x" else os.W_OK)
        asked = subprocess.run(
            ["/bin/sh", "-c", f'test -{what} "$1"', "sh", os.fspath(path)],
            check=False,
            cwd="/",
            stderr=subprocess.DEVNULL,
            **self.identity(),
        )
        return asked.returncode == 0


def choose(cluster: Path, data: Path) -> OrdinaryUser:
    """Ourselves; as root the owner of the cluster or data folder, else ``postgres``, else ``nobody``."""
    if os.geteuid() != 0:
        return OrdinaryUser(str(os.geteuid()), os.geteuid(), os.getegid(), dropped=False)
    for owned in (cluster, data):
        if owned.is_dir() and (uid := owned.stat().st_uid) != 0:
            return OrdinaryUser(f"user {uid}", uid, owned.stat().st_gid, dropped=True)
    for name in _FALLBACKS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return OrdinaryUser(name, entry.pw_uid, entry.pw_gid, dropped=True)
    raise PostgresProblem(
        "PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody` here. "
        "Run Dispatch as an ordinary user, or give the data folder to one."
    )


def barred_folder(user: OrdinaryUser, path: Path) -> Path | None:
    """The first folder on the way to ``path`` that the user may not enter."""
    for folder in reversed((path, *path.parents)):
        if folder.is_dir() and not user.may(folder):
            return folder
    return None
