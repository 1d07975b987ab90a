"""``dispatch user`` and ``dispatch token``: accounts, from the machine itself. No network leads here."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from dispatch import wiring
from dispatch.cli.invites import add_invite
from dispatch.cli.running import run
from dispatch.domain.actor import Role
from dispatch.people.accounts import Account, BadAccount
from dispatch.settings import Settings
from dispatch.wiring import People, Trouble

Given = argparse.Namespace
ROLES = tuple(role.value for role in Role if role not in (Role.SYSTEM, Role.WALL))


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    user = commands.add_parser("user", help="accounts").add_subparsers(metavar="ACTION", required=True)
    add = user.add_parser("add", help="a new account; its password is asked for")
    add.add_argument("username")
    add.add_argument("--name", required=True, help="as colleagues know them")
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--agency", required=True, help="code of the agency")
    add.add_argument("--unit", help="call sign of a field role's unit")
    add.add_argument("--site", help="code of a site team member's school")
    _password_option(add)
    add.set_defaults(run=lambda given: run(lambda settings: _add(settings, given)))
    shown = user.add_parser("list", help="all accounts")
    shown.set_defaults(run=lambda _: run(_list))
    off = user.add_parser("disable", help="close an account and end its sessions")
    off.add_argument("username")
    off.set_defaults(run=lambda given: run(lambda settings: _disable(settings, given)))
    password = user.add_parser("password", help="a new password; open sessions end")
    password.add_argument("username")
    _password_option(password)
    password.set_defaults(run=lambda given: run(lambda settings: _password(settings, given)))
    add_invite(user)
    token = commands.add_parser("token", help="make a token for a program; it is shown once")
    token.add_argument("username")
    token.add_argument("name", help="what it is for")
    token.add_argument("--days", type=int, default=90, help="how long it is valid (default 90)")
    token.set_defaults(run=lambda given: run(lambda settings: _token(settings, given)))


def _password_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _ask(given: Given) -> str:
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise Trouble("There is no terminal to ask for the password; use --password-stdin.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise Trouble("The two passwords differ. Nothing was changed.")
    return password


@asynccontextmanager
async def _room(settings: Settings) -> AsyncIterator[tuple[People, str]]:
    """The accounts, and the log that new ones belong to."""
    async with wiring.records(settings) as records:
        log = await wiring.live_log(records.store, settings.log)
        async with wiring.people(records.addresses, records.clock, "command line") as people:
            yield people, log


async def _add(settings: Settings, given: Given) -> int:
    password = _ask(given)
    async with _room(settings) as (people, log):
        account = await people.administration.add(
            Account(
                log=log,
                person="",
                username=given.username,
                name=given.name,
                role=Role(given.role),
                agency=given.agency,
                unit=given.unit,
                site=given.site,
            ),
            password,
        )
    print(f"Added {account.username}.")
    return 0


async def _list(settings: Settings) -> int:
    async with _room(settings) as (people, _):
        for one in await people.administration.accounts():
            about = " ".join(filter(None, (one.unit, one.site, "disabled" if one.disabled else None)))
            print(f"{one.username:<20} {one.role.value:<24} {one.agency:<8} {one.name}  {about}".rstrip())
    return 0


async def _disable(settings: Settings, given: Given) -> int:
    async with _room(settings) as (people, _):
        ended = await people.administration.disable(given.username)
    print(f"Disabled {given.username}; {ended} open sessions were ended.")
    return 0


async def _password(settings: Settings, given: Given) -> int:
    password = _ask(given)
    async with _room(settings) as (people, _):
        ended = await people.administration.set_password(given.username, password)
    print(f"{given.username} has a new password; {ended} open sessions were ended.")
    return 0


async def _token(settings: Settings, given: Given) -> int:
    if not 1 <= given.days <= 366:
        raise Trouble("A token is valid for 1 to 366 days.")
    async with _room(settings) as (people, _):
        found = await people.accounts.find_account(given.username)
        if found is None or found[0].disabled:
            raise BadAccount(f"There is no open account {given.username!r}. See: dispatch user list")
        token, session = await people.sessions.open(
            found[0], kind="api", name=given.name, source="command line", lifetime=timedelta(days=given.days)
        )
    print(token)
    print(f"Valid until {session.expires_at:%Y-%m-%d}; shown only now.", file=sys.stderr)
    return 0
