"""What a partner agency is sent rests on what is shared with it alone: two worlds that differ in the rest send the same bytes.

Time stands still and every id comes from its command, so that whatever differs comes from what is shown. A control shows that the
comparison would notice.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

import pytest

from dispatch.desk import frames
from dispatch.desk.results import Refused, Saved, to_wire
from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import incident_orders as o
from dispatch.domain import seat_orders as s
from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.catalog.decision_matrix import DECISIONS, MatrixRow, Party, Regime
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.decision_records import FactKind
from dispatch.domain.disclosures import Basis
from dispatch.domain.fold import fold
from dispatch.domain.ids import derive
from dispatch.domain.incident_work import RequestStatus
from dispatch.domain.incidents import Complexity, SaidHow, TransferSide
from dispatch.domain.lens.project import snapshot
from dispatch.domain.rooms import Hurt, RoomStatus, Severity
from dispatch.domain.roster import Agency, AgencyKind
from dispatch.domain.seats import LineTag, ShareClass
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import Priority
from tests.desk.town import Town, running
from tests.desk.world import DISPATCHER, LIAISON, LOG, Screen, call, officer, principal

OPERATIONAL, MEDICAL, STUDENT, PLANS = ShareClass
SPACE = UUID(int=7)
FIRE = Agency(code="FIRE", name="Mesa Fire", agency_kind=AgencyKind.FIRE_EMS)


class World(Town):
    """A town whose commands have ids of their own name: what happens beside does not move the next one's."""

    def __init__(self) -> None:
        self.names = itertools.count(1)
        super().__init__()
        self.fold(SYSTEM, c.DefineRoster(agencies=(FIRE,)))
        self.hub.begin(self.state, "e1")

    def named(self, actor: Actor, wanted: Command, name: str) -> dict[str, Any]:
        """One command whose id is derived from its name."""
        accepted = self.ask(actor, wanted, name)
        assert isinstance(accepted, Accepted), (name, accepted)
        before, folded = self.state, fold(self.state, accepted.recorded)
        self.state = folded.state
        self.hub.publish(before, folded.state, folded.touched, accepted.recorded)
        return dict(accepted.refs)

    def ask(self, actor: Actor, wanted: Command, name: str) -> Any:
        context = Context(actor=actor, command_id=str(uuid5(SPACE, name)), log=LOG, now=self.clock.now())
        return decide(self.state, wanted, context)


@dataclass
class Told:
    """Everything that the liaison got: each write with the tick in which it came, and each answer."""

    writes: list[tuple[int, bytes]]
    answers: list[bytes]
    again: bytes
    """What a second device gets that comes later."""


Hidden = Callable[[World, int, dict[str, str]], None]
"""Something that happens in one world only, after a step."""


class Ear(Screen):
    """A screen that keeps bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.heard.append(bytes(data))
        super().write(data)


async def lived(hidden: Hidden, shares: tuple[ShareClass, ...] = (OPERATIONAL,)) -> Told:
    """A quarter of an hour of an incident that is shared with Mesa Police, and what happens beside it."""
    world = World()
    ids: dict[str, str] = {}
    told = Told([], [], b"")
    async with running(world):
        ids["call"] = world.named(DISPATCHER, call("GRHS", "WEAPON"), "call")["call"]
        ids["incident"] = world.named(DISPATCHER, o.PromoteCall(call=ids["call"]), "promote")["incident"]
        hidden(world, 0, ids)
        disclosed: dict[str, Any] = {}
        if STUDENT in shares:
            disclosed = {"basis": Basis.CONSENT, "requester": "x", "decided_by": "y"}
        share = s.ShareIncident(incident=ids["incident"], agency="MPD", share=shares, hours=6, **disclosed)
        ids["seat"] = world.named(DISPATCHER, share, "share")["seat"]
        ear = Ear()
        assert await world.hub.attach(ear, who=LIAISON, session="s") is not None
        for tick, (actor, wanted) in enumerate(_steps(ids), start=1):
            answer = world.ask(actor, wanted, f"step-{tick}")
            if isinstance(answer, Accepted):
                world.named(actor, wanted, f"step-{tick}")
            if actor is LIAISON:
                told.answers.append(_wire(answer, world))
            hidden(world, tick, ids)
            await world.clock.advance(1.0)
            told.writes += [(tick, data) for data in ear.heard]
            ear.heard.clear()
        late = Ear()
        assert await world.hub.attach(late, who=LIAISON, session="s2") is not None
        told.again = b"".join(late.heard)
    return told


def _steps(ids: dict[str, str]) -> list[tuple[Actor, Command]]:
    """What both worlds do: on the district's side, and on the liaison's, with answers of every kind."""
    incident, seat = ids["incident"], ids["seat"]
    line = str(uuid5(SPACE, "nothing"))
    return [
        (DISPATCHER, c.AssignUnits(call=ids["call"], units=("A1",))),
        (DISPATCHER, c.StartAction(sites=("GRHS",), type=ActionType.LOCKDOWN)),
        (
            DISPATCHER,
            o.EstablishCommand(incident=incident, name="Vale", agency="PMSD", title="Chief", post="gym"),
        ),
        (LIAISON, s.AddPartnerUnit(incident=seat, name="P12", what="Patrol")),
        (LIAISON, s.ShareLine(incident=seat, tag=LineTag.REQUEST, text="two more units")),
        (LIAISON, s.AcknowledgeShared(incident=seat, line=line)),
        (LIAISON, s.AddPartnerUnit(incident=seat, name="P12")),
        (LIAISON, c.CreateCall(type="FIGHT", site="PMES")),
        (
            LIAISON,
            o.ConfirmTransfer(incident=seat, side=TransferSide.INCOMING, how=SaidHow.SELF, briefed=True),
        ),
        (
            LIAISON,
            o.AddUnifiedMember(
                incident=seat, name="Ortiz", agency="MPD", title="Sgt.", authority="Law", how=SaidHow.SELF
            ),
        ),
        (LIAISON, s.ShareLine(incident=incident, tag=LineTag.REQUEST, text="by the id from inside")),
        (LIAISON, d.RaiseQuestion(incident=seat, question="Release the north wing?", options=("yes",))),
        (LIAISON, d.RaiseQuestion(incident=seat, question="x", asker="FIRE")),
        (LIAISON, w.RequestResource(incident=seat, what="ambulances", count=2, how=SaidHow.SELF)),
        (LIAISON, w.RequestResource(incident=seat, what="x", agency="FIRE", how=SaidHow.SELF)),
        (LIAISON, d.RaiseQuestion(incident=seat, decision_type="OURS")),
        (LIAISON, d.WithdrawDecision(incident=seat, decision=_made("decision", "weighed"), reason="x")),
        (LIAISON, _cancelled(seat, _made("request", "buses"))),
        (LIAISON, _cancelled(seat, _made("request", "step-14"))),
        (LIAISON, d.WithdrawDecision(incident=seat, decision=_made("decision", "step-12"), reason="x")),
        (
            DISPATCHER,
            d.RecordDecision(incident=incident, text="hold", name="Vale", title="Chief", agency="PMSD"),
        ),
        (principal("GRHS"), c.ReportRoom(site="GRHS", room="101", status=RoomStatus.ALL_ACCOUNTED)),
        (DISPATCHER, s.ShareLine(incident=incident, tag=LineTag.HAZARD, text="gas shut off", asks=True)),
    ]


def _made(what: str, name: str) -> str:
    """The id of what a command of that name makes, whether it is given or not."""
    return derive(str(uuid5(SPACE, name)), what)


def _cancelled(seat: str, request: str) -> Command:
    return w.MoveRequest(incident=seat, request=request, status=RequestStatus.CANCELLED)


def _wire(answer: Any, world: World) -> bytes:
    """The answer as the liaison's link sends it."""
    if isinstance(answer, Accepted):
        saved = Saved(id="x", at=world.clock.now(), receipt=f"r{world.state.seq}", refs=answer.refs, seq=1)
        return frames.encode(to_wire(saved, internal=False))
    return frames.encode(to_wire(Refused(id="x", refusal=answer), internal=False))


# --- what happens beside ------------------------------------------------------------------------------------------


def nothing(world: World, tick: int, ids: dict[str, str]) -> None:
    """The world to compare with."""


def another_incident(world: World, tick: int, ids: dict[str, str]) -> None:
    """A whole other incident at another school, with more calls, units, messages and lines."""
    if tick == 0:
        for number in range(3):
            world.named(DISPATCHER, call("PMES", "FIGHT", priority=Priority.P3), f"before-{number}")
    if tick == 1:
        ids["other"] = world.named(DISPATCHER, call("PMES", "WEAPON"), "other")["call"]
        world.named(DISPATCHER, c.AssignUnits(call=ids["other"], units=("A2", "A3")), "other-units")
    if tick == 2:
        world.named(DISPATCHER, c.StartAction(sites=("PMES",), type=ActionType.LOCKDOWN), "other-action")
    if tick == 3:
        incident = next(one.id for one in world.state.incidents.values() if "PMES" in one.sites)
        world.named(
            DISPATCHER,
            s.ShareIncident(incident=incident, agency="FIRE", share=(OPERATIONAL, MEDICAL)),
            "other-share",
        )
        world.named(
            DISPATCHER,
            s.ShareLine(incident=incident, tag=LineTag.HAZARD, text="canary", asks=True),
            "other-line",
        )
    if tick in (4, 5, 6, 9):
        world.named(officer("A2"), c.SetUnitStatus(unit="A2", status=_WAY[tick]), f"way-{tick}")


_WAY = {4: UnitStatus.ER, 5: UnitStatus.OS, 6: UnitStatus.AI, 9: UnitStatus.OS}


def within_the_incident(world: World, tick: int, ids: dict[str, str]) -> None:
    """What is of the very incident and not shared: the call's words, callers, notes, who is hurt, who is missing by name."""
    if tick == 1:
        world.named(DISPATCHER, c.AddNote(call=ids["call"], text="the caller is Dana Poe, 555-0142"), "note")
        report = c.AddReport(
            call=ids["call"], source=CallSource.PARENT, caller="Dana Poe", callback="555-0142"
        )
        world.named(DISPATCHER, report, "report")
    if tick == 2:
        world.named(DISPATCHER, c.SendMessage(units=("A1",), text="hold at the corner"), "message")
    if tick == 4:
        text = s.ShareLine(
            incident=ids["incident"], tag=LineTag.MEDICAL, text="two hurt", text_class=TextClass.MEDICAL
        )
        world.named(DISPATCHER, text, "medical")
    if tick == 5:
        world.named(
            DISPATCHER,
            o.ChangeIncident(incident=ids["incident"], reason="x", complexity=Complexity.TYPE_3),
            "type",
        )


def weighed(*said: str) -> Hidden:
    """The same decision and the same request; the two worlds differ in what was weighed, known, and noted inside."""

    def decide_it(world: World, tick: int, ids: dict[str, str]) -> None:
        if tick == 4:
            order = d.RecordDecision(
                incident=ids["incident"],
                text="hold the buses",
                name="Vale",
                title="Chief",
                agency="PMSD",
                options=said,
                rationale=said[0],
                known=said[0],
                dissent=said[0],
                authority=said[0],
            )
            world.named(DISPATCHER, order, "weighed")
            asked = w.RequestResource(incident=ids["incident"], what="buses")
            ids["request"] = world.named(DISPATCHER, asked, "buses")["request"]
        if tick == 6:
            note = w.MoveRequest(incident=ids["incident"], request=ids["request"], owner="Vale", note=said[0])
            world.named(DISPATCHER, note, "noted")

    return decide_it


def fact(kind: FactKind, count: int) -> Hidden:
    """A critical fact with its source and room, and a count of patients."""

    def found(world: World, tick: int, ids: dict[str, str]) -> None:
        if tick == 5:
            order = d.RecordFact(
                incident=ids["incident"],
                fact_kind=kind,
                text="one in the gym" if kind is FactKind.SHOTS else f"{count} hurt",
                count=None if kind is FactKind.SHOTS else count,
                source=f"caller {count}",
                room=f"10{count}",
            )
            world.named(DISPATCHER, order, "fact")
            patients = w.CountPatients(incident=ids["incident"], red=count, yellow=0, green=0, black=0)
            world.named(DISPATCHER, patients, "patients")

    return found


def matrix(*tell: Party, **more: Any) -> Hidden:
    """The district's own matrix; the two worlds differ in whom it tells, and in what is the school's alone."""

    def define(world: World, tick: int, ids: dict[str, str]) -> None:
        if tick == 0:
            row = replace(DECISIONS["TACTICS"], consult=(), tell=tell)
            school: dict[str, Any] = dict.fromkeys(Regime, (Party.SCHOOL,))
            ours = MatrixRow(code="OURS", label="Ours", question="canary", **school)
            rows = (row, ours) if more.get("ours") else (row,)
            world.named(SYSTEM, c.DefineRoster(decisions=rows), "matrix")

    return define


def hurt(world: World, tick: int, ids: dict[str, str]) -> None:
    """The same report, with people who are hurt and somebody's name in it."""
    if tick == 11:
        room = c.ReportRoom(
            site="GRHS",
            room="101",
            status=RoomStatus.INJURED,
            injured=(Hurt(severity=Severity.RED, count=2),),
            note="Al Oh bleeds",
        )
        world.named(principal("GRHS"), room, "hurt")


def unhurt(world: World, tick: int, ids: dict[str, str]) -> None:
    """Its twin: as many reports, and the hurt are fewer."""
    if tick == 11:
        room = c.ReportRoom(
            site="GRHS",
            room="101",
            status=RoomStatus.INJURED,
            injured=(Hurt(severity=Severity.GREEN, count=1),),
        )
        world.named(principal("GRHS"), room, "hurt")


def missing(name: str) -> Hidden:
    """Somebody is missing; the two worlds differ in who it is."""

    def report(world: World, tick: int, ids: dict[str, str]) -> None:
        if tick == 11:
            room = c.ReportRoom(site="GRHS", room="101", status=RoomStatus.MISSING, missing=(name,))
            world.named(principal("GRHS"), room, "missing")

    return report


WORLDS: dict[str, tuple[Hidden, Hidden]] = {
    "another incident": (nothing, another_incident),
    "what is not shared of this one": (nothing, within_the_incident),
    "how badly people are hurt": (unhurt, hurt),
    "who is missing": (missing("Al Oh"), missing("Bo Reyes")),
    "what was weighed": (weighed("the buses are late"), weighed("Dana Poe knows the driver", "wait")),
    "who told of the shots": (fact(FactKind.SHOTS, 1), fact(FactKind.SHOTS, 2)),
    "how many victims": (nothing, fact(FactKind.VICTIMS, 2)),
    "what the matrix keeps inside": (matrix(Party.SCHOOL), matrix(Party.PIO, Party.SCHOOL, ours=True)),
}


@pytest.mark.parametrize("name", list(WORLDS))
async def test_two_worlds_that_differ_in_what_is_not_shared_are_one_to_the_liaison(name: str) -> None:
    first, second = [await lived(hidden) for hidden in WORLDS[name]]
    assert [tick for tick, _ in first.writes] == [tick for tick, _ in second.writes], "as many writes, then"
    for (_, one), (_, other) in zip(first.writes, second.writes, strict=True):
        assert one == other
    assert first.answers == second.answers
    assert first.again == second.again
    assert sum(b'"frame"' in data for _, data in first.writes) > 5, "and they were told a lot"


CONTROLS: dict[str, tuple[Hidden, Hidden, tuple[ShareClass, ...]]] = {
    "how many victims": (nothing, fact(FactKind.VICTIMS, 2), (OPERATIONAL, MEDICAL)),
    "how badly people are hurt": (unhurt, hurt, (OPERATIONAL, MEDICAL)),
    "who is missing": (missing("Al Oh"), missing("Bo Reyes"), (OPERATIONAL, STUDENT)),
}


@pytest.mark.parametrize("name", list(CONTROLS))
async def test_control_what_is_shared_makes_the_difference(name: str) -> None:
    """Negative control: the same two worlds, with the class shared, are told apart."""
    one, other, shares = CONTROLS[name]
    assert (await lived(one, shares)).writes != (await lived(other, shares)).writes


async def test_control_a_number_from_inside_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: were ``seq`` sent outside, the two worlds would differ."""

    def leaky(part: str, n: int, seq: int, state: Any) -> bytes:
        return frames.encode({"type": "snapshot", "part": part, "n": n, "seq": seq, "state": state})

    monkeypatch.setattr(frames, "snapshot", leaky)
    first, second = [await lived(hidden) for hidden in (nothing, another_incident)]
    assert first.again != second.again


async def test_what_is_taken_back_leaves_nothing_on_another_device() -> None:
    world = World()
    async with running(world):
        it = world.named(DISPATCHER, call("GRHS", "WEAPON"), "call")["call"]
        incident = world.named(DISPATCHER, o.PromoteCall(call=it), "promote")["incident"]
        share = s.ShareIncident(incident=incident, agency="MPD", share=(OPERATIONAL, PLANS))
        world.named(DISPATCHER, share, "share")
        screen = await world.screen(LIAISON)
        (part,) = screen.of("welcome")[0]["parts"]
        assert "shared_plans" in screen.of("snapshot")[0]["state"]
        world.named(DISPATCHER, s.UnshareIncident(incident=incident, agency="MPD", share=(PLANS,)), "less")
        await world.clock.advance(0.1)
        assert [one["part"] for one in screen.of("drop")] == [part], "well within two seconds"
        after = screen.of("snapshot")[-1]
        assert after["part"] != part
        assert "shared_plans" not in after["state"]
        assert snapshot(world.state, part) == {}, "nobody can ask for the old one"
        world.named(
            DISPATCHER, s.UnshareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,)), "none"
        )
        await world.clock.advance(0.1)
        assert len(screen.of("drop")) == 2
        second = await world.screen(LIAISON)
        assert second.of("welcome")[0]["parts"] == {}
        assert not second.of("snapshot")


async def test_a_guest_who_is_revoked_is_gone_within_two_seconds() -> None:
    world = World()
    async with running(world):
        it = world.named(DISPATCHER, call("GRHS", "WEAPON"), "call")["call"]
        incident = world.named(DISPATCHER, o.PromoteCall(call=it), "promote")["incident"]
        invite = s.InviteGuest(incident=incident, agency="MPD", name="Park", title="Sgt.", hours=1)
        guest = world.named(DISPATCHER, invite, "invite")["guest"]
        who = replace(LIAISON, person=f"guest:{guest}", name="Park")
        take = s.TakeSeat(guest=guest, name="Park", title="Sgt.", said_agency="MPD")
        assert await world.hub.attach(Screen(), who=who, session="early") is None, "not seated yet"
        world.named(who, take, "take")
        screen, stuck = Screen(), Screen(stuck=True)
        assert await world.hub.attach(screen, who=who, session="g") is not None
        assert await world.hub.attach(stuck, who=who, session="g") is not None
        world.named(DISPATCHER, s.RevokeGuest(incident=incident, guest=guest), "revoke")
        assert screen.closed == (4403, "session ended")
        assert screen.of("bye")[0]["code"] == "session_ended"
        assert await world.hub.attach(Screen(), who=who, session="again") is None
        before, behind = len(screen.messages), len(stuck.messages)
        world.named(DISPATCHER, o.ChangeIncident(incident=incident, name="Renamed"), "name")
        await world.clock.advance(2.0)
        assert (len(screen.messages), len(stuck.messages)) == (before, behind)
