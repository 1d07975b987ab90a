"""What was written down about papers. They name no call: a paper is a matter of the whole incident, and changes nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.text import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTaken:
    """A form of an incident was given out. ``head``: the head of the log that stands on it; ``students``: data of students stands in it."""

    kind: ClassVar[str] = "FormTaken"
    version: ClassVar[int] = 1
    incident: str
    incident_no: str
    form: str
    position: str | None
    paper: bool
    release: bool
    head: str
    students: bool
    given_to: Secret | None
    """For whom; none: for the district itself."""


FormEvent = FormTaken
