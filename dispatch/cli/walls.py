"""``dispatch wall``: wall displays, from the machine itself."""

from __future__ import annotations

import argparse

from dispatch import wiring
from dispatch.cli.running import run
from dispatch.desk.results import Envelope, Refused
from dispatch.domain.actor import SYSTEM
from dispatch.domain.state import State
from dispatch.domain.wall_orders import AddWall, EndWall, SetWall, WallCommand
from dispatch.domain.walls import Wall, WallShow
from dispatch.links import giving
from dispatch.people.walls import WallCode, wall_link
from dispatch.settings import Settings
from dispatch.wiring import Node, Trouble

Given = argparse.Namespace


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    wall = commands.add_parser("wall", help="wall displays: screens that show and that nobody operates")
    asked = wall.add_subparsers(metavar="ACTION", required=True)
    add = asked.add_parser("add", help="a new wall display, and the code that lets its device in")
    add.add_argument("name", help="the room that it hangs in")
    _what(add, needed=False)
    _address(add)
    add.set_defaults(run=lambda given: run(lambda settings: _add(settings, given)))
    code = asked.add_parser("code", help="a new code for a display, as when its device was replaced")
    code.add_argument("name")
    _address(code)
    code.set_defaults(run=lambda given: run(lambda settings: _code(settings, given)))
    shown = asked.add_parser("set", help="what a display shows")
    shown.add_argument("name")
    _what(shown, needed=True)
    shown.set_defaults(run=lambda given: run(lambda settings: _set(settings, given)))
    end = asked.add_parser("end", help="end a display now: it shows nothing more and is let in no more")
    end.add_argument("name")
    end.add_argument("--reason")
    end.set_defaults(run=lambda given: run(lambda settings: _end(settings, given)))
    listed = asked.add_parser("list", help="all displays, what each shows, and when it was last heard of")
    listed.set_defaults(run=lambda _: run(_list))


def _what(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    what = parser.add_mutually_exclusive_group(required=needed)
    what.add_argument("--district", action="store_true", help="the whole district")
    what.add_argument("--worst", action="store_true", help="the worst open incident, else the district")
    what.add_argument("--incident", metavar="NUMBER", help="one incident, by its number")


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="how the screen reaches this server, as https://dispatch.example.org",
    )


async def _add(settings: Settings, given: Given) -> int:
    async with wiring.node(settings, timers=False) as node:
        show, incident = _wanted(node.desk.state, given)
        refs = await _give(node, AddWall(name=given.name, show=show, incident=incident))
        made = await node.people.walls.code(node.desk.log, str(refs["wall"]), "command line")
    _tell(made, given.address)
    return 0


async def _code(settings: Settings, given: Given) -> int:
    async with wiring.node(settings, timers=False) as node:
        wall = _named(node.desk.state, given.name)
        made = await node.people.walls.code(node.desk.log, wall.id, "command line")
    _tell(made, given.address)
    return 0


async def _set(settings: Settings, given: Given) -> int:
    async with wiring.node(settings, timers=False) as node:
        show, incident = _wanted(node.desk.state, given)
        wall = _named(node.desk.state, given.name)
        await _give(node, SetWall(wall=wall.id, show=show, incident=incident))
    print(f"{wall.name} shows {_words(show, given.incident)}.")
    return 0


async def _end(settings: Settings, given: Given) -> int:
    async with wiring.node(settings, timers=False) as node:
        wall = _named(node.desk.state, given.name)
        await _give(node, EndWall(wall=wall.id, reason=given.reason))
        await node.people.walls.end(node.desk.log, wall.id)
    print(f"{wall.name} is ended. Its screen says so within two seconds.")
    return 0


async def _list(settings: Settings) -> int:
    async with wiring.node(settings, timers=False) as node:
        state = node.desk.state
        devices = {one.wall: one for one in await node.people.walls.devices(node.desk.log)}
        for wall in sorted(state.walls.values(), key=lambda one: one.name):
            incident = state.incidents.get(wall.incident or "")
            device = devices.get(wall.id)
            seen = device.last_seen if device is not None else None
            heard = f"last heard {seen:%Y-%m-%d %H:%M}Z" if seen is not None else "no device yet"
            print(f"{wall.name:<32} {_words(wall.show, incident.number if incident else None):<36} {heard}")
    return 0


def _words(show: WallShow, number: str | None) -> str:
    match show:
        case WallShow.DISTRICT:
            return "the district"
        case WallShow.WORST:
            return "the worst open incident"
        case WallShow.INCIDENT:
            return f"incident {number or '(closed)'}"


def _wanted(state: State, given: Given) -> tuple[WallShow, str | None]:
    if given.incident is None:
        return (WallShow.WORST if given.worst else WallShow.DISTRICT), None
    number = given.incident.upper()
    found = next((one.id for one in state.incidents.values() if one.number == number), None)
    if found is None:
        raise Trouble(f"There is no open incident {number}.")
    return WallShow.INCIDENT, found


def _named(state: State, name: str) -> Wall:
    found = [one for one in state.walls.values() if one.name.casefold() == name.strip().casefold()]
    if not found:
        raise Trouble(f"There is no wall display {name!r}. See: dispatch wall list")
    return found[0]


async def _give(node: Node, command: WallCommand) -> dict[str, object]:
    answer = await giving.give(node.desk, SYSTEM, Envelope(id=node.clock.new_id(), command=command))
    if isinstance(answer, Refused):
        raise Trouble(answer.refusal.message)
    return dict(answer.refs)


def _tell(made: WallCode, address: str) -> None:
    where = wall_link(address, made.code) if address else "/wall/ of this server"
    print(f"{made.code}")
    print(f"Open {where} on the screen's browser" + ("" if address else " and type the code") + ".")
    print(f"Good once, until {made.expires_at:%Y-%m-%d %H:%M}Z; shown only now.")
