"""Who sees a press on somebody's own screen, and a school's team."""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.lens.lines import audiences
from dispatch.domain.lens.parts import parts_of
from dispatch.domain.lens.project import project
from dispatch.domain.state import Key
from dispatch.domain.vocabulary import PanicLevel
from tests.domain.district import ANA
from tests.domain.test_lens import busy


def test_a_press_on_a_screen_is_seen_at_its_site_at_the_desk_and_by_those_sent_there() -> None:
    p = busy()
    refs = p.given(c.RaisePanic(site="GRHS", room="101", level=PanicLevel.STAFF_ASSIST), by=ANA)
    panic, call = p.log[-1].command, str(refs["call"])
    p.given(c.AnswerPanic(site="GRHS", panic=panic, medical=True), by=ANA)
    p.given(c.AcknowledgeAlarm(alarm=f"panic:{call}"))
    key: Key = ("panics", panic)
    assert parts_of(p.state, key) == {"desk", "auditor", "site:GRHS"}
    (_, school), *_ = project(p.state, key, "site:GRHS")
    (_, desk), *_ = project(p.state, key, "desk")
    assert getattr(school, "desk_at", None) == p.now
    assert (getattr(school, "desk_by", ""), getattr(desk, "desk_by", "")) == (None, "Maria")
    assert not project(p.state, key, "site:ELMS")
    p.given(c.AssignUnits(call=call, units=("S1",)))
    assert "unit:S1" in parts_of(p.state, key)
    (_, headline), *_ = project(p.state, ("calls", call), "site:GRHS")
    assert getattr(headline, "desk_at", None) == p.now


def test_a_schools_team_is_seen_there_at_the_desk_and_by_those_sent_there() -> None:
    p = busy()
    key: Key = ("srt", "GRHS")
    assert parts_of(p.state, key) == {"desk", "auditor", "site:GRHS", "unit:A7"}
    lines = [one.actor.name for one in p.log if isinstance(one.event, e.SrtEvent)]
    assert lines == ["Maria"]
    [told] = [one for one in p.log if isinstance(one.event, e.SrtRoleTaken)]
    assert audiences(p.state, told) == {"desk", "auditor", "site:GRHS"}
