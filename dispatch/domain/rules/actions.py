"""Protective actions: ordering, changing, hearing them; real from drill; panic presses.

Starting is never blocked: site and type are enough, and what is missing is asked once the order is live. A drill never becomes an
actual emergency in place, and ACTUAL outranks DRILL everywhere.
"""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import FIELD_ROLES, Role
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.records import Action, UnitState
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import action_in_force, mode_for, open_call
from dispatch.domain.rules.panic import raise_panic
from dispatch.domain.rules.scopes import Ground, covers, ground, overlaps
from dispatch.domain.rules.stepping import Step, step_for
from dispatch.domain.state import State
from dispatch.domain.text import Protected, Secret, protect
from dispatch.domain.vocabulary import ActionEnd, ActionSource, ActionStatus

_ON_THE_WAY = frozenset({UnitStatus.DP, UnitStatus.AK, UnitStatus.ER})
_UNREAL = frozenset({Mode.DRILL, Mode.TEST})


def decide(
    state: State,
    command: c.StartAction | c.ChangeAction | c.AnnounceAction | c.MakeReal | c.RaisePanic,
    context: Context,
) -> Outcome:
    """Order an action, change it, confirm that it was heard, make a drill real, press a panic button."""
    match command:
        case c.StartAction():
            return start(state, command, context)
        case c.ChangeAction():
            return _change(state, command)
        case c.AnnounceAction():
            action = action_in_force(state, command.action)
            if isinstance(action, Refusal):
                return action
            event = e.ActionAnnounced(
                action=action.id,
                site=action.site,
                type=action.type,
                mode=action.mode,
                announced_by=command.announced_by or context.actor.name,
                text=protect(command.text),
            )
            return Done((event,))
        case c.MakeReal():
            return _make_real(state, command, context)
        case c.RaisePanic():
            return raise_panic(state, command, context, start)
        case _:
            assert_never(command)


def start(state: State, command: c.StartAction, context: Context) -> Outcome:
    """Order an action at one or several sites. A site where it can't be is left out with a warning, unless it is the only one."""
    number = None
    if command.call is not None:
        call = open_call(state, command.call)
        if isinstance(call, Refusal):
            return call
        number = call.number
    events: list[e.Event] = []
    warnings: list[str] = []
    ids: list[str] = []
    refusal: Refusal | None = None
    for site in dict.fromkeys(command.sites):
        step = _start_at(state, command, context, site, number)
        if isinstance(step, Refusal):
            refusal = refusal or step
            warnings.append(f"{site}: {step.message}")
            continue
        new, said, action_id = step
        events.extend(new)
        warnings.extend(said)
        ids.append(action_id)
    if not ids and refusal is not None:
        return refusal
    return Done(tuple(events), {"actions": ids, "prompts": _prompts(command)}, tuple(warnings))


def _prompts(command: c.StartAction) -> list[str]:
    """What the desk asks now that the order is live."""
    wanted: dict[ActionType, tuple[str, ...]] = {
        ActionType.HOLD: ("area",),
        ActionType.SECURE: ("entry_mode", "reason"),
        ActionType.LOCKDOWN: ("reason", "area"),
        ActionType.EVACUATE: ("location",),
        ActionType.SHELTER: ("hazard", "strategy"),
    }
    return [name for name in wanted[command.type] if getattr(command, name) is None]


_Started = tuple[list[e.Event], list[str], str]


def _start_at(
    state: State, command: c.StartAction, context: Context, site: str, number: str | None
) -> _Started | Refusal:
    if site not in state.sites:
        return bad_field("sites", f"There is no site {site}.", "unknown_site")
    mode = mode_for(state, command.mode)
    roster = state.sites[site].roster
    new = ground(roster, command.zones, command.rooms)
    in_force = [
        one for one in state.actions.values() if one.site == site and one.status is not ActionStatus.ENDED
    ]
    refused = _drill_refused(state, in_force, mode, site)
    if refused is not None:
        return refused
    action_id = context.id(f"action/{site}")
    events: list[e.Event] = []
    warnings: list[str] = []
    drills = [one for one in in_force if one.mode in _UNREAL and mode not in _UNREAL]
    events.extend(ended(drill, ActionEnd.ENDED_BY_ACTUAL, superseded_by=action_id) for drill in drills)
    present = [(one, ground(roster, one.zones, one.rooms)) for one in in_force if one not in drills]
    same = next((one for one, old in present if _is_repeat(one, old, command, new, mode)), None)
    if same is not None:
        return _repeat(state, same, command, context)
    for one, old in present:
        if not overlaps(old, new):
            continue
        step = step_for(one, old, command, new)
        if isinstance(step, Refusal):
            return step
        if step.warning is not None:
            warnings.append(f"{site}: {step.warning}")
        if step.step is Step.SUPERSEDE:
            events.append(ended(one, ActionEnd.SUPERSEDED, superseded_by=action_id))
    replaces_drill = drills[0].id if drills else None
    source = _source(state, command, context, site)
    events.append(_started(command, source, site, number, mode, action_id, replaces_drill, warnings))
    return events, warnings, action_id


def _drill_refused(state: State, in_force: list[Action], mode: Mode, site: str) -> Refusal | None:
    if mode not in _UNREAL:
        return None
    if state.home is not None and state.home.drills_suspended:
        return rule("drills_suspended", "Drills are suspended district-wide.", "mode")
    actual = next((one for one in in_force if one.mode not in _UNREAL), None)
    if actual is not None:
        return rule(
            "actual_in_force", f"{site} has an actual action in force; no drill starts there.", "mode"
        )
    return None


def _is_repeat(one: Action, old: Ground, command: c.StartAction, new: Ground, mode: Mode) -> bool:
    """The same order again. A Lockdown ordered for less than what is locked down is no smaller Lockdown: that would release the rest."""
    if one.type is not command.type or one.mode is not mode or one.status is not ActionStatus.ACTIVE:
        return False
    return old == new or (command.type is ActionType.LOCKDOWN and covers(old, new))


def _repeat(state: State, old: Action, command: c.StartAction, context: Context) -> _Started:
    """The order is in force: somebody else asked for it too, perhaps with more to say."""
    repeated = e.ActionRepeated(
        action=old.id,
        site=old.site,
        type=old.type,
        mode=old.mode,
        source=_source(state, command, context, old.site),
    )
    events: list[e.Event] = [repeated]
    changed = e.ActionChanged(
        action=old.id,
        site=old.site,
        type=old.type,
        mode=old.mode,
        entry_mode=command.entry_mode,
        hazard=command.hazard,
        strategy=protect(command.strategy),
        location=protect(command.location),
        area=protect(command.area),
        reason=protect(command.reason),
    )
    if any(
        (changed.entry_mode, changed.hazard, changed.strategy, changed.location, changed.area, changed.reason)
    ):
        events.append(changed)
    return events, [f"{old.site}: already in force; the order was repeated."], old.id


def _started(
    command: c.StartAction,
    source: ActionSource,
    site: str,
    number: str | None,
    mode: Mode,
    action_id: str,
    replaces_drill: str | None,
    warnings: list[str],
) -> e.ActionStarted:
    return e.ActionStarted(
        action=action_id,
        site=site,
        type=command.type,
        mode=mode,
        source=source,
        call=command.call,
        number=number,
        zones=command.zones,
        rooms=command.rooms,
        entry_mode=command.entry_mode,
        hazard=command.hazard,
        police_led=command.police_led,
        strategy=protect(command.strategy),
        location=protect(command.location),
        area=protect(command.area),
        reason=protect(command.reason),
        authority=command.authority,
        replaces_drill=replaces_drill,
        warning=" ".join(warnings) or None,
    )


def _source(state: State, command: c.StartAction, context: Context, site: str) -> ActionSource:
    """Where the order came from: what somebody at the site orders from a phone or a page is the site's own order.

    An officer who orders it for a place where he is not is not the site: there it must still be announced and heard.
    """
    actor = context.actor
    if command.source not in (ActionSource.CONSOLE, ActionSource.PHONE):
        return command.source
    if actor.role in (Role.SITE_TEAM_MEMBER, Role.DEVICE):
        return ActionSource.SITE
    if actor.role in FIELD_ROLES:
        unit = state.units.get(actor.unit or "")
        return ActionSource.SITE if _is_at(unit, site) else ActionSource.PHONE
    return command.source


def _is_at(unit: UnitState | None, site: str) -> bool:
    return unit is not None and unit.site == site and unit.status not in _ON_THE_WAY


def ended(
    action: Action,
    end: ActionEnd,
    *,
    superseded_by: str | None = None,
    released_by: str | None = None,
) -> e.ActionEnded:
    """The end of an action that needed no release of its own."""
    return e.ActionEnded(
        action=action.id,
        site=action.site,
        type=action.type,
        mode=action.mode,
        end=end,
        method=None,
        released_by=released_by,
        confirmed_by=None,
        confirmed_agency=None,
        superseded_by=superseded_by,
        called_back=None,
        reason=None,
    )


def _change(state: State, command: c.ChangeAction) -> Outcome:
    action = action_in_force(state, command.action)
    if isinstance(action, Refusal):
        return action
    event = e.ActionChanged(
        action=action.id,
        site=action.site,
        type=action.type,
        mode=action.mode,
        entry_mode=command.entry_mode,
        hazard=command.hazard,
        strategy=protect(command.strategy),
        location=protect(command.location),
        area=protect(command.area),
        reason=protect(command.reason),
    )
    if not any((event.entry_mode, event.hazard, event.strategy, event.location, event.area, event.reason)):
        return bad_field("action", "Nothing to change was given.", "empty_change")
    return Done((event,))


def _make_real(state: State, command: c.MakeReal, context: Context) -> Outcome:
    drill = action_in_force(state, command.action)
    if isinstance(drill, Refusal):
        return drill
    if drill.mode not in _UNREAL:
        return rule("is_real", "This is no drill: it is real already.", "action", mode=drill.mode)
    order = c.StartAction(
        sites=(drill.site,),
        type=drill.type,
        mode=Mode.ACTUAL,
        zones=drill.zones,
        rooms=drill.rooms,
        entry_mode=drill.entry_mode,
        hazard=drill.hazard,
        police_led=drill.police_led,
        strategy=_words(drill.strategy),
        location=_words(drill.location),
        area=_words(drill.area),
    )
    return start(state, order, context)


def _words(secret: Secret | None) -> str | None:
    return secret.value if isinstance(secret, Protected) else None
