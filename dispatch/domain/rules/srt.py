"""A school's team. Taking a role is never blocked: whoever is there takes it, and the log says from whom."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.catalog.srt_roles import SRT_ROLES, card_of
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import action_in_force
from dispatch.domain.srt import SrtHeld, SrtState, same_name
from dispatch.domain.srt_orders import SrtCommand
from dispatch.domain.state import State


def decide(state: State, command: SrtCommand, context: Context) -> Outcome:
    """Take, pass, leave a role; somebody is away; a line of a card is done."""
    if command.site not in state.sites:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    team = state.srt.get(command.site) or SrtState(id=command.site)
    match command:
        case c.TakeSrtRole():
            return _take(team, command, context)
        case c.PassSrtRole():
            return _pass(team, command, context)
        case c.LeaveSrtRole():
            held = _held(team, command, context)
            if isinstance(held, Refusal):
                return held
            return Done((e.SrtRoleLeft(site=command.site, role=command.role, before=held.name),))
        case c.MarkSrtAway():
            return _away(team, command)
        case c.TickSrtItem():
            return _tick(state, team, command)
        case _:
            assert_never(command)


def _take(team: SrtState, command: c.TakeSrtRole, context: Context) -> Outcome:
    actor = context.actor
    if command.name is None and actor.role in DESK_ROLES:
        return bad_field(
            "name", "Say who holds it: the desk itself holds no role of a school.", "name_needed"
        )
    name = command.name or actor.name
    own = actor.role not in DESK_ROLES and same_name(name, actor.name)
    held = team.holder(command.role)
    if held is not None and same_name(held.name, name) and (held.person is not None or not own):
        return Done()
    before = held.name if held is not None and not same_name(held.name, name) else None
    return Done(
        (
            e.SrtRoleTaken(
                site=command.site,
                role=command.role,
                name=name,
                person=actor.person if own else None,
                before=before,
            ),
        )
    )


def _pass(team: SrtState, command: c.PassSrtRole, context: Context) -> Outcome:
    held = _held(team, command, context)
    if isinstance(held, Refusal):
        return held
    if same_name(held.name, command.to):
        return Done()
    return Done((e.SrtRolePassed(site=command.site, role=command.role, name=command.to, before=held.name),))


def _held(team: SrtState, command: c.PassSrtRole | c.LeaveSrtRole, context: Context) -> SrtHeld | Refusal:
    """The role that is given away: by its holder, or by the desk for them."""
    label = SRT_ROLES[command.role].label
    held = team.holder(command.role)
    if held is None:
        return rule("role_free", f"Nobody has said that they hold {label}. Take it instead.", "role")
    actor = context.actor
    if actor.role in DESK_ROLES or actor.person == held.person or same_name(actor.name, held.name):
        return held
    return rule(
        "not_the_holder",
        f"{label} is held by {held.name}. Only they or the desk give it away; if they cannot, take it.",
        "role",
        holder=held.name,
    )


def _away(team: SrtState, command: c.MarkSrtAway) -> Outcome:
    if any(same_name(one.name, command.name) for one in team.away) is command.away:
        return Done()
    return Done((e.SrtAwayMarked(site=command.site, name=command.name, away=command.away),))


def _tick(state: State, team: SrtState, command: c.TickSrtItem) -> Outcome:
    action = action_in_force(state, command.action)
    if isinstance(action, Refusal):
        return action
    if action.site != command.site:
        return bad_field("action", "This action is at another site.", "other_site")
    if command.item not in {code for code, _ in card_of(command.role, action.type)}:
        label = SRT_ROLES[command.role].label
        return bad_field("item", f"The card of {label} has no line {command.item} here.", "unknown_item")
    done = any(
        (one.action, one.role, one.item) == (action.id, command.role, command.item) for one in team.ticks
    )
    if done is command.done:
        return Done()
    return Done(
        (
            e.SrtItemTicked(
                site=command.site,
                action=action.id,
                type=action.type,
                role=command.role,
                item=command.item,
                done=command.done,
            ),
        )
    )
