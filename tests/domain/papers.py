"""An incident of the small district as its forms are made from: everything happened in it that a form has a block for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision_records import FactKind
from dispatch.domain.forms.matter import Copy, Made, Matter
from dispatch.domain.forms.sheet import Block, Sheet, Table
from dispatch.domain.incidents import SaidHow, TransferSide
from dispatch.domain.lens.lines import audiences
from dispatch.domain.lens.project import project
from dispatch.domain.lens.views import ActionView, AssignmentView, CallView
from dispatch.domain.text import TextClass
from tests.domain.playbook import Playbook

LOPEZ: dict[str, Any] = {"name": "Ana Lopez", "title": "Principal", "agency": "PMSD"}
MORENO: dict[str, Any] = {"name": "Rosa Moreno", "title": "Lt.", "agency": "MPD"}
LUND: dict[str, Any] = {"name": "Erik Lund", "title": "Battalion Chief", "agency": "WRFPD"}
COLE: dict[str, Any] = {"name": "Dana Cole", "title": "Sgt.", "agency": "MPD", "unit": "A7"}
BELL: dict[str, Any] = {"name": "Tara Bell", "title": "Communications Director", "agency": "PMSD"}


def lockdown(p: Playbook) -> str:
    """A Lockdown from the first call to a second commander and unified work; gives the incident's id."""
    call = p.call(
        "WEAPON", text="A student says that somebody has a knife near the gym", caller="Front office"
    )
    p.action("LOCKDOWN", call=call)
    (incident,) = p.state.incidents
    p.sent(call, "A7", "S1")
    p.unit("A7", UnitStatus.ER)
    p.now += timedelta(minutes=2)
    p.given(
        o.EstablishCommand(
            incident=incident, post="Front office", how=SaidHow.PHONE, said_by="Ana Lopez", **LOPEZ
        )
    )
    p.given(w.AssignFunction(incident=incident, role=IcsRole.PIO, said_by="Ana Lopez", **BELL))
    p.unit("A7", UnitStatus.OS)
    p.given(
        d.RecordFact(
            incident=incident,
            fact_kind=FactKind.VICTIMS,
            text="One hurt at the arm, in the gym",
            count=1,
            site="GRHS",
        )
    )
    p.now += timedelta(minutes=4)
    p.given(o.OfferTransfer(incident=incident, **MORENO))
    p.given(
        o.ConfirmTransfer(
            incident=incident, side=TransferSide.OUTGOING, how=SaidHow.RADIO, said_by="Ana Lopez"
        )
    )
    p.given(
        o.ConfirmTransfer(
            incident=incident,
            side=TransferSide.INCOMING,
            how=SaidHow.RADIO,
            said_by="Rosa Moreno",
            briefed=True,
        )
    )
    p.now += timedelta(minutes=1)
    _worked(p, incident)
    _decided(p, incident, call)
    p.now += timedelta(minutes=3)
    return incident


def _worked(p: Playbook, incident: str) -> None:
    p.given(
        w.AssignFunction(
            incident=incident,
            role=IcsRole.OPERATIONS,
            said_by="Rosa Moreno",
            **COLE,
        )
    )
    p.given(w.AssignFunction(incident=incident, role=IcsRole.MEDICAL, said_by="Erik Lund", **LUND))
    p.given(
        w.SetObjective(
            incident=incident,
            text="Nobody else is hurt: the gym and both stairs are held",
            said_by="Rosa Moreno",
        )
    )
    p.given(
        w.SetObjective(incident=incident, text="Every room is accounted for by 15:30", said_by="Rosa Moreno")
    )
    p.given(
        w.RequestResource(
            incident=incident,
            what="Two ambulances to the north lot",
            count=2,
            agency="WRFPD",
            owner="Erik Lund",
        )
    )
    p.given(
        w.CheckInResource(
            incident=incident,
            name="Erik Lund",
            agency="WRFPD",
            resource="Battalion chief",
            people=1,
            contact="Channel 4",
            qualifications="Hazmat",
            departed_from="Station 2",
            departed_at=p.now - timedelta(minutes=9),
            travel="Command car",
        )
    )
    p.given(
        w.CheckInResource(
            incident=incident,
            name="Rev. Amos Hale",
            agency="PMSD",
            resource="Chaplain",
            people=1,
            sent_for=False,
        )
    )
    p.given(w.CountPatients(incident=incident, red=0, yellow=1, green=2, black=0))
    p.given(w.ReportHeadCount(incident=incident, agency="WRFPD", people=6, missing=0))


def _decided(p: Playbook, incident: str, call: str) -> None:
    p.given(
        d.RecordDecision(
            incident=incident,
            decision_type="LOCKDOWN_RELEASE",
            text="East wing last; hold rooms E-01 to E-06",
            options=("East wing first", "East wing last"),
            rationale="Evidence is there",
            known="One in custody; the building has been searched once",
            authority="Incident commander",
            dissent="BC Lund would begin in the east",
            how=SaidHow.RADIO,
            said_by="Rosa Moreno",
            **MORENO,
        )
    )
    p.given(d.RaiseQuestion(incident=incident, question="Which lot do the buses use?"))
    p.given(
        c.AddNote(
            call=call, text="Nurse: Sam Ortiz, grade 10, is with the medics", text_class=TextClass.STUDENT
        )
    )
    p.given(c.AddNote(call=call, text="Doors north are chained open"))


def matter(
    p: Playbook, incident: str, part: str = "desk", copy: Copy = Copy.FULL, zone: str = "America/Denver"
) -> Matter:
    """What the reader of a part has of it."""
    one = p.state.incidents[incident]
    calls = [view for call in one.call_ids for _, view in project(p.state, ("calls", call), part)]
    sent = [
        view
        for key, a in p.state.assignments.items()
        if a.call in one.call_ids
        for _, view in project(p.state, ("assignments", key), part)
    ]
    actions = [view for key in p.state.actions for _, view in project(p.state, ("actions", key), part)]
    lines = [
        line
        for line in p.log
        if part in audiences(p.state, line)
        and (
            getattr(line.event, "incident", None) == incident
            or getattr(line.event, "call", None) in one.call_ids
        )
    ]
    return Matter(
        state=p.state,
        incident=one,
        part=part,
        made=Made(
            at=p.now,
            who="Maria Vega",
            title="Dispatcher",
            head="ab" * 32,
            zone=ZoneInfo(zone),
            copy=copy,
        ),
        lines=lines,
        calls=[view for view in calls if isinstance(view, CallView)],
        sent=[view for view in sent if isinstance(view, AssignmentView)],
        actions=[view for view in actions if isinstance(view, ActionView)],
    )


def block(sheet: Sheet, no: str) -> Block:
    """The block of this number."""
    (found,) = [one for row in sheet.rows for one in row if one.no == no]
    return found


def table(sheet: Sheet, no: str) -> list[list[str]]:
    """The rows of a block as words."""
    found = block(sheet, no)
    assert isinstance(found, Table)
    return [["\n".join(one.text for one in cell) for cell in row] for row in found.rows]
