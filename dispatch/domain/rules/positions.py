"""Who sits where at the desk. Never blocked: a desk that cannot be taken over is worse than one that was taken by mistake."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.refusals import bad_field, rule
from dispatch.domain.state import State


def decide(state: State, command: c.TakePosition | c.LeavePosition, context: Context) -> Outcome:
    """Take a position, relieving whoever sat there; leave one."""
    position = state.desk_positions.get(command.position)
    if position is None:
        known = ", ".join(sorted(state.desk_positions)) or "none is defined"
        return bad_field(
            "position", f"There is no position {command.position} ({known}).", "unknown_position"
        )
    match command:
        case c.TakePosition():
            if position.person == context.actor.person:
                return Done()
            left = [
                e.PositionLeft(position=one.id, who=one.person_name or "")
                for one in state.desk_positions.values()
                if one.person == context.actor.person
            ]
            return Done((*left, e.PositionTaken(position=position.id, relieved=position.person_name)))
        case c.LeavePosition():
            if position.person is None:
                return rule("position_free", f"Nobody sits at {position.roster.name}.", "position")
            return Done((e.PositionLeft(position=position.id, who=position.person_name or ""),))
        case _:
            assert_never(command)
