"""``dispatch user invite``: codes with which a school's team signs in on devices of their own, on a sheet to cut up, room by room."""

from __future__ import annotations

import argparse
import csv
import html
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.links.squares import TooLong, squares
from dispatch.people.accounts import Account, canonical
from dispatch.people.invites import link_of
from dispatch.settings import Settings
from dispatch.wiring import Trouble

Given = argparse.Namespace
Made = tuple[Account, str | None, str]
_STYLE: Final = (
    "body{font:12pt/1.35 sans-serif;margin:12mm}article{break-inside:avoid;border:1px dashed #777;padding:5mm 7mm;"
    "margin:0 0 4mm}article svg{float:right;margin:0 0 2mm 6mm}article::after{content:'';display:block;clear:both}"
    "b{font-size:15pt}code{font:600 17pt/1.5 monospace;letter-spacing:.06em}p{margin:1mm 0}"
)

_SQUARES_MM: Final = 32


def add_invite(user: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Beside the other actions of ``dispatch user``."""
    invite = user.add_parser(
        "invite",
        help="sign-in codes for a school's team, each good once, on a sheet to cut up by room",
        description=(
            "Make a code for everybody of a school's team, or for the people named. Each is good once, for one device, which then "
            "stays signed in. A code before it that nobody used is void. The codes are shown in the file alone."
        ),
    )
    invite.add_argument(
        "file", type=Path, help="a new file that only you can read: .html to print, .csv for a mail merge"
    )
    invite.add_argument("--site", help="code of the school")
    invite.add_argument(
        "--user",
        action="append",
        default=[],
        metavar="NAME[=ROOM]",
        help="only these; may be given several times",
    )
    invite.add_argument("--rooms", type=Path, metavar="CSV", help="who is in which room: username,room")
    invite.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="how phones reach this server, as https://dispatch.example.org",
    )
    invite.set_defaults(run=lambda given: run(lambda settings: _invite(settings, given)))


async def _invite(settings: Settings, given: Given) -> int:
    if not given.site and not given.user:
        raise Trouble("Say for whom: --site CODE, or --user NAME.")
    rooms = _rooms(given.rooms)
    named = dict(_pair(one) for one in given.user)
    path: Path = given.file
    _must_be_new(path)
    # Before any code is made: an address may be too long to be drawn.
    _squares(given.address, "CODE-CODE-CODE")
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        lifetimes = wiring.lifetimes(settings)
        async with wiring.people(records.addresses, records.clock, "command line", lifetimes) as people:
            team = await people.invites.team(log, given.site.upper() if given.site else None)
            wanted = [
                (one, named.get(one.username) or rooms.get(one.username))
                for one in team
                if not named or one.username in named
            ]
            missing = sorted(set(named) - {one.username for one, _ in wanted})
            if missing or not wanted:
                who = ", ".join(missing) or f"anybody of {given.site}"
                raise Trouble(
                    f"There is no open account of a school's team for {who}. See: dispatch user list"
                )
            made = await people.invites.make(log, wanted, "command line")
    made.sort(key=lambda one: (one[0].site or "", one[1] or "\uffff", one[0].name))
    _write(
        path, _sheet(made, given.address, settings) if path.suffix != ".csv" else _table(made, given.address)
    )
    print(f"{len(made)} codes are in {path}, which only you can read. Hand them out, then delete the file.")
    return 0


def _must_be_new(path: Path) -> None:
    if path.exists():
        raise Trouble(f"{path} is there already and is not overwritten; nothing was made.")


def _pair(said: str) -> tuple[str, str | None]:
    name, _, room = said.partition("=")
    return canonical(name), room.strip() or None


def _rooms(path: Path | None) -> Mapping[str, str]:
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise Trouble(f"{path} cannot be read: {problem}.") from None
    if rows and not {"username", "room"} <= set(rows[0]):
        raise Trouble(f"{path} needs the columns username and room.")
    return {
        canonical(row["username"]): row["room"].strip() for row in rows if row["username"] and row["room"]
    }


def _table(made: Sequence[Made], address: str) -> list[str]:
    lines = ["site,room,name,username,code,link"]
    for account, room, code in made:
        cells = (account.site or "", room or "", account.name, account.username, code)
        quoted = ",".join('"' + one.replace('"', '""') + '"' for one in cells)
        lines.append(f'{quoted},"{link_of(address, code) if address else ""}"')
    return lines


def _sheet(made: Sequence[Made], address: str, settings: Settings) -> list[str]:
    where = f"{address.rstrip('/') or 'the address of the dispatch server'}/school/"
    lines = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Sign-in codes</title>",
        f"<style>{_STYLE}</style>",
    ]
    for account, room, code in made:
        place = f"{account.site or ''} {f'room {room}' if room else ''}".strip()
        lines += [
            f"<article><p>{html.escape(place)}</p><p><b>{html.escape(account.name)}</b></p>",
            _squares(address, code),
            f"<p>{'Point your camera at the squares, or open' if address else 'Open'} {html.escape(where)} on your phone and type</p>",
            f"<p><code>{code}</code></p>",
            f"<p>Good once, within {settings.code_days} days. Your phone then stays signed in.</p></article>",
        ]
    return [*lines, "</html>"]


def _squares(address: str, code: str) -> str:
    """The link for a camera, drawn here: the code is shown to no service that draws such things."""
    if not address:
        return ""
    try:
        return squares(link_of(address, code)).svg(_SQUARES_MM)
    except TooLong:
        raise Trouble(f"The address {address} is too long for a code that a camera reads.") from None


def _write(path: Path, lines: Sequence[str]) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(descriptor)
    except OSError as problem:
        raise Trouble(
            f"{path} cannot be written ({problem.strerror}). Make the codes again; those just made are void then."
        ) from None
