"""What gets onto the printed status board, and what does not: paper lies about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain.bolos import BoloCategory, Caution, VehicleSaid
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.commands import CancelBolo, ClearShiftEntry, CloseCall, IssueBolo, WriteShiftEntry
from dispatch.domain.decision_orders import RaiseQuestion
from dispatch.domain.incident_orders import EstablishCommand
from dispatch.domain.lens.board import board
from dispatch.domain.shifts import ShiftCategory
from dispatch.domain.text import TextClass
from tests.domain.playbook import Playbook
from tests.domain.plays.command import LUND, acting

LOOKED_FOR = IssueBolo(
    category=BoloCategory.PERSON,
    subject="Dale Poe",
    vehicle=VehicleSaid(plate="KPR-4412", colour="silver"),
    reason="canary reason",
    text_class=TextClass.STUDENT,
    cautions=(Caution.ARMED, Caution.SUICIDAL),
)
RESTRICTED = next(code for code, one in INCIDENT_TYPES.items() if one.restricted)


def test_the_board_says_who_is_in_charge_and_what_nobody_has_taken() -> None:
    book = Playbook.opened()
    incident = acting(book)
    (before,) = board(book.state, "desk").incidents
    assert (before.incident.command, before.name) == (None, "Granite Ridge High")
    assert before.incident.no_command_since == book.now
    assert {since for _, since in before.open} == {book.now}
    assert "Parent notification" in {label for label, _ in before.open}
    book.given(EstablishCommand(incident=incident, post="north lot", **LUND))
    book.given(RaiseQuestion(incident=incident, question="Who opens the gym?"))
    (after,) = board(book.state, "desk").incidents
    held = after.incident.command
    assert held is not None
    assert held.commander is not None
    assert (held.commander.name, after.post) == ("Lund", "north lot")
    assert "Who opens the gym?" in {label for label, _ in after.open}


def test_the_board_has_what_is_open_and_nothing_that_is_over() -> None:
    book = Playbook.opened()
    ended = book.call("DOOR")
    book.given(CloseCall(call=ended, disposition="SECUR", outcome="locked"))
    urgent, minor = book.call("FIGHT", text="two in the gym"), book.call("DOOR", "ELMS")
    book.sent(urgent, "A7")
    action = book.action("HOLD", "ELMS")
    shown = board(book.state, "desk")
    assert [one.call.id for one in shown.calls] == [urgent, minor]
    assert (shown.calls[0].label, shown.calls[0].text) == (
        INCIDENT_TYPES["FIGHT"].label,
        "two in the gym",
    )
    assert [one.id for one in shown.actions] == [action]
    assert {one.id: one.call for one in shown.units}["A7"] == urgent
    assert shown.sites["ELMS"] == "Elm Street Elementary"
    assert shown.district is not None
    assert shown.timers, "the order has a clock until it is heard"
    assert board(book.state, "auditor") == shown


def test_paper_has_no_text_that_is_not_operational_and_does_not_say_what_is_restricted() -> None:
    book = Playbook.opened()
    book.call("MEDNON", text="canary medical", text_class=TextClass.MEDICAL, caller="canary caller")
    book.call(RESTRICTED, "ELMS", text="canary restricted", callback="canary callback")
    book.call("FIGHT", "ELMS", text="shown")
    shown = board(book.state, "desk")
    assert sorted(one.text or "" for one in shown.calls) == ["", "", "shown"]
    assert [one.label for one in shown.calls if one.call.type == RESTRICTED] == [None]


def test_the_desks_books_are_on_it_as_far_as_paper_may_have_them() -> None:
    book = Playbook.opened()
    number = book.given(LOOKED_FOR)["number"]
    gone = book.given(replace(LOOKED_FOR, subject="nobody"))["bolo"]
    book.given(CancelBolo(bolo=str(gone), reason="found"))
    for text, text_class in (("gate 3 is open", TextClass.OPERATIONAL), ("canary", TextClass.STUDENT)):
        book.given(WriteShiftEntry(category=ShiftCategory.SITE_CONDITION, text=text, text_class=text_class))
    cleared = book.given(WriteShiftEntry(category=ShiftCategory.WEATHER, text="hail", carry_forward=True))[
        "entry"
    ]
    book.given(ClearShiftEntry(entry=str(cleared)))
    shown = board(book.state, "desk")
    (bolo,) = shown.bolos
    assert (bolo.bolo.number, bolo.subject, bolo.vehicle) == (number, "Dale Poe", "silver KPR-4412")
    assert bolo.bolo.expires == book.now + timedelta(hours=72)
    assert (bolo.reason, bolo.cautions) == (None, (Caution.ARMED,))
    assert {one.text for one in shown.notes} == {"gate 3 is open", None}


def test_whoever_has_no_part_has_an_empty_board() -> None:
    book = Playbook.opened()
    book.call("FIGHT")
    book.given(replace(LOOKED_FOR, text_class=TextClass.OPERATIONAL))
    shown = board(book.state, "incident:1:MPD")
    assert shown.district is None
    lists = (shown.actions, shown.calls, shown.units, shown.alarms, shown.timers, shown.bolos, shown.notes)
    assert [*shown.sites, *(one for rows in lists for one in rows)] == []
