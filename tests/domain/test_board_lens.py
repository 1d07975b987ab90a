"""What gets onto the printed status board, and what does not: paper lies about."""

from __future__ import annotations

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.commands import CloseCall
from dispatch.domain.lens.board import board
from dispatch.domain.text import TextClass
from tests.domain.playbook import Playbook

RESTRICTED = next(code for code, one in INCIDENT_TYPES.items() if one.restricted)


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


def test_whoever_has_no_part_has_an_empty_board() -> None:
    book = Playbook.opened()
    book.call("FIGHT")
    shown = board(book.state, "incident:1:MPD")
    assert shown.district is None
    lists = (shown.actions, shown.calls, shown.units, shown.alarms, shown.timers)
    assert [*shown.sites, *(one for rows in lists for one in rows)] == []
