"""Violent threats that nobody has seen: several schools at once, and what is found out about one."""

from __future__ import annotations

from typing import Any

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.verification import Finding, VerifyPoint
from dispatch.domain.text import Protected
from dispatch.domain.verify_events import ThreatVerified
from dispatch.domain.verify_orders import VerifyThreat
from dispatch.domain.vocabulary import CallEnd, CallStatus, Priority
from tests.domain.district import ADAM7
from tests.domain.playbook import Playbook, ev, play


def pattern(p: Playbook, call: str) -> list[str]:
    """The sites of the pattern that a call carries, the first threatened first."""
    return [one.site for one in p.state.calls[call].pattern]


@play
def threats_at_several_schools_within_two_hours_are_one_pattern(p: Playbook) -> None:
    first = p.call("SWATNG", "GRHS")
    p.wait(minutes=5)
    again = p.call("SWATNG", "GRHS")
    assert (pattern(p, first), pattern(p, again)) == ([], []), "two calls of one school are one school"
    p.wait(minutes=35)
    p.when(c.CreateCall(type="BOMBTH", site="ELMS"))
    bomb = str(p.then(ev(e.CallCreated)).refs["call"])
    for call in (first, again, bomb):
        assert pattern(p, call) == ["GRHS", "GRHS", "ELMS"]
    threats = p.state.calls[first].pattern
    assert (threats[-1].at - threats[0].at).total_seconds() == 40 * 60
    fight = p.call("FIGHT", "FARM")
    assert pattern(p, fight) == [], "a fight is no threat"
    p.wait(hours=2, minutes=1)
    late = p.call("SWATNG", "FARM")
    assert pattern(p, late) == [], "more than two hours after the last"


@play
def a_threat_is_remembered_when_its_call_is_over_and_gone(p: Playbook) -> None:
    first = p.call("SWATNG", "GRHS")
    p.given(c.EndCall(call=first, end=CallEnd.CANCELLED_BY_CALLER))
    p.until(minutes=50)
    assert first not in p.state.calls
    p.when(c.CreateCall(type="SWATNG", site="ELMS"))
    second = str(p.then(ev(e.CallCreated)).refs["call"])
    assert pattern(p, second) == ["GRHS", "ELMS"]


@play
def what_turns_out_to_be_something_else_leaves_the_pattern(p: Playbook) -> None:
    first = p.call("SWATNG", "GRHS")
    other = p.call("SWATNG", "ELMS")
    assert pattern(p, first) == ["GRHS", "ELMS"] == pattern(p, other)
    version = p.state.calls[other].version
    p.when(c.UpdateCall(call=other, type="FIGHT"), expect={other: version})
    p.then(ev(e.CallUpdated))
    assert (pattern(p, first), pattern(p, other)) == ([], [])
    p.given(c.UpdateCall(call=other, type="SWATNG"), expect={other: p.state.calls[other].version})
    assert pattern(p, first) == ["GRHS", "ELMS"]
    third = p.call("SWATNG", "ELMS")
    p.given(c.MergeCall(call=third, into=other))
    assert [one.call for one in p.state.calls[first].pattern] == [first, other], (
        "a duplicate is no second one"
    )


@play
def a_drill_is_no_part_of_a_real_pattern(p: Playbook) -> None:
    real = p.call("SWATNG", "GRHS")
    p.when(c.CreateCall(type="SWATNG", site="ELMS", mode=Mode.DRILL))
    p.then(ev(e.CallCreated))
    assert pattern(p, real) == []


@play
def what_is_found_out_is_recorded_and_lowers_nothing(p: Playbook) -> None:
    call = p.call("SWATNG", "GRHS")
    asked: dict[str, Any] = {"call": call, "point": VerifyPoint.CALLBACK}
    p.when(VerifyThreat(**asked, finding=Finding.AGAINST, note="number out of service"))
    p.then(
        ev(ThreatVerified, finding=Finding.AGAINST, note=Protected("number out of service")),
    )
    now = p.state.calls[call]
    assert [(one.point, one.finding, one.by) for one in now.verified] == [
        (VerifyPoint.CALLBACK, Finding.AGAINST, "Maria")
    ]
    assert (now.priority, now.status, now.type) == (Priority.P1, CallStatus.PENDING, "SWATNG")
    p.wait(minutes=2)
    p.when(VerifyThreat(**asked, finding=Finding.FOR))
    p.then(ev(ThreatVerified, finding=Finding.FOR))
    (stands,) = p.state.calls[call].verified
    assert (stands.finding, stands.at, stands.note) == (Finding.FOR, p.now, None), "the last word stands"
    p.when(VerifyThreat(**asked, finding=Finding.UNKNOWN), by=ADAM7)
    p.refused("forbidden")
    p.when(VerifyThreat(call=p.call("FIGHT"), point=VerifyPoint.STAFF, finding=Finding.FOR))
    p.refused("no_threat", "call")


@play
def what_pupils_say_every_day_is_a_pattern_at_three_schools_only(p: Playbook) -> None:
    first, second = p.call("THREAT", "GRHS"), p.call("THREAT", "ELMS")
    assert p.state.calls[second].pattern == (), "two are chance"
    p.when(c.CreateCall(type="THREAT", site="FARM"))
    p.then(ev(e.CallCreated))
    assert {one.site for one in p.state.calls[first].pattern} == {"GRHS", "ELMS", "FARM"}


@play
def a_claimed_attack_makes_a_pattern_of_an_everyday_threat(p: Playbook) -> None:
    first = p.call("THREAT", "GRHS")
    p.when(c.CreateCall(type="SWATNG", site="ELMS"))
    p.then(ev(e.CallCreated))
    assert {one.site for one in p.state.calls[first].pattern} == {"GRHS", "ELMS"}
