"""The lines of an incident's log as a form prints them: when, who, what happened, and what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dispatch.domain.events import LineWritten
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
    told = [_entry(matter, one, view, corrected=view.id in corrected) for one, view in found]
    return sorted(told, key=lambda one: one.at)


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
    place = view.position or ("clock" if view.role == "system" else "")
    return Entry(at, cell(view.actor, " ".join(filter(None, (view.role.replace("_", " "), place)))), what)


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
