"""What is written down about papers: who took which form of an incident, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.disclosures import Basis
from dispatch.domain.limits import Code, Id, Items, LongText, ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeForm:
    """A form was given out, as paper or as a page that prints. Given by the door of forms only, with what it knows of the incident, which
    may be long in history. ``head``: the head of the log that stands on it. ``students``: data of students stands in it.
    """

    kind: ClassVar[str] = "TakeForm"
    incident: Id
    incident_no: ShortText
    sites: Annotated[tuple[Code, ...], Items(2000)] = ()
    form: ShortText
    position: ShortText | None = None
    paper: bool = True
    release: bool = False
    head: ShortText
    students: bool = False
    recipient: ShortText | None = None
    basis: Basis | None = None
    decided_by: ShortText | None = None
    threat: LongText | None = None


FormCommand = TakeForm
