"""What a scenario's event is called in the log where it is written as a line: plain words, and who said it."""

from __future__ import annotations

import re

from dispatch.domain.text import TextClass
from dispatch.links.play.scenario import Moment

_LABELS = {
    "accountability": "Accountability",
    "alarm": "Alarm",
    "benchmark": "Benchmark",
    "bolo": "BOLO",
    "call_linked": "Calls linked",
    "call_received": "Call received",
    "call_updated": "Call updated",
    "case_open": "Threat case opened",
    "case_update": "Threat case updated",
    "check_in": "Check-in",
    "command_establish": "Command established",
    "command_transfer": "Command transferred",
    "decision": "Decision",
    "log": "Log",
    "message_out": "Message sent",
    "objective": "Objectives",
    "par": "PAR",
    "patient": "Patient",
    "person_match": "Person matched",
    "psap_notify": "PSAP notified",
    "resource_request": "Resource requested",
    "reunif_state": "Reunification",
    "room_status": "Room status",
    "staging": "Staging",
    "status_check": "Status check",
    "student_hold": "Student held",
    "student_release": "Student released",
    "system_event": "System",
    "tip_received": "Report received",
    "uc_form": "Unified command formed",
    "uc_join": "Unified command joined",
    "unit_status": "Unit status",
    "weather_alert": "Weather alert",
}
_CLASSES = {
    "message_out": TextClass.PUBLIC,
    "patient": TextClass.MEDICAL,
    "person_match": TextClass.STUDENT,
    "student_hold": TextClass.STUDENT,
    "student_release": TextClass.STUDENT,
    "bolo": TextClass.STUDENT,
}
_THREAT = frozenset({"case_open", "case_update", "tip_received"})
"""What a threat report or case says stays in its own system: the log says that it came, never what it says."""
_REPORT_ID = re.compile(r"\b[A-Z0-9]{2,6}-\d{3,}\b")


def text_class(moment: Moment) -> TextClass:
    """The class of what was said."""
    if moment.do == "room_status" and moment.says.get("state") == "INJURED":
        return TextClass.MEDICAL
    return _CLASSES.get(moment.do, TextClass.OPERATIONAL)


def report_id(text: str) -> str | None:
    """The id of a confidential report, the only thing of it that may be stored."""
    found = _REPORT_ID.search(text)
    return found.group() if found else None


def withheld(moment: Moment) -> bool:
    """Whether its text must not be stored."""
    return moment.do in _THREAT and bool(moment.text)


def line(moment: Moment, *, spoken: bool) -> str:
    """The event as a line of the log. ``spoken``: somebody else enters it, so it names the speaker."""
    label = _LABELS[moment.do]
    if spoken:
        label = f"{label} · {moment.by.replace('_', ' ')}"
    said = [
        f"{key.replace('_', ' ')}: {_words(value)}"
        for key, value in moment.says.items()
        if key not in ("text", "site", "sites", "unit")
    ]
    text = moment.text
    if withheld(moment):
        found = report_id(text)
        text = (
            f"id {found}; its text stays where it came from" if found else "its text stays where it came from"
        )
    parts = [", ".join(said), text]
    return f"[{label}] {'. '.join(part for part in parts if part)}".rstrip()


def _words(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
