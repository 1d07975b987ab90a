"""What people's lines leave in the state: enough to correct them, never their text."""

from __future__ import annotations

from dispatch.domain.draft import Draft
from dispatch.domain.events import LineWritten
from dispatch.domain.record import Recorded
from dispatch.domain.records import LineMeta


def write_line(draft: Draft, recorded: Recorded, event: LineWritten) -> None:
    """Remember who wrote a line and where it belongs; one that corrects another takes its place and leaves it readable."""
    if event.supersedes is not None and event.supersedes in draft.lines:
        old = draft.lines[event.supersedes]
        draft.remember(
            LineMeta(
                id=old.id,
                seq=old.seq,
                text_class=old.text_class,
                author=old.author,
                call=old.call,
                site=old.site,
                unit=old.unit,
                superseded_by=event.line,
            )
        )
    draft.remember(
        LineMeta(
            id=event.line,
            seq=recorded.seq,
            text_class=event.text.text_class,
            author=recorded.actor.person,
            call=event.call,
            site=event.site,
            unit=event.unit,
        )
    )
