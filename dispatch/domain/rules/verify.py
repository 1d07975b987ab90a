"""What is found out about a violent threat: an answer, by whoever gives it. Nothing else follows from it."""

from __future__ import annotations

from dispatch.domain.catalog.verification import UNVERIFIED
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.refusals import Refusal, rule
from dispatch.domain.rules.common import open_call
from dispatch.domain.state import State
from dispatch.domain.text import protect
from dispatch.domain.verify_events import ThreatVerified
from dispatch.domain.verify_orders import VerifyThreat


def decide(state: State, command: VerifyThreat, context: Context) -> Outcome:
    """Answer a point of the list."""
    call = open_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    if call.type not in UNVERIFIED:
        return rule("no_threat", f"{call.number} is no threat that could be verified.", "call")
    event = ThreatVerified(
        call=call.id,
        number=call.number,
        point=command.point,
        finding=command.finding,
        note=protect(command.note),
    )
    return Done((event,))
