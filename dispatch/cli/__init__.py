"""The command line: what the words after ``dispatch`` mean.

Exit codes: 0 done, 1 refused or failed with one line on standard error, 2 usage.
"""

from __future__ import annotations

import argparse

from dispatch.cli import (
    backup,
    database,
    describe,
    devices,
    files,
    history,
    imports,
    load,
    play,
    records,
    report,
    serve,
    simulate,
    trackers,
    users,
    walls,
)


def main(argv: list[str] | None = None) -> int:
    """Run one command; a refusal is one clear line on standard error."""
    arguments = parser().parse_args(argv)
    code: int = arguments.run(arguments)
    return code


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="dispatch", description="Emergency dispatch console for school safety."
    )
    commands = root.add_subparsers(metavar="COMMAND", required=True)
    serve.add_parsers(commands)
    for room in (
        imports,
        load,
        play,
        records,
        history,
        report,
        users,
        devices,
        files,
        trackers,
        walls,
        simulate,
        backup,
        database,
        describe,
    ):
        room.add_parsers(commands)
    return root
