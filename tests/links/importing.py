"""Files as the tests of the importers make them, and a district that is planned for without a database."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from dispatch.domain.actor import SYSTEM
from dispatch.domain.commands import Command, DefineRoster, OpenDistrict
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.fold import fold
from dispatch.domain.roster import Agency, AgencyKind, Site, Unit, UnitKind
from dispatch.domain.state import EMPTY, State
from dispatch.links.importing.reading import How
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.running import order

HOW = How()
OPENING = OpenDistrict(code="PM", name="Pine Mesa", department="Safety", callsign="Mesa")
MANIFEST = {
    "manifest.version": "1.0",
    "oneroster.version": "1.1",
    "file.users": "bulk",
    "file.orgs": "bulk",
    "file.classes": "bulk",
}
ORGS = (
    "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "s1,,,Alder Elementary,school,,d1",
    "d1,,,Pine Mesa,district,,",
)


def stream(data: str | bytes) -> BinaryIO:
    return io.BytesIO(data if isinstance(data, bytes) else data.encode())


def table(*rows: Sequence[object]) -> bytes:
    """Rows as a CSV file, the first one its heading."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def zipped(files: Mapping[str, str | Sequence[str]], **options: Any) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, str) else "\r\n".join(content))
    return data.getvalue()


def oneroster(version: str = "1.1", **files: Sequence[str]) -> bytes:
    manifest = MANIFEST | {"oneroster.version": version}
    lines = ["propertyName,value", *(f"{name},{value}" for name, value in manifest.items())]
    return zipped(
        {"manifest.csv": lines, "orgs.csv": ORGS, **{f"{name}.csv": rows for name, rows in files.items()}}
    )


def after(state: State, command: Command) -> State:
    """The state after a command of the importers, which must be done."""
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    context = Context(actor=SYSTEM, now=now, command_id=f"c{state.seq}", log="pm")
    answer = decide(state, command, context)
    assert isinstance(answer, Accepted), answer
    return fold(state, answer.recorded).state


def done(state: State, plan: RosterPlan) -> State:
    """The state after what was planned."""
    assert not plan.problems, [str(one) for one in plan.problems]
    return after(state, order(plan, state)[0])


def district(*sites: Site) -> State:
    """An opened district with one law agency, a unit, and these sites."""
    roster = DefineRoster(
        agencies=(Agency(code="MPD", name="Millbrook Police", agency_kind=AgencyKind.LAW),),
        sites=sites or (Site(code="AES", name="Alder ES", lat_e7=395_000_000, lon_e7=-1_050_000_000),),
        units=(Unit(code="S1", unit_kind=UnitKind.SRO, agency="MPD"),),
    )
    return after(after(EMPTY, OPENING), roster)
