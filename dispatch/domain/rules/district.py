"""The district and its roster."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.refusals import bad_field, rule
from dispatch.domain.state import State
from dispatch.domain.text import protect


def decide(
    state: State, command: c.OpenDistrict | c.DefineRoster | c.SuspendDrills, context: Context
) -> Outcome:
    """Open a log, take over a roster, suspend drills."""
    match command:
        case c.OpenDistrict():
            if state.home is not None:
                return rule(
                    "district_open", f"This log belongs to {state.home.name} already.", district=state.home.id
                )
            event = e.DistrictOpened(
                code=command.code,
                name=command.name,
                department=command.department,
                callsign=command.callsign,
                nature=command.nature,
                demo=command.demo,
            )
            return Done((event,))
        case c.DefineRoster():
            return _roster(state, command)
        case c.SuspendDrills():
            home = state.home
            if home is not None and home.drills_suspended is command.suspended:
                return Done()
            return Done((e.DrillsSuspended(suspended=command.suspended, reason=protect(command.reason)),))
        case _:
            assert_never(command)


def _roster(state: State, command: c.DefineRoster) -> Outcome:
    """All or nothing, and only what differs: taking over the same roster twice changes nothing."""
    agencies = set(state.agencies) | {agency.code for agency in command.agencies}
    events: list[e.Event] = []
    for agency in command.agencies:
        old = state.agencies.get(agency.code)
        told = (agency.name, agency.agency_kind, agency.phone, agency.channel)
        if old is None or (old.name, old.agency_kind, old.phone, old.channel) != told:
            events.append(e.AgencyDefined(agency=agency))
    for place, site in enumerate(command.sites):
        for name in ("law", "fire", "psap"):
            code = getattr(site, name)
            if code is not None and code not in agencies:
                return bad_field(f"sites.{place}.{name}", f"Site {site.code}: there is no agency {code}.")
        if site.code not in state.sites or state.sites[site.code].roster != site:
            events.append(e.SiteDefined(site=site))
    for place, unit in enumerate(command.units):
        if unit.agency not in agencies:
            return bad_field(f"units.{place}.agency", f"Unit {unit.code}: there is no agency {unit.agency}.")
        if unit.code not in state.units or state.units[unit.code].roster != unit:
            events.append(e.UnitDefined(unit=unit))
    for position in command.positions:
        seat = state.desk_positions.get(position.code)
        if seat is None or seat.roster != position:
            events.append(e.PositionDefined(position=position))
    return Done(tuple(events), {"changed": len(events)})
