"""Files of calls. Their bytes were stored before; what is known of them comes with the context, as positions do."""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.files import FILES_OF_A_CALL_MAX, MediaType
from dispatch.domain.lens.classes import writable_classes
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.rules.common import the_call
from dispatch.domain.state import State
from dispatch.domain.text import Protected

NO_BYTES = bad_field(
    "sha256",
    "The bytes of this file have not come, or were let go after a day. Send the file again, then attach it.",
    "no_such_file",
)
_UNNAMED = {MediaType.PDF: "paper.pdf"}


def decide(state: State, command: c.AttachFile, context: Context) -> Outcome:
    """A file is put to a call, also to one that has ended: a photo may come late."""
    call = the_call(state, command.call)
    if isinstance(call, Refusal):
        return call
    if command.text_class not in writable_classes(context.actor.role):
        return bad_field("text_class", "Your role may not write files of this class.", "class_not_yours")
    stored = context.files.get(command.sha256)
    if stored is None:
        return NO_BYTES
    known = next((one for one in call.files if one.evidence.sha256 == command.sha256), None)
    if known is not None:
        return Done(refs={"file": known.id}, warnings=("The call has this file already.",))
    if len(call.files) >= FILES_OF_A_CALL_MAX:
        return rule(
            "too_many_files",
            f"Call {call.number} has {len(call.files)} files, and more would slow every screen that shows it. "
            "The file is kept for a day: attach it to another call.",
            "call",
        )
    kind = stored.evidence.media_type
    name = command.name or _UNNAMED.get(kind, f"photo.{kind.value.partition('/')[2]}")
    event = e.FileAttached(
        file=context.id("file"),
        call=call.id,
        number=call.number,
        evidence=stored.evidence,
        shared=stored.shared,
        name=Protected(name, command.text_class),
        unit=context.actor.unit,
    )
    return Done((event,), {"file": event.file})
