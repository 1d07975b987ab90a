"""Every role, every command that names an incident, and how the incident stands to whoever names it, by HTTP and by the socket.

What must come out is computed from the table of grants and the relation; nothing is written down case by case. To whom an incident was
never shown, it is not there: the same bytes as for an id that nobody ever made.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import MISSING, dataclass, fields, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any, get_args
from uuid import uuid5

import orjson
import pytest

from dispatch.domain import commands as c
from dispatch.domain import incident_orders as o
from dispatch.domain import seat_orders as s
from dispatch.domain.actor import DESK_ROLES, FIELD_ROLES, Actor, Role
from dispatch.domain.authority import GRANTS, Scope
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.web.command_models import COMMAND_TYPES
from tests.desk.world import DISPATCHER, OPEN, ROSTER, UNITS, call
from tests.links.phones import message_of
from tests.model.orders import Orders
from tests.web.standing import SPACE, Standing, standing
from tests.web.two_worlds import FIRE, OPERATIONAL, account_of


class Relation(Enum):
    """How an incident stands to whoever names it."""

    OWN = auto()
    """The officer's unit is on it, it is at the principal's school, it is shared with the liaison."""
    OWN_FROM_INSIDE = auto()
    """The same, which the liaison names by the id that is used inside."""
    FORMERLY = auto()
    """It was: the unit was cleared, the share was taken back."""
    OTHERS = auto()
    """It is another agency's, another unit's, another school's."""
    NEVER = auto()
    ABSENT = auto()
    """There is no such incident."""


ACTORS: dict[Role, Actor] = {
    role: Actor(
        person=f"p-{role}",
        name=str(role),
        role=role,
        agency="MPD" if role is Role.LIAISON else "PMSD",
        unit="A1" if role in FIELD_ROLES else None,
        site="GRHS" if role is Role.SITE_TEAM_MEMBER else None,
    )
    for role in Role
    if role not in (Role.SYSTEM, Role.DEVICE)
}
KINDS = [
    kind
    for kind in get_args(Command)
    if kind.kind in COMMAND_TYPES
    and any(one.name == "incident" for one in fields(kind))
    # Of a wall display it is a setting, which its rule reads first.
    and not kind.kind.endswith("Wall")
]


@dataclass
class Place:
    """A district in which every relation is there."""

    world: Standing
    ids: dict[Relation, str]
    seat: str
    """By which the liaison names what is shared."""


@asynccontextmanager
async def place(data: Path) -> AsyncIterator[Place]:
    """Incidents of every relation to A1, to Granite Ridge and to Mesa Police."""
    opening = (OPEN, replace(ROSTER, agencies=(*ROSTER.agencies, FIRE)))
    async with standing(data, opening, [account_of(one, role) for role, one in ACTORS.items()]) as world:
        for unit in UNITS:
            await world.give(DISPATCHER, c.SetUnitStatus(unit=unit, status=UnitStatus.AV), f"{unit}-on")
        own, seat = await _incident(world, "own", "GRHS", "MPD")
        formerly, _ = await _incident(world, "formerly", "PMES", "MPD")
        others, _ = await _incident(world, "others", "PMES", "FIRE")
        never, _ = await _incident(world, "never", "MVMS", None)
        back = s.UnshareIncident(incident=formerly, agency="MPD", share=(OPERATIONAL,))
        await world.give(DISPATCHER, back, "back")
        ids = {
            Relation.OWN: own,
            Relation.OWN_FROM_INSIDE: own,
            Relation.FORMERLY: formerly,
            Relation.OTHERS: others,
            Relation.NEVER: never,
            Relation.ABSENT: str(uuid5(SPACE, "absent")),
        }
        yield Place(world, ids, seat)


async def _incident(world: Standing, name: str, site: str, agency: str | None) -> tuple[str, str]:
    at = (await world.give(DISPATCHER, call(site, "WEAPON"), f"{name}-call"))["call"]
    if name == "own":
        await world.give(DISPATCHER, c.AssignUnits(call=at, units=("A1",)), "own-unit")
    incident = (await world.give(DISPATCHER, o.PromoteCall(call=at), f"{name}-promote"))["incident"]
    if agency is None:
        return incident, ""
    share = s.ShareIncident(incident=incident, agency=agency, share=(OPERATIONAL,), hours=6)
    return incident, (await world.give(DISPATCHER, share, f"{name}-share"))["seat"]


def expected(role: Role, kind: type, relation: Relation) -> str:
    """What the table and the relation say: ``forbidden``, ``not_found``, or ``judged`` by the rule of the command."""
    scope = GRANTS[role].get(kind)
    if scope is None:
        return "forbidden"
    if role in DESK_ROLES:
        return "not_found" if relation is Relation.ABSENT else "judged"
    return "judged" if relation is Relation.OWN else "not_found"


@pytest.fixture
def orders() -> Orders:
    return Orders()


def worded(
    world: Standing, orders: Orders, kind: type, role: Role, incident: str, name: str
) -> dict[str, Any]:
    """A command of this kind in its right form, about this incident."""
    made = orders.of(kind, world.desk.state, world.clock.now())
    own = ACTORS[role].site
    # What else it may name would be judged too: only the incident is looked at here.
    others = {"site": own, "call": None, "action": None, "person": None}
    if GRANTS[role].get(kind) is Scope.OWN_UNIT:
        others["unit"] = ACTORS[role].unit
    optional = {one.name for one in fields(kind) if one.default is not MISSING}
    changes = {name: value for name, value in others.items() if name in optional}
    changes["incident"] = incident
    made = replace(made, **changes)  # type: ignore[arg-type]
    return message_of(made, str(uuid5(SPACE, name)))


@pytest.mark.parametrize("role", list(ACTORS), ids=str)
async def test_what_comes_of_it_is_what_the_table_says(tmp_path: Path, orders: Orders, role: Role) -> None:
    wrong: list[str] = []
    judged: list[str] = []
    async with place(tmp_path) as at:
        world = at.world
        socket = await world.socket(role)
        for kind in KINDS:
            unseen: dict[bytes, Relation] = {}
            for relation, incident in at.ids.items():
                if role is Role.LIAISON and relation is Relation.OWN:
                    incident = at.seat
                if relation is Relation.OWN_FROM_INSIDE and role is not Role.LIAISON:
                    continue
                wanted = expected(role, kind, relation)
                message = worded(world, orders, kind, role, incident, f"{kind.__name__}-{relation}")
                if wanted == "judged":
                    # Whatever its rule says of it, or it is done: on a copy of nothing else that is tried here.
                    message["expect"] = {incident: 999}
                by_http = await world.order(role, f"h-{kind.__name__}-{relation}", **_without_id(message))
                socket.send({**message, "id": str(uuid5(SPACE, f"s-{kind.__name__}-{relation}"))})
                await world.settle()
                by_socket = socket.messages()[-1]
                codes = [by_http.json().get("code", "saved"), by_socket.get("code", "saved")]
                judged += [one for one in codes if wanted == "judged" and one not in _AUTHORITY]
                if not all(_fits(one, wanted, role) for one in codes):
                    wrong.append(f"{role} {kind.__name__} {relation.name}: {codes}, not {wanted}")
                if wanted == "not_found":
                    body = {key: value for key, value in by_http.json().items() if key != "id"}
                    unseen[orjson.dumps(body)] = relation
            if len(unseen) > 1:
                wrong.append(
                    f"{role} {kind.__name__}: told apart {sorted(one.name for one in unseen.values())}"
                )
    assert wrong == []
    assert bool(judged) == any(expected(role, kind, Relation.OWN) == "judged" for kind in KINDS)


def _fits(code: str, wanted: str, role: Role) -> bool:
    """Of what is judged, a rule may find that something else is not there, or that it is not this person's own word to give."""
    if wanted == "forbidden":
        # Who may give no command at all is told so at the door.
        return code in ("forbidden", "not_permitted")
    if wanted == "not_found":
        return code == wanted
    return code != "not_permitted" and (code != "forbidden" or role not in DESK_ROLES)


_AUTHORITY = ("forbidden", "not_permitted", "not_found")


def _without_id(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key not in ("id", "type")}
