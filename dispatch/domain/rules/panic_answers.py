"""What is said after a press: its sender's own word, or the desk's for them."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.panic_orders import PanicCommand
from dispatch.domain.refusals import NOT_FOUND, bad_field
from dispatch.domain.state import State


def decide(state: State, command: PanicCommand, context: Context) -> Outcome:
    """An answer changes what it names and nothing else; a press is withdrawn once."""
    panic = state.panics.get(command.panic)
    actor = context.actor
    if panic is None or panic.site != command.site:
        return NOT_FOUND
    if actor.role not in DESK_ROLES and actor.person != panic.by:
        return NOT_FOUND
    match command:
        case c.AnswerPanic():
            said = (
                command.safe,
                command.medical,
                command.people,
                command.building,
                command.zone,
                command.room,
            )
            if all(one is None for one in said):
                return bad_field("safe", "Say at least one thing.", "nothing_said")
            event = e.PanicAnswered(
                panic=panic.id,
                site=panic.site,
                call=panic.call,
                number=panic.number,
                safe=command.safe,
                medical=command.medical,
                people=command.people,
                building=command.building,
                zone=command.zone,
                room=command.room,
            )
            return Done((event,))
        case c.WithdrawPanic():
            if panic.withdrawn_at is not None:
                return Done()
            return Done(
                (
                    e.PanicWithdrawn(
                        panic=panic.id,
                        site=panic.site,
                        call=panic.call,
                        number=panic.number,
                        room=panic.room,
                    ),
                )
            )
        case _:
            assert_never(command)
