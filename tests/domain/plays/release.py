"""How protective actions end: each type in its own guarded way."""

from __future__ import annotations

from dataclasses import replace

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ReleaseMethod, RoomClear
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.incident_events import IncidentClosed, IncidentJoined
from dispatch.domain.srt import SrtPerson, SrtSeat, SrtTeam
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import ActionEnd, ActionStatus
from tests.domain.district import ADAM7, ANA, JONAS, MARIA, RITA, SUE
from tests.domain.playbook import Playbook, ev, play


def begun(p: Playbook, site: str = "GRHS", **fields: object) -> str:
    """A Lockdown whose release has begun."""
    action = p.action("LOCKDOWN", site, **fields)  # type: ignore[arg-type]
    p.given(c.RequestLockdownRelease(action=action, authority="Lt. Moreno"), by=MARIA)
    p.given(c.ConfirmLockdownRelease(action=action), by=JONAS)
    return action


@play
def hold_and_shelter_name_the_releaser(p: Playbook) -> None:
    for kind, site in (("HOLD", "GRHS"), ("SHELTER", "ELMS")):
        action = p.action(kind, site)
        p.when(c.ReleaseAction(action=action, released_by="Ana Lopez", text="all calm"))
        closed = () if kind == "HOLD" else (ev(IncidentClosed),)
        p.then(
            ev(
                e.ActionEnded,
                end=ActionEnd.RELEASED,
                method=ReleaseMethod.PUBLIC_ADDRESS,
                released_by="Ana Lopez",
                reason=Protected("all calm"),
            ),
            *closed,
        )
        assert p.the_action(action).status is ActionStatus.ENDED
    p.when(c.ReleaseAction(action="nosuch", released_by="x"))
    p.refused("not_found")


@play
def a_secure_also_names_who_confirmed(p: Playbook) -> None:
    call = p.call("POLACT")
    action = p.action("SECURE", call=call)
    p.when(c.ReleaseAction(action=action, released_by="Ana"), by=ANA)
    p.refused("confirmation_needed", "confirmed_by")
    p.when(
        c.ReleaseAction(action=action, released_by="Ana", confirmed_by="Moreno", confirmed_agency="NOSUCH")
    )
    p.refused("unknown_agency", "confirmed_agency")
    p.wait(minutes=12)
    p.when(
        c.ReleaseAction(action=action, released_by="Ana", confirmed_by="Moreno", confirmed_agency="MPD"),
        by=ANA,
    )
    p.then(ev(e.ActionEnded, confirmed_by="Moreno", confirmed_agency="MPD"))
    assert p.the_call(call).times["t_action_released"] == p.now


@play
def an_evacuate_ends_at_the_assembly(p: Playbook) -> None:
    action = p.action("EVACUATE")
    p.when(c.ReleaseAction(action=action, released_by="BC Lund"))
    p.then(ev(e.ActionEnded, method=ReleaseMethod.AT_ASSEMBLY), ev(IncidentClosed))


@play
def at_a_school_administrators_and_whoever_is_in_charge_release(p: Playbook) -> None:
    bo, cy = replace(ANA, person="bo", name="Bo Lind"), replace(ANA, person="cy", name="Cy Park")
    seat = SrtSeat(role=SrtRole.INCIDENT_COMMANDER, people=(SrtPerson(name="Bo Lind"),))
    p.given(c.DefineRoster(teams=(SrtTeam(site="GRHS", seats=(seat,)),)), by=SYSTEM)
    action = p.action("HOLD", by=ANA)
    release = c.ReleaseAction(action=action, released_by="Ana")
    p.when(release, by=ANA)
    p.refused("forbidden")
    p.given(c.TakeSrtRole(site="GRHS", role=SrtRole.INCIDENT_COMMANDER), by=ANA)
    p.when(release, by=cy)
    p.refused("forbidden")
    p.when(release, by=ANA)
    p.then(ev(e.ActionEnded, released_by="Ana"))
    again = p.action("HOLD")
    p.given(c.TakeSrtRole(site="GRHS", role=SrtRole.INCIDENT_COMMANDER), by=ANA)
    p.when(c.ReleaseAction(action=again, released_by="Bo"), by=bo)
    p.then(ev(e.ActionEnded, released_by="Bo"))


@play
def a_school_ends_an_evacuation_that_is_a_drill_and_no_other(p: Playbook) -> None:
    action = p.action("EVACUATE", by=ANA)
    p.when(c.ReleaseAction(action=action, released_by="Ana"), by=ANA)
    p.refused("forbidden")
    p.given(c.ReleaseAction(action=action, released_by="BC Lund"))
    drill = p.action("EVACUATE", by=ANA, mode=Mode.DRILL)
    p.when(c.ReleaseAction(action=drill, released_by="Ana"), by=ANA)
    p.then(ev(e.ActionEnded, released_by="Ana"))


@play
def a_lockdown_ends_at_each_door(p: Playbook) -> None:
    action = p.action("LOCKDOWN")
    p.when(c.ReleaseAction(action=action, released_by="Ana"))
    p.refused("release_door_by_door", "action")
    p.when(c.MarkRoom(action=action, room="101", state=RoomClear.RELEASED))
    p.refused("board_closed", "action")
    p.when(c.ConfirmLockdownRelease(action=action))
    p.refused("no_request", "action")
    p.when(c.RequestLockdownRelease(action=action, authority="Lt. Moreno", confirmed_agency="NOSUCH"))
    p.refused("unknown_agency", "confirmed_agency")
    p.when(c.RequestLockdownRelease(action=action, authority="Lt. Moreno", confirmed_agency="MPD"))
    p.then(ev(e.ReleaseRequested, authority="Lt. Moreno"))
    p.when(c.RequestLockdownRelease(action=action, authority="Lt. Moreno"))
    p.refused("release_requested", "action")
    p.when(c.ConfirmLockdownRelease(action=action), by=MARIA)
    p.refused("forbidden")
    assert p.the_action(action).board is None
    p.when(c.ConfirmLockdownRelease(action=action), by=RITA)
    p.then(ev(e.ReleaseBegun, doors=("101", "102", "201", "GYM")))
    assert p.the_action(action).status is ActionStatus.RELEASING
    p.when(c.MarkRoom(action=action, room="999", state=RoomClear.RELEASED))
    p.refused("unknown_room", "room")
    for room in ("101", "102", "GYM"):
        p.given(c.MarkRoom(action=action, room=room, state=RoomClear.RELEASED), by=ADAM7)
    for state in (one for one in RoomClear if one is not RoomClear.RELEASED):
        p.when(c.MarkRoom(action=action, room="201", state=state), by=ANA)
        p.then(ev(e.RoomMarked, room="201", state=state, left=1))
        assert p.the_action(action).status is ActionStatus.RELEASING, state
    p.when(c.MarkRoom(action=action, room="201", state=RoomClear.RELEASED), by=ADAM7)
    p.then(
        ev(e.RoomMarked, left=0),
        ev(
            e.ActionEnded,
            end=ActionEnd.RELEASED,
            method=ReleaseMethod.ROOM_BY_ROOM,
            released_by="Adam",
            confirmed_by="Lt. Moreno",
        ),
        ev(IncidentClosed),
    )
    p.when(c.MarkRoom(action=action, room="201", state=RoomClear.RELEASED))
    p.refused("action_ended", "action")


@play
def a_room_that_was_released_may_be_shut_again(p: Playbook) -> None:
    action = begun(p)
    p.given(c.MarkRoom(action=action, room="101", state=RoomClear.RELEASED))
    p.when(c.MarkRoom(action=action, room="101", state=RoomClear.EVIDENCE_HOLD))
    p.then(ev(e.RoomMarked, left=4))


@play
def the_doors_of_a_part_of_a_site(p: Playbook) -> None:
    boards = {
        "zone": begun(p, zones=("NORTH",)),
        "buildings": begun(p, "ELMS"),
        "site": begun(p, "FARM"),
    }
    p.when(c.MarkRoom(action=boards["site"], room="FARM", state=RoomClear.RELEASED))
    p.then(ev(e.RoomMarked, left=0), ev(e.ActionEnded), ev(IncidentClosed))
    doors = {name: list(p.the_action(action).board or {}) for name, action in boards.items()}
    assert doors == {"zone": ["101", "102"], "buildings": ["EAST", "WEST"], "site": ["FARM"]}


@play
def incident_command_overrides_a_release_in_writing(p: Playbook) -> None:
    action = p.action("LOCKDOWN")
    override = c.OverrideLockdownRelease(action=action, commander="Lt. Moreno", reason="east wing is rubble")
    p.when(override, by=SUE)
    p.refused("not_releasing", "action")
    p.given(c.RequestLockdownRelease(action=action, authority="Lt. Moreno"))
    p.given(c.ConfirmLockdownRelease(action=action), by=SUE)
    p.when(override, by=MARIA)
    p.refused("forbidden")
    p.when(override, by=SUE)
    p.then(
        ev(
            e.ActionEnded,
            end=ActionEnd.RELEASED_BY_OVERRIDE,
            released_by="Lt. Moreno",
            reason=Protected("east wing is rubble"),
        ),
        ev(IncidentClosed),
    )


@play
def only_a_lockdown_is_released_door_by_door(p: Playbook) -> None:
    action = p.action("SECURE")
    for command in (
        c.RequestLockdownRelease(action=action, authority="x"),
        c.ConfirmLockdownRelease(action=action),
        c.MarkRoom(action=action, room="101", state=RoomClear.RELEASED),
    ):
        p.when(command)
        p.refused("not_a_lockdown", "action")
    p.when(c.OverrideLockdownRelease(action=action, commander="x", reason="x"), by=SUE)
    p.refused("not_a_lockdown", "action")


@play
def a_panic_during_the_release_is_a_new_lockdown(p: Playbook) -> None:
    action = begun(p)
    p.when(c.RaisePanic(site="GRHS", room="201"), by=ANA)
    p.then(
        ev(e.CallCreated, type="PANIC"),
        ev(e.PanicRaised),
        ev(e.ActionEnded, action=action, end=ActionEnd.SUPERSEDED),
        ev(e.ActionStarted),
        ev(IncidentJoined),
    )
