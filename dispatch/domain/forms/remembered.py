"""An incident that has gone to history, as it stood at its end: made again from its own events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from dispatch.domain.conduct_events import ConductEvent
from dispatch.domain.decision_events import DecisionEvent
from dispatch.domain.fold import fold
from dispatch.domain.incident_events import IncidentEvent, IncidentRetired
from dispatch.domain.incidents import Incident
from dispatch.domain.record import Recorded
from dispatch.domain.state import State

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_ITS_OWN: Final = IncidentEvent | DecisionEvent | ConductEvent


def is_of(recorded: Recorded, incident: str) -> bool:
    """Whether an event is of this incident's own: its command, decisions, organisation and work."""
    event: Any = recorded.event
    return isinstance(event, _ITS_OWN) and event.incident == incident


def remembered(
    state: State, incident: str, events: Iterable[Recorded], kept: Incident | None = None
) -> State:
    """Today's district with this incident alone, as its events left it. What became of other matters is not in it.

    ``kept``: the incident as history has it. How long nobody was in command, when a second agency came and what the counts spoke for
    rest on what happened at its sites besides, which its own events do not tell.
    """
    own = [one for one in events if is_of(one, incident) and not isinstance(one.event, IncidentRetired)]
    bare = replace(
        state,
        seq=0,
        calls=_NOTHING,
        assignments=_NOTHING,
        actions=_NOTHING,
        alarms=_NOTHING,
        timers=_NOTHING,
        notices=_NOTHING,
        incidents=_NOTHING,
        decisions=_NOTHING,
        facts=_NOTHING,
        functions=_NOTHING,
        objectives=_NOTHING,
        requests=_NOTHING,
        check_ins=_NOTHING,
        patients=_NOTHING,
        seats=_NOTHING,
        shared_lines=_NOTHING,
        partner_units=_NOTHING,
    )
    # They follow one another here as if nothing else had happened between them.
    made = fold(bare, (replace(one, seq=place) for place, one in enumerate(own, 1))).state
    return made if kept is None else replace(made, incidents={incident: kept})
