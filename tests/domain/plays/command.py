"""Who is in charge: the clock of NO COMMAND, establishing, handing over, assuming, sharing, terminating."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain import incident_events as i
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.incidents import (
    CommandEnd,
    Commander,
    CommandForm,
    Incident,
    SaidHow,
    TransferSide,
    Word,
)
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import AlarmKind
from tests.domain.district import ADAM3, ADAM7, ANA, JONAS
from tests.domain.playbook import Playbook, ev, play

RADIO, SELF = SaidHow.RADIO, SaidHow.SELF
MORENO: dict[str, Any] = {"name": "Moreno", "title": "Lt.", "agency": "MPD"}
LUND: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "WRFPD"}
GREEN: dict[str, Any] = {"name": "Green", "title": "Chief", "agency": "PMSD"}
OUT, IN = TransferSide.OUTGOING, TransferSide.INCOMING


def the_only(p: Playbook) -> Incident:
    (found,) = p.state.incidents.values()
    return found


def holder(p: Playbook) -> str | None:
    command = the_only(p).command
    return command.commander.name if command is not None and command.commander is not None else None


def acting(p: Playbook) -> str:
    """An incident with a Lockdown and nobody in command."""
    p.action("LOCKDOWN", call=p.call("WEAPON"))
    return the_only(p).id


def commanded(p: Playbook, **who: Any) -> str:
    """An incident that somebody commands."""
    incident = acting(p)
    p.given(o.EstablishCommand(incident=incident, post="north lot", **{**MORENO, **who}))
    return incident


@play
def the_clock_runs_from_the_first_action_until_somebody_is_named(p: Playbook) -> None:
    began = p.now
    incident = acting(p)
    assert the_only(p).no_command_since == began
    p.until(seconds=119)
    assert f"no_command:{incident}" not in p.state.alarms
    p.until(seconds=2)
    alarm = p.state.alarms[f"no_command:{incident}"]
    assert (alarm.alarm_kind, alarm.site, alarm.raised_at) == (
        AlarmKind.NO_COMMAND,
        "GRHS",
        began + timedelta(seconds=120),
    )
    p.given(c.AcknowledgeAlarm(alarm=alarm.id))
    p.until(seconds=120)
    assert alarm.id in p.state.alarms, "seen is not named: it comes again"
    p.when(
        o.EstablishCommand(
            incident=incident, post="north lot", post_site="GRHS", how=RADIO, said_by="A7", **MORENO
        )
    )
    p.then(
        ev(
            i.CommandEstablished,
            commander=Commander(**MORENO),
            word=Word(said_by="A7", how=RADIO),
            waited_ms=241_000,
        )
    )
    now = the_only(p)
    assert alarm.id not in p.state.alarms
    assert (now.no_command_since, now.gap_ms) == (None, 241_000)
    assert now.command is not None
    assert (now.command.since, now.command.said.by, now.command.said.said_by) == (p.now, "Maria", "A7")
    assert now.times["t_command_established"] == p.now
    assert now.post is not None
    assert now.post.place == Protected("north lot")
    assert p.the_call(now.calls[0].id).times["t_command_established"] == p.now


@play
def the_clock_runs_from_the_first_unit_on_scene(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.given(o.PromoteCall(call=call))
    assert the_only(p).no_command_since is None
    p.sent(call, "A7")
    p.wait(minutes=3)
    p.unit("A7", UnitStatus.OS)
    began = p.now
    assert the_only(p).no_command_since == began
    p.wait(seconds=30)
    p.when(c.ClearUnit(unit="A7"))
    p.then(ev(e.UnitCleared))
    assert (the_only(p).no_command_since, the_only(p).gap_ms) == (None, 30_000)


@play
def command_makes_a_call_or_a_site_an_incident(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.when(o.EstablishCommand(call=call, post="bus loop", **MORENO))
    p.then(ev(i.IncidentOpened, call=call), ev(i.CommandEstablished, waited_ms=None))
    p.when(o.EstablishCommand(site="GRHS", post="bus loop", **LUND))
    assert p.refused("command_held", "incident").current == {"commander": "Moreno (MPD)"}
    p.when(o.EstablishCommand(site="ELMS", post="office", **LUND))
    p.then(ev(i.IncidentOpened, call=None, sites=("ELMS",)), ev(i.CommandEstablished))
    for field, code, given in (
        ("incident", "what_missing", {}),
        ("site", "unknown_site", {"site": "NOSUCH"}),
        (None, "not_found", {"call": "nosuch"}),
        (None, "not_found", {"incident": "nosuch"}),
    ):
        named: dict[str, Any] = given
        p.when(o.EstablishCommand(post="x", **MORENO, **named))
        p.refused(code, field)
    p.when(o.EstablishCommand(site="FARM", post="x", **{**MORENO, "agency": "NOSUCH"}))
    p.refused("unknown_agency", "agency")
    p.when(o.EstablishCommand(site="FARM", post="x", unit="NOSUCH", **MORENO))
    p.refused("unknown_unit", "unit")
    p.when(o.EstablishCommand(site="FARM", post="x", post_site="NOSUCH", **MORENO))
    p.refused("unknown_site", "post_site")


@play
def a_site_with_a_call_is_commanded_as_that_call(p: Playbook) -> None:
    p.call("THEFT")
    urgent = p.call("FIGHT")
    p.when(o.EstablishCommand(site="GRHS", post="office", **MORENO))
    p.then(ev(i.IncidentOpened, call=urgent), ev(i.CommandEstablished, call=urgent))


@play
def an_officer_says_it_for_himself_and_for_nobody_else(p: Playbook) -> None:
    call = p.call("FIGHT")
    me = {"name": "Adam", "title": "Officer", "agency": "PMSD", "unit": "A7"}
    p.when(o.EstablishCommand(call=call, post="gym", how=SELF, **me), by=ADAM3)
    p.refused("not_yours_to_say", "how")
    p.when(o.EstablishCommand(call=call, post="gym", how=RADIO, **me), by=ADAM7)
    p.refused("forbidden")
    p.when(o.EstablishCommand(call=call, post="gym", how=SELF, **me), by=ADAM7)
    p.then(ev(i.IncidentOpened), ev(i.CommandEstablished, word=Word(said_by="Adam", how=SELF)))
    p.when(o.EstablishCommand(call=call, post="gym", how=SELF, **me), by=ANA)
    p.refused("not_found")


@play
def command_goes_over_when_both_have_confirmed_and_not_before(p: Playbook) -> None:
    incident = commanded(p, unit="A7")
    p.when(o.OfferTransfer(incident=incident, reason="senior", **LUND))
    p.then(ev(i.TransferOffered, outgoing=Commander(**MORENO, unit="A7"), incoming=Commander(**LUND)))
    p.wait(minutes=1)
    p.when(o.ConfirmTransfer(incident=incident, side=IN, how=RADIO))
    p.refused("not_briefed", "briefed")
    p.when(o.ConfirmTransfer(incident=incident, side=IN, how=RADIO, briefed=True))
    p.then(ev(i.TransferConfirmed, side=IN, briefed=True, word=Word(said_by="Lund", how=RADIO)))
    assert holder(p) == "Moreno", "until it is complete the outgoing remains"
    p.when(o.ConfirmTransfer(incident=incident, side=IN, how=RADIO, briefed=True))
    p.refused("said_already", "side")
    p.wait(minutes=1)
    p.when(o.ConfirmTransfer(incident=incident, side=OUT, how=SELF), by=ADAM7)
    p.then(
        ev(i.TransferConfirmed, side=OUT),
        ev(
            i.CommandTransferred,
            outgoing=Commander(**MORENO, unit="A7"),
            incoming=Commander(**LUND),
            outgoing_word=Word(said_by="Moreno", how=SELF),
            incoming_word=Word(said_by="Lund", how=RADIO),
        ),
    )
    assert holder(p) == "Lund"
    (before,) = the_only(p).history
    assert (before.until, before.end) == (p.now, CommandEnd.TRANSFERRED)
    p.when(o.ConfirmTransfer(incident=incident, side=OUT, how=RADIO))
    p.refused("no_transfer", "incident")
    p.when(o.CancelTransfer(incident=incident))
    p.refused("no_transfer", "incident")


@play
def an_agreed_time_is_kept_and_not_before_both_have_confirmed(p: Playbook) -> None:
    incident = commanded(p)
    p.when(o.OfferTransfer(incident=incident, effective_at=p.now, **LUND))
    p.refused("bad_value", "effective_at")
    at = p.now + timedelta(minutes=10)
    p.given(o.OfferTransfer(incident=incident, effective_at=at, **LUND))
    p.given(o.ConfirmTransfer(incident=incident, side=IN, how=RADIO, briefed=True))
    p.when(o.ConfirmTransfer(incident=incident, side=OUT, how=RADIO))
    p.then(ev(i.TransferConfirmed))
    p.until(minutes=9)
    assert holder(p) == "Moreno"
    p.until(minutes=1)
    assert holder(p) == "Lund"
    # The next one is late: command goes over when the second confirms.
    p.given(o.OfferTransfer(incident=incident, effective_at=p.now + timedelta(minutes=1), **GREEN))
    p.given(o.ConfirmTransfer(incident=incident, side=OUT, how=RADIO))
    p.until(minutes=5)
    assert holder(p) == "Lund"
    p.when(o.ConfirmTransfer(incident=incident, side=IN, how=SaidHow.PHONE, briefed=True))
    p.then(ev(i.TransferConfirmed), ev(i.CommandTransferred))


@play
def what_can_not_be_handed_over(p: Playbook) -> None:
    incident = acting(p)
    p.when(o.OfferTransfer(incident=incident, **LUND))
    p.refused("no_command", "incident")
    p.when(o.AssumeCommand(incident=incident, reason="x", how=RADIO, **LUND))
    p.refused("no_command", "incident")
    p.when(o.TerminateCommand(incident=incident))
    p.refused("no_command", "incident")
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    p.when(o.OfferTransfer(incident=incident, **MORENO))
    p.refused("in_command", "name")
    p.when(o.OfferTransfer(incident=incident, **{**LUND, "agency": "NOSUCH"}))
    p.refused("unknown_agency", "agency")
    p.given(o.OfferTransfer(incident=incident, **LUND))
    p.when(o.OfferTransfer(incident=incident, **GREEN))
    p.refused("transfer_pending", "incident")
    p.when(o.CancelTransfer(incident=incident, reason="he stays"))
    p.then(ev(i.TransferCancelled, reason=Protected("he stays")))
    assert (holder(p), the_only(p).transfer) == ("Moreno", None)


@play
def command_is_assumed_with_a_reason_and_stands_so_until_ratified(p: Playbook) -> None:
    incident = commanded(p)
    p.when(o.RatifyCommand(incident=incident, said_by="Chief Green"))
    p.refused("not_assumed", "incident")
    p.given(o.OfferTransfer(incident=incident, **GREEN))
    p.when(o.AssumeCommand(incident=incident, reason="Moreno is hurt", how=SELF, **LUND))
    p.refused("by_voice", "how")
    p.when(o.AssumeCommand(incident=incident, reason="Moreno is hurt", how=RADIO, **{**LUND, "agency": "X"}))
    p.refused("unknown_agency", "agency")
    p.when(o.AssumeCommand(incident=incident, reason="Moreno is hurt", how=RADIO, **LUND))
    p.then(ev(i.CommandAssumed, before="Moreno (MPD)", reason=Protected("Moreno is hurt")))
    now = the_only(p)
    assert now.command is not None
    assert (holder(p), now.command.assumed, now.command.ratified, now.transfer) == ("Lund", True, None, None)
    assert now.history[-1].end is CommandEnd.ASSUMED
    p.when(o.RatifyCommand(incident=incident, said_by="lund"))
    p.refused("own_command", "said_by")
    p.when(o.RatifyCommand(incident=incident, said_by="Green", how=SELF))
    p.refused("by_voice", "how")
    p.when(o.RatifyCommand(incident=incident, said_by="Green"), by=JONAS)
    p.then(ev(i.CommandRatified, who="Lund (WRFPD)", word=Word(said_by="Green", how=RADIO)))
    p.when(o.RatifyCommand(incident=incident, said_by="Green"))
    p.refused("not_assumed", "incident")


@play
def command_ends_when_nothing_is_in_force_and_its_clock_stays_still(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.sent(call, "A7", status=UnitStatus.OS)
    incident = str(p.given(o.EstablishCommand(call=call, post="gym", **MORENO))["incident"])
    action = p.action("SECURE", call=call)
    p.when(o.TerminateCommand(incident=incident))
    p.refused("action_in_force", "incident")
    p.given(c.EndActionInError(action=action, reason="wrong site", called_back="Front desk"))
    p.when(o.TerminateCommand(incident=incident, how=SELF))
    p.refused("by_voice", "how")
    p.when(o.TerminateCommand(incident=incident, said_by="Moreno", text="all done"))
    p.then(ev(i.CommandTerminated, who="Moreno (MPD)", text=Protected("all done")))
    assert the_only(p).no_command_since is None, "who is still there packs up"
    p.wait(minutes=1)
    p.action("SECURE", call=call)
    assert the_only(p).no_command_since == p.now, "what begins anew needs somebody anew"
    p.given(o.EstablishCommand(incident=incident, post="gym", **LUND))
    assert [one.end for one in the_only(p).history] == [CommandEnd.TERMINATED]


@play
def two_make_a_unified_command_and_one_does_not(p: Playbook) -> None:
    incident = commanded(p)
    p.when(o.AddUnifiedMember(incident=incident, authority="fire and rescue", how=RADIO, **LUND))
    lund = p.then(
        ev(i.UnifiedMemberAdded, commander=Commander(**MORENO), word=None),
        ev(i.UnifiedMemberAdded, commander=Commander(**LUND)),
    ).refs["member"]
    assert holder(p) == "Moreno", "separate commands: who was in command remains"
    moreno = the_only(p).members[0].id
    p.when(o.AddUnifiedMember(incident=incident, authority="x", **{**LUND, "name": "Other"}))
    p.refused("agency_has_member", "agency")
    p.when(o.AddUnifiedMember(incident=incident, authority="x", **MORENO))
    p.refused("agency_has_member", "agency")
    p.when(o.ConfirmUnifiedMember(incident=incident, member=lund, how=RADIO))
    p.refused("said_already", "member")
    p.when(o.ConfirmUnifiedMember(incident=incident, member="nosuch", how=RADIO))
    p.refused("unknown_member", "member")
    p.wait(minutes=2)
    p.when(o.ConfirmUnifiedMember(incident=incident, member=moreno, how=RADIO))
    p.then(
        ev(i.UnifiedMemberConfirmed),
        ev(i.UnifiedFormed, members=(Commander(**MORENO), Commander(**LUND)), waited_ms=None),
    )
    now = the_only(p)
    assert now.command is not None
    assert (now.command.form, now.command.since) == (CommandForm.UNIFIED, p.now)
    assert now.times["t_uc_formed"] == p.now
    p.when(o.OfferTransfer(incident=incident, **GREEN))
    p.refused("unified_command", "incident")
    p.given(o.AddUnifiedMember(incident=incident, authority="custody", how=RADIO, **GREEN))
    assert len(the_only(p).confirmed) == 3
    p.when(o.LeaveUnified(incident=incident, member=lund, reason="fire is out"))
    p.then(ev(i.UnifiedMemberLeft, sole=None))
    p.when(o.LeaveUnified(incident=incident, member=lund))
    p.refused("unknown_member", "member")
    p.when(o.LeaveUnified(incident=incident, member=moreno, how=SELF))
    p.refused("by_voice", "how")
    p.when(o.LeaveUnified(incident=incident, member=moreno))
    p.then(ev(i.UnifiedMemberLeft, sole=Commander(**GREEN)), warned="Green (PMSD) is in command alone")
    assert (holder(p), the_only(p).members) == ("Green", ())


@play
def unified_command_can_be_the_first_and_takes_no_transfer_with_it(p: Playbook) -> None:
    incident = acting(p)
    p.wait(seconds=50)
    p.given(o.AddUnifiedMember(incident=incident, authority="law", how=RADIO, **MORENO))
    p.when(o.AddUnifiedMember(incident=incident, authority="fire", how=RADIO, **LUND))
    p.then(
        ev(i.UnifiedMemberAdded),
        ev(i.UnifiedFormed, waited_ms=50_000),
        warned="No command post is named yet",
    )
    p.when(o.TerminateCommand(incident=incident))
    p.refused("action_in_force", "incident")
    p.when(o.AssumeCommand(incident=incident, reason="both gone", how=RADIO, **GREEN))
    p.then(ev(i.CommandAssumed, before="unified command (MPD, WRFPD)"))
    p.given(o.OfferTransfer(incident=incident, **MORENO))
    p.given(o.AddUnifiedMember(incident=incident, authority="law", how=RADIO, **MORENO))
    green = the_only(p).members[0].id
    p.when(o.ConfirmUnifiedMember(incident=incident, member=green, how=RADIO))
    p.refused("transfer_pending", "incident")


@play
def the_commander_may_be_the_first_member_by_name(p: Playbook) -> None:
    incident = commanded(p)
    p.when(o.AddUnifiedMember(incident=incident, authority="law", how=RADIO, **MORENO))
    p.then(ev(i.UnifiedMemberAdded, commander=Commander(**MORENO)))
    p.given(o.AddUnifiedMember(incident=incident, authority="fire", how=RADIO, **LUND))
    now = the_only(p).command
    assert now is not None
    assert now.form is CommandForm.UNIFIED


@play
def what_command_has_agreed_on(p: Playbook) -> None:
    incident = acting(p)
    p.when(o.PlanCommand(incident=incident, spokesperson="PIO Hale"))
    p.refused("no_command", "incident")
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    p.when(
        o.PlanCommand(
            incident=incident,
            priorities=("Life safety", "Find the missing"),
            spokesperson="PIO Hale",
            next_meeting=p.now + timedelta(minutes=30),
        )
    )
    p.then(ev(i.CommandPlanned, priorities=(Protected("Life safety"), Protected("Find the missing"))))
    p.given(o.PlanCommand(incident=incident, post="fieldhouse", post_site="GRHS", operations="Sgt. Roy"))
    now = the_only(p)
    assert (now.plan.spokesperson, now.plan.operations) == ("PIO Hale", "Sgt. Roy")
    assert now.post is not None
    assert now.post.place == Protected("fieldhouse")
    p.given(o.PlanCommand(incident=incident, priorities=()))
    assert the_only(p).plan.priorities == ()
    for code, field, given in (
        ("empty_change", "incident", {}),
        ("post_missing", "post", {"post_site": "GRHS"}),
        ("unknown_site", "post_site", {"post": "x", "post_site": "NOSUCH"}),
        ("bad_value", "next_meeting", {"next_meeting": p.now}),
    ):
        p.when(o.PlanCommand(incident=incident, **given))
        p.refused(code, field)
