"""The district and its roster."""

from __future__ import annotations

import re
from typing import assert_never

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.decision_matrix import odd_row
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.refusals import Refusal, bad_field, rule
from dispatch.domain.roster import Alias
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
    refused = _devices(state, command, events) or _teams(state, command, events)
    if refused is not None:
        return refused
    if command.aliases is not None and state.home is not None and command.aliases != state.home.aliases:
        refused = _odd(command.aliases)
        if refused is not None:
            return refused
        events.append(e.AliasesDefined(aliases=command.aliases))
    refused = _matrix(state, command, events)
    if refused is not None:
        return refused
    return Done(tuple(events), {"changed": len(events)})


def _devices(state: State, command: c.DefineRoster, events: list[e.Event]) -> Refusal | None:
    sites = set(state.sites) | {site.code for site in command.sites}
    for place, device in enumerate(command.devices):
        if device.site not in sites:
            return bad_field(
                f"devices.{place}.site",
                f"Device {device.code}: there is no site {device.site}.",
                "unknown_site",
            )
        present = state.devices.get(device.code)
        if present is None or present.roster != device:
            events.append(e.DeviceDefined(device=device))
    return None


def _teams(state: State, command: c.DefineRoster, events: list[e.Event]) -> Refusal | None:
    sites = set(state.sites) | {site.code for site in command.sites}
    for place, team in enumerate(command.teams):
        if team.site not in sites:
            return bad_field(f"teams.{place}.site", f"There is no site {team.site}.", "unknown_site")
        roles = [seat.role for seat in team.seats]
        if len(set(roles)) < len(roles):
            return bad_field(f"teams.{place}.seats", f"Team of {team.site}: a role stands in it twice.")
        present = state.srt.get(team.site)
        if (present.seats if present is not None else ()) != team.seats:
            events.append(e.SrtDefined(team=team))
    return None


def _matrix(state: State, command: c.DefineRoster, events: list[e.Event]) -> Refusal | None:
    rows, home = command.decisions, state.home
    if rows is None or home is None or rows == home.decisions:
        return None
    seen: set[str] = set()
    for place, row in enumerate(rows):
        odd = ("code", "it stands in the table twice") if row.code in seen else odd_row(row)
        if odd is not None:
            field, why = odd
            return bad_field(f"decisions.{place}.{field}", f"{row.code}: {why}.", "bad_row")
        seen.add(row.code)
    events.append(e.MatrixDefined(decisions=rows))
    return None


_PROTOCOL = frozenset(kind.value for kind in ActionType)
"""The five terms keep their meaning everywhere: no district says something else with them."""
_SIGNS = re.compile(r'[;/"=]')
"""What the grammar of the command line is made of."""
_MOST_WORDS = 4


def spoken(said: str) -> str:
    """An own word as it is compared: whatever the case and the spaces."""
    return " ".join(said.upper().split())


def odd_alias(alias: Alias) -> str | None:
    """What is wrong with an own word that can't be used."""
    said = spoken(alias.said)
    if said in _PROTOCOL:
        return f"{said} is a term of the protocol and keeps its meaning."
    if said == "" or _SIGNS.search(said) or len(said.split()) > _MOST_WORDS:
        return f"{alias.said} can't be typed as one word: one to four words without ; / = or quotes."
    if (alias.means is None) == (alias.asks is None):
        return f"{said}: say either what it means or what is asked back."
    if alias.means is not None and _SIGNS.search(alias.means):
        return f"{said} may stand for one verb and its first words, not for a chain or a text."
    return None


def _odd(aliases: tuple[Alias, ...]) -> Refusal | None:
    """What is wrong with the first own word that can't be used."""
    seen: set[str] = set()
    for place, alias in enumerate(aliases):
        said = spoken(alias.said)
        problem = f"{said} stands in the table twice." if said in seen else odd_alias(alias)
        if problem is not None:
            return bad_field(f"aliases.{place}", problem, "bad_alias")
        seen.add(said)
    return None
