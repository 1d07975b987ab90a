"""The shift log, and the handover from one dispatcher to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.bolos import BoloCategory
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.handover import checklist
from dispatch.domain.roster import DeskPosition
from dispatch.domain.shifts import ShiftCategory, Topic
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.vocabulary import AlarmKind
from tests.domain.district import ADAM7, JONAS, MARIA, SUE
from tests.domain.playbook import Playbook, ev, play

NOTE = c.WriteShiftEntry(category=ShiftCategory.STAFFING, text="A9 comes at 15:00")


@play
def an_entry_stays_half_a_day_and_a_carried_one_until_it_is_cleared(p: Playbook) -> None:
    call = p.call()
    p.when(replace(NOTE, call=call, site="GRHS", unit="A7"))
    old = p.then(
        ev(e.ShiftEntryWritten, text=Protected("A9 comes at 15:00"), number="26-000001", unit="A7")
    ).refs["entry"]
    kept = p.given(c.WriteShiftEntry(category=ShiftCategory.EQUIPMENT, text="radio 4", carry_forward=True))[
        "entry"
    ]
    p.wait(hours=11)
    p.given(NOTE)
    assert old in p.state.shift_entries
    p.wait(hours=2)
    p.given(NOTE)
    assert old not in p.state.shift_entries
    assert kept in p.state.shift_entries
    p.when(c.ClearShiftEntry(entry=kept), by=JONAS)
    p.then(ev(e.ShiftEntryCleared, entry=kept, category=ShiftCategory.EQUIPMENT))
    cleared = p.state.shift_entries[kept]
    assert (cleared.by, cleared.cleared_by, cleared.carry_forward) == ("Maria", "Jonas", False)
    p.when(c.ClearShiftEntry(entry=kept))
    p.refused("entry_cleared", "entry")
    p.wait(hours=11)
    p.given(NOTE)
    assert kept in p.state.shift_entries, "what was cleared is seen for half a day"
    p.wait(hours=2)
    p.given(NOTE)
    assert kept not in p.state.shift_entries


@play
def what_is_no_entry(p: Playbook) -> None:
    p.when(replace(NOTE, site="NOSUCH"))
    p.refused("unknown_site", "site")
    p.when(replace(NOTE, unit="NOSUCH"))
    p.refused("unknown_unit", "unit")
    p.when(replace(NOTE, call="no-such-call"))
    p.refused("not_found")
    p.when(replace(NOTE, text_class=TextClass.PERSONNEL))
    p.refused("class_not_yours", "text_class")


@play
def the_checklist_has_what_the_relief_must_know_and_nothing_else(p: Playbook) -> None:
    assert checklist(p.state, p.now) == ()
    open_call = p.call("WEAPON")
    p.sent(open_call, "A7")
    held = p.call("THEFT")
    p.given(c.HoldCall(call=held, until=p.now + timedelta(hours=1)))
    p.given(c.EndCall(call=p.call("VANDAL"), end="CANCELLED_BY_CALLER"))  # type: ignore[arg-type]
    p.action("LOCKDOWN")
    p.unit("A3", UnitStatus.OO)
    p.given(c.IssueBolo(category=BoloCategory.PERSON, subject="boy, 7", reason="x"))
    p.given(replace(NOTE, carry_forward=True, text_class=TextClass.STUDENT))
    p.given(NOTE)
    items = checklist(p.state, p.now)
    assert [one.topic for one in items] == sorted((one.topic for one in items), key=list(Topic).index)
    found = {topic: [one for one in items if one.topic is topic] for topic in Topic}
    assert [one.subject for one in found[Topic.OPEN_CALLS]] == [open_call]
    assert [one.subject for one in found[Topic.WAITING_CALLS]] == [held]
    assert found[Topic.WAITING_CALLS][0].at == p.now + timedelta(hours=1)
    assert [one.subject for one in found[Topic.UNITS_OUT]] == ["A3"]
    assert len(found[Topic.ACTIONS]) == 1
    assert found[Topic.ALARMS], "what nobody has acknowledged"
    assert {one.at for one in found[Topic.TIMERS]} == {p.now + timedelta(seconds=30)}
    assert len(found[Topic.BOLOS_NEW]) == 1
    assert not found[Topic.BOLOS_EXPIRING]
    assert [one.text for one in found[Topic.SHIFT_ENTRIES]] == [
        Protected("A9 comes at 15:00", TextClass.STUDENT)
    ]
    said = found[Topic.OPEN_CALLS][0].text
    assert isinstance(said, Protected)
    assert said.value.startswith("26-000001")
    assert said.value.endswith("A7, worked by Maria")
    p.wait(hours=61)
    topics = {one.topic for one in checklist(p.state, p.now)}
    assert Topic.BOLOS_EXPIRING in topics
    assert Topic.BOLOS_NEW not in topics
    p.when(c.PrepareHandover())
    p.then(ev(e.HandoverPrepared, items=checklist(p.state, p.now)))


@play
def a_handover_is_signed_by_who_goes_and_accepted_by_who_comes(p: Playbook) -> None:
    p.call()
    p.when(c.PrepareHandover(), by=ADAM7)
    p.refused("forbidden")
    first = p.given(c.PrepareHandover())["handover"]
    p.when(c.PrepareHandover())
    handover = p.then(ev(e.HandoverPrepared)).refs["handover"]
    assert list(p.state.handovers) == [handover], "the newest takes the place of one that was never signed"
    p.when(c.SignHandover(handover=first, checked=(Topic.OPEN_CALLS,)))
    p.refused("no_such_handover", "handover")
    p.when(c.AcceptHandover(handover=handover), by=JONAS)
    p.refused("not_signed", "handover")
    p.when(c.SignHandover(handover=handover, checked=tuple(Topic)), by=JONAS)
    p.refused("not_found")
    p.when(c.SignHandover(handover=handover))
    p.refused("topic_unchecked", "checked")
    p.when(c.SignHandover(handover=handover, checked=tuple(Topic), note="quiet"))
    p.then(ev(e.HandoverSigned, items=1, note=Protected("quiet")))
    p.when(c.SignHandover(handover=handover, checked=tuple(Topic)))
    p.then()
    p.when(c.AcceptHandover(handover=handover), by=MARIA)
    p.refused("own_handover", "handover")
    p.when(c.AcceptHandover(handover=handover), by=JONAS)
    p.then(ev(e.HandoverAccepted, signed_by="Maria"))
    p.when(c.AcceptHandover(handover=handover), by=SUE)
    p.refused("accepted", "handover")
    assert p.state.handovers[handover].accepted_by == "Jonas"
    p.wait(hours=13)
    p.given(c.PrepareHandover(), by=JONAS)
    assert handover not in p.state.handovers, "the one before is in the log"


@play
def a_checklist_that_is_old_is_made_anew(p: Playbook) -> None:
    handover = p.given(c.PrepareHandover())["handover"]
    p.wait(minutes=15, seconds=1)
    p.when(c.SignHandover(handover=handover))
    p.refused("checklist_old", "handover")


@play
def the_last_one_at_the_desk_goes_and_the_supervisor_is_alarmed(p: Playbook) -> None:
    seats = (DeskPosition(code="POS1", name="Position 1"), DeskPosition(code="POS2", name="Position 2"))
    p.given(c.DefineRoster(positions=seats), by=SYSTEM)
    p.given(c.TakePosition(position="POS1"))
    p.given(c.TakePosition(position="POS2"), by=JONAS)
    p.when(c.LeaveUnrelieved(position="POS1", reason="ill"), by=JONAS)
    p.refused("not_your_seat", "position")
    p.when(c.LeaveUnrelieved(position="POS1", reason="ill"))
    p.then(ev(e.LeftUnrelieved, position="POS1", reason=Protected("ill")), ev(e.PositionLeft, who="Maria"))
    assert not p.state.alarms, "somebody is still there"
    p.given(c.LeavePosition(position="POS2"), by=JONAS)
    assert {one.alarm_kind for one in p.state.alarms.values()} == {AlarmKind.UNRELIEVED_DESK}
    p.given(c.TakePosition(position="POS1"), by=SUE)
    assert not p.state.alarms, "somebody sat down"
    p.given(c.TakePosition(position="POS2"), by=SUE)
    assert not p.state.alarms, "one who changes the seat is still there"


@play
def who_has_accepted_the_handover_has_the_desk(p: Playbook) -> None:
    p.given(c.DefineRoster(positions=(DeskPosition(code="POS1", name="Position 1"),)), by=SYSTEM)
    p.given(c.TakePosition(position="POS1"))
    handover = p.given(c.PrepareHandover())["handover"]
    p.given(c.SignHandover(handover=handover))
    p.when(c.AcceptHandover(handover=handover), by=JONAS)
    p.then(ev(e.HandoverAccepted))
    p.given(c.LeavePosition(position="POS1"))
    assert not p.state.alarms
    p.given(c.TakePosition(position="POS1"), by=JONAS)
    p.wait(minutes=31)
    p.given(c.LeavePosition(position="POS1"), by=JONAS)
    assert set(p.state.alarms) == {"unrelieved"}
    again = p.given(c.PrepareHandover(), by=JONAS)["handover"]
    p.given(c.SignHandover(handover=again, checked=(Topic.ALARMS,)), by=JONAS)
    p.given(c.AcceptHandover(handover=again), by=SUE)
    assert not p.state.alarms
