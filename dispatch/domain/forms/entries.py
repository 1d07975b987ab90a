"""The lines of an incident's log as a form prints them: when, who, what happened, and what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from dispatch.domain.actor import Role
from dispatch.domain.events import LineWritten, TimerFell
from dispatch.domain.forms.matter import ERASED, Matter, redacted
from dispatch.domain.forms.sheet import Cell, Words, cell, plain, together
from dispatch.domain.lens.lines import line_of, text_of
from dispatch.domain.lens.views import LineView
from dispatch.domain.record import Recorded
from dispatch.domain.text import Erased, Secret

LATE: Final = timedelta(minutes=1)
"""An entry that was made so long after what it tells of says when it was made."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: when it happened, who entered it, and its words."""

    at: datetime
    by: Cell
    what: Cell


def entries(matter: Matter, lines: Iterable[Recorded]) -> list[Entry]:
    """The lines that the reader may read, in the order in which things happened."""
    chosen = list(lines)
    corrected = {
        one.event.supersedes for one in chosen if isinstance(one.event, LineWritten) and one.event.supersedes
    }
    found = [(one, view) for one in chosen if (view := line_of(one, matter.part)) is not None]
    told = [(one, _entry(matter, one, view, corrected=view.id in corrected)) for one, view in found]
    return _once(matter, sorted(told, key=lambda one: one[1].at))


def _once(matter: Matter, told: list[tuple[Recorded, Entry]]) -> list[Entry]:
    """What the clock says again and again stands once: at its first time, with how often and until when."""
    kept: list[Entry] = []
    running: dict[tuple[str, Cell], _Again] = {}
    for recorded, entry in told:
        event = recorded.event
        if isinstance(event, TimerFell):
            key = (event.timer, entry.what)
            before = running.get(key)
            if before is not None and event.stage > before.stage:
                running[key] = replace(before, stage=event.stage, count=before.count + 1, last=entry.at)
                continue
            if before is not None:
                before.close(matter, kept)
            running[key] = _Again(len(kept), event.stage, 1, entry.at)
        kept.append(entry)
    for one in running.values():
        one.close(matter, kept)
    return kept


@dataclass(frozen=True, slots=True)
class _Again:
    """Where its first entry stands, how far the timer has got, how often it was said and when last."""

    place: int
    stage: int
    count: int
    last: datetime

    def close(self, matter: Matter, kept: list[Entry]) -> None:
        if self.count > 1:
            first = kept[self.place]
            often = cell(f"Said {self.count} times, the last time {matter.when(self.last)}.")
            kept[self.place] = replace(first, what=together(first.what, often))


def _entry(matter: Matter, recorded: Recorded, view: LineView, *, corrected: bool) -> Entry:
    at = recorded.happened_at
    event = recorded.event
    # Which incident it is stands at the head of each page.
    title = view.title.removeprefix(f"{matter.incident.number}: ")
    title = title[:1].upper() + title[1:]
    about = [one for one in (view.unit, view.site) if one and one not in title]
    notes = []
    if recorded.recorded_at - at > LATE:
        notes.append(f"Entered {matter.when(recorded.recorded_at)}.")
    if isinstance(event, LineWritten) and event.supersedes is not None:
        notes.append("Corrects an earlier entry.")
    if corrected:
        notes.append("Corrected by a later entry.")
    head = f"{title} [{', '.join(about)}]" if about else title
    what = together(
        cell(head),
        _detail(matter, text_of(event)),
        _detail(matter, event.reason if isinstance(event, LineWritten) else None),
        cell(*notes),
    )
    return Entry(at, cell(_by(view)), what)


def _by(view: LineView) -> str:
    if view.role == "system":
        return f"{view.actor} (clock)"
    place = "" if view.position in view.actor else view.position
    role = "SRO" if view.role == Role.SRO else view.role.replace("_", " ")
    return f"{view.actor}, {' '.join(filter(None, (role, place)))}"


def _detail(matter: Matter, secret: Secret | None) -> Cell:
    if secret is None:
        return ()
    if secret.text_class not in matter.readable:
        return (redacted(secret.text_class),)
    if isinstance(secret, Erased):
        return (ERASED,)
    return (Words(f"“{plain(secret.value)}”"),)


def rows(matter: Matter, told: Iterable[Entry]) -> tuple[tuple[Cell, ...], ...]:
    """Time, what, by whom."""
    return tuple((cell(matter.when(one.at)), one.what, one.by) for one in told)
