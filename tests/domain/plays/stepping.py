"""What one protective action does to another at the same place: the whole table, and scopes."""

from __future__ import annotations

import re

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.incident_events import IncidentOpened
from dispatch.domain.refusals import Refusal
from dispatch.domain.vocabulary import ActionEnd, ActionStatus
from tests.domain.playbook import Playbook, ev, play

H, S, L, E, SH = (
    ActionType.HOLD,
    ActionType.SECURE,
    ActionType.LOCKDOWN,
    ActionType.EVACUATE,
    ActionType.SHELTER,
)
TABLE = {
    H: {H: "again", S: "both", L: "instead", E: "instead", SH: "instead"},
    S: {H: "both", S: "again", L: "instead", E: "instead, asks", SH: "instead"},
    L: {H: "lockdown_in_force", S: "both, asks", L: "again", E: "police_led_only", SH: "command_only"},
    E: {H: "instead, asks", S: "instead, asks", L: "instead, asks", E: "again", SH: "instead"},
    SH: {H: "instead", S: "instead", L: "instead", E: "instead, asks", SH: "again"},
}
"""From, to: both in force; the new one instead of the old; the same again; refused. ``asks``: with a question to the sender."""


@play
def the_whole_table(p: Playbook) -> None:
    for old_type, row in TABLE.items():
        for new_type, wanted in row.items():
            book = Playbook.opened(lawful=p.lawful)
            old = book.action(old_type)
            book.when(c.StartAction(sites=("GRHS",), type=new_type))
            answer = book.answer
            if isinstance(answer, Refusal):
                assert answer.code == wanted, (old_type, new_type)
                p.refusals |= book.refusals
                continue
            assert answer is not None
            in_force = [one for one in book.state.actions.values() if one.status is not ActionStatus.ENDED]
            kinds = {one.type for one in in_force}
            found = "again" if len(in_force) == 1 and in_force[0].id == old else "instead"
            found = "both" if kinds == {old_type, new_type} and len(in_force) == 2 else found
            found += ", asks" if answer.warnings and found != "again" else ""
            assert found == wanted, (old_type, new_type)
            if found.startswith("instead"):
                assert book.the_action(old).end is ActionEnd.SUPERSEDED
    p.when(c.StartAction(sites=("GRHS",), type=H))
    p.then(ev(e.ActionStarted))


@play
def under_a_lockdown_only_responders_lead_people_out(p: Playbook) -> None:
    lockdown = p.action("LOCKDOWN")
    p.when(c.StartAction(sites=("GRHS",), type=H))
    p.refused("lockdown_in_force", "type")
    p.when(c.StartAction(sites=("GRHS",), type=E))
    p.refused("police_led_only", "police_led")
    p.when(c.StartAction(sites=("GRHS",), type=SH))
    p.refused("command_only", "authority")
    p.when(c.StartAction(sites=("GRHS",), type=E, police_led=True))
    p.then(ev(e.ActionStarted, police_led=True), warned="the Lockdown stays in force")
    p.when(c.StartAction(sites=("GRHS",), type=SH, authority="IC Moreno"))
    p.then(ev(e.ActionEnded, type=E), ev(e.ActionStarted, authority="IC Moreno"), warned="stays in force")
    assert p.the_action(lockdown).status is ActionStatus.ACTIVE


@play
def a_lockdown_becomes_a_secure_only_door_by_door(p: Playbook) -> None:
    lockdown = p.action("LOCKDOWN")
    p.when(c.StartAction(sites=("GRHS",), type=S))
    p.then(ev(e.ActionStarted, type=S), warned="stays in force until each room has been released in person")
    assert p.the_action(lockdown).status is ActionStatus.ACTIVE


@play
def a_lockdown_is_never_made_smaller_by_ordering_it_again(p: Playbook) -> None:
    whole = p.action("LOCKDOWN")
    p.when(c.StartAction(sites=("GRHS",), type=L, zones=("NORTH",)))
    p.then(ev(e.ActionRepeated, action=whole), warned="already in force")
    p.given(c.RequestLockdownRelease(action=whole, authority="Lt. Moreno"))
    p.when(c.StartAction(sites=("GRHS",), type=L, zones=("NORTH",)))
    p.then(ev(e.ActionStarted, zones=("NORTH",)))
    assert p.the_action(whole).status is ActionStatus.RELEASE_REQUESTED
    p.when(c.StartAction(sites=("GRHS",), type=L))
    p.then(
        ev(e.ActionEnded, action=whole, end=ActionEnd.SUPERSEDED),
        ev(e.ActionEnded, end=ActionEnd.SUPERSEDED),
        ev(e.ActionStarted, zones=()),
    )


@play
def a_lockdown_grows(p: Playbook) -> None:
    north = p.action("LOCKDOWN", zones=("NORTH",))
    p.when(c.StartAction(sites=("GRHS",), type=L, zones=("SOUTH",)))
    p.then(ev(e.ActionStarted, zones=("SOUTH",)))
    p.when(c.StartAction(sites=("GRHS",), type=L))
    p.then(ev(e.ActionEnded, action=north), ev(e.ActionEnded), ev(e.ActionStarted))


@play
def a_room_lies_in_its_zone(p: Playbook) -> None:
    p.action("LOCKDOWN", zones=("NORTH",))
    p.when(c.StartAction(sites=("GRHS",), type=H, rooms=("101",)))
    p.refused("lockdown_in_force", "type")
    p.when(c.StartAction(sites=("GRHS",), type=H, rooms=("201",)))
    p.then(ev(e.ActionStarted, rooms=("201",)))
    p.when(c.StartAction(sites=("GRHS",), type=L, rooms=("102",)))
    p.then(ev(e.ActionRepeated), warned="already in force")


@play
def what_a_new_order_does_not_reach_stays(p: Playbook) -> None:
    hold = p.action("HOLD")
    p.when(c.StartAction(sites=("GRHS",), type=L, zones=("NORTH",)))
    p.then(ev(e.ActionStarted), ev(IncidentOpened), warned="Hold stays in force where this does not reach")
    assert p.the_action(hold).status is ActionStatus.ACTIVE


@play
def the_scope_of_a_hold_changes(p: Playbook) -> None:
    hold = p.action("HOLD")
    p.when(c.StartAction(sites=("GRHS",), type=H, zones=("NORTH",)))
    answer = p.then(ev(e.ActionEnded, action=hold, end=ActionEnd.SUPERSEDED), ev(e.ActionStarted))
    assert re.fullmatch("[0-9a-f-]{36}", answer.refs["actions"][0])
    assert p.the_action(hold).superseded_by == answer.refs["actions"][0]
