"""What several rules need: finding what a command names, whether it is real, places, call numbers."""

from __future__ import annotations

from datetime import datetime

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Mode, Nature
from dispatch.domain.records import Action, Call, Place, UnitState
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, rule
from dispatch.domain.state import State
from dispatch.domain.text import protect
from dispatch.domain.vocabulary import ENDED, ActionStatus


def the_call(state: State, call_id: str) -> Call | Refusal:
    """The call that a command names."""
    return state.calls.get(call_id) or NOT_FOUND


def open_call(state: State, call_id: str) -> Call | Refusal:
    """The call that a command names, which must not have ended."""
    call = state.calls.get(call_id)
    if call is None:
        return NOT_FOUND
    if call.status in ENDED:
        return rule(
            "call_ended",
            f"Call {call.number} has ended ({call.status.replace('_', ' ').lower()}). Reopen it first.",
            "call",
            status=call.status,
            disposition=call.disposition,
        )
    return call


def the_unit(state: State, unit_id: str) -> UnitState | Refusal:
    """The unit that a command names."""
    return state.units.get(unit_id) or bad_field("unit", f"There is no unit {unit_id}.", "unknown_unit")


def action_in_force(state: State, action_id: str) -> Action | Refusal:
    """The protective action that a command names, which must not have ended."""
    action = state.actions.get(action_id)
    if action is None:
        return NOT_FOUND
    if action.status is ActionStatus.ENDED:
        ended = action.end.replace("_", " ").lower() if action.end else "ended"
        return rule("action_ended", f"This action is over already ({ended}).", "action", end=action.end)
    return action


def mode_for(state: State, asked: Mode | None, type_code: str | None = None) -> Mode:
    """In an exercise log everything is an exercise, whatever is asked."""
    home = state.home
    if home is not None and home.nature is not Nature.LIVE:
        return Mode.EXERCISE
    suggested = INCIDENT_TYPES[type_code].mode if type_code is not None else None
    mode = asked or suggested or Mode.ACTUAL
    return Mode.ACTUAL if mode is Mode.EXERCISE else mode


def place_of(
    state: State,
    *,
    site: str | None,
    building: str | None = None,
    zone: str | None = None,
    room: str | None = None,
    address: str | None = None,
    lat_e7: int | None = None,
    lon_e7: int | None = None,
) -> Place | Refusal:
    """A place from a command's fields: the site must be known; a building or room that is not is kept as said."""
    if site is not None and site not in state.sites:
        return bad_field("site", f"There is no site {site}.", "unknown_site")
    if (lat_e7 is None) != (lon_e7 is None):
        return bad_field("lat_e7", "Latitude and longitude belong together.")
    if site is None and (building or zone or room):
        return bad_field("site", "A building, zone or room needs its site.")
    return Place(
        site=site,
        building=building,
        zone=zone,
        room=room,
        address=protect(address),
        lat_e7=lat_e7,
        lon_e7=lon_e7,
    )


def officer_of(state: State, call: Call) -> UnitState | None:
    """The unit whose emergency this call is about, if it is one's."""
    return state.units.get(call.reports[0].device or "") if call.type == "OFCEMR" else None


def actions_in_force(state: State, call: Call) -> list[str]:
    """Ids of the call's protective actions that are not over."""
    return [one for one in call.actions if one in state.actions and state.actions[one].ended_at is None]


def next_number(state: State, now: datetime) -> str:
    """The number of the next call: two-digit UTC year and a count that starts anew each year."""
    year = f"{now.year % 100:02d}"
    return f"{year}-{state.numbers.get(year, 0) + 1:06d}"
