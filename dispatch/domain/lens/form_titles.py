"""What the line of a paper says."""

from __future__ import annotations

from dispatch.domain.form_events import FormTaken


def form_title(event: FormTaken) -> str:
    """Which form, as what, with whose head; for whom stands below it."""
    name = f"ICS {event.form}" if event.form[:3].isdecimal() else f"form {event.form}"
    of = f" of {event.position}" if event.position is not None else ""
    how = "as PDF" if event.paper else "as a page"
    copy = ", copy for release" if event.release else ""
    return f"{event.incident_no}: {name}{of} taken {how}{copy}, head {event.head[:12]}"
