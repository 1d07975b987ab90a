"""Files are short, functions fit on a screen. What is longer is listed with a reason; the list shrinks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70

WRITTEN = ["dispatch/**/*.py", "migrations/**/*.py", "tests/**/*.py", "tools/**/*.py"]
WRITTEN_FOR_BROWSERS = ["frontend/src/**/*.ts", "frontend/src/**/*.svelte", "frontend/src/**/*.css"]

LONG_FILES = {
    "frontend/src/link/wire.gen.ts": "generated",
}
LONG_FUNCTIONS: dict[str, str] = {}


def files(patterns: list[str]) -> dict[str, str]:
    found = {path.relative_to(ROOT).as_posix(): path for pattern in patterns for path in ROOT.glob(pattern)}
    assert found
    return {name: path.read_text() for name, path in found.items()}


def functions(source: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def test_lines_of_functions_are_counted_at_every_depth() -> None:
    source = "class A:\n    async def f(self):\n        def g():\n            return 1\n        return g\n"
    assert sorted(functions(source)) == [("f", 4), ("g", 2)]


def test_files_are_short_or_listed() -> None:
    everything = files(WRITTEN + WRITTEN_FOR_BROWSERS)
    long = {name for name, text in everything.items() if len(text.splitlines()) > FILE_LINES_MAX}
    assert long == set(LONG_FILES)


def test_functions_fit_on_a_screen_or_are_listed() -> None:
    long = {
        f"{name}:{function}"
        for name, text in files(WRITTEN).items()
        for function, lines in functions(text)
        if lines > FUNCTION_LINES_MAX
    }
    assert long == set(LONG_FUNCTIONS)
