"""Who sits where at the desk. Never blocked: a desk that cannot be taken over is worse than one that was taken by mistake."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import DeskPositionState
from dispatch.domain.refusals import bad_field, rule
from dispatch.domain.state import State
from dispatch.domain.vocabulary import LeaveCause


def decide(
    state: State, command: c.TakePosition | c.LeavePosition | c.FreePosition, context: Context
) -> Outcome:
    """Take a position, relieving whoever sat there; leave one; free one whose person has signed out."""
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
                _left(one, LeaveCause.MOVED)
                for one in state.desk_positions.values()
                if one.person == context.actor.person
            ]
            return Done((*left, e.PositionTaken(position=position.id, relieved=position.person_name)))
        case c.LeavePosition():
            if position.person is None:
                return rule("position_free", f"Nobody sits at {position.roster.name}.", "position")
            return Done((_left(position, LeaveCause.LEFT),))
        case c.FreePosition():
            if position.person != command.person:
                return rule("seat_changed", "Somebody else sits there now, or nobody.", "position")
            return Done((_left(position, command.cause),))
        case _:
            assert_never(command)


def _left(position: DeskPositionState, cause: LeaveCause) -> e.PositionLeft:
    return e.PositionLeft(position=position.id, who=position.person_name or "", cause=cause)
