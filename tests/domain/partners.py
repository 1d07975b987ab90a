"""Partner agencies at an incident: everything that may be shared with them, said by them and taken back."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import incident_orders as o
from dispatch.domain import seat_orders as c
from dispatch.domain.incidents import SaidHow
from dispatch.domain.seats import LineTag, ShareClass
from dispatch.domain.wall_orders import AddWall, EndWall
from dispatch.domain.walls import WallShow
from tests.domain.district import LIA, SUE
from tests.domain.playbook import Playbook
from tests.domain.plays.seats import DISCLOSED, OPERATIONAL, PLANS, seat


def partnered(p: Playbook, incident: str) -> None:
    """Mesa Police has all classes, a guest, a line and a unit of its own; and walls show what walls may."""
    p.given(c.ShareIncident(incident=incident, agency="MPD", share=tuple(ShareClass), **DISCLOSED))
    p.given(c.InviteGuest(incident=incident, agency="MPD", name="x", title="x", hours=1))
    p.given(c.ShareLine(incident=incident, tag=LineTag.HAZARD, text="x"))
    p.given(c.AddPartnerUnit(incident=seat(p).id, name="P12", what="x"), by=LIA)
    for show in WallShow:
        shown = incident if show is WallShow.INCIDENT else None
        p.given(AddWall(name=show, show=show, incident=shown), by=SUE)
    p.given(d.RaiseQuestion(incident=seat(p).id, question="x", options=("x",), rationale="x"), by=LIA)
    p.given(w.RequestResource(incident=seat(p).id, what="x", where="x", how=SaidHow.SELF), by=LIA)


def over(p: Playbook, incident: str) -> None:
    """All of it is taken back, with reasons; command ends, here and elsewhere; and a wall display."""
    p.given(EndWall(wall=next(iter(p.state.walls)), reason="x"))
    p.given(c.RevokeGuest(incident=incident, guest=seat(p).guests[0].id, reason="x"))
    p.given(c.UnshareIncident(incident=incident, agency="MPD", share=(PLANS,), reason="x"))
    p.now += timedelta(seconds=1)
    p.given(c.UnshareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,), reason="x"))
    p.given(o.TerminateCommand(incident=incident, text="x"))
    order = o.EstablishCommand(site="ANNEX", post="x", name="M", title="Lt.", agency="MPD")
    there = str(p.given(order)["incident"])
    p.given(o.TerminateCommand(incident=there))
    p.given(o.CloseIncident(incident=there, outcome="x"))
