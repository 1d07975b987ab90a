"""Calls that become an incident, by themselves and by hand; what joins it, and how it ends."""

from __future__ import annotations

from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain import incident_events as i
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.incidents import Complexity, Incident, IncidentCause
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import CallEnd, LinkKind, Priority
from tests.domain.district import ADAM7, ANA
from tests.domain.playbook import Playbook, ev, exercise_play, play

SECURE, HOLD, LOCKDOWN = ActionType.SECURE, ActionType.HOLD, ActionType.LOCKDOWN


def the_only(p: Playbook) -> Incident:
    (found,) = p.state.incidents.values()
    return found


@play
def a_p1_with_an_action_other_than_hold_is_an_incident(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.when(c.StartAction(sites=("GRHS",), type=HOLD, call=call))
    p.then(ev(e.ActionStarted))
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN, call=call))
    answer = p.then(
        ev(e.ActionEnded),
        ev(e.ActionStarted),
        ev(
            i.IncidentOpened,
            incident_no="I26-0001",
            cause=IncidentCause.P1_ACTION,
            call=call,
            sites=("GRHS",),
            name=Protected("Granite Ridge High"),
            mode=Mode.ACTUAL,
        ),
    )
    assert answer.refs["incident"] == the_only(p).id
    p.when(c.StartAction(sites=("ELMS",), type=SECURE, call=call))
    p.then(ev(e.ActionStarted))
    assert the_only(p).sites == ("GRHS", "ELMS"), "further sites of its calls are its sites"


@play
def an_action_makes_no_incident_of_what_is_less_than_a_p1(p: Playbook) -> None:
    call = p.call("FIGHT", priority=Priority.P2)
    p.when(c.StartAction(sites=("GRHS",), type=SECURE, call=call))
    p.then(ev(e.ActionStarted))
    p.when(c.UpdateCall(call=call, priority=Priority.P1), expect={call: p.the_call(call).version})
    p.then(ev(e.CallUpdated), ev(i.IncidentOpened, cause=IncidentCause.P1_ACTION))


@play
def an_order_without_a_call_promotes_the_p1_of_its_site(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN), by=ANA)
    p.then(ev(e.ActionStarted, call=None), ev(i.IncidentOpened, call=call))


@play
def a_drill_and_a_test_make_no_incident(p: Playbook) -> None:
    call = p.call("WEAPON", mode=Mode.DRILL)
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN, mode=Mode.DRILL, call=call))
    p.then(ev(e.ActionStarted))
    p.when(o.PromoteCall(call=call, name="Drill of the north wing"))
    p.then(ev(i.IncidentOpened, mode=Mode.DRILL, name=Protected("Drill of the north wing")))
    test = str(p.given(c.RaisePanic(site="ELMS", test=True))["call"])
    p.when(o.PromoteCall(call=test))
    p.refused("is_test", "call")


@play
def calls_at_several_sites_are_an_incident(p: Playbook) -> None:
    one, other = p.call("FIGHT"), p.call("FIGHT", site="ELMS")
    p.when(c.LinkCalls(call=one, other=other, link=LinkKind.RELATED))
    p.then(
        ev(e.CallsLinked),
        ev(i.IncidentOpened, cause=IncidentCause.SEVERAL_SITES, sites=("GRHS", "ELMS")),
    )
    assert the_only(p).call_ids == {one, other}
    third = p.call("FIGHT", site="FARM")
    p.when(c.LinkCalls(call=third, other=one, link=LinkKind.CHILD))
    p.then(ev(e.CallsLinked), ev(i.IncidentJoined, call=third))
    assert the_only(p).sites == ("GRHS", "ELMS", "FARM")
    p.given(c.AddReport(call=third, source=p.the_call(third).source))
    p.when(c.SplitCall(call=third, reports=(1,)))
    split = p.then(ev(e.CallSplit), ev(i.IncidentJoined)).refs["call"]
    assert split in the_only(p).call_ids


@play
def one_order_at_two_sites_is_an_incident(p: Playbook) -> None:
    call = p.call("SUSPER")
    p.when(c.StartAction(sites=("GRHS", "ELMS"), type=SECURE, call=call))
    p.then(ev(e.ActionStarted), ev(e.ActionStarted), ev(i.IncidentOpened, cause=IncidentCause.SEVERAL_SITES))


@play
def a_second_p1_at_a_site_of_an_incident_joins_it_when_its_turn_comes(p: Playbook) -> None:
    first = p.call("WEAPON")
    p.action("LOCKDOWN", call=first)
    second = p.call("WEAPON")
    assert second not in the_only(p).call_ids, "offered, not taken"
    p.when(c.RaisePanic(site="GRHS", room="101"), by=ANA)
    p.then(
        ev(e.CallCreated), ev(e.PanicRaised), ev(e.ActionRepeated), ev(i.IncidentJoined), warned="in force"
    )
    p.when(o.JoinIncident(incident=the_only(p).id, call=second))
    p.then(ev(i.IncidentJoined, call=second))
    p.when(o.JoinIncident(incident=the_only(p).id, call=second))
    p.refused("in_incident", "call")
    p.when(o.PromoteCall(call=second))
    p.refused("in_incident", "call")
    drill = p.call("WEAPON", site="ELMS", mode=Mode.DRILL)
    p.when(o.JoinIncident(incident=the_only(p).id, call=drill))
    p.refused("mode_differs", "call")
    p.when(o.JoinIncident(incident="nosuch", call=drill))
    p.refused("not_found")
    p.when(o.JoinIncident(incident=the_only(p).id, call="nosuch"))
    p.refused("not_found")


@play
def what_a_duplicate_belonged_to_its_other_call_belongs_to(p: Playbook) -> None:
    first, second = p.call("FIGHT"), p.call("FIGHT")
    p.given(o.PromoteCall(call=first))
    p.when(c.MergeCall(call=first, into=second))
    p.then(ev(e.CallMerged))
    assert the_only(p).call_ids == {first, second}
    assert the_only(p).closed_at is None


@play
def it_is_named_typed_and_has_a_period(p: Playbook) -> None:
    incident = str(p.given(o.PromoteCall(call=p.call("FIGHT")))["incident"])
    start = p.now
    p.when(
        o.ChangeIncident(
            incident=incident,
            name="North fence",
            complexity=Complexity.TYPE_4,
            period_to=start + timedelta(hours=4),
            reason="two agencies",
        )
    )
    p.then(ev(i.IncidentChanged, complexity=Complexity.TYPE_4, reason=Protected("two agencies")))
    now = the_only(p)
    assert (now.name, now.complexity, now.period_from) == (
        Protected("North fence"),
        Complexity.TYPE_4,
        start,
    )
    p.when(o.ChangeIncident(incident=incident, period_to=start + timedelta(hours=25)))
    p.refused("too_long", "period_to")
    p.when(o.ChangeIncident(incident=incident, period_to=start))
    p.refused("bad_value", "period_to")
    p.when(o.ChangeIncident(incident=incident, reason="none"))
    p.refused("empty_change", "incident")
    p.when(o.PromoteCall(call=p.call("FIGHT", site="ELMS")), by=ADAM7)
    p.refused("forbidden")


@play
def it_closes_with_its_calls_and_leaves_after_a_while(p: Playbook) -> None:
    one, other = p.call("FIGHT"), p.call("FIGHT", site="ELMS")
    p.given(c.LinkCalls(call=one, other=other, link=LinkKind.RELATED))
    incident = the_only(p).id
    p.when(o.CloseIncident(incident=incident))
    p.refused("calls_open", "incident")
    p.when(c.EndCall(call=one, end=CallEnd.CANCELLED_BY_CALLER))
    p.then(ev(e.CallEnded))
    p.when(c.EndCall(call=other, end=CallEnd.CANCELLED_BY_CALLER))
    p.then(ev(e.CallEnded), ev(i.IncidentClosed, incident=incident, gap_ms=0))
    p.when(o.JoinIncident(incident=incident, call=p.call("FIGHT")))
    p.refused("incident_closed", "incident")
    p.until(minutes=31)
    assert not p.state.incidents
    p.when(o.CloseIncident(incident=incident))
    p.refused("not_found")


@play
def it_is_closed_by_hand_when_command_is_over(p: Playbook) -> None:
    call = p.call("FIGHT")
    incident = str(
        p.given(o.EstablishCommand(call=call, name="Moreno", title="Lt.", agency="MPD", post="north lot"))[
            "incident"
        ]
    )
    p.given(c.EndCall(call=call, end=CallEnd.CANCELLED_BY_CALLER))
    assert the_only(p).closed_at is None, "who commands says when it ends"
    p.when(o.CloseIncident(incident=incident))
    p.refused("command_held", "incident")
    p.given(o.TerminateCommand(incident=incident))
    p.when(o.CloseIncident(incident=incident, outcome="nothing found"))
    p.then(ev(i.IncidentClosed, outcome=Protected("nothing found")))


@play
def its_size_is_proposed_from_what_is_counted(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.when(o.PromoteCall(call=call))
    p.then(ev(i.IncidentOpened, cause=IncidentCause.BY_HAND))
    assert the_only(p).proposed.complexity is Complexity.TYPE_5
    p.action("LOCKDOWN", call=call)
    p.sent(call, "A7", "SRO5", status=UnitStatus.OS)
    said = the_only(p).proposed
    assert said.complexity is Complexity.TYPE_4
    assert said.reason == "A protective action at 1 site, 2 agencies."
    assert "t_second_agency" in the_only(p).times


@exercise_play
def in_an_exercise_it_is_an_exercise(p: Playbook) -> None:
    p.when(c.StartAction(sites=("GRHS",), type=LOCKDOWN, call=p.call("WEAPON")))
    p.then(ev(e.ActionStarted), ev(i.IncidentOpened, mode=Mode.EXERCISE))


@play
def a_lockdown_by_the_school_alone_is_an_incident_and_its_clock_runs(p: Playbook) -> None:
    p.when(c.StartAction(sites=("GRHS",), type=ActionType.LOCKDOWN), by=ANA)
    p.then(
        ev(e.ActionStarted, call=None),
        ev(i.IncidentOpened, cause=IncidentCause.ACTION, calls=(), call=None, sites=("GRHS",)),
    )
    (incident,) = p.state.incidents.values()
    assert incident.no_command_since == p.now
    p.until(seconds=121)
    assert f"no_command:{incident.id}" in p.state.alarms
    p.call("THEFT")
    call = p.call("WEAPON")
    assert [one.id for one in p.state.incidents[incident.id].calls] == [call], (
        "a P1 there is of the same matter"
    )


@play
def orders_at_several_sites_without_a_call_are_one_incident(p: Playbook) -> None:
    p.when(c.StartAction(sites=("GRHS", "ELMS"), type=ActionType.EVACUATE))
    p.then(
        ev(e.ActionStarted),
        ev(e.ActionStarted),
        ev(i.IncidentOpened, sites=("GRHS", "ELMS"), cause=IncidentCause.ACTION),
    )
    p.when(c.StartAction(sites=("FARM",), type=ActionType.SECURE))
    p.then(ev(e.ActionStarted))
    p.when(c.StartAction(sites=("FARM",), type=ActionType.LOCKDOWN, mode=Mode.DRILL))
    p.refused("actual_in_force", "mode")
    one, other = (one.id for one in p.state.actions.values() if one.type is ActionType.EVACUATE)
    p.when(c.EndActionInError(action=one, reason="wrong site", called_back="Front desk"))
    p.then(ev(e.ActionEnded))
    p.when(c.EndActionInError(action=other, reason="wrong site", called_back="Front desk"))
    p.then(ev(e.ActionEnded), ev(i.IncidentClosed))


@play
def an_order_for_a_call_of_any_priority_needs_somebody_in_command(p: Playbook) -> None:
    call = p.call("THEFT")
    p.when(c.StartAction(sites=("GRHS",), type=ActionType.SHELTER, call=call))
    p.then(ev(e.ActionStarted), ev(i.IncidentOpened, cause=IncidentCause.ACTION, call=call))
