"""The desk's books on the status board: who is looked for and until when, and what one shift leaves to the next."""

from __future__ import annotations

from html import escape

from dispatch.domain.lens.board import Board, BoardBolo
from dispatch.web.board_html import site, table, time, words


def bolos(shown: Board) -> str:
    """Who and what is looked for."""
    rows = [
        (
            f"<code>{escape(one.bolo.number)}</code>",
            words(one.bolo.category),
            _sought(one),
            _seen(shown, one),
            words(one.bolo.handling) + (f", {escape(one.bolo.agency)}" if one.bolo.agency else ""),
            ", ".join(site(shown, code) for code in one.bolo.sites) or "everywhere",
            time(one.bolo.expires, day=True),
        )
        for one in shown.bolos
    ]
    names = ("Number", "Kind", "Look for", "Last seen", "When found", "Holds at", "Until")
    return table("BOLOs in force", names, rows, "None.")


def shift_notes(shown: Board) -> str:
    """The shift log's entries that nobody has cleared."""
    rows = [
        (
            words(one.entry.category) + (" (carried forward)" if one.entry.carry_forward else ""),
            escape(one.text or "In the shift log"),
            ", ".join(filter(None, (escape(one.entry.unit or ""), site(shown, one.entry.site)))),
            time(one.entry.at, day=True),
            escape(one.entry.by),
        )
        for one in shown.notes
    ]
    return table("Shift log", ("Kind", "Entry", "About", "Written", "By"), rows, "None.")


def _sought(one: BoardBolo) -> str:
    cautions = "".join(f"<b>{caution.upper()}</b> " for caution in one.cautions)
    said = ", ".join(filter(None, (one.subject, one.vehicle)))
    why = f"<br>{escape(one.reason)}" if one.reason else ""
    return f"{cautions}{escape(said) or 'See the console'}{why}"


def _seen(shown: Board, one: BoardBolo) -> str:
    seen = one.bolo.last_seen
    return ", ".join(filter(None, (time(seen.at, day=True), site(shown, seen.site), escape(one.seen or ""))))
