"""What a file would change in a district's roster, whatever it is a file of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dispatch.domain.catalog.decision_matrix import MatrixRow
from dispatch.domain.devices import Device
from dispatch.domain.records import AgencyState
from dispatch.domain.roster import Agency, AgencyKind, Alias, DeskPosition, Site, Unit
from dispatch.domain.srt import SrtTeam
from dispatch.domain.state import State
from dispatch.links.importing.changes import Change, Verdict
from dispatch.links.importing.problems import Problems

_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,31}")


@dataclass(slots=True, kw_only=True)
class RosterPlan:
    """What would be taken over, line by line; with problems, nothing is."""

    noun: str
    """What the lines are: sites, units, rooms, agencies, positions, devices, words."""
    agencies: list[Agency] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    positions: list[DeskPosition] = field(default_factory=list)
    aliases: tuple[Alias, ...] | None = None
    """All own words as they would be; None: they are not looked at."""
    decisions: tuple[MatrixRow, ...] | None = None
    """The decision matrix as it would be; empty: the one that is built in; None: it is not looked at."""
    devices: list[Device] = field(default_factory=list)
    teams: list[SrtTeam] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    def counts(self) -> Counter[Verdict]:
        """How many lines would do what."""
        return Counter(one.verdict for one in self.changes)


def check_district(
    problems: Problems, state: State, code: str | None, name: str | None, codes: Iterable[str] = ()
) -> None:
    """There is a district, or one can be opened; and what stands on the command line for codes are codes."""
    for one in filter(None, (code, *codes)):
        if not _CODE.fullmatch(one):
            message = "a code has capital letters, digits, - and _, and at most 32 of them"
            problems.add("the command line", one, message)
    if state.home is None and not (code and name):
        message = "there is none yet: name it with --district-code and --district-name"
        problems.add("the district", "code", message)


def agency_of(present: AgencyState) -> Agency:
    """An agency as the roster has it."""
    return Agency(
        code=present.id,
        name=present.name,
        agency_kind=present.agency_kind,
        phone=present.phone,
        channel=present.channel,
    )


def own_agency(state: State) -> Agency | None:
    """The district as an agency, for its own units and people; None when there is one already."""
    home = state.home
    if home is None or home.id in state.agencies:
        return None
    return Agency(code=home.id, name=home.name, agency_kind=AgencyKind.DISTRICT)
