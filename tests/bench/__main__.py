"""``make bench``: measure, print, and write docs/performance.md.

Arguments name the parts to run (all of them by default); ``--all`` beside ``screens`` takes all sizes at all rates.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import uvloop

from tests.bench import (
    append,
    browser,
    fanout,
    growth,
    history,
    memory,
    nodes,
    rebuild,
    screens,
    stuck,
    sustained,
)
from tests.bench.measure import machine

REPORT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
PARTS = (
    "append",
    "rebuild",
    "nodes",
    "fanout",
    "history",
    "screens",
    "sustained",
    "stuck",
    "memory",
    "browser",
    "growth",
)
_HEAD = f"""# Performance

Written by `make bench`. Measured on a shared machine ({machine()}). Every ratio is the median of pairs taken one after the other in
one run; absolute figures move by a factor of two with what else the machine does, the ratios much less. Clients, server and database
share the cores.
"""


def main() -> None:
    """Run what was asked for, all of it by default."""
    wanted = set(sys.argv[1:]) - {"--all"} or set(PARTS)
    text = [_HEAD]
    if "append" in wanted:
        text.append(f"## Durable append\n\n{uvloop.run(append.run())}")
    if "rebuild" in wanted:
        text.append(f"## A million events read again\n\n{uvloop.run(rebuild.run())}")
    if "nodes" in wanted:
        text.append(f"## A second node\n\n{uvloop.run(nodes.run())}")
    if "fanout" in wanted:
        text.append(f"## Fan-out\n\n{asyncio.run(fanout.run())}")
    if "history" in wanted:
        text.append(f"## Search over past incidents\n\n{asyncio.run(history.run())}")
    if "screens" in wanted:
        runs = screens.everything() if "--all" in sys.argv else screens.run()
        text.append(f"## From a command to the last screen\n\n{asyncio.run(runs)}")
    if "sustained" in wanted:
        text.append(f"## What 500 screens can take\n\n{asyncio.run(sustained.run())}")
    if "stuck" in wanted:
        text.append(f"## A screen that stops reading\n\n{asyncio.run(stuck.run())}")
    if "memory" in wanted:
        text.append(f"## Memory of a screen\n\n{asyncio.run(memory.run())}")
    if "browser" in wanted:
        text.append(asyncio.run(browser.report()))
    if "growth" in wanted:
        text.append(asyncio.run(growth.report()))
    report = "\n".join(text)
    print(report)
    if wanted == set(PARTS):
        REPORT.write_text(report)


if __name__ == "__main__":
    main()
