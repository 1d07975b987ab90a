"""The published JSON Schema of every message and HTTP body; the browser's types are generated from it.

What the server sends is described as it is written (every key that is always there is required), what clients
send as it is read (keys with a default may be left out).
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Literal

from pydantic import TypeAdapter

from dispatch.web import (
    alert_messages,
    figure_messages,
    file_messages,
    form_messages,
    guest_messages,
    invite_messages,
    messages,
    panic_messages,
    push_messages,
    track_messages,
    wall_messages,
)
from dispatch.web.catalog import Catalog
from dispatch.web.command_models import COMMAND_TYPES, model_of

Mode = Literal["validation", "serialization"]

_BODIES: tuple[tuple[str, Mode], ...] = (
    ("SignIn", "validation"),
    ("TokenRequest", "validation"),
    ("PositionBody", "validation"),
    ("TrackerAnswer", "serialization"),
    ("Session", "serialization"),
    ("StateBody", "serialization"),
    ("LogBody", "serialization"),
    ("HistoryBody", "serialization"),
    ("CallReport", "serialization"),
    ("CallsList", "serialization"),
    ("Recommendation", "serialization"),
    ("TokenInfo", "serialization"),
    ("TokenCreated", "serialization"),
    ("Health", "serialization"),
    ("SavedBody", "serialization"),
    ("RefusedBody", "serialization"),
    ("NotSavedBody", "serialization"),
    ("UnknownBody", "serialization"),
)

REF = "#/$defs/{model}"


def schemas(ref_template: str = REF) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Schema by name, and the definitions that they refer to."""
    commands: Any = reduce(or_, (model_of(kind) for kind in COMMAND_TYPES))
    wanted: list[tuple[str, Mode, TypeAdapter[Any]]] = [
        ("ServerMessage", "serialization", TypeAdapter(messages.ServerMessage)),
        ("Command", "validation", TypeAdapter(commands)),
        (
            "ClientMessage",
            "validation",
            TypeAdapter(
                messages.Hello
                | messages.Seen
                | messages.ClientBeat
                | messages.Resync
                | messages.Position
                | commands
            ),
        ),
        ("Result", "serialization", TypeAdapter(messages.Result)),
        ("Catalog", "serialization", TypeAdapter(Catalog)),
        *((name, mode, TypeAdapter(getattr(messages, name))) for name, mode in _BODIES),
        ("AlertsBody", "serialization", TypeAdapter(alert_messages.AlertsBody)),
        ("FiguresBody", "serialization", TypeAdapter(figure_messages.FiguresBody)),
        ("CasesBody", "serialization", TypeAdapter(figure_messages.CasesBody)),
        ("IncidentsBody", "serialization", TypeAdapter(form_messages.IncidentsBody)),
        ("IncidentBody", "serialization", TypeAdapter(form_messages.IncidentBody)),
        ("FormMarks", "serialization", TypeAdapter(form_messages.FormMarks)),
        ("StoredFileBody", "serialization", TypeAdapter(file_messages.StoredFileBody)),
        ("PushBody", "validation", TypeAdapter(push_messages.PushBody)),
        ("PushEnd", "validation", TypeAdapter(push_messages.PushEnd)),
        ("PushState", "serialization", TypeAdapter(push_messages.PushState)),
        ("EnterBody", "validation", TypeAdapter(invite_messages.EnterBody)),
        ("Entered", "serialization", TypeAdapter(invite_messages.Entered)),
        ("InviteRequest", "validation", TypeAdapter(invite_messages.InviteRequest)),
        ("InviteMade", "serialization", TypeAdapter(invite_messages.InviteMade)),
        ("InviteInfo", "serialization", TypeAdapter(invite_messages.InviteInfo)),
        ("WayAsked", "validation", TypeAdapter(track_messages.WayAsked)),
        ("WayBody", "serialization", TypeAdapter(track_messages.WayBody)),
        ("GuestEnterBody", "validation", TypeAdapter(guest_messages.GuestEnterBody)),
        ("TicketRequest", "validation", TypeAdapter(guest_messages.TicketRequest)),
        ("TicketMade", "serialization", TypeAdapter(guest_messages.TicketMade)),
        ("WallEnterBody", "validation", TypeAdapter(wall_messages.WallEnterBody)),
        ("WallCodeRequest", "validation", TypeAdapter(wall_messages.WallCodeRequest)),
        ("WallCodeMade", "serialization", TypeAdapter(wall_messages.WallCodeMade)),
        ("WallDeviceInfo", "serialization", TypeAdapter(wall_messages.WallDeviceInfo)),
        ("PressBody", "validation", TypeAdapter(panic_messages.PressBody)),
        ("PressAnswerBody", "serialization", TypeAdapter(panic_messages.PressAnswerBody)),
        ("HeartbeatBody", "validation", TypeAdapter(panic_messages.HeartbeatBody)),
        ("HeartbeatAnswerBody", "serialization", TypeAdapter(panic_messages.HeartbeatAnswerBody)),
        ("StatusAnswerBody", "serialization", TypeAdapter(panic_messages.StatusAnswerBody)),
        ("DevicesBody", "serialization", TypeAdapter(panic_messages.DevicesBody)),
    ]
    made, shared = TypeAdapter.json_schemas(wanted, ref_template=ref_template)
    definitions: dict[str, Any] = shared.get("$defs", {})
    return {name: made[name, mode] for name, mode, _ in wanted}, definitions


def wire_schema() -> dict[str, Any]:
    """One schema with every definition; its root is any message in either direction."""
    named, definitions = schemas()
    every = dict(definitions)
    for name, schema in named.items():
        every.setdefault(name, schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Wire",
        "description": "Every message of the websocket and every HTTP body.",
        "anyOf": [{"$ref": "#/$defs/ServerMessage"}, {"$ref": "#/$defs/ClientMessage"}],
        "$defs": {name: _plain_references(schema) for name, schema in sorted(every.items())},
    }


def _plain_references(schema: Any) -> Any:
    """A reference without the default beside it, which makes type generators write the definition out
    again.
    """
    if isinstance(schema, list):
        return [_plain_references(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    return {key: _plain_references(value) for key, value in schema.items()}
