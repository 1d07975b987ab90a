"""What changed for partner agencies and wall displays: what each part showed and shows now, whole, and the difference of the two.

Other parts are told of records that were touched. Here nothing may depend on what was touched, only on what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from dispatch.desk import frames
from dispatch.domain.lens.changes import PartChange
from dispatch.domain.lens.outside import concerns, outside, seat_behind
from dispatch.domain.lens.views import RecordView
from dispatch.domain.lens.wall import wall_concerns, wall_shown
from dispatch.domain.state import Key, State
from dispatch.domain.walls import WALL

Whole = Mapping[tuple[str, str], RecordView]
"""All that a part shows, by collection and id."""


class Outsiders:
    """The pictures of one hub's outside parts, as they were last shown."""

    def __init__(self) -> None:
        self._shown: dict[str, Whole] = {}

    def changes(
        self, before: State, after: State, touched: frozenset[Key], held: AbstractSet[str]
    ) -> dict[str, PartChange]:
        """The change of each part that somebody holds. One that is shared no more is dropped by the hub, not emptied here."""
        parts = {part for part in held if frames.external(part)}
        self._shown = {part: shown for part, shown in self._shown.items() if part in parts}
        found: dict[str, PartChange] = {}
        for part in sorted(parts):
            wall = part.startswith(WALL)
            if not wall and seat_behind(after, part) is None:
                self._shown.pop(part, None)
            elif wall_concerns(touched) if wall else concerns(before, after, part, touched):
                was = self._shown[part] if part in self._shown else _whole(before, part)
                now = self._shown[part] = _whole(after, part)
                change = _difference(was, now)
                if change is not None:
                    found[part] = change
        return found


def _whole(state: State, part: str) -> Whole:
    return wall_shown(state, part) if part.startswith(WALL) else outside(state, part)


def _difference(was: Whole, now: Whole) -> PartChange | None:
    change = PartChange()
    for (collection, record_id), view in now.items():
        if was.get((collection, record_id)) != view:
            change.upserts.setdefault(collection, []).append(view)
    for collection, record_id in was.keys() - now.keys():
        change.removed.setdefault(collection, []).append(record_id)
    for ids in change.removed.values():
        ids.sort()
    return change if change.upserts or change.removed else None
