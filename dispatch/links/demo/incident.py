"""An incident under way at Granite Ridge: command established, handed over and shared, and the work of it, as people said it on the air.

A handgun was seen, nobody was shot. What is decided, known, wanted and counted is the demo's; so is what nobody has decided or owns yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import incident_orders as o
from dispatch.domain import room_orders as r
from dispatch.domain import srt_orders as s
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.catalog.unit_statuses import UnitStatus as U
from dispatch.domain.ids import derive
from dispatch.domain.incidents import Complexity, SaidHow, TransferSide
from dispatch.domain.rooms import Hurt, ReportWay, RoomStatus, Severity, room_key
from dispatch.domain.vocabulary import AlarmKind, ReachWay
from dispatch.links.demo.conduct import (
    KERR,
    MORENO,
    ROY,
    SHAH,
    SITE,
    VANCE,
    arrivals,
    decisions,
    facts,
    said,
    the_incident,
    work,
)
from dispatch.links.demo.partners import partners
from dispatch.links.demo.people import actor
from dispatch.links.demo.steps import Step, call_id, send, step_id

_RADIO, _PHONE = SaidHow.RADIO, SaidHow.PHONE


def incident(opened: datetime) -> Iterator[Step]:
    """All of it, in the order in which it was said."""
    yield from _begins(opened)
    yield from _command(opened)
    yield from _organisation()
    yield from facts()
    yield from decisions(opened)
    yield from work(opened)
    yield from arrivals()
    yield from partners(opened)
    yield from _rooms()


def _begins(opened: datetime) -> Iterator[Step]:
    yield Step(
        "call/handgun",
        actor("dispatcher2"),
        c.CreateCall(
            type="WEAPON",
            source=CallSource.RADIO,
            site=SITE,
            building="EAST",
            zone="EAST",
            caller="C11",
            text="Two students saw a handgun in a waistband, boy in a grey hoodie, last seen going into the east wing.",
            t_event=opened - timedelta(minutes=3),
            distinct=True,
        ),
    )
    call = call_id("handgun")
    yield said(
        "lockdown",
        c.StartAction(
            sites=(SITE,),
            type=ActionType.LOCKDOWN,
            call=call,
            reason="Handgun seen, not found",
            area="All buildings",
        ),
    )
    action = derive(step_id("incident/lockdown"), f"action/{SITE}")
    yield said(
        "heard",
        c.AnnounceAction(action=action, announced_by="Judith Amato, secretary", text="Read out twice."),
    )
    yield from send("handgun", call, A3=U.OS, S41=U.OS, C11=U.OS, C12=U.OS, SUP1=U.OS, A1=U.ER)
    for unit in ("A3", "S41", "C11", "C12", "C13", "SUP1", "A1"):
        yield said(
            f"known/{unit}",
            c.RecordReached(notice=f"action:{action}", recipient=f"unit:{unit}", way=ReachWay.RADIO),
        )


def _command(opened: datetime) -> Iterator[Step]:
    i = the_incident()
    yield said(
        "name",
        o.ChangeIncident(
            incident=i,
            name="Granite Ridge lockdown",
            period_from=opened,
            period_to=opened + timedelta(hours=4),
        ),
    )
    yield said(
        "establish", o.EstablishCommand(incident=i, post="Main office", post_site=SITE, how=_PHONE, **VANCE)
    )
    yield said("offer", o.OfferTransfer(incident=i, reason="Law enforcement owns the threat", **MORENO))
    yield said("out", o.ConfirmTransfer(incident=i, side=TransferSide.OUTGOING, how=_PHONE))
    yield said("in", o.ConfirmTransfer(incident=i, side=TransferSide.INCOMING, how=_RADIO, briefed=True))
    yield said("post", o.PlanCommand(incident=i, post="South lot, in front of the S1 doors", post_site=SITE))
    fire = "Fire, rescue and patient care: West Ridge Fire District"
    yield said("member", o.AddUnifiedMember(incident=i, authority=fire, how=_RADIO, **KERR))
    first = derive(step_id("incident/member"), "commander")
    yield said("formed", o.ConfirmUnifiedMember(incident=i, member=first, how=_RADIO))
    plan = o.PlanCommand(
        incident=i,
        priorities=("People in the east wing", "Find the boy and the gun", "Keep families at the fieldhouse"),
        channels="Command: Millbrook 2. Medical: WR Fire 3. Schools: DSS 1",
        spokesperson="Lt. Ana Moreno",
        operations="Sgt. Dale Roy",
        next_meeting=opened + timedelta(minutes=30),
    )
    yield said("plan", plan)
    yield said(
        "size", o.ChangeIncident(incident=i, complexity=Complexity.TYPE_4, reason="Two agencies, one period")
    )


def _organisation() -> Iterator[Step]:
    """Most functions have a holder. Parent notification has none, and the board says since when."""
    holders: tuple[tuple[IcsRole, dict[str, Any], bool], ...] = (
        (IcsRole.OPERATIONS, ROY, False),
        (
            IcsRole.OPERATIONS,
            {"name": "Ty Benally", "title": "Officer", "agency": "PMSD", "unit": "A3"},
            True,
        ),
        (
            IcsRole.PIO,
            {"name": "Maren Holt", "title": "Director of communications", "agency": "PMSD", "unit": "PIO1"},
            False,
        ),
        (IcsRole.SAFETY, {"name": "Luis Ferro", "title": "Lieutenant", "agency": "WRFD"}, False),
        (IcsRole.MEDICAL, SHAH, False),
        (
            IcsRole.PERIMETER,
            {"name": "Priya Yazzie", "title": "Campus officer", "agency": "PMSD", "unit": "C11"},
            False,
        ),
        (IcsRole.SEARCH, {"name": "Ines Halvorsen", "title": "SRO", "agency": "MPD", "unit": "S41"}, False),
        (IcsRole.STAGING, {"name": "Jonas Welk", "title": "Engineer", "agency": "WRFD"}, False),
        (IcsRole.PERIMETER, {"name": "Cora Dunne", "title": "Cpl.", "agency": "MPD"}, False),
    )
    for place, (role, who, deputy) in enumerate(holders):
        yield said(
            f"function/{place}", w.AssignFunction(incident=the_incident(), role=role, deputy=deputy, **who)
        )
    team = ((SrtRole.INCIDENT_COMMANDER, "Renata Vance"), (SrtRole.ACCOUNTABILITY, "Marcus Oyelaran"))
    for srt, name in team:
        yield said(f"team/{srt}", s.TakeSrtRole(site=SITE, role=srt, name=name))


_HEARD: Final = {
    "MAIN": (
        *(str(one) for one in range(101, 119)),
        *(str(one) for one in range(201, 227)),
        "OFFICE",
        "NURSE",
        "CAFE",
    ),
    "EAST": ("E-01", "E-02", "E-13", "E-14", "E-15", "E-16", "E-20", "E-21"),
    "WEST": ("W-01", "W-02", "W-03", "W-05", "W-06", "W-08", "BAND"),
}


def _rooms() -> Iterator[Step]:
    """Rooms as they were heard by the office: most accounted for, some not, some not heard from; and what rang is seen."""

    def heard(room: str, status: RoomStatus, **fields: Any) -> Step:
        return said(
            f"room/{room}",
            r.ReportRoom(
                site=SITE, room=room, status=status, way=ReportWay.PHONE, word_of="Marcus Oyelaran", **fields
            ),
        )

    for rooms in _HEARD.values():
        for room in rooms:
            yield heard(room, RoomStatus.ALL_ACCOUNTED)
    for room in ("LIBRARY", "SHOP", "W-10"):
        yield heard(room, RoomStatus.NOT_OCCUPIED)
    yield heard("E-07", RoomStatus.THREAT_HERE, note="Whispering; somebody tried the door.")
    yield heard("E-09", RoomStatus.MISSING, missing_count=1)
    yield heard("119", RoomStatus.MISSING, missing_count=2)
    yield heard("W-04", RoomStatus.EXTRA, extra_count=2)
    yield heard(
        "GYM",
        RoomStatus.INJURED,
        injured=(Hurt(severity=Severity.YELLOW, count=1), Hurt(severity=Severity.GREEN, count=2)),
    )
    for alarm in (
        f"p1:{call_id('handgun')}",
        f"room:{room_key(SITE, 'E-07')}:{AlarmKind.ROOM_THREAT}",
        f"room:{room_key(SITE, 'GYM')}:{AlarmKind.ROOM_INJURED}",
    ):
        yield said(f"seen/{alarm}", c.AcknowledgeAlarm(alarm=alarm))
