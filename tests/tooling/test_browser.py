"""The end-to-end tests find a browser, get one where that is allowed, or say in one line how to."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "tools" / "browser.sh"

# A Debian whose package lists are missing, as in a fresh image: installing works after an update only.
APT_GET = """
case "$1" in
update) : >"$HERE/lists" ;;
install)
    [ -f "$HERE/lists" ] || exit 100
    printf '#!/bin/sh\\n' >"$HERE/chromium"
    chmod +x "$HERE/chromium"
    ;;
esac
"""
APT_GET_OFFLINE = "exit 100"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder that is the whole path of programs. Nobody is root there, until `id` says otherwise."""
    for command in ("sh", "chmod"):
        (tmp_path / command).symlink_to(f"/bin/{command}")
    add(tmp_path, "id", "echo 1000")
    return tmp_path


def add(machine: Path, name: str, script: str = "") -> Path:
    program = machine / name
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


def find(machine: Path, browser: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(machine), "HERE": str(machine), "APPLICATIONS": str(machine / "apps")}
    if browser:
        environment["DISPATCH_BROWSER"] = browser
    return subprocess.run([SCRIPT], env=environment, capture_output=True, text=True, check=False)


def test_a_browser_on_the_path_is_found(machine: Path) -> None:
    chrome = add(machine, "google-chrome")
    assert find(machine).stdout == f"{chrome}\n"


def test_a_browser_among_the_applications_is_found(machine: Path) -> None:
    chrome = add(machine, "apps/Google Chrome.app/Contents/MacOS/Google Chrome")
    assert find(machine).stdout == f"{chrome}\n"


def test_the_browser_that_was_named_comes_first(machine: Path) -> None:
    add(machine, "chromium")
    mine = add(machine, "my-browser")
    assert find(machine, str(mine)).stdout == f"{mine}\n"


def test_a_named_browser_that_is_not_there_is_said(machine: Path) -> None:
    add(machine, "chromium")
    result = find(machine, "/nowhere/chromium")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "dispatch: DISPATCH_BROWSER names /nowhere/chromium, which is not a program.\n"


def test_root_on_debian_gets_one(machine: Path) -> None:
    add(machine, "id", "echo 0")
    add(machine, "apt-get", APT_GET)
    result = find(machine)
    assert (result.returncode, result.stdout) == (0, f"{machine}/chromium\n")


@pytest.mark.parametrize("user", [0, 1000])
def test_where_none_can_be_had_one_line_says_how_to_get_one(machine: Path, user: int) -> None:
    add(machine, "id", f"echo {user}")
    add(machine, "apt-get", APT_GET_OFFLINE)
    result = find(machine)
    assert (result.returncode, result.stdout) == (1, "")
    *before, last = result.stderr.splitlines()
    assert before == (["Installing Debian's chromium for the end-to-end tests ..."] if user == 0 else [])
    assert last.startswith("dispatch: the end-to-end tests need Chromium. Install it")
