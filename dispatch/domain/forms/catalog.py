"""Which forms there are, by their code, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from dispatch.domain.forms.activity import activity
from dispatch.domain.forms.briefing import briefing
from dispatch.domain.forms.decisions import decision_log
from dispatch.domain.forms.matter import Matter
from dispatch.domain.forms.organisation import assignments, chart
from dispatch.domain.forms.plan import check_in, check_in_short, objectives
from dispatch.domain.forms.positions import COMMAND, position
from dispatch.domain.forms.report import report
from dispatch.domain.forms.sheet import Sheet
from dispatch.domain.text import TextClass

Form = Callable[[Matter], Sheet]

ACTIVITY: Final = "214"
BRIEFING: Final = "201"
FORMS: Final[Mapping[str, Form]] = {
    BRIEFING: briefing,
    "202": objectives,
    "203": assignments,
    "207": chart,
    "211": check_in,
    "211-short": check_in_short,
    "decisions": decision_log,
    "report": report,
}
"""Besides ICS 214, which is made for a position."""
CODES: Final = (ACTIVITY, *FORMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which form; ICS 214 of whom, and of which time."""

    form: str
    position: str = COMMAND
    since: datetime | None = None
    until: datetime | None = None


def has_students(matter: Matter, asked: Asked, whole: Sheet) -> bool:
    """Whether data of students stands in a form: without such texts it would be another."""
    without = made(replace(matter, without=frozenset({TextClass.STUDENT})), asked)
    return without is not None and without.rows != whole.rows


def made(matter: Matter, asked: Asked) -> Sheet | None:
    """The form; None: the incident has no such position."""
    if asked.form == ACTIVITY:
        of = position(matter, asked.position)
        return activity(matter, of, asked.since, asked.until) if of is not None else None
    return FORMS[asked.form](matter)
