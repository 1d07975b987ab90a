"""Incidents on the printed status board: who is in charge, since when, by whose word, and what nobody has decided or owns."""

from __future__ import annotations

from html import escape

from dispatch.domain.incidents import CommandForm
from dispatch.domain.lens.board import Board, BoardIncident
from dispatch.domain.lens.incident_views import CommanderView, TenureView
from dispatch.web.board_html import site, table, time, words

_NAMES = ("Incident", "Where", "In command", "Since", "Said by", "Command post", "Nobody has taken")


def incidents(shown: Board) -> str:
    """The open incidents, drills last."""
    rows = [
        (
            f"<code>{escape(one.incident.number)}</code> {_mode(one)}{escape(one.name or '')}",
            ", ".join(site(shown, code) for code in one.incident.sites),
            _who(one),
            time(one.incident.command.since if one.incident.command is not None else None),
            _said(one.incident.command),
            escape(one.post or ""),
            "<br>".join(f"{escape(label)} ({time(since)})" for label, since in one.open),
        )
        for one in shown.incidents
    ]
    return table("Incidents and who is in charge", _NAMES, rows, "None open.")


def _mode(one: BoardIncident) -> str:
    return "" if one.incident.mode == "ACTUAL" else f"{one.incident.mode}: "


def _who(one: BoardIncident) -> str:
    held, alone = one.incident.command, one.incident.no_command_since
    if held is None:
        return f"<b>NO COMMAND</b> since {time(alone)}" if alone is not None else "nobody"
    names = (held.commander,) if held.commander is not None else held.members
    form = "Unified: " if held.form is CommandForm.UNIFIED else ""
    assumed = " <b>ASSUMED</b>" if held.assumed and held.ratified is None else ""
    return f"{form}<b>{'; '.join(_named(each) for each in names)}</b>{assumed}"


def _named(one: CommanderView) -> str:
    return escape(f"{one.title} {one.name} ({one.agency})".strip())


def _said(held: TenureView | None) -> str:
    return "" if held is None else f"{escape(held.said.said_by)}, {words(held.said.how)}"
