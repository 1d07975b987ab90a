"""Lines that people write: notes, radio traffic, corrections. The desk may correct any line it reads; others their own."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.lens.classes import writable_classes
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, rule
from dispatch.domain.rules.common import the_call, the_unit
from dispatch.domain.state import State
from dispatch.domain.text import Protected, TextClass, protect
from dispatch.domain.vocabulary import LineSource


def decide(state: State, command: c.AddNote | c.LogRadio | c.CorrectLine, context: Context) -> Outcome:
    """A note, a radio transmission, or a new line in the place of an old one."""
    match command:
        case c.AddNote():
            return _write(state, command, context, LineSource.NOTE)
        case c.LogRadio():
            return _write(state, command, context, LineSource.RADIO)
        case c.CorrectLine():
            return _correct(state, command, context)
        case _:
            assert_never(command)


def _write(state: State, command: c.AddNote | c.LogRadio, context: Context, source: LineSource) -> Outcome:
    number = None
    site = command.site
    if command.call is not None:
        call = the_call(state, command.call)
        if isinstance(call, Refusal):
            return call
        number, site = call.number, site or call.place.site
    if command.site is not None and command.site not in state.sites:
        return bad_field("site", f"There is no site {command.site}.", "unknown_site")
    if command.unit is not None and isinstance(unit := the_unit(state, command.unit), Refusal):
        return unit
    if command.text_class not in writable_classes(context.actor.role):
        return bad_field("text_class", "Your role may not write lines of this class.", "class_not_yours")
    radio = command if isinstance(command, c.LogRadio) else None
    event = e.LineWritten(
        line=context.id("line"),
        source=source,
        text=Protected(command.text, command.text_class),
        call=command.call,
        number=number,
        site=site,
        unit=command.unit,
        to=radio.to if radio else None,
        channel=radio.channel if radio else None,
        verbatim=radio.verbatim if radio else False,
        supersedes=None,
        reason=None,
    )
    return Done((event,), {"line": event.line})


def _correct(state: State, command: c.CorrectLine, context: Context) -> Outcome:
    actor = context.actor
    old = state.lines.get(command.line)
    if old is None or old.text_class not in writable_classes(actor.role):
        return NOT_FOUND
    if actor.role not in DESK_ROLES and old.author != actor.person:
        return NOT_FOUND
    if old.superseded_by is not None:
        return rule(
            "already_corrected",
            "This line has been corrected already; correct the newer one.",
            "line",
            superseded_by=old.superseded_by,
        )
    number = state.calls[old.call].number if old.call is not None and old.call in state.calls else None
    event = e.LineWritten(
        line=context.id("line"),
        source=LineSource.CORRECTION,
        text=Protected(command.text, TextClass(old.text_class)),
        call=old.call,
        number=number,
        site=old.site,
        unit=old.unit,
        to=None,
        channel=None,
        verbatim=False,
        supersedes=old.id,
        reason=protect(command.reason, old.text_class),
    )
    return Done((event,), {"line": event.line})
