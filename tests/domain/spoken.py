"""What people say of an incident besides: words in the fields that no other play of the lens' tests fills."""

from __future__ import annotations

from typing import Any

from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import incident_orders as o
from dispatch.domain import seat_orders as s
from dispatch.domain.actor import Actor, Role
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.decision_records import FactKind
from dispatch.domain.incident_work import Benchmark, CheckInStatus
from dispatch.domain.incidents import SaidHow, TransferSide
from dispatch.domain.rooms import ReportWay, RoomStatus
from dispatch.domain.seats import LineTag, ShareClass, guest_person
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import Confirmation, ReachWay
from tests.domain.district import LIA, SUE
from tests.domain.playbook import Playbook
from tests.domain.plays.seats import seat


def spoken(p: Playbook, incident: str) -> Actor:
    """Of a commanded incident that is shared with Mesa Police, whose guest comes in, and in part with West Ridge Fire."""
    p.given(s.ShareIncident(incident=incident, agency="WRFPD", share=(ShareClass.OPERATIONAL,)))
    hurt = s.ShareLine(
        incident=incident, tag=LineTag.MEDICAL, text="two hurt", text_class=TextClass.MEDICAL, asks=True
    )
    p.given(hurt)
    answered(p, incident)
    moved(p, incident)
    p.given(o.PromoteCall(call=p.call("WEAPON", "FARM"), name="x"))
    p.given(
        c.ReportRoom(
            site="GRHS", room="GYM", status=RoomStatus.EXTRA, extra=("x",), way=ReportWay.PHONE, word_of="x"
        )
    )
    p.given(c.LogRadio(text="x", to="x", channel="x", unit="A7"))
    call = p.call("THEFT", "ELMS")
    p.given(c.CloseCall(call=call, disposition="RPT", outcome="x"))
    at_schools(p)
    return seated(p, incident)


def at_schools(p: Playbook) -> None:
    """Orders are released and ended; a role is passed on; an officer is safe; somebody was reached by telephone."""
    secure = p.action("SECURE", "ELMS", mode=Mode.DRILL)
    p.given(c.AnnounceAction(action=secure, announced_by="x"))
    p.given(c.ReleaseAction(action=secure, released_by="x", confirmed_by="x"))
    wrong = p.action("HOLD", "ELMS", mode=Mode.DRILL)
    p.given(c.EndActionInError(action=wrong, reason="x", called_back="x"))
    role = SrtRole.ACCOUNTABILITY
    p.given(c.TakeSrtRole(site="GRHS", role=role, name="Dee"))
    p.given(c.PassSrtRole(site="GRHS", role=role, to="Vic"))
    p.given(c.MarkSrtAway(site="GRHS", name="Nan"))
    p.given(
        c.ClearEmergency(unit="C12", confirmed_how=Confirmation.VOICE, confirmed_by="x", code_word_given=True)
    )
    notice = next(one for one in p.state.notices.values() if one.collection == "messages")
    reached = c.RecordReached(notice=notice.id, recipient="unit:A7", way=ReachWay.PHONE, spoken_to="x")
    p.given(reached)


def opened(p: Playbook) -> None:
    """The Lockdown in force is released without its doors."""
    lockdown = next(
        one.id for one in p.state.actions.values() if one.type == "LOCKDOWN" and one.ended_at is None
    )
    p.given(c.RequestLockdownRelease(action=lockdown, authority="x"))
    p.given(c.ConfirmLockdownRelease(action=lockdown), by=SUE)
    p.given(c.OverrideLockdownRelease(action=lockdown, commander="x", reason="x"), by=SUE)


def answered(p: Playbook, incident: str) -> None:
    """Somebody acknowledges, confirms and agrees by radio, through the desk."""
    lund: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "WRFPD"}
    decided = d.RecordDecision(incident=incident, text="x", decision_type="LOCKDOWN_RELEASE", **lund)
    decision = str(p.given(decided)["decision"])
    party = p.state.decisions[decision].asks[0].party
    p.given(d.AcknowledgeDecision(incident=incident, decision=decision, party=party, said_by="x"))
    fact = str(p.given(d.RecordFact(incident=incident, fact_kind=FactKind.SHOTS, text="x"))["fact"])
    p.given(d.AcknowledgeFact(incident=incident, fact=fact, said_by="x"))
    line = s.ShareLine(incident=incident, tag=LineTag.HAZARD, text="x", asks=True)
    shared = str(p.given(line)["line"])
    p.given(s.AcknowledgeShared(incident=incident, line=shared, agency="MPD", said_by="x"))
    p.given(o.RatifyCommand(incident=incident, said_by="x"))
    p.given(o.OfferTransfer(incident=incident, name="Moreno", title="Lt.", agency="MPD"))
    for side in TransferSide:
        briefed = side is TransferSide.INCOMING
        confirm = o.ConfirmTransfer(
            incident=incident, side=side, how=SaidHow.RADIO, said_by="x", briefed=briefed
        )
        p.given(confirm)
    vale = o.AddUnifiedMember(incident=incident, name="Vale", title="Chief", agency="PMSD", authority="x")
    p.given(vale)
    member = p.state.incidents[incident].members[-1].id
    p.given(o.ConfirmUnifiedMember(incident=incident, member=member, how=SaidHow.RADIO, said_by="x"))


def moved(p: Playbook, incident: str) -> None:
    """The work goes on."""
    objective = str(p.given(w.SetObjective(incident=incident, text="y"))["objective"])
    p.given(w.EndObjective(incident=incident, objective=objective, met=True, said_by="x"))
    p.given(w.MarkBenchmark(incident=incident, benchmark=next(iter(Benchmark)), said_by="x"))
    there = w.CheckInResource(incident=incident, name="y", agency="WRFPD", resource="y")
    check_in = str(p.given(there)["check_in"])
    p.given(
        w.MoveCheckIn(incident=incident, check_in=check_in, status=CheckInStatus.ASSIGNED, assignment="x")
    )
    p.given(w.ReportHeadCount(incident=incident, agency="WRFPD", people=4, said_by="x"))


def seated(p: Playbook, incident: str) -> Actor:
    """A guest comes in and says who they are; and their agency writes."""
    refs = p.given(s.InviteGuest(incident=incident, agency="MPD", name="Park", title="Sgt.", hours=1))
    guest = str(refs["guest"])
    who = Actor(person=guest_person(guest), name="Park", role=Role.LIAISON, agency="MPD")
    p.given(s.TakeSeat(guest=guest, name="Park", title="Sgt.", said_agency="x"), by=who)
    p.given(s.ShareLine(incident=seat(p).id, tag=LineTag.REQUEST, text="x"), by=LIA)
    return who
