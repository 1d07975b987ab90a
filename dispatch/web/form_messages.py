"""HTTP bodies about incidents that are over, and about what stands in a form before it is taken."""

from __future__ import annotations

from typing_extensions import TypedDict

from dispatch.domain.lens.conduct_views import DecisionView
from dispatch.domain.lens.incident_views import IncidentView


class IncidentsBody(TypedDict):
    """Incidents that are over, newest first. ``next``: there are more; ask again with it as ``after``.

    ``complete`` false: history is still being made, and incidents may be missing.
    """

    incidents: list[IncidentView]
    next: str | None
    complete: bool


class PositionName(TypedDict):
    """For whom an activity log can be made."""

    code: str
    title: str


class IncidentBody(TypedDict):
    """One incident, live or past, with its decisions, and the positions of its activity logs."""

    incident: IncidentView
    decisions: list[DecisionView]
    positions: list[PositionName]
    zone: str
    """The district's time zone: in which its forms are, and in which times of an activity log are asked for."""


class Withheld(TypedDict):
    """A mark of the form, and how often it stands there."""

    text: str
    count: int


class FormMarks(TypedDict):
    """What is withheld in a form, and whether data of students stands in it."""

    withheld: list[Withheld]
    students: bool
