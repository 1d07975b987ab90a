"""pydantic models made from the domain's command dataclasses, so that nothing is written twice.

Every command becomes one model: its own fields beside those of the envelope (``id``, ``expect`` …). Extra
keys are forbidden and types are strict. The markers of ``domain/limits`` become constraints, and each nested
dataclass is built by the validation itself. A field called ``type`` has another name out here
(``wire_name``).
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    create_model,
)

from dispatch.domain import commands
from dispatch.domain.limits import Bounds, Items, Limit

INTERNAL = frozenset(
    {"OpenDistrict", "FreePosition", "TimerDue", "ReceivePress", "HearDevices", "TakeSeat", "TakeForm"}
)
"""Given by the command line, the clock, whoever watches the sessions, the intake of panic devices, the doors of guests and forms."""

COMMAND_TYPES: dict[str, type] = {
    one.kind: one for one in get_args(commands.Command) if one.kind not in INTERNAL
}

_WIRE_NAMES = {
    "CreateCall": "call_type",
    "UpdateCall": "call_type",
    "SplitCall": "call_type",
    "StartAction": "action_type",
}
"""Every message has a ``type`` of its own, so a command's field ``type`` is called this."""

_STRICT = ConfigDict(extra="forbid", strict=True, frozen=True)


class Envelope(BaseModel):
    """What stands beside a command's own fields.

    ``expect`` names versions of records that the sender saw: if one has changed, the command is refused and
    both are shown.
    ``occurred_at`` is the sender's claim; ``valid_until`` makes the command void once it has passed.
    """

    model_config = _STRICT

    type: Literal["command"] = "command"
    id: UUID
    log: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    occurred_at: AwareDatetime | None = None
    expect: Annotated[dict[str, int], Field(max_length=20)] = Field(default_factory=dict)
    valid_until: AwareDatetime | None = None


ENVELOPE_FIELDS = frozenset(Envelope.model_fields)


def wire_name(kind: str, field: str) -> str:
    """What a command's field is called in messages."""
    return _WIRE_NAMES[kind] if field == "type" and kind in _WIRE_NAMES else field


@cache
def model_of(kind: str) -> type[Envelope]:
    """The model of the commands of this kind."""
    command = COMMAND_TYPES[kind]
    own = {wire_name(kind, name): definition for name, definition in _definitions(command).items()}
    definitions: dict[str, Any] = {"kind": (Literal[kind], ...), **own}
    return create_model(f"{kind}Command", __base__=Envelope, __doc__=command.__doc__, **definitions)


def command_of(message: Envelope) -> Any:
    """The domain's command that a validated message carries."""
    own = message.__dict__
    kind = own["kind"]
    command = COMMAND_TYPES[kind]
    return command(**{one.name: own[wire_name(kind, one.name)] for one in fields(command)})


def _definitions(source: type) -> dict[str, Any]:
    hints = get_type_hints(source, include_extras=True)
    found: dict[str, Any] = {}
    for one in fields(source):
        default = ... if one.default is MISSING else one.default
        found[one.name] = (_annotation(hints[one.name], named=one.default == ""), default)
    return found


@cache
def _nested(source: type) -> Any:
    model = create_model(
        f"{source.__name__}Input", __config__=_STRICT, __doc__=source.__doc__, **_definitions(source)
    )
    return Annotated[model, AfterValidator(lambda one: source(**one.__dict__))]


def _annotation(hint: Any, *, named: bool = False) -> Any:
    """The pydantic form of one type hint; ``named``: its default is the empty string, which is then
    allowed.
    """
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *markers = get_args(hint)
        return Annotated[(_annotation(inner), *(_constraint(marker, named=named) for marker in markers))]
    if origin in (Union, UnionType):
        return reduce(or_, (NoneType if arm is NoneType else _annotation(arm) for arm in get_args(hint)))
    if origin is tuple:
        item: Any = _annotation(get_args(hint)[0])
        return tuple[item, ...]
    if hint is datetime:
        return AwareDatetime
    if isinstance(hint, type) and is_dataclass(hint):
        return _nested(hint)
    return hint


def _constraint(marker: object, *, named: bool) -> Any:
    match marker:
        case Limit(max_chars=most, min_chars=least, pattern=pattern):
            return StringConstraints(min_length=0 if named else least, max_length=most, pattern=pattern)
        case Bounds(least=least, most=most):
            return Field(ge=least, le=most)
        case Items(most=most, least=least):
            return Field(min_length=least, max_length=most)
        case _:
            raise TypeError(f"a command's field has the marker {marker!r}, which the edge cannot translate")
