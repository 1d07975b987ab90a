"""Several agencies on scene: since when, the clock until unified command, and one commander for all of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dispatch.domain import commands as c
from dispatch.domain import conduct_events as we
from dispatch.domain import conduct_orders as w
from dispatch.domain import events as e
from dispatch.domain import incident_events as i
from dispatch.domain import incident_orders as o
from dispatch.domain import seat_events as se
from dispatch.domain import seat_orders as s
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.incident_work import CheckInStatus
from dispatch.domain.incidents import Incident, SaidHow
from dispatch.domain.seats import ShareClass
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import AlarmKind
from tests.domain.district import ADAM7, LIA
from tests.domain.playbook import Playbook, ev, play

MORENO: dict[str, Any] = {"name": "Moreno", "title": "Lt.", "agency": "MPD"}
LUND: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "WRFPD"}
GREEN: dict[str, Any] = {"name": "Green", "title": "Chief", "agency": "PMSD"}


def the_only(p: Playbook) -> Incident:
    (found,) = p.state.incidents.values()
    return found


def commanded(p: Playbook, **who: Any) -> tuple[str, str]:
    """An incident with a call, and somebody of the district in command."""
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    incident = the_only(p).id
    p.given(o.EstablishCommand(incident=incident, post="north lot", **{**GREEN, **who}))
    return incident, call


def agencies(p: Playbook) -> list[tuple[str, datetime]]:
    return [(one.agency, one.since) for one in the_only(p).present]


@play
def the_clock_of_unified_command_runs_from_the_second_agency(p: Playbook) -> None:
    incident, call = commanded(p)
    began = p.now
    alarm = f"apart:{incident}"
    p.wait(minutes=1)
    p.sent(call, "A7", status=UnitStatus.OS)
    assert agencies(p) == [("PMSD", began)]
    assert the_only(p).apart_since is None, "one agency needs no unified command"
    p.wait(minutes=2)
    p.sent(call, "SRO5", status=UnitStatus.ER)
    assert the_only(p).apart_since is None, "on its way is not there"
    p.wait(minutes=3)
    arrived = p.now
    p.unit("SRO5", UnitStatus.OS)
    assert agencies(p) == [("PMSD", began), ("MPD", arrived)]
    assert the_only(p).apart_since == the_only(p).times["t_second_agency"] == arrived
    p.until(minutes=14, seconds=59)
    assert alarm not in p.state.alarms
    p.until(seconds=1)
    raised = p.state.alarms[alarm]
    assert (raised.alarm_kind, raised.call, raised.count) == (AlarmKind.NOT_UNIFIED, call, 1)
    p.until(minutes=15)
    assert p.state.alarms[alarm].count == 2, "and again, until something is done"
    p.given(o.AddUnifiedMember(incident=incident, authority="law", how=SaidHow.RADIO, **MORENO))
    assert the_only(p).apart_since == arrived, "separate commands: one of two has confirmed"
    green = the_only(p).members[0].id
    p.when(o.ConfirmUnifiedMember(incident=incident, member=green, how=SaidHow.RADIO))
    p.then(ev(i.UnifiedMemberConfirmed), ev(i.UnifiedFormed, after_ms=30 * 60_000))
    assert the_only(p).apart_since is None
    assert not {alarm} & (p.state.alarms.keys() | p.state.timers.keys())


@play
def it_stops_when_the_second_agency_has_left_and_begins_anew_when_it_returns(p: Playbook) -> None:
    _, call = commanded(p)
    p.sent(call, "SRO5", status=UnitStatus.OS)
    assert the_only(p).apart_since == p.now
    p.wait(minutes=5)
    p.when(c.ClearUnit(unit="SRO5"))
    p.then(ev(e.UnitCleared))
    assert the_only(p).apart_since is None
    p.wait(minutes=5)
    p.sent(call, "SRO5", status=UnitStatus.OS)
    assert the_only(p).apart_since == p.now


@play
def who_says_by_themselves_that_they_are_there_is_there(p: Playbook) -> None:
    incident, _ = commanded(p)
    p.given(s.ShareIncident(incident=incident, agency="MPD", share=(ShareClass.OPERATIONAL,)))
    seat = next(iter(p.state.seats))
    unit = str(p.given(s.AddPartnerUnit(incident=seat, name="P12", what="patrol"), by=LIA)["unit"])
    assert the_only(p).apart_since is None, "sent is not there"
    p.wait(minutes=4)
    p.when(s.SetPartnerUnit(incident=seat, unit_id=unit, status=UnitStatus.OS), by=LIA)
    p.then(ev(se.PartnerUnitChanged))
    assert the_only(p).apart_since == p.now


@play
def who_is_checked_in_is_there_unless_a_liaison_speaks_for_them(p: Playbook) -> None:
    incident, _ = commanded(p)
    p.given(w.CheckInResource(incident=incident, name="D6", agency="PMCOM", resource="x"))
    assert the_only(p).apart_since is None, "a 911 centre shares no command"
    p.when(w.CheckInResource(incident=incident, name="E4", agency="WRFPD", resource="engine"))
    engine = p.then(ev(we.ResourceCheckedIn), warned="was not sent for").refs
    assert the_only(p).apart_since == p.now
    p.given(w.MoveCheckIn(incident=incident, check_in=str(engine["check_in"]), status=CheckInStatus.OUT))
    assert the_only(p).apart_since is None


@play
def one_commander_may_stand_for_all_who_are_there_and_says_why(p: Playbook) -> None:
    incident, call = commanded(p)
    keep = o.KeepSingleCommand(incident=incident, reason="MPD works under us: one room")
    p.when(keep)
    p.refused("not_apart", "incident")
    p.sent(call, "SRO5", status=UnitStatus.OS)
    p.when(keep, by=ADAM7)
    p.refused("forbidden")
    p.when(o.KeepSingleCommand(incident=incident, reason="x", how=SaidHow.SELF))
    p.refused("not_yours_to_say", "how")
    p.when(keep)
    p.then(ev(i.SingleCommandKept, agencies=("MPD", "PMSD"), reason=Protected(keep.reason)))
    now = the_only(p)
    assert (now.apart_since, now.single is not None) == (None, True)
    p.wait(minutes=6)
    p.given(w.CheckInResource(incident=incident, name="E4", agency="WRFPD", resource="engine"))
    assert the_only(p).apart_since == p.now, "a further agency is asked about anew"
    p.given(o.AddUnifiedMember(incident=incident, authority="law", how=SaidHow.RADIO, **MORENO))
    green = the_only(p).members[0].id
    p.given(o.ConfirmUnifiedMember(incident=incident, member=green, how=SaidHow.RADIO))
    p.when(keep)
    p.refused("unified_command", "incident")


@play
def nobody_in_command_cannot_keep_it_and_what_was_shared_begins_anew(p: Playbook) -> None:
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    incident = the_only(p).id
    p.sent(call, "A7", "SRO5", status=UnitStatus.OS)
    arrived = p.now
    assert the_only(p).apart_since == arrived, "nobody is in command, and two agencies are there"
    p.when(o.KeepSingleCommand(incident=incident, reason="x"))
    p.refused("no_command", "incident")
    for who in (MORENO, GREEN):
        p.given(o.AddUnifiedMember(incident=incident, authority="x", how=SaidHow.RADIO, **who))
    assert the_only(p).apart_since is None
    p.wait(minutes=9)
    moreno = the_only(p).members[0].id
    p.given(o.LeaveUnified(incident=incident, member=moreno))
    assert the_only(p).apart_since == p.now, "from when each commands for itself again"
