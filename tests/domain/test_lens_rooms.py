"""Who reads the names of students, who numbers, who nothing; and that a school is shown no death, not even by what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from dispatch.domain import commands as c
from dispatch.domain.actor import Role
from dispatch.domain.disclosures import NAMED_PARTS, Basis, DisclosedField, Names, names_for
from dispatch.domain.fold import fold
from dispatch.domain.lens.changes import changes
from dispatch.domain.lens.classes import kind_of
from dispatch.domain.lens.lines import audiences, line_of
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.rooms import Away, DayEntrySaid, Hurt, PersonStatus, ReportWay, RoomStatus, Severity
from tests.domain.district import ANA, PEOPLE, SUE
from tests.domain.laws import all_parts
from tests.domain.playbook import Playbook

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
    listed = DayEntrySaid(name=NAME, away=Away.ABSENT, note="flu")
    p.given(c.ListPeople(site="GRHS", day="2026-09-14", entries=(listed,)), by=ANA)
    return p


def shown(p: Playbook, part: str, collection: str) -> list[Any]:
    return list(snapshot(p.state, part).get(collection, []))


def test_names_are_for_the_desk_auditors_and_the_sites_own_team(book: Playbook) -> None:
    named = {part for part in all_parts(book.state) if NAME in repr(snapshot(book.state, part))}
    assert named == {"desk", "auditor", "site:GRHS"}
    assert {kind_of(part) for part in named} == NAMED_PARTS


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
    assert may == bool(kinds & NAMED_PARTS)


def test_a_liaison_has_names_only_after_a_disclosure() -> None:
    assert names_for(Role.LIAISON) is Names.AFTER_DISCLOSURE
    assert names_for(Role.SRO) is Names.COUNTS
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
    before = p.state
    p.given(c.ReportRoom(site="GRHS", room="101", status=RoomStatus.ALL_ACCOUNTED), by=ANA)
    folded = fold(before, p.log[-1:])
    assert folded.touched == {("rooms", "GRHS/101")}
    assert set(changes(before, folded.state, folded.touched)) == {"desk", "auditor", "site:GRHS"}
