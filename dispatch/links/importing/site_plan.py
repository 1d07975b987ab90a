"""From rows of any format to sites and agencies of a district: what will be taken over, and what a person should know about it.

Pure. What a row does not tell, the district keeps.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from dispatch.domain.roster import Agency, AgencyKind, Site, SiteLevel
from dispatch.domain.state import State
from dispatch.links.importing import points
from dispatch.links.importing.cells import TEXT_MAX, plain
from dispatch.links.importing.changes import change
from dispatch.links.importing.problems import Problems, shown
from dispatch.links.importing.roster_plan import RosterPlan, check_district
from dispatch.links.importing.site_codes import unique_codes

SITES_MAX: Final = 2_000
TOO_MANY: Final = f"more than {SITES_MAX:,}, the most that are taken at once"
_NAME_ENDS = {"ES": SiteLevel.ELEMENTARY, "MS": SiteLevel.MIDDLE, "HS": SiteLevel.HIGH, "K8": SiteLevel.K8}
_AGENCIES = ("law", "fire", "psap")

Key = tuple[str, str, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the operator said beside the file.

    ``law``: the code of the law agency for a jurisdiction; without it one is made from the jurisdiction's name.
    ``merge_repeats``: a row that repeats another in name, address and place is left out.
    """

    district_code: str | None = None
    district_name: str | None = None
    law: Mapping[str, str] = field(default_factory=dict)
    merge_repeats: bool = False
    dry_run: bool = False

    @property
    def names_district(self) -> bool:
        """Whether a district could be opened from this."""
        return bool(self.district_code and self.district_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """One line of a file, checked. ``told``: fields of the site that the line says something about."""

    where: str
    told: Mapping[str, Any]
    code: str = ""
    jurisdiction: str = ""

    @property
    def name(self) -> str:
        """Its name, if the file has one."""
        return str(self.told.get("name", ""))

    @property
    def key(self) -> Key:
        """What makes two rows the same school."""
        told = self.told
        address = str(told.get("address", ""))
        return self.name.casefold(), address.casefold(), told.get("lat_e7"), told.get("lon_e7")


@dataclass(slots=True)
class SiteRows:
    """What a file of sites holds, and what is wrong with it."""

    rows: list[SiteRow] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    notes: list[str] = field(default_factory=list)
    form: points.Form = points.TABLE
    repeats_are_sites: bool = False
    """Some counties publish each school twice. A GeoJSON file without codes cannot say which of two is meant, so both are taken."""


def plan(read: SiteRows, state: State, options: Options) -> RosterPlan:
    """What a file would change in a district."""
    result = RosterPlan(noun="sites", problems=read.problems, notes=list(read.notes))
    if len(read.rows) > SITES_MAX and not read.problems:
        result.problems.add("the file", "sites", TOO_MANY)
    check_district(result.problems, state, options.district_code, options.district_name, options.law.values())
    if result.problems:
        return result
    repeats: list[str] = []
    rows = _repeats(read, options, result, repeats)
    law = _law(rows, state, options, result)
    codes = _codes(rows, state)
    _far_from_the_district(rows, codes, state, read)
    known = {*state.agencies, *(one.code for one in result.agencies)}
    for row, code in zip(rows, codes, strict=True):
        _check(row, code, state, known, result.problems)
        if not result.problems:
            site = _site(row, code, law.get(row.jurisdiction), state)
            present = state.sites.get(code)
            old = None if present is None else present.roster
            result.sites.append(site)
            result.changes.append(change(row.where, f"{code} {site.name}", old, site))
    _note(result)
    # What is about many sites comes first: of many notes only the first are shown.
    result.notes += repeats
    return result


def _far_from_the_district(
    rows: Sequence[SiteRow], codes: Sequence[str], state: State, read: SiteRows
) -> None:
    """A file of one or two lines says nothing about where the rest is; the sites that are there already do."""
    told = set(codes)
    others = [one.roster for code, one in state.sites.items() if code not in told]
    if not others:
        return
    where = [(one.lon_e7 / 1e7, one.lat_e7 / 1e7) for one in others]
    whose = f"the sites of this district ({others[0].code} …); if those are wrong, correct them first"
    for row in rows:
        if "lat_e7" in row.told:
            place = (row.told["lon_e7"] / 1e7, row.told["lat_e7"] / 1e7)
            message = points.far(place, where, read.form, whose)
            if message is not None:
                read.problems.add(row.where, read.form.field, message)


def _check(row: SiteRow, code: str, state: State, agencies: set[str], problems: Problems) -> None:
    """What only the district can tell is wrong."""
    if code in state.units or code in agencies:
        kind = "unit" if code in state.units else "agency"
        problems.add(
            row.where, "code", f"{code} is the code of the {kind} {code} already; a code means one thing"
        )
    for name in _AGENCIES:
        told = row.told.get(name)
        if told is not None and told not in agencies:
            problems.add(
                row.where, name, f"there is no agency {told}; add it first: dispatch import agencies FILE"
            )
    if code in state.sites:
        return
    if not row.name:
        problems.add(row.where, "name", "missing: nobody could call it anything")
    if "lat_e7" not in row.told:
        message = "missing, and this district has no such site yet; import a file with places first, or with --geocodes"
        problems.add(row.where, "lat", message)


def _repeats(read: SiteRows, options: Options, result: RosterPlan, repeats: list[str]) -> list[SiteRow]:
    """The rows without those that repeat another. ``repeats``: what to say about each of them."""
    first: dict[Key, SiteRow] = {}
    by_code: dict[str, SiteRow] = {}
    kept = []
    for row in read.rows:
        earlier = by_code.setdefault(row.code, row) if row.code else row
        if earlier is not row:
            message = f"{row.code} is the code of {earlier.where} already; a code means one site"
            result.problems.add(row.where, "code", message)
            continue
        earlier = first.setdefault(row.key, row)
        if earlier is not row and not row.code:
            told = f"{shown(row.name)} repeats {earlier.where} in name, address and place"
            if not options.merge_repeats and not read.repeats_are_sites:
                message = f"{told}; take one out, give each a code, or import with --merge-repeats"
                result.problems.add(row.where, "name", message)
                continue
            what = "left out" if options.merge_repeats else "taken as a site of its own"
            repeats.append(f"{row.where}: {told}; {what}.")
            if options.merge_repeats:
                continue
        kept.append(row)
    twice = len(kept) - len({row.key for row in kept if not row.code}) - sum(bool(row.code) for row in kept)
    if twice > 0 and not result.problems:
        result.notes.append(
            f"{twice} sites stand twice in this district now. An order to one of a pair does not reach the "
            "other: if they are the same school, import with --merge-repeats."
        )
    return kept


def _law(rows: Sequence[SiteRow], state: State, options: Options, result: RosterPlan) -> dict[str, str]:
    """The law agency of each jurisdiction; one that is not there yet is made."""
    found: dict[str, str] = {}
    for name in sorted({row.jurisdiction for row in rows if row.jurisdiction}):
        code = options.law.get(name) or agency_code(name)
        found[name] = code
        present = state.agencies.get(code)
        if present is None and code not in {one.code for one in result.agencies}:
            result.agencies.append(
                Agency(code=code, name=f"{name} law enforcement"[:TEXT_MAX], agency_kind=AgencyKind.LAW)
            )
        if present is not None and present.agency_kind is not AgencyKind.LAW:
            message = f"the agency {code} is no law agency; name another for {shown(name)} with --law"
            result.problems.add("the district", "jurisdiction", message)
    return found


def agency_code(jurisdiction: str) -> str:
    """A code for whoever polices a jurisdiction."""
    ascii_only = unicodedata.normalize("NFKD", jurisdiction).encode("ascii", "ignore").decode().upper()
    ascii_only = re.sub(r"^(TOWN|CITY|VILLAGE|COUNTY) OF ", "", ascii_only)
    return re.sub(r"[^A-Z0-9]+", "-", ascii_only).strip("-")[:32].strip("-") or "LAW"


def _codes(rows: Sequence[SiteRow], state: State) -> list[str]:
    """Sites that are there already keep their code; new ones get one that nothing else in the district has."""
    known: dict[Key, list[str]] = defaultdict(list)
    by_address: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code in sorted(state.sites, key=lambda code: (len(code), code)):
        site = state.sites[code].roster
        known[site.name.casefold(), site.address.casefold(), site.lat_e7, site.lon_e7].append(code)
        by_address[site.name.casefold(), site.address.casefold()].append(code)
    given = {place: row.code for place, row in enumerate(rows) if row.code}
    held = set(given.values())
    order = sorted(range(len(rows)), key=lambda place: (_sortable(rows[place].key), place))
    for place in order:
        same = [code for code in known.get(rows[place].key, ()) if code not in held]
        if place not in given and same:
            given[place] = same[0]
            held.add(same[0])
    for place in order:
        # It has moved; which one it was must be beyond doubt.
        free = [code for code in by_address.get(rows[place].key[:2], ()) if code not in held]
        if place not in given and len(free) == 1:
            given[place] = free[0]
            held.add(free[0])
    taken = {*state.sites, *state.units, *state.agencies}
    return unique_codes([row.name for row in rows], given, order, taken)


def _sortable(key: Key) -> tuple[str, str, int, int]:
    return key[0], key[1], key[2] or 0, key[3] or 0


def _site(row: SiteRow, code: str, law: str | None, state: State) -> Site:
    """The site as the file has it; what the district knows beside that is kept."""
    present = state.sites.get(code)
    new = Site(code=code, name=row.name, level=level_of(row.name), lat_e7=0, lon_e7=0)
    base = new if present is None else present.roster
    site = replace(base, **row.told)
    return site if "law" in row.told else replace(site, law=base.law or law)


def level_of(name: str) -> SiteLevel:
    """What a school's name says that it is."""
    words = name.upper().replace("HIGH SCHOOL", "HS").replace("MIDDLE SCHOOL", "MS").split()
    words = words or [""]
    if len(words) > 1 and words[-2:] == ["ELEMENTARY", "SCHOOL"]:
        return SiteLevel.ELEMENTARY
    last = plain(words[-1]).upper()
    return SiteLevel.ELEMENTARY if last == "ELEMENTARY" else _NAME_ENDS.get(last, SiteLevel.OTHER)


def _note(result: RosterPlan) -> None:
    lacking = {
        "law agency": sum(site.law is None for site in result.sites),
        "fire agency": sum(site.fire is None for site in result.sites),
        "PSAP": sum(site.psap is None for site in result.sites),
    }
    without = ", ".join(f"{name} ({count})" for name, count in lacking.items() if count)
    if without:
        result.notes.append(
            f"Sites without {without}: calls there name none until somebody adds it (a CSV with code, law, fire, psap)."
        )
