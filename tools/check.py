"""Runs every check that needs no test, several at a time, and prints each one's output whole.

A check is a name and a command that ends with 0. `make check` calls this; nothing here knows what is checked.
"""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
NODE_TOOL = [str(BIN / "python"), str(ROOT / "tools" / "frontend.py")]
TYPES = f"'{BIN}/dispatch' schema | '{BIN}/python' tools/frontend.py node scripts/gen-types.mjs --check"
CATALOG = " && ".join(
    f"{{ '{BIN}/dispatch' schema --{what} | cmp -s - {file} || "
    f"{{ echo '{file} does not match the catalog of the domain. Run: make types'; exit 1; }}; }}"
    for what, file in (
        ("catalog", "frontend/src/link/catalog.gen.json"),
        ("roles", "frontend/src/link/roles.gen.json"),
        ("conduct", "frontend/src/link/conduct.gen.json"),
        ("desk", "frontend/src/link/desk.gen.json"),
    )
)

# The slowest first, so that nothing long starts last.
CHECKS: dict[str, list[str]] = {
    "eslint": [*NODE_TOOL, "npm", "run", "--silent", "lint"],
    "mypy": [str(BIN / "mypy")],
    "svelte-check": [*NODE_TOOL, "npm", "run", "--silent", "check"],
    "prettier": [*NODE_TOOL, "npm", "run", "--silent", "format:check"],
    "imports": [str(BIN / "lint-imports"), "--no-logo"],
    "types": ["/bin/sh", "-c", TYPES],
    "catalog": ["/bin/sh", "-c", CATALOG],
    "ruff": [str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "--output-format=concise", "."],
}


def main() -> int:
    failed: list[str] = []
    with ThreadPoolExecutor(max_workers=3) as pool:
        waiting = {pool.submit(run, command): name for name, command in CHECKS.items()}
        for done in as_completed(waiting):
            name = waiting[done]
            code, output, seconds = done.result()
            if code:
                failed.append(name)
                print(f"FAILED {name} ({seconds:.1f} s)\n{output.rstrip()}\n", flush=True)
            else:
                print(f"ok     {name} ({seconds:.1f} s)", flush=True)
    if failed:
        print(f"dispatch: of {len(CHECKS)} checks failed: {', '.join(sorted(failed))}", file=sys.stderr)
        return 1
    return 0


def run(command: list[str]) -> tuple[int, str, float]:
    started = time.monotonic()
    result = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return result.returncode, result.stdout, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())
