"""The status board as one page that needs nothing else: printed, or opened from a browser that kept it when all else is down.

The server writes it whole; the page's script only says how old it is and asks for a newer one. Everything in it has gone through the
reader's lens, and everything that a person typed is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.catalog.unit_statuses import STATUS_INFO, UnitStatus
from dispatch.domain.lens import views as v
from dispatch.domain.lens.board import Board, board
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.vocabulary import CallStatus, TimerKind
from dispatch.web.access import Caller
from dispatch.web.services import Services

PAPER_ROWS = 18
"""Numbered rows for what happens while nothing can be entered; they are entered later under these numbers."""
_MEDIA = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Made:
    """When, for whom and at which head of the log a board was made."""

    at: datetime
    who: str
    head: str


async def page(request: Request, services: Services, caller: Caller) -> Response:
    """The board of this moment, for its caller."""
    actor = caller.session.actor()
    (part,) = parts_of_actor(services.desk.state, actor)
    # Taken first: what the board says is at least as new.
    made = Made(services.clock.now(), f"{actor.name}, {_words(actor.role)}", services.desk.head.hash.hex())
    return Response(render(board(services.desk.state, part), made), media_type=_MEDIA)


def render(shown: Board, made: Made) -> str:
    """The whole page."""
    home = shown.district
    name = home.name if home is not None else "Dispatch"
    exercise = home is not None and home.nature == "exercise"
    title = f"{'EXERCISE · ' if exercise else ''}Status board · {name}"
    icon = "/favicon-exercise.svg" if exercise else "/favicon.svg"
    return f"""<!doctype html>
<html lang="en" data-made="{_iso(made.at)}" style="--foot: {escape(_foot(title, made))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="/board.css">
<script src="/board.js" defer></script>
</head>
<body{' class="exercise"' if exercise else ""}>
{_head(shown, made, name, exercise=exercise)}
<main>
{_actions(shown)}
{_alarms(shown)}
{_calls(shown)}
{_units(shown)}
{_timers(shown)}
{_paper()}
</main>
<footer><p>{escape(title)}. Made {_time(made.at, day=True)} for {escape(made.who)}.
Head of the log <code>{made.head}</code></p></footer>
</body>
</html>
"""


def _foot(title: str, made: Made) -> str:
    """What stands at the foot of each sheet, as a string of CSS."""
    said = f"{title}. Made {made.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC for {made.who}."
    harmless = "".join(sign if sign.isalnum() or sign in " .,:-·/" else "_" for sign in said)
    return f'"{harmless}\\a Head of the log {made.head}"'


def _head(shown: Board, made: Made, name: str, *, exercise: bool) -> str:
    home = shown.district
    badge = (
        '<strong class="badge">EXERCISE</strong>'
        if exercise
        else '<span class="badge">DEMO</span>'
        if home is not None and home.demo
        else ""
    )
    return f"""<header>
<div><p class="whose">{escape(name)} {badge}</p><h1>Status board</h1>
<p>Made at {_time(made.at)} for {escape(made.who)}</p></div>
<p class="age" id="age" role="timer">Made at {_time(made.at)}</p>
<p class="tools"><button type="button" id="print">Print</button> <a href="/console">Console</a></p>
</header>"""


def _actions(shown: Board) -> str:
    rows = []
    for one in shown.actions:
        mode = "" if one.mode == "ACTUAL" else f"{one.mode}: "
        heard = (
            f"{_time(one.announced_at)} by {escape(one.announced_by or '')}"
            if one.announced_at is not None
            else "<b>NOT HEARD</b>"
        )
        where = ", ".join((*one.zones, *one.rooms)) or "whole site"
        more = [where, _words(one.entry_mode or ""), _words(one.hazard or ""), _release(one)]
        rows.append(
            (
                f"<b>{mode}{escape(ACTIONS[one.type].term)}</b>",
                _site(shown, one.site),
                escape("; ".join(filter(None, more))),
                _time(one.started_at),
                heard,
            )
        )
    return _table(
        "Protected sites",
        ("Action", "Site", "What applies", "Since", "Announced or heard"),
        rows,
        f"All {len(shown.sites)} sites normal.",
    )


def _release(action: v.ActionView) -> str:
    if action.board is not None:
        done = sum(state == "RELEASED" for state in action.board.values())
        return f"{done} of {len(action.board)} doors released"
    return "release asked for" if action.release_requested_at is not None else ""


def _alarms(shown: Board) -> str:
    rows = [
        (
            f"<b>{_words(one.alarm_kind)}</b>",
            _about(shown, one.call, one.unit, one.site),
            _time(one.raised_at),
            str(one.count),
        )
        for one in shown.alarms
    ]
    return _table("Alarms", ("Alarm", "About", "Since", "Times"), rows, "None.")


def _calls(shown: Board) -> str:
    rows = []
    for one in shown.calls:
        call = one.call
        mode = "" if call.mode == "ACTUAL" else f"{call.mode}: "
        word = "for" if call.status is CallStatus.SCHEDULED else "until"
        until = f" {word} {_time(call.until)}" if call.until is not None else ""
        rows.append(
            (
                f"<b>P{call.priority}</b>",
                f"<code>{escape(call.number)}</code>",
                f"{mode}{escape(one.label or 'Restricted')}",
                _place(shown, call.place),
                _words(call.status) + until,
                _time(call.times["t_received"]),
                escape(" ".join(call.units)) or "none",
                escape(one.text or ""),
            )
        )
    names = ("P", "Number", "Type", "Where", "Status", "Received", "Units", "What was said")
    return _table("Open calls", names, rows, "None.")


def _units(shown: Board) -> str:
    numbers = {one.call.id: one.call.number for one in shown.calls}
    rows = [
        (
            f"<b>{escape(one.id)}</b>",
            f"<b>{one.status}</b> {escape(STATUS_INFO[one.status].label)}",
            _time(one.since),
            f"<code>{escape(numbers.get(one.call or '', one.call_number or ''))}</code>",
            _site(shown, one.site),
            escape(", ".join(one.members)),
            _time(one.check_due),
        )
        for one in shown.units
        if one.status is not UnitStatus.OFF
    ]
    off = " ".join(one.id for one in shown.units if one.status is UnitStatus.OFF)
    names = ("Unit", "Status", "Since", "Call", "At or going to", "Crew", "Check due")
    table = _table("Units on duty", names, rows, "None.")
    return f"{table}<p>Off duty: {escape(off) or 'none'}</p>"


def _timers(shown: Board) -> str:
    rows = [
        (_words(one.timer_kind), _about(shown, one.call, one.unit, one.site), _time(one.due, day=True))
        for one in shown.timers
        if one.timer_kind is not TimerKind.RETIRE
    ]
    return _table("Timers", ("Timer", "About", "Due"), rows, "None.")


def _paper() -> str:
    rows = [(str(number), "", "", "", "") for number in range(1, PAPER_ROWS + 1)]
    table = _table("On paper while the system is down", ("No.", "Time", "From or to", "What", "By"), rows, "")
    return f'<div class="paper">{table}</div>'


def _table(title: str, names: Sequence[str], rows: Iterable[Sequence[str]], nothing: str) -> str:
    """Cells are HTML already."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in names)
    shown = (
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"
        if body
        else f"<p>{escape(nothing)}</p>"
    )
    return f"<section><h2>{escape(title)}</h2>{shown}</section>"


def _about(shown: Board, call: str | None, unit: str | None, site: str | None) -> str:
    number = next((one.call.number for one in shown.calls if one.call.id == call), None)
    said = [escape(unit or ""), f"<code>{escape(number)}</code>" if number else "", _site(shown, site)]
    return ", ".join(filter(None, said))


def _place(shown: Board, place: v.PlaceView) -> str:
    address = place.address.text if place.address is not None else None
    spot = (place.building, place.zone, place.room, address)
    return ", ".join(filter(None, (_site(shown, place.site), *(escape(one) for one in spot if one))))


def _site(shown: Board, site: str | None) -> str:
    if site is None:
        return ""
    return f"{escape(shown.sites.get(site, ''))} <code>{escape(site)}</code>".strip()


def _words(code: str) -> str:
    return escape(code.replace("_", " ").lower().capitalize())


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _time(at: datetime | None, *, day: bool = False) -> str:
    """The moment in UTC; the page's script writes it in the time of its desk."""
    if at is None:
        return ""
    said = at.astimezone(UTC).strftime("%d %b %H:%M:%S UTC" if day else "%H:%M:%S UTC")
    return f'<time datetime="{_iso(at)}"{" data-day" if day else ""}>{said}</time>'
