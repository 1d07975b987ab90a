"""What people do when a scenario's event happens: the commands they give, or the line they write in the log. Nothing is left out.

Kinds that the product has no command for yet (incident command, accountability, reunification) become marked lines of the right
class.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain.actor import Actor
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode, Hazard, RoomClear
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.domain.records import Action
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ActionSource, ActionStatus, PanicLevel, Priority
from dispatch.links.play import cast, words
from dispatch.links.play.scenario import Moment, Scenario, ScenarioProblem

NO_ACTION = "none-in-force"
"""Named where the scenario releases what is not in force; the desk refuses it and the play says so."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One command, by whom, and what the sender has seen of the record."""

    who: Actor
    command: Command
    expect: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Stage:
    """What the play remembers from one event to the next."""

    scenario: Scenario
    state: Callable[[], State]
    call: str | None = None
    received: Moment | None = None
    """The last report that has no call yet."""
    decision: Moment | None = None

    def asks(self, moment: Moment) -> list[Ask]:
        """The commands of an event, in order. Raises ``ScenarioProblem`` for a value that means nothing."""
        try:
            return list(_MAKERS.get(moment.do, _line)(self, moment))
        except ValueError as problem:
            raise ScenarioProblem(f"line {moment.line}: {problem}") from problem

    def ask(self, moment: Moment, command: Command, expect: Mapping[str, int] | None = None) -> Ask:
        """The command given by whoever the event names, or by the dispatcher for him."""
        who = cast.giver(self.state(), command, self.speaker(moment))
        return Ask(who, command, expect or {})

    def speaker(self, moment: Moment) -> Actor | None:
        """The person that the event speaks of, if he has a seat."""
        return cast.person(self.state(), moment.by, self.place(moment), moment.says.get("unit"))

    def place(self, moment: Moment) -> str | None:
        """The site of an event: its own, else the scenario's only one, else where the call is."""
        if moment.sites:
            return moment.sites[0]
        call = self.state().calls.get(self.call or "")
        if call is not None and call.place.site is not None:
            return call.place.site
        return self.scenario.sites[0] if self.scenario.sites else None

    def in_force(self, site: str | None, kind: str | None) -> Action | None:
        """The action at a site that an event speaks of: the newest one that is in force."""
        found = [
            one
            for one in self.state().actions.values()
            if one.site == site and one.status is not ActionStatus.ENDED and kind in (None, one.type)
        ]
        return max(found, key=lambda one: one.started_at, default=None)


def _line(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The event as a line: by its own speaker at his own site or unit, else by the dispatcher, who names the speaker."""
    if moment.do == "decision":
        stage.decision = moment
    place, text_class = stage.place(moment), words.text_class(moment)
    unit = moment.says.get("unit")
    own = c.AddNote(text=words.line(moment, spoken=False), text_class=text_class, site=place)
    speaker = stage.speaker(moment)
    if (
        speaker is not None
        and speaker.site is not None
        and cast.giver(stage.state(), own, speaker) is speaker
    ):
        yield Ask(speaker, own)
        return
    who = cast.giver(stage.state(), own, speaker)
    text = words.line(moment, spoken=who is not speaker)
    note = c.AddNote(text=text, text_class=text_class, call=stage.call, site=place, unit=unit)
    yield Ask(who, note)


def _received(stage: Stage, moment: Moment) -> Iterator[Ask]:
    source = CallSource(moment.says.get("source", CallSource.PHONE_DISTRICT_EMERGENCY_LINE))
    call = stage.state().calls.get(stage.call or "")
    elsewhere = bool(moment.sites) and call is not None and call.place.site not in moment.sites
    if call is None or elsewhere:
        stage.received = moment
        yield from _line(stage, moment)
        return
    caller = moment.by.replace("_", " ").capitalize()
    command = c.AddReport(call=call.id, source=source, caller=caller, text=moment.text or None)
    yield stage.ask(moment, command)


def _tip(stage: Stage, moment: Moment) -> Iterator[Ask]:
    stage.received = moment
    yield from _line(stage, moment)


def _created(stage: Stage, moment: Moment) -> Iterator[Ask]:
    heard, stage.received = stage.received, None
    source = CallSource(
        moment.says.get("source")
        or (heard.says.get("source") if heard is not None else None)
        or CallSource.PHONE_DISTRICT_EMERGENCY_LINE
    )
    text = moment.text or (heard.text if heard is not None else "")
    if source is CallSource.SAFE2TELL:
        text = words.report_id(text) or (words.report_id(heard.text) if heard is not None else None) or ""
    command = c.CreateCall(
        type=str(moment.says["type"]),
        source=source,
        priority=Priority(int(moment.says["pri"])) if "pri" in moment.says else None,
        mode=stage.scenario.mode,
        site=stage.place(moment),
        room=moment.says.get("room"),
        caller=heard.by.replace("_", " ").capitalize() if heard is not None else None,
        text=text or None,
        # A scenario knows that its call is another matter than what the desk has already.
        distinct=True,
    )
    yield stage.ask(moment, command)


def _updated(stage: Stage, moment: Moment) -> Iterator[Ask]:
    call = stage.state().calls.get(stage.call or "")
    changes = {"type", "pri", "site"} & set(moment.says)
    if call is not None and changes:
        command = c.UpdateCall(
            call=call.id,
            type=moment.says.get("type"),
            priority=Priority(int(moment.says["pri"])) if "pri" in moment.says else None,
            site=moment.says.get("site"),
        )
        yield stage.ask(moment, command, {call.id: call.version})
    if moment.text or not changes:
        yield from _line(stage, moment)


def _closed(stage: Stage, moment: Moment) -> Iterator[Ask]:
    call = stage.state().calls.get(stage.call or "")
    for unit in call.units if call is not None else ():
        yield stage.ask(moment, c.ClearUnit(unit=unit))
    told = [moment.text or stage.scenario.title, stage.decision.text if stage.decision is not None else ""]
    command = c.CloseCall(
        call=stage.call or NO_ACTION,
        disposition=str(moment.says["disposition"]),
        outcome=". ".join(part for part in told if part),
    )
    yield stage.ask(moment, command)


def _dispatch(stage: Stage, moment: Moment) -> Iterator[Ask]:
    units = tuple(str(unit) for unit in moment.says.get("units", ()))
    call = stage.state().calls.get(stage.call or "")
    # A P1 never waits behind what its units are doing.
    urgent = call is not None and call.priority is Priority.P1
    yield stage.ask(moment, c.AssignUnits(call=stage.call or NO_ACTION, units=units, preempt=urgent))
    if moment.text:
        yield stage.ask(moment, c.LogRadio(text=moment.text, to=", ".join(units), call=stage.call))


def _unit_status(stage: Stage, moment: Moment) -> Iterator[Ask]:
    unit = str(moment.says.get("unit", ""))
    if unit not in stage.state().units:
        yield from _line(stage, moment)
        return
    status = UnitStatus(moment.says.get("status", ""))
    yield stage.ask(moment, c.SetUnitStatus(unit=unit, status=status, text=moment.text or None))


def _radio(stage: Stage, moment: Moment) -> Iterator[Ask]:
    said = moment.says
    text = moment.text or "(nothing was said)"
    unit = said.get("unit")
    if unit is None and moment.by != "dispatcher":
        text = f"[{moment.by.replace('_', ' ').capitalize()}] {text}"
    yield stage.ask(
        moment,
        c.LogRadio(text=text, unit=unit, to=said.get("to"), channel=said.get("channel"), call=stage.call),
    )


def _panic(stage: Stage, moment: Moment) -> Iterator[Ask]:
    yield stage.ask(
        moment,
        c.RaisePanic(
            site=moment.sites[0],
            level=PanicLevel(moment.says.get("level", PanicLevel.LOCKDOWN)),
            room=str(moment.says["room"]) if "room" in moment.says else None,
            text=moment.text or None,
        ),
    )


def _details(moment: Moment) -> dict[str, Any]:
    """What an order says beside its type, in the words of the command."""
    params = moment.says.get("params", {})
    entry, hazard = params.get("entry_mode"), params.get("hazard")
    return {
        "entry_mode": EntryMode(entry) if entry else None,
        "hazard": Hazard(hazard) if hazard else None,
        "strategy": params.get("strategy"),
        "location": params.get("location"),
        "area": params.get("zone_scope") or params.get("last_known_location"),
        "reason": moment.text or None,
    }


def _start(stage: Stage, moment: Moment) -> Iterator[Ask]:
    params = moment.says.get("params", {})
    outside = moment.by in ("psap", "le_ic", "le_officer")
    yield stage.ask(
        moment,
        c.StartAction(
            sites=moment.sites or stage.scenario.sites[:1],
            type=ActionType(moment.says["action"]),
            mode=stage.scenario.mode,
            source=ActionSource.LAW_ENFORCEMENT if outside else ActionSource.CONSOLE,
            call=stage.call,
            police_led=bool(params.get("police_led", False)),
            authority=params.get("authority"),
            **_details(moment),
        ),
    )


def _heard(stage: Stage, moment: Moment) -> Iterator[Ask]:
    action = stage.in_force(stage.place(moment), moment.says.get("action"))
    speaker = stage.speaker(moment)
    name = speaker.name if speaker is not None else moment.by.replace("_", " ").capitalize()
    command = c.AnnounceAction(
        action=action.id if action is not None else NO_ACTION, announced_by=name, text=moment.text or None
    )
    yield stage.ask(moment, command)


def _change(stage: Stage, moment: Moment) -> Iterator[Ask]:
    action = stage.in_force(stage.place(moment), moment.says["action"])
    yield stage.ask(
        moment, c.ChangeAction(action=action.id if action is not None else NO_ACTION, **_details(moment))
    )


def _release(stage: Stage, moment: Moment) -> Iterator[Ask]:
    for site in moment.sites or stage.scenario.sites[:1]:
        action = stage.in_force(site, moment.says["action"])
        if action is not None and action.type is ActionType.LOCKDOWN:
            yield from _door_by_door(stage, moment, action)
            continue
        roster = stage.state().sites[site].roster if site in stage.state().sites else None
        speaker = cast.person(stage.state(), moment.by, site, None) or cast.DISPATCHER
        secure = moment.says["action"] == ActionType.SECURE
        command = c.ReleaseAction(
            action=action.id if action is not None else NO_ACTION,
            released_by=speaker.name,
            confirmed_by=moment.says.get("confirmed_by") or (_confirmation(stage) if secure else None),
            confirmed_agency=roster.law
            if roster is not None and secure and stage.decision is not None
            else None,
            text=moment.text or None,
        )
        yield Ask(cast.giver(stage.state(), command, speaker), command)


def _confirmation(stage: Stage) -> str | None:
    """Who confirmed that a Secure may end: only a decision that the scenario told before. Without one the release is refused."""
    return None if stage.decision is None else stage.decision.text[:200]


def _door_by_door(stage: Stage, moment: Moment, action: Action) -> Iterator[Ask]:
    """The dispatcher asks with law enforcement's authority, a second person confirms, and the doors that are named are opened."""
    if action.status is ActionStatus.ACTIVE:
        authority = _confirmation(stage) or moment.by.replace("_", " ")
        request = c.RequestLockdownRelease(action=action.id, authority=authority)
        yield Ask(cast.DISPATCHER, request)
        yield Ask(cast.SUPERVISOR, c.ConfirmLockdownRelease(action=action.id))
    rooms = {room.code for room in stage.state().sites[action.site].roster.rooms}
    for room in re.findall(r"\b[Rr]ooms? ([A-Z0-9][A-Z0-9-]*)", moment.text):
        if room in rooms:
            yield stage.ask(moment, c.MarkRoom(action=action.id, room=room, state=RoomClear.RELEASED))
    if moment.text:
        said = f"[Release] {moment.text}"
        yield stage.ask(moment, c.AddNote(text=said, call=stage.call, site=action.site))


def _room(stage: Stage, moment: Moment) -> Iterator[Ask]:
    action = stage.in_force(stage.place(moment), ActionType.LOCKDOWN)
    room, told = str(moment.says.get("room", "")), str(moment.says.get("state", ""))
    if action is not None and room in (action.board or {}) and told in set(RoomClear):
        yield stage.ask(moment, c.MarkRoom(action=action.id, room=room, state=RoomClear(told)))
    else:
        yield from _line(stage, moment)


def _psap(stage: Stage, moment: Moment) -> Iterator[Ask]:
    if stage.call is None:
        yield from _line(stage, moment)
        return
    command = c.NotifyPsap(call=stage.call, agency=moment.says.get("agency"), text=moment.text or None)
    yield stage.ask(moment, command)


def _check(stage: Stage, moment: Moment) -> Iterator[Ask]:
    unit = moment.says.get("unit")
    if unit is None:
        yield from _line(stage, moment)
    else:
        yield stage.ask(moment, c.ResetCheck(unit=unit))


def _emergency(stage: Stage, moment: Moment) -> Iterator[Ask]:
    yield stage.ask(moment, c.DeclareEmergency(unit=str(moment.says["unit"]), text=moment.text or None))


_MAKERS: dict[str, Callable[[Stage, Moment], Iterator[Ask]]] = {
    "call_received": _received,
    "tip_received": _tip,
    "call_created": _created,
    "call_updated": _updated,
    "call_closed": _closed,
    "dispatch": _dispatch,
    "unit_status": _unit_status,
    "radio": _radio,
    "panic_alert": _panic,
    "action_start": _start,
    "action_heard": _heard,
    "action_change": _change,
    "action_release": _release,
    "room_status": _room,
    "psap_notify": _psap,
    "status_check": _check,
    "emergency": _emergency,
}
"""Every other kind of the vocabulary becomes a line."""
