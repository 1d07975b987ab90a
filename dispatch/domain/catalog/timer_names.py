"""What a person reads for a timer: what it waits for. One wording for consoles, the printed board and the handover."""

from __future__ import annotations

from collections.abc import Mapping

from dispatch.domain.vocabulary import TimerKind

TIMER_NAMES: Mapping[TimerKind, str] = {
    TimerKind.STATUS_CHECK: "Status check",
    TimerKind.ACTION_HEARD: "Order heard",
    TimerKind.HOLD: "Hold",
    TimerKind.SCHEDULED: "Scheduled",
    TimerKind.STACKED: "Waits for a unit",
    TimerKind.ROLL_CALL: "Roll call",
    TimerKind.PAR: "PAR",
    TimerKind.ROLL_CALL_DUE: "Next roll call",
    TimerKind.PSAP: "911 confirmed",
    TimerKind.ALARM: "Acknowledged",
    TimerKind.RETIRE: "To history",
    TimerKind.BOLO_EXPIRY: "BOLO ends",
    TimerKind.SILENCE: "Acknowledgements",
    TimerKind.MESSAGE: "Message kept until",
    TimerKind.DEVICES: "Panic devices heard",
    TimerKind.NO_COMMAND: "Command named",
    TimerKind.UNIFIED: "Unified command formed",
    TimerKind.COMMAND_TRANSFER: "Transfer of command",
    TimerKind.FACT: "Command knows",
    TimerKind.REASSESS: "Look again",
    TimerKind.SEAT: "A partner's access ends",
    TimerKind.TEST_WINDOW: "TEST of panic devices",
}
