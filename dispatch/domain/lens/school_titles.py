"""What the lines say about a school's team and what was said after a press."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import panic_events as p
from dispatch.domain import srt_events as s
from dispatch.domain.catalog.srt_roles import SRT_ROLES, SrtRole, card_of


def panic_title(event: p.PanicEvent) -> str:
    """The sentence of the line."""
    match event:
        case p.PanicAnswered():
            said = [
                {True: "safe", False: "NOT SAFE", None: ""}[event.safe],
                {True: "MEDICAL HELP NEEDED", False: "no medical help needed", None: ""}[event.medical],
                "" if event.people is None else f"{event.people} people there",
                f"now in {event.room}" if event.room else "",
            ]
            told = ", ".join(filter(None, said)) or "place told"
            return f"After the press at {event.site}: {told}"
        case p.PanicWithdrawn():
            where = f", {event.room}" if event.room else ""
            return f"Press at {event.site}{where}: its sender says it was a mistake. Nothing has been ended"
        case _:
            assert_never(event)


def srt_title(event: s.SrtEvent) -> str:
    """The sentence of the line."""
    match event:
        case s.SrtDefined():
            return f"Team of {event.team.site} defined"
        case s.SrtRoleTaken():
            before = f", from {event.before}" if event.before else ""
            return f"{_label(event.role)} at {event.site}: {event.name}{before}"
        case s.SrtRolePassed():
            return f"{_label(event.role)} at {event.site} passed from {event.before} to {event.name}"
        case s.SrtRoleLeft():
            return f"{_label(event.role)} at {event.site} left by {event.before}, held by nobody"
        case s.SrtAwayMarked():
            return f"{event.name} is {'away from' if event.away else 'at'} {event.site}"
        case s.SrtItemTicked():
            done = "done" if event.done else "not done after all"
            return f"{_label(event.role)} at {event.site}: {_words(event)}, {done}"
        case _:
            assert_never(event)


def _label(role: SrtRole) -> str:
    return SRT_ROLES[role].label


def _words(event: s.SrtItemTicked) -> str:
    said = dict(card_of(event.role, event.type))
    return said.get(event.item, event.item).rstrip(".")
