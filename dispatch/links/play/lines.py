"""Events that become a line of the log: what people say, and marked entries for what the product has no command for yet.

Accountability, reunification, threat cases and messages to the outside have none; so their entries begin with the field's word for them.
What a threat case says is a note of the threat team, which nobody else reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain.actor import Actor
from dispatch.domain.bolos import BoloCategory
from dispatch.domain.catalog.protective_actions import ActionType, RoomClear
from dispatch.domain.rooms import CALM, Hurt, ReportWay, RoomStatus, Severity
from dispatch.domain.text import TextClass
from dispatch.links.play import cast, photos, roles, words
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import Ask, Stage

_VEHICLE = re.compile(r"\b(plate|vehicle|car|truck|van|suv|sedan|pickup)\b", re.IGNORECASE)


def entry(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The event as a marked entry: by its own speaker at his own site or unit, else by the dispatcher, who names the speaker."""
    if words.text_class(moment) is TextClass.THREAT:
        yield from _of_a_threat(stage, moment)
    else:
        yield _written(stage, moment, entry=True)


def log(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A line of the log is what the event asks for: nothing stands in its place."""
    yield _written(stage, moment, entry=False)
    yield from photos.of(stage, moment)


def _written(stage: Stage, moment: Moment, *, entry: bool) -> Ask:
    place, text_class = stage.place(moment), words.text_class(moment)
    own = c.AddNote(text=words.line(moment, spoken=False), text_class=text_class, site=place)
    speaker = stage.speaker(moment)
    who = cast.giver(stage.state(), own, speaker)
    if who is speaker and speaker.site is not None:
        return Ask(speaker, own, entry=entry)
    note = c.AddNote(
        text=words.line(moment, spoken=who is not speaker),
        text_class=text_class,
        call=stage.call_id(moment),
        site=place,
        unit=moment.says.get("unit"),
    )
    return Ask(who, note, entry=entry)


def _of_a_threat(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The desk reads that there is a case; what it says is written by the threat team, for the threat team."""
    place, speaker = stage.place(moment), stage.speaker(moment)
    who: Actor = speaker if speaker == cast.SUPERVISOR else cast.DISPATCHER
    told = words.mention(moment, spoken=who is not speaker)
    yield Ask(who, c.AddNote(text=told, call=stage.call_id(moment), site=place), entry=True)
    yield for_the_team(stage, moment)


def for_the_team(stage: Stage, moment: Moment) -> Ask:
    """A note of the threat team: a case's words, or of a confidential report that it is there, by its id."""
    said = words.line(moment, spoken=moment.by != "tm")
    content = c.AddNote(text=said, text_class=TextClass.THREAT, site=stage.place(moment))
    return Ask(cast.threat_team(stage.state()), content, entry=True)


def radio(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A transmission; by whom it was, if it is no unit that we know."""
    said = moment.says
    unit = said.get("unit")
    text = moment.text
    if unit is None and moment.by != "dispatcher":
        text = f"[{roles.called(moment.by)}] {text}"
    call = stage.call_id(moment)
    command = c.LogRadio(
        text=text,
        unit=unit,
        to=_optional(said.get("to")),
        channel=_optional(said.get("channel")),
        call=call,
        site=stage.place(moment) if call is None else None,
    )
    yield stage.ask(moment, command)
    yield from photos.of(stage, moment)


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


_ALONE = frozenset({*CALM, RoomStatus.THREAT_HERE})
"""What a room says without a number."""
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
_NUMBER = re.compile(rf"\b({'|'.join(_NUMBERS)}|[1-9][0-9]{{0,2}})\b", re.IGNORECASE)
_GRAVE = re.compile(
    r"\b(shot|bleed\w*|unconscious|unresponsive|not breathing|stabbed|seizure)\b", re.IGNORECASE
)
_SLIGHT = re.compile(r"\b(bruise\w*|sprain\w*|scratch\w*|scrape\w*|minor|twisted)\b", re.IGNORECASE)
_ROOM = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")


def room(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """On the release board of a Lockdown the room is marked; under an action a room reports.

    Of who is missing, extra or hurt a report needs a number: without one in the scenario's words they stay an entry.
    """
    action = stage.in_force(stage.place(moment), ActionType.LOCKDOWN)
    code, told = str(moment.says["room"]), str(moment.says["state"])
    asked = stage.in_force(stage.place(moment), None)
    code = _code(stage, asked.site, code) if asked is not None else code
    numbers = _numbers(told, moment.text or "")
    if asked is not None and numbers is not None and _ROOM.fullmatch(code):
        report = c.ReportRoom(
            site=asked.site,
            room=code,
            status=RoomStatus(told),
            **numbers,
            way=ReportWay.PHONE,
            word_of=roles.called(moment.by),
            under=asked.id,
        )
        yield stage.ask(moment, report)
        if moment.text:
            yield from entry(stage, moment)
        return
    if action is None or code not in (action.board or {}) or told not in set(RoomClear):
        yield from entry(stage, moment)
        return
    yield stage.ask(moment, c.MarkRoom(action=action.id, room=code, state=RoomClear(told)))
    if moment.text:
        yield from entry(stage, moment)


def _code(stage: Stage, site: str, said: str) -> str:
    """A room's code, which a scenario may give by the room's name."""
    rooms = stage.state().sites[site].roster.rooms
    return next((one.code for one in rooms if one.name.casefold() == said.casefold()), said)


def _numbers(told: str, text: str) -> dict[str, Any] | None:
    """What a report of this status says besides; None: the words say no number, or it is no status of a room."""
    if told in _ALONE:
        return {}
    found = _NUMBER.search(text)
    if found is None:
        return None
    count = _NUMBERS.get(found.group().casefold()) or int(found.group())
    if told in (RoomStatus.MISSING, RoomStatus.EXTRA):
        return {f"{told.lower()}_count": count}
    if told != RoomStatus.INJURED:
        return None
    severity = (
        Severity.RED if _GRAVE.search(text) else Severity.GREEN if _SLIGHT.search(text) else Severity.YELLOW
    )
    return {"injured": (Hurt(severity=severity, count=count),)}


def bolo(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Somebody or something to look for, for all units and the teams of the sites it names."""
    text = moment.text or ""
    place = stage.place(moment)
    command = c.IssueBolo(
        category=BoloCategory.VEHICLE if _VEHICLE.search(text) else BoloCategory.PERSON,
        subject=text[:200],
        reason=text,
        text_class=words.text_class(moment),
        sites=(place,) if place is not None else (),
        call=stage.call_id(moment),
    )
    yield Ask(cast.DISPATCHER, command)


def status_check(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A unit that answers: its timer starts anew. Of all units it is a roll call."""
    unit = moment.says.get("unit")
    if unit is None:
        yield from roll_call(stage, moment)
        return
    yield stage.ask(moment, c.ResetCheck(unit=unit))
    if moment.text:
        yield from radio(stage, moment)


def roll_call(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A roll call of the call's units, and the answers of those that are named, or of all. With nobody on a call it is an entry."""
    call = stage.call(moment)
    if call is None or not call.units:
        yield from entry(stage, moment)
        return
    yield Ask(cast.DISPATCHER, c.StartRollCall(call=call.id))
    for unit in [one for one in moment.units or call.units if one in call.units]:
        yield Ask(cast.DISPATCHER, c.AnswerRollCall(call=call.id, unit=unit))
    if moment.text:
        yield from entry(stage, moment)
