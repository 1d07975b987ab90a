"""What must always hold of what a school is shown, and somebody outside: their own, and names to those alone who need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dispatch.domain.lens.conduct_views import FactView, RequestView
from dispatch.domain.lens.outside_views import PictureView
from dispatch.domain.lens.views import RecordView
from dispatch.domain.rooms import PersonStatus

DEAD = str(PersonStatus.DECEASED_CONFIRMED_BY_LE)
OF_A_SITE = frozenset(
    [
        "district",
        "sites",
        "premises",
        "headlines",
        "actions",
        "action_texts",
        "work_orders",
        "bolos",
        "bolo_acks",
        "in_charge",
        "decisions",
        "facts",
        "requests",
        "functions",
        "panics",
        "srt",
        "accountings",
        "rooms",
        "plans",
        "messages",
        "notices",
    ]
)
"""What a school may hold records of."""


def check_names(kind: str, mine: str, views: Mapping[tuple[str, str], Any]) -> None:
    """Names of students come from their own building only, and with no death."""
    if kind == "room":
        assert set(views) <= {("room_names", mine)}
    assert {collection for collection, _ in views} <= {"room_names", "matches", "day_lists"}
    assert {record_id.partition("/")[0] for _, record_id in views} <= {mine.partition("/")[0]}
    assert not any(DEAD in repr(view) for view in views.values()), "a school is never shown a death"


OUTSIDE = {
    "pictures",
    "shared_matrix",
    "shared_sites",
    "shared_plans",
    "shared_people",
    "shared_units",
    "shared_log",
}
NUMBER = re.compile(r"\bI?\d{2}-\d{4,}")


def check_outside(part: str, views: Mapping[tuple[str, str], Any]) -> None:
    """A partner agency holds its own collections, no number of the district, and one picture at most."""
    pictures = [one for one in views.values() if isinstance(one, PictureView)]
    assert len(pictures) == bool(views), part
    for (collection, _), view in views.items():
        assert collection in OUTSIDE
        assert not NUMBER.search(repr(view)), (part, view)
        assert DEAD not in repr(view), "a death is told by others"


def check_told(view: RecordView, site: str) -> None:
    """Of an incident's facts and requests a school is shown those that its own team told, without the desk's notes or a count of others."""
    if isinstance(view, RequestView):
        assert (view.place, view.note) == (0, None)
    if isinstance(view, FactView):
        assert view.site in (None, site)
