"""Status checks of units as folds start them, and bring them forward when a call has become graver."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatch.domain.catalog.unit_statuses import CHECKED
from dispatch.domain.checks import check_minutes
from dispatch.domain.draft import Draft
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.records import Call, UnitState
from dispatch.domain.vocabulary import TimerKind


def start_check(draft: Draft, unit: UnitState, at: datetime) -> datetime:
    """Start the unit's status check anew; gives when it falls due."""
    call: Call | None = draft.calls.get(unit.call or "")
    due = at + timedelta(minutes=check_minutes(unit, call))
    _set(draft, unit, at, due)
    return due


def bring_forward(draft: Draft, call_id: str, at: datetime) -> None:
    """A call's type or priority changed: checks that would now be asked sooner are; none is put off.

    The interval counts from when the running check was started. One that was missed already goes on as it is.
    """
    call = draft.calls.get(call_id)
    for unit in [] if call is None else [draft.units[one] for one in call.units if one in draft.units]:
        running = draft.timers.get(f"check:{unit.id}")
        if running is None or running.stage > 0 or unit.status not in CHECKED:
            continue
        due = max(at, running.started + timedelta(minutes=check_minutes(unit, call)))
        if due < running.due:
            _set(draft, unit, running.started, due)
            draft.change("units", unit.id, check_due=due)


def _set(draft: Draft, unit: UnitState, started: datetime, due: datetime) -> None:
    set_timer(
        draft,
        f"check:{unit.id}",
        TimerKind.STATUS_CHECK,
        started,
        due,
        unit=unit.id,
        call=unit.call,
        site=unit.site,
    )
