"""Events about protective actions, as the commands of the desk and of the people at the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain.catalog.protective_actions import (
    ActionType,
    EntryMode,
    Hazard,
    ReleaseMethod,
    RoomClear,
)
from dispatch.domain.records import Action
from dispatch.domain.vocabulary import ActionSource, ActionStatus
from dispatch.links.play import cast, roles
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import NOT_THERE, Ask, Stage

_ORDERED_OUTSIDE = frozenset({"psap", "le_ic", "le_officer"})
_CONFIRMING = frozenset({"dispatcher", "supervisor", "psap", "le_ic", "le_officer", "sro"})
_ABOUT_THE_END = re.compile(r"\b(releas|end|lift|clear)", re.IGNORECASE)
_ROOMS = re.compile(r"\b[Rr]ooms? ([A-Z0-9][A-Z0-9-]*)")
NAME_MAX = 200


def _details(moment: Moment) -> dict[str, Any]:
    """What an order says beside its type, in the words of the command."""
    params = moment.says.get("params") or {}
    entry, hazard = params.get("entry_mode"), params.get("hazard")
    return {
        "entry_mode": EntryMode(entry) if entry else None,
        "hazard": Hazard(hazard) if hazard else None,
        "strategy": _words(params.get("strategy")),
        "location": _words(params.get("location")),
        "area": _words(params.get("zone_scope") or params.get("last_known_location")),
        "reason": moment.text or None,
    }


def _words(value: object) -> str | None:
    return None if value is None else str(value)


def start(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The order, at all its sites in one command."""
    params = moment.says.get("params") or {}
    outside = moment.by in _ORDERED_OUTSIDE
    command = c.StartAction(
        sites=stage.places(moment),
        type=ActionType(moment.says["action"]),
        mode=stage.scenario.mode,
        source=ActionSource.LAW_ENFORCEMENT if outside else ActionSource.CONSOLE,
        call=stage.call_id(moment),
        police_led=bool(params.get("police_led", False)),
        authority=_words(params.get("authority")),
        **_details(moment),
    )
    yield stage.ask(moment, command)


def heard(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Somebody at the site has announced the order or heard it."""
    speaker = stage.speaker(moment)
    name = speaker.name if speaker is not None else roles.called(moment.by)
    for site in stage.places(moment):
        action = stage.in_force(site, moment.says.get("action"))
        command = c.AnnounceAction(
            action=action.id if action is not None else NOT_THERE,
            announced_by=name,
            text=moment.text or None,
        )
        yield stage.ask(moment, command)


def change(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Other parameters of the order in force."""
    for site in stage.places(moment):
        action = stage.in_force(site, moment.says["action"])
        named = action.id if action is not None else NOT_THERE
        yield stage.ask(moment, c.ChangeAction(action=named, **_details(moment)))


def release(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The end of an order: over the public address, or for a Lockdown door by door."""
    by_address = moment.says.get("method") == ReleaseMethod.PUBLIC_ADDRESS
    for site in stage.places(moment):
        action = stage.in_force(site, moment.says["action"])
        if action is not None and action.type is ActionType.LOCKDOWN and not by_address:
            yield from _door_by_door(stage, moment, action)
            continue
        speaker = cast.person(stage.state(), moment.by, site, None) or cast.DISPATCHER
        decided = _confirmation(stage, action) if moment.says["action"] == ActionType.SECURE else None
        given = _words(moment.says.get("confirmed_by"))
        command = c.ReleaseAction(
            action=action.id if action is not None else NOT_THERE,
            released_by=speaker.name,
            confirmed_by=given or decided,
            confirmed_agency=stage.state().sites[site].roster.law if decided is not None else None,
            text=moment.text or None,
        )
        yield Ask(cast.giver(stage.state(), command, speaker), command)


def _confirmation(stage: Stage, action: Action | None) -> str | None:
    """Who confirmed that an order may end: a decision of law enforcement or dispatch, told since the order, that speaks of its end.

    Without one a Secure's release is refused: a play invents no confirmation.
    """
    since = stage.started.get(action.id, 0.0) if action is not None else 0.0
    told = (
        one.text
        for one in reversed(stage.decisions)
        if one.by in _CONFIRMING and one.t >= since and _ABOUT_THE_END.search(one.text)
    )
    return next((text[:NAME_MAX] for text in told), None)


def _door_by_door(stage: Stage, moment: Moment, action: Action) -> Iterator[Ask]:
    """The dispatcher asks with law enforcement's authority, a second person confirms, and the doors that are named are opened."""
    if action.status is not ActionStatus.RELEASING:
        authority = _words(moment.says.get("confirmed_by")) or _confirmation(stage, action)
        request = c.RequestLockdownRelease(action=action.id, authority=authority or roles.called(moment.by))
        yield Ask(cast.DISPATCHER, request)
        yield Ask(cast.SUPERVISOR, c.ConfirmLockdownRelease(action=action.id))
    rooms = {room.code for room in stage.state().sites[action.site].roster.rooms}
    for room in _ROOMS.findall(moment.text):
        if room in rooms:
            yield stage.ask(moment, c.MarkRoom(action=action.id, room=room, state=RoomClear.RELEASED))
    if moment.text:
        said = f"[RELEASE] {moment.text}"
        yield stage.ask(moment, c.AddNote(text=said, call=stage.call_id(moment), site=action.site))
