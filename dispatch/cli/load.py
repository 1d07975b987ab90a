"""``dispatch load``: real dispatch records, and calls like them, over the interfaces that people use, against a running server."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import orjson

from dispatch.cli.running import run
from dispatch.desk.clock import SystemClock
from dispatch.links import demo, load
from dispatch.links.load import LoadProblem, Options, Progress
from dispatch.settings import Settings

FILE_MAX = 64 * 1024 * 1024
_UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}
BAD_SHOWN = 20


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command, its options, and what they mean."""
    given = commands.add_parser(
        "load", help="work real dispatch records against a running server, and check it"
    )
    given.add_argument(
        "file", type=Path, help="CSV of dispatch records, as of San Francisco's fire department"
    )
    given.add_argument("--url", help="the server (default http://127.0.0.1:DISPATCH_PORT)")
    given.add_argument("--user", default="dispatcher", help="who gives the commands and looks at the screens")
    given.add_argument(
        "--phone-user",
        action="append",
        default=[],
        metavar="NAME",
        help="whose pages --phones are; several in turn",
    )
    pace = given.add_argument_group("pace")
    pace.add_argument(
        "--speed",
        type=float,
        metavar="N",
        help="N times as fast as life (the file: 3600; else as units allow)",
    )
    pace.add_argument("--rate", type=float, metavar="N", help="calls like the file's: N commands a second")
    pace.add_argument(
        "--peak", type=float, metavar="N", help="calls like the file's: N times a district's own peak"
    )
    pace.add_argument("--for", dest="length", type=_seconds, metavar="TIME", help="how long: 90s, 60m, 4h")
    pace.add_argument("--seed", default="1", help="the same seed gives the same calls")
    links = given.add_argument_group("links")
    links.add_argument("--screens", type=int, default=0, metavar="N", help="dispatcher screens")
    links.add_argument("--phones", type=int, default=0, metavar="N", help="officer pages")
    links.add_argument(
        "--churn",
        type=float,
        default=0.0,
        metavar="P",
        help="per cent of the links cut each second; they come back",
    )
    links.add_argument(
        "--http", action="store_true", help="give the commands by HTTP instead of a console's link"
    )
    given.add_argument("--every", type=_seconds, default=10.0, metavar="TIME", help="report so often (10s)")
    given.add_argument("--json", action="store_true", help="reports as one JSON object a line")
    given.add_argument(
        "--really", action="store_true", help="against a real district: its record keeps every call"
    )
    given.set_defaults(run=lambda given: run(lambda settings: _load(settings, given)))


async def _load(settings: Settings, given: argparse.Namespace) -> int:
    options = Options(
        user=given.user,
        phone_users=tuple(given.phone_user) or ("officer", "officer2", "cso"),
        speed=given.speed,
        rate=given.rate,
        peak=given.peak,
        seconds=given.length,
        screens=given.screens,
        phones=given.phones,
        churn=given.churn,
        seed=given.seed,
        every=given.every,
        by_http=given.http,
        really=given.really,
    )
    load.check(options)
    reading = load.read(_contents(given.file))
    say = _say_aside if given.json else _say
    for line in _about(reading):
        say(line)
    chosen = settings.load_password or settings.demo_password
    passwords = {name: demo.password(name, chosen) for name in (options.user, *options.phone_users)}
    url = given.url or f"http://127.0.0.1:{settings.port}"

    def tell(progress: Progress) -> None:
        if given.json:
            print(orjson.dumps(progress.body()).decode(), flush=True)
        else:
            for line in progress.lines():
                say(line)

    async with load.Server(url, passwords) as server:
        progress = await load.run(
            options, lambda units: load.plan(options, reading, units), server, SystemClock(), tell, say
        )
    return 1 if progress.failed else 0


def _about(reading: load.Reading) -> list[str]:
    """What the file holds, and every line of it that is not played as it stands."""
    lines = [f"{len(reading.records)} records"]
    lines += [f"not played: {one}" for one in reading.bad[:BAD_SHOWN]]
    if len(reading.bad) > BAD_SHOWN:
        lines.append(f"not played: {len(reading.bad) - BAD_SHOWN} more lines")
    if reading.without_end:
        named = ", ".join(map(str, reading.without_end[:BAD_SHOWN]))
        more = len(reading.without_end) - BAD_SHOWN
        lines.append(
            f"{len(reading.without_end)} of them do not say when the unit was available again; it stays as long as its type "
            f"usually does: lines {named}{f' and {more} more' if more > 0 else ''}"
        )
    return lines


def _seconds(text: str) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"a time looks like 90s, 60m or 4h, not {text!r}")
    return float(found[1]) * _UNITS[found[2]]


def _contents(file: Path) -> bytes:
    try:
        if file.stat().st_size > FILE_MAX:
            raise LoadProblem(f"{file} is larger than {FILE_MAX // 1_048_576} MB; nothing was given.")
        return file.read_bytes()
    except OSError as problem:
        raise LoadProblem(f"{file} cannot be read ({problem.strerror}); nothing was given.") from None


def _say(line: str) -> None:
    print(line, flush=True)


def _say_aside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
