"""The domain imports the standard library and itself, nothing else, wherever in a file the import stands.

import-linter forbids the packages that we know of; this closes the list.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

DOMAIN = Path(__file__).parents[2] / "dispatch" / "domain"


def imported_by(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def is_allowed(name: str) -> bool:
    if name == "dispatch.domain" or name.startswith("dispatch.domain."):
        return True
    return name.partition(".")[0] in sys.stdlib_module_names


def test_a_foreign_import_would_be_seen() -> None:
    source = "import json\ndef f():\n    from pydantic import BaseModel\n    import dispatch.log\n"
    assert {name for name in imported_by(source) if not is_allowed(name)} == {"pydantic", "dispatch.log"}


def test_the_domain_imports_the_standard_library_only() -> None:
    files = sorted(DOMAIN.rglob("*.py"))
    assert files
    foreign = {
        f"{file.relative_to(DOMAIN)}: {name}"
        for file in files
        for name in imported_by(file.read_text())
        if not is_allowed(name)
    }
    assert foreign == set()
