"""What the demo's incident knows, has decided, wants, asked for and counts: as it was said on the air or by telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain.catalog.decision_matrix import Party
from dispatch.domain.commands import Command
from dispatch.domain.decision_records import FactKind
from dispatch.domain.ids import derive
from dispatch.domain.incident_work import Benchmark, RequestStatus
from dispatch.domain.incidents import SaidHow
from dispatch.links.demo.people import actor
from dispatch.links.demo.steps import Step, call_id, step_id

SITE: Final = "GRHS"
VANCE: Final[dict[str, Any]] = {"name": "Renata Vance", "title": "Principal", "agency": "PMSD"}
MORENO: Final[dict[str, Any]] = {"name": "Ana Moreno", "title": "Lt.", "agency": "MPD"}
KERR: Final[dict[str, Any]] = {"name": "Tomas Kerr", "title": "Battalion Chief", "agency": "WRFD"}
ROY: Final[dict[str, Any]] = {"name": "Dale Roy", "title": "Sgt.", "agency": "MPD"}
SHAH: Final[dict[str, Any]] = {"name": "Priya Shah", "title": "Captain", "agency": "WRFD"}
_RADIO, _PHONE = SaidHow.RADIO, SaidHow.PHONE


def the_incident() -> str:
    """The id of the demo's incident: the lockdown makes it of the call."""
    return derive(step_id("incident/lockdown"), f"incident/{call_id('handgun')}")


def said(name: str, command: Command) -> Step:
    """Something that the second position heard and entered."""
    return Step(f"incident/{name}", actor("dispatcher2"), command)


def facts() -> Iterator[Step]:
    i = the_incident()
    heard: tuple[tuple[str, FactKind, str, str | None, int | None, str], ...] = (
        (
            "gun",
            FactKind.THREAT,
            "Handgun in a waistband, grey hoodie, not found",
            None,
            1,
            "Two students, by C11",
        ),
        (
            "inside",
            FactKind.CALL_INSIDE,
            "A whisper: somebody tries the doors of the east hall",
            "E-07",
            1,
            "Tamcom 911",
        ),
        ("shot", FactKind.SHOTS, "A bang heard in the gym", "GYM", None, "Teacher by phone"),
    )
    for name, kind, text, room, count, source in heard:
        yield said(
            f"fact/{name}",
            d.RecordFact(
                incident=i, fact_kind=kind, text=text, site=SITE, room=room, count=count, source=source
            ),
        )
        fact = derive(step_id(f"incident/fact/{name}"), "fact")
        yield said(
            f"fact/{name}/known", d.AcknowledgeFact(incident=i, fact=fact, how=_RADIO, said_by="Lt. Moreno")
        )
    bang = derive(step_id("incident/fact/shot"), "fact")
    yield said(
        "fact/shot/over",
        d.EndFact(incident=i, fact=bang, reason="A bleacher frame fell; A3 stands beside it"),
    )
    yield said(
        "reassess",
        d.Reassess(incident=i, text="Treated as armed and inside until he is found.", said_by="Lt. Moreno"),
    )


def decisions(opened: datetime) -> Iterator[Step]:
    """Decided, superseded, asked and open, and one that the matrix does not list."""
    yield from _the_first(opened)
    yield from _what_followed()


def _the_first(opened: datetime) -> Iterator[Step]:
    """By law how to go in; by the school that dismissal is held, and who knows it."""
    i = the_incident()
    yield said(
        "decision/tactics",
        d.RecordDecision(
            incident=i,
            decision_type="TACTICS",
            text="Two contact teams, east wing first from E1; nobody walks the main corridor.",
            options=("East wing first", "Both wings at once"),
            rationale="Call from E-07; too few for both",
            known="One handgun seen, no shot confirmed, 23 rooms not heard from",
            authority="Law enforcement owns the threat",
            review_at=opened + timedelta(minutes=20),
            **ROY,
        ),
    )
    yield said("decision/dismissal/asked", d.RaiseQuestion(incident=i, decision_type="HOLD_DISMISSAL"))
    yield said(
        "decision/dismissal",
        d.RecordDecision(
            incident=i,
            answers=derive(step_id("incident/decision/dismissal/asked"), "decision"),
            text="Dismissal of Granite Ridge is held; Larkspur lets out by its west doors, as always.",
            rationale="Buses would stand in the line of the east wing",
            how=_PHONE,
            **VANCE,
        ),
    )
    dismissal = derive(step_id("incident/decision/dismissal/asked"), "decision")
    for party, said_by in ((Party.COMMAND, "Lt. Moreno"), (Party.PIO, "Maren Holt"), (Party.DISPATCH, None)):
        yield said(
            f"decision/dismissal/{party}",
            d.AcknowledgeDecision(incident=i, decision=dismissal, party=party, said_by=said_by),
        )


def _what_followed() -> Iterator[Step]:
    """By fire where the medics stand, and that again; one that no row lists; one that is asked and open."""
    i = the_incident()
    yield said(
        "decision/medics",
        d.RecordDecision(
            incident=i,
            decision_type="CASUALTY_ACCESS",
            text="Medics stay at the S4 kitchen doors.",
            said_by="Chief Kerr",
            **KERR,
        ),
    )
    yield said(
        "decision/medics/again",
        d.RecordDecision(
            incident=i,
            text="Medics go as far as the health room, two officers with them.",
            rationale="The commons are searched and held",
            supersedes=derive(step_id("incident/decision/medics"), "decision"),
            **MORENO,
        ),
    )
    yield said(
        "decision/heating",
        d.RecordDecision(
            incident=i,
            question="Does the ventilation of the east wing stay on?",
            text="It stays on: the rooms are hot and nothing was released.",
            how=_PHONE,
            name="Hana Nakagawa",
            title="Facility manager",
            agency="PMSD",
        ),
    )
    yield said(
        "decision/release/asked",
        d.RaiseQuestion(
            incident=i,
            decision_type="LOCKDOWN_RELEASE",
            question="Does the release begin in the west wing while the east is searched?",
        ),
    )


def work(opened: datetime) -> Iterator[Step]:
    i = the_incident()
    objectives = (
        "Everybody in every room heard from",
        "The boy in the grey hoodie found, alive",
        "No student outside without an adult who has the list",
        "Commons and office searched and held",
    )
    for place, text in enumerate(objectives):
        yield said(f"objective/{place}", w.SetObjective(incident=i, text=text, said_by="Unified command"))
    met = derive(step_id("incident/objective/3"), "objective")
    yield said("objective/met", w.EndObjective(incident=i, objective=met, met=True, said_by="Lt. Moreno"))
    asked: tuple[tuple[str, str, int, str | None, str | None, tuple[RequestStatus, ...]], ...] = (
        (
            "ambulances",
            "Ambulances at staging, engines off",
            2,
            "WRFD",
            "Capt. Shah",
            (RequestStatus.ORDERED, RequestStatus.EN_ROUTE, RequestStatus.ARRIVED),
        ),
        (
            "dog",
            "K-9 team for firearms",
            1,
            "TCSO",
            "Sgt. Roy",
            (RequestStatus.ORDERED, RequestStatus.EN_ROUTE),
        ),
        ("buses", "School buses to the fieldhouse", 10, "PMSD", "Logistics", (RequestStatus.ORDERED,)),
        ("interpreter", "Spanish interpreter for families at the fieldhouse", 2, None, None, ()),
    )
    for name, what, count, agency, owner, way in asked:
        yield said(
            f"request/{name}",
            w.RequestResource(
                incident=i,
                what=what,
                count=count,
                agency=agency,
                owner=owner,
                due=opened + timedelta(minutes=25),
                said_by="Unified command",
            ),
        )
        request = derive(step_id(f"incident/request/{name}"), "request")
        for status in way:
            yield said(f"request/{name}/{status}", w.MoveRequest(incident=i, request=request, status=status))
    yield said(
        "contained",
        w.MarkBenchmark(incident=i, benchmark=Benchmark.CONTAINED, said_by="Sgt. Roy"),
    )
    yield said(
        "patients", w.CountPatients(incident=i, red=0, yellow=1, green=2, black=0, said_by="Capt. Shah")
    )


_CAME: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "medic-3",
        {
            "name": "Medic 3",
            "agency": "WRFD",
            "resource": "Ambulance",
            "people": 2,
            "sent_for": True,
            "contact": "WR Fire 3",
            "qualifications": "Paramedic",
            "departed_from": "Station 3, Ridge Road",
            "travel": "Ambulance",
        },
    ),
    (
        "medic-5",
        {
            "name": "Medic 5",
            "agency": "WRFD",
            "resource": "Ambulance",
            "people": 2,
            "sent_for": True,
            "contact": "WR Fire 3",
            "departed_from": "Station 5, Larkspur",
            "travel": "Ambulance",
        },
    ),
    (
        "contact",
        {
            "name": "Contact team 1",
            "agency": "MPD",
            "resource": "Contact team",
            "people": 4,
            "sent_for": True,
            "assignment": "East wing from E1",
            "contact": "Millbrook 2",
            "qualifications": "Ballistic shield",
            "departed_from": "Millbrook headquarters",
            "travel": "Patrol cars",
        },
    ),
    (
        "perimeter",
        {
            "name": "Millbrook traffic",
            "agency": "MPD",
            "resource": "Patrol cars",
            "people": 3,
            "sent_for": True,
            "assignment": "Perimeter, Ridge Road",
        },
    ),
    (
        "deputies",
        {
            "name": "Deputies Ames and Lark",
            "agency": "TCSO",
            "resource": "Patrol",
            "people": 2,
            "departed_from": "US 40 at mile 6",
            "travel": "Own patrol car",
        },
    ),
)
"""Who has come, from where and in what."""


def arrivals() -> Iterator[Step]:
    i = the_incident()
    for name, fields in _CAME:
        yield said(f"arrived/{name}", w.CheckInResource(incident=i, said_by="Jonas Welk", **fields))
    for agency, people in (("WRFD", 9), ("MPD", 9)):
        yield said(
            f"par/{agency}",
            w.ReportHeadCount(incident=i, agency=agency, people=people, said_by="Unified command"),
        )
