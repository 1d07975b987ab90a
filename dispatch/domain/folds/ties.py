"""What ties between calls make of a state: links on both sides, a duplicate's reports with the other call, a call made of another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dispatch.domain.draft import Draft
from dispatch.domain.events import CallMerged, CallsLinked, CallSplit
from dispatch.domain.folds.clock import raise_alarm
from dispatch.domain.folds.psap import watch_psap
from dispatch.domain.folds.threats import watch_threats
from dispatch.domain.folds.times import once
from dispatch.domain.record import Recorded
from dispatch.domain.records import Call, Link, Owner
from dispatch.domain.vocabulary import AlarmKind, CallStatus, LinkKind, Priority

_OPPOSITE = {
    LinkKind.PARENT: LinkKind.CHILD,
    LinkKind.CHILD: LinkKind.PARENT,
    LinkKind.REPLACING: LinkKind.REPLACED,
    LinkKind.REPLACED: LinkKind.REPLACING,
}


def owner_of(recorded: Recorded) -> Owner:
    """Whoever gave the command, as the one who works a call."""
    actor = recorded.actor
    return Owner(person=actor.person, name=actor.name, position=actor.position, since=recorded.recorded_at)


def link_both(draft: Draft, event: CallsLinked) -> None:
    """Each call knows how it belongs to the other."""
    _link(draft, event.call, event.other, event.other_number, event.link)
    _link(draft, event.other, event.call, event.number, _OPPOSITE.get(event.link, event.link))


def merge(draft: Draft, event: CallMerged, at: datetime) -> None:
    """A duplicate gives its reports away and stays readable. What the PSAP knows of one it knows of the other."""
    _link(draft, event.call, event.into, event.into_number, LinkKind.REPLACED)
    _link(draft, event.into, event.call, event.number, LinkKind.REPLACING)
    _join(draft, event.call, event.into)
    draft.change("calls", event.call, disposition="DUP")
    old, new = draft.calls.get(event.call), draft.calls.get(event.into)
    if old is not None and new is not None and "t_911_notified" in old.times:
        times = once(new.times, "t_911_notified", old.times["t_911_notified"])
        draft.change("calls", new.id, times=times)
        watch_psap(draft, new.id, at)


def split(draft: Draft, recorded: Recorded, event: CallSplit) -> None:
    """A call of its own, made of the chosen reports; in the old one they stay, marked."""
    origin = draft.calls.get(event.origin)
    if origin is None:
        return
    at = recorded.recorded_at
    mine = [one for place, one in enumerate(origin.reports) if place in event.reports]
    first = min(mine, key=lambda one: one.at)
    told = origin.times.get("t_911_notified")
    times = {"t_received": first.at, "t_entered": at}
    draft.put(
        "calls",
        Call(
            id=event.call,
            number=event.number,
            type=event.type,
            priority=event.priority,
            mode=origin.mode,
            status=CallStatus.PENDING,
            source=first.source,
            place=first.place,
            caller=first.caller,
            callback=first.callback,
            text=event.text,
            reports=tuple(mine),
            # The PSAP was told of what the callers told: of theirs too.
            times=times if told is None else {**times, "t_911_notified": told},
            links=(Link(LinkKind.SPLIT, origin.id, origin.number),),
            created_by=recorded.actor.person,
            owner=owner_of(recorded),
            version=recorded.seq,
        ),
    )
    year, _, count = event.number.partition("-")
    draft.writable("numbers")[year] = int(count)
    marked = tuple(
        replace(one, split_to=event.number) if place in event.reports else one
        for place, one in enumerate(origin.reports)
    )
    draft.change("calls", origin.id, reports=marked)
    _link(draft, origin.id, event.call, event.number, LinkKind.SPLIT)
    watch_threats(draft, event.call)
    if event.priority is Priority.P1 and origin.priority is not Priority.P1:
        raise_alarm(
            draft,
            f"p1:{event.call}",
            AlarmKind.NEW_P1,
            at,
            mode=origin.mode,
            call=event.call,
            site=first.place.site,
        )
    watch_psap(draft, event.call, at)


def _join(draft: Draft, duplicate: str, into: str) -> None:
    """The reports of a duplicate and the protective actions started for it are now the other call's."""
    old, new = draft.calls.get(duplicate), draft.calls.get(into)
    if old is None or new is None:
        return
    reports, actions = (*new.reports, *old.reports), (*new.actions, *old.actions)
    draft.change("calls", into, reports=reports, actions=actions)
    draft.change("calls", duplicate, actions=())
    for table in ("actions", "alarms", "timers", "presses"):
        for record in [one for one in draft.table(table).values() if one.call == duplicate]:
            draft.change(table, record.id, call=into)


def _link(draft: Draft, call_id: str, other: str, number: str, kind: LinkKind) -> None:
    call = draft.calls.get(call_id)
    if call is None:
        return
    links = tuple(link for link in call.links if link.call != other)
    if kind is not LinkKind.UNLINK:
        links = (*links, Link(kind, other, number))
    draft.change("calls", call_id, links=links)
