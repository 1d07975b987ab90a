"""From checked features to sites and agencies of a district: what will be taken over, and what a person should know about it.

Pure. Text from the file stays text: it is never run, formatted or cut; what cannot be shown as it stands is a problem.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dispatch.domain.roster import Agency, AgencyKind, Site, SiteLevel
from dispatch.domain.state import State
from dispatch.links.geojson import Feature, Problem, Read
from dispatch.links.site_codes import unique_codes

TEXT_MAX = 200
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")
SITES_MAX = 2000
_LEVELS = {"elementary": SiteLevel.ELEMENTARY, "middle": SiteLevel.MIDDLE, "high": SiteLevel.HIGH}
_NAME_ENDS = {"ES": SiteLevel.ELEMENTARY, "MS": SiteLevel.MIDDLE, "HS": SiteLevel.HIGH, "K8": SiteLevel.K8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the operator said beside the file.

    ``law``: the code of the law agency for a jurisdiction; without it one is made from the jurisdiction's name.
    ``merge_repeats``: a feature that repeats another in name, address and place is left out instead of getting a code of its own.
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


@dataclass(slots=True)
class Plan:
    """What would be taken over; with problems, nothing is."""

    sites: list[Site] = field(default_factory=list)
    agencies: list[Agency] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """One feature's texts, checked."""

    feature: Feature
    name: str
    address: str
    jurisdiction: str
    level: SiteLevel

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What makes two features the same school."""
        return (
            self.name.casefold(),
            self.address.casefold(),
            round(self.feature.lat * 1e7),
            round(self.feature.lon * 1e7),
        )


def plan(read: Read, state: State, options: Options) -> Plan:
    """What a file would change in a district."""
    result = Plan(problems=list(read.problems))
    rows = [row for one in read.features if (row := _row(one, result.problems)) is not None]
    if len(rows) > SITES_MAX:
        result.problems.append(
            Problem("the file", "features", f"{len(rows)}; at most {SITES_MAX} are taken at once")
        )
    for code in filter(None, (options.district_code, *options.law.values())):
        if not _CODE.fullmatch(code):
            message = "a code has capital letters, digits, - and _, and at most 32 of them"
            result.problems.append(Problem("the command line", code, message))
    if state.home is None and not options.names_district:
        message = "there is none yet: name it with --district-code and --district-name"
        result.problems.append(Problem("the district", "code", message))
    if result.problems:
        return result
    rows = _repeats(rows, options, result)
    law = _law(rows, state, options, result)
    codes = _codes(rows, state)
    for row, code in zip(rows, codes, strict=True):
        result.sites.append(_site(row, code, law.get(row.jurisdiction), state))
    without = sum(not row.jurisdiction for row in rows)
    if without:
        result.notes.append(
            f"Sites without a jurisdiction: {without}. They have no law agency until somebody adds it."
        )
    result.notes.append(
        "Fire agency, PSAP and SRO are not in this file: calls there have none until somebody adds them."
    )
    return result


def _row(one: Feature, problems: list[Problem]) -> _Row | None:
    properties = {key.lower(): value for key, value in one.properties.items()}
    before = len(problems)
    name = _text(one, properties, "name", problems)
    if not name and len(problems) == before:
        problems.append(Problem(one.where, "name", "missing: nobody could call it anything"))
    street, city = (_text(one, properties, key, problems) for key in ("address", "city"))
    jurisdiction = _text(one, properties, "jurisdiction", problems)
    kind = _text(one, properties, "type", problems)
    address = ", ".join(part for part in (street, city) if part)
    if len(address) > TEXT_MAX:
        problems.append(Problem(one.where, "address", f"longer than {TEXT_MAX} characters with its city"))
    if len(problems) > before:
        return None
    return _Row(one, name, address, jurisdiction, _level(name, kind))


def _text(one: Feature, properties: Mapping[str, Any], key: str, problems: list[Problem]) -> str:
    """A text property in one form: composed letters, single blanks. Anything that hides or turns text is refused."""
    value = properties.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        problems.append(Problem(one.where, key, f"text is wanted, not {value!r:.40}"))
        return ""
    hidden = next(
        (
            char
            for char in value
            if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") and char not in "\t\r\n"
        ),
        "",
    )
    if hidden:
        problems.append(
            Problem(one.where, key, f"holds a character that cannot be seen (U+{ord(hidden):04X})")
        )
        return ""
    text = " ".join(unicodedata.normalize("NFC", value).split())
    if len(text) > TEXT_MAX:
        problems.append(Problem(one.where, key, f"longer than {TEXT_MAX} characters"))
        return ""
    return text


def _level(name: str, kind: str) -> SiteLevel:
    for word, level in _LEVELS.items():
        if kind.lower().startswith(word):
            return level
    last = name.upper().replace("HIGH SCHOOL", "HS").replace("MIDDLE SCHOOL", "MS").split()[-1]
    return _NAME_ENDS.get(last, SiteLevel.OTHER)


def _repeats(rows: list[_Row], options: Options, result: Plan) -> list[_Row]:
    first: dict[tuple[str, str, int, int], _Row] = {}
    kept = []
    for row in rows:
        earlier = first.setdefault(row.key, row)
        if earlier is not row:
            what = "left out" if options.merge_repeats else "taken as a site of its own"
            result.notes.append(
                f"{row.feature.where}: {row.name!r} repeats {earlier.feature.where} in name, address and place; {what}."
            )
            if options.merge_repeats:
                continue
        kept.append(row)
    if len(kept) > len(first):
        result.notes.append(
            f"{len(kept) - len(first)} sites stand twice in this district now. An order to one of a pair does not reach the "
            "other: if they are the same school, import with --merge-repeats."
        )
    return kept


def _law(rows: list[_Row], state: State, options: Options, result: Plan) -> dict[str, str]:
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
            message = f"the agency {code} is no law agency; name another for {name!r}"
            result.problems.append(Problem("the district", "jurisdiction", message))
    return found


def agency_code(jurisdiction: str) -> str:
    """A code for whoever polices a jurisdiction."""
    plain = unicodedata.normalize("NFKD", jurisdiction).encode("ascii", "ignore").decode().upper()
    plain = re.sub(r"^(TOWN|CITY|VILLAGE|COUNTY) OF ", "", plain)
    return re.sub(r"[^A-Z0-9]+", "-", plain).strip("-")[:32].strip("-") or "LAW"


def _codes(rows: list[_Row], state: State) -> list[str]:
    """Sites that are there already keep their code; new ones get one that nothing else in the district has."""
    known: dict[tuple[str, str, int, int], list[str]] = defaultdict(list)
    by_address: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code in sorted(state.sites, key=lambda code: (len(code), code)):
        site = state.sites[code].roster
        known[site.name.casefold(), site.address.casefold(), site.lat_e7, site.lon_e7].append(code)
        by_address[site.name.casefold(), site.address.casefold()].append(code)
    order = sorted(range(len(rows)), key=lambda place: (rows[place].key, place))
    given: dict[int, str] = {}
    for place in order:
        exact = known.get(rows[place].key)
        if exact:
            given[place] = exact.pop(0)
    held = set(given.values())
    for place in order:
        if place not in given:
            free = [code for code in by_address.get(rows[place].key[:2], ()) if code not in held]
            if len(free) == 1:
                given[place] = free[0]
                held.add(free[0])
    taken = {*state.sites, *state.units, *state.agencies}
    return unique_codes([row.name for row in rows], given, order, taken)


def _site(row: _Row, code: str, law: str | None, state: State) -> Site:
    """The site as the file has it; what the district knows beside that is kept."""
    present = state.sites.get(code)
    base = (
        present.roster if present is not None else Site(code=code, name=row.name, lat_e7=0, lon_e7=0, law=law)
    )
    return replace(
        base,
        name=row.name,
        address=row.address,
        level=row.level,
        lat_e7=round(row.feature.lat * 1e7),
        lon_e7=round(row.feature.lon * 1e7),
        law=base.law or law,
    )
