"""Who knows it: orders and emergencies ask for everybody's word, and silence is told to the desk with the receipts as they stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM
from dispatch.domain.audience import expected, missing
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.receipts import Receipt
from dispatch.domain.timers import due_command
from dispatch.domain.vocabulary import AlarmKind, Confirmation, KnownWay, NoticeKind, ReachWay
from tests.domain.district import ADAM3, ADAM7, ANA, BADGE, CARL, JONAS, MARIA, RITA
from tests.domain.playbook import Playbook, ev, play


def silent(p: Playbook, notice: str) -> set[str]:
    return set(missing(p.state, p.state.notices[notice]))


@play
def an_order_asks_its_site_and_its_units(p: Playbook) -> None:
    notice = f"action:{p.action('SECURE')}"
    assert expected(p.state, p.state.notices[notice]) == ("site:GRHS", "unit:C12", "unit:SRO5", "desk")
    # The desk gave the order, so it knows.
    assert silent(p, notice) == {"site:GRHS", "unit:C12", "unit:SRO5"}
    p.when(c.AcknowledgeNotice(notice=notice), by=CARL)
    p.then(ev(e.NoticeAcknowledged, recipient="unit:C12", about="Secure at GRHS", unit="C12", after_ms=0))
    p.when(c.AcknowledgeNotice(notice=notice), by=CARL)
    p.then()
    p.given(c.AnnounceAction(action=notice.removeprefix("action:"), announced_by="front office"))
    known = {one.recipient: one.way for one in p.state.notices[notice].known}
    assert known["site:GRHS"] is KnownWay.ANNOUNCED
    assert silent(p, notice) == {"unit:SRO5"}
    p.unit("SRO5", UnitStatus.OFF)
    assert silent(p, notice) == set()


@play
def who_ordered_it_knows_it(p: Playbook) -> None:
    notice = f"action:{p.action('LOCKDOWN', by=ANA)}"
    assert silent(p, notice) == {"unit:C12", "unit:SRO5", "desk"}
    # Whoever acknowledges the alarm of it has seen it.
    p.when(c.AcknowledgeAlarm(alarm=notice))
    p.then(ev(e.AlarmAcknowledged))
    assert silent(p, notice) == {"unit:C12", "unit:SRO5"}


@play
def silence_is_told_three_times_and_counted(p: Playbook) -> None:
    notice = f"action:{p.action('SECURE')}"
    p.given(c.AcknowledgeNotice(notice=notice), by=RITA)
    for stage in range(3):
        p.fall("silence")
        assert p.log[-1].event == e.SilenceFound(
            notice=notice,
            notice_kind=NoticeKind.ACTION,
            stage=stage,
            expected=4,
            missing=("site:GRHS", "unit:C12"),
            unreached=("site:GRHS", "unit:C12"),
            receipts=(),
            about="Secure at GRHS",
            site="GRHS",
            call=None,
            number=None,
        )
        alarm = p.state.alarms[f"silence:{notice}"]
        assert (alarm.alarm_kind, alarm.count, alarm.stage) == (AlarmKind.NOT_REACHED, stage + 1, stage)
        assert (p.state.notices[notice].missing, p.state.notices[notice].unreached) == (2, 2)
    assert f"silence:{notice}" not in p.state.timers
    p.given(c.RecordReached(notice=notice, recipient="site:GRHS", way=ReachWay.PHONE, spoken_to="Ms Lopez"))
    assert f"silence:{notice}" in p.state.alarms
    p.when(c.RecordReached(notice=notice, recipient="unit:C12", way=ReachWay.RADIO))
    p.then(ev(e.RecipientReached, recipient="unit:C12", way=ReachWay.RADIO, spoken_to=None))
    assert f"silence:{notice}" not in p.state.alarms
    p.when(c.RecordReached(notice=notice, recipient="unit:C12", way=ReachWay.PHONE))
    p.then()
    p.when(c.RecordReached(notice=notice, recipient="unit:A7", way=ReachWay.PHONE))
    p.refused("not_a_recipient", "recipient")
    p.when(c.RecordReached(notice="nosuch", recipient="unit:A7", way=ReachWay.PHONE))
    p.refused("not_found")
    p.when(c.RecordReached(notice=notice, recipient="unit:C12", way=ReachWay.PHONE), by=CARL)
    p.refused("forbidden")


@play
def the_receipts_as_they_stood_are_in_the_event(p: Playbook) -> None:
    notice = f"action:{p.action('SECURE')}"
    edition = p.state.notices[notice].edition
    p.wait(seconds=5)

    def receipt(recipient: str, edition: int, *, painted: bool) -> Receipt:
        return Receipt(
            notice=notice,
            edition=edition,
            recipient=recipient,
            person=f"person of {recipient}",
            name="x",
            device="phone",
            delivered_at=p.now,
            painted_at=p.now if painted else None,
        )

    p.receipts = {
        notice: (
            receipt("unit:C12", edition, painted=True),
            receipt("site:GRHS", edition - 1, painted=True),
            receipt("unit:SRO5", edition, painted=False),
        )
    }
    p.wait(minutes=2, seconds=55)
    command_id, command = due_command(p.state.timers[f"silence:{notice}"])
    p.when(command, by=SYSTEM, command_id=command_id)
    found = p.then(ev(e.TimerFell), ev(e.SilenceFound)).recorded[-1].event
    assert isinstance(found, e.SilenceFound)
    assert found.missing == ("site:GRHS", "unit:C12", "unit:SRO5")
    # What reached a device was an older edition: that of now has not reached it.
    assert found.unreached == ("site:GRHS",)
    assert [(one.recipient, one.painted_at is None) for one in found.receipts] == [
        ("unit:C12", False),
        ("unit:SRO5", True),
    ]


@play
def who_must_hide_at_once_is_asked_for_sooner_than_who_waits_in_a_room(p: Playbook) -> None:
    order = {"LOCKDOWN": 60, "EVACUATE": 60, "SHELTER": 60, "SECURE": 180, "HOLD": 300}
    for place, (kind, seconds) in enumerate(order.items()):
        site = replace(p.state.sites["GRHS"].roster, code=f"S{place}")
        p.given(c.DefineRoster(sites=(site,)), by=SYSTEM)
        action = p.action(kind, f"S{place}")
        assert p.state.timers[f"silence:action:{action}"].due == p.now + timedelta(seconds=seconds), kind
    p.when(c.AcknowledgeNotice(notice="nosuch"))
    p.refused("not_found")


@play
def no_alarm_when_everybody_knows(p: Playbook) -> None:
    action = p.action("SECURE")
    notice = f"action:{action}"
    for person in (CARL, RITA):
        p.given(c.AcknowledgeNotice(notice=notice), by=person)
    p.when(c.AnnounceAction(action=action), by=ANA)
    p.then(ev(e.ActionAnnounced))
    assert f"silence:{notice}" not in p.state.timers
    assert next(one for one in p.state.notices[notice].known if one.recipient == "site:GRHS").name == "Ana"


@play
def nobody_left_to_ask(p: Playbook) -> None:
    notice = str(p.given(c.SendMessage(text="x", units=("A7",), critical=True))["notice"])
    timer = p.state.timers[f"silence:{notice}"]
    p.unit("A7", UnitStatus.OFF)
    p.wait(seconds=60)
    command_id, command = due_command(timer)
    p.when(command, by=SYSTEM, command_id=command_id)
    p.then(ev(e.TimerFell))
    assert not p.state.alarms


@play
def an_emergency_asks_every_other_unit(p: Playbook) -> None:
    p.unit("S1", UnitStatus.OFF)
    p.given(c.DeclareEmergency(unit="A7"), by=ADAM7)
    notice = "emergency:A7"
    assert expected(p.state, p.state.notices[notice]) == ("unit:A3", "unit:C12", "unit:SRO5", "desk")
    p.given(c.AcknowledgeNotice(notice=notice), by=ADAM3)
    p.given(c.AcknowledgeAlarm(alarm=notice), by=JONAS)
    assert silent(p, notice) == {"unit:C12", "unit:SRO5"}
    # Pressed again, it is the same emergency: nobody is asked anew.
    p.when(c.DeclareEmergency(unit="A7"), by=ADAM7)
    p.then(ev(e.EmergencyDeclared))
    assert silent(p, notice) == {"unit:C12", "unit:SRO5"}
    p.fall("silence")
    assert p.state.alarms[f"silence:{notice}"].unit == "A7"
    p.given(
        c.ClearEmergency(
            unit="A7", confirmed_how=Confirmation.VOICE, confirmed_by="Maria", code_word_given=True
        )
    )
    assert notice not in p.state.notices
    assert not [one for one in p.state.alarms if one.startswith("silence:")]


@play
def an_order_that_is_over_asks_nobody(p: Playbook) -> None:
    action = p.action("SECURE")
    p.fall("silence")
    p.when(c.ReleaseAction(action=action, released_by="Ana", confirmed_by="Maria"))
    p.then(ev(e.ActionEnded))
    assert not [one for one in (*p.state.timers, *p.state.alarms) if one.startswith("silence:")]
    assert f"action:{action}" in p.state.notices
    p.until(minutes=31)
    assert f"action:{action}" not in p.state.notices


@play
def the_moment_it_was_ordered_counts(p: Playbook) -> None:
    notice = f"action:{p.action('HOLD')}"
    p.wait(seconds=7)
    p.when(c.AcknowledgeNotice(notice=notice), by=RITA)
    p.then(ev(e.NoticeAcknowledged, after_ms=7000))
    assert p.state.notices[notice].since == p.now - timedelta(seconds=7)
    p.when(c.AcknowledgeNotice(notice=notice), by=BADGE)
    p.refused("forbidden")
    p.when(c.AcknowledgeNotice(notice="nosuch"), by=MARIA)
    p.refused("not_found")
