"""What clients say: bytes become validated messages and commands, or a problem that names the field.

Knows shapes and no state: who may do what, and whether it makes sense, is decided at the desk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dispatch.desk.results import Envelope, Refused, Result
from dispatch.web import (
    guest_messages,
    invite_messages,
    messages,
    push_messages,
    track_messages,
    wall_messages,
)
from dispatch.web.command_models import COMMAND_TYPES, command_of, model_of, wire_name
from dispatch.web.errors import Problem
from dispatch.web.strict_json import BadJson, loads_object

_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "hello": TypeAdapter(messages.Hello),
    "seen": TypeAdapter(messages.Seen),
    "beat": TypeAdapter(messages.ClientBeat),
    "resync": TypeAdapter(messages.Resync),
    "position": TypeAdapter(messages.Position),
}
_BODIES: dict[str, TypeAdapter[Any]] = {
    "sign_in": TypeAdapter(messages.SignIn),
    "position": TypeAdapter(messages.PositionBody),
    "token": TypeAdapter(messages.TokenRequest),
    "push": TypeAdapter(push_messages.PushBody),
    "push_end": TypeAdapter(push_messages.PushEnd),
    "enter": TypeAdapter(invite_messages.EnterBody),
    "guest": TypeAdapter(guest_messages.GuestEnterBody),
    "ticket": TypeAdapter(guest_messages.TicketRequest),
    "wall": TypeAdapter(wall_messages.WallEnterBody),
    "wall_code": TypeAdapter(wall_messages.WallCodeRequest),
    "invites": TypeAdapter(invite_messages.InviteRequest),
    "way": TypeAdapter(track_messages.WayAsked),
}
CLIENT_TYPES = frozenset({*_ADAPTERS, "command"})


@dataclass(frozen=True, slots=True)
class Submission:
    """A command as it came in: which log it is for, and its envelope."""

    log: str | None
    envelope: Envelope
    kind: str


def read_message(raw: str | bytes) -> Submission | dict[str, Any]:
    """A message of the websocket. Raises ``Problem``."""
    message = _object(raw)
    kind = message.get("type")
    if kind == "command":
        return _submission(raw, message)
    adapter = _ADAPTERS.get(kind) if isinstance(kind, str) else None
    if adapter is None:
        raise Problem("unknown_type", field="type")
    read: dict[str, Any] = _validated(adapter, raw)
    return read


def read_command(raw: bytes) -> Submission:
    """The body of ``POST /api/commands``. Raises ``Problem``."""
    return _submission(raw, _object(raw))


def read_body(name: str, raw: bytes) -> Any:
    """Another HTTP body, by name. Raises ``Problem``."""
    _object(raw)
    return _validated(_BODIES[name], raw)


def with_wire_names(submission: Submission, result: Result) -> Result:
    """A refusal that names the field as messages call it."""
    if not isinstance(result, Refused) or result.refusal.field is None:
        return result
    named = replace(result.refusal, field=wire_name(submission.kind, result.refusal.field))
    return replace(result, refusal=named)


def command_id(raw: str | bytes) -> str | None:
    """The id of a message that could not be used, if one can be found in it: its sender waits for an answer."""
    try:
        message = loads_object(raw)
    except BadJson:
        return None
    found = message.get("id") if message.get("type") == "command" else None
    return found if isinstance(found, str) and len(found) <= 64 else None


def _object(raw: str | bytes) -> dict[str, Any]:
    try:
        return loads_object(raw)
    except BadJson as bad:
        raise Problem("bad_json", bad.message, bad.field) from None


def _submission(raw: str | bytes, message: dict[str, Any]) -> Submission:
    kind = message.get("kind")
    if not isinstance(kind, str):
        raise Problem("missing_field" if kind is None else "bad_value", field="kind")
    if kind not in COMMAND_TYPES:
        raise Problem("unknown_kind", field="kind")
    try:
        model = model_of(kind).model_validate_json(raw)
    except ValidationError as error:
        raise _problem(error) from None
    envelope = Envelope(
        id=str(model.id),
        command=command_of(model),
        occurred_at=model.occurred_at,
        expect=model.expect,
        valid_until=model.valid_until,
    )
    return Submission(model.log, envelope, kind)


def _validated(adapter: TypeAdapter[Any], raw: str | bytes) -> Any:
    try:
        return adapter.validate_json(raw)
    except ValidationError as error:
        raise _problem(error) from None


def _problem(error: ValidationError) -> Problem:
    """The first thing that is wrong. Never repeats the value: it may be a password."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = ".".join(str(step) for step in first["loc"]) or None
    match first["type"]:
        case "extra_forbidden":
            return Problem("unknown_field", f"The field {field} is not known here.", field)
        case "missing":
            return Problem("missing_field", f"The field {field} is missing.", field)
        case _:
            return Problem("bad_value", f"{field or 'The message'}: {first['msg']}.", field)
