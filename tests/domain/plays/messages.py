"""Messages: to whom they go, in whose words, who may write them, and how long they stay at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.audience import audience, missing
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.folds.notices import MESSAGE_KEPT, MESSAGES_MAX
from dispatch.domain.lens.ledger import ledger
from dispatch.domain.lens.notice_views import MessageView
from dispatch.domain.lens.project import snapshot
from dispatch.domain.receipts import Receipt
from dispatch.domain.roster import DeskPosition, UnitKind
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import AlarmKind, NoticeKind
from tests.domain.district import ADAM3, ADAM7, ANA, ELLA, JONAS, LIA, SUE, UNITS
from tests.domain.playbook import Playbook, ev, play

SEATS = (DeskPosition(code="POS1", name="Position 1"), DeskPosition(code="POS2", name="Position 2"))


def readers(p: Playbook, message: str) -> set[str]:
    """The parts that are shown a message."""
    units = [f"unit:{one}" for one in p.state.units]
    sites = [f"site:{one}" for one in p.state.sites]
    parts = ["desk", "auditor", "field", *units, *sites]
    return {
        part for part in parts if message in {view.id for view in snapshot(p.state, part).get("messages", [])}
    }


@play
def to_a_unit_and_a_site(p: Playbook) -> None:
    p.when(c.SendMessage(text="Gate 3 is open.", units=("A7",), sites=("ELMS",)))
    answer = p.then(
        ev(e.MessageSent, to_units=("A7",), to_sites=("ELMS",), everyone=False, critical=False, unit=None)
    )
    message = str(answer.refs["message"])
    assert readers(p, message) == {"desk", "auditor", "unit:A7", "site:ELMS"}
    notice = p.state.notices[str(answer.refs["notice"])]
    assert (notice.notice_kind, notice.urgent) == (NoticeKind.MESSAGE, False)
    assert "silence:" + notice.id not in p.state.timers
    # A school is told what was written to it, and not who else got it.
    view = snapshot(p.state, "site:ELMS")["messages"][0]
    assert isinstance(view, MessageView)
    assert (view.units, view.sites, view.sender_name) == ((), (), "Maria")


@play
def groups_are_those_on_duty_at_that_moment(p: Playbook) -> None:
    p.given(c.DefineRoster(units=(replace(UNITS[1], sector="North"),)), by=SYSTEM)
    p.unit("S1", UnitStatus.OFF)
    p.when(c.SendMessage(text="Hail at noon.", unit_kinds=(UnitKind.PATROL, UnitKind.SUPERVISOR)))
    p.then(ev(e.MessageSent, to_units=("A7", "A3"), groups=("all patrol", "all supervisors")))
    p.when(c.SendMessage(text="Road closed.", sectors=("North",), units=("C12",)))
    p.then(ev(e.MessageSent, to_units=("A3", "C12"), groups=("sector North",)))
    p.when(c.SendMessage(text="Are you there?", units=("S1",)))
    p.refused("nobody_on_duty", "units")
    p.when(c.SendMessage(text="Are you there?", units=("S1", "A3")))
    p.then(ev(e.MessageSent, to_units=("A3",)), warned="S1")
    p.when(c.SendMessage(text="x", sectors=("Nowhere",)))
    p.refused("unknown_sector", "sectors")


@play
def off_duty_nothing_is_shown(p: Playbook) -> None:
    message = str(p.given(c.SendMessage(text="x", units=("A7",)))["message"])
    assert readers(p, message) == {"desk", "auditor", "unit:A7"}
    p.when(c.SetUnitStatus(unit="A7", status=UnitStatus.OFF))
    p.then(ev(e.UnitStatusChanged), warned="Off duty")
    assert readers(p, message) == {"desk", "auditor"}
    p.unit("A7", UnitStatus.LOG)
    assert readers(p, message) == {"desk", "auditor", "unit:A7"}


@play
def an_all_call_is_critical_and_for_everybody_on_duty(p: Playbook) -> None:
    p.unit("S1", UnitStatus.OFF)
    p.when(c.SendMessage(text="Stay off the air.", everyone=True))
    on_duty, sites = ("A7", "A3", "C12", "SRO5"), tuple(p.state.sites)
    answer = p.then(ev(e.MessageSent, everyone=True, critical=True, to_units=on_duty, to_sites=sites))
    message, notice = str(answer.refs["message"]), str(answer.refs["notice"])
    wanted = {*(f"unit:{one}" for one in on_duty), *(f"site:{one}" for one in sites)}
    assert readers(p, message) == {"desk", "auditor", *wanted}
    # Everybody is shown its words, and a school not who else got it.
    for part in wanted:
        view = snapshot(p.state, part)["messages"][0]
        assert isinstance(view, MessageView)
        assert view.text is not None
        assert view.text.text == "Stay off the air."
    assert p.state.notices[notice].notice_kind is NoticeKind.ALL_CALL
    assert p.state.timers[f"silence:{notice}"].due == p.now + timedelta(seconds=60)
    # Who comes on duty later was not asked.
    p.unit("S1", UnitStatus.LOG)
    assert "unit:S1" not in readers(p, message)


@play
def units_and_sites_write_to_the_desk_only(p: Playbook) -> None:
    for command in (
        c.SendMessage(text="x", units=("A3",)),
        c.SendMessage(text="x", everyone=True),
        c.SendMessage(text="x", sites=("GRHS",)),
        c.SendMessage(text="x", desk=True, critical=True),
    ):
        for person in (ADAM7, ANA):
            p.when(command, by=person)
            p.refused("forbidden")
    p.when(c.SendMessage(text="x", desk=True), by=LIA)
    p.refused("forbidden")
    p.when(c.SendMessage(text="Bus 4 is late.", desk=True), by=ADAM7)
    message = p.then(ev(e.MessageSent, unit="A7", site=None, desk=True)).refs["message"]
    assert readers(p, str(message)) == {"desk", "auditor", "unit:A7"}
    p.when(c.SendMessage(text="All in.", desk=True), by=ANA)
    message = p.then(ev(e.MessageSent, unit=None, site="GRHS")).refs["message"]
    assert readers(p, str(message)) == {"desk", "auditor", "site:GRHS"}
    p.when(c.SendMessage(text="x", desk=True, text_class=TextClass.STUDENT), by=ANA)
    p.refused("class_not_yours", "text_class")


@play
def to_a_position_it_is_for_who_sits_there(p: Playbook) -> None:
    p.given(c.DefineRoster(positions=SEATS), by=SYSTEM)
    p.given(c.TakePosition(position="POS1"), by=JONAS)
    p.when(c.SendMessage(text="x", positions=("POS9",)))
    p.refused("unknown_position", "positions")
    p.when(c.SendMessage(text="Take channel 2.", positions=("POS1", "POS2"), critical=True))
    answer = p.then(ev(e.MessageSent, to_positions=("POS1", "POS2"), desk=False), warned="Position 2")
    notice = p.state.notices[str(answer.refs["notice"])]
    assert missing(p.state, notice) == ("position:POS1", "position:POS2")
    holders = {one.id: one.people for one in audience(p.state, notice)}
    assert holders == {"position:POS1": ("Jonas",), "position:POS2": ()}
    # The desk sees it; the word of who sits elsewhere does not count for who sits there.
    p.when(c.AcknowledgeNotice(notice=notice.id), by=SUE)
    p.refused("not_a_recipient", "notice")
    p.when(c.AcknowledgeNotice(notice=notice.id), by=JONAS)
    p.then(ev(e.NoticeAcknowledged, recipient="position:POS1"))
    p.given(c.TakePosition(position="POS2"), by=SUE)
    p.when(c.SendMessage(text="Copy", desk=True, reply_to=notice.record), by=SUE)
    p.then(ev(e.MessageSent), ev(e.NoticeAcknowledged, recipient="position:POS2"))
    assert f"silence:{notice.id}" not in p.state.timers


@play
def a_screen_counts_for_the_position_only_of_who_sits_there(p: Playbook) -> None:
    p.given(c.DefineRoster(positions=SEATS), by=SYSTEM)
    p.given(c.TakePosition(position="POS1"), by=JONAS)
    p.when(c.SendMessage(text="x", positions=("POS1",), critical=True))
    notice = str(p.then(ev(e.MessageSent)).refs["notice"])
    edition = p.state.notices[notice].edition

    def shown(person: Actor) -> Receipt:
        return Receipt(
            notice=notice,
            edition=edition,
            recipient="desk",
            person=person.person,
            name=person.name,
            device="d",
            delivered_at=p.now,
            painted_at=p.now,
        )

    for people, progress, unreached in (((SUE,), "not_reached", 1), ((SUE, JONAS), "painted", 0)):
        receipts = tuple(map(shown, people))
        (row,) = ledger(p.state, p.state.notices[notice], receipts).rows
        assert (row.progress, len(row.devices)) == (progress, 1 - unreached)
        p.receipts = {notice: receipts}
        p.fall("silence")
        assert p.state.notices[notice].unreached == unreached


@play
def an_answer_is_an_acknowledgement(p: Playbook) -> None:
    sent = p.given(c.SendMessage(text="Where are you?", units=("A7",)))
    p.when(c.SendMessage(text="Copy", desk=True, reply_to=str(sent["message"])), by=ADAM7)
    p.then(ev(e.MessageSent, reply_to=sent["message"]), ev(e.NoticeAcknowledged, recipient="unit:A7"))
    p.when(c.SendMessage(text="Copy again", desk=True, reply_to=str(sent["message"])), by=ADAM7)
    p.then(ev(e.MessageSent))
    # What one may not see is not there to be answered.
    p.when(c.SendMessage(text="Copy", desk=True, reply_to=str(sent["message"])), by=ADAM3)
    p.refused("not_found")
    p.when(c.SendMessage(text="Copy", desk=True, reply_to="nosuch"), by=ADAM3)
    p.refused("not_found")


@play
def the_protocols_words_stay_as_they_are(p: Playbook) -> None:
    lockdown = "Lockdown. Locks, Lights, Out of Sight."
    p.when(c.SendMessage(text=f"{lockdown} Police are coming.", sites=("GRHS",), template="SRP-LOCKDOWN"))
    p.then(ev(e.MessageSent, template="SRP-LOCKDOWN"))
    p.when(c.SendMessage(text="Lockdown. Lock the doors.", sites=("GRHS",), template="SRP-LOCKDOWN"))
    assert lockdown in p.refused("protocol_words_changed", "text").message
    p.when(c.SendMessage(text="Evacuate! To {location}.", sites=("GRHS",), template="SRP-EVACUATE"))
    p.refused("protocol_words_changed", "text")
    p.when(c.SendMessage(text="Evacuate! To the track.", sites=("GRHS",), template="SRP-EVACUATE"))
    p.then(ev(e.MessageSent))
    p.when(c.SendMessage(text="x", sites=("GRHS",), template="NOSUCH"))
    p.refused("unknown_template", "template")


@play
def a_school_is_sent_nothing_that_it_may_not_read(p: Playbook) -> None:
    for to in ({"sites": ("GRHS",)}, {"everyone": True}):
        p.when(c.SendMessage(text="Kim is missing.", text_class=TextClass.STUDENT, **to))
        p.refused("class_not_theirs", "text_class")
    p.when(c.SendMessage(text="Kim is missing.", text_class=TextClass.STUDENT, units=("A7",)))
    p.then(ev(e.MessageSent))


@play
def nobody_and_nothing(p: Playbook) -> None:
    p.when(c.SendMessage(text="hello"))
    p.refused("no_recipient", "units")
    p.when(c.SendMessage(text="hello", units=("NONE",)))
    p.refused("unknown_unit", "units")
    p.when(c.SendMessage(text="hello", sites=("NONE",)))
    p.refused("unknown_site", "sites")
    p.when(c.SendMessage(text="hello", units=("A7",), call="nosuch"))
    p.refused("not_found")


@play
def a_message_about_a_call_is_a_line_of_it(p: Playbook) -> None:
    call = p.call()
    lines = p.the_call(call).lines
    p.when(c.SendMessage(text="Use the north gate.", units=("A7",), call=call))
    p.then(ev(e.MessageSent, call=call, number=p.the_call(call).number))
    assert p.the_call(call).lines == lines + 1


@play
def it_leaves_the_desk_after_a_shift(p: Playbook) -> None:
    message = str(p.given(c.SendMessage(text="x", units=("A7",)))["message"])
    p.wait(minutes=1)
    p.fall("message")
    assert not p.state.messages
    assert not p.state.notices
    assert timedelta(hours=12) == MESSAGE_KEPT
    p.when(c.AcknowledgeNotice(notice=f"message:{message}"), by=ADAM7)
    p.refused("not_found")


@play
def the_oldest_make_room(p: Playbook) -> None:
    p.lawful = False
    first = str(p.given(c.SendMessage(text="x", units=("A7",), critical=True))["message"])
    p.fall("silence")
    assert p.state.alarms[f"silence:message:{first}"].alarm_kind is AlarmKind.NOT_REACHED
    for _ in range(MESSAGES_MAX - 1):
        p.given(c.SendMessage(text="x", units=("A7",)))
    assert first in p.state.messages
    p.when(c.SendMessage(text="x", units=("A7",)), by=JONAS)
    p.then(ev(e.MessageSent))
    assert len(p.state.messages) == MESSAGES_MAX == len(p.state.notices)
    assert first not in p.state.messages
    assert not p.state.alarms


@play
def a_site_that_it_is_not_for_can_not_acknowledge_it(p: Playbook) -> None:
    notice = str(p.given(c.SendMessage(text="x", sites=("GRHS",)))["notice"])
    p.when(c.AcknowledgeNotice(notice=notice), by=ELLA)
    p.refused("not_found")
    p.when(c.AcknowledgeNotice(notice=notice), by=ANA)
    p.then(ev(e.NoticeAcknowledged, recipient="site:GRHS", site="GRHS", unit=None))
