"""What changed for each part between two states: only touched records of touched parts, and only those that really look different.

A record's audience is that before and that after: one that a part may no longer see is removed there.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.project import project
from dispatch.domain.lens.views import RecordView
from dispatch.domain.state import Key, State


@dataclass(slots=True)
class PartChange:
    """New or changed records and ids of removed ones, by collection; the keys they came from."""

    upserts: dict[str, list[RecordView]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)


def changes(
    before: State, after: State, touched: Iterable[Key], held: AbstractSet[str] | None = None
) -> dict[str, PartChange]:
    """The change of each part. A part that nothing changed for is not in it, nor one that nobody ``held``."""
    found: dict[str, PartChange] = {}
    for key in sorted(touched):
        parts = parts_of(before, key) | parts_of(after, key)
        for part in sorted(parts if held is None else parts & held):
            old = dict(project(before, key, part))
            new = dict(project(after, key, part))
            if old == new:
                continue
            change = found.setdefault(part, PartChange())
            change.keys.append(key)
            for collection, view in new.items():
                if old.get(collection) != view:
                    change.upserts.setdefault(collection, []).append(view)
            for collection in old.keys() - new.keys():
                change.removed.setdefault(collection, []).append(key[1])
    return found
