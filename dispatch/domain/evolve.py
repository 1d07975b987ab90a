"""A record with some of its fields changed, as ``dataclasses.replace`` makes it but several times faster.

A fold makes some new records for every event, and a start folds millions of events. A frozen dataclass writes its fields one call each;
so a record is made as its open twin, a class of the same slots that is not frozen, and becomes frozen by its class. An unknown field
name is an error here as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

R = TypeVar("R")


@cache
def open_twin(kind: Any) -> Any:
    """Makes an instance of a frozen, slotted dataclass that is to be given its class: ``made.__class__ = kind``."""
    assert not hasattr(kind, "__post_init__"), f"{kind.__name__} looks at its fields, its twin would not"
    names = [
        (one.name, Any, field(default=one.default, default_factory=one.default_factory))
        for one in fields(kind)
    ]
    return make_dataclass(kind.__name__, names, slots=True, kw_only=True, eq=False, repr=False)


@cache
def _by_place(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, int], Any]:
    """All fields of a record, the place of each, and the twin that is made from them in that order."""
    names = [one.name for one in fields(kind)]
    twin = make_dataclass(kind.__name__, names, slots=True, eq=False, repr=False)
    # One name alone would be read as a value, not as a row of one.
    read = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)
    return read, {name: place for place, name in enumerate(names)}, twin


def evolve(record: R, changes: dict[str, Any]) -> R:
    """A copy of the record with these fields changed."""
    kind: Any = type(record)
    read, places, twin = _by_place(kind)
    values = list(read(record))
    for name, value in changes.items():
        if name not in places:
            raise TypeError(f"{kind.__name__} has no field {name}")
        values[places[name]] = value
    copy: Any = twin(*values)
    copy.__class__ = kind
    return copy  # type: ignore[no-any-return]
