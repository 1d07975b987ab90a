"""Any value of a type of the domain, for tests that must hold for every kind of event."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from dispatch.domain.text import Erased, Protected

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 -- hypothesis wants the bounds naive
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of this type."""
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return st.one_of([values_of(member) for member in get_args(hint) if member is not Erased])
    if hint is type(None):
        return st.none()
    if hint is str:
        return TEXTS
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    if hint is datetime:
        return MOMENTS
    if origin is tuple:
        return st.lists(values_of(get_args(hint)[0]), max_size=2).map(tuple)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return st.dictionaries(TEXTS, values_of(get_args(hint)[1]), max_size=2)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if hint is Protected:
        return st.builds(Protected, TEXTS)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{field.name: values_of(hints[field.name]) for field in fields(hint)})
    raise TypeError(f"no values for {hint}")
