"""What people do when a scenario's event happens: for each kind the commands they give, or the entry that stands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dispatch.links.play import calls, commanding, deciding, lines, messages, orders
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import Ask, Stage
from dispatch.links.play.vocabulary import KEYS

_Maker = Callable[[Stage, Moment], Iterator[Ask]]
_COMMANDS: dict[str, _Maker] = {
    "call_received": calls.received,
    "tip_received": calls.tip,
    "alarm": calls.received,
    "call_created": calls.created,
    "call_updated": calls.updated,
    "call_linked": calls.linked,
    "call_closed": calls.closed,
    "dispatch": calls.dispatch,
    "unit_status": calls.unit_status,
    "panic_alert": calls.panic,
    "emergency": calls.emergency,
    "psap_notify": calls.psap,
    "action_start": orders.start,
    "action_heard": orders.heard,
    "action_change": orders.change,
    "action_release": orders.release,
    "message_out": messages.out,
    "command_establish": commanding.establish,
    "command_transfer": commanding.transfer,
    "uc_form": commanding.form,
    "uc_join": commanding.join,
    "objective": deciding.objective,
    "resource_request": deciding.request,
    "patient": deciding.patient,
    "check_in": deciding.check_in,
    "staging": deciding.staging,
    "benchmark": deciding.benchmark,
    "room_status": lines.room,
    "par": lines.roll_call,
    "status_check": lines.status_check,
    "radio": lines.radio,
    "log": lines.log,
    "decision": deciding.decision,
    "bolo": lines.bolo,
}
MAKERS: dict[str, _Maker] = {kind: _COMMANDS.get(kind, lines.entry) for kind in KEYS}
"""By kind. What the product has no command for yet becomes a marked entry."""


def asks(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The commands of an event, in order; each is made when the one before has been answered."""
    return MAKERS[moment.do](stage, moment)
