"""``dispatch report``: what history counts, for a terminal or as a file. Servers may run meanwhile."""

from __future__ import annotations

import argparse
import sys

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.settings import Settings
from dispatch.web import alerts
from dispatch.web.answers import json_bytes
from dispatch.web.figure_routes import MODES
from dispatch.wiring import Trouble


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    report = commands.add_parser("report", help="what history counts: alerts per site and month")
    asked = report.add_subparsers(metavar="WHAT", required=True)
    given = asked.add_parser(
        "alerts", help="alerts per site and month, time to acknowledge, and the unusual site"
    )
    given.add_argument(
        "--months",
        type=int,
        default=alerts.MONTHS_USUAL,
        metavar="N",
        help=f"so many months, the present one included ({alerts.MONTHS_USUAL}; at most {alerts.MONTHS_MAX})",
    )
    given.add_argument("--mode", choices=tuple(MODES), default="actual", help="these are never mixed")
    given.add_argument("--site", metavar="CODE", help="one site, held against all others")
    given.add_argument("--format", choices=("text", "csv", "json"), default="text")
    given.set_defaults(run=lambda given: run(lambda settings: _alerts(settings, given)))


async def _alerts(settings: Settings, given: argparse.Namespace) -> int:
    if not 1 <= given.months <= alerts.MONTHS_MAX:
        raise Trouble(f"--months is 1 to {alerts.MONTHS_MAX}.")
    async with wiring.node(settings, timers=False) as running:
        state = running.desk.state
        if given.site is not None and given.site not in state.sites:
            raise Trouble(f"There is no site {given.site}.")
        archive = wiring.services(running).archive
        zone = wiring.zone(settings, state.home)
        body = await alerts.alerts_body(
            archive, state, zone, running.clock.now(), MODES[given.mode], given.months, given.site
        )
    if given.format == "text":
        print("\n".join(alerts.alerts_text(body)))
    else:
        made = alerts.alerts_csv(body) if given.format == "csv" else json_bytes(body) + b"\n"
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    return 0
