"""Every kind of event of the vocabulary, each in a small scenario of its own: what is given for it, by whom, and what the log says then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from dispatch.desk.desk import Desk
from dispatch.domain import events as e
from dispatch.domain.actor import Role
from dispatch.domain.lens.lines import audiences
from dispatch.domain.record import Recorded
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.vocabulary import LineSource
from dispatch.links.play import Pace, Summary, read, run
from dispatch.links.play.mapping import MAKERS
from dispatch.links.play.summary import told_time
from dispatch.links.play.vocabulary import KEYS
from dispatch.log.codec import decode
from dispatch.log.rows import StoredEvent
from dispatch.log.store import LogStore
from tests.links.node import CLOCK, LOG, node, node_in_memory
from tests.pg import Database

CALL = "by: dispatcher, do: call_created, type: FIGHT, site: GRHS"
LOCKDOWN = "by: dispatcher, do: action_start, action: LOCKDOWN, site: GRHS"
COMMAND = "by: principal, do: command_establish, site: GRHS, ic: Principal Vance, agency: PMSD, text: Office"
SECURE = "by: dispatcher, do: action_start, action: SECURE, site: GRHS"


@dataclass(frozen=True)
class Case:
    """Events, of which the last is looked at: the kinds of events that it put into the log, and its marked entries."""

    events: Sequence[str]
    log: tuple[str, ...] = ("LineWritten",)
    entry: str | None = None
    text_class: TextClass = TextClass.OPERATIONAL
    by: Role = Role.DISPATCHER
    others: tuple[Role, ...] = ()
    """Who else gave a part of it."""
    team: str | None = None
    """What the threat team wrote of it, for itself alone."""


def entry(
    text: str,
    *events: str,
    text_class: TextClass = TextClass.OPERATIONAL,
    by: Role = Role.DISPATCHER,
    team: str | None = None,
) -> Case:
    if team is None:
        return Case(events, entry=text, text_class=text_class, by=by)
    told = ("LineWritten", "LineWritten")
    return Case(events, told, entry=text, by=by, others=(Role.THREAT_TEAM,), team=team)


STUDENT, MEDICAL = TextClass.STUDENT, TextClass.MEDICAL
CASES: dict[str, Case] = {
    # Calls.
    "call_received": entry(
        "[CALL RECEIVED · parent] source: PARENT. Is he safe",
        "by: parent, do: call_received, source: PARENT, text: Is he safe",
    ),
    "call_received for a call": Case(
        (CALL, "by: parent, do: call_received, source: PARENT, text: Is he safe"), ("ReportAdded",)
    ),
    "call_created": Case((CALL,), ("CallCreated",)),
    "call_updated": Case((CALL, "by: dispatcher, do: call_updated, pri: 1"), ("CallUpdated",)),
    "call_updated in words": entry(
        "[CALL UPDATE · PSAP] In custody", CALL, "by: psap, do: call_updated, text: In custody"
    ),
    "call_linked": Case((CALL, CALL, "by: dispatcher, do: call_linked"), ("CallsLinked",)),
    "call_linked by number only": entry(
        "[CALLS LINKED] Fourteen calls", CALL, "by: dispatcher, do: call_linked, text: Fourteen calls"
    ),
    "call_closed": Case((CALL, "by: dispatcher, do: call_closed, disposition: RPT"), ("CallClosed",)),
    "alarm": entry(
        "[ALARM · system] source: ALARM FIRE. Panel, zone 3",
        'by: system, do: alarm, source: ALARM_FIRE, text: "Panel, zone 3", site: GRHS',
    ),
    "tip_received": entry(
        "[REPORT RECEIVED · watch center] source: SAFE2TELL. id S2T-118204; its text stays where it came from",
        "by: watch_center, do: tip_received, source: SAFE2TELL, text: S2T-118204 a boy named Sue",
        team="[REPORT RECEIVED · watch center] source: SAFE2TELL. id S2T-118204; its text stays where it came from",
    ),
    "tip_received from our own page": entry(
        "[REPORT RECEIVED · student] source: EMAIL OR WEB REPORT. a boy named Sue",
        "by: student, do: tip_received, source: EMAIL_OR_WEB_REPORT, text: a boy named Sue",
        text_class=STUDENT,
    ),
    "weather_alert": entry(
        "[WEATHER ALERT · National Weather Service] Tornado warning",
        "by: nws, do: weather_alert, text: Tornado warning",
    ),
    "psap_notify": Case((CALL, "by: dispatcher, do: psap_notify, agency: TAMCOM"), ("PsapNotified",)),
    "psap_notify before its call": Case(
        ("by: dispatcher, do: psap_notify, agency: TAMCOM", CALL), ("CallCreated", "PsapNotified")
    ),
    "psap_notify before a call": entry(
        "[PSAP NOTIFIED] agency: TAMCOM", "by: dispatcher, do: psap_notify, agency: TAMCOM"
    ),
    # Units.
    "dispatch": Case((CALL, "by: dispatcher, do: dispatch, units: [A9]"), ("UnitAssigned",)),
    "unit_status": Case(
        ("by: patrol, do: unit_status, unit: A9, status: OO",), ("UnitStatusChanged",), by=Role.PATROL_OFFICER
    ),
    "unit_status of another agency": entry(
        "[UNIT STATUS · law-enforcement officer] agency: MPD, status: OS. Two cars",
        "by: le_officer, do: unit_status, agency: MPD, status: OS, text: Two cars",
    ),
    "radio": Case(
        ("by: patrol, do: radio, unit: A9, to: Mesa, channel: D1, text: On foot",), by=Role.PATROL_OFFICER
    ),
    "status_check": Case(
        (
            CALL,
            "by: dispatcher, do: dispatch, units: [A9]",
            "by: patrol, do: unit_status, unit: A9, status: OS",
            "by: patrol, do: status_check, unit: A9, text: All well",
        ),
        ("CheckReset", "LineWritten"),
        by=Role.PATROL_OFFICER,
    ),
    "status_check of all": entry(
        "[STATUS CHECK] All well", "by: dispatcher, do: status_check, text: All well"
    ),
    "emergency": Case(
        ("by: patrol, do: emergency, unit: A9",),
        ("CallCreated", "EmergencyDeclared", "TrafficHeld"),
        by=Role.PATROL_OFFICER,
    ),
    "par of a call": Case(
        (
            CALL,
            "by: dispatcher, do: dispatch, units: [A9, A3]",
            "by: dispatcher, do: par, units: [A9, A3]",
        ),
        ("RollCallStarted", "RollCallAnswered", "RollCallAnswered"),
    ),
    "par": entry(
        "[PAR] units: A3, A9. Both answer", "by: dispatcher, do: par, units: [A3, A9], text: Both answer"
    ),
    "check_in": entry(
        "[CHECK-IN · crisis response team] Counsellor", "by: crt, do: check_in, text: Counsellor"
    ),
    "resource_request": entry(
        "[RESOURCE REQUEST · emergency manager] 28 buses", "by: em, do: resource_request, text: 28 buses"
    ),
    "staging": entry(
        "[STAGING · fire commander] South lot", "by: fire_ic, do: staging, text: South lot, site: GRHS"
    ),
    "bolo": Case(("by: dispatcher, do: bolo, text: Purple jacket",), ("BoloIssued",)),
    # Protective actions.
    "panic_alert": Case(
        ('by: teacher, do: panic_alert, site: LKES, room: "12"',),
        ("CallCreated", "PanicRaised", "ActionStarted", "IncidentOpened"),
        by=Role.SITE_TEAM_MEMBER,
    ),
    "action_start": Case((LOCKDOWN,), ("ActionStarted", "IncidentOpened")),
    "action_heard": Case(
        (LOCKDOWN, "by: principal, do: action_heard, site: GRHS"),
        ("ActionAnnounced",),
        by=Role.SITE_TEAM_MEMBER,
    ),
    "action_change": Case(
        (
            SECURE,
            "by: dispatcher, do: action_change, action: SECURE, site: GRHS, params: {entry_mode: monitored_entry}",
        ),
        ("ActionChanged",),
    ),
    "action_release": Case(
        (SECURE, "by: principal, do: action_release, action: SECURE, site: GRHS, confirmed_by: Lt. Moreno"),
        ("ActionEnded",),
        by=Role.SITE_TEAM_MEMBER,
    ),
    "room_status": entry(
        "[ROOM STATUS] room: 118, state: ALL ACCOUNTED",
        'by: principal, do: room_status, site: GRHS, room: "118", state: ALL_ACCOUNTED',
        by=Role.SITE_TEAM_MEMBER,
    ),
    "room_status of the injured": entry(
        "[ROOM STATUS · principal] room: 118, state: INJURED. One arm",
        'by: principal, do: room_status, site: GRHS, room: "118", state: INJURED, text: One arm',
        text_class=MEDICAL,
    ),
    "room_status of the missing": entry(
        "[ROOM STATUS · teacher] room: 118, state: MISSING. Sue",
        'by: teacher, do: room_status, site: GRHS, room: "118", state: MISSING, text: Sue',
        text_class=STUDENT,
    ),
    "room_status under an action": Case(
        (SECURE, 'by: principal, do: room_status, site: GRHS, room: "118", state: ALL_ACCOUNTED'),
        ("RoomReported",),
        by=Role.SITE_TEAM_MEMBER,
    ),
    "room_status of a number missing": Case(
        (SECURE, 'by: teacher, do: room_status, site: GRHS, room: "118", state: MISSING, text: Two of mine'),
        ("RoomReported", "LineWritten"),
        by=Role.SITE_TEAM_MEMBER,
        others=(Role.DISPATCHER,),
        entry="[ROOM STATUS · teacher] room: 118, state: MISSING. Two of mine",
        text_class=STUDENT,
    ),
    "room_status of a number hurt": Case(
        (
            SECURE,
            "by: principal, do: room_status, site: GRHS, room: Gym, state: INJURED, text: One bruised arm",
        ),
        ("RoomReported", "LineWritten"),
        by=Role.SITE_TEAM_MEMBER,
        others=(Role.DISPATCHER,),
        entry="[ROOM STATUS · principal] room: Gym, state: INJURED. One bruised arm",
        text_class=MEDICAL,
    ),
    "room_status of the missing without a number": Case(
        (SECURE, 'by: teacher, do: room_status, site: GRHS, room: "118", state: MISSING, text: Sue'),
        ("LineWritten",),
        entry="[ROOM STATUS · teacher] room: 118, state: MISSING. Sue",
        text_class=STUDENT,
    ),
    "room_status of a threat": Case(
        (SECURE, 'by: custodian, do: room_status, site: GRHS, room: "118", state: THREAT_HERE'),
        ("RoomReported",),
        by=Role.SITE_TEAM_MEMBER,
    ),
    "room_status at a door": Case(
        (
            LOCKDOWN,
            "by: le_officer, do: action_release, action: LOCKDOWN, site: GRHS, method: room_by_room",
            'by: le_officer, do: room_status, site: GRHS, room: "201", state: RELEASED, text: All well',
        ),
        ("RoomMarked", "LineWritten"),
        entry="[ROOM STATUS · law-enforcement officer] room: 201, state: RELEASED. All well",
    ),
    # People.
    "accountability": entry(
        "[ACCOUNTABILITY] 23 rooms",
        "by: principal, do: accountability, site: GRHS, text: 23 rooms",
        by=Role.SITE_TEAM_MEMBER,
    ),
    "person_match": entry(
        "[PERSON MATCHED · system] Early checkout",
        "by: system, do: person_match, text: Early checkout",
        text_class=STUDENT,
    ),
    "student_release": entry(
        "[STUDENT RELEASED · reunification director] To his mother",
        "by: reunif_director, do: student_release, text: To his mother",
        text_class=STUDENT,
    ),
    "student_hold": entry(
        "[STUDENT HELD · reunification director] Custody flag",
        "by: reunif_director, do: student_hold, text: Custody flag",
        text_class=STUDENT,
    ),
    "patient": entry(
        "[PATIENT · nurse] severity: GREEN minor. Nose",
        "by: nurse, do: patient, severity: GREEN_minor, text: Nose",
        text_class=MEDICAL,
    ),
    "benchmark": entry(
        "[BENCHMARK · law-enforcement commander] name: primary search",
        "by: le_ic, do: benchmark, name: primary_search",
    ),
    "benchmark of a patient": entry(
        "[BENCHMARK · EMS] name: patient transported",
        "by: ems, do: benchmark, name: patient_transported",
        text_class=MEDICAL,
    ),
    "reunif_state": entry(
        "[REUNIFICATION · emergency manager] state: READY",
        "by: em, do: reunif_state, site: FTFH, state: READY",
    ),
    # Command.
    "command_establish": Case(
        (CALL, COMMAND),
        ("SrtRoleTaken", "IncidentOpened", "CommandEstablished"),
        by=Role.SITE_TEAM_MEMBER,
        others=(Role.DISPATCHER,),
    ),
    "command_transfer": Case(
        (
            CALL,
            COMMAND,
            "by: le_ic, do: command_transfer, from: Principal Vance, to: Lt. Moreno, agency: MPD",
        ),
        ("TransferOffered", "TransferConfirmed", "TransferConfirmed", "CommandTransferred"),
    ),
    "uc_form of an incident": Case(
        (
            CALL,
            COMMAND,
            'by: dispatcher, do: uc_form, members: [PMSD Principal Vance, "WRFD BC Lund"], icp: South lot',
        ),
        ("UnifiedMemberAdded", "UnifiedMemberAdded", "UnifiedFormed", "CommandPlanned"),
    ),
    "uc_join of an incident": Case(
        (CALL, COMMAND, "by: fire_ic, do: uc_join, member: BC Lund, agency: WRFD"),
        ("UnifiedMemberAdded", "UnifiedMemberAdded"),
    ),
    "objective of an incident": Case(
        (CALL, COMMAND, 'by: le_ic, do: objective, text: "1 find, 2 treat"'), ("ObjectiveSet", "ObjectiveSet")
    ),
    "check_in of an incident": Case(
        (CALL, COMMAND, "by: crt, do: check_in, text: Counsellor"), ("ResourceCheckedIn",)
    ),
    "staging of an incident": Case(
        (CALL, COMMAND, "by: fire_ic, do: staging, text: South lot, site: GRHS"),
        ("FunctionAssigned", "LineWritten"),
        entry="[STAGING · fire commander] South lot",
    ),
    "benchmark of an incident": Case(
        (CALL, COMMAND, "by: le_ic, do: benchmark, name: contained"), ("BenchmarkReached",)
    ),
    "benchmark of an incident that has no mark": Case(
        (CALL, COMMAND, "by: le_ic, do: benchmark, name: primary_search"),
        entry="[BENCHMARK · law-enforcement commander] name: primary search",
    ),
    "decision of an incident": Case(
        (CALL, COMMAND, "by: le_ic, do: decision, text: Begin the room-by-room release"), ("DecisionMade",)
    ),
    "patient of an incident": Case(
        (CALL, COMMAND, "by: nurse, do: patient, severity: GREEN_minor, text: Nose"),
        ("PatientsCounted", "LineWritten"),
        entry="[PATIENT · nurse] severity: GREEN minor. Nose",
        text_class=MEDICAL,
    ),
    "resource_request of an incident": Case(
        (CALL, COMMAND, "by: em, do: resource_request, text: 28 buses"), ("ResourceRequested",)
    ),
    "command_transfer of nothing": entry(
        "[COMMAND TRANSFERRED · law-enforcement commander] from: Vance, to: Moreno, agency: MPD",
        "by: le_ic, do: command_transfer, from: Vance, to: Moreno, agency: MPD",
    ),
    "uc_form": entry(
        "[UNIFIED COMMAND FORMED] members: MPD Moreno, PMSD Castro, icp: South lot",
        "by: dispatcher, do: uc_form, members: [MPD Moreno, PMSD Castro], icp: South lot",
    ),
    "uc_join": entry(
        "[UNIFIED COMMAND JOINED · fire commander] member: BC Lund, agency: WRFD",
        "by: fire_ic, do: uc_join, member: BC Lund, agency: WRFD",
    ),
    "objective": entry(
        "[OBJECTIVES · law-enforcement commander] 1 find", "by: le_ic, do: objective, text: 1 find"
    ),
    "decision": entry(
        "[DECISION] Secure GRHS too",
        "by: supervisor, do: decision, text: Secure GRHS too",
        by=Role.SUPERVISOR,
    ),
    "message_out": entry(
        "[MESSAGE OUT · public information officer] audience: families, sites: GRHS, LKES. All safe",
        "by: pio, do: message_out, audience: families, sites: [GRHS, LKES], text: All safe",
    ),
    "message_out to staff": Case(
        ("by: pio, do: message_out, audience: staff, sites: [GRHS, LKES], text: Doors stay locked",),
        ("MessageSent",),
    ),
    "message_out to a group": Case(
        ("by: supervisor, do: message_out, audience: patrol, text: Hail at noon",),
        ("MessageSent",),
        by=Role.SUPERVISOR,
    ),
    "message_out to everybody": Case(
        ("by: dispatcher, do: message_out, audience: all, text: Stay off the air",), ("MessageSent",)
    ),
    # Threat.
    "case_open": entry(
        "[THREAT CASE OPENED] what it says is for the threat team",
        "by: dispatcher, do: case_open, level: CONCERN, text: Sue said",
        team="[THREAT CASE OPENED · dispatcher] level: CONCERN. Sue said",
    ),
    "case_update": entry(
        "[THREAT CASE UPDATE · threat manager] what it says is for the threat team",
        "by: tm, do: case_update, text: Sue said",
        team="[THREAT CASE UPDATE] Sue said",
    ),
    # What is said.
    "radio with a photo": Case(
        (CALL, "by: patrol, do: radio, unit: A9, text: Look, photo: East doors"),
        ("LineWritten", "FileAttached"),
        by=Role.PATROL_OFFICER,
        others=(Role.DISPATCHER,),
    ),
    "log": Case(("by: patrol, do: log, unit: A9, text: Quiet dismissal",), by=Role.PATROL_OFFICER),
    "system_event": entry(
        "[SYSTEM · system] Gateway is back", "by: system, do: system_event, text: Gateway is back"
    ),
}


def scenario(events: Sequence[str]) -> bytes:
    rows = "".join(f"  - {{t: {at}, {one}}}\n" for at, one in enumerate(events))
    return f"---\nid: X\nmode: ACTUAL\nsites: [GRHS]\nevents:\n{rows}".encode()


async def played(desk: Desk, events: Sequence[str]) -> tuple[Summary, int]:
    """Play them; and the number of the log's last event before the last of them."""
    told: list[tuple[str, int]] = []
    start, last = desk.head.seq, f"  {told_time(len(events) - 1)}  "
    summary = await run(
        desk,
        read(scenario(events), "X"),
        CLOCK,
        Pace(CLOCK, 0),
        lambda line: told.append((line, desk.head.seq)),
    )
    first = next(at for at, (line, _) in enumerate(told) if line.startswith(last))
    return summary, told[first - 1][1] if first else start


async def logged(store: LogStore, after: int) -> list[Recorded]:
    return [decode(one) for one in await store.read(LOG, after, 10_000)]


def test_every_kind_has_a_case() -> None:
    assert {name.split()[0] for name in CASES} == set(KEYS) == set(MAKERS)


WITH_FILES = "radio with a photo"
"""A file has tables of its own: this case has a database."""


@pytest.mark.parametrize("name", [name for name in CASES if name != WITH_FILES])
async def test_what_is_given_for_a_kind(
    demo_events: Sequence[StoredEvent], tmp_path: Path, name: str
) -> None:
    async with node_in_memory(demo_events, tmp_path) as (desk, store):
        await look(desk, store, CASES[name])


async def test_what_is_given_for_a_photo(demo_database: Database, tmp_path: Path) -> None:
    async with (
        LogStore(demo_database.app_dsn, node="reader") as store,
        node(demo_database, tmp_path) as desk,
    ):
        await look(desk, store, CASES[WITH_FILES])


async def look(desk: Desk, store: LogStore, case: Case) -> None:
    """Play it and look at what its last event put into the log."""
    summary, before = await played(desk, case.events)
    assert summary.refused == []
    assert summary.events == len(case.events) == len(summary.scenario.moments)
    last = await logged(store, before)
    assert tuple(one.event.kind for one in last) == case.log
    assert {one.actor.role for one in last} <= {case.by, *case.others}
    assert last[0].actor.role is case.by
    lines = [one.event for one in last if isinstance(one.event, e.LineWritten)]
    if case.entry is None:
        assert summary.as_commands >= 1
        return
    line, *team = lines
    assert line.text == Protected(case.entry, case.text_class)
    assert line.source is LineSource.NOTE
    assert summary.entries >= 1
    told = None if case.team is None else Protected(case.team, TextClass.THREAT)
    assert [one.text for one in team] == ([told] if told else [])
    if told:
        assert audiences(desk.state, last[1]) == {"threat"}
