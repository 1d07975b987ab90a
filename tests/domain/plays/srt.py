"""A school's own team: who is meant for a role, who holds it, what is done of its card."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM, Role
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.srt_roles import SrtRole, card_of
from dispatch.domain.incident_events import IncidentClosed
from dispatch.domain.srt import Fallback, SrtExpected, SrtPerson, SrtSeat, SrtTeam, expected
from tests.domain.district import ADAM7, ANA, ELLA, MARIA, person
from tests.domain.playbook import Playbook, ev, play

IC, AID, COMMS = SrtRole.INCIDENT_COMMANDER, SrtRole.FIRST_AID, SrtRole.COMMUNICATIONS
VICE = person(Role.SITE_TEAM_MEMBER, "Vic", site="GRHS")
TEAM = SrtTeam(
    site="GRHS",
    seats=(
        SrtSeat(
            role=IC,
            people=(
                SrtPerson(name="Ana", title="Principal", phone="555-0100"),
                SrtPerson(name="Vic", title="Assistant principal"),
                SrtPerson(name="Dee", title="Dean"),
            ),
        ),
        SrtSeat(role=AID, people=(SrtPerson(name="Nan", title="Nurse"),)),
    ),
)


def _defined(p: Playbook) -> None:
    p.given(c.DefineRoster(teams=(TEAM,)), by=SYSTEM)


def _whose(p: Playbook, role: SrtRole = IC) -> SrtExpected | None:
    return next((one for one in expected(p.state.srt["GRHS"]) if one.role is role), None)


@play
def a_team_is_taken_over_as_a_whole(p: Playbook) -> None:
    p.when(c.DefineRoster(teams=(TEAM,)), by=SYSTEM)
    p.then(ev(e.SrtDefined, team=TEAM))
    p.when(c.DefineRoster(teams=(TEAM,)), by=SYSTEM)
    p.then()
    p.when(c.DefineRoster(teams=(SrtTeam(site="NOSUCH"),)), by=SYSTEM)
    p.refused("unknown_site", "teams.0.site")
    twice = SrtTeam(site="GRHS", seats=(TEAM.seats[0], TEAM.seats[0]))
    p.when(c.DefineRoster(teams=(twice,)), by=SYSTEM)
    p.refused("bad_value", "teams.0.seats")


@play
def a_role_that_nobody_holds_falls_to_default_then_deputies_then_rank(p: Playbook) -> None:
    _defined(p)
    for who, why in (("Ana", Fallback.DEFAULT), ("Vic", Fallback.DEPUTY), ("Dee", Fallback.DEPUTY)):
        fallen = _whose(p)
        assert fallen is not None
        assert (fallen.name, fallen.why) == (who, why)
        p.when(c.MarkSrtAway(site="GRHS", name=f"  {who.upper()} "), by=ANA)
        p.then(ev(e.SrtAwayMarked, away=True))
    highest = _whose(p)
    assert highest is not None
    assert (highest.name, highest.why) == ("Nan", Fallback.RANK)
    p.given(c.MarkSrtAway(site="GRHS", name="Nan"), by=ANA)
    assert _whose(p) is None, "nobody of the team is there"
    p.when(c.MarkSrtAway(site="GRHS", name="Ana", away=False), by=ANA)
    p.then(ev(e.SrtAwayMarked, name="Ana", away=False))
    back = _whose(p, AID)
    assert back is not None
    assert (back.name, back.why) == ("Ana", Fallback.RANK)
    p.when(c.MarkSrtAway(site="GRHS", name="Ana", away=False), by=ANA)
    p.then()
    p.when(c.MarkSrtAway(site="NOSUCH", name="Ana"))
    p.refused("unknown_site", "site")


@play
def whoever_is_there_takes_a_role_and_the_log_says_from_whom(p: Playbook) -> None:
    p.when(c.TakeSrtRole(site="GRHS", role=IC), by=VICE)
    p.then(ev(e.SrtRoleTaken, name="Vic", person="vic", before=None))
    p.when(c.TakeSrtRole(site="GRHS", role=IC), by=VICE)
    p.then()
    p.given(c.MarkSrtAway(site="GRHS", name="Ana"), by=VICE)
    p.when(c.TakeSrtRole(site="GRHS", role=IC), by=ANA)
    p.then(ev(e.SrtRoleTaken, name="Ana", person="ana", before="Vic"))
    team = p.state.srt["GRHS"]
    assert [(one.role, one.name, one.since) for one in team.held] == [(IC, "Ana", p.now)]
    assert not team.away, "whoever takes a role is there"
    p.when(c.TakeSrtRole(site="GRHS", role=IC))
    p.refused("name_needed", "name")
    p.when(c.TakeSrtRole(site="GRHS", role=COMMS, name="Lee"))
    p.then(ev(e.SrtRoleTaken, name="Lee", person=None))
    assert p.state.srt["GRHS"].held[-1].by == "Maria"
    p.when(c.TakeSrtRole(site="GRHS", role=COMMS), by=ELLA)
    p.refused("not_found")
    p.when(c.TakeSrtRole(site="GRHS", role=COMMS), by=ADAM7)
    p.refused("forbidden")


@play
def only_its_holder_or_the_desk_gives_a_role_away(p: Playbook) -> None:
    p.when(c.PassSrtRole(site="GRHS", role=IC, to="Vic"), by=ANA)
    p.refused("role_free", "role")
    p.when(c.LeaveSrtRole(site="GRHS", role=IC), by=ANA)
    p.refused("role_free", "role")
    p.given(c.TakeSrtRole(site="GRHS", role=IC), by=ANA)
    p.when(c.PassSrtRole(site="GRHS", role=IC, to="Dee"), by=VICE)
    p.refused("not_the_holder", "role")
    p.when(c.PassSrtRole(site="GRHS", role=IC, to="Ana"), by=ANA)
    p.then()
    p.when(c.PassSrtRole(site="GRHS", role=IC, to="Vic"), by=ANA)
    p.then(ev(e.SrtRolePassed, name="Vic", before="Ana"))
    p.when(c.PassSrtRole(site="GRHS", role=IC, to="Dee"), by=VICE)
    p.then(ev(e.SrtRolePassed, name="Dee", before="Vic"))
    p.when(c.LeaveSrtRole(site="GRHS", role=IC), by=MARIA)
    p.then(ev(e.SrtRoleLeft, before="Dee"))
    assert not p.state.srt["GRHS"].held


@play
def what_is_done_of_a_card_stands_in_the_log_with_who_and_when(p: Playbook) -> None:
    action = p.action("LOCKDOWN")
    tick = c.TickSrtItem(site="GRHS", action=action, role=SrtRole.SECURITY_PERIMETER, item="DOORS")
    p.when(tick, by=VICE)
    p.then(ev(e.SrtItemTicked, item="DOORS", type=ActionType.LOCKDOWN, done=True))
    p.when(tick, by=ANA)
    p.then()
    [done] = p.state.srt["GRHS"].ticks
    assert (done.by, done.at, done.action) == ("Vic", p.now, action)
    p.when(c.TickSrtItem(site="GRHS", action=action, role=IC, item="DOORS"), by=ANA)
    p.refused("unknown_item", "item")
    p.when(c.TickSrtItem(site="ELMS", action=action, role=IC, item="NAME"))
    p.refused("other_site", "action")
    p.when(
        c.TickSrtItem(site="GRHS", action=action, role=SrtRole.SECURITY_PERIMETER, item="DOORS", done=False),
        by=ANA,
    )
    p.then(ev(e.SrtItemTicked, done=False))
    assert not p.state.srt["GRHS"].ticks


@play
def a_lockdown_sends_nobody_to_the_outside_doors(p: Playbook) -> None:
    doors = dict(card_of(SrtRole.SECURITY_PERIMETER, ActionType.LOCKDOWN))["DOORS"]
    assert doors == "Do not send anyone to lock outside doors; leave the perimeter as it is"
    said = dict(card_of(COMMS, ActionType.LOCKDOWN))["PA"]
    assert "Lockdown! Locks, Lights, Out of Sight!" in said
    assert all(card_of(role, kind) for role in SrtRole for kind in ActionType)
    p.when(c.TakeSrtRole(site="NOSUCH", role=IC))
    p.refused("unknown_site", "site")


@play
def who_is_in_charge_stays_so_when_one_action_follows_another(p: Playbook) -> None:
    secure = p.action("SECURE")
    p.given(c.TakeSrtRole(site="GRHS", role=IC), by=ANA)
    p.given(c.TickSrtItem(site="GRHS", action=secure, role=IC, item="NAME"), by=ANA)
    lockdown = p.action("LOCKDOWN")
    team = p.state.srt["GRHS"]
    assert (team.holder(IC) is not None, team.ticks) == (True, ())
    p.when(c.EndActionInError(action=lockdown, reason="typed wrong", called_back="Ana"))
    p.then(ev(e.ActionEnded, action=lockdown), ev(IncidentClosed))
    assert not p.state.srt["GRHS"].held, "with the last action its roles are free"


@play
def a_role_of_yesterday_is_free_when_something_begins(p: Playbook) -> None:
    p.given(c.TakeSrtRole(site="GRHS", role=IC), by=ANA)
    p.wait(hours=13)
    p.given(c.TakeSrtRole(site="GRHS", role=AID), by=VICE)
    p.when(c.StartAction(sites=("GRHS",), type=ActionType.HOLD, mode=Mode.DRILL))
    p.then(ev(e.ActionStarted))
    assert [one.role for one in p.state.srt["GRHS"].held] == [AID]
    assert p.state.srt["GRHS"].held[0].since > p.now - timedelta(hours=1)
