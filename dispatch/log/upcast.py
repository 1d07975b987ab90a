"""Old bodies in today's form, one step for each version that was ever written. The stored bytes never change.

A step takes the fields of an event as they were parsed and returns those of the next version. Steps are never
edited and never removed: logs are kept for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Fields = dict[str, Any]
Step = Callable[[Fields], Fields]


class UnknownEvent(Exception):
    """An event of a kind or version that this program does not know: a newer one wrote it.

    A node that meets one stops writing and ends; it must not decide on a state that it cannot fold.
    """


def _unit_status_changed_1(event: Fields) -> Fields:
    """Version 1 recorded every change as legal."""
    return {**event, "warning": None}


def _alarm_acknowledged_1(event: Fields) -> Fields:
    """Version 1 knew no steps and no positions."""
    return {**event, "step": "raised", "desk_position": None}


def _position_left_1(event: Fields) -> Fields:
    """Version 1 knew one cause: somebody said so."""
    return {**event, "cause": "left"}


def _more_may_be_said(event: Fields) -> Fields:
    """The next version has fields that may be left out: what was said before means the same."""
    return event


def _question_raised_1(event: Fields) -> Fields:
    """Version 1 knew no proposals: nobody gave options with a question."""
    return {**event, "options": []}


STEPS: Mapping[tuple[str, int], Step] = MappingProxyType(
    {
        ("UnitStatusChanged", 1): _unit_status_changed_1,
        ("AlarmAcknowledged", 1): _alarm_acknowledged_1,
        ("PositionLeft", 1): _position_left_1,
        ("AgencyDefined", 1): _more_may_be_said,
        ("SiteDefined", 1): _more_may_be_said,
        ("Recalled", 1): _more_may_be_said,
        ("QuestionRaised", 1): _question_raised_1,
        ("ResourceRequested", 1): _more_may_be_said,
        ("PartnerUnitAdded", 1): _more_may_be_said,
        ("PartnerUnitChanged", 1): _more_may_be_said,
        ("DecisionMade", 1): _more_may_be_said,
        ("DecisionWithdrawn", 1): _more_may_be_said,
        ("DecisionAcknowledged", 1): _more_may_be_said,
        ("HeadCountReported", 1): _more_may_be_said,
        ("CommandPlanned", 1): _more_may_be_said,
    }
)
"""What turns (kind, version) into the next version."""


def upcast(kind: str, version: int, event: Fields, today: int) -> Fields:
    """The fields of an event of any version, in the form of version ``today``."""
    if version > today:
        raise UnknownEvent(f"{kind} in version {version}; this program reads up to {today}. Update it.")
    while version < today:
        event = STEPS[kind, version](event)
        version += 1
    return event
