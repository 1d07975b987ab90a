"""What a scenario's event is called in the log where an entry stands for it: the field's words, who said it, and for whose eyes."""

from __future__ import annotations

import re

from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.text import TextClass
from dispatch.links.play import roles
from dispatch.links.play.scenario import Moment

_LABELS = {
    "accountability": "ACCOUNTABILITY",
    "alarm": "ALARM",
    "benchmark": "BENCHMARK",
    "call_linked": "CALLS LINKED",
    "call_received": "CALL RECEIVED",
    "call_updated": "CALL UPDATE",
    "case_open": "THREAT CASE OPENED",
    "case_update": "THREAT CASE UPDATE",
    "check_in": "CHECK-IN",
    "command_establish": "COMMAND ESTABLISHED",
    "command_transfer": "COMMAND TRANSFERRED",
    "decision": "DECISION",
    "message_out": "MESSAGE OUT",
    "objective": "OBJECTIVES",
    "par": "PAR",
    "patient": "PATIENT",
    "person_match": "PERSON MATCHED",
    "psap_notify": "PSAP NOTIFIED",
    "resource_request": "RESOURCE REQUEST",
    "reunif_state": "REUNIFICATION",
    "room_status": "ROOM STATUS",
    "staging": "STAGING",
    "status_check": "STATUS CHECK",
    "student_hold": "STUDENT HELD",
    "student_release": "STUDENT RELEASED",
    "system_event": "SYSTEM",
    "tip_received": "REPORT RECEIVED",
    "uc_form": "UNIFIED COMMAND FORMED",
    "uc_join": "UNIFIED COMMAND JOINED",
    "unit_status": "UNIT STATUS",
    "weather_alert": "WEATHER ALERT",
}
_CLASSES = {
    "bolo": TextClass.STUDENT,
    "case_open": TextClass.THREAT,
    "case_update": TextClass.THREAT,
    "patient": TextClass.MEDICAL,
    "person_match": TextClass.STUDENT,
    "student_hold": TextClass.STUDENT,
    "student_release": TextClass.STUDENT,
}
_ROOMS = {
    "INJURED": TextClass.MEDICAL,
    "MISSING": TextClass.STUDENT,
    "EXTRA": TextClass.STUDENT,
}
"""A room's report of who is hurt, missing or too many names people."""
_REPORT_ID = re.compile(r"\b[A-Z0-9]{2,6}-\d{3,}\b")
AT_SOURCE = "its text stays where it came from"
ELSEWHERE = "what it says is for the threat team"


def text_class(moment: Moment) -> TextClass:
    """The class of what was said: operational unless its kind is about people or a threat."""
    if moment.do == "room_status":
        return _ROOMS.get(str(moment.says.get("state")), TextClass.OPERATIONAL)
    if moment.do == "benchmark" and str(moment.says.get("name", "")).startswith("patient"):
        return TextClass.MEDICAL
    if moment.do == "tip_received" and not confidential(moment):
        return TextClass.STUDENT
    return _CLASSES.get(moment.do, TextClass.OPERATIONAL)


def report_id(text: str) -> str | None:
    """The id of a confidential report, the only thing of it that may be stored."""
    found = _REPORT_ID.search(text)
    return found.group() if found else None


def confidential(moment: Moment) -> bool:
    """Whether it is a report whose text must not leave the system that it came to."""
    source = moment.says.get("source")
    return moment.do == "tip_received" and source in (None, CallSource.SAFE2TELL)


def line(moment: Moment, *, spoken: bool) -> str:
    """The event as a line of the log. ``spoken``: somebody else enters it, so it names the speaker."""
    said = [
        f"{key.replace('_', ' ')}: {_words(value)}"
        for key, value in moment.says.items()
        if key not in ("text", "site", "sites", "unit")
    ]
    if len(moment.sites) > 1:
        said.append(f"sites: {', '.join(moment.sites)}")
    text = moment.text
    if confidential(moment):
        found = report_id(text)
        text = f"id {found}; {AT_SOURCE}" if found else AT_SOURCE
    parts = [", ".join(said), text]
    return f"{_label(moment, spoken=spoken)} {'. '.join(part for part in parts if part)}".strip()


def mention(moment: Moment, *, spoken: bool) -> str:
    """That it happened, for those who may not read what it says."""
    return f"{_label(moment, spoken=spoken)} {ELSEWHERE}"


def _label(moment: Moment, *, spoken: bool) -> str:
    """What it stands for, and who said it; a line that stands for nothing else has no more than its speaker."""
    label = [_LABELS[moment.do]] if moment.do in _LABELS else []
    speaker = [roles.spoken(moment.by)] if spoken else []
    return f"[{' · '.join(label + speaker)}]" if label or speaker else ""


def _words(value: object) -> str:
    said = [str(one).replace("_", " ") for one in (value if isinstance(value, list) else [value])]
    return ", ".join(said)
