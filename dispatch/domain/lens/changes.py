"""What changed for each part between two states: only touched records of touched parts, and only those that really look different.

A record's audience is that before and that after: one that a part may no longer see is removed there.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dispatch.domain.lens.classes import kind_of
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.project import TABLES, Projected, project_for, reader_of
from dispatch.domain.lens.views import RecordView
from dispatch.domain.state import Key, State, Table

_ALIKE: dict[tuple[Table, str], str] = {
    **{(table, "auditor"): "desk" for table in TABLES if table not in ("calls", "actions", "messages")},
    ("calls", "site"): "field",
}
"""Kinds of parts that see the records of a table just as another kind does."""


@dataclass(slots=True)
class PartChange:
    """New or changed records and ids of removed ones, by collection; the keys they came from."""

    upserts: dict[str, list[RecordView]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)


def changes(
    before: State, after: State, touched: Iterable[Key], held: AbstractSet[str] | None = None
) -> dict[str, PartChange]:
    """The change of each part. A part that nothing changed for is not in it, nor one that nobody ``held`` (None: all)."""
    found: dict[str, PartChange] = {}
    for key in sorted(touched):
        old_parts, new_parts = parts_of(before, key), parts_of(after, key)
        same = getattr(before, key[0]).get(key[1]) is getattr(after, key[0]).get(key[1])
        old_views: dict[str, Projected] = {}
        new_views: dict[str, Projected] = {}
        parts = old_parts ^ new_parts if same else old_parts | new_parts
        for part in sorted(parts if held is None else parts & held):
            old = _seen(before, key, part, old_views) if part in old_parts else ()
            new = _seen(after, key, part, new_views) if part in new_parts else ()
            if old != new:
                _note(found.setdefault(part, PartChange()), key, old, new)
    return found


def _seen(state: State, key: Key, part: str, views: dict[str, Projected]) -> Projected:
    """A record is projected once for each kind of part that it belongs to, however many parts of that kind there are."""
    kind = _ALIKE.get((key[0], kind_of(part))) or reader_of(key[0], part)
    if kind == "unit" and key[0] == "calls" and not state.calls[key[1]].files:
        # But for the evidence among its files a unit sees its call as the desk does.
        kind = "desk"
    if kind not in views:
        views[kind] = project_for(state, key, kind)
    return views[kind]


def _note(change: PartChange, key: Key, old: Projected, new: Projected) -> None:
    change.keys.append(key)
    present = dict(old)
    for collection, view in new:
        if present.pop(collection, None) != view:
            change.upserts.setdefault(collection, []).append(view)
    for collection in present:
        change.removed.setdefault(collection, []).append(key[1])
