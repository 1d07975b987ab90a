"""Timers as folds set them: records, so that every node fires the same from the same log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dispatch.domain.draft import Draft
from dispatch.domain.records import Timer
from dispatch.domain.vocabulary import TimerKind


def set_timer(
    draft: Draft,
    timer_id: str,
    kind: TimerKind,
    started: datetime,
    due: datetime,
    *,
    stage: int = 0,
    **subject: Any,
) -> None:
    """Start a timer or start it anew; its generation is the seq of the event that did so."""
    draft.put(
        "timers",
        Timer(
            id=timer_id,
            timer_kind=kind,
            due=due,
            started=started,
            generation=draft.seq,
            stage=stage,
            version=draft.seq,
            **subject,
        ),
    )
