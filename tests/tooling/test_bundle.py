"""The browser application stays small: what a page loads before it can be used has a budget.

Read from the manifest that the build writes: a page's shell is its own script, everything that it imports at
once and their styles; the map is what comes with a later import.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

DIST = Path(__file__).parents[2] / "frontend" / "dist"
KB = 1000

SHELL_BUDGETS = {
    "index.html": 90 * KB,
    "console.html": 120 * KB,
    "unit.html": 90 * KB,
    "school.html": 90 * KB,
    "liaison.html": 90 * KB,
    "wall.html": 70 * KB,
}
MAP_BUDGET = 450 * KB


@dataclass(frozen=True, slots=True)
class Bundle:
    """A built application: the manifest's chunks by their key, and the size of each file on the wire."""

    chunks: dict[str, dict[str, Any]]
    sizes: dict[str, int]

    def at_once(self, key: str) -> set[str]:
        """The files that come with a chunk: its own, its styles and those of all that it imports."""
        seen: set[str] = set()
        waiting = [key]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(self.chunks[one].get("imports", []))
        files = {self.chunks[one]["file"] for one in seen}
        return files.union(*(self.chunks[one].get("css", []) for one in seen))

    def weight(self, files: set[str]) -> int:
        return sum(self.sizes[file] for file in files)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    manifest = DIST / ".vite" / "manifest.json"
    if not manifest.is_file():
        pytest.fail("frontend/dist holds no build. Run: make dist", pytrace=False)
    chunks: dict[str, dict[str, Any]] = json.loads(manifest.read_text())
    files = {chunk["file"] for chunk in chunks.values()}.union(
        *(chunk.get("css", []) for chunk in chunks.values())
    )
    sizes = {file: len(gzip.compress((DIST / file).read_bytes(), mtime=0)) for file in files}
    return Bundle(chunks, sizes)


def test_a_bundle_counts_what_is_loaded_at_once_and_only_that() -> None:
    chunks = {
        "a.html": {"file": "a.js", "imports": ["_b"], "dynamicImports": ["map"], "css": ["a.css"]},
        "_b": {"file": "b.js", "imports": ["_c"]},
        "_c": {"file": "c.js", "imports": ["_b"], "css": ["c.css"]},
        "map": {"file": "map.js", "imports": ["_c"]},
    }
    bundle = Bundle(chunks, {"a.js": 1, "b.js": 2, "c.js": 4, "a.css": 8, "c.css": 16, "map.js": 32})
    assert bundle.weight(bundle.at_once("a.html")) == 31
    assert bundle.weight(bundle.at_once("map") - bundle.at_once("a.html")) == 32


def test_every_page_has_a_budget(bundle: Bundle) -> None:
    assert {key for key, chunk in bundle.chunks.items() if chunk.get("isEntry")} == set(SHELL_BUDGETS)


@pytest.mark.parametrize("page", sorted(SHELL_BUDGETS))
def test_a_page_is_usable_within_its_budget(bundle: Bundle, page: str) -> None:
    files = bundle.at_once(page)
    weight = bundle.weight(files)
    heaviest = sorted(files, key=lambda file: -bundle.sizes[file])[:5]
    assert weight <= SHELL_BUDGETS[page], f"{page} loads {weight} bytes (gzip); heaviest: {heaviest}"


@pytest.mark.parametrize("page", sorted(SHELL_BUDGETS))
def test_what_a_page_loads_later_stays_within_the_budget_of_the_map(bundle: Bundle, page: str) -> None:
    at_once = bundle.at_once(page)
    later: dict[str, int] = {}
    for key in bundle.chunks[page].get("dynamicImports", []):
        later[key] = bundle.weight(bundle.at_once(key) - at_once)
    assert {key: weight for key, weight in later.items() if weight > MAP_BUDGET} == {}


def test_the_map_is_not_in_any_shell(bundle: Bundle) -> None:
    for page in SHELL_BUDGETS:
        for file in (file for file in bundle.at_once(page) if file.endswith(".js")):
            assert b"maplibregl" not in (DIST / file).read_bytes(), f"{page} loads the map at once, in {file}"


def test_no_file_names_another_host_for_its_own_parts(bundle: Bundle) -> None:
    for page in SHELL_BUDGETS:
        html = (DIST / page).read_text()
        assert 'src="http' not in html
        assert 'href="http' not in html
        assert 'src="/assets/' in html
