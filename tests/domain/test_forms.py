"""What stands in the blocks of an incident's forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision_records import FactKind
from dispatch.domain.events import TimerFell
from dispatch.domain.forms.catalog import CODES, Asked, made
from dispatch.domain.forms.matter import Copy, Matter
from dispatch.domain.forms.organisation import holders
from dispatch.domain.forms.positions import COMMAND, acted, position
from dispatch.domain.forms.remembered import remembered
from dispatch.domain.forms.sheet import (
    COLUMNS,
    TEXT_MAX,
    Chart,
    Drawn,
    Sheet,
    Sketch,
    Table,
    Text,
    marks_in,
    plain,
)
from dispatch.domain.incident_work import CheckInStatus
from dispatch.domain.incidents import Commander
from dispatch.domain.premise import Floor, FloorShape, ShapeKind
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import TimerKind
from tests.domain import papers
from tests.domain.papers import block, matter, table
from tests.domain.playbook import Playbook


def told(**more: Any) -> tuple[Playbook, str, Matter]:
    p = Playbook.opened(lawful=False)
    incident = papers.lockdown(p)
    return p, incident, matter(p, incident, **more)


def form(one: Matter, code: str, **more: Any) -> Sheet:
    sheet = made(one, Asked(form=code, **more))
    assert sheet is not None
    return sheet


def words(sheet: Sheet, no: str) -> str:
    found = block(sheet, no)
    assert isinstance(found, Text | Sketch)
    return "\n".join(one.text for one in found.lines)


@pytest.mark.parametrize("code", CODES)
def test_every_form_says_what_it_is_of_and_fills_its_rows(code: str) -> None:
    _, _, one = told()
    sheet = form(one, code)
    assert (sheet.incident, sheet.number, sheet.head) == ("Granite Ridge High", "I26-0001", "ab" * 32)
    assert sheet.zone == "America/Denver (UTC-06:00)"
    for row in sheet.rows:
        assert sum(each.span for each in row) == COLUMNS
    numbers = [each.no for row in sheet.rows for each in row if each.no]
    assert numbers == sorted(set(numbers), key=int), "in the order of the official form, each once"


def test_the_log_of_a_position_has_its_own_lines_and_no_others() -> None:
    p, incident, one = told()
    of = position(one, COMMAND)
    assert of is not None
    own = {type(line.event).__name__ for line in acted(one, of)}
    assert {"CommandEstablished", "CommandTransferred", "ObjectiveSet", "DecisionMade"} <= own
    assert not own & {"CallCreated", "UnitStatusChanged", "AssignmentMade", "QuestionRaised"}

    # A relief parts the lines of the two who held it.
    cole = position(one, "OPERATIONS")
    assert cole is not None
    before = acted(one, cole)
    p.given(
        w.AssignFunction(incident=incident, role=IcsRole.OPERATIONS, said_by="Rosa Moreno", **papers.LUND)
    )
    p.now += timedelta(minutes=1)
    p.unit("A7", UnitStatus.AI)
    later = matter(p, incident)
    after = position(later, "OPERATIONS")
    assert after is not None
    mine = acted(later, after)
    assert len(mine) > len(before)
    assert all(type(line.event).__name__ != "UnitStatusChanged" or line.recorded_at < p.now for line in mine)

    unit = position(later, "A7")
    assert unit is not None
    assert {getattr(line.event, "unit", None) for line in acted(later, unit)} == {"A7"}
    assert position(later, "NOSUCH") is None


def test_the_log_of_a_position_may_be_of_a_part_of_the_time() -> None:
    _, _, one = told()
    every = table(form(one, "214"), "7")
    since = one.made.at - timedelta(minutes=3)
    assert 0 < len(table(form(one, "214", since=since), "7")) < len(every)
    assert every[0][0] == "2026-09-14 09:02:00", "in the time of the reader's place"


def test_the_report_has_command_orders_units_and_the_whole_timeline() -> None:
    _, _, one = told()
    sheet = form(one, "report")
    held = table(sheet, "7")
    assert [row[2] for row in held[:2]] == ["Principal Ana Lopez, PMSD", "Lt. Rosa Moreno, MPD"]
    assert held[2][2].endswith("2 min 0 s")
    assert table(sheet, "9")[0][0] == "Lockdown"
    assert [row[0] for row in table(sheet, "10")] == ["A7", "S1"]
    assert len(table(sheet, "13")) == len(one.lines)


def test_the_chart_and_the_list_show_each_function_with_one_holder() -> None:
    p, incident, one = told()
    held = holders(one)
    assert set(held) == set(IcsRole)
    assert all(len(each.names) == 1 for each in held.values())
    assert held[IcsRole.MEDICAL].own
    assert (held[IcsRole.SEARCH].by, held[IcsRole.PLANNING].by) == ("Operations Section Chief", "Command")

    chart = block(form(one, "207"), "3")
    assert isinstance(chart, Chart)
    boxes = [chart.top, *chart.staff, *(b for s in chart.sections for b in (s.head, *s.below))]
    assert len(boxes) == len(IcsRole) + 1
    assert len({box.title for box in boxes}) == len(boxes), "each stands there once"
    assert all(len(box.names) == 1 for box in boxes)
    assert chart.top.names == ("Lt. Rosa Moreno, MPD",)

    listed = [row for no in "35678" for row in table(form(one, "203"), no)]
    assert len(listed) == len(boxes)
    assert ["Search & Clear Group Supervisor", "(held by Operations Section Chief)", ""] in listed
    p.given(w.RelieveFunction(incident=incident, role=IcsRole.OPERATIONS, reason="Shift is over"))
    assert holders(matter(p, incident))[IcsRole.SEARCH].by == "Command"


def test_the_briefing_is_what_the_next_commander_is_told() -> None:
    _, _, one = told()
    sheet = form(one, "201")
    assert "Command post: Front office" in words(sheet, "4")
    situation = words(sheet, "5")
    assert "Lockdown at Granite Ridge High (GRHS) since 2026-09-14 09:00:00" in situation
    assert "Victims: One hurt at the arm" in situation
    assert words(sheet, "7").startswith("1. Nobody else is hurt")
    assert any("East wing last" in row[1] for row in table(sheet, "8"))
    assert [row[:2] for row in table(sheet, "10")][:3] == [
        ["Unit", "A7"],
        ["Unit", "S1"],
        ["2 × Two ambulances to the north lot", "West Ridge Fire"],
    ]
    assert words(form(one, "202"), "3") == words(sheet, "7")


def test_whoever_came_stands_on_the_check_in_list_sent_for_or_not() -> None:
    p, incident, one = told()
    rows = table(form(one, "211"), "5")
    assert [(row[0], row[4]) for row in rows] == [
        ("Battalion chief\nWest Ridge Fire", "Erik Lund"),
        ("Chaplain\nPine Mesa School District", "Rev. Amos Hale"),
    ]
    assert [row[1] for row in rows] == ["Not sent for", "Not sent for"]
    came = one.when(one.check_ins[0].departed_at)
    assert (*rows[0][6:7], *rows[0][8:10], rows[0][11]) == (
        "Channel 4",
        f"Station 2\n{came}",
        "Command car",
        "Hazmat",
    )
    assert rows[1][8:10] == ["", ""], "what was not said is left free"
    # Whoever has left has a time out, and is not counted as here.
    p.given(w.MoveCheckIn(incident=incident, check_in=one.check_ins[1].id, status=CheckInStatus.OUT))
    later = matter(p, incident)
    short = table(form(later, "211-short"), "5")
    assert [(row[0], row[2], row[5] != "") for row in short] == [
        ("Erik Lund", "Battalion chief", False),
        ("Rev. Amos Hale", "Chaplain", True),
    ]
    assert "Here now: 1 resources, 1 people" in words(form(later, "211-short"), "4")
    assert form(later, "211-short").code == "ICS 211"


def test_the_sketch_marks_what_has_a_place_and_says_of_the_rest_that_it_has_none() -> None:
    p, incident, _ = told()
    site = p.state.sites["GRHS"].roster
    square = (-4000, -3000, 4000, -3000, 4000, 3000, -4000, 3000)
    room = (1000, 1000, 3000, 1000, 3000, 2600, 1000, 2600)
    floor = Floor(
        building="MAIN",
        level=1,
        name="First floor, as the ground floor is called here",
        shapes=(
            FloorShape(shape_kind=ShapeKind.ROOM, code="GYM", label="Gym", points=room),
            FloorShape(shape_kind=ShapeKind.OUTLINE, points=square),
        ),
    )
    above = replace(floor, level=2, shapes=floor.shapes[:1])
    p.given(c.DefineRoster(sites=(replace(site, floors=(above, floor)),)), by=SYSTEM)
    p.given(d.RecordFact(incident=incident, fact_kind=FactKind.SHOTS, text="Two", site="GRHS", room="GYM"))
    drawn = block(form(matter(p, incident), "201"), "4")
    assert isinstance(drawn, Sketch)
    assert [one.drawn for one in drawn.outlines] == [Drawn.OUTLINE, Drawn.ROOM]
    assert all(0 <= x <= drawn.wide and 0 <= y <= drawn.high for one in drawn.outlines for x, y in one.points)
    told_of = "\n".join(one.text for one in drawn.lines)
    assert "1  Granite Ridge High (GRHS): Lockdown in force" in told_of
    assert "Command post: Front office (no coordinates are recorded)" in told_of
    assert "2  Shots (GYM): Two" in told_of
    gym, school = drawn.marks[1], drawn.marks[0]
    assert (gym.x > school.x, gym.y < school.y) == (True, True), "north is up, east is right"
    # Both sides of the scale: eight metres and a bit for a hundred-thousandth of a degree of latitude.
    high = max(y for x, y in drawn.outlines[0].points) - min(y for x, y in drawn.outlines[0].points)
    assert high * drawn.metres / drawn.bar == pytest.approx(6000 * 111_320 / 1e7, rel=0.05)

    handed = block(form(matter(p, incident, copy=Copy.RELEASE), "201"), "4")
    assert isinstance(handed, Sketch)
    assert handed.outlines == ()
    assert "[redacted: security plan]" in [one.text for one in handed.lines]


def test_what_a_copy_may_not_have_is_marked_wherever_it_stood() -> None:
    """Line by line and cell by cell: what differs from the whole copy is a mark, and nothing is left out."""
    p, incident, full = told()
    call = p.state.incidents[incident].calls[0].id
    for text_class in (TextClass.MEDICAL, TextClass.STUDENT, TextClass.SECURITY_PLAN):
        p.given(c.AddNote(call=call, text=f"Secret of {text_class}", text_class=text_class))
    full, release = matter(p, incident), matter(p, incident, copy=Copy.RELEASE)
    for code in CODES:
        whole, handed = form(full, code), form(release, code)
        assert "Secret of" not in str(handed), code
        for row, same in zip(whole.rows, handed.rows, strict=True):
            for mine, theirs in zip(row, same, strict=True):
                if isinstance(mine, Table) and isinstance(theirs, Table):
                    cells = [cell for one in mine.rows for cell in one]
                    others = [cell for one in theirs.rows for cell in one]
                    for cell, other in zip(cells, others, strict=True):
                        assert cell == other or any(one.withheld for one in other), (code, cell)
                elif isinstance(mine, Text) and isinstance(theirs, Text):
                    assert mine == theirs or any(one.withheld for one in theirs.lines), (code, mine)
    assert marks_in(form(release, "report"))["[redacted: security plan]"] == 1


def test_a_decision_is_one_row_with_what_was_known_and_whom_it_reached() -> None:
    _, _, one = told()
    sheet = form(one, "decisions")
    ((_, at, decision, by, why, reached, status),) = table(sheet, "4")
    assert at == "2026-09-14 09:07:00"
    assert "East wing last; hold rooms E-01 to E-06" in decision
    assert "Lt. Rosa Moreno, MPD" in by
    assert ("Known: One in custody" in why, "Dissent: BC Lund" in why) == (True, True)
    assert "NOT acknowledged" in reached
    assert status == "Active"
    assert table(sheet, "5")[0][2] == "Which lot do the buses use?"


def test_a_copy_to_be_handed_on_marks_what_it_withholds() -> None:
    _, _, full = told()
    p, incident, _ = told()
    release = matter(p, incident, copy=Copy.RELEASE)
    name = "Nurse: Sam Ortiz, grade 10, is with the medics"
    whole, handed = form(full, "report"), form(release, "report")
    assert name in str(whole)
    assert name not in str(handed)
    lines = [one for row in table(handed, "13") for one in row]
    assert any("[redacted: student data]" in one for one in lines)
    assert any("[redacted: medical information]" in one for row in table(handed, "12") for one in row)
    assert "1 yellow" in str(whole)
    assert "yellow" not in str(handed)
    assert "COPY FOR RELEASE: WHAT IS WITHHELD IS MARKED" in handed.marks


def test_an_incident_that_has_gone_to_history_gives_the_same_forms() -> None:
    p, incident, one = told()
    again = remembered(p.state, incident, p.log, p.state.incidents[incident])
    kept = matter(p, incident)
    past = Matter(
        state=again,
        incident=again.incidents[incident],
        part="desk",
        made=one.made,
        lines=kept.lines,
        calls=kept.calls,
        sent=kept.sent,
        actions=kept.actions,
    )
    for code in CODES:
        was, now = form(one, code), form(past, code)
        assert now == was, code


def test_when_clocks_are_changed_each_time_is_still_one_moment() -> None:
    p, incident, one = told()
    began = one.incident.opened_at
    for at, said in (
        (datetime(2026, 11, 1, 7, 30, tzinfo=UTC), "2026-11-01 01:30:00 MDT"),
        (datetime(2026, 11, 1, 8, 30, tzinfo=UTC), "2026-11-01 01:30:00 MST"),
        (datetime(2026, 11, 1, 9, 30, tzinfo=UTC), "2026-11-01 02:30:00"),
        (datetime(2026, 3, 8, 8, 59, 59, tzinfo=UTC), "2026-03-08 01:59:59"),
        (datetime(2026, 3, 8, 9, 0, tzinfo=UTC), "2026-03-08 03:00:00"),
    ):
        assert one.when(at) == said
    p.now = began + timedelta(days=60)
    later = form(matter(p, incident), "report")
    assert later.zone == "America/Denver (UTC-06:00 when it began, UTC-07:00 when this was made)"
    assert form(matter(p, incident, zone="UTC"), "report").zone == "UTC"


def test_what_a_person_typed_is_read_and_never_obeyed() -> None:
    typed = '#import "x" $ \\ \u202eevil\u2066 \x07 \x1b[31m ' + "x" * 30_000
    shown = plain(typed)
    assert shown.startswith('#import "x" $ \\ \ufffdevil\ufffd \ufffd \ufffd[31m xxx')
    assert shown.endswith("[cut: 30,031 signs]")
    assert len(shown) < TEXT_MAX + 40
    p, incident, _ = told()
    call = p.state.incidents[incident].calls[0].id
    p.given(c.AddNote(call=call, text="personnel matters", text_class=TextClass.STUDENT))
    assert "personnel matters" in str(form(matter(p, incident), "report"))


def test_what_the_clock_says_again_and_again_stands_once_with_how_often_and_until_when() -> None:
    p = Playbook.opened(lawful=False)
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    (incident,) = p.state.incidents
    p.until(minutes=7)
    one = matter(p, incident)
    psap = [
        line
        for line in one.lines
        if isinstance(line.event, TimerFell) and line.event.timer_kind is TimerKind.PSAP
    ]
    assert len(psap) > 3
    said = [row for row in table(form(one, "report"), "13") if "PSAP" in row[1]]
    (row,) = said
    assert row[0] == one.when(psap[0].happened_at)
    assert row[1].endswith(f"Said {len(psap)} times, the last time {one.when(psap[-1].happened_at)}.")


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("Ana Lopez", "Principal", "Principal Ana Lopez"),
        ("Principal Lopez", "Principal", "Principal Lopez"),
        ("principal", "Principal", "principal"),
        ("Ana Lopez", "", "Ana Lopez"),
        ("Princess Lopez", "Prince", "Prince Princess Lopez"),
    ],
)
def test_a_title_is_not_said_twice(name: str, title: str, said: str) -> None:
    assert Commander(name=name, title=title, agency="PMSD").called == said
