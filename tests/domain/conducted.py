"""An incident in which everything happened that can hold a text or be shown: decisions, facts, functions, work."""

from __future__ import annotations

from typing import Any

from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.decision_records import FactKind
from tests.domain.playbook import Playbook


def conducted(p: Playbook, incident: str) -> None:
    """Of a commanded incident."""
    who: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "WRFPD"}
    p.given(d.RaiseQuestion(incident=incident, question="x"))
    made = p.given(
        d.RecordDecision(
            incident=incident,
            text="x",
            decision_type="LOCKDOWN_RELEASE",
            options=("x",),
            rationale="x",
            known="x",
            dissent="x",
            **who,
        )
    )["decision"]
    p.given(d.WithdrawDecision(incident=incident, decision=str(made), reason="x"))
    p.given(d.RecordFact(incident=incident, fact_kind=FactKind.VICTIMS, text="x", source="x", room="101"))
    fact = str(p.given(d.RecordFact(incident=incident, fact_kind=FactKind.SHOTS, text="x"))["fact"])
    p.given(d.EndFact(incident=incident, fact=fact, reason="x"))
    p.given(d.Reassess(incident=incident, text="x", said_by="M"))
    for role in (IcsRole.PIO, IcsRole.SEARCH):
        p.given(w.AssignFunction(incident=incident, role=role, said_by="M", **who))
    p.given(w.RelieveFunction(incident=incident, role=IcsRole.PIO, reason="x"))
    p.given(w.SetObjective(incident=incident, text="x"))
    request = str(p.given(w.RequestResource(incident=incident, what="x", owner="x"))["request"])
    p.given(w.MoveRequest(incident=incident, request=request, note="x"))
    p.given(
        w.CheckInResource(
            incident=incident,
            name="x",
            agency="WRFPD",
            resource="x",
            contact="x",
            departed_from="x",
            travel="x",
        )
    )
    p.given(w.CountPatients(incident=incident, red=1, yellow=1, green=1, black=0))
