"""Alarms as folds raise them, and what runs out. Records, so every console and every node computes the same from the same log."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dispatch.domain.catalog.alarm_plans import AlarmStep
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.draft import Draft
from dispatch.domain.folds.ringing import ring, silence
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.records import Alarm
from dispatch.domain.vocabulary import AlarmKind, TimerKind

HEARD_AFTER = timedelta(seconds=30)
"""An order that nobody announced or heard alarms after this long, and again each time it passes."""
HEARD_STAGES = 4
CHECK_GRACE = timedelta(seconds=60)
"""A status check that is not answered gets this long before the next step."""
RETIRE_AFTER = timedelta(minutes=30)
"""Ended calls and actions stay at hand this long."""


def raise_alarm(
    draft: Draft, alarm_id: str, kind: AlarmKind, at: datetime, *, stage: int = 0, **subject: Any
) -> None:
    """Raise an alarm; one that nobody has answered yet counts up instead, keeps its first time and goes on ringing as it was.

    What has become graver (a check that was due is now missed) begins its steps anew.
    """
    present = draft.alarms.get(alarm_id)
    if present is not None:
        graver = kind is not present.alarm_kind
        draft.change(
            "alarms", alarm_id, count=present.count + 1, stage=max(stage, present.stage), alarm_kind=kind
        )
        if graver:
            draft.change("alarms", alarm_id, rung_at=at)
            ring(draft, draft.alarms[alarm_id], at, AlarmStep.RAISED)
        return
    mode: Mode = subject.pop("mode", Mode.ACTUAL if draft.is_live else Mode.EXERCISE)
    alarm = Alarm(
        id=alarm_id,
        alarm_kind=kind,
        raised_at=at,
        rung_at=at,
        mode=mode,
        stage=stage,
        version=draft.seq,
        **subject,
    )
    draft.put("alarms", alarm)
    ring(draft, alarm, at, AlarmStep.RAISED)


def retire_later(draft: Draft, record_id: str, at: datetime, **subject: Any) -> None:
    """Let an ended call or action leave the live state after a while."""
    set_timer(draft, f"retire:{record_id}", TimerKind.RETIRE, at, at + RETIRE_AFTER, **subject)


def drop_alarms(draft: Draft, *alarm_ids: str) -> None:
    """The cause of these alarms is gone."""
    for alarm_id in alarm_ids:
        silence(draft, alarm_id)
