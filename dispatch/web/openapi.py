"""``/api/openapi.json``: made from the routes and the same schemas that the browser's types come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dispatch import __version__
from dispatch.web.access import Permission
from dispatch.web.schema import schemas

_IN_PATH = re.compile(r"{(\w+)}")
_REF = "#/components/schemas/{model}"
_MEANING = {
    200: "Done.",
    201: "Made.",
    202: "Taken; its answer says what is still to come.",
    204: "Done.",
    401: "Not signed in.",
    403: "Not your authority.",
    404: "Not there, or not yours to see.",
    409: "A rule says no.",
    410: "It was erased.",
    413: "Too large.",
    422: "The form is wrong.",
    429: "Too many attempts.",
    503: "Not now.",
    507: "No room left.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a route takes and gives, by the names of schemas."""

    answers: Mapping[int, str | None]
    body: str | None = None
    query: tuple[str, ...] = ()
    many: bool = False
    """The good answer is a list."""
    also: str | None = None
    """Another form of the good answer, by its media type."""
    bytes_in: tuple[str, ...] = ()
    """The body is no JSON but the bytes of one of these media types."""
    bytes_out: tuple[str, ...] = ()
    """And so is the good answer."""
    hidden: bool = False


def document(routes: Iterable[tuple[str, str, Permission, Described]]) -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, Any] = {}
    for method, path, permission, described in routes:
        if not described.hidden:
            paths.setdefault(path, {})[method.lower()] = _operation(method, path, permission, described)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dispatch",
            "version": __version__,
            "description": "Commands, state and log of one school safety district. "
            "The websocket at /live is described in docs/protocol.md.",
        },
        "paths": paths,
        "components": {
            "schemas": _components(),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "__Host-dispatch_session"},
                "token": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _operation(method: str, path: str, permission: Permission, described: Described) -> dict[str, Any]:
    name = path.strip("/").replace("/", "_").replace("{", "").replace("}", "")
    operation: dict[str, Any] = {
        "operationId": f"{method.lower()}_{name}",
        "x-permission": permission.value,
        "security": [] if permission is Permission.PUBLIC else [{"session": []}, {"token": []}],
        "responses": {
            str(status): _answer(status, one, described) for status, one in described.answers.items()
        },
    }
    parameters = [
        {"name": one, "in": "query", "required": False, "schema": {"type": "string"}}
        for one in described.query
    ]
    parameters += [
        {"name": one, "in": "path", "required": True, "schema": {"type": "string"}}
        for one in _IN_PATH.findall(path)
    ]
    if parameters:
        operation["parameters"] = parameters
    if described.body is not None:
        operation["requestBody"] = {"required": True, "content": _json(_ref(described.body))}
    if described.bytes_in:
        operation["requestBody"] = {"required": True, "content": _bytes(described.bytes_in)}
    return operation


def _answer(status: int, name: str | None, described: Described) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": _MEANING[status]}
    if name is not None:
        schema = _ref(name)
        answer["content"] = _json({"type": "array", "items": schema} if described.many else schema)
        if status == 200 and described.also is not None:
            answer["content"][described.also] = {"schema": {"type": "string"}}
    elif status == 200 and described.bytes_out:
        answer["content"] = _bytes(described.bytes_out)
    return answer


def _bytes(media_types: tuple[str, ...]) -> dict[str, Any]:
    return {one: {} for one in media_types}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": _REF.format(model=name)}


@cache
def _components() -> dict[str, Any]:
    named, definitions = schemas(_REF)
    every = {**named, **definitions}
    every["NotDone"] = {"oneOf": [_ref("NotSavedBody"), _ref("UnknownBody")]}
    return dict(sorted(every.items()))
