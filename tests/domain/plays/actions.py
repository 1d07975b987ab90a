"""Protective actions: ordering, repeating, changing, hearing them; drill and real."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode, Hazard
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.incident_events import IncidentClosed, IncidentOpened
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import ActionEnd, ActionSource, ActionStatus, AlarmKind
from tests.domain.district import ADAM7, ANA, ELLA, MARIA, SUE, T0
from tests.domain.playbook import Playbook, ev, exercise_play, play

LOCKDOWN, SECURE, HOLD = ActionType.LOCKDOWN, ActionType.SECURE, ActionType.HOLD


@play
def site_and_type_are_enough(p: Playbook) -> None:
    for site, kind, asked in (
        ("GRHS", HOLD, ["area"]),
        ("ELMS", SECURE, ["entry_mode", "reason"]),
        ("FARM", LOCKDOWN, ["reason", "area"]),
        ("ANNEX", ActionType.EVACUATE, ["location"]),
    ):
        p.when(c.StartAction(sites=(site,), type=kind))
        needs_command = () if kind in (HOLD, SECURE) else (ev(IncidentOpened),)
        answer = p.then(ev(e.ActionStarted, type=kind, mode=Mode.ACTUAL, site=site), *needs_command)
        assert answer.refs["prompts"] == asked
        action = p.the_action(answer.refs["actions"][0])
        assert (action.status, action.started_by, action.started_at) == (ActionStatus.ACTIVE, "maria", T0)
    p.when(c.StartAction(sites=("GRHS",), type=ActionType.SHELTER))
    answer = p.then(
        ev(e.ActionEnded, type=HOLD), ev(e.ActionStarted, type=ActionType.SHELTER), ev(IncidentOpened)
    )
    assert answer.refs["prompts"] == ["hazard", "strategy"]


@play
def many_sites_at_once_and_one_that_can_not(p: Playbook) -> None:
    p.action("LOCKDOWN", "GRHS")
    p.when(c.StartAction(sites=("GRHS", "ELMS", "NOSUCH", "ELMS"), type=HOLD))
    answer = p.then(ev(e.ActionStarted, site="ELMS"), warned="GRHS is in Lockdown")
    assert len(answer.refs["actions"]) == 1
    assert any("NOSUCH" in one for one in answer.warnings)
    p.when(c.StartAction(sites=("NOSUCH",), type=HOLD))
    p.refused("unknown_site", "sites")


@play
def an_order_for_a_call_stamps_it(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.wait(seconds=20)
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN, call=call))
    action = p.then(ev(e.ActionStarted, call=call, number="26-000001"), ev(IncidentOpened)).refs["actions"][0]
    assert p.the_call(call).actions == (action,)
    assert p.the_call(call).times["t_action_started"] == p.now
    p.wait(seconds=9)
    p.given(c.AnnounceAction(action=action), by=ANA)
    assert p.the_call(call).times["t_action_announced"] == p.now
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN, call="nosuch"))
    p.refused("not_found")


@play
def the_same_order_again_changes_nothing_but_what_is_added(p: Playbook) -> None:
    action = p.action("SECURE")
    p.when(c.StartAction(sites=("GRHS",), type=SECURE))
    answer = p.then(ev(e.ActionRepeated, action=action), warned="already in force")
    assert answer.refs["actions"] == [action]
    p.when(c.StartAction(sites=("GRHS",), type=SECURE, entry_mode=EntryMode.MONITORED_ENTRY, reason="police"))
    p.then(
        ev(e.ActionRepeated),
        ev(e.ActionChanged, entry_mode=EntryMode.MONITORED_ENTRY, reason=Protected("police")),
        warned="already in force",
    )
    assert p.the_action(action).entry_mode is EntryMode.MONITORED_ENTRY


@play
def parameters_change_in_force(p: Playbook) -> None:
    action = p.action("SHELTER", hazard=Hazard.TORNADO)
    p.when(c.ChangeAction(action=action, hazard=Hazard.HAZMAT, strategy="Seal the room"))
    p.then(ev(e.ActionChanged, hazard=Hazard.HAZMAT, strategy=Protected("Seal the room")))
    assert p.the_action(action).hazard is Hazard.HAZMAT
    p.when(c.ChangeAction(action=action))
    p.refused("empty_change", "action")
    p.when(c.ChangeAction(action="nosuch", area="x"))
    p.refused("not_found")
    p.given(c.ReleaseAction(action=action, released_by="Ana"))
    p.when(c.ChangeAction(action=action, area="x"))
    refusal = p.refused("action_ended", "action")
    assert refusal.current == {"end": ActionEnd.RELEASED}


@play
def an_order_is_announced_or_heard(p: Playbook) -> None:
    action = p.action("SECURE")
    p.wait(seconds=12)
    p.when(c.AnnounceAction(action=action), by=ANA, at=p.now - timedelta(seconds=3))
    p.then(ev(e.ActionAnnounced, announced_by="Ana"))
    heard = p.the_action(action)
    assert (heard.announced_at, heard.heard_due) == (p.now - timedelta(seconds=3), None)
    assert f"heard:{action}" not in p.state.timers
    p.when(c.AnnounceAction(action=action, announced_by="Office"))
    p.then(ev(e.ActionAnnounced, announced_by="Office"))
    assert p.the_action(action).announced_at == heard.announced_at, "set once"
    p.when(c.AnnounceAction(action="nosuch"))
    p.refused("not_found")


@play
def what_the_desk_did_not_order_it_must_see(p: Playbook) -> None:
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN), by=ANA)
    action = p.then(ev(e.ActionStarted, source=ActionSource.SITE), ev(IncidentOpened)).refs["actions"][0]
    assert p.state.alarms[f"action:{action}"].alarm_kind is AlarmKind.ACTION_STARTED
    p.when(c.StartAction(sites=("ELMS",), type=LOCKDOWN, source=ActionSource.RADIO), by=MARIA)
    action = p.then(ev(e.ActionStarted, source=ActionSource.RADIO), ev(IncidentOpened)).refs["actions"][0]
    assert f"action:{action}" not in p.state.alarms
    p.when(c.StartAction(sites=("FARM",), type=HOLD, source=ActionSource.LAW_ENFORCEMENT), by=ADAM7)
    p.then(ev(e.ActionStarted, source=ActionSource.LAW_ENFORCEMENT))
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN), by=ELLA)
    p.refused("not_found")


@play
def an_officer_orders_for_where_he_stands_or_from_afar(p: Playbook) -> None:
    call = p.call(site="ELMS")
    p.sent(call, "A7")
    phone = ActionSource.PHONE
    p.when(c.StartAction(sites=("ELMS",), type=HOLD, source=phone), by=ADAM7)
    far = p.then(ev(e.ActionStarted, source=phone)).refs["actions"][0]
    assert p.state.alarms[f"action:{far}"].alarm_kind is AlarmKind.ACTION_STARTED
    assert p.the_action(far).heard_due is not None, "nobody at the school has heard it yet"
    p.unit("A7", UnitStatus.OS, call=call)
    p.when(c.StartAction(sites=("ELMS",), type=LOCKDOWN, source=phone), by=ADAM7)
    p.then(ev(e.ActionEnded), ev(e.ActionStarted, source=ActionSource.SITE), ev(IncidentOpened))


@play
def entered_in_error_has_a_narrow_way_out(p: Playbook) -> None:
    action = p.action("LOCKDOWN")
    undo = c.EndActionInError(action=action, reason="wrong school", called_back="Ana Lopez")
    p.when(undo, by=SUE)
    p.refused("forbidden")
    p.when(undo, by=MARIA)
    p.then(
        ev(e.ActionEnded, end=ActionEnd.ENTERED_IN_ERROR, called_back="Ana Lopez", method=None),
        ev(IncidentClosed),
    )
    assert p.the_action(action).status is ActionStatus.ENDED
    p.when(undo, by=MARIA)
    p.refused("action_ended", "action")
    p.when(c.EndActionInError(action="nosuch", reason="x", called_back="x"))
    p.refused("not_found")


@play
def once_heard_only_the_release_is_left(p: Playbook) -> None:
    heard, asked, theirs, repeated = (
        p.action("SECURE", "GRHS"),
        p.action("LOCKDOWN", "ELMS"),
        p.action("HOLD", "FARM", source=ActionSource.ALARM),
        p.action("SHELTER", "ANNEX"),
    )
    p.given(c.AnnounceAction(action=heard))
    p.when(c.EndActionInError(action=heard, reason="x", called_back="x"))
    p.refused("already_heard", "action")
    p.given(c.RequestLockdownRelease(action=asked, authority="Lt. Moreno"))
    p.when(c.EndActionInError(action=asked, reason="x", called_back="x"))
    p.refused("already_heard", "action")
    p.when(c.EndActionInError(action=theirs, reason="x", called_back="x"))
    p.refused("started_at_site", "action")
    p.unit("A7", UnitStatus.AP, site="ANNEX")
    p.given(c.StartAction(sites=("ANNEX",), type=ActionType.SHELTER), by=ADAM7)
    p.when(c.EndActionInError(action=repeated, reason="x", called_back="x"))
    p.refused("started_at_site", "action")
    own = p.action("HOLD", "GRHS", by=ANA)
    p.when(c.EndActionInError(action=own, reason="x", called_back="x"), by=ANA)
    p.refused("started_at_site", "action")


@play
def a_drill_never_turns_actual_in_place(p: Playbook) -> None:
    drill = p.action("EVACUATE", mode=Mode.DRILL, location="track", entry_mode=None)
    p.when(c.MakeReal(action=drill))
    answer = p.then(
        ev(e.ActionEnded, action=drill, end=ActionEnd.ENDED_BY_ACTUAL, mode=Mode.DRILL),
        ev(e.ActionStarted, mode=Mode.ACTUAL, replaces_drill=drill, location=Protected("track")),
        ev(IncidentOpened),
    )
    real = p.the_action(answer.refs["actions"][0])
    assert (real.mode, p.the_action(drill).mode) == (Mode.ACTUAL, Mode.DRILL)
    assert p.the_action(drill).superseded_by == real.id
    p.when(c.MakeReal(action=real.id))
    p.refused("is_real", "action")
    p.when(c.MakeReal(action=drill))
    p.refused("action_ended", "action")
    p.when(c.MakeReal(action="nosuch"))
    p.refused("not_found")


@play
def actual_outranks_drill_at_the_whole_site(p: Playbook) -> None:
    drill = p.action("LOCKDOWN", mode=Mode.DRILL, zones=("NORTH",))
    p.when(c.StartAction(sites=("GRHS",), type=HOLD, zones=("SOUTH",)))
    p.then(ev(e.ActionEnded, action=drill, end=ActionEnd.ENDED_BY_ACTUAL), ev(e.ActionStarted))
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN, mode=Mode.DRILL, zones=("NORTH",)))
    p.refused("actual_in_force", "mode")
    p.when(c.StartAction(sites=("ELMS",), type=LOCKDOWN, mode=Mode.DRILL))
    p.then(ev(e.ActionStarted, mode=Mode.DRILL))


@play
def drills_are_suspended_district_wide(p: Playbook) -> None:
    p.when(c.SuspendDrills(suspended=True, reason="storm"))
    p.then(ev(e.DrillsSuspended, suspended=True, reason=Protected("storm")))
    p.when(c.SuspendDrills(suspended=True))
    p.then()
    for mode in (Mode.DRILL, Mode.TEST):
        p.when(c.StartAction(sites=("GRHS",), type=SECURE, mode=mode))
        p.refused("drills_suspended", "mode")
    p.when(c.StartAction(sites=("GRHS",), type=SECURE))
    p.then(ev(e.ActionStarted))
    p.when(c.SuspendDrills(suspended=False), by=ANA)
    p.refused("forbidden")
    p.when(c.SuspendDrills(suspended=False))
    p.then(ev(e.DrillsSuspended, suspended=False))


@play
def a_drill_and_a_test_are_not_the_same_order(p: Playbook) -> None:
    test = p.action("SECURE", mode=Mode.TEST)
    p.when(c.StartAction(sites=("GRHS",), type=SECURE, mode=Mode.DRILL))
    p.then(ev(e.ActionEnded, action=test, end=ActionEnd.SUPERSEDED), ev(e.ActionStarted, mode=Mode.DRILL))


@exercise_play
def an_exercise_forces_its_mode(p: Playbook) -> None:
    for asked in (Mode.ACTUAL, Mode.DRILL):
        p.when(c.StartAction(sites=("GRHS",), type=SECURE, mode=asked))
        answer = p.answer
        assert answer is not None
        if asked is Mode.ACTUAL:
            p.then(ev(e.ActionStarted, mode=Mode.EXERCISE))
        else:
            p.then(ev(e.ActionRepeated, mode=Mode.EXERCISE), warned="already in force")
    p.given(c.SuspendDrills(suspended=True))
    p.when(c.StartAction(sites=("ELMS",), type=SECURE, mode=Mode.DRILL))
    p.then(ev(e.ActionStarted, mode=Mode.EXERCISE))
