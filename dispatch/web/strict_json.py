"""The door for JSON from outside: what a lenient parser lets in and a database, browser or proof chokes on
stays out.

Knows bytes and JSON only: no message, no command, no user.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

MAX_BYTES = 65_536
MAX_DEPTH = 16


@dataclass(eq=False)
class BadJson(Exception):
    """What is wrong with the bytes, as a sentence, and where if that is known."""

    message: str
    field: str | None = None

    def __str__(self) -> str:
        return self.message


class _Duplicate(Exception):
    pass


def loads(raw: str | bytes) -> Any:
    """The value of ``raw``, or ``BadJson``.

    orjson refuses what other parsers accept (NaN, 1e999, lone surrogates, raw control characters, a byte
    order mark, bad UTF-8). Nobody refuses a repeated key, where two readers may see two different commands,
    nor U+0000, which PostgreSQL cannot store.
    """
    if len(raw) > MAX_BYTES:
        raise BadJson(f"The message has {len(raw)} bytes; {MAX_BYTES} is the limit.")
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise BadJson(f"This is not JSON: {error}.") from None
    for path, depth, item in _walk(value, "", 1):
        if depth > MAX_DEPTH:
            raise BadJson(f"The message is nested deeper than {MAX_DEPTH} levels.", path or None)
        if isinstance(item, str) and "\0" in item:
            raise BadJson("A text holds the character U+0000, which cannot be stored.", path or None)
    _refuse_repeated_keys(raw)
    return value


def loads_object(raw: str | bytes) -> dict[str, Any]:
    """Like ``loads``, for a message that has to be an object."""
    value = loads(raw)
    if not isinstance(value, dict):
        raise BadJson("The message must be a JSON object.")
    return value


def _walk(value: Any, path: str, depth: int) -> Iterator[tuple[str, int, Any]]:
    yield path, depth, value
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            here = f"{path}.{key}" if path else key
            yield path, depth, key
            yield from _walk(item, here, depth + 1)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, f"{path}.{index}" if path else str(index), depth + 1)


def _refuse_repeated_keys(raw: str | bytes) -> None:
    try:
        json.loads(raw, object_pairs_hook=_unique)
    except _Duplicate as repeated:
        raise BadJson("A key appears twice in one object.", str(repeated)) from None


def _unique(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise _Duplicate(key)
        seen.add(key)
