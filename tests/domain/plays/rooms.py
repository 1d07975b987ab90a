"""Rooms under a protective action: reported, reported late, asked anew; people found; what a school never reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.disclosures import Basis, DisclosedField
from dispatch.domain.incident_events import IncidentOpened
from dispatch.domain.matching import Likeness
from dispatch.domain.rooms import (
    Away,
    DayEntrySaid,
    Hurt,
    Named,
    PersonStatus,
    ReportWay,
    RoomPerson,
    RoomState,
    RoomStatus,
    Severity,
    is_settled,
)
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.vocabulary import AlarmKind, TimerKind
from tests.domain.district import ADAM7, ANA, ELLA, MARIA, SUE
from tests.domain.playbook import Playbook, ev, play

CALM = c.ReportRoom(site="GRHS", room="101", status=RoomStatus.ALL_ACCOUNTED)
GONE = c.ReportRoom(site="GRHS", room="102", status=RoomStatus.MISSING, missing=("Ana Diaz", "Bo Reyes"))
ACCOUNTS = c.TakeSrtRole(site="GRHS", role=SrtRole.ACCOUNTABILITY)
"""Whoever holds it reads names, and says what became of people."""
HERE = c.ReportRoom(site="GRHS", room="GYM", status=RoomStatus.EXTRA, extra=("DÍAZ, Ana",))


def named(name: str) -> Protected:
    """A student's name as the log has it."""
    return Protected(name, TextClass.STUDENT)


def room(p: Playbook, code: str) -> RoomState:
    return p.state.rooms[f"GRHS/{code}"]


def people(p: Playbook, code: str) -> dict[str, RoomPerson]:
    return {one.name.value: one for one in room(p, code).people if isinstance(one.name, Protected)}


@play
def a_room_is_asked_while_an_action_is_in_force(p: Playbook) -> None:
    p.when(CALM, by=ANA)
    p.refused("no_action", "site")
    action = p.action("SECURE")
    p.when(replace(CALM, under=action), by=ANA)
    p.then(ev(e.RoomReported, room="101", round=action, status=RoomStatus.ALL_ACCOUNTED, way=ReportWay.OWN))
    assert is_settled(room(p, "101"))
    p.when(replace(CALM, room="ROOF", under=action), by=ANA)
    p.then(ev(e.RoomReported, room="ROOF"), warned="no room ROOF on record")
    p.when(replace(CALM, site="NONE"))
    p.refused("unknown_site", "site")
    p.when(CALM, by=ELLA)
    p.refused("not_found")
    p.when(CALM, by=SYSTEM)
    p.refused("forbidden")


@play
def what_a_report_must_say(p: Playbook) -> None:
    p.action("LOCKDOWN")
    hurt = (Hurt(severity=Severity.RED, count=1),)
    worst = (Hurt(severity=Severity.BLACK, count=1),)
    for wrong, code, field in (
        ({"status": RoomStatus.NO_REPORT}, "nothing_said", "status"),
        ({"status": RoomStatus.MISSING}, "names_or_count", "missing"),
        ({"status": RoomStatus.EXTRA, "missing": ("Bo",)}, "names_or_count", "extra"),
        ({"status": RoomStatus.INJURED}, "count_and_severity", "injured"),
        (
            {"status": RoomStatus.INJURED, "injured": (Hurt(severity=Severity.RED, count=0),)},
            "count_and_severity",
            "injured",
        ),
        ({"status": RoomStatus.INJURED, "injured": (*hurt, *hurt)}, "twice", "injured"),
        ({"status": RoomStatus.INJURED, "injured": worst}, "responders_decide", "injured"),
        ({"missing": ("Bo Reyes",)}, "contradiction", "status"),
        ({"extra_count": 2}, "contradiction", "status"),
    ):
        p.when(replace(CALM, **wrong), by=ANA)
        p.refused(code, field)
    p.when(CALM)
    p.refused("whose_word", "word_of")
    p.when(replace(CALM, way=ReportWay.RADIO), by=ADAM7)
    p.refused("whose_word", "word_of")
    p.when(replace(CALM, way=ReportWay.PHONE, word_of="Ms. Park"))
    p.then(ev(e.RoomReported, way=ReportWay.PHONE, word_of=Protected("Ms. Park")))
    assert room(p, "101").by == "Maria"
    p.when(
        replace(CALM, status=RoomStatus.INJURED, injured=worst, way=ReportWay.IN_PERSON, word_of="Medic 4"),
        by=ADAM7,
    )
    p.then(ev(e.RoomReported, injured=worst))
    p.when(replace(CALM, room="102", status=RoomStatus.MISSING, missing_count=3), by=ANA)
    p.then(ev(e.RoomReported, missing=(), missing_count=3))


@play
def a_threat_and_an_injury_ring_at_the_desk(p: Playbook) -> None:
    p.action("SECURE")
    p.given(replace(CALM, status=RoomStatus.THREAT_HERE), by=ANA)
    p.given(replace(CALM, status=RoomStatus.THREAT_HERE), by=ANA)
    hurt = (Hurt(severity=Severity.YELLOW, count=2),)
    p.given(replace(CALM, room="GYM", status=RoomStatus.INJURED, injured=hurt), by=ANA)
    threat = p.state.alarms["room:GRHS/101:room_threat"]
    assert (threat.alarm_kind, threat.count, threat.site) == (AlarmKind.ROOM_THREAT, 2, "GRHS")
    assert p.state.alarms["room:GRHS/GYM:room_injured"].alarm_kind is AlarmKind.ROOM_INJURED
    p.when(CALM, by=ANA)
    p.then(ev(e.RoomReported))
    assert threat.id in p.state.alarms, "a calmer report does not answer it"
    lockdown = p.action("LOCKDOWN")
    assert threat.id in p.state.alarms, "nor does the order that it led to"
    p.given(c.AcknowledgeAlarm(alarm=threat.id))
    assert threat.id not in p.state.alarms
    p.given(c.EndActionInError(action=lockdown, reason="slip", called_back="Ana"))
    assert not [one for one in p.state.alarms if one.startswith("room:")], "over with the last order"


@play
def the_newest_counts_and_what_waited_is_logged(p: Playbook) -> None:
    secure = p.action("SECURE")
    said_at = p.now
    p.wait(minutes=5)
    p.given(replace(CALM, under=secure), by=ANA)
    p.when(replace(GONE, room="101", under=secure), by=ANA, at=said_at)
    late = p.then(
        ev(e.RoomReportCameLate, status=RoomStatus.MISSING, stands=RoomStatus.ALL_ACCOUNTED),
        warned="It came late: 101 stands as: All accounted for",
    )
    assert room(p, "101").status is RoomStatus.ALL_ACCOUNTED
    assert late.recorded[0].occurred_at == said_at
    lockdown = p.action("LOCKDOWN")
    p.when(replace(CALM, under=secure), by=ANA)
    p.then(ev(e.RoomReportCameLate, stands=RoomStatus.NO_REPORT), warned="came late")
    p.when(CALM, by=ANA, at=p.now - timedelta(minutes=3))
    p.then(ev(e.RoomReportCameLate), warned="came late")
    # A clock that is some seconds slow does not make a report of this order one of the last.
    p.when(replace(CALM, under=lockdown), by=ANA, at=p.now - timedelta(seconds=20))
    p.then(ev(e.RoomReported, round=lockdown))
    p.when(replace(CALM, under="no-such-action"), by=ANA)
    p.then(ev(e.RoomReportCameLate), warned="came late")
    elsewhere = p.action("SECURE", "ELMS")
    p.when(replace(CALM, under=elsewhere))
    p.refused("whose_word", "word_of")
    p.when(replace(CALM, under=elsewhere, way=ReportWay.PHONE, word_of="x"))
    p.refused("not_found")
    p.given(c.EndActionInError(action=lockdown, reason="slip", called_back="Ana"))
    p.wait(seconds=9)
    p.when(replace(CALM, under=lockdown), by=ANA)
    p.then(ev(e.RoomReportCameLate, stands=RoomStatus.ALL_ACCOUNTED), warned="came late")
    p.when(replace(CALM), by=ANA, at=p.now - timedelta(seconds=15))
    p.then(ev(e.RoomReportCameLate), warned="came late")
    p.when(CALM, by=ANA)
    p.refused("no_action", "site")


@play
def a_step_up_asks_anew_and_a_wider_order_goes_on(p: Playbook) -> None:
    hold = p.action("HOLD", zones=("NORTH",))
    p.given(CALM, by=ANA)
    p.action("HOLD")
    assert p.state.accountings["GRHS"].round == hold, "a change of its scope asks nothing new"
    lockdown = p.action("LOCKDOWN")
    asked = p.state.accountings["GRHS"]
    assert (asked.round, asked.action, asked.since) == (lockdown, lockdown, p.now)
    assert room(p, "101").round == hold, "what was known stays, as what was before"
    beside = p.action("SECURE")
    assert p.state.accountings["GRHS"].round == lockdown, "something lesser beside it asks nothing new"
    p.when(CALM, by=ANA)
    p.then(ev(e.RoomReported, round=lockdown))
    assert (room(p, "101").before or asked).round == hold
    p.given(c.EndActionInError(action=lockdown, reason="slip", called_back="Ana"))
    carried = p.state.accountings["GRHS"]
    assert (carried.round, carried.action, carried.ended_at) == (lockdown, beside, None)
    p.given(c.ReleaseAction(action=beside, released_by="Ana Lopez", confirmed_by="Lt. Moreno"))
    assert p.state.accountings["GRHS"].ended_at == p.now
    p.given(c.TakeRoom(site="GRHS", room="201"), by=ANA)
    for _ in range(4):
        p.fall(TimerKind.RETIRE)
    assert not p.state.accountings
    assert list(p.state.rooms) == ["GRHS/201"], "whose device is where stays"


@play
def a_drill_made_real_asks_anew(p: Playbook) -> None:
    drill = p.action("LOCKDOWN", mode=Mode.DRILL)
    p.given(GONE, by=ANA)
    p.given(replace(CALM, status=RoomStatus.THREAT_HERE), by=ANA)
    assert {one.mode for one in p.state.alarms.values() if one.site == "GRHS"} == {"DRILL"}
    p.when(c.MakeReal(action=drill))
    real = p.then(ev(e.ActionEnded), ev(e.ActionStarted), ev(IncidentOpened)).refs["actions"][0]
    assert p.state.accountings["GRHS"].round == real
    assert p.state.matches.get("GRHS") is None or not p.state.matches["GRHS"].proposals


@play
def the_missing_are_matched_and_a_person_confirms(p: Playbook) -> None:
    p.given(ACCOUNTS, by=ANA)
    p.action("EVACUATE")
    p.given(
        c.ListPeople(
            site="GRHS", day="2026-09-14", entries=(DayEntrySaid(name="B. Reyes", away=Away.FIELD_TRIP),)
        )
    )
    p.given(GONE, by=ANA)
    p.given(HERE, by=ANA)
    ana, bo = people(p, "102")["Ana Diaz"], people(p, "102")["Bo Reyes"]
    extra = people(p, "GYM")["DÍAZ, Ana"]
    found = {one.person: one for one in p.state.matches["GRHS"].proposals}
    assert (found[ana.id].match, found[ana.id].other, found[ana.id].likeness) == (
        extra.id,
        "GYM",
        Likeness.SAME,
    )
    assert (found[bo.id].away, found[bo.id].likeness) == (Away.FIELD_TRIP, Likeness.INITIALS)
    assert not is_settled(room(p, "102")), "a proposal is nobody's word"
    confirm = c.SetPersonStatus(
        site="GRHS", room="102", person=ana.id, status=PersonStatus.EXTRA_AT_OTHER_ROOM, match=extra.id
    )
    p.when(confirm)
    p.then(ev(e.PersonStatusSet, person=ana.id, found_in="GYM", other="GYM"))
    assert people(p, "GYM")["DÍAZ, Ana"].match == ana.id
    assert is_settled(room(p, "GYM"))
    p.given(
        replace(confirm, person=bo.id, status=PersonStatus.OFF_SITE_ACTIVITY, match=found[bo.id].match),
        by=ANA,
    )
    assert is_settled(room(p, "102"))
    assert not p.state.matches["GRHS"].proposals
    # Named again the same people keep what was confirmed of them; a room that no longer has her gives her back.
    p.given(replace(GONE, missing=("diaz ana", "Bo Reyes")), by=ANA)
    assert people(p, "102")["Ana Diaz"].status is PersonStatus.EXTRA_AT_OTHER_ROOM
    p.given(replace(HERE, status=RoomStatus.ALL_ACCOUNTED, extra=()), by=ANA)
    assert people(p, "102")["Ana Diaz"].status is PersonStatus.MISSING
    assert not is_settled(room(p, "102"))


@play
def whom_nobody_can_be_said_to_be(p: Playbook) -> None:
    p.action("EVACUATE")
    p.given(GONE, by=ANA)
    p.given(HERE, by=ANA)
    ana, bo = people(p, "102")["Ana Diaz"].id, people(p, "102")["Bo Reyes"].id
    extra = people(p, "GYM")["DÍAZ, Ana"].id
    found = c.SetPersonStatus(site="GRHS", room="102", person=ana, status=PersonStatus.EXTRA_AT_OTHER_ROOM)
    p.when(found)
    p.refused("room_needed", "found_in")
    p.when(replace(found, match="nobody"))
    p.refused("no_such_match", "match")
    p.when(replace(found, match=bo))
    p.refused("same_list", "match")
    p.when(replace(found, person="nobody", found_in="GYM"))
    p.refused("no_such_person", "person")
    p.given(replace(found, match=extra))
    p.when(replace(found, person=bo, match=extra))
    p.refused("matched_already", "match")
    p.given(replace(found, status=PersonStatus.RELEASED_TO_GUARDIAN))
    assert people(p, "GYM")["DÍAZ, Ana"].match is None, "she was not who was thought"
    p.when(found, by=ADAM7)
    p.refused("forbidden")


@play
def a_death_is_recorded_by_command_on_the_word_of_law_enforcement(p: Playbook) -> None:
    p.given(ACCOUNTS, by=ANA)
    p.action("LOCKDOWN")
    p.given(GONE, by=ANA)
    ana = people(p, "102")["Ana Diaz"].id
    dead = c.SetPersonStatus(
        site="GRHS",
        room="102",
        person=ana,
        status=PersonStatus.DECEASED_CONFIRMED_BY_LE,
        confirmed_by="Lt. Moreno",
        confirmed_agency="MPD",
    )
    for by in (MARIA, ANA):
        p.when(dead, by=by)
        p.refused("forbidden")
    p.when(replace(dead, confirmed_by=None), by=SUE)
    p.refused("confirmation_needed", "confirmed_by")
    p.when(replace(dead, confirmed_agency="WRFPD"), by=SUE)
    p.refused("confirmation_needed", "confirmed_by")
    p.when(dead, by=SUE)
    p.then(ev(e.PersonStatusSet, status=PersonStatus.DECEASED_CONFIRMED_BY_LE, confirmed_agency="MPD"))
    person = people(p, "102")["Ana Diaz"]
    assert (person.status, person.told_status) == (
        PersonStatus.DECEASED_CONFIRMED_BY_LE,
        PersonStatus.MISSING,
    )
    p.when(replace(dead, status=PersonStatus.PRESENT), by=ANA)
    p.refused("no_such_person", "person")


@play
def the_list_of_the_day_is_added_to_and_replaced(p: Playbook) -> None:
    trip = DayEntrySaid(name="Cy Wu", away=Away.FIELD_TRIP, note="museum, bus 12")
    p.when(c.ListPeople(site="GRHS", day="2026-09-14", entries=(trip,)), by=ANA)
    p.refused("forbidden")
    p.given(ACCOUNTS, by=ANA)
    p.when(c.ListPeople(site="GRHS", day="2026-09-14", entries=(trip,)), by=ANA)
    p.then(ev(e.PeopleListed, day="2026-09-14", replaces=False))
    p.given(c.ListPeople(site="GRHS", day="2026-09-14", entries=(replace(trip, name="Di Xu"),)), by=ANA)
    assert [one.name for one in p.state.day_lists["GRHS"].entries] == [named("Cy Wu"), named("Di Xu")]
    p.given(c.ListPeople(site="GRHS", day="2026-09-15", entries=(trip,)), by=SYSTEM)
    assert [one.name for one in p.state.day_lists["GRHS"].entries] == [named("Cy Wu")], "one day's list"
    p.given(c.ListPeople(site="GRHS", day="2026-09-15", entries=(), replace=True))
    assert [one.entries for one in p.state.day_lists.values()] == [()]
    p.when(c.ListPeople(site="GRHS", day="2026-09-15", entries=()))
    p.refused("empty", "entries")
    p.when(c.ListPeople(site="GRHS", day="2026-09-15", entries=(trip,)), by=ADAM7)
    p.refused("forbidden")


@play
def whoever_came_after_all_is_struck_and_sought_again(p: Playbook) -> None:
    p.given(ACCOUNTS, by=ANA)
    p.action("EVACUATE")
    p.given(GONE, by=ANA)
    trip = DayEntrySaid(name="Bo Reyes", away=Away.ABSENT)
    p.given(c.ListPeople(site="GRHS", day="2026-09-14", entries=(trip,)), by=ANA)
    (entry,) = p.state.day_lists["GRHS"].entries
    bo = people(p, "102")["Bo Reyes"].id
    absent = PersonStatus.ABSENT_EXCUSED
    p.given(c.SetPersonStatus(site="GRHS", room="102", person=bo, status=absent, match=entry.id), by=ANA)
    strike = c.StrikeFromList(site="GRHS", entry=entry.id)
    p.when(strike, by=ELLA)
    p.refused("not_found")
    p.when(strike, by=ADAM7)
    p.refused("forbidden")
    p.when(strike, by=ANA)
    p.then(ev(e.StruckFromList, day="2026-09-14", entry=entry.id))
    assert not p.state.day_lists["GRHS"].entries
    assert people(p, "102")["Bo Reyes"].status is PersonStatus.MISSING
    assert not p.state.matches["GRHS"].proposals
    p.when(strike)
    p.refused("not_listed", "entry")
    p.given(c.LeaveSrtRole(site="GRHS", role=SrtRole.ACCOUNTABILITY), by=ANA)
    p.when(strike, by=ANA)
    p.refused("forbidden")


@play
def the_lists_of_a_day_come_together_or_not_at_all(p: Playbook) -> None:
    cy = DayEntrySaid(name="Cy Wu", away=Away.ABSENT)
    di = DayEntrySaid(name="Di Xu", away=Away.VISITOR)
    schools = (c.SchoolDay(site="GRHS", entries=(cy,)), c.SchoolDay(site="ELMS", entries=(di, cy)))
    listed = c.ListDay(day="2026-09-14", schools=schools)
    p.when(listed, by=SYSTEM)
    p.then(ev(e.PeopleListed, site="GRHS", replaces=True), ev(e.PeopleListed, site="ELMS", replaces=True))
    ids = [one.id for day in p.state.day_lists.values() for one in day.entries]
    assert len(set(ids)) == 3
    p.given(replace(listed, add=True), by=SYSTEM)
    assert [len(p.state.day_lists[site].entries) for site in ("GRHS", "ELMS")] == [2, 4]
    p.when(replace(listed, schools=(*schools, c.SchoolDay(site="NONE", entries=()))), by=SYSTEM)
    p.refused("unknown_site", "schools")
    p.when(replace(listed, schools=(*schools, schools[0])), by=SYSTEM)
    p.refused("twice", "schools")
    p.when(listed)
    p.refused("forbidden")


@play
def a_device_is_in_one_room(p: Playbook) -> None:
    p.when(c.TakeRoom(site="GRHS", room="101"), by=ANA)
    p.then(ev(e.RoomTaken, room="101"))
    p.when(c.TakeRoom(site="GRHS", room="101"), by=ANA)
    p.then()
    p.given(c.TakeRoom(site="GRHS", room="102"), by=ANA)
    assert not room(p, "101").holders
    assert [one.name for one in room(p, "102").holders] == ["Ana"]
    p.when(c.TakeRoom(site="GRHS", room="102"), by=MARIA)
    p.refused("forbidden")
    p.when(c.TakeRoom(site="ELMS", room="1"), by=ANA)
    p.refused("not_found")


@play
def what_is_shown_outside_is_written_down(p: Playbook) -> None:
    p.given(ACCOUNTS, by=ANA)
    shown = c.RecordDisclosure(
        site="GRHS",
        basis=Basis.HEALTH_OR_SAFETY_EMERGENCY,
        requester="Det. Ruiz",
        agency="MPD",
        fields=(DisclosedField.NAME, DisclosedField.ROOM, DisclosedField.NAME),
        decided_by="Ana Lopez, principal",
        threat="shots reported in the north wing",
    )
    p.when(shown)
    p.then(
        ev(
            e.DisclosureRecorded,
            fields=(DisclosedField.NAME, DisclosedField.ROOM),
            requester=Protected("Det. Ruiz"),
            reason=named("shots reported in the north wing"),
        )
    )
    p.when(replace(shown, threat=None), by=ANA)
    p.refused("threat_needed", "threat")
    p.when(replace(shown, agency="NONE"), by=ANA)
    p.refused("unknown_agency", "agency")
    p.when(replace(shown, basis=Basis.COURT_ORDER, threat=None), by=ANA)
    p.then(ev(e.DisclosureRecorded, basis=Basis.COURT_ORDER))
    p.when(shown, by=ADAM7)
    p.refused("forbidden")


def ids_of(named_people: tuple[Named, ...]) -> list[str]:
    return [one.id for one in named_people]


@play
def two_of_the_same_name_are_two(p: Playbook) -> None:
    p.action("EVACUATE")
    twice = replace(GONE, missing=("Maria Lopez", "Lopez, Maria"))
    p.when(twice, by=ANA)
    first = p.then(ev(e.RoomReported, missing_count=2)).recorded[0].event
    p.when(twice, by=ANA)
    second = p.then(ev(e.RoomReported, missing_count=2)).recorded[0].event
    assert isinstance(first, e.RoomReported)
    assert isinstance(second, e.RoomReported)
    assert len(set(ids_of(first.missing))) == 2
    assert ids_of(first.missing) == ids_of(second.missing)
