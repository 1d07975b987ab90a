"""Command from where it happens: an officer's phone and a school's own page. Their own word, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain import conduct_events as w
from dispatch.domain import conduct_orders as k
from dispatch.domain import decision_events as de
from dispatch.domain import decision_orders as d
from dispatch.domain import events as e
from dispatch.domain import incident_events as i
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.decision_matrix import Party
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision_records import DecisionFlag, FactKind
from dispatch.domain.incident_work import CheckInStatus, RequestStatus
from dispatch.domain.incidents import CommandEnd, SaidHow, TransferSide, Word
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.wall_incident import incident_view as wall_incident
from dispatch.domain.srt import same_person
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import AlarmKind
from tests.domain.district import ADAM3, ADAM7, ANA, ELLA
from tests.domain.playbook import Playbook, ev, play
from tests.domain.plays.command import GREEN, LUND, MORENO, commanded, holder, the_only

SELF, RADIO = SaidHow.SELF, SaidHow.RADIO
OUT, IN = TransferSide.OUTGOING, TransferSide.INCOMING
ADAM: dict[str, Any] = {"name": "Adam", "title": "Officer", "agency": "PMSD", "unit": "A7"}
ABEL: dict[str, Any] = {"name": "Abel", "title": "Officer", "agency": "PMSD", "unit": "A3"}
PRINCIPAL: dict[str, Any] = {"name": "Ana", "title": "Principal", "agency": "PMSD"}
BO = replace(ANA, person="bo", name="Bo", position="p2")


def on_scene(p: Playbook) -> tuple[str, str]:
    """A call with a Lockdown, to which two units are sent."""
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    p.sent(call, "A7", status=UnitStatus.OS)
    p.sent(call, "A3")
    return call, the_only(p).id


def in_charge(p: Playbook) -> str:
    """A Lockdown at Granite Ridge of which Ana is in charge in the building."""
    p.action("LOCKDOWN", call=p.call("WEAPON"))
    p.given(c.TakeSrtRole(site="GRHS", role=SrtRole.INCIDENT_COMMANDER), by=ANA)
    return the_only(p).id


# --- an officer ---------------------------------------------------------------------------------------------------


@play
def whose_phone_it_is_says_who_commands(p: Playbook) -> None:
    _, incident = on_scene(p)
    partner = {**ADAM, "name": "The partner"}
    p.when(o.EstablishCommand(incident=incident, post="north lot", how=SELF, **partner), by=ADAM7)
    p.then(ev(i.CommandEstablished, word=Word(said_by="Adam", how=SELF), waited_ms=0))
    assert holder(p) == "Adam"
    p.when(o.EstablishCommand(incident=incident, post="bus loop", how=SELF, **ABEL), by=ADAM3)
    assert p.refused("command_held", "incident").current == {"commander": "Adam (PMSD)"}


@play
def who_commands_gives_it_from_the_phone_and_who_takes_it_has_been_briefed(p: Playbook) -> None:
    _, incident = on_scene(p)
    p.given(o.EstablishCommand(incident=incident, post="lot", how=SELF, **ADAM), by=ADAM7)
    p.when(o.OfferTransfer(incident=incident, **ABEL), by=ADAM7)
    p.then(
        ev(i.TransferOffered),
        ev(i.TransferConfirmed, side=OUT, who="Adam", word=Word(said_by="Adam", how=SELF), briefed=False),
    )
    assert holder(p) == "Adam", "until the other has confirmed"
    p.when(o.ConfirmTransfer(incident=incident, side=IN, how=SELF), by=ADAM3)
    p.refused("not_briefed", "briefed")
    p.when(o.ConfirmTransfer(incident=incident, side=IN, how=SELF, briefed=True), by=ADAM7)
    p.refused("not_yours_to_say", "how")
    p.when(o.ConfirmTransfer(incident=incident, side=IN, how=SELF, briefed=True), by=ADAM3)
    p.then(
        ev(i.TransferConfirmed, side=IN),
        ev(i.CommandTransferred, incoming_word=Word(said_by="Abel", how=SELF)),
    )
    assert holder(p) == "Abel"


@play
def who_asks_for_command_says_why_and_the_desk_confirms_by_voice(p: Playbook) -> None:
    _, incident = on_scene(p)
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    p.when(o.OfferTransfer(incident=incident, **ADAM), by=ADAM7)
    p.refused("reason_missing", "reason")
    p.when(o.OfferTransfer(incident=incident, reason="hurt", **ABEL), by=ADAM7)
    p.refused("forbidden")
    p.when(o.AssumeCommand(incident=incident, reason="hurt", how=SELF, **ADAM), by=ADAM7)
    p.refused("forbidden")
    p.when(o.OfferTransfer(incident=incident, reason="Moreno is hurt and can't confirm", **ADAM), by=ADAM7)
    p.then(ev(i.TransferOffered, reason=Protected("Moreno is hurt and can't confirm")))
    assert holder(p) == "Moreno", "asking takes nothing"
    p.when(o.AssumeCommand(incident=incident, reason="Moreno is hurt", how=RADIO, said_by="Adam", **ADAM))
    p.then(ev(i.CommandAssumed, before="Moreno (MPD)"))
    assert (holder(p), the_only(p).transfer) == ("Adam", None)


def rings(p: Playbook) -> bool:
    """Whether command that somebody asks for rings at the desk."""
    return any(one.alarm_kind is AlarmKind.COMMAND_ASKED for one in p.state.alarms.values())


@play
def command_that_is_asked_for_rings_until_the_desk_has_taken_it_up(p: Playbook) -> None:
    call, incident = on_scene(p)
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    ask = o.OfferTransfer(incident=incident, reason="relief", **ADAM)
    p.given(ask)
    assert not rings(p), "the desk knows what it has begun itself"
    p.given(o.CancelTransfer(incident=incident))
    p.given(ask, by=ADAM7)
    alarm = p.state.alarms[f"command_asked:{incident}"]
    assert (alarm.call, alarm.site, alarm.mode) == (call, "GRHS", the_only(p).mode)
    p.given(o.CancelTransfer(incident=incident, reason="Moreno stays"))
    assert not rings(p), "refused"
    p.given(ask, by=ADAM7)
    p.given(c.AcknowledgeAlarm(alarm=f"command_asked:{incident}"))
    assert not rings(p), "acknowledged"
    p.given(o.CancelTransfer(incident=incident))
    p.given(ask, by=ADAM7)
    p.given(o.ConfirmTransfer(incident=incident, side=IN, how=SELF, briefed=True), by=ADAM7)
    assert rings(p), "who asked is briefed; whoever commands has said nothing yet"
    p.given(o.ConfirmTransfer(incident=incident, side=OUT, how=RADIO))
    assert (rings(p), holder(p)) == (False, "Adam")
    p.given(o.OfferTransfer(incident=incident, **ABEL), by=ADAM7)
    assert rings(p), "what is given waits to be taken"
    p.when(o.ConfirmTransfer(incident=incident, side=IN, how=SELF, briefed=True), by=ADAM3)
    p.then(ev(i.TransferConfirmed), ev(i.CommandTransferred))
    assert (rings(p), holder(p)) == (False, "Abel")


@play
def command_that_is_asked_for_is_overtaken_by_what_becomes_of_command(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.sent(call, "A7", status=UnitStatus.OS)
    p.sent(call, "A3")
    incident = str(p.given(o.EstablishCommand(call=call, post="lot", **MORENO))["incident"])
    p.given(o.OfferTransfer(incident=incident, reason="Moreno can't confirm", **ADAM), by=ADAM7)
    p.when(o.AssumeCommand(incident=incident, reason="no answer", how=RADIO, **ADAM))
    p.then(ev(i.CommandAssumed))
    assert not rings(p), "assumed"
    p.given(o.OfferTransfer(incident=incident, reason="relief", **ABEL), by=ADAM3)
    assert rings(p)
    p.given(o.TerminateCommand(incident=incident, how=RADIO))
    assert not rings(p), "over"


@play
def who_commands_ends_it_from_the_phone_when_nothing_is_in_force(p: Playbook) -> None:
    call = p.call("FIGHT")
    p.sent(call, "A7", status=UnitStatus.OS)
    p.sent(call, "A3")
    given = o.EstablishCommand(call=call, post="gym", how=SELF, **ADAM)
    incident = str(p.given(given, by=ADAM7)["incident"])
    over = o.TerminateCommand(incident=incident, how=SELF)
    p.when(over, by=ADAM3)
    p.refused("not_yours_to_say", "how")
    p.when(replace(over, how=RADIO), by=ADAM7)
    p.refused("forbidden")
    action = p.action("SECURE", call=call)
    p.when(over, by=ADAM7)
    p.refused("action_in_force", "incident")
    p.given(c.EndActionInError(action=action, reason="wrong site", called_back="Front desk"))
    p.when(over, by=ADAM7)
    p.then(ev(i.CommandTerminated, who="Adam (PMSD)", word=Word(said_by="Adam", how=SELF)))
    assert the_only(p).history[-1].end is CommandEnd.TERMINATED


@play
def one_member_does_not_end_unified_command(p: Playbook) -> None:
    _, incident = on_scene(p)
    p.given(o.EstablishCommand(incident=incident, post="lot", **ADAM))
    p.given(o.AddUnifiedMember(incident=incident, authority="district", how=RADIO, **ADAM))
    p.given(o.AddUnifiedMember(incident=incident, authority="law", how=RADIO, **MORENO))
    p.when(o.TerminateCommand(incident=incident, how=SELF), by=ADAM7)
    p.refused("unified_command", "incident")


@play
def a_unit_says_that_it_is_there_and_who_was_not_sent_stages(p: Playbook) -> None:
    call, incident = on_scene(p)
    came: dict[str, Any] = {"incident": incident, "agency": "PMSD", "resource": "Patrol", "how": SELF}
    p.when(k.CheckInResource(name="A3", unit="A3", **came), by=ADAM7)
    p.refused("forbidden")
    p.when(k.CheckInResource(name="A7", unit="A7", assignment="north doors", **came), by=ADAM7)
    p.then(ev(w.ResourceCheckedIn, of_unit="A7", sent_for=True, status=CheckInStatus.STAGED, assignment=None))
    p.given(c.ClearUnit(unit="A3"))
    p.when(k.CheckInResource(name="A3", unit="A3", sent_for=True, **came), by=ADAM3)
    p.refused("not_found")
    p.given(o.EstablishCommand(incident=incident, post="lot", how=SELF, **ADAM), by=ADAM7)
    p.given(o.OfferTransfer(incident=incident, **ABEL))
    p.when(k.CheckInResource(name="A3", unit="A3", sent_for=True, **came), by=ADAM3)
    p.then(
        ev(w.ResourceCheckedIn, of_unit="A3", sent_for=False, status=CheckInStatus.STAGED),
        warned="not sent for",
    )
    theirs = {one.unit: one.id for one in p.state.check_ins.values()}
    work = k.MoveCheckIn(
        incident=incident, check_in=theirs["A3"], status=CheckInStatus.ASSIGNED, assignment="east doors"
    )
    p.when(work, by=ADAM3)
    p.refused("forbidden")
    p.when(replace(work, check_in=theirs["A7"], status=CheckInStatus.OUT), by=ADAM3)
    p.refused("forbidden")
    p.when(work, by=ADAM7)
    p.then(ev(w.CheckInMoved, name="A3", status=CheckInStatus.ASSIGNED))
    p.when(k.MoveCheckIn(incident=incident, check_in=theirs["A3"], status=CheckInStatus.OUT), by=ADAM3)
    p.then(ev(w.CheckInMoved, name="A3", status=CheckInStatus.OUT))
    assert p.the_call(call).units == ("A7",)


@play
def who_comes_without_being_sent_names_the_site_and_stages(p: Playbook) -> None:
    call, incident = on_scene(p)
    p.given(c.ClearUnit(unit="A3"))
    here = k.StageUnit(unit="A3", site="GRHS", people=2)
    p.when(replace(here, unit="A7"), by=ADAM3)
    p.refused("forbidden")
    for given, code, field in (
        (replace(here, site="NOSUCH"), "unknown_site", "site"),
        (replace(here, site="ELMS"), "no_incident_there", "site"),
    ):
        p.when(given, by=ADAM3)
        p.refused(code, field)
    assert "unit:A3" not in parts_of(p.state, ("incidents", incident))
    p.when(here, by=ADAM3)
    p.then(
        ev(
            w.ResourceCheckedIn,
            incident=incident,
            name="A3",
            of_unit="A3",
            agency="PMSD",
            people=2,
            sent_for=False,
            status=CheckInStatus.STAGED,
            word=Word(said_by="Abel", how=SELF),
        ),
        warned="not sent for",
    )
    assert "unit:A3" in parts_of(p.state, ("incidents", incident)), "who is there is told who commands"
    assert "A3" not in p.the_call(call).units, "nobody goes to work by coming"
    p.when(here, by=ADAM3)
    p.refused("checked_in", "name")
    (there,) = p.state.check_ins
    p.when(k.MoveCheckIn(incident=incident, check_in=there, status=CheckInStatus.OUT), by=ADAM3)
    p.then(ev(w.CheckInMoved, status=CheckInStatus.OUT))
    assert "unit:A3" not in parts_of(p.state, ("incidents", incident)), "who has left is told no more"


@play
def par_asks_who_was_not_sent_and_their_own_phone_answers(p: Playbook) -> None:
    _, incident = on_scene(p)
    p.given(c.ClearUnit(unit="A3"))
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    p.given(k.StageUnit(unit="A3", site="GRHS"), by=ADAM3)
    p.given(k.AssignFunction(incident=incident, role=IcsRole.PERIMETER, **ADAM))
    p.when(k.StartPar(incident=incident))
    p.then(ev(w.ParStarted, agencies=("MPD", "PMSD")), ev(e.RollCallStarted, units=("A7",)))
    own = k.ReportHeadCount(incident=incident, agency="PMSD", people=1, how=SELF)
    p.when(replace(own, how=RADIO), by=ADAM3)
    p.refused("forbidden")
    for given in (replace(own, agency="MPD"), replace(own, role=IcsRole.PERIMETER)):
        p.when(given, by=ADAM3)
        p.refused("not_yours_to_say", "agency")
    p.when(own, by=ADAM3)
    p.then(ev(w.HeadCountReported, agency="PMSD", word=Word(said_by="Abel", how=SELF)))
    p.when(replace(own, people=3, missing=1, role=IcsRole.PERIMETER), by=ADAM7)
    p.then(ev(w.HeadCountReported, role=IcsRole.PERIMETER, missing=1))
    par = wall_incident(p.state, the_only(p)).par
    assert par is not None
    assert (par.asked, par.answered, par.missing, par.silent) == (4, 2, 1, ("MPD", "A7"))
    p.given(c.AnswerRollCall(call=the_only(p).calls[0].id, unit="A7"), by=ADAM7)
    par = wall_incident(p.state, the_only(p)).par
    assert par is not None
    assert (par.answered, par.silent) == (3, ("MPD",))


@play
def nobody_learns_of_what_a_school_is_not_told_by_coming_there(p: Playbook) -> None:
    p.given(o.PromoteCall(call=p.call("CHABUS")))
    p.when(k.StageUnit(unit="A3", site="GRHS"), by=ADAM3)
    p.refused("no_incident_there", "site")
    p.given(o.PromoteCall(call=p.call("FIGHT")))
    p.when(k.StageUnit(unit="A3", site="GRHS"), by=ADAM3)
    p.then(ev(w.ResourceCheckedIn, incident=list(p.state.incidents)[1]), warned="not sent for")


@play
def an_officer_decides_as_themselves(p: Playbook) -> None:
    _, incident = on_scene(p)
    p.given(o.EstablishCommand(incident=incident, post="lot", how=SELF, **ADAM), by=ADAM7)
    decided = d.RecordDecision(
        incident=incident,
        decision_type="PERIMETER",
        text="North doors only",
        how=SELF,
        **{**ADAM, "name": "X"},
    )
    p.when(decided, by=ADAM3)
    p.refused("forbidden")
    p.when(replace(decided, decision_type=None, question="Which doors?"), by=ADAM7)
    p.then(
        ev(de.DecisionMade, flags=(DecisionFlag.UNLISTED,), word=Word(said_by="Adam", how=SELF)),
        warned="list",
    )
    (made,) = p.state.decisions.values()
    assert made.made_by is not None
    assert made.made_by.name == "Adam"


@play
def at_one_site_an_officer_begins_no_second_command(p: Playbook) -> None:
    on_scene(p)
    other = p.call("FIGHT", distinct=True)
    p.given(c.ClearUnit(unit="A3"))
    p.sent(other, "A3")
    mine = o.EstablishCommand(call=other, post="gym", how=SELF, **ABEL)
    p.when(mine, by=ADAM3)
    p.refused("incident_there", "call")
    p.when(replace(mine, how=RADIO))
    p.then(ev(i.IncidentOpened, call=other), ev(i.CommandEstablished))


# --- a school -----------------------------------------------------------------------------------------------------


@play
def who_is_in_charge_of_the_building_commands_until_others_do(p: Playbook) -> None:
    p.action("SECURE")
    assert not p.state.incidents, "a Secure that a school runs itself is nobody's incident yet"
    mine = o.EstablishCommand(site="GRHS", post="front office", how=SELF, **PRINCIPAL)
    p.when(mine, by=ANA)
    p.refused("not_in_charge", "site")
    p.given(c.TakeSrtRole(site="GRHS", role=SrtRole.INCIDENT_COMMANDER), by=ANA)
    p.when(mine, by=BO)
    p.refused("not_in_charge", "site")
    p.when(replace(mine, site="ELMS"), by=ANA)
    p.refused("not_found")
    p.when(replace(mine, how=RADIO), by=ANA)
    p.refused("forbidden")
    p.when(replace(mine, name="Somebody else", agency="MPD"), by=ANA)
    p.then(
        ev(i.IncidentOpened, sites=("GRHS",)), ev(i.CommandEstablished, word=Word(said_by="Ana", how=SELF))
    )
    held = the_only(p).command
    assert held is not None
    assert held.commander is not None
    assert (held.commander.name, held.commander.agency, held.commander.unit) == ("Ana", "PMSD", None)


@play
def a_school_gives_command_to_who_comes_and_can_not_end_it_under_an_order(p: Playbook) -> None:
    incident = in_charge(p)
    p.given(o.EstablishCommand(incident=incident, site="GRHS", post="office", how=SELF, **PRINCIPAL), by=ANA)
    over = o.TerminateCommand(incident=incident, site="GRHS", how=SELF)
    p.when(over, by=BO)
    p.refused("not_yours_to_say", "how")
    p.when(over, by=ANA)
    p.refused("action_in_force", "incident")
    p.given(o.OfferTransfer(incident=incident, **MORENO))
    yes = o.ConfirmTransfer(incident=incident, side=OUT, site="GRHS", how=SELF)
    p.when(yes, by=BO)
    p.refused("not_yours_to_say", "how")
    p.when(yes, by=ANA)
    p.then(ev(i.TransferConfirmed, side=OUT, word=Word(said_by="Ana", how=SELF)))
    p.given(o.ConfirmTransfer(incident=incident, side=IN, how=RADIO, briefed=True))
    assert holder(p) == "Moreno"
    p.when(o.OfferTransfer(incident=incident, site="GRHS", reason="all quiet again", **PRINCIPAL), by=ANA)
    p.then(ev(i.TransferOffered))
    p.given(o.CancelTransfer(incident=incident))
    p.when(o.OfferTransfer(incident=incident, site="GRHS", reason="x", **GREEN), by=ANA)
    p.refused("forbidden")


@play
def a_school_s_commander_is_known_however_the_desk_spells_them(p: Playbook) -> None:
    incident = in_charge(p)
    yes = o.TerminateCommand(incident=incident, site="GRHS", how=SELF)
    p.given(o.EstablishCommand(incident=incident, post="office", **{**PRINCIPAL, "name": "principal  ANA"}))
    p.when(yes, by=BO)
    p.refused("not_yours_to_say", "how")
    p.when(yes, by=ANA)
    p.refused("action_in_force", "incident")
    assert [same_person(*one) for one in (("Ana Diaz", "principal  ana diaz"), ("Diaz", "Ana Diaz"))] == [
        True,
        False,
    ]
    assert not same_person("Mr. Diaz", "Mrs. Diaz"), "two people of one name are never guessed to be one"
    assert not same_person("Principal", "Ana"), "a title alone is a name"


@play
def whom_the_desk_picks_from_the_school_s_team_is_that_account(p: Playbook) -> None:
    incident = in_charge(p)
    picked = {**PRINCIPAL, "name": "Mrs A. Diaz", "agency": "MPD"}
    p.when(o.EstablishCommand(incident=incident, post="office", person="nobody", **picked))
    p.refused("unknown_person", "person")
    p.when(o.EstablishCommand(incident=incident, post="office", person=ANA.person, **picked))
    p.then(ev(i.CommandEstablished))
    held = the_only(p).command
    assert held is not None
    assert held.commander is not None
    assert (held.commander.name, held.commander.person) == ("Ana", ANA.person), "as the team spells it"
    over = o.TerminateCommand(incident=incident, site="GRHS", how=SELF)
    p.when(over, by=replace(BO, name="Ana"))
    p.refused("not_yours_to_say", "how")
    p.when(over, by=ANA)
    p.refused("action_in_force", "incident")


@play
def a_school_whose_order_made_no_incident_makes_one_by_taking_command(p: Playbook) -> None:
    p.given(c.TakeSrtRole(site="GRHS", role=SrtRole.INCIDENT_COMMANDER), by=ANA)
    secret = p.call("CHABUS")
    p.given(o.PromoteCall(call=secret))
    p.when(o.EstablishCommand(site="GRHS", post="office", how=SELF, **PRINCIPAL), by=ANA)
    p.then(ev(i.IncidentOpened, call=None, sites=("GRHS",)), ev(i.CommandEstablished))
    assert len(p.state.incidents) == 2, "what a school is not shown it does not command"


@play
def a_school_asks_for_what_it_needs_and_decides_what_is_its_own(p: Playbook) -> None:
    incident = in_charge(p)
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    needs = k.RequestResource(incident=incident, site="GRHS", what="Two buses", count=2, how=SELF)
    p.when(needs, by=ELLA)
    p.refused("not_found")
    p.when(needs, by=ANA)
    p.then(ev(w.ResourceRequested, word=Word(said_by="Ana", how=SELF), count=2), warned="owner")
    (asked,) = p.state.requests.values()
    assert (asked.of_site, asked.status) == ("GRHS", RequestStatus.ASKED)
    said: dict[str, Any] = {"incident": incident, "site": "GRHS", "how": SELF, **PRINCIPAL}
    p.when(d.RecordDecision(decision_type="STUDENT_CUSTODY", text="Out by the gym", **said), by=ANA)
    p.then(ev(de.DecisionMade, flags=(), may=(Party.SCHOOL,)))
    p.when(d.RecordFact(incident=incident, site="GRHS", fact_kind=FactKind.CALL_INSIDE, text="101"), by=ANA)
    p.then(ev(de.FactRecorded))
    (fact,) = p.state.facts.values()
    assert fact.of_site == "GRHS"
    p.given(d.RecordFact(incident=incident, site="GRHS", fact_kind=FactKind.SHOTS, text="two"))
    assert [one.of_site for one in p.state.facts.values()] == ["GRHS", None]


@play
def nobody_takes_command_for_a_school_from_another(p: Playbook) -> None:
    incident = commanded(p)
    p.when(o.OfferTransfer(incident=incident, site="ELMS", reason="x", **PRINCIPAL), by=ELLA)
    p.refused("not_found")
    p.when(o.OfferTransfer(incident=incident, site="GRHS", reason="x", **LUND), by=ANA)
    p.refused("forbidden")


@play
def a_school_in_command_knows_what_it_reported_itself(p: Playbook) -> None:
    incident = in_charge(p)
    told: dict[str, Any] = {"incident": incident, "fact_kind": FactKind.OTHER, "text": "Smoke in the gym"}
    own = str(p.given(d.RecordFact(site="GRHS", **told), by=ANA)["fact"])
    other = str(p.given(d.RecordFact(site="GRHS", **told))["fact"])
    known = d.AcknowledgeFact(incident=incident, fact=own, site="GRHS", how=SELF)
    p.when(known, by=ANA)
    p.refused("no_command", "incident")
    p.given(o.EstablishCommand(incident=incident, site="GRHS", post="office", how=SELF, **PRINCIPAL), by=ANA)
    p.when(known, by=BO)
    p.refused("forbidden")
    p.when(replace(known, fact=other), by=ANA)
    p.refused("unknown_fact", "fact")
    p.when(known, by=ANA)
    p.then(ev(de.FactAcknowledged, word=Word(said_by="Ana", how=SELF)))
    made = str(
        p.given(
            d.RecordDecision(incident=incident, decision_type="FIRE_RESCUE", text="In by the gym", **LUND)
        )["decision"]
    )
    asked = d.AcknowledgeDecision(
        incident=incident, decision=made, party=Party.COMMAND, site="GRHS", how=SELF
    )
    p.when(asked, by=BO)
    p.refused("forbidden")
    p.when(asked, by=ANA)
    p.then(ev(de.DecisionAcknowledged, party=Party.COMMAND))
