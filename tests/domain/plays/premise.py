"""What is kept of a site for those who must go in: its roster, and what is broken there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.premise import Floor, FloorShape, PremiseItem, PremiseKind, ShapeKind
from dispatch.domain.roster import Agency, AgencyKind, Contact
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.vocabulary import WorkOrderSource
from tests.domain.district import ADAM7, ANA, GRHS
from tests.domain.playbook import Playbook, ev, play


@play
def a_roster_tells_how_agencies_are_reached_and_what_is_where(p: Playbook) -> None:
    psap = Agency(
        code="PMCOM",
        name="Pine Mesa Communications",
        agency_kind=AgencyKind.PSAP,
        phone="555-0911",
        channel="8CALL90",
    )
    site = replace(
        GRHS,
        contacts=(
            Contact(name="Ana Lopez", title="Principal", phone="555-0100", role="principal"),
            Contact(name="Bo Reed", title="Assistant", phone="555-0101", role="principal", deputy=1),
        ),
        premise=(PremiseItem(item_kind=PremiseKind.SHUT_OFF, what="Gas", where="south wall", room="GYM"),),
        floors=(
            Floor(
                building="MAIN",
                level=1,
                name="First floor",
                shapes=(
                    FloorShape(
                        shape_kind=ShapeKind.ROOM, code="101", points=(0, 0, 1000, 0, 1000, 800, 0, 800)
                    ),
                ),
            ),
        ),
    )
    p.when(c.DefineRoster(agencies=(psap,), sites=(site,)), by=SYSTEM)
    p.then(ev(e.AgencyDefined, agency=psap), ev(e.SiteDefined, site=site))
    p.when(c.DefineRoster(agencies=(psap,), sites=(site,)), by=SYSTEM)
    p.then()
    assert (p.state.agencies["PMCOM"].phone, p.state.agencies["PMCOM"].channel) == ("555-0911", "8CALL90")


@play
def a_defect_is_open_until_somebody_has_put_it_right(p: Playbook) -> None:
    due = p.now + timedelta(days=14)
    p.when(
        c.OpenWorkOrder(site="GRHS", room="101", text="lock sticks", source=WorkOrderSource.DRILL, due=due),
        by=ANA,
    )
    order = p.then(ev(e.WorkOrderOpened, site="GRHS", room="101", text=Protected("lock sticks"))).refs[
        "order"
    ]
    opened = p.state.work_orders[order]
    assert (opened.due, opened.opened_by, opened.source) == (due, "Ana", WorkOrderSource.DRILL)
    p.when(c.CloseWorkOrder(order=order, text="cylinder changed"))
    p.then(ev(e.WorkOrderClosed, site="GRHS", room="101", text=Protected("cylinder changed")))
    assert not p.state.work_orders
    p.when(c.CloseWorkOrder(order=order))
    p.refused("no_such_order", "order")


@play
def what_is_no_work_order(p: Playbook) -> None:
    p.when(c.OpenWorkOrder(site="NOSUCH", text="x"))
    p.refused("unknown_site", "site")
    p.when(c.OpenWorkOrder(site="GRHS", text="x", due=p.now))
    p.refused("bad_value", "due")
    p.when(c.OpenWorkOrder(site="GRHS", text="x", text_class=TextClass.SECURITY_PLAN), by=ANA)
    p.refused("class_not_yours", "text_class")
    p.when(c.OpenWorkOrder(site="ELMS", text="x"), by=ANA)
    p.refused("not_found")
    p.when(c.OpenWorkOrder(site="ELMS", text="x", text_class=TextClass.SECURITY_PLAN), by=ADAM7)
    p.then(ev(e.WorkOrderOpened, site="ELMS"))
