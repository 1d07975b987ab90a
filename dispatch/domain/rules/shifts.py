"""The shift log, and the handover from one dispatcher to the next."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from dispatch.domain import events as all_events
from dispatch.domain import shift_events as e
from dispatch.domain import shift_orders as c
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.handover import checklist
from dispatch.domain.lens.classes import writable_classes
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, rule
from dispatch.domain.rules.common import the_call, the_unit
from dispatch.domain.shifts import Handover
from dispatch.domain.state import State
from dispatch.domain.text import Protected, protect
from dispatch.domain.vocabulary import LeaveCause

FRESH = timedelta(minutes=15)
"""A checklist is signed within this time; later the board has moved on."""


def decide(state: State, command: c.ShiftCommand, context: Context) -> Outcome:
    """Entries of the shift log, handovers."""
    match command:
        case c.WriteShiftEntry():
            return _write(state, command, context)
        case c.ClearShiftEntry():
            entry = state.shift_entries.get(command.entry)
            if entry is None or not entry.carry_forward:
                return rule("entry_cleared", "This entry is not carried forward any more.", "entry")
            return Done((e.ShiftEntryCleared(entry=entry.id, category=entry.category),))
        case c.PrepareHandover():
            prepared = e.HandoverPrepared(
                handover=context.id("handover"), items=checklist(state, context.now)
            )
            return Done((prepared,), {"handover": prepared.handover})
        case c.SignHandover():
            return _sign(state, command, context)
        case c.AcceptHandover():
            return _accept(state, command, context)
        case c.LeaveUnrelieved():
            return _leave(state, command, context)
        case _:
            assert_never(command)


def _write(state: State, command: c.WriteShiftEntry, context: Context) -> Outcome:
    call = the_call(state, command.call) if command.call is not None else None
    if isinstance(call, Refusal):
        return call
    if command.site is not None and command.site not in state.sites:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    if command.unit is not None and isinstance(unit := the_unit(state, command.unit), Refusal):
        return unit
    if command.text_class not in writable_classes(context.actor.role):
        return bad_field("text_class", "Your role may not write texts of this class.", "class_not_yours")
    written = e.ShiftEntryWritten(
        entry=context.id("entry"),
        category=command.category,
        text=Protected(command.text, command.text_class),
        carry_forward=command.carry_forward,
        site=command.site,
        unit=command.unit,
        call=command.call,
        number=call.number if call is not None else None,
    )
    return Done((written,), {"entry": written.entry})


def _the_handover(state: State, handover_id: str) -> Handover | Refusal:
    return state.handovers.get(handover_id) or rule(
        "no_such_handover", "This checklist has been made anew since. Look at the newest one.", "handover"
    )


def _sign(state: State, command: c.SignHandover, context: Context) -> Outcome:
    handover = _the_handover(state, command.handover)
    if isinstance(handover, Refusal):
        return handover
    if handover.person != context.actor.person:
        return NOT_FOUND
    if handover.signed_at is not None:
        return Done()
    if context.now - handover.prepared_at > FRESH:
        return rule(
            "checklist_old",
            "This checklist is older than 15 minutes and the board has moved on. Make it anew, then sign.",
            "handover",
        )
    missing = sorted({one.topic for one in handover.items} - set(command.checked))
    if missing:
        words = ", ".join(one.replace("_", " ") for one in missing)
        return bad_field("checked", f"Go through these too, then sign: {words}.", "topic_unchecked")
    signed = e.HandoverSigned(
        handover=handover.id,
        checked=tuple(dict.fromkeys(command.checked)),
        items=len(handover.items),
        note=protect(command.note),
    )
    return Done((signed,))


def _accept(state: State, command: c.AcceptHandover, context: Context) -> Outcome:
    handover = _the_handover(state, command.handover)
    if isinstance(handover, Refusal):
        return handover
    if handover.signed_at is None:
        return rule("not_signed", f"{handover.prepared_by} has not signed this yet.", "handover")
    if handover.person == context.actor.person:
        return rule("own_handover", "Somebody else must accept what you hand over.", "handover")
    if handover.accepted_at is not None:
        return rule("accepted", f"{handover.accepted_by} has accepted this already.", "handover")
    return Done((e.HandoverAccepted(handover=handover.id, signed_by=handover.prepared_by),))


def _leave(state: State, command: c.LeaveUnrelieved, context: Context) -> Outcome:
    position = state.desk_positions.get(command.position)
    if position is None or position.person != context.actor.person:
        return rule("not_your_seat", "You do not sit at this position.", "position")
    return Done(
        (
            e.LeftUnrelieved(position=position.id, reason=Protected(command.reason)),
            all_events.PositionLeft(
                position=position.id, who=position.person_name or "", cause=LeaveCause.LEFT
            ),
        )
    )
