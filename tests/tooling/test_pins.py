"""What is installed is what was pinned: every package by version and hash, from whatever mirror there is."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ["requirements.txt", "requirements-build.txt", "requirements-dev.txt"]


def pins(name: str) -> dict[str, str]:
    """Package to the text of its requirement, hashes included."""
    lines = (ROOT / name).read_text().splitlines(keepends=True)
    text = "".join(line for line in lines if not line.lstrip().startswith("#"))
    entries = text.replace("\\\n", " ").splitlines()
    return {entry.split("==")[0]: " ".join(entry.split()) for entry in entries if entry.strip()}


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_has_a_version_and_hashes_and_no_address(name: str) -> None:
    for package, entry in pins(name).items():
        assert re.fullmatch(r"[a-z0-9._-]+==\S+( ; [^-]+)?( --hash=sha256:[0-9a-f]{64})+", entry), package
    assert "://" not in (ROOT / name).read_text()


@pytest.mark.parametrize(("smaller", "larger"), list(pairwise(FILES)))
def test_each_file_holds_the_one_before_it(smaller: str, larger: str) -> None:
    assert pins(smaller).items() <= pins(larger).items()


def test_the_browser_packages_are_pinned_without_an_address() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_direct_browser_packages_name_one_version() -> None:
    package = json.loads((ROOT / "frontend" / "package.json").read_text())
    versions = package["dependencies"] | package["devDependencies"]
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
