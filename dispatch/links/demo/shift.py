"""A shift under way: what a newcomer to the demo finds on the desk, as the commands that people gave to make it so.

Calls in every state, most of them quiet; one Hold for a medical matter, announced, so that the strip of acting sites shows something.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dispatch.domain import commands as c
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus as U
from dispatch.domain.ids import derive
from dispatch.domain.roster import Site, SiteLevel, Unit
from dispatch.domain.state import State
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import ReachWay, WorkOrderSource
from dispatch.links.demo.books import bolos, shift_log
from dispatch.links.demo.district import crew_name, roster
from dispatch.links.demo.incident import incident
from dispatch.links.demo.people import actor, crew
from dispatch.links.demo.steps import Step, call_id, send, step_id
from dispatch.links.demo.units import starting_status


def chains(opened: datetime, *, quiet: bool) -> list[list[list[Step]]]:
    """Everything after the roster: rounds, one after another, of chains that don't touch one another. A chain's steps rest on each
    other and keep their order. ``opened`` is when the demo's district was opened; a quiet shift has no incident.
    """
    scenes = [
        _van(opened),
        _door(),
        _dismissal(),
        _paint(opened),
        _game(opened),
        _lot(opened),
        _counter(opened),
        _bag(),
        _hold(opened),
        _done(opened),
        _orders(opened),
        (Step(name, who, command) for name, who, command in (*bolos(opened), *shift_log())),
        _gate(),
    ]
    rounds = [[list(_sign_on(unit)) for unit in roster().units], [list(scene) for scene in scenes]]
    return rounds if quiet else [*rounds, [list(incident(opened))]]


def _sign_on(unit: Unit) -> Iterator[Step]:
    status = starting_status(unit)
    if status is U.OFF:
        return
    members = (crew().get(unit.code) or crew_name(unit.code),)
    for name, reached in (("on", U.LOG), ("ready", status))[: 1 if status is U.LOG else 2]:
        yield Step(
            f"{name}/{unit.code}",
            actor("dispatcher2"),
            c.SetUnitStatus(unit=unit.code, status=reached, site=unit.home_site, members=members),
        )


def _drawn(sector: str, level: SiteLevel, place: int = 0) -> Site:
    """One of the drawn schools of a sector."""
    named = 9
    return [one for one in roster().sites[named:] if one.sector == sector and one.level is level][place]


def _van(opened: datetime) -> Iterator[Step]:
    yield Step(
        "call/van",
        actor("dispatcher"),
        c.CreateCall(
            type="SUSPER",
            source=CallSource.PHONE_DISTRICT_EMERGENCY_LINE,
            site="AHES",
            caller="Fern Galloway, playground duty",
            callback="303-555-0105",
            text="White van, no plate in front, third time round the bus loop; the driver doesn't answer staff.",
            t_event=opened - timedelta(minutes=4),
            distinct=True,
        ),
    )


def _door() -> Iterator[Step]:
    yield Step(
        "call/door",
        actor("dispatcher"),
        c.CreateCall(
            type="DOOR",
            source=CallSource.ALARM_DOOR,
            site=_drawn("South", SiteLevel.MIDDLE).code,
            text="Contact of the gym's outside door open since the last bell; the office has looked from inside.",
            distinct=True,
        ),
    )


def _dismissal() -> Iterator[Step]:
    yield Step(
        "call/dismissal",
        actor("dispatcher"),
        c.CreateCall(
            type="PATROL",
            source=CallSource.PHONE_ADMIN,
            site="CGMS",
            caller="Main office",
            text="Extra patrol at dismissal asked for this week: cars stop on the crossing.",
            distinct=True,
        ),
    )


def _paint(opened: datetime) -> Iterator[Step]:
    desk = actor("dispatcher")
    yield Step(
        "call/paint",
        desk,
        c.CreateCall(
            type="VANDAL",
            source=CallSource.EMAIL_OR_WEB_REPORT,
            site=_drawn("Central", SiteLevel.ELEMENTARY, 3).code,
            text="Paint on the wall towards the field, found this morning. Pictures are taken; no hurry.",
            distinct=True,
        ),
    )
    yield Step(
        "hold/paint",
        desk,
        c.HoldCall(
            call=call_id("paint"), until=opened + timedelta(hours=2), reason="Custodian meets us after lunch"
        ),
    )


def _game(opened: datetime) -> Iterator[Step]:
    yield Step(
        "call/game",
        actor("dispatcher"),
        c.CreateCall(
            type="EVENTS",
            source=CallSource.SCHEDULED,
            site="GRHS",
            text="Home game, two units from one hour before kick-off.",
            scheduled_for=opened + timedelta(hours=5),
            distinct=True,
        ),
    )


def _lot(opened: datetime) -> Iterator[Step]:
    desk = actor("dispatcher")
    yield Step(
        "call/lot",
        desk,
        c.CreateCall(
            type="TRAFIC",
            source=CallSource.PHONE_ADMIN,
            site="CCES",
            caller="Main office",
            callback="303-555-0106",
            text="Two cars touched in the parents' lot; nobody hurt, both drivers are there.",
            t_event=opened - timedelta(minutes=9),
            distinct=True,
        ),
    )
    yield from send("lot", call_id("lot"), A5=U.ER)


def _counter(opened: datetime) -> Iterator[Step]:
    desk = actor("dispatcher")
    yield Step(
        "call/counter",
        desk,
        c.CreateCall(
            type="DISTUR",
            source=CallSource.RADIO,
            site="RTHS",
            building="MAIN",
            zone="COMMONS",
            text="Father at the front counter, loud, wants his son out of class; no weapon seen.",
            t_event=opened - timedelta(minutes=14),
            distinct=True,
        ),
    )
    yield from send("counter", call_id("counter"), C21=U.OS, A2=U.OS, S52=U.AK)
    yield Step(
        "radio/counter",
        desk,
        c.LogRadio(
            unit="A2",
            to="Mesa",
            channel="DSS 1",
            text="Father is calm and sits with the assistant principal; C21 stays, no other unit is needed.",
            call=call_id("counter"),
        ),
    )


def _bag() -> Iterator[Step]:
    yield Step(
        "call/bag",
        actor("dispatcher"),
        c.CreateCall(
            type="THEFT",
            source=CallSource.WALK_IN,
            site="GRHS",
            building="EAST",
            zone="GYM",
            room="GYM",
            text="Bag taken from the bleachers in second period.",
            distinct=True,
        ),
    )
    yield from send("bag", call_id("bag"), C13=U.OS)


def _hold(opened: datetime) -> Iterator[Step]:
    desk, name = actor("dispatcher2"), "hold/faint"
    yield Step(
        "call/faint",
        desk,
        c.CreateCall(
            type="MEDNON",
            source=CallSource.RADIO,
            site="JFMS",
            building="MAIN",
            zone="COMMONS",
            text="Student fainted in the commons, awake now, the nurse is with her.",
            text_class=TextClass.MEDICAL,
            t_event=opened - timedelta(minutes=6),
            distinct=True,
        ),
    )
    yield from send("faint", call_id("faint"), C32=U.OS)
    yield Step(
        name,
        desk,
        c.StartAction(
            sites=("JFMS",),
            type=ActionType.HOLD,
            call=call_id("faint"),
            zones=("COMMONS",),
            area="Commons and the hall to the health room",
            reason="Medical: keep the way clear",
        ),
    )
    yield Step(
        "heard/faint",
        desk,
        c.AnnounceAction(
            action=derive(step_id(name), "action/JFMS"),
            announced_by="Main office",
            text="Read out twice; passing period is put off.",
        ),
    )

    for crew_member in ("C32", "S61"):
        yield Step(
            f"known/faint/{crew_member}",
            desk,
            c.RecordReached(
                notice=f"action:{derive(step_id(name), 'action/JFMS')}",
                recipient=f"unit:{crew_member}",
                way=ReachWay.RADIO,
            ),
        )


def _gate() -> Iterator[Step]:
    """A message with its acknowledgement, one that nobody has acknowledged yet, and one to the desk."""
    yield Step(
        "message/gate",
        actor("dispatcher"),
        c.SendMessage(
            text="Buses use the west gate until the crane is gone.", units=("A2", "C12"), sites=("GRHS",)
        ),
    )
    gate = derive(step_id("message/gate"), "message")
    yield Step("message/gate/read", actor("principal"), c.AcknowledgeNotice(notice=f"message:{gate}"))
    yield Step(
        "message/bus",
        actor("cso"),
        c.SendMessage(text="Bus 4 is ten minutes late, forty students wait inside.", desk=True),
    )


def _done(opened: datetime) -> Iterator[Step]:
    desk, site = actor("dispatcher2"), _drawn("North", SiteLevel.ELEMENTARY, 5).code
    yield Step(
        "call/window",
        desk,
        c.CreateCall(
            type="DOOR",
            source=CallSource.PHONE_ADMIN,
            site=site,
            text="Custodian found a classroom window open when he came in.",
            t_event=opened - timedelta(minutes=40),
            distinct=True,
        ),
    )
    yield from send("window", call_id("window"), A4=U.OS)
    yield Step(
        "clear/window",
        desk,
        c.ClearUnit(
            unit="A4",
            disposition="SECUR",
            outcome="Walked through with the custodian; nothing is missing, window locked.",
        ),
    )


def today() -> Step:
    """The first command of a day that has days before it."""
    return Step(
        "today", actor("supervisor"), c.AddNote(text="Day shift begins: Reyes and Lindgren at the desk.")
    )


def _orders(opened: datetime) -> Iterator[Step]:
    """What drills and walk-throughs found and nobody has put right yet."""
    supervisor = actor("supervisor")
    found = (
        ("lock", "GRHS", "EAST", "E-07", "Door does not lock from inside; cylinder sticks.", "drill", 6),
        ("speaker", "GRHS", "WEST", "SHOP", "PA can't be heard over the saws.", "drill", 20),
        ("battery", "JFMS", None, None, "AED in the gym beeps: battery low.", "inspection", 3),
        ("blind", "LKES", "MAIN", "7", "Blind of the door window is missing.", "drill", -1),
    )
    for name, site, building, room, text, source, days in found:
        yield Step(
            f"order/{name}",
            supervisor,
            c.OpenWorkOrder(
                site=site,
                building=building,
                room=room,
                text=text,
                source=WorkOrderSource(source),
                due=opened + timedelta(days=days) if days > 0 else None,
            ),
        )


def handover() -> Step:
    """The last command: once it is given, everything before it has been."""
    return Step(
        "shift",
        actor("supervisor"),
        c.AddNote(
            text="Day shift has the desk: Reyes and Lindgren. A9 and SUP2 come on at 15:00. TM1 and PIO1 are on call by phone."
        ),
    )


def is_complete(state: State) -> bool:
    """Whether the demo's last command is in the log, as far as the live state remembers."""
    return derive(handover().id, "line") in state.lines
