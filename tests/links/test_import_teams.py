"""The schools' own teams from a table."""

from __future__ import annotations

from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.commands import DefineRoster
from dispatch.domain.srt import SrtPerson
from dispatch.domain.state import State
from dispatch.links.importing.reading import read_teams
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.running import order
from dispatch.links.importing.team_table import plan_teams
from tests.links.importing import HOW, district, done, stream

HEAD = "school,role,name,title,phone\n"
TEAM = HEAD + (
    "AES,First aid,Nan Roy,Nurse,555-0102\n"
    "Alder ES,SRT Incident Commander,Ana Lopez,Principal,555-0100\n"
    "AES,incident commander,Vic Ward,Assistant principal,\n"
)


def teams(data: str, state: State) -> RosterPlan:
    return plan_teams(read_teams(stream(data), HOW), state, {})


def test_the_first_of_a_role_holds_it_and_the_next_are_its_deputies() -> None:
    state = done(district(), teams(TEAM, district()))
    seats = state.srt["AES"].seats
    assert [one.role for one in seats] == [SrtRole.INCIDENT_COMMANDER, SrtRole.FIRST_AID]
    assert seats[0].people == (
        SrtPerson(name="Ana Lopez", title="Principal", phone="555-0100"),
        SrtPerson(name="Vic Ward", title="Assistant principal"),
    )
    again = teams(TEAM, state)
    assert [str(one) for one in again.changes] == ["line 2: AES team: left alone: 2 roles"]
    assert order(again, state)[0] == DefineRoster()


def test_a_school_that_is_named_gets_the_team_of_the_file_and_no_other() -> None:
    state = done(district(), teams(TEAM, district()))
    changed = done(state, teams(HEAD + "AES,IC,Dee Low,Dean,\n", state))
    assert [one.role for one in changed.srt["AES"].seats] == [SrtRole.INCIDENT_COMMANDER]
    assert [one.name for one in changed.srt["AES"].seats[0].people] == ["Dee Low"]


def test_every_wrong_line_is_named() -> None:
    wrong = HEAD + "AES,Wizard,A,,\nNOSUCH,IC,B,,\nAES,IC,,,\n"
    assert len(list(teams(wrong, district()).problems)) == 3
    four = HEAD + "".join(f"AES,IC,Person {number},,\n" for number in range(4))
    [problem] = teams(four, district()).problems
    assert "two deputies already" in str(problem)
