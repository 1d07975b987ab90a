"""What is decided, wanted, asked for and counted in an incident: heard on the air in a scenario, and entered by the dispatcher.

What is said where nobody has an incident stays a marked entry, as before there was one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.incident_work import Benchmark
from dispatch.domain.incidents import Incident, SaidHow
from dispatch.domain.organisation import function_id
from dispatch.domain.roster import AgencyKind
from dispatch.links.play import cast, lines, roles
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import Ask, Stage

_NUMBERED = re.compile(r"(?:^|,\s*)\d+\s+")
_KINDS = (
    ("room-by-room", "LOCKDOWN_RELEASE"),
    ("buses", "BUSES"),
    ("secure", "START_ACTION"),
    ("dismissal", "HOLD_DISMISSAL"),
)
"""What a decision is about, by a word of it; the first that is there."""
_ENDS = ("may release", "end hold", "end secure", "event ended")
_MARKS = {
    "contained": Benchmark.CONTAINED,
    "threat_neutralised": Benchmark.THREAT_NEUTRALISED,
    "fire_control": Benchmark.FIRE_CONTROL,
}
"""What a scenario calls the moments that command marks."""
_BY_KIND = {
    "le": AgencyKind.LAW,
    "sro": AgencyKind.LAW,
    "fire": AgencyKind.FIRE_EMS,
    "ems": AgencyKind.FIRE_EMS,
}


def objective(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """What command wants: each numbered part of what was said."""
    present = _commanded(stage, moment)
    if present is None:
        yield from lines.entry(stage, moment)
        return
    for said in [one.strip() for one in _NUMBERED.split(moment.text) if one.strip()]:
        yield Ask(cast.DISPATCHER, w.SetObjective(incident=present.id, text=said[:200]))


def decision(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A decision, which later releases may rest on. Heard, so the dispatcher records it."""
    stage.decisions.append(moment)
    present = stage.incident(moment)
    if present is None:
        yield from lines.entry(stage, moment)
        return
    spoken = roles.called(moment.by)
    command = d.RecordDecision(
        incident=present.id,
        decision_type=_about(moment.text),
        text=moment.text,
        how=SaidHow.RADIO,
        name=_speaker(present, stage, moment) or spoken,
        title=spoken,
        agency=_agency(stage, moment),
    )
    yield Ask(cast.DISPATCHER, command)


def _about(text: str) -> str | None:
    said = text.lower()
    if any(one in said for one in _ENDS):
        return "END_ACTION"
    return next((code for word, code in _KINDS if word in said), None)


def _speaker(present: Incident, stage: Stage, moment: Moment) -> str | None:
    """Who is in command speaks by name."""
    agency = _agency(stage, moment)
    known = [one for one in present.parties if one.agency == agency]
    return known[0].name if moment.by.endswith("_ic") and known else None


def _agency(stage: Stage, moment: Moment) -> str:
    state = stage.state()
    home = state.home.id if state.home is not None else ""
    district = next(
        (one.id for one in state.agencies.values() if one.agency_kind is AgencyKind.DISTRICT), home
    )
    kind = _BY_KIND.get(moment.by.partition("_")[0])
    site = state.sites.get(stage.place(moment) or "")
    if kind is None or site is None:
        return district
    named = site.roster.law if kind is AgencyKind.LAW else site.roster.fire
    return named if named is not None and named in state.agencies else district


def request(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """What an incident needs."""
    present = _commanded(stage, moment)
    if present is None:
        yield from lines.entry(stage, moment)
        return
    agency = moment.says.get("agency")
    command = w.RequestResource(
        incident=present.id,
        what=moment.text[:200],
        agency=str(agency) if agency in stage.state().agencies else None,
        owner=roles.called(moment.by),
        said_by=roles.called(moment.by),
    )
    yield Ask(cast.DISPATCHER, command)


def _commanded(stage: Stage, moment: Moment) -> Incident | None:
    present = stage.incident(moment)
    return present if present is not None and present.command is not None else None


def patient(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """One more of that severity, where somebody counts them; and what was said about them, for those who may read it."""
    present = _commanded(stage, moment)
    colour = str(moment.says["severity"]).partition("_")[0].lower()
    if present is not None and colour in ("red", "yellow", "green", "black"):
        known = stage.state().patients.get(present.id)
        counts = {one: getattr(known, one, 0) for one in ("red", "yellow", "green", "black")}
        counts[colour] += 1
        command = w.CountPatients(
            incident=present.id,
            said_by=roles.called(moment.by),
            red=counts["red"],
            yellow=counts["yellow"],
            green=counts["green"],
            black=counts["black"],
        )
        yield Ask(cast.DISPATCHER, command)
    yield from lines.entry(stage, moment)


def check_in(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Somebody has come: on the list of who is there, and staging until command assigns."""
    present = stage.incident(moment)
    if present is None:
        yield from lines.entry(stage, moment)
        return
    spoken, said = roles.called(moment.by), moment.text[:200]
    unit, named = moment.says.get("unit"), moment.says.get("agency")
    state = stage.state()
    known = state.units.get(str(unit)) if unit is not None else None
    agency = known.roster.agency if known is not None else str(named or _agency(stage, moment))
    command = w.CheckInResource(
        incident=present.id,
        name=str(unit or spoken)[:200],
        agency=agency,
        resource=said or spoken,
        unit=known.id if known is not None else None,
        how=SaidHow.RADIO,
        said_by=spoken,
    )
    yield Ask(cast.DISPATCHER, command)


def staging(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Where arrivals wait: somebody holds the function of the staging area, and says where it is."""
    present = _commanded(stage, moment)
    if present is None:
        yield from lines.entry(stage, moment)
        return
    spoken = roles.called(moment.by)
    command = w.AssignFunction(
        incident=present.id,
        role=IcsRole.STAGING,
        name=_speaker(present, stage, moment) or spoken,
        title=spoken,
        agency=_agency(stage, moment),
        said_by=spoken,
    )
    held = stage.state().functions.get(function_id(present.id, IcsRole.STAGING))
    if (
        held is None
        or held.held is None
        or (held.held.who.name, held.held.who.agency) != (command.name, command.agency)
    ):
        yield Ask(cast.DISPATCHER, command)
    yield from lines.entry(stage, moment)


def benchmark(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A moment that command marks once; what the product has no mark for stays a line of the log."""
    present = _commanded(stage, moment)
    mark = _MARKS.get(str(moment.says["name"]))
    if present is None or mark is None or mark in present.times:
        yield from lines.entry(stage, moment)
        return
    said_by = roles.called(moment.by)
    yield Ask(cast.DISPATCHER, w.MarkBenchmark(incident=present.id, benchmark=mark, said_by=said_by))
    if moment.text:
        yield from lines.entry(stage, moment)
