"""What a call can be found by, as one part may read it: never by more than the part is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.lens.incident_views import IncidentView, TenureView
from dispatch.domain.lens.project import project
from dispatch.domain.lens.views import AssignmentView, CallView, HeadlineView
from dispatch.domain.records import Assignment
from dispatch.domain.state import State

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_NO_WORDS = frozenset({"id", "call", "actions", "person", "position"})
"""Fields that hold ids and places at the desk: nobody looks for a piece of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """The facts and the words of one call for one part."""

    number: str
    site: str | None
    type: str | None
    units: tuple[str, ...]
    """Every unit that was sent or waits, as far as the part is told."""
    opened_at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """What is looked for. What is None is not asked; ``number`` may be only begun; ``since`` included, ``until`` not."""

    number: str | None = None
    site: str | None = None
    type: str | None = None
    unit: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def fits(self, call: Sought) -> bool:
        """Whether a call is such a one, by what its reader is shown of it."""
        return (
            (self.number is None or call.number.startswith(self.number))
            and (self.site is None or call.site == self.site)
            and (self.type is None or call.type == self.type)
            and (self.unit is None or self.unit in call.units)
            and (self.since is None or call.opened_at >= self.since)
            and (self.until is None or call.opened_at < self.until)
        )


def sought(state: State, call_id: str, part: str, sent: Iterable[Assignment]) -> Sought | None:
    """What a part may find this call by; None when it may not see it. ``sent``: the call's assignments."""
    view = next((view for _, view in project(state, ("calls", call_id), part)), None)
    if isinstance(view, HeadlineView):
        site, opened_at, units = view.site, view.received_at, view.units
    elif isinstance(view, CallView):
        site, opened_at = view.place.site, view.times["t_received"]
        units = (*view.units, *view.stacked, *_sent(state, sent, part))
    else:
        return None
    label = INCIDENT_TYPES[view.type].label if view.type is not None else ""
    return Sought(
        number=view.number,
        site=site,
        type=view.type,
        units=tuple(dict.fromkeys(units)),
        opened_at=opened_at,
        text=" ".join((label, *units, *_texts(view))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtIncident:
    """The facts and the words of one incident for one part."""

    number: str
    sites: tuple[str, ...]
    opened_at: datetime
    text: str


def sought_incident(state: State, incident_id: str, part: str) -> SoughtIncident | None:
    """What a part may find this incident by: its name, how it ended, its schools, and who was in command."""
    view = next((view for _, view in project(state, ("incidents", incident_id), part)), None)
    if not isinstance(view, IncidentView):
        return None
    schools = [state.sites[code].roster.name for code in view.sites if code in state.sites]
    held = [*view.history, *((view.command,) if view.command is not None else ())]
    texts = [one.text for one in (view.name, view.outcome) if one is not None and one.text is not None]
    return SoughtIncident(
        number=view.number,
        sites=view.sites,
        opened_at=view.opened_at,
        text=" ".join((view.number, *view.sites, *schools, *texts, *_texts([_people(one) for one in held]))),
    )


def _people(held: TenureView) -> list[object]:
    return [held.commander, *held.members]


def words_of(text: str) -> list[str]:
    """Words and nothing else, in the order they stand."""
    return _BETWEEN_WORDS.sub(" ", text).lower().split()


def _sent(state: State, sent: Iterable[Assignment], part: str) -> Iterator[str]:
    for one in sent:
        for _, view in project(state, ("assignments", one.id), part):
            assert isinstance(view, AssignmentView)
            yield view.unit


def _texts(shown: Any) -> Iterator[str]:
    if isinstance(shown, str):
        yield shown
    elif is_dataclass(shown):
        for one in fields(shown):
            if one.name not in _NO_WORDS:
                yield from _texts(getattr(shown, one.name))
    elif isinstance(shown, (list, tuple)):
        for item in shown:
            yield from _texts(item)
