"""On a machine that cannot run it, the set-up says in one line what is missing and what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "tools" / "setup.sh"
COMMANDS = ["sh", "dirname", "cat", "id", "rm", "cmp", "cp"]
NOBODY = 65534

TOO_OLD = 'case "$1" in --version) echo "Python 3.9.2" ;; *) exit 1 ;; esac'
WITHOUT_VENV = 'case "$2" in *venv*) exit 1 ;; *) exit 0 ;; esac'


@pytest.fixture
def clone() -> Iterator[Path]:
    """A folder that anybody may look into, with the script and the few commands that every machine has."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "tools").mkdir()
    shutil.copy(SETUP, folder / "tools")
    (folder / "bin").mkdir()
    for command in COMMANDS:
        found = shutil.which(command)
        assert found is not None
        (folder / "bin" / command).symlink_to(found)
    yield folder
    shutil.rmtree(folder)


def set_up(clone: Path, user: int | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [clone / "tools" / "setup.sh", "build"],
        env={"PATH": str(clone / "bin")},
        user=user,
        capture_output=True,
        text=True,
        check=False,
    )


def add_python(clone: Path, name: str, script: str) -> None:
    program = clone / "bin" / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_a_python_that_is_too_old_is_named(clone: Path) -> None:
    add_python(clone, "python3", TOO_OLD)
    result = set_up(clone)
    assert result.returncode == 1
    assert result.stderr == (
        "dispatch: Python 3.11 or newer is needed, found: Python 3.9.2. Install one, or name it: "
        "make run PYTHON=/path/to/python3.11\n"
    )


def test_no_python_at_all_is_said(clone: Path) -> None:
    result = set_up(clone)
    assert result.returncode == 1
    assert "found: no python3." in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_newer_python_under_another_name_is_found(clone: Path) -> None:
    add_python(clone, "python3", TOO_OLD)
    add_python(clone, "python3.12", WITHOUT_VENV)
    result = set_up(clone)
    assert result.returncode == 1
    assert result.stderr == (
        f"dispatch: {clone}/bin/python3.12 has no venv module. "
        "On Debian and Ubuntu: apt-get install python3-venv\n"
    )


def test_a_folder_that_may_not_be_written_is_named(clone: Path) -> None:
    add_python(clone, "python3", WITHOUT_VENV)
    clone.chmod(0o555)
    result = set_up(clone, user=NOBODY if os.getuid() == 0 else None)
    clone.chmod(0o755)
    assert result.returncode == 1
    assert result.stderr.startswith(f"dispatch: no permission to write in {clone} (you are ")
    assert len(result.stderr.splitlines()) == 1
