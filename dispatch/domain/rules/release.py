"""Ending a protective action. Guarded, each type in its own way.

Hold and Shelter name the releaser. A Secure also names who of law enforcement or dispatch confirmed. An Evacuate ends in person at the
assembly. A Lockdown ends door by door: one person asks with whose authority, a second confirms, the board of rooms opens, and the last
released door ends it; incident command may override with a written reason. An order that nobody has announced or heard yet may be
ended by its starter as entered in error.
"""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import Role
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ACTIONS, ActionType, ReleaseMethod, RoomClear
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import Action
from dispatch.domain.refusals import Refusal, bad_field, forbidden, rule
from dispatch.domain.rules.common import action_in_force
from dispatch.domain.srt import fills, meant
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect
from dispatch.domain.vocabulary import AT_SITE, ActionEnd, ActionStatus

ReleaseCommand = (
    c.ReleaseAction
    | c.RequestLockdownRelease
    | c.ConfirmLockdownRelease
    | c.MarkRoom
    | c.OverrideLockdownRelease
    | c.EndActionInError
)


def decide(state: State, command: ReleaseCommand, context: Context) -> Outcome:
    """Find the action, then the way out that fits it."""
    action = action_in_force(state, command.action)
    if isinstance(action, Refusal):
        return action
    match command:
        case c.ReleaseAction():
            return _release(state, action, command, context)
        case c.EndActionInError():
            return _in_error(action, command, context)
        case (
            c.RequestLockdownRelease()
            | c.ConfirmLockdownRelease()
            | c.MarkRoom()
            | c.OverrideLockdownRelease()
        ):
            if action.type is not ActionType.LOCKDOWN:
                return rule(
                    "not_a_lockdown", "Only a Lockdown is released door by door.", "action", type=action.type
                )
            return _lockdown(state, action, command, context)
        case _:
            assert_never(command)


def _over(action: Action, end: ActionEnd, method: ReleaseMethod | None, **words: object) -> e.ActionEnded:
    known = {
        "released_by": None,
        "confirmed_by": None,
        "confirmed_agency": None,
        "called_back": None,
        "reason": None,
        **words,
    }
    return e.ActionEnded(
        action=action.id,
        site=action.site,
        type=action.type,
        mode=action.mode,
        end=end,
        method=method,
        superseded_by=None,
        **known,  # type: ignore[arg-type]
    )


def _not_theirs(state: State, action: Action, context: Context) -> Refusal | None:
    """At a school its administrators release, who are meant to be in charge there, and whoever is; an actual evacuation ends by responders
    or incident command."""
    if context.actor.role is not Role.SITE_TEAM_MEMBER:
        return None
    team = state.srt.get(action.site)
    charge = SrtRole.INCIDENT_COMMANDER
    known = team is not None and (team.seats or team.holder(charge))
    person, name = context.actor.person, context.actor.name
    if team is not None and known and not (fills(team, charge, person, name) or meant(team, charge, name)):
        return forbidden(
            "An administrator or whoever is in charge at the school releases it. Nothing was changed. Take the role first, or ask "
            "who holds it."
        )
    if action.type is ActionType.EVACUATE and action.mode is Mode.ACTUAL:
        return forbidden(
            "An evacuation ends by the fire department, law enforcement or incident command. Nothing was changed. Ask the desk."
        )
    return None


def _release(state: State, action: Action, command: c.ReleaseAction, context: Context) -> Outcome:
    refused = None if action.type is ActionType.LOCKDOWN else _not_theirs(state, action, context)
    if refused is not None:
        return refused
    if action.type is ActionType.LOCKDOWN:
        return rule(
            "release_door_by_door",
            "A Lockdown is never released over the public address. Ask for its release; it ends at each door.",
            "action",
        )
    if action.type is ActionType.SECURE and command.confirmed_by is None:
        return bad_field(
            "confirmed_by",
            "A Secure is released after law enforcement or dispatch confirmed: name who did.",
            "confirmation_needed",
        )
    if command.confirmed_agency is not None and command.confirmed_agency not in state.agencies:
        return bad_field(
            "confirmed_agency", f"There is no agency {command.confirmed_agency}.", "unknown_agency"
        )
    ended = _over(
        action,
        ActionEnd.RELEASED,
        ACTIONS[action.type].release_method,
        released_by=command.released_by,
        confirmed_by=command.confirmed_by,
        confirmed_agency=command.confirmed_agency,
        reason=protect(command.text),
    )
    return Done((ended,))


def _in_error(action: Action, command: c.EndActionInError, context: Context) -> Outcome:
    if action.started_by != context.actor.person:
        return forbidden("Only who started it may end it as entered in error. Everybody else releases it.")
    if action.source in AT_SITE or action.started_by_role == Role.SITE_TEAM_MEMBER:
        return rule(
            "started_at_site", "It was started at the site, where people act on it: release it.", "action"
        )
    if action.announced_at is not None or action.status is not ActionStatus.ACTIVE:
        return rule("already_heard", "It has been announced or heard at the site: release it.", "action")
    ended = _over(
        action,
        ActionEnd.ENTERED_IN_ERROR,
        None,
        called_back=command.called_back,
        reason=Protected(command.reason),
    )
    return Done((ended,))


def _lockdown(
    state: State,
    action: Action,
    command: c.RequestLockdownRelease | c.ConfirmLockdownRelease | c.MarkRoom | c.OverrideLockdownRelease,
    context: Context,
) -> Outcome:
    match command:
        case c.RequestLockdownRelease():
            return _request(state, action, command)
        case c.ConfirmLockdownRelease():
            return _confirm(state, action, context)
        case c.MarkRoom():
            return _mark(action, command, context)
        case c.OverrideLockdownRelease():
            if action.status is not ActionStatus.RELEASING:
                return rule("not_releasing", "An override ends a release that has begun.", "action")
            ended = _over(
                action,
                ActionEnd.RELEASED_BY_OVERRIDE,
                ReleaseMethod.ROOM_BY_ROOM,
                released_by=command.commander,
                reason=Protected(command.reason),
            )
            return Done((ended,))
        case _:
            assert_never(command)


def _request(state: State, action: Action, command: c.RequestLockdownRelease) -> Outcome:
    if action.status is not ActionStatus.ACTIVE:
        return rule(
            "release_requested",
            "The release has been asked for already; a second person confirms it.",
            "action",
            by=action.release_requested_by,
        )
    if command.confirmed_agency is not None and command.confirmed_agency not in state.agencies:
        return bad_field(
            "confirmed_agency", f"There is no agency {command.confirmed_agency}.", "unknown_agency"
        )
    event = e.ReleaseRequested(
        action=action.id,
        site=action.site,
        mode=action.mode,
        authority=command.authority,
        confirmed_agency=command.confirmed_agency,
    )
    return Done((event,))


def _confirm(state: State, action: Action, context: Context) -> Outcome:
    if action.status is not ActionStatus.RELEASE_REQUESTED:
        return rule("no_request", "Nobody has asked for the release yet, or it has begun.", "action")
    if action.release_requested_by == context.actor.person:
        return forbidden("A second person confirms the release of a Lockdown.")
    doors = doors_of(state, action)
    return Done(
        (e.ReleaseBegun(action=action.id, site=action.site, mode=action.mode, doors=doors),),
        {"doors": len(doors)},
    )


def doors_of(state: State, action: Action) -> tuple[str, ...]:
    """What a release goes through: the rooms in scope, else the buildings, else the site as one."""
    site = state.sites[action.site].roster
    rooms = [
        room.code
        for room in site.rooms
        if (not action.zones and not action.rooms) or room.code in action.rooms or room.zone in action.zones
    ]
    return tuple(rooms) or tuple(building.code for building in site.buildings) or (site.code,)


def _mark(action: Action, command: c.MarkRoom, context: Context) -> Outcome:
    if action.board is None:
        return rule("board_closed", "The release has not begun: a second person must confirm it.", "action")
    if command.room not in action.board:
        return bad_field("room", f"{command.room} is not on the release board.", "unknown_room")
    board = {**action.board, command.room: command.state}
    left = sum(1 for state in board.values() if state is not RoomClear.RELEASED)
    marked = e.RoomMarked(
        action=action.id,
        site=action.site,
        mode=action.mode,
        room=command.room,
        state=command.state,
        left=left,
    )
    if left:
        return Done((marked,), {"left": left})
    ended = _over(
        action,
        ActionEnd.RELEASED,
        ReleaseMethod.ROOM_BY_ROOM,
        released_by=context.actor.name,
        confirmed_by=action.release_authority,
    )
    return Done((marked, ended), {"left": 0})
