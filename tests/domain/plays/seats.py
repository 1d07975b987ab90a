"""Partner agencies at an incident: shared by class, invited for a time, taken back at once; and what they do for their own agency."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from dispatch.domain import commands as orders
from dispatch.domain import conduct_events as k
from dispatch.domain import conduct_orders as w
from dispatch.domain import events as e
from dispatch.domain import incident_events as i
from dispatch.domain import incident_orders as o
from dispatch.domain import seat_events as s
from dispatch.domain import seat_orders as c
from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import DefineRoster
from dispatch.domain.disclosures import Basis
from dispatch.domain.events import SiteDefined
from dispatch.domain.incidents import CommandForm, SaidHow, TransferSide, Word
from dispatch.domain.lens.outside_views import PictureView, SharedPlanView
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.premise import PremiseItem, PremiseKind
from dispatch.domain.seats import GuestEnd, LineTag, Seat, SeatEnd, ShareClass, guest_person
from dispatch.domain.text import Protected, TextClass
from tests.domain.district import ADAM7, ANA, LIA
from tests.domain.playbook import Playbook, ev, play
from tests.domain.plays.command import LUND, MORENO, acting, commanded, the_only

OPERATIONAL, MEDICAL, STUDENT, PLANS = ShareClass
FIRE = replace(LIA, person="finn", name="Finn", agency="WRFPD")
DISCLOSED: dict[str, Any] = {
    "basis": Basis.HEALTH_OR_SAFETY_EMERGENCY,
    "requester": "Det. Ruiz",
    "decided_by": "Superintendent Vale",
    "threat": "armed person in the building",
}


def guest_of(guest: str, agency: str = "MPD") -> Actor:
    """Whoever comes in with the link and the code of an invitation."""
    return Actor(person=guest_person(guest), name="Sgt. Park", role=Role.LIAISON, agency=agency)


def shared(p: Playbook, *share: ShareClass, agency: str = "MPD", **more: Any) -> str:
    """An incident that is shared with Mesa Police."""
    incident = next(iter(p.state.incidents), None) or acting(p)
    p.given(c.ShareIncident(incident=incident, agency=agency, share=share or (OPERATIONAL,), **more))
    return incident


def seat(p: Playbook, agency: str = "MPD") -> Seat:
    return next(one for one in p.state.seats.values() if one.agency == agency and one.ended_at is None)


def seated(p: Playbook, incident: str, **more: Any) -> Actor:
    """A guest of Mesa Police who has come in."""
    refs = p.given(c.InviteGuest(incident=incident, agency="MPD", name="Park", title="Sgt.", **more))
    guest = guest_of(str(refs["guest"]))
    take = c.TakeSeat(guest=str(refs["guest"]), name="Sgt. Park", title="Patrol", said_agency="Mesa PD")
    p.given(take, by=guest)
    return guest


def sees(p: Playbook, who: Actor) -> set[str]:
    """The collections that somebody holds anything of."""
    return {name for part in parts_of_actor(p.state, who) for name in snapshot(p.state, part)}


# --- sharing ------------------------------------------------------------------------------------------------------


@play
def nobody_outside_sees_anything_until_it_is_shared(p: Playbook) -> None:
    incident = acting(p)
    assert parts_of_actor(p.state, LIA) == ()
    p.when(c.ShareIncident(incident=incident, agency="MPD", share=(MEDICAL,), hours=4))
    p.then(
        ev(
            s.SeatShared,
            agency="MPD",
            shares=(OPERATIONAL, MEDICAL),
            more=(OPERATIONAL, MEDICAL),
            until=p.now + timedelta(hours=4),
        )
    )
    assert {"pictures", "shared_sites"} <= sees(p, LIA)
    assert parts_of_actor(p.state, FIRE) == (), "an agency has its own seat or none"


@play
def an_agency_must_be_known_and_another_one(p: Playbook) -> None:
    incident = acting(p)
    share = c.ShareIncident(incident=incident, agency="FBI", share=(OPERATIONAL,))
    p.when(share)
    p.refused("unknown_agency", "agency")
    p.when(replace(share, agency="PMSD"))
    p.refused("own_district", "agency")
    p.when(replace(share, incident="none", agency="MPD"))
    p.refused("not_found")


@play
def sharing_more_makes_a_new_picture_and_sharing_longer_does_not(p: Playbook) -> None:
    incident = shared(p)
    first = seat(p)
    p.when(c.ShareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,)))
    p.refused("shared_already", "share")
    p.given(c.ShareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,), hours=20))
    assert (seat(p).view, seat(p).until) == (first.view, p.now + timedelta(hours=20))
    p.given(c.ShareIncident(incident=incident, agency="MPD", share=(PLANS,), hours=1))
    assert seat(p).until == p.now + timedelta(hours=20), "never shorter"
    assert seat(p).view != first.view
    assert seat(p).id == first.id, "outside, the incident goes on being known by the same id"
    assert "shared_plans" in sees(p, LIA)


@play
def names_are_shared_with_a_disclosure_on_record_for_each_site(p: Playbook) -> None:
    incident = shared(p)
    p.when(c.ShareIncident(incident=incident, agency="MPD", share=(STUDENT,)))
    p.refused("disclosure_needed", "basis")
    p.when(
        c.ShareIncident(incident=incident, agency="MPD", share=(STUDENT,), **{**DISCLOSED, "threat": None})
    )
    p.refused("threat_needed", "threat")
    p.when(c.ShareIncident(incident=incident, agency="MPD", share=(STUDENT,), **DISCLOSED))
    p.then(
        ev(s.SeatShared, shares=(OPERATIONAL, STUDENT), sites=("GRHS",)),
        ev(e.DisclosureRecorded, site="GRHS", agency="MPD", requester=Protected("Det. Ruiz")),
    )


@play
def what_is_shared_no_more_is_gone_with_its_part(p: Playbook) -> None:
    incident = shared(p, MEDICAL, PLANS)
    before = parts_of_actor(p.state, LIA)
    p.when(c.UnshareIncident(incident=incident, agency="MPD", share=(PLANS,), reason="wrong agency"))
    p.then(ev(s.SeatUnshared, shares=(OPERATIONAL, MEDICAL), less=(PLANS,)))
    assert not set(before) & set(parts_of_actor(p.state, LIA)), "another part, from its own snapshot"
    assert "shared_plans" not in sees(p, LIA)
    p.when(c.UnshareIncident(incident=incident, agency="MPD", share=(PLANS,)))
    p.refused("not_shared", "share")
    p.when(c.UnshareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,)))
    p.then(ev(s.SeatEnded, cause=SeatEnd.UNSHARED))
    assert parts_of_actor(p.state, LIA) == ()
    assert all(snapshot(p.state, part) == {} for part in before)
    p.when(c.UnshareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,)))
    p.refused("not_shared", "share")


@play
def a_seat_ends_by_the_clock(p: Playbook) -> None:
    incident = shared(p, hours=2)
    p.until(hours=2)
    assert parts_of_actor(p.state, LIA) == ()
    assert [one.end for one in p.state.seats.values()] == [SeatEnd.TIME]
    p.when(c.ShareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,)))
    p.then(ev(s.SeatShared, incident=incident))
    assert len(p.state.seats) == 2, "shared again, it is another seat with another id"


@play
def what_was_shared_goes_to_history_with_the_incident(p: Playbook) -> None:
    call = p.call("WEAPON")
    incident = str(p.given(o.PromoteCall(call=call))["incident"])
    shared(p)
    p.given(c.ShareLine(incident=incident, tag=LineTag.INFORMATION, text="buses at the north lot"))
    p.given(c.AddPartnerUnit(incident=incident, agency="MPD", name="P12"))
    p.given(orders.CloseCall(call=call, disposition="RPT", outcome="nobody hurt"))
    assert parts_of_actor(p.state, LIA), "for a while one reads how it ended"
    p.when(c.UnshareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,)))
    p.then(ev(s.SeatEnded))
    p.until(hours=1)
    assert [*p.state.seats, *p.state.shared_lines, *p.state.partner_units] == []


# --- guests -------------------------------------------------------------------------------------------------------


@play
def a_guest_is_invited_to_one_incident_for_a_time(p: Playbook) -> None:
    incident = acting(p)
    p.when(c.InviteGuest(incident=incident, agency="FBI", name="Park", title="Sgt."))
    p.refused("unknown_agency", "agency")
    p.when(c.InviteGuest(incident=incident, agency="MPD", name="Park", title="Sgt.", hours=3))
    p.then(
        ev(s.SeatShared, shares=(OPERATIONAL,), until=p.now + timedelta(hours=3)),
        ev(s.GuestInvited, agency="MPD", name="Park", title="Sgt.", until=p.now + timedelta(hours=3)),
    )
    guest = seat(p).guests[0].id
    who = guest_of(guest)
    assert parts_of_actor(p.state, who) == (), "not before they have come in"
    take = c.TakeSeat(guest=guest, name="Sgt. Park", title="Patrol", said_agency="Mesa PD")
    p.when(take, by=guest_of("another"))
    p.refused("not_found")
    p.when(take, by=who)
    p.then(ev(s.GuestSeated, guest=guest, person=who.person, said_agency="Mesa PD"))
    p.when(take, by=who)
    p.then()
    assert parts_of_actor(p.state, who) == parts_of_actor(p.state, LIA)
    elsewhere = str(p.given(o.PromoteCall(call=p.call("WEAPON", "ELMS")))["incident"])
    p.given(c.ShareIncident(incident=elsewhere, agency="MPD", share=(OPERATIONAL,)))
    assert len(parts_of_actor(p.state, LIA)) == 2, "the agency's own account sees both"
    assert len(parts_of_actor(p.state, who)) == 1, "a guest the one that they were invited to"


@play
def a_guest_is_revoked_and_their_time_ends(p: Playbook) -> None:
    incident = acting(p)
    who = seated(p, incident, hours=3)
    guest = seat(p).guests[0].id
    p.given(c.ShareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,), hours=9))
    p.when(c.RevokeGuest(incident=incident, guest=guest, reason="not his incident"))
    p.then(ev(s.GuestEnded, guest=guest, cause=GuestEnd.REVOKED))
    assert parts_of_actor(p.state, who) == ()
    p.when(c.RevokeGuest(incident=incident, guest=guest))
    p.refused("guest_gone", "guest")
    p.when(c.TakeSeat(guest=guest, name="x", title="y", said_agency="z"), by=who)
    p.refused("not_found")
    other = seated(p, incident, hours=2)
    p.until(hours=2)
    assert parts_of_actor(p.state, other) == ()
    assert seat(p).guests[1].end is GuestEnd.TIME
    p.when(c.RevokeGuest(incident=incident, guest="nobody"))
    p.refused("not_found")


# --- what is done there -------------------------------------------------------------------------------------------


@play
def outside_an_incident_is_named_by_the_seat_and_by_nothing_else(p: Playbook) -> None:
    incident = shared(p)
    line = c.ShareLine(incident=seat(p).id, tag=LineTag.REQUEST, text="two more units to the north gate")
    p.when(line, by=LIA)
    p.then(ev(s.LineShared, incident=incident, agency="MPD", tag=LineTag.REQUEST))
    p.when(replace(line, incident=incident), by=LIA)
    p.refused("not_found")
    p.when(line, by=FIRE)
    p.refused("not_found")
    p.when(line, by=LIA, expect={"A7": 1})
    p.refused("expect_not_here", "expect")
    p.when(replace(line, text_class=TextClass.MEDICAL), by=LIA)
    refusal = p.refused("class_not_yours", "text_class")
    assert refusal.current is None
    p.when(line, by=ADAM7)
    p.refused("forbidden")


@play
def each_agency_says_that_it_has_read_a_line(p: Playbook) -> None:
    incident = shared(p)
    shared(p, agency="WRFPD")
    text = c.ShareLine(incident=incident, tag=LineTag.HAZARD, text="gas shut off", asks=True)
    line = str(p.given(text)["line"])
    p.when(c.AcknowledgeShared(incident=seat(p).id, line=line), by=LIA)
    p.then(ev(s.SharedAcknowledged, agency="MPD", said_by="Lia"))
    p.when(c.AcknowledgeShared(incident=seat(p).id, line=line), by=LIA)
    p.refused("said_already", "line")
    p.when(c.AcknowledgeShared(incident=seat(p).id, line=line, agency="WRFPD"), by=LIA)
    p.refused("forbidden")
    p.when(c.AcknowledgeShared(incident=incident, line=line, agency="WRFPD", said_by="BC Lund"))
    p.then(ev(s.SharedAcknowledged, agency="WRFPD", said_by="BC Lund"))
    p.when(c.AcknowledgeShared(incident=incident, line=line))
    p.refused("unknown_agency", "agency")
    hidden = replace(text, text="two hurt", text_class=TextClass.MEDICAL)
    line = str(p.given(hidden)["line"])
    p.when(c.AcknowledgeShared(incident=seat(p).id, line=line), by=LIA)
    p.refused("not_found")


@play
def an_agency_keeps_its_own_units(p: Playbook) -> None:
    incident = shared(p)
    shared(p, agency="WRFPD")
    add = c.AddPartnerUnit(incident=seat(p).id, name="p12", what="Patrol")
    p.when(add, by=LIA)
    p.then(ev(s.PartnerUnitAdded, agency="MPD", name="P12", partner_status=UnitStatus.ER))
    p.when(add, by=LIA)
    p.refused("unit_there", "name")
    p.when(replace(add, status=UnitStatus.EM, name="P13"), by=LIA)
    p.refused("not_a_status", "status")
    p.when(replace(add, agency="WRFPD"), by=LIA)
    p.refused("forbidden")
    p.when(c.AddPartnerUnit(incident=incident, name="E4"))
    p.refused("bad_value", "agency")
    p.when(replace(add, site="ELMS", name="P13"), by=LIA)
    p.refused("unknown_site", "site")
    at_grhs = replace(add, site="GRHS", name="P14", status=UnitStatus.SG)
    p.when(at_grhs, by=LIA)
    staged = str(p.then(ev(s.PartnerUnitAdded, place="GRHS", partner_status=UnitStatus.SG)).refs["unit"])
    move = c.SetPartnerUnit(incident=seat(p).id, unit_id=staged, status=UnitStatus.OS)
    p.when(replace(move, site="ELMS"), by=LIA)
    p.refused("unknown_site", "site")
    p.when(move, by=LIA)
    p.then(ev(s.PartnerUnitChanged, place="GRHS", partner_status=UnitStatus.OS))
    p.when(replace(move, status=UnitStatus.TR), by=LIA)
    p.then(ev(s.PartnerUnitChanged, place=None, partner_status=UnitStatus.TR))
    engine = str(p.given(c.AddPartnerUnit(incident=incident, name="E4", agency="WRFPD"))["unit"])
    there = c.SetPartnerUnit(incident=seat(p).id, unit_id=engine, status=UnitStatus.OS)
    p.when(there, by=LIA)
    p.refused("forbidden")
    p.when(replace(there, incident=seat(p, "WRFPD").id), by=FIRE)
    p.then(ev(s.PartnerUnitChanged, name="E4", partner_status=UnitStatus.OS))
    p.when(replace(there, incident=incident))
    p.then()
    p.given(replace(there, incident=incident, status=UnitStatus.AV))
    assert engine not in p.state.partner_units, "it has left"
    p.when(replace(there, incident=incident))
    p.refused("not_found")


@play
def a_liaison_joins_and_confirms_for_their_own_agency_only(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    shared(p, agency="WRFPD")
    mine, theirs = seat(p).id, seat(p, "WRFPD").id
    join = o.AddUnifiedMember(incident=theirs, authority="Fire code", how=SaidHow.SELF, **LUND)
    p.when(replace(join, incident=mine), by=LIA)
    p.refused("forbidden")
    p.when(replace(join, how=SaidHow.RADIO), by=FIRE)
    p.refused("forbidden")
    p.when(join, by=FIRE)
    accepted = p.then(
        ev(i.UnifiedMemberAdded, commander=the_only(p).members[0].commander),
        ev(i.UnifiedMemberAdded, word=Word(said_by="Finn", how=SaidHow.SELF)),
        warned=None,
    )
    assert set(accepted.refs) == {"member"}, "no number, no id from inside"
    p.when(join, by=FIRE)
    refusal = p.refused("agency_has_member", "agency")
    assert refusal.current is None
    assert "Lund" not in refusal.message
    moreno = the_only(p).members[0]
    confirm = o.ConfirmUnifiedMember(incident=theirs, member=moreno.id, how=SaidHow.SELF)
    p.when(confirm, by=FIRE)
    p.refused("forbidden")
    p.when(replace(confirm, incident=mine), by=LIA)
    p.then(ev(i.UnifiedMemberConfirmed), ev(i.UnifiedFormed))
    held = the_only(p).command
    assert held is not None
    assert held.form is CommandForm.UNIFIED
    p.when(o.LeaveUnified(incident=theirs, member=moreno.id, how=SaidHow.SELF), by=FIRE)
    p.refused("forbidden")
    assert incident


@play
def a_liaison_confirms_a_transfer_for_their_own_agency(p: Playbook) -> None:
    incident = commanded(p, **LUND)
    shared(p)
    confirm = o.ConfirmTransfer(
        incident=seat(p).id, side=TransferSide.INCOMING, how=SaidHow.SELF, briefed=True
    )
    p.when(confirm, by=LIA)
    refusal = p.refused("no_transfer", "incident")
    assert refusal.message == "No transfer of command is under way."
    p.given(o.OfferTransfer(incident=incident, **MORENO))
    p.when(replace(confirm, side=TransferSide.OUTGOING), by=LIA)
    p.refused("forbidden")
    p.when(replace(confirm, how=SaidHow.RADIO), by=LIA)
    p.refused("forbidden")
    p.when(confirm, by=LIA)
    p.then(ev(i.TransferConfirmed, side=TransferSide.INCOMING))


@play
def the_shared_log_tells_what_happened_without_a_number(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    p.given(o.OfferTransfer(incident=incident, **LUND))
    lines = snapshot(p.state, parts_of_actor(p.state, LIA)[0])["shared_log"]
    titles = [getattr(one, "title", "") for one in lines]
    assert titles == [
        "Incident opened",
        "Lockdown at Granite Ridge High",
        "Lt. Moreno (MPD) has command",
        "Command is to go from Lt. Moreno (MPD) to BC Lund (WRFPD)",
    ]
    p.when(c.ShareIncident(incident=incident, agency="MPD", share=(OPERATIONAL,)), by=ANA)
    p.refused("forbidden")


@play
def the_work_of_the_incident_is_in_the_picture(p: Playbook) -> None:
    incident = commanded(p)
    shared(p)
    p.when(w.SetObjective(incident=incident, text="Account for every room", how=SaidHow.RADIO))
    p.then(ev(k.ObjectiveSet))
    p.given(w.RequestResource(incident=incident, what="two ambulances", count=2, how=SaidHow.RADIO))
    (picture,) = snapshot(p.state, parts_of_actor(p.state, LIA)[0])["pictures"]
    assert isinstance(picture, PictureView)
    assert [one.text and one.text.text for one in picture.objectives] == ["Account for every room"]
    assert [(one.count, one.owner) for one in picture.requests] == [(2, None)]


@play
def channels_of_a_site_are_read_by_partners_only_as_command_has_said_them(p: Playbook) -> None:
    shared(p, OPERATIONAL, PLANS)
    kinds = (PremiseKind.KEYS, PremiseKind.RADIO)
    items = tuple(PremiseItem(item_kind=kind, what="x", where="y") for kind in kinds)
    site = replace(p.state.sites["GRHS"].roster, premise=items)
    p.when(DefineRoster(sites=(site,)), by=SYSTEM)
    p.then(ev(SiteDefined))
    (part,) = parts_of_actor(p.state, LIA)
    (plans,) = snapshot(p.state, part)["shared_plans"]
    assert isinstance(plans, SharedPlanView)
    assert [one.item_kind for one in plans.items] == [PremiseKind.KEYS]
