"""``make bench``: measure, print, and write docs/performance.md.

Arguments name the parts to run (all of them by default); ``--all`` beside ``screens`` takes all sizes at all rates.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from tests.bench import (
    append,
    browser,
    fanout,
    forms,
    growth,
    history,
    memory,
    nodes,
    panic,
    rebuild,
    rooms,
    screens,
    stuck,
    sustained,
)
from tests.bench.measure import machine

REPORT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
_HEAD = f"""# Performance

Written by `make bench`, part by part. Measured on a shared machine ({machine()}). Every ratio is the median of pairs taken
one after the other in one run; absolute figures move by a factor of three from day to day with what else the machine's host does,
the ratios much less. Clients, server and database share the cores.
"""


TITLES = {
    "append": "Durable append",
    "rebuild": "A million events read again",
    "nodes": "A second node",
    "fanout": "Fan-out",
    "history": "Search over past incidents",
    "screens": "From a command to the last screen",
    "sustained": "What 500 screens can take",
    "stuck": "A screen that stops reading",
    "memory": "Memory of a screen",
    "panic": "Panic presses and a thousand screens",
    "rooms": "A Secure of the whole district and four thousand rooms",
    "browser": "The console in the browser",
    "growth": "How it grows",
    "forms": "A form of 2,000 lines",
}


def main() -> None:
    """Run what was asked for, all of it by default; each part is written as soon as it is measured."""
    wanted = set(sys.argv[1:]) - {"--all"} or set(TITLES)
    unknown = wanted - TITLES.keys()
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; the parts are {', '.join(TITLES)}.")
    for part in [one for one in TITLES if one in wanted]:
        measured = _measure(part).strip()
        print(f"## {TITLES[part]}\n\n{measured}\n", flush=True)
        _keep(part, measured)


def _measure(part: str) -> str:
    match part:
        case "append":
            return uvloop.run(append.run())
        case "rebuild":
            return uvloop.run(rebuild.run())
        case "nodes":
            return uvloop.run(nodes.run())
        case "fanout":
            return asyncio.run(fanout.run())
        case "history":
            return asyncio.run(history.run())
        case "screens":
            return asyncio.run(screens.everything() if "--all" in sys.argv else screens.run())
        case "sustained":
            return asyncio.run(sustained.run())
        case "stuck":
            return asyncio.run(stuck.run())
        case "memory":
            return asyncio.run(memory.run())
        case "panic":
            return asyncio.run(panic.run())
        case "rooms":
            return asyncio.run(rooms.run())
        case "browser":
            return _body(asyncio.run(browser.report()))
        case "growth":
            return _body(asyncio.run(growth.report()))
        case "forms":
            return asyncio.run(forms.run())
        case _:
            raise ValueError(part)


def _body(section: str) -> str:
    """What stands under a section's own heading."""
    return section.partition("\n")[2]


def _keep(part: str, measured: str) -> None:
    """Put a part's section into the report; the others stay as they were measured, each with its day.

    Sections that are no part of the run (an hour of load takes an hour) stay too, at the end.
    """
    old = REPORT.read_text() if REPORT.exists() else ""
    title, _, rest = old.partition("\n## ")
    sections = dict(one.split("\n", 1) for one in rest.split("\n## ") if title and one)
    day = datetime.now(UTC).date().isoformat()
    sections[TITLES[part]] = f"\nMeasured on {day}.\n\n{measured}\n"
    order = [*TITLES.values(), *(one for one in sections if one not in TITLES.values())]
    whole = [f"## {one}\n{sections[one].rstrip()}\n" for one in order if one in sections]
    REPORT.write_text("\n".join([_HEAD, *whole]))


if __name__ == "__main__":
    main()
