"""Loads the demo into a log through the same door as everybody's commands, once: what is there already stays as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from dispatch.desk.desk import Desk
from dispatch.desk.results import Envelope, Refused, Saved
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.unit_statuses import CHECKED
from dispatch.domain.commands import ResetCheck
from dispatch.domain.ids import derive
from dispatch.domain.state import State
from dispatch.domain.vocabulary import TimerKind
from dispatch.domain.wall_orders import AddWall
from dispatch.domain.walls import WallShow
from dispatch.links import giving
from dispatch.links.demo.district import opening, roster
from dispatch.links.demo.people import NAMESPACE, accounts, actor, password
from dispatch.links.demo.shift import chains, handover, is_complete, today
from dispatch.links.demo.steps import CHECK_MINUTES, Step
from dispatch.people.administration import Administration

WALL = "Dispatch room"
_FORGOTTEN = timedelta(minutes=10)
"""A check that nobody answered for so long: the demo was not running, nobody is in danger."""


class DemoProblem(Exception):
    """Why the demo could not be loaded, and what to do."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did. ``given`` commands were new, ``known`` had been given before, ``refused`` say why they were not done."""

    given: int
    known: int
    refused: tuple[str, ...]
    accounts_changed: int


async def load(
    desk: Desk,
    administration: Administration,
    chosen_password: str | None = None,
    *,
    past: bool = False,
    quiet: bool = False,
) -> Loaded:
    """Make the demo in an empty log, complete one that was cut off, or find that nothing is missing.

    ``past``: its district was opened days ago, and its present day begins only now. Not ``quiet``: an incident is under way.

    Raises ``DemoProblem`` when the log belongs to somebody, or when it cannot be written.
    """
    opened = await open_district(desk)
    results: list[Saved | Refused] = [opened, await give(desk, roster_step())]
    # Opened by an older version of this program: what it made is left as it is.
    if isinstance(opened, Saved) and not is_complete(desk.state):
        begun = await give(desk, today()) if past else opened
        assert isinstance(begun, Saved), begun
        for together in chains(begun.at, quiet=quiet):
            for answers in await asyncio.gather(*(_give_in_order(desk, chain) for chain in together)):
                results += answers
        results.append(await give(desk, handover()))
    results.append(await give(desk, wall()))
    changed = await administration.ensure_all(
        [(one, password(one.username, chosen_password)) for one in accounts(desk.log)]
    )
    return Loaded(
        given=sum(isinstance(one, Saved) and not one.duplicate for one in results),
        known=sum(_known(one) for one in results),
        refused=tuple(one.refusal.message for one in results if isinstance(one, Refused) and not _known(one)),
        accounts_changed=changed,
    )


async def answer_forgotten_checks(desk: Desk, now: datetime) -> Sequence[str]:
    """The units of a demo that was switched off for a while answer the status checks of that time. Returns which."""
    home = desk.state.home
    if home is None or not home.demo:
        return ()
    forgotten = _forgotten(desk.state, now)
    who = actor("dispatcher2")
    for unit, generation in forgotten.items():
        command = ResetCheck(unit=unit, minutes=CHECK_MINUTES)
        await desk.submit(
            who,
            Envelope(id=derive(NAMESPACE, f"check/{unit}/{generation}/{now.isoformat()}"), command=command),
        )
    return tuple(forgotten)


def _forgotten(state: State, now: datetime) -> dict[str, int]:
    found = {}
    for timer in state.timers.values():
        unit = state.units.get(timer.unit or "")
        if timer.timer_kind is TimerKind.STATUS_CHECK and unit is not None and unit.status in CHECKED:
            due = unit.check_due or timer.due
            if due < now - _FORGOTTEN:
                found[unit.id] = timer.generation
    return found


async def open_district(desk: Desk) -> Saved | Refused:
    """The answer to the demo's first command; its time is what the demo's own times count from."""
    home = desk.state.home
    if home is not None and not home.demo:
        raise DemoProblem(
            f"This data folder holds {home.name}, which is no demo. Nothing was changed; "
            "give the demo a folder of its own (DISPATCH_DATA)."
        )
    result = await give(desk, Step("open", SYSTEM, opening()))
    if isinstance(result, Refused) and home is None:
        raise DemoProblem(f"The demo was not loaded: {result.refusal.message}")
    return result


def roster_step() -> Step:
    """A roster that a newer version changed is a command of its own; the same one is given once."""
    command = roster()
    digest = sha256(repr(asdict(command)).encode()).hexdigest()[:16]
    return Step(f"roster/{digest}", SYSTEM, command)


def wall() -> Step:
    """A screen for the dispatch room, which shows the worst open incident."""
    return Step("wall", SYSTEM, AddWall(name=WALL, show=WallShow.WORST))


def wall_of(state: State) -> str | None:
    """The demo's wall display, unless somebody has ended it."""
    return next((one.id for one in state.walls.values() if one.name == WALL), None)


async def give(desk: Desk, step: Step) -> Saved | Refused:
    """Give one command of the demo and wait for its answer."""
    try:
        return await giving.give(desk, step.who, Envelope(id=step.id, command=step.command))
    except giving.Ungiven as problem:
        raise DemoProblem(
            f"The demo is not complete: {problem} Load it again; what is there stays."
        ) from problem


async def _give_in_order(desk: Desk, chain: Sequence[Step]) -> list[Saved | Refused]:
    """Each step after the answer to the one before: an order that rests on another must not overtake it."""
    return [await give(desk, step) for step in chain]


def _known(result: Saved | Refused) -> bool:
    """Given before, or given before in an older form: either way it is not given again."""
    if isinstance(result, Refused):
        return result.duplicate or result.refusal.code == "command_id_reused"
    return result.duplicate
