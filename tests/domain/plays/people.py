"""Lines that people write, the roster, and who may name what."""

from __future__ import annotations

from dataclasses import replace

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM, Role
from dispatch.domain.catalog.modes import Nature
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.roster import Agency, AgencyKind, Alias, Unit, UnitKind
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.vocabulary import LineSource
from tests.domain.district import (
    ABBY,
    ADAM3,
    ADAM7,
    AGENCIES,
    ANA,
    GRHS,
    JONAS,
    LIA,
    MARIA,
    ROSTER,
    SITES,
    UNITS,
    opening,
    person,
)
from tests.domain.playbook import Playbook, ev, play, unopened_play


@play
def notes_and_radio(p: Playbook) -> None:
    call = p.call()
    p.when(c.AddNote(call=call, text="nurse is there", text_class=TextClass.MEDICAL))
    answer = p.then(
        ev(
            e.LineWritten,
            source=LineSource.NOTE,
            site="GRHS",
            number="26-000001",
            text=Protected("nurse is there", TextClass.MEDICAL),
        )
    )
    assert p.state.lines[answer.refs["line"]].text_class is TextClass.MEDICAL
    p.when(c.LogRadio(unit="A7", to="Mesa Base", channel="TAC 1", text="north doors secure", verbatim=True))
    p.then(ev(e.LineWritten, source=LineSource.RADIO, unit="A7", channel="TAC 1", verbatim=True))
    lines = p.the_call(call).lines
    p.when(c.AddNote(text="shift began"))
    p.then(ev(e.LineWritten, call=None, site=None))
    assert p.the_call(call).lines == lines


@play
def lines_about_nothing_that_is_there(p: Playbook) -> None:
    p.when(c.AddNote(call="nosuch", text="x"))
    p.refused("not_found")
    p.when(c.AddNote(site="NOSUCH", text="x"))
    p.refused("unknown_site", "site")
    p.when(c.LogRadio(unit="NOSUCH", text="x"))
    p.refused("unknown_unit", "unit")
    for text_class in (TextClass.THREAT, TextClass.PERSONNEL):
        p.when(c.AddNote(text="x", text_class=text_class))
        p.refused("class_not_yours", "text_class")
    p.when(c.AddNote(site="GRHS", text="x", text_class=TextClass.MEDICAL), by=ANA)
    p.refused("class_not_yours", "text_class")


@play
def a_line_is_corrected_by_a_new_one(p: Playbook) -> None:
    call = p.call()
    old = p.given(c.AddNote(call=call, text="two students", text_class=TextClass.STUDENT))["line"]
    p.when(c.CorrectLine(line=old, text="three students", reason="recount"), by=JONAS)
    answer = p.then(
        ev(
            e.LineWritten,
            source=LineSource.CORRECTION,
            supersedes=old,
            call=call,
            text=Protected("three students", TextClass.STUDENT),
            reason=Protected("recount", TextClass.STUDENT),
        )
    )
    assert p.state.lines[old].superseded_by == answer.refs["line"]
    p.when(c.CorrectLine(line=old, text="four", reason="x"))
    refusal = p.refused("already_corrected", "line")
    assert refusal.current == {"superseded_by": answer.refs["line"]}
    p.when(c.CorrectLine(line="nosuch", text="x", reason="x"))
    p.refused("not_found")


@play
def the_field_corrects_its_own_lines_only(p: Playbook) -> None:
    call = p.call()
    desk = p.given(c.AddNote(call=call, text="x"))["line"]
    own = p.given(c.AddNote(call=call, text="y"), by=ADAM7)["line"]
    p.when(c.CorrectLine(line=desk, text="z", reason="x"), by=ADAM7)
    p.refused("not_found")
    p.when(c.CorrectLine(line=own, text="z", reason="x"), by=ADAM3)
    p.refused("not_found")
    p.when(c.CorrectLine(line=own, text="z", reason="x"), by=ADAM7)
    p.then(ev(e.LineWritten, supersedes=own))


@play
def what_one_may_not_see_one_may_not_name(p: Playbook) -> None:
    call = p.call("THEFT")
    p.when(c.AddNote(call=call, text="x"), by=ADAM7)
    p.then(ev(e.LineWritten))
    p.unit("A7", UnitStatus.LOG)
    p.unit("A7", UnitStatus.OFF)
    p.when(c.AddNote(call=call, text="x"), by=ADAM7)
    p.refused("not_found")
    p.given(c.CloseCall(call=call, disposition="RPT"))
    p.when(c.AddNote(call=call, text="x"), by=ADAM3)
    p.refused("not_found")
    other = p.call("DOOR")
    action = p.action("HOLD", "ELMS")
    p.when(c.AddNote(call=other, text="x"), by=ANA)
    p.refused("not_found")
    p.when(c.AnnounceAction(action=action), by=ANA)
    p.refused("not_found")
    p.when(c.AddNote(site="ELMS", text="x"), by=ANA)
    p.refused("not_found")
    p.when(c.AddNote(site="GRHS", text="x"), by=person(Role.SITE_TEAM_MEMBER, "Stray"))
    p.refused("forbidden")
    p.when(c.SetUnitStatus(unit="A3", status=UnitStatus.ML), by=ADAM7)
    p.refused("forbidden")
    p.when(c.AddNote(text="x"), by=LIA)
    p.refused("forbidden")


@unopened_play
def a_log_is_opened_once(p: Playbook) -> None:
    p.when(opening(), by=MARIA)
    p.refused("forbidden")
    p.when(opening(Nature.EXERCISE), by=SYSTEM)
    p.then(ev(e.DistrictOpened, nature=Nature.EXERCISE, demo=False))
    p.when(opening(), by=SYSTEM)
    p.refused("district_open")


@unopened_play
def a_roster_is_taken_over_all_or_nothing(p: Playbook) -> None:
    p.given(opening(), by=SYSTEM)
    p.when(replace(ROSTER, agencies=AGENCIES[:1]), by=SYSTEM)
    p.refused("bad_value", "sites.0.law")
    p.when(c.DefineRoster(units=UNITS), by=SYSTEM)
    p.refused("bad_value", "units.0.agency")
    p.when(ROSTER, by=SYSTEM)
    agencies, sites, units = (
        [ev(kind)] * len(found)
        for kind, found in ((e.AgencyDefined, AGENCIES), (e.SiteDefined, SITES), (e.UnitDefined, UNITS))
    )
    p.then(*agencies, *sites, *units)
    assert p.the_unit("A7").status is UnitStatus.OFF


@play
def a_district_has_its_own_words_for_the_command_line(p: Playbook) -> None:
    table = (Alias(said="10-97", means="OS"), Alias(said="code red", asks="Which action?"))
    p.when(c.DefineRoster(aliases=table), by=ABBY)
    p.then(ev(e.AliasesDefined, aliases=table))
    p.when(c.DefineRoster(aliases=table), by=ABBY)
    p.then()
    p.when(c.DefineRoster(units=UNITS), by=ABBY)
    p.then()
    assert p.state.home is not None
    assert p.state.home.aliases == table
    p.when(c.DefineRoster(aliases=()), by=ABBY)
    p.then(ev(e.AliasesDefined, aliases=()))
    p.when(c.DefineRoster(aliases=table))
    p.refused("forbidden")


@play
def an_own_word_never_changes_what_the_protocol_says(p: Playbook) -> None:
    for odd in (
        Alias(said="Lockdown", means="HOLD"),
        Alias(said="10-97"),
        Alias(said="10-97", means="OS", asks="Which?"),
        Alias(said="a; b", means="OS"),
        Alias(said=" ", means="OS"),
        Alias(said="one two three four five", means="OS"),
        Alias(said="10-97", means="OS A7; LOCK GRHS"),
    ):
        p.when(c.DefineRoster(aliases=(Alias(said="10-8", means="AV"), odd)), by=ABBY)
        p.refused("bad_alias", "aliases.1")
    p.when(c.DefineRoster(aliases=(Alias(said="a  b", means="OS"), Alias(said="A B", means="AV"))), by=ABBY)
    p.refused("bad_alias", "aliases.1")


@play
def only_what_differs_in_a_roster_becomes_an_event(p: Playbook) -> None:
    p.when(ROSTER, by=ABBY)
    p.then()
    p.sent(p.call(), "A7")
    changed = Unit(code="A7", unit_kind=UnitKind.PATROL, agency="NEW", name="Adam Seven")
    p.when(
        c.DefineRoster(
            agencies=(Agency(code="NEW", name="New", agency_kind=AgencyKind.OTHER),),
            sites=(replace(GRHS, students=900),),
            units=(changed,),
        ),
        by=ABBY,
    )
    p.then(ev(e.AgencyDefined), ev(e.SiteDefined), ev(e.UnitDefined))
    assert (p.the_unit("A7").roster.name, p.the_unit("A7").status) == ("Adam Seven", UnitStatus.DP)
    assert p.state.sites["GRHS"].roster.students == 900
