"""A roll call as the desk and the units that are asked see it."""

from __future__ import annotations

from dispatch.domain.lens import views as v
from dispatch.domain.lens.texts import text_view
from dispatch.domain.records import RollCall
from dispatch.domain.text import TextClass


def roll_call_view(roll: RollCall, readable: frozenset[TextClass]) -> v.RollCallView:
    """All marks; their words for those who may read them."""
    return v.RollCallView(
        id=roll.id,
        version=roll.version,
        call=roll.call,
        number=roll.number,
        site=roll.site,
        cause=roll.cause,
        started_at=roll.started_at,
        started_by=roll.started_by,
        due=roll.due,
        marks=tuple(
            v.RollMarkView(
                unit=one.unit,
                answered_at=one.answered_at,
                by=one.by,
                text=text_view(one.text, readable),
                left_at=one.left_at,
            )
            for one in roll.marks
        ),
        ended_at=roll.ended_at,
        complete=roll.complete,
        reason=text_view(roll.reason, readable),
    )
