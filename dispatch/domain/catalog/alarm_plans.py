"""What becomes of an alarm that nobody acknowledges: when it grows louder, who is rung besides, and how it sounds.

Data, one plan for each kind. Steps count from the moment the alarm was raised; each is an event of the log, so that a reload, another
console and another node go on where it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from dispatch.domain.vocabulary import AlarmKind


class AlarmStep(StrEnum):
    """How far an unanswered alarm has gone. It never goes back: it is acknowledged, or its cause goes away."""

    RAISED = "raised"
    LOUDER = "louder"
    SECOND_POSITION = "second_position"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmPlan:
    """``name``: what a person reads. ``louder``, ``second``, ``supervisor``: seconds after it was raised. ``everybody``: rings at every
    position from the first moment.

    ``repeat``: seconds between two soundings; None: it sounds once at each step.
    """

    name: str
    louder: int
    second: int
    supervisor: int
    everybody: bool = False
    repeat: int | None = None

    def steps(self) -> tuple[tuple[AlarmStep, timedelta], ...]:
        """The steps after the first, in order, with their time since the alarm was raised."""
        return (
            (AlarmStep.LOUDER, timedelta(seconds=self.louder)),
            (AlarmStep.SECOND_POSITION, timedelta(seconds=self.second)),
            (AlarmStep.SUPERVISOR, timedelta(seconds=self.supervisor)),
        )

    def after(self, step: AlarmStep) -> tuple[AlarmStep, timedelta] | None:
        """The step that follows; nothing after the last."""
        order = list(AlarmStep)
        steps = self.steps()
        place = order.index(step)
        return steps[place] if place < len(steps) else None


PLANS: Mapping[AlarmKind, AlarmPlan] = {
    AlarmKind.OFFICER_EMERGENCY: AlarmPlan(
        name="Officer emergency", louder=15, second=30, supervisor=60, everybody=True, repeat=5
    ),
    AlarmKind.PANIC: AlarmPlan(name="Panic", louder=15, second=30, supervisor=60, repeat=5),
    AlarmKind.ROOM_THREAT: AlarmPlan(name="Threat in a room", louder=15, second=30, supervisor=60, repeat=5),
    AlarmKind.ROOM_INJURED: AlarmPlan(
        name="Hurt people in a room", louder=15, second=30, supervisor=60, repeat=10
    ),
    # A person answers within ten seconds, or it is made harder to miss.
    AlarmKind.ACTION_STARTED: AlarmPlan(name="Protective action", louder=10, second=20, supervisor=45),
    AlarmKind.NEW_P1: AlarmPlan(name="New P1 call", louder=15, second=30, supervisor=60),
    AlarmKind.PSAP_NOT_TOLD: AlarmPlan(name="911 not confirmed", louder=15, second=30, supervisor=60),
    AlarmKind.UNHEARD_ACTION: AlarmPlan(
        name="Order not heard", louder=15, second=30, supervisor=60, repeat=5
    ),
    AlarmKind.NOT_REACHED: AlarmPlan(name="Not acknowledged", louder=30, second=60, supervisor=120),
    AlarmKind.MISSED_CHECK: AlarmPlan(
        name="Missed status check", louder=15, second=30, supervisor=60, repeat=10
    ),
    AlarmKind.NO_COMMAND: AlarmPlan(name="Nobody in command", louder=15, second=30, supervisor=60, repeat=10),
    # Somebody is in command still: it waits for the air to be free, and not much longer.
    AlarmKind.COMMAND_ASKED: AlarmPlan(
        name="Command asked for", louder=20, second=40, supervisor=90, repeat=20
    ),
    AlarmKind.FACT_UNKNOWN: AlarmPlan(
        name="Command does not know", louder=15, second=30, supervisor=60, repeat=10
    ),
    AlarmKind.NOT_UNIFIED: AlarmPlan(name="No unified command", louder=60, second=120, supervisor=300),
    AlarmKind.OVERDUE_TIMER: AlarmPlan(name="Status check due", louder=20, second=40, supervisor=120),
    AlarmKind.REASSESS: AlarmPlan(name="Command looks again", louder=60, second=120, supervisor=300),
    # Nobody sits there who could hear it louder: it rings everywhere at once, and keeps on.
    AlarmKind.UNRELIEVED_DESK: AlarmPlan(
        name="Nobody at the desk", louder=15, second=30, supervisor=30, everybody=True, repeat=10
    ),
    AlarmKind.STACKED_CALL: AlarmPlan(name="Waiting too long", louder=60, second=120, supervisor=300),
    AlarmKind.ROLL_CALL_MISSING: AlarmPlan(
        name="Roll call not answered", louder=15, second=30, supervisor=60, repeat=10
    ),
    AlarmKind.PAR_MISSING: AlarmPlan(
        name="PAR not answered, or somebody missing", louder=15, second=30, supervisor=60, repeat=10
    ),
    AlarmKind.ROLL_CALL_DUE: AlarmPlan(name="Roll call due", louder=60, second=120, supervisor=300),
    # Last, and slow: somebody is looked for, and a screen that is not read for a quarter of an hour must not drown what cannot wait.
    AlarmKind.BOLO_UNREAD: AlarmPlan(name="BOLO not read", louder=300, second=600, supervisor=900),
    # Work for today, not for this minute.
    AlarmKind.DEVICE_SILENT: AlarmPlan(name="Panic devices silent", louder=900, second=1800, supervisor=3600),
    AlarmKind.DEVICE_BATTERY: AlarmPlan(
        name="Panic device batteries low", louder=900, second=1800, supervisor=3600
    ),
}
