"""``dispatch simulate``: devices that are not there, over the real interface of a running server."""

from __future__ import annotations

import argparse
from pathlib import Path

import httpx

from dispatch.cli.running import run
from dispatch.desk.clock import SystemClock
from dispatch.domain.vocabulary import PanicLevel
from dispatch.links.panic.simulate import Plan, SimulationProblem, read_keys, simulate
from dispatch.settings import Settings
from dispatch.wiring import Trouble

Given = argparse.Namespace


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = commands.add_parser("simulate", help="send what devices would send").add_subparsers(
        metavar="WHAT", required=True
    )
    panic = what.add_parser(
        "panic",
        help="panic presses and signs of life; on a live district they are real: open a test window first",
    )
    panic.add_argument("keys", type=Path, help="device_id,key,site: a file from `dispatch device keys`")
    panic.add_argument("--url", help="of the server (default: this machine's)")
    panic.add_argument(
        "--site", action="append", default=[], help="only devices of this site; several may be named"
    )
    panic.add_argument("--count", type=int, default=20, help="presses (default 20)")
    panic.add_argument("--seconds", type=float, default=10.0, help="spread over so long (default 10)")
    panic.add_argument("--lockdown", action="store_true", help="they ask for a Lockdown, not for staff help")
    panic.add_argument("--wrong-signature", type=int, default=0, metavar="N", help="so many with a wrong key")
    panic.add_argument("--replay", type=int, default=0, metavar="N", help="so many are sent twice")
    panic.add_argument("--late", type=int, default=0, metavar="N", help="so many were queued for hours")
    panic.add_argument("--late-hours", type=float, default=3.0, help="how long those were queued (default 3)")
    panic.add_argument("--heartbeat", action="store_true", help="then each device gives a sign of life")
    panic.add_argument(
        "--low-battery", type=int, default=0, metavar="N", help="of those, so many with a low battery"
    )
    panic.add_argument("--seed", type=int, default=1, help="which press is of which kind")
    panic.set_defaults(run=lambda given: run(lambda settings: _panic(settings, given)))


async def _panic(settings: Settings, given: Given) -> int:
    if min(given.count, given.wrong_signature, given.replay, given.late, given.low_battery) < 0:
        raise Trouble("Nothing can be sent less than no times.")
    if not 0 <= given.seconds <= 86_400 or given.wrong_signature + given.late > given.count:
        raise Trouble("--seconds is from 0 to 86400; wrong and late ones are among the --count presses.")
    plan = Plan(
        presses=given.count,
        seconds=given.seconds,
        level=PanicLevel.LOCKDOWN if given.lockdown else PanicLevel.STAFF_ASSIST,
        wrong=given.wrong_signature,
        replay=given.replay,
        late=given.late,
        late_hours=given.late_hours,
        heartbeats=given.heartbeat,
        low_batteries=given.low_battery,
        seed=given.seed,
    )
    try:
        devices = read_keys(given.keys, given.site)
    except SimulationProblem as problem:
        raise Trouble(str(problem)) from None
    url = given.url or f"http://127.0.0.1:{settings.port}"
    async with httpx.AsyncClient(base_url=url) as client:
        summary = await simulate(client, devices, plan, SystemClock().now)
    for line in summary.lines():
        print(line)
    return 1 if summary.failed else 0
