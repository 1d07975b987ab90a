"""Agencies and units from tables: who there is to send, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO, Final

from dispatch.domain.roster import Agency, AgencyKind, Unit, UnitKind
from dispatch.domain.state import State
from dispatch.links.importing.cells import Cells, code, list_of, phone, text, word_of
from dispatch.links.importing.changes import change
from dispatch.links.importing.roster_plan import RosterPlan, agency_of, check_district, own_agency
from dispatch.links.importing.rows import Row, Rows, SiteNames, read_rows
from dispatch.links.importing.site_plan import Options
from dispatch.links.importing.table import Column

UNITS_MAX: Final = 2_000
AGENCIES_MAX: Final = 500
_AGENCY_COLUMNS = (
    Column("code", ("agency", "agency code", "abbreviation", "short name"), needed=True),
    Column("name", ("agency name", "full name"), needed=True),
    Column("kind", ("type", "agency type", "agency kind"), needed=True),
    Column("phone", ("dispatch phone", "telephone", "dispatch line", "24 h phone")),
    Column("channel", ("radio", "radio channel", "talkgroup")),
)
_UNIT_COLUMNS = (
    Column("code", ("call sign", "callsign", "unit", "unit id", "unit code", "unit number"), needed=True),
    Column("kind", ("type", "unit type", "unit kind"), needed=True),
    Column("agency", ("agency code",)),
    Column("name", ("unit name", "spoken name", "description")),
    Column("home_site", ("home site", "site", "school", "site code", "school code", "assigned site")),
    Column("sector", ("area", "region", "beat")),
    Column("capabilities", ("capability", "skills", "equipment")),
    Column("phone", ("telephone", "mobile", "cell")),
)
_AGENCY_KINDS: Final = {
    **{kind.value.replace("_", ""): kind for kind in AgencyKind},
    **dict.fromkeys(("police", "sheriff", "lawenforcement", "le"), AgencyKind.LAW),
    **dict.fromkeys(("fire", "ems", "firedepartment"), AgencyKind.FIRE_EMS),
    **dict.fromkeys(("911", "911center", "911centre", "dispatchcenter"), AgencyKind.PSAP),
}
_UNIT_KINDS: Final = {
    **{kind.value.lower(): kind for kind in UnitKind},
    **{kind.name.replace("_", "").lower(): kind for kind in UnitKind},
    **dict.fromkeys(("patrolofficer", "officer"), UnitKind.PATROL),
    **dict.fromkeys(("campussupervisor", "campussecurityofficer", "campus"), UnitKind.CAMPUS_SECURITY),
    **dict.fromkeys(("schoolresourceofficer",), UnitKind.SRO),
    **dict.fromkeys(("threatmanagement", "threatteam"), UnitKind.THREAT),
    **dict.fromkeys(("crisisteam", "mentalhealth", "cr"), UnitKind.CRISIS),
}


def read_agencies(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of agencies."""
    return read_rows(stream, encoding, _AGENCY_COLUMNS, _agency_row, "code")


def _agency_row(taken: Cells) -> Row:
    key = taken.one("code", code, needed="how is it called on the radio?")
    taken.told["name"] = taken.one("name", text, needed="give the whole name")
    taken.told["agency_kind"] = taken.one(
        "kind", word_of(_AGENCY_KINDS), needed="law, fire_ems, psap, district or other"
    )
    taken.tell("phone", phone, nothing="")
    taken.tell("channel", text, nothing="")
    return Row(taken.where, key or "", taken.told)


def plan_agencies(read: Rows, state: State, options: Options) -> RosterPlan:
    """What a table of agencies would change."""
    result = RosterPlan(noun="agencies", problems=read.problems, notes=list(read.notes))
    check_district(result.problems, state, options.district_code, options.district_name)
    read.check_most(AGENCIES_MAX)
    for row in read.rows:
        if row.key in state.sites or row.key in state.units:
            kind = "site" if row.key in state.sites else "unit"
            result.problems.add(
                row.where, "code", f"{row.key} is the code of a {kind} already; a code means one thing"
            )
            continue
        present = state.agencies.get(row.key)
        old = None if present is None else agency_of(present)
        new = Agency(code=row.key, **row.told) if old is None else replace(old, **row.told)
        result.agencies.append(new)
        result.changes.append(change(row.where, f"{row.key} {new.name}", old, new))
    return result


def read_units(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of units."""
    return read_rows(stream, encoding, _UNIT_COLUMNS, _unit_row, "code")


def _unit_row(taken: Cells) -> Row:
    key = taken.one("code", code, needed="how is it called on the radio?")
    taken.told["unit_kind"] = taken.one(
        "kind", word_of(_UNIT_KINDS), needed=", ".join(kind.value for kind in UnitKind)
    )
    taken.tell("agency", code)
    taken.tell("name", text, nothing="")
    taken.tell("home_site", text)
    taken.tell("sector", text, nothing="")
    taken.tell("capabilities", list_of(text, 20), nothing=())
    taken.tell("phone", text, nothing="")
    return Row(taken.where, key or "", taken.told)


def plan_units(read: Rows, state: State, sites: Mapping[str, str]) -> RosterPlan:
    """What a table of units would change in a district."""
    result = RosterPlan(noun="units", problems=read.problems, notes=list(read.notes))
    read.check_most(UNITS_MAX)
    own = own_agency(state)
    home, names = state.home, SiteNames(state, sites)
    agencies = {*state.agencies, *([] if own is None else [own.code])}
    for row in read.rows:
        present = state.units.get(row.key)
        told: dict[str, Any] = dict(row.told)
        if told.get("home_site") is not None:
            told["home_site"] = names.find(told["home_site"], row.where, "home_site", result.problems)
        if row.key in state.sites or row.key in agencies:
            kind = "site" if row.key in state.sites else "agency"
            result.problems.add(
                row.where, "code", f"{row.key} is the code of a {kind} already; a code means one thing"
            )
        agency = told.get("agency") or (
            present.roster.agency if present is not None else home.id if home else ""
        )
        told["agency"] = agency
        if agency not in agencies:
            message = f"there is no agency {agency}; add it first: dispatch import agencies FILE"
            result.problems.add(row.where, "agency", message)
        if result.problems:
            continue
        old = None if present is None else present.roster
        new = Unit(code=row.key, **told) if old is None else replace(old, **told)
        result.units.append(new)
        result.changes.append(change(row.where, " ".join(filter(None, (new.code, new.name))), old, new))
    if own is not None and any(unit.agency == own.code for unit in result.units):
        result.agencies.append(own)
    return result
