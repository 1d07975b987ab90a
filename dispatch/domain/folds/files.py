"""What events about files make of a state."""

from __future__ import annotations

from dispatch.domain.draft import Draft
from dispatch.domain.events import FileAttached
from dispatch.domain.files import CallFile
from dispatch.domain.record import Recorded


def fold_file(draft: Draft, recorded: Recorded, event: FileAttached) -> None:
    """A file becomes one of its call's, and goes into history and comes back with it."""
    call = draft.calls.get(event.call)
    if call is None:
        return
    file = CallFile(
        id=event.file,
        evidence=event.evidence,
        shared=event.shared,
        name=event.name,
        by=recorded.actor.person,
        by_name=recorded.actor.name,
        unit=event.unit,
        at=recorded.happened_at,
    )
    draft.change("calls", event.call, files=(*call.files, file))
