"""Two partner agencies at the demo's incident: the police with a guest at the scene and units of their own, the fire district invited.

What they were told, acknowledged, proposed and asked for stands in their pictures and on the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import seat_orders as s
from dispatch.domain.actor import Actor, Role
from dispatch.domain.catalog.unit_statuses import UnitStatus as U
from dispatch.domain.commands import Command
from dispatch.domain.ids import derive
from dispatch.domain.incident_work import RequestStatus, ResourceKind
from dispatch.domain.incidents import SaidHow
from dispatch.domain.seats import LineTag, ShareClass, guest_person
from dispatch.links.demo.conduct import SITE, said, the_incident
from dispatch.links.demo.steps import Step, step_id

POLICE: Final = "MPD"
FIRE: Final = "WRFD"
HOURS: Final = 12


def seat(agency: str) -> str:
    """The id by which an agency knows the demo's incident."""
    return derive(step_id(f"incident/share/{agency}"), "seat")


def partners(opened: datetime) -> Iterator[Step]:
    """Shared, invited, come in; then what they said and did."""
    i = the_incident()
    counts = (ShareClass.OPERATIONAL, ShareClass.MEDICAL)
    for agency, share in ((POLICE, (*counts, ShareClass.FLOOR_PLANS)), (FIRE, counts)):
        yield said(f"share/{agency}", s.ShareIncident(incident=i, agency=agency, share=share, hours=HOURS))
    yield said(
        "invite/ruiz",
        s.InviteGuest(incident=i, agency=POLICE, name="Elena Ruiz", title="Sgt.", hours=HOURS),
    )
    yield said(
        "invite/welk",
        s.InviteGuest(incident=i, agency=FIRE, name="Jonas Welk", title="Engineer", hours=HOURS),
    )
    guest = derive(step_id("incident/invite/ruiz"), "guest")
    ruiz = Actor(person=guest_person(guest), name="Elena Ruiz", role=Role.LIAISON, agency=POLICE)
    yield Step(
        "incident/seat/ruiz",
        ruiz,
        s.TakeSeat(guest=guest, name="Elena Ruiz", title="Patrol sergeant", said_agency="Millbrook Police"),
    )
    yield from _units(ruiz)
    yield from _lines(ruiz)
    yield from _asks(ruiz, opened)


def _units(ruiz: Actor) -> Iterator[Step]:
    police: tuple[tuple[str, str, U], ...] = (
        ("P12", "Patrol", U.OS),
        ("P14", "Patrol, perimeter", U.OS),
        ("P21", "Traffic, Ridge Road", U.SG),
        ("P30", "K-9", U.ER),
    )
    for name, what, status in police:
        site = SITE if status in (U.OS, U.SG) else None
        add = s.AddPartnerUnit(incident=seat(POLICE), name=name, what=what, status=status, site=site)
        yield Step(f"incident/unit/{name}", ruiz, add)
    fire = (("M3", "Ambulance", U.SG), ("M5", "Ambulance", U.SG), ("E41", "Engine company", U.ER))
    for name, what, status in fire:
        site = SITE if status is U.SG else None
        add = s.AddPartnerUnit(
            incident=the_incident(), agency=FIRE, name=name, what=what, status=status, site=site
        )
        yield said(f"unit/{name}", add)


def _lines(ruiz: Actor) -> Iterator[Step]:
    lines: tuple[tuple[str, LineTag, str, bool], ...] = (
        ("staging", LineTag.INFORMATION, "Staging is the south lot. Come in by Ridge Road, not by the bus loop.", True),
        ("hall", LineTag.HAZARD, "Nobody walks the main corridor: contact teams work from E1 westwards.", True),
        ("families", LineTag.ACCOUNTABILITY, "Families wait at the fieldhouse; nobody is sent to the school.", False),
    )  # fmt: skip
    for name, tag, text, asks in lines:
        yield said(f"line/{name}", s.ShareLine(incident=the_incident(), tag=tag, text=text, asks=asks))
    line = derive(step_id("incident/line/staging"), "line")
    yield Step("incident/line/staging/police", ruiz, s.AcknowledgeShared(incident=seat(POLICE), line=line))
    yield said(
        "line/staging/fire",
        s.AcknowledgeShared(incident=the_incident(), line=line, agency=FIRE, said_by="Chief Kerr"),
    )
    yield Step(
        "incident/line/police",
        ruiz,
        s.ShareLine(
            incident=seat(POLICE),
            tag=LineTag.UNITS,
            text="P12 and P14 hold the east side, P21 turns traffic at Ridge Road.",
        ),
    )


def _asks(ruiz: Actor, opened: datetime) -> Iterator[Step]:
    """A proposal that waits for command, one that was declined; a request that is on its way, and one of the fire district's."""

    def mine(name: str, command: Command) -> Step:
        return Step(f"incident/{name}", ruiz, command)

    yield mine(
        "proposal/road",
        d.RaiseQuestion(
            incident=seat(POLICE),
            question="Is Ridge Road closed between the lights?",
            options=("Closed for everybody", "Closed but for buses"),
            rationale="Parents stop on the road and block the ambulances",
        ),
    )
    yield mine(
        "proposal/drone",
        d.RaiseQuestion(
            incident=seat(POLICE),
            question="May a drone look at the roof of the east wing?",
            rationale="Nobody sees it",
        ),
    )
    drone = derive(step_id("incident/proposal/drone"), "decision")
    yield said(
        "proposal/drone/declined",
        d.WithdrawDecision(
            incident=the_incident(), decision=drone, reason="A medical helicopter is on its way: no drones"
        ),
    )
    yield mine(
        "request/barriers",
        w.RequestResource(
            incident=seat(POLICE),
            what="Barriers",
            count=12,
            resource_kind=ResourceKind.EQUIPMENT,
            where="Ridge Road and Alder",
            due=opened + timedelta(minutes=20),
            how=SaidHow.SELF,
        ),
    )
    barriers = derive(step_id("incident/request/barriers"), "request")
    move = w.MoveRequest(
        incident=the_incident(), request=barriers, status=RequestStatus.ORDERED, owner="Sam Lindgren"
    )
    yield said("request/barriers/ordered", move)
    water = w.RequestResource(
        incident=the_incident(),
        what="Drinking water for crews",
        count=40,
        resource_kind=ResourceKind.SUPPLIES,
        where="South lot",
        asker=FIRE,
    )
    yield said("request/water", water)
