"""The data of the field, compared with a second writing of it: a slip of the finger in a table is a wrong call on a bad day."""

from __future__ import annotations

from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES, IncidentType
from dispatch.domain.catalog.protective_actions import (
    ACTIONS,
    NOT_SRP,
    STRATEGIES,
    ActionType,
    EntryMode,
    Hazard,
    ReleaseMethod,
    RoomClear,
)
from dispatch.domain.catalog.sources import PANIC_SOURCES, CallSource
from dispatch.domain.catalog.unit_statuses import (
    CHECKED,
    FREE,
    LEGAL,
    ON_CALL,
    STATUS_INFO,
    UnitStatus,
    is_legal,
)
from dispatch.domain.folds.units import STAMPS

TYPES = """
ACTSHT 1 LOCKDOWN ACTSHOOT | 911 PAT*all-near SRO SUP EM EXEC PIO | ics=3
WEAPON 1 HOLD     WEAPON   | 911 PAT*2 SRO CSO SUP TM | alt=LOCKDOWN
INTRUD 1 LOCKDOWN TRESPASS | 911 PAT*2 SRO CSO SUP |
PANIC  1 -        ALRPANS  | 911 PAT*2 CSO SRO SUP |
OFCEMR 1 SECURE   HLP1     | 911 PAT*all-near SUP |
HOSTAG 1 LOCKDOWN HOSTAGE  | 911 PAT*2 SRO SUP EM EXEC |
SWATNG 1 SECURE   THREATS  | 911 PAT*2 SRO SUP EM |
BOMBTH 1 HOLD     BOMB     | 911 PAT*2 SRO SUP EM TM | alt=EVACUATE
SUSPKG 1 EVACUATE BOMB     | 911 PAT SRO SUP EM |
STAB   1 LOCKDOWN STABBING | 911 PAT*2 SRO SUP |
CARDIA 1 HOLD     CARDIAC  | 911 CSO SRT PAT | prompt
MEDLIF 1 HOLD     RESP     | 911 SRT CSO |
OVERDO 1 HOLD     OD       | 911 SRT CSO SRO | prompt
FIRE   1 EVACUATE FSTRU    | 911 PAT FAC SUP |
GASLK  1 EVACUATE GASLEAKI | 911 PAT FAC SUP EM |
HAZMAT 1 SHELTER  HAZMAT   | 911 PAT FAC EM | hazmat
TORNAD 1 SHELTER  HAZ      | EM SUP | multi tornado
BUSCRA 1 -        MVAINJY  | 911 PAT*2 TRN SUP EM PIO |
MISCHD 1 HOLD     PERMISS  | PAT*2 CSO SRT SRO SUP | need
ABDUCT 1 SECURE   ABDUCTF  | 911 PAT*2 SRO SUP EM |
SUICID 1 HOLD     SUICTHRT | 911 PAT CRT SRO |
POLACT 2 SECURE   ASSIST   | PAT SRO SUP |
ANIMAL 2 SECURE   ANIMAL   | PAT CSO |
FIGHT  2 HOLD     FIGHT    | CSO SRO PAT |
SUSPER 2 -        PERSUSP  | PAT CSO SRO |
THREAT 2 -        THREATS  | TM SRO PAT | case
WELFAR 2 -        WELFARE  | CRT SRO PAT | case
DISTUR 2 HOLD     DISORD   | PAT CSO SRO |
PROTST 2 -        CU2      | PAT SUP PIO EM |
RUNAWY 2 -        RUNAWAY  | PAT CSO SRO |
MEDNON 2 -        SICK     | SRT CSO |
SEXOFF 2 -        SEXOFFNS | SRO SUP | restricted
CHABUS 2 -        ABUSE    | SRO | restricted
OUTAGE 2 -        PUBWKS   | FAC PAT EM |
WXEVNT 3 -        HAZ      | EM | multi
INTALM 2 -        ALRBS    | PAT*2 |
FIRALM 1 EVACUATE ALRF     | 911 PAT FAC |
DOOR   3 -        OPEN     | PAT CSO |
VANDAL 3 -        VANDAL   | PAT |
THEFT  3 -        LARCENY  | CSO PAT |
DRUGS  3 -        DRUGS    | CSO SRO |
TRAFIC 3 -        MVA      | PAT |
CUSTOD 3 -        CUST     | PAT SRO |
ESCORT 4 -        STDBY    | PAT |
PATROL 4 -        INVEST   | PAT |
EVENTS 4 -        STDBY    | PAT CSO |
DRILL  4 -        NCRTESTF |  | DRILL
INFO   5 -        INFO     |  |
RADCHK 5 -        NCRNDE   |  | TEST
"""
"""Code, priority, suggested action, APCO common code | resources | marks."""

STATUSES = """
OFF NotAvailable OffDuty |
LOG NotAvailable OnDuty |
AV  Available InService | 10-8
AP  Available Post |
BC  ConditionallyAvailable ResponderInitiatedEvent |
DP  NotAvailable Dispatched |
AK  NotAvailable AcknowledgedTransmission | 10-4
ER  NotAvailable EnRoute | 10-76
SG  NotAvailable Staging |
OS  NotAvailable OnScene | 10-23 / 10-97
AI  NotAvailable OnScene PatientContact |
TR  NotAvailable Transporting |
AH  NotAvailable Hospital |
IV  ConditionallyAvailable Investigation |
RW  ConditionallyAvailable Station |
ML  ConditionallyAvailable Meal | 10-7M
MT  ConditionallyAvailable Training |
CT  NotAvailable Court |
OO  NotAvailable OutofService | 10-7
EM  NotAvailable |
"""
"""Code, EIDO primary and secondary statuses | ten-code."""

TRANSITIONS = """
OFF LOG
LOG AV AP OO OFF
AV  AP BC DP ER OS ML MT CT OO RW IV LOG
AP  AV BC DP ER OS ML MT OO LOG
BC  AV AP DP ER OS
DP  AK ER OS AV
AK  ER OS SG AV
ER  SG OS AV DP
SG  ER OS AV
OS  AI TR IV RW AV AP
AI  OS TR AV
TR  AH OS AV
AH  AV RW TR
IV  AV RW DP
RW  AV DP IV
ML  AV DP
MT  AV DP
CT  AV
OO  AV LOG OFF
EM  OS AV
"""
"""From, to; besides these, anything may become EM."""

DISPOSITION_CODES = """
RPT/01 NRPT/02 ARR/03 CIT/04 PHONE/05 ATL/06 FOLLOW/08 CANC/10
INFO/13 GOA/14 REFER/15 ESC/16 FA/17 CONT/18 SECUR/20 DUP/22
MEDTX/45 MEDREF/42 MEDREL/43 TCASE/15 UNFND/02 ACCID/17 DRILL/13
"""

SOURCES = """
PHONE_DISTRICT_EMERGENCY_LINE PHONE_ADMIN PSAP_TRANSFER PSAP_CALLDOWN RADIO
PANIC_WEARABLE PANIC_APP PANIC_FIXED ALARM_INTRUSION ALARM_FIRE
ALARM_DOOR CAMERA_ANALYTIC SAFE2TELL EMAIL_OR_WEB_REPORT WALK_IN
OFFICER_INITIATED SCHEDULED WEATHER_ALERT PARENT OTHER_AGENCY
AUTOMATED_CAD_LINK
"""

PHRASES = {
    "HOLD": (
        "Hold",
        "In Your Room or Area. Clear the Halls.",
        "Hold in your room or area. Clear the halls.",
        "The Hold is released. All clear.",
    ),
    "SECURE": (
        "Secure",
        "Get Inside. Lock Outside Doors.",
        "Secure! Get inside. Lock outside doors.",
        "The Secure is released. All clear.",
    ),
    "LOCKDOWN": (
        "Lockdown",
        "Locks, Lights, Out of Sight.",
        "Lockdown! Locks, Lights, Out of Sight!",
        None,
    ),
    "EVACUATE": ("Evacuate", "To a Location", "Evacuate! To {location}.", None),
    "SHELTER": (
        "Shelter",
        "State the Hazard and Safety Strategy",
        "Shelter! For {hazard}. {strategy}.",
        "The Shelter is released. All clear.",
    ),
}
"""Terms of art, to the letter: term, directive, what is read out to start it and to release it."""


def rows(table: str) -> list[str]:
    return [line.rstrip() for line in table.strip().splitlines()]


def type_row(one: IncidentType) -> str:
    marks = [
        f"ics={one.ics_type}" if one.ics_type else "",
        f"alt={one.alt_action}" if one.alt_action else "",
        "restricted" if one.restricted else "",
        "case" if one.opens_case else "",
        "multi" if one.multi_site else "",
        one.mode or "",
        one.hazard or "",
        "prompt" if one.prompt else "",
        "need" if one.age_or_need else "",
    ]
    head = f"{one.code:6} {one.priority} {one.action or '-':8} {one.apco:8} |"
    return f"{head} {' '.join(one.units)} | {' '.join(filter(None, marks))}".rstrip()


def test_incident_types() -> None:
    wanted = {row.split()[0]: sorted(row.split()) for row in rows(TYPES)}
    assert {code: sorted(type_row(one).split()) for code, one in INCIDENT_TYPES.items()} == wanted
    units = {row.split()[0]: row.split("|")[1].strip() for row in rows(TYPES)}
    assert {code: " ".join(one.units) for code, one in INCIDENT_TYPES.items()} == units
    labels = [one.label for one in INCIDENT_TYPES.values()]
    assert len(set(labels)) == len(labels)
    assert all(one.code == code and one.family for code, one in INCIDENT_TYPES.items())


def test_unit_statuses() -> None:
    found = [
        f"{status:3} {' '.join((info.primary, *info.secondary))} | {info.ten_code or ''}".rstrip()
        for status, info in STATUS_INFO.items()
    ]
    assert found == rows(STATUSES)
    assert list(STATUS_INFO) == list(UnitStatus)
    assert {info.group for info in STATUS_INFO.values()} == {
        "AVL",
        "DSP",
        "ENR",
        "ONS",
        "TRN",
        "BSY",
        "OOS",
        "EMG",
    }
    assert set(STAMPS) == ON_CALL
    assert {"OS", "AI", "BC"} == CHECKED
    assert {"AV", "AP"} == FREE


def test_every_change_of_status_is_legal_or_not_as_the_table_says() -> None:
    legal = {row.split()[0]: set(row.split()[1:]) for row in rows(TRANSITIONS)}
    assert set(legal) == set(UnitStatus)
    for old in UnitStatus:
        assert LEGAL[old] == legal[old]
        for new in UnitStatus:
            assert is_legal(old, new) == (new == "EM" or new is old or new in legal[old]), (old, new)


def test_dispositions() -> None:
    wanted = [tuple(one.split("/")) for one in DISPOSITION_CODES.split()]
    assert [(one.code, one.apco) for one in DISPOSITIONS.values()] == wanted
    assert all(one.code == code and one.label for code, one in DISPOSITIONS.items())


def test_call_sources() -> None:
    assert [str(one) for one in CallSource] == SOURCES.split()
    assert {"PANIC_WEARABLE", "PANIC_APP", "PANIC_FIXED"} == PANIC_SOURCES


def test_the_words_of_the_protective_actions() -> None:
    found = {
        str(kind): (info.term, info.directive, info.start_phrase, info.release_phrase)
        for kind, info in ACTIONS.items()
    }
    assert found == PHRASES
    assert [str(kind) for kind in ActionType] == list(PHRASES)


def test_the_ways_of_the_protective_actions() -> None:
    room_by_room = [
        kind for kind, info in ACTIONS.items() if info.release_method is ReleaseMethod.ROOM_BY_ROOM
    ]
    assert room_by_room == [ActionType.LOCKDOWN]
    assert max(ACTIONS, key=lambda kind: ACTIONS[kind].rank) is ActionType.LOCKDOWN
    assert (
        len({info.rank for info in ACTIONS.values()}) == len({info.letter for info in ACTIONS.values()}) == 5
    )
    assert STRATEGIES == {
        Hazard.TORNADO: "Evacuate to shelter area",
        Hazard.HAZMAT: "Seal the room",
        Hazard.EARTHQUAKE: "Drop, cover and hold",
        Hazard.TSUNAMI: "Get to high ground",
    }
    hazards = "tornado hazmat earthquake tsunami severe_wind hail wildfire_smoke other"
    assert [str(one) for one in Hazard] == hazards.split()
    assert [str(one) for one in EntryMode] == ["no_entry_no_exit", "monitored_entry", "controlled_release"]
    clear = (
        "NOT_REACHED CLEARING CLEARED_OCCUPIED CLEARED_EMPTY RELEASED HOLD_FOR_EMS EVIDENCE_HOLD INACCESSIBLE"
    )
    assert [str(one) for one in RoomClear] == clear.split()
    assert set(NOT_SRP.values()) == {"SECURE"}
    assert not set(NOT_SRP) & {info.term.upper() for info in ACTIONS.values()}
