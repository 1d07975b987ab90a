"""A quarter of an hour of an incident that is shared with Mesa Police, lived in a served district; and what may happen beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid5

import httpx

from dispatch.domain import bolo_orders as b
from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import incident_orders as o
from dispatch.domain import seat_orders as s
from dispatch.domain.actor import Actor, Role
from dispatch.domain.bolos import BoloCategory
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.domain.decision_records import FactKind
from dispatch.domain.disclosures import Basis
from dispatch.domain.ids import derive
from dispatch.domain.incidents import Complexity
from dispatch.domain.rooms import Hurt, RoomStatus, Severity
from dispatch.domain.roster import Agency, AgencyKind
from dispatch.domain.seats import LineTag, ShareClass
from dispatch.domain.shifts import ShiftCategory
from dispatch.domain.text import TextClass
from dispatch.people.accounts import Account
from dispatch.web.app import ROUTES
from tests.desk.world import DISPATCHER, LIAISON, OPEN, ROSTER, SUPERVISOR, UNITS, call, officer, principal
from tests.web.standing import LOG, SPACE, Socket, Standing, standing

OPERATIONAL, MEDICAL, STUDENT, PLANS = ShareClass
FIRE = Agency(code="FIRE", name="Mesa Fire", agency_kind=AgencyKind.FIRE_EMS)
FIRST, BRIEF, REST = 0.4, 0.005, 0.595
"""Well after a beat comes what happens beside; an order follows so soon that it could be delayed by it; then the second goes on."""


def account_of(actor: Actor, username: str) -> Account:
    return Account(
        log=LOG,
        person=actor.person,
        username=username,
        name=actor.name,
        role=actor.role,
        agency=actor.agency,
        unit=actor.unit,
        site=actor.site,
    )


CHIEF = replace(LIAISON, person="p-fire", name="B. Lund", agency="FIRE")
PEOPLE = (
    account_of(DISPATCHER, "dispatcher"),
    account_of(LIAISON, "liaison"),
    account_of(CHIEF, "chief"),
    account_of(officer("A1"), "officer"),
    account_of(Actor(person="p-aud", name="A. Bell", role=Role.AUDITOR, agency="PMSD"), "auditor"),
)
ROUTES_ASKED = [
    one
    for one in ROUTES
    # These look at what is brought in the body, not at who brings it, and would end the session.
    if not one.path.startswith(("/api/panic", "/api/track", "/api/session/", "/healthz", "/readyz"))
    and (one.method, one.path) not in {("DELETE", "/api/session"), ("POST", "/api/session")}
]
SEARCHES = (
    "/api/log?q=canary",
    "/api/log?after=&limit=500",
    "/api/history?q=canary",
    "/api/history?number=26-000002",
    "/api/reports/calls?format=csv",
    "/api/figures?format=csv",
)
ELSEWHERE = {
    what: derive(str(uuid5(SPACE, command)), what)
    for what, command in (
        ("call", "other"),
        ("seat", "other-share"),
        ("guest", "other-guest"),
        ("line", "other-line"),
        ("decision", "other-decision"),
        ("fact", "other-fact"),
    )
}
"""The ids of what one world has and the other has not."""
ELSEWHERE["incident"] = derive(str(uuid5(SPACE, "other-promote")), f"incident/{ELSEWHERE['call']}")

Ids = dict[str, str]
Hidden = Callable[[Standing, int, Ids], Awaitable[None]]
"""Something that happens in one world only, before a step."""


@dataclass
class Told:
    """Everything that the liaison got, by the door through which it came."""

    stream: list[tuple[float, bytes]] = field(default_factory=list)
    """Each write to the open socket, and when it was made."""
    state: list[tuple[Any, ...]] = field(default_factory=list)
    answers: list[tuple[Any, ...]] = field(default_factory=list)
    """What was said to commands."""
    routes: list[tuple[Any, ...]] = field(default_factory=list)
    """Every route, with ids of what is shared, of what is not, and of what is nowhere: forms, files, exports, errors."""
    searches: list[tuple[Any, ...]] = field(default_factory=list)
    resumed: list[bytes] = field(default_factory=list)
    """What a second device gets that says where it was."""


DOORS = ("stream", "state", "answers", "routes", "searches", "resumed")


def whole(answer: httpx.Response) -> tuple[Any, ...]:
    """An answer with its headers."""
    return answer.status_code, sorted(answer.headers.items()), answer.content


async def lived(
    data: Path,
    hidden: Hidden,
    shares: tuple[ShareClass, ...] = (OPERATIONAL,),
    *,
    guest: bool = False,
    until: int | None = None,
) -> Told:
    """What the liaison (a standing account, or a guest) was told in a world in which this happened beside."""
    told = Told()
    opening = (OPEN, replace(ROSTER, agencies=(*ROSTER.agencies, FIRE)))
    async with standing(data, opening, PEOPLE) as world:
        for unit in UNITS:
            await world.give(
                DISPATCHER, c.SetUnitStatus(unit=unit, status=UnitStatus.AV), f"{unit}-available"
            )
        ids = await shared(world, hidden, shares)
        me = await _guest(world, ids) if guest else "liaison"
        desk = await world.socket("dispatcher")
        screen = await world.socket(me)
        for tick, one in enumerate(steps(ids)[:until], start=1):
            await world.wait(FIRST)
            await hidden(world, tick, ids)
            await world.wait(BRIEF)
            if isinstance(one, tuple):
                await world.ask(one[0], one[1], f"step-{tick}")
            elif tick % 2:
                told.answers.append(
                    whole(await world.order(me, f"step-{tick}", **_named(one, "incident", ids)))
                )
            else:
                screen.send(
                    {
                        "type": "command",
                        "id": str(uuid5(SPACE, f"step-{tick}")),
                        **_named(one, "incident", ids),
                    }
                )
            await world.wait(REST)
            told.state.append(whole(await world.request(me, "GET", "/api/state")))
        told.stream = _but_the_handshake(screen)
        await _ask_at_every_door(world, me, ids, told)
        again = await world.socket(me, since={"epoch": "e1", "seq": 40})
        again.send({"type": "resync", "part": "desk"})
        again.send({"type": "resync", "part": "incident:nothing"})
        again.send({"type": "resync", "part": "site:PMES"})
        await world.wait(1.0)
        told.resumed = [data for _, data in _but_the_handshake(again)]
        assert desk.wire.writes, "somebody of the district looks on"
    return told


async def shared(world: Standing, hidden: Hidden, shares: tuple[ShareClass, ...]) -> Ids:
    """The incident at Granite Ridge, shared."""
    ids: Ids = {}
    ids["call"] = (await world.give(DISPATCHER, call("GRHS", "WEAPON"), "call"))["call"]
    ids["incident"] = (await world.give(DISPATCHER, o.PromoteCall(call=ids["call"]), "promote"))["incident"]
    await hidden(world, 0, ids)
    disclosed: dict[str, Any] = {}
    if STUDENT in shares:
        disclosed = {"basis": Basis.CONSENT, "requester": "x", "decided_by": "y"}
    share = s.ShareIncident(incident=ids["incident"], agency="MPD", share=shares, hours=6, **disclosed)
    ids["seat"] = (await world.give(DISPATCHER, share, "share"))["seat"]
    return ids


async def _guest(world: Standing, ids: Ids) -> str:
    invite = s.InviteGuest(incident=ids["incident"], agency="MPD", name="Park", title="Sgt.", hours=2)
    guest = (await world.give(DISPATCHER, invite, "invite"))["guest"]
    who = world.seat_guest(guest, "Park", "MPD")
    take = s.TakeSeat(guest=guest, name="Park", title="Sgt.", said_agency="MPD")
    await world.give(world.people[who].actor(""), take, "take")
    return who


def steps(ids: Ids) -> list[tuple[Actor, Command] | dict[str, Any]]:
    """What both worlds do: on the district's side, and on the liaison's (as it stands on the wire), with answers of every kind."""
    incident = ids["incident"]
    line = str(uuid5(SPACE, "nothing"))
    established = o.EstablishCommand(incident=incident, name="Vale", agency="PMSD", title="Chief", post="gym")
    return [
        (DISPATCHER, c.AssignUnits(call=ids["call"], units=("A1",))),
        (DISPATCHER, c.StartAction(sites=("GRHS",), type=ActionType.LOCKDOWN)),
        (DISPATCHER, established),
        {"kind": "AddPartnerUnit", "name": "P12", "what": "Patrol"},
        {"kind": "ShareLine", "tag": "request", "text": "two more units"},
        {"kind": "AcknowledgeShared", "line": line},
        {"kind": "AddPartnerUnit", "name": "P12"},
        {"kind": "CreateCall", "call_type": "FIGHT", "site": "PMES"},
        {"kind": "ConfirmTransfer", "side": "incoming", "how": "self", "briefed": True},
        {
            "kind": "AddUnifiedMember",
            "name": "Ortiz",
            "agency": "MPD",
            "title": "Sgt.",
            "authority": "Law",
            "how": "self",
        },
        {"kind": "ShareLine", "incident": incident, "tag": "request", "text": "by the id from inside"},
        (DISPATCHER, w.SetObjective(incident=incident, text="Life safety")),
        (principal("GRHS"), c.ReportRoom(site="GRHS", room="101", status=RoomStatus.ALL_ACCOUNTED)),
        {"kind": "ShareLine", "incident": ELSEWHERE["incident"], "tag": "request", "text": "elsewhere"},
        {"kind": "AcknowledgeShared", "incident": ELSEWHERE["incident"], "line": ELSEWHERE["line"]},
        (DISPATCHER, w.RequestResource(incident=incident, what="Buses", count=4)),
        (DISPATCHER, s.ShareLine(incident=incident, tag=LineTag.HAZARD, text="gas shut off", asks=True)),
        (officer("A1"), c.SetUnitStatus(unit="A1", status=UnitStatus.OS)),
        {"kind": "WithdrawDecision", "decision": ELSEWHERE["decision"], "reason": "not mine"},
        {"kind": "MoveRequest", "request": ELSEWHERE["decision"], "status": "cancelled"},
    ]


def _named(one: dict[str, Any], name: str, ids: Ids) -> dict[str, Any]:
    """An order of the liaison's: about the seat, where it says nothing else."""
    return one if name in one or one["kind"] == "CreateCall" else {**one, name: ids["seat"]}


async def _ask_at_every_door(world: Standing, me: str, ids: Ids, told: Told) -> None:
    for route in ROUTES_ASKED:
        for wanted in (ids["incident"], ids["seat"], ids["call"], *ELSEWHERE.values(), "0" * 64, "nothing"):
            path = "/".join(
                "report" if part == "{form}" else wanted if part.startswith("{") else part
                for part in route.path.split("/")
            )
            body: Any = {} if route.path != "/api/commands" else {"id": str(uuid5(SPACE, wanted))}
            answer = await world.request(me, route.method, path, json=body)
            if route.path != "/api/tokens":
                told.routes.append((route.method, route.path, *whole(answer)))
            if path == route.path:
                break
    for path in SEARCHES:
        told.searches.append(whole(await world.request(me, "GET", path)))


def _but_the_handshake(screen: Socket) -> list[tuple[float, bytes]]:
    return screen.wire.writes[1:]


# --- what happens beside ------------------------------------------------------------------------------------------


async def nothing(world: Standing, tick: int, ids: Ids) -> None:
    """The world to compare with."""


async def another_incident(world: Standing, tick: int, ids: Ids) -> None:
    """A whole other incident at another school, commanded, decided upon, and shared with Mesa Fire, who looks at it."""
    give = world.give
    if tick == 0:
        for number in range(3):
            await give(DISPATCHER, call("PMES", "FIGHT"), f"before-{number}")
        await give(
            SUPERVISOR, c.WriteShiftEntry(category=ShiftCategory.STAFFING, text="canary"), "shift-entry"
        )
    if tick == 1:
        assert (await give(DISPATCHER, call("PMES", "WEAPON"), "other"))["call"] == ELSEWHERE["call"]
        promote = o.PromoteCall(call=ELSEWHERE["call"], name="canary")
        assert (await give(DISPATCHER, promote, "other-promote"))["incident"] == ELSEWHERE["incident"]
        await give(DISPATCHER, c.AssignUnits(call=ELSEWHERE["call"], units=("A2", "A3")), "other-units")
        wanted = b.IssueBolo(category=BoloCategory.PERSON, subject="canary", reason="canary")
        await give(DISPATCHER, wanted, "other-bolo")
    if tick == 2:
        await give(DISPATCHER, c.StartAction(sites=("PMES",), type=ActionType.LOCKDOWN), "other-action")
    other = ELSEWHERE["incident"]
    if tick == 3:
        shares = s.ShareIncident(incident=other, agency="FIRE", share=(OPERATIONAL, MEDICAL))
        assert (await give(DISPATCHER, shares, "other-share"))["seat"] == ELSEWHERE["seat"]
        line = s.ShareLine(incident=other, tag=LineTag.HAZARD, text="canary", asks=True)
        await give(DISPATCHER, line, "other-line")
        invite = s.InviteGuest(incident=other, agency="FIRE", name="canary", title="BC", hours=2)
        await give(DISPATCHER, invite, "other-guest")
        await world.socket("chief")
    if tick == 4:
        told = d.RecordFact(incident=other, fact_kind=FactKind.SHOTS, text="canary", site="PMES")
        await give(DISPATCHER, told, "other-fact")
        decided = d.RecordDecision(incident=other, text="canary", name="canary", title="Chief", agency="PMSD")
        await give(DISPATCHER, decided, "other-decision")
    if tick in _WAY:
        await give(officer("A2"), c.SetUnitStatus(unit="A2", status=_WAY[tick]), f"way-{tick}")
    if tick in (5, 8):
        await world.request("chief", "GET", "/api/state")
        await world.request("dispatcher", "GET", "/api/state")
    if tick > 9:
        await give(DISPATCHER, c.AddNote(call=ELSEWHERE["call"], text="canary"), f"other-note-{tick}")


_WAY = {4: UnitStatus.ER, 5: UnitStatus.OS, 6: UnitStatus.AI, 9: UnitStatus.OS}


async def within_the_incident(world: Standing, tick: int, ids: Ids) -> None:
    """What is of the very incident and not shared: the call's words, callers, notes, messages, who is hurt."""
    give = world.give
    if tick == 1:
        await give(DISPATCHER, c.AddNote(call=ids["call"], text="the caller is Dana Poe, 555-0142"), "note")
        report = c.AddReport(
            call=ids["call"], source=CallSource.PARENT, caller="Dana Poe", callback="555-0142"
        )
        await give(DISPATCHER, report, "report")
    if tick == 2:
        await give(DISPATCHER, c.SendMessage(units=("A1",), text="hold at the corner"), "message")
    if tick == 4:
        text = s.ShareLine(
            incident=ids["incident"],
            tag=LineTag.MEDICAL,
            text="two hurt",
            text_class=TextClass.MEDICAL,
        )
        await give(DISPATCHER, text, "medical")
    if tick == 5:
        change = o.ChangeIncident(incident=ids["incident"], reason="x", complexity=Complexity.TYPE_3)
        await give(DISPATCHER, change, "type")
    if tick == 6:
        counted = w.CountPatients(incident=ids["incident"], red=1, yellow=2, green=3, black=0)
        await give(DISPATCHER, counted, "patients")
        victims = d.RecordFact(incident=ids["incident"], fact_kind=FactKind.VICTIMS, text="two", count=2)
        await give(DISPATCHER, victims, "victims")
    if tick > 6:
        await give(DISPATCHER, c.AddNote(call=ids["call"], text="x"), f"note-{tick}")


def in_the_room(**more: Any) -> Hidden:
    """The report of a room; the two worlds differ in what of it is not shared."""

    async def report(world: Standing, tick: int, ids: Ids) -> None:
        if tick == 14:
            room = c.ReportRoom(site="GRHS", room="101", **more)
            await world.give(principal("GRHS"), room, "room")

    return report


hurt = in_the_room(
    status=RoomStatus.INJURED, injured=(Hurt(severity=Severity.RED, count=2),), note="Al Oh bleeds"
)
unhurt = in_the_room(status=RoomStatus.INJURED, injured=(Hurt(severity=Severity.GREEN, count=1),))
al_is_missing = in_the_room(status=RoomStatus.MISSING, missing=("Al Oh",))
bo_is_missing = in_the_room(status=RoomStatus.MISSING, missing=("Bo Reyes",))
