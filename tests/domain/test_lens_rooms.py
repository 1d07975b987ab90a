"""Who reads the names of students, who numbers, who nothing; and that a school is shown no death, not even by what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.disclosures import NAMED_PARTS, Basis, DisclosedField, Names, names_for
from dispatch.domain.fold import fold
from dispatch.domain.lens.changes import changes
from dispatch.domain.lens.classes import kind_of
from dispatch.domain.lens.ledger import ledger
from dispatch.domain.lens.lines import audiences, line_of
from dispatch.domain.lens.notice_views import Progress, RoomsReachedView
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.premise import Floor, FloorShape, ShapeKind
from dispatch.domain.receipts import Receipt
from dispatch.domain.room_events import PeopleListed, PersonStatusSet
from dispatch.domain.rooms import Away, DayEntrySaid, Hurt, PersonStatus, ReportWay, RoomStatus, Severity
from dispatch.domain.srt import SrtPerson, SrtSeat, SrtTeam
from tests.domain.district import ANA, GRHS, PEOPLE, SUE
from tests.domain.laws import all_parts
from tests.domain.playbook import Playbook, ev

NAME = "Wilhelmina Quist"
OUTSIDE = {"field", "threat", "incident:1:MPD", "unit:NONE", "", "site:ELMS", "site:ANNEX", "site:FARM"}


@pytest.fixture
def book() -> Playbook:
    p = Playbook.opened()
    call = p.call("FIGHT", "GRHS")
    p.sent(call, "A7")
    p.action("LOCKDOWN")
    p.given(
        c.ReportRoom(
            site="GRHS",
            room="101",
            status=RoomStatus.INJURED,
            missing=(NAME,),
            missing_count=3,
            injured=(Hurt(severity=Severity.RED, count=1),),
            note=f"{NAME} was in the hall",
        ),
        by=ANA,
    )
    p.given(c.TakeSrtRole(site="GRHS", role=SrtRole.ACCOUNTABILITY), by=ANA)
    listed = DayEntrySaid(name=NAME, away=Away.ABSENT, note="flu")
    p.given(c.ListPeople(site="GRHS", day="2026-09-14", entries=(listed,)), by=ANA)
    return p


def shown(p: Playbook, part: str, collection: str) -> list[Any]:
    return list(snapshot(p.state, part).get(collection, []))


def test_names_are_for_the_desk_auditors_and_those_at_the_site_who_need_them(book: Playbook) -> None:
    named = {part for part in all_parts(book.state) if NAME in repr(snapshot(book.state, part))}
    assert named == {"desk", "auditor", "names:GRHS", "room:GRHS/101"}
    assert {kind_of(part) for part in named} == NAMED_PARTS
    (room,) = shown(book, "site:GRHS", "rooms")
    assert (room.missing, room.missing_open, room.people, room.note) == (3, 3, (), None)


def of_school(name: str) -> Actor:
    """Somebody of the school without a role there."""
    return replace(ANA, person=name.lower(), name=name, position=name)


@pytest.mark.parametrize("role", SrtRole)
def test_a_role_of_the_team_reads_names_only_where_it_needs_them(role: SrtRole) -> None:
    p = Playbook.opened()
    bo, cy = of_school("Bo Lind"), of_school("Cy Park")
    p.given(c.TakeSrtRole(site="GRHS", role=role), by=bo)
    needs = role in {SrtRole.INCIDENT_COMMANDER, SrtRole.ACCOUNTABILITY, SrtRole.STUDENT_SUPERVISION}
    assert parts_of_actor(p.state, bo) == (("site:GRHS", "names:GRHS") if needs else ("site:GRHS",))
    assert parts_of_actor(p.state, cy) == ("site:GRHS",)
    listed = c.ListPeople(site="GRHS", day="2026-09-14", entries=(DayEntrySaid(name=NAME, away=Away.ABSENT),))
    p.when(listed, by=bo)
    if needs:
        p.then(ev(PeopleListed))
    else:
        p.refused("forbidden")
    p.given(c.PassSrtRole(site="GRHS", role=role, to="cy  park"), by=bo)
    assert parts_of_actor(p.state, bo) == ("site:GRHS",)
    assert ("names:GRHS" in parts_of_actor(p.state, cy)) == needs


def test_until_somebody_holds_it_a_role_is_its_default_then_its_deputys() -> None:
    p = Playbook.opened()
    bo, cy, di = of_school("Bo Lind"), of_school("Cy Park"), of_school("Di Roy")
    seat = SrtSeat(role=SrtRole.ACCOUNTABILITY, people=(SrtPerson(name="Bo Lind"), SrtPerson(name="Cy Park")))
    other = SrtSeat(role=SrtRole.FAMILY_LIAISON, people=(SrtPerson(name="Di Roy"),))
    p.given(c.DefineRoster(teams=(SrtTeam(site="GRHS", seats=(seat, other)),)), by=SYSTEM)

    def readers() -> list[str]:
        return [one.name for one in (bo, cy, di) if "names:GRHS" in parts_of_actor(p.state, one)]

    assert readers() == ["Bo Lind"]
    p.given(c.MarkSrtAway(site="GRHS", name="Bo Lind"), by=di)
    # Nobody is meant to be in charge. That falls to Di, the highest-ranked there, who has not said so.
    assert readers() == ["Cy Park"]
    for role in (SrtRole.INCIDENT_COMMANDER, SrtRole.ACCOUNTABILITY, SrtRole.STUDENT_SUPERVISION):
        p.given(c.TakeSrtRole(site="GRHS", role=role), by=di)
    assert readers() == ["Di Roy"]


def test_to_say_that_one_is_in_a_room_opens_no_names(book: Playbook) -> None:
    bo = of_school("Bo Lind")
    book.given(c.TakeRoom(site="GRHS", room="101"), by=bo)
    assert parts_of_actor(book.state, bo) == ("site:GRHS",), "Ana gave the report, and the names are not Bo's"
    (person,) = book.state.rooms["GRHS/101"].people
    found = c.SetPersonStatus(site="GRHS", room="101", person=person.id, status=PersonStatus.PRESENT)
    book.when(found, by=bo)
    book.refused("forbidden")
    report = c.ReportRoom(site="GRHS", room="101", status=RoomStatus.MISSING, missing_count=1)
    book.given(report, by=bo)
    assert parts_of_actor(book.state, bo) == ("site:GRHS", "room:GRHS/101")
    assert not shown(book, "room:GRHS/101", "room_names")[0].people, (
        "a report of one's own shows nothing of another's"
    )
    book.given(report, by=of_school("Cy Park"))
    assert parts_of_actor(book.state, bo) == ("site:GRHS",), "who reports after it has the room's names"


def test_a_teacher_reads_what_they_reported_of_their_room_and_says_what_became_of_those(
    book: Playbook,
) -> None:
    bo, cy = of_school("Bo Lind"), of_school("Cy Park")
    p = book
    for who, room, named in ((bo, "101", (NAME,)), (cy, "102", ())):
        report = c.ReportRoom(
            site="GRHS", room=room, status=RoomStatus.MISSING, missing=named, missing_count=1
        )
        p.given(report, by=who)
        assert parts_of_actor(p.state, who) == ("site:GRHS",), "reported from elsewhere"
    p.given(c.TakeRoom(site="GRHS", room="101"), by=bo)
    p.given(c.TakeRoom(site="GRHS", room="102"), by=cy)
    assert parts_of_actor(p.state, bo) == ("site:GRHS", "room:GRHS/101")
    assert parts_of_actor(p.state, cy) == ("site:GRHS", "room:GRHS/102")
    assert shown(p, "room:GRHS/101", "room_names")[0].people[0].name.text == NAME
    assert not shown(p, "room:GRHS/102", "room_names")[0].people
    (person,) = p.state.rooms["GRHS/101"].people
    found = c.SetPersonStatus(site="GRHS", room="101", person=person.id, status=PersonStatus.PRESENT)
    p.when(found, by=cy)
    p.refused("forbidden")
    p.when(found, by=bo)
    p.then(ev(PersonStatusSet))
    court = c.RecordDisclosure(
        site="GRHS", basis=Basis.CONSENT, requester="A", fields=(DisclosedField.NAME,), decided_by="B"
    )
    p.when(court, by=bo)
    p.refused("forbidden")
    p.given(c.TakeRoom(site="GRHS", room="102"), by=bo)
    assert parts_of_actor(p.state, bo) == ("site:GRHS",), (
        "elsewhere now, and of that room another one reported"
    )


def test_a_unit_at_the_site_reads_numbers_and_one_elsewhere_nothing(book: Playbook) -> None:
    (room,) = shown(book, "unit:A7", "rooms")
    assert (room.missing, room.missing_open, room.people, room.note) == (3, 3, (), None)
    assert room.injured == (Hurt(severity=Severity.RED, count=1),)
    assert not shown(book, "unit:A7", "matches")
    assert not shown(book, "unit:A7", "day_lists")
    for part in OUTSIDE | {"unit:A3"}:
        assert not shown(book, part, "rooms"), part
        assert not shown(book, part, "accountings"), part


@pytest.mark.parametrize("actor", PEOPLE, ids=lambda one: one.name)
def test_the_lens_gives_what_the_role_may_have(book: Playbook, actor: Any) -> None:
    kinds = {kind_of(part) for part in parts_of_actor(book.state, actor)}
    may = names_for(actor.role) is Names.NAMES
    assert (may or actor is ANA) == bool(kinds & NAMED_PARTS), "Ana accounts for people"


def test_a_liaison_has_names_only_after_a_disclosure() -> None:
    assert names_for(Role.LIAISON) is Names.AFTER_DISCLOSURE
    assert names_for(Role.SRO) is Names.COUNTS
    assert names_for(Role.SITE_TEAM_MEMBER) is Names.BY_DUTY
    assert names_for(Role.THREAT_TEAM) is Names.NOTHING


def test_no_line_says_a_name_to_who_may_not_read_it(book: Playbook) -> None:
    for one in book.log:
        for part in audiences(book.state, one):
            line = line_of(one, part)
            assert line is not None
            assert NAME not in line.title
            assert NAME not in repr(line) or part in ("desk", "auditor"), (part, line)


def dead(book: Playbook) -> None:
    (person,) = book.state.rooms["GRHS/101"].people
    order = c.SetPersonStatus(
        site="GRHS",
        room="101",
        person=person.id,
        status=PersonStatus.DECEASED_CONFIRMED_BY_LE,
        confirmed_by="Lt. Moreno",
        confirmed_agency="MPD",
    )
    book.given(order, by=SUE)


def test_a_school_is_shown_no_death(book: Playbook) -> None:
    before = book.state
    (seen,) = shown(book, "site:GRHS", "rooms")
    dead(book)
    assert shown(book, "site:GRHS", "rooms") == [seen], "not even by a number that moves"
    folded = fold(before, book.log[-1:])
    told = changes(before, folded.state, folded.touched)
    assert "rooms" not in told["site:GRHS"].upserts if "site:GRHS" in told else True
    assert audiences(book.state, book.log[-1]) == {"desk", "auditor"}
    (room,) = shown(book, "desk", "rooms")
    assert room.people[0].status is PersonStatus.DECEASED_CONFIRMED_BY_LE
    for part in all_parts(book.state):
        held = "DECEASED" in repr(snapshot(book.state, part))
        assert held == (part in ("desk", "auditor")), part


def test_the_worst_of_the_hurt_is_red_to_a_school(book: Playbook) -> None:
    hurt = (Hurt(severity=Severity.BLACK, count=1), Hurt(severity=Severity.RED, count=2))
    order = c.ReportRoom(
        site="GRHS",
        room="102",
        status=RoomStatus.INJURED,
        injured=hurt,
        way=ReportWay.IN_PERSON,
        word_of="Medic 4",
    )
    book.given(order)
    room = next(one for one in shown(book, "site:GRHS", "rooms") if one.room == "102")
    assert room.injured == (Hurt(severity=Severity.RED, count=3),)
    assert not [one for part in OUTSIDE for one in shown(book, part, "rooms")]
    line = line_of(book.log[-1], "site:GRHS")
    assert line is not None
    assert "black" not in line.title.lower()


def test_an_old_report_is_shown_as_what_was_before(book: Playbook) -> None:
    at = book.state.rooms["GRHS/101"].at
    (action,) = book.state.actions
    book.given(c.EndActionInError(action=action, reason="slip", called_back="Ana"))
    book.wait(minutes=2)
    book.action("SECURE")
    (room,) = shown(book, "site:GRHS", "rooms")
    assert (room.status, room.people, room.missing, room.note) == (RoomStatus.NO_REPORT, (), 0, None)
    assert (room.before.status, room.before.at) == (RoomStatus.INJURED, at)


def test_a_disclosure_is_a_line_for_the_desk_auditors_and_the_school(book: Playbook) -> None:
    order = c.RecordDisclosure(
        site="GRHS",
        basis=Basis.COURT_ORDER,
        requester="Det. Ruiz",
        agency="MPD",
        fields=(DisclosedField.NAME,),
        decided_by="Ana Lopez",
    )
    book.given(order)
    assert audiences(book.state, book.log[-1]) == {"desk", "auditor", "site:GRHS"}
    line = line_of(book.log[-1], "desk")
    assert line is not None
    assert line.title == "GRHS: student data shown to MPD (name), court order"


def test_a_report_touches_nothing_but_its_room_and_the_matches() -> None:
    p = Playbook.opened()
    p.action("LOCKDOWN")
    # The first one may be news to whoever commands.
    p.given(c.ReportRoom(site="GRHS", room="102", status=RoomStatus.ALL_ACCOUNTED), by=ANA)
    before = p.state
    p.given(c.ReportRoom(site="GRHS", room="101", status=RoomStatus.ALL_ACCOUNTED), by=ANA)
    folded = fold(before, p.log[-1:])
    assert folded.touched == {("rooms", "GRHS/101")}
    parts = {"desk", "auditor", "site:GRHS", "names:GRHS", "room:GRHS/101"}
    assert set(changes(before, folded.state, folded.touched)) == parts


def test_a_school_sees_the_plan_of_its_own_building_while_an_action_is_in_force() -> None:
    p = Playbook.opened()
    square = FloorShape(shape_kind=ShapeKind.ROOM, code="101", points=(0, 0, 9, 0, 9, 9))
    floor = Floor(building="MAIN", level=1, name="First floor", shapes=(square,))
    p.given(c.DefineRoster(sites=(replace(GRHS, floors=(floor,)),)), by=SYSTEM)
    schools = {f"site:{site}" for site in p.state.sites}
    assert not [one for part in schools for one in shown(p, part, "plans")]
    before = p.state
    action = p.action("SECURE")
    assert [one.floors for one in shown(p, "site:GRHS", "plans")] == [(floor,)]
    others = set(all_parts(p.state)) - {"site:GRHS"}
    assert not [part for part in others if shown(p, part, "plans")]
    started = p.state
    p.given(c.ReleaseAction(action=action, released_by="Ana", confirmed_by="Lt. Moreno"))
    assert not shown(p, "site:GRHS", "plans")
    told = changes(started, p.state, {("accountings", "GRHS")})
    assert told["site:GRHS"].removed == {"plans": ["GRHS"]}
    assert "plans" in changes(before, started, {("accountings", "GRHS")})["site:GRHS"].upserts


def receipt(p: Playbook, actor: Actor, *, painted: bool = True, device: str | None = None) -> Receipt:
    """What a person's device has of the only order."""
    (action,) = p.state.actions
    notice = p.state.notices[f"action:{action}"]
    return Receipt(
        notice=notice.id,
        edition=notice.edition,
        recipient="site:GRHS",
        person=actor.person,
        name=actor.name,
        device=actor.position if device is None else device,
        delivered_at=p.now,
        painted_at=p.now if painted else None,
    )


def reached(p: Playbook, *receipts: Receipt) -> RoomsReachedView:
    """How far the only order is known to have got, room by room."""
    (action,) = p.state.actions
    found = ledger(p.state, p.state.notices[f"action:{action}"], receipts).rooms
    assert found is not None
    return found


def test_a_room_has_it_by_a_screen_there_or_by_its_own_word() -> None:
    p = Playbook.opened()
    bo, cy = replace(ANA, person="bo", name="Bo"), replace(ANA, person="cy", name="Ana Lopez")
    for who, code in ((ANA, "101"), (bo, "102"), (cy, "201")):
        p.given(c.TakeRoom(site="GRHS", room=code), by=who)
    p.action("SECURE")
    assert (reached(p).asked, reached(p).had) == (4, 0)
    told = reached(p, receipt(p, ANA), receipt(p, bo, painted=False), receipt(p, cy, device="at home"))
    assert (told.asked, told.had) == (4, 1)
    assert [(one.room, one.progress, one.at is None) for one in told.without] == [
        ("102", Progress.DELIVERED, False),
        ("201", Progress.NOT_REACHED, True),
        ("GYM", Progress.NOT_REACHED, True),
    ]
    assert [[(person.name, person.phone) for person in one.people] for one in told.without] == [
        [("Bo", None)],
        [("Ana Lopez", "555-0100")],
        [],
    ]
    calm = c.ReportRoom(site="GRHS", room="GYM", status=RoomStatus.ALL_ACCOUNTED)
    p.given(replace(calm, way=ReportWay.IN_PERSON, word_of="Coach"))
    assert reached(p).had == 0, "somebody who walked by is not the room"
    p.given(replace(calm, way=ReportWay.RADIO, word_of="Coach"))
    assert reached(p).had == 1
    p.given(replace(calm, room="102", status=RoomStatus.NOT_OCCUPIED), by=ANA)
    assert (reached(p).asked, reached(p).had, reached(p).empty) == (3, 1, 1)


def test_an_older_edition_or_an_older_answer_is_not_this_order() -> None:
    p = Playbook.opened()
    p.given(c.TakeRoom(site="GRHS", room="101"), by=ANA)
    p.action("SECURE")
    old = receipt(p, ANA)
    assert reached(p, old).had == 1
    assert reached(p, replace(old, edition=old.edition - 1)).had == 0
    (first,) = p.state.actions
    p.given(c.ReportRoom(site="GRHS", room="101", status=RoomStatus.ALL_ACCOUNTED), by=ANA)
    assert reached(p).had == 1
    p.wait(minutes=1)
    p.action("LOCKDOWN")
    second = next(one for one in p.state.actions if one != first)
    found = ledger(p.state, p.state.notices[f"action:{second}"], (old,)).rooms
    assert found is not None
    assert found.had == 0


def test_a_site_without_rooms_and_a_message_have_no_rooms_to_reach() -> None:
    p = Playbook.opened()
    p.action("SECURE", site="ELMS")
    p.given(c.SendMessage(text="Buses wait", sites=("GRHS",), critical=True))
    assert [ledger(p.state, one, ()).rooms for one in p.state.notices.values()] == [None, None]
