"""Turns the domain's dataclasses into plain JSON values and back, by functions made from type hints.

Knows types: dataclasses, enums, moments, tuples, mappings and texts that are kept apart. Knows no event and
no table. Nothing is omitted but None; a number with a fraction has no form here, because two machines would
not write it with the same bytes.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Protocol, Union, get_args, get_origin, get_type_hints

from dispatch.domain.evolve import open_twin
from dispatch.domain.text import Erased, Protected

Encode = Callable[[Any, Any, str], Any]
Decode = Callable[[Any, Any, str], Any]


class Hides(Protocol):
    """Where protected texts go when an event is written."""

    def put(self, path: str, secret: Protected | Erased) -> Any:
        """What stands in the JSON in place of the text at ``path``."""


class Finds(Protocol):
    """Where protected texts come from when an event is read."""

    def take(self, path: str, stood: Any) -> Protected | Erased:
        """The text for what stands in the JSON at ``path``."""


class Shape:
    """How one type is written and read. ``plain``: as it is. ``apart``: protected texts may be inside."""

    __slots__ = ("apart", "decode", "encode", "plain")

    def __init__(self, encode: Encode, decode: Decode, *, plain: bool = False, apart: bool = False) -> None:
        self.encode = encode
        self.decode = decode
        self.plain = plain
        self.apart = apart


@lru_cache(maxsize=256)
def moment_text(at: datetime) -> str:
    """RFC 3339, UTC, always with six digits: one moment has one form. Remembered: a batch is of one moment."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def moment_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _hide(value: Any, hides: Hides, path: str) -> Any:
    return hides.put(path, value)


def _find(raw: Any, finds: Finds, path: str) -> Any:
    return finds.take(path, raw)


_PLAIN = Shape(lambda value, _s, _p: value, lambda raw, _s, _p: raw, plain=True)
_MOMENT = Shape(lambda value, _s, _p: moment_text(value), lambda raw, _s, _p: moment_of(raw))
_SECRET = Shape(_hide, _find, apart=True)


@cache
def shape_of(hint: Any) -> Shape:
    """The shape of a type as written in an annotation."""
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _union(hint)
    if hint in {str, int, bool}:
        return _PLAIN
    if hint is datetime:
        return _MOMENT
    if hint in {Protected, Erased}:
        return _SECRET
    if origin is tuple and get_args(hint)[1:] == (...,):
        return _tuple(shape_of(get_args(hint)[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, value = get_args(hint)
        if key is not str:
            raise TypeError(f"{hint}: JSON has no keys but strings")
        return _mapping(shape_of(value))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"{hint} has no canonical form in the record")


def _union(hint: Any) -> Shape:
    """``X | None``, or the two forms of a protected text. A real choice would need a tag."""
    members = [shape_of(member) for member in get_args(hint) if member is not type(None)]
    if len({id(member) for member in members}) != 1:
        raise TypeError(f"{hint} has no canonical form in the record")
    return members[0]


def _tuple(item: Shape) -> Shape:
    if item.plain:
        return Shape(lambda value, _s, _p: list(value), lambda raw, _s, _p: tuple(raw))

    def encode(value: Any, secrets: Any, path: str) -> list[Any]:
        return [item.encode(one, secrets, f"{path}.{n}") for n, one in enumerate(value)]

    def decode(raw: Any, secrets: Any, path: str) -> tuple[Any, ...]:
        return tuple([item.decode(one, secrets, f"{path}.{n}") for n, one in enumerate(raw)])

    return Shape(encode, decode, apart=item.apart)


def _mapping(item: Shape) -> Shape:
    """As a list of pairs: the order of a table is part of it, and sorted keys would lose it."""

    def encode(value: Any, secrets: Any, path: str) -> list[Any]:
        return [[key, item.encode(one, secrets, f"{path}.{key}")] for key, one in value.items()]

    def decode(raw: Any, secrets: Any, path: str) -> dict[str, Any]:
        return {key: item.decode(one, secrets, f"{path}.{key}") for key, one in raw}

    return Shape(encode, decode, apart=item.apart)


def _enum(enum: type[Enum]) -> Shape:
    members = {member.value: member for member in enum}
    # Not `value`: that is a function of Python, several times for each event.
    return Shape(lambda value, _s, _p: value._value_, lambda raw, _s, _p: members[raw])


def _dataclass(cls: type[Any]) -> Shape:
    hints = get_type_hints(cls)
    shapes = {field.name: shape_of(hints[field.name]) for field in fields(cls)}
    plain = tuple(name for name, shape in shapes.items() if shape.plain)
    special = tuple((name, shape.encode) for name, shape in shapes.items() if not shape.plain)
    simple = tuple((name, s.decode) for name, s in shapes.items() if not s.plain and not s.apart)
    apart = tuple((name, s.decode) for name, s in shapes.items() if s.apart)
    # What was None was left out.
    nothing = tuple(name for name in shapes if type(None) in get_args(hints[name]))
    twin: Any = open_twin(cls)  # type: ignore[arg-type]

    def encode(value: Any, secrets: Any, path: str) -> dict[str, Any]:
        out = {}
        for name in plain:
            found = getattr(value, name)
            if found is not None:
                out[name] = found
        for name, encode_one in special:
            found = getattr(value, name)
            if found is not None:
                out[name] = encode_one(found, secrets, f"{path}.{name}" if path else name)
        return out

    def decode(raw: Any, secrets: Any, path: str) -> Any:
        for name, decode_one in simple:
            if raw.get(name) is not None:
                raw[name] = decode_one(raw[name], secrets, "")
        for name, decode_one in apart:
            if raw.get(name) is not None:
                raw[name] = decode_one(raw[name], secrets, f"{path}.{name}" if path else name)
        for name in nothing:
            if name not in raw:
                raw[name] = None
        made = twin(**raw)
        made.__class__ = cls
        return made

    return Shape(encode, decode, apart=bool(apart))
