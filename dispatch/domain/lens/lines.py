"""The log's lines: which parts may read an event's line, and what it says there.

A line reaches a person through exactly one part: a unit reads the lines of its calls and of itself through its own part, and those of
protective actions through ``field``.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from dispatch.domain import events as e
from dispatch.domain.incident_events import IncidentRetired
from dispatch.domain.lens.classes import kind_of, readable_classes
from dispatch.domain.lens.parts import addressed
from dispatch.domain.lens.room_titles import site_may_read
from dispatch.domain.lens.texts import text_view
from dispatch.domain.lens.titles import title
from dispatch.domain.lens.views import LineView
from dispatch.domain.record import Recorded
from dispatch.domain.state import State
from dispatch.domain.text import Secret, TextClass
from dispatch.domain.vocabulary import LineSource

_PUBLIC_ACTIONS = (
    e.ActionStarted
    | e.ActionRepeated
    | e.ActionChanged
    | e.ActionAnnounced
    | e.ReleaseRequested
    | e.ReleaseBegun
    | e.RoomMarked
    | e.ActionEnded
)
_SILENT = (
    e.AgencyDefined
    | e.SiteDefined
    | e.UnitDefined
    | e.AliasesDefined
    | e.MatrixDefined
    | e.PositionDefined
    | e.DeviceDefined
    | e.SrtDefined
    | e.Retired
    | e.Recalled
    | IncidentRetired
    | e.RoomTaken
)
"""Events that are no line of anybody's day: taking over a roster, moving ended calls to history and back."""


_OF_ONE_CLASS = e.LineWritten | e.WorkOrderOpened | e.ShiftEntryWritten | e.FileAttached
"""Events that are nothing but somebody's text or file: who may not read it is not told that there is one."""


def audiences(state: State, recorded: Recorded) -> frozenset[str]:
    """The parts that may read this event's line, given the state after it."""
    wanted = _concerned(state, recorded)
    if isinstance(recorded.event, _OF_ONE_CLASS):
        event = recorded.event
        text_class = (event.name if isinstance(event, e.FileAttached) else event.text).text_class
        wanted = {part for part in wanted if text_class in readable_classes(part)}
    return frozenset(wanted)


def lines_for(state: State, recorded: Recorded, held: AbstractSet[str]) -> dict[str, LineView]:
    """The event's line as each of the parts that somebody ``held`` may read it."""
    lines = {part: line_of(recorded, part) for part in _concerned(state, recorded) & held}
    return {part: line for part, line in lines.items() if line is not None}


def _concerned(state: State, recorded: Recorded) -> set[str]:
    """The parts that an event is about; whether they may read its line is another question."""
    event = recorded.event
    if _is_silent(event):
        return set()
    wanted = {"desk", "auditor"}
    if isinstance(event, e.ShiftEvent | e.FormTaken):
        return wanted
    if isinstance(event, e.RoomEvent):
        return wanted | ({f"site:{event.site}"} if site_may_read(event) else set())
    site = getattr(event, "site", None)
    if isinstance(event, e.MessageSent):
        return wanted | _message_parts(state, event)
    if isinstance(event, e.NoticeEvent):
        return wanted
    if isinstance(event, e.LineWritten) and event.text.text_class is TextClass.THREAT:
        # Nobody else is told that there is a case, though the site be theirs.
        return {"threat"}
    if isinstance(event, e.TrafficHeld | e.TrafficReleased):
        # Whoever has a radio keeps off the channel.
        wanted.add("field")
    elif isinstance(event, _PUBLIC_ACTIONS):
        wanted |= {"field", f"site:{site}"}
    elif isinstance(event, e.SrtEvent):
        wanted.add(f"site:{site}")
    else:
        wanted |= _units(state, event)
        if _is_press_at_a_site(event) or _is_about_site_only(event):
            wanted.add(f"site:{site}")
    return wanted


def _is_silent(event: e.Event) -> bool:
    """That devices are well is no line of anybody's day either."""
    if isinstance(event, e.DevicesChecked):
        return not event.silent
    if isinstance(event, e.DevicesHeard):
        return not (event.low or event.back)
    return isinstance(event, _SILENT)


def _message_parts(state: State, event: e.MessageSent) -> set[str]:
    return set(addressed(state, event.to_units, event.to_sites, event.unit, event.site))


def _units(state: State, event: e.Event) -> set[str]:
    """A unit reads about itself and about the calls it is on."""
    found = set()
    unit = getattr(event, "unit", None)
    if isinstance(unit, str):
        found.add(f"unit:{unit}")
    incident = state.incidents.get(getattr(event, "incident", None) or "")
    for tied in incident.calls if incident is not None else ():
        # Who is in command is said to everybody who works for it, on whichever of its calls.
        one = state.calls.get(tied.id)
        found |= {f"unit:{unit}" for unit in (*one.units, *one.stacked)} if one is not None else set()
    call = state.calls.get(getattr(event, "call", None) or "")
    if call is not None and not isinstance(event, e.AlarmEvent):
        found |= {f"unit:{one}" for one in (*call.units, *call.stacked)}
    return found


def _is_press_at_a_site(event: e.Event) -> bool:
    """A school is told of a press in its own name: a panic, or a test that it is waiting for."""
    if isinstance(event, e.PressReceived):
        return event.site is not None and (event.alarms or event.window is not None)
    return isinstance(event, e.PanicRaised | e.PanicEvent | e.TestWindowOpened | e.TestWindowEnded)


def _is_about_site_only(event: e.Event) -> bool:
    return isinstance(event, e.WorkOrderOpened) or (
        isinstance(event, e.LineWritten)
        and event.site is not None
        and event.call is None
        and event.unit is None
    )


def line_of(recorded: Recorded, part: str) -> LineView | None:
    """An event's line as a part may read it; nothing when it is a person's text of a class that the part may not read."""
    event = recorded.event
    if _is_silent(event):
        return None
    readable = readable_classes(part)
    secret = text_of(event)
    detail = text_view(secret, readable)
    if isinstance(event, _OF_ONE_CLASS) and detail is None:
        return None
    # A school may see an order without seeing the call behind it.
    at_a_site = kind_of(part) == "site"
    behind = at_a_site and isinstance(event, _PUBLIC_ACTIONS | e.MessageSent)
    written = event if isinstance(event, e.LineWritten) else None
    report = event if isinstance(event, e.RoomReported) else None
    return LineView(
        id=written.line if written else recorded.id,
        kind=written.source if written and written.source is not LineSource.CORRECTION else event.kind,
        at=recorded.recorded_at,
        occurred_at=recorded.occurred_at,
        occurred_source=recorded.occurred_source,
        actor=recorded.actor.name,
        role=recorded.actor.role,
        position=recorded.actor.position if kind_of(part) in ("desk", "auditor") else "",
        title="Message" if at_a_site and isinstance(event, e.MessageSent) else title(event),
        detail=detail,
        call=None if behind else _text(event, "call"),
        number=None if behind else _text(event, "number"),
        site=_site(event),
        unit=_text(event, "unit"),
        to=written.to if written else None,
        channel=written.channel if written else None,
        action=_text(event, "action"),
        file=event.file if isinstance(event, e.FileAttached) else None,
        action_type=getattr(event, "type", None) if isinstance(event, _PUBLIC_ACTIONS) else None,
        unit_status=getattr(event, "status", None) if isinstance(event, e.UnitEvent) else None,
        room=report.room if report else None,
        room_status=report.status if report else None,
        mode=getattr(event, "mode", None),
        warning=getattr(event, "warning", None),
        supersedes=written.supersedes if written else None,
        reason=text_view(written.reason, readable) if written else None,
    )


def text_of(event: e.Event) -> Secret | None:
    """The text or name that a person gave with an event, if any: what stands below its title."""
    if isinstance(event, e.FileAttached):
        return event.name
    for name in ("text", "question", "what", "outcome", "reason", "note", "given_to"):
        value: Any = getattr(event, name, None)
        if value is not None:
            return value  # type: ignore[no-any-return]
    return None


def _text(event: e.Event, name: str) -> str | None:
    value = getattr(event, name, None)
    return value if isinstance(value, str) else None


def _site(event: e.Event) -> str | None:
    if isinstance(event, e.CallCreated | e.ReportAdded):
        return event.place.site
    return _text(event, "site")
