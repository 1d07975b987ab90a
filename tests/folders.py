"""Where tests put what they write much of: in memory where the machine has room there, as Linux does, or else where temporary files go.

A database for a test is some hundred small files, made and deleted again: on a disk the file system's own bookkeeping is what costs.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30
"""Less than this in memory is left alone."""


def folder_for(what: str) -> Path:
    """A new folder which others may enter: PostgreSQL's own user does when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix=what, dir=MEMORY if memory_has_room() else None))
    folder.chmod(0o755)
    return folder


def in_memory(path: Path) -> bool:
    return path.is_relative_to(MEMORY)


def memory_has_room() -> bool:
    try:
        return shutil.disk_usage(MEMORY).free >= ROOM and available() >= ROOM
    except OSError:
        return False


def available() -> int:
    """Bytes of memory that nobody uses, by the kernel's own figure."""
    lines = (line.split() for line in Path("/proc/meminfo").read_text().splitlines())
    return next(int(words[1]) * 1024 for words in lines if words[0] == "MemAvailable:")
