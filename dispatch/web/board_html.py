"""Pieces of HTML that the status board is made of. Everything that a person typed is escaped here or by whoever calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape

from dispatch.domain.lens import views as v
from dispatch.domain.lens.board import Board


def table(title: str, names: Sequence[str], rows: Iterable[Sequence[str]], nothing: str) -> str:
    """Cells are HTML already."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in names)
    shown = (
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"
        if body
        else f"<p>{escape(nothing)}</p>"
    )
    return f"<section><h2>{escape(title)}</h2>{shown}</section>"


def about(shown: Board, call: str | None, unit: str | None, at: str | None) -> str:
    """Unit, call and site that something is about."""
    number = next((one.call.number for one in shown.calls if one.call.id == call), None)
    said = [escape(unit or ""), f"<code>{escape(number)}</code>" if number else "", site(shown, at)]
    return ", ".join(filter(None, said))


def place(shown: Board, where: v.PlaceView) -> str:
    """A call's place, as far as it is known."""
    address = where.address.text if where.address is not None else None
    spot = (where.building, where.zone, where.room, address)
    return ", ".join(filter(None, (site(shown, where.site), *(escape(one) for one in spot if one))))


def site(shown: Board, code: str | None) -> str:
    """A site's name and code."""
    if code is None:
        return ""
    return f"{escape(shown.sites.get(code, ''))} <code>{escape(code)}</code>".strip()


def words(code: str) -> str:
    """A code as words."""
    return escape(code.replace("_", " ").lower().capitalize())


def iso(at: datetime) -> str:
    """The moment as machines write it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def time(at: datetime | None, *, day: bool = False) -> str:
    """The moment in UTC; the page's script writes it in the time of its district."""
    if at is None:
        return ""
    said = at.astimezone(UTC).strftime("%d %b %H:%M:%S UTC" if day else "%H:%M:%S UTC")
    return f'<time datetime="{iso(at)}"{" data-day" if day else ""}>{said}</time>'
