"""Work orders: what is broken at a site, from whoever saw it until somebody has put it right."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.lens.classes import writable_classes
from dispatch.domain.refusals import bad_field, rule
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect


def decide(state: State, command: c.OpenWorkOrder | c.CloseWorkOrder, context: Context) -> Outcome:
    """Open an order, close it."""
    match command:
        case c.OpenWorkOrder():
            return _open(state, command, context)
        case c.CloseWorkOrder():
            order = state.work_orders.get(command.order)
            if order is None:
                return rule(
                    "no_such_order", "This work order has been closed already, or never was.", "order"
                )
            closed = e.WorkOrderClosed(
                order=order.id,
                site=order.site,
                room=order.room,
                text=protect(command.text, order.text.text_class),
            )
            return Done((closed,))
        case _:
            assert_never(command)


def _open(state: State, command: c.OpenWorkOrder, context: Context) -> Outcome:
    if command.site not in state.sites:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    if command.text_class not in writable_classes(context.actor.role):
        return bad_field("text_class", "Your role may not write texts of this class.", "class_not_yours")
    if command.due is not None and command.due <= context.now:
        return bad_field("due", "That time is past.")
    opened = e.WorkOrderOpened(
        order=context.id("order"),
        site=command.site,
        building=command.building,
        room=command.room,
        source=command.source,
        due=command.due,
        text=Protected(command.text, command.text_class),
    )
    return Done((opened,), {"order": opened.order})
