"""What is written about the protocol is what the code does, and what is generated from it is fresh."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import orjson

from dispatch.domain.lens.views import COLLECTIONS
from dispatch.web import closing, messages
from dispatch.web.app import ROUTES
from dispatch.web.catalog import catalog
from dispatch.web.command_models import COMMAND_TYPES, command_of, model_of, wire_name
from dispatch.web.conduct_catalog import conduct
from dispatch.web.desk_catalog import desk
from dispatch.web.errors import TABLE
from dispatch.web.protocol import CLIENT_TYPES
from dispatch.web.role_catalog import srt_roles
from dispatch.web.schema import wire_schema

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "protocol.md").read_text()
LINK = ROOT / "frontend" / "src" / "link"


def rows(heading: str) -> list[list[str]]:
    """The cells of the tables below a heading."""
    section = DOCUMENT.split(f"\n{heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ") and "---" not in line]
    return [[cell.strip().strip("`") for cell in line.strip("|").split(" | ")] for line in lines]


def server_types() -> set[str]:
    return {get_args(get_type_hints(one)["type"])[0] for one in get_args(messages.ServerMessage)}


def test_every_message_type_is_described() -> None:
    described = {row[0] for row in rows("## The websocket")} - {"Type"}
    assert described == server_types() | CLIENT_TYPES


def test_every_way_to_close_is_described() -> None:
    described = {(row[0], row[1]) for row in rows("## How a link ends")} - {("Code", "Reason")}
    assert described == {(str(one.code), one.name) for one in closing.ALL}


def test_every_error_of_the_edge_is_described() -> None:
    described = {(row[0], row[1]) for row in rows("## Errors of the edge")} - {("Code", "HTTP")}
    assert described == {(one.code, str(one.status)) for one in TABLE.values()}


def test_every_path_is_described() -> None:
    described = {row[0] for row in rows("## Paths")} - {"Path"}
    assert described == {f"{one.method} {one.path}" for one in ROUTES} | {"GET /live"}


def test_the_collections_of_the_messages_are_those_of_the_lens() -> None:
    hints = get_type_hints(messages.Collections)
    assert {name: get_args(hint)[0] for name, hint in hints.items()} == COLLECTIONS


def test_the_browsers_files_are_fresh() -> None:
    schema = orjson.loads((LINK / "schema.json").read_bytes())
    assert schema == orjson.loads(orjson.dumps(wire_schema())), "run: make types"
    terms = orjson.loads((LINK / "catalog.gen.json").read_bytes())
    assert terms == orjson.loads(orjson.dumps(catalog())), "run: make types"
    roles = orjson.loads((LINK / "roles.gen.json").read_bytes())
    assert roles == orjson.loads(orjson.dumps(srt_roles())), "run: make types"
    matrix = orjson.loads((LINK / "conduct.gen.json").read_bytes())
    assert matrix == orjson.loads(orjson.dumps(conduct())), "run: make types"
    ringing = orjson.loads((LINK / "desk.gen.json").read_bytes())
    assert ringing == orjson.loads(orjson.dumps(desk())), "run: make types"


def test_every_name_in_the_schema_leads_somewhere() -> None:
    schema = wire_schema()
    for reference in re.findall(r'"\$ref":"#/\$defs/([^"]+)"', orjson.dumps(schema).decode()):
        assert reference in schema["$defs"]


def test_every_command_can_be_given_with_what_it_must_have() -> None:
    """The least that the model asks for makes the domain's command, for every kind."""
    definitions = wire_schema()["$defs"]
    for kind, command in COMMAND_TYPES.items():
        shape = definitions[f"{kind}Command"]
        least = {name: example(shape["properties"][name], definitions) for name in shape["required"]}
        least |= {"id": "0192b3c4-0000-7000-8000-000000000000", "kind": kind}
        made = command_of(model_of(kind).model_validate_json(orjson.dumps(least)))
        assert type(made) is command
        for field in least.keys() - {"id", "kind"}:
            name = field if hasattr(made, field) else "type"
            assert wire_name(kind, name) == field


EXAMPLES = {"^[0-9a-f]{64}$": "0" * 64, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "2026-03-02"}


def example(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return example(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    match schema.get("type"):
        case "array":
            return [example(schema["items"], definitions)]
        case "string":
            return (
                "2026-03-02T08:00:00Z"
                if schema.get("format") == "date-time"
                else EXAMPLES.get(schema.get("pattern", ""), "X1")
            )
        case "integer":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "object":
            return {name: example(schema["properties"][name], definitions) for name in schema["required"]}
    raise AssertionError(schema)
